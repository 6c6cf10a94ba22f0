"""Loading, as `load` and `Graph.load` do it: what is read, how a list goes on from its earlier versions, what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, cast

from maillon.graph.collecting import seldom_collected
from maillon.graph.records import Organisation, from_written
from maillon.graph.statements import WrittenRecord
from maillon.loaders.base import CONTRACTS, ListModule, contract_loader, loaders
from maillon.loaders.base import loader as find_loader
from maillon.loaders.contracts.scope import scope_of
from maillon.loaders.list_history import Respelt, continue_list, known_spellings, renamed, respelt, version_days
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.list_meetings import Meeting, meetings
from maillon.queries.resolution.candidates import lists_of
from maillon.reports.loading import Loaded

if TYPE_CHECKING:
    from maillon.graph.store import Store
    from maillon.graph.store.loading.load import TakenBack
    from maillon.loaders.base import Reading


@dataclass(frozen=True, slots=True)
class LoadAsked:
    """What is loaded: with which loader, under which name, and what only some loaders take.

    `owner`, `on`, `respelt` and `replace` are those of a list that somebody keeps: whose it is, of which day, whether a name that is only
    spelt otherwise is of the same party, and whether the version forgets the ones before. `cpv`, `buyers` and `everything` say which
    public contracts are read.
    """

    loader: str
    paths: Sequence[Path]
    dataset: str | None = None
    strict: bool = False
    owner: str | None = None
    on: dt.date | None = None
    cpv: Sequence[str] = ()
    buyers: Path | None = None
    everything: bool = False
    respelt: bool | None = None
    replace: bool = False


class Unfit(StrEnum):
    """What is given of a load that its loader does not take; of lists that somebody keeps by the name of the option."""

    OWNER = "owner"
    DAY = "as-of"
    RESPELT = "respelt"
    REPLACE = "replace"
    CONTRACTS = "contracts"


def unfit(asked: LoadAsked) -> Unfit | None:
    """What is given that the loader does not take, the first such; None where it takes all."""
    if asked.loader not in CONTRACTS and (asked.cpv or asked.buyers or asked.everything):
        return Unfit.CONTRACTS
    if find_loader(asked.loader).LOADER.owned:
        return None
    given = {Unfit.OWNER: asked.owner, Unfit.DAY: asked.on, Unfit.RESPELT: asked.respelt, Unfit.REPLACE: asked.replace or None}
    return next((unfit for unfit, value in given.items() if value is not None), None)


def owned_loaders() -> list[str]:
    """The loaders of lists that somebody keeps."""
    return [module.LOADER.name for module in loaders() if module.LOADER.owned]


@seldom_collected()
def read_with(asked: LoadAsked, health: Callable[[], frozenset[str]]) -> Reading:
    """What a loader reads that is given what it takes; `records` have a reader of their own.

    `health` gives the numbers of the health bodies that a graph knows: it is asked only where they decide whose contracts are read.

    Raises:
        BadInputError: a file cannot be read as what it should be.
    """
    module = find_loader(asked.loader)
    if module.LOADER.owned:
        return cast(ListModule, module).read(asked.paths, dataset=asked.dataset, strict=asked.strict, owner=asked.owner, on=asked.on)
    if asked.loader in CONTRACTS:
        known = health() if asked.buyers is None and not asked.everything else frozenset[str]()
        scope = scope_of(tuple(asked.cpv), asked.buyers, known, everything=asked.everything)
        return contract_loader(asked.loader).read(asked.paths, dataset=asked.dataset, strict=asked.strict, scope=scope)
    return module.read(asked.paths, dataset=asked.dataset, strict=asked.strict)


def continue_from(store: Store, loader: str, reading: Reading, *, replace: bool, is_same: Callable[[Respelt], bool]) -> None:
    """Let a list that somebody keeps go on from the versions that the store holds of it, unless it replaces them.

    `is_same` is asked whether a name that the newer version spells otherwise is of the same party.

    Raises:
        BadInputError: the version cannot go on from what is there.
    """
    before = next((d for d in store.datasets() if d.id == reading.dataset), None)
    if replace or before is None or before.loader != loader or not find_loader(loader).LOADER.owned:
        return
    kept = ((i, k) for i, several in store.recorded(reading.dataset) for k in several if isinstance(k, WrittenRecord))
    earlier = {identifier: from_written(one.data) for identifier, one in kept}
    pairs = respelt(reading, earlier)
    known = known_spellings(pairs, earlier)
    renamed(reading, [pair for pair in pairs if pair in known or is_same(pair)], earlier)
    continue_list(reading, earlier, version_days(before.description))


@seldom_collected()
def load_one(
    store: Store,
    loader: str,
    reading: Reading,
    *,
    tell: Callable[[Sequence[TakenBack]], None] = lambda taken: None,
    progress: Callable[[int, int], None] | None = None,
    forget: bool = False,
) -> Loaded:
    """Load what a loader read; what is taken back is told before it is, and with `forget` erased where it was confidential."""
    gone: list[TakenBack] = []

    def before(taken: Sequence[TakenBack]) -> None:
        gone.extend(taken)
        if taken:
            tell(taken)

    report = store.load(
        reading.dataset,
        reading.statements(),
        loader=loader,
        title=reading.title,
        licence=reading.licence,
        confidential=reading.confidential,
        origin=reading.origin,
        description=reading.description,
        progress=progress,
        before=before,
        forget=forget,
    )
    return Loaded(reading, {k: v for k, v in asdict(report).items() if isinstance(v, int) and k != "read"}, gone)


@seldom_collected()
def preview_one(store: Store, reading: Reading, *, forget: bool = False) -> Loaded:
    """What loading it would do."""
    told = store.preview(reading.dataset, reading.statements(), forget=forget)
    counts = {"loaded": told.loaded, "unchanged": told.unchanged, "taken_back": len(told.taken_back)}
    return Loaded(reading, counts, told.taken_back)


def met(store: Store, reading: Reading) -> tuple[Meeting, ...]:
    """How the organisations of what was loaded meet those of other lists."""
    named = (record for record in reading.of(Organisation) if record.named)
    sources = {source for record in named for source in lists_of(record.id, record.evidence)}
    return meetings(CypherReader(store), sources) if sources else ()
