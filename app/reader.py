"""A stored document with what was read in it marked, a margin of its events, and one place in view."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app import cards, links, wording
from app.markup import Html, element, internal, joined, text
from crawler.article import Article
from nlp.reading import Event, Mention, MentionKind, Reading

_PAGES = {
    MentionKind.COUNCIL: ("council", "name"),
    MentionKind.PERSON: ("people", "name"),
    MentionKind.ORGANISATION: ("timeline", "organisation"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a document, as offsets into its text."""

    start: int
    end: int

    @classmethod
    def of(cls, written: str) -> Place | None:
        """The place an address names ("120-180", or "120"); None when it names none."""
        first, _, last = written.partition("-")
        if not first.isascii() or not first.isdigit():
            return None
        start = int(first)
        return cls(start, int(last) if last.isascii() and last.isdigit() else start + 1)


def document(article: Article, reading: Reading | None, here: Place | None) -> Html:
    """The text by paragraphs, each with the events told in it beside it."""
    mentions = sorted(reading.mentions, key=lambda m: (m.start, -m.end)) if reading else []
    events = sorted(reading.events, key=lambda event: event.start) if reading else []
    parts = [
        _paragraph(article.text[start:end], start, mentions, events, here) for start, end in _paragraphs(article.text)
    ]
    return element("div", joined(parts), class_="ct-reading")


def _paragraphs(body: str) -> Iterator[tuple[int, int]]:
    start = 0
    for part in body.split("\n\n"):
        if part.strip():
            yield start, start + len(part)
        start += len(part) + 2


def _paragraph(
    body: str, offset: int, mentions: Sequence[Mention], events: Sequence[Event], here: Place | None
) -> Html:
    end = offset + len(body)
    marks = [m for m in mentions if offset <= m.start and m.end <= end]
    told = [event for event in events if offset <= event.start < end]
    within = here is not None and here.start < end and offset < here.end
    shown = _lit(body, offset, marks, here if within else None)
    first = within and here is not None and here.start >= offset
    para = element("p", shown, id="here" if first else None)
    beside = [_event(event) for event in told]
    margin = (
        [element("aside", beside, class_="ct-beside", role="note", aria_label="Read from this paragraph")]
        if beside
        else []
    )
    return joined([element("div", para, class_="ct-para ct-text"), *margin])


def _lit(body: str, offset: int, mentions: Sequence[Mention], here: Place | None) -> Html:
    """The paragraph with mentions as links, and the place looked for lit."""
    cuts = (0, 0) if here is None else (max(0, here.start - offset), min(len(body), here.end - offset))
    edges = sorted({0, len(body), *cuts})
    parts = []
    for first, last in pairwise(edges):
        inside = _marked(body, offset, (first, last), mentions)
        lit = here is not None and cuts[0] <= first and last <= cuts[1]
        parts.append(element("span", inside, class_="ct-here") if lit else inside)
    return joined(parts)


def _marked(body: str, offset: int, span: tuple[int, int], mentions: Sequence[Mention]) -> Html:
    parts: list[Html] = []
    at, last = span
    for mention in mentions:
        start, end = mention.start - offset, mention.end - offset
        if start < at or end > last:
            continue
        parts += [text(body[at:start]), _mention(mention, body[start:end])]
        at = end
    return joined([*parts, text(body[at:last])])


def _mention(mention: Mention, written: str) -> Html:
    kind = f"ct-m ct-m-{mention.kind.value}"
    meaning = wording.when(mention.value) if mention.kind is MentionKind.DATE else mention.value
    title = f"{mention.kind.value}: {meaning}"
    if mention.kind in _PAGES:
        page, name = _PAGES[mention.kind]
        return internal(written, page, {name: mention.value}, class_=kind, title=title)
    return element("span", written, class_=kind, title=title)


def _event(event: Event) -> Html:
    """One event in the margin: type, who, and when."""
    parts: list[str | Html] = [cards.grade_badge(event.grade)] if event.grade else []
    parts += [links.council(name) for name in event.councils]
    parts += [links.person(name) for name in event.people]
    body = event.organisation if event.organisation not in event.councils else None
    parts += [links.body(body)] if body else []
    parts += [value for value in (event.title, event.amount) if value]
    head = [cards.status_mark(event.status), " · ", element("b", wording.TYPES[event.type])]
    told = links.listed([*parts, wording.when(event.date)])
    return element("div", [element("div", head), element("div", told)], class_=f"ct-status-{event.status.value}")
