"""Measure the reading of inspection reports against what they are known to say.

Run as ``python -m tests.quality.reports [FOLDER]``: FOLDER holds ``pdf/`` and ``truth.csv``; default: the annotated
documents beside the checkout. Prints one line a field with how many are right, and every one that is not.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from crawler.article import Article
from crawler.documents.paper import article_from_pdf
from nlp.councils import find_councils, nearest
from nlp.events.inspections.reports import council_of, dates_of, find_report
from nlp.reading import Judgement

HERE = Path(__file__).resolve().parent.parent.parent.parent / "shared" / "inspections"
AREAS = {
    "overall": (Judgement.OVERALL,),
    "leaders": (Judgement.LEADERSHIP,),
    "help_and_protection": (Judgement.HELP_AND_PROTECTION,),
    "in_care": (Judgement.CHILDREN_IN_CARE_AND_CARE_LEAVERS, Judgement.CHILDREN_IN_CARE),
}


def read(path: Path) -> dict[str, str]:
    """What is read of one report, in the columns of truth.csv; empty when the file cannot be read."""
    article = article_from_pdf(path.read_bytes(), path.as_uri())
    if not isinstance(article, Article):
        return {}
    mentions = find_councils(article.text[:6000])
    events, _ = find_report(article.text, mentions, article.published_on, article.title)
    got = {"council": council_of(article.text, mentions, article.title) or ""}
    got["published"] = article.published_on.isoformat() if article.published_on else ""
    inspected = dates_of(article.text)
    if inspected:
        got["inspection_start"], got["inspection_end"] = (on.isoformat() for on in inspected)
    for column, areas in AREAS.items():
        grades = [e.grade.value for e in events if e.judgement in areas and e.grade]
        got[column] = grades[0] if grades else ""
    return got


def compare(folder: Path, every: int = 1) -> Iterator[tuple[str, str, str, str]]:
    """Every stated field of each report, or of one in ``every``: file, column, what is true, what was read."""
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as lines:
        for row in list(csv.DictReader(lines))[::every]:
            got = read(folder / "pdf" / row["file"])
            for column, want in row.items():
                if column in ("file", "framework") or not want:
                    continue
                want = _canonical(want) if column == "council" else want
                yield row["file"], column, want, got.get(column, "")


def _canonical(name: str) -> str:
    return nearest(name.replace("&", "and").title()) or name


def measure(folder: Path, every: int = 1) -> dict[str, tuple[int, int]]:
    """For each column how many were right, and of how many; ``every`` as in compare."""
    right: Counter[str] = Counter()
    stated: Counter[str] = Counter()
    for _, column, want, got in compare(folder, every):
        stated[column] += 1
        right[column] += want == got
    return {column: (right[column], stated[column]) for column in stated}


def main() -> None:
    """Print the figures and what is wrong."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    right: Counter[str] = Counter()
    stated: Counter[str] = Counter()
    for file, column, want, got in compare(folder):
        stated[column] += 1
        right[column] += want == got
        if want != got:
            print(f"{file}: {column} is {want}, read as {got or 'nothing'}")  # noqa: T201
    for column in stated:
        print(f"{column:20} {right[column] / stated[column]:.3f}  {right[column]} of {stated[column]}")  # noqa: T201


if __name__ == "__main__":
    main()
