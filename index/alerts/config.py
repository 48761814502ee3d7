"""The alerts a user keeps: alerts.toml, loaded and checked."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_KEYS = frozenset(("name", "title", "question", "search", "notify"))
_FROM_ENVIRONMENT = "env:"


class AlertsUnusable(ValueError):
    """alerts.toml cannot be used; says which alert and key, and what to write."""


@dataclass(frozen=True, slots=True)
class Alert:
    """A saved question or search.

    ``name`` is that of its feed's file; exactly one of ``question`` (as for ``caretrail ask``) and ``search`` (as for
    ``caretrail search``) is set; ``notify`` are addresses for apprise, "env:NAME" already replaced by its value.
    """

    name: str
    title: str
    question: str | None = None
    search: str | None = None
    notify: tuple[str, ...] = ()


def load_alerts(path: Path, environment: Mapping[str, str] = os.environ) -> list[Alert]:
    """The alerts of a file, in its order; none when there is no file.

    Raises:
        AlertsUnusable: it is not TOML, or an alert lacks or misspells something.
    """
    if not path.is_file():
        return []
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise AlertsUnusable(f"{path}: {error}") from error
    tables = raw.get("alert", [])
    if set(raw) - {"alert"} or not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise AlertsUnusable(f"{path}: write each alert as a table headed [[alert]]")
    alerts = [_alert(table, number, path, environment) for number, table in enumerate(tables, 1)]
    names = [alert.name for alert in alerts]
    for name in names:
        if names.count(name) > 1:
            raise AlertsUnusable(f"{path}: two alerts are named {name}")
    return alerts


def _alert(table: dict[str, Any], number: int, path: Path, environment: Mapping[str, str]) -> Alert:
    name = table.get("name")
    where = f"{path}: alert {number}" + (f" ({name})" if isinstance(name, str) else "")
    if unknown := set(table) - _KEYS:
        raise AlertsUnusable(
            f"{where}: {', '.join(sorted(unknown))} is not known; the keys are {', '.join(sorted(_KEYS))}"
        )
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise AlertsUnusable(f"{where}: name must be small letters, digits and hyphens, as in trusts-wound-up")
    texts = {key: _text(table, key, where) for key in ("title", "question", "search")}
    if (texts["question"] is None) == (texts["search"] is None):
        raise AlertsUnusable(f"{where}: give either question or search")
    notify = table.get("notify", [])
    if not isinstance(notify, list) or not all(isinstance(address, str) for address in notify):
        raise AlertsUnusable(f"{where}: notify must be a list of addresses")
    addresses = tuple(_address(address, where, environment) for address in notify)
    title = texts["title"] or texts["question"] or texts["search"] or name
    return Alert(name, title, texts["question"], texts["search"], addresses)


def _text(table: dict[str, Any], key: str, where: str) -> str | None:
    value = table.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip():
        raise AlertsUnusable(f"{where}: {key} must be a text")
    return value


def _address(address: str, where: str, environment: Mapping[str, str]) -> str:
    """An address as it stands, or out of the environment, where secrets belong."""
    if not address.startswith(_FROM_ENVIRONMENT):
        return address
    name = address.removeprefix(_FROM_ENVIRONMENT)
    if not environment.get(name):
        raise AlertsUnusable(f"{where}: notify names the environment variable {name}, which is not set")
    return environment[name]
