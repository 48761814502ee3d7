"""The lexicon's words around a place name as patterns: what may stand before it, and what after."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from nlp.words import lexicon, phrases


@dataclass(frozen=True, slots=True)
class Patterns:
    """Patterns by what they show: left ones end where a name begins, right ones begin where it ends."""

    left: dict[str, re.Pattern[str]]
    right: dict[str, re.Pattern[str]]
    openers: frozenset[str]
    ordinary: frozenset[str]
    takes_the: frozenset[str]
    vocabulary: re.Pattern[str]


@functools.cache
def patterns() -> Patterns:
    """The patterns of ``nlp/lexicon/councils.toml``, compiled once."""
    words = lexicon("councils")
    group = {key: phrases(value) for key, value in words.items() if isinstance(value, list)}
    group["titled_institutions"] = phrases(word[:1].upper() + word[1:] for word in words["institutions"])
    return Patterns(
        left={key: re.compile(pattern, flags) for key, (pattern, flags) in _left_patterns(group).items()},
        right={key: re.compile(pattern, flags) for key, (pattern, flags) in _right_patterns(group).items()},
        openers=frozenset(words["openers"]),
        ordinary=frozenset(words["ordinary"]),
        takes_the=frozenset(words["takes_the"]),
        vocabulary=re.compile(rf"\b{group['vocabulary']}\b", re.IGNORECASE),
    )


def _left_patterns(group: dict[str, str]) -> dict[str, tuple[str, re.RegexFlag]]:
    """What may stand before a name: each pattern is to end where the name begins."""
    insensitive, exact = re.IGNORECASE, re.NOFLAG
    place = group["prepositions"]
    article = r"(?:(?:the|a|an|its|his|her|their|central|nearby)\s+)?"
    return {
        "compass": (rf"\b{group['compass']}[\s-]+\Z", insensitive),
        "larger": (rf"\b{group['place_prefixes']}\s+\Z", exact),
        "title": (rf"\b{group['titles']}\.?\s+(?:[A-Z][\w'-]+\s+)?\Z", exact),
        "body_of": (rf"\b{group['bodies_of']}(?:\s+[\w']+)?\s+(?:of|for|at)\s+(?:the\s+)?\Z", insensitive),
        "before": (rf"\b{group['before']}\s+{article}\Z", insensitive),
        "where": (rf"\b{group['whereabouts']}\s+{place}\s+{article}\Z", insensitive),
        "formative": (
            rf"\b{group['formative']}(?:\s+[\w'-]+){{0,6}}?\s+(?:in|at|near|from)\s+{article}\Z",
            insensitive,
        ),
        "person": (rf"\b{group['person']}(?:,|\s+is)?\s+from\s+{article}\Z", insensitive),
        "map_only": (rf"\b{group['map_only']}\s+{article}\Z", insensitive),
        "beside": (rf"\b{group['institutions']}\s+(?:in|of|near)\s+{article}\Z", insensitive),
        "address": (rf"\b{group['titled_institutions']},\s+\Z", exact),
        "preposition": (rf"\b{place}\s+{article}\Z", insensitive),
        "capital": (r"(?:^|[^\w])([A-Z]\w?\.|[A-Z][\w']*)[ ]\Z", exact),
        "article": (r"\b(?:the|an?)\s+\Z", insensitive),
    }


def _right_patterns(group: dict[str, str]) -> dict[str, tuple[str, re.RegexFlag]]:
    """What may stand after a name: each pattern is to begin where the name ends."""
    insensitive, exact = re.IGNORECASE, re.NOFLAG
    ranks = f"(?:{group['ranks']}\\s+)*"
    run = r"(?:\s+(?:[A-Z][\w'.]*|and|of|for|the|&))"
    return {
        "authority": (rf"(?:'s?)?\s+{ranks}{group['authority']}(?![\w-])", insensitive),
        "rank": (r"(?:'s?)?\s+(?:borough|city|county|Borough)(?:'s)?(?![\w-])(?!\s+(?:[A-Z]|court|lines?\b))", exact),
        "services": (rf"(?:'s?\s+(?:[\w-]+\s+){{0,2}}|\s+){group['services']}(?![\w-])", insensitive),
        "direct_services": (rf"(?:'s?)?\s+{group['services']}(?![\w-])", insensitive),
        "institution": (rf"(?:'s?)?\s+{group['institutions']}(?![\w-])", insensitive),
        "capitalised": (rf"\s+{group['institutions_capitalised']}(?![\w-])", exact),
        "run": (rf"{run}*?\s+{group['titled_institutions']}(?![\w-])", exact),
        "local_body": (rf"{run}*?\s+{group['local_bodies']}(?![\w-])", exact),
        "capital": (r"[ ](?:[A-Z][\w']*)", exact),
        # The rest of an address: a line or two at most, then the postcode.
        "postcode": (r",?\s+(?:[A-Z][\w ]{2,30},?\s+)?[A-Z]{1,2}\d[\dA-Z]?\s+\d[A-Z]{2}\b", exact),
        "hyphen_where": (rf"-{group['hyphen_whereabouts']}\b", insensitive),
        "hyphen_name": (rf"-{group['hyphen_names']}\b", insensitive),
        "resident": (rf"(?:'s)?\s+(?:[\w-]+\s+)?{group['residents']}(?![\w-])", insensitive),
        "apposed": (r"[,.;)]|\Z", exact),
        "word": (rf"[\s,]+{group['word_after']}(?![\w-])", insensitive),
        "noun": (r"(?:'s?)?\s+(?!(?:is|was|has|had|will|and|or|in|on|at|of|to|for|with|by|as|from)\b)[a-z]", exact),
        "possessive": (r"'s?(?!\w)", exact),
        "another": (rf",\s+{group['elsewhere']}\b", insensitive),
    }
