"""How a graph is written, where a format has several ways: which part of it, after which earlier file, in whose name."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from maillon.exports.messages import messages
from maillon.queries.exported import Exported, export_graph
from maillon.queries.selection import WHOLE, Selection, select
from maillon.wording import Message, RefusedError

if TYPE_CHECKING:
    from maillon.queries.cypher_reader import CypherReader


def _unheard(_: Message) -> None:
    """A remark that nobody asked for."""


@dataclass(frozen=True, slots=True)
class Manner:
    """The ways of an export.

    Args:
        selection: the part of the graph that is written.
        previous: the file that was written last, whose versions go on: what did not change keeps its time, what is gone is taken back.
        publisher: who publishes it; its ids are then its own and meet no other publisher's.
        core: relations also in the standard's own words, for programs that pass over others.
        public: the graph without what is confidential, where the one that is written holds such.
        remark: takes what is to be said of it.
    """

    selection: Selection = WHOLE
    previous: Path | None = None
    publisher: str | None = None
    core: bool = False
    public: CypherReader | None = None
    remark: Callable[[Message], None] = field(default=_unheard)

    def graph(self, reader: CypherReader, *, said: bool = False) -> Exported:
        """The part of a graph that is meant.

        Raises:
            RefusedError: it holds nothing of the name that was asked for.
        """
        found = select(export_graph(reader, said=said), self.selection)
        if found.undated:
            self.remark(messages("export.undated", n=found.undated))
        return found.graph

    def open_graph(self, *, said: bool = False) -> Exported | None:
        """The same part of what is not confidential; None where nothing is."""
        if self.public is None:
            return None
        whole = export_graph(self.public, said=said)
        here = self.selection.of is None or any(node.id == self.selection.of for node in whole.nodes)
        return select(whole, self.selection).graph if here else Exported((), ())


PLAIN = Manner()


class NotOursError(RefusedError):
    """A file is not what an export of a format wrote; the message says which file and why."""


def moment() -> dt.datetime:
    """Now, to the millisecond; where SOURCE_DATE_EPOCH is set, as for builds that are to be repeated, the second that it names."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch.isdigit() else dt.datetime.now(dt.UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)
