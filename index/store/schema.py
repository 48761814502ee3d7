"""What is indexed of an entry and of an article: texts for the engine, values for the columns."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from crawler.article import Article
from index.facts import fold
from index.store.columns import Row
from index.store.document import Document
from index.timeline import Change, Entry
from nlp.reading import MentionKind, Reading

_CHANGES = {None: 0, Change.UNCHANGED: 1, Change.UPGRADED: 2, Change.DOWNGRADED: 3}

ENTRY_NUMBERS = ("first", "last", "change", "tie", "length")
ENTRY_WORDS = (
    *("type", "status", "council", "organisation", "person", "grade", "judgement", "source", "year", "alias"),
    "language",
)
ARTICLE_NUMBERS = ("first", "last", "tie", "length")
ARTICLE_WORDS = (
    *("source", "kind", "year", "council", "organisation", "person", "type", "status", "grade", "judgement"),
    "language",
)
# The only one that is read: what is told in another is held and found, and no event is drawn from it.
_READ = "en"


def as_number(day: date | None) -> int:
    """A day as yyyymmdd, which sorts; 0 for none."""
    return day.year * 10000 + day.month * 100 + day.day if day else 0


def change_number(change: Change | None) -> int:
    """A change of grade as the column holds it."""
    return _CHANGES[change]


def entry_document(entry: Entry) -> Document:
    """The texts of an entry: its title is what it is, its body the sentences that prove it."""
    parts = [entry.type.replace("_", " "), entry.status, *entry.councils, entry.organisation, *entry.people]
    parts += [entry.grade, entry.judgement, entry.title, entry.amount]
    told = dict.fromkeys(evidence.quote for evidence in entry.evidence)
    return Document(entry.id, " · ".join(part for part in parts if part), "\n".join(told), entry.to_json())


def entry_row(entry: Entry, length: int) -> Row:
    """The values of an entry, and how many words its document has."""
    first, last = as_number(entry.earliest), as_number(entry.latest)
    return Row(
        entry.id,
        {"first": first, "last": last, "change": change_number(entry.change), "tie": _tie(entry.id), "length": length},
        {
            "type": (entry.type,),
            "status": (entry.status,),
            "council": entry.councils,
            "organisation": _one(entry.organisation),
            "person": entry.people,
            "grade": _one(entry.grade),
            "judgement": _one(entry.judgement),
            "source": [evidence.source for evidence in entry.evidence],
            "year": _year(entry.earliest),
            "alias": entry.aliases,
            "language": (_READ,),
        },
    )


def article_document(article: Article, reading: Reading) -> Document:
    """The texts of an article, and with what is shown of it what was read in it; its body is not stored again."""
    named: dict[str, list[str]] = {"council": [], "organisation": [], "person": [p.name for p in reading.people]}
    for mention in reading.mentions:
        if mention.kind in (MentionKind.COUNCIL, MentionKind.ORGANISATION):
            named[mention.kind].append(mention.value)
    for event in reading.events:
        named["council"] += event.councils
        named["person"] += event.people
        named["organisation"] += (event.organisation,) if event.organisation else ()
    for name in ("type", "status", "grade", "judgement"):
        named[name] = [value for event in reading.events if (value := getattr(event, name))]
    shown = {
        "url": article.url,
        "title": article.title,
        "source": article.source,
        "kind": article.kind,
        "language": article.language,
        "published": article.published_on.isoformat() if article.published_on else None,
        "named": {name: list(dict.fromkeys(values)) for name, values in named.items()},
    }
    return Document(article.id, article.title, article.text, json.dumps(shown, ensure_ascii=False))


def article_row(identifier: str, shown: dict[str, Any], length: int) -> Row:
    """The values of an article, from what its document stored, and how many words that has."""
    on = date.fromisoformat(shown["published"]) if shown["published"] else None
    words = {"source": (shown["source"],), "kind": (shown["kind"],), "year": _year(on), **shown["named"]}
    words["language"] = (shown["language"],)
    day = as_number(on)
    return Row(identifier, {"first": day, "last": day, "tie": _tie(identifier), "length": length}, words)


def surname(name: str) -> str:
    """The last word of a name, folded."""
    return (fold(name).split() or [""])[-1]


def _year(day: date | None) -> tuple[str, ...]:
    """The year something is counted in: that of its first day."""
    return (str(day.year),) if day and day != date.min else ()


def _tie(identifier: str) -> int:
    """Orders what happened on one day, the same in every build."""
    return int(identifier[:7], 16)


def _one(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()
