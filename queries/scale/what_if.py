"""What-if: how the ranking differs after a change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from maillon.graph.model import TRUST_TYPES, label_of
from maillon.queries.messages import messages
from maillon.queries.scale.cohort_bounds import UNBOUNDED
from maillon.queries.scale.exposure import Exposure, Ranked, node_of
from maillon.queries.scale.rank import By
from maillon.wording import RefusedError

if TYPE_CHECKING:
    from maillon.queries.scale.reach import Terms
    from maillon.queries.scale.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class ChangedOrigin:
    """One origin before and after a change."""

    id: str
    before: Ranked
    after: Ranked


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The ranking as a difference: origins whose figures change, the largest change first, `cut` left out."""

    terms: Terms
    by: By
    gone: str | None
    moved: tuple[str, str] | None
    changes: tuple[ChangedOrigin, ...]
    cut: int


def what_if(
    snapshot: Snapshot,
    terms: Terms,
    *,
    gone: str | None = None,
    moved: tuple[str, str] | None = None,
    by: By = By.PEOPLE,
    label: str | None = None,
    top: int = 20,
) -> WhatIf:
    """What changes for every origin if one supplier goes, or if all that trusts one trusts another instead.

    Args:
        snapshot: of the store.
        terms: the day, what breaks, which data.
        gone: the node all of whose relations end, without replacement.
        moved: (old, new).
        by: the figure whose change sorts the answer.
        label: only origins that carry it.
        top: most origins returned.

    Raises:
        RefusedError: nothing trusts the node that goes or is left, so nothing would change; or an organisation was to be
            replaced by a product, or the other way round.
        ValueError: neither is named.
    """
    if moved is not None:
        if label_of(moved[0]) != label_of(moved[1]):
            raise RefusedError(messages("rank.kinds", a=moved[0], b=moved[1]))
        after = snapshot.moved(_trusted(snapshot, moved[0]), node_of(snapshot, moved[1]))
    elif gone is not None:
        after = snapshot.without(_trusted(snapshot, gone))
    else:
        raise ValueError("name what goes, or what moves where")
    return _difference(Exposure(snapshot, terms), Exposure(after, terms), gone, moved, by, label, top)


def _trusted(snapshot: Snapshot, node_id: str) -> int:
    node = node_of(snapshot, node_id)
    if not (snapshot.of_types(TRUST_TYPES) & (snapshot.end == node)).any():
        raise RefusedError(messages("rank.untrusted", id=node_id))
    return node


def _difference(
    before: Exposure, after: Exposure, gone: str | None, moved: tuple[str, str] | None, by: By, label: str | None, top: int
) -> WhatIf:
    candidates = np.union1d(before.candidates, after.candidates)
    if label is not None:
        candidates = candidates[before.snapshot.with_labels(label)[candidates]]
    old, new = before.measure(candidates), after.measure(candidates)
    people = _step(old.people, new.people)
    organisations = _step(old.organisations, new.organisations)
    keys: tuple[NDArray[np.float64], ...]
    match by:
        case By.PEOPLE:
            keys = (*people, *organisations)
        case By.PEOPLE_AT_MOST:
            keys = (*reversed(people), *organisations)
        case By.ORGANISATIONS:
            keys = (*organisations, *people)
        case By.ONLY:
            only = [[side.people_of(cohorts.tolist()).at_least for cohorts, _ in side.dominated(candidates)] for side in (before, after)]
            keys = (np.abs(np.array(only[0], np.float64) - only[1]), *people, *organisations)
    keys = (*keys, np.abs(new.unknown - old.unknown).astype(np.float64), np.abs(new.clients - old.clients).astype(np.float64))
    order = np.lexsort(tuple(-key for key in reversed(keys)))
    order = order[np.any(np.stack(keys) != 0, axis=0)[order]]
    first = order[: top or None]
    rows = (side.ranked(candidates[first], figures.at(first)) for side, figures in ((before, old), (after, new)))
    changes = tuple(ChangedOrigin(a.id, a, b) for a, b in zip(*rows, strict=True))
    return WhatIf(before.flow.terms, by, gone, moved, changes, len(order) - len(changes))


def _step(
    old: tuple[NDArray[np.int64], NDArray[np.int64]], new: tuple[NDArray[np.int64], NDArray[np.int64]]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """By how much the two bounds change; an upper bound that appears or disappears changes infinitely."""
    least, most = (np.abs(a.astype(np.float64) - b) for a, b in zip(old, new, strict=True))
    most[(old[1] == UNBOUNDED) != (new[1] == UNBOUNDED)] = np.inf
    return least, most
