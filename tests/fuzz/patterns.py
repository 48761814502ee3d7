"""Every pattern of the packages over its worst texts: run as a program, it names those too slow anywhere in a text."""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
import sys
from collections.abc import Iterator
from types import FrameType, ModuleType

PACKAGES = ("crawler", "nlp", "index", "app")
# Patterns for sentences see at most 1,000 characters (nlp.events.sentences); the others see whole texts.
SIZES = {"nlp.events": 1_000}
WHOLE = 20_000
# Seconds of processor time for one pattern over one text: a hundred times what a text of that length takes.
LIMIT = 1.0
_UNITS = (" ", "a", "A", "1", "(", "a ", "Aa ", ", ")
_WORD = re.compile(r"[A-Za-z]{3,}")

Found = dict[str, set[re.Pattern[str]]]


class TooSlow(Exception):
    """The time for one pattern over one text is up."""


def collected() -> Found:
    """Every pattern for text that the packages' modules compile, under the first module that does."""
    found: Found = {}
    compiling = re._compile  # type: ignore[attr-defined]

    def recorded(pattern: object, flags: int) -> object:
        made = compiling(pattern, flags)
        name = sys._getframe(2).f_globals.get("__name__", "")
        if name.split(".")[0] in PACKAGES and isinstance(made.pattern, str):
            found.setdefault(name, set()).add(made)
        return made

    re._compile = recorded  # type: ignore[attr-defined]
    try:
        for module in list(_modules()):
            _made_on_demand(module)
        _cues()
    finally:
        re._compile = compiling  # type: ignore[attr-defined]
    return found


def _modules() -> Iterator[ModuleType]:
    for package in PACKAGES:
        whole = importlib.import_module(package)
        yield whole
        for part in pkgutil.walk_packages(whole.__path__, f"{package}."):
            if not part.name.endswith(("__main__", "app.main")):
                yield importlib.import_module(part.name)


def _made_on_demand(module: ModuleType) -> None:
    """Call what makes a pattern of words once it is asked for: functions of no arguments that are cached."""
    for thing in list(vars(module).values()):
        inner = getattr(thing, "__wrapped__", None)
        asked = inner and hasattr(thing, "cache_info") and not inner.__code__.co_argcount
        if asked and "Pattern" in str(inner.__annotations__.get("return")):
            thing()


def _cues() -> None:
    from nlp.events.cues import cue, every_list

    for name in every_list():
        cue(name)


def texts(pattern: re.Pattern[str], size: int) -> Iterator[str]:
    """Texts of about a size that repeat what patterns stumble over, the pattern's own words among it."""
    words = list(dict.fromkeys(_WORD.findall(pattern.pattern)))
    own = words[:1]
    for unit in (*_UNITS, *(f"{word} " for word in own)):
        yield unit * (size // len(unit))
    yield " ".join(words * (size // (sum(map(len, words)) + len(words)) + 1))[:size] if words else ""


def too_slow(within: str = "") -> Iterator[str]:
    """Each pattern, of the modules whose names begin so, that takes longer than LIMIT over one of its texts."""
    signal.signal(signal.SIGVTALRM, _stop)
    for module, patterns in sorted(collected().items()):
        if not module.startswith(within):
            continue
        size = next((size for start, size in SIZES.items() if module.startswith(start)), WHOLE)
        for pattern in sorted(patterns, key=lambda pattern: pattern.pattern):
            for text in texts(pattern, size):
                signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
                try:
                    for _ in pattern.finditer(text):
                        pass
                except TooSlow:
                    yield f"{module}: {pattern.pattern[:100]!r} over {text[:20]!r} …"
                    break
                finally:
                    signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _stop(number: int, frame: FrameType | None) -> None:
    raise TooSlow


if __name__ == "__main__":
    for line in too_slow(*sys.argv[1:]):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
