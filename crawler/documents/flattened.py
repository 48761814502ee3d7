"""WordPress feeds saved as flattened text, markup gone: split into their articles again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.addresses import BadAddressError, canonical, host_of
from crawler.article import Article, DateOrigin
from crawler.documents.publication import instant
from crawler.documents.rendering import BULLET

_CLOSE = "]]>"
_MOMENT = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),\s+\d{1,2}\s+[A-Z][a-z]{2}\s+\d{4}\s+\d\d:\d\d:\d\d\s+(?:[+-]\d{4}|GMT|UTC?|Z)"
)
_LINK = re.compile(r"https?://\S+")
_GENERATOR = re.compile(r"https?://(?:www\.)?wordpress\.(?:org|com)/\S*")


def is_flattened(text: str) -> bool:
    """Whether a text is a flattened feed: it has lines that open an item, and closing marks of CDATA sections."""
    return _CLOSE in text and any(_head(line) for line in text.split("\n"))


def articles(text: str) -> Iterator[Article]:
    """Each item of a flattened feed: title, link, publication moment, and the body once.

    An item is one line (title, link, comments link, moment, guid), the excerpt up to ``]]>``, the body up to the next
    ``]]>``, then feed fields (comment feed, number of comments, picture and its caption), which are no text.
    """
    lines = text.split("\n")
    heads = [(at, head) for at, line in enumerate(lines) if (head := _head(line))]
    ends = [*(at for at, _ in heads[1:]), len(lines)][: len(heads)]
    for (at, (title, link, moment)), end in zip(heads, ends, strict=True):
        yield Article(
            url=link,
            source=host_of(link),
            title=title,
            text=paragraphs(_body("\n".join(lines[at + 1 : end]))),
            published=instant(moment),
            published_from=DateOrigin.FEED,
        )


def _head(line: str) -> tuple[str, str, str] | None:
    """(title, canonical link, moment) of a line that opens an item."""
    moments = list(_MOMENT.finditer(line))
    if not moments or not _LINK.search(line, moments[-1].end()):
        return None
    before = line[: moments[-1].start()]
    links = list(_LINK.finditer(before))
    comments = len(links) > 1 and "#" in links[-1].group()
    if not links:
        return None
    link = links[-2] if comments else links[-1]
    # The channel's own title, address and description stand before its generator on the first item's line.
    start = max((match.end() for match in _GENERATOR.finditer(before, 0, link.start())), default=0)
    title = " ".join(before[start : link.start()].split())
    try:
        return (title, canonical(link.group()), moments[-1].group()) if title else None
    except BadAddressError:
        return None


def _body(block: str) -> str:
    """The body of an item's block: the second CDATA section, or the only one; a cut-off one up to where it is cut."""
    parts = block.split(_CLOSE)
    if len(parts) > 2:
        return "\n\n".join(parts[1:-1])
    if len(parts) == 2 and parts[1].strip() and not parts[1].strip().startswith(("http://", "https://")):
        return parts[1]
    return parts[0]


def paragraphs(text: str) -> str:
    """Lines as paragraphs split by one blank line; list lines stay under each other; blank runs shrink to one."""
    kept: list[str] = []
    gap = False
    for line in text.split("\n"):
        line = line.rstrip(" \t")
        if not line.strip():
            gap = True
            continue
        together = not gap and line.startswith(BULLET) and kept and kept[-1].startswith(BULLET)
        if kept:
            kept.append("\n" if together else "\n\n")
        kept.append(line)
        gap = False
    return "".join(kept)
