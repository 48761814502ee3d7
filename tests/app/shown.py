"""A view run without a browser: its address, its text, its links, and the widgets a person would use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from lxml import html
from streamlit.testing.v1 import AppTest

_SECONDS = 20


@dataclass
class Shown:
    """One view after it ran."""

    app: Any

    @property
    def tree(self) -> Any:
        """What the view placed as HTML, as one tree."""
        bodies = [element.proto.body for element in self.app.get("html")]
        return html.fromstring("<main>" + "".join(body for body in bodies if not body.startswith("<style")) + "</main>")

    @property
    def text(self) -> str:
        """The words of the view, as written."""
        return " ".join(self.tree.text_content().split())

    def links(self, page: str) -> list[dict[str, list[str]]]:
        """The state in the address of every link to a view."""
        addresses = [urlsplit(link.get("href")) for link in self.tree.iter("a")]
        return [parse_qs(address.query) for address in addresses if address.path == page]

    @property
    def address(self) -> dict[str, list[str]]:
        """The state the view's own address holds."""
        held = self.app.query_params
        return {name: [value] if isinstance(value, str) else list(value) for name, value in held.items()}

    def charts(self) -> list[Any]:
        """The charts, as protocol messages."""
        return [element.proto for element in self.app.get("arrow_vega_lite_chart") or self.app.get("vega_lite_chart")]


def run(view: str, **state: str | list[str]) -> Shown:
    """Run a view (a module of app.views) with a state; fails on any exception it shows."""
    app = AppTest.from_string(f"from app.views import {view}\n{view}.show()", default_timeout=_SECONDS)
    for name, value in state.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception
    return Shown(app)
