from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from crawler.article import LONDON, Article, DateOrigin, Flag, Reason, Rejected
from crawler.documents.intake import admit
from crawler.documents.publication import day_in_address, day_of_line, find_day, instant, labelled_day
from crawler.limits import TEXT_CHARACTERS, TITLE_CHARACTERS

NOW = datetime(2025, 6, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("Mon, 02 Sep 2024 23:01:40 +0000", datetime(2024, 9, 2, 23, 1, 40, tzinfo=UTC)),
        ("Mon, 02 Sep 2024 23:01:40 GMT", datetime(2024, 9, 2, 23, 1, 40, tzinfo=UTC)),
        ("Mon, 02 Sep 2024 23:01:40 -0000", datetime(2024, 9, 2, 23, 1, 40, tzinfo=UTC)),
        ("2024-09-03T00:01:40+01:00", datetime(2024, 9, 2, 23, 1, 40, tzinfo=UTC)),
        ("2024-09-02T23:01:40Z", datetime(2024, 9, 2, 23, 1, 40, tzinfo=UTC)),
        ("2024-09-03", datetime(2024, 9, 3, tzinfo=LONDON)),
        ("2024-09-03T00:01:40", datetime(2024, 9, 3, 0, 1, 40, tzinfo=LONDON)),
        ("3 September 2024", datetime(2024, 9, 3, tzinfo=LONDON)),
        ("", None),
        ("soon", None),
        ("0001-01-01T00:00:00", None),
        ("2024-13-45", None),
    ],
)
def test_a_moment_keeps_its_zone(value: str, moment: datetime | None) -> None:
    assert instant(value) == moment


def test_late_evening_in_utc_is_the_next_day_in_a_london_summer() -> None:
    summer = Article("https://a.example/", "a", "t", "x", published=instant("Mon, 02 Sep 2024 23:01:40 +0000"))
    winter = Article("https://a.example/", "a", "t", "x", published=instant("Mon, 02 Dec 2024 23:01:40 +0000"))
    assert (summer.published_on, winter.published_on) == (date(2024, 9, 3), date(2024, 12, 2))


@pytest.mark.parametrize(
    "line",
    [
        "7th July 2016", "Posted on 07/07/2016 by", "Published: Thursday 7 July 2016", "July 7, 2016", "7.7.2016",
        "2016-07-07", "Thursday, 7 July 2016 at 10:30am", "Date posted: 7 Jul 2016 | by the news desk",
    ],
)  # fmt: skip
def test_a_line_that_is_only_a_date(line: str) -> None:
    assert day_of_line(line) == date(2016, 7, 7)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("On 7 July 2016 the council agreed the plan.", "a sentence"),
        ("Inspection dates: 7 July 2016", "another date than publication"),
        ("July 2016", "no day"),
        ("31/02/2016", "no such day"),
        ("Section 7, Education Act 2016", "no date"),
    ],
)
def test_a_line_that_is_more_or_less_than_a_date(line: str, reason: str) -> None:
    assert day_of_line(line) is None, reason


def test_a_label_counts_at_the_beginning_of_a_line_only() -> None:
    assert labelled_day("Inspection date: 11 March 2014\nReport published: 23 May 2014") == date(2014, 5, 23)
    assert labelled_day("It follows a report published on 23 May 2014.") is None


def test_the_first_day_of_a_text_is_found_with_its_offsets() -> None:
    text = "It met on 3 May 2020 and 4/6/2020."
    found = find_day(text)
    assert found is not None
    assert (found[0], text[found[1] : found[2]]) == (date(2020, 5, 3), "3 May 2020")


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://a.example/2024/10/24/a-story/", date(2024, 10, 24)),
        ("file:///reports/somewhere-2014-05-23.pdf", date(2014, 5, 23)),
        ("https://a.example/2024/99/24/a", None),
        ("https://a.example/12345/10/24/", None),
        ("https://a.example/report-2014", None),
    ],
)
def test_a_day_in_an_address(address: str, day: date | None) -> None:
    assert day_in_address(address) == day


ARTICLE = Article(
    "https://www.a.example/2025/05/03/b/", "a", "Title", "Some text.", published=NOW, published_from=DateOrigin.FEED
)


def test_a_date_in_the_future_gives_way_to_the_address_or_to_none() -> None:
    tomorrow = replace(ARTICLE, published=NOW + timedelta(hours=20))
    assert admit(tomorrow, NOW) == tomorrow, "a clock in another zone"
    wrong = admit(replace(ARTICLE, published=NOW + timedelta(days=900), updated=NOW + timedelta(days=901)), NOW)
    assert isinstance(wrong, Article)
    assert (wrong.published_on, wrong.published_from) == (date(2025, 5, 3), DateOrigin.URL)
    assert wrong.flags == (Flag.FUTURE_DATE,)
    assert wrong.updated is None
    nowhere = admit(replace(ARTICLE, url="https://www.a.example/b", published=NOW + timedelta(days=900)), NOW)
    assert isinstance(nowhere, Article)
    assert (nowhere.published, nowhere.flags) == (None, (Flag.FUTURE_DATE, Flag.NO_DATE))


def test_no_text_and_too_much_text_are_refused() -> None:
    for text, reason in ((" \n\n ", Reason.EMPTY), ("x" * (TEXT_CHARACTERS + 1), Reason.TOO_LARGE)):
        refused = admit(replace(ARTICLE, text=text), NOW)
        assert isinstance(refused, Rejected)
        assert refused.reason == reason


def test_a_title_as_long_as_a_text_is_cut() -> None:
    kept = admit(replace(ARTICLE, title="слот " * 100_000), NOW)
    assert isinstance(kept, Article)
    assert len(kept.title) <= TITLE_CHARACTERS
