"""Small graphs for tests: sentences and nodes as a reader would draw them, made into records and loaded for real."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import yaml

from maillon.graph.model import ARROW_BY_VERB, NODE_BY_PREFIX
from maillon.graph.projection import project
from maillon.graph.records import IncidentRecord, Organisation, Population, Product, Record, Relation, RelationsRecord, record_id
from maillon.graph.store import Store
from maillon.graph.store.loading.load import LoadReport

SAID = {"evidence": ["s"]}


def relation(sentence: str) -> Relation:
    """`org:a delegates_to org:b {until: 2023-12-31}` as a relation."""
    words, found, qualifiers = sentence.partition("{")
    who, verb, whom = words.split()
    assert verb in ARROW_BY_VERB, f"{verb} is no verb of the record format"
    fields: dict[str, Any] = yaml.load("{" + qualifiers, yaml.BaseLoader) if found else {}
    return Relation.model_validate({"who": who, verb: whom, **SAID, **fields})


def org(slug: str, /, *roles: str, **fields: Any) -> Organisation:
    """The organisation `org:slug`."""
    return Organisation.model_validate({"id": f"org:{slug}", "name": slug, "roles": list(roles), **SAID, **fields})


def people(slug: str, low: int | None = None, high: int | None = None, /, **fields: Any) -> Population:
    """The cohort `population:slug`, insured persons unless said otherwise; without bounds its size is unknown."""
    size = "unknown" if low is None and high is None else {"low": low, "high": high, **SAID}
    return Population.model_validate(
        {"id": f"population:{slug}", "name": {"fr": slug, "en": slug}, "people": "insured", "size": size, **SAID, **fields}
    )


def incident(slug: str, /, **fields: Any) -> IncidentRecord:
    """The incident `incident:slug`; every list entry gets a source where it names none."""
    for value in fields.values():
        for item in value if isinstance(value, list) else ():
            if isinstance(item, dict) and "fr" not in item:
                item.setdefault("evidence", ["s"])
    return IncidentRecord.model_validate({"id": slug, "title": {"fr": slug, "en": slug}, **SAID, **fields})


def drawn(*parts: str | Record) -> list[Record]:
    """Records of a drawing: sentences become one `relations` record, and every end of one that nothing describes a plain node."""
    relations = [relation(part) for part in parts if isinstance(part, str)]
    records: list[Record] = [part for part in parts if not isinstance(part, str)]
    described = {record_id(record) for record in records}
    for named in sorted({end for r in relations for end in (r.who, r.target)} - described - {"unknown"}):
        kind = NODE_BY_PREFIX[named.partition(":")[0]].label
        name = named.partition(":")[2]
        match kind:
            case "Organisation":
                records.append(org(name))
            case "Product":
                records.append(Product.model_validate({"id": named, "name": name, **SAID}))
            case "Population":
                records.append(people(name))
    if relations:
        title = {"fr": "dessin", "en": "drawing"}
        records.append(RelationsRecord.model_validate({"kind": "relations", "id": "drawing", "title": title, "relations": relations}))
    return records


def draw(store: Store, *parts: str | Record) -> LoadReport:
    """Make the store hold exactly this drawing."""
    return load(store, drawn(*parts))


def load(store: Store, records: Iterable[Record], dataset: str = "drawn") -> LoadReport:
    """Load records as a data set."""
    return store.load(dataset, ((record_id(r), project(r)) for r in records), loader="records")
