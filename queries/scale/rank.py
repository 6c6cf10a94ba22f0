"""The ranking: through which supplier, owner or host most people are exposed if it is breached, over all of them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from maillon.graph.model import GOVERNANCE_TYPES, NODE_BY_LABEL
from maillon.queries.neighbourhood import Size
from maillon.queries.scale.cohort_bounds import UNBOUNDED
from maillon.queries.scale.exposure import UNCONTESTED, Contested, Exposure, Exposures, Ranked, bounds_at
from maillon.queries.scale.reach import Terms, forces
from maillon.queries.subgraph import Force

if TYPE_CHECKING:
    from maillon.queries.people import Bounds
    from maillon.queries.scale.snapshot import Snapshot

LAYERS: Mapping[str, str] = {
    "payer": "ThirdPartyPayer",
    "platform": "TelehealthPlatform",
    "vendor": "SoftwareVendor",
    "host": "HostingProvider",
}
"""The layers of the chain in which concentration is measured: name → label."""


class By(StrEnum):
    """What origins are sorted by, largest first; ties by the other bound, then by id."""

    PEOPLE = "people"
    PEOPLE_AT_MOST = "people-at-most"
    ORGANISATIONS = "organisations"
    ONLY = "only"


@dataclass(frozen=True, slots=True)
class OwnerRank:
    """An owner, and who is exposed through it and its subsidiaries together."""

    id: str
    subsidiaries: tuple[str, ...]
    people: Bounds
    organisations: Bounds
    approximate: bool = False
    organisations_approximate: bool = False
    contested: Contested = UNCONTESTED


@dataclass(frozen=True, slots=True)
class LayerConcentration:
    """The concentration of one layer of the chain.

    `top`: for 1, 5 and 20 suppliers, the share (0 to 1) of all recorded people (at least) and of all recorded organisations
    that are exposed through them together. `hhi`: the Herfindahl-Hirschman index of the layer, 0 to 10 000: the sum of the squares of
    each supplier's percentage of the layer (U.S. DOJ and FTC, Merger Guidelines 2023, 2.1), where a client of two counts with
    each; None where nothing is exposed through any.
    """

    layer: str
    suppliers: int
    top_people: dict[int, float] = field(default_factory=dict)
    top_organisations: dict[int, float] = field(default_factory=dict)
    hhi_people: float | None = None
    hhi_organisations: float | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """The answer: the first origins of `ranked_of`, owners of `owned_of`, unnamed points of `hidden_of`, and figures of the whole graph.

    `labelled` nodes carry the label asked for (all nodes, where none was), whether or not a relation leads to them.
    """

    terms: Terms
    by: By
    ranked_of: int
    labelled: int
    owned_of: int
    hidden_of: int
    origins: tuple[Ranked, ...]
    owners: tuple[OwnerRank, ...]
    concentration: tuple[LayerConcentration, ...]
    hidden: tuple[Ranked, ...]
    loops: tuple[tuple[str, ...], ...]
    contradictions: tuple[tuple[str, ...], ...]
    disputed: tuple[str, ...]


def rank(snapshot: Snapshot, terms: Terms, *, by: By = By.PEOPLE, label: str | None = None, top: int = 20) -> Ranking:
    """The origins through which most are exposed.

    Args:
        snapshot: of the store.
        terms: the day, what breaks, which data.
        by: what to sort by.
        label: only origins that carry it.
        top: most origins, owners and unnamed points returned (0: all).
    """
    exposure = Exposure(snapshot, terms)
    figures = exposure.measure(exposure.candidates)
    labelled = np.arange(len(exposure.candidates))
    if label is not None:
        labelled = np.flatnonzero(snapshot.with_labels(label)[exposure.candidates])
    order = labelled[_order(exposure, exposure.candidates[labelled], figures.at(labelled), by)]
    unnamed = (figures.clients[order] > 0) & (exposure.named_by[exposure.candidates[order]] == 0)
    first, hidden = order[: top or None], order[unnamed][: top or None]
    owners = _owners(exposure)
    return Ranking(
        terms=terms,
        by=by,
        ranked_of=len(labelled),
        labelled=int(snapshot.with_labels(*([label] if label else NODE_BY_LABEL)).sum()),
        owned_of=len(owners),
        hidden_of=int(unnamed.sum()),
        origins=tuple(exposure.ranked(exposure.candidates[first], figures.at(first))),
        owners=tuple(owners[: top or None]),
        concentration=tuple(_concentration(exposure, figures)),
        hidden=tuple(exposure.ranked(exposure.candidates[hidden], figures.at(hidden))),
        loops=tuple(tuple(snapshot.ids(loop)) for loop in exposure.flow.loops),
        contradictions=exposure.contradictions,
        disputed=exposure.disputed,
    )


def largest_suppliers(snapshot: Snapshot, on: dt.date, top: int) -> dict[str, Size]:
    """The suppliers through which most people are exposed on a day, with their figures: for the picture of a large graph."""
    return {
        origin.id: Size(origin.people, origin.organisations, origin.unknown, origin.approximate, origin.contested.people)
        for origin in rank(snapshot, Terms(on), top=top).origins
    }


def _order(exposure: Exposure, candidates: NDArray[np.int32], figures: Exposures, by: By) -> NDArray[np.int64]:
    """Positions of the candidates in rank order. They are sorted by id, so that a stable sort breaks ties by id."""
    least, most = figures.people
    open_last = np.where(most == UNBOUNDED, np.iinfo(np.int64).max, most)
    organisations = figures.organisations[0]
    match by:
        case By.PEOPLE:
            keys = (organisations, open_last, least)
        case By.PEOPLE_AT_MOST:
            keys = (organisations, least, open_last)
        case By.ORGANISATIONS:
            keys = (open_last, least, organisations)
        case By.ONLY:
            dominated = exposure.dominated(candidates)
            only = np.array([exposure.people_of(cohorts.tolist()).at_least for cohorts, _ in dominated], np.int64)
            keys = (least, np.array([len(o) for _, o in dominated], np.int64), only)
    return np.lexsort(tuple(-key for key in keys))


def _owners(exposure: Exposure) -> list[OwnerRank]:
    """Owners by the people exposed through them and all that they own, wholly or in part, directly or through others.

    This is a view of responsibility: a breach of one subsidiary is not a breach of another, and nothing here enters the
    technical ranking.
    """
    snapshot = exposure.snapshot
    owned = np.flatnonzero(snapshot.of_types(tuple(t for t in GOVERNANCE_TYPES if t == "SUBSIDIARY_OF")))
    force, states = forces(snapshot, exposure.flow.terms.on, owned), list(Force)
    owned = owned[(force != states.index(Force.PAST)) & (force != states.index(Force.NOT_BEGUN))]
    below: dict[int, list[int]] = defaultdict(list)
    for child, owner in zip(snapshot.start[owned].tolist(), snapshot.end[owned].tolist(), strict=True):
        below[owner].append(child)
    groups: dict[int, list[int]] = {}
    for owner in sorted(below):
        seen, frontier = {owner}, [owner]
        while frontier:
            frontier = [child for node in frontier for child in below.get(node, ()) if child not in seen]
            seen.update(frontier)
        groups[owner] = sorted(seen)
    owners = list(groups)
    figures = exposure.measure(list(groups.values()))
    order = np.lexsort((-figures.organisations[0], -figures.people[0]))
    found = [i for i in order.tolist() if figures.organisations[0][i] or figures.people[0][i] or figures.unknown[i]]
    return [
        OwnerRank(
            snapshot.id(owners[i]),
            tuple(snapshot.ids(node for node in groups[owners[i]] if node != owners[i])),
            bounds_at(figures.people, i),
            bounds_at(figures.organisations, i),
            bool(figures.rounded[i]),
            bool(figures.rounded_counts[i]),
            figures.contested_at(i),
        )
        for i in found
    ]


TOPS = (1, 5, 20)


def _concentration(exposure: Exposure, figures: Exposures) -> list[LayerConcentration]:
    """The concentration of each layer that has a supplier."""
    totals = exposure.totals()
    layers = {layer: np.flatnonzero(exposure.snapshot.with_labels(label)[exposure.candidates]) for layer, label in LAYERS.items()}
    layers = {layer: positions for layer, positions in layers.items() if len(positions)}
    groups: list[list[int]] = []
    for positions in layers.values():
        for values in (figures.people[0], figures.organisations[0]):
            order = positions[np.argsort(-values[positions], kind="stable")]
            groups += [exposure.candidates[order[:top]].tolist() for top in TOPS]
    together = exposure.measure(groups)
    found = []
    for number, (layer, positions) in enumerate(layers.items()):
        shares, hhi = [], []
        for side, (all_, union) in enumerate(
            ((figures.people[0], together.people[0]), (figures.organisations[0], together.organisations[0]))
        ):
            at = (2 * number + side) * len(TOPS)
            whole = totals[side]
            shares.append({top: float(union[at + i]) / whole for i, top in enumerate(TOPS)} if whole else {})
            values = all_[positions]
            hhi.append(float(((100 * values / values.sum()) ** 2).sum()) if values.sum() else None)
        found.append(LayerConcentration(layer, len(positions), shares[0], shares[1], hhi[0], hhi[1]))
    return found
