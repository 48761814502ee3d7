"""An alert as an Atom feed (RFC 4287), for a feed reader: one entry a telling, the latest first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

from crawler.discretion import CONTROLS
from index.alerts.config import Alert
from index.alerts.told import Telling
from index.telling.clauses import clause

_ATOM = "http://www.w3.org/2005/Atom"
# What XML 1.0 (2.2) has no character for.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_feed(path: Path, alert: Alert, tellings: Sequence[Telling], at: datetime) -> None:
    """Write the feed, whole or not at all.

    Raises:
        OSError: it cannot be written.
    """
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed")
    _add(feed, "id", f"urn:caretrail:alert:{alert.name}")
    _add(feed, "title", alert.title)
    _add(feed, "updated", (tellings[0].at if tellings else at).isoformat())
    _add(_add(feed, "author"), "name", "Caretrail")
    for item in tellings:
        _telling(feed, item)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.partial")
    try:
        ET.ElementTree(feed).write(partial, encoding="utf-8", xml_declaration=True)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def headline(item: Telling) -> str:
    """What is told, in a line."""
    told = " ".join(CONTROLS.sub(" ", clause(item.entry)).split())
    return f"{'Changed: ' if item.change == 'changed' else ''}{told[:1].upper()}{told[1:]}"


def _telling(feed: ET.Element, item: Telling) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", f"urn:caretrail:entry:{item.entry.id}:{item.digest}")
    _add(entry, "title", headline(item))
    _add(entry, "updated", item.at.isoformat())
    _add(entry, "category").set("term", item.entry.type.replace("_", " "))
    for number, evidence in enumerate(reversed(item.entry.history)):
        if evidence.url.startswith(("http://", "https://")):
            link = _add(entry, "link")
            link.set("rel", "related" if number else "alternate")
            link.set("href", _NOT_XML.sub("", evidence.url))
    quotes = [f"“{evidence.quote}” {evidence.source}" for evidence in item.entry.history]
    _add(entry, "content", "\n\n".join(quotes)).set("type", "text")


def _add(parent: ET.Element, name: str, text: str | None = None) -> ET.Element:
    child = ET.SubElement(parent, f"{{{_ATOM}}}{name}")
    child.text = None if text is None else _NOT_XML.sub("", text)
    return child
