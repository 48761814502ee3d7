from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.article import Article, Flag
from crawler.documents.spam import clean_text, clean_title, is_all_spam, screen

TEXT = (
    "A council is to take its children’s services back from a trust, ending an arrangement of six years.\n\n"
    "Councillors agreed the move on Tuesday. Staff will transfer in the spring.\n\n"
    "The council’s director of children’s services said that the improvement of the past years would go on."
)
ARTICLE = Article("https://www.paper.co.uk/a", "paper.co.uk", "Council takes services back", TEXT)


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("幸运飞艇开奖直播 Council takes services back", "Council takes services back"),
        ("Council takes services back 六合彩资料", "Council takes services back"),
        ("สล็อตเว็บตรง Council takes services back", "Council takes services back"),
        ("Slot gacor hari ini | Council takes services back", "Council takes services back"),
        ("Council takes services back – best online casino", "Council takes services back"),
        ("  Council   takes services back ", "Council takes services back"),
    ],
)
def test_what_was_injected_into_a_title_goes(title: str, wanted: str) -> None:
    assert clean_title(title, TEXT) == wanted


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("Casino next to children’s home: councillors object", "gambling as a subject"),
        ("‘Viagra prescriptions’ case: social worker struck off", "a medicine as a subject"),
        ("Reform – what it means for trusts", "a dash alone is no injection"),
        ("Trusts – 2024 – in numbers", "short segments are no injection"),
        ("Cynnig i ddod â gwasanaethau plant yn ôl", "Welsh is at home here"),
        ("开奖", "nothing else would be left"),
    ],
)
def test_an_honest_title_stays(title: str, reason: str) -> None:
    assert clean_title(title, TEXT) == title, reason


def test_a_foreign_word_the_article_uses_stays_in_its_title() -> None:
    assert (
        clean_title("Дім: a home for refugee children", "The charity’s name, Дім: means home.")
        == "Дім: a home for refugee children"
    )


def test_paragraphs_that_sell_go_and_the_article_stays() -> None:
    sold = "Situs judi slot gacor dengan link slot terbaik.\n\nBuy viagra, generic cialis at our canadian pharmacy."
    assert clean_text(f"{TEXT}\n\n{sold}") == TEXT


def test_reporting_on_the_trade_stays() -> None:
    report = (
        "Researchers found that care leavers were shown advertisements for a crypto casino, and that messages offering"
        " a no deposit bonus reached children in homes; the regulator said it would act with the police and councils."
    )
    assert clean_text(report) == report
    assert not is_all_spam("Care leavers targeted by gambling firms", report)


def test_a_cleaned_article_is_flagged_once_and_a_clean_one_is_not() -> None:
    dirty = replace(ARTICLE, title="时时彩 Council takes services back", flags=(Flag.SPAM_REMOVED,))
    assert screen(dirty) == replace(ARTICLE, flags=(Flag.SPAM_REMOVED,))
    assert screen(ARTICLE) == ARTICLE


@pytest.mark.parametrize(
    "text",
    [
        "Buy viagra online. Cheap viagra and generic cialis.\n\nOur canadian pharmacy ships kamagra. Buy levitra now.",
        "幸运飞艇开奖直播 极速赛车 时时彩 博彩 娱乐城 注册 就送",
        "Slot gacor maxwin rtp slot.\n\nWelcome.\n\nSitus judi slot deposit pulsa, togel online.",
    ],
)
def test_a_page_of_nothing_else_is_quarantined_untouched(text: str) -> None:
    quarantined = screen(replace(ARTICLE, title="Home", text=text))
    assert Flag.QUARANTINED in quarantined.flags
    assert quarantined.text == text
