"""People: who an article names, with the role and organisation it states for them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from spacy.tokens import Doc

from nlp.affiliations import Affiliations
from nlp.everyone import Everyone, Known, standing
from nlp.names import Name, begins_with_a_place, doubtful, runs
from nlp.reading import Mention, MentionKind, Person
from nlp.roles import after, before
from nlp.stated import Stated, both, is_former
from nlp.stretches import Stretches
from nlp.surroundings import Surroundings
from nlp.vacancies import vacancy
from nlp.words import lexicon
from nlp.works import implied

_TITLES_OF_SURNAMES = frozenset(
    ("mr", "mrs", "ms", "miss", "dr", "prof", "professor", "justice", "judge", "hhj", "lord", "baroness")
)
_PEERS = frozenset(("lord", "lady", "baroness", "baron", "viscount", "earl"))
# "Baroness Smith of Malvern": the place is no part of what she is.
_SEAT = re.compile(r" of [A-Z][\w-]+(?: [A-Z][\w-]+){0,2}")
# How many names back a role in the plural is looked for: "parents X and Y"; signatures run to hundreds.
_LISTED = 5
_BODY_LABELS = frozenset(("ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"))


def find_people(doc: Doc, councils: list[Mention], organisations: list[Mention]) -> tuple[list[Person], list[Mention]]:
    """The people of a document, in the order they appear, and every mention of them by full name or surname.

    Args:
        doc: with entities; offsets of what is returned count characters of its text.
        councils: the councils' mentions in it, anaphors included.
        organisations: the organisations' mentions in it, anaphors included.
    """
    reader = _Reader(doc, councils, organisations)
    known = reader.people()
    people = [reader.person(one) for one in known]
    mentions = [
        Mention(MentionKind.PERSON, place.start, place.end, place.text, one.name.text)
        for one in known
        for place in one.places
    ]
    return people, sorted(mentions, key=lambda mention: mention.start)


class _Reader:
    """One document while its people are read."""

    def __init__(self, doc: Doc, councils: list[Mention], organisations: list[Mention]) -> None:
        self._text = doc.text
        self._entities = [(e.start_char, e.end_char) for e in doc.ents if e.label_ == "PERSON"]
        self._persons = Stretches(self._entities)
        self._bodies = Stretches((e.start_char, e.end_char) for e in doc.ents if e.label_ in _BODY_LABELS)
        self._named = Stretches((m.start, m.end) for m in (*councils, *organisations) if not m.anaphor)
        self._around = Surroundings(doc.text)
        self._affiliations = Affiliations(doc.text, [*councils, *organisations])
        self._names = sorted(self._candidates(), key=lambda name: name.start)
        self._ends = {name.end: name for name in self._names if name.full}
        self._leads = {name.lead: name for name in self._names if name.full}
        self._starts = [name.lead for name in self._names if name.full and self._trusted(name)]
        self._begun = frozenset(self._starts)
        self._named_ends: list[int] = []

    def _candidates(self) -> Iterator[Name]:
        """Runs of capitalised words, and inside those that are no name, what the model calls a person."""
        taken = []
        for name in runs(self._text):
            taken.append((name.start, name.end))
            yield name
        named = Stretches(taken)
        for start, end in self._entities:
            if not named.overlap(start, end):
                yield from runs(self._text, start, end)

    def people(self) -> list[Known]:
        """Everyone named, with all the places: full names first, then the surnames that belong to them."""
        everyone = Everyone()
        for name in self._names:
            if name.full and (self._is_person(name) or self._is_listed_with(name, everyone)):
                everyone.add(name)
        for name in self._names:
            if not name.full and self._is_surname_of_someone(name):
                everyone.add(name)
        self._add_short(everyone)
        self._named_ends = sorted(place.end for place in everyone.places)
        return everyone.in_order()

    def _is_person(self, name: Name) -> bool:
        if self._is_body(name) or self._around.is_credit(name):
            return False
        if name.titles or name.suffixes:
            return True
        trusted, unsure = self._trusted(name), doubtful(name) or begins_with_a_place(name)
        if trusted and not unsure:
            return not self._around.is_written_small(name)
        if self._role(name) is not None or self._around.is_harmed(name) or self._around.is_signed(name):
            return True
        if self._bodies.overlap(name.start, name.end) or begins_with_a_place(name):
            return False
        return trusted or ((self._around.speaks(name) or self._around.has_post(name)) and not unsure)

    def _is_listed_with(self, name: Name, everyone: Everyone) -> bool:
        """Whether a name is joined by "and" to a person's before it, or to what the model calls one after it."""
        if doubtful(name) or self._is_body(name):
            return False
        if self._text[name.tail : name.tail + 5] == " and " and name.tail + 5 in self._begun:
            return True
        earlier = self._listed_after(name.start)
        return earlier is not None and earlier in everyone.places

    def _is_surname_of_someone(self, name: Name) -> bool:
        """Whether a name of one word stands for a person by its title: "Mr Justice Keehan"."""
        titled = bool(_TITLES_OF_SURNAMES & set(name.titles)) and len(name.text) > 2
        return titled and not self._is_body(name) and not self._around.is_of_a_work(name)

    def _trusted(self, name: Name) -> bool:
        return self._persons.overlap(name.start, name.end)

    def _is_body(self, name: Name) -> bool:
        held = not name.titles and self._named.overlap(name.start, name.end)
        return held or self._around.is_of_a_body(name)

    def _add_short(self, everyone: Everyone) -> None:
        """Places that name a person by the surname alone, or by a first name that only one person has."""
        taken = Stretches((p.start, p.end) for p in everyone.places)
        for name in standing(everyone.short(), self._text):
            free = not any(held.overlap(name.start, name.end) for held in (taken, self._named))
            if free and self._is_meant(name):
                everyone.add(name)

    def _is_meant(self, surname: Name) -> bool:
        """Whether a surname alone names the person; one that is a common word too needs more to show it."""
        if not self._around.stands_alone(surname):
            return False
        return not doubtful(surname) or self._trusted(surname) or self._around.speaks(surname)

    def _role(self, name: Name, listed: int = _LISTED) -> Stated | None:
        """The role stated beside a name: after it, or else before it, or before those it is listed with."""
        at = bisect_left(self._starts, name.end)
        limit = self._starts[at] if at < len(self._starts) else None
        seat = _SEAT.match(self._text, name.tail) if _PEERS & set(name.titles) else None
        follows = after(self._text, seat.end() if seat else name.tail, limit)
        start = name.lead
        leads = before(self._text, start)
        if follows is not None:
            if leads is None or leads.shared or leads.former:
                return follows
            beside = self._text[start - 2 : start - 1].isalnum() or is_former(follows)
            return both(leads, follows) if beside else follows
        if leads is not None:
            return None if self._is_of_another(leads) else leads
        neighbour = self._listed_after(start) if listed else None
        said = self._role(neighbour, listed - 1) if neighbour else self._role_of_list(name, listed)
        return said if said and said.shared else None

    def _role_of_list(self, name: Name, listed: int) -> Stated | None:
        """The role told behind the last of those a name is listed with: "X, Y and Z as members of …"."""
        joined = re.match(r"(?:,| and|, and) ", self._text[name.tail : name.tail + 6])
        start = name.tail + joined.end() if joined else -1
        following = self._leads.get(start)
        if following is None or not listed:
            return None
        return after(self._text, following.tail) or self._role_of_list(following, listed - 1)

    def _is_of_another(self, role: Stated) -> bool:
        """Whether a role before a name follows another's: "X, chief executive, and Y"."""
        return self._text[max(0, role.start - 2) : role.start] == ", " and role.start - 2 in self._ends

    def _listed_after(self, start: int) -> Name | None:
        """The name to which one that begins at an offset is joined by a comma or "and"."""
        joined = re.search(r"(?:,| and|, and) $", self._text[max(0, start - 7) : start])
        return self._ends.get(start - len(joined[0])) if joined else None

    def person(self, one: Known) -> Person:
        """The record of a person, with the first role the article states for them, a current one before a former."""
        first = one.name
        stated = [role for place in one.places if (role := self._vacancy(place) or self._role(place)) is not None]
        role = next((role for role in stated if not is_former(role)), None)
        told = None if role else self._implied(one) if stated else self._untitled_role(one)
        role = role or (stated[0] if stated else None)
        organisation, councils = self._affiliations.of(role) if role else (None, ())
        text = "; ".join(filter(None, (told, role.text if role else None))) or None
        return Person(first.text, text, organisation, councils, one.places[0].start, one.places[0].end)

    def _vacancy(self, place: Name) -> Stated | None:
        """The role of a post that the sentence before fills or leaves without a name, and this one takes up."""
        before_it = bisect_left(self._named_ends, place.lead)
        last = self._named_ends[before_it - 1] if before_it else 0
        at = vacancy(self._text, place.lead, place.tail, last)
        return None if at is None else before(self._text, at)

    def _untitled_role(self, one: Known) -> str | None:
        """What a title or a person's work says of them: "Mr Justice Keehan", "X MP", "X's independent review"."""
        by_suffix = lexicon("people")["suffixes"]["roles"]
        for place in one.places:
            told = [lexicon("people")["titles"][title] for title in place.titles]
            told += [by_suffix[suffix] for suffix in place.suffixes if suffix in by_suffix]
            role = next(filter(None, told), None) or implied(self._text, place.lead, place.end)
            if role:
                return role
        return None

    def _implied(self, one: Known) -> str | None:
        """What a person's work alone says of them."""
        told = (implied(self._text, place.lead, place.end) for place in one.places)
        return next(filter(None, told), None)
