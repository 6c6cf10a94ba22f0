"""Whether a part of a name is a natural person's: by title, credential, given name or initial, unless something says that it is a company.

What says so: the words of organisations, a legal form. A credential or a title beside a legal form is a practitioner's own company, and
bears the name of a person. A wrong "person" costs a name in the graph, a wrong "organisation" puts a person in it: doubt goes to "person".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from maillon.graph.folding import fold_letters
from maillon.graph.name_matching import clean_name
from maillon.loaders.person_words import (
    BRANDS,
    CALLINGS,
    COMPANY_FORMS,
    GENERIC_WORDS,
    GIVEN,
    LOUD_TITLES,
    ORGANISATION_WORDS,
    PARTNERS,
    PRACTICE_WORDS,
    PROFESSIONAL_FORMS,
    PROFESSIONS,
    ROLE_OF,
    SOLE_TRADER,
    SURNAMES_TOO,
    TITLES,
    TRADES,
)


class Sign(StrEnum):
    """What decided about a name."""

    CREDENTIAL = "credential"
    TITLE = "title"
    GIVEN_NAME = "given-name"
    SURNAME_FIRST = "surname-first"
    INITIAL = "initial"
    SOLE_TRADER = "sole-trader"
    IDENTIFIED = "identified"
    BRAND = "brand"
    FORM = "legal-form"
    WORD = "word"
    SURNAMES = "surnames"
    NONE = "none"


PERSONS = frozenset({Sign.CREDENTIAL, Sign.TITLE, Sign.GIVEN_NAME, Sign.SURNAME_FIRST, Sign.INITIAL, Sign.SOLE_TRADER})
STRONG = frozenset({Sign.CREDENTIAL, Sign.TITLE, Sign.INITIAL, Sign.SOLE_TRADER})
"""Signs of a person that hold beside words of an organisation too."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a part of a name is, by which sign, and the role of a person as far as a credential says it."""

    sign: Sign
    role: str = "practitioner"

    @property
    def person(self) -> bool:
        """Whether it is a natural person."""
        return self.sign in PERSONS


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    key: str
    """Folded, without dots and apostrophes."""

    @property
    def initial(self) -> bool:
        return len(self.key) == 1 and self.text[0].isupper()

    @property
    def dotted(self) -> bool:
        return self.text.endswith(".")


_LIBERAL_FORMS = frozenset(("selarl", "selas", "selafa", "selurl", "spfpl", "spfplas", "scp", "scm"))
"""Forms of French companies in which members of one liberal profession practise; the name is often theirs."""

