"""Finding organisations: trusts, regulators, departments, courts and sector bodies, listed, shaped or defined."""

from __future__ import annotations

import bisect
import functools
import itertools
import re
from collections.abc import Iterable, Iterator

from nlp.anaphors import resolve_organisations
from nlp.bodies import Organisation, OrganisationKind, organisations, trusts
from nlp.matcher import Match, NameMatcher
from nlp.reading import Mention, MentionKind
from nlp.shapes import Body, defined, is_acronym_of, shaped
from nlp.words import lexicon, phrases, plain

__all__ = ["Organisation", "OrganisationKind", "find_organisations", "organisations", "trusts"]

_BRACKETED = re.compile(r"(?:'s)?\s\((?:the\s|or\s|known as\s)?(?P<acronym>[A-Z][A-Za-z&]{1,9})(?:'s)?\)")


def find_organisations(text: str, *, lower_case: bool = False) -> list[Mention]:
    """The organisations ``text`` names, in order, and those "the trust", "the regulator" … stand for (anaphors).

    ``value`` is the full name with curly apostrophes: the list's where it is listed, else as the text writes it. An
    acronym counts where the text defines it or has the full name too. ``lower_case`` finds listed names in small
    letters, as questions have them.
    """
    line = plain(text)
    bodies = _apart(_listed(line, lower_case), shaped(line, text), defined(line, text))
    bodies = _apart(bodies, _acronyms(line, bodies))
    named = [Mention(MentionKind.ORGANISATION, b.start, b.end, text[b.start : b.end], b.name) for b in bodies]
    kinds = {body.name: body.kind for body in bodies}
    return sorted([*named, *resolve_organisations(text, named, kinds)], key=lambda mention: mention.start)


def _apart(*sources: Iterable[Body]) -> list[Body]:
    """The bodies in order of place, none overlapping: an earlier source's before a later one's."""
    kept: list[Body] = []
    for body in itertools.chain(*sources):
        # What is kept is in order and apart: only the neighbours of its place can overlap it.
        at = bisect.bisect_left(kept, body.start, key=lambda other: other.start)
        apart_before = at == 0 or kept[at - 1].end <= body.start
        if apart_before and (at == len(kept) or body.end <= kept[at].start):
            kept.insert(at, body)
    return kept


def _listed(line: str, lower_case: bool) -> Iterator[Body]:
    matcher, owners = _names()
    for match in matcher.find(line, lower_case=lower_case):
        body = owners[match.name]
        if match.name not in body.guarded or _is_a_name(line, match, lower_case):
            yield Body(match.start, match.end, body.name, body.kind)


def _is_a_name(line: str, match: Match, lower_case: bool) -> bool:
    """Whether an ordinary word is the organisation: a capital not owed to a sentence's start, no noun of its own."""
    if lower_case or _ordinary().match(line, match.end):
        return False
    before = line[max(0, match.start - 30) : match.start]
    if match.name[0].islower():
        return before.endswith("the ")
    opens = re.search(r"(?:^|[.!?:\n•–-]|[“\"'])\s*\Z", before) is not None
    verb = re.compile(r"(?:'s|\s(?:is|was|has|said|will|says|had|also|trains|runs))\b").match(line, match.end)
    within = re.compile(r"\s[A-Z]").match(line, match.end) or re.search(r"\b[A-Z][\w']*\s\Z", before)
    return verb is not None if opens else within is None


def _acronyms(line: str, bodies: list[Body]) -> Iterator[Body]:
    """Acronyms wherever they stand, of organisations the text names in full or defines."""
    bound: dict[str, Body] = {}
    for body in bodies:
        known = organisations().get(body.name)
        if known and known.acronym:
            bound.setdefault(known.acronym, body)
        after = _BRACKETED.match(line, body.end)
        if after and is_acronym_of(after["acronym"], line[body.start : body.end]):
            bound[after["acronym"]] = body
    if bound:
        for match in re.finditer(rf"(?<![\w&-]){phrases(bound)}(?![\w&])", line):
            body = bound[match[0]]
            yield Body(match.start(), match.end(), body.name, body.kind)


@functools.cache
def _names() -> tuple[NameMatcher, dict[str, Organisation]]:
    """Every name that needs no definition, and whose it is; a full name before another's alias."""
    owners = {name: body for body in organisations().values() for name in (*body.aliases, *body.guarded)}
    owners |= organisations()
    return NameMatcher((*organisations(), *owners)), owners


@functools.cache
def _ordinary() -> re.Pattern[str]:
    return re.compile(rf"\s{phrases(lexicon('organisations')['ordinary']['after'])}\b")
