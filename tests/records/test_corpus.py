"""The shipped records: what the answers must say of the ten incidents that the graph was built on.

Expected values were checked by eye against the records, which cite the documents.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import pytest

from maillon.graph.model import Effect, Status
from maillon.graph.records import IncidentRecord, RelationsRecord, Source
from maillon.graph.store import Store
from maillon.loaders.records import RecordSet, read_records
from maillon.loaders.references import references
from maillon.queries.blast_radius import BlastRadius, blast_radius
from maillon.queries.chains import Chain, chains
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.incident import IncidentAnswer, incident
from maillon.queries.radius_search import Outcome
from maillon.queries.show import show
from maillon.queries.subgraph import Force
from tests.support.places import CORPUS


@pytest.fixture(scope="module")
def records() -> RecordSet:
    return read_records([CORPUS])


def incidents(records: RecordSet) -> Iterator[IncidentRecord]:
    return (r for r in records.records.values() if isinstance(r, IncidentRecord))


# The records themselves


def test_the_whole_corpus_checks(records: RecordSet) -> None:
    assert records.problems == []
    assert records.warnings == []
    (corpus,) = records.sets
    assert corpus.description is not None
    assert (corpus.name, corpus.description.licence) == ("maillon-corpus", "CC BY 4.0")


WITHOUT_ADDRESS = {
    "source:publisher-not-shown-in-the-text-les-donnees-medicales-de",
    "source:demokraatti-stt-2026-02-26",
    "source:newsletter-fuite-de-donnees-chez-medecindirect",
}
"""Read as texts whose page was not shown, or at an address that names a person. No further one comes in without its address."""


def test_the_version_of_the_records_is_no_older_than_what_was_looked_up_for_them(records: RecordSet) -> None:
    (described,) = [one.description for one in records.sets]
    assert described is not None
    assert described.version is not None
    days = [str(record.looked_on) for record in records.records.values() if isinstance(record, IncidentRecord) and record.looked_on]
    assert str(described.published_on) >= max(days)


def test_every_source_has_an_address_and_is_cited(records: RecordSet) -> None:
    cited = {named for r in records.records.values() for _, named in references(r) if named.startswith("source:")}
    sources = {i: r for i, r in records.records.items() if isinstance(r, Source)}
    assert set(sources) <= cited, "a source that nothing cites"
    assert {i for i, s in sources.items() if s.url is None} <= WITHOUT_ADDRESS


def test_every_source_has_a_date_or_says_that_none_is_given(records: RecordSet) -> None:
    sources = [r for r in records.records.values() if isinstance(r, Source)]
    assert [s.id for s in sources if s.published_on is None and not s.undated] == []


def test_no_address_is_that_of_a_copy_that_a_publisher_tries_things_on(records: RecordSet) -> None:
    hosts = {s.url.host or "" for s in records.records.values() if isinstance(s, Source) and s.url is not None}
    trial = re.compile(r"(^|[.-])(staging|preprod|preview|recette|dev|test|static\d)([.-]|$)|qtxquartz")
    assert [host for host in hosts if trial.search(host)] == []


def test_every_thing_declared_is_named_by_something(records: RecordSet) -> None:
    named = {name for i, r in records.records.items() for _, name in references(r) if name != i}
    loose = [i for i in records.records if i.partition(":")[0] in ("org", "product", "population", "actor") and i not in named]
    assert loose == [], "declared and used nowhere"


def test_a_figure_of_those_struck_is_rounded_where_the_claim_of_the_same_figure_is(records: RecordSet) -> None:
    def figures(statements: Any) -> set[Any]:
        return {(record.id, s.low, s.high, s.unit) for s in statements if s.approximate}

    for record in incidents(records):
        struck = {(record.id, s.low, s.high, s.unit) for s in record.affected if s.low is not None or s.high is not None}
        assert struck & figures(record.claims) <= figures(record.affected)


def test_who_contests_a_statement_denies_what_another_says(records: RecordSet) -> None:
    said: dict[tuple[str, ...], set[str]] = {}
    contested: dict[tuple[str, ...], str] = {}

    def note(status: str, by: str | None, *what: object) -> None:
        key = tuple(map(str, what))
        if status == Status.CONTESTED and by:
            contested[key] = by
        elif status != Status.RETRACTED:
            said.setdefault(key, set()).add(by or "")

    for one in records.records.values():
        for r in one.relations if isinstance(one, IncidentRecord | RelationsRecord) else ():
            note(r.status, r.by, "relation", r.verb, r.who, r.target, r.service)
        for i in [one] if isinstance(one, IncidentRecord) else []:
            for c in i.compromised:
                note(c.status, c.by, i.id, "compromised", c.at)
            for e in i.entered_through:
                note(e.status, e.by, i.id, "entered", e.at, e.vector)
            for a in i.affected:
                note(a.status, a.by, i.id, "affected", a.party, a.effect, a.outcome)
            for d in i.data:
                note(d.status, d.by, i.id, "data", d.category, d.of, d.at, d.outcome)
            for n in i.notified:
                note(n.status, n.by, i.id, "notified", n.from_, n.to, n.duty)
            assert not [c for c in i.claims if c.replies_to and c.status == Status.CONTESTED], "a reply has the status of its own speaker"
    assert [key for key, by in contested.items() if not said.get(key, set()) - {by}] == []
    assert contested


def test_every_incident_says_what_broke_or_leaves_it_open(records: RecordSet) -> None:
    for record in incidents(records):
        assert record.effects, record.id
        assert record.compromised or record.open, record.id
        assert record.claims or record.affected, record.id


# The answers


def ways(chain: Chain) -> list[str]:
    return [chain.hops[0].arrow.start, *(h.arrow.end for h in chain.hops)]


def claimed(answer: IncidentAnswer, field: str | None = None, unit: str = "persons") -> set[tuple[int | None, int | None, str | None]]:
    return {(c.low, c.high, c.by) for c in answer.claims if c.unit == unit and field in (None, c.field)}


def outcomes(answer: IncidentAnswer) -> dict[tuple[str, str], str]:
    return {(s.party, s.effect): s.outcome for s in answer.affected}


def exposures(answer: IncidentAnswer, **where: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for e in answer.exposures:
        if all(getattr(e, name) == value for name, value in where.items()):
            found.setdefault(e.category, set()).update(r.outcome or "" for r in e.each)
    return found


def reached(answer: BlastRadius) -> dict[str, tuple[str, bool]]:
    return {h.node.id: (h.outcome.value, h.past) for h in answer.nodes}


#  insured of Audiens ──▶ Audiens ──seen 2018──▶ MédecinDirect ──▶ Teladoc Health France
#                                                └──hosted by──▶ ?
def test_the_insured_of_a_partner_of_medecindirect_reach_teladoc_and_an_unknown_host(corpus: Store) -> None:
    answer = chains(CypherReader(corpus), "population:insured-of-audiens", as_of=dt.date(2025, 11, 28))
    found = {tuple(ways(c)): c for c in answer.chains}
    start = ("population:insured-of-audiens", "org:audiens", "org:medecindirect")
    to_teladoc = found[*start, "org:teladoc-health-france"]
    to_host = found[*start, "org:unknown.hosted-by.org-medecindirect"]
    assert to_teladoc.complete
    assert to_host.unknown == ("org:unknown.hosted-by.org-medecindirect",)
    delegation = to_teladoc.hops[1]
    assert (delegation.arrow.seen_edtf, delegation.force) == ("2018~", Force.UNKNOWN), "seen then, not known for 2025"
    assert [h.known_to_start for h in to_teladoc.hops] == [True, False, False]
    assert all(h.arrow.evidence for c in answer.chains for h in c.hops)
    assert ("org:teladoc-health-france", "org:teladoc-health") in {(a.start, a.end) for a in answer.owners}


def test_medecindirect_keeps_its_five_figures_and_the_conflict_over_the_notification(corpus: Store) -> None:
    answer = incident(CypherReader(corpus), "incident:medecindirect-2025-11")
    fields = ("persons-concerned", "persons-informed", "persons-possibly-concerned")
    told = {(c.low, c.high, c.by) for c in answer.claims if c.unit == "persons" and c.field in fields}
    assert told == {
        (285_000, 285_000, "org:medecindirect"),
        (300_000, 300_000, "org:medecindirect"),
        (320_000, None, "actor:dumpsec-medecindirect"),
        (323_069, 323_069, "actor:dumpsec-medecindirect"),
        (None, 323_000, None),
    }
    assert answer.headline is not None
    assert [(c.low, c.high, c.by) for c in answer.headline.candidates] == [(285_000, 285_000, "org:medecindirect")]
    assert (answer.headline.span.low, answer.headline.span.high, answer.headline.span.named) == (None, None, (285_000, 323_069))
    assert answer.incident.properties["detected_on"] == dt.date(2025, 11, 28)
    notices = {(t.start, t.end): t for t in answer.notifications}
    to_people = notices["org:medecindirect", "population:users-of-medecindirect"]
    assert (to_people.on_edtf, to_people.hours) == ("2025-12-03", (96, 144))
    to_cnil = notices["org:medecindirect", "org:cnil"]
    assert to_cnil.happened is None, "one says yes, one says no: neither wins"
    assert {(r.by, r.happened, r.on) for r in to_cnil.each} == {
        (("org:medecindirect",), True, "2025-11-28"),
        (("org:cnil",), False, None),
    }
    assert ("regulator-notified", None) in {(c.field, c.unit) for c in answer.conflicts}
    spared = exposures(answer)
    assert spared["data:consultation-video"] == spared["data:medical-documents"] == {"not_exposed"}


def test_weda_reaches_its_23_000_clients_through_the_product_and_counts_no_patient_that_nobody_counted(corpus: Store) -> None:
    answer = blast_radius(CypherReader(corpus), "org:weda", as_of=dt.date(2025, 11, 12))
    clients = next(h for h in answer.nodes if h.node.id == "org:clients-of-weda")
    assert [a.end for a in clients.witness] == ["product:weda", "org:weda"]
    assert (clients.node.properties["count_low"], clients.node.named) == (23_000, False)
    assert (answer.providers.at_least, answer.providers.at_most) == (23_000, 23_000)
    assert (answer.people.at_least, answer.people.at_most) == (0, None)
    assert "population:patients-of-clients-of-weda" in answer.people.unknown
    assert ("org:weda", "SUBSIDIARY_OF", "org:vidal") in {(a.start, a.type, a.end) for a in answer.owners}
    assert "org:vidal" not in reached(answer)


def test_one_former_practitioners_account_opens_every_other_tenant_of_weda(corpus: Store) -> None:
    door = "org:practice-of-first-weda-account"
    answer = blast_radius(CypherReader(corpus), "product:weda", as_of=dt.date(2025, 11, 12), account_of=door)
    found = reached(answer)
    assert "org:clients-of-weda" in found
    assert "population:patients-of-clients-of-weda" in found
    assert door not in found


def test_wedas_outage_lasted_from_the_10th_to_the_14th_of_november(corpus: Store) -> None:
    answer = blast_radius(CypherReader(corpus), "org:weda", as_of=dt.date(2025, 11, 12), effect=Effect.AVAILABILITY)
    assert reached(answer)["org:clients-of-weda"] == ("observed", False)
    (event,) = answer.incidents
    assert (event.properties["occurred_from"], event.properties["restored_on"]) == (dt.date(2025, 11, 10), dt.date(2025, 11, 14))


#  Mutami ──until 2023-12-31──▶ Viamedis* ◀──until…── La Mutuelle Générale        (* 2024-01-22)
@pytest.mark.parametrize("former", ["org:mutami", "org:la-mutuelle-generale"])
def test_former_clients_of_viamedis_are_exposed_as_past_and_only_in_confidentiality(corpus: Store, former: str) -> None:
    on = dt.date(2024, 1, 22)
    assert reached(blast_radius(CypherReader(corpus), "org:viamedis", as_of=on))[former] == ("potential", True)
    assert former not in reached(blast_radius(CypherReader(corpus), "org:viamedis", as_of=on, effect=Effect.AVAILABILITY))
    assert former not in reached(blast_radius(CypherReader(corpus), "org:viamedis", as_of=on, active_only=True))


def test_the_people_behind_viamedis_are_bounds_and_the_regulators_33_million_stay_apart(corpus: Store) -> None:
    answer = blast_radius(CypherReader(corpus), "org:viamedis", as_of=dt.date(2024, 1, 22))
    assert (answer.people.at_least, answer.people.at_most) == (20_000_000, None)
    assert {"population:insured-of-mutaero", "population:insured-of-mutami-2016-2023"} <= set(answer.people.unknown)
    assert 33_000_000 not in {c.low for c in answer.people.cohorts} | {c.high for c in answer.people.cohorts}
    assert (answer.professionals.at_least, answer.professionals.at_most) == (200_000, None)
    assert not any(c.id.startswith("population:professionals") for c in answer.people.cohorts)
    said = incident(CypherReader(corpus), "incident:viamedis-2024-01")
    assert (33_000_000, None, "org:cnil") in claimed(said, "persons-concerned")
    (regulator,) = [c for c in said.claims if c.by == "org:cnil" and c.low == 33_000_000]
    assert set(regulator.scope) == {"org:viamedis", "org:almerys"}


def test_the_data_of_professionals_is_apart_from_that_of_the_insured_at_viamedis(corpus: Store) -> None:
    answer = incident(CypherReader(corpus), "incident:viamedis-2024-01")
    insured, professionals = exposures(answer, of="insured"), exposures(answer, of="professionals")
    assert insured
    assert professionals
    assert {"not_exposed"} == insured["data:bank-details"]
    assert "exposed" in professionals["data:bank-details"] | professionals["data:professional-identifiers"]


def test_oxantis_is_not_among_the_attacked(corpus: Store) -> None:
    assert {link.type for link in show(CypherReader(corpus), "org:oxantis").links} & {"COMPROMISED", "AFFECTED", "ENTERED_THROUGH"} == set()


def test_dedalus_keeps_persons_apart_from_entries_and_links_no_hospital(corpus: Store) -> None:
    answer = incident(CypherReader(corpus), "incident:dedalus-biologie-2021-02")
    persons = claimed(answer, "persons-concerned")
    assert (491_840, 491_840, "org:cnil") in persons
    assert any(500_000 in (low, high) and by is None for low, high, by in persons)
    assert (491_939, 491_939, None) in claimed(answer, unit="entries")
    assert all(c.low != 491_939 for c in answer.claims if c.unit == "persons")
    assert (28, 28, "org:dedalus-france") in claimed(answer, "laboratories", "laboratories")
    assert answer.headline is not None
    assert {c.by for c in answer.headline.candidates} == {"org:cnil"}
    hospitals = ("incident:dax-2021-02", "incident:villefranche-2021-02")
    for other in hospitals:
        found = incident(CypherReader(corpus), other)
        parties = {place.party for place in found.compromised} | {impact.party for impact in found.affected}
        assert not {p for p in parties if "dedalus" in p or "mega-bus" in p}
    assert not {n for n in answer.names if "dax" in n or "villefranche" in n}


def test_laboratories_that_had_left_mega_bus_are_still_exposed(corpus: Store) -> None:
    of_product = blast_radius(CypherReader(corpus), "product:mega-bus", as_of=dt.date(2021, 2, 23))
    past = {h.node.id for h in of_product.nodes if h.past and h.outcome is not Outcome.CLEARED}
    assert past, "clients that had moved on"
    outage = blast_radius(CypherReader(corpus), "product:mega-bus", as_of=dt.date(2021, 2, 23), effect=Effect.AVAILABILITY)
    assert not past & set(reached(outage))


def test_the_cause_at_dedalus_is_told_by_several_and_settled_by_none(corpus: Store) -> None:
    answer = incident(CypherReader(corpus), "incident:dedalus-biologie-2021-02")
    causes = [c for c in answer.claims if c.field == "cause"] + [c for c in answer.claims if c.field == "action"]
    assert len(causes) >= 2
    assert not all(c.status == "confirmed" for c in causes)


def test_the_vendor_of_mediboard_is_cleared_and_the_establishments_are_observed(corpus: Store) -> None:
    answer = incident(CypherReader(corpus), "incident:mediboard-aleo-2024-11")
    found = outcomes(answer)
    assert found["org:softway-medical", "confidentiality"] == "not_affected"
    for name in ("aleo-sante", "centre-luxembourg", "clinique-alleray-labrouste", "clinique-jeanne-d-arc-paris"):
        assert found[f"org:{name}", "confidentiality"] == "observed"


def test_change_healthcare_keeps_all_three_figures_and_the_last_replaces_the_second(corpus: Store) -> None:
    answer = incident(CypherReader(corpus), "incident:change-healthcare-2024-02")
    figures = {c.low: c for c in answer.claims if c.unit in ("persons", "notices")}
    assert {100_000_000, 190_000_000, 192_700_000} <= set(figures)
    assert figures[190_000_000].superseded_by
    assert answer.headline is not None
    assert {c.low for c in answer.headline.candidates} == {192_700_000}


#  patients ──▶ Quest ──▶ Optum360 ──▶ AMCA*        LabCorp ──▶ AMCA*
def test_amca_is_reached_from_quest_over_optum360_and_from_labcorp_directly(corpus: Store) -> None:
    answer = blast_radius(CypherReader(corpus), "org:amca", as_of=dt.date(2019, 3, 1))
    paths = {h.node.id: [h.node.id, *(a.end for a in h.witness)] for h in answer.nodes}
    assert paths["org:quest-diagnostics"] == ["org:quest-diagnostics", "org:optum360", "org:amca"]
    assert paths["org:labcorp"] == ["org:labcorp", "org:amca"]
    assert paths["population:quest-patients-on-file-at-amca"][0:2] == ["population:quest-patients-on-file-at-amca", "org:quest-diagnostics"]


def test_each_client_of_amca_says_which_of_its_data_was_exposed(corpus: Store) -> None:
    answer = incident(CypherReader(corpus), "incident:amca-2018-2019")
    parties = {e.at for e in answer.exposures}
    assert {"org:quest-diagnostics", "org:labcorp"} <= parties
    assert exposures(answer, at="org:quest-diagnostics") != exposures(answer, at="org:labcorp")


def test_every_incident_and_every_population_can_be_asked(corpus: Store) -> None:
    ids: dict[str, list[Any]] = {
        label: [row["id"] for row in corpus.read(f"MATCH (n:{label}) RETURN n.id AS id ORDER BY id")]
        for label in ("Incident", "Population")
    }
    for each in ids["Incident"]:
        assert incident(CypherReader(corpus), each).claims, each
    for each in ids["Population"]:
        for chain in chains(CypherReader(corpus), each, limit=3).chains:
            assert all(h.arrow.evidence for h in chain.hops)


def test_no_page_is_needed_twice_a_second_load_changes_nothing(corpus: Store, records: RecordSet) -> None:
    from maillon.loaders.base import loader

    reading = loader("records").read([CORPUS], dataset=None, strict=True)
    before = corpus.graph_hash()
    report = corpus.load(reading.dataset, reading.statements(), loader="records", title=reading.title, licence=reading.licence)
    assert (report.unchanged, report.loaded, report.taken_back) == (len(records.records), 0, 0)
    assert report.nodes_created + report.nodes_changed + report.nodes_deleted == 0
    assert report.arrows_created + report.arrows_changed + report.arrows_deleted == 0
    assert corpus.graph_hash() == before
