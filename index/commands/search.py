"""The command ``caretrail search``: full text with fields and dates; articles with the words marked, and entries."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from crawler.console import data_option, say
from index.answer import ArticleHit
from index.answer_json import entry_json
from index.commands.choosing import opened
from index.commands.tables import plain, show_entries, terminal
from index.language import parse
from index.query import Order, Query
from index.search import Index
from nlp.edtf import When

_MARKED = "bold yellow"
_SHORT = 10
# Shown as it stands: the first character tells click not to fill the lines.
_LANGUAGE = """\b
The query:
  wound up trust        all the words, in any form
  "wound up"            a phrase
  trust OR company      any of them
  trust NOT academy     without a word
  safeguard*            words that begin so
  ( … )                 brackets
  council:Reading  type:trust_ended  grade:good  status:planned
  person:Freeman   source:communitycare.co.uk
  date:2019..2022  after:2019  before:2022-03-31
  language:cy           in Welsh (nothing is read from it)
"""


@click.command(epilog=_LANGUAGE)
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1), default=_SHORT, show_default=True, help="At most so many of each.")
@click.option("--newest", is_flag=True, help="The newest first, instead of the best match.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@data_option
def search(query: tuple[str, ...], limit: int, newest: bool, as_json: bool, data: Path) -> None:
    """Search articles and entries for words, phrases and fields."""
    text = " ".join(query)
    index = opened(data)
    asked = Query(text=text, limit=limit, order=Order.NEWEST if newest else Order.RELEVANCE)
    articles, entries = index.articles(asked), index.entries(asked)
    problems, spellings = parse(text).problems, index.spellings(text)
    if as_json:
        found = {
            "query": text,
            "problems": list(problems),
            "spelling": spellings,
            "article_count": index.article_count(asked),
            "articles": [article_json(hit) for hit in articles],
            "entry_count": index.count(asked),
            "entries": [entry_json(entry) for entry in entries],
        }
        say(json.dumps(found, ensure_ascii=False))
        return
    console = terminal()
    for problem in problems:
        console.print(plain(problem, "yellow"))
    for word, similar in spellings.items():
        console.print(plain(f"“{word}” is in no document; did you mean “{similar}”?", "yellow"))
    _show_articles(console, articles, index.article_count(asked))
    _show_entries(console, index, asked)


def _show_articles(console: Console, articles: list[ArticleHit], count: int) -> None:
    console.print(plain(f"{count} articles" if count != 1 else "1 article", "bold"))
    for hit in articles:
        on = f", {When.parse(hit.published.isoformat()).in_words()}" if hit.published else ""
        console.print()
        console.print(plain(hit.title, "bold") + plain(f" ({hit.source}{on})"))
        console.print(Padding(marked(hit), (0, 0, 0, 2)))
        console.print(Padding(plain(hit.url, "dim"), (0, 0, 0, 2)))


def _show_entries(console: Console, index: Index, asked: Query) -> None:
    entries, count = index.entries(asked), index.count(asked)
    console.print()
    console.print(plain(f"{count} entries of the timeline" if count != 1 else "1 entry of the timeline", "bold"))
    if entries:
        show_entries(console, entries, quotes=False)


def article_json(hit: ArticleHit) -> dict[str, Any]:
    """An article found, as plain values; highlights are character offsets into the snippet."""
    return {
        "id": hit.article_id,
        "url": hit.url,
        "title": hit.title,
        "source": hit.source,
        "published": hit.published.isoformat() if hit.published else None,
        "snippet": hit.snippet,
        "highlights": [list(span) for span in hit.highlights],
        "score": round(hit.score, 4),
    }


def marked(hit: ArticleHit) -> Text:
    """The stretch of an article with the words that were searched marked, its lines run together."""
    text, at = Text(), 0
    for start, end in hit.highlights:
        text += plain(_one_line(hit.snippet[at:start])) + plain(_one_line(hit.snippet[start:end]), _MARKED)
        at = end
    return text + plain(_one_line(hit.snippet[at:]))


def _one_line(text: str) -> str:
    return text.replace("\n\n", " ¶ ").replace("\n", " ")
