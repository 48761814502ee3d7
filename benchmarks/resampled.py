"""A large archive made by resampling what was read in the articles at hand: other councils, people, years, mixtures."""

from __future__ import annotations

import random
import re
import time
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path

from benchmarks.originals import originals
from crawler.archive.archive import Archive
from crawler.article import Article
from nlp.edtf import When
from nlp.gazetteer import councils
from nlp.reading import PIPELINE, Event, Mention, MentionKind, Person, Reading

# An article tells of neighbours: councils are drawn from one of these groups, as they share trusts and pilots.
NEIGHBOURS = 12
FIRST = ("Alex", "Sam", "Chris", "Jo", "Pat", "Robin", "Lee", "Kim", "Ash", "Max")
LAST = ("Brown", "Green", "White", "Black", "Hill", "Wood", "Lake", "Field", "Stone", "Brook", "Marsh", "Moor")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BATCH = 500
_DAYS = 4000


@dataclass(frozen=True, slots=True)
class Shape:
    """How many events an article tells and how many paragraphs it has."""

    events: int
    paragraphs: int


# Dense articles, as the annotated ones are; and ordinary ones.
DENSE, PLAIN = Shape(10, 12), Shape(3, 10)


@dataclass(slots=True)
class Made:
    """What was made and archived: events, words, and the seconds of processor that taking and storing them took."""

    events: int = 0
    words: int = 0
    seconds: float = 0.0


def resample(archive: Path, articles: int, seed: int = 1, first: int = 0, shape: Shape = DENSE) -> Made:
    """Add so many articles, numbered from ``first``, and their readings, to an archive."""
    subjects = [_subject(article, reading) for article, reading in originals(archive.parent)]
    subjects = [subject for subject in subjects if subject.events and subject.paragraphs]
    maker = _Maker(random.Random(seed), subjects, shape)
    coming = (maker.article(number) for number in range(first, first + articles))
    made = Made()
    with Archive(archive) as held:
        while batch := list(islice(coming, _BATCH)):
            began = time.process_time()
            with held.transaction():
                for article, _ in batch:
                    held.take(article)
            held.store_readings((article, reading.pipeline, reading.to_json()) for article, reading in batch)
            made.seconds += time.process_time() - began
            made.events += sum(len(reading.events) for _, reading in batch)
            made.words += sum(len(article.text.split()) for article, _ in batch)
    return made


@dataclass(frozen=True, slots=True)
class _Subject:
    """What one article at hand is about: its events, people and paragraphs. A made one mixes two of these."""

    events: tuple[Event, ...]
    people: tuple[Person, ...]
    paragraphs: list[str]


def _subject(article: Article, reading: Reading) -> _Subject:
    return _Subject(reading.events, reading.people, [text for text in article.text.split("\n\n") if len(text) > 80])


class _Maker:
    """Draws articles from what was read."""

    def __init__(self, chance: random.Random, subjects: list[_Subject], shape: Shape) -> None:
        self._chance = chance
        self._shape = shape
        self._subjects = subjects
        self._people = [person for subject in subjects for person in subject.people]
        names = sorted(name for name, council in councils().items() if council.nation == "England")
        self._groups = [names[at : at + NEIGHBOURS] for at in range(0, len(names), NEIGHBOURS)]

    def article(self, number: int) -> tuple[Article, Reading]:
        """One article and its reading, its sentences where the offsets say."""
        chance = self._chance
        published = datetime(2025, 6, 1, 9, tzinfo=UTC) - timedelta(days=chance.randint(0, _DAYS))
        group = chance.choice(self._groups)
        subjects = chance.sample(self._subjects, 2)
        drawn = chance.choices([event for subject in subjects for event in subject.events], k=self._shape.events)
        places = {name: chance.choice(group) for name in sorted({name for event in drawn for name in event.councils})}
        events = [self._event(event, places, published.date()) for event in drawn]
        filler = chance.choices([text for subject in subjects for text in subject.paragraphs], k=self._shape.paragraphs)
        text, placed = "", []
        for event, paragraph in zip(events, filler, strict=False):
            text += f"{paragraph}\n\n" if text else ""
            start = len(text)
            text += f"{event.evidence}\n\n"
            placed.append(replace(event, start=start, end=start + len(event.evidence)))
        text += "\n\n".join(filler[len(events) :])
        article = Article(
            url=f"https://resampled.example/{number}",
            source=f"source-{number % 20}.example",
            title=f"{placed[0].evidence[:70]} ({number})",
            text=text,
            published=published,
        )
        people = tuple(replace(chance.choice(self._people), name=self._name()) for _ in range(3))
        named = [(event, council) for event in placed for council in event.councils]
        mentions = tuple(Mention(MentionKind.COUNCIL, e.start, e.end, name, name) for e, name in named)
        return article, Reading(article.id, PIPELINE, mentions=mentions, people=people, events=tuple(placed))

    def _event(self, event: Event, places: dict[str, str], published: date) -> Event:
        others = {name: places[name] for name in event.councils}
        sentence = event.evidence
        for name, other in others.items():
            sentence = sentence.replace(name, other)
        return replace(
            event,
            councils=tuple(dict.fromkeys(others.values())),
            date=self._date(event.date, published),
            people=tuple(self._name() for _ in event.people),
            title=f"{event.title} {self._chance.choice(LAST)} {self._chance.randint(1, 400)}" if event.title else None,
            organisation=event.organisation if not event.councils else None,
            evidence=sentence,
        )

    def _date(self, value: str | None, published: date) -> str | None:
        if value is None or not (years := [int(year) for year in _YEAR.findall(value)]):
            return None
        shift = published.year - self._chance.choice((0, 0, 1, 2, 3, 5, 8)) - max(years)
        moved = _YEAR.sub(lambda found: str(int(found[0]) + shift), value)
        try:
            return When.parse(moved).value
        except ValueError:  # the 29th of February
            return str(published.year)

    def _name(self) -> str:
        """One of some 1,500: surnames of two parts, so that not one person in twelve is every other's namesake."""
        surname = self._chance.choice(LAST) + self._chance.choice(("", *LAST)).lower()
        return f"{self._chance.choice(FIRST)} {surname}"
