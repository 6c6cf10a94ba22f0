"""Characters that no text from outside may bring in, because nobody sees them, and what is done about them.

They are the control characters (Unicode category Cc) but tab and the ends of lines, which are white space; the format characters (Cf) but
the two joiners, with which Persian, Indic words and emoji are written; halves of characters (Cs), which no file can hold; and U+FFFE and
U+FFFF, which are none, and which neither YAML nor XML can hold. They command
a terminal, hide or turn round what stands beside them, and part a name from itself where it is searched. What a person writes with one
is refused at its line; what a list holds is read without it, and that is said.
"""

from __future__ import annotations

import re

from maillon.graph.messages import messages
from maillon.wording import Message, RefusedError

_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_FORMATS = (
    "\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
_LOST = "\ud800-\udfff\ufffe\uffff"
_STRANGE = re.compile(f"[{_CONTROLS}{_FORMATS}{_LOST}]")
_BECOMES = re.compile(f"(?P<space>[{_CONTROLS}])|(?P<lost>[{_LOST}])|[{_FORMATS}]")

_ESCAPED = re.compile(r"\\(?:[bf]|u(?:00[0-19a]|007f|0[6-8]|18|20[026]|d[89a-f]|f[ef]))", re.IGNORECASE)
"""Escapes of JSON among which theirs are; a few others begin alike."""


def strange_character(text: str) -> str | None:
    """The first character of a text that may not be in it, as its code point (`U+001B`); None where there is none."""
    if text.isprintable():  # nearly every text: the quickest question that there is
        return None
    found = _STRANGE.search(text)
    return _code_point(found.group()) if found else None


def _code_point(character: str) -> str:
    return f"U+{ord(character):04X}"


def may_hide_strange(text: str) -> bool:
    """Whether a text of JSON may hold such a character, as it is or as an escape: it is asked of a whole file, before anything is read."""
    if _ESCAPED.search(text) is not None:
        return True
    return any(_holds_strange(text[start : start + _PIECE]) for start in range(0, len(text), _PIECE))


_PIECE = 1 << 16


def _holds_strange(text: str) -> bool:
    """Whether such a character stands in a piece of a file; nearly every piece is printable but for its blanks."""
    plain = text.replace("\n", " ").replace("\r", " ").replace("\t", " ")
    return not plain.isprintable() and _STRANGE.search(text) is not None


def strange_text(text: str) -> Message | None:
    """Why a text cannot stand: the code point of such a character in it; None where it can."""
    found = strange_character(text)
    return None if found is None else messages("text.character", code=found)


def refuse_strange_character(text: str) -> str:
    """Return `text` unchanged.

    Raises:
        RefusedError: it holds such a character, whose code point is in the message.
    """
    found = strange_text(text)
    if found is not None:
        raise RefusedError(found)
    return text


def without_strange_characters(text: str) -> tuple[str, tuple[str, ...]]:
    """A text without them, and their code points, each once.

    A control character becomes a space, because programs leave one where a letter or a sign was; a format character goes, because
    nothing is where it was; half a character, or none, becomes U+FFFD, the sign of a letter that is lost.
    """
    if strange_character(text) is None:
        return text, ()
    met = dict.fromkeys(_code_point(found.group()) for found in _STRANGE.finditer(text))
    return _BECOMES.sub(_instead, text), tuple(met)


def _instead(found: re.Match[str]) -> str:
    return " " if found["space"] else "\N{REPLACEMENT CHARACTER}" if found["lost"] else ""


def on_one_line(text: str) -> str:
    """Text as a part of a line that a person reads, wherever it is printed."""
    return terminal_safe(" ".join(text.replace("\t", " ").splitlines()))


def terminal_safe(text: str) -> str:
    """Text that cannot move the cursor, change the colours of a terminal or turn its lines round; what was taken shows as U+FFFD."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in _SHOWN else "\N{REPLACEMENT CHARACTER}" for c in text)


_SHOWN = frozenset("\n\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\u200c\u200d")
"""What Python does not call printable and a terminal shows all the same, or that joins what it shows."""


def taken_text(text: str | None) -> str | None:
    """A text as a record takes it, on one line: a store of an earlier version may hold what nobody sees. None where nothing is left."""
    return " ".join(without_strange_characters(text)[0].splitlines()).strip() or None if text else None
