"""A first load, which builds the database anew, cut at each of its steps: by a kill, by a refusal of the system, by a sign, among others.

`python -m tests.campaigns.building --seed 1`. A step is what the command asks of the file system from the moment in which it starts the
process that builds; the cases go through all of them in turn. Until the new database stands the graph is the old one, then the new
one, and never a part; the next load finishes, and leaves nothing behind.
"""

from __future__ import annotations

import errno
import multiprocessing
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from maillon.graph.store.backup import check_backup
from maillon.graph.store.connection import EmbeddedConnection
from maillon.graph.store.engine.folder import Folder
from maillon.graph.store.errors import StoreError
from maillon.graph.store.loading.load import Load
from maillon.graph.store.opening import open_store
from maillon.graph.store.store import Store
from tests.campaigns.common import LINGER, Outcome, command, ending, fit_for_a_person, world
from tests.support.engines import ended, signalled
from tests.support.statements import Records, expected, node, trust

OLD: Records = {"1": [node("org:v1", "Insurer"), trust("org:v1", "org:a")]}
NEW = world(3)
LATER: Records = {"1": [node("org:later")]}
_ERRORS = (errno.ENOSPC, errno.EMFILE, errno.EIO, errno.EACCES, errno.EDQUOT, errno.EXDEV)
_WRITES = frozenset({"os.rename", "os.remove", "os.rmdir", "os.mkdir"})
_CHANGING = os.O_WRONLY | os.O_RDWR | os.O_CREAT

Act = Callable[[int], None]
"""Called with the number of each step before it is taken."""


def _building(connection: EmbeddedConnection) -> Store:
    return Store(connection, loading=Load(connection, page=4, anew=1))


