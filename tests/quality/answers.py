"""Measure the answers: the annotated questions asked of the real documents, from file to answer."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

from crawler.archive.archive import Archive
from crawler.article import Article
from crawler.console import archive_path, index_path
from crawler.documents.saved import documents
from index.answer_json import answer_json
from index.asking.ask import ask
from index.build import build
from index.search import Index, open_index
from nlp.pipeline import read
from nlp.reading import PIPELINE
from tests.quality.floors import lines, scorer


def held(folder: Path, data: Path) -> Index:
    """The documents of a folder taken in, read and built, as the commands do it."""
    with Archive(archive_path(data)) as archive:
        for document in documents(folder):
            if isinstance(document, Article):
                archive.take(document)
        articles = list(archive.unread(PIPELINE))
        readings = [(a, PIPELINE, r.to_json()) for a, r in zip(articles, read(articles), strict=True)]
        archive.store_readings(readings)
    build(archive_path(data), index_path(data))
    return open_index(data)


def measure_answers(shared: Path, data: Path) -> dict[str, float]:
    """The share of questions answered rightly, by the scorer's rule, and its mean F1; per kind of question too."""
    index = held(shared / "seeds", data)
    questions = lines(shared / "gold" / "questions.jsonl")
    score = scorer(shared, "score_answers")
    right: dict[str, list[bool]] = defaultdict(list)
    for question in questions:
        answer = answer_json(ask(index, question["question"], date.fromisoformat(question["asked"])))
        ok = rightly(score, question["answer"], answer["rows"])
        right["answers.right"].append(ok)
        right[f"answers.{question['kind'] if question['answer'] else 'unanswerable'}"].append(ok)
    return {name: round(sum(values) / len(values), 3) for name, values in sorted(right.items())}


def rightly(score: Any, gold: list[dict[str, Any]], rows: list[dict[str, Any]]) -> bool:
    """Every annotated row found and at least half of the rows right; no rows where there is no answer."""
    if not gold:
        return not rows
    found = all(any(score.agrees(wanted, row) for row in rows) for wanted in gold)
    good = sum(any(score.agrees(wanted, row) for wanted in gold) for row in rows)
    return found and good * 2 >= len(rows)
