"""Patterns made of the lexicon's words end in time on the worst sentence; the child process times each by itself."""

from __future__ import annotations

import subprocess
import sys


def test_no_cue_is_slow_over_the_longest_sentence() -> None:
    command = [sys.executable, "-m", "tests.fuzz.patterns", "nlp.events"]
    child = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    assert child.stdout == ""
