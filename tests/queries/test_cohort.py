"""What is out about a cohort: which incident bears on it, how firmly, and what the data makes easy when put together."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.graph.store import Store
from maillon.queries.cohort import (
    COMBINATIONS,
    PUBLIC,
    Certainty,
    CohortAnswer,
    DataExposure,
    Relevance,
    RelevantIncident,
    certainty,
    cohort,
    concerns,
)
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.find import resolve
from maillon.queries.subgraph import Node
from maillon.reports.cohort import cohort_document
from maillon.reports.document import render
from tests.support.drawing import draw, incident, people

NOW = dt.date(2026, 1, 1)


def breach(name: str, at: str, *, data: list[dict[str, Any]], affected: list[dict[str, Any]] | None = None, on: str = "2024-01-22") -> Any:
    """A breach of confidentiality at a party."""
    return incident(
        name,
        effects=["confidentiality"],
        dates={"occurred": [{"on": on, "evidence": ["s"]}]},
        compromised=[{"at": at}],
        data=data,
        affected=affected or [],
    )


def exposed(category: str, outcome: str = "exposed", **fields: Any) -> dict[str, Any]:
    return {"category": category, "outcome": outcome, **fields}


#   insured of A ──▶ A ──▶ payer ✗ 2024          insured of B ──▶ B


def test_a_breach_of_a_supplier_is_only_potential_until_somebody_says_more(store: Store) -> None:
    draw(
        store,
        "population:p insured_by org:a",
        "org:a delegates_to org:payer",
        breach("x", "org:payer", data=[exposed("identity")]),
    )
    found = cohort(CypherReader(store), "population:p", as_of=NOW)
    assert [(k.incident.id, k.relevance) for k in found.links] == [("incident:x", Relevance.POTENTIAL)]
    assert [a.end for a in found.links[0].path] == ["org:a", "org:payer"]
    assert [(k.category, k.certainty) for k in found.leaks] == [("data:identity", Certainty.POSSIBLE)]
    assert found.links[0].since == dt.date(2024, 1, 22)


def test_a_cohort_that_no_recorded_relation_reaches_has_no_incident(store: Store) -> None:
    draw(store, "population:p insured_by org:b", breach("x", "org:payer", data=[exposed("identity")]))
    assert cohort(CypherReader(store), "population:p", as_of=NOW).links == ()


@pytest.mark.parametrize(
    ("outcome", "bearing", "data"),
    [
        ("observed", Relevance.OBSERVED, Certainty.EXPOSED),
        ("possible", Relevance.POSSIBLE, Certainty.POSSIBLE),
        ("not_affected", Relevance.CLEARED, None),
    ],
)
def test_what_a_source_says_of_the_cohort_decides(store: Store, outcome: str, bearing: Relevance, data: Certainty | None) -> None:
    said = [{"party": "population:p", "outcome": outcome, "effect": "confidentiality"}]
    draw(store, "population:p insured_by org:payer", breach("x", "org:payer", data=[exposed("identity")], affected=said))
    found = cohort(CypherReader(store), "population:p", as_of=NOW)
    assert [k.relevance for k in found.links] == [bearing]
    assert [k.certainty for k in found.leaks] == ([data] if data else [])


#   p (the whole) ⊃ part: observed          what is true of a part is possible for the whole


@pytest.mark.parametrize(("asked", "extent"), [("whole", "narrower"), ("part", "wider")])
def test_what_is_said_of_a_part_or_of_the_whole_is_only_possible_for_the_other(store: Store, asked: str, extent: str) -> None:
    other = {"whole": "part", "part": "whole"}[asked]
    said = [{"party": f"population:{other}", "outcome": "observed", "effect": "confidentiality"}]
    draw(
        store,
        people("whole"),
        people("part", within="population:whole"),
        breach("x", "org:payer", data=[exposed("identity")], affected=said),
    )
    found = cohort(CypherReader(store), f"population:{asked}", as_of=NOW)
    assert [(k.relevance, k.extent) for k in found.links] == [(Relevance.OBSERVED, extent)]
    assert [k.certainty for k in found.leaks] == [Certainty.POSSIBLE]


def test_data_of_one_clients_people_goes_before_what_is_said_of_all(store: Store) -> None:
    data = [
        exposed("national-insurance-number"),
        exposed("national-insurance-number", "not_exposed", at="org:a"),
        exposed("payment-card", at="org:b"),
    ]
    draw(
        store,
        "population:p insured_by org:a",
        "org:a delegates_to org:payer",
        "org:b delegates_to org:payer",
        breach("x", "org:payer", data=data),
    )
    found = cohort(CypherReader(store), "population:p", as_of=NOW)
    assert [(k.category, k.certainty) for k in found.leaks] == [("data:national-insurance-number", Certainty.NOT_EXPOSED)]


def test_data_of_professionals_is_not_data_of_the_insured(store: Store) -> None:
    data = [exposed("bank-details", of="professionals"), exposed("identity", of="patients"), exposed("email")]
    draw(store, "population:p insured_by org:payer", breach("x", "org:payer", data=data))
    found = cohort(CypherReader(store), "population:p", as_of=NOW)
    assert {k.category for k in found.leaks} == {"data:identity", "data:email"}


def test_an_incident_of_which_nothing_is_said_about_data_is_listed_as_unsaid(store: Store) -> None:
    draw(store, "population:p insured_by org:payer", breach("x", "org:payer", data=[]))
    found = cohort(CypherReader(store), "population:p", as_of=NOW)
    assert found.without_data == ("incident:x",)
    assert "unknown" in render(cohort_document(found, "en"), "table")


def test_an_incident_of_a_later_day_or_without_loss_of_confidentiality_does_not_count(store: Store) -> None:
    outage = incident("outage", effects=["availability"], compromised=[{"at": "org:payer"}])
    draw(store, "population:p insured_by org:payer", breach("x", "org:payer", data=[exposed("identity")]), outage)
    assert cohort(CypherReader(store), "population:p", as_of=dt.date(2024, 1, 21)).links == ()
    assert [k.incident.id for k in cohort(CypherReader(store), "population:p", as_of=NOW).links] == ["incident:x"]


#   p ──▶ a ──until 2023──▶ payer ✗ 2024      the data may still be there


def test_a_supplier_left_before_the_breach_still_bears_on_the_cohort_and_says_so(store: Store) -> None:
    draw(
        store,
        "population:p insured_by org:a",
        "org:a delegates_to org:payer {until: 2023-12-31}",
        breach("x", "org:payer", data=[exposed("identity")]),
    )
    found = cohort(CypherReader(store), "population:p", as_of=NOW)
    assert [(k.relevance, k.past) for k in found.links] == [(Relevance.POTENTIAL, True)]


#   first breach: identity + NIR          second breach: bank details          together: identity theft


def test_two_breaches_together_make_what_neither_makes_alone(store: Store) -> None:
    said = [{"party": "population:p", "outcome": "observed", "effect": "confidentiality"}]
    draw(
        store,
        "population:p insured_by org:a",
        breach("one", "org:a", data=[exposed("identity"), exposed("national-insurance-number")], affected=said),
        breach("two", "org:a", data=[exposed("bank-details")], affected=said, on="2025-03-01"),
    )
    matches = {m.combination.id: m for m in cohort(CypherReader(store), "population:p", as_of=NOW).matches}
    assert matches["identity-theft"].crossed
    assert matches["identity-theft"].certainty is Certainty.EXPOSED
    assert matches["identity-theft"].since == dt.date(2025, 3, 1)
    earlier = cohort(CypherReader(store), "population:p", as_of=dt.date(2024, 12, 31)).matches
    assert earlier == ()


def test_a_combination_that_rests_on_possible_data_is_possible(store: Store) -> None:
    said = [{"party": "population:p", "outcome": "observed", "effect": "confidentiality"}]
    data = [exposed("identity"), exposed("bank-details", "possible")]
    draw(store, "population:p insured_by org:a", breach("one", "org:a", data=data, affected=said))
    (match,) = cohort(CypherReader(store), "population:p", as_of=NOW).matches
    assert (match.combination.id, match.certainty, match.crossed) == ("direct-debit-fraud", Certainty.POSSIBLE, False)


#  each need is met twice: by data that was exposed and by data that may have been
def test_a_combination_rests_on_the_firmest_data_that_meets_each_need(store: Store) -> None:
    said = [{"party": "population:p", "outcome": "observed", "effect": "confidentiality"}]
    data = [exposed("identity"), exposed("bank-details", "possible"), exposed("bank-details", at="org:a")]
    late = [exposed("identity", "possible"), exposed("bank-details", "possible")]
    draw(
        store,
        "population:p insured_by org:a",
        breach("one", "org:a", data=data, affected=said),
        breach("two", "org:a", data=late, affected=said, on="2025-03-01"),
    )
    (match,) = cohort(CypherReader(store), "population:p", as_of=NOW).matches
    assert (match.certainty, match.since, match.crossed) == (Certainty.EXPOSED, dt.date(2024, 1, 22), False)


def test_who_speaks_of_the_cohort_and_who_of_the_data_are_both_named(store: Store) -> None:
    said = [{"party": "population:p", "outcome": "observed", "effect": "confidentiality", "by": "org:v"}]
    happened = breach("x", "org:a", data=[exposed("identity", by="org:w")], affected=said)
    draw(store, "population:p insured_by org:a", happened, "org:v delegates_to org:w")
    assert {"org:v", "org:w"} <= cohort(CypherReader(store), "population:p", as_of=NOW).names.keys()


def test_data_said_not_to_be_exposed_meets_no_need(store: Store) -> None:
    data = [exposed("identity"), exposed("bank-details", "not_exposed")]
    draw(store, "population:p insured_by org:a", breach("one", "org:a", data=data))
    assert cohort(CypherReader(store), "population:p", as_of=NOW).matches == ()


def test_every_combination_names_an_authority_as_its_source() -> None:
    for combination in COMBINATIONS:
        assert combination.needs
        assert all(url.startswith(("https://www.cnil.fr/", "https://masecurite.interieur.gouv.fr/")) for url in combination.sources)


links = st.builds(
    RelevantIncident,
    st.just(Node("incident:x", ("Incident",), "x")),
    st.sampled_from([b for b in Relevance if b is not Relevance.CLEARED]),
    st.just("population:p"),
    st.sampled_from(["same", "wider", "narrower", ""]),
    st.booleans(),
    st.just(()),
    st.none(),
    st.none(),
    st.none(),
    st.just(()),
    st.just(()),
)


@given(links, st.sampled_from(["exposed", "possible", "not_exposed"]))
def test_nothing_is_called_exposed_that_was_not_observed_at_the_cohort_itself(link: RelevantIncident, outcome: str) -> None:
    found = certainty(link, outcome)
    if found is Certainty.EXPOSED:
        assert outcome == "exposed"
        assert (link.relevance, link.extent) == (Relevance.OBSERVED, "same")
    if outcome == "not_exposed":
        assert found is Certainty.NOT_EXPOSED


@given(st.sampled_from([*PUBLIC, "professionals", "employees", "donors", ""]), st.sampled_from([*PUBLIC, "professionals", "employees"]))
def test_data_without_an_owner_can_be_anybodys_and_other_data_only_its_own(of: str, whose: str) -> None:
    assert concerns(of, whose) == (of in ("", whose) or {of, whose} <= PUBLIC)


def leak(found: CohortAnswer, category: str, name: str) -> DataExposure:
    return next(k for k in found.leaks if k.category == f"data:{category}" and k.incident == f"incident:{name}")


def test_the_insured_of_audiens_on_the_shipped_records(corpus: Store) -> None:
    found = cohort(CypherReader(corpus), resolve(CypherReader(corpus), "insured of Audiens").id, as_of=NOW)
    assert [(k.incident.id, k.relevance, [a.end for a in k.path]) for k in found.links] == [
        ("incident:medecindirect-2025-11", Relevance.POTENTIAL, ["org:audiens", "org:medecindirect"])
    ]
    assert leak(found, "national-insurance-number", "medecindirect-2025-11").certainty is Certainty.POSSIBLE
    assert leak(found, "medical-documents", "medecindirect-2025-11").certainty is Certainty.NOT_EXPOSED
    assert not any(k.certainty is Certainty.EXPOSED for k in found.leaks)


def test_a_mutuelle_in_two_incidents_on_the_shipped_records(corpus: Store) -> None:
    found = cohort(CypherReader(corpus), "population:insured-of-la-mutuelle-generale", as_of=NOW)
    assert [(k.incident.id, k.past) for k in found.links] == [("incident:almerys-2024-02", False), ("incident:viamedis-2024-01", True)]
    assert not any(k.relevance in (Relevance.OBSERVED, Relevance.CLEARED) for k in found.links)
    for name in ("almerys-2024-02", "viamedis-2024-01"):
        assert leak(found, "national-insurance-number", name).certainty is Certainty.POSSIBLE
        assert leak(found, "bank-details", name).certainty is Certainty.NOT_EXPOSED


def test_the_professionals_of_a_payer_have_their_own_leak(corpus: Store) -> None:
    found = cohort(CypherReader(corpus), "population:professionals-registered-at-viamedis", as_of=NOW)
    assert leak(found, "bank-details", "viamedis-2024-01").certainty is Certainty.EXPOSED
    assert "data:national-insurance-number" not in {k.category for k in found.leaks}
    assert "direct-debit-fraud" in {m.combination.id for m in found.matches}


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("format_", ["table", "json", "csv", "md"])
def test_the_answer_is_printed_in_every_format_and_language(corpus: Store, lang: str, format_: str) -> None:
    found = cohort(CypherReader(corpus), "population:insured-of-mutuelle-mieux-etre", as_of=NOW)
    text = render(cohort_document(found, lang), format_)
    assert "incident:viamedis-2024-01" in text or "Viamedis" in text
