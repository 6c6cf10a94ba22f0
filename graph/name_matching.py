"""What of a name or identifier tells organisations apart, and what does not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from maillon.graph.folding import fold_letters, romanised

_QUOTES = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "´": "'", "`": "'", "–": "-", "—": "-", "\ufeff": "", "\u200b": ""}
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LEGAL_FORMS = _words(
    "inc incorporated llc llp lp ltd limited corp corporation co company companies plc pllc pc pa pl sc apc psc lllp"
    " sa sas sasu sarl eurl sci scp selarl selas selafa scm snc gie sca se ag gmbh kg ohg ev bv nv oy ab as spa srl"
    " the and & of de du des d l la le les et"
)
"""Words that say nothing about which organisation it is: legal forms and articles, in the languages of the lists."""

IDENTIFYING = ("finess", "us-ccn", "nhs-ods", "siren", "lei", "finess-ej", "us-npi", "euid", "vat", "crn", "siret")
"""Schemes of identifiers of which one value is one organisation, that which is its identity first. `naics` is an industry."""

SINGLE = frozenset({"finess", "us-ccn", "nhs-ods", "siren", "lei", "finess-ej", "us-npi"})
"""Schemes in which one organisation has one number: two that differ are two organisations. A body has as many SIRET as sites."""

_WORD = re.compile(r"[a-z0-9]+|&")
_DOTTED = re.compile(r"\b(?:[a-z] ){1,4}[a-z]\b")


def clean_name(name: str) -> str:
    """One spelling of white space, quotes and dashes; leading and trailing separators go."""
    # nearly every cell: of its letters and signs only the back quote is one of those that become another
    text = name.replace("`", "'") if name.isascii() else unicodedata.normalize("NFC", name).translate(_QUOTES)
    return " ".join(text.split()).strip(" ,;\t")


_BRACKET = re.compile(r"[(\[]")
_CLOSING = {"(": ")", "[": "]"}


def without_brackets(text: str) -> str:
    """Text without what stands in round or square brackets. One that nothing closes stays, and is looked for once, however many open."""
    kept: list[str] = []
    at, unclosed = 0, set[str]()
    for found in _BRACKET.finditer(text):
        mark, start = found.group(), found.start()
        if start < at or mark in unclosed:
            continue
        end = text.find(_CLOSING[mark], start)
        if end < 0:
            unclosed.add(mark)
            continue
        kept += [text[at:start], " "]
        at = end + 1
    return "".join([*kept, text[at:]])


@lru_cache(maxsize=65536)
def fold_name(name: str) -> str:
    """Folded letters and digits in Latin writing, without apostrophes, other punctuation as single spaces."""
    return " ".join(_WORD.findall(fold_letters(romanised(clean_name(name))).replace("'", "")))


def joined_letters(folded: str) -> str:
    """`l l c` → `llc`: letters that stood between dots are one word."""
    return _DOTTED.sub(lambda m: m.group().replace(" ", ""), folded)


@lru_cache(maxsize=131072)
def matching_key(name: str) -> str:
    """What is compared when two names may be one organisation: folded, without legal forms and articles."""
    words = [word for word in joined_letters(fold_name(name)).split() if word not in LEGAL_FORMS]
    return " ".join(words) or fold_name(name)


def numbers_of(identifiers: Iterable[str]) -> dict[str, set[str]]:
    """The numbers that identify, by scheme."""
    found: dict[str, set[str]] = {}
    for identifier in identifiers:
        scheme, _, value = identifier.partition(":")
        if scheme in IDENTIFYING:
            found.setdefault(scheme, set()).add(value)
    return found


def is_site_of(site: Mapping[str, set[str]], body: Mapping[str, set[str]]) -> bool:
    """Whether numbers say that one is an establishment (SIRET, no SIREN) of the legal body that the other is."""
    return "siren" not in site and any(number[:9] in body.get("siren", ()) for number in site.get("siret", ()))


def two_by_number(one: Mapping[str, set[str]], other: Mapping[str, set[str]]) -> bool:
    """Whether numbers keep two organisations apart: two of one scheme, a body and its site, two sites, or a site of another body."""
    if any(one[scheme].isdisjoint(other[scheme]) for scheme in SINGLE & one.keys() & other.keys()):
        return True
    if is_site_of(one, other) or is_site_of(other, one):
        return True
    if "siret" in one and "siret" in other and "siren" not in one and "siren" not in other and one["siret"].isdisjoint(other["siret"]):
        return True
    bodies = [{*numbers.get("siren", ()), *(n[:9] for n in numbers.get("siret", ()))} for numbers in (one, other)]
    return bool(bodies[0]) and bool(bodies[1]) and bodies[0].isdisjoint(bodies[1])


def shared_number(one: Mapping[str, set[str]], other: Mapping[str, set[str]]) -> str | None:
    """The number that says that two are one, or None: none in common, or another number keeps them apart."""
    if two_by_number(one, other):
        return None
    for scheme in IDENTIFYING:
        if common := one.get(scheme, set()) & other.get(scheme, set()):
            return f"{scheme}:{min(common)}"
    return None
