"""Decisions: what an ombudsman found of a council, read from the form its decision statements have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from nlp.councils import find_councils
from nlp.events.cues import cue, ending, opening
from nlp.events.sentences import Sentence
from nlp.events.story import Hit, Story, hits_in
from nlp.reading import Event, EventType, MentionKind, Skipped, Status

RULING = EventType.RULING
# The number of a complaint, as it stands behind the council's name: "(19 001 234)".
_NUMBER = re.compile(r"\(\d\d \d{3} \d{3}[a-z]?\)")


@dataclass
class _Statement:
    """One decision statement, or the summary of one: whose conduct it is on, and its sentences."""

    council: str | None
    sentences: list[Sentence] = field(default_factory=list)

    def labelled(self, name: str) -> Sentence | None:
        """The first line that begins with one of a list's labels."""
        return next((s for s in self.sentences if opening(name).match(s.text)), None)


def find(story: Story) -> Iterator[Event | Skipped]:
    """The ruling of each decision statement the text holds; nothing where it has none of that form."""
    for statement in _statements(story):
        outcome = statement.labelled("decision.outcome")
        closed = _first(statement, "decision.closed")
        found = _first(statement, "decision.found") or (None if closed else _first(statement, "decision.remedy"))
        if found and statement.council and not (outcome and cue("decision.closed").search(outcome.text)):
            yield _ruling(story, statement, found)
        elif closed:
            yield story.skip(RULING, closed, "a complaint closed without a finding")


def _statements(story: Story) -> list[_Statement]:
    """The text cut at each line that is a council's name with a complaint's number.

    A text without such lines that has a decision's date is one statement, on the council its title names.
    """
    parts: list[_Statement] = []
    for sentence in story.sentences:
        number = _NUMBER.search(sentence.text) if sentence.heading else None
        named = sentence.of(MentionKind.COUNCIL)
        if number and named:
            parts.append(_Statement(named[0].value))
        elif parts:
            parts[-1].sentences.append(sentence)
    if parts:
        return parts
    whole = _Statement(_titled(story.title), story.sentences)
    return [whole] if whole.labelled("decision.dated") else []


def _titled(title: str) -> str | None:
    named = find_councils(title)
    return named[0].value if named else None


def _summary(statement: _Statement) -> list[Sentence]:
    """The sentences that stand before the complaint itself is told."""
    begins = (at for at, s in enumerate(statement.sentences) if opening("decision.complaint").match(s.text))
    return statement.sentences[: next(begins, None)]


def _first(statement: _Statement, name: str) -> Hit | None:
    """The first place in the statement's summary where a list matches."""
    return next((hit for s in _summary(statement) for hit in hits_in(s, cue(name), name)), None)


def to_pay(text: str) -> str | None:
    """The sum that a ruling makes a council pay; None where it tells of none or of several."""
    sums = {found[0] for found in cue("finance.amount").finditer(text) if _is_paid(text, found)}
    return sums.pop() if len(sums) == 1 else None


def _is_paid(text: str, amount: re.Match[str]) -> bool:
    before, after = text[: amount.start()], text[amount.end() :].lstrip()
    return bool(ending("remedy.pay").search(before) or opening("remedy.behind").match(after))


def _ruling(story: Story, statement: _Statement, found: Hit) -> Event:
    dated = statement.labelled("decision.dated") or statement.labelled("decision.outcome")
    line = [s for s in statement.sentences if dated and s.paragraph == dated.paragraph]
    dates = [mention for sentence in line for mention in sentence.of(MentionKind.DATE)]
    return story.event(
        RULING,
        found,
        Status.HAPPENED,
        "ruling: decision statement",
        date=dates[0].value if dates else None,
        councils=(statement.council,),
        organisation="Local Government and Social Care Ombudsman",
        amount=to_pay(" ".join(s.text for s in _summary(statement))),
        confidence=0.9 if dates else 0.7,
    )
