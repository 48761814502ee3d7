"""One server and one browser for the tests of a module; skipped where no browser is installed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.app.held import held
from tests.browser import serving


# Not for the session: playwright keeps an event loop running, under which asyncio.run of later tests can't.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The system's Chromium; skips the test where there is none."""
    try:
        launch = serving.browser()
    except LookupError as error:
        pytest.skip(str(error))
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(**launch)  # type: ignore[arg-type]
        yield found
        found.close()


@pytest.fixture(scope="module")
def address(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the pages of a small index."""
    data: Path = held(tmp_path_factory.mktemp("held"))
    with serving.pages(data) as served:
        yield served


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    """A new window on the pages; fails on errors the pages' own script makes."""
    context = chromium.new_context(base_url=address, viewport={"width": 1280, "height": 900}, accept_downloads=True)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened = context.new_page()
    opened.set_default_timeout(20_000)
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert errors == []
