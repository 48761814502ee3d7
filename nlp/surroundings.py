"""Surroundings: what stands beside a name, or elsewhere in its text, that speaks for or against a person."""

from __future__ import annotations

import re
from functools import cache

from nlp.names import Name, words
from nlp.words import lexicon

# A word in small letters that is no part of an address.
_SMALL = re.compile(r"(?<![\w.@/-])[a-z][\w'’-]*(?![\w@/])")
_NEXT = re.compile(r"[ \u00a0]([\w’']+)")


class Surroundings:
    """One text, asked about the names in it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._small = frozenset(_SMALL.findall(text))

    def is_credit(self, name: Name) -> bool:
        """Whether it only credits a picture: "Photo: X"."""
        line = self._left(name, 30).rsplit("\n", 1)[-1].lower()
        found = re.search(r"(\w+)(?:\s+by)?\s*[:(/]?\s*$", line)
        return found is not None and found[1] in words("names", "credits")

    def is_of_a_body(self, name: Name) -> bool:
        """Whether the next word makes it a body's or a place's name: "X Foundation"."""
        following = _NEXT.match(self._text, name.end)
        return bool(following and following[1][0].isupper() and following[1].lower() in words("names", "bodies"))

    def is_of_a_work(self, surname: Name) -> bool:
        """Whether the next word makes a surname that of a work: "the Munro review"."""
        following = _NEXT.match(self._text, surname.end)
        return following is not None and following[1].lower() in words("names", "works")

    def is_written_small(self, name: Name) -> bool:
        """Whether the text also writes all its words in small letters, as it does a scheme's."""
        return all(word in self._small for word in name.words)

    def is_harmed(self, name: Name) -> bool:
        """Whether the words before speak of harm to a person: "the murder of X"."""
        return _harms().search(self._left(name, 25)) is not None

    def is_signed(self, name: Name) -> bool:
        """Whether it is the author's line: "By" and the name alone."""
        start = self._text.rfind("\n", 0, name.start) + 1
        end = self._text.find("\n", name.end)
        rest = self._text[name.end : end if end >= 0 else len(self._text)][:40]
        return self._text[start : name.start].lower() == "by " and not rest.strip()

    def speaks(self, name: Name) -> bool:
        """Whether a verb of saying stands beside it: "said X", "X, told"."""
        said = words("verbs", "said")
        left = re.search(r"(\w+)\s$", self._left(name, 20))
        right = re.match(r",?\s(\w+)", self._text[name.end : name.end + 20])
        return bool((left and left[1] in said) or (right and right[1] in said))

    def has_post(self, name: Name) -> bool:
        """Whether a post is told beside it: "vacated by X", "X, who …, has been appointed"."""
        return bool(_follows_holder().search(self._left(name, 40)) or _is_appointed().match(self._text, name.end))

    def stands_alone(self, surname: Name) -> bool:
        """Whether a surname names its person: not a work ("the Munro review"), a namesake or part of a longer name."""
        left = re.search(r"(?:\b[A-Z]\.|[A-ZÀ-Þ][\w'’-]*)[ \u00a0]$", self._left(surname, 20))
        if left and left[0].strip(" \u00a0.").lower() not in lexicon("people")["titles"]:
            return False
        following = _NEXT.match(self._text, surname.end)
        return not self.is_of_a_work(surname) and not (following and following[1][0].isupper())

    def _left(self, name: Name, reach: int) -> str:
        return self._text[max(0, name.start - reach) : name.start]


@cache
def _harms() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(words('names', 'harms')))}) of (?:\w+ )?$", re.IGNORECASE)


@cache
def _follows_holder() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(lexicon('people')['names']['holders'])})(?: (?:Sir|Dame|Dr|Ms|Mr|Mrs))? $")


@cache
def _is_appointed() -> re.Pattern[str]:
    aside = r"(?:, (?:who )?[^.;\n]{3,120}?,)?"
    return re.compile(rf"{aside} (?:has been|have been|was|is|will be) (?:{'|'.join(words('names', 'appointed'))})\b")
