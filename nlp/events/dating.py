"""Dating: which of a sentence's dates can be those of one statement in it, and how long ago "two years after" was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from nlp.edtf import When
from nlp.events.cues import cue, ending
from nlp.events.sentences import Sentence
from nlp.events.story import Hit
from nlp.reading import Mention, MentionKind

# A span of the article: first character and the one after the last.
Span = tuple[int, int]
_COUNTS = ("", "a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_BOUND = re.compile(r"[,;()–—]| - ")
_PARTICIPLES = ("VBN", "VBD")
# A participle in one of these relations opens no aside: "established councils".
_NOT_ASIDE = ("amod", "compound", "conj")
# How far behind an aside its date may follow as a further aside (", as of 1 October"), in characters.
_TRAILING = 8


def own_dates(hit: Hit, dates: Iterable[Mention]) -> list[Mention]:
    """The dates that can be of what a hit tells: in an aside its own; outside, those of no aside or other event.

    "The trust, set up in 2014, is to close": 2014 is of the setting up alone. "The council set up a trust after an
    inspection in 2013": 2013 is of the inspection.
    """
    sentence, dates, told = hit.sentence, list(dates), list(asides(hit.sentence))
    around = [span for span in told if span[0] <= hit.start < span[1]]
    if around:
        first, last = around[-1]
        inside = [m for m in dates if first <= m.start < last + _TRAILING]
        if inside or last < sentence.end - 1:
            return inside
    return [m for m in dates if not (in_other(told, hit.start, m) or _of_occasion(hit, m))]


def in_other(spans: Iterable[Span], at: int, mention: Mention) -> bool:
    """Whether a date stands in one of a sentence's asides that the words at an offset are no part of."""
    return any(s <= mention.start < e and not s <= at < e for s, e in spans)


def _of_occasion(hit: Hit, mention: Mention) -> bool:
    sentence = hit.sentence
    left = sentence.text[: mention.start - sentence.start]
    occasion = ending("date.of_occasion").search(left)
    return occasion is not None and not sentence.start + occasion.start() <= hit.start


def asides(sentence: Sentence) -> Iterator[Span]:
    """The asides of a sentence that tell something of their own: ", set up in 2014,", "(which began in May)".

    Also one that opens the sentence ("Rated good in 2019, the council …") and a relative one that closes it.
    """
    text, start = sentence.text, sentence.start
    cuts = [0, *(found.end() for found in _BOUND.finditer(text)), len(text)]
    dates = sentence.of(MentionKind.DATE)
    for first, last in pairwise(cuts):
        if any(m.start - start < first < m.end - start for m in dates):
            continue
        if _tells(sentence, first, last):
            yield start + first, start + _end(sentence, last)


def _end(sentence: Sentence, last: int) -> int:
    """Where an aside ends: past the commas inside a date."""
    for mention in sentence.of(MentionKind.DATE):
        if mention.start - sentence.start < last < mention.end - sentence.start:
            return mention.end - sentence.start
    return last


def _tells(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the words between two commas are a relative clause, or a closed participle of no document."""
    words = sentence.text[first:].lstrip()
    if first and cue("date.relative").match(words):
        return True
    if last >= len(sentence.text) or cue("date.published").match(words):
        return False
    token = sentence.token_at(sentence.end - len(words))
    if token.tag_ == "RB" and token.i < sentence.tokens[-1].i:
        token = sentence.tokens[token.i + 1 - sentence.tokens[0].i]
    if (
        token.tag_ not in _PARTICIPLES
        or token.dep_ in _NOT_ASIDE
        or any(c.dep_.startswith("aux") for c in token.children)
    ):
        return False
    # Behind a comma the parser may take such a participle for the main verb.
    mistaken = first > 0 and token.tag_ == "VBN"
    return mistaken or (token.dep_ != "ROOT" and not any(c.dep_.startswith("nsubj") for c in token.children))


def goes_on_since(hit: Hit, mention: Mention) -> bool:
    """Whether a date behind a cue is of another clause's lasting state: "the trust that had run them since 2014"."""
    return mention.start > hit.start and When.parse(mention.value).open_ended


def ago(hit: Hit, published: date | None) -> str | None:
    """For "two years after the government intervened": that many years before the sentence's date or publication.

    Returns:
        The year, approximately, as ``2018~``; None when the hit's clause does not follow such words.
    """
    said = ending("date.years_after").search(hit.before)
    if said is None or published is None:
        return None
    count = cue("date.count").search(said[0])
    word = count[0].lower() if count else ""
    number = int(word) if word.isdigit() else _COUNTS.index(word) if word in _COUNTS else 0
    if not number:
        return None
    start = hit.sentence.start + said.start()
    dates = [m for m in hit.sentence.of(MentionKind.DATE) if m.end <= start]
    base = When.parse(dates[0].value).earliest.year if dates else published.year
    return f"{base - number}~"


def after_another(hit: Hit) -> bool:
    """Whether a hit stands in a clause of what came before or after the main one: "… , two years after it began"."""
    left = hit.sentence.text[hit.clause.start - hit.sentence.start :]
    return hit.clause.depth > 0 and cue("date.other_time").match(left) is not None


def in_past(dates: Iterable[Mention], published: date | None) -> list[Mention]:
    """The dates that do not lie wholly after publication."""
    return [m for m in dates if published is None or When.parse(m.value).earliest <= published]
