"""Random small corpora and queries, and the answers a plain scan gives: the oracle for the engine and the columns."""

from __future__ import annotations

import random
import re
from functools import cache

from index.language import And, Node, Not, Or, Phrase, Prefix, Word
from index.store.document import Document
from index.store.engine import WORD, stemmed

WORDS = [
    *("trust", "council", "children", "rated", "good", "services", "wound", "up"),
    *("commissioner", "plan", "the", "of", "in", "report", "bill", "care"),
]


def documents(chance: random.Random, count: int) -> list[Document]:
    """Documents of few different words, so that most queries match some and not others."""
    return [Document(f"d{n}", _text(chance, 1, 4), _text(chance, 0, 12), f"payload {n}") for n in range(count)]


def _text(chance: random.Random, fewest: int, most: int) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(fewest, most)))


def query(chance: random.Random, depth: int = 3) -> Node:
    """A query of any shape, nested a few deep."""
    shape = chance.choice(["word", "phrase", "prefix"] if depth == 0 else ["word", "phrase", "and", "or", "not"])
    if shape == "word":
        return Word(chance.choice(WORDS))
    if shape == "phrase":
        return Phrase(_text(chance, 2, 3))
    if shape == "prefix":
        return Prefix(chance.choice(WORDS)[:3])
    if shape == "not":
        return Not(query(chance, depth - 1))
    parts = tuple(query(chance, depth - 1) for _ in range(chance.randint(2, 3)))
    return And(parts) if shape == "and" else Or(parts)


@cache
def stems(text: str) -> list[str]:
    """A text's words as the index has them."""
    return [stemmed(word) for word in WORD.findall(text)]


def beginning(prefix: str) -> list[str]:
    """The words that begin so."""
    return [word for word in WORDS if word.startswith(prefix)]


def matches(node: Node, document: Document) -> bool:
    """Whether a document matches, by looking."""
    match node:
        case And(parts):
            return all(matches(part, document) for part in parts)
        case Or(parts):
            return any(matches(part, document) for part in parts)
        case Not(part):
            return not matches(part, document)
    words = stems(f"{document.title} {document.body}")
    if isinstance(node, Prefix):
        shorter = {stemmed(word) for word in WORDS if word.startswith(node.text)}
        return any(word.startswith(node.text) or word in shorter for word in words)
    wanted = stems(node.text)
    return _follows(wanted, words)


def _follows(wanted: list[str], words: list[str]) -> bool:
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words) - len(wanted) + 1))


def fts5(node: Node) -> str | None:
    """The same query in the language of SQLite FTS5, or None where that has no word for it (a lone NOT)."""
    match node:
        case And(parts):
            return _fts5_all(parts)
        case Or(parts):
            each = [fts5(part) for part in parts]
            return None if None in each else "(" + " OR ".join(str(part) for part in each) + ")"
        case Not():
            return None
        case Prefix(text):
            return f"{text}*"
    return '"' + " ".join(re.findall(r"\w+", node.text)) + '"'


def _fts5_all(parts: tuple[Node, ...]) -> str | None:
    wanted = [fts5(part) for part in parts if not isinstance(part, Not)]
    excluded = [fts5(part.part) for part in parts if isinstance(part, Not)]
    if not wanted or None in wanted or None in excluded:
        return None
    found = "(" + " AND ".join(str(part) for part in wanted) + ")"
    for part in excluded:
        found = f"({found} NOT {part})"
    return found
