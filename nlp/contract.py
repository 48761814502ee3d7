"""JSON Lines in, JSON Lines out: the documents of the extract contract and what is told of them."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from crawler.article import Article
from crawler.limits import TITLE_CHARACTERS
from nlp.reading import Event, MentionKind, Reading


@dataclass(frozen=True, slots=True)
class Document:
    """A line of input: the caller's id, kept as given, and the article made of it."""

    id: Any
    article: Article


class BadLine(ValueError):
    """A line that is no document; the message says what is wrong with it."""


def document(line: bytes) -> Document:
    """The document of one line ``{"id","url","title","published":"YYYY-MM-DD","text"}``; only id and text are required.

    Raises:
        BadLine: not UTF-8, not a JSON object, no id, no text, or a date that is none.
    """
    try:
        raw = json.loads(line.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise BadLine(f"not JSON in UTF-8: {error}") from error
    if not isinstance(raw, dict):
        raise BadLine("not a JSON object")
    if raw.get("id") is None:
        raise BadLine('no "id"')
    if not isinstance(raw.get("text"), str):
        raise BadLine('no "text"')
    url = str(raw.get("url") or raw["id"]).encode("utf-8", "backslashreplace").decode("utf-8")
    published = _published(raw.get("published"))
    title = str(raw.get("title") or "")[:TITLE_CHARACTERS]
    article = Article(url, str(raw.get("source") or ""), title, raw["text"], published)
    return Document(raw["id"], article)


def _published(value: object) -> datetime | None:
    if value in (None, ""):
        return None
    try:
        moment = datetime.fromisoformat(str(value).strip())
    except ValueError as error:
        raise BadLine(f'"published" is no date: {value!r}') from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def as_contract(reading: Reading, identifier: Any, explain: bool = False) -> dict[str, Any]:
    """What is told of a document, by the contract; ``explain`` adds what was skipped and the rule of each event."""
    councils = [m.value for m in reading.mentions if m.kind is MentionKind.COUNCIL]
    dates = [m for m in reading.mentions if m.kind is MentionKind.DATE]
    told: dict[str, Any] = {
        "id": identifier,
        "councils": list(dict.fromkeys(councils)),
        "people": [{"name": p.name, "role": p.role, "organisation": p.organisation} for p in reading.people],
        "dates": [{"text": m.text, "start": m.start, "end": m.end, "value": m.value} for m in dates],
        "events": [_event(event, explain) for event in reading.events],
    }
    if explain:
        told["skipped"] = [dataclasses.asdict(skipped) for skipped in reading.skipped]
    return told


def _event(event: Event, explain: bool) -> dict[str, Any]:
    told = dataclasses.asdict(event)
    if not explain:
        del told["rule"], told["confidence"]
    return told


def as_line(told: dict[str, Any]) -> str:
    """One line of JSON that UTF-8 can carry, whatever the input held: half a character is written as its escape."""
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "backslashreplace").decode("utf-8")
