"""Titles: what a text calls a report, a law or a scheme: in quotes, in capitals, or by the words around its noun."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Token

from nlp.events.cues import cue
from nlp.events.story import Hit
from nlp.reading import Mention, MentionKind

_OPEN, _CLOSE = "“‘\"'", "”’\"'"
_INSIDE = r"(?:[^“”‘’\"'\n]|(?<=\w)[’'](?=\w)|(?<=s)[’'](?= [a-z]))"
_QUOTED_BEFORE = re.compile(rf"(?<!\w)[{_OPEN}]({_INSIDE}{{4,120}}?)[,.]?[{_CLOSE}] $")
_QUOTED_AFTER = re.compile(
    r"(?:,|:)? ?(?:(?:is |was )?(?:called|entitled|titled|named|known as|dubbed) )?"
    rf"[{_OPEN}]({_INSIDE}{{4,120}}?)[,.]?[{_CLOSE}](?!\w)"
)
# ""Keep on Caring", the government's strategy": the title before the noun that explains it.
_QUOTED_APPOSED = re.compile(
    rf"[{_OPEN}]({_INSIDE}{{4,120}}?)[,.]?[{_CLOSE}](?:,| [–-])? (?:the|an?|its|their)(?: [\w’'-]+){{0,4}} $"
)
_WORD = r"(?:[A-Z0-9][\w&/’'-]*|\([A-Z][\w’' -]{1,30}\))"
_JOIN = r"(?:(?:of|for|the|and|in|on|to|with|our|a|an|at|into|by|from|is|not|their|its|&|–|-|every) )"
# A run of capitalised words that ends, or begins, at a place.
_RUN_BEFORE = re.compile(rf"(?:{_WORD}(?:,|:)? {_JOIN}{{0,3}}){{0,12}}{_WORD} $")
_RUN_AFTER = re.compile(rf"(?: {_JOIN}{{0,3}}{_WORD}){{1,12}}")
# A title right behind its noun: "the policy paper Stable Homes, Built on Love"; behind a colon it goes on to the verb.
_DIRECT = re.compile(
    rf" (?=[A-Z][a-z]){_WORD}(?:,? {_JOIN}{{0,3}}(?!\(){_WORD}){{0,12}}"
    r"(?:: [A-Z][^.;:“”]{3,100}?(?= (?:found|finds|show|reveal|highlight|sa(?:id|ys)|warn|call|set|has|was|is|argue)))?"
)
# A title set off by a comma or a colon may have small letters: it ends where the sentence goes on.
_SET_OFF = re.compile(
    r"(?:,|:| –)? ?(?:(?:called|entitled|titled|named) )?([A-Z]\w{3,}(?=, (?:which|that)\b)|[A-Z][^.;“”\n(]{6,140}?)"
    r"(?=, (?:was |is |has |have |had |to be |also )?[a-z]"
    r"|, [A-Z][\w’' ]{1,60}? (?:said|found|has|is|was)\b|[.;(]|$| – )"
)
_APPOSED = re.compile(
    r"(?:publish|issu|releas|launch|unveil|from|in|of|through|under)(?:ed|es|s|ing)? "
    r"([A-Z][^.;“”()]{5,100}?), (?:the|an?|its|their) (?:(?:[a-z][\w-]*|\d{4}) ){0,3}$"
)
_LONGEST_PHRASE = 14
_VERBS = frozenset(("VBD", "VBZ", "VBP", "VBN", "MD", "WDT", "WP", "WRB"))


@dataclass(frozen=True, slots=True)
class Titled:
    """What a document, law or scheme is called.

    ``start`` and ``end`` are character offsets into the article around the whole phrase, determiner left out;
    ``proper`` tells a name from a description ("highly critical report on …").
    """

    title: str
    start: int
    end: int
    proper: bool


def titled(hit: Hit) -> Titled:
    """What the noun at a hit is called in its sentence; at the least the noun itself."""
    return _quoted(hit) or _capitalised(hit) or _apposed(hit) or _explained(hit, _described(hit))


def set_off(hit: Hit) -> Titled | None:
    """A title that follows the hit after a comma, a colon or "entitled": its first word is capitalised."""
    found = _SET_OFF.match(hit.after.rstrip())
    if found is None:
        return None
    start = hit.end + found.start(1)
    title = found[1].strip(" ,")
    single = " " not in title and not hit.after[found.end() :].startswith((", which", ", that"))
    if _is_mention(hit, start) or cue("title.no_title").match(title) or single:
        return None
    if hit.after.startswith(":") and cue("title.told").search(title):
        return None
    return Titled(title, min(hit.start, start), start + len(title), proper=True)


def _is_mention(hit: Hit, start: int) -> bool:
    """Whether a person, council or body begins at an offset: then what stands there is no title."""
    kinds = (MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.COUNCIL)
    return any(m.start <= start < m.end and m.kind in kinds and not m.anaphor for m in hit.sentence.mentions)


def _quoted(hit: Hit) -> Titled | None:
    before = _QUOTED_BEFORE.search(hit.before) or _QUOTED_APPOSED.search(hit.before)
    if before:
        start = hit.sentence.start + before.start()
        return Titled(before[1].strip(), start, hit.end, proper=True)
    after = _QUOTED_AFTER.match(hit.after)
    # A whole clause in quotation marks is what the report says, not what it is called.
    if after and after[1][0].isupper() | hit.after.lstrip(" ,").startswith(("called", "entitled", "titled", "named")):
        return Titled(after[1].strip(), hit.start, hit.end + after.end(), proper=True)
    return None


def _capitalised(hit: Hit) -> Titled | None:
    """A run of capitals before the noun ("Stable Homes, Built on Love strategy"), around it, or set off after it."""
    run = _RUN_BEFORE.search(hit.before)
    start = _run_start(hit, run.start() + hit.sentence.start, hit.start) if run else hit.start
    capital = hit.text[0].isupper() and hit.start > hit.sentence.start
    if capital or (hit.text[0].isupper() and _RUN_AFTER.match(hit.after)):
        more = _RUN_AFTER.match(hit.after)
        end = _run_end(hit, hit.end + (more.end() if more else 0))
        if start < hit.start or end > hit.end:
            return Titled(_slice(hit, start, end), start, end, proper=True)
    set_apart = set_off(hit) if hit.after[:1] in (",", ":") or cue("title.called").match(hit.after.lstrip()) else None
    if set_apart:
        return set_apart
    direct = None if _is_mention(hit, hit.end + 1) else _DIRECT.match(hit.after)
    if direct and (len(direct[0].split()) > 2 or ":" in direct[0]):
        return Titled(direct[0][1:], hit.start, hit.end + direct.end(), proper=True)
    run_of = _slice(hit, start, hit.start - 1) if start < hit.start else ""
    if " " in run_of and not cue("publication.bodies").fullmatch(run_of):
        return Titled(run_of, start, hit.end, proper=True)
    return None


def _apposed(hit: Hit) -> Titled | None:
    """A title that the noun explains: "published Putting children first, a paper which …"."""
    found = _APPOSED.search(hit.before)
    if found is None or _is_mention(hit, hit.sentence.start + found.start(1)) or cue("title.no_title").match(found[1]):
        return None
    return Titled(found[1], hit.sentence.start + found.start(1), hit.end, proper=True)


def _run_start(hit: Hit, start: int, stop: int) -> int:
    """Where a run of capitals begins once mentions of others and a sentence's first word are left off."""
    for mention in hit.sentence.mentions:
        if mention.kind is MentionKind.DATE or not start <= mention.start < stop:
            continue
        rest = hit.sentence.text[mention.end - hit.sentence.start : stop - hit.sentence.start]
        owner = re.match(r"(?:[’']s?)?(?: \([^)]*\))? ", rest)
        if owner and mention.end <= stop:
            start = mention.end + owner.end()
        elif mention.end <= stop:
            start = mention.end
    text = _slice(hit, start, stop)
    owner = re.match(r"(?:[A-Z][\w-]* ){0,3}[A-Z][\w-]*[’']s? (?=[A-Z0-9])", text)
    if owner and not cue("title.owned").search(owner[0]):
        start, text = start + owner.end(), text[owner.end() :]
    opener = cue("title.openers").match(text)
    if opener and start in (hit.sentence.start, hit.sentence.start + 1):
        start += opener.end() + len(text[opener.end() :]) - len(text[opener.end() :].lstrip())
    plain = re.match(
        r"[\W_]*(?:(?:[a-z][\w-]*|\d+)\W+)*", hit.sentence.text[start - hit.sentence.start : stop - hit.sentence.start]
    )
    return min(start + (plain.end() if plain else 0), stop)


