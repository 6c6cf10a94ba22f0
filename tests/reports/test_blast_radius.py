"""A blast radius in words."""

from __future__ import annotations

import datetime as dt

from maillon.graph.store import Store
from maillon.queries.blast_radius import blast_radius
from maillon.queries.cypher_reader import CypherReader
from maillon.reports.blast_radius import blast_document
from maillon.reports.document import render
from tests.support.drawing import draw

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
        "parties reached: 6; relations on the way: in force on 2024-01-01: 1; not known that day: 1, last dated 2018; "
        "not known that day: 1, dated only later, in 2024; without any date: 2; ended: 1"
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
