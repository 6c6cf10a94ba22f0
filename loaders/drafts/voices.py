"""Who speaks in a sentence, as an organisation or a role; and whether the sentence says that a thing may be so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from maillon.loaders.drafts.words import either
from maillon.loaders.volumes import folded_in_place

_DONE, _NOW, _EN = either("said_fr"), either("say_fr"), either("say_en")
_THE = r"(?:(?:un|une|la|le|les|l'|the|a|an|its|our)\s?)?(?:[\w'-]+ ){0,4}$"
_SPOKE = re.compile(
    rf"^[\w ,'’()\"-]{{0,60}}?(?:\b(?:a|ont|avait|aurait|l'a|nous a) (?:ainsi |egalement |aussi |deja )?{_DONE}\b"
    rf"|\b{_NOW}(?:nt)?\b|(?<!was )(?<!were )(?<!been )(?<!be )\b{_EN}\b)"
)
_ACCORDING = re.compile(rf"(?:\bselon|\bd'apres|\bde source|\baccording to|\bas per|\bper|\bpour)\s{_THE}")
_INVERTED = re.compile(rf"[»\"”,]\s*(?:(?:a|ont|avait) {_DONE}|{_NOW}(?:nt)?|{_EN})(?:[- ](?:t-)?(?:il|elle|on))?\s{_THE}")
_ROLE = re.compile(rf"(?<![\w-]){either('role')}(?![\w-])")
_MAY = re.compile(rf"(?<![\w-]){either('may')}(?![\w-])")


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says a sentence: the place of an organisation among those named in it, and a role where one is told."""

    party: int | None
    role: str


def voice_in(sentence: str, parties: Sequence[tuple[int, int]]) -> Voice | None:
    """Who speaks in a sentence; None where it names no speaker.

    Args:
        sentence: its text.
        parties: begin and end, in it, of each organisation that it names.
    """
    folded = folded_in_place(sentence)
    for place, (start, end) in enumerate(parties):
        if _ACCORDING.search(folded[:start]) or _INVERTED.search(folded[:start]) or _SPOKE.match(folded[end:]):
            return Voice(place, _role_before(sentence, folded, start))
    for found in _ROLE.finditer(folded):
        before, after = folded[: found.start()], folded[found.end() :]
        if _ACCORDING.search(before) or _INVERTED.search(before) or _SPOKE.match(after):
            return Voice(None, sentence[found.start() : found.end()].lower())
    return None


def _role_before(sentence: str, folded: str, end: int) -> str:
    """The role that stands just before an organisation (`le porte-parole de Weda`), as written."""
    found = list(_ROLE.finditer(folded, max(0, end - 60), end))
    near = found and end - found[-1].end() < 25
    return sentence[found[-1].start() : found[-1].end()].lower() if near else ""


def conditional_in(sentence: str) -> str:
    """The word by which a sentence says that a thing may be so (`pourraient`, `may have`), as written; empty where none does."""
    folded = folded_in_place(sentence)
    for found in _MAY.finditer(folded):
        written = sentence[found.start() : found.end()]
        if not (written[:1] == "M" and written.startswith("May") and re.match(r" \d", sentence[found.end() :])):
            return written
    return ""
