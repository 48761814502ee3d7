"""The query language of ``search``: words, "phrases", AND OR NOT, prefix*, and fields such as council: and date:."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from index.fields import FIELDS, FieldError, condition
from index.query import Query


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or several that punctuation joins, in any of its inflected forms."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words next to each other, in this order."""

    text: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin so."""

    text: str


@dataclass(frozen=True, slots=True)
class And:
    """All parts."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any part."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Whatever lacks the part."""

    part: Node


Node = Word | Phrase | Prefix | And | Or | Not


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text as it was understood.

    ``node`` is what must be in the text, None when the query has only fields; ``where`` holds its field conditions, all
    of which must hold, and ``without`` those of which none may. ``problems`` says in words what could not be followed.
    """

    node: Node | None
    where: Query = field(default_factory=Query)
    without: tuple[Query, ...] = ()
    problems: tuple[str, ...] = ()


_TOKEN = re.compile(
    r"""\s*(?:(?P<open>\()|(?P<close>\))|(?P<field>[A-Za-z]+):(?P<value>"[^"]*"|“[^”]*”|[^\s()"]+)"""
    r"""|(?P<phrase>"[^"]*"|“[^”]*”)|(?P<word>[^\s()"“”]+)|(?P<stray>["“”]))"""
)
_HAS_WORD = re.compile(r"\w")
_DEEPEST = 50
_LONGEST = 2000


class _Unreadable(ValueError):
    """The text breaks the language's grammar; the message says where."""


def words_of(node: Node | None) -> list[str]:
    """The words and phrases a query asks for, in its order; what it excludes and its prefixes left out."""
    match node:
        case Word(text) | Phrase(text):
            return [text]
        case And(parts) | Or(parts):
            return [word for part in parts for word in words_of(part)]
    return []


def prefixes_of(node: Node | None) -> list[str]:
    """The prefixes a query asks for."""
    match node:
        case Prefix(text):
            return [text.lower()]
        case And(parts) | Or(parts):
            return [word for part in parts for word in prefixes_of(part)]
    return []


def parse(text: str) -> Parsed:
    """Read a query; one that breaks the rules is searched as plain words, and ``problems`` says so. Never raises."""
    if len(text) > _LONGEST:
        parsed = parse(text[:_LONGEST])
        return replace(parsed, problems=(f"only the first {_LONGEST} characters were read", *parsed.problems))
    try:
        return _Parser(text).parse()
    except _Unreadable as error:
        words = tuple(Word(word) for word in re.findall(r"\w+", text) if word not in ("AND", "OR", "NOT"))
        node = And(words) if len(words) > 1 else words[0] if words else None
        return Parsed(node, problems=(f"{error}; searched as plain words",))


class _Parser:
    """Recursive descent: OR binds loosest, then AND (or nothing) between words, then NOT."""

    def __init__(self, text: str) -> None:
        self._tokens = [match for match in _TOKEN.finditer(text) if match.group().strip()]
        self._at = 0
        self._depth = 0
        self._where = Query()
        self._without: list[Query] = []
        self._problems: list[str] = []

    def parse(self) -> Parsed:
        node = self._either()
        if self._at < len(self._tokens):
            raise _Unreadable("a closing bracket has no opening one")
        return Parsed(node, self._where, tuple(self._without), tuple(self._problems))

    def _peek(self) -> re.Match[str] | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _is(self, operator: str) -> bool:
        token = self._peek()
        return bool(token and token["word"] == operator)

    def _either(self) -> Node | None:
        outer = self._where
        parts = [self._all()]
        while self._is("OR"):
            self._at += 1
            parts.append(self._all())
        found = tuple(part for part in parts if part is not None)
        if len(parts) > 1 and not self._alternatives_hold(outer, bool(found)):
            raise _Unreadable("OR can join words, or values of one field, not fields and words")
        return Or(found) if len(found) > 1 else found[0] if found else None

    def _alternatives_hold(self, outer: Query, words: bool) -> bool:
        """Whether the fields set between ORs mean what was written: values of one field add up, others would not."""
        names = set(FIELDS.values())
        changed = [name for name in names if getattr(self._where, name) != getattr(outer, name)]
        return not changed or (not words and len(changed) == 1 and changed[0] not in ("after", "before"))

    def _all(self) -> Node | None:
        parts: list[Node] = []
        started = self._at
        while (token := self._peek()) and not token["close"] and not self._is("OR"):
            if self._is("AND"):
                if self._at == started:
                    raise _Unreadable("AND stands where a word is missing")
                self._at += 1
                if not self._peek() or self._is("AND") or self._is("OR"):
                    raise _Unreadable("AND stands where a word is missing")
                continue
            part = self._one()
            if part is not None:
                parts.append(part)
        if self._at == started and (started or self._tokens):
            raise _Unreadable("a word is missing beside OR or within brackets")
        return And(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None

    def _one(self) -> Node | None:
        if self._is("NOT"):
            self._at += 1
            if not self._peek():
                raise _Unreadable("NOT stands at the end")
            return self._negated()
        token = self._tokens[self._at]
        self._at += 1
        if token["open"]:
            return self._bracket()
        if token["stray"]:
            raise _Unreadable("a quotation mark is not closed")
        if token["field"]:
            return self._field(token["field"].lower(), token["value"].strip('"“”'), token.group().strip())
        return _leaf(token)

    def _bracket(self) -> Node | None:
        self._deeper()
        node = self._either()
        token = self._peek()
        if not token or not token["close"]:
            raise _Unreadable("a bracket is not closed")
        self._at += 1
        self._depth -= 1
        return node

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _Unreadable("brackets are nested too deep")

    def _negated(self) -> Node | None:
        self._deeper()
        kept, self._where = self._where, Query()
        node = self._one()
        if self._where != Query():
            self._without.append(self._where)
        self._where = kept
        self._depth -= 1
        return Not(node) if node else None

    def _field(self, name: str, value: str, written: str) -> Node | None:
        if name not in FIELDS:
            return Word(written)
        try:
            self._where = _joined(self._where, condition(name, value))
        except FieldError as error:
            self._problems.append(str(error))
        return None


def _leaf(token: re.Match[str]) -> Node | None:
    if token["phrase"]:
        inner = token["phrase"].strip('"“”')
        return Phrase(inner) if _HAS_WORD.search(inner) else None
    word = token["word"]
    if word is None:
        raise _Unreadable(f"{token.group().strip()} stands where a word is wanted")
    if not _HAS_WORD.search(word):
        return None
    return Prefix(word.rstrip("*")) if word.endswith("*") else Word(word)


def _joined(query: Query, other: Query) -> Query:
    """Both conditions in one: values of one field add up to any of them, dates narrow."""
    values: dict[str, Any] = {}
    for name in FIELDS.values():
        mine, theirs = getattr(query, name), getattr(other, name)
        if isinstance(theirs, tuple) and theirs:
            values[name] = tuple(dict.fromkeys((*mine, *theirs)))
    after = max((day for day in (query.after, other.after) if day), default=None)
    before = min((day for day in (query.before, other.before) if day), default=None)
    return replace(query, **values, after=after, before=before)
