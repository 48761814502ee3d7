"""Plain text saved from a page or written as such: title, date and body told apart from the site's furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from crawler.article import Article, DateOrigin, Kind
from crawler.documents.flattened import paragraphs
from crawler.documents.publication import day_of_line, midnight
from crawler.words import words

# Title and date stand this near the top; a date line further down belongs to the text.
_HEAD_LINES = 25
_LONGEST_TITLE = 250
# A breadcrumb or a section's name above the title has no more words than this.
_CRUMB_WORDS = 4
# The name a picture leaves behind: its width, or width by height, in pixels.
_PICTURE = re.compile(r"\S.*\b(?:\d{2,4}x\d{2,4}|\d{3,4}w)\b|.*\.(?:jpe?g|png|gif|webp)", re.IGNORECASE)
_BYLINE = re.compile(r"[Bb]y\s+((?:[A-Z][\w.’'-]+\s*){2,4})")
_BLOG = re.compile(r"^(?:posted on|leave a reply|leave a comment)\b", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Head:
    title: str
    day: date | None
    authors: tuple[str, ...]
    body: list[str]


def is_chrome(line: str) -> bool:
    """Whether a line is the site's and not the document's: a cookie notice, a share bar, a picture's name."""
    lowered = line.strip().lower()
    return (
        lowered.rstrip(":.…") in words("chrome", "lines")
        or lowered.startswith(words("chrome", "openings"))
        or bool(_PICTURE.fullmatch(line.strip()))
    )


def article(text: str, url: str, source: str, name: str) -> Article:
    """One document from the text of a file; ``name`` is its title when the text has none.

    Where a line that is only a date stands near the top, the title is above it and the body below; otherwise the first
    line, when it reads like a title, is the title. Lines of the site's furniture go; nothing else does.
    """
    lines = [line for line in _without_tail(text.split("\n")) if not (line.strip() and is_chrome(line))]
    head = _head(lines, name)
    return Article(
        url=url,
        source=source,
        title=head.title,
        text=paragraphs("\n".join(head.body)),
        published=midnight(head.day) if head.day else None,
        published_from=DateOrigin.TEXT if head.day else None,
        authors=head.authors,
        kind=Kind.BLOG if _BLOG.search(text) else Kind.NEWS,
    )


def _without_tail(lines: list[str]) -> list[str]:
    """The lines up to the comment form or the list of other articles, which only ever stand in the last third."""
    for at in range(len(lines) * 2 // 3, len(lines)):
        if lines[at].strip().lower().rstrip(":") in words("chrome", "endings"):
            return lines[:at]
    return lines


def _head(lines: list[str], name: str) -> _Head:
    full = [at for at, line in enumerate(lines) if line.strip()]
    dated = next(((at, day) for at in full[:_HEAD_LINES] if (day := day_of_line(lines[at]))), None)
    if dated:
        at, day = dated
        above = [lines[other].strip() for other in full if other < at]
        if all(len(line) <= _LONGEST_TITLE or _BYLINE.fullmatch(line) for line in above):
            return _dated_head(above, day, lines[at + 1 :], name)
    if full and _is_title(lines[full[0]]) and len(full) > 1:
        return _Head(lines[full[0]].strip(), dated[1] if dated else None, (), lines[full[0] + 1 :])
    return _Head(name, dated[1] if dated else None, (), lines)


def _dated_head(above: list[str], day: date, body: list[str], name: str) -> _Head:
    authors = tuple(" ".join(match[1].split()) for line in above if (match := _BYLINE.fullmatch(line)))
    lines = [line for line in above if not _BYLINE.fullmatch(line)]
    while len(lines) > 1 and _is_crumb(lines[0], lines[1]):
        lines.pop(0)
    if not lines:
        first = next((at for at, line in enumerate(body) if line.strip()), None)
        if first is not None and _is_title(body[first]):
            return _Head(body[first].strip(), day, authors, body[first + 1 :])
        return _Head(name, day, authors, body)
    standfirst = [piece for line in lines[1:] for piece in (line, "")]
    return _Head(lines[0], day, authors, [*standfirst, *body])


def _is_crumb(line: str, below: str) -> bool:
    """Whether a line above a date names a section: short, with a longer title (not a standfirst's sentence) below."""
    return len(line.split()) <= _CRUMB_WORDS and len(line) < len(below) and _is_title(below)


def _is_title(line: str) -> bool:
    return len(line.strip()) <= _LONGEST_TITLE and not line.rstrip().endswith((".", ":", ";", ",", "…"))
