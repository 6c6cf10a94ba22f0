"""External merge sort of the records of a data set: sorted runs in temporary files, at most one run in memory."""

from __future__ import annotations

import heapq
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from types import TracebackType
from typing import IO

from maillon.graph.statements import Kept, NodeStatement, WrittenRecord, to_line
from maillon.graph.store.errors import RecordRefused, StoreFull
from maillon.graph.store.loading.ledger import LedgerLine
from maillon.graph.store.loading.validate import validate_statement
from maillon.graph.store.messages import messages

RUN = 50_000
"""Lines sorted in memory at once; beyond, sorted runs lie in temporary files."""

_Row = tuple[str, str, int, bool]
_LONGEST = 8 << 20
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class ExternalSort:
    """Collects the records of one data set in any order."""

    def __init__(self, run: int = RUN) -> None:
        """Without records yet; `run` lines are sorted in memory at once."""
        self._run = run
        self._rows: list[_Row] = []
        self._files: list[IO[str]] = []
        self._stack = ExitStack()

    def add(self, record: str, statements: Iterable[Kept]) -> None:
        """Take a record. What its statements say is judged where its page is new (`Load`): most of a second load is not.

        Raises:
            RecordRefused: its id is not allowed, it is too large, or a statement holds what no line can.
        """
        if not record or _CONTROL.search(record):
            raise RecordRefused(messages("record.id", id=repr(record)))
        kept = list(statements)
        stated = [s for s in kept if not isinstance(s, WrittenRecord)]
        try:
            text = to_line(record, kept)
        except (TypeError, ValueError):
            for statement in stated:
                validate_statement(record, statement)
            raise
        if len(text) > _LONGEST:
            raise RecordRefused(messages("record.large", id=record, size=len(text) >> 20))
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise RecordRefused(messages("record.unicode", id=record)) from error
        self._rows.append((record, text, len(stated), any(isinstance(s, NodeStatement) for s in stated)))
        if len(self._rows) >= self._run:
            self._spill()

    def _spill(self) -> None:
        with room_for_work():
            self._write_run()
        self._rows = []

    def _write_run(self) -> None:
        # Read again after this method: closed with the sort.
        file = self._stack.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n"))  # noqa: SIM115
        for record, text, count, nodes in sorted(self._rows):
            file.write(f"{record}\t{count}\t{int(nodes)}\t{text}\n")
        file.flush()
        self._files.append(file)

    def lines(self) -> Iterator[LedgerLine]:
        """The records by id, each once; a record that was given twice with the same text counts once.

        Raises:
            RecordRefused: one id with two texts.
        """
        self._rows.sort()
        last: _Row | None = None
        for row in heapq.merge(*(_rows(file) for file in self._files), self._rows):
            if last is not None and row[0] == last[0]:
                if row[1] != last[1]:
                    raise RecordRefused(messages("record.twice", id=row[0]))
                continue
            last = row
            yield LedgerLine(*row)

    def __enter__(self) -> ExternalSort:
        """Use as a context: temporary files go at its end."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Delete the temporary files."""
        self._stack.close()


class SortedTexts:
    """The same for bare texts without line breaks, as often as they were given."""

    def __init__(self, run: int = 2 * RUN) -> None:
        """Without texts yet; `run` of them are sorted in memory at once."""
        self._run = run
        self._texts: list[str] = []
        self._files: list[IO[str]] = []
        self._stack = ExitStack()

    def add(self, text: str) -> None:
        """Take a text.

        Raises:
            StoreFull: the disk of the temporary files is full.
        """
        self._texts.append(text)
        if len(self._texts) >= self._run:
            with room_for_work():
                self._spill()

    def _spill(self) -> None:
        file = self._stack.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n"))  # noqa: SIM115
        self._texts.sort()
        file.writelines(f"{text}\n" for text in self._texts)
        file.flush()
        self._files.append(file)
        self._texts = []

    def __iter__(self) -> Iterator[str]:
        """All of them, sorted."""
        self._texts.sort()
        for file in self._files:
            file.seek(0)
        return heapq.merge(*((text[:-1] for text in file) for file in self._files), self._texts)

    def __enter__(self) -> SortedTexts:
        """Use as a context: temporary files go at its end."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Delete the temporary files."""
        self._stack.close()


@contextmanager
def room_for_work() -> Iterator[None]:
    """Turn a failure to write a temporary file into an error that says what to do.

    Raises:
        StoreFull: the disk of the temporary files is full.
    """
    try:
        yield
    except OSError as error:
        raise StoreFull(messages("disk.temporary", where=tempfile.gettempdir())) from error


def _rows(file: IO[str]) -> Iterator[_Row]:
    file.seek(0)
    for row in file:
        record, count, nodes, text = row.rstrip("\n").split("\t", 3)
        yield record, text, int(count), nodes == "1"
