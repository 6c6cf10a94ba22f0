"""What the campaigns share: the small graph that they load, how an outcome is counted, and the command that each is."""

from __future__ import annotations

import argparse
import collections
import multiprocessing
import os
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from maillon.graph.store.connection import EmbeddedConnection
from maillon.graph.store.errors import StoreError
from maillon.graph.store.loading.load import Load
from maillon.graph.store.opening import open_store
from maillon.graph.store.store import Store
from tests.support.statements import Records, clinics, expected

LINGER = 0.3
_LONGEST = 60.0
_RAW = ("Exception", "Traceback", "com.arcadedb", "java.", "errno", "Errno", "Error executing", "CREATE ")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one case: its kind, what it was done to, how it ended (`WRONG…` never may), and what was said."""

    kind: str
    what: str
    ended: str
    said: str = ""

    @property
    def wrong(self) -> bool:
        """True for an end that the documents rule out."""
        return self.ended.startswith("WRONG")


def in_small_batches(connection: EmbeddedConnection) -> Store:
    """A store whose loads take many transactions, so that they can be cut in their midst."""
    return Store(connection, loading=Load(connection, batch=20, page=4))


def opened_small(folder: Path) -> Store:
    """The store of a folder, with small batches. It is opened as commands open it, so that what is not whole is refused."""
    open_store(folder, linger=LINGER).close()
    return in_small_batches(EmbeddedConnection(folder, LINGER))


def finish(folder: Path, dataset: str, records: Records) -> str:
    """Load what was cut again, and compare: the hash of the graph must be that of the records, and the store whole.

    Raises:
        StoreError: it is refused.
    """
    with opened_small(folder) as store:
        return loaded_again(store, dataset, records)


def loaded_again(store: Store, dataset: str, records: Records, other: str = "another graph than the records make") -> str:
    """The same of an open store; `other` is what is wrong where the hash is another.

    Raises:
        StoreError: it is refused.
    """
    store.load(dataset, records.items(), loader="drawn")
    if store.graph_hash() != expected({dataset: records}):
        return f"WRONG: {other}"
    found = store.verify()
    return "finished by the next load" if found.whole else f"WRONG: {found.findings[0]}"


def ending(again: Callable[[], str]) -> tuple[str, str]:
    """How what was done again ended, and what was said: a refusal is wrong, and one that is not in words more so."""
    try:
        return again(), ""
    except StoreError as error:
        return "WRONG: refused" if fit_for_a_person(error) else "WRONG: not said in words", str(error)


def cut_in_its_midst(load: Callable[..., None], *given: object, pause: float, itself: bool, also: Callable[[], object] | None) -> None:
    """Start a load in a process of its own and, `pause` seconds after its first write, kill it or what it loads into.

    Args:
        load: what loads; called with `given` and a descriptor into which it writes a byte when it begins to write.
        given: what it loads.
        pause: seconds.
        itself: kill the process of the load.
        also: what kills the engine or the server too.
    """
    ready, told = os.pipe()
    child = multiprocessing.get_context("fork").Process(target=load, args=(*given, told))
    child.start()
    os.read(ready, 1)
    time.sleep(pause)
    if itself and child.pid is not None:
        os.kill(child.pid, signal.SIGKILL)
    if also is not None:
        also()
    child.join(_LONGEST)
    for end in (ready, told):
        os.close(end)


def fit_for_a_person(error: StoreError) -> bool:
    """Whether an error is one sentence of ours in both languages, and not the engine's text."""
    return "\n" not in str(error) and not any(sign in str(error) for sign in _RAW) and error.say("fr") != error.say("en")


def world(seed: int) -> Records:
    """The records of a load; each seed changes most of them."""
    return clinics(seed)


def table(outcomes: list[Outcome]) -> str:
    """Kind → how many cases ended in each way, in Markdown."""
    ends = sorted({outcome.ended.partition(":")[0] for outcome in outcomes})
    counts = collections.Counter((outcome.kind, outcome.ended.partition(":")[0]) for outcome in outcomes)
    kinds = list(dict.fromkeys(outcome.kind for outcome in outcomes))
    rows: list[list[str | int]] = [[kind, sum(counts[kind, end] for end in ends), *(counts[kind, end] for end in ends)] for kind in kinds]
    head = ["", "cases", *ends]
    lines: list[list[str] | list[str | int]] = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(str(cell) for cell in line)} |" for line in lines)


def command(name: str, cases: int, run: Callable[[Path, int, int], Iterator[Outcome]]) -> int:
    """Run a campaign as a command: a line a case, then the table; 1 if a case ended as none may."""
    parser = argparse.ArgumentParser(prog=f"python -m tests.campaigns.{name}")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cases", type=int, default=cases)
    arguments = parser.parse_args()
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory(prefix="maillon-campaign-", ignore_cleanup_errors=True) as folder:
        for outcome in run(Path(folder), arguments.seed, arguments.cases):
            outcomes.append(outcome)
            print(f"{len(outcomes):>4}  {outcome.kind}  {outcome.what}  {outcome.ended}  {outcome.said[:200]}", flush=True)
    print(f"\nseed {arguments.seed}\n\n{table(outcomes)}")
    return 1 if any(outcome.wrong for outcome in outcomes) else 0
