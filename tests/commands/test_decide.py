"""Deciding pair by pair, from a table and by a rule: each answer takes effect at once, is kept, and can be undone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
import yaml

from maillon.commands.decide import decide
from maillon.graph.records import Product
from maillon.graph.store import Store
from maillon.queries.deciding import BATCH_RULES
from tests.support.drawing import drawn, incident, load, org
from tests.support.places import Place
from tests.support.running import Ran, maillon

Sitting = Callable[..., Ran]

NAMES = {"osprey": "Osprey Lavande", "tilleul": "Tilleul Marine", "falaise": "Falaise Bleue"}


# by hand: osprey ✗, tilleul, falaise      list: me ──▶ list/osprey, list/tilleul, list/falaise
@pytest.fixture
def two_lists(empty_place: Place, store: Store) -> Place:
    at = [{"at": "org:osprey"}]
    known = [org(slug, name=name, country="FR") for slug, name in NAMES.items()]
    load(store, drawn(*known, incident("x", compromised=at)), "hand")
    mine = [org(f"list/{slug}", name=name, country="FR") for slug, name in NAMES.items()]
    load(store, drawn(org("me", name="Me"), *mine, *(f"org:me delegates_to {m.id}" for m in mine)), "list")
    return empty_place


@pytest.fixture
def sitting(two_lists: Place, monkeypatch: pytest.MonkeyPatch) -> Sitting:
    """A person at a terminal who presses these keys."""

    def sit(keys: str, *words: str, lang: str = "en") -> Ran:
        pressed: Iterator[str] = iter(keys)

        def key() -> str:
            try:
                return next(pressed)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr(click, "getchar", key)
        monkeypatch.setattr("maillon.commands.decide._someone_sits_there", lambda: True)
        return maillon(two_lists, "decide", "org:me", "--who", "the office", "--lang", lang, *words)

    return sit


def incidents(place: Place) -> list[str]:
    body = json.loads(maillon(place, "concerned", "org:me", "--format", "json").out)
    return [row["incident"] for row in body["rows"]]


def test_an_answer_takes_effect_at_once_and_the_next_run_goes_on_with_what_is_left(two_lists: Place, sitting: Sitting) -> None:
    assert incidents(two_lists) == []
    first = sitting("nyq")  # Falaise Bleue is another, Osprey Lavande the same
    assert "1/3" in first.err
    assert "2 decisions taken" in first.err
    again = sitting("q")
    assert "1/1" in again.err
    assert {name for name in NAMES.values() if name in again.err.partition("1/1")[2]} == {"Tilleul Marine"}
    assert incidents(two_lists) == ["incident:x"]


def test_the_last_answer_can_be_taken_back_and_another_given(two_lists: Place, sitting: Sitting, tmp_path: Path) -> None:
    file = tmp_path / "decisions.yaml"
    ran = sitting("yyyzzzn", "-o", str(file))  # all three the same; taken back, all; the first is another
    assert "1 decision taken; 'decided' holds 1" in ran.err
    (entry,) = yaml.safe_load(file.read_text("utf-8"))["entries"]
    assert (len(entry["not_same"]), entry["decided_by"], len(entry["about"])) == (2, "the office", 2)
    assert incidents(two_lists) == []


def test_what_was_decided_in_an_earlier_sitting_is_shown_and_can_be_taken_back(two_lists: Place, sitting: Sitting) -> None:
    sitting("yyy")
    assert incidents(two_lists) == ["incident:x"]
    looked = sitting("zlq")  # nothing is left to decide; the latest of before is shown, then the one before it, and none is changed
    assert looked.err.count("Decided before: ") == 2
    assert "'decided' holds 3" in looked.err
    ran = sitting("zzzzzznq")  # all three, one after the other; then the first is another
    assert {name for name in NAMES.values() if f"Decided before: {name}" in ran.err} == set(NAMES.values())
    assert "'decided' holds 1" in ran.err
    assert incidents(two_lists) == []


def test_keys_are_those_of_the_language_and_what_means_nothing_is_not_taken(two_lists: Place, sitting: Sitting) -> None:
    ran = sitting("yxoooo", lang="fr")
    assert "3 décisions prises" in ran.err
    assert incidents(two_lists) == ["incident:x"]


def test_unload_undoes_all_that_was_decided(two_lists: Place, sitting: Sitting) -> None:
    sitting("yyy")
    assert incidents(two_lists) == ["incident:x"]
    assert maillon(two_lists, "unload", "decided", "--yes").code == 0
    assert incidents(two_lists) == []


def test_what_was_left_open_comes_last_the_next_time(two_lists: Place, sitting: Sitting) -> None:
    first = sitting("uq").err.partition("2/3")[0]
    last = sitting("llq").err.partition("3/3")[2]
    (name,) = {name for name in NAMES.values() if name in first}
    assert name in last


def test_answers_of_a_table_are_taken_and_what_names_nobody_or_contradicts_a_row_is_refused(two_lists: Place, tmp_path: Path) -> None:
    table = tmp_path / "answers.csv"
    table.write_text(
        "one,other,answer\norg:list/osprey,org:osprey,same\norg:list/tilleul,org:nobody,same\n"
        "org:osprey,org:list/osprey,not same\norg:list/falaise,org:falaise,\n"
    )
    ran = maillon(two_lists, "decide", "--from", str(table), "--who", "the office")
    assert ran.code == 5
    assert "answers.csv:3: no such organisation here: org:nobody" in ran.err
    assert "answers.csv:4: a row above answers otherwise about the same pair" in ran.err
    assert "4 rows = 1 answer + 2 refused + 1 without an answer" in ran.err
    assert yaml.safe_load(ran.out)["entries"][0]["same"] == ["org:list/osprey", "org:osprey"]
    assert incidents(two_lists) == ["incident:x"]


def test_a_table_of_answers_that_is_taken_again_changes_nothing(two_lists: Place, store: Store, tmp_path: Path) -> None:
    table = tmp_path / "answers.csv"
    table.write_text("one,other,answer\norg:list/osprey,org:osprey,same\norg:list/tilleul,org:tilleul,not same\n")
    line = ("decide", "--from", str(table), "--who", "the office")
    first = maillon(two_lists, *line)
    before = store.graph_hash()
    second = maillon(two_lists, *line)
    assert (first.code, second.code, store.graph_hash() == before) == (0, 0, True)
    assert "2 rows = 2 answers + 0 refused + 0 without an answer" in second.err
    table.write_text("one,other,answer\norg:list/osprey,org:osprey,not same\n")
    assert maillon(two_lists, *line).code == 3


def test_a_table_of_which_nothing_can_be_taken_changes_nothing(two_lists: Place, tmp_path: Path) -> None:
    table = tmp_path / "answers.csv"
    table.write_text("one,other,answer\norg:list/osprey,org:osprey,perhaps\n")
    ran = maillon(two_lists, "decide", "--from", str(table), "--who", "the office")
    assert (ran.code, "decided" in maillon(two_lists, "status").out) == (3, False)


def test_a_rule_shows_its_pairs_asks_once_and_joins_them(two_lists: Place) -> None:
    refused = maillon(two_lists, "decide", "--rule", "same-name-and-country", "--who", "the office")
    assert (refused.code, "Join them (3)?" in refused.err) == (2, True)
    assert all(name in refused.err for name in NAMES.values())
    ran = maillon(two_lists, "decide", "--rule", "same-name-and-country", "--who", "the office", "--yes")
    assert (ran.code, incidents(two_lists)) == (0, ["incident:x"])


def test_what_is_decided_about_a_confidential_list_is_confidential_too(two_lists: Place, store: Store, sitting: Sitting) -> None:
    store.load("secret", [], loader="records", confidential=True)
    sitting("yyy")
    assert {found.id: found.confidential for found in store.datasets()}["decided"] is True


def test_who_decides_is_asked_for_and_never_a_person(two_lists: Place, tmp_path: Path) -> None:
    table = tmp_path / "answers.csv"
    table.write_text("one,other,answer\norg:list/osprey,org:osprey,same\n")
    nobody = maillon(two_lists, "decide", "--from", str(table))
    person = maillon(two_lists, "decide", "--from", str(table), "--who", "a.person@example.org")
    named = maillon(two_lists, "decide", "--from", str(table), "--who", "Anne Exemple")
    assert (nobody.code, person.code, named.code) == (2, 2, 2)
    assert "who decides?" in nobody.err
    assert "the name of a person" in named.err
    assert "Exemple" not in named.err
    assert "@" not in person.err


def test_nobody_at_the_keyboard_is_told_of_the_other_ways(two_lists: Place) -> None:
    ran = maillon(two_lists, "decide", "--who", "the office")
    assert (ran.code, "--from FILE" in ran.err) == (2, True)


def test_the_option_names_every_rule() -> None:
    (option,) = [p for p in decide.params if p.name == "rule"]
    assert isinstance(option.type, click.Choice)
    assert tuple(option.type.choices) == tuple(BATCH_RULES)


# by hand: pilote ✗      list: me ──USES──▶ list/pilote, which is called alike
def test_software_that_a_list_names_is_asked_about_and_then_an_ordinary_row(empty_place: Place, store: Store, tmp_path: Path) -> None:
    known = Product(id="product:pilote", name="Pilote", evidence=["s"])
    load(store, drawn(known, incident("x", compromised=[{"at": "product:pilote"}])), "hand")
    load(store, drawn(org("me"), known.model_copy(update={"id": "product:list/pilote"}), "org:me uses product:list/pilote"), "list")
    assert incidents(empty_place) == []
    assert "1 supplier or product looks like a known one" in maillon(empty_place, "concerned", "org:me", "--lang", "en").out
    answers = tmp_path / "answers.csv"
    answers.write_text("one,other,answer\nproduct:list/pilote,product:pilote,same\n")
    assert maillon(empty_place, "decide", "--from", str(answers), "--who", "the office").code == 0
    (row,) = json.loads(maillon(empty_place, "concerned", "org:me", "--format", "json").out)["rows"]
    assert (row["kind"], row["incident"], row["rank"]) == ("trusted", "incident:x", 1)
    assert "looks like" not in maillon(empty_place, "concerned", "org:me", "--lang", "en").out
