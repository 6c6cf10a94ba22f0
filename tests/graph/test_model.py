"""The model is declared once, and nothing else speaks of a label, arrow or property that it does not know."""

from __future__ import annotations

import datetime as dt
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, cast

import pytest

from maillon import queries
from maillon.graph.model import (
    ARROW_BY_TYPE,
    ARROW_BY_VERB,
    ARROWS,
    COMMON_NODE,
    EVIDENCED,
    IMPLIED_ROLES,
    LABELS,
    NODE_BY_LABEL,
    NODES,
    ORGANISATION_ROLES,
    ROLE_MEANINGS,
    arrow_properties,
    constraints,
    label_of,
    name_indexes,
    patterns,
)
from maillon.graph.statements import NodeStatement, Statement, WrittenRecord
from maillon.graph.store import Store
from maillon.loaders.base import MODULES, ListModule, Reading
from maillon.loaders.base import loader as loader_module
from maillon.queries.library import library
from tests.support.places import CORPUS, FIXTURES, ROOT

PROPERTIES = {p.name for k in NODES for p in (*COMMON_NODE, *k.properties)} | {p.name for k in ARROWS for p in arrow_properties(k)}
HOUSEKEEPING = {"Dataset", "LedgerPage", "LoadLock", "StoreCheck"}
"""Labels that the store keeps for itself, with properties of their own."""


def test_every_arrow_begins_and_ends_at_labels_that_exist() -> None:
    for kind in ARROWS:
        assert {*kind.starts, *kind.ends} <= set(NODE_BY_LABEL), kind.type
        assert set(kind.key) <= {p.name for p in kind.properties}, kind.type
        assert list(patterns(kind)), kind.type


def test_no_label_is_spelled_like_an_arrow_and_no_name_is_declared_twice() -> None:
    assert not {label.casefold() for label in LABELS} & {kind.type.casefold() for kind in ARROWS}
    assert len(ARROW_BY_TYPE) == len(ARROWS)
    assert len(NODE_BY_LABEL) == len({k.prefix for k in NODES}) == len(NODES)
    for kind in NODES:
        names = [p.name for p in (*COMMON_NODE, *kind.properties)]
        assert len(names) == len(set(names)), kind.label
    for arrow in ARROWS:
        names = [p.name for p in arrow_properties(arrow)]
        assert len(names) == len(set(names)), arrow.type


def test_a_property_has_one_type_wherever_it_stands() -> None:
    types: dict[str, set[str]] = {}
    for p in (*COMMON_NODE, *EVIDENCED, *(p for k in NODES for p in k.properties), *(p for k in ARROWS for p in k.properties)):
        types.setdefault(p.name, set()).add(p.type)
    mixed = {name: found for name, found in types.items() if len(found) > 1}
    assert mixed == {"by": {"string", "string list"}, "scope": {"string", "string list"}}, "as a claim has them, and as an arrow does"


def test_only_trust_arrows_are_followed_and_every_evidenced_arrow_can_say_its_source() -> None:
    assert {k.type for k in ARROWS if k.traversable} == {
        "INSURED_BY", "PATIENT_OF", "USER_OF", "DELEGATES_TO", "USES", "PROVIDED_BY", "HOSTED_BY"
    }  # fmt: skip
    for kind in ARROWS:
        if kind.evidenced:
            assert {"evidence", "status", "since", "until", "conflict"} <= {p.name for p in arrow_properties(kind)}
    assert {k.verb for k in ARROWS if k.verb} == set(ARROW_BY_VERB)


def test_every_role_is_explained_and_implied_roles_exist() -> None:
    assert tuple(ROLE_MEANINGS) == ORGANISATION_ROLES
    assert {*IMPLIED_ROLES, *IMPLIED_ROLES.values()} <= set(ORGANISATION_ROLES)


def test_each_primary_label_has_one_constraint() -> None:
    assert len(list(constraints())) == len(NODES)
    assert all(f"(n:{kind.label})" in text for kind, text in zip(NODES, constraints(), strict=True))


def test_what_is_called_by_a_name_has_an_index_of_names_and_what_is_named_after_what_it_says_has_none() -> None:
    assert {label for kind in NODES for label in [kind.label] if any(f"(n:{label}) ON (n.name)" in text for text in name_indexes())} == {
        kind.label for kind in NODES
    } - {"Claim", "Decision"}


