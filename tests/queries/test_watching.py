"""What is news: a new row, claim, party or status; never a note, a document more, or the same records again."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from maillon.graph.records import Record
from maillon.graph.store.place import watch_file
from maillon.queries.concerned import concerned
from maillon.queries.export_reader import ExportReader
from maillon.queries.groups import incidents_in_groups
from maillon.queries.watching import News, WatchStateError, news, read_state, write_state
from tests.support.drawing import drawn, incident
from tests.support.graph_in_memory import graph_of, incident_in

DAY = dt.date(2026, 11, 1)


def watched(parts: Iterable[str | Record], known: dict[str, str] | None = None, day: dt.date = DAY) -> News:
    graph = graph_of(drawn(*parts))
    reader = ExportReader(graph)
    answer = concerned(reader, "org:me", day)
    groups = incidents_in_groups(reader, answer, ())
    return news(answer, [incident_in(graph, reader, i) for i in answer.incidents], groups, known, day)


def broke(name: str, at: str = "org:a", **fields: object) -> Record:
    return incident(name, compromised=[{"at": at}], dates={"occurred": [{"on": "2024-01-22", "evidence": ["s"]}]}, **fields)


# me ──▶ a ✗ ──▶ b ──▶ c
TRUSTS = ("org:me delegates_to org:a", "org:a delegates_to org:b", "org:b delegates_to org:c")
FIGURE = {"field": "persons-concerned", "low": 5, "high": 5, "unit": "persons", "by": "org:a", "made_on": "2024-02-01"}


def kinds(found: News) -> list[str]:
    return sorted(fact.kind for fact in found.new)


def test_at_the_first_run_everything_is_new_and_at_the_next_nothing_whatever_the_order_of_the_records() -> None:
    parts = [*TRUSTS, broke("x", claims=[FIGURE])]
    first = watched(parts)
    assert (first.first, kinds(first)) == (True, ["claim", "claim", "place", "row"])  # the day it occurred is a claim too
    again = watched(list(reversed(parts)), dict(first.seen), DAY + dt.timedelta(days=1))
    assert (again.first, again.new, again.gone) == (False, (), 0)
    assert set(again.seen.values()) == {DAY.isoformat()}


@pytest.mark.parametrize(
    ("then", "news_of"),
    [
        ([broke("x", claims=[FIGURE], affected=[{"party": "org:me", "outcome": "possible"}])], ["impact", "row"]),
        ([broke("x", claims=[FIGURE, {**FIGURE, "low": 9, "high": 9, "made_on": "2024-03-01"}])], ["claim"]),
        ([broke("x", claims=[{**FIGURE, "status": "contested"}])], ["claim"]),
        ([broke("x", claims=[FIGURE], notified=[{"from": "org:a", "to": "org:me", "on": "2024-02-02"}])], ["notice"]),
        ([broke("x", claims=[FIGURE], data=[{"category": "email", "outcome": "exposed", "of": "patients"}])], ["data"]),
        ([broke("x", claims=[FIGURE]), broke("y", "org:c")], ["claim", "place", "row"]),
        (["org:me delegates_to org:b", broke("x", claims=[FIGURE])], []),
        ([broke("x", claims=[FIGURE]), "org:weda subsidiary_of org:c", broke("y", "org:weda")], ["group"]),
        ([broke("x", claims=[FIGURE]), "org:me uses product:p", "product:p provided_by org:a"], ["row"]),
    ],
    ids=["ours", "claim", "status", "notice", "data", "incident at rank 3", "a relation to where nothing broke", "group", "another way"],
)
def test_what_is_said_of_an_incident_that_was_not_said_before_is_news(then: list[str | Record], news_of: list[str]) -> None:
    before = watched([*TRUSTS, broke("x", claims=[FIGURE])])
    assert kinds(watched([*TRUSTS, *then], dict(before.seen))) == news_of


def test_a_note_or_a_document_more_is_not_news() -> None:
    before = watched([*TRUSTS, broke("x", claims=[FIGURE])])
    noted = {**FIGURE, "note": {"fr": "une remarque", "en": "a note"}, "evidence": ["s", "t"]}
    assert watched([*TRUSTS, broke("x", claims=[noted], evidence=["s", "u"])], dict(before.seen)).new == ()


def test_what_is_there_no_longer_is_counted() -> None:
    before = watched([*TRUSTS, broke("x", claims=[FIGURE])])
    assert watched([*TRUSTS, broke("x")], dict(before.seen)).gone == 1


def test_the_file_of_what_is_known_names_nobody_and_is_refused_when_it_is_damaged(tmp_path: Path) -> None:
    path = watch_file(tmp_path / "watch", "org:list/secret-supplier")
    assert read_state(path) is None
    found = watched([*TRUSTS, broke("x", claims=[FIGURE])])
    write_state(path, found.seen)
    assert read_state(path) == dict(found.seen)
    assert not any(word in f"{path.name} {path.read_text('utf-8')}" for word in ("org:", "incident:", "secret", "supplier"))
    body = json.loads(path.read_text("utf-8"))
    body["facts"].popitem()
    for text in (json.dumps(body), "{", "[]", '{"format": 2, "sha256": "", "facts": {}}'):
        path.write_text(text, "utf-8")
        with pytest.raises(WatchStateError, match="is not what maillon watch wrote there"):
            read_state(path)
