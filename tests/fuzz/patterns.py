"""Every pattern of the packages over its worst texts: run as a program, it names those slow over what they are given.

A pattern is looked for in texts as long as any it is looked for in, and matched at the beginning of longer ones.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
import sys
from collections.abc import Iterator
from types import FrameType, ModuleType

from tests.fuzz.counting import PACKAGES, Counted, counted

# Whole texts, in characters. A pattern that looks again at all it has seen from each next character takes five seconds
# or more over so much, one that does not a tenth of a second at most.
WHOLE = 100_000
# Seconds of processor time, whatever else the machine does.
LIMIT = 1.0
# The longest text in which the patterns of a module are looked for, where that is not a whole one, and what sees to it.
BOUNDED = {
    "index.language": 2_000,  # _LONGEST: no longer query is read
    "index.asking": 2_000,  # a question is no longer
    "nlp.affiliations": 200,  # _BESIDE
    "nlp.becoming": 240,  # nlp.roles._REACH
    "nlp.dates.neighbours": 40,  # _LOOK
    "nlp.events": 1_000,  # nlp.events.sentences.LONGEST
    "nlp.placewords": 90,  # nlp.places.RIGHT
    "nlp.roles": 240,  # _REACH
    "nlp.vacancies": 330,  # _REACH
}
# Patterns only ever matched against a whole line, or what stands between two names: never looked for.
MATCHED = {
    *("crawler.documents.paper_layout._CONTENTS", "crawler.documents.paper_layout._grade"),
    *("crawler.documents.plain._PICTURE", "nlp.councils._JOINED", "nlp.dates.loose._EARLIER"),
}
# Cues looked for in whole texts all the same.
TOLD = ("commissioner.noun", "commissioner.of_council", "trust.relevant", "trust.ended.from_whom")
_UNITS = (" ", "a", "A", "1", "(", "a ", "Aa ", ", ")
_WORD = re.compile(r"[A-Za-z]{3,}")


class TooSlow(Exception):
    """The time for one pattern over one text is up."""


def collected() -> dict[str, set[re.Pattern[str]]]:
    """Every pattern for text that the packages' modules compile, under the first module that does or by its name."""
    matched: set[re.Pattern[str]] = set()
    with counted() as found:
        for module in list(_modules()):
            for name, pattern in _made_on_demand(module):
                if f"{module.__name__}.{name}" in MATCHED:
                    matched.add(pattern.made)
        told = _cues()
    found = {module: patterns - matched for module, patterns in found.items()}
    return {**found, "matched": matched, "told": told}


def _modules() -> Iterator[ModuleType]:
    for package in PACKAGES:
        whole = importlib.import_module(package)
        yield whole
        for part in pkgutil.walk_packages(whole.__path__, f"{package}."):
            if not part.name.endswith(("__main__", "app.main")):
                yield importlib.import_module(part.name)


def _made_on_demand(module: ModuleType) -> Iterator[tuple[str, Counted]]:
    """A module's patterns by name, and what its cached functions of no arguments make once they are asked."""
    for name, thing in list(vars(module).items()):
        inner = getattr(thing, "__wrapped__", None)
        asked = inner and hasattr(thing, "cache_info") and not inner.__code__.co_argcount
        made = thing() if asked and "Pattern" in str(inner.__annotations__.get("return")) else thing
        if isinstance(made, Counted):
            yield name, made


def _cues() -> set[re.Pattern[str]]:
    from nlp.events.cues import cue, every_list

    made = {name: cue(name) for name in every_list()}
    return {made[name].made for name in TOLD}  # type: ignore[attr-defined]


def texts(pattern: re.Pattern[str], size: int) -> Iterator[str]:
    """Texts of about a size that repeat what patterns stumble over, the pattern's own words among it."""
    words = list(dict.fromkeys(_WORD.findall(pattern.pattern)))
    for unit in (*_UNITS, *(f"{word} " for word in words[:1])):
        yield unit * (size // len(unit))
    yield " ".join(words * (size // (sum(map(len, words)) + len(words)) + 1))[:size] if words else ""


def too_slow() -> Iterator[str]:
    """Each pattern that takes longer than LIMIT over one of its texts."""
    signal.signal(signal.SIGVTALRM, _stop)
    for module, patterns in sorted(collected().items()):
        size = next((size for start, size in BOUNDED.items() if module.startswith(start)), WHOLE)
        for pattern in sorted(patterns, key=lambda pattern: pattern.pattern):
            slow = next((text[:20] for text in texts(pattern, size) if not _ends(pattern, text, module)), None)
            if slow is not None:
                yield f"{module}: {pattern.pattern[:100]!r} over {slow!r} …"


def _ends(pattern: re.Pattern[str], text: str, module: str) -> bool:
    """Whether a pattern is through with a text in time."""
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
    try:
        if module != "matched":
            for _ in pattern.finditer(text):
                pass
        longer = text * (WHOLE // max(1, len(text))) if module != "nlp.events.cues" else text
        pattern.match(longer)
        pattern.fullmatch(longer)
    except TooSlow:
        return False
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return True


def _stop(number: int, frame: FrameType | None) -> None:
    raise TooSlow


if __name__ == "__main__":
    for line in too_slow():
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
