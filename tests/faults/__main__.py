"""The manual run: ``python -m tests.faults --rounds 100`` kills as many runs and prints a table of how it went."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.faults.rounds import Round, case, one_round
from tests.faults.runs import STAGES
from tests.faults.site import world

COLUMNS = (*STAGES, "between", "done before")


def main() -> int:
    """Run the rounds, print the table; 1 when anything was wrong."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=100)
    asked.add_argument("--seed", type=int, default=1)
    chosen = asked.parse_args()
    chance, began = random.Random(chosen.seed), time.monotonic()
    rounds = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        with world(folder) as outside:
            cases = [case("from nothing", folder, outside, (0, 57)), case("night's run", folder, outside, (40, 57))]
            for number in range(chosen.rounds):
                done = one_round(chance.choice(cases), folder, outside, chance, chance.choice((1, 1, 2, 3)))
                rounds.append(done)
                note = "; ".join(done.wrong) or "as undisturbed"
                _show(f"{number + 1:4} {done.case}: killed in {', '.join(done.stages)}: {note}")
    _show(table(rounds, time.monotonic() - began))
    return 1 if any(done.wrong for done in rounds) else 0


def table(rounds: Sequence[Round], seconds: float) -> str:
    """The rounds as a Markdown table: kills by case and stage, and what was wrong."""
    lines = ["| begun with | rounds | " + " | ".join(COLUMNS) + " | wrong | messages not sent |"]
    lines.append("|---" * (len(COLUMNS) + 4) + "|")
    for name in sorted({done.case for done in rounds}):
        its = [done for done in rounds if done.case == name]
        stages = Counter(stage for done in its for stage in done.stages)
        cells = [name, len(its), *(stages[stage] for stage in COLUMNS)]
        cells += [sum(bool(done.wrong) for done in its), sum(bool(done.unsent) for done in its)]
        lines.append("| " + " | ".join(map(str, cells)) + " |")
    kills = sum(stage != "done before" for done in rounds for stage in done.stages)
    return "\n".join([*lines, f"\n{kills} kills in {seconds / 60:.0f} minutes"])


def _show(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
