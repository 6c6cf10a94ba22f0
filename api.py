"""The public face of maillon for notebooks and scripts, which `import maillon` hands on."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import TracebackType
from typing import Any

from maillon.graph.model import Effect
from maillon.graph.store import Credentials, Store, StoreError, StoreStatus, open_graph
from maillon.graph.store.opening import default_store
from maillon.queries import blast_radius as _blast
from maillon.queries import chains as _chains
from maillon.queries import cohort as _cohort
from maillon.queries import diff as _diff
from maillon.queries import find as _find
from maillon.queries import incident as _incident
from maillon.queries import incident_by_day as _incident_by_day
from maillon.queries import library as _library
from maillon.queries import notification_clock as _clock
from maillon.queries.blast_radius import BlastRadius
from maillon.queries.chains import Chains
from maillon.queries.cohort import CohortAnswer
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.diff import Difference
from maillon.queries.exported import export_graph
from maillon.queries.find import Match, UnknownNameError
from maillon.queries.incident import IncidentAnswer
from maillon.queries.library import QueryUseError, Question, Rows
from maillon.queries.notification_clock import Clocks

__all__ = [
    "BlastRadius",
    "Chains",
    "Clocks",
    "CohortAnswer",
    "Credentials",
    "Difference",
    "Effect",
    "Graph",
    "IncidentAnswer",
    "Match",
    "QueryUseError",
    "Question",
    "Rows",
    "StoreError",
    "UnknownNameError",
    "open",
]


def open(
    store: str | Path | None = None,
    *,
    uri: str | None = None,
    credentials: Credentials | None = None,
    database: str | None = None,
    ca: str | Path | None = None,
) -> Graph:
    """Open a graph: the store in a folder, or a Neo4j server (`ca`: the private authority to trust there).

    Without either it is the store of `MAILLON_STORE`, else the one in the user's folder, as for commands. A server is only the one
    named here: `NEO4J_URI` is for commands.

    Raises:
        StoreError: it cannot be opened or reached, or nothing was loaded there.
    """
    if uri is not None:
        return Graph(open_graph(uri=uri, credentials=credentials, database=database, ca=Path(ca) if ca else None))
    if store is None:
        store = default_store()
    return Graph(open_graph(Path(store)))


def _day(value: str | dt.date | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


class Graph:
    """An open graph. Names, aliases and ids are accepted wherever a thing is meant."""

    def __init__(self, store: Store) -> None:
        """Over an open store; use `maillon.open`."""
        self.store = store
        self.reader = CypherReader(store)

    def __enter__(self) -> Graph:
        """Use as a context manager."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """Let the store go."""
        self.store.close()

    def status(self) -> StoreStatus:
        """Engine, counts, data sets."""
        return self.store.status()

    def find(self, text: str, *, limit: int = 0) -> list[Match]:
        """Things whose names, aliases or identifiers contain `text`: all of them, or the first `limit`."""
        return list(_find.find(self.reader, text, limit=limit).matches)

    def chains(self, start: str, *, as_of: str | dt.date | None = None, **options: Any) -> Chains:
        """Delegated-trust chains from a population or organisation (options: `queries.chains.chains`)."""
        node = _find.resolve(self.reader, start, labels=("Population", "Organisation", "Product"))
        return _chains.chains(self.reader, node.id, as_of=_day(as_of), **options)

    def blast_radius(
        self,
        origin: str,
        *,
        as_of: str | dt.date | None = None,
        effect: str | None = None,
        account_of: str | None = None,
        **options: Any,
    ) -> BlastRadius:
        """Who is exposed if `origin` breaks (options: `queries.blast_radius.blast_radius`)."""
        node = _find.resolve(self.reader, origin, labels=("Organisation", "Product", "Incident"))
        account = _find.resolve(self.reader, account_of, labels=("Organisation",)).id if account_of else None
        return _blast.blast_radius(
            self.reader, node.id, as_of=_day(as_of), effect=Effect(effect) if effect else None, account_of=account, **options
        )

    def incident(self, incident: str, *, as_of: str | dt.date | None = None) -> IncidentAnswer:
        """What was said of an incident; with `as_of`, what had been said by that day."""
        found, day = _find.resolve(self.reader, incident, labels=("Incident",)).id, _day(as_of)
        return _incident.incident(self.reader, found) if day is None else _incident_by_day.incident_by_day(self.reader, found, day)

    def cohort(self, population: str, *, as_of: str | dt.date | None = None) -> CohortAnswer:
        """Over all incidents, which data about these people is out, from which breach, how firmly."""
        return _cohort.cohort(self.reader, _find.resolve(self.reader, population, labels=("Population",)).id, as_of=_day(as_of))

    def notifications(self, incident: str) -> Clocks:
        """Who knew of an incident when, and told whom after how many hours."""
        return _clock.notification_clock(self.reader, _find.resolve(self.reader, incident, labels=("Incident",)).id)

    def diff(self, before: str | dt.date, after: str | dt.date) -> Difference:
        """What changed between two days."""
        sides = [(day, dt.date.fromisoformat(str(day))) for day in (before, after)]
        graph = export_graph(self.reader)
        left, right = (_diff.side(graph, str(name), day, dated=True) for name, day in sides)
        return _diff.diff(left, right)

    def question(self, name: str, *, limit: int = 0, **parameters: str) -> Rows:
        """The rows of a question of the library: all of them, or the first `limit`, `truncated` where there were more."""
        asked = _library.question(name)
        return _library.run_question(self.reader, asked, _library.bind(self.reader, asked, parameters), limit=limit)

    def cypher(self, text: str, parameters: dict[str, Any] | None = None, *, timeout: float = 30.0, limit: int = 0) -> Rows:
        """Your own read-only Cypher, with a time limit in seconds: all rows, or the first `limit`, `truncated` where there were more."""
        answer = self.store.ask(text, parameters, timeout=timeout, limit=limit)
        return Rows(answer.columns, answer.rows, answer.truncated)
