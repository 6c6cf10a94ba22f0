"""MISP events: a target was aimed at, and is hit only where the event says so."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from maillon.exports import export_files
from maillon.graph.records import IncidentRecord, Organisation, ThreatActor
from maillon.graph.store import Store
from maillon.loaders import misp
from maillon.loaders.base import Reading
from maillon.loaders.problems import BadInputError
from maillon.queries.cypher_reader import CypherReader
from tests.support.places import FIXTURES

EVENTS = FIXTURES / "misp" / "events.json"
ONE = "00000000-0000-4000-8000-00000000a001"


def read(*paths: Path, strict: bool = False) -> Reading:
    return misp.read(paths, dataset=None, strict=strict)


def incidents(reading: Reading) -> dict[str, IncidentRecord]:
    return {r.id[-4:]: r for r in reading.records.values() if isinstance(r, IncidentRecord)}


def event(**changes: Any) -> dict[str, Any]:
    first: dict[str, Any] = json.loads(EVENTS.read_text("utf-8"))["response"][0]["Event"]
    return {**first, **changes}


def written(folder: Path, *documents: Any, name: str = "events.json") -> Path:
    (folder / name).write_text(json.dumps(documents[0] if len(documents) == 1 else list(documents)), "utf-8")
    return folder / name


# event ──AFFECTED {possible}──▶ target-org, target-external      ──ATTRIBUTED_TO──▶ actor of a tag or galaxy
#   └───── incident object {determination: blocked} ──▶ not affected
def test_targets_are_no_more_than_possible_unless_the_event_says_what_came_of_it() -> None:
    reading = read(EVENTS)
    hit = {key: [(a.party, a.outcome, a.status) for a in r.affected] for key, r in incidents(reading).items()}
    assert hit == {
        "a001": [("org:misp/fernhill-clinic", "possible", "reported"), ("org:misp/hosta-records-ltd", "possible", "reported")],
        "a002": [("org:misp/mutuelle-modele", "not_affected", "reported"), ("org:misp/laboratoire-modele", "not_affected", "reported")],
    }
    assert {key: [d.on for d in r.dates.occurred] for key, r in incidents(reading).items()} == {
        "a001": ["../2025-02-03"],
        "a002": ["../2025-03-01"],
    }


def test_an_event_of_indicators_alone_is_no_incident_and_every_event_is_accounted_for() -> None:
    reading = read(EVENTS)
    assert (reading.read, reading.used, dict(reading.left_out)) == (3, 2, {"an event without a target or a described incident": 1})
    assert reading.unread_fields == {
        "attribute: ip-dst": 1,
        "threat-actor: named like a person": 1,
        "incident: criticality": 1,
        "victim: name: named like a person": 1,
        "victim: name (class)": 1,
        "organization: name": 1,
    }


def test_persons_texts_and_what_was_deleted_stand_nowhere_and_sources_and_one_actor_do() -> None:
    reading = read(EVENTS)
    text = "".join(record.model_dump_json() for record in reading.records.values())
    assert [word for word in ("xampleton", "Nobody", "Deleted", "free text", "x.com", "Informant") if word in text] == []
    assert "https://example.org/report" in text
    assert [r.name for r in reading.records.values() if isinstance(r, ThreatActor)] == ["Tin Badger"]
    record = incidents(reading)["a001"]
    assert [a.actor for a in record.attributed_to] == ["actor:misp/tin-badger"]
    assert {a.by for a in record.affected} == {"org:misp/example-cert"}


@pytest.mark.parametrize("form", ["response", "event", "bare", "array", "lines", "gzip"])
def test_every_wrapping_gives_the_same_records(form: str, tmp_path: Path) -> None:
    one = event()
    shapes = {"response": {"response": [{"Event": one}]}, "event": {"Event": one}, "bare": one, "array": [{"Event": one}], "gzip": one}
    path = tmp_path / ("events.json.gz" if form == "gzip" else "events.json")
    text = json.dumps(one) + "\n" + json.dumps(event(uuid=ONE[:-1] + "9")) if form == "lines" else json.dumps(shapes[form])
    path.write_bytes(gzip.compress(text.encode()) if form == "gzip" else text.encode())
    assert incidents(read(path))["a001"] == incidents(read(EVENTS))["a001"]


@pytest.mark.parametrize("order", [1, -1])
def test_of_several_versions_the_latest_counts_whatever_the_order(order: int, tmp_path: Path) -> None:
    older, newer = event(), event(timestamp="1799999999", info="Corrected", date="2025-01-01")
    reading = read(written(tmp_path, *[older, newer, newer][::order]))
    assert [(r.title.any, r.dates.occurred[0].on) for r in incidents(reading).values()] == [("Corrected", "../2025-01-01")]
    assert dict(reading.left_out) == {"the same row again": 1, "an older version of an object": 1}
    assert reading.read == 3


@pytest.mark.parametrize(
    ("determination", "outcome", "status"),
    [
        ("successful-attempt", "observed", "reported"),
        ("suspected", "possible", "reported"),
        ("failed-attempt", "not_affected", "reported"),
        ("false-positive", "not_affected", "retracted"),
        ("of another kind", "possible", "reported"),
    ],
)
def test_what_came_of_an_incident_is_what_its_object_says(determination: str, outcome: str, status: str, tmp_path: Path) -> None:
    thing = {"name": "incident", "Attribute": [{"type": "text", "object_relation": "determination", "value": determination}]}
    (record,) = incidents(read(written(tmp_path, event(Object=[thing])))).values()
    assert {(a.outcome, a.status) for a in record.affected} == {(outcome, status)}


def test_a_described_incident_without_a_named_target_hit_somebody_unnamed(tmp_path: Path) -> None:
    thing = {"name": "incident", "Attribute": [{"type": "text", "object_relation": "determination", "value": "successful-attempt"}]}
    reading = read(written(tmp_path, event(Object=[thing], Attribute=[{"type": "target-org", "value": "unknown"}])))
    (record,) = incidents(reading).values()
    victim = reading.records[record.affected[0].party]
    assert isinstance(victim, Organisation)
    assert not victim.named


@pytest.mark.parametrize(("tag", "kept"), [("tlp:amber", True), ("TLP:RED", True), ("tlp:amber+strict", True), ("tlp:clear", False)])
def test_what_is_marked_amber_or_red_is_kept_confidential(tag: str, kept: bool, tmp_path: Path) -> None:
    reading = read(written(tmp_path, event(Tag=[{"name": tag}])))
    assert (reading.confidential, [w.code for w in reading.warnings]) == (kept, ["tlp.confidential"] if kept else [])


def test_an_event_that_carries_a_file_is_read_and_one_with_an_endless_title_is_not(tmp_path: Path) -> None:
    carried = {"type": "attachment", "value": "notice.pdf", "data": "A" * 200_000}
    attribute = {"type": "target-org", "value": "Fernhill Clinic"}
    endless = event(uuid=ONE[:-1] + "2", info="x" * 200_000)
    reading = read(written(tmp_path, event(Attribute=[attribute, carried]), endless))
    assert [a.party for a in incidents(reading)["a001"].affected] == ["org:misp/fernhill-clinic"]
    assert [problem.code for problem in reading.rejected] == ["cell.long"]


def test_a_bad_event_is_rejected_with_its_reason_and_the_rest_loads(tmp_path: Path) -> None:
    broken = [event(uuid="nobody"), event(uuid=ONE[:-1] + "2", Attribute="x"), event(uuid=ONE[:-1] + "3", info="call 06 12 34 56 78")]
    reading = read(written(tmp_path, event(), *broken))
    assert (reading.read, reading.used, len(reading.rejected)) == (4, 1, 3)


@pytest.mark.parametrize("text", ['{"objects": []}', "[1]", '{"response": [{"x": 1}]}'])
def test_what_is_no_event_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(text)
    with pytest.raises(BadInputError, match="no MISP events"):
        read(tmp_path / "x.json")


def test_what_maillon_exports_comes_back_with_its_targets_actors_and_days(store: Store, tmp_path: Path) -> None:
    store.load("misp-events", read(EVENTS).statements(), loader="misp")
    ((_, pieces),) = export_files("misp", CypherReader(store))
    (tmp_path / "own.json").write_text("".join(pieces), "utf-8")
    back = read(tmp_path / "own.json", strict=True)
    own = {r.title.any: r for r in incidents(back).values()}
    assert set(own) == {"Ransomware at a clinic"}
    assert sorted(a.party for a in own["Ransomware at a clinic"].affected) == ["org:misp/fernhill-clinic", "org:misp/hosta-records-ltd"]
    assert [a.actor for a in own["Ransomware at a clinic"].attributed_to] == ["actor:misp/tin-badger"]