_QUIET_TITLES = TITLES - LOUD_TITLES
_FORMS = COMPANY_FORMS | PROFESSIONAL_FORMS
_NO_NAME = _FORMS | TITLES | ROLE_OF.keys()
_SAYS_WHAT_KIND = _FORMS | GENERIC_WORDS | PRACTICE_WORDS | TRADES

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}[^\W\d_]?\b\.?|[^\W_]+(?:(?:['’-]|\.(?=[^\W\d_]))[^\W_]+)*\.?")
_REGISTER = re.compile(r"[^\W\d_][\w' -]*\*[\w' -]*(?:/[\w' -]*)*/")
"""How the French register of companies writes a natural person: `DURAND*MARIE LOUISE/`, `DURAND*DUPONT/MARIE LOUISE/`."""


_MARKS = re.compile(r"[.'’]")
_SARL = re.compile(r"(?i)\bs\.a\.r\.l\b\.?")
_OWN_FIRM = re.compile(r"(?i)\b(auto|micro)[- ]?(entrepreneur|entreprise)\b")


def _key(text: str) -> str:
    """How a word is looked up. `LAc` (acupuncture) is a credential and `Lac` a lake: only the first keeps its key."""
    key = fold_letters(text)
    if not key.isalnum():
        key = _MARKS.sub("", key)
    return "lake" if key == "lac" and text.replace(".", "") != "LAc" else key


@lru_cache(maxsize=8192)  # a name is looked at whole and part by part for one sign after the other
def _words_of(text: str) -> tuple[_Word, ...]:
    plain = _SARL.sub("SARL", text) if "." in text else text
    plain = _OWN_FIRM.sub(r"\1\2", plain)
    return tuple(_word(word) for word in _WORD.findall(plain))


@lru_cache(maxsize=16384)
def _word(text: str) -> _Word:
    return _Word(text, _key(text))


def _given(word: _Word) -> bool:
    return any(part in GIVEN for part in word.key.split("-")[:1])


_FUSED = re.compile(r"health|hospi|clinic|clinique|pharma|medic|dental|techni|compu|softw|bureautique|assur|insur|logist")
"""Stems of words of organisations that stand inside made-up names (`AdventHealth`, `Intersurgical`)."""


def _of_organisations(word: _Word) -> bool:
    return _is_of_organisations(word.key)


@lru_cache(maxsize=16384)
def _is_of_organisations(key: str) -> bool:
    if key in ORGANISATION_WORDS or _FUSED.search(key):
        return True
    return any(part in ORGANISATION_WORDS and len(part) > 3 for part in key.split("-"))


def in_register_form(name: str) -> bool:
    """Whether a name is written as the register of companies writes a natural person, with a married name or without."""
    return _REGISTER.fullmatch(clean_name(name)) is not None


@lru_cache(maxsize=8192)
def judge(text: str) -> Judgement:
    """What one part of a name is: one person, or one organisation."""
    if in_register_form(text):
        return Judgement(Sign.SOLE_TRADER)
    words = _words_of(clean_name(text))
    shouted = not any(c.islower() for c in text)
    keys = [word.key for word in words]
    if " ".join(keys).startswith(BRANDS):
        return Judgement(Sign.BRAND)
    role = next((ROLE_OF[key] for key in keys if key in ROLE_OF), "practitioner")
    if any(key in _LIBERAL_FORMS for key in keys) and any(key in _QUIET_TITLES for key in keys[:-1]):
        return Judgement(Sign.TITLE, role)  # `SELARL de biologistes du docteur X`
    if words and all(word.key in _QUIET_TITLES or word.text == "M." for word in words):  # `M. … (consultant)`
        return Judgement(Sign.TITLE, role)
    titled = _title_at(words, shouted)
    if titled is not None:
        after = [w for w in words[titled + 1 :] if w.key not in _NO_NAME]
        if (
            not any(_of_organisations(w) and w.key not in PARTNERS for w in after[1:])
            and 1 <= len(after) <= 5
            and not after[0].key.isdigit()
        ):
            return Judgement(Sign.TITLE, role)
        return Judgement(Sign.WORD)
    name = [w for w in words if w.key not in PROFESSIONAL_FORMS and not _is_credential(w, words)]
    if keys and keys[0] in ("the", "les", "le", "la"):
        return Judgement(Sign.WORD)
    company = any(w.key in COMPANY_FORMS for w in words)
    name = [w for w in name if w.key not in COMPANY_FORMS]
    if len(name) < len(words) and any(_is_credential(w, words) for w in words):
        letters = [w for w in name if len(w.key) > 1 and w.key not in ("and", "et", "of", "de")]
        if letters and len(name) <= 6 and not any(_of_organisations(w) or w.key.isdigit() for w in _without_surname(name)):
            return Judgement(Sign.CREDENTIAL, role)
    if company:
        return Judgement(Sign.FORM)
    named = [w for w in name if w.key not in TRADES]
    if any(_of_organisations(w) for w in _without_surname(name)):
        return Judgement(Sign.WORD)
    if any(key in SOLE_TRADER for key in keys) and named:
        return Judgement(Sign.SOLE_TRADER)
    traded = [w for w in name if w.key in TRADES and w.key not in PROFESSIONS]
    if traded and (traded[0] in name[:2] or all(_given(w) for w in named)):  # `Camille Ascenseur`, `Jean Marie Peinture`
        return Judgement(Sign.WORD)
    return Judgement(_by_name(named, shouted, traded=bool(traded)))


def _title_at(words: Sequence[_Word], shouted: bool) -> int | None:
    """The place of a title that begins the name, or stands behind words of a practice only."""
    for place, word in enumerate(words[:6]):
        if place == 0 and word.text == "M." and len(words) > 1 and len(words[1].key) > 1:
            return 0
        if word.key in TITLES and (word.key not in LOUD_TITLES or not shouted or word.dotted):
            return place if place + 1 < len(words) else None
        if word.key not in PRACTICE_WORDS and word.key not in COMPANY_FORMS:
            return None
    return None


def _is_credential(word: _Word, words: Sequence[_Word]) -> bool:
    """Letters of a credential behind a name: never the first word, and never a small word of a sentence."""
    return word.key in ROLE_OF and word is not words[0] and word.text[:1].isupper()


def _without_surname(name: list[_Word]) -> list[_Word]:
    """The words that may be those of an organisation: not the last of `Jack Hill`."""
    short = len(name) == 2 or (len(name) == 3 and (name[1].initial or _given(name[1])))
    if short and _given(name[0]) and name[-1].key in SURNAMES_TOO:
        return name[:-1]
    return name


_LINKS = frozenset(("of", "for", "in", "on", "at", "pour", "sur", "en", "to", "and", "et", "aux", "the"))
_VOWEL = re.compile(r"[aeiouyáéíóú]")
_PARTICLES = frozenset(("de", "du", "des", "la", "le", "les", "d", "l"))


def _by_name(name: list[_Word], shouted: bool, *, traded: bool) -> Sign:
    letters = [w for w in name if len(w.key) > 1]
    if not name or any(w.key.isdigit() or any(c.isdigit() for c in w.key) for w in name) or not letters or len(name) > 5:
        return Sign.NONE
    if any(w.key in _LINKS for w in name):
        return Sign.NONE
    words = [w for w in name if w.key not in _PARTICLES or w is name[0]]
    if len(words) < 2:
        return Sign.NONE
    if not all(w.initial or _VOWEL.search(w.key) for w in words):  # RTP, SN: no surname
        return Sign.NONE
    if _given(words[0]) and len(letters) >= 2 and len(words) <= 4:
        return Sign.GIVEN_NAME
    initials = [w for w in words if w.initial]
    between = initials and len(letters) >= 2 and not words[0].initial and not words[-1].initial
    if between and (any(w.dotted for w in initials) or not shouted):
        return Sign.INITIAL
    if len(words) in (2, 3, 4) and words[0].initial and words[0].dotted and len(letters) == 1:
        return Sign.INITIAL
    if len(words) == 2 and words[1].initial and words[1].dotted and len(letters) == 1:  # `Durand C.`
        return Sign.INITIAL
    if traded:
        return Sign.NONE
    if 2 <= len(words) <= 3 and all(_given(w) for w in words[1:] if not w.initial) and len(letters) >= 2:
        return Sign.SURNAME_FIRST
    if len(words) == len(letters) == 3 and _given(words[1]):
        return Sign.GIVEN_NAME
    return Sign.NONE


def calling_in(name: str) -> str | None:
    """What a person does, where the name says so and it is no health profession (`Ann Example (consultant)`)."""
    return next((CALLINGS[word.key] for word in _words_of(name) if word.key in CALLINGS), None)


def surname_first(first: str, second: str) -> bool:
    """`Example-Doe, Robin A`: a surname, a comma, and a given name with or without an initial."""
    before, after = _words_of(first), _words_of(second)
    if not 1 <= len(before) <= 2 or not 1 <= len(after) <= 3 or any(_of_organisations(w) or w.key in COMPANY_FORMS for w in before + after):
        return False
    return _given(after[0]) and all(w.initial or w.key in PROFESSIONAL_FORMS or _given(w) or w is after[0] for w in after)


_SURNAME = r"(?:(?:[Mm]a?c|[Dd][eu]s?|[Vv]an|[Vv]on|[Ll][ae]|[Dd]er?)\s+){0,2}[^\W\d_]['’]?[^\W\d_][^\W\d_'’-]*(?:-[^\W\d_]+)?"
_FIRM = re.compile(rf"({_SURNAME}(?:, {_SURNAME})+),? (?:&|and|et|y) ({_SURNAME})")


def is_firm(text: str) -> bool:
    """Whether a name is a list of three surnames or more, as firms of lawyers and accountants are called (`Example, Sample & Specimen`).

    `Example, John & Jane` are two persons of one surname: there all but the first are given names.
    """
    head, comma, form = text.rpartition(", ")
    bare = head if comma and all(w.key in _FORMS for w in _words_of(form)) else text
    found = _FIRM.fullmatch(bare)
    if found is None:
        return False
    surnames = [*found[1].split(", "), found[2]]
    words = [word for surname in surnames for word in _words_of(surname)]
    signs = any(w.key in ROLE_OF or w.key in TITLES or w.initial or (not w.text[:1].isupper() and w.key not in _NOBLE) for w in words)
    return not signs and not all(_given(_words_of(surname)[-1]) for surname in surnames[1:])


def is_generic(text: str) -> bool:
    """Whether a part only says what kind of practice it is (`A Professional Corporation`, `Podiatry`): no name of anything."""
    words = _words_of(text)
    return all(w.key in _SAYS_WHAT_KIND or w.key in ROLE_OF or len(w.key) == 1 for w in words)


def continues(text: str) -> bool:
    """Whether a part behind a comma belongs to the name before it: `MD, PC`, `Inc.`, `Jr.`."""
    words = _words_of(text)
    return bool(words) and all(w.key in ROLE_OF or w.key in COMPANY_FORMS or w.key in PROFESSIONAL_FORMS for w in words)


_OFFICE = re.compile(
    r"(?:(?:former|ex|acting|deputy|vice|then|prime|foreign|executive|investigating|general|head|ancien|ancienne)[ -]+){0,4}"
    r"(?:member of (?:the )?(?:[a-z]+ )?(?:parl|congress|senate|assembl|council|board|cabinet)"
    r"|mp\b|mep\b|senator|minister|president|secretary|chancellor|mayor|governor|ambassador|diplomat|judge|prosecutor|lawyer"
    r"|attorney|journalist|editor|reporter|activist|professor|researcher|director|chair(?:man|woman|person)|chief\b|ceo\b|founder|owner"
    r"|business(?:man|woman)|politician|spokes(?:man|woman|person)|advis[eo]r|head of|office director|[a-z]+ minister|[a-z ]+ assistant"
    r"|deput|ministre|maire\b|avocat|journaliste|direct(?:eur|rice)|senat(?:eur|rice)|professeur|gerant|fondat(?:eur|rice)|porte.parole)"
)
"""What stands in brackets behind a person's name, folded: an office, a calling (`Ann Example (Journalist, Spain)`)."""
_NOBLE = frozenset(("van", "den", "der", "de", "du", "des", "da", "di", "la", "le", "von", "zu", "el", "al", "bin", "i", "y", "e"))


def has_office(name: str) -> bool:
    """Whether a name that may be a person's stands before an office in brackets."""
    head, bracket, rest = name.partition("(")
    if not bracket:
        return False
    words = _words_of(head)
    if not words or not _shaped_like_person(head):
        return False
    if any(_of_organisations(word) and (len(word.key) > 3 or word.text.isupper()) for word in words):  # not the surname of `Elza Mas`
        return False
    return _OFFICE.match(fold_letters(rest).strip()) is not None


def may_be_person(name: str) -> bool:
    """Whether a name could be a person's for all that it shows: a few capitalised words, and no sign of an organisation."""
    head = clean_name(name.partition("(")[0])
    return _shaped_like_person(head) and (judge(head).person or judge(head).sign is Sign.NONE)


def _shaped_like_person(head: str) -> bool:
    """Two to five words, capitalised but for particles, without digits."""
    words = clean_name(head).split()
    told = [word for word in words if word not in _NOBLE]
    shaped = all(re.fullmatch(r"[^\W\d_]+(?:['’.-][^\W\d_]*)*", word) and word[0].isupper() for word in told)
    return len(words) <= 5 and len(told) >= 2 and shaped


def sounds_personal(name: str) -> bool:
    """Whether a name holds a given name, a title or a credential, whatever it is then taken for."""
    words = _words_of(name)
    return any(_given(w) or w.key in _QUIET_TITLES or _is_credential(w, words) for w in words)


def begins_with_credential(text: str) -> int:
    """The length of the credentials with which a part behind a comma begins (`DPM Podiatry`, `D.D.S. & Lee`), or of all if a form does."""
    end = 0
    for found in _WORD.finditer(text):
        key = _key(found.group())
        if key in COMPANY_FORMS and found.start() == 0 and key in ("inc", "llc", "corp", "ltd", "llp"):
            return len(text)
        if key not in ROLE_OF:
            break
        end = found.end()
    return end
