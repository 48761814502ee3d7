"""Texts of the worst kind, repeating what patterns stumble over: twice the text takes about twice the time."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

import pytest

from crawler import flattened, likeness, plain, spam
from crawler.feeds import articles_from_feed
from crawler.page import article_from_html
from nlp.councils import find_councils
from nlp.dates import find_dates
from nlp.organisations import find_organisations

UNITS = {
    **{"capitals": "A", "capital words": "Aa ", "digits": "1", "numbers": "12 ", "quotes": "“", "quoted": "“a” "},
    **{"possessives": "’s ", "commas": ",", "ands": "and and ", "open brackets": "(", "brackets": "((a) "},
    **{"spaces": " ", "lines": "\n", "paragraphs": "\n\n", "hyphens": "-", "hyphened": "a-", "months": "March "},
    **{"dates": "March 2020, ", "days": "1, 2 and ", "slashes": "1/2/", "dots": "a.", "spans": "from 2019 to "},
    **{
        "councils": "Essex and ",
        "city of": "City of ",
        "trusts": "Children’s Trust ",
        "the trust": "the trust Ofsted ",
    },
    **{"defined": "Department for Education (DfE ", "full years": "2019-20", "ago": "two weeks ago ", "tags": "<a "},
    **{"doctypes": "<!DOCTYPE a [", "entities": "<!ENTITY a ", "references": "&#x0000"},
}
SIZE = 12_000
# Timings of few milliseconds are noise.
LEAST = 0.2


def _dates(text: str) -> object:
    return find_dates(text, date(2024, 5, 1))


def _page(text: str) -> object:
    return article_from_html(
        f"<html><body><article><p>{text}</p></article></body></html>", "https://example.org/a", None
    )


def _feed(text: str) -> object:
    return list(articles_from_feed(f"{text}<rss><channel><item><title>{text}</title></item></rss>".encode(), "a"))


def _flattened(text: str) -> object:
    return list(flattened.articles(f"TITLE: {text}"))


def _plain(text: str) -> object:
    return plain.article(text, "file:///a.txt", "files", "a")


READERS: tuple[Callable[[str], object], ...] = (
    *(_dates, find_councils, find_organisations, spam.clean_text),
    *(_page, _feed, _flattened, _plain, likeness.marks),
)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
def test_twice_the_text_takes_no_more_than_three_times_as_long(reader: Callable[[str], object]) -> None:
    reader("Essex in 2020")
    slow = {}
    for name, unit in UNITS.items():
        text = unit * (SIZE // len(unit))
        once = _seconds(reader, text)
        if once > LEAST / 4:
            twice = _seconds(reader, text * 2)
            if twice > LEAST and twice > 3 * once:
                slow[name] = f"{once:.2f} s, then {twice:.2f} s"
    assert slow == {}


def _seconds(reader: Callable[[str], object], text: str) -> float:
    best = float("inf")
    for _ in range(2):
        began = time.process_time()
        reader(text)
        best = min(best, time.process_time() - began)
    return best
