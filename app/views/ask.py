"""Ask: one box, the answer in a sentence, how the question was understood, and every row with its evidence."""

from __future__ import annotations

from datetime import date

import streamlit as st

from app import address, cards, charts, downloads, examples, filters, keys, wording
from app.markup import element, internal, joined
from app.opened import opened
from app.picture import picture
from app.understanding import changed, chips
from index.answer import Answer, Post
from index.answer_json import answer_json
from index.asking.ask import answered, understood
from index.query import Query
from index.search import Index
from index.timeline import Entry

# Rows whose evidence is open at first: enough to see what a row rests on, not so much that the list is lost.
_OPEN = 1
_A_PAGE = 50


def show() -> None:
    """The page."""
    index = opened()
    question = address.held("q")
    if not question:
        _title(index)
    address.text(
        "Ask a question",
        "q",
        type="search",
        placeholder="which trusts were wound up and when",
        max_chars=300,
        label_visibility="collapsed" if question else "visible",
    )
    if question:
        _answer(index, question)
    else:
        _start(index)


def _title(index: Index) -> None:
    latest = index.latest()
    until = f", the newest of {wording.day(latest)}" if latest else ""
    held = (
        f"{index.count(Query()):,} events read from {wording.counted(index.article_count(Query()), 'document')}{until}."
    )
    st.html(element("h1", "What happened in children’s social care, when, and who says so", class_="ct-title"))
    st.html(element("p", f"{held} Every line leads to the sentence it was read from.", class_="ct-lead"))


def _start(index: Index) -> None:
    found = examples.working(index, _as_of())
    cards_of = [
        internal([element("b", question), element("span", told)], "", {"q": question}, class_="ct-card")
        for question, told in found
    ]
    ways = [
        internal([element("b", title), element("span", told)], page, class_="ct-card")
        for page, title, told in examples.WAYS
    ]
    parts = [
        element("h2", "Questions this can answer", class_="ct-heading"),
        element("div", cards_of, class_="ct-cards"),
        element("h2", "Or look around", class_="ct-heading"),
        element("div", ways, class_="ct-cards"),
    ]
    st.html(element("div", parts))


def _answer(index: Index, question: str) -> None:
    asked = understood(index, question, _as_of())
    answer = answered(index, question, changed(asked))
    st.html(element("div", element("h1", answer.sentence, class_="ct-answer"), role="status"))
    st.html(chips(asked))
    entries = [row for row in answer.rows if isinstance(row, Entry)]
    if len(entries) > 1 and (chart := charts.timeline_chart(entries)):
        st.html(keys.timeline(entries))
        picture(chart, charts.described(entries))
        st.html(element("p", charts.described(entries), class_="ct-soft"))
    _rows(answer)
    if answer.articles:
        st.html(element("h2", "Not an answer: the nearest documents", class_="ct-heading"))
        st.html(cards.article_list(answer.articles))
    _further(answer)
    if answer.rows:
        whole = ("JSON answer", "caretrail-answer.json", lambda: downloads.plain_json(answer_json(answer)))
        downloads.downloads(lambda: entries, "answer", whole)


def _rows(answer: Answer) -> None:
    posts = [row for row in answer.rows if isinstance(row, Post)]
    entries = [row for row in answer.rows if isinstance(row, Entry)]
    number = address.page(-(-len(answer.rows) // _A_PAGE))
    first = (number - 1) * _A_PAGE
    rows = [*posts, *entries][first : first + _A_PAGE]
    if shown := [row for row in rows if isinstance(row, Post)]:
        st.html(cards.post_list(shown))
    if told := [row for row in rows if isinstance(row, Entry)]:
        st.html(cards.entry_list(told, answer.understood.words, opened=_OPEN))


def _further(answer: Answer) -> None:
    """Where the conditions understood can be changed one by one."""
    state = filters.state_of(answer.understood.query)
    if state:
        line = ["To change these conditions freely, ", internal("open them in the timeline", "timeline", state), "."]
        st.html(element("p", joined(line), class_="ct-soft"))


def _as_of() -> date:
    """The day the question is asked: of the address where it names one, else today in London."""
    return address.held_day("as_of") or wording.today()
