"""From an address to a page: what it asks of the graph is what the commands ask, so that its figures are theirs."""

from __future__ import annotations

import datetime as dt
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from maillon.exports.atlas.once import Once
from maillon.graph.collecting import made_to_stay
from maillon.graph.model import NODE_BY_LABEL, NODE_BY_PREFIX, label_of
from maillon.graph.unnamed import unnamed_beside
from maillon.queries.cohort import cohort
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.dossier import incident_dossier
from maillon.queries.evidence import cited_documents
from maillon.queries.evidence_index import Resting, evidence_index
from maillon.queries.find import HeldTexts, Matches, UnknownNameError, held_texts, search
from maillon.queries.held_reader import HeldReader
from maillon.queries.incident import IncidentAnswer, incidents
from maillon.queries.library import QueryUseError, Question, bind, library, run_question
from maillon.queries.nearest import around, no_incident
from maillon.queries.organisation import many_behind, organisation
from maillon.queries.show import show
from maillon.reports.atlas.addresses import (
    INCIDENTS,
    LISTED_KINDS,
    QUESTIONS,
    START,
    SUPPLIERS,
    WITH_PAGES,
    Links,
    id_of,
    path_of,
    question_path,
)
from maillon.reports.atlas.answers import AnsweredQuestion, ids_told
from maillon.reports.atlas.lists import list_page
from maillon.reports.atlas.organisation import organisation_page
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
from maillon.reports.messages import messages
from maillon.reports.nearest import no_row_lines
from maillon.reports.rank import named_in

if TYPE_CHECKING:
    from maillon.graph.store import Store
    from maillon.graph.store.status import DatasetStatus, StoreStatus
    from maillon.queries.scale.rank import Ranking
    from maillon.queries.subgraph import Node
    from maillon.reports.atlas.page import AtlasPage
    from maillon.wording import Message

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
    """What the store held at one moment, as `reader` reads it, and what has been asked of it: each part when a page first needs it.

    `reader` reads from the store, and from memory once `prepare` has filled that.
    """

    datasets: tuple[DatasetStatus, ...]
    reader: CypherReader
    parts: Once = field(default_factory=Once)


MOST_KEPT = 200
"""So many answers of a kind are kept at most: whoever walks through the days of a century fills no memory."""

MOST_ANSWERED = 40
"""So many pages are kept as they were answered: in both languages, as JSON and on each sheet they are worded from that."""

MOST_WORDED = 20
"""So many pages are kept as they were worded: whoever turns the sheets of a long one does not wait again."""

MOST_BEHIND = 500
"""Of a party behind whom more stand, a live page first shows what can be said at once; who they are is worked out meanwhile."""

_WITH_MANY_BEHIND = ("Organisation", "Product", "Incident")
"""Labels of what others stand behind: of an incident, behind the parties where it broke."""

MOST_WANTED = 50
"""So many pages wait to be worked out at most: whoever opens one after the other waits for the last."""

