"""Am I concerned: a row for each contract or path and incident, beside the questions of the library and the blast radius."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from maillon.graph.records import Record
from maillon.queries.blast_radius import blast_radius
from maillon.queries.cached_reader import CachedReader
from maillon.queries.concerned import Ask, Concern, Concerned, ConcernedRow, Kind, NothingTrustedError, concerned
from maillon.queries.export_reader import ExportReader
from maillon.queries.library.walks import WALKS
from maillon.queries.radius_search import Outcome
from maillon.queries.reader import Reader
from maillon.queries.subgraph import Force
from maillon.queries.when import When
from tests.oracle.worlds import asked, records
from tests.support.drawing import drawn, incident, org, people
from tests.support.graph_in_memory import graph_of

TODAY = dt.date(2026, 11, 1)


def reader(*parts: str | Record) -> Reader:
    return ExportReader(graph_of(drawn(*parts)))


def broke(name: str, *at: str, on: str = "2024-01-22", **fields: object) -> Record:
    return incident(name, compromised=[{"at": party} for party in at], dates={"occurred": [{"on": on, "evidence": ["s"]}]}, **fields)


def found(*parts: str | Record, since: dt.date | None = None) -> Concerned:
    return concerned(reader(*parts), "org:me", TODAY, since)


def ways(answer: Concerned) -> set[tuple[str, str, When, Concern]]:
    """Of each row the way, where it broke, when it was and what is known."""
    return {("→".join(a.end[4:] for a in row.path), row.at.id.partition(":")[2], row.when, row.concern) for row in answer.rows}


#   me ──until 2023-12-31──▶ viamedis ✗ 2024-01-22        me ──since 2020──▶ kalixia ──since 2024-01-01──▶ viamedis


def test_a_supplier_that_was_left_and_is_reached_through_another_has_a_row_for_each_way() -> None:
    answer = found(
        "org:me delegates_to org:viamedis {since: 2019-01-01, until: 2023-12-31}",
        "org:me delegates_to org:kalixia {since: 2020-01-01, until: 2030}",
        "org:kalixia delegates_to org:viamedis {since: 2024-01-01, until: 2030}",
        broke("x", "org:viamedis"),
    )
    assert ways(answer) == {
        ("viamedis", "viamedis", When.AFTER, Concern.POTENTIAL),
        ("kalixia→viamedis", "viamedis", When.DURING, Concern.POTENTIAL),
    }
    asks = {len(row.path): row.asks for row in answer.rows}
    assert asks == {1: (Ask.INCIDENT_AFTER,), 2: (Ask.INCIDENT, Ask.FURTHER)}


#   me ──▶ a ──▶ vendor ◀── mlm ✗        me ──▶ b ──uses──▶ weda ✗ ──▶ vendor


def test_an_incident_at_a_product_of_a_supplier_is_a_row_of_its_own_kind_and_one_at_a_named_product_an_ordinary_one() -> None:
    parts = ("org:me delegates_to org:a", "org:a delegates_to org:vendor", "product:mlm provided_by org:vendor", broke("x", "product:mlm"))
    (row,) = found(*parts).rows
    assert (row.kind, row.rank, row.at.id, row.asks) == (Kind.PRODUCT, 2, "product:mlm", (Ask.PRODUCT,))
    assert blast_radius(reader(*parts), "incident:x").nodes == ()
    named = found(*parts, "org:me delegates_to org:b", "org:b uses product:mlm {deployment: shared}")
    assert {(row.kind, len(row.path)) for row in named.rows} == {(Kind.TRUSTED, 2)}


def test_a_product_of_whoever_broke_too_adds_no_row_of_its_own_kind() -> None:
    answer = found("org:me delegates_to org:vendor", "product:mlm provided_by org:vendor", broke("x", "product:mlm", "org:vendor"))
    assert [row.kind for row in answer.rows] == [Kind.TRUSTED]


#   me ──until 2023, erased──▶ old ✗ 2024      me ──until 2025, erased──▶ then ✗ 2024      me ──since 2025──▶ later ✗ 2024


def test_data_erased_at_the_end_clears_what_came_after_it_and_not_what_came_before() -> None:
    answer = found(
        "org:me delegates_to org:old {since: 2019, until: 2023-12-31, data_after_end: erased}",
        "org:me delegates_to org:then {since: 2019, until: 2025-06-30, data_after_end: erased}",
        "org:me delegates_to org:later {since: 2025-01-01}",
        *(broke(f"at-{name}", f"org:{name}") for name in ("old", "then", "later")),
    )
    assert ways(answer) == {
        ("old", "old", When.AFTER, Concern.CLEARED),
        ("then", "then", When.DURING, Concern.POTENTIAL),
        ("later", "later", When.BEFORE, Concern.NOT_REACHED),
    }
    assert {row.at.id: row.asks for row in answer.rows} == {"org:old": (), "org:then": (Ask.INCIDENT,), "org:later": ()}


def test_what_sources_say_of_us_and_our_people_goes_before_what_relations_allow() -> None:
    answer = found(
        people("insured", 10, 10),
        "population:insured insured_by org:me",
        "org:me delegates_to org:a",
        broke("seen", "org:a", affected=[{"party": "population:insured", "outcome": "observed"}]),
        broke("said", "org:a", affected=[{"party": "org:me", "outcome": "possible"}]),
        broke("spared", "org:a", affected=[{"party": "org:me", "outcome": "not_affected"}]),
        broke("unsaid", "org:a"),
        broke("elsewhere", "org:stranger", affected=[{"party": "population:insured", "outcome": "observed"}]),
    )
    assert {row.incident.id.removeprefix("incident:"): (row.kind, row.concern) for row in answer.rows} == {
        "seen": (Kind.TRUSTED, Concern.OBSERVED),
        "said": (Kind.TRUSTED, Concern.POSSIBLE),
        "spared": (Kind.TRUSTED, Concern.CLEARED),
        "unsaid": (Kind.TRUSTED, Concern.POTENTIAL),
        "elsewhere": (Kind.SAID, Concern.OBSERVED),
    }
    assert [a.start for a in answer.people] == ["population:insured"]


def test_who_told_us_is_known_and_what_is_asked_is_then_the_rest() -> None:
    told = [{"from": "org:a", "to": "org:me", "on": "2024-02-01", "duty": "gdpr_33_2"}]
    (row,) = found("org:me delegates_to org:a", broke("x", "org:a", notified=told)).rows
    assert ([n.start for n in row.told], row.we_know, row.asks) == (["org:a"], True, (Ask.DETAILS,))


def test_since_leaves_out_what_was_over_and_known_before_and_counts_it() -> None:
    parts = ("org:me delegates_to org:a", broke("old", "org:a", on="2020"), broke("new", "org:a", on="2025"))
    undated = incident("undated", compromised=[{"at": "org:a"}])
    answer = found(*parts, undated, since=dt.date(2024, 1, 1))
    assert (answer.incidents, answer.earlier) == (("incident:new", "incident:undated"), 1)


@pytest.mark.parametrize(("owner", "why"), [("product:p", "is not an organisation"), ("org:alone", "no source says whom it trusts")])
def test_who_trusts_nobody_as_far_as_is_recorded_is_refused(owner: str, why: str) -> None:
    with pytest.raises(NothingTrustedError, match=why):
        concerned(reader(org("alone"), "org:me uses product:p"), owner, TODAY)


# --- beside the other answers, on random worlds -------------------------------------------------------------------------------


def everyone(number: int) -> Iterator[tuple[CachedReader, str, dt.date, Concerned]]:
    """Every organisation of a world that trusts somebody, with its answer."""
    made, (on, *_) = asked(f"concerned/{number}")
    cache = CachedReader(ExportReader(graph_of(records(made))))
    for owner in cache.ids("Organisation"):
        if cache.arrows([owner], backward=False):
            yield cache, owner, on, concerned(cache, owner, on)


def trusted(answer: Concerned) -> list[ConcernedRow]:
    return [row for row in answer.rows if row.kind is Kind.TRUSTED]


@pytest.mark.parametrize("part", range(3))
def test_every_row_of_incidents_among_those_trusted_is_a_row_and_what_is_more_the_way_of_the_day_did_not_show(part: int) -> None:
    for number in range(part * 40, part * 40 + 40):
        for cache, owner, on, answer in everyone(number):
            rows = trusted(answer)
            told = list(WALKS["incidents-among-those-trusted"](cache, organisation=owner, as_of=on))
            ours = {(r.incident.id, r.at.id, (owner, *(a.end for a in r.path)), r.when.value) for r in rows}
            assert {(t["incident"], t["at"], tuple(t["path"]), t["when"]) for t in told} <= ours, number
            known = {(t["incident"], t["at"]) for t in told}
            for row in rows:
                if (row.incident.id, row.at.id) not in known:
                    assert row.concern is not Concern.NOT_REACHED, number
                assert all(a.force(on) is not Force.NOT_BEGUN for a in row.path), number


@pytest.mark.parametrize("part", range(3))
def test_whom_exposed_after_leaving_names_has_a_row_by_that_relation(part: int) -> None:
    for number in range(part * 40, part * 40 + 40):
        made, _ = asked(f"concerned/{number}")
        cache = CachedReader(ExportReader(graph_of(records(made))))
        late = dt.date(2100, 1, 1)  # by then every relation had begun
        for left in WALKS["exposed-after-leaving"](cache):
            rows = trusted(concerned(cache, str(left["client"]), late))
            assert any(
                row.incident.id == left["incident"]
                and row.path[-1].end == left["supplier"]
                and (row.path[0].until_edtf or str(row.path[0].standing.until)) == left["ended"]
                and row.when in ((When.AFTER,) if left["before"] == "yes" else (When.AFTER, When.UNKNOWN, When.DURING))
                for row in rows
            ), (number, left)


@pytest.mark.parametrize("part", range(3))
def test_the_firmest_row_of_an_incident_is_what_its_blast_radius_says_of_us(part: int) -> None:
    late = dt.date(2100, 1, 1)
    outcomes = {Concern.OBSERVED: Outcome.OBSERVED, Concern.CLEARED: Outcome.CLEARED, Concern.POTENTIAL: Outcome.POTENTIAL}
    for number in range(part * 20, part * 20 + 20):
        made, _ = asked(f"concerned/{number}")
        cache = CachedReader(ExportReader(graph_of(records(made))))
        for owner in (o for o in cache.ids("Organisation") if cache.arrows([o], backward=False)):
            rows = trusted(concerned(cache, owner, late))
            for name in {row.incident.id for row in rows}:
                hit = next((h for h in blast_radius(cache, name).nodes if h.node.id == owner), None)
                mine = [r for r in rows if r.incident.id == name and not r.shown and r.concern is not Concern.NOT_REACHED]
                if mine and hit is not None and not hit.shown:
                    firmest = min(mine, key=lambda r: tuple(Concern).index(r.concern))
                    assert outcomes[firmest.concern] is hit.outcome, (number, owner, name)
