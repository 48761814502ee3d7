"""Which organisation "the trust", "the company", "the regulator" or "the department" stands for."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence

from nlp.bodies import OrganisationKind
from nlp.reading import Mention, MentionKind
from nlp.words import lexicon, phrases, plain


def resolve_organisations(text: str, named: Sequence[Mention], kinds: Mapping[str, OrganisationKind]) -> list[Mention]:
    """Mentions (anaphor=True) for "the trust" and its like, each with the organisation it stands for.

    The last organisation of a fitting kind before it, or, before any is named, the only one of the text. Where
    several trusts are spoken of, one named paragraphs ago is no longer meant.
    """
    found = []
    nouns = lexicon("organisations")["anaphors"]
    for match in _anaphors().finditer(plain(text)):
        wanted = nouns[match["noun"].lower()]
        fitting = [m for m in named if kinds[m.value] in wanted]
        if match["noun"].lower() in lexicon("organisations")["described"]["named_first"]:
            fitting = [m for m in fitting if m.end <= match.start()]
        value = _meant(text, fitting, match.start())
        if value:
            found.append(
                Mention(
                    MentionKind.ORGANISATION, match.start(), match.end(), text[match.start() : match.end()], value, True
                )
            )
    taken = [(m.start, m.end) for m in named]
    return [m for m in found if not any(start < m.end and m.start < end for start, end in taken)]


def _meant(text: str, fitting: Sequence[Mention], offset: int) -> str | None:
    values = {m.value for m in fitting}
    before = [m for m in fitting if m.end <= offset]
    if len(values) == 1:
        return fitting[0].value
    if not before:
        return None
    last = before[-1]
    sentence = max(text.rfind(mark, 0, last.start) for mark in (". ", "? ", "! ", "\n"))
    rivals = {m.value for m in before if m.start > sentence}
    paragraphs = text.count("\n\n", last.end, offset)
    return last.value if len(rivals) == 1 and paragraphs <= 1 else None


@functools.cache
def _anaphors() -> re.Pattern[str]:
    words = lexicon("organisations")
    nouns = phrases(words["anaphors"])
    after = phrases(words["not_anaphors"]["after"])
    described = phrases(words["described"]["words"])
    return re.compile(
        rf"\b(?:the|this)\s(?:{described}\s){{0,2}}(?P<noun>{nouns})\b(?!\s{after}\b)(?!-)", re.IGNORECASE
    )
