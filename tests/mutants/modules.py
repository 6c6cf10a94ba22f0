"""The modules that hold the rules, and the tests that must see a change of each, the quickest to tell first."""

from __future__ import annotations

from collections.abc import Mapping

_CASES = ("tests/oracle/test_cases.py", "tests/queries/test_fine_points.py")
_WORLDS = ("tests/oracle/test_oracle.py::test_maillon_and_the_oracle_agree_on_random_worlds[0]",)
_RADIUS = (*_CASES, "tests/queries/test_blast_radius.py", *_WORLDS)

MODULES: Mapping[str, tuple[str, ...]] = {
    "graph/name_matching.py": (
        "tests/graph/test_folding.py",
        "tests/loaders/test_identifiers.py",
        "tests/queries/test_duplicates.py",
        "tests/queries/test_find.py",
        *_CASES,
    ),
    "graph/projection.py": ("tests/graph/test_statements.py", *_CASES, "tests/graph/test_projection.py", *_WORLDS),
    "graph/readings.py": ("tests/graph/test_statements.py", *_CASES, "tests/queries/test_cohort.py", *_WORLDS),
    "graph/statements.py": ("tests/graph/test_statements.py", *_CASES, "tests/graph/test_projection.py", *_WORLDS),
    "queries/blast_radius.py": ("tests/queries/test_readers.py", *_RADIUS),
    "queries/chains.py": ("tests/queries/test_chains.py", *_CASES, *_WORLDS),
    "queries/claims.py": ("tests/queries/test_claims.py", "tests/queries/test_incident.py", *_CASES),
    "queries/clock_hours.py": (*_CASES, "tests/queries/test_notification_clock.py", *_WORLDS),
    "queries/cohort.py": ("tests/queries/test_cohort.py", *_CASES, *_WORLDS),
    "queries/crossing.py": ("tests/queries/test_crossing.py", "tests/queries/test_standing.py", *_RADIUS),
    "queries/detection.py": (*_CASES, "tests/queries/test_notification_clock.py", "tests/queries/test_incident.py", *_WORLDS),
    "queries/exposed_people.py": ("tests/queries/test_people.py", *_RADIUS),
    "queries/forward_search.py": ("tests/queries/test_forward_search.py", "tests/queries/library/test_library.py", *_CASES, *_WORLDS),
    "queries/known_on.py": ("tests/queries/test_known_on.py", "tests/queries/library/test_library.py"),
    "queries/notification_clock.py": (*_CASES, "tests/queries/test_notification_clock.py", *_WORLDS),
    "queries/people.py": ("tests/queries/test_people.py", *_CASES, *_WORLDS),
    "queries/radius_search.py": _RADIUS,
    "queries/scale/rank.py": ("tests/queries/scale/test_rank.py", *_CASES, *_WORLDS),
    "queries/standing.py": ("tests/queries/test_standing.py", "tests/queries/test_crossing.py", *_CASES, *_WORLDS),
    "queries/walk.py": ("tests/queries/test_chains.py", *_RADIUS),
}
"""Module → files of tests, or single tests. Those that take the shipped records are left out: each run would load them anew."""
