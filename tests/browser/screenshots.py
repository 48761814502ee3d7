"""What the README shows of the bundled sample, pictures and answer: `python -m tests.browser.screenshots [DATA]`."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests import readme_table
from tests.browser import serving

IMAGES = Path(__file__).parents[2] / "docs" / "images"
_SETTLE = 1500


@dataclass(frozen=True)
class Picture:
    """A view to be taken: its address, and the window it is looked at in."""

    name: str
    path: str
    height: int = 800
    width: int = 1280
    dark: bool = False


PICTURES = (
    Picture("ask", "/?q=which+trusts+were+wound+up+and+when", 860),
    Picture("timeline", "/timeline?type=trust_created&type=trust_ended&type=intervention", 860),
    Picture("council", "/council?name=Worcestershire", 860),
    Picture("map", "/map?at=2019", 980, dark=True),
    Picture("phone", "/?q=which+councils+improved+to+outstanding", 844, 390),
)


def main(arguments: list[str]) -> None:
    """Take every picture and write the answer, of the data folder named or of the sample fetched for it."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(arguments[0]) if arguments else _sample(Path(folder) / "data")
        readme_table.write_answer(data)
        with serving.pages(data) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(**serving.browser())  # type: ignore[arg-type]
            for picture in PICTURES:
                _take(browser, address, picture)


def _sample(data: Path) -> Path:
    command = [sys.executable, "-m", "app.cli", "demo", "--no-pages", "--data", str(data)]
    subprocess.run(command, check=True)
    return data


def _take(browser: Browser, address: str, picture: Picture) -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    scheme = "dark" if picture.dark else "light"
    window = {"width": picture.width, "height": picture.height}
    context = browser.new_context(viewport=window, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address + picture.path)
    page.wait_for_selector("[data-testid=stMain] h1, .ct-answer")
    # Charts come after the page, behind grey boxes that hold their place.
    page.wait_for_timeout(_SETTLE)
    page.wait_for_function("!document.querySelector('[data-testid=stSkeleton]')")
    page.wait_for_timeout(_SETTLE)
    page.screenshot(path=IMAGES / f"{picture.name}.png")
    context.close()


if __name__ == "__main__":
    main(sys.argv[1:])
