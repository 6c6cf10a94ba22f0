"""The notification clock: when a party knew, whom it told after how many hours, and what stays unknown."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.graph.store import Store
from maillon.queries.clock_hours import Hours, Span, hours_between
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.notification_clock import LIMIT_HOURS, PartyClock, Timely, against_limit, all_clocks, notification_clock, verdicts
from maillon.reports.document import render
from maillon.reports.notifications import notifications_document
from tests.support.drawing import draw, incident, org

CNIL = org("cnil", "Regulator")


def told(start: str, end: str, on: str | None = None, duty: str | None = None, **fields: Any) -> dict[str, Any]:
    found = {"from": start, "to": end, "on": on, "duty": duty, **fields}
    return {k: v for k, v in found.items() if v is not None}


def clock(store: Store, *notified: dict[str, Any], detected: str | None = "2024-01-29", **detection: Any) -> dict[str, PartyClock]:
    """The clocks of a breach at `org:payer`, by party."""
    dates = {"detected": [{"on": detected, "evidence": ["s"], **detection}]} if detected else {}
    draw(
        store,
        "org:client delegates_to org:payer",
        CNIL,
        incident("x", compromised=[{"at": "org:payer"}], dates=dates, notified=list(notified)),
    )
    return {p.party.id: p for p in notification_clock(CypherReader(store), "incident:x").parties}


# --- hours ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("begin", "end", "hours"),
    [
        ("2024-01-29", "2024-01-29", Hours(0, 24)),
        ("2024-01-29", "2024-01-30", Hours(0, 48)),
        ("2024-01-29", "2024-02-01", Hours(48, 96)),
        ("2024-01", "2024-02-01", Hours(0, 768)),
        ("2024-01-29", "../2024-02-01", Hours(0, 96)),
        ("2024-01-29", "2024-02-01/..", Hours(48, None)),
        ("../2024-01-29", "2024-02-01", Hours(48, None)),
        ("2024-02-01", "2024-01-29", None),
        (None, "2024-01-29", None),
    ],
)
def test_hours_are_as_wide_as_the_days_that_sources_give(begin: str | None, end: str | None, hours: Hours | None) -> None:
    assert hours_between(Span.of(begin), Span.of(end)) == hours


days = st.dates(dt.date(2020, 1, 1), dt.date(2026, 1, 1))


@given(days, days, days, days)
def test_the_true_distance_always_lies_between_fewest_and_most(a: dt.date, b: dt.date, c: dt.date, d: dt.date) -> None:
    begin, end = (Span.of(f"{min(x, y)}/{max(x, y)}") for x, y in ((a, b), (c, d)))
    hours = hours_between(begin, end)
    for first in (a, b):
        for last in (c, d):
            distance = (last - first).days * 24
            if distance >= 0:
                assert hours is not None
                assert hours.most is not None
                assert hours.fewest <= distance + 24
                assert distance <= hours.most


# --- 72 hours -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hours", "approximate", "timely"),
    [
        (Hours(0, 24), False, Timely.WITHIN),
        (Hours(24, LIMIT_HOURS), False, Timely.WITHIN),
        (Hours(48, 96), False, Timely.UNCLEAR),
        (Hours(73, 120), False, Timely.BEYOND),
        (Hours(0, None), False, Timely.UNCLEAR),
        (Hours(96, None), False, Timely.BEYOND),
        (Hours(0, 24), True, Timely.UNCLEAR),
        (Hours(96, 120), True, Timely.UNCLEAR),
    ],
)
def test_a_notification_is_within_or_beyond_only_where_every_reading_says_so(hours: Hours, approximate: bool, timely: Timely) -> None:
    assert against_limit(hours, approximate=approximate) is timely


#   payer (detected 29 Jan) ──art. 33(2)──▶ client ──art. 33(1)──▶ CNIL


def test_a_client_knows_when_its_supplier_tells_it_and_its_clock_starts_then(store: Store) -> None:
    parties = clock(
        store,
        told("org:payer", "org:client", "2024-02-02", "gdpr_33_2"),
        told("org:client", "org:cnil", "2024-02-04", "gdpr_33_1"),
    )
    (from_supplier,) = parties["org:client"].told_by
    (to_authority,) = parties["org:client"].to_authorities
    assert from_supplier.hours == Hours(72, 120)
    assert from_supplier.timely is Timely.NOT_JUDGED
    assert to_authority.hours == Hours(24, 72)
    assert to_authority.timely is Timely.WITHIN


def test_a_client_told_under_hipaa_is_a_client_and_no_authority(store: Store) -> None:
    found = clock(store, told("org:payer", "org:client", "2024-02-01", "hipaa"), told("org:payer", "org:cnil", "2024-02-02", "hipaa"))
    payer = found["org:payer"]
    assert [[n.told.end for n in group] for group in (payer.to_clients, payer.to_authorities)] == [["org:client"], ["org:cnil"]]


def test_a_party_that_broke_knows_when_it_detects_it(store: Store) -> None:
    parties = clock(store, told("org:payer", "org:cnil", "2024-02-10", "gdpr_33_1"))
    assert parties["org:payer"].compromised
    assert parties["org:payer"].to_authorities[0].timely is Timely.BEYOND


@pytest.mark.parametrize(("on", "detected"), [(None, "2024-01-29"), ("2024-02-10", None), (None, None)])
def test_what_is_not_dated_is_unknown_and_never_late(store: Store, on: str | None, detected: str | None) -> None:
    parties = clock(store, told("org:payer", "org:cnil", on, "gdpr_33_1"), detected=detected)
    (notice,) = parties["org:payer"].to_authorities
    assert notice.hours is None
    assert notice.timely is Timely.UNKNOWN


def test_a_client_that_nobody_says_was_told_has_no_moment_from_which_to_count(store: Store) -> None:
    parties = clock(store, told("org:client", "org:cnil", "2024-02-06", "gdpr_33_1"))
    assert parties["org:client"].aware is None
    assert parties["org:client"].to_authorities[0].timely is Timely.UNKNOWN


def test_a_clients_own_detection_is_not_the_suppliers(store: Store) -> None:
    parties = clock(store, told("org:payer", "org:client", "2024-02-02", "gdpr_33_2"), by="org:client")
    assert parties["org:payer"].aware is None
    assert parties["org:client"].aware == Span.of("2024-01-29")


def test_where_one_says_told_and_the_authority_says_not_nothing_is_judged(store: Store) -> None:
    parties = clock(
        store,
        told("org:payer", "org:cnil", "2024-01-29", "gdpr_33_1", by="org:payer"),
        told("org:payer", "org:cnil", None, "gdpr_33_1", by="org:cnil", happened=False, made_on="2024-02-05"),
    )
    (notice,) = parties["org:payer"].to_authorities
    assert notice.told.happened is None
    assert notice.timely is Timely.CONTESTED


def test_only_notices_filed_under_article_33_1_are_held_against_the_72_hours(store: Store) -> None:
    parties = clock(store, told("org:payer", "org:cnil", "2024-06-01"), told("org:payer", "org:client", "2024-06-01", "gdpr_33_2"))
    payer = parties["org:payer"]
    assert [n.timely for n in (*payer.to_authorities, *payer.to_clients)] == [Timely.NOT_JUDGED, Timely.NOT_JUDGED]


def test_persons_authorities_clients_and_others_are_kept_apart(store: Store) -> None:
    parties = clock(
        store,
        told("org:payer", "population:people", "2024-02-01", "gdpr_34"),
        told("org:payer", "org:cnil", "2024-02-01", "gdpr_33_1"),
        told("org:payer", "org:client", "2024-02-01", "gdpr_33_2"),
        told("org:payer", "org:prosecutor", "2024-02-01", "complaint"),
    )
    payer = parties["org:payer"]
    ends = [[n.told.end for n in group] for group in (payer.to_persons, payer.to_authorities, payer.to_clients, payer.to_others)]
    assert ends == [["population:people"], ["org:cnil"], ["org:client"], ["org:prosecutor"]]


# --- on the corpus --------------------------------------------------------------------------------------------------


def party(corpus: Store, name: str, party_id: str) -> PartyClock:
    return next(p for p in notification_clock(CypherReader(corpus), f"incident:{name}").parties if p.party.id == party_id)


def test_medecindirect_and_the_cnil_contradict_each_other_and_the_persons_were_told_within_days(corpus: Store) -> None:
    found = party(corpus, "medecindirect-2025-11", "org:medecindirect")
    assert [(n.told.happened, n.timely) for n in found.to_authorities] == [(None, Timely.CONTESTED)]
    assert [n.hours for n in found.to_persons] == [Hours(96, 144)]


def test_weda_told_its_clients_after_one_to_three_days(corpus: Store) -> None:
    assert [n.hours for n in party(corpus, "weda-2025-11", "org:weda").to_clients] == [Hours(24, 72)]


def test_alan_was_told_by_almerys_and_its_own_notice_can_be_either_side(corpus: Store) -> None:
    found = party(corpus, "almerys-2024-02", "org:alan")
    assert [n.told.start for n in found.told_by] == ["org:almerys"]
    assert [n.timely for n in found.to_authorities] == [Timely.UNCLEAR]


def test_nobody_is_beyond_72_hours_on_the_shipped_records_because_days_do_not_tell(corpus: Store) -> None:
    counts = verdicts(all_clocks(CypherReader(corpus)))
    assert counts[Timely.BEYOND] == 0
    assert counts[Timely.UNKNOWN] > counts[Timely.UNCLEAR] > 0


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("format_", ["table", "json", "csv", "md"])
def test_the_table_over_all_incidents_is_printed_in_every_format(corpus: Store, lang: str, format_: str) -> None:
    text = render(notifications_document(all_clocks(CypherReader(corpus)), lang), format_)
    assert text.count("\n") > 20
    assert "unknown" in text or "inconnu" in text
