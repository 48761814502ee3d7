"""A walk through a paged listing: where it ends, and what a killed one leaves to be done."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from crawler.spiders.walk import Walk, Walked

TOP = datetime(2024, 6, 1, tzinfo=UTC)


def simulate(kept: Walked, total: int, done: set[int], stop_after: int | None, since: date | None = None) -> Walked:
    """Walk a listing of ``total`` documents, five a page and a day apart, and stop after some pages as a kill would."""
    walk, page, pages = Walk(kept, since), 1, 0
    while page:
        numbers = range((page - 1) * 5, min(page * 5, total))
        if not numbers:
            walk.past_the_end()
            return walk.ended(page)
        moments = [TOP + timedelta(days=total - at) for at in numbers]
        identities = {total - at for at in numbers}
        following = walk.following(page, moments, bool(identities - done))
        done |= identities
        kept = walk.ended(page)
        pages += 1
        if pages == stop_after:
            return kept
        page = following or 0
    return kept


@given(st.lists(st.tuples(st.integers(0, 14), st.one_of(st.none(), st.integers(1, 6))), min_size=1, max_size=6))
def test_however_walks_are_killed_and_documents_added_the_last_whole_walk_leaves_no_hole(
    history: list[tuple[int, int | None]],
) -> None:
    kept, total, done = Walked(), 23, set[int]()
    for added, stop_after in history:
        total += added
        kept = simulate(kept, total, done, stop_after)
    simulate(kept, total, done, None)
    # A second whole walk finds what documents added during the first pushed on.
    assert done == set(range(1, total + 1))


def test_a_walk_that_is_known_ends_on_its_first_page() -> None:
    done: set[int] = set()
    kept = simulate(Walked(), 23, done, None)
    walk = Walk(kept, None)
    assert not walk.needed
    assert walk.following(1, [TOP + timedelta(days=23)], False) is None


def test_a_backfill_goes_deeper_than_the_walks_before_it() -> None:
    done: set[int] = set()
    first = simulate(Walked(), 40, done, None, since=date(2024, 6, 30))
    assert len(done) < 20
    assert Walk(first, date(2024, 6, 1)).needed
    simulate(first, 40, done, None, since=date(2024, 6, 1))
    assert done == set(range(1, 41))


def test_what_is_kept_survives_the_archive() -> None:
    kept = Walked(TOP, date(2020, 1, 1), TOP, 7)
    assert Walked.from_text(kept.to_text()) == kept
    assert Walked.from_text(None) == Walked()
