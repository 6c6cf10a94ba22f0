"""Why an origin ranks where it does: witness paths, with their evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from maillon.queries.scale.exposure import Exposure, Ranked, node_of
from maillon.queries.scale.witness import Witnesses

if TYPE_CHECKING:
    from maillon.queries.reader import Reader
    from maillon.queries.scale.reach import Terms
    from maillon.queries.scale.snapshot import Snapshot
    from maillon.queries.subgraph import Arrow


@dataclass(frozen=True, slots=True)
class Why:
    """Why one origin ranks where it does: a shortest path to it from each of the largest cohorts that reach it.

    Where no cohort reaches it, from organisations that face people, then from any. `cut` paths were left out.
    """

    terms: Terms
    origin: Ranked
    paths: tuple[tuple[Arrow, ...], ...]
    cut: int


def why(reader: Reader, snapshot: Snapshot, terms: Terms, origin: str, *, top: int = 20) -> Why:
    """Explain one origin by its witnesses. Relations come with their evidence, from the reader.

    Raises:
        RefusedError: no recorded relation of trust touches the origin.
    """
    node = node_of(snapshot, origin)
    exposure = Exposure(snapshot, terms)
    origins = np.array([node], np.int32)
    row = exposure.ranked(origins, exposure.measure(origins))[0]
    reached = exposure.flow.reached(node)
    for mask in (exposure.counted_people, exposure.faces_people):
        if mask[reached].any():
            reached = reached[mask[reached]]
            break
    order = reached[np.argsort(-snapshot.low[reached], kind="stable")]
    witnesses = Witnesses(exposure.flow, node)
    found = [witnesses.path(int(start)) or () for start in order[: top or None]]
    return Why(terms, row, tuple(_evidenced(reader, snapshot, found)), len(order) - len(found))


def _evidenced(reader: Reader, snapshot: Snapshot, paths: Sequence[Sequence[int]]) -> list[tuple[Arrow, ...]]:
    """The relations of the paths as the reader gives them."""
    bare = [[snapshot.arrow(index) for index in path] for path in paths]
    full = {arrow.order: arrow for arrow in reader.arrows({a.start for path in bare for a in path}, backward=False)}
    return [tuple(full.get(arrow.order, arrow) for arrow in path) for path in bare]
