"""Names as people type them: case, accents and punctuation folded for search."""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "’": "'", "ʼ": "'"})
_SEPARATORS = re.compile(r"[\s\-_/.,;:()'\"«»]+")


def fold(text: str) -> str:
    """`Océalab (Morbihan)` → `ocealab morbihan`: for comparing, never for showing."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _SEPARATORS.sub(" ", plain.casefold()).strip()
