"""Becoming: what stands between a name and the role it is given, a verb, an aside or a change of posts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from nlp.words import lexicon


def any_of(entries: Iterable[str]) -> str:
    """A pattern's alternatives: the entries, longest first, blanks and apostrophes of any kind."""
    ordered = sorted(entries, key=len, reverse=True)
    return "|".join(re.escape(e).replace(r"\ ", r"\s").replace("'", "['’]") for e in ordered)


@cache
def _becoming() -> str:
    """The verbs that give a role, with when or how between their words: "was today appointed"."""
    verbs = lexicon("people")["verbs"]
    when = rf"\\s(?:(?:{any_of(verbs['meanwhile'])})\\s)?"
    return re.sub(r"(?<=was)\\s|(?<=been)\\s", when, any_of(verbs["becomes"]))


@cache
def becomes() -> re.Pattern[str]:
    """What may stand between a name and its role, the verb in the group "verb"."""
    post = r"(?:(?:to\s)?(?:the|a)\s(?:new\s)?(?:role|post|position|job)\sof\s)?"
    party = rf"(?:\s\((?:{any_of(lexicon('people')['roles']['benches'])})(?:\s?[:,–-]\s?[^()\n]{{1,40}})?\))?"
    honours = rf"(?:,?\s(?:{any_of(lexicon('people')['suffixes']['words'])})\b)*"
    sep = honours + party + r"(?:\s*[,(–—]\s*|\s+-\s+|\s+)"
    return re.compile(rf"(?P<mark>{sep})(?P<verb>(?:{_becoming()})\s)?{post}", re.IGNORECASE)


MOVES = re.compile(
    r",?\s+(?:who\s+)?(?:(?:has|had|was|were|been|will|be|is|to)\s+){0,3}(?:replac|succe|join|return|resign|step|retir|appoint|name|take|took"
    r"|leav|left|quit|sack|dismiss|remov|suspend|oust|mov|switch|fill|start|beg[aiu]n)"
    r"\w*\b(?:(?!\bfrom (?:his|her|their) )[^.;\n]){0,80}?\b(?:as|to become)\s"
)
# What a person did before, between the name and the verb that tells what they become.
ASIDE = re.compile(
    r",\swho\s[^.;\n]{3,140}?,(?=\s(?:has been|have been|was|is|will be|is to be)\s"
    r"(?:appointed|named|elected|confirmed|hired|promoted))"
)
# After an aside that tells what somebody was until now: "X, director at Y, was appointed chair of Z".
NEWER = re.compile(
    r",\s+(?:(?:was|has\sbeen|had\sbeen|will\sbe|is\sto\sbe)\s(?:appointed|named|hired|made|confirmed)(?:\sas|\sto\sbe)?"
    r"|will\sbe(?:come)?|is\sto\sbe(?:come)?|has\sbecome|will\stake\s(?:on|over\sas|up)"
    r"|will\s(?:fill|take\sup)\s[^.;,\n]{2,40}\sas)\s(?:the\s(?:role|post|position|job)\sof\s)?"
)
