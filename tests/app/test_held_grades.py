"""Which grade a council holds for an area on a day, as inspections and their frameworks follow one another."""

from __future__ import annotations

from datetime import date

from app import held_grades
from index.timeline import Entry
from nlp.reading import EventType as T
from nlp.reading import Grade, Judgement, Status


def test_an_area_without_a_grade_in_a_later_inspection_holds_none() -> None:
    def given(grade: Grade, year: int, area: Judgement) -> Entry:
        day = date(year, 6, 1)
        return Entry(
            f"{area}-{year}", T.INSPECTION_RATING, Status.HAPPENED, str(day), day, day, (), grade=grade, judgement=area
        )

    overall, adoption = Judgement.OVERALL, Judgement.ADOPTION
    ratings = {
        overall: (given(Grade.INADEQUATE, 2017, overall), given(Grade.GOOD, 2020, overall)),
        adoption: (given(Grade.GOOD, 2017, adoption),),
    }
    held = [held_grades.in_area(ratings, adoption, date(year, 1, 1)) for year in (2017, 2019, 2021)]
    assert [one and one.grade for one in held] == [None, Grade.GOOD, None]
