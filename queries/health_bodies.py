"""Which numbers are those of bodies that give care or insure it, as far as the graph knows: by their roles, or by a number of FINESS."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maillon.queries.cypher_reader import CypherReader

_ROLES = frozenset(("CareProvider", "Insurer", "ThirdPartyPayer", "TelehealthPlatform"))
_SITES = ("finess:", "finess-ej:", "us-ccn:")
"""Numbers that only care providers have."""

NUMBERED_BODIES = """
MATCH (o:Organisation) WHERE o.identifiers IS NOT NULL
RETURN o.id AS id, o.roles AS roles, o.identifiers AS identifiers
ORDER BY id
"""
BODIES_OF_SITES = """
MATCH (s:Organisation)-[:SITE_OF]->(b:Organisation)
RETURN s.id AS site, b.id AS body
ORDER BY site, body
"""


def health_numbers(reader: CypherReader) -> frozenset[str]:
    """Numbers (`scheme:value`) of care providers, insurers and who pays for them, and those of the bodies of which they are sites.

    Raises:
        StoreError: the store cannot be reached.
    """
    numbered = {row["id"]: (set(row["roles"] or ()), set(row["identifiers"])) for row in reader.rows(NUMBERED_BODIES)}
    health = {i for i, (roles, numbers) in numbered.items() if roles & _ROLES or any(n.startswith(_SITES) for n in numbers)}
    health |= {row["body"] for row in reader.rows(BODIES_OF_SITES) if row["site"] in health}
    found: set[str] = set()
    for identifier in health:
        numbers = numbered.get(identifier, (set(), set()))[1]
        found |= numbers | {f"siren:{number[6:15]}" for number in numbers if number.startswith("siret:")}
        if identifier.startswith("org:siren/"):
            found.add(f"siren:{identifier.removeprefix('org:siren/')}")
    return frozenset(found)
