"""Each view on a small index: what it says, where it leads, and that its address holds its state."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.app.held import HOSTILE
from tests.app.shown import Shown

Show = Callable[..., Shown]


def test_ask_begins_with_questions_that_have_answers(show: Show) -> None:
    shown = show("ask")
    assert "events read from" in shown.text
    questions = [state["q"][0] for state in shown.links(".") if "q" in state]
    assert questions
    for question in questions:
        assert "Not an answer" not in show("ask", q=question).text


def test_ask_answers_with_rows_evidence_and_where_it_stands(show: Show) -> None:
    shown = show("ask", q="which trusts were wound up and when")
    assert "1 October 2024" in shown.text
    assert "1 September 2022" in shown.text
    assert "Medway" not in shown.text
    places = [state["at"][0] for state in shown.links("document") if "at" in state]
    assert places
    assert all(place.count("-") == 1 for place in places)
    assert [link for link in shown.tree.iter("a") if link.get("href").startswith("https://example.org/")]


def test_a_plan_is_shown_as_the_history_of_what_happened(show: Show) -> None:
    card = next(
        c
        for c in show("ask", q="which trusts were wound up").tree.iter("details")
        if "Worcestershire" in c.text_content()
    )
    assert "Planned" in card.text_content()
    assert "dates it October 2024" in card.text_content()


def test_a_part_understood_can_be_taken_away_and_brought_back(show: Show) -> None:
    asked = "trusts wound up in Doncaster"
    shown = show("ask", q=asked)
    without = next(s for s in shown.links(".") if s.get("without") == ["councils:Doncaster"])
    assert without["q"] == [asked]
    again = show("ask", q=asked, without="councils:Doncaster")
    assert "Worcestershire Children First" in again.text
    assert {"q": [asked]} in again.links(".")


def test_what_was_rejected_is_shown_when_asked_for(show: Show) -> None:
    asked = "which trusts were created"
    assert {"q": [asked], "status": ["any"]} in show("ask", q=asked).links(".")
    assert "Medway" not in show("ask", q=asked).text
    assert "✕" in str(show("ask", q=asked, status="any").tree.xpath("//*[@data-sign]/@data-sign"))


def test_ask_without_an_answer_says_why(show: Show) -> None:
    assert "Understood as" in show("ask", q="trusts wound up in Essex").text
    assert "Nothing found" in show("ask", q="qwertyuiop").text


def test_timeline_counts_narrows_and_keeps_it_in_the_address(show: Show) -> None:
    everything = show("timeline")
    shown = show("timeline", type="trust_ended")
    assert shown.text.startswith("Timeline: 2 events")
    assert everything.text != shown.text
    shown.app.multiselect(key="council").select("Doncaster").run()
    assert shown.address == {"type": ["trust_ended"], "council": ["Doncaster"]}
    assert shown.text.startswith("Timeline: 1 event")


def test_timeline_is_searched_by_words_too(show: Show) -> None:
    assert show("timeline", q="inadequate").text.startswith("Timeline: 2 events")


def test_long_lists_are_paged(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.views.timeline._A_PAGE", 5)
    first, second = show("timeline"), show("timeline", page="2")
    cards = [{card.text_content() for card in shown.tree.find_class("ct-entry")} for shown in (first, second)]
    assert [len(found) for found in cards] == [5, 5]
    assert not cards[0] & cards[1]


def test_timeline_years_of_the_address_narrow(show: Show) -> None:
    shown = show("timeline", **{"from": "2022", "to": "2023"})
    assert "Doncaster Children’s Services Trust" in shown.text
    assert "Worcestershire Children First" not in shown.text


def test_the_widgets_show_what_the_address_says(show: Show) -> None:
    shown = show("timeline", type=["trust_ended", "intervention"], order="oldest")
    assert shown.app.multiselect(key="type").value == ["trust_ended", "intervention"]
    first, last = (shown.text.find(when) for when in ("2017", "1 October 2024"))
    assert first < last


@pytest.mark.parametrize(
    "state", [{"type": "nothing"}, {"from": "x"}, {"page": "-3"}, {"page": "9" * 30}, {"order": "?"}]
)
def test_an_address_that_means_nothing_breaks_nothing(show: Show, state: dict[str, str]) -> None:
    assert show("timeline", **state).text.startswith("Timeline: ")


def test_one_line_has_an_address(show: Show) -> None:
    entry = next(
        state["entry"][0] for state in show("timeline", council="Doncaster").links("timeline") if "entry" in state
    )
    shown = show("timeline", entry=entry)
    assert "Doncaster" in shown.tree.find(".//h1").text_content()
    assert "No such line" in show("timeline", entry="gone").text


def test_council_tells_grades_control_trusts_and_neighbours(show: Show) -> None:
    shown = show("council", name="Worcestershire")
    assert "Hereford and Worcester" in shown.text
    assert "overall: inadequate 24 January 2017; requires improvement 29 July 2019; good 7 July 2023" in shown.text
    assert "Leadership" in shown.text
    assert len(shown.charts()) == 2


def test_council_as_of_a_day_knows_nothing_later(show: Show) -> None:
    shown = show("council", name="Worcestershire", as_of="2020-01-01")
    assert "good 7 July 2023" not in shown.text
    assert "overall Requires improvement" in shown.text
    assert "1 October 2024" not in shown.text


def test_council_as_of_a_day_tells_a_plan_as_the_plan_it_was(show: Show) -> None:
    shown = show("council", name="Worcestershire", as_of="2024-02-01")
    assert "October 2024 (planned)" in shown.text
    assert "1 October 2024" not in shown.text


def test_councils_are_compared_up_to_four(show: Show) -> None:
    shown = show("council", name="Worcestershire", **{"with": ["Essex", "Medway", "Doncaster", "Reading"]})
    heads = [cell.text_content() for cell in shown.tree.iter("th") if cell.get("scope") == "col"]
    assert heads == ["Area", "Worcestershire", "Essex", "Medway", "Doncaster"]


def test_map_holds_the_grade_of_the_year(show: Show) -> None:
    def told(year: str) -> str:
        tiles = show("map_view", at=year).tree.iter("a")
        return next(str(tile.get("title")) for tile in tiles if str(tile.get("title")).startswith("Worcestershire:"))

    assert told("2018") == "Worcestershire: Inadequate, 24 January 2017"
    assert told("2023") == "Worcestershire: Good, 7 July 2023"


def test_map_has_the_authorities_of_the_year(show: Show) -> None:
    def names(year: str) -> set[str]:
        return {state["name"][0] for state in show("map_view", at=year).links("council")}

    assert "Northamptonshire" in names("2018")
    assert "Northamptonshire" not in names("2023")
    assert "West Northamptonshire" in names("2023")


def test_trusts_tell_grades_before_during_and_after(show: Show) -> None:
    row = next(
        row for row in show("trusts").tree.iter("tr") if row.text_content().startswith("Worcestershire Children First")
    )
    cells = [" ".join(cell.text_content().split()) for cell in row]
    assert cells[2:] == ["1 October 2019", "1 October 2024", "Requires improvement 2019", "Good 2023", "—"]


def test_a_year_told_is_never_shown_as_a_day(show: Show) -> None:
    row = next(row for row in show("trusts").tree.iter("tr") if "Isle of Wight" in row.text_content())
    assert row[2].text_content() == "2013"


def test_a_rejected_trust_stands_apart(show: Show) -> None:
    shown = show("trusts")
    before, after = shown.text.split("Considered, but never made")
    assert "Medway" not in before
    assert "Medway" in after


def test_people_are_found_by_surname_and_by_role(show: Show) -> None:
    assert "Alex Example, director of children’s services" in show("people", q="example").text
    assert "Alex Example" in show("people", q="director").text
    assert "No document held" in show("people", q="nobody").text
    assert "Posts, as reported" in show("people", name="Alex Example").text


def test_documents_are_found_by_their_words(show: Show) -> None:
    shown = show("documents", q="deserved")
    assert "1 document" in shown.text
    assert [mark.text_content() for mark in shown.tree.iter("mark")] == ["deserved"]


def test_document_marks_what_was_read_and_lights_the_place(show: Show) -> None:
    found = show("timeline", council="Doncaster")
    place = next(state for state in found.links("document") if "at" in state)
    shown = show("document", id=place["id"][0], at=place["at"][0])
    assert [link for link in shown.links("council") if link["name"] == ["Doncaster"]]
    lit = "".join(part.text_content() for part in shown.tree.find_class("ct-here"))
    assert "Doncaster" in lit
    assert "Trust" in "".join(part.text_content() for part in shown.tree.iter("aside"))
    assert "No such document" in show("document", id="none").text


def test_sources_say_what_is_held_and_covered(show: Show) -> None:
    shown = show("sources")
    assert "example.org" in shown.text
    assert "2014 to 2024" in shown.text


def test_about_says_what_it_does_not_know(show: Show) -> None:
    assert "What it does not know" in show("about").text


@pytest.mark.parametrize("view", ["timeline", "documents"])
def test_hostile_titles_show_as_written(show: Show, view: str) -> None:
    state = {"type": "publication"} if view == "timeline" else {"order": "oldest", "from": "2021", "to": "2021"}
    shown = show(view, **state)
    for title in HOSTILE:
        assert title in shown.text
    assert not list(shown.tree.iter("script", "b script"))
    assert not [node for node in shown.tree.iter() if any(name.startswith("on") for name in node.attrib)]
    assert not [link for link in shown.tree.iter("a") if link.get("href").lower().startswith("javascript")]


@pytest.mark.parametrize(("view", "state"), [("ask", {"q": "trusts wound up"}), ("timeline", {})])
def test_what_opens_a_line_holds_no_link_and_says_what_it_opens(show: Show, view: str, state: dict[str, str]) -> None:
    cards = show(view, **state).tree.find_class("ct-entry")
    opens = [card.find("details/summary") for card in cards]
    assert opens
    assert not any(list(one.iter("a")) for one in opens)
    assert all(one.text_content().startswith("Sources: ") for one in opens)
    assert any(card.find_class("ct-line")[0].findall(".//a") for card in cards)
