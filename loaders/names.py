"""Names of organisations as lists write them: cleaned, compared, and taken out where they name a natural person."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from maillon.graph.folding import other_letters
from maillon.graph.name_matching import LEGAL_FORMS, clean_name, fold_name
from maillon.loaders.messages import messages
from maillon.loaders.person_words import ROLE_OF
from maillon.loaders.persons import (
    STRONG,
    Judgement,
    Sign,
    begins_with_credential,
    calling_in,
    continues,
    has_office,
    in_register_form,
    is_firm,
    is_generic,
    judge,
    may_be_person,
    surname_first,
)
from maillon.loaders.placeholders import placeholder

if TYPE_CHECKING:
    from maillon.wording import Message

MAX_SLUG = 70
"""Longest readable part of an id, in characters; longer names are cut and closed with eight digits of their hash."""


def is_blank(name: str) -> bool:
    r"""Whether a cell names nobody: empty, `\N`, `NA`, `Unknown`, `Aucun`, `voir annexe`, `interne` and the like (`placeholders`)."""
    return placeholder(name) is not None


@lru_cache(maxsize=8192)
def fold_of_ids(name: str) -> str:
    """A name as ids are made of it, by the rule of the first ids: `Lærdal` → `l rdal`, `Æsio` → `sio`.

    It loses the letters that Unicode does not decompose (æ, ø, ł, đ, ð, þ, ı) and splits words at them. It stays for ids that were given
    by it and go on resolving, and for what decides about them. Names are compared, and ids made, by `fold_name`, which loses none.
    """
    text = clean_name(name).replace("'", "")
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE"))
        text = "".join(c for c in text if not unicodedata.combining(c))
    text = text.casefold()
    return " ".join(re.findall(r"[a-z0-9]+|&", text))


@lru_cache(maxsize=8192)
def slug(name: str) -> str:
    """The readable part of an id: each letter in Latin writing; what that does not tell apart ends it, as a short hash."""
    text = fold_name(name).replace("&", "and").replace(" ", "-")
    if not text:
        return first_slug(name)
    lost = other_letters(clean_name(name))
    if lost and len(text) + 9 <= MAX_SLUG:
        return f"{text}-{_hash(lost)}"
    return _cut(text, text + lost)


@lru_cache(maxsize=8192)
def first_slug(name: str) -> str:
    """The same by the rule of the first ids (`fold_of_ids`), which incidents keep: their rows are told apart by other things as well."""
    text = fold_of_ids(name).replace("&", "and").replace(" ", "-")
    return _cut(text, text) if text else f"x{_hash(clean_name(name))}"  # no letter of it is Latin


def _cut(text: str, whole: str) -> str:
    return text if len(whole) <= MAX_SLUG else f"{text[:MAX_SLUG].rstrip('-')}-{_hash(whole)}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


_TRADING = re.compile(
    r"(?:(?<!\s)\s++)?(?:[(,]\s*+)?\b(?:d\s?[./]?\s?b\s?[./]?\s?a\b[./]*|f\s?/\s?k\s?/\s?a\b/?|a\s?/\s?k\s?/\s?a\b/?"
    r"|formerly known as|also known as|doing business as)[\s,:]*",
    re.IGNORECASE,
)


_AND_AT_END = re.compile(r"(?<![,\s])[,\s]++(?:and|et)$", re.IGNORECASE)


def trading_names(name: str) -> tuple[str, list[str]]:
    """`X d/b/a Y` → (`X`, [`Y`]); also `dba`, `f/k/a`, `a/k/a` and their long forms, with or without parentheses."""
    clean = clean_name(name)
    parts = [clean_name(part) for part in _TRADING.split(clean)]
    if len(parts) > 1 and any("(" in found for found in _TRADING.findall(clean)):
        parts = [part.rstrip(")").strip() for part in parts]
    parts = [part if part.count("(") >= part.count(")") else part.rstrip(")").strip() for part in parts]
    parts = [_AND_AT_END.sub("", part) for part in parts if part]
    return (parts[0], parts[1:]) if parts else (clean, [])


def several_in_one(name: str) -> bool:
    """Whether a cell may hold several organisations: `;` in it, or three parts between commas that are no legal form or title."""
    if ";" in name:
        return True
    if name.count(",") < 2:
        return False
    return len(_more_than_forms(name.split(","))) >= 3


def may_name_several(name: str, *, listed: bool = False) -> bool:
    """Whether a cell that is read as one name may hold several: two parts or more between commas, slashes or plus signs.

    With `listed` (a column of those whom somebody engages) also what `et`, `and` or `&` joins.
    """
    bare = _BRACKETS.sub("", clean_name(name))
    return len(_more_than_forms((_APART_OR_JOINED if listed else _APART).split(bare))) > 1


_APART = re.compile(r",|(?<=\s)[/+](?=\s)")
_APART_OR_JOINED = re.compile(rf"{_APART.pattern}|(?<=\s)(?:et|and|&)(?=\s)", re.IGNORECASE)


def _more_than_forms(parts: Sequence[str]) -> list[str]:
    """The parts of a cell that are more than a legal form or the letters of a title."""
    folded = [fold_name(part) for part in parts]
    return [p for p in folded if p and not set(p.replace(" ", "").split()) <= LEGAL_FORMS and p.replace(" ", "") not in ROLE_OF]


@dataclass(frozen=True, slots=True)
class Person:
    """What may be said of a natural person: a role, nothing else."""

    role: str

    @property
    def words(self) -> Message:
        """The role in both languages."""
        return messages(f"practice.{self.role}")


@dataclass(frozen=True, slots=True)
class PublicName:
    """What of a name may enter: the organisation's part and its other names, or only the role of a person.

    `sign` is what decided; `dropped` says that a part of the name, or all of it, is a person's and is not kept.
    """

    name: str | None
    aliases: tuple[str, ...] = ()
    person: Person | None = None
    sign: Sign = Sign.NONE
    dropped: bool = False


def person_in(name: str) -> Person | None:
    """The role of the person whose name it is (`Ann B. Example, DDS`), else None."""
    return public_name(name).person


def public_name(name: str, *, identified: bool = False, wary: bool = False) -> PublicName:
    """Take persons out of a name.

    `Ann B. Example, DDS d/b/a Example Smiles` gives the trading name, `Ann Example, Example Printing Group` and `Example Clinic
    (Dr. Ann Example)` the organisation, and `Ann B. Example, DDS` alone no name, only the role.

    Args:
        name: as a list writes it.
        identified: a checked identifier says that it is an organisation (FINESS, LEI); its name is kept whatever it looks like.
        wary: the list names persons too: what could be a person's name is taken for one.
    """
    return _public_name(name, identified, wary)


@lru_cache(maxsize=32768)  # a list is gone through twice: where it holds more names than this, each is judged twice
def _public_name(name: str, identified: bool, wary: bool) -> PublicName:
    if not identified and (has_office(name) or (wary and may_be_person(name))):
        return PublicName(None, (), Person("person"), judge(name.partition("(")[0]).sign, dropped=True)
    if not identified and in_register_form(name):  # before a bar is taken for what parts two names
        return PublicName(None, (), Person("practitioner"), Sign.SOLE_TRADER, dropped=True)
    text = _CARE_OF.split(clean_name(name), 1)[0].strip(" ,;-") or clean_name(name)
    head, others = trading_names(text)
    found = [_without_persons(other) for other in others]
    aliases = tuple(part.name for part in found if part.name)
    own = _without_persons(head)
    dropped = own.dropped or any(part.dropped for part in found)
    if own.name is None and identified:
        return PublicName(head, aliases, sign=Sign.IDENTIFIED, dropped=any(part.dropped for part in found))
    if own.name is None and aliases:
        return PublicName(aliases[0], aliases[1:], sign=own.sign, dropped=True)
    return PublicName(own.name, aliases, own.person, own.sign, dropped)


_CARE_OF = re.compile(r"\bc/o\b|\bcare of\b", re.IGNORECASE)
_BRACKETS = re.compile(r"(?:(?<!\s)\s++)?[(\[]([^()\[\]]*+)[)\]]")
_ALSO = re.compile(r"(?<!\s)\s++(?:&|and|et|y)\s+", re.IGNORECASE)
_OFFICE_OF = re.compile(
    r"(?i)^(?:the\s+)?(?:law\s+|dental\s+|medical\s+)?(?:offices?|practice|cabinet|étude|etude)\s+(?:of|de|du|d')\s*(?=\S)"
)


def _without_persons(name: str) -> PublicName:
    """One name, without its trading names, as `public_name` judges it."""
    if is_firm(name):
        return PublicName(name, sign=Sign.SURNAMES)
    parts = _parts(name)
    judged = [(part, _judged(part)) for part in parts]
    if _surname_before_given(name):
        return PublicName(None, (), Person("practitioner"), Sign.SURNAME_FIRST, dropped=True)
    outside, inside = _around_brackets(name)
    outside = outside.strip()
    if inside and _surname_before_given(outside):  # `Example, Ann (contractor)`, `Example, Ann (Sample Ltd)`
        firm = next((found for found in inside if judge(found).sign in (Sign.WORD, Sign.FORM, Sign.BRAND) and not is_generic(found)), None)
        person = None if firm else Person(calling_in(name) or "practitioner")
        return PublicName(firm, (), person, Sign.SURNAME_FIRST, dropped=True)
    if any(_surname_before_given(found) for found in inside):  # `Example Clinic (Example, Ann)`
        return replace(_without_persons(outside), dropped=True)
    if _several_surname_first(name):
        return PublicName(None, (), Person("practitioner"), Sign.SURNAME_FIRST, dropped=True)
    persons = [one for _, one in judged if one.person]
    if not persons:
        sign = next((one.sign for _, one in judged if one.sign is not Sign.NONE), Sign.NONE)
        return _without_person_beside(name, sign)
    kept = [part for part, one in judged if not one.person and not is_generic(part)]
    named = next((part for part in kept if judge(part).sign is not Sign.NONE), None)
    weak = all(one.sign not in STRONG for one in persons)
    if named is None and kept and (weak or len(kept[0].split()) > 1):
        named = kept[0] if not judge(parts[0]).person or len(kept[0].split()) > 2 else None
    if named is not None:
        return PublicName(named, (), None, persons[0].sign, dropped=True)
    role = calling_in(name) if persons[0].role == "practitioner" else None
    return PublicName(None, (), Person(role or persons[0].role), persons[0].sign, dropped=True)


def _surname_before_given(text: str) -> bool:
    """`Example, Ann`: one comma, a surname before it and given names behind."""
    first, comma, second = text.partition(",")
    return bool(comma) and "," not in second and surname_first(first, second)


def _several_surname_first(name: str) -> bool:
    """`Example, Ann & Sample, Paul`, `Example, Ann; Sample, Paul`, `Example, Ann et Paul`: several persons, some by given name alone."""
    first, *others = (piece.partition(",") for part in name.split(";") for piece in _ALSO.split(part))
    if not others or not first[1] or not surname_first(first[0], first[2]):
        return False
    return all(surname_first(one, rest) if comma else _is_given_alone(one) for one, comma, rest in others)


def _judged(part: str) -> Judgement:
    """A part that stands alone between separators: one person, several (`Ann and Paul Example`), or an organisation."""
    bare = _OFFICE_OF.sub("", part)
    whole = judge(bare)
    several = [piece for piece in _ALSO.split(bare) if piece.strip()]
    if len(several) > 1 and not whole.person:
        each = [judge(piece) for piece in several]
        names = [one.person or _is_given_alone(piece) for piece, one in zip(several, each, strict=True)]
        if any(one.person for one in each) and all(names):
            return next(one for one in each if one.person)
        if len(several) == 2 and each[-1].sign is Sign.CREDENTIAL and whole.sign is Sign.NONE:
            return each[-1]
    return whole


def _is_given_alone(piece: str) -> bool:
    return len(piece.split()) == 1 and judge(f"{piece} Example").person


def _without_person_beside(name: str, sign: Sign) -> PublicName:
    """`Example Eye Center and Ann Q. Example, MD`: a person behind an organisation, joined to it by a word."""
    several = [piece.strip(" ,") for piece in _ALSO.split(name)]
    if len(several) == 2 and not _is_given_alone(several[0].split()[-1] if several[0] else ""):
        one, other = judge(several[0]), judge(several[1])
        clear = other.sign in STRONG or (other.sign is Sign.GIVEN_NAME and one.sign is Sign.WORD and len(several[0].split()) > 1)
        if other.person and clear and not one.person and one.sign in (Sign.WORD, Sign.FORM, Sign.NONE):
            return PublicName(several[0], (), None, other.sign, dropped=True)
    return PublicName(name, (), None, sign)


def _around_brackets(name: str) -> tuple[str, list[str]]:
    """What stands outside of the brackets of a name, and what inside each."""
    if "(" not in name and "[" not in name:
        return name, []
    return _BRACKETS.sub(" ", name), [found for found in _BRACKETS.findall(name) if found.strip()]


_MAY_PART = re.compile(r"[;/-]")
_BETWEEN = re.compile(r"(?:(?<!\s)\s++)?;\s*+|(?<=[^\W\d_]{2})\.?\s*+/\s*+(?=[^\W\d_]{3})|(?<!\s)\s++-++\s+")


def _parts(name: str) -> list[str]:
    """The parts of a cell that may each be somebody: between `;`, `/`, a dash with spaces, brackets and commas.

    What only continues the name before it (`MD, PC`, `Inc.`) stays with it.
    """
    outside, inside = _around_brackets(name)
    found: list[str] = []
    for piece in [*(_BETWEEN.split(outside) if _MAY_PART.search(outside) else [outside]), *inside]:
        parts: list[str] = []
        for part in (part.strip() for part in piece.split(",")):
            cut = begins_with_credential(part) if parts else 0
            if parts and part and continues(part):
                parts[-1] = f"{parts[-1]}, {part}"
            elif cut:
                parts[-1] = f"{parts[-1]}, {part[:cut]}"
                rest = re.sub(r"^\s*(?:&|and\b|et\b)?\s*", "", part[cut:]).strip(" .")
                parts += [rest] if rest else []
            elif part:
                parts.append(part)
        found += parts
    return [part for part in found if any(c.isalpha() for c in part)] or [name]