def test_an_id_says_its_label() -> None:
    assert {label_of(f"{kind.prefix}:x") for kind in NODES} == set(NODE_BY_LABEL)
    for wrong in ("x", "org:", ":x", "person:x"):
        with pytest.raises(ValueError, match="allowed: org:"):
            label_of(wrong)


# Contract: every question, every answer's Cypher, every page

_TEXT = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|//[^\n]*|/\*.*?\*/", re.DOTALL)
_LABEL = re.compile(r"[(,|&\s]\s*\w*\s*:\s*([A-Z]\w*(?:[|&:][A-Z]\w*)*)\s*[{)]|\b\w+:([A-Z][a-z]\w*(?:\|[A-Z]\w*)*)\b")
_ARROW = re.compile(r"\[\s*\w*\s*:\s*([A-Z_|]+)")
_PROPERTY = re.compile(r"\b([a-z]\w*)\.([a-z]\w*)\b(?!\s*\()")
_MAPS = re.compile(r"(?:collect\((?:DISTINCT )?|\bAS\s+|[=,]\s*|WITH\s+)\{([^}]*)\}", re.IGNORECASE)
_KEYS = re.compile(r"[(\[]\s*\w*\s*(?::[\w|&]+)?\s*\{([^}]*)\}")


def unknown_names(cypher: str, columns: frozenset[str] = frozenset()) -> set[str]:
    """Labels, arrows and properties of a query that the model does not declare, nor the query itself as keys of a map."""
    text = _TEXT.sub("''", cypher)
    maps = {pair.split(":")[0].strip() for keys in _MAPS.findall(text) for pair in keys.split(",")}
    if any(f":{label}" in text for label in HOUSEKEEPING):
        return set()
    labels = {name for found in _LABEL.findall(text) for part in found for name in re.split(r"[|&:]", part) if name}
    types = {name for found in _ARROW.findall(text) for name in found.split("|") if name}
    properties = {name for variable, name in _PROPERTY.findall(text) if variable not in ("date", "duration", "datetime")}
    properties |= {pair.split(":")[0].strip() for keys in _KEYS.findall(text) for pair in keys.split(",") if ":" in pair}
    return {*(labels - LABELS - HOUSEKEEPING), *(types - set(ARROW_BY_TYPE)), *(properties - PROPERTIES - columns - maps)}


def constants() -> Iterator[tuple[str, str]]:
    """Every Cypher text that a module of `queries` holds, templates filled in."""
    for found in pkgutil.walk_packages(queries.__path__, "maillon.queries."):
        module = import_module(found.name)
        for name, value in vars(module).items():
            if isinstance(value, str) and name.isupper() and "MATCH" in value:
                template = "{label}" in value
                filled = value.format(label="Organisation", ids="ids", types="|".join(ARROW_BY_TYPE)) if template else value
                yield f"{found.name}.{name}", filled


@pytest.mark.parametrize("name", library())
def test_a_question_of_the_library_speaks_only_of_the_model(name: str) -> None:
    assert unknown_names(library()[name].cypher) == set()


@pytest.mark.parametrize(("name", "text"), [pytest.param(n, t, id=n) for n, t in constants()])
def test_the_cypher_of_an_answer_speaks_only_of_the_model(name: str, text: str) -> None:
    assert unknown_names(text) == set(), name


def blocks() -> Iterator[tuple[str, str]]:
    for path in sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]):
        for index, block in enumerate(re.findall(r"```cypher\n(.*?)```", path.read_text("utf-8"), re.DOTALL)):
            yield f"{path.name}-{index}", block


@pytest.mark.parametrize("text", [pytest.param(t, id=n) for n, t in blocks()] or [pytest.param("RETURN 1", id="none")])
def test_the_cypher_of_a_page_speaks_only_of_the_model(text: str) -> None:
    assert unknown_names(text) == set()


