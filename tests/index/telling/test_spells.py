"""How long something lasted and what stands now: from beginnings and ends as they are told, and no further."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index.asking.ask import ask
from index.search import Index
from nlp.reading import EventType as T
from nlp.reading import Grade, Status
from tests.index.factory import event, indexed, rating, told

ASKED = date(2025, 4, 10)
JO = ("Jo Example",)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder: Path = tmp_path_factory.mktemp("data")
    return indexed(
        folder,
        told(
            "history",
            "2024-02-01",
            rating(Grade.INADEQUATE, "2015", "Dudley"),
            rating(Grade.INADEQUATE, "2017", "Dudley"),
            rating(Grade.GOOD, "2019", "Dudley"),
            rating(Grade.INADEQUATE, "2022-04-10", "Walsall"),
            event(T.TRUST_CREATED, "2015-10-01", "Slough", organisation="Slough Children First"),
            event(T.TRUST_ENDED, "2023-10-01", "Slough", organisation="Slough Children First"),
            event(T.TRUST_CREATED, "2018-04-01", "Sandwell", organisation="Sandwell Children’s Trust"),
            event(T.TRUST_CREATED, "2013-06", councils=("Torbay", "Plymouth"), organisation="Plymouth"),
            event(T.TRUST_ENDED, "2024-12-31", "Torbay", organisation="Plymouth", status=Status.PLANNED),
            event(T.COMMISSIONER, "2020-03", "Dudley", people=JO),
            event(T.DEPARTURE, "2021-03", "Dudley", people=JO),
            event(T.COMMISSIONER, "2022-03", "Walsall", people=JO),
            event(T.COMMISSIONER, "2022-05", "Walsall"),
            event(T.INTERVENTION, "2016", "Dudley", evidence="Ministers lifted a direction made of Dudley in 2016."),
            event(T.APPOINTMENT, "2020", "Bolton", people=("Al Sample",), evidence="Al Sample became the director."),
            event(T.DEPARTURE, "2022", "Bolton", people=("Al Sample",), evidence="The director, Al Sample, left."),
        ),
    )


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (
            "how long was dudley inadequate",
            "Dudley was rated inadequate in 2015 and good in 2019: between 3 and 5 years.",
        ),
        (
            "how long did it take Dudley to go from inadequate to good",
            "Dudley was rated inadequate in 2015 and good in 2019: between 3 and 5 years.",
        ),
        (
            "how long has walsall been inadequate",
            "Walsall was rated inadequate on 10 April 2022, and no later rating is held: 3 years up to 10 April 2025.",
        ),
        (
            "how long did the slough trust last",
            "Slough Children First was set up on 1 October 2015 and taken back in-house on 1 October 2023: 8 years.",
        ),
        (
            "how long was jo example commissioner in dudley",
            "Jo Example was appointed commissioner for Dudley in March 2020; Jo Example left Dudley in March 2021: "
            "about 1 year.",
        ),
        (
            "which councils are run by a trust",
            "1 council: Sandwell (trusts or companies set up not told to have ended).",
        ),
        (
            "which councils have commissioners now",
            "1 council: Walsall (appointments of commissioners or advisers not told to have ended, "
            "though an end is seldom told).",
        ),
        (
            "how many commissioners have been appointed",
            "3 appointments of commissioners or advisers: Jo Example (Dudley, March 2020); Jo Example (Walsall, "
            "March 2022) and somebody not named (Walsall, May 2022).",
        ),
        (
            "has the direction on dudley been lifted",
            "What is told: Dudley was put under a government direction in 2016. "
            "“Ministers lifted a direction made of Dudley in 2016.”",
        ),
        (
            "dudley rating",
            "Dudley: good in 2019, the latest held; before that inadequate in 2017 and inadequate in 2015.",
        ),
        ("what is dudley's rating", "Dudley was rated good in 2019."),
        ("councils no longer inadequate", "Dudley was rated good in 2019."),
        (
            "who is the director in bolton",
            "Who holds the post now is not told. "
            "Al Sample was appointed at Bolton in 2020; Al Sample left Bolton in 2022.",
        ),
    ],
)
def test_the_answer(index: Index, question: str, sentence: str) -> None:
    assert ask(index, question, ASKED).sentence == sentence


@pytest.mark.parametrize("question", ["how long is a placement", "how long was Barnsley inadequate"])
def test_of_what_is_not_held_no_length_is_told(index: Index, question: str) -> None:
    assert ask(index, question, ASKED).rows == ()
