"""Processes that a build forks end with it, even when it is killed, instead of waiting for work that never comes."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

_LOOK_EVERY = 0.5
_watched = threading.Event()


@contextmanager
def watched() -> Iterator[None]:
    """Whatever is forked within ends when this process ends."""
    _register()
    _watched.set()
    try:
        yield
    finally:
        _watched.clear()


@cache
def _register() -> None:
    os.register_at_fork(after_in_child=_watch)


def _watch() -> None:
    if _watched.is_set():
        threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK_EVERY)
    os._exit(1)
