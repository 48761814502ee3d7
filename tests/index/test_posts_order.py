"""Posts: what articles state of people, made one post where they tell of the same."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

from nlp.reading import EventType, Person
from tests.index.factory import event, indexed, told

ROLES = ("director", "interim director of children’s services", "director of children’s services")


def test_which_posts_are_one_does_not_depend_on_the_order_of_arrival(tmp_path: Path) -> None:
    articles = []
    for year, role in zip((2019, 2020, 2021), ROLES, strict=True):
        holder = Person("Mary Alder", role, "Essex council", ("Essex",))
        named = event(EventType.APPOINTMENT, str(year), "Essex", people=("Mary Alder",))
        articles.append(told(f"in-{year}", f"{year}-03-01", named, people=[holder]))
    found = {
        str(indexed(tmp_path / str(number), *some).posts.of_role("director"))
        for number, some in enumerate(permutations(articles))
    }
    assert len(found) == 1
