"""Write the README's tables and its answer: modules by their first sentences, figures by the floors; `make readme`."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
QUESTION = "which trusts were wound up and when"
# The answer as a terminal of this many columns has it, and how many entries' evidence the README shows.
_COLUMNS, _SHOWN = 96, 2
FOLDERS = ("crawler", "nlp", "index", "app")
FIGURES = (
    ("councils, F1", "reading", "councils"),
    ("people, F1", "reading", "people"),
    ("their roles, share right", "reading", "people.role"),
    ("date expressions with the right value, F1", "reading", "dates.value"),
    ("ratings, trusts, interventions, commissioners: F1, strict", "reading", "events.core"),
    ("all fifteen types of events: F1, strict", "reading", "events"),
    ("inspection reports: overall grade, share right", "reports", "overall"),
    ("questions answered rightly, from file to answer", "answers", "answers.right"),
    ("unanswerable questions left unanswered", "answers", "answers.unanswerable"),
)


def sentence(path: Path) -> str:
    """The first sentence of a module, on one line."""
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(docstring.split("\n\n")[0].split())


def table() -> str:
    """One Markdown table for all folders, a row a module, in the order data flows."""
    rows = ["| module | what it is for |", "|---|---|"]
    for folder in FOLDERS:
        rows.append(f"| **{folder}/** | **{sentence(ROOT / folder / '__init__.py')}** |")
        files = sorted(path for path in (ROOT / folder).rglob("*.py") if path.name != "__init__.py")
        rows += [f"| `{path.relative_to(ROOT)}` | {sentence(path)} |" for path in files]
    return "\n".join(rows)


def figures() -> str:
    """The table of what was reached, from the floors."""
    floors = json.loads((ROOT / "tests" / "quality" / "floors.json").read_text(encoding="utf-8"))
    rows = ["| figure | reached |", "|---|---|"]
    rows += [f"| {words} | {floors[part][name]:.2f} |" for words, part, name in FIGURES]
    return "\n".join(rows)


def answer(data: Path) -> str:
    """What the command prints for the README's question on a data folder, indented, without the last evidence."""
    command = [sys.executable, "-m", "app.cli", "ask", QUESTION, "--data", str(data)]
    environment = {**os.environ, "COLUMNS": str(_COLUMNS), "NO_COLOR": "1"}
    told = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
    kept = told.split(f"\n[{_SHOWN + 1}] ")[0].strip().splitlines()
    return "\n".join(f"    {line}".rstrip() for line in [*kept, "…"])


def write_answer(data: Path) -> None:
    """Put the answer of a data folder, the crawled sample's, between its marks."""
    text = README.read_text(encoding="utf-8")
    README.write_text(replaced(text, "answer", answer(data)), encoding="utf-8")


def replaced(text: str, name: str, content: str) -> str:
    """The text with what stands between the two marks of a name replaced."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    before, rest = text.split(begin)
    return f"{before}{begin}\n{content}\n{end}{rest.split(end)[1]}"


def main() -> None:
    """Replace what stands between the marks."""
    text = replaced(README.read_text(encoding="utf-8"), "modules", table())
    README.write_text(replaced(text, "figures", figures()), encoding="utf-8")


if __name__ == "__main__":
    main()
