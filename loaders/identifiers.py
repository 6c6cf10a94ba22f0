"""Identifiers of organisations, checked by their own rules (python-stdnum) before they enter."""

from __future__ import annotations

import re
from collections.abc import Callable

from maillon.loaders.messages import messages
from maillon.wording import RefusedError

IDENTIFIER_SCHEMES = ("siren", "siret", "finess", "lei", "isin", "naics", "us-npi")
"""Schemes that `identifiers` of an organisation may have. `naics` is an industry and never identifies anybody."""

_SHAPES = {"finess": r"\d[0-9AB]\d{7}", "naics": r"\d{2,6}", "us-npi": r"[12]\d{9}"}


def normalise(scheme: str, value: str) -> str:
    """`scheme:value` in its one spelling: no spaces or dashes, upper case, check digits verified.

    FINESS and NPI have Luhn keys (python-stdnum's `luhn`; NPI with the prefix 80840, 45 CFR 162.406).

    Raises:
        ValueError: an unknown scheme, a wrong length or form, or wrong check digits.
    """
    if scheme not in IDENTIFIER_SCHEMES:
        raise RefusedError(messages("id.scheme", scheme=scheme[:20], allowed=IDENTIFIER_SCHEMES))
    compact = re.sub(r"[\s.\-]", "", value).upper()
    shape = _SHAPES.get(scheme)
    if shape is not None and not re.fullmatch(shape, compact):
        raise RefusedError(messages("id.form", scheme=scheme))
    if not _checks(scheme)(compact):
        raise RefusedError(messages("id.check", scheme=scheme))
    return f"{scheme}:{compact}"


def _checks(scheme: str) -> Callable[[str], bool]:
    from stdnum import isin, lei, luhn
    from stdnum.fr import siren, siret

    checks: dict[str, Callable[[str], bool]] = {
        "siren": siren.is_valid,
        "siret": siret.is_valid,
        "lei": lei.is_valid,
        "isin": isin.is_valid,
        "finess": lambda value: bool(luhn.is_valid(value)) if value.isdigit() else True,  # Corsica: 2A, 2B
        "us-npi": lambda value: bool(luhn.is_valid(f"80840{value}")),
        "naics": lambda value: int(value) > 0,
    }
    return checks[scheme]
