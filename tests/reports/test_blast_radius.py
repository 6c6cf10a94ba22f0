"""A blast radius in words."""

from __future__ import annotations

import datetime as dt

from maillon.graph.store import Store
from maillon.queries.blast_radius import blast_radius
from maillon.queries.cypher_reader import CypherReader
from maillon.reports.blast_radius import blast_document
from maillon.reports.document import render
from tests.support.drawing import draw, drawn, incident, load, people

DAY = dt.date(2024, 1, 1)


#   a ──seen 2018──▶ s    b ──seen 2024-02──▶ s    c ──▶ s    d ──until 2023──▶ s    p insured by f ──2020 to 2030──▶ s


def test_what_is_reached_is_counted_and_told_by_what_is_known_on_the_day(store: Store) -> None:
    draw(
        store,
        "org:a delegates_to org:s {seen_on: 2018}",
        "org:b delegates_to org:s {seen_on: 2024-02}",
        "org:c delegates_to org:s",
        "org:d delegates_to org:s {until: 2023-12-31}",
        "org:f delegates_to org:s {since: 2020, until: 2030}",
        "population:p insured_by org:f",
    )
    answer = blast_document(blast_radius(CypherReader(store), "org:s", as_of=DAY), "en")
    text = render(answer, "md")
    assert (
        "parties reached: 6; relations on the way: 1 in force on 2024-01-01; 1 not known that day (last dated 2018); "
        "1 not known that day (dated only later, in 2024); 2 without any date; 1 ended"
    ) in text
    (table,) = (section.table for section in answer.sections if section.heading == "What is reached" and section.table)
    said = {str(row[0]): row[-1] for row in table.rows}
    assert said == {
        "a": "not known, last dated 2018",
        "b": "not known, dated only later (2024)",
        "c": "not known, no date",
        "d": "ended on 2023-12-31",
        "f": "in force",
        "p": "not known, no date",
    }
    assert {n["id"]: n["force"] for n in answer.json["nodes"]}["org:b"] == "unknown"


#   [ wide at most 5 ( inner 9 ) ]   placed: in wide by one source, in other by another
def test_what_contradicts_each_other_and_what_sources_place_differently_is_named(store: Store) -> None:
    records = drawn(
        people("wide", None, 5),
        people("inner", 9, 9, within="population:wide"),
        people("other"),
        people("placed", within="population:wide"),
        "population:wide insured_by org:s",
        "population:placed insured_by org:s",
    )
    load(store, records)
    load(store, [people("placed", within="population:other")], dataset="second")
    answer = blast_document(blast_radius(CypherReader(store), "org:s", as_of=DAY), "en")
    text = render(answer, "md")
    assert "sizes that contradict each other, and so bound nothing: inner, wide" in text
    assert "sources differ on what these are, or are within: placed" in text
    assert answer.json["people"]["disputed"] == ["population:placed"]
    french = render(blast_document(blast_radius(CypherReader(store), "org:s", as_of=DAY), "fr"), "md")
    assert "des tailles se contredisent et ne bornent donc rien" in french


#   a ──2019 to 2020──▶ s, where something broke on a day that no source gives
def test_of_an_incident_without_a_day_nothing_is_told_as_on_a_day(store: Store) -> None:
    draw(store, "org:a delegates_to org:s {since: 2019, until: 2020}", incident("i", compromised=[{"at": "org:s"}]))
    answer = blast_document(blast_radius(CypherReader(store), "incident:i"), "en")
    text = render(answer, "md")
    assert "at a time that no source gives" in text
    assert "not known, last dated 2020" in text
    assert answer.json["days"] == {"from": None, "to": None}
    assert [n["force"] for n in answer.json["nodes"]] == ["unknown"]
