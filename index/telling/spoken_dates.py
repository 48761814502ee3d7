"""A date as a sentence says it, with its preposition: "on 1 October 2024", "between 2 and 13 December 2024"."""

from __future__ import annotations

import re

from nlp.edtf import When

_DAY = 3
_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)")
_FINANCIAL_YEAR = re.compile(r"\d{4}-\d\d")


def on(when: str | None) -> str:
    """A date with its preposition: " in 2022", " on 1 October 2024", " since 2020"; nothing for none."""
    if not when:
        return ""
    words = When.parse(when).in_words()
    if words.startswith("since"):
        return f" some time {words}"
    if words.startswith(("until", "at ", "about")):
        return f" {words}"
    if (days := _DAYS.fullmatch(when)) and not _FINANCIAL_YEAR.fullmatch(words):
        return f" between {_span(days[1], days[2])}"
    last = when.partition("/")[2]
    span = "/" in when and " to " in words
    exact = not last and len(when.rstrip("~?%").split("-")) == _DAY
    return f" between {words.replace(' to ', ' and ')}" if span else f" {'on' if exact else 'in'} {words}"


def alone(when: str) -> str:
    """A date as it stands in brackets: "2 to 13 December 2024", "summer 2022"."""
    words = When.parse(when).in_words()
    if (days := _DAYS.fullmatch(when)) and not _FINANCIAL_YEAR.fullmatch(words):
        return _span(days[1], days[2]).replace(" and ", " to ")
    return words


def _span(first: str, last: str) -> str:
    """Two days as "2 and 13 December 2024", the month and the year said once where they are the same."""
    one, two = (When.parse(day).in_words() for day in (first, last))
    if first[:7] == last[:7]:
        one = one.split()[0]
    elif first[:4] == last[:4]:
        one = one.rsplit(" ", 1)[0]
    return f"{one} and {two}"
