"""An open graph: a method for each command, of its name, with its options as parameters."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from dataclasses import replace as with_more
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from maillon import __version__
from maillon.api.answers import (
    BlastRadius,
    Chains,
    CohortAnswer,
    ConcernedAnswer,
    DatasetCheck,
    Difference,
    Duplicates,
    DutiesAnswer,
    IncidentAnswer,
    Loads,
    Matches,
    Notifications,
    ProductsNamed,
    Ranking,
    Rows,
    ShowAnswer,
    Status,
    Unloaded,
    VerifyAnswer,
    WatchAnswer,
    WhatIf,
    Why,
    as_answer,
    network,
)
from maillon.api.documents import Draft, Picture, Report
from maillon.api.loading import LoadAsked, Unfit, continue_from, load_one, met, owned_loaders, preview_one, read_with, unfit
from maillon.api.messages import messages
from maillon.api.speaking import every_method_speaks_python
from maillon.exports import EXPORT_FORMATS, VERSIONED, export_files
from maillon.exports.maillon_json import from_file
from maillon.exports.manner import Manner
from maillon.graph.dates import asked_day
from maillon.graph.model import LABELS, Effect, Family
from maillon.graph.store.errors import StoreClosed
from maillon.graph.store.public_copy import public_copy
from maillon.loaders.base import CONTRACTS, MODULES, Loader, Reading
from maillon.loaders.base import loaders as _every_loader
from maillon.loaders.drafts.articles import read_article
from maillon.loaders.drafts.drafting import draft_article
from maillon.loaders.fetching import fetch
from maillon.loaders.inputs import one_file
from maillon.loaders.records import read_records, read_sets
from maillon.queries import blast_radius as _blast
from maillon.queries import chains as _chains
from maillon.queries import cohort as _cohort
from maillon.queries import concerned as _concerned
from maillon.queries import diff as _diff
from maillon.queries import duplicates as _duplicates
from maillon.queries import find as _find
from maillon.queries import incident as _incident
from maillon.queries import library as _library
from maillon.queries import notification_clock as _clock
from maillon.queries import show as _show
from maillon.queries import watching as _watching
from maillon.queries.called import ids_called
from maillon.queries.contract_suppliers import contract_suppliers
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.dossier import gather_dossier
from maillon.queries.duties import duties as _duties
from maillon.queries.export_reader import ExportReader
from maillon.queries.exported import export_graph
from maillon.queries.health_bodies import health_numbers
from maillon.queries.incident_by_day import incident_by_day
from maillon.queries.json_value import json_value
from maillon.queries.list_meetings import meetings
from maillon.queries.neighbourhood import neighbourhood
from maillon.queries.product_hints import product_hints
from maillon.queries.resolution.tiers import THRESHOLD
from maillon.queries.scale.rank import By, largest_suppliers
from maillon.queries.scale.rank import rank as _rank
from maillon.queries.scale.reach import Terms
from maillon.queries.scale.snapshot_build import load_or_build
from maillon.queries.scale.what_if import what_if as _what_if
from maillon.queries.scale.why import why as _why
from maillon.queries.selection import Selection
from maillon.reports.concerned import beside_of
from maillon.reports.confidential import noted
from maillon.reports.dossiers import render_dossier, worded_dossier
from maillon.reports.picture import Wording
from maillon.reports.rank import named_in
from maillon.shipped import shipped
from maillon.wording import RefusedError, default_language

if TYPE_CHECKING:
    import networkx

    from maillon.graph.store import Store
    from maillon.graph.store.backup import Backup
    from maillon.loaders.list_history import Respelt
    from maillon.queries.library import Question
    from maillon.queries.scale.snapshot import Snapshot

Day = str | dt.date
_LINKS = ("Population", "Organisation", "Product")
_ORIGINS = ("Organisation", "Product", "Incident")
_DRAWN = ("Incident", "Organisation", "Product", "Population")
_OF_REPORT = {"incident": ("Incident",), "supplier": ("Organisation", "Product"), "exposure": ("Organisation",)}


def day(value: Day | None) -> dt.date | None:
    """A day as a date, or as a text that says it as YYYY-MM-DD.

    Raises:
        RefusedError: it says something else.
    """
    if value is None or isinstance(value, dt.date):
        return value
    try:
        return asked_day(value)
    except (TypeError, ValueError):
        raise RefusedError(messages("day", text=value)) from None


def effect_of(value: str | Effect) -> Effect:
    """What breaks, by its name.

    Raises:
        RefusedError: nothing of that name breaks.
    """
    try:
        return Effect(value)
    except ValueError:
        raise RefusedError(messages("one_of", text=value, known=[str(e) for e in Effect])) from None


@every_method_speaks_python
class Graph:
    """An open graph. Names, aliases and ids are accepted wherever a thing is meant.

    Every method may raise `StoreError` (the store cannot answer; `StoreClosed` after `close`), `UnknownNameError` (nothing, or several
    things, are called so; the closest are named) and `RefusedError` (a value that cannot be). All are `MaillonError`.
    """

    def __init__(self, store: Store, snapshots: Path | None = None) -> None:
        """Over an open store; use `maillon.open`. `snapshots` is the folder where what all figures are made of is kept, if anywhere."""
        self._store, self._snapshots = store, snapshots
        self._process: int | None = os.getpid()

    def __repr__(self) -> str:
        return f"<Graph: {self._store.connection.where}{'' if self._process else ' (closed)'}>"

    def __enter__(self) -> Graph:
        """Use as a context manager."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """Let the store go. Whoever asks afterwards is told that it is closed. Closing twice is no fault."""
        if self._process == os.getpid():
            self._store.close()
        self._process = None

    def _let_go(self) -> None:
        """Drop the connections that were in use when a call was stopped; the next call makes others."""
        if self._process == os.getpid():
            self._store.connection.drop()

    @property
    def store(self) -> Store:
        """The open store.

        Raises:
            StoreClosed: it was closed, or opened by the process from which this one was forked.
        """
        if self._process is None:
            raise StoreClosed(messages("closed"))
        if self._process != os.getpid():
            raise StoreClosed(messages("forked"))
        return self._store

    @property
    def reader(self) -> CypherReader:
        """Reads the store."""
        return CypherReader(self.store)

    def _id(self, text: str, labels: Sequence[str] = ()) -> str:
        return _find.resolve(self.reader, text, labels=labels).id if labels else _find.resolve(self.reader, text).id

    def _category(self, data: str | None) -> str | None:
        return _find.category(self.reader, data) if data else None

    # --- what is there ------------------------------------------------------------------------------------------------

    def status(self) -> Status:
        """Engine, counts, data sets, and how the lists meet."""
        found = self.store.status()
        met = meetings(self.reader) if found.nodes else ()
        bought = contract_suppliers(self.reader) if found.nodes else None
        return as_answer(Status, found, verified=self.store.last_verified(), met=tuple(met), bought=bought)

    def verify(self) -> VerifyAnswer:
        """Compare the graph with the ledger of what was loaded, and with itself."""
        return as_answer(VerifyAnswer, self.store.verify())

    def backup(self, file: str | Path) -> Backup:
        """Write every data set with its ledger into one file, while others read and load."""
        return self.store.backup(Path(file), __version__)

    def find(self, text: str, *, limit: int = 50) -> Matches:
        """Things whose names, aliases or identifiers contain `text`: the first `limit` (0: all)."""
        return as_answer(Matches, _find.search(self.reader, text, limit=limit), text=text, held=self.store.held())

    def show(self, thing: str, *, as_of: Day | None = None) -> ShowAnswer:
        """All that is known of one thing, with its relations and evidence."""
        return as_answer(ShowAnswer, _show.show(self.reader, self._id(thing)), as_of=day(as_of), held=self.store.held())

    def duplicates(self, *, threshold: int = THRESHOLD, names: bool = False) -> Duplicates:
        """Pairs that may be one organisation, of a likelihood of at least `threshold` (50 to 100); with `names`, all that bear one name."""
        return as_answer(Duplicates, _duplicates.duplicates(self.reader, threshold=threshold, names=names), held=self.store.held())

    def products_named(self) -> ProductsNamed:
        """Products that the contracts loaded may name, each with the words: nobody has decided (`duplicates --products`)."""
        return ProductsNamed(tuple(product_hints(self.reader)), self.store.held())

    def loaders(self) -> dict[str, Loader]:
        """What can be read: the card of each loader, by its name."""
        return {module.LOADER.name: module.LOADER for module in _every_loader()}

    # --- loading ------------------------------------------------------------------------------------------------------

    def load(
        self,
        loader: str,
        *paths: str | Path,
        dataset: str | None = None,
        confidential: bool = False,
        dry_run: bool = False,
        strict: bool = False,
        owner: str | None = None,
        as_of: Day | None = None,
        cpv: Sequence[str] = (),
        buyers: str | Path | None = None,
        all: bool = False,
        respelt: bool | None = None,
        replace: bool = False,
    ) -> Loads:
        """Load files with a loader; what only an older version of the data set said goes.

        Args:
            loader: one of `loaders()`.
            paths: files and folders.
            dataset: its name, where it is not that of the files.
            confidential: mark it so: what only it says leaves the store only where it is named.
            dry_run: change nothing, and say what would be.
            strict: load nothing where anything is refused.
            owner: whose list it is, of a list that somebody keeps.
            as_of: the day for which such a list speaks.
            cpv: of public contracts, the codes that are read instead of those of the rules.
            buyers: a file of the numbers of buyers whose contracts are read.
            all: read every contract.
            respelt: whether a name that a newer version of a list only spells otherwise is of the same party; refused where you do not say.
            replace: forget what the newer version of a list no longer holds, instead of ending it.

        Raises:
            BadInputError: a file cannot be read as what it should be.
            RefusedError: there is no such loader, or it does not take what is given.
        """
        asked = LoadAsked(
            loader,
            [Path(path) for path in paths],
            dataset=dataset,
            strict=strict,
            owner=owner,
            on=day(as_of),
            cpv=tuple(cpv),
            buyers=Path(buyers) if buyers else None,
            everything=all,
            respelt=respelt,
            replace=replace,
        )

        def is_same(pair: Respelt) -> bool:
            if respelt is None:
                raise RefusedError(messages("load.respelt", gone=pair.gone_name, new=pair.new_name))
            return respelt

        done = []
        for reading in self._read(asked):
            reading.confidential |= confidential
            continue_from(self.store, loader, reading, replace=replace, is_same=is_same)
            run = preview_one(self.store, reading, forget=replace) if dry_run else load_one(self.store, loader, reading, forget=replace)
            done.append(run)
        if not dry_run:
            done = [with_more(one, meetings=met(self.store, one.reading)) for one in done]
        return Loads(done, dry_run)

    def update(self, source: str | Path | None = None, *, sha256: str | None = None) -> Loads:
        """Load records that came with this version, or from where you say: a file, a ZIP archive, a folder or an `https` address.

        Args:
            source: where they are; None for those of this version. Nothing is asked of the network but an address that stands here.
            sha256: what came must have this hash, in hex.

        Raises:
            BadInputError: they cannot be read or reached, or have another hash.
        """
        with tempfile.TemporaryDirectory(prefix="maillon-") as folder:
            path = shipped("records") if source is None else fetch(str(source), Path(folder), sha256).path
            return self.load("records", path)

    def _read(self, asked: LoadAsked) -> list[Reading]:
        if asked.loader not in MODULES:
            raise RefusedError(messages("one_of", text=asked.loader, known=sorted(MODULES)))
        match unfit(asked):
            case None:
                pass
            case Unfit.CONTRACTS:
                raise RefusedError(messages("load.no_contracts", loader=asked.loader, known=sorted(CONTRACTS)))
            case _:
                raise RefusedError(messages("load.no_owner", loader=asked.loader, known=owned_loaders()))
        if asked.loader == "records":
            return list(read_sets(asked.paths, dataset=asked.dataset, known=self.store.declared)[1])
        return [read_with(asked, lambda: health_numbers(self.reader))]

    def unload(self, dataset: str, *, dry_run: bool = False) -> Unloaded:
        """Take back what only this data set had said; with `dry_run`, say what would go and change nothing.

        Raises:
            StoreError: there is no such data set.
        """
        self.store.dataset(dataset)
        gone = self.store.would_unload(dataset)
        counts = {"dataset": dataset, "taken_back": len(gone)} if dry_run else asdict(self.store.unload(dataset))
        if not dry_run and self._snapshots is not None:
            shutil.rmtree(self._snapshots, ignore_errors=True)
        return Unloaded(counts, gone, dry_run)

    def check(self, *paths: str | Path) -> DatasetCheck:
        """Validate records, which may name what this graph holds, before they are loaded."""
        return DatasetCheck(read_records([Path(path) for path in paths], known=self.store.declared))

    def draft(self, article: str | Path, *, url: str = "") -> Draft:
        """A record to review from an article, as `maillon.draft`; the names of this graph are known too.

        Raises:
            BadInputError: nothing in it reads like an article in French or English.
        """
        read = read_article(one_file(Path(article)), url)
        return Draft(draft_article(read, dt.date.today(), called=lambda names: ids_called(CypherReader(self.store), names)))

    # --- answers ------------------------------------------------------------------------------------------------------

    def chains(
        self,
        start: str,
        *,
        to: str | None = None,
        via: str | None = None,
        data: str | None = None,
        max_hops: int | None = None,
        limit: int = 100,
        stated_only: bool = False,
        confirmed_only: bool = False,
        as_of: Day | None = None,
    ) -> Chains:
        """Whom `start` trusts, whom those trust, and so on: the first `limit` chains (0: all), shortest first.

        Args:
            start: a population, organisation or product.
            to: only chains that end there.
            via: only chains that pass there.
            data: only chains along which this kind of data flows, or may.
            max_hops: the longest chain.
            limit: the most chains.
            stated_only: leave out chains that mix contracts.
            confirmed_only: leave out chains with a relation that nobody confirms.
            as_of: the day on which relations are judged (None: today).
        """
        found = _chains.chains(
            self.reader,
            self._id(start, _LINKS),
            to=self._id(to, _LINKS) if to else None,
            via=self._id(via, _LINKS) if via else None,
            data=self._category(data),
            max_hops=max_hops,
            limit=limit,
            stated_only=stated_only,
            confirmed_only=confirmed_only,
            as_of=day(as_of),
        )
        return as_answer(Chains, found, held=self.store.held())

    def blast_radius(
        self,
        origin: str,
        *,
        data: str | None = None,
        effect: str | Effect | None = None,
        active_only: bool = False,
        from_account_of: str | None = None,
        as_of: Day | None = None,
    ) -> BlastRadius:
        """Who is behind `origin` if it breaks, and how many people, within bounds.

        Args:
            origin: an organisation, a product or an incident.
            data: only this kind of data.
            effect: `confidentiality`, `integrity` or `availability` (None: those of the incident, else confidentiality).
            active_only: leave out relations that had ended.
            from_account_of: an organisation whose account on the product was taken over.
            as_of: the day on which relations are judged (None: the days of the incident, else today).
        """
        found = _blast.blast_radius(
            self.reader,
            self._id(origin, _ORIGINS),
            as_of=day(as_of),
            effect=effect_of(effect) if effect else None,
            data=self._category(data),
            active_only=active_only,
            account_of=self._id(from_account_of, ("Organisation",)) if from_account_of else None,
        )
        return as_answer(BlastRadius, found, held=self.store.held())

    def concerned(self, owner: str, *, since: Day | None = None, as_of: Day | None = None) -> ConcernedAnswer:
        """A row for each contract or path and incident at those whom `owner` trusts, and what to ask of whom."""
        on = day(as_of) or dt.date.today()
        found = _concerned.concerned(self.reader, self._id(owner, ("Organisation",)), on, day(since))
        return as_answer(ConcernedAnswer, found, beside=beside_of(self.reader, found), held=self.store.held())

    def watch(self, owner: str, seen: Mapping[str, str] | None = None, *, source: str | Path | None = None) -> WatchAnswer:
        """What is new for an organisation of what `concerned` says, and of what is said of its incidents.

        Args:
            owner: whose list it is.
            seen: what was known, as `seen` of the answer before; None where nothing was ever asked. Where it is kept is yours.
            source: load records from there first, as `update`.

        Raises:
            BadInputError: as `update`.
        """
        if source is not None:
            self.update(source)
        today = dt.date.today()
        found = _concerned.concerned(self.reader, self._id(owner, ("Organisation",)), today)
        beside = beside_of(self.reader, found)
        told = _watching.news(found, _incident.incidents(self.reader, found.incidents), beside.groups, seen, today)
        return as_answer(WatchAnswer, told, beside=beside)

    def incident(self, incident: str, *, as_of: Day | None = None) -> IncidentAnswer:
        """What was said of an incident; with `as_of`, what had been said by that day."""
        found, on = self._id(incident, ("Incident",)), day(as_of)
        return as_answer(
            IncidentAnswer,
            incident_by_day(self.reader, found, on) if on else _incident.incident(self.reader, found),
            held=self.store.held(),
        )

    def cohort(self, population: str, *, as_of: Day | None = None) -> CohortAnswer:
        """Over all incidents, which data about these people is out, from which breach, how firmly."""
        return as_answer(
            CohortAnswer, _cohort.cohort(self.reader, self._id(population, ("Population",)), as_of=day(as_of)), held=self.store.held()
        )

    def notifications(self, incident: str | None = None) -> Notifications:
        """Who knew of an incident (None: of each) when, and told whom after how many hours."""
        if incident is None:
            return Notifications(tuple(_clock.all_clocks(self.reader)), self.store.held())
        return Notifications((_clock.notification_clock(self.reader, self._id(incident, ("Incident",))),), self.store.held())

    def duties(self, incident: str | None = None) -> DutiesAnswer:
        """Which notices an incident (None: each) calls for from each party by its recorded role, with deadline and text."""
        ids = self.reader.ids("Incident") if incident is None else [self._id(incident, ("Incident",))]
        return DutiesAnswer(tuple((answer, _duties(answer)) for answer in _incident.incidents(self.reader, ids)), self.store.held())

    def diff(self, before: Day | Path, after: Day | Path, *, of: str | None = None) -> Difference:
        """What changed between two days of the store, or between two files of `maillon export`; `of` asks for one thing alone."""
        if isinstance(before, Path) and isinstance(after, Path):
            left, right = (_diff.side(from_file(path), str(path), dt.date.today(), dated=False) for path in (before, after))
            return as_answer(Difference, _diff.diff(left, right, of=of))
        if isinstance(before, Path) or isinstance(after, Path):
            raise RefusedError(messages("diff.sides"))
        graph = export_graph(self.reader)
        sides = [(str(value), found) for value in (before, after) if (found := day(value)) is not None]
        left, right = (_diff.side(graph, name, found, dated=True) for name, found in sides)
        return as_answer(Difference, _diff.diff(left, right, of=self._id(of) if of else None), held=self.store.held())

    # --- figures of all suppliers at once -----------------------------------------------------------------------------

    def _terms(self, data: str | None, effect: str | Effect, active_only: bool, as_of: Day | None) -> Terms:
        return Terms(day(as_of) or dt.date.today(), effect_of(effect), self._category(data), active_only)

    def _snapshot(self) -> Snapshot:
        return load_or_build(self.store, self._snapshots).snapshot

    def rank(
        self,
        *,
        by: str = "people",
        type: str | None = None,
        limit: int = 20,
        data: str | None = None,
        effect: str | Effect = "confidentiality",
        active_only: bool = False,
        as_of: Day | None = None,
    ) -> Ranking:
        """Whose failure would affect most people: the first `limit` suppliers (0: all).

        Args:
            by: `people`, `people-at-most`, `organisations` or `only` (those who have no other way).
            type: only suppliers of this kind, a label such as `HostingProvider`.
            limit: the most rows.
            data: only this kind of data.
            effect: `confidentiality`, `integrity` or `availability`.
            active_only: leave out relations that had ended.
            as_of: the day on which relations are judged (None: today).
        """
        found = _rank(self._snapshot(), self._terms(data, effect, active_only, as_of), by=_by(by), label=_label(type), top=limit)
        return as_answer(Ranking, found, nodes=self.reader.nodes(named_in(found)), held=self.store.held())

    def what_if(
        self,
        *,
        gone: str | None = None,
        moved: tuple[str, str] | None = None,
        by: str = "people",
        type: str | None = None,
        limit: int = 20,
        data: str | None = None,
        effect: str | Effect = "confidentiality",
        active_only: bool = False,
        as_of: Day | None = None,
    ) -> WhatIf:
        """How the ranking changes where one supplier is `gone`, or where all that trust one trust another (`moved`).

        Raises:
            RefusedError: neither or both are given; or as `rank`.
        """
        if (gone is None) == (moved is None):
            raise RefusedError(messages("what_if.one"))
        labels = ("Organisation", "Product")
        terms = self._terms(data, effect, active_only, as_of)
        swap = (self._id(moved[0], labels), self._id(moved[1], labels)) if moved else None
        wanted = self._id(gone, labels) if gone else None
        found = _what_if(self._snapshot(), terms, gone=wanted, moved=swap, by=_by(by), label=_label(type), top=limit)
        return as_answer(WhatIf, found, nodes=self.reader.nodes(named_in(found)), held=self.store.held())

    def why(
        self,
        supplier: str,
        *,
        limit: int = 20,
        data: str | None = None,
        effect: str | Effect = "confidentiality",
        active_only: bool = False,
        as_of: Day | None = None,
    ) -> Why:
        """Why a supplier stands where it does: a shortest chain for each of the largest sets of people behind it."""
        found = _why(
            self.reader,
            self._snapshot(),
            self._terms(data, effect, active_only, as_of),
            self._id(supplier, ("Organisation", "Product")),
            top=limit,
        )
        return as_answer(Why, found, nodes=self.reader.nodes(named_in(found)), held=self.store.held())

    # --- what is handed on --------------------------------------------------------------------------------------------

    def _not_named(self, including: Sequence[str]) -> tuple[str, ...]:
        """The confidential data sets that are not among those named, of which one may be named by itself.

        Raises:
            StoreError: one that is named is not there.
        """
        return self.store.not_named((including,) if isinstance(including, str) else including)

    def _whole(self, including: Sequence[str]) -> Store:
        """The store, for who sees the whole database and names every confidential data set of it.

        Raises:
            RefusedError: a confidential data set is not named.
            StoreError: one that is named is not there.
        """
        if hidden := self._not_named(including):
            raise RefusedError(messages("confidential", names=hidden, value=repr(list(hidden))))
        return self.store

    @contextmanager
    def _public(self, including: Sequence[str]) -> Iterator[Store]:
        """The store without what only confidential data sets say that are not named.

        Raises:
            StoreError: a data set that is named is not there.
        """
        hidden = self._not_named(including)
        if not hidden:
            yield self.store
            return
        with (
            tempfile.TemporaryDirectory(prefix="maillon-", ignore_cleanup_errors=True) as place,
            public_copy(self.store, Path(place) / "store", hidden) as copy,
        ):
            yield copy

    @contextmanager
    def _open_part(self, store: Store, format_: str) -> Iterator[CypherReader | None]:
        """What is public of a store that holds more, where a format marks who may see what; None elsewhere."""
        if format_ not in VERSIONED or not store.confidential():
            yield None
            return
        with self._public(()) as copy:
            yield CypherReader(copy)

    def picture(
        self,
        *things: str,
        max_hops: int | None = None,
        as_of: Day | None = None,
        embed: bool = False,
        title: str | None = None,
        note: str | None = None,
        lang: str | None = None,
        including: Sequence[str] = (),
    ) -> Picture:
        """The picture of incidents, or around organisations, products and people; of all suppliers where nothing is named."""
        with self._public(including) as store:
            reader = CypherReader(store)
            ids = [_find.resolve(reader, text, labels=_DRAWN).id for text in things]
            shown = neighbourhood(
                reader,
                ids,
                depth=max_hops,
                as_of=day(as_of),
                suppliers=lambda on, top: largest_suppliers(load_or_build(store).snapshot, on, top),
            )
            confidential = store.confidential()
        speak = lang or default_language()
        return Picture(shown, Wording(title, noted(note, confidential, speak), speak), embed)

    def report(self, kind: str, thing: str, *, as_of: Day | None = None, lang: str | None = None, including: Sequence[str] = ()) -> Report:
        """The document on an `incident`, on a `supplier`, or on the `exposure` of an organisation to those whom it trusts."""
        if kind not in _OF_REPORT:
            raise RefusedError(messages("one_of", text=kind, known=sorted(_OF_REPORT)))
        asked: list[str] = []
        with self._public(including) as store:
            reader = CypherReader(store, lambda text, parameters: asked.append(text.strip()))
            found = gather_dossier(reader, kind, _find.resolve(reader, thing, labels=_OF_REPORT[kind]).id, day(as_of))
            confidential = store.confidential()
        dossier = worded_dossier(found, lang or default_language(), confidential)
        return Report(dossier.title, render_dossier(dossier, "md", asked), render_dossier(dossier, "html", asked))

    def export(
        self,
        format: str = "json",
        output: str | Path | None = None,
        *,
        of: str | None = None,
        max_hops: int = 1,
        as_of: Day | None = None,
        only: Iterable[str] = tuple(Family),
        previous: str | Path | None = None,
        publisher: str | None = None,
        core: bool = False,
        including: Sequence[str] = (),
    ) -> str | list[Path]:
        """The graph, or a part of it, for another program: as text, or written to a file or, where the format has several, into a folder.

        Raises:
            RefusedError: no such format, family or earlier file, or a format that takes a folder and none is named.
            OSError: it cannot be written.
        """
        if format not in EXPORT_FORMATS:
            raise RefusedError(messages("one_of", text=format, known=list(EXPORT_FORMATS)))
        strange = sorted({str(name) for name in only} - set(Family))
        if strange:
            raise RefusedError(messages("one_of", text=strange[0], known=[family.value for family in Family]))
        written: list[Path] = []
        with self._public(including) as store, self._open_part(store, format) as public:
            reader = CypherReader(store)
            centre = _find.resolve(reader, of).id if of else None
            part = Selection(centre, max_hops, day(as_of), frozenset(map(Family, only)))
            before = Path(previous) if previous is not None else None
            for name, pieces in export_files(format, reader, Manner(part, before, publisher, core, public)):
                if output is None:
                    if name:
                        raise RefusedError(messages("export.folder", format=format))
                    return "".join(pieces)
                target = Path(output) / name if name else Path(output)
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("w", encoding="utf-8", newline="") as file:
                    file.writelines(pieces)
                written.append(target)
        return written

    def to_networkx(self, *, including: Sequence[str] = ()) -> networkx.MultiDiGraph[str]:
        """The whole graph of who trusts whom, of networkx."""
        with self._public(including) as store:
            exported = export_graph(CypherReader(store))
        held = ExportReader(exported)
        ids = [node.id for node in exported.nodes]
        arrows = held.arrows(ids, backward=False)
        ends = sorted({end for arrow in arrows for end in (arrow.start, arrow.end)})
        return network(held.nodes(ends).values(), arrows)

    # --- the library, and one's own Cypher ----------------------------------------------------------------------------

    def questions(self, words: str = "") -> list[Question]:
        """The questions of the library: all, or those that hold these words."""
        return list(_library.search_questions(words) if words else _library.library().values())

    def question(
        self,
        name: str,
        parameters: Mapping[str, str | dt.date] | None = None,
        /,
        *,
        limit: int = 0,
        including: Sequence[str] = (),
        **more: str | dt.date,
    ) -> Rows:
        """The rows of a question of the library: all of them, or the first `limit`, `truncated` where there were more.

        Its parameters are keyword arguments, or a mapping of them. It sees the whole database: the confidential data sets in it are
        to be named (`including`).

        Raises:
            QueryUseError: there is no such question or parameter (the closest are named), or a value is not of its type.
            RefusedError: a confidential data set is not named.
        """
        asked = _library.question(name)
        given = {key: str(value) for key, value in {**(parameters or {}), **more}.items()}
        reader = CypherReader(self._whole(including))
        rows = _library.run_question(reader, asked, _library.bind(reader, asked, given), limit=limit)
        return as_answer(Rows, rows, title=asked.title[default_language()], headings=asked.columns, held=self.store.held())

    def cypher(
        self,
        text: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float = 30.0,
        limit: int = 0,
        including: Sequence[str] = (),
    ) -> Rows:
        """Your own read-only Cypher, with a time limit in seconds: all rows, or the first `limit`, `truncated` where there were more.

        It sees the whole database: the confidential data sets in it are to be named (`including`).

        Raises:
            RefusedError: a confidential data set is not named.
        """
        answer = self._whole(including).ask(text, parameters, timeout=timeout, limit=limit)
        rows = tuple(tuple(json_value(value) for value in row) for row in answer.rows)
        return Rows(answer.columns, rows, answer.truncated, held=self.store.held())


def _by(value: str) -> By:
    try:
        return By(value)
    except ValueError:
        raise RefusedError(messages("one_of", text=value, known=[str(by) for by in By])) from None


def _label(value: str | None) -> str | None:
    if value is not None and value not in LABELS:
        raise RefusedError(messages("one_of", text=value, known=sorted(LABELS)))
    return value
