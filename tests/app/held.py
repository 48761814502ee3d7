"""What the views are shown in tests: facts on the public record, in sentences of this file, and hostile titles."""

from __future__ import annotations

from pathlib import Path

from nlp.reading import EventType, Grade, Judgement, Person, Status
from tests.index.factory import Told, event, indexed, rating, told

HOSTILE = (
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    ":material/delete: :red[gone]",
    "$x^2$ & <b>bold</b>",
    '" onmouseover="alert(1)',
)


def held(data: Path) -> Path:
    """Fill a data folder and build its index; returns the folder."""
    indexed(data, *_trusts(), *_ratings(), *_people(), *_hostile())
    return data


def _trusts() -> list[Told]:
    started, ended, wanted = EventType.TRUST_CREATED, EventType.TRUST_ENDED, Status.PLANNED
    worcestershire = {"organisation": "Worcestershire Children First"}
    doncaster = {"organisation": "Doncaster Children’s Services Trust"}
    return [
        told("doncaster-opens", "2014-10-02", event(started, "2014-10-01", "Doncaster", **doncaster)),
        told("doncaster-closes", "2022-09-02", event(ended, "2022-09-01", "Doncaster", **doncaster)),
        told("worcestershire-opens", "2019-10-02", event(started, "2019-10-01", "Worcestershire", **worcestershire)),
        told(
            "worcestershire-plans",
            "2024-01-22",
            event(ended, "2024-10", "Worcestershire", status=wanted, **worcestershire),
        ),
        told("worcestershire-closes", "2024-10-24", event(ended, "2024-10-01", "Worcestershire", **worcestershire)),
        told("isle-of-wight", "2014-05-01", event(started, "2013", None, councils=("Hampshire", "Isle of Wight"))),
        told("medway-without", "2020-01-20", event(started, "2020", "Medway", status=Status.REJECTED)),
        told("worcestershire-control", "2017-02-01", event(EventType.INTERVENTION, "2017", "Worcestershire")),
    ]


def _ratings() -> list[Told]:
    grades = (("2017-01-24", Grade.INADEQUATE), ("2019-07-29", Grade.REQUIRES_IMPROVEMENT), ("2023-07-07", Grade.GOOD))
    found = [told(f"worcestershire-{on}", on, rating(grade, on, "Worcestershire")) for on, grade in grades]
    area = rating(Grade.GOOD, "2023-07-07", "Worcestershire", judgement=Judgement.LEADERSHIP)
    found.append(told("worcestershire-leadership", "2023-07-08", area))
    found.append(told("essex-2018", "2019-01-07", rating(Grade.OUTSTANDING, "2018-11", "Essex"), source="example.com"))
    found.append(told("medway-2019", "2019-08-27", rating(Grade.INADEQUATE, "2019-08-27", "Medway")))
    return found


def _people() -> list[Told]:
    text = "Alex Example, director of children’s services at Essex council, said the result was deserved."
    person = Person("Alex Example", "director of children’s services", "Essex council", ("Essex",), 0, 12)
    return [told("essex-director", "2019-01-09", people=[person], text=text, title="Essex director responds")]


def _hostile() -> list[Told]:
    return [
        told(
            f"hostile-{number}",
            "2021-03-04",
            event(EventType.PUBLICATION, f"2021-03-0{number + 1}", title=title),
            title=title,
        )
        for number, title in enumerate(HOSTILE)
    ]
