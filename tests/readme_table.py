"""Write the README's tables: the modules by their own first sentences, the figures by the floors; `make readme`."""

from __future__ import annotations

import ast
import json
from pathlib import Path

ROOT = Path(__file__).parent.parent
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


def replaced(text: str, name: str, content: str) -> str:
    """The text with what stands between the two marks of a name replaced."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    before, rest = text.split(begin)
    return f"{before}{begin}\n{content}\n{end}{rest.split(end)[1]}"


def main() -> None:
    """Replace what stands between the marks."""
    readme = ROOT / "README.md"
    text = replaced(readme.read_text(encoding="utf-8"), "modules", table())
    readme.write_text(replaced(text, "figures", figures()), encoding="utf-8")


if __name__ == "__main__":
    main()
