"""What has the shape of a date and is none: a modal, a surname, the year of an act, a count, a telephone number."""

from __future__ import annotations

import re
from collections.abc import Callable

from nlp.dates.grammar import Shape
from nlp.dates.words import any_of, fence

_LOOK = 40
_BEFORE = re.compile(r"([^\s]+)[ \t\u00a0]+$")
_BEFORE_THAT = re.compile(r"([^\s]+)[ \t\u00a0]+[^\s]+[ \t\u00a0]+$")
_AFTER = re.compile(r"[ \t\u00a0]+([^\s]+)")
_QUOTES = "‘’“”'\"([{*_–—-•"
_CLOSING = ".,;:!?)]}’”'\""
_MEASURE = re.compile(
    r"(?:\s?%|\s?per ?cent\b|k\b|m\b|bn\b|p\b|\s(?:million|billion|pounds|words|characters|hours|hrs)\b)"
)
_CITATION = re.compile(r"[\])]\s*(?:\d+\s+)?([A-Z]{2,6})\b")
_WEEKDAY_SPAN = re.compile(
    r"\s?(?:to|-|–|and)\s?(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:s)?\b(?!,?\s\d)", re.IGNORECASE
)
_WEEKDAY_SPAN_BEFORE = re.compile(r"day\s?(?:to|-|–)\s?$", re.IGNORECASE)
_TELLING_WORDS = 4
_GLUE_BEFORE = "-_@#/\\.=&+~%:$£€"
_PRE = re.compile(r"(?<!\w)(?:pre|post|mid|early|late|since|from)-$", re.IGNORECASE)
_ENGLISH_PAGE = re.compile(r"\d[ \u00a0-]$")

Fence = Callable[[str, Shape], str | None]


def fenced(text: str, shape: Shape) -> str | None:
    """Why a shape is no date, in a few words, or None if it may be one."""
    core = shape.core
    if _glued(text, shape):
        return "part of an address, a code or a number"
    check = _CHECKS.get(core.name)
    if check is None or (core is not shape and core.name in ("month", "season")):
        return "lower case" if core.name == "month" and _lower(text, core) else None
    return check(text, shape)


def before(text: str, start: int) -> str:
    """The word before an offset on the same line, without quotes around it, or an empty string."""
    match = _BEFORE.search(text, max(0, start - _LOOK), start)
    return match[1].lstrip(_QUOTES) if match else ""


def after(text: str, end: int) -> str:
    """The word after an offset on the same line, without the marks that close it, or an empty string."""
    match = _AFTER.match(text, end)
    return match[1].rstrip(_CLOSING).lstrip(_QUOTES) if match else ""


def _glued(text: str, shape: Shape) -> bool:
    prior, following = text[shape.start - 1 : shape.start], text[shape.end : shape.end + 2]
    if text[shape.end - 1].isdigit():
        if following[:1] in ("%", "_", "@") or (
            len(following) == 2 and following[0] in ".,:/-" and following[1].isdigit()
        ):
            return True
    elif following[:1] in ("_", "@", "="):
        return True
    if not prior or prior not in _GLUE_BEFORE:
        return False
    if text[shape.start].isdigit():
        return not _PRE.search(text, max(0, shape.start - 8), shape.start) and not _range_dash(text, shape)
    return prior in "_@#/\\=" and not text[shape.start].isupper()


def _range_dash(text: str, shape: Shape) -> bool:
    return text[shape.start - 1] == "-" and text[shape.start - 2 : shape.start - 1].isspace()


def _lower(text: str, shape: Shape) -> bool:
    return text[shape.start].islower() and shape.words["monthname"].lower() in ("may", "march", "august")


def _capital(word: str) -> bool:
    return word[:1].isupper() and word[:-1].replace("’", "").replace("-", "").replace("'", "").isalnum() | (
        len(word) == 1
    )


def _possessive(word: str) -> bool:
    return word.endswith(("’s", "'s", "s’", "s'"))


def _closes(word: str) -> bool:
    return word.endswith(tuple(".,;:!?)]"))


def _opens_sentence(text: str, start: int) -> bool:
    ahead = text[max(0, start - 3) : start].rstrip(" \u00a0‘“'\"")
    return not ahead or ahead[-1] in ".!?\n•:"


def _year(text: str, shape: Shape) -> str | None:
    prior, following = before(text, shape.start), after(text, shape.end)
    low = prior.lower()
    if text[shape.end : shape.end + 1] not in ",.;" and following in fence("statutes"):
        return "the name of a statute"
    if _in_title(text, shape, prior):
        return "a year within a title"
    if low.rstrip(".:") in fence("numbering"):
        return "a number of something"
    citation = _CITATION.match(text, shape.end)
    if citation and citation[1] in fence("courts"):
        return "a case's citation"
    if _MEASURE.match(text, shape.end):
        return "an amount"
    return _numbers(text, shape, low, following)


