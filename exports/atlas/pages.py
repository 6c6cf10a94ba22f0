"""From an address to a page: what it asks of the graph is what the commands ask, so that its figures are theirs."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from maillon.graph.model import NODE_BY_LABEL, label_of
from maillon.graph.store import Store
from maillon.graph.store.status import DatasetStatus, StoreStatus
from maillon.queries.cohort import cohort
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.dossier import incident_dossier
from maillon.queries.evidence import cited_documents
from maillon.queries.evidence_index import Resting, evidence_index
from maillon.queries.find import Held, Matches, UnknownNameError, held_texts, search
from maillon.queries.held_reader import HeldReader
from maillon.queries.incident import IncidentAnswer, incidents
from maillon.queries.library import QueryUseError, Question, bind, library, run_question
from maillon.queries.nearest import around, no_incident
from maillon.queries.organisation import organisation
from maillon.queries.show import show
from maillon.queries.subgraph import Node
from maillon.reports.atlas.addresses import INCIDENTS, QUESTIONS, START, SUPPLIERS, WITH_PAGES, Links, id_of, path_of, question_path
from maillon.reports.atlas.answers import AnsweredQuestion, ids_told
from maillon.reports.atlas.organisation import organisation_page
from maillon.reports.atlas.page import AtlasPage
from maillon.reports.atlas.questions import (
    PLAIN_QUESTIONS,
    RankedSuppliers,
    incidents_page,
    question_page,
    questions_page,
    start_page,
    suppliers_page,
)
from maillon.reports.atlas.things import incident_page, population_page, source_page, thing_page
from maillon.reports.nearest import no_row_lines
from maillon.reports.rank import named_in
from maillon.wording import Message

if TYPE_CHECKING:
    from maillon.queries.scale.rank import Ranking

ANSWERED_ROWS = 10_000
"""So many rows of a question are answered on its pages, as by `query run`."""

HELD_ARROWS = 200_000
"""A graph of no more arrows is read into memory (half a gigabyte at most): pages of it come many times faster."""

ANSWERED_AT_ONCE = 20_000
"""In a graph of more arrows, what is asked of the whole graph step by step is not answered for the first page, only where it is asked."""

Rank: TypeAlias = "Callable[[dt.date], Ranking]"
"""Gives the ranking of suppliers on a day."""


class NoPageError(LookupError):
    """Nothing is at an address."""


@dataclass(slots=True)
class _Kept:
    """What several pages share, while the store holds what it held: each part is asked when a page first needs it."""

    datasets: tuple[DatasetStatus, ...]
    reader: CypherReader
    status: StoreStatus | None = None
    resting: Mapping[str, Resting] | None = None
    incidents: tuple[IncidentAnswer, ...] | None = None
    texts: Held | None = None


K = TypeVar("K")
V = TypeVar("V")
MOST_KEPT = 200
"""So many answers are kept at most: whoever walks through the days of a century fills no memory."""

MOST_WORDED = 20
"""So many pages are kept as they were worded: whoever turns the sheets of a long one, or reads its JSON too, does not wait again."""


def _keep(kept: dict[K, V], key: K, value: V, most: int = MOST_KEPT) -> None:
    while len(kept) >= most:
        del kept[next(iter(kept))]
    kept[key] = value


class Pages:
    """The pages of one store. What they share is asked once, and again when a data set was loaded meanwhile."""

    def __init__(self, store: Store, rank: Rank, *, held: bool = False) -> None:
        """Over an open store; `rank` ranks its suppliers.

        `held` says that all pages are wanted, of one moment: the graph is read into memory first. Without it, each page is answered
        from the store until `prepare` has run, and `changed` is set where that has something to do.
        """
        self._store = store
        self._rank = rank
        self._held = held
        self._kept: _Kept | None = None
        self._ranked: dict[dt.date, RankedSuppliers] = {}
        self._examples: dict[tuple[str, dt.date], AnsweredQuestion] = {}
        self._worded: dict[tuple[object, ...], AtlasPage] = {}
        self.changed = threading.Event()
        self.changed.set()

    def prepare(self, alone: Callable[[], AbstractContextManager[None]], go_on: Callable[[], None]) -> None:
        """Get ready what pages share, in steps between which pages are answered: for a thread of its own.

        Args:
            alone: what a step that no page must meet is done in. Reading the graph into memory is done outside of it.
            go_on: called between the steps; what it raises ends the work.

        Raises:
            StoreError: the store is gone or refuses.
        """
        with alone():
            kept, on = self._look(), dt.date.today()
            self.changed.clear()
            small = sum(self._status(kept).arrows.values()) <= HELD_ARROWS
        if small:
            reader = HeldReader(self._store, lambda *_: go_on())
            with alone():
                kept.reader = reader
        steps: list[Callable[[], object]] = [
            lambda: self.search("", 1),
            self.incidents,
            lambda: self._suppliers(on),
            *(partial(self._plain, name, on, ask=True) for name in PLAIN_QUESTIONS),
        ]
        for step in steps:
            go_on()
            with alone():
                if self._look() is not kept:
                    return  # a data set was loaded meanwhile: `changed` says so
                step()

    def page(self, path: str, links: Links) -> AtlasPage:
        """The page at a path, in the language and for the day of `links`; for what it raises see `answer`."""
        key = (path, links.lang, links.as_of or dt.date.today(), links.as_of is None, tuple(sorted(links.asked.items())))
        self._look()
        if key not in self._worded:
            found = self.answer(path, links.as_of, links.asked)(links.at(path))
            if path == START:
                return found  # it changes while things are got ready
            _keep(self._worded, key, found, MOST_WORDED)
        return self._worded[key]

    def answer(self, path: str, as_of: dt.date | None = None, given: Mapping[str, str] | None = None) -> Callable[[Links], AtlasPage]:
        """What the page at a path is made of, ready to be worded in any language.

        Args:
            path: the path of a page.
            as_of: the day for which relations are judged; None: of an incident its own days, of anything else today.
            given: the parameters of a question; without any, those that it must have are its examples.

        Raises:
            NoPageError: nothing is there.
            QueryUseError: a parameter of a question is missing or of another type.
            UnknownNameError: a parameter of a question names nothing, or several things.
            StoreError: the store is gone or refuses.
        """
        on = as_of or dt.date.today()
        self._look()
        match path:
            case "index":
                return self._start(on)
            case "incidents":
                return partial(incidents_page, self.incidents())
            case "suppliers":
                return partial(suppliers_page, self._suppliers(on))
            case "questions":
                return partial(questions_page, list(library().values()))
        if path.startswith("query/"):
            name = path.removeprefix("query/")
            if name not in library():
                raise NoPageError(path)
            return partial(question_page, self._asked(name, given or {}, on, example=not given))
        return self._thing(path, as_of, on)

    def _start(self, on: dt.date) -> Callable[[Links], AtlasPage]:
        """The first page. Live it waits for nothing: what is not ready yet is left out, with the way to it."""
        kept = self._kept or self._look()
        ready = self._held or (kept.incidents is not None and on in self._ranked)
        asked = [self._plain(name, on, ask=self._held) for name in PLAIN_QUESTIONS]
        return partial(start_page, self._status(kept), self._suppliers(on) if ready else None, asked, on)

    def _plain(self, name: str, on: dt.date, *, ask: bool) -> AnsweredQuestion:
        """A question of the first page, with its answer where that is known, or can be had in a moment and is to be asked for."""
        known = self._examples.get((name, on))
        if known is not None:
            return known
        if ask and (not library()[name].walk or sum(self._status(self._look()).arrows.values()) <= ANSWERED_AT_ONCE):
            return self._asked(name, {}, on, example=True)
        return AnsweredQuestion(library()[name], {}, None, (), {})

    def _thing(self, path: str, as_of: dt.date | None, on: dt.date) -> Callable[[Links], AtlasPage]:
        node_id = id_of(path)
        node = self._reader.nodes([node_id]).get(node_id) if node_id else None
        if node is None or node_id is None:
            raise NoPageError(path)
        match label_of(node_id):
            case "Organisation" | "Product":
                return partial(organisation_page, organisation(self._reader, node_id, on))
            case "Incident":
                return partial(incident_page, incident_dossier(self._reader, node_id, as_of))
            case "Population":
                answer = cohort(self._reader, node_id, as_of=on)
                attached = show(self._reader, node_id)
                evidence = [e for link in answer.links for e in link.evidence] + [e for leak in answer.leaks for e in leak.evidence]
                cited = {**attached.sources, **cited_documents(self._reader, evidence)}
                none = None if answer.links else no_incident(self._reader, node_id, on)
                return partial(population_page, answer, attached, {i.partition(":")[2]: s for i, s in cited.items()}, none)
            case "Source":
                resting = self._resting().get(node_id, Resting())
                named = {t.id for t in resting.things} | {i for a in resting.arrows for i in (a.start, a.end)}
                return partial(source_page, node, resting, self._reader.nodes(named))
            case _:
                return partial(thing_page, show(self._reader, node_id))

    def _asked(self, name: str, given: Mapping[str, str], on: dt.date, *, example: bool) -> AnsweredQuestion:
        """A question with its values; with `example`, those that it must have are its examples, and its answer is kept.

        The day of the page is that of a question which asks for one and was given none.
        """
        if example and (name, on) in self._examples:
            return self._examples[name, on]
        question = library()[name]
        values = {p.name: str(p.example) for p in question.parameters if p.required} if example else dict(given)
        if "as_of" in {p.name for p in question.parameters}:
            values.setdefault("as_of", on.isoformat())
        found = self._answered(question, values, example=example)
        if example:
            _keep(self._examples, (name, on), found)
        return found

    def _answered(self, question: Question, values: Mapping[str, str], *, example: bool) -> AnsweredQuestion:
        try:
            bound = bind(self._reader, question, values)
            rows = run_question(self._reader, question, bound, limit=ANSWERED_ROWS)
        except (UnknownNameError, QueryUseError) as error:
            if not example:
                raise
            return AnsweredQuestion(question, values, None, (error.message,), {})
        named = {p.name: bound[p.name] for p in question.parameters if p.type == "node" and bound[p.name]}
        nothing: tuple[Message, ...] = () if rows.rows else tuple(no_row_lines(question, around(self._reader, named)))
        return AnsweredQuestion(question, values, rows, nothing, self._reader.nodes(ids_told(rows) | set(named.values())))

    def addresses(self) -> list[str]:
        """The paths of all pages, the first page first."""
        self._look()
        labels = [kind.label for kind in NODE_BY_LABEL.values() if kind.prefix in WITH_PAGES]
        things = [path_of(node_id) for label in labels for node_id in self._reader.ids(label)]
        return [START, INCIDENTS, SUPPLIERS, QUESTIONS, *(question_path(name) for name in library()), *things]

    def searched(self) -> Iterator[tuple[Node, str]]:
        """Everything that a search finds, with the folded text that it is found by."""
        self._look()
        for label in (kind.label for kind in NODE_BY_LABEL.values() if kind.prefix in WITH_PAGES and kind.label != "Source"):
            found = {row["id"]: row["search"] for row in self._reader.rows(f"MATCH (n:{label}) RETURN n.id AS id, n.search AS search")}
            for node_id, node in self._reader.nodes(found).items():
                yield node, found[node_id] or ""

    def search(self, text: str, most: int) -> Matches:
        """As `maillon find`, fast enough for each letter that somebody types: what things are found by is kept."""
        kept = self._look()
        if kept.texts is None:
            kept.texts = held_texts(kept.reader)
        return search(kept.reader, text, limit=most, held=kept.texts)

    def incidents(self) -> tuple[IncidentAnswer, ...]:
        """Every incident."""
        kept = self._look()
        if kept.incidents is None:
            kept.incidents = tuple(incidents(kept.reader, kept.reader.ids("Incident")))
        return kept.incidents

    def _resting(self) -> Mapping[str, Resting]:
        kept = self._look()
        if kept.resting is None:
            kept.resting = evidence_index(kept.reader)
        return kept.resting

    def _status(self, kept: _Kept) -> StoreStatus:
        if kept.status is None:
            kept.status = self._store.status()
        return kept.status

    def _suppliers(self, on: dt.date) -> RankedSuppliers:
        reader = self._reader
        if on not in self._ranked:
            ranking = self._rank(on)
            ties = reader.arrows({row.id for row in ranking.origins}, backward=False)
            names = reader.nodes(named_in(ranking))
            _keep(self._ranked, on, RankedSuppliers(on, ranking, names, self.incidents(), ties))
        return self._ranked[on]

    def _look(self) -> _Kept:
        """What the store holds now; of all pages (`held`), what it held at first, so that a site is of one moment."""
        if self._kept is not None and self._held:
            return self._kept
        datasets = tuple(self._store.datasets())
        if self._kept is None or self._kept.datasets != datasets:
            self._ranked.clear()
            self._examples.clear()
            self._worded.clear()
            self._kept = _Kept(datasets, HeldReader(self._store) if self._held else CypherReader(self._store))
            self.changed.set()
        return self._kept

    @property
    def _reader(self) -> CypherReader:
        """What reads the store as it was last seen: whoever is asked from outside looks first."""
        return (self._kept or self._look()).reader
