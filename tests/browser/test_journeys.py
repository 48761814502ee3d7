"""Ask, follow evidence, share a link, filter and go back, download, play the map: as a person does them."""

from __future__ import annotations

import csv
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.app.held import HOSTILE

pytestmark = pytest.mark.browser

QUESTION = "which trusts were wound up and when"


def ask(page: Page) -> None:
    page.goto("/")
    box = page.get_by_label("Ask a question")
    box.fill(QUESTION)
    box.press("Enter")
    expect(page.locator(".ct-answer")).to_contain_text("Worcestershire Children First")


def test_ask_and_follow_the_evidence(page: Page) -> None:
    ask(page)
    card = page.locator(".ct-entry", has_text="Worcestershire Children First")
    card.locator("summary").first.click(position={"x": 5, "y": 5})
    card.get_by_role("link", name="read it in place").last.click()
    lit = page.locator(".ct-here").first
    expect(lit).to_be_in_viewport()
    expect(page).to_have_url(re.compile(r"/document\?id=\w+&at=\d+-\d+"))
    expect(page.get_by_role("link", name="original").first).to_have_attribute(
        "href", re.compile("^https://example.org/")
    )


def test_a_link_sent_to_another_shows_the_same(page: Page, chromium: Browser) -> None:
    ask(page)
    told = page.locator(".ct-answer").inner_text()
    with chromium.new_context() as other:
        elsewhere = other.new_page()
        elsewhere.goto(page.url)
        expect(elsewhere.locator(".ct-answer")).to_have_text(told)


def test_follow_a_council_without_a_reload_and_go_back(page: Page) -> None:
    ask(page)
    page.evaluate("window.stayed = true")
    page.locator(".ct-what a", has_text="Doncaster").first.click()
    expect(page.locator("h1")).to_contain_text("Doncaster")
    assert page.evaluate("window.stayed") is True
    page.go_back()
    expect(page.locator(".ct-answer")).to_contain_text("Worcestershire Children First")


def test_filter_and_go_back(page: Page) -> None:
    page.goto("/timeline")
    heading = page.locator("h1")
    expect(heading).to_contain_text("Timeline:")
    everything = heading.inner_text()
    page.get_by_label("Type of event").click()
    page.get_by_role("option", name=re.compile("Trust ended")).click()
    expect(heading).to_have_text("Timeline: 2 events")
    expect(page).to_have_url(re.compile(r"type=trust_ended"))
    page.keyboard.press("Escape")
    page.go_back()
    expect(heading).to_have_text(everything)


def test_choose_years_by_dragging(page: Page) -> None:
    page.goto("/timeline")
    chart = page.locator('[data-testid="stVegaLiteChart"]').first
    expect(chart.locator("canvas, svg").first).to_be_visible()
    page.wait_for_timeout(500)
    box = chart.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + 30, steps=8)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"from=20\d\d&to=20\d\d"))


def test_download_what_is_shown(page: Page) -> None:
    ask(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    rows = list(csv.DictReader(download.value.path().read_text(encoding="utf-8").splitlines()))
    assert {row["organisation"] for row in rows} == {
        "Worcestershire Children First",
        "Doncaster Children’s Services Trust",
    }


def test_copy_a_citation(page: Page) -> None:
    ask(page)
    page.get_by_role("button", name="copy citation").first.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“")
    assert "https://example.org/" in copied


def test_play_the_map(page: Page) -> None:
    page.goto("/map?at=2017")
    year = page.locator(".ct-key b")
    expect(year).to_have_text("End of 2017")
    page.get_by_role("button", name="Play the years").click()
    expect(year).to_have_text("End of 2019")
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("button", name="Play the years")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Worcestershire:")).click()
    expect(page.locator("h1")).to_have_text("Worcestershire County Council")


def test_hostile_titles_do_nothing(page: Page) -> None:
    page.add_init_script("window.alert = () => { window.struck = true; }")
    page.goto("/timeline?type=publication&order=oldest")
    for title in HOSTILE:
        expect(page.get_by_text(title, exact=True).first).to_be_visible()
    page.get_by_text(HOSTILE[-1], exact=True).first.hover(force=True)  # what opens a card lies over it
    assert page.evaluate("window.struck") is None


def test_the_box_and_the_rows_are_reached_by_keys_alone(page: Page) -> None:
    page.goto("/")
    expect(page.locator(".ct-card").first).to_be_visible()
    page.wait_for_function("window.caretrail")  # a person does not press a key before the page has come
    page.locator('[data-test-script-state="notRunning"]').first.wait_for()  # what is typed while it is drawn is lost
    box = page.get_by_role("searchbox")
    for _ in range(3):  # a box drawn anew on a busy machine loses the focus: a person presses the key again
        page.keyboard.press("/")
        page.wait_for_timeout(500)
        if box.evaluate("box => box === document.activeElement"):
            break
    expect(box).to_be_focused()
    page.keyboard.type(QUESTION)
    expect(page.get_by_role("searchbox")).to_have_value(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator(".ct-answer")).to_contain_text("2022")
    closed = page.locator(".ct-entry > details:not([open]) > summary").first
    closed.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".ct-entry > details[open]")).to_have_count(2)


@pytest.mark.parametrize("path", ["/", "/timeline", "/council?name=Worcestershire", "/map", "/trusts", "/about"])
def test_nothing_is_wider_than_a_phone(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(path)
    expect(page.locator("h1").first).to_be_visible()
    page.wait_for_timeout(500)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
