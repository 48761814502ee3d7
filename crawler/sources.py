"""Sources as data: one table a source in sources.toml, checked on load with errors that name line and key."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lxml.cssselect import CSSSelector, SelectorError

from crawler.article import Kind

SHIPPED = Path(__file__).parent / "sources.toml"
# Raised when more can be taken out of a page or a paper than before: what was refused is then looked at again.
EXTRACTION = 2
# Seconds; a source asked less often than hourly within one run would not be done by morning.
LONGEST_DELAY = 3_600


class SourceKind(StrEnum):
    """How a source lists its documents; each has a spider of its own."""

    FEED = "feed"
    WORDPRESS = "wordpress"
    SITEMAP = "sitemap"
    GOVUK = "govuk"
    INSPECTIONS = "inspections"
    PAGES = "pages"


class SourcesError(ValueError):
    """The file of sources is not right: names the line and the key, and what is wanted there."""


@dataclass(frozen=True, slots=True)
class Source:
    """One row of sources.toml.

    ``start`` is where its listing begins (feeds, sitemaps, search addresses or the pages themselves); ``what`` and
    ``why`` say what is crawled and for what; ``document`` is the kind its articles get. ``include`` and ``exclude`` are
    regular expressions on addresses; ``text`` and ``drop`` are CSS selectors of the main text and of what is not part
    of it; ``filters`` are passed to a search; ``delay`` is the least number of seconds between requests. ``private``
    allows loopback and private addresses, for replicas. ``keep_responses`` writes what was received to a WARC.
    ``api`` says that a WordPress start address is of its JSON interface, which gives the articles whole.
    """

    name: str
    kind: SourceKind
    start: tuple[str, ...]
    what: str
    why: str
    document: Kind = Kind.NEWS
    include: str = ""
    exclude: str = ""
    text: str = ""
    drop: tuple[str, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    delay: float = 1.0
    most_pages: int = 200
    api: bool = False
    private: bool = False
    keep_responses: bool = False
    enabled: bool = True

    def covers(self, url: str) -> bool:
        """Whether an address the listing gave is one to fetch."""
        return bool(re.search(self.include, url)) and not (self.exclude and re.search(self.exclude, url))

    @property
    def rules(self) -> str:
        """Digest of the row and of the version of extraction: what is refused by one may be taken by another."""
        return hashlib.sha256(f"{EXTRACTION} {self!r}".encode()).hexdigest()[:16]

    @property
    def origins(self) -> frozenset[str]:
        """``host:port`` of each start address."""
        return frozenset(_origin(url) for url in self.start)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port or (443 if parts.scheme == 'https' else 80)}"


# A source's name becomes part of a file's, where responses are kept.
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_REQUIRED = ("kind", "start", "what", "why")
_TYPES: dict[str, type | tuple[type, ...]] = {
    "kind": str,
    "start": (str, list),
    "what": str,
    "why": str,
    "document": str,
    "include": str,
    "exclude": str,
    "text": str,
    "drop": list,
    "filters": dict,
    "delay": (int, float),
    "most_pages": int,
    "api": bool,
    "private": bool,
    "keep_responses": bool,
    "enabled": bool,
}


def load_sources(path: Path = SHIPPED) -> dict[str, Source]:
    """The sources of a file by name, in the file's order.

    Raises:
        SourcesError: the file is missing, is not TOML, or a table has an unknown, missing or wrong key; every mistake
            is named with its line.
    """
    try:
        text = path.read_text(encoding="utf-8")
        tables = tomllib.loads(text)
    except OSError as error:
        raise SourcesError(f"{path}: cannot be read ({error.strerror}); name another with --sources-file") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourcesError(f"{path}: not TOML: {error}") from error
    mistakes = [mistake for name, table in tables.items() for mistake in _mistakes(name, table)]
    if mistakes:
        lines = [f"{path}:{_line(text, name, key)}: [{name}] {wrong}" for name, key, wrong in mistakes]
        raise SourcesError("\n".join(lines))
    return {name: _source(name, table) for name, table in tables.items()}


def _mistakes(name: str, table: Any) -> list[tuple[str, str, str]]:
    if not isinstance(table, dict):
        return [(name, name, "stands outside a table; a source is a table [name] with its keys")]
    found = [(name, "", f"lacks the key {key}") for key in _REQUIRED if key not in table]
    if not _NAME.fullmatch(name):
        found.append((name, "", "is named as no file can be: use letters, digits, dots and hyphens"))
    for key, value in table.items():
        wrong = _mistake(key, value)
        if wrong:
            found.append((name, key, wrong))
    return found


def _mistake(key: str, value: Any) -> str:
    if key not in _TYPES:
        return f"{key} is not a key of a source; the keys are {', '.join(_TYPES)}"
    if not _of_type(value, _TYPES[key]):
        return f"{key} = {value!r} is of the wrong type"
    if key == "kind" and value not in set(SourceKind):
        return f"kind = {value!r} is unknown; the kinds are {', '.join(SourceKind)}"
    if key == "document" and value not in set(Kind):
        return f"document = {value!r} is unknown; the kinds of document are {', '.join(Kind)}"
    if key == "delay" and not 0 <= value <= LONGEST_DELAY:
        return f"delay = {value!r} must be seconds from 0 to {LONGEST_DELAY}"
    if key == "most_pages" and value <= 0:
        return f"most_pages = {value!r} must be more than nothing"
    if key == "filters":
        return _wrong_filters(value)
    if key == "start":
        return _wrong_start([value] if isinstance(value, str) else value)
    if key in ("include", "exclude"):
        return _wrong_pattern(key, value)
    if key in ("text", "drop"):
        return _wrong_selector(key, [value] if isinstance(value, str) else value)
    return ""


def _of_type(value: Any, wanted: type | tuple[type, ...]) -> bool:
    """TOML's true and false are Python's integers too, which no number of a source may be."""
    return isinstance(value, wanted) and (wanted is bool or not isinstance(value, bool))


def _wrong_start(addresses: list[Any]) -> str:
    for address in addresses:
        if not isinstance(address, str) or not _is_web_address(address):
            return f"start holds {address!r}, which is not a web address"
    return "" if addresses else "start is empty"


def _is_web_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _wrong_filters(filters: dict[str, Any]) -> str:
    for name, value in filters.items():
        if not all(isinstance(one, str) for one in (value if isinstance(value, list) else [value])):
            return f"filters holds {name} = {value!r}, which is neither a text nor a list of texts"
    return ""


def _wrong_pattern(key: str, value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        return f"{key} is not a regular expression: {error}"
    return ""


def _wrong_selector(key: str, selectors: list[Any]) -> str:
    for selector in selectors:
        try:
            CSSSelector(selector)
        except (SelectorError, TypeError) as error:
            return f"{key} holds {selector!r}, which is not a CSS selector: {error}"
    return ""


def _source(name: str, table: dict[str, Any]) -> Source:
    start = table["start"]
    filters = {k: tuple([v] if isinstance(v, str) else v) for k, v in table.get("filters", {}).items()}
    return Source(
        **{
            **table,
            "name": name,
            "kind": SourceKind(table["kind"]),
            "start": tuple([start] if isinstance(start, str) else start),
            "document": Kind(table.get("document", Kind.NEWS)),
            "drop": tuple(table.get("drop", ())),
            "filters": filters,
        }
    )


def _line(text: str, table: str, key: str) -> int:
    """The line a key of a table stands on, or the table's own: tomllib does not tell."""
    lines = text.splitlines()
    header = re.compile(rf"\s*\[+\s*[\"']?{re.escape(table)}[\"']?\s*(\]|\.)")
    begin = next((number for number, line in enumerate(lines) if header.match(line)), 0)
    if key:
        wanted = re.compile(rf"\s*\[*[\"']?(?:{re.escape(table)}\.)?{re.escape(key)}[\"']?\s*[=\].]")
        for number in range(begin, len(lines)):
            if wanted.match(lines[number]):
                return number + 1
    return begin + 1
