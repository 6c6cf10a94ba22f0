"""Data categories that loaders use: those of the shipped registry, and those that only the lists name."""

from __future__ import annotations

from functools import lru_cache

from maillon.graph.records import Bilingual, DataCategory
from maillon.loaders.messages import messages
from maillon.shipped import shipped

REGISTRY = shipped("records", "data-categories.yaml")

_OTHERS = (
    "personal-data",
    "sensitive-personal-data",
    "other-data",
    "unknown-data",
    "classified-information",
    "copyrighted-material",
    "digital-certificates",
    "internal-documents",
    "trade-secrets",
    "source-code",
    "system-information",
    "virtual-currency",
    "access-keys",
    "nationality",
    "family-situation",
    "profession",
    "income",
    "photograph",
    "purchases",
    "licence-number",
    "birth-place",
    "online-identifiers",
    "location",
    "vehicle",
    "schooling",
    "criminal-records",
)
_SPECIAL = ("sexual-orientation", "beliefs", "ethnic-origin", "biometric-data")
"""Of those that only lists name, the ones that are special in the sense of GDPR art. 9."""


@lru_cache(maxsize=1)
def known_categories() -> dict[str, DataCategory]:
    """Every category that a loader may name, by id.

    Raises:
        BadInputError: the shipped registry is damaged.
    """
    from maillon.loaders.records import read_records

    found = {r.id: r for r in read_records([REGISTRY]).records.values() if isinstance(r, DataCategory)}
    for identifier in (*_OTHERS, *_SPECIAL):
        name = Bilingual.of(messages(f"category.{identifier}"))
        found.setdefault(identifier, DataCategory(id=identifier, name=name, special=identifier in _SPECIAL))
    return found


VERIS = {
    "API key": "access-keys",
    "Bank": "bank-details",
    "Classified": "classified-information",
    "Copyrighted": "copyrighted-material",
    "Credentials": "account-credentials",
    "Digital certificate": "digital-certificates",
    "Internal": "internal-documents",
    "Medical": "health-data",
    "Multi-factor credential": "account-credentials",
    "Other": "other-data",
    "Payment": "payment-card",
    "Personal": "personal-data",
    "Secrets": "trade-secrets",
    "Sensitive Personal": "sensitive-personal-data",
    "Session key": "access-keys",
    "Source code": "source-code",
    "System": "system-information",
    "Unknown": "unknown-data",
    "Virtual currency": "virtual-currency",
}
"""`attribute.confidentiality.data.variety` of VERIS 1.3 and 1.4. `NA` is no data at all and has no category."""
