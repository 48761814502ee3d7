"""Articles come, change and go in any order: after each step the entries are those of merging all that is left anew."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.article import Kind
from index.merging.claims import claims_of
from index.merging.ledger import Held, Ledger
from index.merging.remerging import Remerged, remerge, remerge_touched
from index.timeline import Change, Entry
from nlp.reading import Event, EventType, Grade, Judgement, Status
from tests.index.factory import Told, event, rating, told

COUNCILS = ((), ("Kent",), ("Kent",), ("Essex",), ("Kent", "Essex"))
DATES = (None, None, "2018", "2018-05", "2018-05-03", "2018-06-01", "2019~", "2014/2022", "2020/..", "2024-10-01")
PUBLISHED = ("2017-01-01", "2018-05-10", "2018-06-01", "2020-02-02", "2024-12-01")
PEOPLE = ("A Brown", "Alex Brown", "Sam Brown", "Brown", "Jo Hill")
BODIES = (None, None, "Kent Children’s Trust", "Other Trust")
TITLES = (None, "National review of homes for children", "Care review 2019")
SENTENCES = ("The council was given a notice to improve.", "A direction was issued.", "Ministers gave money for care.")
Articles = dict[str, Told]
Entries = dict[str, Entry]


@pytest.mark.parametrize("seed", range(8))
def test_entries_are_those_of_merging_everything_anew(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    kinds = [*chance.sample(list(EventType), 2), EventType.INSPECTION_RATING]
    articles: Articles = {}
    entries: Entries = {}
    for _ in range(4):
        names = [f"story-{chance.randint(0, 25)}" for _ in range(8)]
        articles |= (coming := {name: _changed(chance, name, articles.get(name), kinds) for name in names})
        with Ledger(tmp_path / "grown.sqlite") as ledger:
            result = _replaced(ledger, coming)
            _take(entries, result)
            ledger.commit()
        with Ledger(tmp_path / "anew.sqlite") as ledger:
            anew: Entries = {}
            for article, reading in articles.values():
                ledger.replace_article(article.id, claims_of(article, reading))
            for component in ledger.components():
                _take(anew, remerge(ledger, component))
        assert entries == anew


def test_a_rating_whose_forerunner_was_taken_back_is_compared_with_it_no_more(tmp_path: Path) -> None:
    first = told("first", "2018-01-01", rating(Grade.GOOD, "2017-11", "Kent"))
    later = told("later", "2022-01-01", rating(Grade.INADEQUATE, "2021-11", "Kent"))
    entries: Entries = {}
    with Ledger(tmp_path / "ledger.sqlite") as ledger:
        _take(entries, _replaced(ledger, {"first": first, "later": later}))
        assert [entry.change for entry in entries.values()] == [None, Change.DOWNGRADED]
        _take(entries, _replaced(ledger, {"first": told("first", "2018-01-01", text="It was all a mistake.")}))
        assert [entry.change for entry in entries.values()] == [None]


def _replaced(ledger: Ledger, articles: Articles) -> Remerged:
    added: list[int] = []
    lost: list[Held] = []
    for article, reading in articles.values():
        came, went = ledger.replace_article(article.id, claims_of(article, reading))
        added += came
        lost += went
    return remerge_touched(ledger, added, lost)


def _take(entries: Entries, result: Remerged) -> None:
    for gone in result.gone:
        del entries[gone]
    entries.update({entry.id: entry for entry in result.changed})


def _changed(chance: random.Random, name: str, former: Told | None, kinds: list[EventType]) -> Told:
    """An article made up, or one as it was but for events that it tells no more."""
    if former and chance.random() < 0.4:
        article, reading = former
        return article, replace(reading, events=reading.events[: chance.randint(0, 2)])
    events = [_event(chance, chance.choice(kinds)) for _ in range(chance.randint(0, 4))]
    kind = chance.choice([Kind.NEWS, Kind.NEWS, Kind.INSPECTION_REPORT])
    return told(name, chance.choice(PUBLISHED), *events, kind=kind)


def _event(chance: random.Random, kind: EventType) -> Event:
    rated = kind == EventType.INSPECTION_RATING
    return event(
        kind,
        chance.choice(DATES),
        councils=chance.choice(COUNCILS),
        status=Status.HAPPENED if rated else chance.choice(list(Status)),
        people=() if rated else tuple(chance.sample(PEOPLE, chance.choice([0, 1, 2]))),
        organisation=chance.choice(BODIES),
        title=chance.choice(TITLES),
        amount=chance.choice([None, "£5m", "£5 million"]) if kind == EventType.FINANCE else None,
        grade=chance.choice(list(Grade)[:2]) if rated else None,
        judgement=Judgement.OVERALL if rated else None,
        evidence=chance.choice(SENTENCES),
    )
