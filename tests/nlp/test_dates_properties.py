"""Properties of finding dates: offsets, order, values that say what the words say, and bounded time."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nlp.dates import find_dates
from nlp.dates.grammar import scan, shape_at
from nlp.dates.words import lexicon
from nlp.edtf import When
from nlp.reading import MentionKind

PUBLISHED = st.dates(date(1990, 1, 1), date(2040, 12, 31))
MONTHS = [name for name in lexicon()["months"] if len(name) > 4 or name in ("may", "june", "july")]
UNITS = ["year", "month", "week", "day", "financial year", "academic year", "quarter", "weekend", "decade"]
TABLES = ("months", "weekdays", "seasons", "numbers", "references", "stretches", "ordinals", "decades", "centuries")
PIECES = [
    *(word for table in TABLES for word in lexicon()[table]),
    *lexicon()["openings"]["words"],
    *lexicon()["fences"]["prepositions"],
    *("2016", "2015-16", "2014/20", "1990s", "31", "5th", "1", "18/12/2015", "0161", "20th", "century", "Act"),
    *("since", "onwards", "ago", "later", "time", "Easter", "years", "months", "weeks", "May", "March"),
    *("(", ")", ",", ".", "–", "-", "’s", "\n\n", "\n"),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join) | st.text(max_size=200)


@given(TEXTS, PUBLISHED | st.none())
@settings(max_examples=300, deadline=None)
@example("from 1 May 2015", None)
def test_mentions_are_exact_in_order_apart_and_valid(text: str, published: date | None) -> None:
    end = 0
    for mention in find_dates(text, published):
        assert mention.kind is MentionKind.DATE
        assert text[mention.start : mention.end] == mention.text
        assert mention.start >= end
        assert mention.text == mention.text.strip()
        assert When.parse(mention.value).value == mention.value
        end = mention.end


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), PUBLISHED | st.none())
@settings(max_examples=100, deadline=None)
def test_a_whole_date_means_its_day_however_written_and_whenever_published(day: date, published: date | None) -> None:
    written = [
        f"{day.day} {day:%B} {day.year}",
        f"{day:%A}, {day.day} {day:%b} {day.year}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day:%d/%m/%Y}",
        day.isoformat(),
    ]
    for words in written:
        found = find_dates(f"The council met on {words} and agreed.", published)
        assert [(m.text, m.value) for m in found] == [(words, day.isoformat())]


@given(st.sampled_from(MONTHS), PUBLISHED)
def test_a_bare_month_is_that_month_and_no_more_than_a_year_away(month: str, published: date) -> None:
    name = month.capitalize()
    (past,) = find_dates(f"Inspectors visited in {name}.", published)
    (ahead,) = find_dates(f"Inspectors will visit in {name}.", published)
    assert When.parse(past.value).earliest.month == When.parse(ahead.value).earliest.month == lexicon()["months"][month]
    assert timedelta(-366) <= When.parse(past.value).earliest - published <= timedelta(0)
    assert timedelta(0) <= When.parse(ahead.value).latest - published <= timedelta(366 + 31)


@given(st.sampled_from(UNITS), PUBLISHED)
def test_this_holds_the_publication_day_and_last_and_next_touch_it(unit: str, published: date) -> None:
    values = []
    for reference in ("last", "this", "next"):
        found = find_dates(f"It was discussed {reference} {unit}.", published)
        values.append(When.parse(found[0].value) if found else None)
    last, this, following = values
    assert last and this and following
    if unit != "weekend":
        assert this.earliest <= published <= this.latest
        assert last.latest + timedelta(days=1) == this.earliest
        assert this.latest + timedelta(days=1) == following.earliest
    assert last.latest < this.earliest <= this.latest < following.earliest


@given(st.integers(2, 40), st.sampled_from(["years", "months"]), PUBLISHED)
def test_a_stretch_reaches_from_one_end_to_publication(count: int, unit: str, published: date) -> None:
    (past,) = find_dates(f"Demand has risen over the past {count} {unit}.", published)
    (coming,) = find_dates(f"Demand will rise over the next {count} {unit}.", published)
    assert When.parse(past.value).contains(When.parse(published.isoformat()))
    assert When.parse(coming.value).contains(When.parse(published.isoformat()))
    assert When.parse(past.value).earliest < When.parse(coming.value).earliest


@given(TEXTS, TEXTS)
@settings(max_examples=100, deadline=None)
def test_an_absolute_date_is_found_whatever_stands_in_other_paragraphs(before: str, after: str) -> None:
    sentence = "The order was made on 3 June 2019."
    text = f"{before}.\n\n{sentence}\n\n{after}"
    at = len(before) + 3 + sentence.index("3 June")
    assert (at, "2019-06-03") in [(m.start, m.value) for m in find_dates(text, None)]


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_the_words_a_date_may_begin_with_are_all_listed(text: str) -> None:
    """The scanner skips words that no date begins with; trying every word must find the same."""
    found = [(shape.start, shape.end) for shape in scan(text)]
    patient, position = [], 0
    while position < len(text):
        fresh = position == 0 or not (text[position - 1].isalnum() or text[position - 1] == "_")
        shape = shape_at(text, position) if fresh else None
        if shape and not (shape.inner is None and shape.name == "the_unit"):
            patient.append((shape.start, shape.end))
            position = shape.end
        else:
            position += 1
    assert found == patient


@pytest.mark.parametrize(
    "unit",
    [
        "the end of ",
        "in March and April and ",
        "Monday, ",
        "12 ",
        "\n ",
        "over the past ",
        "5 May to ",
        "2019-",
        "the ",
    ],
)
def test_time_grows_with_the_length_of_the_text_and_no_faster(unit: str) -> None:
    published = date(2016, 3, 16)

    def seconds(length: int) -> float:
        text, best = (unit * (length // len(unit) + 1))[:length], float("inf")
        for _ in range(2):
            started = time.process_time()
            find_dates(text, published)
            best = min(best, time.process_time() - started)
        return best

    seconds(2_000)
    assert seconds(32_000) < 8 * 3 * max(seconds(4_000), 0.005)


def test_a_megabyte_is_read_in_time_proportionate_to_a_tenth_of_it() -> None:
    paragraph = (
        "Officers met families over several weeks, and the council, on 5 May 2015, agreed to a plan in March. " * 10
    )
    texts = [(paragraph + "\n\n") * (size // len(paragraph)) for size in (100_000, 1_000_000)]
    taken = []
    for text in texts:
        started = time.process_time()
        find_dates(text, date(2016, 3, 16))
        taken.append(time.process_time() - started)
    assert taken[1] < 10 * 2.5 * taken[0]
