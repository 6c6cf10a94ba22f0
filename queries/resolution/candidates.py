"""An organisation with what is compared of it: its names read into words, its numbers, its place."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
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
            _one(frozenset(w for w in words if any(c.isdigit() for c in w))),
            _one(KINDS.intersection(words)),
            _one(SIDES.intersection(words)),
        )

    @property
    def letters(self) -> str:
        """All its words in one: made when it is asked for, as the initials are, since there may be a million names."""
        return "".join(self.words)

    @property
    def initials(self) -> tuple[str, str]:
        """The first letters of all words, and of those that are not common."""
        return "".join(w[0] for w in self.words), "".join(w[0] for w in self.words if w not in COMMON)

    @property
    def says_nothing(self) -> bool:
        """A name that is one letter, or nothing but a legal form, tells nobody from anybody."""
        return len(self.letters) < 2 or all(word in LEGAL_FORMS for word in self.words)


_NO_NUMBERS: Mapping[str, set[str]] = {}
_NO_TOWN = ("", "")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organisation: names, identifiers and place. `head_office`: its place is that of its head office, which sites need not share.

    Read once: `names`, its name and other names; `numbers`, those that identify, by scheme; `town_words`, its town as towns are
    compared, and the arrondissement. There may be a million of them: no dictionary, and one object for what most have not.
    """

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
    names: tuple[NameRead, ...] = field(init=False, compare=False, repr=False)
    numbers: Mapping[str, set[str]] = field(init=False, compare=False, repr=False)
    town_words: tuple[str, str] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Read names, numbers and town."""
        texts = dict.fromkeys((self.name, *self.aliases[:6])) if self.aliases else (self.name,)
        object.__setattr__(self, "names", tuple(NameRead.of(text) for text in texts))
        object.__setattr__(self, "numbers", (numbers_of(self.identifiers) or _NO_NUMBERS) if self.identifiers else _NO_NUMBERS)
        object.__setattr__(self, "town_words", town_of(self.town, self.postcode) if self.town else _NO_TOWN)

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


_LANDS = {"siren": "FR", "siret": "FR", "finess": "FR", "finess-ej": "FR", "us-ccn": "US", "us-npi": "US", "nhs-ods": "GB"}
"""Whose registers give numbers only to what is in their country."""

ORGANISATIONS = """
MATCH (o:Organisation) WHERE o.named OR o.unstated
RETURN o.id AS id, o.name AS name, o.aliases AS aliases, o.identifiers AS identifiers, o.country AS country, o.region AS region,
  o.town AS town, o.postcode AS postcode, o.place_of AS place_of, o.merged AS merged, o.evidence AS evidence, o.named AS named
ORDER BY id
"""
