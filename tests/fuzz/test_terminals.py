"""Text from outside never drives a terminal or forges a line of a log, whichever command shows it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from crawler.addresses import canonical
from crawler.article import Article
from crawler.commands.add import add
from crawler.console import LOG_SETTING, Unusable, say, warn
from crawler.discretion import CONTROLS, harmless
from crawler.documents.decoding import clean
from crawler.documents.intake import admit
from index.commands.search import search
from index.commands.status import status
from index.commands.timeline import timeline
from nlp.reading import Grade
from tests.fuzz.readers import SOUND, warc
from tests.index.factory import indexed, rating, told

# Red, a window's title, the same by one character of eight bits, a line of one's own, a text that runs backwards.
DRIVES = "\x1b[31mred\x1b]0;t\x07\x9b31m\nwell   archive\r\u2028\u202e\u2066\x00\x7f"


@click.command()
@click.argument("how")
def tells(how: str) -> None:
    if how == "unusable":
        raise Unusable(DRIVES)
    (say if how == "say" else warn)(f"a{DRIVES}", url=DRIVES)


@pytest.mark.parametrize("log", ["", "1"])
@pytest.mark.parametrize("how", ["say", "warn", "unusable"])
def test_no_line_that_is_said_drives_a_terminal(monkeypatch: pytest.MonkeyPatch, how: str, log: str) -> None:
    monkeypatch.setenv(LOG_SETTING, log)
    said = CliRunner().invoke(tells, [how], color=True).output
    (line,) = said.splitlines()
    assert not CONTROLS.search(line)
    assert "\\u001b[31mred" in line


def test_a_line_of_json_stays_what_it_was() -> None:
    told = {"title": DRIVES, "half": "\ud800"}
    line = harmless(json.dumps(told, ensure_ascii=False))
    assert not CONTROLS.search(line)
    assert json.loads(line) == told


# warcio leaves its file to be closed by the collector when it is no archive.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_files_that_are_refused_are_named_harmlessly(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    files = tmp_path / "in"
    files.mkdir()
    escape = "\x1b[31m"
    (files / f"{escape}.pdf").write_bytes(b"%PDF-1.4 " + escape.encode())
    (files / f"{escape}.warc").write_bytes(escape.encode() + b"WARC/1.0\r\n\r\n")
    (files / "cut.warc").write_bytes(warc(SOUND["page"]).replace(b"WARC-Type: response", b"WARC-Type: \x1b[31m"))
    (files / "longer.warc").write_bytes(warc(SOUND["page"])[:-4] + escape.encode() + b"\r\n\r\n")
    (files / "a.jsonl").write_text(json.dumps({"text": 1, "id": escape}) + f"\n{escape}\n", encoding="utf-8")
    (files / "a.xml").write_text(f"<rss><channel><item><title>{escape}</title></item></rss>", encoding="utf-8")
    ran = CliRunner().invoke(add, [str(files), "--data", str(tmp_path / "data")], color=True)
    assert ran.exit_code == 1
    seen = CliRunner().invoke(status, ["--data", str(tmp_path / "data")], color=True)
    for said in (ran.output, seen.output, *capfd.readouterr()):
        assert not CONTROLS.search(said.replace("\n", "")) and "WARNING" not in said


def test_what_is_found_is_shown_harmlessly(tmp_path: Path) -> None:
    text = f"Essex {DRIVES} good"
    article = told("a", "2024-01-01", rating(Grade.GOOD, "2024-01-01", "Essex"), text=text, title=DRIVES)
    indexed(tmp_path, article)
    for command, asked in ((search, ["essex"]), (timeline, []), (timeline, ["--json"]), (search, ["essex", "--json"])):
        ran = CliRunner().invoke(command, [*asked, "--data", str(tmp_path)], color=True)
        assert ran.exit_code == 0
        assert "\x1b]0;t" not in ran.output and "\x9b" not in ran.output and "\u202e" not in ran.output


def test_what_is_kept_holds_no_controls_and_its_offsets_stay() -> None:
    found = admit(
        Article("https://example.org/a", DRIVES, DRIVES, f"a{DRIVES}b", authors=(DRIVES,), tags=(DRIVES,)),
        datetime(2024, 1, 1, tzinfo=UTC),
    )
    assert isinstance(found, Article)
    assert len(found.text) == len(f"a{DRIVES}b")
    for kept in (found.title, found.source, *found.authors, *found.tags):
        assert "\x1b" not in kept and "\x9b" not in kept and "\n" not in kept
    assert "\x1b" not in found.text


def test_an_address_of_a_file_holds_no_controls() -> None:
    assert canonical("file:///a\x1b[31m#\n\ud800b") == "file:///a%1B[31m#%0A%3Fb"


def test_marks_of_windows_that_were_read_as_another_charset_are_mended() -> None:
    assert clean("Kent\x92s \x93good\x94 \x81grade") == ("Kent’s “good” grade", True)
