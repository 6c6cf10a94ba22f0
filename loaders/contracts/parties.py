"""The parties of the contracts of a load, each one organisation: by its number, else by its name in this list; never a natural person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from maillon.graph.name_matching import clean_name, fold_name
from maillon.graph.records import Bilingual
from maillon.loaders import names
from maillon.loaders.contracts.numbers import PartyNumber, read_number
from maillon.loaders.contracts.scope import may_have_patients, purchaser
from maillon.loaders.encodings import LOST
from maillon.loaders.parties import Parties, identity_id
from maillon.loaders.placeholders import is_unnamed, placeholder

if TYPE_CHECKING:
    from maillon.loaders.contracts.notices import ContractNotice, Signatory
    from maillon.wording import Message


@dataclass(slots=True)
class ContractParties:
    """Who is who in the contracts of one load. `prefix` keeps the ids of the list apart from those of others."""

    prefix: str
    parties: Parties = field(init=False)
    persons: Counter[str] = field(default_factory=Counter)
    """Contracts of each supplier whose name is a person's, by its id."""
    _names: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    _roles: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.parties = Parties(self.prefix)

    def number(self, signatory: Signatory) -> tuple[PartyNumber | None, list[Message]]:
        """The number that tells a party best: one that holds in every list before one of this list alone; and what is to be said of it.

        What other numbers of other kinds identify it as is kept beside.
        """
        found: list[PartyNumber] = []
        remarks: list[Message] = []
        for kind, text in signatory.numbers:
            number, remark = read_number(kind, text, self.prefix)
            found += [number] if number else []
            remarks += [remark] if remark else []
        found.sort(key=lambda number: not number.everywhere)
        if len(found) < 2:
            return (found[0] if found else None), remarks
        kept = {identifier.partition(":")[0]: identifier for number in reversed(found) for identifier in number.identifiers}
        own = found[0].identifiers
        beside = [kept[scheme] for scheme in sorted(kept) if kept[scheme] not in own]
        return replace(found[0], identifiers=(*own, *beside)), remarks

    def key(self, signatory: Signatory) -> str:
        """What tells two parties of one notice apart."""
        number, _ = self.number(signatory)
        return number.identity if number else f"name:{fold_name(signatory.name)}"

    def learn(self, signatory: Signatory) -> None:
        """Note the name that a notice gives to a number: another notice may lack it, or have lost letters of it."""
        name = clean_name(signatory.name)
        if not name:  # most of a format without names: its numbers are not looked at before they must be
            return
        number, _ = self.number(signatory)
        if number and LOST not in name and placeholder(name) is None and not is_unnamed(name):
            self._names[number.identity][name] += 1

    def names_of(self, signatory: Signatory) -> list[str]:
        """Names of a party: that which notices use most, then the others; of a party without a number its own name."""
        number, _ = self.number(signatory)
        if number is None:
            return [signatory.name] if signatory.name else []
        found = self._names.get(number.identity, Counter())
        return sorted(found, key=lambda name: (-found[name], name))

    def purchaser(self, signatory: Signatory) -> str | None:
        """The body that buys for others that a party is; None for anybody else."""
        number, _ = self.number(signatory)
        known = self.names_of(signatory)
        return purchaser(number.identifiers if number else (), known[0] if known else "")

    def of(
        self, signatory: Signatory, notice: ContractNotice, evidence: Collection[str], contract: str, role: str | None = None
    ) -> str | None:
        """The id of a party; None where the notice neither names nor numbers it.

        One that only has a number that holds everywhere is that number: no record gives it a name, or says what it is. `role`: what it is
        by the contract, which is not said of one that may have patients of its own beside.

        Raises:
            ValueError: a name that cannot be kept (letters are lost and no other notice has it, or a personal identifier is in it).
        """
        number, _ = self.number(signatory)
        known = self.names_of(signatory)
        if number is None and (not known or placeholder(known[0]) is not None or is_unnamed(known[0])):
            return None
        if not known:
            assert number is not None
            if number.everywhere:
                return identity_id(number.identity)
            known = [number.shown]
        public = names.public_name(known[0], identified=False)
        if public.name is None:  # a person: no name, no number
            return self._person(known[0], number, notice, evidence, contract, role)
        numbers = number.identifiers if number else ()
        return self.parties.named(
            known[0],
            evidence=min(evidence),
            row=contract,
            roles=[role] if role and not may_have_patients(numbers, known) else [],
            identifiers=numbers,
            aliases=known[1:],
            identity=number.identity if number else None,
            where=notice.place,
        )

    def _person(
        self, name: str, number: PartyNumber | None, notice: ContractNotice, evidence: Collection[str], contract: str, role: str | None
    ) -> str:
        """One node for a natural person, whatever the number of its contracts, under the first of them."""
        key = number.identity if number else fold_name(name)
        found = self._roles.get(key)
        if found is None:
            roles = [role] if role else []
            found = self.parties.named(name, evidence=min(evidence), row=contract, roles=roles, where=notice.place)
            self._roles[key] = found
        self.persons[found] += 1
        return found

    def unnamed(self, stem: str, name: Message, evidence: Collection[str], role: str | None = None) -> str:
        """The id of a party that a contract mentions and does not name."""
        return self.parties.unnamed(stem, Bilingual.of(name), evidence=min(evidence), roles=[role] if role else [])

    def draft(self) -> ContractParties:
        """Parties for one contract, which may turn out not to be usable; what is known of names and persons is shared."""
        found = ContractParties(self.prefix)
        found._names, found._roles, found.persons = self._names, dict(self._roles), Counter(self.persons)
        return found

    def absorb(self, draft: ContractParties) -> None:
        """Take over what one contract gave, once it is known to be usable."""
        self.parties.absorb(draft.parties)
        self._roles, self.persons = draft._roles, draft.persons
