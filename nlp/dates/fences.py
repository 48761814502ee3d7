"""What has the shape of a date and is none: a modal, a surname, a day of every week, a season in a name."""

from __future__ import annotations

import re
from collections.abc import Callable

from nlp.dates.grammar import Shape
from nlp.dates.neighbours import CLOSING, QUOTES, after, before, capital, possessive
from nlp.dates.numerals import glued, no_year
from nlp.dates.words import any_of, fence

_WEEKDAY_SPAN = re.compile(
    r"\s?(?:to|-|–|and)\s?(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:s)?\b(?!,?\s\d{1,2}(?:st|nd|rd|th)?\s[A-Z])",
    re.IGNORECASE,
)
_WEEKDAY_SPAN_BEFORE = re.compile(r"day\s?(?:to|-|–)\s?$", re.IGNORECASE)
_LAST_DAY = re.compile(r"last day", re.IGNORECASE)
_SCHOOL_YEAR = re.compile(r"Year \d")
_UP_TO_NOW = re.compile(r"\b(?:past|last)\b", re.IGNORECASE)
_TELLING_WORDS = 4
_CLAUSE = 80

Fence = Callable[[str, Shape], str | None]


def fenced(text: str, shape: Shape) -> str | None:
    """Why a shape is no date, in a few words, or None if it may be one."""
    core = shape.core
    if glued(text, shape):
        return "part of an address, a code or a number"
    check = _CHECKS.get(core.name)
    if check is None or (core is not shape and core.name in ("month", "season")):
        return "lower case" if core.name == "month" and _lower(text, core) else None
    return check(text, shape)


def _lower(text: str, shape: Shape) -> bool:
    return text[shape.start].islower() and shape.words["monthname"].lower() in ("may", "march", "august")


def _month(text: str, shape: Shape) -> str | None:
    name, prior = shape.words["monthname"].lower(), before(text, shape.start)
    if _lower(text, shape):
        return "lower case"
    following = after(text, shape.end)
    placed = _is_placed(text, shape, prior)
    if name not in fence("ambiguous_months"):
        surname = capital(following) and capital(prior) and prior.lower() not in fence("openers")
        return "a name" if surname else None
    spaced = text[shape.end : shape.end + 1] == " "
    timed = prior.lower() in fence("season_prepositions")
    timed = prior.lower() in fence("season_prepositions")
    if spaced and name == "may" and following.lower() in fence("speaking") and not timed:
        return "a surname"
    if name in fence("given_names") and spaced and capital(following) and not timed:
        return "a first name"
    if prior and capital(prior) and prior.lower() not in fence("openers"):
        return "a surname"
    return None if placed else "a word that is also a month"


def _ref_month(text: str, shape: Shape) -> str | None:
    word = shape.core.words["monthname"]
    return "lower case" if word in ("may", "march", "august") and word in text[shape.start : shape.end] else None


def _ref_unit(text: str, shape: Shape) -> str | None:
    if _LAST_DAY.fullmatch(text, shape.start, shape.end) and before(text, shape.start).lower() in fence("whose_last"):
        return "the end of a post or a term"
    return "a class at school" if _SCHOOL_YEAR.match(text, shape.end - 4) else None


def _is_placed(text: str, shape: Shape, prior: str) -> bool:
    low = prior.lower()
    if low in fence("prepositions"):
        return True
    if low in fence("determiners") or possessive(prior):
        return text[shape.end : shape.end + 1] in (" ", "’", "'") and after(text, shape.end)[:1].islower()
    opening = text[shape.start - 1 : shape.start] in ("(", "-", "–", "/")
    return opening or (
        text[shape.end : shape.end + 2] in ("’s", "'s")
        and shape.words["monthname"].lower() not in ("may", "april", "june")
    )


def _season(text: str, shape: Shape) -> str | None:
    following = after(text, shape.end).lower()
    if following in fence("season_names") and text[shape.end : shape.end + 1] != ",":
        return "a season in a name"
    if text[shape.start].lower() == "t" and " " in text[shape.start : shape.end]:
        return None
    prior = before(text, shape.start)
    return None if prior.lower() in fence("season_prepositions") else "a season by itself"


