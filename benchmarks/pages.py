"""The pages on a large index: how long a view takes the server when first shown and when filtered, and what it sends.

`python -m benchmarks.pages FOLDER`: the folder that `benchmarks.search` kept.
Times are of the script that draws the view, without browser and network: the limits are for those too.
"""

from __future__ import annotations

import argparse
import logging
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from streamlit.testing.v1 import AppTest

from app.picture import trust_charts

FIRST_MS, FILTER_MS = 2000, 300
ROUNDS = 3
State = Mapping[str, str | list[str]]


@dataclass(frozen=True)
class View:
    """A page's module, the state it is first shown in, and the states filtered to."""

    module: str
    first: State
    filtered: tuple[State, ...]


@dataclass(frozen=True, order=True)
class Run:
    """What one run of a view took: milliseconds of the processor and by the clock, and the bytes of what it draws."""

    processor: float
    clock: float
    sent: int


VIEWS = (
    View("ask", {}, ({"q": "which trusts were wound up in Kent"}, {"q": "Essex Ofsted rating history"})),
    View("timeline", {}, ({"type": "trust_created"}, {"council": "Kent"}, {"from": "2019", "to": "2021"})),
    View("council", {}, ({"name": "Kent"}, {"name": "Kent", "as_of": "2020-01-01"}, {"name": "Kent", "with": "Essex"})),
    View("map_view", {}, ({"at": "2018"}, {"at": "2021"})),
    View("trusts", {}, ({"name": "Worcestershire Children First"},)),
    View("people", {}, ({"q": "director"}, {"q": "brown"})),
    View("documents", {}, ({"q": "trust"}, {"council": "Kent"}, {"q": "inadequate", "from": "2020"})),
    View("sources", {}, ()),
)


def main() -> None:
    """Print one line a page of a data folder with an index."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    measure(parser.parse_args().data)


def measure(data: Path) -> None:
    """Show every view of a data folder as the first of its kind, then filtered, each state several times."""
    os.environ["CARETRAIL_DATA"] = str(data)
    logging.disable(logging.WARNING)  # Streamlit's, of running without a server
    trust_charts()
    _run(_code("ask"), {"q": "warm"})  # a warm server: imports done, index open
    empty = median(_run("pass", {}).processor for _ in range(ROUNDS))
    print(f"milliseconds of the processor, less the {empty:.0f} that an empty view takes here (and by the clock)")
    for view in VIEWS:
        first = _run(_code(view.module), view.first)
        runs = [[_run(_code(view.module), state) for _ in range(ROUNDS)] for state in (view.first, *view.filtered)]
        worst = max((sorted(rounds)[ROUNDS // 2] for rounds in runs), key=lambda run: run.processor)
        size = max(run.sent for rounds in runs for run in rounds)
        took, then = first.processor - empty, worst.processor - empty
        print(
            f"{view.module}: first {took:.0f} ({first.clock:.0f}), {took / FIRST_MS:.0%} of {FIRST_MS};"
            f" the slowest filter {then:.0f} ({worst.clock:.0f}), {then / FILTER_MS:.0%} of {FILTER_MS};"
            f" {first.sent / 1000:.0f} kB first, at most {size / 1000:.0f} kB"
        )


def _code(module: str) -> str:
    return f"from app.views import {module}\n{module}.show()"


def _run(code: str, state: State) -> Run:
    """Run a view's script once."""
    app = AppTest.from_string(code, default_timeout=120)
    for name, value in state.items():
        app.query_params[name] = value
    clock, processor = time.perf_counter(), time.process_time()
    app.run()
    took = (time.process_time() - processor) * 1000, (time.perf_counter() - clock) * 1000
    if app.exception:
        raise RuntimeError(f"{code} failed: {app.exception[0].message}")
    return Run(*took, sent=_size(app._tree))


def _size(node: Any) -> int:
    children = getattr(node, "children", {})
    proto = None if children else getattr(node, "proto", None)
    return (int(proto.ByteSize()) if proto else 0) + sum(_size(child) for child in children.values())


if __name__ == "__main__":
    main()
