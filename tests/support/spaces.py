"""French is set with spaces that do not break; tests write it as it is typed."""

from __future__ import annotations

_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})


def typed(text: str) -> str:
    """The text with ordinary spaces."""
    return text.translate(_SPACES)
