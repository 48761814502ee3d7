"""What an entry is told by in a list: the council, the body, the title or the person, and its date in brackets."""

from __future__ import annotations

from collections.abc import Sequence

from index.facts import is_public_body
from index.telling.spoken_dates import alone
from index.timeline import Entry
from nlp.reading import EventType, Judgement

_BY_TITLE = (EventType.PUBLICATION, EventType.LEGISLATION, EventType.CASE_REVIEW, EventType.PILOT)
_BY_PERSON = (EventType.APPOINTMENT, EventType.DEPARTURE, EventType.COMMISSIONER)
_OF_TRUSTS = (EventType.TRUST_CREATED, EventType.TRUST_ENDED)
_MOST = 6


def label(entry: Entry) -> str:
    """What an entry is told by in a list: the body, the title or the person, with the date in brackets."""
    told = in_brackets(entry)
    name = subject(entry)
    return f"{name[:-1]}, {told})" if name.endswith(")") else f"{name} ({told})"


def in_brackets(entry: Entry) -> str:
    """The date as it stands alone."""
    return alone(entry.date) if entry.date else "date not told"


def body(entry: Entry) -> str:
    """Whose services a grade is of."""
    return listed(entry.councils) or entry.organisation or "not named"


def subject(entry: Entry) -> str:
    """The body, title or person an entry is about."""
    councils = listed(entry.councils)
    if entry.type in _BY_TITLE and entry.title:
        return f"{entry.title} ({councils})" if councils else entry.title
    if entry.type in _BY_PERSON and entry.people:
        place = councils or entry.organisation
        return f"{listed(entry.people)} ({place})" if place else listed(entry.people)
    if entry.type is EventType.COMMISSIONER:
        return f"{_adviser(entry)} ({councils})" if councils else _adviser(entry)
    if entry.type is EventType.INSPECTION_RATING:
        return f"{councils or entry.organisation or 'not named'} {entry.grade}{area(entry)}"
    if entry.type is EventType.FINANCE and entry.amount:
        return f"{recipient(entry) or entry.title or 'not named'} {entry.amount}"
    if entry.type in _OF_TRUSTS and entry.organisation and councils:
        return f"{entry.organisation} ({councils})" if councils not in entry.organisation else entry.organisation
    return councils or entry.organisation or listed(entry.people) or entry.title or "not named"


def _adviser(entry: Entry) -> str:
    """The council or body that advises where no person does; who appoints is not the one appointed."""
    body = entry.organisation or ""
    return body if body and body not in entry.councils and not is_public_body(body) else "somebody not named"


def recipient(entry: Entry) -> str:
    """Whom money is for: a department beside a council or a scheme gives it."""
    named = listed(entry.councils)
    if is_public_body(entry.organisation or ""):
        return named or entry.title or entry.organisation or ""
    return entry.organisation or named


def area(entry: Entry) -> str:
    """The area a grade is of, " for leadership"; nothing for the overall grade."""
    return "" if entry.judgement in (None, Judgement.OVERALL) else f" for {entry.judgement}"


def listed(names: Sequence[str], most: int = _MOST) -> str:
    """Names as English lists them: "A, B and C"; beyond ``most`` the first of them and how many more there are."""
    shown = list(names[:most])
    if len(names) > most:
        shown = [*names[: most - 1], f"{len(names) - most + 1} more"]
    comma = "; " if any(", " in name for name in shown) else ", "
    return comma.join(shown[:-1]) + f" and {shown[-1]}" if len(shown) > 1 else "".join(shown)
