"""Any records of a small world, as Hypothesis draws them: two kinds of arrow between three organisations, a product and a cohort."""

from __future__ import annotations

from hypothesis import strategies as st

from maillon.graph.statements import ArrowStatement, NodeStatement, Statement

NODES = ["org:a", "org:b", "org:c", "product:p", "population:z"]
ROLES = st.lists(st.sampled_from(["Insurer", "SoftwareVendor", "Regulator"]), max_size=2, unique=True)


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    if draw(st.booleans()):
        name = draw(st.sampled_from(NODES))
        roles = draw(ROLES) if name.startswith("org") else []
        properties: dict[str, object] = {"name": draw(st.sampled_from("XY"))}
        if draw(st.booleans()):
            properties["aliases"] = sorted(draw(st.sets(st.sampled_from("uvw"), min_size=1)))
        return NodeStatement(name, tuple(sorted(roles)), properties, draw(st.integers(0, 1)))  # type: ignore[arg-type]
    start = draw(st.sampled_from(NODES[:3]))
    type_, end = draw(st.sampled_from([("DELEGATES_TO", "org:a"), ("DELEGATES_TO", "org:b"), ("USES", "product:p")]))
    properties = {"status": draw(st.sampled_from(["confirmed", "reported", "retracted"])), "evidence": [draw(st.sampled_from("st"))]}
    speaker = draw(st.sampled_from([None, "org:a", "org:c", "actor:x"]))
    properties |= {"by": [speaker]} if speaker else {}
    for name in ("since", "until"):
        if draw(st.booleans()):
            day = draw(st.sampled_from(["2020-01-01", "2024-05-01"]))
            properties |= {name: day, f"{name}_edtf": day[:4]}
    return ArrowStatement(type_, start, end, (draw(st.sampled_from(["", "pay"])), "", ""), properties)  # type: ignore[arg-type]


RECORDS = st.dictionaries(st.sampled_from("0123456789"), st.lists(statements(), max_size=3), max_size=6)
