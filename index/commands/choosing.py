"""What the commands share: opening the index or saying why not, and councils by the names people type."""

from __future__ import annotations

from pathlib import Path

from crawler.console import Unusable
from index.search import Index, open_index
from index.store.document import IndexUnusable
from nlp import gazetteer


def opened(data: Path) -> Index:
    """The index of a data folder.

    Raises:
        Unusable: there is none, or it is damaged; says what to do.
    """
    try:
        return open_index(data)
    except IndexUnusable as error:
        raise Unusable(str(error)) from error


def council_named(name: str) -> str:
    """The canonical short name of a council.

    Raises:
        Unusable: no council has this name; says which may be meant.
    """
    known = gazetteer.council_named(name)
    if known:
        return known
    near = gazetteer.nearest(name)
    raise Unusable(f"no council is called {name}" + (f"; did you mean {near}?" if near else ""))
