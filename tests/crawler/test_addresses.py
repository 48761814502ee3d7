from __future__ import annotations

import pytest

from crawler.addresses import BadAddressError, canonical, host_of

ONE = "https://www.paper.co.uk/2024/09/03/a-story/"

SAME = [
    "https://www.paper.co.uk/2024/09/03/a-story/",
    "http://www.paper.co.uk/2024/09/03/a-story",
    "https://paper.co.uk/2024/09/03/a-story/",
    "https://WWW.Paper.co.uk:443/2024/09/03/a-story/",
    "https://www.paper.co.uk//2024/09/03/a-story/#comments",
    "https://www.paper.co.uk/2024/09/03/a-story/feed/",
    "https://www.paper.co.uk/2024/09/03/a-story/amp/",
    "https://amp.paper.co.uk/2024/09/03/a-story/",
    "https://www.paper.co.uk/2024/09/03/a-story/comment-page-2/#comment-77",
    "https://www.paper.co.uk/2024/09/03/a-story/?utm_source=x&utm_medium=y&fbclid=abc",
    "https://www.paper.co.uk/2024/09/03/a-story/?replytocom=12#respond",
    "  https://www.paper.co.uk/2024/09/03/a-story/  ",
]


@pytest.mark.parametrize("url", SAME)
def test_every_form_of_an_address_is_one(url: str) -> None:
    assert canonical(url) == ONE


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("http://gov.uk/government/news/a-story/", "https://www.gov.uk/government/news/a-story"),
        ("https://www.gov.uk/government/news/a-story", "https://www.gov.uk/government/news/a-story"),
        ("http://ccwpupg.communitycare.co.uk/author/x/", "https://www.communitycare.co.uk/author/x"),
        ("https://files.parliament.uk/a/b.pdf", "https://files.parliament.uk/a/b.pdf"),
        ("https://www.paper.co.uk/?p=216971", "https://www.paper.co.uk/?p=216971"),
        ("https://www.paper.co.uk/index.php", "https://www.paper.co.uk/"),
        ("https://www.paper.co.uk", "https://www.paper.co.uk/"),
        ("https://www.paper.co.uk/view?b=2&a=1", "https://www.paper.co.uk/view?a=1&b=2"),
        ("https://www.paper.co.uk/blog/2015/12/What%20next%3F", "https://www.paper.co.uk/blog/2015/12/What%20next%3F"),
        ("https://www.paper.co.uk/naïve", "https://www.paper.co.uk/na%C3%AFve"),
        ("http://127.0.0.1:8000/2024/09/03/a-story/?utm_source=x", "http://127.0.0.1:8000/2024/09/03/a-story/"),
        ("http://localhost/a/", "http://localhost/a"),
        ("file:///tmp/a%20b.txt", "file:///tmp/a%20b.txt"),
    ],
)
def test_an_address_keeps_what_tells_the_page(url: str, wanted: str) -> None:
    assert canonical(url) == wanted
    assert canonical(wanted) == wanted, "idempotent"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://www.paper.co.uk/a?id=1", "an id tells the page"),
        ("https://www.paper.co.uk/a?page=2", "another page of a list"),
        ("https://www.paper.co.uk/feedback", "only the whole ending /feed is another form"),
        ("https://blog.paper.co.uk/a", "another host is another site until it is listed as a mirror"),
    ],
)
def test_a_different_page_stays_different(url: str, reason: str) -> None:
    assert canonical(url) != canonical("https://www.paper.co.uk/a"), reason


@pytest.mark.parametrize(
    "url", ["", "a story", "mailto:editor@paper.co.uk", "javascript:void(0)", "https://", "http://[::1"]
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(BadAddressError):
        canonical(url)


def test_a_source_is_named_by_its_host() -> None:
    assert host_of(ONE) == "paper.co.uk"
