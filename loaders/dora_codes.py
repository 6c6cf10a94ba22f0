"""Codes of the register of information (Implementing Regulation (EU) 2024/2956), in packages (`eba_CT:x309`) and in workbooks (labels).

The lists are those of the EBA's taxonomy 4.0. What is in none of them gives None: nothing is guessed of a code that is not known.
"""

from __future__ import annotations

import re

from maillon.graph.folding import fold_letters
from maillon.loaders.identifiers import normalise
from maillon.loaders.placeholders import placeholder

PERSONAL = "personal"
"""The kind of a code that is a natural person's: a passport or national identity number, which is never kept."""

_SENSITIVENESS = {"x791": "low", "x792": "medium", "x793": "high", "low": "low", "medium": "medium", "high": "high"}
_ENDINGS = {"x4": "expired", "x5": "law", "x6": "impediments", "x7": "security", "x8": "authority", "x9": "other"}
_KINDS = {"qx2000": "lei", "qx2002": "euid", "qx2003": "crn", "qx2004": "vat", "qx2005": PERSONAL, "qx2001": "other"}
_INSURER = ("x309", "insurance and reinsurance undertakings", "insurance and reinsurance undertaking")
_INDIVIDUAL = ("x213", "individual acting in a business capacity", "individual", "natural person")
_YES = ("x28", "yes", "true", "oui")
_NO = ("x29", "no", "false", "non")
_FILLER = re.compile(r"(.)\1{5,}(?:XX)?")
_PREFIX = re.compile(r"^(?:LEI|EUID|VAT|CRN)[:=](?=.)")


def plain_code(text: str) -> str:
    """A value without the prefix of its list: `eba_GA:FR` → `FR`."""
    return text.rpartition(":")[2].strip() if text.strip().startswith("eba_") else text.strip()


def _folded(text: str) -> str:
    return fold_letters(plain_code(text)).strip(" .")


def normal_code(text: str) -> str:
    """A code of a party as codes are compared: in capitals, without spaces, and without the word for its kind in front."""
    if placeholder(plain_code(text)) is not None:
        return " ".join(text.upper().split())
    return _PREFIX.sub("", re.sub(r"\s+", "", text).upper())


def is_no_code(code: str) -> bool:
    """Whether a code says that there is none (`0`, `Not applicable`, `N/A`, `qx2007`), or only fills the cell (`999999999999999999XX`)."""
    return placeholder(plain_code(code)) is not None or code.strip("0.-") == "" or "QX2007" in code.upper() or bool(_FILLER.fullmatch(code))


def kind_of_code(text: str) -> tuple[str | None, str | None]:
    """The kind of a code (`lei`, `euid`, `vat`, `crn`, `other`, `PERSONAL`), and the country that a workbook puts before it (`FR_CRN`)."""
    code = plain_code(text)
    if code.casefold() in _KINDS:
        return _KINDS[code.casefold()], None
    land, _, kind = code.upper().rpartition("_")
    if "PASSPORT" in kind or "IDENTITY" in kind:
        return PERSONAL, None
    known = {"LEI": "lei", "EUID": "euid", "VAT": "vat", "CRN": "crn"}.get(kind)
    return (known or ("other" if kind else None)), land if re.fullmatch(r"[A-Z]{2}", land) else None


def checked_numbers(code: str, kind: str | None, country: str | None) -> list[str]:
    """What a code is worth as `scheme:value`, the best first; nothing where its form or its check digits are wrong.

    The number of a French company in the registers of the Union, of its VAT and of the national register holds its SIREN.
    """
    candidates: list[tuple[str, str]] = []
    match kind:
        case "lei":
            candidates = [("lei", code)]
        case "euid":
            candidates = [("siren", code.rpartition(".")[2]), ("euid", code)] if code.startswith("FR") else [("euid", code)]
        case "vat":
            whole = code if re.match(r"[A-Z]{2}", code) or country is None else f"{country}{code}"
            candidates = [("siren", whole[4:]), ("vat", whole)] if whole.startswith("FR") else [("vat", whole)]
        case "crn" if country is not None:
            bare = re.sub(r"[^A-Z0-9]", "", code.removeprefix(f"{country}-"))
            candidates = [("siren", bare), ("crn", f"{country}-{bare}")] if country == "FR" else [("crn", f"{country}-{bare}")]
    found = []
    for scheme, value in candidates:
        try:
            number = normalise(scheme, value)
        except ValueError:
            continue
        if number.startswith(f"{scheme}:"):  # fourteen digits are no SIREN
            found.append(number)
    return found


def country(text: str) -> str | None:
    """A country, ISO 3166-1 alpha-2; None where it is none, or not applicable."""
    code = plain_code(text).upper()
    return code if re.fullmatch(r"[A-Z]{2}", code) else None


def service(text: str) -> str:
    """A type of ICT service as a slug, `s01` to `s19` (annex III); '' where none is given, and what is no such type as it is written."""
    found = re.match(r"S(\d{2})\b", plain_code(text).upper())
    return f"s{found[1]}" if found else "" if is_no_code(text) else plain_code(text)


def answer(text: str) -> bool | None:
    """Yes or no."""
    word = _folded(text)
    return True if word in _YES else False if word in _NO else None


def sensitiveness(text: str) -> str | None:
    """How sensitive data is."""
    return _SENSITIVENESS.get(_folded(text))


def ending(text: str) -> str | None:
    """Why a contract ended, as the end of the name of a message."""
    return _ENDINGS.get(_folded(text))


def is_insurer(text: str) -> bool:
    """Whether an entity is an insurance or reinsurance undertaking. Intermediaries, pension institutions and ICT companies are none."""
    return _folded(text) in _INSURER


def is_individual(text: str) -> bool:
    """Whether a provider is a natural person."""
    return _folded(text) in _INDIVIDUAL
