"""Plain EDTF values are read without the library's grammar, and exactly as the library reads them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp import edtf
from nlp.edtf import When

YEARS = st.integers(1, 9999).map(lambda year: f"{year:04d}")
PLAIN = st.one_of(
    st.builds(lambda year, mark: f"{year}{mark}", YEARS, st.sampled_from(["", "~", "?"])),
    st.builds(
        lambda year, month, mark: f"{year}-{month:02d}{mark}", YEARS, st.integers(1, 12), st.sampled_from(["", "~"])
    ),
    st.dates().map(str),
    st.integers(1, 999).map(lambda decade: f"{decade:03d}X"),
    st.builds(lambda year, season: f"{year}-{season}", YEARS, st.integers(21, 23)),
)


@given(PLAIN)
@settings(max_examples=60, deadline=None)
def test_the_short_way_agrees_with_the_library(value: str) -> None:
    assert edtf._plain_days(value) == edtf._library_days(value)


@pytest.mark.parametrize("value", ["2019-02-29", "2019-13", "2019-00", "0000", "2019-05-00", "2019-21~", ""])
def test_what_is_no_date_is_refused_either_way(value: str) -> None:
    assert edtf._plain_days(value) is None
    with pytest.raises(ValueError, match="EDTF"):
        When.parse(value)


def test_a_winter_lasts_into_the_year_after_its_december() -> None:
    assert When.parse("2023-24").latest.isoformat() == "2024-02-29"
