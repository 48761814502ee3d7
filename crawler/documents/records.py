"""JSON Lines of documents, one object a line, as Articles."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from crawler.addresses import BadAddressError, canonical, host_of
from crawler.article import Article, DateOrigin, Kind, Reason, Rejected
from crawler.documents.decoding import clean
from crawler.documents.publication import instant
from crawler.limits import LINE_CHARACTERS

_ASKED_FOR = 'each line is an object with "text", and "url", "title", "published" where known'


def articles_from_lines(lines: Iterable[str], address: str) -> Iterator[Article | Rejected]:
    """Each line's document; ``address`` is the file's, under which a document without a ``url`` is kept by its id.

    A line that is none is refused by its number, and the others are taken.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{address}#line-{number}"
        if len(line) > LINE_CHARACTERS:
            yield Rejected(where, "files", Reason.TOO_LARGE, f"more than {LINE_CHARACTERS:,} characters in one line")
            continue
        try:
            known = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Rejected(where, "files", Reason.NOT_A_DOCUMENT, f"no JSON ({error}); {_ASKED_FOR}")
            continue
        if not isinstance(known, dict) or not isinstance(known.get("text"), str):
            yield Rejected(where, "files", Reason.NOT_A_DOCUMENT, _ASKED_FOR)
            continue
        yield _article(known, address, number)


def _article(known: dict[str, Any], address: str, number: int) -> Article:
    identifier = known.get("id") or f"line-{number}"
    try:
        url = canonical(str(known.get("url") or ""))
    except BadAddressError:
        url = canonical(f"{address}#{identifier}")
    text, _ = clean(known["text"])
    published = instant(str(known.get("published") or ""))
    return Article(
        url=url,
        source=str(known.get("source") or host_of(url) or "files"),
        title=str(known.get("title") or text.strip().split("\n", 1)[0][:200]),
        text=text,
        published=published,
        published_from=DateOrigin.FILE if published else None,
        authors=_strings(known.get("authors")),
        tags=_strings(known.get("tags")),
        kind=Kind(known["kind"]) if known.get("kind") in list(Kind) else Kind.NEWS,
    )


def _strings(value: Any) -> tuple[str, ...]:
    return tuple(entry for entry in value if isinstance(entry, str)) if isinstance(value, list) else ()
