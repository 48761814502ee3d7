"""Texts of the worst kind, repeating what patterns stumble over: twice the text takes about twice the time."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from crawler.archive import likeness
from crawler.article import Article
from crawler.documents import flattened, plain, spam
from crawler.documents.feeds import articles_from_feed
from crawler.documents.page import article_from_html
from nlp.councils import find_councils
from nlp.dates import find_dates
from nlp.events.sentences import sentences
from nlp.organisations import find_organisations
from nlp.pipeline import load, read

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


# What the whole reading once took more than twice as long over when there was twice as much of it.
READ = {
    **{"grades": "Ofsted rated Essex good, ", "brackets": "(", "clauses": "the trust was set up in 2019 and "},
    **{"notices": "Essex was served an improvement notice in 2019, ", "leavers": "Mary Alder left as director and "},
    **{"mergers": "Essex and Kent will be replaced by a new council in 2023, ", "said": "said that "},
}
_READ_SIZE = 2_500


@pytest.mark.parametrize("unit", READ.values(), ids=READ)
def test_the_whole_reading_of_one_endless_sentence_takes_steps_in_proportion(unit: str) -> None:
    _read("Ofsted rated Essex good.")
    once, twice = (_seconds(_read, unit * (size // len(unit))) for size in (_READ_SIZE, 2 * _READ_SIZE))
    assert twice < LEAST or twice < 3 * once


def test_a_hundred_people_of_one_name_and_a_hundred_of_many_cost_the_same() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    forenames = [f"{one}{other}la".capitalize() for one in letters[:15] for other in letters]
    many = "".join(f"{name} Alder said so. " for name in forenames)
    one = "".join("Aala Alder said so. " for _ in forenames)
    assert _seconds(_read, many) < 3 * _seconds(_read, one)


@pytest.mark.parametrize("unit", ["said that ", "x, ", "x; ", "word", "("])
def test_no_sentence_and_no_word_is_longer_than_any_of_prose(unit: str) -> None:
    doc = load()(unit * (3000 // len(unit))) if len(unit) > 1 else load()(" ".join([unit * 900] * 4))
    found = sentences(doc, [])
    assert all(len(sentence.text) <= 1000 + len(unit) * 900 for sentence in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert sum(len(sentence.tokens) for sentence in found) == sum(not token.is_space for token in doc)


def _read(text: str) -> object:
    published = datetime(2024, 5, 1, tzinfo=UTC)
    return list(read([Article("https://example.org/a", "a", "Essex", text, published)]))
