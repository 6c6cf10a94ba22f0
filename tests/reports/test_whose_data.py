"""Where it broke and whose data: a client is never the place of its supplier's breach.

patients ──▶ LabCorp ──▶ AMCA*        patients ──▶ Quest ──▶ Optum360 ──▶ AMCA*
"""

from __future__ import annotations

import pytest

from maillon.graph.store import Store
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.incident import incidents
from maillon.reports.document import Table
from maillon.reports.formatting import name_of
from maillon.reports.incident import incident_document
from maillon.wording import LANGUAGES

HEADS = {"fr": ("données", "de qui", "où"), "en": ("data", "whose", "where")}


def data_table(tables: list[Table | None], lang: str) -> Table | None:
    return next((t for t in tables if t is not None and t.columns[0] == HEADS[lang][0]), None)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_in_every_table_of_data_the_place_is_where_it_broke_and_the_client_says_whose(corpus: Store, lang: str) -> None:
    reader, told = CypherReader(corpus), set()
    for answer in incidents(reader, reader.ids("Incident")):
        table = data_table([s.table for s in incident_document(answer, lang).sections], lang)
        if table is None:
            continue
        whose, where = (table.columns.index(head) for head in HEADS[lang][1:])
        broke = {name_of(answer.names, p.party, lang) for p in answer.compromised if p.broke}
        for row in table.rows:
            said = [part for part in str(row[where]).split(" / ") if part]
            assert all(any(part == name or part.startswith(f"{name} (") for name in broke) for part in said), said
            told.add((answer.incident.id, str(row[whose]), str(row[where])))
    labcorp = {"fr": "patients de LabCorp", "en": "patients of LabCorp"}[lang]
    assert ("incident:amca-2018-2019", labcorp, "American Medical Collection Agency") in told
