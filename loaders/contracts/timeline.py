"""Who held a contract from when to when, after all its modifications: each names only what it changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillon.loaders.contracts.values import end_of

if TYPE_CHECKING:
    from maillon.loaders.contracts.notices import ContractNotice, Modification, Signatory


@dataclass(frozen=True, slots=True)
class TimeHeld:
    """One supplier's time in a contract, its days as EDTF; `ended`: another took its place, so that the end is no plan.

    `number` counts its spans from 1, where it came back. `said_on` is when the last of it was said.
    """

    supplier: Signatory
    since: str | None
    until: str | None
    ended: bool
    said_on: str | None
    first: bool
    number: int = 1


def in_order(changes: Sequence[Modification]) -> list[Modification]:
    """Modifications by the days on which they were notified; undated ones keep their place, at the end."""
    return sorted(changes, key=lambda change: (change.on is None, change.on or ""))


def planned_end(notice: ContractNotice) -> str | None:
    """The last day of a contract after its last modification: the end that is given, else so many months from its first day."""
    end = notice.end
    months = notice.months
    for change in in_order(notice.changes):
        months = change.months or months
        end = change.end or (None if change.months else end)
    if end is None and months is not None and notice.since is not None:
        end = end_of(notice.since, months)
    return end if end is None or notice.since is None or _in_order(notice.since, end) else None


def spans_of(notice: ContractNotice, who: Callable[[Signatory], str]) -> list[TimeHeld]:
    """Each supplier's time in the contract, in the order in which they came.

    Args:
        notice: with all its modifications.
        who: what tells suppliers apart: their number, else their name.
    """
    end = planned_end(notice)
    open_: dict[str, tuple[Signatory, str | None, bool, int]] = {}
    met: dict[str, int] = {}
    found: list[TimeHeld] = []
    said_on = notice.said_on

    def begin(suppliers: Sequence[Signatory], since: str | None, *, first: bool) -> None:
        for supplier in suppliers:
            key = who(supplier)
            if key not in open_:
                met[key] = met.get(key, 0) + 1
                open_[key] = (supplier, since, first, met[key])

    begin(notice.suppliers, notice.since, first=True)
    for change in in_order(notice.changes):
        if change.suppliers:
            day = f"../{change.on}" if change.by and change.on else change.on
            after = {who(supplier) for supplier in change.suppliers}
            for key in [key for key in open_ if key not in after]:
                supplier, since, first, number = open_.pop(key)
                until = day if since is None or day is None or _in_order(since, day) else None
                found.append(TimeHeld(supplier, since, until, True, change.on, first, number))
            begin(change.suppliers, day, first=False)
        said_on = max(filter(None, (said_on, change.on)), default=None)
    for supplier, since, first, number in open_.values():
        until = end if end is not None and (since is None or _in_order(since, end)) else None
        found.append(TimeHeld(supplier, since, until, notice.ended, said_on, first, number))
    return found


def _in_order(since: str, until: str) -> bool:
    """Whether a first day may lie before a last one, both as EDTF of at most one open beginning."""
    return since.startswith("..") or since <= until.removeprefix("../")
