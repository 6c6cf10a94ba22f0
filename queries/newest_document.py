"""How fresh what is said of incidents is: the day of the newest document that reports a claim, not that of a load or of a list."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maillon.queries.cypher_reader import CypherReader

NEWEST = "MATCH (s:Source)-[:REPORTS]->(:Claim) WHERE s.published_on IS NOT NULL RETURN max(s.published_on) AS newest"


def newest_document(reader: CypherReader) -> dt.date | None:
    """The day of the newest document about an incident; None where none has a day.

    Raises:
        StoreError: the store cannot be reached.
    """
    rows = reader.rows(NEWEST)
    found = rows[0]["newest"] if rows else None
    return found if found is None else dt.date.fromisoformat(str(found)[:10])
