"""Who may confirm what, and which day a sighting is of.

patients ──patient_of──▶ Clinic ──delegates_to──▶ Collector* ──uses──▶ Software ──provided_by──▶ Vendor ──subsidiary_of──▶ Parent
(* where it broke)
"""

from __future__ import annotations

from typing import Any

import pytest

from maillon.graph.records import DOCUMENT, IncidentRecord, Record, record_id
from maillon.loaders.speaking import remarks, seen_after

PARTIES = ("clinic", "collector", "vendor", "parent", "other")
RELATIONS: list[dict[str, Any]] = [
    {"who": "population:patients", "patient_of": "org:clinic"},
    {"who": "org:clients", "delegates_to": "org:collector"},
    {"who": "org:clinic", "delegates_to": "org:collector"},
    {"who": "org:collector", "uses": "product:software"},
    {"who": "product:software", "provided_by": "org:vendor"},
    {"who": "org:vendor", "subsidiary_of": "org:parent"},
]


def world(**facts: Any) -> dict[str, Record]:
    """The graph above, with an incident at the collector that says the given things."""
    cited = [{**relation, "evidence": ["s"]} for relation in RELATIONS]
    incident = {
        "kind": "incident",
        "id": "i",
        "title": {"fr": "i", "en": "i"},
        "effects": ["confidentiality"],
        "evidence": ["s"],
        "compromised": [{"at": "org:collector", "evidence": ["s"]}],
        "relations": cited,
        **{name: said if isinstance(said, dict) else [{"evidence": ["s"], **one} for one in said] for name, said in facts.items()},
    }
    organisations: list[dict[str, Any]] = [{"id": f"org:{name}", "name": name, "evidence": ["s"]} for name in PARTIES]
    organisations += [
        {"id": "org:authority", "name": "authority", "roles": ["Regulator"], "evidence": ["s"]},
        {"id": "org:clients", "name": "clients", "named": False, "count": "unknown", "evidence": ["s"]},
    ]
    registry = DOCUMENT.validate_python({"kind": "organisations", "entries": organisations})
    return {record_id(r): r for r in [DOCUMENT.validate_python(incident), *registry.entries]}


def remarked(**facts: Any) -> list[str]:
    return [remark.key for _, _, remark in remarks(world(**facts), {})]


CONCERNED: dict[str, tuple[dict[str, Any], set[str]]] = {
    "entered_through": ({"vector": "account", "at": "org:clinic"}, {"clinic"}),
    "affected": ({"party": "org:clinic", "outcome": "observed"}, {"clinic"}),
    "compromised": ({"at": "product:software"}, {"vendor", "parent"}),
    "actions": ({"veris": "hacking"}, {"collector"}),
    "claims": ({"field": "cause", "text": {"en": "x", "fr": "x"}}, {"collector"}),
    "notified": ({"from": "org:clinic", "to": "org:other"}, {"clinic", "other"}),
    "data": ({"category": "identity", "outcome": "exposed", "at": "org:clinic"}, {"clinic", "collector"}),
}
"""A statement of each kind, and those who may confirm it."""


@pytest.mark.parametrize("kind", CONCERNED)
@pytest.mark.parametrize("by", [*PARTIES, "authority", "nowhere"])
def test_only_the_party_itself_who_answers_for_it_and_an_authority_confirm(kind: str, by: str) -> None:
    said, allowed = CONCERNED[kind]
    given = {kind: [{**said, "status": "confirmed", "by": f"org:{by}"}]}
    if kind == "compromised":
        given[kind].append({"at": "org:collector"})
    expected = [] if by in {*allowed, "authority", "nowhere"} else ["status.other"]
    assert remarked(**given) == expected, "of a speaker that nobody declares nothing is known"
    assert remarked(**{kind: [{**one, "status": "reported"} for one in given[kind]]}) == []


@pytest.mark.parametrize("party", ["population:patients", "org:clients"])
def test_whoever_held_the_data_says_of_which_people_and_unnamed_clients_but_never_of_a_named_one(party: str) -> None:
    hit = {"outcome": "observed", "status": "confirmed", "by": "org:collector"}
    assert remarked(affected=[{"party": party, **hit}]) == []
    assert remarked(affected=[{"party": "org:clinic", **hit}]) == ["status.other"]


def test_confirmed_by_nobody_is_remarked() -> None:
    assert remarked(claims=[{"field": "cause", "text": {"en": "x", "fr": "x"}, "status": "confirmed"}]) == ["status.nobody"]


@pytest.mark.parametrize(
    ("seen", "made", "remarked_day"),
    [("2025-01-20", None, None), ("2025-01", None, None), ("2025-03-01", None, "2025-03-01"), ("2025-03-01", "2025-03-01", None)],
)
def test_a_sighting_is_of_the_incident_unless_somebody_speaks_of_a_later_day(seen: str, made: str | None, remarked_day: str | None) -> None:
    relation = {**RELATIONS[2], "seen_on": seen, "evidence": ["s"], **({"made_on": made} if made else {})}
    dates = {"occurred": [{"on": "2025-01-20", "evidence": ["s"]}], "disclosed": [{"on": "2025-03-01", "evidence": ["s"]}]}
    record = world(dates=dates, relations=[relation])["incident:i"]
    assert isinstance(record, IncidentRecord)
    assert [day for _, day in seen_after(record)] == ([remarked_day] if remarked_day else [])
