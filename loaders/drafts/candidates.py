"""NewNames in a text that nobody knows yet: what is probably an organisation, and what may be a person, which never enters a file.

An organisation is recognised by a sign of its own (a word of organisations or a legal form in it, a capital inside a word, an acronym) or
by what stands beside it (`la société X`, `X, éditeur de`, `according to X`). What could be a person's name goes to the persons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillon.graph.folding import fold_letters
from maillon.graph.places import region_code
from maillon.loaders.countries import country_code
from maillon.loaders.drafts.known_names import DOMAIN, Mention
from maillon.loaders.drafts.words import either, words
from maillon.loaders.person_words import COMPANY_FORMS, GIVEN, TITLES
from maillon.loaders.persons import Sign, judge
from maillon.wording import LANGUAGES

if TYPE_CHECKING:
    from maillon.loaders.drafts.sentences import Sentence

_CAP = r"(?:[A-Z]\.(?=[ \u00a0][A-Z])|[A-ZÀ-ÖØ-Ý][\w’'-]*|[a-z]{1,2}[A-Z][\w-]*|\d+(?![KMGTP][Bbo]\b)[A-Z]\w*)"
_LINK = r"(?:de la|de l['’]|du|des|de|d['’]|et|&|\+|of the|of|and|for|pour|à|the)"
_NAME = re.compile(
    rf"(?<![\w@./-]){_CAP}(?:(?:[ \u00a0]{_LINK})?(?:(?<=['’])|[ \u00a0]){_CAP})*(?:,? (?:Inc|Ltd|LLC|Corp|SA|SAS|SARL)\b\.?)?"
)
_ARTICLE = r"(?:une?|la|le|qui|an?|the|which)"
_CUE_BEFORE = re.compile(
    rf"\b{either('cue_before')}[ \u00a0](?:(?:la|le|les|l['’]|the|de la|de|du|d['’])[ \u00a0]?)?[«“\"]?[ \u00a0]?$", re.IGNORECASE
)
_CUE_AFTER = re.compile(
    rf"^[»”\"]?(?:['’]s {either('owned_after')}|,? {_ARTICLE} {either('noun_after')}\b| (?:a|ont|avait) {either('did_after')}\b"
    rf"| {either('does_after')}\b)"
)
_ATTACKER_BEFORE = re.compile(
    rf"\b{either('attacker_before')}[ \u00a0](?:(?:la|le|les|l['’]|the|de la|de|du|d['’])[ \u00a0]?)?[«“\"]?[ \u00a0]?$", re.IGNORECASE
)
_ATTACKER_AFTER = re.compile(rf"^[»”\"]?,? (?:{_ARTICLE} )?{either('attacker_after')}\b")
_PERSON_BEFORE = re.compile(rf"\b{either('person_before')}[ \u00a0]$")
_BODY_BEFORE = re.compile(rf"\b{either('body_before')}[ \u00a0][«“\"]?[ \u00a0]?$", re.IGNORECASE)
_PERSON_AFTER = re.compile(rf"^,? \(?{either('person_after')}\w*")
_NO_NAME, _PLACES = words("no_name") | {fold_letters(word) for word in words("alone")}, words("places")
_SMALL = {language: frozenset(map(fold_letters, words(f"small_{language}"))) for language in LANGUAGES}
_PRESS, _HOSPITAL = words("press"), words("hospital_prefix")
_INSTITUTION = re.compile(rf"(?<![\w-]){either('institution')} (?:de la |de l['’]|du |des |de |d['’])(?=[A-ZÀ-Ý])")
_STATES = ("US", "CA", "AU", "GB", "FR", "BE", "CH")


@dataclass(frozen=True, slots=True)
class NewName:
    """A name that may be an organisation's, as the text writes it first, with each place."""

    name: str
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NewNames:
    """What a text names beside what is known."""

    organisations: tuple[NewName, ...]
    attackers: tuple[NewName, ...]
    """Names under which somebody attacks or claims to, none that may be a person's."""
    persons: tuple[str, ...]
    """NewNames that may be a person's: shown to a person, kept in no file."""
    unsure: tuple[str, ...]
    """Capitalised words with no sign of what they are."""


@dataclass(slots=True)
class _Seen:
    name: str
    places: list[int]
    person: bool = False
    attacker: bool = False
    sure: bool = False
    cued: bool = False
    inside: int = 0
    """How often it stands in the middle of a sentence."""


