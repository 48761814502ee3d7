"""Story: one article as the rules see it, its sentences, what each mentions, and which councils it is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from spacy.tokens import Doc

from nlp.events.cues import cue, opening
from nlp.events.sentences import Clause, Sentence, sentences
from nlp.gazetteer import councils
from nlp.reading import Event, EventType, Mention, MentionKind, Person, Skipped, Status

# How many sentences back a passage's council still holds without being named again.
_REACH = 8
_BRACKETED = re.compile(r"\(([^()\s]{2,20}?)s?\)")


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue found in a sentence: ``start`` and ``end`` are character offsets into the article's text."""

    sentence: Sentence
    start: int
    end: int
    text: str
    cue: str

    @property
    def clause(self) -> Clause:
        """The clause the cue begins in."""
        return self.sentence.clause_at(self.start)

    @property
    def before(self) -> str:
        """The sentence up to the cue, hard spaces made plain."""
        return self.sentence.text[: self.start - self.sentence.start].replace("\u00a0", " ")

    @property
    def after(self) -> str:
        """The sentence from the end of the cue, hard spaces made plain."""
        return self.sentence.text[self.end - self.sentence.start :].replace("\u00a0", " ")


class Story:
    """One article: its sentences in order, the mentions in them, its people and its day of publication."""

    def __init__(
        self,
        doc: Doc,
        mentions: Sequence[Mention],
        people: Sequence[Person] = (),
        published: date | None = None,
        title: str = "",
    ) -> None:
        """Take a parsed document whose text is the article's, and the mentions (any kind) with offsets into it."""
        self.text = doc.text
        self.people = list(people)
        self.published = published
        self.title = title
        self.sentences = sentences(doc, mentions)
        self._told: dict[str, bool] = {}

    def hits(self, *names: str) -> Iterator[Hit]:
        """Every place where a cue list of the lexicon matches, sentence by sentence; headings included."""
        for sentence in self.sentences:
            yield from self.hits_of(sentence, *names)

    def hits_of(self, sentence: Sentence, *names: str) -> Iterator[Hit]:
        """Every place in one sentence where a cue list matches."""
        for name in names:
            yield from hits_in(sentence, cue(name), name)

    def back(self, sentence: Sentence, reach: int = _REACH) -> Iterator[Sentence]:
        """The sentences before one, nearest first, at most ``reach`` of them."""
        for index in range(sentence.index - 1, max(-1, sentence.index - 1 - reach), -1):
            yield self.sentences[index]

    def tells(self, name: str) -> bool:
        """Whether a cue list of the lexicon matches anywhere in the text; looked for once, however often asked."""
        if name not in self._told:
            self._told[name] = cue(name).search(self.text) is not None
        return self._told[name]

    @cached_property
    def acronyms(self) -> dict[str, list[int]]:
        """Where each acronym stands in brackets, as one does that is explained: "(RCC)", "(RCCs)"."""
        found: dict[str, list[int]] = {}
        for bracket in _BRACKETED.finditer(self.text):
            found.setdefault(bracket[1], []).append(bracket.start())
        return found

    @cached_property
    def councils(self) -> frozenset[str]:
        """Every council the article names."""
        return frozenset(m.value for sentence in self.sentences for m in sentence.of(MentionKind.COUNCIL))

    @cached_property
    def main_councils(self) -> tuple[str, ...]:
        """The council the article is about: named in the title or far more often than any other; else none."""
        counts: Counter[str] = Counter()
        for sentence in self.sentences:
            counts.update(m.value for m in sentence.councils)
        if not counts:
            return ()
        titled = [name for name in counts if name.lower() in self.title.lower()]
        if len(titled) == 1:
            return (titled[0],)
        (first, most), *rest = counts.most_common(2)
        return (first,) if not rest or most >= 2 * rest[0][1] else ()

    def focus(self, sentence: Sentence) -> tuple[str, ...]:
        """The council a sentence that names none is about: the last one named before it, else the article's."""
        for earlier in self.back(sentence):
            named = earlier.councils
            named = [m for m in named if not self._gone(m.value)] or (named if not self.main_councils else [])
            if named and (served := self.served(earlier, earlier.end)):
                return served
            if named:
                follows_on = cue("list.this").match(sentence.text) and earlier.index == sentence.index - 1
                return (named[-1 if follows_on else 0].value,)
        return self.main_councils

    def _gone(self, name: str) -> bool:
        """Whether a council had ended by the day of publication and a successor of it is named."""
        council = councils().get(name)
        if council is None or council.ended is None or self.published is None or council.ended > self.published:
            return False
        return any(successor in self.councils for successor in council.successors)

    def served(self, sentence: Sentence, before: int) -> tuple[str, ...]:
        """Whose services a sentence says before an offset that another council runs: "they" are those; else empty."""
        named = sentence.councils
        for found in cue("partner.runs").finditer(sentence.text):
            start, end = sentence.start + found.start(), sentence.start + found.end()
            lead = [m.value for m in named if m.end <= start]
            if not lead or end > before or not cue("partner.services").search(sentence.text[found.end() :]):
                continue
            right = [m.value for m in named if m.start >= end]
            others = right[:1] or [name for name in self.main_councils if name != lead[-1]]
            if right or opening("partner.its").match(sentence.text[found.end() :].lstrip()):
                return tuple(others)
        return ()

    def event(self, kind: EventType, hit: Hit, status: Status, rule: str, **fields: Any) -> Event:
        """An event proved by the hit's sentence; ``fields`` are any further fields of the Event record."""
        sentence = hit.sentence
        fields = {name: value for name, value in fields.items() if value is not None}
        date_value = fields.pop("date", None)
        return Event(kind, status, date_value, sentence.text, sentence.start, sentence.end, rule=rule, **fields)

    def skip(self, kind: EventType, hit: Hit, reason: str) -> Skipped:
        """A candidate not taken, and why."""
        return Skipped(kind, hit.sentence.start, hit.sentence.end, hit.sentence.text, reason)


def hits_in(sentence: Sentence, pattern: re.Pattern[str], name: str = "") -> Iterator[Hit]:
    """Every match of a pattern in one sentence."""
    for found in pattern.finditer(sentence.text):
        start, end = sentence.start + found.start(), sentence.start + found.end()
        yield Hit(sentence, start, end, found[0], name)


def one_each(event: Event, councils: Sequence[str]) -> Iterator[Event]:
    """The same event once for each council of a list."""
    for council in councils:
        yield replace(event, councils=(council,))
