"""Which council "the authority", "the council", "the borough" or "the county" stands for at a point of a text."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from nlp.gazetteer import Council, councils
from nlp.reading import Mention, MentionKind
from nlp.words import lexicon, phrases, plain

_SENTENCE_END = re.compile(r"[.!?][”\"'’)]*\s+|\n+")
_OPENING = 500  # Characters: where news says "a council" of the one it goes on to name.
_HEADING = 160  # Characters: a longer line without a full stop is a broken paragraph, not a heading.


def resolve_councils(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions (anaphor=True) of the councils meant by "the authority", "the council", "the borough" …, in order.

    ``mentions`` are the text's named councils; a title put before the text counts as its first paragraph. What stands
    for several councils, or for councils in general, is left out.
    """
    named = _named(mentions)
    if not named:
        return []
    found = []
    line = plain(text)
    for start, end, noun in _standing_for(line):
        if any(m.start < end and start < m.end for m in named) or _general(line, start, named):
            continue
        value = _meant(text, named, start, noun)
        if value:
            found.append(Mention(MentionKind.COUNCIL, start, end, text[start:end], value, True))
    return sorted(found, key=lambda mention: mention.start)


def council_in_focus(text: str, mentions: Sequence[Mention], offset: int) -> str | None:
    """The one council a reader has in mind at ``offset`` ("it", "its services"), None where none or several are."""
    return _meant(text, _named(mentions), offset, "council")


def _named(mentions: Sequence[Mention]) -> list[Mention]:
    return [m for m in mentions if m.kind is MentionKind.COUNCIL and not m.anaphor]


def _meant(text: str, named: Sequence[Mention], offset: int, noun: str) -> str | None:
    """The last fitting council of this paragraph or the one before it, else the one the whole text is about."""
    fitting = [m for m in named if _fits(councils()[m.value], noun)]
    before = [m for m in fitting if m.end <= offset]
    main = _main(fitting)
    if not before:
        return main
    if text.count("\n\n", before[-1].end, offset) > 1:
        only = {m.value for m in before}
        return only.pop() if len(only) == 1 else main
    last = before[-1]
    begin = max((m.end() for m in _SENTENCE_END.finditer(text, 0, last.start)), default=0)
    stop = _SENTENCE_END.search(text, last.end)
    together = {m.value for m in fitting if begin <= m.start < (stop.start() if stop else len(text))}
    if together == {last.value}:
        return last.value
    return main if main in together else None


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


def _general(line: str, start: int, named: Sequence[Mention]) -> bool:
    """Whether the sentence speaks of councils in general and of none by name."""
    begin = max((m.end() for m in _SENTENCE_END.finditer(line, 0, start)), default=0)
    stop = _SENTENCE_END.search(line, start)
    end = stop.start() if stop else len(line)
    if any(begin <= m.start < end for m in named):
        return False
    return _generally().search(line, begin, end) is not None


@functools.cache
def _phrase() -> re.Pattern[str]:
    words = lexicon("councils")["anaphors"]
    ranks, nouns, regions = (phrases(words[key]) for key in ("ranks", "nouns", "regions"))
    return re.compile(
        rf"\b(?:the|this)\s(?:{regions}\s){{0,2}}(?P<rank>{ranks}\s)?(?P<noun>{nouns})\b"
        rf"(?!\s{phrases(words['not_before'])}\b)(?!-)",
        re.IGNORECASE,
    )


@functools.cache
def _indefinite() -> re.Pattern[str]:
    words = lexicon("councils")["anaphors"]
    regions = phrases(words["regions"])
    return re.compile(rf"\b[Aa]\s(?:{regions}\s){{0,2}}(?:county |city |borough )?(?:council|local authority)\b")


@functools.cache
def _generally() -> re.Pattern[str]:
    return re.compile(rf"\b{phrases(lexicon('councils')['anaphors']['general'])}\b", re.IGNORECASE)
