"""The long run: ``make fuzz`` lets atheris, guided by coverage, look for bytes that any reader fails over."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

# A reader that thinks longer than this over some kilobytes, in seconds, hangs.
_HANGS = 30
_MEGABYTES = 3000
# What a run may take beside its minutes, in seconds: to load, instrumented, and to end its last input.
_STARTS = 240


def main() -> int:
    """Fuzz each reader in a process of its own; 1 when any failed, its bytes kept in the folder named."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--minutes", type=float, default=16, help="in all")
    asked.add_argument("--keep", type=Path, default=Path("build/fuzz"), help="where bytes that a reader fails over go")
    asked.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    asked.add_argument("readers", nargs="*", help="default: all")
    chosen = asked.parse_args()
    if chosen.child:
        return fuzz(chosen.readers[0], chosen.keep, chosen.minutes)
    from tests.fuzz.readers import READERS

    names = chosen.readers or list(READERS)
    failed = [name for name in names if not _in_child(name, chosen.keep, chosen.minutes / len(names))]
    sys.stdout.write(f"failed: {', '.join(failed)}: see {chosen.keep}\n" if failed else "no reader failed\n")
    return 1 if failed else 0


def fuzz(name: str, keep: Path, minutes: float) -> int:
    """Let one reader read what atheris makes of sound bytes; ends the process."""
    import atheris

    with atheris.instrument_imports(include=["crawler", "nlp", "index"]):
        from tests.fuzz.readers import READERS
    read, sound = READERS[name]
    corpus = keep / "corpus" / name
    corpus.mkdir(parents=True, exist_ok=True)
    (corpus / "sound").write_bytes(sound)
    # None at all to atheris is 0 seconds.
    limits = [f"-max_total_time={max(1, round(minutes * 60))}", f"-timeout={_HANGS}", f"-rss_limit_mb={_MEGABYTES}"]
    longest = max(4096, 2 * len(sound))
    atheris.Setup([name, *limits, f"-max_len={longest}", f"-artifact_prefix={keep}/{name}-", str(corpus)], read)
    atheris.Fuzz()
    return 0


def _in_child(name: str, keep: Path, minutes: float) -> bool:
    command = [sys.executable, "-W", "ignore", "-m", "tests.fuzz", "--child", "--minutes", str(minutes)]
    keep.mkdir(parents=True, exist_ok=True)
    log = keep / f"{name}.log"
    with log.open("w", encoding="utf-8", errors="replace") as output:
        process = subprocess.Popen([*command, "--keep", str(keep), name], stdout=output, stderr=subprocess.STDOUT)
        try:
            ended = process.wait(minutes * 60 + _STARTS) == 0
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            ended = False
    said = log.read_text(encoding="utf-8", errors="replace")
    runs = re.findall(r"^(?:#|Done )(\d+)", said, re.MULTILINE)
    sys.stdout.write(f"{name}: {runs[-1] if runs else 0} inputs, {'well' if ended else 'FAILED'}\n")
    sys.stdout.write("" if ended else f"{said[-3000:]}\n")
    sys.stdout.flush()
    return ended


if __name__ == "__main__":
    sys.exit(main())
