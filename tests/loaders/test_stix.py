"""STIX bundles in, and out: what maillon exports is valid, and comes back as the same graph."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from maillon.exports import export_files
from maillon.exports.manner import Manner
from maillon.exports.stix import EXTENSION
from maillon.graph.records import IncidentRecord, Organisation, RelationsRecord
from maillon.graph.statements import ArrowStatement, Kept
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


def exported(store: Store, previous: Path | None = None) -> str:
    ((_, pieces),) = export_files("stix", CypherReader(store), Manner(previous=previous))
    return "".join(pieces)


# corpus + two lists + a decision ──export──▶ bundle ──load──▶ the same graph, to the last reading
def test_an_export_loaded_into_an_empty_store_gives_the_same_graph(store: Store, tmp_path: Path) -> None:
    bundle = tmp_path / "bundle.json"
    bundle.write_text(exported(store), encoding="utf-8")
    reading = stix.read([bundle], dataset=None, strict=True)
    with open_store(tmp_path / "store") as fresh:
        fresh.load(reading.dataset, reading.statements(), loader="stix")
        assert fresh.graph_hash() == store.graph_hash()
        assert exported(fresh, bundle) == bundle.read_text("utf-8")
        # a backup, a copy or a repair loads again what was recorded, and says no arrow of a cohort within another twice
        assert inclusions(fresh.recorded(reading.dataset)) == inclusions(reading.statements()) != {}
    older = json.loads(bundle.read_text("utf-8"))
    older["objects"] = [item for item in older["objects"] if item.get("relationship_type") != "within"]
    bundle.write_text(json.dumps(older), "utf-8")
    assert inclusions(stix.read([bundle], dataset=None, strict=True).statements()) == inclusions(reading.statements())


def inclusions(records: Iterable[tuple[str, Iterable[Kept]]]) -> Counter[str]:
    """How often a record says that one thing lies within another."""
    said = (s for _, found in records for s in found)
    return Counter(f"{s.start} {s.end}" for s in said if isinstance(s, ArrowStatement) and s.type == "WITHIN")


def test_an_export_is_valid_stix_and_the_same_bytes_each_time(store: Store, tmp_path: Path) -> None:
    import stix2

    text = exported(store)
    (tmp_path / "bundle.json").write_text(text, encoding="utf-8")
    assert text == exported(store, tmp_path / "bundle.json")
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
    parts = [*tamarack["Attribute"], *(a for o in tamarack["Object"] for a in o["Attribute"])]
    attributes = {(a["type"], a["value"]) for a in parts}
    assert ("target-org", "Tamarack Claims, Inc.") in attributes
    assert ("text", "persons-concerned: 192700000 persons (confirmed)") in attributes
    assert not any("unnamed" in value for kind, value in attributes if kind == "target-org")
    every = [a["uuid"] for e in events for a in (*e["Attribute"], *e["Object"], *(a for o in e["Object"] for a in o["Attribute"]))]
    assert len(set(every)) == len(every)


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
    assert reading.left_out == {
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
        ({"said": ["[0,[],"]}, "not JSON"),
        ({"said": ["[" * 100_000]}, "nested"),
        ({"said": ['[0,[],{"name":"x\\u001b"}]']}, r"U\+001B"),
        ({"said": ['[0,[],{"name":"x"}]'], "said_n": [-1]}, "not a count"),
        ({"node": "king:x", "said": ['[0,[],{"name":"x"}]']}, "prefix"),
        ({"node": "decision:0123456789ab", "said": ['[0,[],{"decided_by":"Jeanne Martin"}]']}, "name of a person"),
        ({"node": "source:decision.0123456789ab", "said": ['[0,[],{"publisher":"Jeanne Martin"}]']}, "name of a person"),
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


ORGANISATION = {"type": "identity", "id": "identity--11111111-1111-4111-8111-111111111111", "identity_class": "organization"}
HOST = {"type": "identity", "id": "identity--22222222-2222-4222-8222-222222222222", "identity_class": "organization", "name": "Azur"}
INCIDENT = {"type": "incident", "id": "incident--66666666-6666-4666-8666-666666666666"}
LINK = {
    "type": "relationship",
    "id": "relationship--a0000000-0000-4000-8000-000000000001",
    "relationship_type": "delegates-to",
    "source_ref": ORGANISATION["id"],
    "target_ref": HOST["id"],
}


def versioned(item: dict[str, Any], month: int, **more: Any) -> dict[str, Any]:
    return {**item, "created": "2025-01-02T03:04:05.000Z", "modified": f"2025-{month:02d}-02T03:04:05.000Z", **more}


def bundled(path: Path, *items: dict[str, Any]) -> Path:
    path.write_text(json.dumps({"type": "bundle", "id": "bundle--x", "objects": items}), "utf-8")
    return path


VERSIONS = [
    versioned(ORGANISATION, 3, name="Mutuelle du Grand Lac"),
    versioned(ORGANISATION, 1, name="Mutuelle du Lac"),
    versioned(HOST, 1),
    versioned(INCIDENT, 2, name="Panne Azur (corrigé)"),
    versioned(INCIDENT, 1, name="Panne Azur"),
    versioned(LINK, 3, stop_time="2024-12-31T00:00:00Z"),
    versioned(LINK, 1),
]


# v1 ─┐
# v2 ─┴─▶ the latest `modified`, in one file or in several, in any order
@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("files", [1, 2, 7])
def test_of_several_versions_the_latest_counts_whatever_the_order_of_objects_and_files(order: int, files: int, tmp_path: Path) -> None:
    items = VERSIONS[::order]
    paths = [bundled(tmp_path / f"{n}.json", *items[n::files]) for n in range(files)]
    reading = stix.read(paths, dataset="x", strict=True)
    assert (reading.read, reading.used, reading.left_out) == (7, 4, {"an older version of an object": 3})
    (incident,) = [r for r in reading.records.values() if isinstance(r, IncidentRecord)]
    (relations,) = [r for r in reading.records.values() if isinstance(r, RelationsRecord)]
    assert (incident.title.fr, relations.relations[0].until) == ("Panne Azur (corrigé)", "2024-12-31")
    names = {r.name for r in reading.records.values() if isinstance(r, Organisation)}
    assert names == {"Mutuelle du Grand Lac", "Azur"}


@pytest.mark.parametrize("month", [1, 2, 3])
def test_what_any_version_revokes_does_not_come_back(month: int, tmp_path: Path) -> None:
    paths = [
        bundled(tmp_path / "a.json", versioned(ORGANISATION, 2, name="Mutuelle du Lac"), versioned(HOST, 1)),
        bundled(tmp_path / "b.json", versioned(ORGANISATION, month, name="Mutuelle du Lac", revoked=True)),
    ]
    reading = stix.read(paths, dataset="x", strict=True)
    assert {r.name for r in reading.records.values() if isinstance(r, Organisation)} == {"Azur"}
    assert (reading.read, reading.used, reading.left_out) == (3, 1, {"a revoked object, in all its versions": 2})


def test_the_same_object_again_is_left_out_and_counted(tmp_path: Path) -> None:
    paths = [bundled(tmp_path / f"{name}.json", versioned(HOST, 1)) for name in "ab"]
    reading = stix.read(paths, dataset="x", strict=True)
    assert (reading.read, reading.used, reading.left_out) == (2, 1, {"the same row again": 1})


@pytest.mark.parametrize("form", ["bundle", "envelope", "array", "lines", "bundles", "gzip"])
def test_every_wrapping_gives_the_same_records(form: str, tmp_path: Path) -> None:
    objects = json.loads(BUNDLE.read_text("utf-8"))["objects"]
    texts = {
        "envelope": json.dumps({"more": False, "next": "7", "objects": objects}),
        "array": json.dumps(objects),
        "lines": "\n".join(json.dumps(o) for o in objects),
        "bundles": json.dumps([{"type": "bundle", "id": f"bundle--{n}", "objects": [o]} for n, o in enumerate(objects)]),
    }
    content = texts.get(form, BUNDLE.read_text("utf-8")).encode()
    path = tmp_path / ("clinic.json.gz" if form == "gzip" else "clinic.json")
    path.write_bytes(gzip.compress(content) if form == "gzip" else content)
    assert stix.read([path], dataset=None, strict=True).records == stix.read([BUNDLE], dataset=None, strict=True).records
    assert len(stix.read([tmp_path], dataset=None, strict=True).records) > 4


def test_one_object_alone_is_read_and_an_empty_answer_of_a_server_is_not_refused(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(json.dumps(versioned(HOST, 1)))
    assert stix.read([tmp_path / "one.json"], dataset=None, strict=True).used == 1
    (tmp_path / "none.json").write_text('{"more": false}'.replace("}", ', "objects": []}'))
    assert stix.read([tmp_path / "none.json"], dataset=None, strict=True).read == 0


def test_a_damaged_gzip_and_one_that_unpacks_to_far_too_much_are_refused(tmp_path: Path) -> None:
    (tmp_path / "cut.json.gz").write_bytes(gzip.compress(BUNDLE.read_bytes())[:-20])
    (tmp_path / "bomb.json.gz").write_bytes(gzip.compress(b" " * 60_000_000))
    for name, reason in (("cut", "damaged gzip file"), ("bomb", "zip bomb")):
        with pytest.raises(BadInputError, match=reason):
            stix.read([tmp_path / f"{name}.json.gz"], dataset=None, strict=False)


# incident ──ATTRIBUTED_TO──▶ LockWave (threat actor), LockWave Group (intrusion set)
def test_what_opencti_says_of_an_incident_is_read_or_counted(tmp_path: Path) -> None:
    kinds = ("threat-actor", "intrusion-set")
    actors = [versioned({"type": kind, "id": f"{kind}--33333333-0000", "name": f"LockWave {kind}"}, 1) for kind in kinds]
    link = {**LINK, "relationship_type": "attributed-to", "source_ref": INCIDENT["id"]}
    links = [{**link, "id": f"relationship--b{n}", "target_ref": actor["id"]} for n, actor in enumerate(actors)]
    seen = versioned(INCIDENT, 1, name="Rançon", first_seen="2024-01-02T00:00:00Z", severity="high", incident_type="ransomware")
    reading = stix.read([bundled(tmp_path / "o.json", seen, *actors, *links)], dataset=None, strict=True)
    (incident,) = [r for r in reading.records.values() if isinstance(r, IncidentRecord)]
    assert {a.actor for a in incident.attributed_to} == {f"actor:stix/lockwave-{kind}.33333333" for kind in kinds}
    assert [d.on for d in incident.dates.detected] == ["2024-01-02"]
    assert reading.unread_fields == {"incident: severity": 1, "incident: incident_type": 1}
    assert (reading.read, reading.used) == (5, 5)


@pytest.mark.parametrize("count", [12000.0, "12,000", 12000])
def test_counts_are_read_however_a_program_wrote_them(count: Any, tmp_path: Path) -> None:
    core = {"determination": "confirmed", "impacted_entity_counts": {"individual": count}}
    item = versioned(INCIDENT, 1, name="Fuite", extensions={stix.INCIDENT_EXTENSION: core})
    reading = stix.read([bundled(tmp_path / "f.json", item)], dataset=None, strict=True)
    (incident,) = [r for r in reading.records.values() if isinstance(r, IncidentRecord)]
    assert [(c.field, c.low) for c in incident.claims] == [("persons-concerned", 12000)]
    assert [d.on for d in incident.dates.occurred] == ["../2025-01-02"]


# Sample Gorilla, alias Lin Samplehao ──attributed-to──▶ Lin Samplehao (a person)
def test_no_alias_of_an_actor_or_organisation_is_a_persons_name_of_the_same_load(tmp_path: Path) -> None:
    person = versioned({**HOST, "id": "identity--4", "identity_class": "individual", "name": "Lin Samplehao"}, 1)
    actor = {"type": "threat-actor", "id": "threat-actor--5", "name": "Sample Gorilla", "aliases": ["LIN  SAMPLEHAO", "APT 0"]}
    named = versioned({"type": "threat-actor", "id": "threat-actor--6", "name": "Lin Samplehao"}, 1)
    group = versioned(ORGANISATION, 1, name="Azur", x_opencti_aliases=["Lin Samplehao"])
    paths = [bundled(tmp_path / "a.json", actor, named, group), bundled(tmp_path / "b.json", person)]
    reading = stix.read(paths, dataset="x", strict=False)
    assert [p.code for p in reading.rejected] == ["name.person"]
    text = " ".join(record.model_dump_json() for record in reading.records.values()).lower()
    assert "samplehao" not in text
    assert "apt 0" in text