def _watched(act: Act, begun: Callable[[], object]) -> None:
    """Have `begun` called when this process starts the one that builds, and `act` before each step from then on."""
    steps = -1

    def hear(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal steps
        if event == "subprocess.Popen" and "maillon.graph.store.engine.building" in arguments[1]:
            steps = 0
            begun()
        elif steps >= 0 and (event in _WRITES or (event == "open" and isinstance(arguments[2], int) and arguments[2] & _CHANGING)):
            steps += 1
            act(steps)

    sys.addaudithook(hear)


def _load(folder: Path, act: Act, ready: int) -> None:
    """The command: says that it begins to build, and goes on; what the system refuses it, it must say in words."""
    signal.signal(signal.SIGTERM, _end)
    _watched(act, lambda: os.write(ready, b"1"))
    code = 0
    try:
        with _building(EmbeddedConnection(folder, LINGER)) as store:
            store.load("d", NEW.items(), loader="drawn")
    except StoreError as error:
        code = 0 if fit_for_a_person(error) else 1
        (folder.parent / "said").write_text(str(error))
    except KeyboardInterrupt:
        pass
    except Exception as error:
        if not _told_to_end(error):  # else a library says so of what it was about, as `maillon` knows
            code = 1
            (folder.parent / "said").write_text(repr(error))
    os.write(ready, b"2" if code == 0 else b"3")


def _told_to_end(error: BaseException | None) -> bool:
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__context__
    return error is not None


def _end(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _goes_on(step: int) -> None:
    pass


def _killed(at: int, step: int) -> None:
    if step == at:
        os.kill(os.getpid(), signal.SIGKILL)


def _told(at: int, step: int) -> None:
    if step == at:
        os.kill(os.getpid(), signal.SIGTERM)


def _refused(at: int, number: int, step: int) -> None:
    if step == at:
        raise OSError(number, os.strerror(number))


def _look(folder: Path, also: Records | None = None) -> str:
    """What the next command finds, and what the next load makes of it.

    Raises:
        StoreError: it is refused.
    """
    others = {"e": OLD} | ({"f": also} if also else {})
    with open_store(folder, linger=LINGER) as store:
        found = store.graph_hash()
    states = {expected({"e": OLD}): "as it was", expected({"e": OLD, "d": NEW}): "built", expected({**others, "d": NEW}): "built"}
    if found not in states:
        return "WRONG: neither the old graph nor the new one"
    with open_store(folder, linger=LINGER) as store:
        store.load("d", NEW.items(), loader="drawn")
        if store.graph_hash() != expected({**others, "d": NEW}) or not store.verify().whole:
            return "WRONG: another graph than the records make"
    left = [path.name for path in (Folder(folder).repairing, Folder(folder).damaged, *folder.glob(".maillon-*")) if path.exists()]
    return f"WRONG: left {left}" if left else f"{states[found]}, finished by the next load"


def _builder(folder: Path) -> int | None:
    """The process that builds in this folder."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            told = path.read_bytes()
            if b"engine.building" in told and str(folder).encode() in told:
                return int(path.parent.name)
    return None


def _kill_builder(folder: Path) -> None:
    if (found := _builder(folder)) is not None:
        with suppress(ProcessLookupError):
            os.kill(found, signal.SIGKILL)


def _among_others(folder: Path) -> tuple[str, str]:
    """Read, back up and load another data set while it builds: each answer is of the old graph or of the new one."""
    fork = multiprocessing.get_context("fork")
    ready, told = os.pipe()
    child = fork.Process(target=_load, args=(folder, _goes_on, told))
    child.start()
    os.read(ready, 1)
    other = fork.Process(target=_other, args=(folder,))
    other.start()
    allowed = {expected({"e": OLD}), expected({"e": OLD, "d": NEW}), expected({"e": OLD, "d": NEW, "f": LATER})}
    wrong, answers = "", 0
    while child.is_alive() or other.is_alive():
        try:
            with open_store(folder, linger=LINGER) as store:
                if store.graph_hash() not in allowed:
                    wrong = "WRONG: answered from a part"
                store.backup(folder.parent / "b.backup", "1")
            check_backup(folder.parent / "b.backup")
            answers += 1
        except StoreError as error:
            wrong = f"WRONG: refused ({error})"
    for process in (child, other):
        process.join()
    ended_, said = ending(partial(_look, folder, LATER))
    return (wrong or ended_, said or f"{answers} answers and backups meanwhile")


def _other(folder: Path) -> None:
    with open_store(folder, linger=LINGER) as store:
        store.load("f", LATER.items(), loader="drawn")


KINDS = (
    "killed at a step",
    "refused a step",
    "told to end at a step",
    "what builds is killed",
    "engine and load are killed",
    "told to end",
    "among others",
)


def run(place: Path, seed: int, cases: int) -> Iterator[Outcome]:
    """Go through the steps, and draw the rest."""
    choose = random.Random(seed)
    source = place / "source"
    with open_store(source, linger=LINGER) as store:
        store.load("e", OLD.items(), loader="drawn")
    ended(source)
    steps, took = _measured(source, place)
    order = choose.sample(range(1, steps + 1), steps)
    for number in range(cases):
        folder = Path(shutil.copytree(source, place / f"case-{number}" / "store"))
        kind = KINDS[number % len(KINDS)]
        at = order[number // len(KINDS) % steps]
        pause = choose.random() * took
        what = f"after {pause:.2f} s"
        cut: Callable[..., str] = partial(_cut, folder)
        match kind:
            case "killed at a step":
                what, said = f"step {at} of {steps}", cut(partial(_killed, at))
            case "refused a step":
                error = _ERRORS[choose.randrange(len(_ERRORS))]
                what, said = f"step {at} of {steps}: {errno.errorcode[error]}", cut(partial(_refused, at, error))
            case "told to end at a step":
                what, said = f"step {at} of {steps}", cut(partial(_told, at))
            case "what builds is killed":
                said = cut(_goes_on, pause, also=partial(_kill_builder, folder))
            case "engine and load are killed":
                said = cut(_goes_on, pause, itself=True, also=partial(signalled, folder, signal.SIGKILL))
            case "told to end":
                said = cut(_goes_on, pause, sign=signal.SIGTERM)
            case _:
                said = ""
        if kind == "among others":
            outcome = _among_others(folder)
        elif said.startswith("WRONG"):
            outcome = (said, said)
        else:
            ended_, more = ending(partial(_look, folder))
            outcome = (ended_, more or said)
        yield Outcome(kind, what, *outcome)
        ended(folder)
        shutil.rmtree(folder.parent)


def _cut(
    folder: Path,
    act: Act,
    pause: float | None = None,
    *,
    itself: bool = False,
    sign: signal.Signals = signal.SIGKILL,
    also: Callable[[], object] | None = None,
) -> str:
    """Start a load, and do that to it once it builds; what it said, or how it ended that none may."""
    ready, told = os.pipe()
    child = multiprocessing.get_context("fork").Process(target=_load, args=(folder, act, told))
    child.start()
    os.close(told)
    began = os.read(ready, 1)
    if began == b"1" and pause is not None:
        time.sleep(pause)
        if also is not None:
            also()
        if (itself or sign != signal.SIGKILL) and child.pid is not None:
            os.kill(child.pid, sign)
    child.join(120)
    if child.is_alive():
        child.kill()
        return "WRONG: not ended"
    code = os.read(ready, 8)
    os.close(ready)
    path = folder.parent / "said"
    said = path.read_text() if path.exists() else ""
    return f"WRONG: not said in words: {said}" if code == b"3" else said


def _measured(source: Path, place: Path) -> tuple[int, float]:
    """How many steps a load takes that nothing cuts, and how many seconds from the first to the last of them."""
    folder = Path(shutil.copytree(source, place / "measured" / "store"))
    taken = place / "steps"

    def note(step: int) -> None:
        os.write(noted, f"{step} {time.monotonic()}\n".encode())

    noted = os.open(taken, os.O_WRONLY | os.O_CREAT)
    _cut(folder, note)
    os.close(noted)
    ended(folder)
    lines = [line.split() for line in taken.read_text().splitlines()]
    return int(lines[-1][0]), float(lines[-1][1]) - float(lines[0][1])


if __name__ == "__main__":
    raise SystemExit(command("building", 120, run))
