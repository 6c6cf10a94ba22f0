"""Which notices an incident calls for: by recorded role, country and day, with a deadline where hours run; never that one was breached."""

from __future__ import annotations

import pytest

from maillon.graph.records import Record
from maillon.queries.duties import TEXTS, Applies, PartyDuty, duties
from maillon.queries.export_reader import ExportReader
from maillon.reports.duties import duties_document
from maillon.reports.messages import messages
from tests.support.drawing import drawn, incident, org
from tests.support.graph_in_memory import graph_of, incident_in


def called_for(*parts: str | Record, on: str = "2025-06-10", **fields: object) -> tuple[PartyDuty, ...]:
    occurred = {"occurred": [{"on": on, "evidence": ["s"]}]}
    graph = graph_of(drawn(*parts, incident("x", dates=occurred, **fields)))
    return duties(incident_in(graph, ExportReader(graph), "incident:x"))


def texts(found: tuple[PartyDuty, ...], party: str) -> dict[str, Applies]:
    return {d.text.id: d.applies for d in found if d.party.id == f"org:{party}"}


BROKE = [{"at": "org:p"}]
DORA = {"dora_initial", "dora_intermediate", "dora_final"}
NIS = {"nis2_early", "nis2_notification", "nis2_final"}
CONTROLLER = {"gdpr_33_1", "gdpr_34"}


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("Insurer", CONTROLLER | DORA),
        ("Hospital", CONTROLLER | NIS | {"csp_1111_8_2"}),
        ("HostingProvider", {"gdpr_33_2"} | NIS),
        ("SoftwareVendor", {"gdpr_33_2"}),
        ("ThirdPartyPayer", {"gdpr_33_2"}),
    ],
)
def test_what_may_be_called_for_follows_the_recorded_role(role: str, expected: set[str]) -> None:
    found = texts(called_for(org("p", role, country="FR"), compromised=BROKE), "p")
    assert found.keys() == expected
    assert set(found.values()) == {Applies.MAY_APPLY}


def test_of_a_party_of_which_no_source_says_what_it_is_nothing_is_known_and_of_an_authority_nothing_is_asked() -> None:
    found = called_for(org("p"), org("r", "Regulator"), compromised=[{"at": "org:p"}, {"at": "org:r"}])
    assert texts(found, "p") == dict.fromkeys(("gdpr_33_1", "gdpr_33_2", "gdpr_34"), Applies.NOT_KNOWN)
    assert texts(found, "r") == {}


@pytest.mark.parametrize(
    ("on", "country", "gone"),
    [
        ("2025-01-16", "FR", DORA),
        ("2024-10-17", "FR", DORA | NIS),
        ("2018-05-24", "FR", DORA | NIS | CONTROLLER),
        ("2025-06-10", "DE", {"csp_1111_8_2"}),
        ("2025-06-10", "US", DORA | NIS | CONTROLLER | {"csp_1111_8_2"}),
    ],
)
def test_a_text_that_was_not_in_force_or_is_of_another_country_asks_nothing(on: str, country: str, gone: set[str]) -> None:
    both = texts(called_for(org("p", "Insurer", "Hospital", country=country), on=on, compromised=BROKE), "p")
    assert both.keys() == (CONTROLLER | DORA | NIS | {"csp_1111_8_2"}) - gone


def test_a_country_that_nobody_gives_leaves_every_text_standing() -> None:
    assert "csp_1111_8_2" in texts(called_for(org("p", "Hospital"), compromised=BROKE), "p")


def test_who_was_told_and_did_no_more_as_far_as_is_recorded_may_owe_the_authority_a_notice_by_a_day() -> None:
    told = [{"from": "org:p", "to": "org:c", "on": "2025-06-12", "duty": "gdpr_33_2"}]
    found = called_for(org("p", "SoftwareVendor"), org("c"), compromised=BROKE, notified=told)
    (row,) = [d for d in found if d.party.id == "org:c" and d.text.id == "gdpr_33_1"]
    assert (row.applies, row.told_only) == (Applies.MAY_APPLY, True)
    assert row.due is not None
    assert row.due.end is not None
    assert row.due.end.date().isoformat() == "2025-06-16"  # to the end of the 12th, and 72 hours
    assert row.weekend  # the last moment lies on Sunday, the 15th
    (vendor,) = [d for d in found if d.party.id == "org:p" and d.text.id == "gdpr_33_2"]
    assert (vendor.applies, len(vendor.filed)) == (Applies.APPLIES, 1)


def test_a_denied_notice_is_no_notice_and_an_unknown_moment_gives_no_deadline() -> None:
    denied = [{"from": "org:p", "to": "org:cnil", "duty": "gdpr_33_1", "happened": False, "made_on": "2025-07-01"}]
    found = called_for(org("p", "Insurer"), org("cnil", "Regulator"), compromised=BROKE, notified=denied)
    (row,) = [d for d in found if d.text.id == "gdpr_33_1"]
    assert (row.applies, row.filed, row.due) == (Applies.MAY_APPLY, (), None)


def test_every_text_has_its_words_with_its_article_and_nothing_is_called_breached() -> None:
    for lang in ("fr", "en"):
        for text in TEXTS:
            words = [messages.say(f"duty.{kind}{text.id}", lang) for kind in ("", "delay.", "text.")]
            assert all(words)
            assert not any(word in " ".join(words).lower() for word in ("breach", "violat", "manquement", "infraction"))
    graph = graph_of(drawn(org("p", "Insurer"), incident("x", compromised=BROKE)))
    answer = incident_in(graph, ExportReader(graph), "incident:x")
    document = duties_document([(answer, duties(answer))], "en")
    assert [section.heading for section in document.sections] == ["x", "The texts, in the version read"]
    assert document.rows is not None
    assert len(document.rows.columns) == len(document.rows.rows[0])
