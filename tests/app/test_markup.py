"""Crawled text shows as written and never becomes markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from app.markup import element, external, internal, marked, text, web_address

HOSTILE = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    ":material/home:",
    "$x$",
    '" onclick="x',
    "&lt;b&gt;",
]


@pytest.mark.parametrize("written", HOSTILE)
def test_hostile_text_shows_as_written(written: str) -> None:
    tree = lxml_html.fromstring(element("p", written, title=written))
    assert tree.text_content() == written
    assert tree.get("title") == written
    assert len(tree) == 0


@given(st.text(alphabet=st.characters(exclude_categories=["C"]), min_size=1))
def test_any_text_is_one_text_node(written: str) -> None:
    tree = lxml_html.fromstring(element("pre", "x" + written))
    assert len(tree) == 0


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//host/x", "file:///etc/passwd", "http://[x", ""]
)
def test_only_web_addresses_become_links(url: str) -> None:
    assert not web_address(url)
    assert external("label", url).startswith("<span")


def test_links_out_open_apart_and_links_within_stay() -> None:
    assert 'rel="noopener noreferrer nofollow"' in external("a", "https://example.org/?a=1&b=2")
    assert internal("Bath & Co", "council", {"name": "Bath & North East Somerset"}) == (
        '<a href="council?name=Bath+%26+North+East+Somerset" target="_self" data-view="">Bath &amp; Co</a>'
    )


def test_marked_marks_the_stretches_and_escapes_the_rest() -> None:
    assert marked("a <b> c", [(2, 5)]) == "a <mark>&lt;b&gt;</mark> c"
    assert marked("abc", [(0, 2), (1, 3), (5, 9)]) == "<mark>ab</mark>c"


def test_control_characters_are_dropped() -> None:
    assert text("a\x00b\x1bc") == "abc"
