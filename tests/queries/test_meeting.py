"""Where what was just loaded meets the rest of the graph by a number."""

from __future__ import annotations

from maillon.graph.store import Store
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.list_meetings import meetings
from maillon.queries.meeting import numbers_met
from tests.support.drawing import draw, org

SIREN = "siren:552081317"


# list/a {siren} and hand {siren}: one number of two; list/b {naics} and other {naics}: a number of many; list/c alone
def test_a_number_that_another_carries_is_met_once_however_the_pages_fall(store: Store) -> None:
    numbered = {"list/a": SIREN, "hand": SIREN, "list/b": "naics:622110", "other": "naics:622110", "list/c": "siren:732829320"}
    draw(store, *(org(slug, identifiers=[number]) for slug, number in numbered.items()))
    given = {f"org:list/{slug}": [numbered[f"list/{slug}"]] for slug in "abc"} | {"org:gone": [SIREN]}
    reader = CypherReader(store)
    assert numbers_met(reader, given) == [("org:list/a", SIREN, "org:hand")]
    assert numbers_met(reader, {}) == []
    query = "MATCH (o:Organisation) WHERE o.id > $after RETURN o.id AS id ORDER BY id"
    every = [row["id"] for row in reader.rows(f"{query} LIMIT 99", after="")]
    assert [[row["id"] for row in reader.rows_in_pages(query, page)] for page in (1, 2, 5, 9)] == [every] * 4
    assert {m.source: m.organisations for m in meetings(reader, ["list"])} == {"list": 3}
