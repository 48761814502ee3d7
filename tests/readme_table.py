"""Write the README's table of modules from the modules' own first sentences: `make readme`."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDERS = ("crawler", "nlp", "index", "app")
BEGIN, END = "<!-- modules -->", "<!-- /modules -->"


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


def main() -> None:
    """Replace what stands between the two marks."""
    readme = ROOT / "README.md"
    before, rest = readme.read_text(encoding="utf-8").split(BEGIN)
    after = rest.split(END)[1]
    readme.write_text(f"{before}{BEGIN}\n{table()}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
