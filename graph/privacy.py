"""Personal identifiers that must never enter: a French NIR, an e-mail address, a telephone number."""

from __future__ import annotations

import re

from maillon.graph.messages import messages
from maillon.wording import Message, RefusedError

_NIR = re.compile(r"(?<!\d)[12]\s?\d{2}\s?(?:0[1-9]|1[0-2]|[2-9]\d)\s?(?:\d{2}|2[AB])\s?\d{3}\s?\d{3}(?:\s?\d{2})?(?!\d)")
_MAIL = re.compile(r"[\w.+-]@[\w-]++\.[\w-]")
"""The middle of an address: one sign before the `@` is enough, and a longer beginning would be looked for at every letter."""
_PHONE = re.compile(
    r"(?<![\d.])(?:(?:\+|00)\d{1,3}[ .-]?(?:\(0\)\s?)?\d(?:[ .-]?\d{2,3}){3,4}"
    r"|0[1-9](?:[ .-]\d{2}){4}|0[1-9]\d{8}|\(\d{3}\) ?\d{3}-\d{4})(?![\d])"
)

_FIGURES = re.compile(r"\d(?:\D{0,3}\d){9}")
_BEHIND_PLUS = re.compile(r"\+\d(?:\D{0,3}\d){7}")
"""Ten digits close to one another, or eight behind a plus: no number above has fewer, or parts them by more. A day has eight."""

_OWN = re.compile(
    r"(?<![0-9A-Za-z])(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?:row|link)[- ][0-9a-f]{10,12})(?![0-9A-Za-z])", re.IGNORECASE
)
"""Ids that may hold ten digits in a row and are none of a person: a UUID (RFC 9562), and the hashes of rows and links."""


def may_hold_a_number(text: str) -> bool:
    """Whether so many figures stand together that a number of a person may be among them."""
    return _FIGURES.search(text) is not None or ("+" in text and _BEHIND_PLUS.search(text) is not None)


def personal_identifier(text: str) -> Message | None:
    """Name the kind of personal identifier found in `text`, or None.

    A NIR is taken by its shape (sex, year, month, department) and its control key, computed by python-stdnum.
    """
    if "@" not in text and not may_hold_a_number(text):
        return None
    text = _OWN.sub("…", text)
    if _MAIL.search(text):
        return messages("privacy.mail")
    for match in _NIR.finditer(text):
        from stdnum.fr import nir

        if nir.is_valid(match.group()) or len(re.sub(r"\s", "", match.group())) == 13:
            return messages("privacy.nir")
    if _PHONE.search(text):
        return messages("privacy.phone")
    return None


def refuse_personal_identifier(text: str) -> str:
    """Return `text` unchanged.

    Raises:
        RefusedError: it holds a personal identifier. The message names the kind, never the value.
    """
    found = personal_identifier(text)
    if found:
        raise RefusedError(messages("privacy.found", what=found))
    return text
