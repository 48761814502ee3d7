"""Words a second of the whole reading, beside the bare spaCy model on the same texts in the same run.

`python -m benchmarks.read [FILE.jsonl]`: one JSON object a line with "text", "title" and "published"; without a file,
the annotated documents beside the checkout, or else the bundled sample.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import spacy

from benchmarks.originals import texts
from crawler.article import Article
from nlp.pipeline import load, model_name, read

ROUNDS = 5
GOAL = 0.8


def seconds(work: Callable[[], Iterable[object]]) -> float:
    """How long it takes to exhaust what the work yields."""
    begun = time.perf_counter()
    for _ in work():
        pass
    return time.perf_counter() - begun


def measure(articles: list[Article], rounds: int = ROUNDS) -> tuple[float, float]:
    """Words a second of reading and of the bare model, each the best of some rounds taken in turns."""
    words = sum(len(article.text.split()) for article in articles)
    bare, whole = spacy.load(model_name()), load()
    both: list[tuple[float, float]] = []
    for _ in range(rounds + 1):
        mine = seconds(lambda: read(articles, whole))
        theirs = seconds(lambda: bare.pipe(article.text for article in articles))
        both.append((mine, theirs))
    warm = both[1:]
    return words / min(mine for mine, _ in warm), words / min(theirs for _, theirs in warm)


def main() -> None:
    """Print one line: both rates and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    given = parser.parse_args()
    articles = texts(given.file)
    mine, theirs = measure(articles, given.rounds)
    print(
        f"read: {mine:,.0f} words/s, bare {model_name()}: {theirs:,.0f} words/s, "
        f"ratio {mine / theirs:.2f} (goal {GOAL}), {len(articles)} articles"
    )


if __name__ == "__main__":
    main()
