"""The text of bytes, whatever wrote them: UTF-8 and UTF-16 with and without a mark, Windows-1252, MacRoman, the code page of DOS.

What is not UTF is told apart by what it would say: letters that French, English or their neighbours write, and no capital in the middle
of a small word. Where none of the candidates gives that, nothing is read. Text that was read in the wrong encoding before it came here
(`RosÃ©e`) is put right, and said.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator

from maillon.loaders.messages import messages
from maillon.wording import Message, RefusedError

LOST = "\ufffd"
"""What a program writes for a letter that it could not read: the letter is gone, and no name holds it."""

_LEGACY = ("cp1252", "mac_roman", "cp850")
"""What spreadsheets of Windows, of the Mac, and "CSV (MS-DOS)" save; the first wins where several would do."""

_LETTERS = frozenset("àâäáãåæçéèêëíìîïñóòôöõøœúùûüýÿßÀÂÄÁÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜÝŸ")
_SIGNS = frozenset("«»’‘“”–—…€£°·²³©®™§•\u00a0\u00ad\u00ba\u00aa\u00b7\u00bf\u00a1\u00bd\u00bc\u00b4")
_SAMPLE = 5_000
"""So many lines, and so much of each, are enough to tell an encoding by."""

_MOST_STRANGE = 0.2
"""No more of the letters beyond ASCII than this part may be strange: else the encoding is none of those known."""


def decode(data: bytes) -> tuple[str, list[Message]]:
    """The text of a file, and what a reader should know of how it was read.

    Raises:
        RefusedError: in none of the encodings that are known, or not a text.
    """
    text = _unicode(data)
    if text is None:
        text = _legacy(data)
    if "\0" in text:
        raise RefusedError(messages("file.binary"))
    repaired, places = repair(text)
    remarks = [messages("text.repaired", count=places)] if places else []
    lost = sum(LOST in line for line in lines_of(repaired)) if LOST in repaired else 0
    if lost:
        remarks.append(messages("text.lost", lines=lost))
    asked = sum(bool("?" in line and _ASKED.search(line)) for line in lines_of(repaired)) if "?" in repaired else 0
    if asked:
        remarks.append(messages("text.asked", lines=asked))
    return repaired, remarks


def lines_of(text: str) -> Iterator[str]:
    """The lines of a text with their ends, one by one: a list of a million of them takes more memory than the text."""
    start = 0
    if text.count("\r") == text.count("\r\n"):
        while end := text.find("\n", start) + 1:
            yield text[start:end]
            start = end
    else:  # of the Mac of old
        for found in _LINE_END.finditer(text):
            yield text[start : found.end()]
            start = found.end()
    if start < len(text):
        yield text[start:]


_LINE_END = re.compile(r"\r\n|\r|\n")

_ASKED = re.compile(r"[^\W\d_]\?\??[^\W\d_]|[^\W\d_]\?\?(?=\s[^\W\d_])|ƒR\?")
"""A question mark inside a word stands for a letter that was lost."""


def _unicode(data: bytes) -> str | None:
    """The text if it is UTF-8, UTF-16 or UTF-32; None if it is something else."""
    marks = (
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    )
    name = next((name for mark, name in marks if data.startswith(mark)), None) or _without_mark(data)
    if name is None:
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return None
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise RefusedError(messages("text.broken", name=name.upper(), byte=error.start)) from error


def _without_mark(data: bytes) -> str | None:
    """UTF-16 without a mark: of western text every second byte is zero."""
    head = data[: 4096 - len(data) % 2]
    zeros = [head[side::2].count(0) for side in (0, 1)]
    if len(data) % 2 or max(zeros) < len(head) // 2 * 0.6 or min(zeros) > max(zeros) // 10:
        return None
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"


def _legacy(data: bytes) -> str:
    """Line by line: UTF-8 where it is, since exports that went through two programs hold both, and one older encoding elsewhere."""
    lines = data.splitlines(keepends=True)
    others = [line[:_SAMPLE] for line in lines if not _is_utf8(line)][:_SAMPLE]
    scores = {name: _strangeness(others, name) for name in _LEGACY}
    best = min(_LEGACY, key=lambda name: scores[name])  # the first of those that are equal
    if scores[best] > _MOST_STRANGE:
        raise RefusedError(messages("text.encoding"))
    return "".join(line.decode("utf-8" if _is_utf8(line) else best, errors="replace") for line in lines)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _strangeness(lines: Iterable[bytes], encoding: str) -> float:
    """The part of the letters beyond ASCII that nobody would write so, from 0 to 1."""
    strange = beyond = 0
    for line in lines:
        text = line.decode(encoding, errors="replace")
        for place, character in enumerate(text):
            if character.isascii():
                continue
            beyond += 1
            before, after = text[place - 1 : place], text[place + 1 : place + 2]
            if character in _LETTERS:
                capital = character.isupper() and before.islower()
                small = character.islower() and before.isupper() and after.isupper()
                foreign = not before.isascii() and not after.isascii() and before.isalpha() and after.isalpha()  # a whole word of them
                strange += capital or small or foreign
            else:
                strange += character not in _SIGNS
    return strange / beyond if beyond else 0.0


_RUN = re.compile("[\u00c2-\u00f4√¬≈‚][^\x00-\x7f]+")
_READ_AS = ("cp1252", "mac_roman")
_LONGEST_RUN = 200
"""No word of the languages that are read holds more letters beyond ASCII one after the other."""


def repair(text: str) -> tuple[str, int]:
    """Text of which UTF-8 was read as something else, put right, and the number of places: `RosÃ©e` and `Ros√©e` → `Rosée`."""
    places = 0
    for _ in range(0 if text.isascii() else 3):  # three programs may have done it one after the other
        mended, count = _RUN.subn(_mended, text)
        if mended == text:
            break
        places, text = places or count, mended
    return text, places


def _mended(match: re.Match[str]) -> str:
    run, found, at = match.group(), "", 0
    if len(run) > _LONGEST_RUN:
        return run
    while at < len(run):
        letter, used = next((pair for size in (2, 3, 4) if (pair := _letter(run[at : at + size]))), (run[at], 1))
        found, at = found + letter, at + used
    return found


def _letter(text: str) -> tuple[str, int] | None:
    """The one letter whose UTF-8 was read as these, and their number."""
    for encoding in _READ_AS:
        try:
            data = b"".join(c.encode("latin-1") if "\x80" <= c <= "\x9f" else c.encode(encoding) for c in text)
            letter = data.decode("utf-8")
        except UnicodeError:
            continue
        if len(letter) == 1 and (letter in _SIGNS or "\u00a0" <= letter <= "\u017f" or letter in "\u2009\u202f"):
            return letter, len(text)
    return None
