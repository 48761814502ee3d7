"""The gate before the archive: what every document passes, however it came."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from crawler.article import Article, DateOrigin, Flag, Reason, Rejected
from crawler.documents.decoding import without_controls
from crawler.documents.language import language_of
from crawler.documents.publication import day_in_address, midnight
from crawler.documents.spam import screen
from crawler.limits import FUTURE_HOURS, TEXT_CHARACTERS, TITLE_CHARACTERS


def admit(article: Article, now: datetime) -> Article | Rejected:
    """The article as it may be kept, or its refusal.

    Controls give way to spaces, injected text is removed or the article quarantined, an impossible date dropped, and a
    missing one flagged; the language is the text's own where its words tell it.
    ``now`` is the moment of taking in: a publication date later than it by more than a clock's error is wrong.
    """
    article = _cleaned(article)
    text = article.text.strip("\n")
    if not text.strip():
        return Rejected(article.url, article.source, Reason.EMPTY, "no text is left when markup and site furniture go")
    if len(text) > TEXT_CHARACTERS:
        detail = f"{len(text):,} characters of text; {TEXT_CHARACTERS:,} are accepted"
        return Rejected(article.url, article.source, Reason.TOO_LARGE, detail)
    known = replace(article, title=article.title[:TITLE_CHARACTERS], language=language_of(text, article.language))
    return _dated(screen(known), now)


def _cleaned(article: Article) -> Article:
    """The article without characters that are instructions; offsets into its text stay what they are."""

    def line(text: str) -> str:
        return " ".join(without_controls(text).split())

    return replace(
        article,
        text=without_controls(article.text),
        title=line(article.title),
        source=line(article.source),
        authors=tuple(map(line, article.authors)),
        tags=tuple(map(line, article.tags)),
    )


def _dated(article: Article, now: datetime) -> Article:
    latest = now + timedelta(hours=FUTURE_HOURS)
    flags: list[Flag] = [flag for flag in article.flags if flag not in (Flag.NO_DATE, Flag.FUTURE_DATE)]
    if article.published and article.published > latest:
        flags.append(Flag.FUTURE_DATE)
        day = day_in_address(article.url)
        in_address = midnight(day) if day and midnight(day) <= latest else None
        origin = DateOrigin.URL if in_address else None
        article = replace(article, published=in_address, published_from=origin)
    if article.updated and article.updated > latest:
        article = replace(article, updated=None)
    if article.published is None:
        flags.append(Flag.NO_DATE)
    return replace(article, flags=tuple(flags))
