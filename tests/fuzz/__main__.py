"""The long run: ``make fuzz`` lets atheris, guided by coverage, look for bytes that any reader fails over."""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

# A reader that thinks longer than this over some kilobytes, in seconds of processor time, hangs.
_HANGS = 30.0
# By the clock, which goes on while other processes have the processor: what never ends is ended.
_NEVER_ENDS = 600
_MEGABYTES = 3000
_OURS = ("crawler", "nlp", "index")
# Whose branches guide the search too: the libraries that read the bytes first.
_LIBRARIES = {
    **{"feed": ("feedparser",), "page": ("trafilatura", "htmldate"), "paper": ("pypdf",), "warc": ("warcio",)},
    **{"edtf": ("edtf",), "address": ("w3lib",), "sources": ("tomllib",), "alerts": ("tomllib",)},
}


def main() -> int:
    """Fuzz each reader in a process of its own; 1 when any failed, its bytes kept in the folder named."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--minutes", type=float, default=16, help="of processor time, in all")
    asked.add_argument("--keep", type=Path, default=Path("build/fuzz"), help="where bytes that a reader fails over go")
    asked.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    asked.add_argument("readers", nargs="*", help="default: all")
    chosen = asked.parse_args()
    if chosen.child:
        fuzz(chosen.readers[0], chosen.keep, chosen.minutes)
    from tests.fuzz.readers import READERS

    names = chosen.readers or list(READERS)
    failed = [name for name in names if not _in_child(name, chosen.keep, chosen.minutes / len(names))]
    sys.stdout.write(f"failed: {', '.join(failed)}: see {chosen.keep}\n" if failed else "no reader failed\n")
    return 1 if failed else 0


class Watched:
    """A reader as atheris calls it: what it fails over is kept, once for each place, and the search goes on."""

    def __init__(self, read: Callable[[bytes], None], named: Path, seconds: float) -> None:
        self._read, self._named, self._ends = read, named, time.process_time() + seconds
        self._began = time.process_time()
        self._inputs, self._slowest = 0, 0.0
        self._failed: set[str] = set()

    def __call__(self, data: bytes) -> None:
        """Read one input; ends the process when its time is up."""
        began = time.process_time()
        try:
            self._read(data)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what was looked for
            frames = traceback.extract_tb(error.__traceback__)
            self._keep(f"{type(error).__name__}-{Path(frames[-1].filename).stem}-{frames[-1].lineno}", data)
        took = time.process_time() - began
        self._inputs += 1
        if took > max(1.0, self._slowest):
            (self._named.parent / f"{self._named.name}-slowest").write_bytes(data)
        self._slowest = max(took, self._slowest)
        if took > _HANGS:
            self._keep("slow", data)
        if time.process_time() > self._ends:
            self._end()

    def _keep(self, what: str, data: bytes) -> None:
        if what in self._failed:
            return
        self._failed.add(what)
        kept = f"{self._named.name}-{what}-{hashlib.sha256(data).hexdigest()[:8]}"
        (self._named.parent / kept).write_bytes(data)
        sys.stdout.write(f"{kept}\n{traceback.format_exc()}\n")

    def _end(self) -> NoReturn:
        seconds = time.process_time() - self._began
        found = f"{len(self._failed)} found" if self._failed else "well"
        sys.stdout.write(f"Ended: {self._inputs} inputs, {seconds:.0f} s, slowest {self._slowest:.1f} s, {found}\n")
        sys.stdout.flush()
        os._exit(1 if self._failed else 0)


def fuzz(name: str, keep: Path, minutes: float) -> NoReturn:
    """Let one reader read what atheris makes of its seeds; ends the process."""
    import atheris

    with atheris.instrument_imports(include=[*_OURS, *_LIBRARIES.get(name, ())]):
        from tests.fuzz.readers import READERS
        from tests.fuzz.seeds import seeds, words
    corpus, dictionary = keep / "corpus" / name, keep / f"{name}.dict"
    corpus.mkdir(parents=True, exist_ok=True)
    sound = seeds(name)
    for number, seed in enumerate(sound):
        (corpus / f"sound-{number}").write_bytes(seed)
    escaped = ("".join(f"\\x{byte:02x}" for byte in word) for word in words(name))
    dictionary.write_text("".join(f'"{word}"\n' for word in escaped), encoding="ascii")
    longest = max(4096, 2 * max(map(len, sound)))
    limits = [f"-timeout={_NEVER_ENDS}", f"-rss_limit_mb={_MEGABYTES}", f"-max_len={longest}", f"-dict={dictionary}"]
    read = Watched(READERS[name][0], keep / name, minutes * 60)
    atheris.Setup([name, *limits, f"-artifact_prefix={keep}/{name}-", str(corpus)], read)
    atheris.Fuzz()
    sys.exit(1)


def _in_child(name: str, keep: Path, minutes: float) -> bool:
    command = [sys.executable, "-W", "ignore", "-m", "tests.fuzz", "--child", "--minutes", str(minutes)]
    keep.mkdir(parents=True, exist_ok=True)
    log = keep / f"{name}.log"
    with log.open("w", encoding="utf-8", errors="replace") as output:
        asked = [*command, "--keep", str(keep), name]
        well = subprocess.run(asked, stdout=output, stderr=subprocess.STDOUT, check=False).returncode == 0
    said = log.read_text(encoding="utf-8", errors="replace")
    reached = re.findall(r"cov: (\d+) ft: (\d+) corp: (\d+)", said)
    edges = "{} edges, {} features, corpus {}".format(*reached[-1]) if reached else "nothing reached"
    ended = re.findall(r"^Ended: (.*)$", said, re.MULTILINE)
    sys.stdout.write(f"{name}: {ended[-1] if ended else 'did not end'}, {edges}\n")
    sys.stdout.write("" if ended else f"{said[-3000:]}\n")
    sys.stdout.flush()
    return well


if __name__ == "__main__":
    sys.exit(main())