@pytest.mark.parametrize(
    ("cypher", "unknown"),
    [
        ("MATCH (a:Organisation:Insurer)-[r:USES]->(p:Product {id: $id}) RETURN r.since, p.name", set()),
        ("MATCH (a:Organization) RETURN a", {"Organization"}),
        ("MATCH (a)-[:USE|USES*1..3]->(b) RETURN b.id", {"USE"}),
        ("MATCH (a:Product {idd: 1}) WHERE a.nmae = 'x.y' RETURN a", {"idd", "nmae"}),
        ("MATCH (a) WHERE a:Clinique RETURN 'a:Nothing' // (x:Comment)", {"Clinique"}),
        ("RETURN date('2024-01-01').year", set()),
    ],
)
def test_this_contract_notices_a_name_that_is_not_declared(cypher: str, unknown: set[str]) -> None:
    assert unknown_names(cypher, frozenset({"year"})) == unknown


# Contract: every loader


def readings() -> Iterator[Any]:
    for name in sorted(MODULES):
        paths = [CORPUS] if name == "records" else sorted((FIXTURES / name.replace("-", "_")).glob("*"))
        yield pytest.param(name, ALONE.get(name, paths or sorted((FIXTURES / name).glob("*"))), id=name)


ALONE = {
    "finess": [FIXTURES / "registers" / "finess.csv"],
    "gleif": [FIXTURES / "registers" / "lei2.csv"],
    "processors": [FIXTURES / "processors" / "list-2024-11-01.csv"],
    "sae": [FIXTURES / "registers" / "ID_2022r.csv"],
}
"""Of loaders whose fixtures are not all for one load: those that are."""


def read(name: str, paths: list[Path]) -> Reading:
    found = loader_module(name)
    if found.LOADER.owned:
        return cast(ListModule, found).read(paths, dataset="contract", strict=False, owner="North Mutual", on=dt.date(2024, 11, 1))
    return found.read(paths, dataset="contract", strict=False)


@pytest.mark.parametrize(("name", "paths"), list(readings()))
def test_a_loader_says_nothing_that_the_model_does_not_declare(name: str, paths: list[Path]) -> None:
    assert paths, f"{name} has no fixture"
    statements = [s for _, said in read(name, paths).statements() for s in said if not isinstance(s, WrittenRecord)]
    assert statements
    assert {fault for s in statements for fault in faults(s)} == set()


def faults(s: Statement) -> Iterator[str]:
    """What a statement says that the model does not declare, or leaves unsaid that it asks for."""
    if isinstance(s, NodeStatement):
        kind = NODE_BY_LABEL[label_of(s.id)]
        known = {p.name for p in (*COMMON_NODE, *kind.properties)} - {"id", "said", "said_n", "search", "roles", "unstated"}
        yield from (f"{kind.label}.{name}" for name in set(s.properties) - known)
        yield from (f"{kind.label}:{role}" for role in set(s.roles) - set(kind.roles))
        if kind.label not in ("Source", "DataCategory") and not s.properties.get("evidence"):
            yield f"{s.id} has no source"
    else:
        arrow = ARROW_BY_TYPE[s.type]
        known = {p.name for p in arrow_properties(arrow)} - {*arrow.key, "said", "said_n"}
        yield from (f"{s.type}.{name}" for name in set(s.properties) - known)
        if f"(:{label_of(s.start)})-[:{s.type}]->(:{label_of(s.end)})" not in patterns(arrow) or len(s.parts) != len(arrow.key):
            yield f"{s.start} {s.type} {s.end} {s.parts}"
        if arrow.evidenced and not s.properties.get("evidence"):
            yield f"{s.start} {s.type} {s.end} has no source"


def test_the_store_holds_nothing_that_the_model_does_not_declare(corpus: Store) -> None:
    labels = {label for row in corpus.read("MATCH (n) RETURN DISTINCT labels(n) AS labels") for label in row["labels"]}
    assert labels <= LABELS | HOUSEKEEPING
    for kind in NODES:
        keys = corpus.read(f"MATCH (n:{kind.label}) UNWIND keys(n) AS k RETURN collect(DISTINCT k) AS keys")[0]["keys"]
        assert set(keys) <= {p.name for p in (*COMMON_NODE, *kind.properties)}, kind.label
    for arrow in ARROWS:
        found = corpus.read(f"MATCH (a)-[r:{arrow.type}]->(b) RETURN DISTINCT labels(a) AS a, labels(b) AS b, keys(r) AS keys")
        for row in found:
            assert set(row["a"]) & set(arrow.starts), arrow.type
            assert set(row["b"]) & set(arrow.ends), arrow.type
            assert set(row["keys"]) <= {p.name for p in arrow_properties(arrow)} | {"said", "said_n"}, arrow.type
