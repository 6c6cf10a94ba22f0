"""An organisation with what is compared of it: its names read into words, its numbers, its place."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from maillon.graph.name_matching import IDENTIFYING, LEGAL_FORMS, numbers_of
from maillon.graph.name_words import COMMON, KINDS, SIDES, words_of
from maillon.graph.places import town_of


@lru_cache(maxsize=65536)
def _one(words: frozenset[str]) -> frozenset[str]:
    """One object for equal sets: most of a million names have none of these words."""
    return words


@dataclass(frozen=True, slots=True)
class NameRead:
    """One name as it is compared."""

    text: str
    words: tuple[str, ...]
    letters: str
    initials: tuple[str, str]
    numbers: frozenset[str]
    kinds: frozenset[str]
    sides: frozenset[str]

    @classmethod
    def of(cls, text: str) -> NameRead:
        """Read a name."""
        words = tuple(sys.intern(word) for word in words_of(text))
        return cls(
            text,
            words,
            "".join(words),
            ("".join(w[0] for w in words), "".join(w[0] for w in words if w not in COMMON)),
            _one(frozenset(w for w in words if any(c.isdigit() for c in w))),
            _one(KINDS.intersection(words)),
            _one(SIDES.intersection(words)),
        )

    @property
    def says_nothing(self) -> bool:
        """A name that is one letter, or nothing but a legal form, tells nobody from anybody."""
        return len(self.letters) < 2 or all(word in LEGAL_FORMS for word in self.words)


@dataclass(frozen=True)
class Candidate:
    """An organisation: names, identifiers and place. `head_office`: its place is that of its head office, which sites need not share."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    country: str | None = None
    region: str | None = None
    town: str | None = None
    postcode: str | None = None
    head_office: bool = False
    dataset: str = field(default="", compare=False)

    @cached_property
    def names(self) -> tuple[NameRead, ...]:
        """Its name and other names, read."""
        return tuple(NameRead.of(text) for text in dict.fromkeys((self.name, *self.aliases[:6])))

    @cached_property
    def numbers(self) -> Mapping[str, set[str]]:
        """Its numbers that identify, by scheme."""
        return numbers_of(self.identifiers)

    @cached_property
    def town_words(self) -> tuple[str, str]:
        """Its town as towns are compared, and the arrondissement."""
        return town_of(self.town, self.postcode) if self.town else ("", "")

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Candidate:
        """From a row of `ORGANISATIONS`."""
        identifiers = tuple(row["identifiers"] or ())
        scheme, _, number = row["id"].removeprefix("org:").partition("/")
        own = f"{scheme}:{number.upper()}"
        if not identifiers and numbers_of([own]):  # only an arrow speaks of it: its id is all that is known
            identifiers = (own,)
        return cls(
            row["id"],
            row["name"] or "",
            tuple(row["aliases"] or ()),
            identifiers,
            row["country"] or next((land for name, land in _LANDS.items() if name in numbers_of(identifiers)), None),
            row["region"],
            row["town"],
            row["postcode"],
            row["place_of"] == "head_office",
        )


def lists_of(identifier: str, evidence: Iterable[str] = ()) -> frozenset[str]:
    """The lists that speak of an organisation by an id: `hhs` of `org:hhs/…`, '' where it was written by hand; a number is of all lists."""
    named = list_of(identifier)
    return frozenset(e.partition("#")[0] for e in evidence) if named in IDENTIFYING else frozenset({named})


def list_of(identifier: str) -> str:
    """The list that gave an id: `hhs` of `org:hhs/…`; '' where it was written by hand."""
    head, slash, _ = identifier.removeprefix("org:").partition("/")
    return head if slash else ""


_LANDS = {"siren": "FR", "siret": "FR", "finess": "FR", "finess-ej": "FR", "us-ccn": "US", "us-npi": "US"}
"""Whose registers give numbers only to what is in their country."""

ORGANISATIONS = """
MATCH (o:Organisation) WHERE o.named OR o.unstated
RETURN o.id AS id, o.name AS name, o.aliases AS aliases, o.identifiers AS identifiers, o.country AS country, o.region AS region,
  o.town AS town, o.postcode AS postcode, o.place_of AS place_of, o.merged AS merged, o.evidence AS evidence, o.named AS named
ORDER BY id
"""
