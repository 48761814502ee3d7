"""Conditions, orders and facets by the columns, against a plain scan of the entries."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from index.query import Order, Query
from index.search import ENTRY_FACETS, Index
from index.store.columns import Columns, Row
from index.timeline import Change, Entry
from nlp.reading import PIPELINE, EventType, Grade, Reading, Status
from tests.index.factory import Told, event, indexed, rating, told

COUNCILS = ("Kent", "Essex", "Leeds", "Bury", "Reading")
DATES = (None, "2018", "2019-05", "2020-02-03", "2019~", "2014/2020", "2020/..", "../2016", "2021-23", "2022-05-17~")
PEOPLE = ("Alex Brown", "Sam Brown", "A Brown", "Keehan")
BODIES = ("High Court", "Somewhere Children’s Trust", "Ofsted", None)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    chance = random.Random(5)
    data = tmp_path_factory.mktemp("conditions")
    stories = [_story(number, chance) for number in range(150)]
    indexed(data, *stories[:130])
    return indexed(data, *stories[130:])


def _story(number: int, chance: random.Random) -> Told:
    year = chance.randint(2016, 2024)
    events = []
    for _ in range(chance.randint(1, 4)):
        council, on = chance.choice(COUNCILS), chance.choice(DATES)
        if chance.random() < 0.4:
            events.append(rating(chance.choice(list(Grade)), on, council))
            continue
        kind = chance.choice([EventType.RULING, EventType.TRUST_CREATED, EventType.COMMISSIONER])
        people = tuple(chance.sample(PEOPLE, chance.randint(0, 2)))
        status = chance.choice(list(Status))
        events.append(event(kind, on, council, people=people, status=status, organisation=chance.choice(BODIES)))
    return told(f"story-{number}", f"{year}-06-15", *events, source=chance.choice(["one.example", "two.example"]))


def _random_query(chance: random.Random) -> Query:
    def some(values: Iterable[object], share: float = 0.35) -> tuple[object, ...]:
        values = list(values)
        return tuple(chance.sample(values, chance.randint(1, 2))) if chance.random() < share else ()

    after = date(chance.randint(2014, 2023), chance.randint(1, 12), 5) if chance.random() < 0.4 else None
    before = date(chance.randint(2016, 2025), chance.randint(1, 12), 5) if chance.random() < 0.4 else None
    return Query(
        types=some(EventType),  # type: ignore[arg-type]
        councils=some(COUNCILS),  # type: ignore[arg-type]
        statuses=some(Status, 0.2),  # type: ignore[arg-type]
        grades=some(Grade, 0.15),  # type: ignore[arg-type]
        people=some(("Brown", "Alex Brown", "Nobody"), 0.1),  # type: ignore[arg-type]
        organisations=some(("High Court", "Ofsted"), 0.1),  # type: ignore[arg-type]
        sources=some(("one.example",), 0.0),  # type: ignore[arg-type]
        after=after,
        before=before,
        upgraded=chance.choice([None, None, None, True, False]),
        order=chance.choice([Order.OLDEST, Order.NEWEST]),
    )


def _meets(entry: Entry, query: Query) -> bool:
    pairs: list[tuple[tuple[object, ...], tuple[object, ...]]] = [
        (query.types, (entry.type,)),
        (query.councils, entry.councils),
        (query.statuses, (entry.status,)),
        (query.grades, (entry.grade,)),
        (query.organisations, (entry.organisation,)),
    ]
    if any(wanted and not set(wanted) & set(has) for wanted, has in pairs):
        return False
    if query.people and not any(_named(name, person) for name in query.people for person in entry.people):
        return False
    if query.upgraded is not None:
        wanted = Change.UPGRADED if query.upgraded else Change.DOWNGRADED
        if entry.change != wanted:
            return False
    if query.after or query.before:
        if entry.earliest is None or entry.latest is None:
            return False
        return not (query.after and entry.latest < query.after) and not (query.before and entry.earliest > query.before)
    return True


def _named(name: str, person: str) -> bool:
    return {"Brown": person.endswith("Brown"), "Alex Brown": person in ("Alex Brown", "A Brown")}.get(name, False)


def test_conditions_are_what_a_scan_finds(index: Index) -> None:
    every = index.entries(Query())
    assert len(every) == index.count(Query()) > 100
    chance = random.Random(23)
    for _ in range(400):
        query = _random_query(chance)
        expected = {entry.id for entry in every if _meets(entry, query)}
        found = index.entries(query)
        assert {entry.id for entry in found} == expected, query
        assert len(found) == index.count(query)


def test_entries_come_by_date_and_the_undated_last(index: Index) -> None:
    for order in (Order.OLDEST, Order.NEWEST):
        days = [entry.earliest for entry in index.entries(Query(order=order))]
        dated = [day for day in days if day]
        assert dated == sorted(dated, reverse=order == Order.NEWEST)
        assert days[: len(dated)] == dated
    assert index.entries(Query(limit=7)) == index.entries(Query())[:7]


def test_facets_are_what_a_scan_counts(index: Index) -> None:
    every = index.entries(Query())
    for query in (Query(), Query(councils=("Kent",)), Query(types=(EventType.RULING,), after=date(2019, 1, 1))):
        met = [entry for entry in every if _meets(entry, query)]
        facets = index.facets(query)
        assert set(facets) == set(ENTRY_FACETS)
        assert facets["type"] == Counter(entry.type for entry in met)
        assert facets["council"] == Counter(council for entry in met for council in entry.councils)
        assert facets["person"] == Counter(person for entry in met for person in entry.people)
        assert facets["grade"] == Counter(entry.grade for entry in met if entry.grade)
        assert facets["source"] == Counter(s for entry in met for s in {e.source for e in entry.evidence})
        assert list(facets["type"].values()) == sorted(facets["type"].values(), reverse=True)


def test_a_value_nobody_has_is_none_not_everything(index: Index) -> None:
    assert index.entries(Query(councils=("Nowhere",))) == []
    assert index.entries(Query(text="council:Nowhere ruling", order=Order.RELEVANCE)) == []
    assert index.entries(Query(text="ruling", councils=("Nowhere",), order=Order.RELEVANCE)) == []


def test_articles_are_found_by_their_language_and_entries_are_of_english_ones(tmp_path: Path) -> None:
    welsh, _ = told("welsh", "2024-01-01", language="cy", text="Mae’r cyngor yn y sir.")
    english = told("english", "2024-01-01", rating(Grade.GOOD, "2024", "Kent"))
    both = indexed(tmp_path, (welsh, Reading(welsh.id, PIPELINE)), english)
    for language, article, entries in (("cy", welsh, 0), ("en", english[0], 1)):
        query = Query(languages=(language,))
        assert [hit.article_id for hit in both.articles(query)] == [article.id]
        assert both.count(query) == entries


def test_text_and_fields_narrow_each_other(index: Index) -> None:
    both = index.entries(Query(text="ruling council:Kent"))
    assert both
    assert both == index.entries(Query(text="ruling", councils=("Kent",)))
    without = index.entries(Query(text="ruling NOT council:Kent"))
    assert len(both) + len(without) == index.count(Query(text="ruling"))


def test_columns_survive_storing_and_say_when_they_are_cut_short(tmp_path: Path) -> None:
    rows = [Row("a", {"first": 20200101}, {"type": ("x", "y")}), Row("b", {}, {"type": ("y",)})]
    columns = Columns.of(rows, ("first",), ("type", "council"))
    columns.save(tmp_path / "columns")
    again = Columns.load(tmp_path / "columns")
    assert again.number("first").tolist() == [20200101, 0]
    assert again.having("type", ["x"]).tolist() == [True, False]
    assert again.counts("type", again.live) == {"y": 2, "x": 1}
    data = (tmp_path / "columns").read_bytes()
    (tmp_path / "columns").write_bytes(data[:-3])
    with pytest.raises(ValueError, match=r"cut short|buffer size"):
        Columns.load(tmp_path / "columns")
