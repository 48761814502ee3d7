"""The organisations of the sector: their records, as nlp/lexicon/organisations.csv has them."""

from __future__ import annotations

import csv
import functools
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib import resources


class OrganisationKind(StrEnum):
    """What an organisation is; decides what "the trust" or "the regulator" may stand for."""

    TRUST = "trust"
    REGULATOR = "regulator"
    OMBUDSMAN = "ombudsman"
    DEPARTMENT = "department"
    COURT = "court"
    PANEL = "panel"
    REVIEW = "review"
    ASSOCIATION = "association"
    UNION = "union"
    CHARITY = "charity"
    AGENCY = "agency"
    AUTHORITY = "authority"
    PARTNERSHIP = "partnership"
    COMPANY = "company"
    HEALTH = "health"
    POLICE = "police"
    UNIVERSITY = "university"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Organisation:
    """One organisation.

    ``acronym`` means it where its full name is in the text too; ``aliases`` mean it anywhere; ``guarded`` are ordinary
    words too ("Frontline"). ``councils`` are those whose children's services a trust runs or ran, ``started`` and
    ``ended`` the day it took over and the day its services passed on (None: not known, or still running).
    """

    name: str
    kind: OrganisationKind
    acronym: str | None = None
    aliases: tuple[str, ...] = ()
    guarded: tuple[str, ...] = ()
    councils: tuple[str, ...] = ()
    started: date | None = None
    ended: date | None = None


@functools.cache
def organisations() -> dict[str, Organisation]:
    """All known organisations by name, trusts first; read once from the package's own file."""
    source = resources.files("nlp.lexicon").joinpath("organisations.csv")
    rows = csv.DictReader(source.read_text(encoding="utf-8").splitlines())
    return {row["name"]: _organisation(row) for row in rows}


def trusts() -> dict[str, Organisation]:
    """The trusts and companies that run or ran councils' children's services, by name."""
    return {name: body for name, body in organisations().items() if body.kind is OrganisationKind.TRUST}


def _organisation(row: dict[str, str]) -> Organisation:
    return Organisation(
        name=row["name"],
        kind=OrganisationKind(row["kind"]),
        acronym=row["acronym"] or None,
        aliases=_several(row["aliases"]),
        guarded=_several(row["guarded"]),
        councils=_several(row["councils"]),
        started=date.fromisoformat(row["started"]) if row["started"] else None,
        ended=date.fromisoformat(row["ended"]) if row["ended"] else None,
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)