def _run_end(hit: Hit, end: int) -> int:
    """Where a run of capitals ends: before a person or a date in it, and without a possessive."""
    for mention in hit.sentence.mentions:
        later = hit.end < mention.start < end
        if later and mention.kind in (MentionKind.PERSON, MentionKind.DATE) and not mention.text.isdigit():
            end = mention.start
    text = _slice(hit, hit.end, end)
    text = re.sub(r"(?: (?:in|on|of|the|for|and|to|by|from|at|a))*\s*$", "", text)
    text = re.sub(r" (?:in|from|on|of|by) \d{4}$", "", text)
    return hit.end + len(re.sub(r"(?:(?<!n)[’']s)$", "", text))


def _described(hit: Hit) -> Titled:
    """The noun with the words that say which: "five-year strategy", "report on provision for looked-after children"."""
    token = hit.sentence.token_at(hit.start)
    start = _phrase_start(hit, token)
    end = _phrase_end(hit, hit.sentence.token_at(hit.end - 1))
    title = _slice(hit, start, end).strip(" ,")
    return Titled(title, start, end, proper=False)


def _explained(hit: Hit, described: Titled) -> Titled:
    """The description, or the title set off after it: "response to the review, Stable Homes, Built on Love, …"."""
    rest = hit.after[max(0, described.end - hit.end) :]
    found = _SET_OFF.match(rest) if described.end > hit.end and rest.startswith(", ") else None
    if found is None or not rest[found.end() :].startswith(",") or cue("title.told").search(found[1]):
        return described
    start = described.end + found.start(1)
    broken = re.search(r"\b(?:to|on|of|in) (?:[A-Z][\w’]+ ?)+$", described.title)
    if broken or _is_mention(hit, start) or cue("title.no_title").match(found[1]) or len(found[1].split()) < 3:
        return described
    return Titled(found[1], described.start, start + len(found[1]), proper=True)


