"""Two questions that public contracts make worth asking: whose contract ran when a supplier was breached, and who is behind most buyers."""

from __future__ import annotations

import datetime as dt

from maillon.graph.store import Store
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.library.walks import running_when_breached, suppliers_behind_care
from tests.support.drawing import draw, incident, org

BROKE = incident("breach", dates={"occurred": [{"on": "2021-03-01", "evidence": ["s"]}]}, compromised=[{"at": "org:v"}])


# running ──2020 to a plan of 2023──▶ v*     ended ──until 2019──▶ v*     later ──since 2022──▶ v*     undated ──▶ v*     2021-03: it broke
def test_whose_contract_was_running_when_a_supplier_broke_contract_by_contract(store: Store) -> None:
    draw(
        store,
        BROKE,
        "org:running delegates_to org:v {contract: c1, since: 2020-01-01, until: 2023-12-31, made_on: 2020-01-01}",
        "org:running delegates_to org:v {contract: c2}",
        "org:ended delegates_to org:v {contract: c3, since: 2018-01-01, until: 2019-12-31}",
        "org:later delegates_to org:v {contract: c4, since: 2022-01-01}",
        "org:nobody delegates_to org:v {contract: c5}",
        org("nobody", named=False),
    )
    rows = list(running_when_breached(CypherReader(store), incident="incident:breach"))
    assert [(row["client"], row["contract"], row["then"], row["until"]) for row in rows] == [
        ("org:running", "c1", "in_force", "2023-12-31"),
        ("org:running", "c2", "unknown", None),
    ]


# a (hospital), b (insurer), c (a contract) ──▶ v*     town ──▶ v*, without a contract     gone ──until 2019──▶ v*
def test_suppliers_are_ranked_by_care_providers_insurers_and_buyers_of_contracts(store: Store) -> None:
    draw(
        store,
        BROKE,
        org("a", "Hospital"),
        org("b", "Insurer"),
        org("gone", "Hospital"),
        "org:a delegates_to org:v {since: 2020-01-01, until: 2030-01-01, made_on: 2020-01-01}",
        "org:a delegates_to org:v {contract: old, until: 2019-01-01}",
        "org:b delegates_to org:v",
        "org:c delegates_to org:v {contract: c1}",
        "org:gone delegates_to org:v {until: 2019-01-01}",
        "org:town delegates_to org:v",
        "org:a delegates_to org:w",
    )
    rows = list(suppliers_behind_care(CypherReader(store), at_least=2, as_of=dt.date(2024, 1, 1)))
    assert [(row["supplier"], row["buyers"], row["in_force"], row["left"], row["incidents"]) for row in rows] == [
        ("org:v", ["org:a", "org:b", "org:c"], ["org:a"], ["org:gone"], ["incident:breach"])
    ]
