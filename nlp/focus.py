"""Which council "the authority", "the council", "the borough" or "the county" stands for at a point of a text."""

from __future__ import annotations

import bisect
import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from nlp.gazetteer import Council, councils
from nlp.reading import Mention, MentionKind
from nlp.words import Sentences, lexicon, phrases, plain

_OPENING = 500  # Characters: where news says "a council" of the one it goes on to name.
_HEADING = 160  # Characters: a longer line without a full stop is a broken paragraph, not a heading.


def resolve_councils(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions (anaphor=True) of the councils meant by "the authority", "the council", "the borough" …, in order.

    ``mentions`` are the text's named councils; a title put before the text counts as its first paragraph. What stands
    for several councils, or for councils in general, is left out.
    """
    passage = Passage(text, mentions)
    found = []
    for start, end, noun in _standing_for(plain(text)) if passage.named else ():
        if passage.names(start, end) or passage.speaks_in_general(start):
            continue
        value = passage.meant(start, noun)
        if value:
            found.append(Mention(MentionKind.COUNCIL, start, end, text[start:end], value, True))
    return sorted(found, key=lambda mention: mention.start)


def council_in_focus(text: str, mentions: Sequence[Mention], offset: int) -> str | None:
    """The one council a reader has in mind at ``offset`` ("it", "its services"), None where none or several are."""
    return Passage(text, mentions).meant(offset, "council")


class Passage:
    """A text and the councils it names, to be asked again and again which of them is meant."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self.named = sorted(
            (m for m in mentions if m.kind is MentionKind.COUNCIL and not m.anaphor), key=lambda m: m.start
        )
        self._starts = [m.start for m in self.named]
        # Where somebody works is not what the text goes on about, unless it names no other council.
        self._spoken_of = [m for m in self.named if not _employs(text, m)] or self.named
        self._text = text
        self._sentences = Sentences(text)
        self._breaks = [found.start() for found in re.finditer("\n\n", text)]
        self._general: dict[int, bool] = {}
        self._fitting: dict[str, _Fitting] = {}

    def names(self, start: int, end: int) -> bool:
        """Whether a council is named between two offsets."""
        first = bisect.bisect_left(self._starts, start)
        return first < len(self._starts) and self._starts[first] < end

    def speaks_in_general(self, offset: int) -> bool:
        """Whether the sentence at ``offset`` speaks of councils in general and of none by name."""
        start, end = self._sentences.around(offset)
        if start not in self._general:
            general = _generally().search(self._text, start, end) is not None
            self._general[start] = general and not self.names(start, end)
        return self._general[start]

    def meant(self, offset: int, noun: str) -> str | None:
        """The last fitting council of this paragraph or the one before, else the one the whole text is about."""
        fitting = self._for(noun)
        last = fitting.last_before(offset)
        if last is None:
            return fitting.main
        paragraphs = bisect.bisect_left(self._breaks, offset - 1) - bisect.bisect_left(self._breaks, last.end)
        if paragraphs > 1:
            return last.value if last.start <= fitting.only_until else fitting.main
        if fitting.main and fitting.in_passing(last) and paragraphs > 0:
            return fitting.main
        together = fitting.together(*self._sentences.around(last.start))
        if together == {last.value}:
            return last.value
        return fitting.main if fitting.main in together else None

    def _for(self, noun: str) -> _Fitting:
        if noun not in self._fitting:
            self._fitting[noun] = _Fitting([m for m in self._spoken_of if _fits(councils()[m.value], noun)])
        return self._fitting[noun]


def _employs(text: str, council: Mention) -> bool:
    """Whether a council is named as somebody's employer: ", the chief executive of X", "X's director, N,"."""
    if _own_post().match(plain(text[council.end : council.end + _HEADING])):
        return True
    return _post().search(text[max(0, council.start - _HEADING) : council.start]) is not None


