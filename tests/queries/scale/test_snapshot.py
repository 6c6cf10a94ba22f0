"""The snapshot: what the store holds, as arrays; its file; and what happens to a file that is not as it should be."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillon.graph.model import GOVERNANCE_TYPES, TRUST_TYPES, Status
from maillon.graph.statements import ArrowStatement, NodeStatement, Statement, to_line, visible_arrow
from maillon.graph.store import Store
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.exposed_people import counted
from maillon.queries.scale import snapshot_file
from maillon.queries.scale.snapshot import Snapshot, SnapshotDamagedError
from maillon.queries.scale.snapshot_build import build, load_or_build
from maillon.queries.typed_values import relation
from tests.support.drawing import draw, drawn, load, people

CLINIC_AND_VENDOR = (
    "population:p patient_of org:clinic",
    "org:clinic uses product:software {since: 2020, until: 2023-12-31, deployment: shared}",
    "product:software provided_by org:vendor {data: [contact, health], scope: care}",
    "org:vendor subsidiary_of org:owner",
    people("p", 10, 20, within="population:all", partition="fr-test"),
    people("all", None, 99),
)


def made(*records: tuple[str, list[Statement]]) -> Snapshot:
    return build(["[" + ",".join(to_line(name, statements) for name, statements in records) + "]"], "x")


def relations(snapshot: Snapshot) -> list[object]:
    return [snapshot.arrow(i) for i in range(len(snapshot.start))]


def test_it_holds_every_relation_and_number_of_the_store(store: Store) -> None:
    # p ─▶ clinic ─▶ software ─▶ vendor ─▷ owner
    draw(store, *CLINIC_AND_VENDOR)
    snapshot = load_or_build(store).snapshot
    ids = snapshot.ids(range(snapshot.nodes))
    assert ids == sorted(ids)
    assert ids == ["org:clinic", "org:owner", "org:vendor", "population:all", "population:p", "product:software"]
    stored = CypherReader(store).arrows(ids, backward=False, types=(*TRUST_TYPES, *GOVERNANCE_TYPES))
    kept = ("type", "order", "since", "until", "seen_on", "data")
    for have, want in zip(relations(snapshot), sorted(stored, key=lambda a: a.order), strict=True):
        for name in kept:
            assert getattr(have, name) == getattr(want, name), name
    p, whole = snapshot.find("population:p"), snapshot.find("population:all")
    assert p is not None
    assert (snapshot.low[p], snapshot.high[p], snapshot.within[p]) == (10, 20, whole)
    assert snapshot.roles[snapshot.role[p]].partition == "fr-test"
    assert snapshot.find("org:nobody") is None


def test_the_shipped_records_are_in_it_as_the_store_has_them(corpus: Store) -> None:
    snapshot = load_or_build(corpus).snapshot
    nodes = CypherReader(corpus).nodes(snapshot.ids(range(snapshot.nodes)))
    for i in range(snapshot.nodes):
        node, role = nodes[snapshot.id(i)], snapshot.roles[snapshot.role[i]]
        assert (role.labels, role.named) == (node.labels, node.named)
        stem = "size" if node.has("Population") else "count"
        assert tuple(None if n < 0 else n for n in (snapshot.low[i], snapshot.high[i])) == counted(node, stem)
    stored = {a.order: a for a in CypherReader(corpus).arrows(nodes, backward=False, types=(*TRUST_TYPES, *GOVERNANCE_TYPES))}
    have = {snapshot.arrow(i).order: replace(snapshot.standing(i)) for i in range(len(snapshot.start))}
    assert have == {key: replace(arrow.standing, contested=frozenset()) for key, arrow in stored.items()}
    contested = {snapshot.arrow(i).order for i in range(len(snapshot.start)) if snapshot.kinds[snapshot.kind[i]].contested}
    assert contested == {key for key, arrow in stored.items() if arrow.contested_by}
    assert contested, "the shipped records hold relations that somebody contests"


days = st.dates(dt.date(2020, 1, 1), dt.date(2020, 1, 5)).map(dt.date.isoformat)
dated = {"since": days, "until": days, "seen_on": days}
readings = st.fixed_dictionaries(
    {},
    optional={
        **dated,
        "since_edtf": st.just("../2019"),
        "until_edtf": st.just("2021/.."),
        "status": st.sampled_from([s.value for s in Status]),
        "data": st.none() | st.lists(st.sampled_from(["contact", "health"]), min_size=1, unique=True).map(sorted),
        "scope": st.sampled_from([None, "care", "insurance"]),
        "deployment": st.sampled_from([None, "shared", "on_premises"]),
        "data_at_provider": st.sampled_from([None, True, False]),
        "data_after_end": st.sampled_from([None, "erased", "kept"]),
    },
)


@given(st.lists(st.tuples(st.sampled_from(["a", "b"]), st.sampled_from(["x", "y"]), readings), max_size=8))
@settings(deadline=None)
def test_what_several_records_say_of_one_relation_is_combined_as_the_graph_combines_it(
    said: list[tuple[str, str, dict[str, object]]],
) -> None:
    records: list[tuple[str, list[Statement]]] = []
    texts: dict[tuple[str, str], set[str]] = defaultdict(set)
    for number, (who, what, reading) in enumerate(said):
        known = {k: v for k, v in reading.items() if v is not None}
        statement = ArrowStatement("USES", f"org:{who}", f"product:{what}", ("", "", ""), known)  # type: ignore[arg-type]
        records.append((f"r{number}", [statement]))
        texts[statement.start, statement.end].add(statement.assertion)
    snapshot = made(*records)
    have = {(snapshot.arrow(i).start, snapshot.arrow(i).end): snapshot.standing(i) for i in range(len(snapshot.start))}
    shown = {key: visible_arrow("USES", *key, ("", "", ""), group) for key, group in texts.items()}
    arrows = {key: relation("USES", *key, props) for key, props in shown.items() if props.get("status") != Status.RETRACTED}
    assert have == {key: replace(arrow.standing, contested=frozenset()) for key, arrow in arrows.items()}
    kinds = {(snapshot.arrow(i).start, snapshot.arrow(i).end): snapshot.kinds[snapshot.kind[i]] for i in range(len(snapshot.start))}
    assert {key: kind.contested for key, kind in kinds.items()} == {
        key: any(reading.status == Status.CONTESTED for reading in arrow.stated) for key, arrow in arrows.items()
    }


def test_what_several_records_say_of_one_node_is_combined_as_the_graph_combines_it() -> None:
    snapshot = made(
        ("1", [NodeStatement("org:a", ("Insurer",), {"name": "A", "count_low": 5}, 2)]),
        ("2", [NodeStatement("org:a", ("CareProvider",), {"name": "B", "count_low": 3, "named": False}, 1)]),
    )
    role = snapshot.roles[snapshot.role[0]]
    assert (role.labels, role.named, snapshot.low[0]) == (("CareProvider", "Insurer", "Organisation"), False, 3)


def test_an_empty_store_has_an_empty_snapshot(store: Store) -> None:
    snapshot = load_or_build(store).snapshot
    assert (snapshot.nodes, len(snapshot.start)) == (0, 0)


def test_the_file_is_used_while_the_records_are_the_same_and_rebuilt_when_they_change(store: Store, tmp_path: Path) -> None:
    draw(store, *CLINIC_AND_VENDOR)
    assert not load_or_build(store, tmp_path).cached
    again = load_or_build(store, tmp_path)
    assert again.cached
    load(store, drawn("org:clinic hosted_by org:host"), dataset="more")
    changed = load_or_build(store, tmp_path)
    assert (changed.cached, changed.replaced) == (False, None)
    assert len(changed.snapshot.start) == len(again.snapshot.start) + 1
    assert load_or_build(store, tmp_path).cached


def test_a_file_gives_back_what_was_written(store: Store, tmp_path: Path) -> None:
    draw(store, *CLINIC_AND_VENDOR)
    built = load_or_build(store).snapshot
    snapshot_file.write(tmp_path / "s", built)
    read = snapshot_file.read(tmp_path / "s")
    assert (read.hash, read.roles, read.kinds, read.parts) == (built.hash, built.roles, built.kinds, built.parts)
    assert relations(read) == relations(built)
    assert (tmp_path / "s").stat().st_mode & 0o077 == 0, "only its owner reads it"


def _damaged(path: Path, how: str) -> None:
    raw = bytearray(path.read_bytes())
    match how:
        case "cut short":
            path.write_bytes(raw[: len(raw) // 2])
        case "empty":
            path.write_bytes(b"")
        case "one bit changed":
            raw[-200] ^= 1
            path.write_bytes(raw)
        case "something else":
            path.write_bytes(b"PK\x03\x04" + raw)
        case "a folder":
            path.unlink()
            path.mkdir()


@pytest.mark.parametrize("how", ["cut short", "empty", "one bit changed", "something else"])
def test_a_damaged_file_is_said_and_rebuilt(how: str, store: Store, tmp_path: Path) -> None:
    draw(store, *CLINIC_AND_VENDOR)
    good = load_or_build(store, tmp_path).snapshot
    _damaged(tmp_path / snapshot_file.NAME, how)
    taken = load_or_build(store, tmp_path)
    assert taken.replaced
    assert relations(taken.snapshot) == relations(good)
    assert load_or_build(store, tmp_path).cached


def test_a_file_of_another_version_is_said_and_rebuilt(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draw(store, *CLINIC_AND_VENDOR)
    with monkeypatch.context() as other:
        other.setattr(snapshot_file, "VERSION", snapshot_file.VERSION + 1)
        load_or_build(store, tmp_path)
    taken = load_or_build(store, tmp_path)
    assert taken.replaced
    assert f"version {snapshot_file.VERSION + 1}" in taken.replaced
    assert load_or_build(store, tmp_path).cached


def test_a_folder_that_cannot_be_written_costs_only_time(store: Store, tmp_path: Path) -> None:
    draw(store, *CLINIC_AND_VENDOR)
    (tmp_path / "file").write_text("not a folder")
    assert not load_or_build(store, tmp_path / "file" / "snapshot").cached
    (tmp_path / snapshot_file.NAME).mkdir()
    assert load_or_build(store, tmp_path).snapshot.nodes == 6


def test_a_header_that_lies_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "s"
    snapshot_file.write(path, made(("1", [NodeStatement("org:a")])))
    raw = path.read_bytes()
    magic = raw.index(b"\n") + 1
    header = json.loads(raw[magic + 12 : raw.index(b"}", magic) + 1])
    assert header["version"] == snapshot_file.VERSION
    path.write_bytes(raw[: magic + 12])
    with pytest.raises(SnapshotDamagedError):
        snapshot_file.read(path)


def test_moving_what_trusts_one_to_another_keeps_everything_else(store: Store) -> None:
    # a ─▶ old ─▶ host        becomes    a ─▶ new ◀─ b,   old ─▶ host
    # b ─▶ new
    draw(store, "org:a delegates_to org:old {since: 2020}", "org:b delegates_to org:new", "org:old hosted_by org:host")
    snapshot = load_or_build(store).snapshot
    old, new = (snapshot.find(f"org:{name}") for name in ("old", "new"))
    assert old is not None
    assert new is not None
    ends = [(a.start, a.end, a.since) for a in map(snapshot.moved(old, new).arrow, range(3))]
    assert ends == [("org:a", "org:new", dt.date(2020, 1, 1)), ("org:b", "org:new", None), ("org:old", "org:host", None)]
    assert len(snapshot.without(old).start) == 1
    assert np.array_equal(snapshot.without(old).role, snapshot.role)
