"""The commands read and extract: the contract's shape, exit codes, and that a stop loses nothing stored."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from crawler.archive.archive import Archive
from crawler.article import Article
from nlp import commands, pipeline
from nlp.reading import Reading

TEXT = "Ofsted rated Derby outstanding in May 2022, said Andy Smith, strategic director of people at Derby council."
DOCUMENT = {"id": "a", "url": "https://example.org/a", "title": "T", "published": "2022-05-17", "text": TEXT}


def extract(*lines: object, explain: bool = False) -> Result:
    given = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    return CliRunner().invoke(commands.extract, ["--explain"] if explain else [], input=given)


def told(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_extract_keeps_the_contract() -> None:
    result = extract(DOCUMENT)
    assert result.exit_code == 0
    (out,) = told(result)
    assert list(out) == ["id", "councils", "people", "dates", "events"]
    assert out["id"] == "a"
    assert out["councils"] == ["Derby"]
    assert out["people"] == [
        {"name": "Andy Smith", "role": "strategic director of people", "organisation": "Derby council"}
    ]
    assert [(d["text"], d["value"], TEXT[d["start"] : d["end"]]) for d in out["dates"]] == [
        ("May 2022", "2022-05", "May 2022")
    ]
    fields = (
        "type status date councils organisation people grade previous_grade judgement title amount evidence start end"
    )
    assert [set(event) for event in out["events"]] == [set(fields.split())]


def test_half_a_character_passes_through() -> None:
    result = extract('{"id": "\\ud83d", "text": "Kent \\ud83d council met in May 2020."}')
    (out,) = told(result)
    assert (out["id"], out["councils"], out["dates"][0]["start"]) == ("\ud83d", ["Kent"], 22)


def test_extract_explains_rules_and_what_was_skipped() -> None:
    (out,) = told(extract(DOCUMENT, explain=True))
    assert list(out) == ["id", "councils", "people", "dates", "events", "skipped"]
    assert all(event["rule"] and 0 < event["confidence"] <= 1 for event in out["events"])


def test_extract_keeps_the_ids_and_order_given() -> None:
    result = extract({"id": 7, "text": "Kent."}, "", {"id": "b", "text": ""})
    assert [out["id"] for out in told(result)] == [7, "b"]


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        ("not json", "not JSON"),
        ("[1]", "not a JSON object"),
        ('{"text": "x"}', 'no "id"'),
        ('{"id": 1}', 'no "text"'),
        ('{"id": 1, "text": 5}', 'no "text"'),
        ('{"id": 1, "text": "x", "published": "soon"}', "soon"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_bad_lines_are_named_and_the_rest_done(line: str, cause: str) -> None:
    result = extract(DOCUMENT, line, DOCUMENT)
    assert result.exit_code == 1
    assert len(told(result)) == 2
    assert result.stderr.startswith("line 2: ")
    assert cause in result.stderr


def test_a_byte_order_mark_and_bad_bytes() -> None:
    given = b"\xef\xbb\xbf" + json.dumps(DOCUMENT).encode() + b'\n{"id": 2, "text": "\xff"}\n'
    result = CliRunner().invoke(commands.extract, input=given)
    assert [out["id"] for out in told(result)] == ["a"]
    assert "line 2" in result.stderr


def test_without_the_model_nothing_is_usable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(pipeline.MODEL_SETTING, "no_such_model")
    result = extract(DOCUMENT)
    assert result.exit_code == 2
    assert "no_such_model" in result.stderr


def article(number: int) -> Article:
    when = datetime(2022, 5, 1 + number, tzinfo=UTC)
    return Article(f"https://example.org/{number}", "example", f"Title {number}", f"Kent council met {number}.", when)


def archive(folder: Path, articles: int) -> Path:
    with Archive(folder / "archive.sqlite") as held:
        for number in range(articles):
            held.take(article(number))
    return folder


def read(folder: Path) -> Result:
    return CliRunner().invoke(commands.read, ["--data", str(folder)])


def test_read_reads_what_is_unread_once(tmp_path: Path) -> None:
    folder = archive(tmp_path, 3)
    first, second = read(folder), read(folder)
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert first.stdout == "read: 3 articles, 0 events, 0 failed\n"
    assert second.stdout == "read: 0 articles, 0 events, 0 failed\n"
    with Archive(folder / "archive.sqlite") as held:
        stored = [Reading.from_json(line) for _, _, line in held.readings()]
    assert {reading.article_id for reading in stored} == {article(number).id for number in range(3)}


def test_what_is_not_in_english_is_counted(tmp_path: Path) -> None:
    folder = archive(tmp_path, 1)
    text = "Mae’r cyngor yn y sir wedi dweud bod y gwasanaethau i blant wedi gwella ac mae’r bobl yn falch. " * 3
    with Archive(folder / "archive.sqlite") as held:
        held.take(replace(article(7), text=text, language="cy"))
    assert read(folder).stdout == "read: 2 articles, 0 events, 0 failed; 1 not in English, kept and not read\n"


def test_what_cannot_be_read_is_named_and_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = archive(tmp_path, 3)
    real = pipeline._read_one
    with monkeypatch.context() as broken:
        broken.setattr(pipeline, "_read_one", lambda nlp, one: 1 / 0 if one.url.endswith("/1") else real(nlp, one))
        result = read(folder)
    assert result.exit_code == 1
    assert result.stdout == "read: 2 articles, 0 events, 1 failed\n"
    assert result.stderr.startswith("https://example.org/1: ")
    assert read(folder).stdout == "read: 1 articles, 0 events, 0 failed\n"


def test_a_stop_keeps_the_batches_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = archive(tmp_path, 5)
    monkeypatch.setattr(commands, "COMMIT_EVERY", 2)
    real = pipeline._read_one

    def stopped(nlp: Any, one: Article) -> Reading:
        if one.url.endswith("/4"):
            raise KeyboardInterrupt
        return real(nlp, one)

    with monkeypatch.context() as killed:
        killed.setattr(pipeline, "_read_one", stopped)
        assert read(folder).exit_code != 0
    assert read(folder).stdout == "read: 1 articles, 0 events, 0 failed\n"


def test_without_an_archive_read_says_what_to_do(tmp_path: Path) -> None:
    result = read(tmp_path)
    assert result.exit_code == 2
    assert "caretrail add" in result.stderr
