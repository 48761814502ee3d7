"""What was understood of a question, part by part in plain words: for the line under an answer and for its chips."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from index.answer import TimeClause, Understood
from index.query import Query
from index.telling.labels import listed
from index.telling.spoken_dates import alone

_ONLY = {"latest": "the latest", "first": "the first", "previous": "the one before the latest"}
_SEVERAL = 3
_MOST_CUES = 2


@dataclass(frozen=True, slots=True)
class Part:
    """One part: the field it stands in, its value where the field holds several, and its words."""

    field: str
    value: str
    words: str

    @property
    def key(self) -> str:
        """What an address calls it: "councils:Leeds", "why:"."""
        return f"{self.field}:{self.value}"


def parts(asked: Understood) -> Iterator[Part]:
    """Every part that was understood, from what is asked about to when; what is not said has none."""
    query = asked.query
    yield from (Part("types", kind, kind.replace("_", " ")) for kind in query.types)
    if asked.region and len(query.councils) > _SEVERAL:
        yield Part("region", asked.region, f"councils of {asked.region}")
    else:
        yield from _each("councils", query.councils)
    yield from _each("organisations", query.organisations)
    yield from _each("people", query.people)
    if asked.beside:
        yield Part("beside", "", f"who came before or after {listed(asked.beside)}")
    if asked.role:
        yield Part("role", "", asked.role)
    yield from _each("grades", query.grades)
    if asked.previous:
        yield Part("previous", "", f"from {asked.previous}")
    yield from _each("judgements", query.judgements)
    yield from _each("statuses", query.statuses)
    yield from _conditions(asked)
    yield from _times(query, asked.time)
    if asked.cues:
        said = ", ".join(f"“{cue.rstrip('*')}”" for cue in asked.cues[:_MOST_CUES])
        yield Part("cues", "", f"told with such words as {said}")
    yield from (Part("words", word, f"“{word}”") for word in asked.words)


def _conditions(asked: Understood) -> Iterator[Part]:
    """What is asked of the events beyond what they are and of whom."""
    if asked.query.upgraded is not None:
        yield Part("upgraded", "", f"{'better' if asked.query.upgraded else 'worse'} than before")
    if asked.sums:
        yield Part("sums", "", asked.sums.said)
    if asked.standing:
        yield Part("standing", "", "those there now")
    elif asked.only:
        yield Part("only", "", _ONLY[asked.only])
    if asked.by_area:
        yield Part("by_area", "", "every judgement area")
    if asked.renamed:
        yield Part("renamed", "", "what took another name")
    if asked.why:
        yield Part("why", "", "why")


def _times(query: Query, clause: TimeClause | None) -> Iterator[Part]:
    """The period: by the event that tells it, with its date, or from its first day to its last."""
    if clause and clause.date:
        yield Part("time", "", f"{clause.whole} ({alone(clause.date)})")
        return
    if query.after:
        yield Part("after", "", f"from {alone(query.after.isoformat())}")
    if query.before:
        yield Part("before", "", f"until {alone(query.before.isoformat())}")


def _each(field: str, values: tuple[str, ...]) -> Iterator[Part]:
    return (Part(field, value, str(value)) for value in values)
