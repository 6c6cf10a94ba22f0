"""Bring data in: `load LOADER PATH…`."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace as with_more
from pathlib import Path
from typing import TYPE_CHECKING

import click

from maillon.commands.asking import make_sure
from maillon.commands.bilingual import argument, command, language, option
from maillon.commands.exit_codes import SOME_REFUSED
from maillon.commands.messages import messages
from maillon.commands.opening import held, opened
from maillon.commands.options import Day, Output, Where, gather, output_options, quiet_option, store_options, yes_option
from maillon.commands.paths import FilePath
from maillon.commands.printing import emit, remark
from maillon.commands.shell_words import typed
from maillon.shipped import shipped
from maillon.wording import joined

if TYPE_CHECKING:
    from maillon.api.loading import LoadAsked
    from maillon.graph.store import DatasetStatus, Store
    from maillon.graph.store.loading.load import TakenBack
    from maillon.loaders.base import Reading
    from maillon.loaders.list_history import Respelt
    from maillon.reports.loading import Loaded

SHOWN = 20
"""Records taken back that are named on stderr; all of them stand in the answer."""


@dataclass(frozen=True, slots=True)
class ContractsAsked:
    """Which public contracts are read, where not those of health buyers under the codes of the rules."""

    cpv: tuple[str, ...]
    buyers: Path | None
    everything: bool


@command(
    "load",
    examples=[
        "maillon load records records/",
        "maillon load processors processors.xlsx --owner 'North Clinic' --as-of 2026-01-31 --dry-run",
        "cat my.yaml | maillon load records - --dataset mine",
    ],
)
@argument("loader", metavar="LOADER")
@argument("paths", metavar="PATH...", nargs=-1, required=True, type=FilePath(allow_dash=True))
@option("--dataset", metavar="DATASET", text="load.dataset")
@option("--owner", metavar="NAME", text="load.owner")
@option("--as-of", "on", type=Day(), metavar="DATE", text="load.as-of")
@option("--confidential", is_flag=True, text="load.confidential")
@option("--dry-run", is_flag=True, text="load.dry-run")
@option("--strict", is_flag=True, text="load.strict")
@option("--allow-rejects", type=click.IntRange(0), default=0, metavar="N", text="load.allow-rejects")
@option("--explain-names", is_flag=True, text="load.explain-names")
@option("--respelt", is_flag=True, text="load.respelt")
@option("--replace", is_flag=True, text="load.replace")
@gather(
    "asked",
    ContractsAsked,
    option("--cpv", "cpv", multiple=True, metavar="CODE", text="load.cpv"),
    option("--buyers", type=FilePath(exists=True, dir_okay=False), metavar="FILE", text="load.buyers"),
    option("--all", "everything", is_flag=True, text="load.all"),
)
@yes_option
@store_options
@output_options
@quiet_option
def load(
    loader: str,
    paths: tuple[Path, ...],
    dataset: str | None,
    owner: str | None,
    on: dt.date | None,
    confidential: bool,
    dry_run: bool,
    strict: bool,
    allow_rejects: int,
    explain_names: bool,
    respelt: bool,
    replace: bool,
    asked: ContractsAsked,
    yes: bool,
    where: Where,
    output: Output,
    quiet: bool,
) -> None:
    """Load files with a loader, or with `dry_run` only read and check them, and say what a load would change."""
    from maillon.api.loading import LoadAsked, met, read_with
    from maillon.loaders.base import MODULES
    from maillon.loaders.records import read_sets
    from maillon.reports.loading import load_document

    if loader not in MODULES:
        raise click.UsageError(messages("loader.unknown", name=loader, known=sorted(MODULES)))
    wanted = LoadAsked(loader, paths, dataset, strict, owner, on, asked.cpv, asked.buyers, asked.everything, respelt or None, replace)
    _refuse_unfit(wanted)
    borrowed: set[str] = set()
    if loader == "records":
        found, readings = read_sets(paths, dataset=dataset, known=held(where))
        borrowed = found.borrowed
    else:
        readings = [read_with(wanted, lambda: _health_numbers(where))]
    for reading in readings:
        reading.confidential |= confidential
    listed = _Continued(loader, respelt=respelt, replace=replace, ask=not (yes or dry_run))
    if dry_run:
        done = [_preview(where, reading, listed) for reading in readings]
    else:
        from maillon.graph.store.opening import holds_store

        new = where.folder is not None and where.uri is None and not holds_store(where.folder)
        with opened(where, loads=True) as store:
            if new:
                remark(messages.say("load.new_store", output.lang, path=where.folder), quiet=quiet)
            for reading in readings:
                listed.take_up(store, reading)
            for reading in readings:
                _say_opened(store, reading, output.lang, quiet=quiet)
            for reading in readings if not (yes or replace) else ():
                _ask(store, loader, reading)
            done = [load_reading(store, loader, reading, quiet=quiet, forget=replace) for reading in readings]
            done = [with_more(one, meetings=met(store, one.reading)) for one in done]
            unknown = borrowed - store.declared(borrowed)
            for reading in readings if loader == "records" else ():
                _say_shared(store, reading, output.lang, quiet=quiet)
            for reading in readings:
                _say_met(store, reading, output.lang, quiet=quiet)
        if unknown:
            there = shipped("records")
            remark(messages.say("load.borrowed", output.lang, n=len(unknown), first=min(unknown), path=typed(there)), quiet=quiet)
    emit(load_document(done, output.words, dry_run=dry_run, explain_names=explain_names), output)
    if sum(len(reading.rejected) for reading in readings) > allow_rejects:
        sys.exit(SOME_REFUSED)


def _refuse_unfit(asked: LoadAsked) -> None:
    """Only lists that somebody keeps have an owner, a day and versions, and only of public contracts one says which.

    Raises:
        click.UsageError: the loader reads no such lists.
    """
    from maillon.api.loading import Unfit, owned_loaders, unfit
    from maillon.loaders.base import CONTRACTS

    match unfit(asked):
        case None:
            return
        case Unfit.CONTRACTS:
            raise click.UsageError(messages("loader.no_contracts", name=asked.loader, known=sorted(CONTRACTS)))
        case given:
            raise click.UsageError(messages("load.no_owner", option=f"--{given}", loader=asked.loader, known=owned_loaders()))


def _health_numbers(where: Where) -> frozenset[str]:
    """Whom the graph knows as a care provider or an insurer, where there is a graph."""
    from maillon.graph.store.opening import holds_store
    from maillon.queries.cypher_reader import CypherReader
    from maillon.queries.health_bodies import health_numbers

    if where.folder is not None and not holds_store(where.folder):
        return frozenset()
    with opened(where, loads=True) as store:
        return health_numbers(CypherReader(store))


def _say_opened(store: Store, reading: Reading, lang: str, *, quiet: bool) -> None:
    """Say that a data set is confidential no longer, as far as the load goes."""
    if not reading.confidential and reading.dataset in store.confidential():
        remark(messages.say("load.opened", lang, dataset=reading.dataset), quiet=quiet)


def _say_shared(store: Store, reading: Reading, lang: str, *, quiet: bool) -> None:
    """Say which things another data set describes too: an id that is taken joins two descriptions, wanted or not."""
    from maillon.graph.records import IncidentRecord, record_id

    incidents = {record_id(record) for record in reading.of(IncidentRecord)}
    if shared := sorted(store.declared(incidents, [reading.dataset])):
        remark(messages.say("load.same_things", lang, n=len(shared), first=shared[0]), quiet=quiet)


def _say_met(store: Store, reading: Reading, lang: str, *, quiet: bool) -> None:
    """Say which organisations carry a number that another of the graph carries, and which decisions contradict others."""
    from maillon.graph.records import Decision, Organisation, record_id
    from maillon.queries.cypher_reader import CypherReader
    from maillon.queries.meeting import decisions_at_odds, numbers_met

    numbered = {r.id: r.identifiers for r in reading.of(Organisation) if r.identifiers}
    if met := numbers_met(CypherReader(store), numbered):
        own, number, other = met[0]
        remark(messages.say("load.number_met", lang, n=len(met), number=number, own=own, other=other), quiet=quiet)
    decisions = {record_id(r) for r in reading.of(Decision)}
    for group in decisions_at_odds(CypherReader(store), decisions) if decisions else ():
        said = [
            messages("load.decided", verdict=messages(f"load.{d['verdict']}"), ids=d["subjects"], by=d["decided_by"], on=d["decided_on"])
            for d in group
        ]
        remark(messages.say("load.at_odds", lang, decisions=joined(said, " · ")), quiet=quiet)


@dataclass(frozen=True, slots=True)
class _Continued:
    """How a newer version of a list goes on from what the store holds of it."""

    loader: str
    respelt: bool
    replace: bool
    ask: bool

    def take_up(self, store: Store, reading: Reading) -> None:
        """Let a list go on from its earlier versions, unless it replaces them; a name that may be another spelling is asked about.

        Raises:
            click.UsageError: nobody is there to answer.
            BadInputError: the version cannot go on from what is there.
        """
        from maillon.api.loading import continue_from

        continue_from(store, self.loader, reading, replace=self.replace, is_same=self._is_same)

    def _is_same(self, pair: Respelt) -> bool:
        if self.respelt or not self.ask:
            return self.respelt
        question = messages("load.respelt.ask", gone=pair.gone_name, new=pair.new_name)
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise click.UsageError(question.then(messages("load.respelt.how")))
        return click.confirm(question.say(language()), err=True)


def _preview(where: Where, reading: Reading, listed: _Continued) -> Loaded:
    """What a load would do. Statements are made in any case, so that what is wrong with them is said; no store is made."""
    from maillon.api.loading import preview_one
    from maillon.graph.store.opening import holds_store
    from maillon.reports.loading import Loaded

    if where.folder is not None and not holds_store(where.folder):
        return Loaded(reading, {"loaded": sum(1 for _ in reading.statements()), "unchanged": 0, "taken_back": 0}, ())
    with opened(where, loads=True) as store:
        listed.take_up(store, reading)
        return preview_one(store, reading, forget=listed.replace)


def _ask(store: Store, loader: str, reading: Reading) -> None:
    """A person says whether a data set replaces one that was larger, or was read from other files, where records would go."""
    before = next((d for d in store.datasets() if d.id == reading.dataset), None)
    if before is not None:
        ask_what_goes(store, reading, before, other=before.loader != loader or before.origin != reading.origin)


def ask_what_goes(store: Store, reading: Reading, before: DatasetStatus, *, other: bool) -> None:
    """A person says whether a data set replaces the one that is there, where records would go: most of them, or it is of `other` files.

    Raises:
        click.UsageError: nobody is there to say it.
    """
    from maillon.loaders.audit import shrank

    now = len(reading.records) + len(reading.stated)
    if not (other or shrank(before.records, now)):
        return
    gone = store.preview(reading.dataset, reading.statements()).taken_back
    if not gone:
        return
    counts = {"n": len(gone), "before": before.records, "now": now}
    key = "load.other_files" if other else "load.smaller"
    asked = messages(key, dataset=reading.dataset, names=taken_back_names(gone), **counts)
    make_sure(asked, yes=False, how=messages("load.how"))


def taken_back_names(gone: Sequence[TakenBack]) -> list[object]:
    """Records by id and name, for a line on stderr: the first, and how many more there are."""
    named: list[object] = [f"{taken.id} ({taken.name})" if taken.name else taken.id for taken in gone[:SHOWN]]
    return [*named, *([messages("load.more", n=len(gone) - SHOWN)] if len(gone) > SHOWN else [])]


def load_reading(store: Store, loader: str, reading: Reading, *, quiet: bool, forget: bool = False) -> Loaded:
    """Load what a loader read, with a progress bar on a terminal unless `quiet`. What is taken back is said before it is.

    With `forget` it is erased from the files of the store where the data set was confidential.
    """
    from maillon.api.loading import load_one

    def tell(taken: Sequence[TakenBack]) -> None:
        said = messages.say("load.taking_back", language(), dataset=reading.dataset, n=len(taken), names=taken_back_names(taken))
        remark(said, quiet=quiet)

    if not sys.stderr.isatty() or quiet:
        return load_one(store, loader, reading, tell=tell, forget=forget)
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(reading.dataset, total=None)

        def step(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        return load_one(store, loader, reading, tell=tell, progress=step, forget=forget)
