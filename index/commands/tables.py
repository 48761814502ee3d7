"""Entries and posts for a terminal: tables that fit the width, the evidence under them, colour only on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from crawler.discretion import CONTROLS
from index.answer import ArticleHit, Post
from index.facts import is_public_body
from index.telling.labels import area, listed
from index.telling.spoken_dates import alone
from index.timeline import Entry, Evidence
from nlp.edtf import When
from nlp.reading import EventType, Status

_STYLES = {
    Status.HAPPENED: "green",
    Status.PLANNED: "yellow",
    Status.PROPOSED: "cyan",
    Status.REJECTED: "red",
}
NARROW = 76
_MOST_QUOTES = 3


def entry_table(entries: Sequence[Entry], narrow: bool = False) -> Table:
    """Entries numbered: date, what happened, to which council or body, its status, and if not narrow its sources."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("", justify="right", style="dim", no_wrap=True)
    table.add_column("Date", ratio=2, min_width=8)
    table.add_column("What", ratio=4)
    table.add_column("Council or body", ratio=3)
    table.add_column("Status", min_width=8)
    if not narrow:
        table.add_column("Source", ratio=2)
    for number, entry in enumerate(entries, 1):
        status = Text(entry.status.value, _STYLES[entry.status])
        cells: list[RenderableType] = [str(number), when(entry), plain(what(entry)), plain(whose(entry)), status]
        table.add_row(*cells, *([] if narrow else [plain(_sources(entry))]))
    return table


def post_table(posts: Sequence[Post]) -> Table:
    """Posts: who, which role, where, as of when."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for name in ("Name", "Role", "Organisation", "As of", "Source"):
        table.add_column(name, ratio=2)
    for post in posts:
        as_of = When.parse(post.as_of.isoformat()).in_words() if post.as_of else ""
        cells = (
            post.name,
            post.role or "not told",
            post.organisation or listed(post.councils),
            as_of,
            _sources(post.entry),
        )
        table.add_row(*map(plain, cells))
    return table


def evidence_lines(entry: Entry, number: int, narrow: bool = False) -> Iterable[RenderableType]:
    """The quotes that prove an entry, with source, day and address, and where sources disagree."""
    yield Text(f"[{number}] ", "bold") + plain(f"{what(entry)}, {whose(entry)}" if whose(entry) else what(entry))
    shown = telling(entry, _MOST_QUOTES)
    for item in shown:
        yield Padding(_quote(item, entry), (0, 0, 0, 2 if narrow else 4))
        yield Padding(_address(item.url), (0, 0, 0, 2 if narrow else 4))
    if len(entry.history) > len(shown):
        yield Text(f"    and {len(entry.history) - len(shown)} more, with --json", "dim")
    for disagreement in entry.disagreements:
        yield Padding(Text("! ", "yellow") + plain(disagreement), (0, 0, 0, 2 if narrow else 4))


def telling(entry: Entry, most: int) -> list[Evidence]:
    """The claims that show best how an entry came about, in the order they were published.

    Those that put it as the entry does go first, the surest before the others; one of them makes way for the first
    claim that told it otherwise, a plan or a proposal, which is its history.
    """
    agreeing = [item for item in entry.history if (item.date, item.status) == (entry.date, entry.status)]
    earlier = [item for item in entry.history if item.status != entry.status][:1]
    rest = [item for item in entry.history if item not in agreeing and item not in earlier]
    agreeing.sort(key=lambda item: -item.confidence)
    chosen = [*agreeing[: most - len(earlier)], *earlier, *agreeing[most - len(earlier) :], *rest][:most]
    return [item for item in entry.history if item in chosen]


def article_lines(articles: Iterable[ArticleHit]) -> Iterable[Text]:
    """The nearest articles, one or two lines each."""
    for hit in articles:
        on = f", {When.parse(hit.published.isoformat()).in_words()}" if hit.published else ""
        yield plain(f"· {hit.title} ({hit.source}{on})")
        yield _address(f"  {hit.url}")


def show_entries(console: Console, entries: Sequence[Entry], quotes: bool = True) -> None:
    """Print entries as a table, and under it their evidence."""
    narrow = console.width < NARROW
    console.print(entry_table(entries, narrow))
    for number, entry in enumerate(entries, 1) if quotes else ():
        console.print()
        for line in evidence_lines(entry, number, narrow):
            console.print(line)


def terminal() -> Console:
    """Where tables are printed: standard output, without colour when it is no terminal."""
    return Console(highlight=False, markup=False, emoji=False)


def when(entry: Entry) -> str:
    """An entry's date in words."""
    return alone(entry.date) if entry.date else "not told"


def what(entry: Entry) -> str:
    """What an entry is, in a few words."""
    if entry.type is EventType.INSPECTION_RATING:
        before = (
            f" (was {entry.previous_grade})" if entry.previous_grade and entry.previous_grade != entry.grade else ""
        )
        return f"rated {entry.grade}{area(entry)}{before}"
    name = {EventType.TRUST_CREATED: "trust set up", EventType.TRUST_ENDED: "trust wound up"}.get(entry.type)
    parts = [name or entry.type.replace("_", " "), entry.amount, entry.title, listed(entry.people)]
    return ": ".join(part for part in parts if part)


def whose(entry: Entry) -> str:
    """The councils and the body an entry is about; a department beside a council acts on it and is in the evidence."""
    councils = listed(entry.councils)
    body = entry.organisation or ""
    if councils and is_public_body(body):
        return councils
    if not councils or body.casefold().startswith(councils.casefold()):
        return body
    return f"{councils} ({body})" if body else councils


def plain(text: str, style: str = "") -> Text:
    """Text as it stands: no markup is read in it, and no control characters pass."""
    return Text("\n".join(CONTROLS.sub("", line) for line in text.split("\n")), style)


def _quote(item: Evidence, entry: Entry) -> Text:
    on = When.parse(item.published.isoformat()).in_words() if item.published else "undated"
    said = f" ({item.status.value})" if item.status is not entry.status else ""
    quote = Text("“") + plain(" ".join(item.quote.strip("“” \n").split())) + Text("”\n")
    return quote + plain(f"{item.source}, {on}{said}", "dim")


def _address(url: str) -> Text:
    """An address on one line, however long: a broken one cannot be followed."""
    address = plain(url, "dim")
    address.no_wrap, address.overflow = True, "ignore"
    return address


def _sources(entry: Entry) -> str:
    names = list(dict.fromkeys(item.source for item in entry.evidence))
    articles = len({item.article_id for item in entry.evidence})
    return f"{listed(names, 2)}{f' ×{articles}' if articles > len(names) else ''}"
