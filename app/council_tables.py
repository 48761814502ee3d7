"""A council's history in words and tables: what the charts show, for everyone, each line leading to its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from app import cards, held_grades, links, wording
from app.markup import Content, Html, element, internal, joined
from app.tables import table
from index.history import Bound, History, Period
from index.timeline import Entry
from nlp.gazetteer import Council
from nlp.reading import Judgement, Status

_NOT_JUDGED = "no grade in the latest inspection"


def about(told: History, day: date | None) -> Html:
    """What the authority is, what came before and after it, and the grade it holds."""
    council = told.council
    kind = f"{council.type[:1].upper()}{council.type[1:]}, {council.region}" if council.region else council.type
    grade = held_grades.on(held_grades.held(told.ratings.get(Judgement.OVERALL, ())), day or date.max)
    holds = [" · overall ", cards.grade_badge(grade.grade), f", judged {wording.when(grade.when)}"] if grade else []
    lines: list[Content] = [[kind, _lifetime(council), *holds]]
    if council.predecessors:
        lines.append(["Came from ", links.listed(links.council(name) for name in council.predecessors), "."])
    if council.successors:
        lines.append(["Followed by ", links.listed(links.council(name) for name in council.successors), "."])
    if any(told.council.name not in entry.councils for entry in told.entries):
        lines.append(["Events of its predecessors and successors are among those below."])
    if day:
        lines.append([f"As known at the end of {wording.day(day)}."])
    return element("div", [element("p", line, class_="ct-soft") for line in lines])


def in_words(told: History) -> str:
    """The overall grades in a sentence."""
    grades = held_grades.held(told.ratings.get(Judgement.OVERALL, ()))
    if not grades:
        return f"{told.council.name}: no overall grade with a date is told."
    said = "; ".join(f"{wording.GRADES[one.grade].lower()} {wording.when(one.when)}" for one in grades)
    return f"{told.council.name}, overall: {said}."


def grades(told: History, day: date | None) -> Html:
    """Every grade by area, the one held first."""
    rows = []
    for area, entries in told.ratings.items():
        held = held_grades.in_area(told.ratings, area, day or date.max)
        former = [_graded(entry) for entry in reversed(entries)]
        now = cards.grade_badge(held.grade) if held else element("span", _NOT_JUDGED, class_="ct-soft")
        rows.append((wording.JUDGEMENTS[area], now, element("span", former, class_="ct-lines")))
    if not rows:
        return element("p", "No rating of it is told.", class_="ct-soft")
    head = element("h2", "Grades by area", class_="ct-heading")
    return joined([head, table(("Area", "Held", "All, newest first"), rows, "Grades by judgement area")])


def periods(told: History) -> Html:
    """Trusts in charge, interventions, and people in post, with their beginnings and ends."""
    parts: list[Html] = []
    if told.trusts:
        rows = [(links.body(p.name), _bound(p.begun), _bound(p.ended, "no end told")) for p in told.trusts]
        parts += [_head("Trusts in charge"), table(("Trust", "From", "Until"), rows, "Trusts in charge")]
    if told.interventions:
        told_rows = [
            (links.entry(wording.sentence(entry), entry), cards.status_mark(entry.status), wording.when(entry.date))
            for entry in told.interventions
        ]
        parts += [
            _head("Interventions and commissioners"),
            table(("What", "Status", "When"), told_rows, "Interventions"),
        ]
    if told.people:
        people = [(links.person(p.name), p.role or "", *_in_post(p)) for p in told.people]
        parts += [_head("People in post"), table(("Name", "Role", "From", "Until"), people, "People in post")]
    return joined(parts)


def compared(told: Sequence[History], day: date | None) -> Html:
    """The grade each council holds in each area."""
    areas = [area for area in Judgement if any(area in one.ratings for one in told)]
    rows = [(wording.JUDGEMENTS[area], *(_cell(one, area, day) for one in told)) for area in areas]
    named = [*(one.council.name for one in told)]
    return table(("Area", *named), rows, "Grades held, by council")


def _cell(told: History, area: Judgement, day: date | None) -> Content:
    held = held_grades.in_area(told.ratings, area, day or date.max)
    return [cards.grade_badge(held.grade), f" {wording.when(held.when)}"] if held else "not told"


def _graded(entry: Entry) -> Html:
    status = [f" ({wording.STATUSES[entry.status].lower()})"] if entry.status is not Status.HAPPENED else []
    grade = wording.GRADES[entry.grade] if entry.grade else "no grade"
    return element("span", [links.entry(f"{grade}, {wording.when(entry.date)}", entry), *status])


def _lifetime(council: Council) -> str:
    return f" · until {wording.day(council.ended)}" if council.ended else ""


def _head(title: str) -> Html:
    return element("h2", title, class_="ct-heading")


def _in_post(period: Period) -> Iterator[Content]:
    yield _bound(period.begun, said="by ")
    yield _bound(period.ended, "no end told", said="still ")


def _bound(bound: Bound, nothing: str = "not told", said: str = "") -> Content:
    """A beginning or an end, leading to the line that tells it; plans and mere reports say so."""
    if bound.entry is None:
        return nothing
    words = wording.when(bound.date)
    if not bound.certain:
        words = f"{said}{words}" if bound.entry.status is Status.HAPPENED else f"{words} ({bound.entry.status})"
    if bound.entry.id.startswith("post-"):
        item = bound.entry.history[-1]
        return internal(words, "document", {"id": item.article_id, "at": f"{item.start}-{item.end}"})
    return links.entry(words, bound.entry)
