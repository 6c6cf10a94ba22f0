"""Who speaks in a sentence, as an organisation or a role; and whether the sentence says that a thing may be so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from maillon.loaders.drafts.words import either
from maillon.loaders.volumes import folded_in_place

_DONE, _NOW, _EN = either("said_fr"), either("say_fr"), either("say_en")
_THE = r"(?:(?:un|une|la|le|les|l'|the|a|an|its|our)\s?)?(?:[\w'-]+ ){0,4}$"
_SAYS = re.compile(
    rf"\b(?:a|ont|avait|aurait|l'a|nous a) (?:ainsi |egalement |aussi |deja )?{_DONE}\b|\b{_NOW}(?:nt)?\b"
    rf"|(?<!was )(?<!were )(?<!been )(?<!be )\b{_EN}\b"
)
_UP_TO_VERB = re.compile(r"[\w ,'’()\"-]{0,60}")
"""What may stand between who speaks and the verb."""
_UNSAID = re.compile(
    r"(?:\b(?:not|never|cannot|nor|ne|sans|without|yet to|unable to|declin\w+ to|refus\w+ (?:to|de))|n't) (?:[a-z]+ly |yet )*$|\bn'$"
)
"""Before a verb of saying: nothing is said (`has not confirmed`, `n'indique pas`, `declined to say`)."""
_ACCORDING = re.compile(rf"(?:\bselon|\bd'apres|\bde source|\baccording to|\bas per|\bper|\bpour)\s{_THE}")
_INVERTED = re.compile(rf"[»\"”,]\s*(?:(?:a|ont|avait) {_DONE}|{_NOW}(?:nt)?|{_EN})(?:[- ](?:t-)?(?:il|elle|on))?\s{_THE}")
_ROLE = re.compile(rf"(?<![\w-]){either('role')}(?![\w-])")
_ASSERTS = re.compile(r"claim|alleg|revendi|pretend")
_WHO = rf"(?P<who>{either('outsider')}|group|groupe)"
_ITS_SUBJECT = re.compile(rf"(?:, ?|\b(?:the|an?|la|le|les|des|une?|some) |\bl')(?:[\w'-]+ ){{0,2}}{_WHO} ?$")
"""Before a verb: somebody else than who was named earlier (`DentaQuest, the group claims, …`)."""
_AFTER_QUOTE = re.compile(r"[,»”\"] ?$")
_INVERTED_SUBJECT = re.compile(rf" (?:(?:the|an?|la|le|les|des|une?|some) |l')?(?:[\w'-]+ ){{0,2}}{_WHO}(?![\w-])")
_NO_RECORDS = r"(?! (?:data|info|record|histor|number|form|file))"
"""After `claims`: those of an insurer."""
_ASSERTION = r"(?:claims?|allegations?|assertions?|revendications?|affirmations?|dires)"
_THEIR_ASSERTION = (
    re.compile(rf"(?<![\w-]){_WHO}(?:'s?)? (?:[\w-]+ )?(?:claims?|allegations?|assertions?)\b{_NO_RECORDS}"),
    re.compile(rf"\b{_ASSERTION} (?:(?:of|by|from|du|des|de|d') ?)(?:(?:the|an?|la|une?) |l')?(?:[\w'-]+ ){{0,2}}?{_WHO}(?![\w-])"),
)
"""What attackers, plaintiffs or other outsiders assert, whoever confirms, denies or merely tells it (`the group's claim`)."""
_OWN_ASSERTION = re.compile(rf"'s? (?:[\w-]+ )?(?:claims?|allegations?|assertions?)\b{_NO_RECORDS}")
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
    for form in _THEIR_ASSERTION:
        if found := form.search(folded):
            return _outsider(sentence, found.span("who"))
    for place, (start, end) in enumerate(parties):
        if _ACCORDING.search(folded[:start]) or _INVERTED.search(folded[:start]) or _OWN_ASSERTION.match(folded[end:]):
            return Voice(place, _role_before(sentence, folded, start))
        spoke = _subject(folded, end, parties)
        if spoke is not None:
            return _outsider(sentence, spoke) if spoke[1] > end else Voice(place, _role_before(sentence, folded, start))
    for found in _ROLE.finditer(folded):
        before, end = folded[: found.start()], found.end()
        if _ACCORDING.search(before) or _INVERTED.search(before):
            return _outsider(sentence, found.span())
        spoke = _subject(folded, end, parties)
        if spoke is not None:
            return _outsider(sentence, spoke if spoke[1] > end else found.span())
    return None


def _outsider(sentence: str, span: tuple[int, int]) -> Voice:
    return Voice(None, sentence[span[0] : span[1]].lower())


def _subject(folded: str, end: int, parties: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Who says what is said after `end`: the place of an outsider, `(end, end)` for who ends there, None where nobody or another party."""
    for verb in _SAYS.finditer(folded, end):
        between = folded[end : verb.start()]
        if not _UP_TO_VERB.fullmatch(between):
            return None
        if _UNSAID.search(between):
            continue
        asserts = _ASSERTS.search(verb.group()) is not None
        if (found := _ITS_SUBJECT.search(between)) and (asserts or not found["who"].startswith("group")):
            return end + found.start("who"), end + found.end("who")
        if _AFTER_QUOTE.search(between):
            if found := _INVERTED_SUBJECT.match(folded, verb.end()):
                return found.span("who")
            if any(0 < start - verb.end() < _NEAR for start, _ in parties):
                return None
        before = [(start, stop) for start, stop in parties if end < start < stop <= verb.start()]
        if any(not folded[stop : verb.start()].strip() and not _OF.search(folded[:start]) for start, stop in before):
            return None
        return end, end
    return None


_NEAR = 10
"""Characters between a verb and the party that says it: an article, a quotation mark."""
_OF = re.compile(r"\b(?:of|by|chez|par|de|du|des|and|et) (?:(?:the|la) |l')?$|\bd'$")
"""Before a party that another one is told by: `HexaHost, client of Weda, said`."""


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
