"""Cues: the words that announce events, loaded from the lexicon and compiled once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

_GAP = re.compile(r" +(\??)")
_APOSTROPHE = re.compile(r"\[[^\]]*\]|'")


@cache
def cue(name: str) -> re.Pattern[str]:
    """The compiled pattern of one list of cues.

    Args:
        name: the list's place in ``lexicon/cues*.toml``, dotted: ``trust.ended``.

    Returns:
        A pattern that finds any entry of the list as whole words, whatever the case, the white space and the shape
        of the apostrophe.

    Raises:
        KeyError: no lexicon file has such a list.
    """
    return compiled(every_list()[name])


def compiled(entries: list[str]) -> re.Pattern[str]:
    """One whole-word pattern for regular-expression fragments in which a blank is any white space."""
    alternatives = "|".join(_APOSTROPHE.sub(_any_apostrophe, _GAP.sub(_any_blank, entry.strip())) for entry in entries)
    return re.compile(rf"(?<![\w£])(?:{alternatives})(?!\w)", re.IGNORECASE)


def _any_blank(found: re.Match[str]) -> str:
    """A blank is any white space, all of it, so that none is tried twice; one with a question mark may be missing."""
    return r"\s*" if found[1] else r"\s++"


def _any_apostrophe(found: re.Match[str]) -> str:
    """An apostrophe in all its shapes; within a character class they are added to the class."""
    return found[0].replace("'", "'’‘") if found[0] != "'" else "['’‘]"


@cache
def ending(name: str) -> re.Pattern[str]:
    """A list's pattern that matches only where its words end the text searched: what stands right before."""
    return re.compile(cue(name).pattern + r"\s*$", re.IGNORECASE)


@cache
def opening(name: str) -> re.Pattern[str]:
    """A list's pattern for use with ``match``: what stands right after; a first hyphen may lack its blank."""
    return re.compile(cue(name).pattern.removeprefix(r"(?<![\w£])"), re.IGNORECASE)


@cache
def every_list() -> dict[str, list[str]]:
    """Every list of every cue file by its dotted name, not to be changed.

    ``{other.list}`` inside an entry is replaced by that list.
    """
    raw: dict[str, list[str]] = {}
    for path in sorted((files("nlp") / "lexicon").iterdir(), key=lambda p: p.name):
        if path.name.startswith("cues") and path.name.endswith(".toml"):
            for name, entries in _flat(tomllib.loads(path.read_text(encoding="utf-8")), ""):
                if name in raw:
                    raise ValueError(f"{path.name}: the list {name} is in another cue file too; rename one")
                raw[name] = entries
    return {name: [_filled(entry, raw) for entry in entries] for name, entries in raw.items()}


_REFERENCE = re.compile(r"\{([a-z][\w.-]*)\}")


def _filled(entry: str, raw: dict[str, list[str]]) -> str:
    while _REFERENCE.search(entry):
        entry = _REFERENCE.sub(lambda found: "(?:" + "|".join(raw[found[1]]) + ")", entry)
    return entry


def _flat(table: dict[str, object], prefix: str) -> list[tuple[str, list[str]]]:
    out: list[tuple[str, list[str]]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            out.extend(_flat(value, f"{prefix}{key}."))
        elif isinstance(value, list):
            out.append((prefix + key, [str(entry) for entry in value]))
    return out
