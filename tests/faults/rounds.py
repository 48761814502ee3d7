"""One round: runs are killed at random moments, then one completes and is compared with an undisturbed one."""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from index.store.document import IndexUnusable
from tests.faults.holding import Holding, archived, differences, everything, faults_of, indexed
from tests.faults.runs import STAGES, Ran, update, update_killed, update_watched
from tests.faults.site import World, publish


@dataclass
class Case:
    """What a round begins with and should end with: a data folder, the articles published after it, the result.

    ``undisturbed`` is the data folder of a run that nothing disturbed, ``ran`` how that went.
    """

    name: str
    began: Path
    undisturbed: Path
    ran: Ran
    published: int
    papers: bool
    wanted: Holding
    sent: list[str]
    seconds: dict[str, float]


@dataclass
class Round:
    """How a round went: the stages it was killed in, and what was wrong."""

    case: str
    stages: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    unsent: int = 0


def case(
    name: str, folder: Path, world: World, published: tuple[int, int], papers: bool = True, **environment: str
) -> Case:
    """Make a case: what is held when ``published[0]`` articles are, and the undisturbed run to ``published[1]``.

    Raises:
        AssertionError: the undisturbed runs fail.
    """
    began, undisturbed = folder / f"{name}-began", folder / f"{name}-undisturbed"
    began.mkdir()
    if published[0]:
        publish(world.site, published[0], with_papers=False)
        _well(update(began, world))
        shutil.copytree(began, undisturbed)
    publish(world.site, published[1], papers)
    world.mail.sent.clear()
    ran, seconds = update_watched(undisturbed, world, **environment)
    _well(ran)
    wanted = everything(undisturbed)
    return Case(name, began, undisturbed, ran, published[1], papers, wanted, sorted(world.mail.sent), seconds)


def one_round(case: Case, folder: Path, world: World, chance: random.Random, kills: int) -> Round:
    """Kill ``kills`` runs, then let one complete."""
    done = Round(case.name)
    data = folder / "round"
    shutil.copytree(case.began, data)
    publish(world.site, case.published, case.papers)
    world.mail.sent.clear()
    try:
        for _ in range(kills):
            before = archived(data)
            stage = chance.choice(STAGES)
            killed = update_killed(data, world, stage, chance.uniform(0, case.seconds[stage]))
            done.stages.append(killed.stage)
            done.wrong += faults_of(before, archived(data), data) + _readable(data)
        done.wrong += _complete(case, data, world)
        done.unsent = len([line for line in case.sent if line not in world.mail.sent])
        done.wrong += [f"sent twice: {line[:80]}" for line in set(world.mail.sent) if world.mail.sent.count(line) > 1]
    finally:
        shutil.rmtree(data)
    return done


def _complete(case: Case, data: Path, world: World) -> list[str]:
    before = archived(data)
    ran = update(data, world)
    wrong = [f"the next run ended with {ran.code}: {ran.err[-400:]}"] if ran.code else []
    wrong += ["a traceback was shown"] if "Traceback" in ran.err else []
    return wrong + faults_of(before, archived(data), data) + differences(everything(data), case.wanted)


def _readable(data: Path) -> list[str]:
    """Whoever asks between a kill and the next run gets answers from the last whole index, or is told to build one."""
    try:
        indexed(data)
    except IndexUnusable as error:
        return [] if str(error).endswith("run caretrail build") and "damaged" not in str(error) else [str(error)]
    return []


def _well(ran: Ran) -> None:
    assert ran.code == 0, f"the undisturbed run failed: {ran.out}{ran.err}"
