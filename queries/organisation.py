"""Everything about one organisation or product in one answer: whom it trusts, who trusts it, what happened, what is not known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from maillon.queries.blast_radius import blast_radius
from maillon.queries.cached_reader import CachedReader
from maillon.queries.concerned import NotOfThatKindError
from maillon.queries.dossier import ExposureDossier, SupplierDossier, exposure_dossier, supplier_dossier
from maillon.queries.show import ShowAnswer, show

if TYPE_CHECKING:
    from maillon.queries.cypher_reader import CypherReader
    from maillon.queries.reader import Impact, Reader
    from maillon.queries.subgraph import Node

T = TypeVar("T")


def many_behind(reader: Reader, parties: Collection[str], most: int) -> bool:
    """Whether more than so many stand behind some parties, over recorded relations of any day; no more is read than that takes."""
    seen, frontier = set(parties), set(parties)
    while frontier and len(seen) - len(parties) <= most:
        frontier = {arrow.start for arrow in reader.arrows(frontier, backward=True)} - seen
        seen |= frontier
    return len(seen) - len(parties) > most


@dataclass(frozen=True, slots=True)
class OrganisationAnswer:
    """One party, as one who is trusted and as one who trusts.

    `supplier` is None where no recorded relation leads to it, `exposure` where none leaves it, or where it is a product; their blast
    radius where that was not asked. `struck` is what incidents showed at it, as far as that stands; `said` is in how many statements it
    speaks.
    """

    node: Node
    as_of: dt.date
    supplier: SupplierDossier | None
    exposure: ExposureDossier | None
    struck: tuple[Impact, ...]
    said: int
    attached: ShowAnswer
    names: Mapping[str, Node]
    sources: Mapping[str, Node]


def organisation(reader: CypherReader, party: str, as_of: dt.date | None = None, *, behind: bool = True) -> OrganisationAnswer:
    """The answer for an organisation or product that exists; relations are judged on `as_of` (default: today).

    `behind`: and who is exposed if it breaks, which takes long where thousands stand behind it.

    Nothing is computed a second time: its parts are those of the supplier dossier, of the exposure report and of `show`.
    """
    on = as_of or dt.date.today()
    attached = show(reader, party)
    radius = blast_radius(CachedReader(reader), party, as_of=on) if behind else None
    supplier = _where_there_is(partial(supplier_dossier, behind=behind, radius=radius), reader, party, on)
    exposure = _where_there_is(partial(exposure_dossier, meeting=False, behind=behind, radius=radius), reader, party, on)
    struck = tuple(impact for impact in reader.impacts_on([party]) if impact.stands)
    names = {
        **attached.names,
        **(supplier.names if supplier else {}),
        **(exposure.names if exposure else {}),
        **reader.nodes({i for s in struck for i in (s.incident, *(b for r in s.each for b in r.by))}),
    }
    sources = {i.partition(":")[2]: node for i, node in attached.sources.items()}
    sources |= {**(supplier.sources if supplier else {}), **(exposure.sources if exposure else {})}
    said = sum(link.type == "STATED_BY" for link in attached.links)
    return OrganisationAnswer(names[party], on, supplier, exposure, struck, said, attached, names, sources)


def _where_there_is(ask: Callable[[CypherReader, str, dt.date], T], reader: CypherReader, party: str, on: dt.date) -> T | None:
    try:
        return ask(reader, party, on)
    except NotOfThatKindError:
        return None