def _numbers(text: str, shape: Shape, prior: str, following: str) -> str | None:
    if shape.core.name not in ("year", "pair"):
        return None
    if _ENGLISH_PAGE.search(text, max(0, shape.start - 2), shape.start) and re.match(
        r"[ -]?\d|[ -]\d", text[shape.end : shape.end + 2]
    ):
        return "a telephone number"
    if re.search(r"(?<!\d)0\d{2,4}[ -](?:\d{3,4}[ -])?$", text[max(0, shape.start - 11) : shape.start]):
        return "a telephone number"
    if re.match(r"[ -]\d{3}[ -]\d{3,4}\b", text[shape.end : shape.end + 9]):
        return "a telephone number"
    touching = text[shape.end : shape.end + 1] in (" ", "\u00a0")
    if touching and following.lower() in fence("counted") and shape.core.name == "year":
        if prior in fence("quantifiers") or prior in fence("counted_after"):
            return "a count"
        if prior not in fence("prepositions") and prior not in fence("determiners"):
            return "a count"
    if touching and prior in ("nearly", "almost", "about", "over") and following.islower() and following.endswith("s"):
        return "a count"
    return None


def _in_title(text: str, shape: Shape, prior: str) -> bool:
    if not prior or not _capital(prior) or _possessive(prior) or _closes(prior):
        return False
    low = prior.lower()
    if low in fence("openers"):
        return False
    start = text.rfind(prior, 0, shape.start)
    return not _opens_sentence(text, start) or not low.endswith(("ed", "ing", "ly"))


def _month(text: str, shape: Shape) -> str | None:
    name, prior = shape.words["monthname"].lower(), before(text, shape.start)
    if _lower(text, shape):
        return "lower case"
    following = after(text, shape.end)
    placed = _is_placed(text, shape, prior)
    if name not in fence("ambiguous_months"):
        surname = _capital(following) and _capital(prior) and prior.lower() not in fence("openers")
        return "a name" if surname else None
    spaced = text[shape.end : shape.end + 1] == " "
    if spaced and name == "may" and following.lower() in fence("speaking"):
        return "a surname"
    if name in fence("given_names") and spaced and _capital(following) and not placed:
        return "a first name"
    if prior and _capital(prior) and prior.lower() not in fence("openers"):
        return "a surname"
    return None if placed else "a word that is also a month"


def _is_placed(text: str, shape: Shape, prior: str) -> bool:
    low = prior.lower()
    if low in fence("prepositions"):
        return True
    if low in fence("determiners") or _possessive(prior):
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
    if _WEEKDAY_SPAN.match(text, shape.end) or _WEEKDAY_SPAN_BEFORE.search(text, max(0, shape.start - 6), shape.start):
        return "days of every week"
    return None


def _spoken_day(text: str, shape: Shape) -> str | None:
    word = shape.core.words["dayword"].lower()
    if word == "tomorrow" and before(text, shape.start).lower() == "gone":
        return "a figure of speech"
    if word != "today":
        return "a figure of speech" if word == "tomorrow" and text[shape.end : shape.end + 2] in ("’s", "'s") else None
    if text[shape.end : shape.end + 2] in ("’s", "'s"):
        return None if after(text, shape.end + 2).lower() in fence("todays") else "these days"
    if text[shape.end : shape.end + 2] == " (" or shape.core is not shape:
        return None
    ahead = re.split(r"[.!?;]\s|\n", text[max(0, shape.start - 60) : shape.start])[-1].lower().split()[-_TELLING_WORDS:]
    behind = re.split(r"[.!?;](?:\s|$)|\n", text[shape.end : shape.end + 60])[0].lower().split()[:_TELLING_WORDS]
    told = {word.strip(_CLOSING + _QUOTES) for word in ahead + behind}
    return None if told & fence("tellings") else "these days"


def _holiday(text: str, shape: Shape) -> str | None:
    if "year" in shape.core.words:
        return None
    if before(text, shape.start).lower() in ("every", "each", "a", "per", "father"):
        return "a day of every year, or a name"
    spaced = text[shape.end : shape.end + 1] == " "
    return "a holiday in a name" if spaced and after(text, shape.end).lower() in fence("holiday_names") else None


def _stretch(text: str, shape: Shape) -> str | None:
    match = any_of("fences", "sets_before").search(text, max(0, shape.start - 14), shape.start)
    if match and not text[match.end() : shape.start].strip():
        return "each of several"
    article = shape.core.words.get("the", "")
    worded = article or before(text, shape.start).lower() in fence("season_prepositions") | {"within", "of", "the"}
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
    "year": _year,
    "pair": _year,
    "month": _month,
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
