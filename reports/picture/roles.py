"""How each kind of party looks and where it stands: tier, colour, glyph and shape of its card.

Colours are those of Okabe & Ito (2008) for the parties most met, told apart in every form of colour blindness; glyph and
shape say the same without colour. Words are in `reports.messages.picture` under `kind.…`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maillon.queries.subgraph import Node


@dataclass(frozen=True, slots=True)
class Role:
    """A kind of party: `tier` counts from the left; `shape` is that of its card (pill, box, cut)."""

    key: str
    label: str
    tier: int
    colour: str
    glyph: str
    shape: str = "box"


ROLES: tuple[Role, ...] = (
    Role("people", "Population", 0, "#0072B2", "people", "pill"),
    Role("insurer", "Insurer", 1, "#56B4E9", "shield"),
    Role("care", "CareProvider", 1, "#009E73", "cross"),
    Role("payer", "ThirdPartyPayer", 2, "#E69F00", "exchange"),
    Role("telehealth", "TelehealthPlatform", 2, "#F0E442", "screen"),
    Role("product", "Product", 2, "#B3A2D8", "window", "cut"),
    Role("vendor", "SoftwareVendor", 3, "#CC79A7", "gear"),
    Role("service", "ServiceProvider", 3, "#8E6C8A", "link"),
    Role("host", "HostingProvider", 4, "#6B7280", "server"),
    Role("employer", "Employer", 1, "#A0785A", "building"),
    Role("regulator", "Regulator", 4, "#334155", "scales"),
    Role("organisation", "Organisation", 3, "#94A3B8", "building"),
)
"""In order of precedence: a party that plays several parts is shown by the first."""

TIERS: tuple[str, ...] = ("people", "clients", "platforms", "vendors", "hosts")
"""The columns from the left; words under `tier.…`."""


def role_of(node: Node) -> Role:
    """The kind of a party, by its labels."""
    return next((role for role in ROLES if node.has(role.label)), ROLES[-1])