def _phrase_start(hit: Hit, token: Token) -> int:
    first = hit.sentence.tokens[0].i
    start = token.i
    while start > first and _modifies(token.doc[start - 1]):
        start -= 1
    while start < token.i and cue("title.plain").fullmatch(token.doc[start].text):
        start += 1
    return token.doc[start].idx


def _modifies(token: Token) -> bool:
    """Whether a token just left of a noun phrase belongs to it: an adjective, a noun, a number, a hyphen."""
    if token.text in ("-", "/") or (token.tag_ == "RB" and token.head.tag_ == "JJ"):
        return True
    if token.tag_ in ("POS", "DT", "PRP$", "IN", "CC", "WDT") or token.is_punct or token.is_space:
        return False
    return token.tag_[:2] in ("JJ", "NN", "CD") or token.dep_ in ("amod", "compound")


def _phrase_end(hit: Hit, token: Token) -> int:
    """Where the prepositional phrases right of the noun end that say what it is on, or for whom."""
    end = token
    limit = min(token.i + _LONGEST_PHRASE, hit.sentence.tokens[-1].i)
    dates = [m for m in hit.sentence.of(MentionKind.DATE) if m.start > hit.start]
    at = token.i + 1
    if at > limit or not cue("title.links").fullmatch(token.doc[at].text):
        return _end_of(token)
    while at <= limit and not _stops(token.doc[at]) and not any(m.start <= token.doc[at].idx < m.end for m in dates):
        end = token.doc[at]
        at += 1
    while end.i > token.i and (end.tag_ in ("IN", "DT", "PRP$", "CC", "TO") or end.is_punct):
        end = token.doc[end.i - 1]
    return _end_of(end)


def _stops(token: Token) -> bool:
    listed = token.doc[token.i : token.i + 2].text in ("and the", "and its", "and their")
    if listed or token.text in (",", ".", ";", ":", "–", "—", "(", ")", "?", "!", "“", "”"):
        return True
    verb = token.tag_ in _VERBS and token.dep_ not in ("amod", "compound")
    return verb or cue("title.stops").fullmatch(token.text) is not None


def _end_of(token: Token) -> int:
    return int(token.idx + len(token))


def _slice(hit: Hit, start: int, end: int) -> str:
    return hit.sentence.text[start - hit.sentence.start : end - hit.sentence.start].replace("\u00a0", " ")


def inside(mention: Mention, name: Titled) -> bool:
    """Whether a mention lies within the phrase."""
    return name.start <= mention.start < name.end
