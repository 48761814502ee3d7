"""What an attacker would try beside broken bytes: names that lead elsewhere, secrets in the log, doors left open."""

from __future__ import annotations

import asyncio
import socket
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from scrapy.http import TextResponse

from app.serve import app
from crawler.decoding import without_halves
from crawler.keeping import keep_response
from crawler.safety import resolves_publicly
from crawler.sources import SourcesError, load_sources
from index.alerts import alerts, by_apprise
from index.alerts_config import AlertsUnusable, load_alerts
from nlp.reading import EventType
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
