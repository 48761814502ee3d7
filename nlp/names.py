"""Names: the stretches of a text that may be a person's name, cleaned of titles, roles and other neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from nlp.gazetteer import councils
from nlp.words import lexicon

# A capitalised word: an initial, an abbreviated title, O'Brien, Rhodes-White; a possessive 's ends it.
_PART = r"[^\W\d_]*(?:['’](?!s\b)[^\W\d_]+)*"
_WORD = rf"(?:(?:Dr|Mr|Mrs|Ms|Prof|Cllr|Rev|St|[A-Z])\.|[A-ZÀ-ÖØ-Þ]{_PART}(?:-{_PART})*)"
_MOST_WORDS = 4
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Name:
    """A possible name: ``start`` and ``end`` are offsets into the text, ``titles`` and ``suffixes`` were left off.

    ``lead`` is where its titles begin, up to which a role may lead; ``tail`` where its suffixes end, from which one may
    follow.
    """

    start: int
    end: int
    text: str
    lead: int
    tail: int
    titles: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()

    @property
    def words(self) -> list[str]:
        """Its words, in lower case."""
        return self.text.lower().split()

    @property
    def surname(self) -> str:
        """Its last word."""
        return self.text.split()[-1]

    @property
    def full(self) -> bool:
        """Whether it has more than a surname or a first name."""
        return " " in self.text


@cache
def words(table: str, name: str) -> frozenset[str]:
    """One list of lexicon/people.toml as a set."""
    return frozenset(lexicon("people")[table][name])


@cache
def _run() -> re.Pattern[str]:
    particles = "|".join(lexicon("people")["names"]["particles"])
    return re.compile(rf"(?<!\w){_WORD}(?:[ \u00a0](?:(?:{particles})[ \u00a0]){{0,2}}{_WORD}){{0,7}}")


def runs(text: str, start: int = 0, end: int | None = None) -> Iterator[Name]:
    """Every run of capitalised words that, cleaned, has the shape of a name; ``start`` and ``end`` bound the search."""
    for found in _run().finditer(text, start, len(text) if end is None else end):
        name = _cleaned(text, [(w.start(), w.end()) for w in re.finditer(r"[^ \u00a0]+", found[0])], found.start())
        if name is not None:
            yield name


def _cleaned(text: str, spans: list[tuple[int, int]], offset: int) -> Name | None:
    words_ = [(start + offset, end + offset, _plain(text[start + offset : end + offset])) for start, end in spans]
    leading = 0
    while leading < len(words_) and _is_prefix(text[words_[leading][0] : words_[leading][1]]):
        leading += 1
    if len(words_) - leading > _FEWEST and words_[leading][2] in words("names", "countries"):
        leading += 1  # "the commissioner for England Jo Smith"
    last = len(words_)
    while last > leading + 1 and words_[last - 1][2] in words("suffixes", "words"):
        last -= 1
    if not 1 <= last - leading <= _MOST_WORDS:
        return None
    titled = leading
    while titled and words_[titled - 1][2] in lexicon("people")["titles"]:
        titled -= 1
    name = Name(
        start=words_[leading][0],
        end=words_[last - 1][1],
        text=" ".join(text[start:end] for start, end, _ in words_[leading:last]),
        lead=words_[titled][0],
        tail=words_[-1][1],
        titles=tuple(word for _, _, word in words_[titled:leading]),
        suffixes=tuple(word for _, _, word in words_[last:]),
    )
    return name if _shaped(name) else None


def _plain(word: str) -> str:
    return word.lower().rstrip(".").replace("’", "'")


def _is_prefix(word: str) -> bool:
    plain = _plain(word)
    if len(word) > 1 and word.isupper() and "." not in word:
        return True
    return (
        plain in lexicon("people")["titles"]
        or plain in words("names", "openers")
        or plain in words("roles", "heads")
        or plain in words("roles", "modifiers")
    )


def _shaped(name: Name) -> bool:
    """Whether the words can be a name: no word of bodies and schemes, a surname of more than a letter, no acronym."""
    said = [_plain(word) for word in name.text.split()]
    if (
        said[0] in words("names", "pseudonyms")
        or said[0] in ("st", "saint")
        or len(said[-1]) < 2
        or said[-1] in words("names", "particles")
    ):
        return False
    acronym = any(len(word) > 1 and word.isupper() for word in name.text.replace(".", "").split())
    return not acronym and not any(word in words("names", "never") for word in said)


def doubtful(name: Name) -> bool:
    """Whether some of its words are as often a place, a month or a thing ("June", "Bradford", "Park")."""
    return any(_plain(word) in words("names", "doubtful") for word in name.text.split())


def begins_with_a_place(name: Name) -> bool:
    """Whether its first word is a council's name, as a football club's is."""
    return name.text.split()[0] in _places()


@cache
def _places() -> frozenset[str]:
    return frozenset(council for council in councils() if " " not in council)
