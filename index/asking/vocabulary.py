"""What the words of a question mean: the phrases of lexicon/questions.toml, found among its words."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from index.words import fold
from nlp.reading import EventType, Grade, Judgement, Status

_GAP = ("...",)
_LONGEST_GAP = 3
_WORD_LISTS = (
    *("filler", "small_words", "ranks", "not_councils", "before_clause"),
    *("asks_yes_or_no", "asks_which", "asks_where", "states", "holds", "past", "denials", "comparatives"),
    *("domain", "ordinary", "single", "lesser", "bygone", "denies_grade", "afterwards", "adverbial", "present"),
)
_PLAIN = ("verb", "subject", "direction", "only", "kind", "areas", "weak", "impersonal", "role", "published", "renamed")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one phrase of the lexicon says; see the head of questions.toml for each field."""

    types: tuple[EventType, ...] = ()
    verb: str | None = None
    subject: str | None = None
    statuses: tuple[Status, ...] = ()
    grades: tuple[Grade, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    direction: str | None = None
    cues: tuple[str, ...] = ()
    only: str | None = None
    kind: str | None = None
    areas: bool = False
    weak: bool = False
    impersonal: bool = False
    role: bool = False
    published: bool = False
    renamed: bool = False


COUNCIL = Meaning(subject="council")
TRUST = Meaning(subject="trust")
PERSON = Meaning(subject="person")


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found: what it means and the places of its words (those in a gap left out)."""

    meaning: Meaning
    places: tuple[int, ...]


_Slots = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases by their first word: a whole one, or the beginning of one."""

    by_word: dict[str, list[tuple[_Slots, Meaning]]]
    by_prefix: tuple[tuple[str, _Slots, Meaning], ...]

    def find(self, words: Sequence[str | None]) -> list[Match]:
        """The phrases among folded words (None: a word that may not be read), the longest first, none overlapping."""
        every = [match for at, word in enumerate(words) if word for match in self._starting(words, at, word)]
        every.sort(key=lambda match: (-len(match.places), match.places[0]))
        taken: set[int] = set()
        found = []
        for match in every:
            if taken.isdisjoint(match.places):
                taken.update(match.places)
                found.append(match)
        return sorted(found, key=lambda match: match.places[0])

    def _starting(self, words: Sequence[str | None], at: int, word: str) -> Iterator[Match]:
        candidates = list(self.by_word.get(word, ()))
        candidates += [(slots, meaning) for prefix, slots, meaning in self.by_prefix if word.startswith(prefix)]
        for slots, meaning in candidates:
            places = _fit(words, at, slots)
            if places:
                yield Match(meaning, places)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is asked about, the kinds of question, the verbs' meanings by subject, and lists of words."""

    meanings: Phrases
    kinds: Phrases
    verbs: dict[str, dict[str, tuple[EventType, ...]]]
    alone: dict[str, tuple[EventType, ...]]
    filler: frozenset[str]
    small_words: frozenset[str]
    ranks: frozenset[str]
    not_councils: frozenset[str]
    before_clause: frozenset[str]
    asks_yes_or_no: frozenset[str]
    asks_which: frozenset[str]
    asks_where: frozenset[str]
    states: frozenset[str]
    holds: frozenset[str]
    past: frozenset[str]
    domain: frozenset[str]
    ordinary: frozenset[str]
    single: frozenset[str]
    lesser: frozenset[str]
    bygone: frozenset[str]
    denials: frozenset[str]
    comparatives: frozenset[str]
    denies_grade: frozenset[str]
    afterwards: frozenset[str]
    adverbial: frozenset[str]
    present: frozenset[str]
    inspectorates: frozenset[str]
    regions: dict[str, str]
    councils: dict[str, str]
    abbreviations: dict[str, str]
    roles_alike: dict[str, str]
    known: frozenset[str]

    def knows(self, folded: str) -> bool:
        """Whether a word stands in the lexicon, whole or by its beginning."""
        begins = (prefix for phrases in (self.meanings, self.kinds) for prefix, _, _ in phrases.by_prefix)
        return folded in self.known or any(folded.startswith(prefix) for prefix in begins)


def _fit(words: Sequence[str | None], at: int, slots: _Slots) -> tuple[int, ...]:
    """The places of the slots' words when they fit from a place on; empty when they do not."""
    if not slots:
        return ()
    if slots[0] == _GAP:
        for skip in range(_LONGEST_GAP + 1):
            rest = _fit(words, at + skip, slots[1:])
            if rest:
                return rest
        return ()
    word = words[at] if at < len(words) else None
    if word is None or not any(_same(word, wanted) for wanted in slots[0]):
        return ()
    rest = _fit(words, at + 1, slots[1:])
    return (at, *rest) if rest or len(slots) == 1 else ()


def _same(word: str, wanted: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted


@cache
def vocabulary() -> Vocabulary:
    """The lexicon, read once.

    Raises:
        ValueError: the lexicon names a type, status, grade or judgement that does not exist.
    """
    raw = tomllib.loads(files("index.lexicon").joinpath("questions.toml").read_text("utf-8"))
    lists = {name: frozenset(fold(word) for word in raw["words"][name].split()) for name in _WORD_LISTS}
    said = {word for table in (*raw["phrase"], *raw["kind"]) for say in table["say"] for word in re.split("[ /]", say)}
    return Vocabulary(
        meanings=_phrases(raw["phrase"]),
        kinds=_phrases(raw["kind"]),
        known=frozenset(word.rstrip("*") for word in said).union(*lists.values()),
        verbs={verb: {s: _types(names) for s, names in table.items()} for verb, table in raw["verb"].items()},
        alone={subject: _types(names) for subject, names in raw["alone"].items()},
        abbreviations=raw["abbreviations"],
        roles_alike=raw["roles_alike"],
        councils=raw["councils"],
        inspectorates=frozenset(raw["bodies"]["inspectorates"]),
        regions={said: region for region, names in raw["regions"].items() for said in names},
        **lists,
    )


def _phrases(tables: list[dict[str, object]]) -> Phrases:
    by_word: dict[str, list[tuple[_Slots, Meaning]]] = defaultdict(list)
    by_prefix: list[tuple[str, _Slots, Meaning]] = []
    for table in tables:
        meaning = _meaning(table)
        for said in _list(table, "say"):
            slots = tuple(tuple(word.split("/")) for word in said.split())
            for first in slots[0]:
                if first.endswith("*"):
                    by_prefix.append((first[:-1], slots, meaning))
                else:
                    by_word[first].append((slots, meaning))
    return Phrases(dict(by_word), tuple(by_prefix))


def _types(names: Sequence[str]) -> tuple[EventType, ...]:
    return tuple(EventType(name) for name in names)


def _meaning(phrase: dict[str, object]) -> Meaning:
    plain = {key: value for key, value in phrase.items() if key in _PLAIN}
    return Meaning(
        types=_types(_list(phrase, "types")),
        statuses=tuple(Status(name) for name in _list(phrase, "statuses")),
        grades=tuple(Grade(name) for name in _list(phrase, "grades")),
        judgements=tuple(Judgement(name) for name in _list(phrase, "judgements")),
        cues=tuple(_list(phrase, "cues")),
        **plain,  # type: ignore[arg-type]
    )


def _list(phrase: dict[str, object], key: str) -> list[str]:
    value = phrase.get(key, [])
    if not isinstance(value, list):
        raise ValueError(f"questions.toml: {key} of {phrase.get('say')} must be a list")
    return value
