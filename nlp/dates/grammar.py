"""The grammar of date expressions: finds the stretches of text that have the shape of one, without saying when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from nlp.dates.words import lexicon, shapes

# What each prefix may stand before; a prefix with nothing fit after it is no date.
_AFTER_ASIDE = frozenset({"ref_unit", "ref_season", "the_unit", "day_word"})
_NEVER_BEHIND_PART = frozenset(
    {"day_word", "numeric", "iso", "ago", "stretch", "offset", "weekday", "day_month", "day_month_year"}
)
_GAP = r"(?:[ \t\u00a0\u2009\u202f]{1,2}|[ \t]{0,2}\n(?!\s*\n)[ \t]{0,2})"
_DEEPEST = 3
_MONTHS_IN_FULL = 4


@dataclass(frozen=True, slots=True)
class Shape:
    """A stretch of text shaped like a date: character offsets, the words that matter by name, and what it wraps."""

    name: str
    start: int
    end: int
    words: Mapping[str, str]
    inner: Shape | None = None

    @property
    def core(self) -> Shape:
        """The date inside all its prefixes: "June" in "around the end of June"."""
        return self.inner.core if self.inner else self


def scan(text: str) -> Iterator[Shape]:
    """Every stretch shaped like a date, leftmost first and not overlapping; one pass over the text."""
    position, scanner = 0, _scanner()
    while match := scanner.search(text, position):
        shape = shape_at(text, match.start())
        if shape is None or (shape.core.name == "the_unit" and shape.inner is None):
            position = _next_word(text, match.start())
        else:
            yield shape
            position = shape.end


def shape_at(text: str, start: int, depth: int = 0) -> Shape | None:
    """The date that begins exactly at an offset, with its prefixes, or None."""
    if depth < _DEEPEST:
        for name, pattern in _compiled("prefixes"):
            match = pattern.match(text, start)
            inner = shape_at(text, match.end(), depth + 1) if match else None
            if match and inner and _fits(name, inner, match):
                return Shape(name, start, inner.end, _words(match), inner)
    for name, pattern in _compiled("shapes"):
        if match := pattern.match(text, start):
            return Shape(name, start, match.end(), _words(match))
    return None


def _fits(prefix: str, inner: Shape, match: re.Match[str]) -> bool:
    if prefix == "ending":
        return match["count"] is not None or not match["piece"].lower().endswith("s")
    if prefix == "aside":
        return inner.name in _AFTER_ASIDE
    if prefix == "part":
        return inner.name not in _NEVER_BEHIND_PART and inner.words.get("unit", "").lower() != "century"
    return True


def _words(match: re.Match[str]) -> dict[str, str]:
    return {name: word for name, word in match.groupdict().items() if word is not None}


def _next_word(text: str, position: int) -> int:
    while position < len(text) and (text[position].isalnum() or text[position] == "_"):
        position += 1
    return position + 1


@cache
def _compiled(table: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    closing = "" if table == "prefixes" else r"(?!\w)"
    return tuple((name, _compile(source + closing)) for name, source in _expanded(table))


@cache
def _scanner() -> re.Pattern[str]:
    sources = [re.sub(r"\(\?P<\w+>", "(?:", source) for _, source in _expanded("shapes")]
    starts = [re.sub(r"\(\?P<\w+>", "(?:", source) for _, source in _expanded("prefixes")]
    anything = "|".join(source.replace("(?P=sep)", "[/.-]") for source in starts + sources)
    return re.compile(rf"(?<!\w)(?=(?:[Tt][Hh][Ee]\s)?(?:['’]?\d|{_openings()}))(?i:{anything})")


def _openings() -> str:
    """A pattern for the first letters of every word a date can begin with, without which nothing else is tried."""
    words = lexicon()
    tables = (
        "months",
        "weekdays",
        "seasons",
        "numbers",
        "ordinals",
        "decades",
        "centuries",
        "references",
        "stretches",
        "year_kinds",
    )
    singles = {word for table in tables for word in words[table]} | {
        h for table in words["holidays"].values() for h in table
    }
    firsts = {re.split(r"\W", word.removeprefix("the "))[0][:3] for word in singles | set(words["openings"]["words"])}
    both = {
        "".join(f"[{letter}{letter.upper()}]" for letter in first) + ("(?![A-Za-z])" if len(first) < 3 else "")
        for first in firsts
    }
    return "|".join(sorted(both))


def _compile(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE)


@cache
def _expanded(table: str) -> tuple[tuple[str, str], ...]:
    pieces = _pieces()
    return tuple((name, _expand(source, pieces)) for name, source in shapes()[table].items())


def _expand(source: str, pieces: Mapping[str, str]) -> str:
    gapped = source.replace("[- ]", "(?:-| )").replace("[ -]", "(?: |-)").replace(" ", _GAP)
    named = re.sub(r"\{(\w+)\}", lambda m: pieces[m[1]], gapped)
    return _once(named)


def _once(source: str) -> str:
    """The pattern with a name kept only where it first occurs, as names must be unique."""
    seen: set[str] = set()

    def keep(match: re.Match[str]) -> str:
        again = match[1] in seen
        seen.add(match[1])
        return "(?:" if again else match[0]

    return re.sub(r"\(\?P<(\w+)>", keep, source)


def _either(words: Iterable[str]) -> str:
    longest = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", _GAP) for word in longest)


def _abbreviated(words: Iterable[str], in_full: set[str]) -> str:
    """Any of the words, the shortened ones with a full stop or without."""
    return rf"{_either(in_full)}|(?:{_either(set(words) - in_full)})\b\.?"


@cache
def _pieces() -> dict[str, str]:
    words = lexicon()
    months, weekdays = words["months"], words["weekdays"]
    kinds, tables = words["year_kinds"], words["holidays"]
    day, year = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:1[6-9]|20)\d\d"
    choices = {
        "month": _abbreviated(
            months, in_full={m for m in months if len(m) > _MONTHS_IN_FULL or m in ("may", "june", "july")}
        ),
        "monthname": _either(m for m in months if len(m) >= _MONTHS_IN_FULL or m == "may"),
        "weekday": _abbreviated(weekdays, in_full={d for d in weekdays if d.endswith("day")}),
        "weekdayname": _either(d for d in weekdays if d.endswith("day")),
        "season": _either(words["seasons"]),
        "reference": _either(words["references"]),
        "stretch": _either(words["stretches"]),
        "count": rf"\d{{1,3}}|{_either(words['numbers'])}",
        "which": _either([*words["ordinals"], "other"]),
        "kind": _either(kinds),
        "holiday": _either([*tables["fixed"], *tables["easter"], *tables["mondays"]]),
        "tens": _either(words["decades"]),
        "nthword": _either(words["centuries"]),
        "year": year,
        "short": r"\d\d",
        "tail": r"(?:\d{4}|\d\d)(?!\d)",
        "ten": r"(?:1[6-9]|20)\d0",
        "shorten": r"[2-9]0",
        "quarter": "[1-4]",
        "half": "[12]",
        "units": "years?|months?|weeks?|days?|decades?|fortnights?|quarters?",
        "unit": "year|month|week|weekend|day|decade|quarter|century|fortnight",
        "piece": "years?|half|quarter|months?|weeks?|days?|fortnight",
        "later": "later|earlier|on|before|after(?:wards)?|previously",
        "beside": "before|after",
        "dayword": "today|yesterday|tomorrow|tonight",
        "approx": "some|about|around|almost|nearly|just over|just under|well over|over|more than|less than|roughly|"
        "approximately|at least",
    }
    pieces = {name: f"(?P<{name}>{source})" for name, source in choices.items()}
    pieces["day"] = rf"(?P<day>{day})(?:st|nd|rd|th)?"
    pieces |= {"dd": r"(?P<day>\d\d)", "d": r"(?P<day>\d{1,2})", "mm": r"(?P<mm>\d\d)", "m": r"(?P<mm>\d{1,2})"}
    pieces["nth"] = r"(?P<nth>\d{1,2})(?:st|nd|rd|th)"
    for twin in ("weekday", "season", "kind", "short"):
        pieces[f"{twin}2"] = f"(?P<{twin}2>{choices[twin]})"
    pieces["day2"] = rf"(?P<day2>{day})(?:st|nd|rd|th)?"
    pieces["of_year"] = f"(?:(?:{_GAP}(?:of|in))?{_GAP}(?P<of_year>{choices['reference']}){_GAP}year)"
    return pieces
