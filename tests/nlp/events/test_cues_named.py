"""Every list of cues is named by the code or by another list: none is kept that nothing reads."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from nlp.events.cues import every_list

NLP = Path(__file__).parents[3] / "nlp"


@cache
def names() -> tuple[frozenset[str], frozenset[str]]:
    """The strings the code holds, and the beginnings of those it puts together ("grade.", "post.")."""
    nodes = [node for path in NLP.rglob("*.py") for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    whole = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    joined = [node.values[0] for node in nodes if isinstance(node, ast.JoinedStr)]
    begun = {part.value for part in joined if isinstance(part, ast.Constant) and str(part.value).endswith(".")}
    return frozenset(whole), frozenset(str(part) for part in begun)


@cache
def referred_to() -> frozenset[str]:
    """The lists that stand within entries of others, as ``{case_review.of}``."""
    files = (NLP / "lexicon").glob("cues*.toml")
    return frozenset(name for path in files for name in re.findall(r"\{([a-z][\w.-]*)\}", path.read_text("utf-8")))


def test_something_names_every_list() -> None:
    whole, begun = names()
    unread = set()
    for name in every_list():
        family = next((start for start in begun if name.startswith(start)), None)
        put_together = family is not None and name.removeprefix(family) in whole
        if not (name in whole or name in referred_to() or put_together):
            unread.add(name)
    assert not unread, "nothing reads these lists: remove them"
