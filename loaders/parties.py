"""Organisations and cohorts that the rows of a list name, collected so that the order of rows does not matter.

Identity inside a list: the same letters and digits in the name, and the same place where the list gives one. What fell together
without a place to tell it by is said with its lines. Across lists a number is one organisation; alike names are another matter
(`docs/loaders.md`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from pydantic import ValidationError

from maillon.graph import name_matching as naming
from maillon.graph.name_words import share_something
from maillon.graph.privacy import refuse_personal_identifier
from maillon.graph.records import MAX_TEXT, Bilingual, DataCategory, Organisation, Population, Product, Quantity, Record, Source, Whose
from maillon.loaders import names
from maillon.loaders.encodings import LOST
from maillon.loaders.grids import is_failed
from maillon.loaders.messages import messages
from maillon.loaders.persons import STRONG, sounds_personal
from maillon.loaders.placeholders import is_unnamed
from maillon.wording import RefusedError

if TYPE_CHECKING:
    from maillon.graph.places import Locality

MAX_NAME = 300
"""Longest name of an organisation, in characters."""


@dataclass(slots=True)
class _Gathered:
    names: set[str] = field(default_factory=set)
    name_fr: str | None = None
    aliases: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    identifiers: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    regions: set[str] = field(default_factory=set)
    towns: set[str] = field(default_factory=set)
    postcodes: set[str] = field(default_factory=set)
    former: set[str] = field(default_factory=set)
    places: set[tuple[str, int]] = field(default_factory=set)
    evidence: set[str] = field(default_factory=set)
    named: bool = True
    count: int | None = None
    placed: bool = False
    note: Bilingual | None = None


@dataclass(slots=True)
class Parties:
    """What the rows name, by id.

    `prefix` keeps the ids of one list apart from those of all others; with `head_offices` its places are those of head offices.
    """

    prefix: str
    wary: bool = False
    """The list names persons too: what could be a person's name is not kept."""
    head_offices: bool = False
    _organisations: dict[str, _Gathered] = field(default_factory=dict)
    _cohorts: dict[str, tuple[Whose, Bilingual, set[str]]] = field(default_factory=dict)
    _products: dict[str, tuple[set[str], set[str]]] = field(default_factory=dict)
    """Names and evidence."""
    _others: dict[str, Record] = field(default_factory=dict)
    judged: dict[str, names.PublicName] = field(default_factory=dict)
    """Names that are a person's or might be, as the rows write them, and what was made of them (`load --explain-names`)."""

    def named(
        self,
        name: str,
        *,
        evidence: str,
        row: str,
        place: str = "",
        roles: Iterable[str] = (),
        identifiers: Iterable[str] = (),
        country: str | None = None,
        aliases: Iterable[str] = (),
        identity: str | None = None,
        at: Locality | None = None,
        where: tuple[str, int] | None = None,
        former: Iterable[str] = (),
    ) -> str:
        """The id of the organisation that a row names.

        A name that looks like a natural person's is not kept: the party is then a role in a place, one per `row`. One that only
        says what kind of organisation it is (`Unidentified Hospital`) is that of an unnamed one, one per `row` as well.

        Args:
            name: as the list writes it.
            evidence: the source id, with or without a locator.
            row: a slug that tells this row from others without naming anybody.
            place: country, or country and region, as a slug; part of the identity.
            roles: role labels of `graph.model.ORGANISATION_ROLES`.
            identifiers: `scheme:value`.
            country: ISO 3166-1 alpha-2.
            aliases: other names that the same row gives.
            identity: a checked `scheme:value` of which one value is one organisation; then it is the identity, in every list.
            at: the place as the row gives it, which is then part of the identity; `place` is what ids had of it before.
            where: file and line of the row, so that what fell together can be said.
            former: ids that it had by older rules.

        Raises:
            ValueError: the name holds a personal identifier, or is no name by its length.
        """
        if is_failed(name):
            raise RefusedError(messages("cell.failed", column="name", value=name.strip()))
        known = identity is not None and identity.partition(":")[0] in ("finess", "lei")
        public = names.public_name(name, identified=known, wary=self.wary and identity is None)
        self._note_judgement(name, public)
        # a short name of a hospital is one, whatever it looks like; a title or a credential in it is not
        given = {a: names.public_name(a, identified=known and names.public_name(a).sign not in STRONG) for a in aliases}
        for alias, judged in given.items():
            self._note_judgement(alias, judged)
        if identity is None and any(text is not None and is_unnamed(text) for text in (name, public.name)):  # also beside a person
            words = Bilingual.of(messages("party.unnamed", row=row))
            return self.unnamed(f"unnamed.{row}", words, evidence=evidence, roles=roles, country=country)
        if public.person is not None or public.name is None:
            person = public.person or names.Person("practitioner")
            return self.unnamed(
                f"{person.role}.{row}",
                Bilingual.of(messages("party.role", role=person.words, row=row)),
                evidence=evidence,
                roles=roles,
                country=country,
            )
        if identity:
            identifier = identity_id(identity)
        else:
            identifier = f"org:{self.prefix}/{_dotted(names.slug(public.name), at.slug if at else place)}"
            former = (*former, f"org:{self.prefix}/{_dotted(names.first_slug(public.name), place)}")
        kept = [naming.clean_name(public.name), *public.aliases, *given]
        for text in kept:
            refuse_personal_identifier(text)
            if LOST in text:
                raise RefusedError(messages("name.lost"))
        long = max(map(len, kept))
        if len(kept[0]) > MAX_NAME or long > MAX_TEXT:
            raise RefusedError(messages("name.long", length=long, most=MAX_NAME))
        if at is not None:
            _check_place(at)
        found = self._organisations.setdefault(identifier, _Gathered())
        found.names.add(kept[0])
        others = [*public.aliases, *(judged.name if judged.dropped else alias for alias, judged in given.items() if judged.person is None)]
        found.aliases |= {naming.clean_name(alias) for alias in others if alias and not names.is_blank(alias)}
        found.roles |= set(roles)
        found.identifiers |= set(identifiers)
        found.evidence.add(evidence.partition("#")[0])
        if country:
            found.countries.add(country)
        if at is not None:
            found.regions |= {at.code} if at.code else set()
            found.towns |= {at.town} if at.town else set()
            found.postcodes |= {at.postcode} if at.postcode else set()
        elif re.fullmatch(r"[a-z]{2}-[a-z0-9]{1,3}", place):
            found.regions.add(place.upper())
        if names.several_in_one(public.name) or "\n" in name.strip():
            found.note = Bilingual.of(messages("note.several"))
        found.placed |= bool(identity or (at and (at.town or at.postcode)))
        found.former |= {old for old in former if old != identifier}
        found.places |= {where} if where is not None else set()
        return identifier

    def _note_judgement(self, name: str, public: names.PublicName) -> None:
        if public.dropped or sounds_personal(name):
            self.judged[name] = public

    def fell_together(self) -> list[tuple[str, list[tuple[str, int]]]]:
        """Names by which alone several rows became one organisation, with their lines: the list gives no place that tells them apart."""
        return sorted(
            (min(g.names), sorted(g.places)) for g in self._organisations.values() if g.named and not g.placed and len(g.places) > 1
        )

    def one_number(self) -> Iterator[tuple[str, list[str], list[tuple[str, int]]]]:
        """Numbers that stand beside names which share nothing: the number, the names, the lines."""
        for identifier, g in sorted(self._organisations.items()):
            several = sorted(g.names)
            if len(several) > 1 and not all(share_something(several[0], other) for other in several[1:]):
                yield identifier.removeprefix("org:").replace("/", " "), several, sorted(g.places)

    def unnamed(
        self,
        stem: str,
        name: Bilingual,
        *,
        evidence: str,
        roles: Iterable[str] = (),
        country: str | None = None,
        count: int | None = None,
    ) -> str:
        """The id of a party, or of a group of `count` parties, that the list mentions without a name that may be kept."""
        identifier = f"org:{self.prefix}/{stem}"
        found = self._organisations.setdefault(identifier, _Gathered(named=False))
        found.names.add(name.any)
        found.name_fr = name.fr
        found.count = count
        found.roles |= set(roles)
        found.evidence.add(evidence.partition("#")[0])
        if country:
            found.countries.add(country)
        return identifier

    def cohort(self, of: str, people: Whose, name: Bilingual, *, evidence: str) -> str:
        """The id of the cohort of people that stands behind an organisation; its size is unknown."""
        identifier = f"population:{people}-of.{of.partition(':')[2]}"
        self._cohorts.setdefault(identifier, (people, name, set()))[2].add(evidence.partition("#")[0])
        return identifier

    def product(self, name: str, *, evidence: str) -> str:
        """The id of the software or service that a row names.

        Raises:
            RefusedError: the name is that of a person, of nothing, or lost a letter.
        """
        kept = naming.clean_name(name)
        if names.person_in(kept) or LOST in kept or is_failed(kept):
            raise RefusedError(messages("product.name"))
        identifier = f"product:{self.prefix}/{names.slug(kept)}"
        known, documents = self._products.setdefault(identifier, (set(), set()))
        known.add(kept)
        documents.add(evidence.partition("#")[0])
        return identifier

    def source(self, source: Source) -> str:
        """Declare a source; its id."""
        self._others.setdefault(f"source:{source.id}", source)
        return source.id

    def category(self, category: DataCategory) -> str:
        """Declare a data category; its id."""
        self._others.setdefault(f"data:{category.id}", category)
        return category.id

    def add(self, identifier: str, record: Record) -> None:
        """Declare any other record."""
        self._others.setdefault(identifier, record)

    def holds(self, identifier: str) -> bool:
        """Whether an organisation of that id was collected here."""
        return identifier in self._organisations

    def name_of(self, identifier: str) -> str:
        """The name shown for an organisation or product collected here."""
        return min(self._products[identifier][0] if identifier in self._products else self._organisations[identifier].names)

    def absorb(self, draft: Parties) -> None:
        """Take over what was collected for one row, once the row is known to be valid."""
        for identifier, new in draft._organisations.items():
            old = self._organisations.setdefault(identifier, _Gathered(named=new.named))
            for kept, added in (
                (old.names, new.names),
                (old.aliases, new.aliases),
                (old.roles, new.roles),
                (old.identifiers, new.identifiers),
                (old.countries, new.countries),
                (old.regions, new.regions),
                (old.towns, new.towns),
                (old.postcodes, new.postcodes),
                (old.former, new.former),
                (old.evidence, new.evidence),
            ):
                kept |= added
            old.places |= new.places
            old.placed |= new.placed
            old.name_fr = old.name_fr or new.name_fr
            old.note = old.note or new.note
            old.count = old.count or new.count
        for identifier, (people, words, evidence) in draft._cohorts.items():
            known = self._cohorts.get(identifier)
            if known is None:
                self._cohorts[identifier] = (people, words, set(evidence))
            else:
                smallest = min(known[1], words, key=lambda name: name.any)
                self._cohorts[identifier] = (people, smallest, known[2] | evidence)
        for identifier, (called, evidence) in draft._products.items():
            spelt, documents = self._products.setdefault(identifier, (set(), set()))
            spelt |= called
            documents |= evidence
        self.judged |= draft.judged
        for identifier, record in draft._others.items():
            self._others.setdefault(identifier, record)

    def records(self) -> dict[str, Record]:
        """Everything collected, by record id."""
        found: dict[str, Record] = {}
        for identifier, g in self._organisations.items():
            name = min(g.names)
            found[identifier] = Organisation(
                id=identifier,
                name=name,
                name_fr=g.name_fr,
                aliases=sorted((g.aliases | g.names) - {name}),
                roles=sorted(g.roles),
                identifiers=sorted(g.identifiers),
                country=min(g.countries) if len(g.countries) == 1 else None,
                region=min(g.regions) if len(g.regions) == 1 else None,
                town=min(g.towns) if g.towns else None,
                postcode=min(g.postcodes) if len(g.postcodes) == 1 else None,
                place_of="head_office" if self.head_offices and (g.towns or g.regions or g.postcodes) else None,
                former_ids=sorted(g.former),
                named=g.named,
                count=Quantity(low=g.count, high=g.count, evidence=sorted(g.evidence)) if g.count else None,
                note=g.note,
                evidence=sorted(g.evidence),
            )
        for identifier, (people, words, evidence) in self._cohorts.items():
            of = self._organisations.get(f"org:{identifier.partition('-of.')[2]}")
            former = sorted(f"population:{people}-of.{old.partition(':')[2]}" for old in (of.former if of else ()))
            found[identifier] = Population(id=identifier, name=words, people=people, former_ids=former, evidence=sorted(evidence))
        for identifier, (called, documents) in self._products.items():
            shown = min(called)
            found[identifier] = Product(id=identifier, name=shown, aliases=sorted(called - {shown}), evidence=sorted(documents))
        return found | self._others


def identity_id(identity: str) -> str:
    """The id, in every list, of the organisation of a checked `scheme:value`."""
    return f"org:{identity.replace(':', '/').replace('_', '-').lower()}"


@lru_cache(maxsize=65536)
def _check_place(at: Locality) -> None:
    """See that the model admits a place, as long as its row can still be refused for it.

    Raises:
        ValueError: it does not.
    """
    try:
        Organisation(id="org:x", name="x", evidence=["x"], region=at.code, town=at.town, postcode=at.postcode)
    except ValidationError as error:
        if any(item["loc"][0] == "postcode" for item in error.errors(include_url=False)):
            raise RefusedError(messages("party.postcode")) from error
        raise


def _dotted(slug: str, place: str) -> str:
    return f"{slug}.{place}" if place else slug
