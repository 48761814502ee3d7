from __future__ import annotations

from datetime import date

from crawler.documents.flattened import articles, is_flattened, paragraphs

CHANNEL = (
    "六合彩 Trusts Archives - The Paper http://staging.paper.co.uk/tag/trusts/ News for the sector"
    " Mon, 03 Mar 2025 09:00:00 +0000 en-GB hourly 1 https://wordpress.org/?v=6.7.2 "
)
FIRST = """六合彩 Council & trust: ‘what now?’ https://www.paper.co.uk/2025/03/03/council-and-trust/ \
https://www.paper.co.uk/2025/03/03/council-and-trust/#comments Mon, 03 Mar 2025 09:00:00 +0000 https://www.paper.co.uk/?p=12
A trust is to close. It was set up in 2018 after…
]]>

A trust is to close.

It was set up in 2018 after an inspection on Mon, 05 Feb 2018.
It has 400 staff, among them:

  • social workers
  • carers

What next

See https://www.paper.co.uk/plans for the plans.
\xa0

]]>
https://www.paper.co.uk/2025/03/03/council-and-trust/feed/ 2 https://cdn.example/a.jpg The Paper Photo: somebody
"""
SECOND = """六合彩 A second story https://www.paper.co.uk/2024/09/03/second/ \
Mon, 02 Sep 2024 23:01:40 +0000 https://www.paper.co.uk/?p=11
The second begins.
]]>

The second begins.

And it ends.

]]>
https://cdn.example/b.jpg The Paper Photo: another
"""


def test_each_item_is_an_article_with_its_body_once() -> None:
    text = CHANNEL + FIRST + SECOND
    assert is_flattened(text)
    first, second = articles(text)
    assert first.url == "https://www.paper.co.uk/2025/03/03/council-and-trust/"
    assert first.title == "六合彩 Council & trust: ‘what now?’", "the gate removes what was injected, for every kind"
    assert first.published_on == date(2025, 3, 3)
    assert first.source == "paper.co.uk"
    assert first.text == (
        "A trust is to close.\n\nIt was set up in 2018 after an inspection on Mon, 05 Feb 2018.\n\n"
        "It has 400 staff, among them:\n\n  • social workers\n  • carers\n\nWhat next\n\n"
        "See https://www.paper.co.uk/plans for the plans."
    )
    assert second.text == "The second begins.\n\nAnd it ends."
    assert second.published_on == date(2024, 9, 3), "23:01 in UTC is the next day in London's summer"


def test_a_feed_of_excerpts_gives_the_excerpts() -> None:
    text = CHANNEL + FIRST.split("]]>")[0] + "]]>\nhttps://www.paper.co.uk/2025/03/03/council-and-trust/feed/ 2\n"
    (only,) = articles(text)
    assert only.text == "A trust is to close. It was set up in 2018 after…"


def test_a_feed_cut_off_in_a_body_gives_what_there_is() -> None:
    text = CHANNEL + FIRST.split("What next")[0]
    (only,) = articles(text)
    assert only.text.endswith("  • carers")
    assert only.text.startswith("A trust is to close.\n\n")


def test_a_plain_text_that_quotes_a_feed_is_no_feed() -> None:
    assert not is_flattened(
        "It was posted on Mon, 03 Mar 2025 09:00:00 +0000, see https://www.paper.co.uk/a, they said."
    )
    assert not is_flattened("An essay about CDATA, which ends in ]]> as everyone knows.")


def test_lines_become_paragraphs_and_lists_stay_together() -> None:
    assert paragraphs("a\n\n\n\nb\nc\n  • d\n  • e\n\n  • f\ng") == "a\n\nb\n\nc\n\n  • d\n  • e\n\n  • f\n\ng"