class _Fitting:
    """The named councils that a noun may stand for, in order; ``only_until`` is where a second one comes in."""

    def __init__(self, mentions: list[Mention]) -> None:
        self._mentions = mentions
        self._starts = [m.start for m in mentions]
        self._times = Counter(m.value for m in mentions)
        self._together: dict[int, frozenset[str]] = {}
        self.main = _main(mentions)
        others = (m.start - 1 for m in mentions if m.value != mentions[0].value)
        self.only_until = next(others, mentions[-1].end if mentions else -1)

    def together(self, start: int, end: int) -> frozenset[str]:
        """The councils named in the sentence between two offsets."""
        if start not in self._together:
            first, last = (bisect.bisect_left(self._starts, offset) for offset in (start, end))
            self._together[start] = frozenset(m.value for m in self._mentions[first:last])
        return self._together[start]

    def in_passing(self, mention: Mention) -> bool:
        """Whether the council is named this once, in a text about another: its next paragraph is of that other."""
        return mention.value != self.main and self._times[mention.value] == 1

    def last_before(self, offset: int) -> Mention | None:
        index = bisect.bisect_left(self._starts, offset)
        return self._mentions[index - 1] if index else None


def _main(named: Sequence[Mention]) -> str | None:
    """The council at least half of the names are of, and twice as many as of any other."""
    counts = Counter(m.value for m in named).most_common(2)
    if not counts:
        return None
    value, most = counts[0]
    clear = len(counts) == 1 or most >= 2 * counts[1][1]
    return value if clear and 2 * most >= len(named) else None


def _fits(council: Council, noun: str) -> bool:
    """Whether a council may be called "the county", "the city", "the borough"."""
    official = council.official.lower()
    if noun == "county":
        return council.type == "county" or ("city" not in official and "borough" not in official)
    if noun == "city":
        return "city" in official
    if noun == "borough":
        return "borough" in official or "borough" in council.type
    return True


def _standing_for(line: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and governing noun of each phrase that may stand for a council."""
    for match in _phrase().finditer(line):
        rank = (match["rank"] or "").strip().lower()
        noun = match["noun"].lower()
        yield match.start(), match.end(), rank if rank in ("county", "city", "borough") else noun
    for match in _indefinite().finditer(line, 0, _OPENING):
        yield match.start(), match.end(), "council"
    for heading in re.finditer(rf"^(?=.{{1,{_HEADING}}}$).*[^.!?:\n]$", line, re.MULTILINE):
        for match in re.finditer(
            r"(?<![\w'’-])(?<!\bthe )(?<!\ba )(?<!\bA )[Cc]ouncil(?='s|\s[a-z])(?!\stax)", heading[0]
        ):
            yield heading.start() + match.start(), heading.start() + match.end(), "council"


@functools.cache
def _phrase() -> re.Pattern[str]:
    words = lexicon("councils")["anaphors"]
    ranks, nouns = (phrases(words[key]) for key in ("ranks", "nouns"))
    return re.compile(
        rf"\b(?:the|this)\s(?:{_said()}\s){{0,3}}(?P<rank>{ranks}\s)?(?P<noun>{nouns})\b"
        rf"(?!\s{phrases(words['not_before'])}\b)(?!-)",
        re.IGNORECASE,
    )


@functools.cache
def _indefinite() -> re.Pattern[str]:
    return re.compile(rf"\b[Aa]n?\s(?:{_said()}\s){{0,3}}(?:county |city |borough )?(?:council|local authority)\b")


@functools.cache
def _post() -> re.Pattern[str]:
    words = lexicon("councils")["anaphors"]
    return re.compile(
        rf",\s(?:(?:the|a|an|then|former)\s)*(?:[\w'’-]+\s){{0,2}}{phrases(words['posts'])}(?:\s(?:of|for)\s[^.;,\n]{{1,40}})?"
        r"\s(?:of|at|for|in|from)\s(?:the\s)?$",
        re.IGNORECASE,
    )


@functools.cache
def _own_post() -> re.Pattern[str]:
    posts = phrases(lexicon("councils")["anaphors"]["posts"])
    return re.compile(rf"(?:'s|') (?:[\w-]+ ){{0,3}}{posts}(?: (?:of|for) [^.;,]{{1,40}})?,? [A-Z]")


def _said() -> str:
    """What may be said of a council between "the" and its noun: where it lies, and how it fares."""
    words = lexicon("councils")["anaphors"]
    return rf"[\"'“]?{phrases([*words['regions'], *words['described']])}[\"'”]?"


@functools.cache
def _generally() -> re.Pattern[str]:
    return re.compile(rf"\b{phrases(lexicon('councils')['anaphors']['general'])}\b", re.IGNORECASE)
