"""The house rules that keep the tree readable: what a module says of itself, and how large things may grow."""

from __future__ import annotations

import ast
import statistics
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDERS = ("crawler", "nlp", "index", "app")
LARGEST_MODULE = 250
LARGEST_FUNCTION = 50
SCARCE_FUNCTION = 20  # nine functions of ten are no longer


@cache
def modules() -> dict[Path, ast.Module]:
    files = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in files}


def functions() -> list[tuple[str, int]]:
    found = []
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                name = f"{path.relative_to(ROOT)}:{node.name}"
                found.append((name, (node.end_lineno or node.lineno) - node.lineno + 1))
    return found


def test_every_module_says_in_one_sentence_what_it_is_for() -> None:
    wrong = []
    for path, tree in modules().items():
        first = (ast.get_docstring(tree) or "").split("\n\n")[0]
        if not first.endswith((".", "?")) or "\n\n" in first:
            wrong.append(str(path.relative_to(ROOT)))
    assert wrong == []


def test_no_module_outgrows_its_room() -> None:
    sizes = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8").count("\n") for path in modules()}
    assert {name: size for name, size in sizes.items() if size > LARGEST_MODULE} == {}
    assert statistics.median(sizes.values()) <= 130


def test_functions_stay_short() -> None:
    sizes = functions()
    assert [row for row in sizes if row[1] > LARGEST_FUNCTION] == []
    assert statistics.quantiles([size for _, size in sizes], n=10)[-1] <= SCARCE_FUNCTION + 5


def test_the_readme_tells_every_module_in_its_own_sentence() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = []
    for path, tree in modules().items():
        if path.name == "__init__.py":
            continue
        sentence = " ".join((ast.get_docstring(tree) or "").split("\n\n")[0].split())
        if sentence not in readme:
            missing.append(f"{path.relative_to(ROOT)}: {sentence}")
    assert missing == [], "run `make readme` to write the table anew"
