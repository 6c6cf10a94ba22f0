"""STIX bundles and MISP events have versions: what changed is seen to have changed by those who took the last file, and only that."""

from __future__ import annotations

import json
import uuid
from collections import Counter
from pathlib import Path
from typing import Any

import pymisp
import pytest
import stix2
from hypothesis import given
from hypothesis import strategies as st

from maillon.exports import export_files, goes_on_from
from maillon.exports.manner import Manner
from maillon.exports.stix import EXTENSION, KEPT_CLOSE, previous
from maillon.exports.stix_versions import Ids, versioned
from maillon.graph.projection import project
from maillon.graph.records import record_id
from maillon.graph.store import Store, open_store
from maillon.graph.store.public_copy import public_copy
from maillon.loaders import misp, stix
from maillon.queries.cypher_reader import CypherReader
from maillon.wording import Message, RefusedError
from tests.support.drawing import draw, drawn, incident, load, org
from tests.support.places import ROOT

Object = dict[str, Any]


def written(store: Store, path: Path, epoch: int, monkeypatch: pytest.MonkeyPatch, format_: str = "stix", **manner: Any) -> Path:
    """An export at a time, which continues the file that it replaces."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(epoch))
    before = path if goes_on_from(format_, path) else None
    ((_, pieces),) = export_files(format_, CypherReader(store), Manner(previous=before, **manner))
    path.write_text("".join(pieces), "utf-8")
    return path


def objects(path: Path) -> dict[str, Object]:
    return {item["id"]: item for item in json.loads(path.read_text("utf-8"))["objects"]}


def of(path: Path, thing: str) -> list[Object]:
    """The objects of a node, or of the arrows between two (`org:a org:b`)."""
    found = []
    for item in objects(path).values():
        carried = item.get("extensions", {}).get(EXTENSION, {})
        if thing in (carried.get("node"), f"{carried.get('start')} {carried.get('end')}"):
            found.append(item)
    return found


def page_shows(heading: str) -> list[Object]:
    """Two versions of one object as docs/exports.md shows them; `…` stands for the rest of a text, or for more of the object."""
    text = (ROOT / "docs" / "exports.md").read_text("utf-8").partition(heading)[2].partition("```json\n")[2].partition("```")[0]
    return [json.loads(one.replace(", …}", "}")) for one in text.replace("}\n{", "}\0{").split("\0")]


def fits(shown: Object, item: Object) -> bool:
    """Whether an object is the one that is shown."""
    return all(
        item[name].startswith(value[:-1]) if isinstance(value, str) and value.endswith("…") else item[name] == value
        for name, value in shown.items()
    )


DRAWING = ("org:a delegates_to org:b {service: hosting, since: 2020}", "org:b delegates_to org:c")
CORRECTED = ("org:a delegates_to org:b {service: hosting, since: 2021}", "org:b delegates_to org:c")


# a ──2020──▶ b ──▶ c      then      a ──2021──▶ b ──▶ c      then      a ──2021──▶ b
def test_only_what_changed_moves_and_what_is_gone_is_revoked(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bundle.json"
    draw(store, *DRAWING)
    first = objects(written(store, path, 1_700_000_000, monkeypatch))
    assert objects(written(store, path, 1_700_000_100, monkeypatch)) == first

    draw(store, *CORRECTED)
    second = objects(written(store, path, 1_700_000_200, monkeypatch))
    (moved,) = [id_ for id_ in second if second[id_] != first[id_]]
    assert (first[moved]["start_time"], second[moved]["start_time"]) == ("2020-01-01T00:00:00.000Z", "2021-01-01T00:00:00.000Z")
    assert (second[moved]["created"], second[moved]["modified"]) == (first[moved]["created"], "2023-11-14T22:16:40.000Z")

    for shown, item in zip(page_shows("**In STIX**"), (first[moved], second[moved]), strict=True):
        assert fits(shown, item), item

    draw(store, CORRECTED[0])
    third = objects(written(store, path, 1_700_000_300, monkeypatch))
    gone = {id_ for id_, item in third.items() if item.get("revoked")}
    assert {name for id_ in gone for name in [third[id_].get("name"), third[id_].get("relationship_type")] if name} == {"c", "delegates-to"}
    assert {id_ for id_ in third if third[id_] != second[id_]} == gone
    assert objects(written(store, path, 1_700_000_400, monkeypatch)) == third

    reading = stix.read([path], dataset=None, strict=True)
    assert reading.left_out["a revoked object, in all its versions"] == len(gone)
    with open_store(tmp_path / "fresh") as fresh:
        fresh.load(reading.dataset, reading.statements(), loader="stix")
        assert fresh.graph_hash() == store.graph_hash()


# a ──▶ b stands, is retracted, stands again: STIX revokes for good, so it comes back under another id
def test_what_is_retracted_is_revoked_and_comes_back_under_another_id(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bundle.json"
    turns = ["org:a uses product:p", "org:a uses product:p {status: retracted}", "org:a uses product:p {status: confirmed}"]
    for number, sentence in enumerate(turns):
        draw(store, sentence)
        written(store, path, 1_700_000_000 + number, monkeypatch)
    revoked, standing = sorted(of(path, "org:a product:p"), key=lambda item: "revoked" not in item)
    assert (revoked["revoked"], "revoked" in standing) == (True, False)
    assert revoked["id"] != standing["id"]
    reading = stix.read([path], dataset=None, strict=True)
    with open_store(tmp_path / "fresh") as fresh:
        fresh.load(reading.dataset, reading.statements(), loader="stix")
        assert fresh.graph_hash() == store.graph_hash()


def test_the_retracted_is_read_back_as_retracted(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draw(store, "org:a uses product:p {status: retracted}")
    reading = stix.read([written(store, tmp_path / "b.json", 1_700_000_000, monkeypatch)], dataset=None, strict=True)
    with open_store(tmp_path / "fresh") as fresh:
        fresh.load(reading.dataset, reading.statements(), loader="stix")
        assert fresh.read("MATCH ()-[r:USES]->() RETURN r.status AS status") == [{"status": "retracted"}]


CONTENTS = st.dictionaries(st.sampled_from(["identity--a", "identity--b", "identity--c"]), st.integers(0, 2))


@given(st.lists(CONTENTS, min_size=2, max_size=6))
def test_times_move_exactly_when_content_does_and_never_back(turns: list[dict[str, int]]) -> None:
    before: dict[str, Object] = {}
    for turn in turns:
        items = [{"id": id_, "type": "identity", "x": x, "extensions": {EXTENSION: {"said": ["s"]}}} for id_, x in turn.items()]
        items = [item for item in items if not before.get(str(item["id"]), {}).get("revoked")]  # those have another id
        after = {item["id"]: item for item in versioned(items, before, Manner())}
        assert after.keys() == before.keys() | {item["id"] for item in items}
        for id_, old in before.items():
            same = {k: v for k, v in old.items() if k != "modified"} == {k: v for k, v in after[id_].items() if k != "modified"}
            assert (after[id_]["modified"] == old["modified"]) == same
            assert after[id_]["modified"] >= old["modified"]
            assert bool(after[id_].get("revoked")) == (id_ not in turn or bool(old.get("revoked")))
        before = after


def test_ids_of_one_publisher_meet_no_other_and_its_bundle_is_not_continued_by_another(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw(store, *DRAWING)
    ours = objects(written(store, tmp_path / "ours.json", 1_700_000_000, monkeypatch))
    theirs = objects(written(store, tmp_path / "theirs.json", 1_700_000_000, monkeypatch, publisher="Observatory"))
    shared = {item["name"] for id_, item in theirs.items() if id_ in ours}
    assert shared == {"maillon"}  # the extension, and who defined it
    (observatory,) = [item["id"] for item in theirs.values() if item.get("name") == "Observatory"]
    assert {item.get("created_by_ref") for id_, item in theirs.items() if id_ not in ours and id_ != observatory} == {observatory}
    for name, publisher in (("theirs", None), ("ours", "Observatory"), ("theirs", "Another")):
        with pytest.raises(RefusedError, match="another publisher"):
            written(store, tmp_path / f"{name}.json", 1_700_000_001, monkeypatch, publisher=publisher)


# public: a ──▶ b      confidential: b ──▶ c, and another name of b
@pytest.mark.parametrize("format_", ["stix", "misp"])
def test_what_only_a_confidential_list_says_is_marked_and_is_confidential_where_it_is_read(
    store: Store, tmp_path: Path, format_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    struck = incident("open", affected=[{"party": "org:b", "outcome": "observed"}])
    load(store, [*drawn("org:a delegates_to org:b", struck)], "open")
    hidden = incident("hidden", affected=[{"party": "org:c", "outcome": "observed"}])
    secret = [*drawn("org:b delegates_to org:c", hidden)]
    store.load("mine", ((record_id(r), project(r)) for r in secret), loader="records", confidential=True)
    with public_copy(store, tmp_path / "copy", ["mine"]) as copy:
        path = written(store, tmp_path / "x.json", 1_700_000_000, monkeypatch, format_, public=CypherReader(copy))
    if format_ == "stix":
        marked = {i.get("name", i.get("relationship_type")) for i in objects(path).values() if i.get("object_marking_refs") == [KEPT_CLOSE]}
        assert {"c", "hidden", "delegates-to", "affected"} <= marked
        assert not {"a", "open"} & marked
        assert len([i for i in objects(path).values() if i["type"] == "marking-definition"]) == 1
        assert stix.read([path], dataset=None, strict=True).confidential
    else:
        tags = {e["Event"]["info"]: e["Event"].get("Tag") for e in json.loads(path.read_text("utf-8"))["response"]}
        assert tags == {"open": None, "hidden": [{"name": "tlp:amber+strict"}]}
        assert misp.read([path], dataset=None, strict=True).confidential


def test_relations_are_told_in_the_words_of_the_standard_too_where_asked_and_read_back_once(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw(store, *DRAWING)
    path = written(store, tmp_path / "core.json", 1_700_000_000, monkeypatch, core=True, publisher="Observatory")
    kinds = Counter(item.get("relationship_type") for item in objects(path).values())
    assert (kinds["delegates-to"], kinds["related-to"]) == (2, 2)
    for item in objects(path).values():
        stix2.parse(item, allow_custom=False, version="2.1")
    reading = stix.read([path], dataset=None, strict=True)
    assert reading.left_out["a relation told again, in the standard's own words"] == 2
    assert reading.read == reading.used + sum(reading.left_out.values())
    with open_store(tmp_path / "fresh") as fresh:
        fresh.load(reading.dataset, reading.statements(), loader="stix")
        assert fresh.graph_hash() == store.graph_hash()


OTHERS = ["", "[]", '{"objects": []}', '{"objects": [{"id": 1}]}', '{"response": [{"Event": {}}]}', '{"objects": [3]}']


@pytest.mark.parametrize("text", OTHERS)
def test_a_file_that_no_export_wrote_is_not_continued_and_refused_where_it_is_named(store: Store, tmp_path: Path, text: str) -> None:
    path = tmp_path / "other.json"
    path.write_text(text)
    for format_ in ("stix", "misp"):
        assert not goes_on_from(format_, path)
        with pytest.raises(RefusedError, match="no export of this format"):
            list(export_files(format_, CypherReader(store), Manner(previous=path)))
        with pytest.raises(RefusedError, match="no such file"):
            list(export_files(format_, CypherReader(store), Manner(previous=tmp_path / "none.json")))
    assert previous(None) == {}


def test_it_is_said_how_much_changed(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[Message] = []
    draw(store, *DRAWING)
    written(store, tmp_path / "b.json", 1_700_000_000, monkeypatch)
    draw(store, *CORRECTED, "org:c delegates_to org:d")
    written(store, tmp_path / "b.json", 1_700_000_100, monkeypatch, remark=said.append)
    assert [message.say("en").partition(": ")[2] for message in said] == ["4 unchanged, 1 changed, 2 new, 0 revoked"]


STRUCK = incident(
    "x",
    title={"fr": "Panne", "en": "Outage"},
    dates={"disclosed": [{"on": "2024-03-02", "evidence": ["s"]}]},
    compromised=[{"at": "org:host", "status": "confirmed"}],
    affected=[{"party": "org:clinic", "outcome": "observed"}],
    claims=[{"field": "persons-concerned", "low": 500, "high": 500, "unit": "persons", "by": "org:clinic", "status": "claimed"}],
)


def events(path: Path) -> list[Object]:
    return [item["Event"] for item in json.loads(path.read_text("utf-8"))["response"]]


# an incident at a host, a clinic that was hit, a figure      then      another figure, and the clinic was spared
def test_timestamps_of_an_event_move_with_what_changed_and_pymisp_reads_both(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "misp.json"
    draw(store, org("clinic", "Clinic", identifiers=["siren:552081317"]), org("host", "HostingProvider"), STRUCK)
    (first,) = events(written(store, path, 1_700_000_000, monkeypatch, "misp"))
    assert events(written(store, path, 1_700_000_100, monkeypatch, "misp")) == [first]
    bodies = [{a["object_relation"]: a["value"] for a in o["Attribute"]} for o in first["Object"] if o["name"] == "legal-entity"]
    assert bodies == [{"name": "clinic", "registration-number": "siren:552081317"}]

    corrected = STRUCK.model_copy(update={"affected": [STRUCK.affected[0].model_copy(update={"outcome": "not_affected"})]})
    draw(store, org("clinic", "Clinic", identifiers=["siren:552081317"]), org("host", "HostingProvider"), corrected)
    (second,) = events(written(store, path, 1_700_000_200, monkeypatch, "misp"))
    assert (first["uuid"], first["timestamp"], second["timestamp"]) == (second["uuid"], "1700000000", "1700000200")
    moved = {o["name"]: (o["deleted"], o["timestamp"]) for o in second["Object"] if o not in first["Object"]}
    assert moved["victim"] == (True, "1700000200")
    assert [o for o in second["Object"] if o["name"] == "victim" and not o["deleted"]] == [
        o for o in first["Object"] if o["name"] == "victim" and o["comment"].startswith("COMPROMISED")
    ]
    for shown, event in zip(page_shows("**In MISP**"), (first, second), strict=True):
        (victim,) = [o for o in event["Object"] if o["name"] == "victim" and o["comment"].startswith("AFFECTED")]
        assert fits(shown, victim), victim
    assert second["Attribute"] == first["Attribute"]
    for event in (first, second):
        read = pymisp.MISPEvent(strict_validation=True)
        read.from_dict(**event)
        assert (read.uuid, read.info, len(read.objects)) == (event["uuid"], "Outage", len(event["Object"]))
        for one in read.objects:
            template = pymisp.MISPObject(one.name, strict=True)
            assert (one.template_uuid, int(one.template_version)) == (template.template_uuid, int(template.template_version))
            assert {a.object_relation for a in one.attributes} <= set((template._definition or {})["attributes"])

    draw(store, org("clinic"))
    (gone,) = events(written(store, path, 1_700_000_300, monkeypatch, "misp"))
    assert all(part["deleted"] for name in ("Attribute", "Object") for part in gone[name])
    assert events(written(store, path, 1_700_000_400, monkeypatch, "misp")) == [gone]
    reading = misp.read([path], dataset=None, strict=True)
    assert (reading.read, reading.used) == (1, 0)


def test_a_retracted_victim_and_a_retracted_figure_are_deleted(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    retracted = incident("x", affected=[{"party": "org:a", "outcome": "observed", "status": "retracted"}])
    draw(store, retracted, org("a"))
    (event,) = events(written(store, tmp_path / "m.json", 1_700_000_000, monkeypatch, "misp"))
    assert {o["name"]: o["deleted"] for o in event["Object"]} == {"victim": True}


def test_ids_do_not_hang_on_the_order_in_which_they_are_asked() -> None:
    before = {"identity--x": {"revoked": True}}
    ids = [Ids(uuid.NAMESPACE_URL, before).of("identity", key, retracted=False) for key in "aba"]
    assert (ids[0], ids[0] != ids[1]) == (ids[2], True)
