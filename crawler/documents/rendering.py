"""A tree of HTML (or of trafilatura's elements) as plain text: paragraphs apart, list items on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

BULLET = "  • "

# fmt: off
_BLOCKS = frozenset({"p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "h1", "h2", "h3",
    "h4", "h5", "h6", "head", "blockquote", "quote", "ul", "ol", "list", "dl", "dt", "dd", "li", "item", "table",
    "thead", "tbody", "tfoot", "tr", "row", "figure", "pre", "address", "form", "fieldset", "body", "hr", "details",
    "summary"})
_SILENT = frozenset({"script", "style", "noscript", "template", "iframe", "svg", "object", "embed", "button",
    "select", "option", "textarea", "input", "canvas", "audio", "video", "figcaption", "graphic", "img", "picture"})
# fmt: on
_ITEMS = frozenset({"li", "item"})
_CELLS = frozenset({"td", "th", "cell"})
_BREAKS = frozenset({"br", "lb"})
# What an element is to the text when it begins; when it ends, only blocks are anything.
_OPENS = {
    **dict.fromkeys(_BREAKS, "break"),
    **dict.fromkeys(_CELLS, "cell"),
    **dict.fromkeys(_BLOCKS, "block"),
    **dict.fromkeys(_ITEMS, "item"),
}
_SPACE = re.compile(r"[ \t\n\r\f\v]+")


def to_text(root: Any) -> str:
    """The text of an lxml element: paragraphs split by a blank line, list items as ``  • `` lines under each other.

    Table cells of one row stand on one line. A walk without recursion, so that depth does not matter.
    """
    return _join(list(_blocks(root)))


def _blocks(root: Any) -> Iterator[tuple[bool, str]]:
    """(is a list item, text) of each run of text between block boundaries, in order."""
    run: list[str] = []
    item = False
    for event, value in _walk(root):
        if event == "text":
            run.append(value)
        elif event == "cell":
            run.append(" ")
        elif event == "break":
            run.append("\n")
        else:
            yield from _flush(run, item)
            run.clear()
            item = event == "item" or (item and event == "inner")
    yield from _flush(run, item)


def _flush(run: list[str], item: bool) -> Iterator[tuple[bool, str]]:
    for line in "".join(run).split("\n"):
        if line.strip():
            yield item, _SPACE.sub(" ", line).strip(" ")


def _walk(root: Any) -> Iterator[tuple[str, str]]:
    """Text runs and boundaries of a tree, in reading order, by a stack of (element, entering)."""
    stack: list[tuple[Any, bool]] = [(root, True)]
    items = 0
    while stack:
        element, entering = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        name = tag.lower()
        if entering:
            silent = not tag or name in _SILENT
            items += name in _ITEMS
            if opens := _OPENS.get(name):
                # A paragraph inside a list item is the item's text, not a paragraph of its own.
                yield ("inner" if opens == "block" and items else opens), ""
            if not silent and element.text:
                yield "text", _inline(element.text)
            stack.append((element, False))
            if not silent:
                stack.extend((child, True) for child in reversed(element))
        else:
            if name in _BLOCKS:
                yield "block", ""
            items -= name in _ITEMS
            if element.tail and element is not root:
                yield "text", _inline(element.tail)


def _inline(text: str) -> str:
    """Text of markup, in which a line end is a space."""
    return text.replace("\n", " ").replace("\r", " ")


def _join(blocks: list[tuple[bool, str]]) -> str:
    pieces: list[str] = []
    for at, (item, text) in enumerate(blocks):
        after_item = at > 0 and blocks[at - 1][0]
        if at:
            pieces.append("\n" if item and after_item else "\n\n")
        pieces.append(f"{BULLET}{text}" if item else text)
    return "".join(pieces)
