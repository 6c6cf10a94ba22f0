"""The number of a party of a contract, read as what it is: the word for its kind is often wrong, and check digits are not.

A number that identifies in a whole country or in the Union is an identity in every list. Others (a foreign number, Tahiti's, that of a
publisher's own register) tell the parties of this list apart. What is neither is no number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from maillon.loaders.contracts.values import is_filler
from maillon.loaders.identifiers import normalise
from maillon.loaders.messages import messages
from maillon.loaders.names import slug
from maillon.wording import Message, RefusedError


@dataclass(frozen=True, slots=True)
class PartyNumber:
    """What a number says: the identity (`scheme:value`), the identifiers that it is kept as, and how it is shown without a name."""

    identity: str
    identifiers: tuple[str, ...] = ()
    shown: str = ""
    remark: Message | None = None

    @property
    def everywhere(self) -> bool:
        """Whether it is an identity in every list, and not in this one alone."""
        return bool(self.identifiers)


_OF_ELSEWHERE = frozenset(("HORSUE", "FRW", "FRWF", "TAHITI", "RIDET", "IREP"))
"""Kinds whose numbers are no SIREN, whatever their digits."""
_FRENCH = re.compile(r"(?:FR|SIREN|SIRET|SIRENE|RCS|INSEE|RNA)+")
_COMPANIES_HOUSE = re.compile(r"(?:[A-Z]{2}\d{6}|\d{8}|R\d{7}|IP\d{5}R|SP\d{5}R)")


@lru_cache(maxsize=8192)
def read_number(kind: str, text: str, prefix: str) -> tuple[PartyNumber | None, Message | None]:
    """The number of a party, and what is to be said of it.

    Args:
        kind: the word for its kind: `SIRET`, `HORS-UE`, `GB-COH`, or none.
        text: the number as it is written.
        prefix: the list, for numbers that hold in it alone.
    """
    word = re.sub(r"[^A-Z0-9]", "", kind.upper())
    compact = re.sub(r"^(?:N°|SIRET|SIREN|TVA)+:?", "", re.sub(r"[\s.\-/]", "", text).upper())
    if is_filler(text) or not compact.strip("0"):
        return None, None
    if word in _OF_ELSEWHERE:
        return _of_list(kind, text, prefix), None
    if kind.upper() in ("GB-COH", "GB_COH"):
        return _british(compact)
    if word == "CRN":
        return _checked("crn", text, text), None
    if word in ("GBNHS", "NHSODS", "ODS"):
        code = _checked("nhs-ods", text, "")
        return (replace(code, shown=f"ODS {code.identity[8:]}"), None) if code else (None, messages("contract.number_wrong"))
    french = _siren(compact)
    if french is not None:
        right = {"SIRET": 14, "SIREN": 9}.get(word)
        odd = word and not _FRENCH.fullmatch(word) and word not in ("TVA", "TVAINTRACOMMUNAUTAIRE")
        if odd or (right and len(compact) != right) or (word.startswith("TVA") and compact.isdigit()):
            return french, messages("contract.number_kind", kind=kind)
        return french, french.remark
    if word == "XILEI" or word == "LEI":
        return _checked("lei", compact, compact), None
    if re.fullmatch(r"[A-Z]{2}[0-9A-Z]{2,13}", compact) and not _FRENCH.fullmatch(word.replace("TVA", "")):
        vat = _vat(compact)
        if vat is not None or word in ("TVA", "TVAINTRACOMMUNAUTAIRE"):
            return vat, None if vat else messages("contract.number_wrong")
    if not word or _FRENCH.fullmatch(word) or word in ("TVA", "TVAINTRACOMMUNAUTAIRE"):
        return None, messages("contract.number_wrong")
    return _of_list(kind, text, prefix), None


def _checked(scheme: str, value: str, shown: str) -> PartyNumber | None:
    try:
        number = normalise(scheme, value)
    except RefusedError:
        return None
    return PartyNumber(number, (number,), shown)


def _siren(compact: str) -> PartyNumber | None:
    """A SIREN, of itself, of a SIRET or of a French VAT number; a zero that a program lost at the front is put back, and said."""
    if re.fullmatch(r"FR[0-9A-Z]{2}\d{9}", compact):
        return _body(compact[4:])
    if not compact.isdigit():
        return None
    if len(compact) in (9, 14):
        return _body(compact)
    if len(compact) in (8, 13) and (found := _body(f"0{compact}")) is not None:
        return PartyNumber(found.identity, found.identifiers, found.shown, messages("contract.number_zero"))
    return None


def _body(digits: str) -> PartyNumber | None:
    found = _checked("siret" if len(digits) == 14 else "siren", digits, digits)
    if found is None:
        return None
    siren = f"siren:{digits[:9]}"
    return PartyNumber(siren, (siren, found.identity) if len(digits) == 14 else (siren,), f"SIREN {digits[:9]}")


def _vat(compact: str) -> PartyNumber | None:
    from stdnum.eu import vat

    return _checked("vat", compact, compact) if vat.is_valid(compact) else None


def _british(compact: str) -> tuple[PartyNumber | None, Message | None]:
    """A number of Companies House: eight signs, of which spreadsheets lose the first zeros."""
    bare = compact.removeprefix("GBCOH")
    whole = bare.zfill(8) if bare.isdigit() else bare
    if not _COMPANIES_HOUSE.fullmatch(whole):
        return None, messages("contract.number_wrong")
    number = f"crn:GB-{whole}"
    return PartyNumber(number, (number,), f"GB-COH {whole}"), messages("contract.number_zero") if whole != bare else None


def _of_list(kind: str, text: str, prefix: str) -> PartyNumber | None:
    """A number that tells the parties of this list apart: at least three signs, one of them a digit."""
    signs = re.sub(r"[\W_]", "", text)
    if len(signs) < 3 or not any(c.isdigit() for c in signs):
        return None
    name = re.sub(r"[\s_-]+", "-", kind.strip()).upper()
    bare = text[len(name) + 1 :] if text.upper().startswith(f"{name}-") else text
    return PartyNumber(f"{prefix}/{slug(name)}:{slug(bare)}", (), f"{name} {bare.strip()}")
