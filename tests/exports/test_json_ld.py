"""JSON-LD is read by rdflib, in terms that others know; a relation is a statement and never asserted by being written down."""

from __future__ import annotations

import datetime as dt
from typing import Any

import rdflib

from maillon.exports import export_files
from maillon.graph.store import Store
from maillon.queries.cypher_reader import CypherReader
from tests.support.drawing import draw, incident, org

PREFIXES = """
PREFIX m: <urn:maillon:> PREFIX schema: <https://schema.org/> PREFIX dpv: <https://w3id.org/dpv#>
PREFIX risk: <https://w3id.org/dpv/risk#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
"""


def read(store: Store) -> rdflib.Graph:
    ((_, pieces),) = export_files("json-ld", CypherReader(store))
    return rdflib.Graph().parse(data="".join(pieces), format="json-ld")


# mutual ──identity──▶ host (retracted: another)      an incident at the host
def test_what_is_written_is_asked_in_sparql_with_terms_of_schema_org_and_dpv(store: Store) -> None:
    draw(
        store,
        org("mutual", "Insurer", name_fr="Mutuelle"),
        "org:mutual delegates_to org:host {since: 2020-05, data: [identity], service: hosting}",
        "org:mutual delegates_to org:gone {status: retracted}",
        incident("x", dates={"occurred": [{"on": "2024-03", "evidence": ["s"]}]}, compromised=[{"at": "org:host"}]),
    )
    graph = read(store)
    asked = """SELECT ?who ?whom ?since ?status ?data WHERE {
      ?s rdf:predicate m:DELEGATES_TO ; rdf:subject ?who ; rdf:object ?whom ; m:status ?status .
      OPTIONAL { ?s schema:startDate ?since } OPTIONAL { ?s dpv:hasPersonalData ?data } } ORDER BY ?whom"""
    found: Any = graph.query(PREFIXES + asked)
    rows = [tuple(value.toPython() if value is not None else None for value in row) for row in found]
    gone, host = rows
    assert host == ("urn:maillon:org:mutual", "urn:maillon:org:host", dt.date(2020, 5, 1), "reported", "urn:maillon:data:identity")
    assert gone[1:4] == ("urn:maillon:org:gone", None, "retracted")
    kinds = "ASK { ?x a schema:InsuranceAgency, schema:Organization ; schema:name 'Mutuelle'@fr . ?i a risk:Incident ; schema:citation ?c }"
    assert graph.query(PREFIXES + kinds).askAnswer
    assert not graph.query(PREFIXES + "ASK { ?a m:DELEGATES_TO ?b }").askAnswer