def new_names(sentences: Sequence[Sentence], known: Sequence[Mention], language: str) -> NewNames:
    """Candidates for organisations, and for persons, that are not among the `known` mentions of a text in `fr` or `en`."""
    seen: dict[str, _Seen] = {}
    covered = [(mention.start, mention.end) for mention in known]
    for sentence in sentences:
        if _is_headline(sentence.text):
            continue
        for start, name in _spans(sentence, covered, _SMALL[language]):
            one = seen.setdefault(fold_letters(name), _Seen(name, []))
            one.places.append(sentence.start + start)
            _look(one, name, sentence, start)
    persons = {key for key, one in seen.items() if one.person and not one.sure}
    surnames = {word for key in persons for word in key.split()[1:]}
    organisations, attackers, unsure = [], [], []
    for key, one in seen.items():
        if key in persons or (" " not in key and key in surnames):
            continue
        if one.attacker and len(one.name.split()) <= _MOST_WORDS:
            attackers.append(NewName(one.name, tuple(one.places)))
            continue
        repeated = " " not in key and one.inside >= 3 and not _is_place(key)
        if (one.sure or one.cued or repeated) and len(one.name.split()) <= _MOST_WORDS:
            organisations.append(NewName(one.name, tuple(one.places)))
        elif one.inside:
            unsure.append(one.name)
    return NewNames(tuple(organisations), tuple(attackers), tuple(seen[key].name for key in persons), tuple(unsure))


def _is_headline(text: str) -> bool:
    """Whether nearly every word of a line has a capital, as in English headlines: no name stands out there."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return len(words) >= 4 and text[-1] not in '.!?…»”"' and sum(word[0].isupper() for word in words) > 0.8 * len(words)


_PLACE_AFTER = re.compile(r", [A-Z]{2}\b(?!\w)(?! [a-z]+ed\b)")
"""What follows the name of a town in the United States."""
_MOST_WORDS = 8
"""A longer run of capitals is a headline."""


def _spans(sentence: Sentence, covered: Sequence[tuple[int, int]], small: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Capitalised runs of a sentence that no known name covers, without the small words with which a sentence begins."""
    for found in _NAME.finditer(sentence.text):
        start, name = found.start(), found.group()
        pieces = _without_known(name, start, sentence.start, covered)
        for at, piece in (one for pair in pieces for one in _apart(*pair)):
            at, piece = _trimmed(at, piece, small)
            key = fold_letters(piece).replace("’", "'")
            word = piece[0].islower() and not _inner_capital(piece)
            if len(piece) < 2 or word or key in small or key in _NO_NAME or piece.isdigit() or country_code(piece) is not None:
                continue
            institution = next((m for m in _INSTITUTION.finditer(sentence.text) if m.end() == at), None)
            if institution is not None:
                at, piece = institution.start(), sentence.text[institution.start() : at + len(piece)]
            place = _is_place(key) or _PLACE_AFTER.match(sentence.text, at + len(piece)) is not None
            if institution is not None or not place:
                yield at, piece


def _without_known(name: str, start: int, base: int, covered: Sequence[tuple[int, int]]) -> list[tuple[int, str]]:
    """The parts of a run that are no known name; a run that is more than one known name by a word or two stays whole."""
    inside = [(a - base - start, b - base - start) for a, b in covered if a < base + start + len(name) and b > base + start]
    if not inside:
        return [(start, name)]
    pieces, at = [], 0
    for a, b in sorted(inside):
        if a > at:
            pieces.append((start + at, name[at:a]))
        at = max(at, b)
    pieces.append((start + at, name[at:]))
    return [(place, piece) for place, piece in pieces if piece.strip()]


_FIELD = re.compile(
    r"^(?:the )?(?:department|ministry|office|cent(?:er|re)s?|agency|bureau|institute|ministère|direction)\b", re.IGNORECASE
)
"""Before `X and Y`: both are what it is for."""


def _apart(start: int, name: str) -> list[tuple[int, str]]:
    """`A Health Plan and B Health Care` are two, where each side alone is the name of an organisation."""
    found = re.search(r"[ \u00a0](?:and|et)[ \u00a0]", name)
    sides = [name[: found.start()], name[found.end() :]] if found else []
    alone = all(len(side.split()) > 1 and judge(side).sign in (Sign.WORD, Sign.FORM) for side in sides)
    if found is None or not alone or _FIELD.match(name):
        return [(start, name)]
    return [(start, sides[0]), (start + found.end(), sides[1])]


