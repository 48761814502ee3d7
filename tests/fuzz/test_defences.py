"""What an attacker would try beside broken bytes: names that lead elsewhere, secrets in the log, doors left open."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import socket
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from scrapy.http import TextResponse

from app.serve import app
from crawler.archive.archive import Archive
from crawler.article import Reason, Rejected
from crawler.commands.add import add
from crawler.console import LOG_SETTING, Unusable, warn
from crawler.discretion import discreet
from crawler.documents.decoding import without_halves
from crawler.documents.feeds import articles_from_feed
from crawler.documents.saved import documents
from crawler.running.keeping import keep_response
from crawler.running.safety import resolves_publicly
from crawler.sources import SourcesError, load_sources
from crawler.spiders.sitemap import sitemap_rows, sitemap_tree
from index.alerts.config import AlertsUnusable, load_alerts
from index.commands.alerts import alerts, by_apprise
from index.commands.status import status
from nlp.reading import EventType
from tests.crawler.replica import Reply, crawl, page, replica, rss, write_sources
from tests.fuzz.readers import AT, SOUND, warc
from tests.index.factory import event, indexed, told

# One of apprise's own libraries still imports it.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")


@pytest.mark.parametrize(
    ("addresses", "public"),
    [
        (["93.184.215.14"], True),
        (["93.184.215.14", "10.0.0.5"], False),  # one public answer does not excuse a private one
        (["127.0.0.1"], False),
        (["169.254.169.254"], False),  # where clouds keep their secrets
        (["100.64.0.1"], False),
        (["0.0.0.0"], False),
        (["::1"], False),
        (["fe80::1%eth0"], False),
        (["::ffff:127.0.0.1"], False),
        (["fd00::1"], False),
        (["::ffff:8.8.8.8"], True),
        (["::127.0.0.1"], False),
        (["2002:7f00:1::"], False),  # 6to4 of 127.0.0.1
        (["64:ff9b::a00:5"], False),  # NAT64 of 10.0.0.5
        (["64:ff9b::808:808"], True),
        (["64:ff9b:1::a00:5"], False),
        (["fec0::1"], False),
        (["224.0.0.1"], False),
        (["ff0e::1"], False),
        (["255.255.255.255"], False),
        (["2606:4700::1111"], True),
    ],
)
def test_a_public_name_that_leads_inside_is_refused(
    monkeypatch: pytest.MonkeyPatch, addresses: list[str], public: bool
) -> None:
    def answer(*_: Any, **__: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (address, 80)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    assert asyncio.run(resolves_publicly("news.example.org", 80)) is public


@pytest.mark.parametrize("name", ["../up", "/etc/cron.d/x", "a/b", "..", ".hidden", "", "a\\\\b", "a b"])
def test_a_source_is_named_so_that_its_files_stay_where_they_belong(tmp_path: Path, name: str) -> None:
    row = 'kind = "feed"\nstart = "https://example.org/"\nwhat = "a"\nwhy = "b"\n'
    (tmp_path / "sources.toml").write_text(f'["{name}"]\n{row}', encoding="utf-8")
    with pytest.raises(SourcesError, match="is named as no file can be"):
        load_sources(tmp_path / "sources.toml")


# warcio leaves its temporary file to be closed by the collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_address_has_no_part_in_a_files_name(tmp_path: Path) -> None:
    response = TextResponse("https://example.org/../../etc/passwd", body=b"text", headers={"X": "../.."})
    path = keep_response(tmp_path / "warc", "site", response, datetime(2025, 1, 1, tzinfo=UTC))
    assert path == tmp_path / "warc" / "site-2025-01.warc.gz"


@pytest.mark.parametrize("name", ["../x", "/x", "a.b", "A", "a/b", ""])
def test_an_alert_is_named_so_that_its_feed_stays_in_its_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "alerts.toml").write_text(f'[[alert]]\nname = "{name}"\nsearch = "a"\n', encoding="utf-8")
    with pytest.raises(AlertsUnusable, match="name must be"):
        load_alerts(tmp_path / "alerts.toml")


SECRETS = ["json://user:hunter2@127.0.0.1:9/", "nosuch://user:hunter2@host", "mailto://user:hunter2@", "hunter2"]


@pytest.mark.parametrize("address", SECRETS)
def test_the_secret_in_an_address_is_never_printed(capfd: pytest.CaptureFixture[str], address: str) -> None:
    assert not by_apprise(address, "title", "body")
    said = capfd.readouterr()
    assert "hunter2" not in said.out + said.err


def test_a_failed_message_does_not_tell_where_it_went(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK", SECRETS[0])
    asked = 'name = "a"\nsearch = "trust"\nnotify = ["env:DESK"]'
    (tmp_path / "alerts.toml").write_text(f"[[alert]]\n{asked}\n", encoding="utf-8")
    names = ("Slough Children First", "Doncaster Children’s Trust")
    for name in names:
        created = event(EventType.TRUST_CREATED, "2021", "Slough", organisation=name)
        indexed(tmp_path, told(name.lower().replace(" ", "-"), "2021-05-01", created))
        ran = CliRunner().invoke(alerts, ["--data", str(tmp_path)])
        assert "hunter2" not in ran.output
    assert ran.exit_code == 1
    assert "could not be sent" in ran.output


def test_the_pages_listen_on_loopback_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[str] = []

    def serve(data: Path, port: int, address: str) -> int:
        asked.append(address)
        return 0

    monkeypatch.setattr("app.serve.serve_pages", serve)
    CliRunner().invoke(app, ["--data", str(tmp_path)])
    assert asked == ["127.0.0.1"]


@pytest.mark.parametrize("half", [b"&#xD800;", b"&#xdfff;", b"&#55296;", b"&#057343", b"&#x0000DABC;"])
def test_half_a_character_by_reference_is_one_lost_character(half: bytes) -> None:
    assert without_halves(b"a" + half + b"b") == b"a&#xFFFD;b"
    assert without_halves(b"&#xD7FF;&#57344;&#xE000;") == b"&#xD7FF;&#57344;&#xE000;"


# This machine, in the ways in which an address may hide that it is meant.
HERE = [
    *("2130706433", "0177.0.0.1", "0x7f.1", "127.1", "017700000001", "0", "127。0。0。1", "①②⑦.0.0.1"),
    *("localhost", "localhost.", "LOCALHOST", "127.0.0.1.", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]"),
    *("[::127.0.0.1]", "[64:ff9b::7f00:1]", "news.example.org@127.0.0.1", "news.example.org%40@localhost"),
    *("news.example.org:80@127.0.0.1", "127.0.0.1%00.example.org", "127.0.0.1\\@news.example.org"),
]


def test_no_way_of_writing_this_machine_reaches_it_by_link_or_by_redirect(tmp_path: Path) -> None:
    with replica() as inner, replica() as site:
        inner.fallback = lambda path: page(path)
        port = inner.base.rpartition(":")[2]
        away = [f"http://{host}:{port}/{at}" for at, host in enumerate(HERE)]
        away += [f"file:///etc/passwd?{port}", f"ftp://127.0.0.1:{port}/", f"//127.0.0.1:{port}/x", "http://[x/"]
        for at, address in enumerate(away):
            location = quote(address, safe="/:@[]?%\\")
            site.routes[f"/r{at}"] = Reply(status=302, headers={"Location": location})
        site.routes["/b"] = page("kept", 2)
        hops = [f"{site.base}/r{at}" for at in range(len(away))]
        site.routes["/feed"] = rss([*away, *hops, f"{site.base}/b"])
        sources = write_sources(tmp_path, site={"kind": "feed", "start": f"{site.base}/feed"})
        _, out, err = crawl(tmp_path / "data", sources)
        assert inner.asked == []
        assert " 1 new" in out
        assert "Traceback" not in err and "root:" not in err
        with Archive(tmp_path / "data" / "archive.sqlite") as archive:
            assert [article.url for article in archive.articles()] == [f"{site.base}/b"]


HIDDEN = "hunter2"
CARRIERS = [
    f"https://desk:{HIDDEN}@example.org/feed",
    f"https://{HIDDEN}@example.org/feed",
    f"https://desk:p@{HIDDEN}@example.org/feed",
    f"https://example.org/feed?page=2&access_token={HIDDEN}",
    f"https://example.org/feed?API-Key={HIDDEN}&page=2",
    f"https://example.org/feed?key={HIDDEN}#top",
    f"https://example.org/feed?X-Amz-Signature={HIDDEN};page=2",
]


@pytest.mark.parametrize("address", CARRIERS)
def test_what_an_address_carries_in_secret_is_in_no_line_of_a_log(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    warn(f"site: {address}: 503", url=address)
    Unusable(f"'{address}' is not there").show()
    monkeypatch.setenv(LOG_SETTING, "1")
    warn(f"site: {address}: 503", url=address)
    Unusable(f"'{address}' is not there").show()
    said = capfd.readouterr()
    assert HIDDEN not in said.out + said.err
    assert said.err.count("example.org/feed") == 5


def test_an_address_without_secrets_is_told_as_it_is() -> None:
    plain = "https://example.org/a?page=2&keyword=trust&author=x: ask desk@example.org"
    assert discreet(plain) == plain


def test_a_crawl_that_fails_tells_no_token_of_its_source(tmp_path: Path) -> None:
    with replica() as site:
        site.routes["/closed"] = Reply(status=302, headers={"Location": f"http://desk:{HIDDEN}@127.0.0.1:1/"})
        site.routes[f"/feed?token={HIDDEN}"] = rss([f"{site.base}/gone?token={HIDDEN}", f"{site.base}/closed"])
        start = {"listed": f"{site.base}/feed?token={HIDDEN}", "missing": f"{site.base}/none?token={HIDDEN}"}
        sources = write_sources(tmp_path, **{name: {"kind": "feed", "start": at} for name, at in start.items()})
        code, out, err = crawl(tmp_path / "data", sources)
        assert code == 1 and "404" in err
        assert HIDDEN not in out + err
        told = CliRunner().invoke(status, ["--data", str(tmp_path / "data")])
        assert "/gone" in told.output and HIDDEN not in told.output


@pytest.mark.parametrize("url", ["../../up", "file:///../../up", "http://../../up", "http://example.org/../../../up"])
def test_an_archived_response_writes_nothing_outside_its_data_folder(tmp_path: Path, url: str) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    body = SOUND["page"]
    (inside / "a.warc").write_bytes(warc(body).replace(AT.encode(), url.encode()))
    CliRunner().invoke(add, [str(inside / "a.warc"), "--data", str(inside / "data")])
    assert [path.name for path in tmp_path.iterdir()] == ["inside"]
    assert sorted(path.name for path in inside.iterdir()) == ["a.warc", "data"]


_HEAD = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/a\r\n"
ENDLESS = {
    "line": b"WARC/1.0 " + b"a" * 1_200_000,
    "heads": _HEAD + b"x: y\r\n" * 200_000,
    # Joined one to another, each of these lines made the next cost more.
    "head that goes on": _HEAD + b"x: y\r\n" + b" y\r\n" * 300_000,
    "length": _HEAD + b"Content-Length: 99999999999999999999\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
}


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("what", ENDLESS)
def test_heads_of_a_web_archive_without_end_are_refused(tmp_path: Path, what: str, packed: bool) -> None:
    body, began = warc(SOUND["page"]) + ENDLESS[what], time.process_time()
    path = tmp_path / f"a.warc{'.gz' if packed else ''}"
    path.write_bytes(gzip.compress(body) if packed else body)
    *_, refused = documents(path)
    assert isinstance(refused, Rejected) and refused.reason is Reason.TRUNCATED
    assert time.process_time() - began < 10


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_sitemap_declares_no_entities(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "leak").write_text(HIDDEN, encoding="utf-8")
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE r [<!ENTITY e0 "ha">'
    outer = f'<!ENTITY x SYSTEM "file://{tmp_path}/leak"><!ENTITY % p SYSTEM "http://127.0.0.1:1/"> %p; {bomb}]>'
    rows = "<urlset><url><loc>https://example.org/&x;&e11;</loc></url></urlset>"
    with contextlib.suppress(ValueError):
        found = sitemap_rows(sitemap_tree((head + outer + rows).encode(encoding)), "url")
        assert HIDDEN not in str(found) and len(str(found)) < 200


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "utf-7", "cp037"])
def test_a_feed_declares_no_entities_in_any_charset(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "leak").write_text(HIDDEN, encoding="utf-8")
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE r [<!ENTITY e0 "ha">'
    outer = f'<!ENTITY x SYSTEM "file://{tmp_path}/leak">{bomb}]>'
    item = "<item><title>&x;&e11;</title><link>https://example.org/a</link><description>&x;</description></item>"
    feed = f"{head}{outer}<rss version='2.0'><channel>{item}</channel></rss>"
    found = list(articles_from_feed(feed.encode(encoding), "https://example.org/feed"))
    assert HIDDEN not in str(found) and len(str(found)) < 2000
