"""What a narrative of the breach portal settles: a few sentences that its authority always writes alike. The text itself is never kept.

A sentence that these patterns do not know settles nothing: the row then says what its columns say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_AUTHORITY = re.compile(r"\bOCR\b|Office for Civil Rights")
_NO_BREACH = re.compile(
    r"\b(?:did|does) not constitute an? (?:\w+ )?breach\b|\b(?:was|is) not an? (?:reportable |HIPAA )?breach\b"
    r"|\bno (?:reportable )?breach (?:of [^.]{1,60} )?(?:had |has )?occurred\b|\bthere was no (?:reportable )?breach\b",
    re.IGNORECASE,
)
_ENTITY_JUDGED = re.compile(
    r"\b(?:CE|BA|covered entity|business associate|plan|provider)(?:['\u2019]s)? (?:\w+ )?(?:determin|conclud|believ|claim|assert|report)"
)
_DUPLICATE = re.compile(
    r"\bduplicative of\b"
    r"|\bconsolidated (?:\w+ ){0,5}?(?:into|with) (?:\w+ ){0,4}?"
    r"(?:breach report|(?:review|investigation) of the (?:BA|business associate))",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\bconsolidated (?:\w+ ){0,5}?(?:into|with)\b", re.IGNORECASE)
_ASSOCIATE = re.compile(r"\b(?:its|their|the CE['\u2019]s) (?:\w+ ){0,2}?business associates?,? ?\((?:the )?[\u201c\"]?BA[\u201d\"]?\)")


@dataclass(frozen=True, slots=True)
class Settled:
    """What a narrative says beside the columns of its row."""

    no_breach: bool
    """The authority found that it was no breach."""
    duplicate: bool
    """The case is the same as another one, in which its people are counted."""
    joined: bool
    """The case was joined to another one, of which the narrative does not say that it counts the same people."""
    associate: bool
    """An associate of the entity that reports took part, whatever the column says."""


def settled(text: str) -> Settled:
    """Read a narrative."""
    text = " ".join(text.split())
    judged = ("OCR" in text or "Office for Civil Rights" in text) and _NO_BREACH.search(text)
    beside = "BA" in text and _ASSOCIATE.search(text)
    if not (judged or beside or _MOVED.search(text)):  # most: they are not taken apart
        return _NOTHING
    sentences = _SENTENCE.split(text)
    no_breach = any(_AUTHORITY.search(s) and _NO_BREACH.search(s) and not _ENTITY_JUDGED.search(s) for s in sentences)
    duplicate = any(_DUPLICATE.search(s) for s in sentences)
    joined = not duplicate and any(_JOINED.search(s) for s in sentences)
    return Settled(no_breach, duplicate, joined, any(_ASSOCIATE.search(s) for s in sentences))


_NOTHING = Settled(no_breach=False, duplicate=False, joined=False, associate=False)
_MOVED = re.compile(r"\b(?:duplicative|consolidated)\b", re.IGNORECASE)
"""How each sentence about another case begins."""
