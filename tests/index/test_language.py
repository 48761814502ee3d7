"""The query language: what is read, and that whatever breaks its rules is searched as words and said so."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.language import And, Node, Not, Or, Parsed, Phrase, Prefix, Word, parse, prefixes_of, words_of
from index.query import Query
from nlp.reading import EventType, Grade, Status

A, B, C = Word("a"), Word("b"), Word("c")


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("", None),
        ("   ", None),
        ("a", A),
        ("a b", And((A, B))),
        ("a AND b", And((A, B))),
        ("a OR b", Or((A, B))),
        ("a b OR c", Or((And((A, B)), C))),
        ("a (b OR c)", And((A, Or((B, C))))),
        ("a NOT b", And((A, Not(B)))),
        ("NOT a", Not(A)),
        ("NOT (a OR b)", Not(Or((A, B)))),
        ('"wound up" trust', And((Phrase("wound up"), Word("trust")))),
        ("“wound up”", Phrase("wound up")),
        ("safeguard*", Prefix("safeguard")),
        ("children’s", Word("children’s")),
        ("and or not", And((Word("and"), Word("or"), Word("not")))),
        ("http://example.org", Word("http://example.org")),
        ("a - b", And((A, B))),
    ],
)
def test_words_and_operators(text: str, node: Node | None) -> None:
    assert parse(text) == Parsed(node)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("council:Reading", Query(councils=("Reading",))),
        ('council:"Telford & Wrekin council"', Query(councils=("Telford and Wrekin",))),
        ("council:reading OR council:kent", Query(councils=("Reading", "Kent"))),
        ("type:trust_ended", Query(types=(EventType.TRUST_ENDED,))),
        ('type:"Trust ended"', Query(types=(EventType.TRUST_ENDED,))),
        ("grade:requires-improvement", Query(grades=(Grade.REQUIRES_IMPROVEMENT,))),
        ("status:planned status:proposed", Query(statuses=(Status.PLANNED, Status.PROPOSED))),
        ("person:Freeman", Query(people=("Freeman",))),
        ("source:Example.org", Query(sources=("example.org",))),
        ("language:CY", Query(languages=("cy",))),
        ("date:2019..2022", Query(after=date(2019, 1, 1), before=date(2022, 12, 31))),
        ("date:2019", Query(after=date(2019, 1, 1), before=date(2019, 12, 31))),
        ("date:2019-05..", Query(after=date(2019, 5, 1))),
        ("after:2019 before:2022-03", Query(after=date(2019, 1, 1), before=date(2022, 3, 31))),
        ("after:2019 after:2020-02-02", Query(after=date(2020, 2, 2))),
    ],
)
def test_fields(text: str, where: Query) -> None:
    assert parse(text) == Parsed(None, where)


def test_fields_beside_words_and_excluded() -> None:
    assert parse("trust council:Kent") == Parsed(Word("trust"), Query(councils=("Kent",)))
    assert parse("trust NOT council:Kent") == Parsed(Word("trust"), without=(Query(councils=("Kent",)),))


@pytest.mark.parametrize(
    "text",
    ["a (b", "a) b", "a OR", "OR a", "a AND", "AND a", "a NOT", '"a b', "()", "a AND OR b", "council:Kent OR trust"],
)
def test_what_breaks_the_rules_is_searched_as_words_and_said_so(text: str) -> None:
    parsed = parse(text)
    assert parsed.problems
    assert "searched as plain words" in parsed.problems[0]
    assert parsed.node is None or not {"AND", "OR", "NOT"} & set(words_of(parsed.node))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("type:trust_endd", "did you mean trust_ended?"),
        ("grade:excellent", "one of outstanding, good, requires improvement, inadequate"),
        ("date:soon", "write 2024, 2024-10 or 2024-10-01"),
        ("after:2020/..", "write 2024, 2024-10 or 2024-10-01"),
    ],
)
def test_an_unknown_value_is_left_out_and_said_so(text: str, said: str) -> None:
    parsed = parse(text)
    assert parsed.node is None
    assert parsed.where == Query()
    assert said in parsed.problems[0]


def test_words_and_prefixes_searched_but_not_those_excluded() -> None:
    node = parse('trust "wound up" safeg* NOT academy').node
    assert words_of(node) == ["trust", "wound up"]
    assert prefixes_of(node) == ["safeg"]


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=60), st.text(alphabet='ab ()"*:ANDORNT“”\\', max_size=60)))
def test_never_raises(text: str) -> None:
    parse(text)


def test_deep_brackets_are_no_trouble() -> None:
    assert parse("(" * 5000 + "a" + ")" * 5000).problems
    assert parse("NOT " * 5000 + "a").problems
    assert parse("a " * 500_000).problems == ("only the first 2000 characters were read",)


@pytest.mark.parametrize("text", ["NOT )", "NOT", "a AND NOT )", 'NOT "', "( NOT )"])
def test_an_operator_without_its_word_is_searched_as_words(text: str) -> None:
    assert parse(text).problems or parse(text).node is None
