"""Write docs/accuracy.md: precision and recall per figure, with typical misses; `python -m tests.quality.accuracy`.

The misses are named by document, type, place and date, never by the document's own sentences.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from nlp.contract import as_contract
from nlp.pipeline import read
from nlp.reading import EventType
from tests.quality import reports
from tests.quality.answers import measure_answers
from tests.quality.floors import SHARED, article, lines, scorer

TARGET = Path(__file__).parent.parent.parent / "docs" / "accuracy.md"
SHOWN = 3

HEAD = """# Accuracy

Written by `python -m tests.quality.accuracy`; do not edit by hand.

{documents} documents annotated by hand, read as they are; precision (P), recall (R) and F1 as the scorer kept with the
annotations computes them. An event counts when type, council (or title, body, person), date and status agree, a rating
also in grade and judgement. The documents were at hand while the rules were written: expect less on others.
"""


def described(event: dict[str, Any]) -> str:
    """An event in a few words: who or what, grade, amount, status and date."""
    councils = ", ".join(event.get("councils") or [])
    subject = councils or event.get("title") or event.get("organisation") or ", ".join(event.get("people") or [])
    parts = [subject or "no place", event.get("grade"), event.get("judgement"), event.get("amount")]
    told = " · ".join(str(part) for part in parts if part)
    return f"{told}, {event['status']}, {event.get('date') or 'no date'}"


def misses(golds: list[dict[str, Any]], predictions: dict[str, dict[str, Any]], score: Any) -> dict[str, list[str]]:
    """For each type the events missed and the ones made up, with the document's name."""
    found: dict[str, list[str]] = {kind.value: [] for kind in EventType}
    for document in golds:
        wanted, made = document["events"], predictions[document["id"]]["events"]
        pairs = score.pair(wanted, made, score.events_agree)
        hit, used = {g for g, _ in pairs}, {p for _, p in pairs}
        for word, events, done in (("missed", wanted, hit), ("made up", made, used)):
            for at, event in enumerate(events):
                if at not in done:
                    found[event["type"]].append(f"{word}: {described(event)} ({document['id']})")
    return found


def reading_part(shared: Path) -> tuple[str, int]:
    """The tables of reading, and the number of documents."""
    golds = lines(shared / "gold" / "dev.jsonl")
    readings = read(article(document) for document in golds)
    predictions = {gold["id"]: as_contract(one, gold["id"]) for gold, one in zip(golds, readings, strict=True)}
    score = scorer(shared)
    report = score.score(golds, predictions)
    rows = ["| figure | P | R | F1 | annotated |", "|---|---|---|---|---|"]
    for name, row in report.items():
        if "f1" in row:
            rows.append(f"| {name} | {row['p']:.2f} | {row['r']:.2f} | {row['f1']:.3f} | {row['gold']} |")
    role = report["people.role"]
    rows += [
        f"| people.role (share right) | | | {role['accuracy']:.3f} | {role['gold']} |",
        "",
        "## Typical misses",
        "",
    ]
    for kind, examples in misses(golds, predictions, score).items():
        rows.append(f"- **{kind}**: {'; '.join(examples[:SHOWN]) or 'none'}")
    return "\n".join(rows), len(golds)


def main() -> None:
    """Measure and write the page."""
    reading, documents = reading_part(SHARED)
    with tempfile.TemporaryDirectory() as folder:
        answers = measure_answers(SHARED, Path(folder))
    asked = "\n".join(f"| {name.removeprefix('answers.')} | {figure:.2f} |" for name, figure in answers.items())
    measured = reports.measure(SHARED / "inspections")
    fields = "\n".join(f"| {name} | {right} of {stated} |" for name, (right, stated) in measured.items())
    page = (
        f"{HEAD.format(documents=documents)}\n## Reading\n\n{reading}\n\n## Inspection reports\n\n"
        f"58 reports of 21 councils, 2012 to 2025.\n\n| field | right |\n|---|---|\n{fields}\n\n## Answers\n\n"
        "44 questions asked of the same documents, from file to answer. Right: every annotated row found and at least\n"
        f"half of the rows shown right; unanswerable: no rows shown.\n\n| kind | right |\n|---|---|\n{asked}\n"
    )
    TARGET.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
