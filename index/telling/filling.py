"""The patterns that events are told in (lexicon/sentences.toml), and their fields filled from an entry."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from index.facts import fold, is_public_body, successors
from index.measures import called
from index.telling.labels import area, listed, recipient
from index.timeline import Entry
from nlp.gazetteer import councils
from nlp.reading import EventType

_FIELD = re.compile(r"\{([^{}]+)\}")


@cache
def wording() -> dict[str, dict[str, str]]:
    """The sentences' words by event type (lexicon/sentences.toml)."""
    return tomllib.loads(files("index.lexicon").joinpath("sentences.toml").read_text("utf-8"))


def full_stop(text: str) -> str:
    """A text as a sentence: it begins with a capital and ends with a full stop."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", ".”", "?”", "!”")) else f"{text}."


def plurals() -> dict[str, str]:
    """What several sums of a kind are called: "an overspend of" -> "overspends"."""
    return wording()["sums"]


def noun(kind: EventType | None, number: int) -> str:
    """What entries of a type are called, one or many; of no or several types, events."""
    if kind is None:
        return "event" if number == 1 else "events"
    return wording()[kind]["one" if number == 1 else "many"]


def filled(pattern: str, entry: Entry) -> str:
    """A pattern with its fields filled in."""
    return _FIELD.sub(lambda found: _field(found[1], entry), pattern)


def quotes(entry: Entry) -> str:
    """All that the evidence says."""
    return " ".join(item.quote for item in entry.evidence)


def replaced(entry: Entry) -> tuple[list[str], list[str]]:
    """The councils of a reorganisation that ended with it, and all that took their places, if any of these is named."""
    known = councils()
    ended = [name for name in entry.councils if name in known and known[name].ended]
    after = [name for council in ended for name in successors(council)]
    return ended, list(dict.fromkeys(after)) if set(after) & set(entry.councils) else []


def names_several(title: str) -> bool:
    """Whether a title is of several things: "family network pilots", "rules on agency workers"."""
    about = wording()["titles"]
    head = re.split(rf"\b(?:{'|'.join(about['prepositions'].split())})\b", title, maxsplit=1)[0].split()
    named = not title[:1].islower()
    return bool(head) and not named and head[-1].endswith("s") and not head[-1].endswith(tuple(about["single"].split()))


def the(name: str) -> str:
    """A body as a sentence names it: "the High Court", "Ofsted"."""
    heads = set(wording()["titles"]["takes_the"].split())
    return f"the {name}" if set(fold(name).split()) & heads and not name.lower().startswith("the ") else name


def _field(spec: str, entry: Entry) -> str:
    """One field of a pattern: "organisation|a trust" with a default, or "for councils", nothing where there is none."""
    if spec in _SPECIAL:
        return _SPECIAL[spec](entry)
    ended, others = replaced(entry)
    values = {
        "served": listed([name for name in entry.councils if name != entry.organisation]),
        "councils": listed(entry.councils),
        "ended": listed(ended),
        "others": listed(others),
        "people": listed(entry.people),
        "organisation": the(_body(entry)),
        "recipient": the(recipient(entry)) or entry.title or "",
        "title": _titled(entry.title or ""),
        "amount": entry.amount or "",
        "grade": entry.grade or "",
    }
    if " " in spec and "|" not in spec:
        before, name = spec.split()
        return f" {before} {values[name]}" if values[name] else ""
    *names, default = spec.split("|") if "|" in spec else (spec, "")
    return next((values[name] for name in names if values.get(name)), default)


def _body(entry: Entry) -> str:
    """The body of an entry; a department that appoints a commissioner is not the commissioner."""
    body = entry.organisation or ""
    return "" if entry.type is EventType.COMMISSIONER and is_public_body(body) else body


def _titled(title: str) -> str:
    """A title as a sentence has it: "a report on adoption", "an annual report", "Stable Homes, Built on Love"."""
    about = wording()["titles"]
    words = title.split()
    led = bool(words) and (words[0] in about["articles"].split() or words[0].endswith(("’s", "'s", "’")))
    if led or not title[:1].islower() or names_several(title) or set(words) & set(about["uncounted"].split()):
        return title
    return f"{'an' if title[0] in 'aeio' else 'a'} {title}"


def _place(entry: Entry) -> str:
    """Where a trust is, unless its name says it."""
    named = listed(entry.councils)
    if not entry.organisation:
        return f" for {named}" if named else ""
    return f" ({named})" if named and not any(name in entry.organisation for name in entry.councils) else ""


def _office(entry: Entry) -> str:
    """What a commissioner, an adviser or a partner council was appointed as."""
    name = entry.people[0].split()[-1] if entry.people else _body(entry)
    if not name:
        return ""
    said = called(entry.type if entry.people else f"{entry.type}_body", quotes(entry), name)
    return f" {said or wording()[entry.type]['person' if entry.people else 'body']}"


def _left(entry: Entry) -> str:
    where = recipient(entry)
    return f" {where}" if where else ""


def _sum_of(entry: Entry) -> str:
    return f"{called(entry.type, quotes(entry), entry.amount) or 'a sum of'} "


_SPECIAL = {"area": area, "place": _place, "office": _office, "sum of": _sum_of, "place of work": _left}
