"""The UK authorities that run or ran children's services: their records, and looking one up by any of its names."""

from __future__ import annotations

import csv
import difflib
import functools
import re
from dataclasses import dataclass
from datetime import date
from importlib import resources

NEAREST_CUTOFF = 0.8  # Ratio of difflib: two letters wrong in ten is a slip, more is another word.


@dataclass(frozen=True, slots=True)
class Council:
    """One authority, as ``nlp/lexicon/councils.csv`` has it.

    ``name`` is the canonical short name; ``started`` and ``ended`` the first day it ran social services under that
    name and the day they passed to its successors (None: still running); coordinates are degrees (WGS 84), None
    where not known. ``guarded`` are names that mean the authority only beside a word like "council".
    """

    name: str
    official: str
    gss: str
    nation: str
    region: str
    type: str
    latitude: float | None
    longitude: float | None
    started: date
    ended: date | None
    successors: tuple[str, ...] = ()
    predecessors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    guarded: tuple[str, ...] = ()

    def names(self) -> tuple[str, ...]:
        """Every name news may write: the canonical first, then aliases and guarded names, each once."""
        return tuple(dict.fromkeys((self.name, *self.aliases, *self.guarded)))


@functools.cache
def councils() -> dict[str, Council]:
    """All authorities by canonical short name, in alphabetical order; read once from the package's own file."""
    source = resources.files("nlp.lexicon").joinpath("councils.csv")
    rows = list(csv.DictReader(source.read_text(encoding="utf-8").splitlines()))
    predecessors: dict[str, list[str]] = {}
    for row in rows:
        for successor in _several(row["successors"]):
            predecessors.setdefault(successor, []).append(row["name"])
    return {row["name"]: _council(row, tuple(predecessors.get(row["name"], ()))) for row in rows}


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


def _council(row: dict[str, str], predecessors: tuple[str, ...]) -> Council:
    return Council(
        name=row["name"],
        official=row["official"],
        gss=row["gss"],
        nation=row["nation"],
        region=row["region"],
        type=row["type"],
        latitude=float(row["latitude"]) if row["latitude"] else None,
        longitude=float(row["longitude"]) if row["longitude"] else None,
        started=date.fromisoformat(row["started"]),
        ended=date.fromisoformat(row["ended"]) if row["ended"] else None,
        successors=_several(row["successors"]),
        predecessors=predecessors,
        aliases=_several(row["aliases"]),
        guarded=_several(row["guarded"]),
    )


def council_named(text: str) -> str | None:
    """The canonical name of the authority that the whole of ``text`` names, in any case, with or without "council".

    >>> council_named("telford & wrekin council")
    'Telford and Wrekin'
    """
    return _by_folded_name().get(_fold(text))


def nearest(name: str) -> str | None:
    """The authority most likely meant by a misspelt ``name`` ("doncastor"), or None where none is near enough."""
    folded = _fold(name)
    exact = _by_folded_name().get(folded)
    if exact or len(folded) < 4:
        return exact
    near = difflib.get_close_matches(folded, _long_names(), n=1, cutoff=NEAREST_CUTOFF)
    return _by_folded_name()[near[0]] if near else None


def _fold(name: str) -> str:
    name = re.sub(r"[’'‘]s?\b", "", name.lower().replace("&", " and ").replace("’", "'"))
    name = re.sub(r"[^\w]+", " ", name).strip()
    # The City of London is the one authority whose name without its rank is another place.
    name = re.sub(
        r"^(?:the )?(?:(?:(?:london|royal|metropolitan|county) )?borough of|city of(?! london)|county of|council of) ",
        "",
        name,
    )
    rank = r"(?: (?:city|county|borough|metropolitan|district|regional|islands|unitary))*"
    return re.sub(rf"{rank} (?:council|corporation|mbc|mdc|cc|bc|local authority|authority)$", "", name).strip()


@functools.cache
def _by_folded_name() -> dict[str, str]:
    folded: dict[str, str] = {}
    for council in councils().values():
        for name in (*council.names(), council.official):
            folded.setdefault(_fold(name), council.name)
    # A canonical name always wins over another authority's alias.
    folded.update({_fold(name): name for name in councils()})
    return folded


@functools.cache
def _long_names() -> tuple[str, ...]:
    return tuple(name for name in _by_folded_name() if len(name) >= 4)
