"""The map's tiles: one an authority, near its place, and none on another."""

from __future__ import annotations

from app import tiles
from nlp.gazetteer import councils


def test_every_english_authority_has_a_tile_of_its_own() -> None:
    places = tiles.places()
    england = {
        name
        for name, council in councils().items()
        if council.nation == "England" and (council.latitude or council.successors)
    }
    assert set(places) == england
    assert len(set(places.values())) == len(places)


def test_north_stands_above_and_west_to_the_left() -> None:
    places = tiles.places()
    assert places["Northumberland"][1] < places["Leeds"][1] < places["Birmingham"][1] < places["Cornwall"][1]
    assert places["Cornwall"][0] < places["Birmingham"][0] < places["Norfolk"][0]


def test_codes_are_unlike_each_other() -> None:
    taken: set[str] = set()
    codes = [tiles.code(councils()[name], taken) for name in sorted(tiles.places())]
    assert len({code.lower() for code in codes}) == len(codes)
    assert {len(code) for code in codes} <= {2, 3}
