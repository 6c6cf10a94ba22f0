"""Identifiers of organisations, checked by their own rules (python-stdnum) before they enter."""

from __future__ import annotations

import re
from collections.abc import Callable

from maillon.loaders.messages import messages
from maillon.wording import RefusedError

IDENTIFIER_SCHEMES = ("siren", "siret", "finess", "finess-ej", "lei", "euid", "vat", "crn", "isin", "naics", "us-ccn", "us-npi", "nhs-ods")
"""Schemes that `identifiers` of an organisation may have. `naics` is an industry and never identifies anybody.

`finess` is a site (nofinesset), `finess-ej` the legal entity that runs sites (nofinessej). `euid` is the number of a company in the
business registers of the Union (country, register, `.`, number), `crn` that of one in the register of a country (`FR-…`). `nhs-ods` is a
code of the Organisation Data Service of the NHS in England, for bodies and for sites."""

_FINESS = r"\d[0-9A-J]\d{7}"
_SHAPES = {
    "finess": _FINESS,
    "finess-ej": _FINESS,
    "lei": r"[0-9A-Z]{18}\d{2}",
    "naics": r"\d{2,6}",
    "us-npi": r"[12]\d{9}",
    "us-ccn": r"\d\d[0-9A-Z]\d{3}",
    "nhs-ods": r"(?!(?:[A-Z]\d{7}|CD\d{6})$)[0-9A-Z]{3,9}",  # general practitioners (G), consultants (C, CD) have codes of that form
    "euid": r"[A-Z]{2}[A-Z0-9]+\.[A-Z0-9._-]*\d[A-Z0-9._-]*",
    "vat": r"[A-Z]{2}[A-Z0-9]{2,13}",
    "crn": r"[A-Z]{2}-[A-Z0-9]*\d[A-Z0-9]*",
}
_BY_COUNTRY = ("euid", "vat", "crn")
"""Schemes whose numbers begin with a country: `NL` is one, and no label."""
_PUNCTUATED = {"euid": r"\s", "crn": r"[\s./]"}
"""What of a number is no part of it, where that is not spaces, points and dashes."""
_LABELS = re.compile(r"^(?:N[°O]?|SIREN|SIRET|FINESS|LEI|NPI|CCN)+:?(?=[0-9A-Z]*\d)", re.IGNORECASE)
_ODS_LABEL = re.compile(r"^\s*(?:GB-NHS|NHS[ -]ODS|NHS|ODS)(?:\s*[:=]\s*|[\s-]+)(?=\S)", re.IGNORECASE)
"""What stands before a code of the ODS; it is no part of it only where a sign parts them."""


def normalise(scheme: str, value: str) -> str:
    """`scheme:value` in its one spelling: no spaces or dashes, upper case, check digits verified.

    FINESS and NPI have Luhn keys (python-stdnum's `luhn`; NPI with the prefix 80840, 45 CFR 162.406); a letter in a FINESS counts as its
    place in the alphabet (A as 1, B as 2). A SIREN in a column of SIRET, or the other way round, is what its digits say. Zeros are nobody's
    number though they pass every check.

    Raises:
        ValueError: an unknown scheme, a wrong length or form, or wrong check digits.
    """
    if scheme not in IDENTIFIER_SCHEMES:
        raise RefusedError(messages("id.scheme", scheme=scheme[:20], allowed=IDENTIFIER_SCHEMES))
    if scheme == "nhs-ods":
        value = _ODS_LABEL.sub("", value)
    compact = re.sub(_PUNCTUATED.get(scheme, r"[\s.\-]"), "", value).upper()
    if scheme not in (*_BY_COUNTRY, "nhs-ods"):
        compact = _LABELS.sub("", compact)
    if scheme in ("siren", "siret") and re.fullmatch(r"\d{9}|\d{14}", compact):
        scheme = "siren" if len(compact) == 9 else "siret"
    shape = _SHAPES.get(scheme)
    if shape is not None and not re.fullmatch(shape, compact):
        raise RefusedError(messages("id.form", scheme=scheme))
    if not compact.strip("0") or not _checks(scheme)(compact):
        raise RefusedError(messages("id.check", scheme=scheme))
    return f"{scheme}:{_whole_vat(compact) if scheme == 'vat' else compact}"


def _whole_vat(number: str) -> str:
    """With the zeros that its country allows to leave out."""
    from stdnum.eu import vat

    return str(vat.compact(number))


def _checks(scheme: str) -> Callable[[str], bool]:
    from stdnum import isin, lei, luhn
    from stdnum.eu import vat
    from stdnum.fr import siren, siret

    checks: dict[str, Callable[[str], bool]] = {
        "siren": siren.is_valid,
        "siret": lambda value: siren.is_valid(value[:9]) and siret.is_valid(value),  # fourteen digits may fit where nine do not
        "lei": lei.is_valid,
        "euid": lambda value: True,  # each register has its own rule
        "vat": vat.is_valid,
        "crn": lambda value: bool(value[3:].strip("0")),
        "isin": isin.is_valid,
        "finess": _finess,
        "finess-ej": _finess,
        "us-ccn": lambda value: True,  # it has no check digit
        "us-npi": lambda value: bool(luhn.is_valid(f"80840{value}")),
        "nhs-ods": lambda value: True,  # it has no check digit
        "naics": lambda value: int(value) > 0,
    }
    return checks[scheme]


def _finess(value: str) -> bool:
    """Corsica (2A, 2B) and overseas (9A to 9J): all such numbers of the yearly survey of hospitals pass with A as 1, B as 2, ….

    All other departments are digits.
    """
    from stdnum import luhn

    return bool(luhn.is_valid("".join(c if c.isdigit() else str((ord(c) - 64) % 10) for c in value)))