READY_BEFORE = 5
"""The pages of so many suppliers, the first of the ranking, are answered before anybody asks: behind each of them thousands may stand."""


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
        self._looking = threading.Lock()
        self._ranking = threading.Lock()
        self.changed = threading.Event()
        self.changed.set()
        self._wanted: deque[tuple[str, dt.date | None]] = deque(maxlen=MOST_WANTED)
        self._some_wanted = threading.Semaphore(0)
        self._working_out = threading.Lock()

    def work_out(self, wait: float) -> None:
        """Work out the page that was opened last of those that show only what can be said at once; for a thread of its own.

        Args:
            wait: seconds, at most, for which it waits for one.

        Raises:
            StoreError: the store is gone or refuses.
        """
        if not self._some_wanted.acquire(timeout=wait) or not self._wanted:
            return
        path, as_of = self._wanted.pop()
        with suppress(NoPageError), self._working_out:
            self._answered_once(self._look(), path, as_of, {})

    def prepare(self, go_on: Callable[[], None], ready: Callable[[], None]) -> None:
        """Get ready what pages share, while pages are answered: for a thread of its own.

        Args:
            go_on: called between the steps; what it raises ends the work.
            ready: called when the first page has all that it shows. What is got ready after that are pages that take long.

        Raises:
            StoreError: the store is gone or refuses.
        """
        kept, on = self._look(), dt.date.today()
        self.changed.clear()
        if self._kept is not kept:
            self.changed.set()
            return
        small = sum(self._status(kept).arrows.values()) <= HELD_ARROWS
        if small:
            with made_to_stay():
                kept.reader = HeldReader(self._store, lambda *_: go_on())
        steps: list[Callable[[], object]] = [
            lambda: self.search("", 1),
            lambda: self._incidents(kept),
            lambda: self._suppliers(kept, on),
            *(partial(self._plain, kept, name, on, ask=True) for name in PLAIN_QUESTIONS),
            ready,
        ]
        steps += [partial(self._asked, kept, name, {}, on, example=True) for name in PLAIN_QUESTIONS]
        if small:
            steps += [partial(self._largest, kept, place, on) for place in range(READY_BEFORE)]
        for step in steps:
            go_on()
            if self._look() is not kept:
                return  # a data set was loaded meanwhile: `changed` says so
            step()

    def page(self, path: str, links: Links, *, whole: bool = True) -> AtlasPage:
        """The page at a path, in the language and for the day of `links`; for what it raises see `answer`.

        Without `whole`, the page of a party behind whom many stand is what can be said at once, until `work_out` has the rest.
        """
        kept = self._look()
        if path == START:  # it changes while things are got ready
            return self._answer(kept, path, links.as_of, links.asked)(links.at(path))
        if not whole and (head := self._head(kept, path, links.as_of)) is not None:
            return head(links.at(path))
        key = (path, links.lang, links.as_of or dt.date.today(), links.as_of is None, tuple(sorted(links.asked.items())))
        return kept.parts.get(
            "worded", lambda: self._answered_once(kept, path, links.as_of, links.asked)(links.at(path)), key, most=MOST_WORDED
        )

    def _head(self, kept: _Kept, path: str, as_of: dt.date | None) -> Callable[[Links], AtlasPage] | None:
        """What can be said at once of a party behind whom many stand; None of anything else, and where all is known already."""
        reader, node_id, on = kept.reader, id_of(path), as_of or dt.date.today()
        kind = label_of(node_id) if node_id else ""
        if node_id is None or kind not in _WITH_MANY_BEHIND or kept.parts.known("answered", _key(path, as_of, {})):
            return None

        def many() -> bool:
            origins = [place.party for place in reader.places([node_id]) if place.broke] if kind == "Incident" else [node_id]
            return many_behind(reader, origins, MOST_BEHIND)

        if not kept.parts.get("many", many, node_id, most=MOST_KEPT):
            return None
        self._wanted.append((path, as_of))
        self._some_wanted.release()
        if kind == "Incident":
            dossier = kept.parts.get(
                "head", lambda: incident_dossier(reader, node_id, as_of, reached=False), (node_id, as_of), most=MOST_ANSWERED
            )
            return partial(incident_page, dossier)
        ranked: RankedSuppliers | None = kept.parts.known("ranked", on)
        row = next((row for row in ranked.ranking.origins if row.id == node_id), None) if ranked else None
        found = kept.parts.get("head", lambda: organisation(reader, node_id, on, behind=False), (node_id, on), most=MOST_ANSWERED)
        return partial(organisation_page, found, row)

    def _answered_once(self, kept: _Kept, path: str, as_of: dt.date | None, given: Mapping[str, str]) -> Callable[[Links], AtlasPage]:
        key = _key(path, as_of, given)
        return kept.parts.get("answered", lambda: self._answer(kept, path, as_of, given), key, most=MOST_ANSWERED)

    def _largest(self, kept: _Kept, place: int, on: dt.date) -> None:
        """The page of the supplier at a place of the ranking."""
        for row in self._suppliers(kept, on).ranking.origins[place : place + 1]:
            with self._working_out:  # one such page at a time: whoever opens another one waits for no more than that
                self._answered_once(kept, path_of(row.id), None, {})

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
        return self._answer(self._look(), path, as_of, given or {})

    def _answer(self, kept: _Kept, path: str, as_of: dt.date | None, given: Mapping[str, str]) -> Callable[[Links], AtlasPage]:
        on = as_of or dt.date.today()
        match path:
            case "index":
                return self._start(kept, on)
            case "incidents":
                return partial(incidents_page, self._incidents(kept))
            case "suppliers":
                return partial(suppliers_page, self._suppliers(kept, on))
            case "questions":
                return partial(questions_page, list(library().values()))
        if path in LISTED_KINDS:
            return self._list(kept, path)
        if path.startswith("query/"):
            name = path.removeprefix("query/")
            if name not in library():
                raise NoPageError(path)
            return partial(question_page, self._asked(kept, name, given, on, example=not given))
        return self._thing(kept, path, as_of, on)

    def _list(self, kept: _Kept, kind: str) -> Callable[[Links], AtlasPage]:
        ids = kept.reader.ids(NODE_BY_PREFIX[kind].label)
        if not ids:
            raise NoPageError(kind)
        beside = {whose[1] for i in ids if (whose := unnamed_beside(i))}
        return partial(list_page, kind, ids, kept.reader.nodes({*ids, *beside}))

    def _start(self, kept: _Kept, on: dt.date) -> Callable[[Links], AtlasPage]:
        """The first page. Live it waits for nothing: what is not ready yet is left out, with the way to it."""
        ready = self._held or (kept.parts.known("incidents") is not None and kept.parts.known("ranked", on) is not None)
        asked = [self._plain(kept, name, on, ask=self._held) for name in PLAIN_QUESTIONS]
        return partial(start_page, self._status(kept), self._suppliers(kept, on) if ready else None, asked, on)

    def _plain(self, kept: _Kept, name: str, on: dt.date, *, ask: bool) -> AnsweredQuestion:
        """A question of the first page, with its answer where that is known, or can be had in a moment and is to be asked for."""
        known: AnsweredQuestion | None = kept.parts.known("example", (name, on))
        if known is not None:
            return known
        if ask and (not library()[name].walk or sum(self._status(kept).arrows.values()) <= ANSWERED_AT_ONCE):
            return self._asked(kept, name, {}, on, example=True)
        return AnsweredQuestion(library()[name], {}, None, (), {})

    def _thing(self, kept: _Kept, path: str, as_of: dt.date | None, on: dt.date) -> Callable[[Links], AtlasPage]:
        node_id, reader = id_of(path), kept.reader
        node = reader.nodes([node_id]).get(node_id) if node_id else None
        if node is None or node_id is None:
            raise NoPageError(path)
        match label_of(node_id):
            case "Organisation" | "Product":
                return partial(organisation_page, organisation(reader, node_id, on), None)
            case "Incident":
                return partial(incident_page, incident_dossier(reader, node_id, as_of))
            case "Population":
                answer = cohort(reader, node_id, as_of=on)
                attached = show(reader, node_id)
                evidence = [e for link in answer.links for e in link.evidence] + [e for leak in answer.leaks for e in leak.evidence]
                cited = {**attached.sources, **cited_documents(reader, evidence)}
                none = None if answer.links else no_incident(reader, node_id, on)
                return partial(population_page, answer, attached, {i.partition(":")[2]: s for i, s in cited.items()}, none)
            case "Source":
                resting = self._resting(kept).get(node_id, Resting())
                named = {t.id for t in resting.things} | {i for a in resting.arrows for i in (a.start, a.end)}
                return partial(source_page, node, resting, reader.nodes(named))
            case _:
                return partial(thing_page, show(reader, node_id))

    def _asked(self, kept: _Kept, name: str, given: Mapping[str, str], on: dt.date, *, example: bool) -> AnsweredQuestion:
        """A question with its values; with `example`, those that it must have are its examples, and its answer is kept.

        The day of the page is that of a question which asks for one and was given none.
        """
        question = library()[name]
        values = {p.name: str(p.example) for p in question.parameters if p.required} if example else dict(given)
        if "as_of" in {p.name for p in question.parameters}:
            values.setdefault("as_of", on.isoformat())
        if not example:
            return self._answered(kept, question, values, example=False)
        return kept.parts.get("example", lambda: self._answered(kept, question, values, example=True), (name, on), most=MOST_KEPT)

    def _answered(self, kept: _Kept, question: Question, values: Mapping[str, str], *, example: bool) -> AnsweredQuestion:
        reader = kept.reader
        try:
            bound = bind(reader, question, values, held=self._texts(kept))
            rows = run_question(reader, question, bound, limit=ANSWERED_ROWS)
        except (UnknownNameError, QueryUseError):
            if not example:
                raise
            return AnsweredQuestion(question, {}, None, (messages("atlas.question.elsewhere"),), {})
        named = {p.name: bound[p.name] for p in question.parameters if p.type == "node" and bound[p.name]}
        nothing: tuple[Message, ...] = () if rows.rows else tuple(no_row_lines(question, around(reader, named)))
        return AnsweredQuestion(question, values, rows, nothing, reader.nodes(ids_told(rows) | set(named.values())))

    def addresses(self) -> list[str]:
        """The paths of all pages, the first page first."""
        reader = self._look().reader
        ids = {kind: reader.ids(NODE_BY_PREFIX[kind].label) for kind in WITH_PAGES}
        lists = [kind for kind in LISTED_KINDS if ids[kind]]
        things = [path_of(node_id) for found in ids.values() for node_id in found]
        return [START, INCIDENTS, SUPPLIERS, QUESTIONS, *lists, *(question_path(name) for name in library()), *things]

    def searched(self) -> Iterator[tuple[Node, str]]:
        """Everything that a search finds, with the folded text that it is found by."""
        reader = self._look().reader
        for label in (kind.label for kind in NODE_BY_LABEL.values() if kind.prefix in WITH_PAGES and kind.label != "Source"):
            found = {row["id"]: row["search"] for row in reader.rows(f"MATCH (n:{label}) RETURN n.id AS id, n.search AS search")}
            for node_id, node in reader.nodes(found).items():
                yield node, found[node_id] or ""

    def search(self, text: str, most: int) -> Matches:
        """As `maillon find`, fast enough for each letter that somebody types: what things are found by is kept."""
        kept = self._look()
        return search(kept.reader, text, limit=most, held=self._texts(kept))

    def incidents(self) -> tuple[IncidentAnswer, ...]:
        """Every incident."""
        return self._incidents(self._look())

    def reader(self) -> CypherReader:
        """What reads the store as it is now, from memory where that is filled."""
        return self._look().reader

    def _texts(self, kept: _Kept) -> HeldTexts:
        return kept.parts.get("texts", lambda: held_texts(kept.reader), most=1)

    def _incidents(self, kept: _Kept) -> tuple[IncidentAnswer, ...]:
        return kept.parts.get("incidents", lambda: tuple(incidents(kept.reader, kept.reader.ids("Incident"))), most=1)

    def _resting(self, kept: _Kept) -> Mapping[str, Resting]:
        return kept.parts.get("resting", lambda: evidence_index(kept.reader), most=1)

    def _status(self, kept: _Kept) -> StoreStatus:
        return kept.parts.get("status", self._store.status, most=1)

    def _suppliers(self, kept: _Kept, on: dt.date) -> RankedSuppliers:
        def make() -> RankedSuppliers:
            with self._ranking:  # it may write the snapshot beside the store
                ranking = self._rank(on)
            ties = kept.reader.arrows({row.id for row in ranking.origins}, backward=False)
            return RankedSuppliers(on, ranking, kept.reader.nodes(named_in(ranking)), self._incidents(kept), ties)

        return kept.parts.get("ranked", make, on, most=MOST_KEPT)

    def _look(self) -> _Kept:
        """What the store holds now; of all pages (`held`), what it held at first, so that a site is of one moment."""
        with self._looking:
            if self._kept is not None and self._held:
                return self._kept
            datasets = tuple(self._store.datasets())
            if self._kept is None or self._kept.datasets != datasets:
                self._kept = _Kept(datasets, HeldReader(self._store) if self._held else CypherReader(self._store))
                self.changed.set()
            return self._kept


def _key(path: str, as_of: dt.date | None, given: Mapping[str, str]) -> tuple[object, ...]:
    """By what an answered page is kept: an incident has its own days where no day is asked for, and everything else today."""
    return (path, as_of or dt.date.today(), as_of is None, tuple(sorted(given.items())))
