"""Statements of records for tests of the store, and the graph that they must become, computed without any engine."""

from __future__ import annotations

import hashlib
import random
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from typing import TypeAlias

from maillon.graph.model import label_of
from maillon.graph.readings import canonical
from maillon.graph.statements import ArrowStatement, NodeStatement, Statement, to_line, visible_arrow, visible_node
from maillon.graph.store.loading.delta import kept

Records: TypeAlias = Mapping[str, list[Statement]]
World: TypeAlias = Mapping[str, Records]


def node(name: str, *roles: str, **properties: str | list[str]) -> NodeStatement:
    return NodeStatement(name, roles, {"name": name, **properties})


def trust(start: str, end: str, service: str = "", **properties: str | list[str]) -> ArrowStatement:
    stated = {"status": "reported", "evidence": ["s"], **properties}
    return ArrowStatement("DELEGATES_TO", start, end, (service, "", ""), stated)


def said(record: str, *names: str) -> str:
    """The line of a record that gives one organisation these names."""
    return to_line(record, [NodeStatement("org:a", (), {"name": name}) for name in names])


# 20 vendors, 80 clinics; every clinic ─▶ three vendors, and every vendor is described by a record of its own
def clinics(seed: int = 1) -> dict[str, list[Statement]]:
    choose = random.Random(seed)
    records: dict[str, list[Statement]] = {f"v{i}": [NodeStatement(f"org:v{i}", ("SoftwareVendor",), {"name": f"V{i}"})] for i in range(20)}
    stated: dict[str, str | list[str]] = {"status": "reported", "evidence": ["s"]}
    for i in range(80):
        ends = choose.sample(range(20), 3)
        arrows = [ArrowStatement("DELEGATES_TO", f"org:c{i}", f"org:v{end}", ("", "", ""), stated) for end in ends]
        records[f"c{i}"] = [NodeStatement(f"org:c{i}", ("Clinic", "CareProvider"), {"name": f"C{i}"}), *arrows]
    return records


def expected(world: World) -> str:
    """The hash that the graph of these records must have, computed without any engine."""
    said: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for records in world.values():
        for statements in records.values():
            for statement in statements:
                said[statement.key][statement.assertion] += 1
    for key in list(said):
        for end in key[2:4] if key[0] == "a" else ():
            said.setdefault(("n", end), Counter())
    authorities = {key[1] for key, counts in said.items() if key[0] == "n" and "Regulator" in visible_node(key[1], counts)[0]}
    digests = sorted(hashlib.sha256(_item(key, counts, authorities).encode()).digest() for key, counts in said.items())
    return hashlib.sha256(b"".join(digests)).hexdigest()


def _item(key: tuple[str, ...], counts: Counter[str], authorities: Collection[str]) -> str:
    if key[0] == "n":
        roles, shown = visible_node(key[1], counts)
        what: list[object] = ["n", sorted([label_of(key[1]), *roles])]
    else:
        shown = visible_arrow(key[1], key[2], key[3], key[4:], counts, authorities)
        what = ["a", *key[1:4]]
    properties = {**shown, **kept(counts)}
    return canonical([*what, {n: v.isoformat() if hasattr(v, "isoformat") else v for n, v in properties.items()}])
