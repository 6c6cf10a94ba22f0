"""Which incidents bear on a cohort, how firmly, and by which statement their data (docs/model.md, "One cohort over all incidents")."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.oracle.radius import blast_radius, said_of
from tests.oracle.world import World, days_of, leading, parties_of_incident

FIRMEST = ("observed", "possible", "potential", "cleared")


def _extents(world: World, cohort: str) -> dict[str, str]:
    """The cohort itself, the parts of it, and the wider cohorts that hold it."""
    found = {cohort: "itself"}
    found |= dict.fromkeys(world.around(cohort), "wider")
    found |= {p: "part" for p in world.populations if cohort in world.around(p) and p not in found}
    return found


def _said(said: list[Any], itself: bool) -> str | None:
    """What sources say of some people, of whatever effect. What is said of others in part or around is only possible."""
    if any(a.outcome == "observed" for a in said):
        return "observed" if itself else "possible"
    return "possible" if any(a.outcome == "possible" for a in said) else None


def relevance(world: World, cohort: str, on: dt.date) -> dict[str, str]:
    """By incident that may have begun by the day: observed, possible, potential or cleared."""
    extents = _extents(world, cohort)
    found: dict[str, str] = {}
    for name, incident in world.incidents.items():
        days = days_of(incident)
        if incident.dates.occurred and days.first is not None and days.first > on:
            continue
        links = [s for party, extent in extents.items() if (s := _said(said_of(world, name, party, "confidentiality"), extent == "itself"))]
        spoken = any(said_of(world, name, party, "confidentiality") for party in extents)
        if spoken or not incident.effects or "confidentiality" in incident.effects:
            rows = blast_radius(world, name, None, "confidentiality").rows
            for party in extents:
                row = rows.get(party)
                if row is not None and (row.outcome != "cleared" or party == cohort):
                    links.append("potential" if row.outcome != "cleared" else "cleared")
        own = said_of(world, name, cohort, "confidentiality")
        if own and all(a.outcome == "not_affected" for a in own) and any(a.status != "contested" for a in own):
            parts = [s for p, e in extents.items() if e == "part" and (s := _said(said_of(world, name, p, "confidentiality"), False))]
            links = [*parts, "cleared"]  # what is said of itself goes before what is said around it, but never hides a part of it
        elif any(a.outcome != "not_affected" for a in own):
            links = [_said(own, True) or ""]
        if links:
            found[name] = min(links, key=FIRMEST.index)
    return found


GRAVEST = ("exposed", "possible", "not_exposed")


def data_of(world: World, cohort: str, on: dt.date) -> dict[tuple[str, str, str], set[str]]:
    """By incident, kind of data and whose: what is known of it for the cohort; several answers where nothing orders two statements."""
    professionals = any(p.people == "professionals" for p in world.populations[cohort])
    found: dict[tuple[str, str, str], set[str]] = {}
    for name, bearing in relevance(world, cohort, on).items():
        incident = world.incidents[name]
        by_kind: dict[tuple[str, str], list[Any]] = {}
        for said in incident.data:
            by_kind.setdefault((said.category, said.of or ""), []).append(said)
        for (category, of), every in by_kind.items():
            standing = [s for s in every if s.status != "retracted"]
            if bearing == "cleared" or not standing or (of == "professionals") > professionals:
                continue
            first = {str(s.outcome) for s in leading(world, every, parties_of_incident(world, incident))}
            gravest = min((str(s.outcome) for s in standing), key=GRAVEST.index)
            outcomes = {gravest if outcome == "not_exposed" else outcome for outcome in first}
            found[name, category, of] = {_for_the_cohort(outcome, bearing) for outcome in outcomes}
    return found


def _for_the_cohort(outcome: str, bearing: str) -> str:
    """Never more exposed than the incident bears on the cohort, nor than it was exposed."""
    return outcome if outcome != "exposed" or bearing == "observed" else "possible"
