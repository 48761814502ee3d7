"""The register of trusts: of many grades and councils it shows some; the page of one trust shows them all."""

from __future__ import annotations

from datetime import date

from app.held_grades import Held
from app.views import trusts
from nlp.reading import Grade

_YEARS = range(2010, 2020)
_GIVEN = [
    Held(date(year, 1, 1), date(year, 1, 1), (Grade.GOOD, Grade.INADEQUATE)[year % 2], f"line-{year}", str(year))
    for year in _YEARS
]
_AROUND = {f"Council {number}": {"during": _GIVEN} for number in range(6)}


def test_many_grades_are_folded_in_the_register() -> None:
    shown = trusts._grades(_AROUND, "during", False)
    assert all((str(year) in shown) == (year in (2010, 2017, 2018, 2019)) for year in _YEARS)
    assert ("Council 3" in shown, "Council 4" in shown, "and 2 councils more" in shown) == (True, False, True)


def test_and_told_on_the_page_of_one_trust() -> None:
    whole = trusts._grades(_AROUND, "during", True)
    assert all(str(year) in whole for year in _YEARS)
    assert "Council 5" in whole
