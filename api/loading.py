"""Loading from Python."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from maillon.api.answers import Loads
from maillon.api.messages import messages
from maillon.graph.records import from_written
from maillon.graph.statements import WrittenRecord
from maillon.graph.store.loading.load import TakenBack
from maillon.loaders.base import CONTRACTS, MODULES, ListModule, contract_loader, loaders
from maillon.loaders.base import loader as find_loader
from maillon.loaders.contracts.scope import scope_of
from maillon.loaders.list_history import Respelt, continue_list, known_spellings, renamed, respelt, version_days
from maillon.loaders.records import read_sets
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.health_bodies import health_numbers
from maillon.reports.loading import Loaded
from maillon.wording import RefusedError

if TYPE_CHECKING:
    from maillon.graph.store import Store
    from maillon.loaders.base import Reading


@dataclass(frozen=True, slots=True)
class Asked:
    """What is loaded: with which loader, under which name, and what only some loaders take.

    `owner` and `on` are those of a list that somebody keeps; `cpv`, `buyers` and `everything` say which public contracts are read;
    `respelt` and `replace` how a newer version of a list goes on from those before it.
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


def read(store: Store, asked: Asked) -> list[Reading]:
    """What files hold, a reading for each data set.

    Raises:
        RefusedError: there is no such loader, or it does not take what is given.
        BadInputError: a file cannot be read as what it should be.
    """
    if asked.loader not in MODULES:
        raise RefusedError(messages("one_of", text=asked.loader, known=sorted(MODULES)))
    if asked.loader == "records":
        return list(read_sets(asked.paths, dataset=asked.dataset, known=store.declared)[1])
    module = find_loader(asked.loader)
    if module.LOADER.owned:
        return [cast(ListModule, module).read(asked.paths, dataset=asked.dataset, strict=asked.strict, owner=asked.owner, on=asked.on)]
    if asked.owner is not None or asked.on is not None:
        raise RefusedError(messages("load.no_owner", loader=asked.loader, known=[m.LOADER.name for m in loaders() if m.LOADER.owned]))
    if asked.loader in CONTRACTS:
        known = health_numbers(CypherReader(store)) if asked.buyers is None and not asked.everything else frozenset[str]()
        scope = scope_of(tuple(asked.cpv), asked.buyers, known, everything=asked.everything)
        return [contract_loader(asked.loader).read(asked.paths, dataset=asked.dataset, strict=asked.strict, scope=scope)]
    if asked.cpv or asked.buyers or asked.everything:
        raise RefusedError(messages("load.no_contracts", loader=asked.loader, known=sorted(CONTRACTS)))
    return [module.read(asked.paths, dataset=asked.dataset, strict=asked.strict)]


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


def _taken_up(store: Store, asked: Asked) -> Iterator[Reading]:
    def is_same(pair: Respelt) -> bool:
        if asked.respelt is None:
            raise RefusedError(messages("load.respelt", gone=pair.gone_name, new=pair.new_name))
        return asked.respelt

    for one in read(store, asked):
        continue_from(store, asked.loader, one, replace=asked.replace, is_same=is_same)
        yield one


def load_into(store: Store, asked: Asked) -> Loads:
    """Load what files hold."""
    return Loads([_loaded(store, asked.loader, one) for one in _taken_up(store, asked)])


def preview_in(store: Store, asked: Asked) -> Loads:
    """What a load would do."""
    done = []
    for one in _taken_up(store, asked):
        told = store.preview(one.dataset, one.statements())
        counts = {"loaded": told.loaded, "unchanged": told.unchanged, "taken_back": len(told.taken_back)}
        done.append(Loaded(one, counts, told.taken_back))
    return Loads(done, dry_run=True)


def _loaded(store: Store, loader: str, reading: Reading) -> Loaded:
    gone: list[TakenBack] = []
    report = store.load(
        reading.dataset,
        reading.statements(),
        loader=loader,
        title=reading.title,
        licence=reading.licence,
        confidential=reading.confidential,
        origin=reading.origin,
        description=reading.description,
        before=gone.extend,
    )
    return Loaded(reading, {k: v for k, v in asdict(report).items() if isinstance(v, int) and k != "read"}, gone)
