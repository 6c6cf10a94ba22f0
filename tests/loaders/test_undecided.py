"""A record that waits for a decision is refused at its line, with what may stand there; all records alike, not drafts alone."""

from __future__ import annotations

import pytest

from maillon.loaders.records import check_text

SOURCE = "kind: sources\nentries:\n  - {id: s, publisher: S, rank: RANK}\n"


def refused(text: str) -> list[tuple[int, str, str]]:
    return [(p.line, p.field, p.code) for p in check_text(text).problems]


def test_todo_in_place_of_a_value_is_refused_with_what_may_stand_there() -> None:
    (problem,) = check_text(SOURCE.replace("RANK", "TODO")).problems
    assert (problem.line, problem.field, problem.code) == (3, "entries[0]", "undecided.line")
    assert all("own_notice" in problem.why(lang) for lang in ("fr", "en"))
    assert refused(SOURCE.replace("RANK", "press")) == []


@pytest.mark.parametrize("word", ["TODO", "TODO-11-28", "TODO: who?", "'TODO'"])
def test_a_text_that_begins_with_todo_waits_too_and_a_word_that_begins_alike_does_not(word: str) -> None:
    written = word if word.startswith("'") else f'"{word}"'
    assert [code for *_, code in refused(f"kind: sources\nentries:\n  - {{id: s, publisher: {written}}}\n")] == ["undecided.line"]
    assert refused("kind: sources\nentries:\n  - {id: s, publisher: TODOLIST}\n") == []


def test_a_field_called_todo_and_lines_under_found_are_refused_each() -> None:
    text = """\
kind: article
sources: [{id: s, publisher: S}]
incident:
  id: i
  title: {en: I}
  evidence: [s]
  dates:
    TODO:
      - {on: 2025-01-01, evidence: [s]}
found:
  - {known: org:cnil, char: [1]}
  - {may: "could", char: [2]}
"""
    assert refused(text) == [
        (8, "incident.dates.TODO", "undecided.field"),
        (11, "found[0]", "undecided.found"),
        (12, "found[1]", "undecided.found"),
    ]
