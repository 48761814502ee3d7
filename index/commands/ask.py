"""The command ``caretrail ask``: a question in, its answer as a table with evidence or as JSON out."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from crawler.console import Unusable, data_option, say
from index.answer import Answer, Post, Understood

# What some parts of a question are called before their words; the words of the others say it.
_CALLED = {
    "types": "events",
    "region": "councils",
    "councils": "councils",
    "organisations": "organisations",
    "people": "people",
    "role": "role",
    "grades": "grade",
    "judgements": "area",
    "statuses": "status",
    "words": "words",
}
_LONDON = ZoneInfo("Europe/London")


class Day(click.ParamType[date]):
    """A day written as 2025-04-10."""

    name = "date"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a usage error that says how to write one."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value} is not a day; write it as 2025-04-10", param, ctx)


@click.command()
@click.argument("question", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print the answer as one JSON object.")
@click.option("--as-of", type=Day(), default=None, help="The day the question is asked (default: today).")
@data_option
def ask(question: tuple[str, ...], as_json: bool, as_of: date | None, data: Path) -> None:
    """Answer a QUESTION in English with dated, sourced rows: caretrail ask "which trusts were wound up and when"."""
    answer = answered(" ".join(question), as_of or datetime.now(_LONDON).date(), data)
    if as_json:
        from index.answer_json import answer_json

        say(json.dumps(answer_json(answer), ensure_ascii=False))
    else:
        show(answer)


def answered(question: str, as_of: date, data: Path) -> Answer:
    """The answer out of the index of a data folder.

    Raises:
        Unusable: there is no index, or it cannot be read.
    """
    from index.asking.ask import ask as answer_question
    from index.search import open_index
    from index.store.document import IndexUnusable

    try:
        return answer_question(open_index(data), question, as_of)
    except IndexUnusable as error:
        raise Unusable(str(error)) from error


def show(answer: Answer) -> None:
    """Print an answer for a person to read."""
    from index.commands import tables

    console = tables.terminal()
    console.print(tables.plain(answer.sentence, "bold"))
    for line in understanding(answer.understood):
        console.print(tables.plain(line, "dim"))
    posts = [row for row in answer.rows if isinstance(row, Post)]
    entries = [row for row in answer.rows if not isinstance(row, Post)]
    if posts:
        console.print()
        console.print(tables.post_table(posts))
        for number, post in enumerate(posts, 1) if not entries else ():
            console.print()
            for text in tables.evidence_lines(post.entry, number):
                console.print(text)
    if entries:
        console.print()
        tables.show_entries(console, entries)
    if answer.articles:
        console.print("\nNearest documents (no answer, only where these words stand):")
        for text in tables.article_lines(answer.articles):
            console.print(text)


def understanding(asked: Understood) -> list[str]:
    """How the question was read, for the reader to correct: conditions, corrections and what was not understood."""
    from index.telling.understood import parts

    said: dict[str, list[str]] = {}
    for part in parts(asked):
        said.setdefault(_CALLED.get(part.field, ""), []).append(part.words)
    told = "; ".join(f"{name}: {', '.join(words)}" if name else ", ".join(words) for name, words in said.items())
    lines = [f"Read as {asked.kind.replace('_', ' or ')} — {told}" if told else f"Read as {asked.kind}"]
    lines += [f"“{written}” was read as {taken}." for written, taken in asked.corrections.items()]
    if asked.ignored:
        lines.append("Not understood, and not taken into account: " + ", ".join(f"“{part}”" for part in asked.ignored))
    return lines
