"""The commands of this folder by name, each in a module of its own that is loaded when the command is called."""

from __future__ import annotations

import importlib
from typing import Any

_MODULES = {
    "ask": "index.ask_command",
    "build": "index.build_command",
    "search": "index.search_command",
    "timeline": "index.timeline_command",
    "council": "index.council_command",
    "export": "index.export",
    "alerts": "index.alerts",
    "status": "index.status_command",
}


def __getattr__(name: str) -> Any:
    """The command of a name.

    Raises:
        AttributeError: there is none.
    """
    if name not in _MODULES:
        raise AttributeError(f"no command {name} in index")
    return getattr(importlib.import_module(_MODULES[name]), name)
