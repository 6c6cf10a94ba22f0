"""Relations that Hypothesis draws, the arrays made of them, and the answers for every origin at once."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from maillon.graph.model import Effect, label_of
from maillon.graph.statements import ArrowStatement, to_line
from maillon.queries.scale.reach import Flow, Terms
from maillon.queries.scale.snapshot import Snapshot
from maillon.queries.scale.snapshot_build import build
from maillon.queries.subgraph import Arrow

ON = dt.date(2024, 1, 22)

NODES = ["org:a", "org:b", "org:c", "org:d", "product:e"]
known_days = st.none() | st.integers(1, 5).map(lambda n: dt.date(2024, 1, n))
random_arrows = st.lists(
    st.builds(
        Arrow,
        type=st.just("DELEGATES_TO"),
        start=st.sampled_from(NODES),
        end=st.sampled_from(NODES),
        service=st.sampled_from(["", "s"]),
        since=known_days,
        until=known_days,
        seen_on=known_days,
        data=st.sampled_from([None, None, frozenset({"x"}), frozenset({"y"}), frozenset({"x", "y"}), frozenset({"y", "z"})]),
        scope=st.sampled_from([None, None, "care", "insurance"]),
        deployment=st.sampled_from([None, "shared", "on_premises"]),
        data_at_provider=st.sampled_from([None, True, False]),
        data_after_end=st.sampled_from([None, "erased"]),
        status=st.sampled_from([None, None, "contested"]),
    ),
    max_size=11,
)
random_terms = st.builds(
    Terms,
    on=st.integers(1, 5).map(lambda n: dt.date(2024, 1, n)),
    effect=st.sampled_from(Effect),
    data=st.sampled_from([None, None, "x", "y"]),
    active_only=st.booleans(),
)


def typed(arrow: Arrow) -> Arrow | None:
    """With the type that its ends allow; a relation nobody could record is none."""
    types = {
        ("Organisation", "Organisation"): "DELEGATES_TO",
        ("Organisation", "Product"): "USES",
        ("Product", "Organisation"): "PROVIDED_BY",
    }
    type_ = types.get((label_of(arrow.start), label_of(arrow.end)))
    if type_ is None or arrow.start == arrow.end:
        return None
    fields = {name: getattr(arrow, name) for name, field in Arrow.__dataclass_fields__.items() if field.init} | {"type": type_}
    if type_ != "USES":
        fields |= {"deployment": None, "data_at_provider": None}
    return Arrow(**fields)


def statement(arrow: Arrow) -> ArrowStatement:
    said = {
        name: getattr(arrow, name)
        for name in ("since", "until", "seen_on", "scope", "deployment", "data_at_provider", "data_after_end", "status")
    }
    said = {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in said.items() if value is not None}
    if arrow.data is not None:
        said["data"] = sorted(arrow.data)
    return ArrowStatement(arrow.type, arrow.start, arrow.end, (arrow.service, "", ""), said)


def snapshot_of(arrows: list[ArrowStatement]) -> Snapshot:
    return build(["[" + ",".join(to_line(f"r{i}", [a]) for i, a in enumerate(arrows)) + "]"], "x")


def every_origin(flow: Flow, max_hops: int | None = None) -> dict[str, list[str]]:
    """All origins in one go, read back from the bits."""
    answer = {}
    for block in flow.blocks(flow.core, max_hops):
        for number, place in enumerate(block.positions):
            has = (block.rows[:, number // 64] >> (number % 64)) & 1
            answer[flow.snapshot.id(flow.core[place])] = sorted(flow.snapshot.ids(block.nodes[has == 1]))
    return answer
