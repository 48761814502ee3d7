"""Ask: one box, the answer in a sentence, how the question was understood, and every row with its evidence."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import streamlit as st

from app import cards, charts
from app.markup import element
from app.opened import opened
from app.understanding import chips
from crawler.article import LONDON
from index.answer import Answer, Post
from index.answer_json import answer_json
from index.ask import ask
from index.query import Query
from index.search import Index
from index.timeline import Entry

EXAMPLES = (
    "which trusts were wound up and when",
    "Which councils have improved to outstanding?",
    "trusts considered and rejected",
    "Worcestershire Ofsted rating history",
    "Who has been appointed since 2022?",
    "which trusts overspent and by how much",
)
# Rows whose evidence is open at first: enough to see what a row rests on, not so much that the list is lost.
_OPEN = 1


def show() -> None:
    """The page."""
    index = opened()
    st.html(element("h1", "What happened in children's social care, when, and who says so", class_="ct-title"))
    st.text_input(
        "Ask a question",
        key="q",
        bind="query-params",
        type="search",
        placeholder="which trusts were wound up and when",
        max_chars=300,
    )
    question = str(st.session_state.get("q") or "").strip()
    _examples()
    if question:
        _answer(index, question)
    else:
        _held(index)


def _examples() -> None:
    with st.container(horizontal=True, gap="small"):
        for number, example in enumerate(EXAMPLES):
            st.button(example, key=f"example-{number}", type="tertiary", on_click=_choose, args=(example,))


def _choose(example: str) -> None:
    st.session_state["q"] = example


def _answer(index: Index, question: str) -> None:
    answer = ask(index, question, _as_of())
    entries = [row for row in answer.rows if isinstance(row, Entry)]
    st.html(element("p", answer.sentence, class_="ct-answer", role="status"))
    st.html(chips(answer.understood))
    if len(entries) > 1 and (chart := charts.timeline_chart(entries)):
        st.altair_chart(chart, alt=charts.described(entries))
    _rows(answer)
    if answer.articles:
        st.html(element("h2", "Not an answer: the nearest documents"))
        st.html(cards.article_list(answer.articles))
    if answer.rows:
        _downloads(answer)


def _rows(answer: Answer) -> None:
    posts = [row for row in answer.rows if isinstance(row, Post)]
    entries = [row for row in answer.rows if isinstance(row, Entry)]
    if posts:
        st.html(element("div", [cards.post_card(post) for post in posts], class_="ct-list"))
    if entries:
        st.html(cards.entry_list(entries, answer.understood.words, opened=_OPEN))


def _downloads(answer: Answer) -> None:
    with st.container(horizontal=True):
        st.download_button(
            "Download as JSON",
            json.dumps(answer_json(answer), ensure_ascii=False, indent=1),
            "caretrail-answer.json",
            "application/json",
            on_click="ignore",
        )


def _held(index: Index) -> None:
    latest = index.latest()
    until = f", the newest of {latest.day} {latest:%B %Y}" if latest else ""
    st.caption(f"{index.count(Query()):,} events from {index.article_count(Query()):,} documents{until}.")


def _as_of() -> date:
    """The day the question is asked: of the address where it names one, else today in London."""
    try:
        return date.fromisoformat(st.query_params.get("as_of", ""))
    except ValueError:
        return datetime.now(UTC).astimezone(LONDON).date()
