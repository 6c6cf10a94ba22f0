"""What a terminal or a pipe can take: no sign of an answer is ever an error, and a pipe gets UTF-8 whatever the locale says."""

from __future__ import annotations

import codecs
import io
import os
import sys
from collections.abc import Sequence

_PLAIN = {
    "→": "->",
    "←": "<-",
    "≥": ">=",
    "≤": "<=",
    "≈": "~",
    "–": "-",
    "—": "-",
    "…": "...",
    "·": "-",
    "×": "x",
    "«": '"',
    "»": '"',
    "’": "'",
    "\N{NO-BREAK SPACE}": " ",
    "\N{NARROW NO-BREAK SPACE}": " ",
}
"""Signs of our texts, and what stands for them where a terminal has not got them."""


def plain(text: str) -> str:
    """Text in ASCII: letters folded as for a search, but in their case, our signs in others; what has none is a question mark."""
    return "".join(_PLAIN.get(sign) or _letter(sign) for sign in text)


def _letter(sign: str) -> str:
    from maillon.graph.folding import fold_letters

    bare = fold_letters(sign)
    if not (bare and bare.isascii()):
        return "?"
    return bare.upper() if sign.isupper() else bare


def _replaced(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return plain(error.object[error.start : error.end]), error.end


def open_closed() -> None:
    """Let standard input, output and error that were closed (`<&-`, `>&-`) be there, empty and heard by nobody.

    Else the first file that is opened would take the place of one, and get what is printed.
    """
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        if getattr(sys, name) is None:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free, which is this one
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115 - stays open to the end


def read_words(words: Sequence[str]) -> list[str]:
    """The words of a line as UTF-8, whatever the locale took them for: in `C` of old every accent came as bytes that are no text.

    What is no UTF-8 stays as it came; a file may be called so.
    """
    return [_read_word(word) for word in words]


def _read_word(word: str) -> str:
    try:
        return os.fsencode(word).decode("utf-8")
    except UnicodeError:
        return word


def take_every_sign() -> None:
    """Make standard output and standard error take every text.

    A program that reads a pipe gets the bytes that a file would hold, in UTF-8, unless PYTHONIOENCODING says another encoding.
    """
    codecs.register_error("maillon.plain", _replaced)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            piped = not stream.isatty() and not os.environ.get("PYTHONIOENCODING")
            stream.reconfigure(encoding="utf-8" if piped else stream.encoding, errors="maillon.plain")


class ReaderGoneError(Exception):
    """Nobody reads standard output any more (`| head`): no fault, and nothing to say."""


def flush() -> None:
    """Hand over what is left for standard output while an error of it can still be said.

    Raises:
        ReaderGoneError: nobody reads it any more.
        OSError: there is no room for it.
    """
    try:
        sys.stdout.flush()
    except BrokenPipeError as error:
        raise ReaderGoneError from error


def abandon() -> None:
    """What is left for standard output goes nowhere, without a word, also when the program ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
