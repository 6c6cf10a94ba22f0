"""Where it broke and whose data: a client is never the place of its supplier's breach.

patients ──▶ LabCorp ──▶ AMCA*        patients ──▶ Quest ──▶ Optum360 ──▶ AMCA*
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from maillon.graph.model import Status
from maillon.graph.store import Store
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.incident import incidents
from maillon.queries.reader import Place
from maillon.reports.document import Table
from maillon.reports.formatting import name_of
from maillon.reports.incident import incident_document
from maillon.reports.readings import voices
from maillon.wording import LANGUAGES

HEADS = {"fr": ("données", "de qui", "où"), "en": ("data", "whose", "where")}


def data_table(tables: list[Table | None], lang: str) -> Table | None:
    return next((t for t in tables if t is not None and t.columns[0] == HEADS[lang][0]), None)


def told_place(place: Place, called: Callable[[str], str], lang: str) -> str:
    """Its name, and whose word it is where nobody states it of its own, or somebody contests it."""
    said = {reading.status for reading in place.standing}
    firm = said & {Status.CONFIRMED, Status.REPORTED} and Status.CONTESTED not in said
    return called(place.party) if firm else f"{called(place.party)} ({voices(place, called, lang)})"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_in_every_table_of_data_the_place_is_where_it_broke_and_the_client_says_whose(corpus: Store, lang: str) -> None:
    reader, told = CypherReader(corpus), set()
    for answer in incidents(reader, reader.ids("Incident")):
        table = data_table([s.table for s in incident_document(answer, lang).sections], lang)
        if table is None:
            continue
        whose, where = (table.columns.index(head) for head in HEADS[lang][1:])
        broke = {told_place(p, partial(name_of, answer.names, lang=lang), lang) for p in answer.compromised if p.broke}
        for row in table.rows:
            assert set(str(row[where]).split(" / ")) - {""} <= broke
            told.add((answer.incident.id, str(row[whose]), str(row[where])))
    labcorp = {"fr": "patients de LabCorp", "en": "patients of LabCorp"}[lang]
    assert ("incident:amca-2018-2019", labcorp, "American Medical Collection Agency") in told
