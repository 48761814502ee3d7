"""An entry as it stands in a list: date, status, what happened, and under it every sentence that proves it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app import wording
from app.markup import Html, element, external, internal, joined, marked
from index.answer import ArticleHit, Post
from index.timeline import Entry, Evidence
from nlp.edtf import When
from nlp.reading import Grade, Status


def entry_list(entries: Sequence[Entry], words: Sequence[str] = (), opened: int = 0) -> Html:
    """Entries one under the other; the first ``opened`` show their evidence at once, the others on a click."""
    cards = [entry_card(entry, words, opened=number < opened) for number, entry in enumerate(entries)]
    return element("div", cards, class_="ct-list", role="list")


def entry_card(entry: Entry, words: Sequence[str] = (), opened: bool = False) -> Html:
    """One entry: a line that tells it and, folded beneath, its evidence and what its sources disagree on."""
    line = element(
        "summary",
        [
            element("span", wording.when(entry.date), class_="ct-when"),
            status_badge(entry.status),
            element("span", wording.TYPES[entry.type], class_="ct-type"),
            _what(entry),
            element("span", wording.counted(len(entry.evidence), "source"), class_="ct-count"),
        ],
    )
    body = [evidence_item(item, entry, words) for item in entry.history]
    notes = [element("p", ["Sources differ: ", note], class_="ct-note") for note in entry.disagreements]
    anchor = internal("Link to this line", "timeline", {"entry": entry.id}, class_="ct-anchor")
    details = element(
        "details",
        [line, *notes, element("ol", body, class_="ct-evidence"), anchor],
        class_=f"ct-entry ct-{entry.status.value}",
        open="" if opened else None,
    )
    return element("div", details, role="listitem")


def status_badge(status: Status) -> Html:
    """The status as a sign and a word, so that it is told without colour."""
    label = f"{wording.STATUS_SIGNS[status]} {wording.STATUSES[status]}"
    return element("span", label, class_=f"ct-status ct-status-{status.value}")


def grade_badge(grade: Grade) -> Html:
    """A grade in its colour, the same everywhere."""
    return element("span", wording.GRADES[grade], class_=f"ct-grade ct-grade-{grade.value.replace(' ', '-')}")


def evidence_item(item: Evidence, entry: Entry, words: Sequence[str] = ()) -> Html:
    """One article's claim: the quote with its telling words marked, and where it stands."""
    spans = _stretches(item.quote, [*words, *entry.councils, entry.organisation or "", entry.amount or ""])
    said = [] if item.status is entry.status else [status_badge(item.status), " "]
    when = [f"put at {When.parse(item.date).in_words()} · "] if item.date and item.date != entry.date else []
    stored = internal("read it here", "document", {"id": item.article_id, "at": str(item.start)})
    source = external(item.title or item.url, item.url)
    line = [*said, source, f" · {item.source} · {wording.day(item.published)} · ", *when, stored]
    quote = element("blockquote", marked(item.quote, spans))
    return element("li", [quote, element("div", line, class_="ct-source")])


def post_card(post: Post) -> Html:
    """Who held a role, as an article stated it."""
    as_of = f"as of {wording.day(post.as_of)}" if post.as_of else ""
    line = [
        element("span", internal(post.name, "people", {"name": post.name}), class_="ct-strong"),
        element("span", ", ".join(part for part in (post.role, post.organisation) if part)),
        element("span", as_of, class_="ct-count"),
    ]
    body = [evidence_item(item, post.entry) for item in post.entry.history]
    return element(
        "details", [element("summary", line), element("ol", body, class_="ct-evidence")], class_="ct-entry ct-happened"
    )


def article_list(articles: Iterable[ArticleHit]) -> Html:
    """Articles found by full text, with the stretch that matched."""
    return element("div", [article_card(hit) for hit in articles], class_="ct-list")


def article_card(hit: ArticleHit) -> Html:
    """One article found: its title, where and when it was published, and the words that matched."""
    stored = internal(hit.title or hit.url, "document", {"id": hit.article_id}, class_="ct-strong")
    line = joined([f"{hit.source} · {wording.day(hit.published)} · ", external("original", hit.url)])
    snippet = element("p", marked(hit.snippet, hit.highlights))
    return element("article", [stored, element("div", line, class_="ct-source"), snippet], class_="ct-article")


def _what(entry: Entry) -> Html:
    councils = [
        part
        for number, name in enumerate(entry.councils)
        for part in ([", "] if number else []) + [internal(name, "council", {"name": name})]
    ]
    told = wording.what(entry)
    if entry.grade:
        told = told.removeprefix(wording.GRADES[entry.grade]).strip()
        parts: list[str | Html] = [grade_badge(entry.grade), " ", told]
    else:
        parts = [told]
    dash = " — " if councils and (told or entry.grade) else ""
    return element("span", [element("b", councils), dash, *parts], class_="ct-what")


def _stretches(quote: str, words: Iterable[str]) -> list[tuple[int, int]]:
    lowered = quote.lower()
    spans = []
    for word in sorted({w.lower() for w in words if len(w) > 2}, key=len, reverse=True):
        at = lowered.find(word)
        while at >= 0:
            spans.append((at, at + len(word)))
            at = lowered.find(word, at + len(word))
    return spans
