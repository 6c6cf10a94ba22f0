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
from typing import Any

from maillon.graph.dates import parse_date
from maillon.graph.model import ARROW_BY_TYPE
from maillon.graph.statements import visible_arrow
from maillon.queries.cypher_reader import CypherReader, Row
from maillon.queries.evidence import cited_documents, document_of
from maillon.queries.incident import (
    CLAIMS,
    VICTIMS,
    GatheredIncident,
    IncidentAnswer,
    StatedBy,
    data_outcomes,
    given_notices,
    ranked_claims,
    victims_of,
)
from maillon.queries.typed_values import impact, place

INCIDENT_ARROWS = """
UNWIND $ids AS id MATCH (i:Incident {id: id}) MATCH (i)-[r:COMPROMISED|ENTERED_THROUGH|ATTRIBUTED_TO|AFFECTED|EXPOSED]->(x)
RETURN type(r) AS type, i.id AS start, x.id AS end, properties(r) AS properties
"""
NOTICES = """
MATCH (a:Organisation)-[r:NOTIFIED]->(b) WHERE r.incident IN $ids
RETURN type(r) AS type, a.id AS start, b.id AS end, properties(r) AS properties
"""

_PLACES = ("COMPROMISED", "ENTERED_THROUGH", "ATTRIBUTED_TO")
_OUTCOME = {name: name for name in ("of", "at", "outcome", "status", "conflict", "said")}
_NOTICE = {"duty": "duty", "on": "on_edtf", "on_from": "on", "on_to": "on_to", "status": "status", "said": "said"}


def incident_by_day(reader: CypherReader, incident_id: str, day: dt.date) -> IncidentAnswer:
    """What had been said of the incident `incident_id`, which exists, by `day`."""
    ids = [incident_id]
    claims = reader.rows(CLAIMS, ids=ids)
    arrows = [*reader.rows(INCIDENT_ARROWS, ids=ids), *reader.rows(NOTICES, ids=ids)]
    cited = [
        *(e for row in claims for e in row["claim"].get("evidence") or ()),
        *(e for row in arrows for s in _said(row) for e in _evidence(s)),
    ]
    filtered = _Filter(day, {i: n.day("published_on") for i, n in cited_documents(reader, cited).items()})
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
        data_outcomes(_row(r, _OUTCOME, category=r["end"]) for r in shown.get("EXPOSED", ())),
        given_notices((_row(r, _NOTICE, start=r["start"], end=r["end"]) for r in shown.get("NOTIFIED", ())), ranked),
    )
    answer = found.answer(reader.nodes(found.ids()))
    # What the node itself says (days, open questions) bears no day of its own.
    bare = {k: v for k, v in answer.incident.properties.items() if k in ("name", "name_fr", "name_en", "effects")}
    return replace(answer, incident=replace(answer.incident, properties=bare), stated_by=StatedBy(day, filtered.later, filtered.undated))


@dataclass(slots=True)
class _Filter:
    """Lets through what had been said by `day`, and counts what it leaves out. `published`: the first day of each document."""

    day: dt.date
    published: Mapping[str, dt.date | None]
    later: int = field(default=0, init=False)
    undated: int = field(default=0, init=False)

    def passes(self, made_on: dt.date | None, evidence: Iterable[str]) -> bool:
        """Whether a statement with that day and those documents had been made."""
        days = [made_on] if made_on else [day for e in evidence if (day := self.published.get(document_of(e))) is not None]
        if not days:
            self.undated += 1
            return False
        self.later += min(days) > self.day
        return min(days) <= self.day

    def shown(self, rows: Iterable[Row]) -> Iterable[Row]:
        """The arrows of which anything had been said, each as the statements that had been made make it."""
        for row in rows:
            said = [text for text in _said(row) if self.passes(_made_on(text), _evidence(text))]
            if said:
                parts = [row["properties"].get(name) or "" for name in ARROW_BY_TYPE[row["type"]].key]
                yield {**row, "properties": {**visible_arrow(row["type"], parts, said), "said": said}}


def _said(row: Row) -> list[str]:
    return list(row["properties"].get("said") or ())


def _made_on(assertion: str) -> dt.date | None:
    text = json.loads(assertion).get("made_on_edtf")
    return parse_date(text).first if text else None


def _evidence(assertion: str) -> list[str]:
    return list(json.loads(assertion).get("evidence") or ())


def _row(row: Row, names: Mapping[str, str], **more: Any) -> Row:
    """The row that a query for such arrows gives: column → property."""
    return {**{column: row["properties"].get(name) for column, name in names.items()}, **more}
