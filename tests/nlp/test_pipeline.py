"""The pipeline as a whole: one reading an article, alone, in order; failures named; what spaCy shows of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import spacy
from spacy.language import Language

from crawler.article import Article
from nlp import pieces, pipeline
from nlp.components import COMPONENTS, GROUPS
from nlp.pipeline import ModelMissing, load, read
from nlp.reading import PIPELINE, MentionKind, Reading

TEXT = (
    "Ofsted has rated Derby outstanding.\n\nAndy Smith, Derby’s strategic director of people services, said in May "
    "2022 that the council was proud. “It takes time,” said Smith."
)
ARTICLE = Article(
    "https://example.org/derby", "example", "Derby rated outstanding", TEXT, datetime(2022, 5, 17, 12, tzinfo=UTC)
)
OTHER = replace(ARTICLE, url="https://example.org/kent", text="Kent council said nothing in June.", title="Kent")


def test_a_reading_names_its_article_and_pipeline_and_survives_storage() -> None:
    (reading,) = read([ARTICLE])
    assert (reading.article_id, reading.pipeline) == (ARTICLE.id, PIPELINE)
    assert Reading.from_json(reading.to_json()) == reading


def test_every_kind_of_mention_is_found_at_its_place() -> None:
    (reading,) = read([ARTICLE])
    assert {m.kind for m in reading.mentions} == set(MentionKind)
    assert all(TEXT[m.start : m.end] == m.text for m in reading.mentions)
    assert list(reading.mentions) == sorted(reading.mentions, key=lambda m: (m.start, m.end))
    (person,) = reading.people
    assert (person.name, person.organisation, person.councils) == ("Andy Smith", "Derby council", ("Derby",))


def test_an_article_reads_alike_after_any_others() -> None:
    (alone,) = read([ARTICLE])
    *_, last = read([OTHER, OTHER, ARTICLE])
    assert last == alone


WELSH = (
    "Mae’r cyngor wedi dweud bod y gwasanaethau i blant yn y sir wedi gwella, ac mae’r adroddiad hwn yn dangos bod y "
    "plant sydd yn eu gofal yn ddiogel. Roedd yr arolygwyr yn y sir ym mis Mai 2022, ac maent wedi gofyn am fwy o "
    "gymorth ar gyfer y bobl ifanc sydd yn gadael gofal. Derby oedd y cyngor cyntaf i fod yn rhan o hyn yn y wlad. "
)
ENGLISH = "This is what the council said of the services for the children that it has in its care, as it was asked to. "


@pytest.mark.parametrize(
    ("text", "language", "read_at_all"),
    [
        (WELSH, "cy", False),
        (WELSH * 30 + ENGLISH * 70, "cy", True),  # told in both languages: the English half is read
        (ENGLISH * 3, "cy", True),  # what a page declares is often its template's
        (ENGLISH + TEXT, "en", True),
    ],
)
def test_what_is_not_in_english_is_skipped_and_said_to_be(text: str, language: str, read_at_all: bool) -> None:
    (reading,) = read([replace(ARTICLE, text=text, language=language)])
    reasons = [skipped.reason for skipped in reading.skipped if skipped.type is None]
    assert reasons == ([] if read_at_all else ["only English is read; this is in another language (cy)"])
    if not read_at_all:
        assert (reading.mentions, reading.people, reading.events) == ((), (), ())


def test_span_groups_show_what_was_found() -> None:
    doc = load()(TEXT)
    assert set(doc.spans) >= set(GROUPS.values())
    assert [span._.value for span in doc.spans["councils"]][:2] == ["Derby", "Derby"]
    assert [span.text for span in doc.spans["people"]] == ["Andy Smith", "Smith"]


def test_components_can_be_switched_off() -> None:
    with load().select_pipes(disable=["caretrail_events"]):
        assert load()(TEXT)._.events == ()
    assert set(COMPONENTS) <= set(load().pipe_names)


def test_the_title_helps_but_is_not_read() -> None:
    article = replace(ARTICLE, title="Kent council rated inadequate", text="The council has apologised.")
    (reading,) = read([article])
    assert [(m.text, m.value, m.anaphor) for m in reading.mentions] == [("The council", "Kent", True)]


def test_without_a_day_of_publication_what_depends_on_it_is_left_out() -> None:
    article = replace(ARTICLE, published=None, text="Kent council met last week and in May 2020.")
    (reading,) = read([article])
    assert [m.value for m in reading.mentions if m.kind is MentionKind.DATE] == ["2020-05"]


@pytest.mark.parametrize("text", ["", "\n\n", " ", "\x00", "a" * 5000, "Ofsted " * 3000, "\ud83d", "١٢٣ 中文 🙂"])
def test_odd_texts_are_read(text: str) -> None:
    (reading,) = read([replace(ARTICLE, text=text)])
    assert reading.people == ()


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    real = pipeline._read_one

    def failing(nlp: Language, article: Article) -> Reading:
        if article is OTHER:
            raise ValueError("broken")
        return real(nlp, article)

    monkeypatch.setattr(pipeline, "_read_one", failing)
    told: list[tuple[str, str]] = []
    readings = list(read([OTHER, ARTICLE], failed=lambda article, error: told.append((article.url, str(error)))))
    assert [reading.article_id for reading in readings] == [ARTICLE.id]
    assert told == [(OTHER.url, "broken")]
    with pytest.raises(ValueError, match="broken"):
        list(read([OTHER]))


def test_a_missing_model_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(pipeline.MODEL_SETTING, "no_such_model")
    with pytest.raises(ModelMissing, match="no_such_model"):
        load()


def test_a_model_that_lacks_a_part_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def blank(*_: Any, **__: Any) -> Language:
        return spacy.blank("en")

    monkeypatch.setattr(spacy, "load", blank)
    with pytest.raises(ModelMissing, match="ner"):
        load("blank")


def test_a_long_paper_read_in_pieces_reads_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = replace(ARTICLE, text="\n\n".join([TEXT] * 8))
    (whole,) = read([paper])
    monkeypatch.setattr(pieces, "PIECE", len(TEXT) + 10)
    (pieced,) = read([paper])
    assert pieced == whole
    assert all(paper.text[m.start : m.end] == m.text for m in pieced.mentions)
