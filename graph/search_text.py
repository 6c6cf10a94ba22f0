"""Names as people type them: case, accents and punctuation folded for search."""

from __future__ import annotations

import re

from maillon.graph.folding import fold_letters

SEPARATORS = r"""[\s\-_/.,;:()'’ʼ"«»]+"""
"""What stands between words, as a regular expression that Python and JavaScript read alike: the page searches by it too."""

_SEPARATORS = re.compile(SEPARATORS)


def fold(text: str) -> str:
    """`Océalab (Morbihan)` → `ocealab morbihan`: for comparing, never for showing."""
    return _SEPARATORS.sub(" ", fold_letters(text)).strip()