_EDGE = re.compile(rf"^(?:{_LINK}(?:[ \u00a0]|(?<=['’])))+|(?:[ \u00a0]{_LINK})+[ \u00a0]?$", re.IGNORECASE)


def _trimmed(start: int, name: str, small: frozenset[str]) -> tuple[int, str]:
    """A run without small words at its ends (`Le CHU`, `Selon Weda`)."""
    while True:
        bare = name.strip(" \u00a0'’,.-")
        start += len(name) - len(name.lstrip(" \u00a0'’,.-"))
        elided = re.match(r"^(?:L|D|Qu|S|N|C|J)['’](?=[\wÀ-Ý])", bare)
        first = re.match(r"^[\w’'-]+(?=[ \u00a0])", bare)
        if elided:
            cut = elided.end()
        elif first and fold_letters(first.group()) in small and len(bare) > first.end():
            cut = first.end()
        else:
            found = _EDGE.search(bare)
            if found is None or found.end() - found.start() >= len(bare):
                return start, re.sub(r"['’]s?$", "", bare)
            cut = found.end() if found.start() == 0 else 0
            bare = bare[: found.start()] if found.start() else bare
        start, name = start + cut, bare[cut:]


def _look(one: _Seen, name: str, sentence: Sentence, start: int) -> None:
    """Note what a name shows at one of its places."""
    before, after = sentence.text[:start], sentence.text[start + len(name) :]
    parts = name.split()
    one.inside += bool(before.strip(" «“\"'(–—-"))
    sign = judge(name).sign
    titled = _PERSON_BEFORE.search(before) is not None or fold_letters(parts[0]).rstrip(".") in TITLES
    if titled or (_PERSON_AFTER.match(after) and len(parts) > 1 and sign not in (Sign.WORD, Sign.FORM)):
        one.person = True
        return
    if (parts[0] in _HOSPITAL and len(parts) > 1) or _BODY_BEFORE.search(before):
        one.sure = True
        return
    hostile = _ATTACKER_BEFORE.search(before) is not None or _ATTACKER_AFTER.match(after) is not None
    if hostile and not judge(name).person and (len(parts) > 1 or fold_letters(name) not in GIVEN):
        one.attacker = True
        return
    if len(parts) > 1 and (judge(name).person or sign is Sign.NONE):
        letters = [w for w in parts if w[0].isupper()]
        if judge(name).person or (
            len(letters) <= 3 and not any(_inner_capital(w) or w.isupper() for w in parts) and not _cued(before, after)
        ):
            one.person = one.person or judge(name).person or _PERSON_AFTER.match(after) is not None
            return
    one.sure = one.sure or (sign in (Sign.WORD, Sign.FORM, Sign.BRAND) and len(parts) > 1) or any(_inner_capital(w) for w in parts)
    one.sure = one.sure or (len(parts) == 1 and 2 <= len(name) <= 7 and name.isupper() and name.isalpha() and not sentence.text.isupper())
    one.sure = one.sure or (len(parts) > 1 and not name.isupper() and any(2 <= len(w) <= 4 and w.isupper() for w in parts))
    one.sure = one.sure or (len(parts) > 1 and any(fold_letters(w) in _PRESS for w in parts))
    one.sure = one.sure or DOMAIN.match(after) is not None or name[0].islower()
    one.sure = one.sure or any(fold_letters(w).strip(".") in COMPANY_FORMS for w in parts[1:])
    if fold_letters(parts[0]) in GIVEN and len(parts) == 1:
        return
    one.cued = one.cued or (_cued(before, after) and not _is_place(fold_letters(name)))


def _cued(before: str, after: str) -> bool:
    return _CUE_BEFORE.search(before) is not None or _CUE_AFTER.match(after) is not None


def _inner_capital(word: str) -> bool:
    return re.search(r"[a-zà-ÿ][A-ZÀ-Ý]|^[a-z][A-Z]|\d[A-Z]|[A-Z]\d", word) is not None


def _is_place(key: str) -> bool:
    """A country, a region, or a town that is known; or several of them in one."""
    parts = [part for part in re.split(r" and | et ", key) if part]
    return bool(parts) and all(p in _PLACES or country_code(p) is not None or _is_region(p) for p in parts)


def _is_region(key: str) -> bool:
    return len(key) > 3 and any(region_code(country, key) for country in _STATES)  # a shorter one would be a code
