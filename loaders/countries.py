"""Countries in words, French or English, as lists write them: `France`, `États-Unis`, `USA`, `Irlande (UE)`."""

from __future__ import annotations

import gettext
import re
from collections import defaultdict
from functools import lru_cache

from maillon.graph.name_matching import fold_name, without_brackets

_MORE = {
    "US": ("usa", "u s a", "u s", "etats unis d amerique", "etats unis", "united states", "united states of america"),
    "GB": ("uk", "u k", "royaume uni", "grande bretagne", "great britain", "angleterre", "england", "ecosse", "scotland"),
    "NL": ("hollande", "pays bas", "holland", "the netherlands"),
    "CZ": ("tcheque", "republique tcheque", "tchequie", "czech republic"),
    "KR": ("coree du sud", "south korea"),
    "RU": ("russie", "russia"),
    "VN": ("viet nam", "vietnam"),
    "TW": ("taiwan",),
    "TR": ("turquie", "turkey"),
    "IR": ("iran",),
    "FR": ("france metropolitaine", "metropole", "fr metropole"),
}
_BETWEEN = re.compile(r"[,;/\n+&]| - |\bet\b|\band\b|\bou\b|\bor\b")


def country_code(text: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of the one country that a cell names; None where it names none that is known, or several."""
    found = countries_in(text)
    return next(iter(found)) if len(found) == 1 else None


@lru_cache(maxsize=4096)
def countries_in(text: str) -> frozenset[str]:
    """The codes of all countries that a cell names, one a part; empty where some part is no country that is known."""
    whole = _code(text)
    if whole is not None:
        return frozenset({whole})
    parts = [part for part in _BETWEEN.split(without_brackets(text)) if part.strip()]
    codes = [_code(part) for part in parts]
    return frozenset(code for code in codes if code) if all(codes) else frozenset()


def _code(text: str) -> str | None:
    folded = fold_name(without_brackets(text)) or fold_name(text)
    return _names().get(folded)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    import pycountry

    french = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=["fr"], fallback=True)
    found: dict[str, str] = {}
    heads: dict[str, set[str]] = defaultdict(set)
    for country in pycountry.countries:
        said = [country.name, getattr(country, "common_name", ""), getattr(country, "official_name", "")]
        for name in [country.alpha_2, country.alpha_3, *said, *(french.gettext(name) for name in said if name)]:
            found.setdefault(fold_name(name), country.alpha_2)
            head, comma, rest = name.partition(", ")
            if comma:  # Moldavie, République de
                found.setdefault(fold_name(f"{rest} {head}"), country.alpha_2)
                heads[fold_name(head)].add(country.alpha_2)
    alone = {head: min(codes) for head, codes in heads.items() if len(codes) == 1}  # there are two Koreas
    known = {**alone, **found, **{name: code for code, names in _MORE.items() for name in names}}
    return {name: code for name, code in known.items() if name}
