"""Injected text found, removed and flagged: what a hacked site's titles, paragraphs and hidden links advertise."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from crawler.article import Article, Flag
from crawler.words import longest_first, words

# Letters of scripts the sector's English and Welsh press does not write in.
_FOREIGN = re.compile(
    "[\u0400-\u052f\u0600-\u06ff\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uff10-\uff5a]"
)
_LETTER = re.compile(r"[^\W\d_]")
_SEGMENTS = re.compile(r"( [|–—»:-]++ | ?\| ?)")
_WORD = re.compile(r"\w+")

# A paragraph of which phrases of the trade are this share of the words sells; reporting that quotes them does not.
_SELLING_SHARE = 0.15
# A page whose selling paragraphs are this share of its characters has nothing of the publisher's left worth reading.
_PAGE_SHARE = 0.6
# An honest report on the trade names it a few times in hundreds of words; a doorway page in every other sentence.
_WORDS_FOR_EACH_PHRASE = 40


@cache
def _phrases() -> re.Pattern[str]:
    listed = "|".join(re.escape(phrase) for phrase in longest_first("spam", "phrases"))
    return re.compile(rf"\b(?:{listed})\b")


def _marked(text: str) -> bool:
    return any(mark in text for mark in words("spam", "marks"))


def _found(text: str) -> list[str]:
    return _phrases().findall(text.lower())


def mentions_spam(text: str) -> bool:
    """Whether a text holds any word of the trade: enough to suspect what a page hides, too little for what it shows."""
    return _marked(text) or bool(_found(text))


def _foreign_share(text: str) -> float:
    letters = len(_LETTER.findall(text))
    return len(_FOREIGN.findall(text)) / letters if letters else 0.0


def _sells(paragraph: str) -> bool:
    if _marked(paragraph):
        return True
    found = _found(paragraph)
    share = sum(len(phrase.split()) for phrase in found) / max(1, len(_WORD.findall(paragraph)))
    return len(set(found)) >= 2 and share >= _SELLING_SHARE


def clean_title(title: str, text: str) -> str:
    """The title without what was injected before or after it.

    Words in a foreign script at either end go, unless the article itself uses them; so do segments (set off by a bar
    or dash) that advertise. A title of nothing else is left as it is.
    """
    tokens = title.split()
    while tokens and _FOREIGN.search(tokens[0]) and tokens[0] not in text:
        tokens.pop(0)
    while tokens and _FOREIGN.search(tokens[-1]) and tokens[-1] not in text:
        tokens.pop()
    kept = " ".join(tokens)
    pieces = _SEGMENTS.split(kept)
    honest = [at for at in range(0, len(pieces), 2) if pieces[at].strip() and not mentions_spam(pieces[at])]
    if 0 < len(honest) < len(range(0, len(pieces), 2)):
        kept = "".join(pieces[honest[0] : honest[-1] + 1]).strip()
    return kept or " ".join(title.split())


def clean_text(text: str) -> str:
    """The text without paragraphs and list lines that advertise."""
    paragraphs = []
    for paragraph in text.split("\n\n"):
        lines = [line for line in paragraph.split("\n") if not _sells(line)]
        if lines and not _sells(" ".join(lines)):
            paragraphs.append("\n".join(lines))
    return "\n\n".join(paragraphs)


def is_all_spam(title: str, text: str) -> bool:
    """Whether a page is nothing but injection: most of it sells, or the trade's terms run all through it."""
    whole = f"{title}\n\n{text}"
    if _marked(whole) and _foreign_share(whole) > 0.5:
        return True
    if len(clean_text(text)) < (1 - _PAGE_SHARE) * len(text):
        return True
    found = _found(whole)
    return len(set(found)) >= 3 and len(_WORD.findall(whole)) < _WORDS_FOR_EACH_PHRASE * len(found)


def screen(article: Article) -> Article:
    """The article without injected text, flagged if there was some; quarantined, text untouched, when all is spam."""
    if not (mentions_spam(f"{article.title}\n\n{article.text}") or _FOREIGN.search(article.title)):
        return replace(article, title=" ".join(article.title.split()))  # nearly every article: one look, not five
    if is_all_spam(article.title, article.text):
        return replace(article, flags=(*article.flags, Flag.QUARANTINED))
    text = clean_text(article.text)
    title = clean_title(article.title, text)
    if (title, text) == (" ".join(article.title.split()), article.text):
        return replace(article, title=title)
    flags = tuple(dict.fromkeys((*article.flags, Flag.SPAM_REMOVED)))
    return replace(article, title=title, text=text, flags=flags)
