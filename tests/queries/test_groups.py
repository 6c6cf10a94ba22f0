"""What is recorded in the groups of those trusted is told beside the answer, by one step of owning after another, and by nothing else."""

from __future__ import annotations

import datetime as dt

from maillon.graph.records import Record
from maillon.queries.concerned import concerned
from maillon.queries.export_reader import ExportReader
from maillon.queries.groups import incidents_in_groups
from maillon.queries.lookalikes import Lookalike
from maillon.queries.resolution.candidates import Candidate
from maillon.reports.concerned import kin_text
from tests.support.drawing import drawn, incident, org
from tests.support.graph_in_memory import graph_of

TODAY = dt.date(2026, 11, 1)


def broke(name: str, at: str, on: str = "2024-01-22") -> Record:
    return incident(name, compromised=[{"at": at}], dates={"occurred": [{"on": on, "evidence": ["s"]}]})


def told(*parts: str | Record, since: dt.date | None = None, like: tuple[Lookalike, ...] = ()) -> set[tuple[str, str, str, str]]:
    """Of each incident beside the answer where it broke, and whose owner, or property, that is."""
    reader = ExportReader(graph_of(drawn(*parts)))
    found = incidents_in_groups(reader, concerned(reader, "org:me", TODAY, since), like)
    return {(one.incident.id[9:], one.at.id[4:], "owns" if one.above else "belongs to", one.of.id[4:]) for one in found}


# me ──▶ vidal ──owned by──▶ holding ✗          weda ✗ ──owned by──▶ vidal          sister ✗ ──owned by──▶ holding
#        office ✗ ──site of──▶ weda             product ✗ ──provided by──▶ weda
def test_owners_and_what_is_owned_are_told_and_sisters_are_not() -> None:
    assert told(
        "org:me delegates_to org:vidal",
        "org:vidal subsidiary_of org:holding",
        "org:weda subsidiary_of org:vidal",
        "org:office site_of org:weda",
        "org:sister subsidiary_of org:holding",
        "product:charts provided_by org:weda",
        broke("a", "org:weda"),
        broke("b", "org:holding"),
        broke("c", "org:sister"),
        broke("d", "org:office"),
        broke("e", "product:charts"),
    ) == {
        ("a", "weda", "belongs to", "vidal"),
        ("b", "holding", "owns", "vidal"),
        ("d", "office", "belongs to", "vidal"),
        ("e", "weda", "belongs to", "vidal"),
    }


# me ──▶ vidal ◀──owned until 2020── weda ✗          vidal ◀──owned from 2030── later ✗          vidal ◀──retracted── never ✗
def test_what_was_sold_is_not_yet_bought_or_was_taken_back_is_not_told() -> None:
    assert (
        told(
            "org:me delegates_to org:vidal",
            "org:weda subsidiary_of org:vidal {since: 2010, until: 2020-01-01}",
            "org:later subsidiary_of org:vidal {since: 2030-01-01}",
            "org:never subsidiary_of org:vidal {status: retracted}",
            broke("a", "org:weda"),
            broke("b", "org:later"),
            broke("c", "org:never"),
        )
        == set()
    )


# me ──▶ vidal, me ──▶ weda ✗ ──owned by──▶ vidal, me ✗ ──owned by──▶ vidal
def test_what_the_answer_tells_already_is_not_told_again() -> None:
    world = (
        "org:me delegates_to org:vidal",
        "org:me delegates_to org:weda",
        "org:weda subsidiary_of org:vidal",
        "org:me subsidiary_of org:vidal",
        broke("a", "org:weda"),
        broke("b", "org:me"),
    )
    assert told(*world) == set()


def test_earlier_incidents_are_left_out_as_in_the_answer() -> None:
    world = ("org:me delegates_to org:vidal", "org:weda subsidiary_of org:vidal", broke("a", "org:weda"))
    assert told(*world, since=dt.date(2025, 1, 1)) == set()
    assert told(*world, since=dt.date(2024, 1, 1)) == {("a", "weda", "belongs to", "vidal")}


# me ──▶ mine/vidal, which looks like vidal ◀──owned── weda ✗
def test_the_group_of_whom_a_supplier_looks_like_counts_too() -> None:
    mine, known = (Candidate(i, "Vidal", (), ()) for i in ("org:mine/vidal", "org:vidal"))
    world = ("org:me delegates_to org:mine/vidal", org("vidal"), "org:weda subsidiary_of org:vidal", broke("a", "org:weda"))
    assert told(*world) == set()
    assert told(*world, like=(Lookalike(mine, (known,), ()),)) == {("a", "weda", "belongs to", "vidal")}


# me ─▶ vidal ◀── weda ◀── office ✗: one after the other, of which vidal contests the first
def test_who_contests_that_something_belongs_to_somebody_is_said_with_it() -> None:
    world = (
        "org:me delegates_to org:vidal",
        "org:weda subsidiary_of org:vidal {status: contested, by: org:vidal}",
        "org:office site_of org:weda",
        broke("a", "org:office"),
    )
    reader = ExportReader(graph_of(drawn(*world)))
    (found,) = incidents_in_groups(reader, concerned(reader, "org:me", TODAY), ())
    assert [tie.type for tie in found.ties] == ["SUBSIDIARY_OF", "SITE_OF"]
    assert kin_text(found, "en") == "office, which belongs to vidal; contested by vidal"
    assert kin_text(found, "fr").replace("\u202f", " ") == "office, qui appartient à vidal ; contesté par vidal"
