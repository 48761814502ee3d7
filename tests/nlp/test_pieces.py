"""A text in pieces for the model: nothing lost, no piece beyond what the model can hold, an end to what is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from crawler.article import Article
from crawler.limits import TITLE_CHARACTERS
from nlp import pieces
from nlp.contract import document
from nlp.pieces import documents
from nlp.pipeline import load, read
from nlp.reading import Reading

SENTENCE = "Ofsted rated Kent good in May 2022."
ARTICLE = Article("https://example.org/kent", "a", "Kent", SENTENCE, datetime(2022, 6, 1, tzinfo=UTC))
ROWS = ["(" * 3000, "“ " * 2000, "." * 700, "\u200b" * 5000, "a" * 4000 + "(" * 4000, " \n" * 3000, "(a) " * 400, ""]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: ascii(row[:4]))
def test_a_text_is_cut_without_loss(row: str) -> None:
    text = f"{SENTENCE} {row} {SENTENCE}{row}"
    assert "".join(doc.text for doc in documents(load(), text)) == text
    assert "".join(pieces.pieces(text)) == text


@pytest.mark.parametrize("row", ["(" * 3000, "“ " * 2000, "•\n" * 1000, "🙂" * 3000])
def test_a_row_of_marks_is_a_few_tokens_and_what_follows_reads_as_ever(row: str) -> None:
    assert sum(len(doc) for doc in documents(load(), row)) < 600
    (alone,), (after,) = read([ARTICLE]), read([replace(ARTICLE, text=f"{row}\n\n{SENTENCE}")])
    (found,) = after.events
    assert found == replace(alone.events[0], start=len(row) + 2, end=len(row) + 2 + len(SENTENCE))
    assert not after.skipped


def test_a_dotted_line_of_a_table_of_contents_is_left_as_it_was() -> None:
    line = f"1 Foreword {'.' * 300} 3\n"
    (doc,) = documents(load(), line * 3)
    assert [token.text for token in doc] == [token.text for token in load().make_doc(line * 3)]


def test_no_document_has_more_tokens_than_the_model_can_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "_TOKENS", 20)
    text = "(a) " * 50
    found = list(documents(load(), text))
    assert max(map(len, found)) == 20
    assert "".join(doc.text for doc in found) == text


def test_what_is_not_read_of_an_endless_text_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "PIECE", len(SENTENCE) + 2)
    monkeypatch.setattr(pieces, "MOST_TOKENS", 10)
    (reading,) = read([replace(ARTICLE, text="\n\n".join([SENTENCE] * 9))])
    (unread,) = reading.skipped
    assert (unread.type, unread.start, unread.end) == (None, 2 * len(SENTENCE) + 4, 9 * len(SENTENCE) + 16)
    assert "only the first" in unread.reason
    assert [event.start for event in reading.events] == [0]
    assert Reading.from_json(reading.to_json()) == reading


def test_a_title_as_long_as_a_text_is_cut() -> None:
    line = f'{{"id": 1, "text": "{SENTENCE}", "title": "{"Kent " * 10_000}"}}'
    assert len(document(line.encode()).article.title) == TITLE_CHARACTERS
