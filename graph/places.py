"""Where an organisation is, as lists write it: country, region, town, postcode; and what of that tells places apart.

Lists write one town in many ways (`PARIS 12`, `Paris Cedex 12`, `75012 PARIS`; `Saint-Étienne`, `ST ETIENNE`) and a state by its code or
its name. Two places are compared by what both give: what one of them leaves out says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from maillon.graph.name_matching import fold_name

_SAME_WORDS = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft", "north": "n", "south": "s", "east": "e", "west": "w"}
_SMALL_WORDS = frozenset(["le", "la", "les", "l", "de", "du", "des", "d", "en", "sur", "s", "sous", "lez", "the", "of", "and"])
_ARRONDISSEMENT = re.compile(r"(\d{1,2})(?:er|e|eme|ieme|me|nd|st|th|rd)?$")
_CITIES = {"paris": ("75", 20), "lyon": ("69", 9), "marseille": ("13", 16)}
"""French cities with arrondissements: the department that begins their postcodes, and how many there are."""

_OVERSEAS = {"9A": "971", "9B": "972", "9C": "973", "9D": "974", "9E": "PM", "9F": "976"}
"""Overseas departments as the registers of care providers number them."""

_CURRENT = {"FR-75C": "FR-75"}
"""Codes of which the older one is what lists write."""

_LOCAL = re.compile(r"[A-Z0-9]{1,3}")
_MAX_TOWN = 30


@dataclass(frozen=True, slots=True)
class Locality:
    """A place, of which any part may be missing. `region` is an ISO 3166-2 code, or the list's own text where it is none."""

    country: str | None = None
    region: str | None = None
    town: str | None = None
    postcode: str | None = None

    @classmethod
    def read(
        cls, *, country: str | None = None, region: str | None = None, town: str | None = None, postcode: str | None = None
    ) -> Locality:
        """A place from the cells of a row. A French postcode in front of the town is taken for one, and gives the department."""
        country = country.upper() if country else None
        if town and not postcode and (found := re.fullmatch(r"(\d{5})\s+(.+)", town.strip())):
            postcode, town = found.groups()
        code = region_code(country, region) if region else None
        if code is None and region is None and country == "FR" and postcode:
            code = _department(postcode)
        return cls(country, code or (region.strip() if region else None), town.strip() if town else None, postcode)

    @property
    def code(self) -> str | None:
        """The region, where it is an ISO 3166-2 code."""
        return self.region if self.region and re.fullmatch(r"[A-Z]{2}-[A-Z0-9]{1,3}", self.region) else None

    @property
    def slug(self) -> str:
        """What of the place tells one organisation of a list from another of its name, as part of an id; '' where nothing is given."""
        region = _hyphened(self.region.removeprefix(f"{self.country}-"))[:_MAX_TOWN].rstrip("-") if self.region else ""
        land = self.country.lower() if self.country else "in"
        town, quarter = town_of(self.town, self.postcode) if self.town else (_hyphened(self.postcode or ""), "")
        near = _hyphened(town)[:_MAX_TOWN].rstrip("-") + (f"-{quarter}" if quarter else "")
        if not (self.country or region or near):
            return ""
        return land + (f"-{region}" if region else "") + (f".{near}" if near else "")


def _hyphened(text: str) -> str:
    return fold_name(text).replace("&", "and").replace(" ", "-")


@lru_cache(maxsize=65536)
def town_of(town: str, postcode: str | None = None) -> tuple[str, str]:
    """A town in the spelling that towns are compared by, and its arrondissement ('' where none is given).

    `CEDEX` and what follows it, articles and `sur` do not matter, nor does `Saint` against `St`.
    """
    words = [_SAME_WORDS.get(word, word) for word in fold_name(re.sub(r"[^\w\s]", " ", town)).split()]
    if "cedex" in words:
        words = words[: words.index("cedex")] or words
    words = [w for w in words if w not in ("arrondissement", "arr", "ardt")]
    quarter = ""
    if len(words) > 1 and (found := _ARRONDISSEMENT.fullmatch(words[-1])):
        quarter, words = str(int(found[1])), words[:-1]
    words = [w for w in words if w not in _SMALL_WORDS] or words
    plain = " ".join(words)
    if plain in _CITIES and not quarter and postcode and re.fullmatch(r"\d{5}", postcode):
        department, most = _CITIES[plain]
        if postcode.startswith(department) and 1 <= int(postcode[3:]) <= most:
            quarter = str(int(postcode[3:]))
    return plain, quarter


def _department(postcode: str) -> str | None:
    if not re.fullmatch(r"\d{5}", postcode) or postcode.startswith("20"):  # Corsica: 20 begins both of its departments
        return None
    return f"FR-{postcode[:3] if postcode.startswith(('97', '98')) else postcode[:2]}"


@lru_cache(maxsize=4096)
def region_code(country: str | None, text: str) -> str | None:
    """The ISO 3166-2 code of a state, province or department given by its code or its name (`TX`, `Texas`, `9D`, `Corrèze`), or None."""
    upper = text.strip().upper()
    if re.fullmatch(r"[A-Z]{2}-[A-Z0-9]{1,3}", upper) and country in (None, upper[:2]):
        return upper
    if country is None:
        return None
    if country == "FR":
        upper = _OVERSEAS.get(upper, upper.zfill(2) if upper.isdigit() else upper)
        if re.fullmatch(r"0\d{2}", upper):  # 075, as some registers pad it
            upper = upper[1:]
    if _LOCAL.fullmatch(upper) and (country != "FR" or len(upper) < 4) and not (upper.isalpha() and len(upper) == 3 and country != "FR"):
        return f"{country}-{upper}"
    import pycountry

    known_here: Iterable[Any] = pycountry.subdivisions.get(country_code=country) or ()  # type: ignore[no-untyped-call]
    wanted = fold_name(text.replace("-", " "))
    for known in known_here:
        names = {fold_name(part) for part in (known.name, known.name.partition("(")[0], known.name.replace("-", " "))}
        if wanted in names or wanted in {name.removeprefix("la ") for name in names}:
            code: str = _CURRENT.get(known.code, known.code)
            return code if re.fullmatch(r"[A-Z]{2}-[A-Z0-9]{1,3}", code) else None
    return None


def regions_differ(one: str | None, other: str | None) -> bool:
    """Whether two region codes name two places. A French region (`FR-IDF`) and a department (`FR-75`) are of two levels: not known."""
    if one is None or other is None or one == other:
        return False
    return one[:2] != other[:2] or (len(one) == 6 and one[3:].isalpha()) == (len(other) == 6 and other[3:].isalpha())
