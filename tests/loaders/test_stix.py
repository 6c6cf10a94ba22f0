"""STIX bundles in, and out: what maillon exports is valid, and comes back as the same graph."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from maillon.exports import export_files
from maillon.exports.stix import EXTENSION
from maillon.graph.records import IncidentRecord, Organisation, RelationsRecord
from maillon.graph.store import Store, open_store
from maillon.loaders import stix
from maillon.loaders.base import loader
from maillon.loaders.problems import BadInputError
from maillon.queries.cypher_reader import CypherReader

ROOT = Path(__file__).parents[1]
BUNDLE = ROOT / "fixtures" / "stix" / "clinic.json"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The shipped corpus and two lists, with a decision between them."""
    with open_store(tmp_path_factory.mktemp("stix") / "store") as opened:
        for name, paths in (
            ("records", [ROOT.parent / "records"]),
            ("vcdb", [ROOT / "fixtures" / "vcdb"]),
            ("hhs", sorted((ROOT / "fixtures" / "hhs").glob("portal-*.csv"))),
        ):
            reading = loader(name).read(paths, dataset=None, strict=False)
            opened.load(reading.dataset, reading.statements(), loader=name)
        decisions = ROOT / "fixtures" / "stix" / "decisions.yaml"
        reading = loader("records").read([decisions], dataset="decisions", strict=True)
        opened.load("decisions", reading.statements(), loader="records")
        yield opened


def exported(store: Store) -> str:
    ((_, pieces),) = export_files("stix", CypherReader(store))
    return "".join(pieces)


# corpus + two lists + a decision ──export──▶ bundle ──load──▶ the same graph, to the last reading
def test_an_export_loaded_into_an_empty_store_gives_the_same_graph(store: Store, tmp_path: Path) -> None:
    (tmp_path / "bundle.json").write_text(exported(store), encoding="utf-8")
    reading = stix.read([tmp_path / "bundle.json"], dataset=None, strict=True)
    with open_store(tmp_path / "store") as fresh:
        fresh.load(reading.dataset, reading.statements(), loader="stix")
        assert fresh.graph_hash() == store.graph_hash()
        assert exported(fresh) == exported(store)


def test_an_export_is_valid_stix_and_the_same_bytes_each_time(store: Store) -> None:
    import stix2

    text = exported(store)
    assert text == exported(store)
    bundle = json.loads(text)
    for item in bundle["objects"]:
        stix2.parse(item, allow_custom=False, version="2.1")
    ids = [item["id"] for item in bundle["objects"]]
    assert len(ids) == len(set(ids))
    assert [item["id"] for item in bundle["objects"] if item["type"] == "extension-definition"] == [EXTENSION]
    known = set(ids)
    for item in bundle["objects"]:
        assert {item[name] for name in ("source_ref", "target_ref") if name in item} <= known


# incident ──COMPROMISED──▶ Tamarack; three dated figures      →      one event with its target, links and claims
def test_a_misp_event_holds_the_targets_and_claims_of_one_incident(store: Store) -> None:
    ((_, pieces),) = export_files("misp", CypherReader(store))
    events = [item["Event"] for item in json.loads("".join(pieces))["response"]]
    assert len(events) == store.read("MATCH (i:Incident) RETURN count(i) AS n")[0]["n"]
    (tamarack,) = [e for e in events if e["info"].startswith("Breach reported by Tamarack")]
    attributes = {(a["type"], a["value"]) for a in tamarack["Attribute"]}
    assert ("target-org", "Tamarack Claims, Inc.") in attributes
    assert ("text", "persons-concerned: 192700000 persons (confirmed)") in attributes
    assert not any("unnamed" in value for kind, value in attributes if kind == "target-org")
    assert len({a["uuid"] for e in events for a in e["Attribute"]}) == sum(len(e["Attribute"]) for e in events)


# Harbor ──DELEGATES_TO──▶ Osprey ──LINKED_WITH {part-of}── (outside the bundle)        incident ──AFFECTED──▶ Harbor
def test_a_foreign_bundle_keeps_dangling_ends_as_unknown_and_its_relationship_types() -> None:
    reading = stix.read([BUNDLE], dataset=None, strict=True)
    relations = {
        (r.who, r.verb, r.target, r.service)
        for record in reading.records.values()
        if isinstance(record, RelationsRecord)
        for r in record.relations
    }
    harbor, osprey = "org:stix/harbor-clinic.11111111", "org:stix/osprey-billing.22222222"
    assert relations == {
        (harbor, "delegates_to", osprey, None),
        (osprey, "linked_with", "org:stix/unknown.99999999-9999-4999-8999-999999999999", "part-of"),
    }
    unknown = reading.records["org:stix/unknown.99999999-9999-4999-8999-999999999999"]
    assert isinstance(unknown, Organisation)
    assert unknown.named is False


def test_the_incident_extension_gives_counts_effects_and_status() -> None:
    reading = stix.read([BUNDLE], dataset=None, strict=True)
    (incident,) = [r for r in reading.records.values() if isinstance(r, IncidentRecord)]
    assert {(c.field, c.low, c.unit) for c in incident.claims} == {("persons-concerned", 1200, "persons"), ("entries", 1300, "entries")}
    assert incident.effects == ["confidentiality"]
    assert {(a.party, a.outcome, a.status) for a in incident.affected} == {("org:stix/harbor-clinic.11111111", "possible", "reported")}


def test_persons_classes_and_unread_types_are_counted_and_not_kept() -> None:
    reading = stix.read([BUNDLE], dataset=None, strict=True)
    assert reading.unread_fields == {
        "object: identity (individual)": 1,
        "object: identity (class)": 1,
        "object: location": 1,
        "relationship: located-at incident → location": 1,
    }
    assert "Exemple" not in " ".join(record.model_dump_json() for record in reading.records.values())


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"said": ['[0,["King"],{"name":"x"}]']}, "cannot have the role"),
        ({"said": ['[0,[],{"n) DETACH DELETE (m":"x"}]']}, "has no property"),
        ({"said": ['[0,[],{"name":"someone@example.org"}]']}, "an e-mail address"),
        ({"said": ["[0,[],"]}, "Expecting value"),
        ({"said": ['[0,[],{"name":"x"}]'], "said_n": [-1]}, "not a count"),
        ({"node": "king:x", "said": ['[0,[],{"name":"x"}]']}, "prefix"),
    ],
)
def test_an_object_that_pretends_to_be_ours_is_checked_by_the_model(change: dict[str, Any], reason: str, tmp_path: Path) -> None:
    carried = {"extension_type": "property-extension", "node": "org:x", "said": ['[0,[],{"name":"x"}]'], **change}
    item = {"type": "identity", "id": "identity--33333333-3333-4333-8333-333333333333", "name": "x", "extensions": {EXTENSION: carried}}
    (tmp_path / "b.json").write_text(json.dumps({"type": "bundle", "id": "bundle--x", "objects": [item]}))
    with pytest.raises(BadInputError, match=reason):
        stix.read([tmp_path / "b.json"], dataset=None, strict=True)


@pytest.mark.parametrize("text", ['{"type": "report"}', "[]", '{"type": "bundle", "objects": 3}', '{"type": "bundle"', "<html>"])
def test_what_is_no_bundle_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text(text)
    with pytest.raises(BadInputError):
        stix.read([tmp_path / "b.json"], dataset=None, strict=False)
