"""What a cell of names says of the parties in it: a supplier in brackets, for whom somebody reports, at whose address, a short name.

Read only where the cell or the table proves it; anything else stays one name, whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillon.graph import name_matching as naming
from maillon.graph.records import Relation
from maillon.loaders import names

if TYPE_CHECKING:
    from maillon.loaders.parties import Parties

_BEHALF = re.compile(r"^(?P<one>.*?[^\s,])[\s,]++(?:filed |submitted |reporting |acting )?on behalf of\s+(?P<other>\S.*)$", re.IGNORECASE)
_CARE = re.compile(r"^(?P<one>.*?[^\s,])[\s,]++(?:c/o|care of)\s+(?P<other>\S.*)$", re.IGNORECASE)
_BRACKET = re.compile(r"^(?P<one>.*?\S)\s*\(\s*(?P<inner>[^()]*[^()\s])\s*\)?$")
_QUOTED = re.compile(r"^(?:the |collectively,? )?[\"\u201c\u201d\u00ab'\u2018](?P<text>.+?)[\"\u201c\u201d\u00bb'\u2019]?$", re.IGNORECASE)
_GENERIC = re.compile(
    r"(?:its?|their|our|certain|various|several|some|all|itself|themselves|other|affected|covered|clients?|customers?)\b|the [a-z]"
)
"""Whom a cell mentions without a name: `its clients`, `the covered entities`; what has no capital letter names nobody either."""
_TRADING = re.compile(r"^(?:d\W?b\W?a\b|f/?k/?a\b|a/?k/?a\b|formerly|also known|doing business)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NameCell:
    """A cell, taken apart. At most one of `supplier`, `for_whom`, `care_of` and `linked` is given."""

    name: str
    alias: str | None = None
    supplier: str | None = None
    """It stands in brackets behind several names of the table: what these have in common is whom they entrust."""
    for_whom: str | None = None
    """For whom `name` reports."""
    care_of: str | None = None
    """At whose address `name` is reached."""
    linked: str | None = None
    """An organisation in brackets of which nothing else is known."""


def table_suppliers(cells: Iterable[str]) -> frozenset[str]:
    """The names, folded, that stand in brackets behind several other names, or behind one and alone in a cell of their own."""
    alone: set[str] = set()
    inside: Counter[str] = Counter()
    for cell in {naming.clean_name(cell) for cell in cells}:
        alone.add(naming.fold_name(cell))
        if (found := _BRACKET.match(cell)) and not _TRADING.match(found["inner"]):
            inside[naming.fold_name(found["inner"])] += 1
    return frozenset(name for name, times in inside.items() if times > 1 or name in alone)


def read_name_cell(cell: str, suppliers: Collection[str] = ()) -> NameCell:
    """Take a cell apart; `suppliers` are those of its table (`table_suppliers`)."""
    cell = naming.clean_name(cell)
    for pattern, field in ((_BEHALF, "for_whom"), (_CARE, "care_of")):
        if found := pattern.match(cell):
            one, other = found["one"], found["other"]
            generic = _GENERIC.match(other) or not any(c.isupper() for c in other)
            return NameCell(one) if generic else NameCell(one, **{field: other})
    found = _BRACKET.match(cell)
    if found is None or _TRADING.match(found["inner"]):
        return NameCell(cell)
    one, inner = found["one"], found["inner"]
    if quoted := _QUOTED.match(inner):
        return NameCell(one, alias=quoted["text"].strip())
    if naming.fold_name(inner) in suppliers:
        return NameCell(one, supplier=inner)
    if _is_person(inner):
        return NameCell(one)
    if _initials(one, inner):
        return NameCell(one, alias=inner)
    legal = set(naming.fold_name(inner).split()) & (naming.LEGAL_FORMS - {"and", "&", "of", "the", "company", "companies"})
    return NameCell(one, linked=inner) if legal else NameCell(cell)


def _is_person(text: str) -> bool:
    words = text.split()
    return bool(names.person_in(text) or (len(words) == 2 and names.person_in(f"{words[1]} {words[0]}")))


def _initials(name: str, short: str) -> bool:
    """Whether a text is made of the first letters of a name, in their order (`Camping World / Good Sam (CWGS)`)."""
    letters = re.sub(r"[^A-Za-z]", "", short)
    if not letters.isupper() or not 2 <= len(letters) <= 8:
        return False
    initials = iter(word[0].upper() for word in re.findall(r"[A-Za-z]+", name))
    return all(letter in initials for letter in letters)


def cell_relations(cell: NameCell, entity: str, parties: Parties, *, row: str, evidence: str, place: str = "") -> list[Relation]:
    """The relations that a cell speaks of. Whoever keeps the list says that a notice came, not who works for whom: they are reported.

    Args:
        cell: of names, taken apart.
        entity: the id of the party that it names first.
        parties: collects the others.
        row: a slug that tells this row from others without naming anybody.
        evidence: the source, with or without a locator.
        place: of the others, as part of their identity.
    """
    told: dict[str, Any] = {"status": "reported", "evidence": [evidence]}

    def beside(name: str, what: str, roles: Sequence[str] = ()) -> str:
        return parties.named(name, evidence=evidence, row=f"{row}.{what}", place=place, roles=roles)

    ends: list[tuple[str, str, str, str | None]] = []
    if cell.supplier:
        ends = [(entity, "delegates_to", beside(cell.supplier, "supplier", ["ServiceProvider"]), None)]
    elif cell.for_whom:
        ends = [(beside(cell.for_whom, "client"), "delegates_to", entity, None)]
    elif cell.care_of:
        ends = [(entity, "linked_with", beside(cell.care_of, "beside"), "care-of")]
    elif cell.linked:
        ends = [(entity, "linked_with", beside(cell.linked, "beside"), "named-beside")]
    return [Relation(who=who, **{verb: whom}, service=service, **told) for who, verb, whom, service in ends if who != whom]
