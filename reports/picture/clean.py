"""Untrusted text on its way to a page: it stays text, and it cannot hide, reverse or flood anything."""

from __future__ import annotations

import unicodedata
from typing import Any
from urllib.parse import urlsplit

LONGEST = 600
"""Longer texts are cut, with an ellipsis."""

_JOINERS = "\u200c\u200d"
"""Kept although they are format characters: Persian and Indic words and many emoji are written with them."""


_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
"""Unicode categories: control, format, surrogate, private use, line and paragraph separators."""


def printable(text: str, longest: int = LONGEST) -> str:
    """The text without control, bidirectional-override, zero-width, surrogate and private-use characters.

    Each becomes U+FFFD, so that a reader sees that something was there. Nothing is escaped here: pages write text as text.
    """
    shown = "".join(c if c in _JOINERS or unicodedata.category(c) not in _HIDDEN else _replacement(c) for c in text)
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"


def _replacement(character: str) -> str:
    return " " if character in "\n\t\r\u2028\u2029" else "\ufffd"


def web_address(text: str) -> str | None:
    """The address if it is plain http(s) with a host and no credentials, else None (it is then shown as text)."""
    try:
        parts = urlsplit(text)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return None
    return text if usable and not any(c.isspace() or unicodedata.category(c).startswith("C") for c in text) else None


def scrub(value: Any) -> Any:
    """`printable` on every string inside lists and dicts; what is None or empty is left out of dicts."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {printable(k): scrub(v) for k, v in value.items() if v is not None and v != [] and v != ""}
    if isinstance(value, (list, tuple)):
        return [scrub(v) for v in value]
    return value
