"""What had been said of an incident by a day.

Every arrow of the graph keeps the statements that it is made of. A statement counts for a day if it was made by then: on the
first day that it gives itself, else on the first day on which one of its documents was published. Where neither is known nothing
shows that it had been said, so it is left out; how many are is part of the answer. What is left of an arrow is merged by the
graph's own rule (`graph.statements.visible_arrow`); of claims, one stands until the claim that replaces it was made.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from maillon.graph.dates import said_day
from maillon.graph.model import ARROW_BY_TYPE
from maillon.graph.readings import canonical
from maillon.graph.statements import visible_arrow
from maillon.queries.evidence import cited_documents, said_on
from maillon.queries.incident import (
    CLAIMS,
    VICTIMS,
    GatheredIncident,
    IncidentAnswer,
    StatedBy,
    broken_at,
    ranked_claims,
    timed,
    victims_of,
)
from maillon.queries.typed_values import data_outcome, impact, notice, place

if TYPE_CHECKING:
    from maillon.queries.cypher_reader import CypherReader, Row

INCIDENT_ARROWS = """
UNWIND $ids AS id MATCH (i:Incident {id: id}) MATCH (i)-[r:COMPROMISED|ENTERED_THROUGH|ATTRIBUTED_TO|AFFECTED|EXPOSED]->(x)
RETURN type(r) AS type, i.id AS start, x.id AS end, properties(r) AS properties
"""
NOTICE_ARROWS = """
MATCH (a:Organisation)-[r:NOTIFIED]->(b) WHERE r.incident IN $ids
RETURN type(r) AS type, a.id AS start, b.id AS end, properties(r) AS properties
"""

_PLACES = ("COMPROMISED", "ENTERED_THROUGH", "ATTRIBUTED_TO")
AUTHORITIES_AMONG = "UNWIND $ids AS id MATCH (n:Organisation {id: id}) WHERE n:Regulator RETURN n.id AS id"


def incident_by_day(reader: CypherReader, incident_id: str, day: dt.date) -> IncidentAnswer:
    """What had been said of the incident `incident_id`, which exists, by `day`."""
    ids = [incident_id]
    claims = reader.rows(CLAIMS, ids=ids)
    arrows = [*reader.rows(INCIDENT_ARROWS, ids=ids), *reader.rows(NOTICE_ARROWS, ids=ids)]
    cited = [
        *(e for row in claims for e in row["claim"].get("evidence") or ()),
        *(e for row in arrows for s in _said(row) for e in s.get("evidence") or ()),
    ]
    speakers = {by for row in arrows for s in _said(row) for by in s.get("by") or () if by.startswith("org:")}
    authorities = frozenset(row["id"] for row in reader.rows(AUTHORITIES_AMONG, ids=sorted(speakers)))
    published = {i: n.day("published_on") for i, n in cited_documents(reader, cited).items()}
    filtered = _Filter(day, published, authorities)
    made = [row for row in claims if filtered.passes(row["claim"].get("made_on"), row["claim"].get("evidence") or ())]
    shown = {type_: list(filtered.shown(row for row in arrows if row["type"] == type_)) for type_ in {row["type"] for row in arrows}}
    ranked = ranked_claims(made, victims_of(reader.rows(VICTIMS, ids=ids))[incident_id])
    places = [place(r["type"], r["start"], r["end"], r["properties"]) for type_ in _PLACES for r in shown.get(type_, ())]
    impacts = [impact(r["start"], r["end"], r["properties"]) for r in shown.get("AFFECTED", ())]
    found = GatheredIncident(
        incident_id,
        ranked,
        sorted(places, key=lambda p: p.order),
        sorted(impacts, key=lambda i: i.order),
        sorted((data_outcome(r["start"], r["end"], r["properties"]) for r in shown.get("EXPOSED", ())), key=lambda d: d.order),
        timed(
            sorted((notice(r["start"], r["end"], r["properties"]) for r in shown.get("NOTIFIED", ())), key=lambda n: n.order),
            ranked,
            broken_at(places),
        ),
    )
    answer = found.answer(reader.nodes(found.ids()))
    # What the node itself says (days, open questions) bears no day of its own.
    bare = {k: v for k, v in answer.incident.properties.items() if k in ("name", "name_fr", "name_en", "effects")}
    return replace(answer, incident=replace(answer.incident, properties=bare), stated_by=StatedBy(day, filtered.later, filtered.undated))


@dataclass(slots=True)
class _Filter:
    """Lets through what had been said by `day`, and counts what it leaves out.

    `published` is the first day of each document, `authorities` those of the speakers who are one.
    """

    day: dt.date
    published: Mapping[str, dt.date | None]
    authorities: frozenset[str]
    later: int = field(default=0, init=False)
    undated: int = field(default=0, init=False)

    def passes(self, made_on: dt.date | None, evidence: Iterable[str]) -> bool:
        """Whether a statement with that day and those documents had been made."""
        said = said_on(made_on, evidence, self.published)
        if said is None:
            self.undated += 1
            return False
        self.later += said > self.day
        return said <= self.day

    def shown(self, rows: Iterable[Row]) -> Iterable[Row]:
        """The arrows of which anything had been said, each as the statements that had been made make it."""
        for row in rows:
            said = [s for s in _said(row) if self.passes(said_day(s.get("made_on_edtf")), s.get("evidence") or ())]
            if said:
                parts = [row["properties"].get(name) or "" for name in ARROW_BY_TYPE[row["type"]].key]
                ends = (row["type"], row["start"], row["end"])
                yield {**row, "properties": visible_arrow(*ends, parts, map(canonical, said), self.authorities)}


def _said(row: Row) -> list[Mapping[str, Any]]:
    return [json.loads(text) for text in row["properties"].get("said") or ()]
