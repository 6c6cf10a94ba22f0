"""What of a name or identifier tells organisations apart, and what does not."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from maillon.graph.folding import fold_letters

_QUOTES = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "´": "'", "`": "'", "–": "-", "—": "-", "\ufeff": "", "\u200b": ""}
)
_SPACES = re.compile(r"\s+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LEGAL_FORMS = _words(
    "inc incorporated llc llp lp ltd limited corp corporation co company companies plc pllc pc pa pl sc apc psc lllp"
    " sa sas sasu sarl eurl sci scp selarl selas selafa scm snc gie sca se ag gmbh kg ohg ev bv nv oy ab as spa srl"
    " the and & of de du des d l la le les et"
)
"""Words that say nothing about which organisation it is: legal forms and articles, in the languages of the lists."""

IDENTIFYING = ("lei", "siren", "siret", "finess", "us-npi")
"""Schemes of identifiers of which one value is one organisation, best first. `naics` is an industry."""

_WORD = re.compile(r"[a-z0-9]+|&")
_DOTTED = re.compile(r"\b(?:[a-z] ){1,4}[a-z]\b")


def clean_name(name: str) -> str:
    """One spelling of white space, quotes and dashes; leading and trailing separators go."""
    text = unicodedata.normalize("NFC", name).translate(_QUOTES)
    return _SPACES.sub(" ", text).strip(" ,;\t")


@lru_cache(maxsize=65536)
def fold_name(name: str) -> str:
    """Folded letters and digits, without apostrophes, other punctuation as single spaces. Letters of other scripts go."""
    return " ".join(_WORD.findall(fold_letters(clean_name(name).replace("'", ""))))


def joined_letters(folded: str) -> str:
    """`l l c` → `llc`: letters that stood between dots are one word."""
    return _DOTTED.sub(lambda m: m.group().replace(" ", ""), folded)


@lru_cache(maxsize=131072)
def matching_key(name: str) -> str:
    """What is compared when two names may be one organisation: folded, without legal forms and articles."""
    words = [word for word in joined_letters(fold_name(name)).split() if word not in LEGAL_FORMS]
    return " ".join(words) or fold_name(name)


def same_organisation(one: str, other: str) -> str | None:
    """Why two identifiers name one legal body, or None: equal, or a SIRET (a site) whose first nine digits are the SIREN."""
    if one == other and one.partition(":")[0] in IDENTIFYING:
        return one
    for site, body in ((one, other), (other, one)):
        if site.startswith("siret:") and body.startswith("siren:") and site[6:15] == body[6:]:
            return f"{body} ({site})"
    return None
