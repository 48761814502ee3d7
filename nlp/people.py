"""People: who an article names, with the role and organisation it states for them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc

from nlp.affiliations import Affiliations
from nlp.names import Name, begins_with_a_place, doubtful, runs, words
from nlp.reading import Mention, MentionKind, Person
from nlp.roles import Stated, after, before, both
from nlp.words import lexicon
from nlp.works import implied

_TITLES_OF_SURNAMES = frozenset(
    ("mr", "mrs", "ms", "miss", "dr", "prof", "professor", "justice", "judge", "hhj", "lord", "baroness")
)
_BODY_LABELS = frozenset(("ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"))


@dataclass
class _Known:
    """A person being read: the name as first given in full, and every place that names them."""

    name: Name
    places: list[Name] = field(default_factory=list)


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
        self._persons = [(e.start_char, e.end_char) for e in doc.ents if e.label_ == "PERSON"]
        self._bodies = [(e.start_char, e.end_char) for e in doc.ents if e.label_ in _BODY_LABELS]
        self._named = [m for m in (*councils, *organisations) if not m.anaphor]
        self._affiliations = Affiliations(doc.text, [*councils, *organisations])
        self._names = sorted(self._candidates(), key=lambda name: name.start)
        self._ends = {name.end: name for name in self._names if name.full}
        self._starts = [self._lead(n) for n in self._names if n.full and self._trusted(n)]

    def _candidates(self) -> Iterator[Name]:
        """Runs of capitalised words, and inside those that are no name, what the model calls a person."""
        taken = []
        for name in runs(self._text):
            taken.append((name.start, name.end))
            yield name
        for start, end in self._persons:
            if not any(s < end and start < e for s, e in taken):
                yield from runs(self._text, start, end)

    def people(self) -> list[_Known]:
        """Everyone named, with all the places: full names first, then the surnames that belong to them."""
        known: list[_Known] = []
        for name in self._names:
            if name.full and (self._is_person(name) or self._is_listed_with(name, known)):
                _put(known, name)
        for name in self._names:
            if not name.full and self._is_surname_of_someone(name):
                _put(known, name)
        self._add_surnames(known)
        for one in known:
            one.places.sort(key=lambda place: place.start)
        return sorted(known, key=lambda one: one.places[0].start)

    def _is_person(self, name: Name) -> bool:
        if self._is_body(name) or self._is_credit(name):
            return False
        if name.titles or name.suffixes:
            return True
        trusted = self._trusted(name)
        if trusted and not doubtful(name) and not begins_with_a_place(name):
            return not self._written_small(name)
        if self._role(name) is not None or self._is_harmed(name) or self._signs(name):
            return True
        if _overlaps(self._bodies, name) or begins_with_a_place(name):
            return False
        return trusted or (self._speaks(name) and not doubtful(name))

    def _is_listed_with(self, name: Name, known: list[_Known]) -> bool:
        """Whether a name is joined to a person's by "and"."""
        before_it = self._listed_after(name.start)
        beside = before_it is not None and any(before_it in one.places for one in known)
        return beside and not doubtful(name) and not self._is_body(name)

    def _is_surname_of_someone(self, name: Name) -> bool:
        """Whether a name of one word stands for a person by its title: "Mr Justice Keehan"."""
        return bool(_TITLES_OF_SURNAMES & set(name.titles)) and len(name.text) > 2 and not self._is_body(name)

    def _trusted(self, name: Name) -> bool:
        return _overlaps(self._persons, name)

    def _is_body(self, name: Name) -> bool:
        following = re.match(r"[ \u00a0](\w+)", self._text[name.end : name.end + 20])
        if following and following[1][0].isupper() and following[1].lower() in words("names", "bodies"):
            return True
        return any(m.start < name.end and name.start < m.end and not name.titles for m in self._named)

    def _is_credit(self, name: Name) -> bool:
        lead = self._text[max(0, name.start - 30) : name.start].rsplit("\n", 1)[-1].lower()
        found = re.search(r"(\w+)(?:\s+by)?\s*[:(/]?\s*$", lead)
        return found is not None and found[1] in words("names", "credits")

    def _written_small(self, name: Name) -> bool:
        """Whether the article also writes all the words in small letters, as it does a scheme's."""
        return all(re.search(rf"(?<![\w.@-]){re.escape(word)}(?![\w@])", self._text) for word in name.words)

    def _is_harmed(self, name: Name) -> bool:
        left = self._text[max(0, name.start - 25) : name.start].lower()
        return re.search(rf"\b(?:{'|'.join(words('names', 'harms'))}) of (?:\w+ )?$", left) is not None

    def _signs(self, name: Name) -> bool:
        """Whether a line is the author's: "By" and the name alone."""
        line = self._text[self._text.rfind("\n", 0, name.start) + 1 :].split("\n", 1)[0]
        return re.fullmatch(rf"(?i:by) {re.escape(name.text)}\s*", line) is not None

    def _speaks(self, name: Name) -> bool:
        said = words("verbs", "said")
        left = re.search(r"(\w+)\s$", self._text[max(0, name.start - 20) : name.start])
        right = re.match(r",?\s(\w+)", self._text[name.end : name.end + 20])
        return bool((left and left[1] in said) or (right and right[1] in said))

    def _add_surnames(self, known: list[_Known]) -> None:
        surnames = {one.name.surname for one in known}
        if not surnames:
            return
        pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(surnames)))})(?![\w-])")
        taken = [(p.start, p.end) for one in known for p in one.places]
        taken += [(m.start, m.end) for m in self._named]
        for found in pattern.finditer(self._text):
            name = Name(found.start(), found.end(), found[0], tail=found.end())
            if not any(s < name.end and name.start < e for s, e in taken) and self._stands_alone(name):
                _put(known, name)

    def _stands_alone(self, name: Name) -> bool:
        """Whether a surname names the person, not a work ("the Munro review"), a namesake or a word of the language."""
        left, right = self._text[max(0, name.start - 20) : name.start], self._text[name.end : name.end + 20]
        if re.search(r"(?:\b[A-Z]\.|[A-ZÀ-Þ][\w'’-]*)[ \u00a0]$", left) and not _titled(left):
            return False
        following = re.match(r"[ \u00a0]([\w’']+)", right)
        if following and (following[1].lower() in words("names", "works") or following[1][0].isupper()):
            return False
        return not doubtful(name) or self._trusted(name) or self._speaks(name)

    def _role(self, name: Name) -> Stated | None:
        """The role stated beside a name: after it, or else before it, or before those it is listed with."""
        at = bisect_left(self._starts, name.end)
        limit = self._starts[at] if at < len(self._starts) else None
        follows = after(self._text, name.tail, limit)
        start = self._lead(name)
        leads = before(self._text, start)
        if follows is not None:
            beside = leads is not None and self._text[start - 2 : start - 1].isalnum() and not leads.shared
            return both(leads, follows) if leads and beside else follows
        if leads is not None:
            return None if self._is_of_another(leads) else leads
        listed = self._listed_after(start)
        said = self._role(listed) if listed else None
        return said if said and said.shared else None

    def _is_of_another(self, role: Stated) -> bool:
        """Whether a role before a name follows another's: "X, chief executive, and Y"."""
        return self._text[max(0, role.start - 2) : role.start] == ", " and role.start - 2 in self._ends

    def _listed_after(self, start: int) -> Name | None:
        """The name to which one that begins at an offset is joined by a comma or "and"."""
        joined = re.search(r"(?:,| and|, and) $", self._text[max(0, start - 7) : start])
        return self._ends.get(start - len(joined[0])) if joined else None

    def _lead(self, name: Name) -> int:
        """Where the name begins with its titles."""
        found = re.search(r"(?:\b[A-Z][a-z]*\.?[ \u00a0])+$", self._text[max(0, name.start - 40) : name.start])
        return name.start - len(found[0]) if found and name.titles else name.start

    def person(self, one: _Known) -> Person:
        """The record of a person, with the first role the article states for them."""
        first = one.name
        for place in one.places:
            role = self._role(place)
            if role is not None:
                organisation, councils = self._affiliations.of(role)
                return Person(first.text, role.text, organisation, councils, one.places[0].start, one.places[0].end)
        return Person(first.text, self._untitled_role(one), None, (), one.places[0].start, one.places[0].end)

    def _untitled_role(self, one: _Known) -> str | None:
        """What a title or a person's work says of them: "Mr Justice Keehan", "X MP", "X's independent review"."""
        by_suffix = lexicon("people")["suffixes"]["roles"]
        for place in one.places:
            told = [lexicon("people")["titles"][title] for title in place.titles]
            told += [by_suffix[suffix] for suffix in place.suffixes if suffix in by_suffix]
            role = next(filter(None, told), None) or implied(self._text, self._lead(place), place.end)
            if role:
                return role
        return None


def _titled(left: str) -> bool:
    return left.split()[-1].lower().rstrip(".") in lexicon("people")["titles"]


def _overlaps(spans: list[tuple[int, int]], name: Name) -> bool:
    return any(start < name.end and name.start < end for start, end in spans)


def _put(known: list[_Known], name: Name) -> None:
    """Add a place to the person it names, the one named last before it where several share the surname."""
    fitting = [one for one in known if one.name.same_as(name)]
    if not fitting:
        known.append(_Known(name, [name]))
        return
    earlier = [one for one in fitting if one.places[0].start < name.start] or fitting
    max(earlier, key=lambda one: max((p.start for p in one.places if p.start < name.start), default=-1)).places.append(
        name
    )
