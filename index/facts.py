"""Facts of public record that entries are filled from: which trust serves which councils, and its other names."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from nlp.bodies import Organisation, OrganisationKind, organisations, trusts
from nlp.gazetteer import council_named, councils

_PUBLIC = frozenset({OrganisationKind.DEPARTMENT, OrganisationKind.REGULATOR})
_TRUST_WORDS = frozenset({"trust", "company"})
_PUNCTUATION = re.compile(r"[^\w\s]")


def fold(name: str) -> str:
    """A name for comparing: lower case, typographic apostrophes and punctuation gone, single spaces."""
    return " ".join(_PUNCTUATION.sub("", name.casefold()).split())


@cache
def _by_name() -> dict[str, str]:
    """Folded name, alias or acronym -> canonical name."""
    found: dict[str, str] = {}
    for name, organisation in organisations().items():
        for other in (name, *organisation.aliases, organisation.acronym):
            if other:
                found.setdefault(fold(other), name)
    return found


@cache
def _trusts_by_council() -> dict[str, tuple[Organisation, ...]]:
    found: dict[str, list[Organisation]] = {}
    for trust in trusts().values():
        for council in trust.councils:
            found.setdefault(council, []).append(trust)
    return {council: tuple(serving) for council, serving in found.items()}


def canonical_organisation(name: str) -> str:
    """The canonical name of an organisation, or the name as it came when it is not known."""
    return _by_name().get(fold(name), name)


def canonical_council(name: str) -> str:
    """The canonical short name of a council, or the name as it came when it is not known."""
    return council_named(name) or name


def successors(council: str) -> tuple[str, ...]:
    """The councils that took an abolished council's place; empty for one that stands."""
    known = councils().get(council)
    return known.successors if known else ()


@cache
def _predecessors() -> dict[frozenset[str], str]:
    return {frozenset(council.successors): name for name, council in councils().items() if len(council.successors) > 1}


def predecessors(named: tuple[str, ...]) -> tuple[str, ...]:
    """The abolished councils of which several councils took the place, where all of these are among the named."""
    return tuple(name for after, name in _predecessors().items() if after <= set(named))


def is_public_body(organisation: str) -> bool:
    """Whether it is a known department or regulator, which orders or judges what happens to others."""
    known = organisations().get(organisation)
    return bool(known and known.kind in _PUBLIC)


def judges(organisation: str) -> bool:
    """Whether it is a known court or ombudsman, whose name says that its rulings are spoken of."""
    known = organisations().get(organisation)
    return bool(known and known.kind in (OrganisationKind.COURT, OrganisationKind.OMBUDSMAN))


def councils_of(organisation: str) -> tuple[str, ...]:
    """The councils a known trust serves; empty for any other body."""
    known = trusts().get(organisation)
    return known.councils if known else ()


@dataclass(frozen=True, slots=True)
class Rename:
    """A trust's change of name: what it is called now, what it was called before, and since which day."""

    now: str
    before: str
    on: date


@cache
def renames() -> tuple[Rename, ...]:
    """The trusts known to have taken another name (lexicon/renames.toml)."""
    told = tomllib.loads(files("index.lexicon").joinpath("renames.toml").read_text("utf-8"))
    return tuple(Rename(**one) for one in told["rename"])


def is_trust(organisation: str) -> bool:
    """Whether a body is a known trust, or calls itself a trust or a company."""
    return bool(councils_of(organisation) or set(fold(organisation).split()) & _TRUST_WORDS)


def trusts_of(council: str) -> tuple[Organisation, ...]:
    """Every known trust that serves or served a council."""
    return _trusts_by_council().get(council, ())


def only_trust(councils: tuple[str, ...], on: date | None) -> str | None:
    """The one trust that serves all these councils (and existed by that day), None when there are none or several."""
    fitting = {
        trust.name
        for council in councils[:1]
        for trust in trusts_of(council)
        if set(councils) <= set(trust.councils) and not (on and trust.started and trust.started > on)
    }
    return fitting.pop() if len(fitting) == 1 else None