def _weekday(text: str, shape: Shape) -> str | None:
    if text[shape.start].islower():
        return "lower case"
    if before(text, shape.start).lower() in fence("weekday_names_before"):
        return "a day of every week, or a name"
    if after(text, shape.end).lower() in fence("weekday_names_after"):
        return "a newspaper or a habit"
    if _WEEKDAY_SPAN.match(text, shape.end) or _WEEKDAY_SPAN_BEFORE.search(text, max(0, shape.start - 10), shape.start):
        return "days of every week"
    return None


def _spoken_day(text: str, shape: Shape) -> str | None:
    word = shape.core.words["dayword"].lower()
    if word == "tomorrow" and before(text, shape.start).lower() == "gone":
        return "a figure of speech"
    if word != "today":
        return "a figure of speech" if word == "tomorrow" and text[shape.end : shape.end + 2] in ("’s", "'s") else None
    if text[shape.end : shape.end + 2] in ("’s", "'s"):
        return "these days" if after(text, shape.end + 2).lower() in fence("of_our_time") else None
    if text[shape.end : shape.end + 2] == " (" or shape.core is not shape:
        return None
    if capital(text[shape.start : shape.end]) and after(text, shape.end).lower() in fence("broadcasts"):
        return "a programme"
    ahead = re.split(r"[.!?;]\s|\n", text[max(0, shape.start - 60) : shape.start])[-1].lower().split()[-_TELLING_WORDS:]
    behind = re.split(r"[.!?;](?:\s|$)|\n", text[shape.end : shape.end + 60])[0].lower().split()[:_TELLING_WORDS]
    told = {word.strip(CLOSING + QUOTES) for word in ahead + behind}
    return None if told & fence("tellings") or _done(text, shape) else "these days"


def _done(text: str, shape: Shape) -> bool:
    """Whether "today" closes a sentence that tells of something done that day: "we decided to issue a notice today"."""
    clause = re.split(r"[.!?;,]\s|\n", text[max(0, shape.start - _CLAUSE) : shape.start])[-1]
    closes_it = re.match(r"[.!?](?:\s|$)", text[shape.end : shape.end + 2]) is not None
    return closes_it and any_of("fences", "done_on_a_day").search(clause) is not None


def _holiday(text: str, shape: Shape) -> str | None:
    if "year" in shape.core.words:
        return None
    if before(text, shape.start).lower() in fence("holiday_names_before"):
        return "a day of every year, or a name"
    spaced = text[shape.end : shape.end + 1] == " "
    return "a holiday in a name" if spaced and after(text, shape.end).lower() in fence("holiday_names") else None


def _stretch(text: str, shape: Shape) -> str | None:
    if before(text, shape.start).lower() == "for" and _UP_TO_NOW.search(text, shape.start, shape.end):
        return "a duration"
    match = any_of("fences", "sets_before").search(text, max(0, shape.start - 14), shape.start)
    if match and not text[match.end() : shape.start].strip():
        return "each of several"
    article = shape.core.words.get("the", "")
    counted_ahead = "count" in shape.core.words and shape.core.words["stretch"].lower() == "next"
    prior = before(text, shape.start).lower()
    worded = article or counted_ahead or prior in fence("season_prepositions") | {"within", "of", "the"}
    return None if worded else "no stretch of time up to now"


def _offset(text: str, shape: Shape) -> str | None:
    word = (shape.core.words.get("later") or shape.core.words["beside"]).lower()
    if word in ("later", "earlier", "afterwards", "previously"):
        return None if after(text, shape.end).lower() != "than" else "a comparison"
    rest = text[shape.end : shape.end + 1]
    closed = (
        not rest or rest in ".,;:)\n’”–" or after(text, shape.end) in ("and", "but", "when", "–", "to", "with", "as")
    )
    return None if closed and word != "on" else "before or after something told"


def _day_month(text: str, shape: Shape) -> str | None:
    written = shape.core.words["month"].lower()
    span = text[shape.start : shape.end]
    if written in ("may", "march", "mar", "sun") and written in span:
        return "lower case"
    return None


def _the_unit(text: str, shape: Shape) -> str | None:
    return None if text[shape.core.start].lower() == "t" or "kind" in shape.core.words else "no particular one"


_CHECKS: dict[str, Fence] = {
    "year": no_year,
    "pair": no_year,
    "month": _month,
    "ref_month": _ref_month,
    "ref_unit": _ref_unit,
    "season": _season,
    "weekday": _weekday,
    "day_word": _spoken_day,
    "holiday": _holiday,
    "stretch": _stretch,
    "offset": _offset,
    "beside": _offset,
    "day_month": _day_month,
    "the_unit": _the_unit,
}
