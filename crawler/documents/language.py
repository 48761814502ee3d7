"""The language a text is written in, by its commonest words; what a page declares is often its template's."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from crawler.words import words

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
# In running prose a fifth to a half of all words are such; below a tenth the text is a list, a table or another tongue.
_SHARE = 0.1
# Fewer words than these tell nothing; more than those tell nothing new.
_FEWEST, _MOST = 40, 500
_LANGUAGES = ("en", "cy", "fr", "de", "es", "pl", "ro", "it")


@cache
def _common(language: str) -> frozenset[str]:
    return frozenset(words("language", language))


def language_of(text: str, declared: str) -> str:
    """The two-letter code of a text's language, where its words tell it plainly; else what was ``declared``."""
    found = _WORD.findall(text[: _MOST * 12].lower().replace("’", "'"))[:_MOST]
    if len(found) < _FEWEST:
        return declared
    counts = Counter(found)
    shares = {language: sum(counts[word] for word in _common(language)) / len(found) for language in _LANGUAGES}
    best, second = sorted(shares.values(), reverse=True)[:2]
    if best < _SHARE or best < 1.5 * second:
        return declared
    return max(shares, key=lambda language: shares[language])
