"""What a notice of a public contract says, whatever the format: the parties, the days, what changed later, the declared sub-contracts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from maillon.wording import Message

Start: TypeAlias = Literal["execution", "notification", "signature", "award", "tender"]
"""What the first day of a contract is: when it began to be carried out, or the formal day nearest to that."""

NoticePlace: TypeAlias = tuple[str, int]
"""The file and the line, or the number of the object in it."""


@dataclass(frozen=True, slots=True)
class Signatory:
    """A party as a notice writes it: a number with the word for its kind, a name, or both; other numbers beside it."""

    kind: str = ""
    number: str = ""
    name: str = ""
    others: tuple[tuple[str, str], ...] = ()

    @property
    def numbers(self) -> tuple[tuple[str, str], ...]:
        """All numbers, each behind the word for its kind."""
        return ((self.kind, self.number), *self.others) if self.number else self.others


@dataclass(frozen=True, slots=True)
class Modification:
    """What a modification changed; None where it says nothing of it. `by`: it was known by that day, and nobody says since when."""

    on: str | None
    by: bool = False
    months: int | None = None
    end: str | None = None
    suppliers: tuple[Signatory, ...] | None = None


@dataclass(frozen=True, slots=True)
class SubContract:
    """A declared sub-contract: its own number, to whom, since when and for how long; by which of the suppliers, where that is said."""

    id: str
    party: Signatory
    since: str | None = None
    months: int | None = None
    givers: tuple[Signatory, ...] = ()


@dataclass(frozen=True, slots=True)
class ContractNotice:
    """One notice of one contract.

    `rows` of the input make it; `content` tells whether two notices say the same. `published` orders versions of one notice.
    `ended`: its end has come, and is no plan. `pending`: it was awarded and not signed yet.
    `files`: where else it stands, whole or in part.
    `framework`: orders are placed under it later. `under`: the number of the framework under which it was placed.
    """

    place: NoticePlace
    content: bytes
    id: str
    buyer: Signatory
    suppliers: tuple[Signatory, ...]
    code: str | None
    title: str = ""
    rows: int = 1
    since: str | None = None
    start: Start = "notification"
    months: int | None = None
    end: str | None = None
    ended: bool = False
    pending: bool = False
    said_on: str | None = None
    published: str | None = None
    changes: tuple[Modification, ...] = ()
    sub_contracts: tuple[SubContract, ...] = ()
    sub_contracted: bool = False
    framework: bool = False
    called_off: bool = False
    under: str | None = None
    files: tuple[str, ...] = ()
    remarks: tuple[Message, ...] = field(default=(), compare=False)
