"""Receivers: whose a sum of money is, the council or body that overspent it or was given it."""

from __future__ import annotations

import re
from functools import cache

from nlp.events import arguments as args
from nlp.events.cues import cue, ending, opening
from nlp.events.sentences import Sentence
from nlp.events.several import several
from nlp.events.story import Hit, Story
from nlp.reading import Mention, MentionKind

_WORD = r"[A-Z][\w’'-]*"
_ARTICLE = re.compile(r"^(?:The|Its|Their|A|An) ")


def receiver_of(story: Story, hit: Hit, kind: str) -> tuple[tuple[str, ...], str | None]:
    """Whose money it is: the councils, and the trust, body or group of councils that is named; empty for nobody.

    ``kind`` is "overspend" or "award": only a council overspends without being named in the sentence.
    """
    trust = args.trust_of(story, hit)
    if trust:
        return args.councils_of(story, hit).values, trust
    councils = _councils(hit)
    councils = councils or several(story, hit.sentence)
    if councils:
        return councils, None
    group = [m[0] for m in cue("finance.receivers").finditer(hit.before)]
    if group and kind == "overspend":
        return (), group[-1].strip()
    given = _given_on(hit, "finance.goes") or _given_to(hit) or _given_on(hit, "finance.to")
    if given:
        return (), given
    if cue("finance.contract").search(hit.sentence.text):
        bodies = [m for m in hit.sentence.of(MentionKind.ORGANISATION) if m.value != args.government_of(hit)]
        return (), args.nearest(hit, bodies).value if bodies else None
    if kind == "overspend" or hit.sentence.text.startswith(("The council", "The authority", "It ")):
        found = args.councils_of(story, hit).values
        return found, _trust_before(story, hit.sentence) if found else None
    return (), None


def _councils(hit: Hit) -> tuple[str, ...]:
    named = hit.sentence.of(MentionKind.COUNCIL)
    if not named:
        return ()
    following = next_in_line(hit)
    if following:
        return (following.value,)
    inside = [m for m in named if hit.sentence.same_clause(m.start, hit.start)] or named
    inside = [m for m in inside if not _is_next(hit, m)] or inside
    run = args.together(hit.sentence, args.nearest(hit, inside), inside)
    return tuple(dict.fromkeys(m.value for m in run))


def next_in_line(hit: Hit) -> Mention | None:
    """The council a sum is told of after another's: "Leeds was given £5m, followed by Kent with £4m"."""
    base = hit.sentence.start
    for council in hit.sentence.of(MentionKind.COUNCIL):
        left, between = (
            hit.sentence.text[: council.start - base],
            hit.sentence.text[council.end - base : hit.start - base],
        )
        if "£" in left and council.end <= hit.start and cue("finance.with_sum").fullmatch(between.strip()):
            return council if ending("finance.next_in_line").search(left) else None
    return None


def _is_next(hit: Hit, council: Mention) -> bool:
    """Whether a council behind a sum is the next one, with a sum of its own."""
    between = hit.sentence.text[hit.end - hit.sentence.start : max(hit.end, council.start) - hit.sentence.start]
    return council.start >= hit.end and ending("finance.next_in_line").search(between) is not None


def _trust_before(story: Story, sentence: Sentence) -> str | None:
    for earlier in story.back(sentence, reach=2):
        trusts = [m.value for m in earlier.of(MentionKind.ORGANISATION) if args.is_trust(m.value)]
        if trusts:
            return trusts[-1]
    return None


def _given_to(hit: Hit) -> str | None:
    """Who received it, by the verb: a group of councils or projects, a body, or the words before "has been given"."""
    if opening("finance.goes").match(hit.after.lstrip()):
        return None
    again = re.search(rf"\band (?:the )?({_WORD}(?: {_WORD})*) $", hit.before)
    for verb in cue("finance.given_to").finditer(hit.before):
        if again:
            return again[1]
        left = hit.before[: verb.start()]
        group = ending("finance.receivers").search(left)
        if group:
            return group[0].strip()
        at = hit.sentence.start + verb.start()
        bodies = [m for m in hit.sentence.of(MentionKind.ORGANISATION) if at - 12 <= m.end <= at]
        if bodies:
            return bodies[-1].value
        name = _subject().search(left)
        if name and len(name[1]) > 3:
            return _ARTICLE.sub("", name[1])
    return None


@cache
def _subject() -> re.Pattern[str]:
    """The capitalised words that end a text, a small "programme" with them, an aside after them left out.

    "Pause, which helps women, was given …", "its Families Together (FT) programme, backed by …".
    """
    name = rf"{_WORD}(?:,? (?:(?:and|of|for|to|the) )*{_WORD})*(?: \([A-Z]+\))?(?: {cue('finance.scheme').pattern})?"
    aside = r"(?:, (?:which|who|an?) [^£;.]{3,160}?)?,? (?:which |who |that )?$"
    return re.compile(rf"(?<!from )(?<!of )(?<!in )(?<!at )\b({name}){aside}")


def _given_on(hit: Hit, words: str) -> str | None:
    """Who receives it, behind the sum: "£17m to Ofsted", "£5m will go to more than 50 programmes"."""
    to = opening(words).match(hit.after.lstrip())
    if to is None:
        return None
    rest = hit.after.lstrip()[to.end() :].lstrip()
    start = hit.sentence.end - len(rest)
    bodies = [m.value for m in hit.sentence.of(MentionKind.ORGANISATION) if m.start == start]
    group = opening("finance.receivers").match(rest)
    return bodies[0] if bodies else group[0] if group else None
