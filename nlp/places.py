"""Whether a place name in a sentence means the authority there: the rules, in order, on the words either side."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from nlp.placewords import patterns
from nlp.words import Sentences

_PARAGRAPH = re.compile(r"\n[ \t]*\n")
SENTENCE = 400  # Characters of a sentence read either side; a longer one is a table or a list.
LEFT, RIGHT = 70, 90  # Characters looked at either side: the longest phrase of the lexicon and its white space.


class Verdict(IntEnum):
    """What a place name was taken for, from part of another name to certainly the authority."""

    NAME = 0  # part of another name: a person, a university, another place
    BODY = 1  # part of the name of an institution, which the names listed with it share
    SPOT = 2  # the place where something was
    WEAK = 3  # needs support from elsewhere: an ambiguous name, or a place with no word of services
    PLAIN = 4  # nothing against it
    STRONG = 5  # the authority or its services are said in so many words


@dataclass(frozen=True, slots=True)
class Place:
    """A name of the gazetteer as found: where, the authority it would mean, and how far it can stand alone."""

    start: int
    end: int
    value: str
    guarded: bool
    ended: bool


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words either side of a place, and the sentence and line they are of."""

    name: str
    left: str
    right: str
    sentence: str
    opens: bool
    titled: bool
    small: bool


class Judge:
    """Decides one place after another in one text; ``small`` is for questions, which come in small letters."""

    def __init__(self, text: str, *, small: bool = False) -> None:
        self._text = text
        self._small = small
        self._patterns = patterns()
        self._sentences = Sentences(text)

    def verdict(self, place: Place) -> Verdict:
        """What the place is by its own surroundings, before the names listed with it are looked at."""
        around = self._surroundings(place)
        rules = [self._other_place, self._authority, self._name, self._services, self._spot]
        if place.ended and place.guarded:
            rules.remove(self._services)  # "The authorities in Berkshire" are those that came after it.
        for rule in rules:
            verdict = rule(around)
            if verdict is not None:
                return verdict
        return self._support(around, place)

    def _surroundings(self, place: Place) -> Surroundings:
        text, near = self._text, slice(max(0, place.start - SENTENCE), place.end + SENTENCE)
        begin, close = self._sentences.around(place.start)
        line_start = text.rfind("\n", near.start, place.start) + 1 or near.start
        line_end = text.find("\n", place.end, near.stop)
        left = text[max(0, place.start - LEFT) : place.start]
        right = text[place.end : place.end + RIGHT]
        return Surroundings(
            name=text[place.start : place.end],
            left=_PARAGRAPH.split(left)[-1],
            right=_PARAGRAPH.split(right)[0],
            sentence=text[max(begin, near.start) : min(close, near.stop)],
            opens=not re.search(r"\w", text[max(begin, line_start) : place.start]),
            titled=_titled(text[line_start : line_end if line_end >= 0 else near.stop]),
            small=self._small,
        )

    def _left(self, key: str, around: Surroundings) -> bool:
        return self._patterns.left[key].search(around.left) is not None

    def _right(self, key: str, around: Surroundings) -> bool:
        return self._patterns.right[key].match(around.right) is not None

    def _other_place(self, around: Surroundings) -> Verdict | None:
        """South Yorkshire, Greater Manchester, Newcastle-under-Lyme, Richmond, North Yorkshire."""
        other = self._left("compass", around) or self._left("larger", around)
        return Verdict.NAME if other or self._right("hyphen_name", around) or self._right("another", around) else None

    def _authority(self, around: Surroundings) -> Verdict | None:
        """Kent council, Leeds City Council, Wakefield MDC, the county of Durham's local authority."""
        return Verdict.STRONG if self._right("authority", around) else None

    def _name(self, around: Surroundings) -> Verdict | None:
        """Mr Lincoln, Charlotte Durham, the Bishop of Durham, Sheffield Hallam University, Derby County."""
        if self._left("title", around) or around.left.endswith("-"):
            return Verdict.NAME
        if self._left("body_of", around) or self._right("institution", around) or self._right("capitalised", around):
            return Verdict.BODY
        if self._right("run", around) and not around.small:
            return Verdict.BODY
        if self._is_a_word(around):
            return Verdict.NAME
        if around.titled or around.small:
            return None
        allowed = self._right("direct_services", around) or self._right("local_body", around)
        if self._right("capital", around) and not allowed:
            return Verdict.NAME
        before = self._patterns.left["capital"].search(around.left)
        opener = before and (before[1] in self._patterns.openers or _says_how(around.left, before))
        if before and not opener and not self._right("rank", around):
            return Verdict.NAME
        return None

    def _is_a_word(self, around: Surroundings) -> bool:
        """Reading a book, Bury him, "reading the report": an ordinary word by what follows it."""
        ordinary = around.name.lower() in self._patterns.ordinary
        after = ordinary and (around.opens or around.small) and self._right("word", around)
        return after and not (around.small and self._left("preposition", around))

    def _services(self, around: Surroundings) -> Verdict | None:
        """Services in Kent, Kent's children's services, good-rated Kent; but not "a school worker in Kent"."""
        if any(self._left(key, around) for key in ("where", "formative", "person")):
            return None
        said = self._left("before", around) or self._right("services", around) or around.left.endswith("rated ")
        return Verdict.STRONG if said else None

    def _spot(self, around: Surroundings) -> Verdict | None:
        """Born in Leeds, the Leeds-based charity, a nurse from Leeds, a primary school, Leeds."""
        left = any(self._left(key, around) for key in ("where", "formative", "person", "map_only", "beside"))
        right = any(self._right(key, around) for key in ("hyphen_where", "resident", "postcode"))
        address = self._left("address", around) and self._right("apposed", around)
        return Verdict.SPOT if left or right or address else None

    def _support(self, around: Surroundings, place: Place) -> Verdict:
        # A question is always about the sector; an article may tell of a place and nothing more.
        spoken = around.small or self._patterns.vocabulary.search(around.sentence.replace(around.name, " ")) is not None
        folded = around.name.lower()
        doubtful = folded in self._patterns.ordinary and around.opens and not self._right("possessive", around)
        alone = (
            self._left("article", around)
            and not self._right("noun", around)
            and " " not in around.name
            and folded not in self._patterns.takes_the
        )
        if place.guarded or alone or ((doubtful or self._left("preposition", around)) and not spoken):
            return Verdict.WEAK
        return Verdict.PLAIN


def _says_how(left: str, before: re.Match[str]) -> bool:
    """Whether the capital before a name is only a sentence's first letter, of a word that says how the place fares."""
    opens = not left[: before.start(1)].strip(" \"'“‘") or left[: before.start(1)].rstrip(" \"'“‘")[-1:] in ".!?\n•"
    return opens and before[1].endswith(("ing", "ed")) and len(before[1]) > 5


def _titled(line: str) -> bool:
    """Whether a line is a heading with capitals throughout, where a capital tells nothing."""
    words = re.findall(r"[A-Za-z][A-Za-z'-]{3,}", line)
    return len(words) > 2 and len(line) < 200 and sum(w[0].isupper() for w in words) >= 0.75 * len(words)
