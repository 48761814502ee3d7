"""Bytes and texts from outside, broken in every way: each ends as a record, a refusal or a named error."""

from __future__ import annotations

import contextlib
import gzip
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scrapy.http import TextResponse

from crawler.addresses import BadAddressError, canonical
from crawler.article import Article, Rejected
from crawler.documents.feeds import articles_from_feed
from crawler.documents.govuk import content_article, json_object
from crawler.documents.intake import admit
from crawler.documents.page import article_from_html
from crawler.documents.paper import article_from_pdf
from crawler.documents.publication import instant, iso_moment
from crawler.documents.saved import documents
from crawler.sources import SourcesError, load_sources
from crawler.spiders.sitemap import sitemap_rows, sitemap_tree
from crawler.spiders.wordpress import posts
from index.alerts.config import AlertsUnusable, load_alerts
from index.asking.question import understand
from index.language import parse
from nlp.contract import BadLine, document
from nlp.councils import find_councils
from nlp.dates import find_dates
from nlp.edtf import When
from nlp.organisations import find_organisations
from tests.fuzz.readers import AT, READERS, SOUND, warc
from tests.fuzz.seeds import seeds

FEW = settings(
    max_examples=60, deadline=5000, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@st.composite
def broken(draw: st.DrawFn, sound: bytes) -> bytes:
    """Sound bytes with stretches cut out, doubled, replaced; or no sound ones at all."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.binary(max_size=300))
    content = bytearray(sound)
    for _ in range(draw(st.integers(1, 6))):
        at, size = draw(st.integers(0, len(content))), draw(st.integers(0, 60))
        put = draw(
            st.one_of(st.binary(max_size=20), st.just(bytes(content[at : at + size]) * 3), st.sampled_from(HARD))
        )
        content[at : at + size] = put
    return bytes(content)


HARD = [
    *(
        b"\x00",
        b"\xff\xfe",
        b"\xed\xa0\x80",
        b"&#xD800;",
        b"&#0;",
        b"<![CDATA[",
        b"<!--",
        b"]]>",
        b"<!DOCTYPE a [",
        b"&x;",
    ),
    *(
        b"99999-99-99",
        b"0000-00-00",
        b"1e999",
        b"[[[[",
        b"{}",
        b"null",
        b'"',
        b"http://[",
        b"//",
        b"\\u0000",
        b"-1",
        b"%PDF-",
    ),
]


def is_record(found: object) -> bool:
    return isinstance(found, Article | Rejected)


@pytest.mark.parametrize("name", READERS)
def test_what_the_fuzzer_begins_from_is_read(name: str) -> None:
    for seed in seeds(name):
        READERS[name][0](seed)


@FEW
@given(broken(SOUND["feed"]))
def test_feeds(data: bytes) -> None:
    assert all(map(is_record, articles_from_feed(data, AT)))


@FEW
@given(broken(SOUND["page"]))
def test_pages(data: bytes) -> None:
    found = article_from_html(data, AT, None)
    assert is_record(found)
    if isinstance(found, Article):
        assert is_record(admit(found, datetime(2025, 1, 1, tzinfo=UTC)))


@settings(FEW, max_examples=25)
@given(broken(SOUND["paper"]))
def test_papers(data: bytes) -> None:
    assert is_record(article_from_pdf(data, AT))


@settings(FEW, max_examples=40)
@given(st.data())
@pytest.mark.parametrize(
    ("ending", "kind"),
    [("jsonl", "lines"), ("txt", "text"), ("xml", "feed"), ("html", "page"), ("warc", "page"), ("jsonl.gz", "lines")],
)
def test_saved_files(tmp_path: Path, ending: str, kind: str, data: st.DataObject) -> None:
    content = data.draw(broken(SOUND[kind]))
    if ending == "warc":
        content = warc(content)
        content = data.draw(st.sampled_from([content, gzip.compress(content), content[: len(content) // 2]]))
    elif ending.endswith("gz"):
        content = data.draw(broken(gzip.compress(content)))
    path = tmp_path / f"file.{ending}"
    path.write_bytes(content)
    assert all(map(is_record, documents(path)))


@FEW
@given(broken(SOUND["sitemap"]))
def test_sitemaps(data: bytes) -> None:
    for body in (data, gzip.compress(data)):
        try:
            tree = sitemap_tree(body)
        except ValueError:
            continue
        assert isinstance(sitemap_rows(tree, "url"), list)


@pytest.mark.parametrize("data", [b"", b" ", b"\x00\x00", b"\x00-se4-05-01<\x00"])
def test_what_has_no_markup_at_all_is_no_sitemap(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a sitemap"):
        sitemap_tree(data)


@FEW
@given(broken(SOUND["govuk"]))
def test_answers_of_gov_uk(data: bytes) -> None:
    try:
        content = json_object(data)
        found = content_article(content, "gov-uk")
    except ValueError:
        return
    assert is_record(found)


NEITHER = ["0001-01-01T00:00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "9999-12-31", "soon", ""]


@pytest.mark.parametrize("stated", NEITHER)
def test_a_date_nobody_gave_is_none_whoever_states_it(stated: str) -> None:
    assert (instant(stated), iso_moment(stated)) == (None, None)
    changes = {"change_history": [{"public_timestamp": stated, "note": "N"}], "body": "<p>Text</p>"}
    article = content_article({"base_path": "/a", "first_published_at": stated, "details": changes}, "gov-uk")
    assert isinstance(article, Article) and (article.published, article.text) == (None, "Text")
    (listed,) = posts(TextResponse(AT, body=json.dumps([{"link": AT, "date_gmt": stated}]).encode()))
    assert listed.published is None
    assert sitemap_rows(sitemap_tree(SOUND["sitemap"].replace(b"2024-05-01", stated.encode())), "url")[0][1] is None


@pytest.mark.parametrize(
    "other", ['{"title": 1}', '{"title": "T", "content": []}', '{"_embedded": [1]}', '{"_embedded": {"wp:term": 1}}']
)
def test_posts_of_other_types_are_named_as_such(other: str) -> None:
    body = f"[{other[:-1]}, {json.dumps('link')}: {json.dumps(AT)}}}]".encode()
    with pytest.raises(ValueError, match="may have changed"):
        list(posts(TextResponse(AT, body=body)))


@pytest.mark.parametrize("read", [json_object, lambda body: list(posts(TextResponse(AT, body=body)))])
def test_an_answer_nested_without_end_is_no_json(read: Callable[[bytes], object]) -> None:
    with pytest.raises(ValueError, match="not JSON"):
        read(b"[" * 200_000)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@FEW
@given(
    st.dictionaries(
        st.sampled_from(["base_path", "title", "details", "first_published_at", "links", "document_type"]), JSON
    )
)
def test_answers_of_gov_uk_of_other_types(content: dict[str, object]) -> None:
    try:
        found = content_article(content, "gov-uk")
    except ValueError:
        return
    assert is_record(found)


@FEW
@given(st.dictionaries(st.sampled_from(["id", "url", "title", "published", "text", "source"]), JSON))
def test_lines_of_other_types(tmp_path: Path, content: dict[str, object]) -> None:
    line = json.dumps(content).encode()
    with contextlib.suppress(BadLine):
        document(line)
    (tmp_path / "a.jsonl").write_bytes(line)
    assert all(map(is_record, documents(tmp_path / "a.jsonl")))


TOML = st.text(alphabet=st.sampled_from('[]"\n= abcdefgkinstruwy\x00\\{}.,#1'), max_size=120)


@FEW
@given(TOML | st.binary(max_size=60).map(lambda b: b.decode("latin-1")), st.sampled_from(["", "[a]\n", "[[alert]]\n"]))
def test_settings_files(tmp_path: Path, text: str, head: str) -> None:
    path = tmp_path / "a.toml"
    path.write_text(head + text, encoding="utf-8")
    for load, error in ((load_sources, SourcesError), (load_alerts, AlertsUnusable)):
        try:
            load(path)
        except error as said:
            assert str(path) in str(said)


WORDS = st.lists(
    st.sampled_from(
        [
            "which",
            "trusts",
            "(",
            ")",
            '"',
            "AND",
            "OR",
            "NOT",
            "-",
            "Essex",
            "council:",
            "type:",
            "after:2020",
            "*",
            "since",
        ]
    )
    | st.text(max_size=6),
    max_size=12,
).map(" ".join)


@FEW
@given(WORDS)
def test_queries_and_questions(text: str) -> None:
    parse(text)
    understand(text, date(2025, 1, 1))


@settings(FEW, max_examples=150)
@given(st.text(alphabet=st.sampled_from("0123456789-/.~?%XTZ+:u"), max_size=24) | st.text(max_size=12))
def test_dates_as_values(text: str) -> None:
    try:
        when = When.parse(text)
    except ValueError:
        return
    assert When.parse(text) == when


@settings(FEW, max_examples=150)
@given(
    st.text(max_size=40)
    | st.text(alphabet=st.sampled_from("htps:/[]@.%#?&=-~0a\x00 "), max_size=30).map("http://".__add__)
)
def test_addresses(text: str) -> None:
    try:
        address = canonical(text)
    except BadAddressError:
        return
    assert canonical(address) == address


FINDERS: tuple[Callable[[str], object], ...] = (
    lambda text: find_dates(text, date(2024, 5, 1)),
    lambda text: find_dates(text, None),
    *(find_councils, find_organisations),
)


@settings(FEW, max_examples=120)
@given(
    st.lists(
        st.sampled_from(["March", "31", "2019", "first", "of", "Essex", "the", "trust", "(", "’s", "–", "last"])
        | st.text(max_size=5)
    ).map(" ".join)
)
def test_finders_find_within_the_text(text: str) -> None:
    for find in FINDERS:
        for mention in find(text):  # type: ignore[attr-defined]
            assert text[mention.start : mention.end] == mention.text
