"""The articles at hand and what is read in them, read once by a process of its own and kept as lines beside an archive.

`python -m benchmarks.originals FILE` writes them. What measures memory so never loads the language model.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from crawler.archive.record import from_json, to_json
from crawler.article import Article
from crawler.sample.loader import articles as sample
from nlp.contract import document
from nlp.reading import Reading

ROOT = Path(__file__).parent.parent
ANNOTATED = ROOT.parent / "shared" / "gold" / "dev.jsonl"
_FILE = "originals.jsonl"


def texts(path: Path | None = None) -> list[Article]:
    """The articles of a file of JSON Lines; without one the annotated documents, or else the bundled sample."""
    if path is None and not ANNOTATED.exists():
        return [Article(one.path, "sample", one.title, "\n\n".join(one.body), one.published) for one in sample()]
    return [document(line).article for line in (path or ANNOTATED).read_bytes().splitlines()]


def originals(folder: Path) -> list[tuple[Article, Reading]]:
    """The articles with their readings, from a folder's file, which is made when it is not there."""
    path = folder / _FILE
    if not path.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, "-m", "benchmarks.originals", str(path)], check=True, cwd=ROOT)
    lines = path.read_text(encoding="utf-8").splitlines()
    return [(from_json(a), Reading.from_json(r)) for a, r in zip(lines[::2], lines[1::2], strict=True)]


def main() -> None:
    """Read the articles and write the file."""
    from nlp.pipeline import read

    articles, path = texts(), Path(sys.argv[1])
    lines = [
        line
        for article, reading in zip(articles, read(articles), strict=True)
        for line in (to_json(article), reading.to_json())
    ]
    part = path.with_suffix(".part")
    part.write_text("\n".join(lines) + "\n", encoding="utf-8")
    part.replace(path)


if __name__ == "__main__":
    main()
