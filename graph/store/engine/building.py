"""A database made from nothing, by the engine's own batch interface: `python -m maillon.graph.store.engine.building FOLDER STATEMENTS`.

STATEMENTS is about how many it will hold, by which its memory is bounded. It reads pickled frames from its standard input (`anew.py` writes
them) into the folder of a store that nothing else opens, and exits with 0 when the last frame said that all was given. Whatever else
happens, what lies in the folder is worth nothing: nobody has taken it for a store. It ends when its input does, which is when who gives it
dies, and leaves the keyboard's signs to that one.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Any

from maillon.graph.store.engine import process
from maillon.graph.store.engine.folder import Folder

COMMIT_EVERY = 10_000
"""Nodes in one commit of the batch interface."""
_EDGES_IN_MEMORY = 100_000
_HEAP, _HEAP_OF_ONE = 384 << 20, 256
"""Bytes of the engine's heap, and more for each statement: a country of 1.7 million is built in 500 MB as fast as in 2 GB."""
FEW_FILES, NO_MEMORY, LARGE_FILE, LOST = 3, 4, 5, 6
"""Exit codes for what the system did not grant, and for a database that does not hold what was given."""
_REMEMBERED = "statistics.json"
"""What the engine believes how much there is, instead of counting."""
_SIGNS = {FEW_FILES: (process.FEW_FILES,), NO_MEMORY: process.NO_MEMORY, LARGE_FILE: ("File too large",)}


class Builder:
    """Nodes first, then arrows between them; types are declared while no batch is open, since the engine waits for it to end."""

    def __init__(self, database: Any) -> None:
        """Over a database that was just created."""
        self._database = database
        self._batch: Any = None
        self._types: dict[frozenset[str], str] = {}
        self._dated: list[tuple[str, str]] = []
        self._rids: dict[str, str] = {}
        self.given: Counter[str] = Counter()
        """First label of nodes or type of arrows → how many."""

    def declare(self, statements: list[str], dated: dict[str, list[str]]) -> None:
        """The schema in Cypher; and, while it is filled, which properties of its types are days: JSON has no word for one."""
        for statement in statements:
            self._database.command("opencypher", statement)
        self._date(dated)

    def nodes(self, labels: list[str], rows: list[dict[str, Any]]) -> None:
        """Create nodes with these labels; each row has an id."""
        type_ = self._types.get(frozenset(labels)) or self._declare_labels(labels)
        self.given[labels[0]] += len(rows)
        for row, rid in zip(rows, self._open().create_vertices(type_, rows), strict=True):
            self._rids[row["id"]] = rid

    def types(self, dated: dict[str, list[str]]) -> None:
        """The types of the arrows that follow, and their properties that are days."""
        self.close()
        for type_ in dated:
            self._database.command("sql", f"CREATE EDGE TYPE {type_} IF NOT EXISTS")
        self._date(dated)

    def arrows(self, type_: str, rows: list[tuple[str, str, dict[str, Any]]]) -> None:
        """Create arrows between nodes by their ids."""
        self.given[type_] += len(rows)
        rids = self._rids
        self._open().new_edges([rids[row[0]] for row in rows], type_, [rids[row[1]] for row in rows], [row[2] for row in rows])

    def close(self) -> None:
        """Write what the batch still holds."""
        if self._batch is not None:
            self._batch.close()
            self._batch = None

    def finish(self) -> None:
        """Leave the schema as Cypher alone would have made it."""
        self.close()
        for type_, name in self._dated:
            self._database.command("sql", f"DROP PROPERTY `{type_}`.`{name}`")

    def _open(self) -> Any:
        if self._batch is None:
            # Without a log of transactions: nobody takes this database for one before it was closed. And without the engine's own
            # threads, which it does not end with the batch, while declaring a type waits for them.
            options = {"use_wal": False, "parallel_flush": False, "commit_every": COMMIT_EVERY, "batch_size": _EDGES_IN_MEMORY}
            self._batch = self._database.graph_batch(**options)
        return self._batch

    def _declare_labels(self, labels: list[str]) -> str:
        """The engine's own type for a set of labels, which it makes when a node with them is created."""
        self.close()
        wanted = frozenset(labels)
        with self._database.transaction():
            self._database.command("opencypher", f"CREATE (n:{':'.join(labels)} {{id: '|'}}) DELETE n")
        names = (str(row.get("name")) for row in self._database.query("sql", "SELECT name FROM schema:types"))
        self._types[wanted] = next(name for name in names if frozenset(name.split("~")) == wanted)
        return self._types[wanted]

    def _date(self, dated: dict[str, list[str]]) -> None:
        for type_, names in dated.items():
            for name in names:
                self._database.command("sql", f"CREATE PROPERTY `{type_}`.`{name}` IF NOT EXISTS DATE")
                self._dated.append((type_, name))


def main(arguments: list[str], frames: IO[bytes]) -> int:
    """Build until the frame that says that all was given; 1 when the frames end before it, or what was lacking."""
    try:
        return _build(Folder(Path(arguments[0])), frames, heap_of(int(arguments[1])))
    except Exception as error:
        traceback.print_exc()
        return _lacking(error)


def heap_of(statements: int) -> int:
    """How much the engine may hold to build so many, in bytes: it lets rubbish lie for as long as it may."""
    return min(process.memory_limit(), _HEAP + _HEAP_OF_ONE * statements)


def _build(folder: Folder, frames: IO[bytes], heap: int) -> int:
    process.allow_files()
    os.environ["ARCADEDB_LOG_DIR"] = str(folder.log)
    os.environ["ARCADEDB_LOG_CONSOLE"] = "0"
    os.environ["ARCADEDB_NATIVE_ISOLATE_ARGS"] = process.memory_arguments(heap)
    import arcadedb

    database = arcadedb.create_database(str(folder.database))
    builder = Builder(database)
    told: dict[str, Callable[..., None]] = {
        "declare": builder.declare,
        "nodes": builder.nodes,
        "types": builder.types,
        "arrows": builder.arrows,
    }
    for name, content in _read(frames):
        if name == "end":
            builder.finish()
            database.close()
            _to_disk(folder.database)
            return _counted(folder.database, builder.given)
        told[name](*content)
    return 1


def _counted(database: Path, given: Counter[str]) -> int:
    """Open what was built again and count, from its files alone: 0 where all that was given is there."""
    import arcadedb

    (database / _REMEMBERED).unlink(missing_ok=True)
    with arcadedb.open_database(str(database)) as built:
        there = {kind: built.count_type(kind) for kind in given}
    lost = {kind: (there[kind], number) for kind, number in given.items() if there[kind] != number}
    print(*(f"{kind}: {found} instead of {must}" for kind, (found, must) in lost.items()), file=sys.stderr, sep="\n", end="")
    return LOST if lost else 0


def _lacking(error: BaseException | None) -> int:
    """The exit code that says what the system did not grant; 1 for anything else."""
    while error is not None:
        for code, signs in _SIGNS.items():
            if any(sign in f"{type(error).__name__} {error}" for sign in signs):
                return code
        error = error.__cause__ or error.__context__
    return 1


def _read(frames: IO[bytes]) -> Iterable[tuple[str, tuple[Any, ...]]]:
    while True:
        try:
            yield pickle.load(frames)
        except (EOFError, pickle.UnpicklingError):  # who gives them has ended, between two or within one
            return


def _to_disk(folder: Path) -> None:
    """Have the system write every file: what is put in place must outlive a loss of power."""
    for path in folder.iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    code = main(sys.argv[1:], sys.stdin.buffer)
    sys.stdout.flush()
    os._exit(code)  # the engine's own threads would be waited for
