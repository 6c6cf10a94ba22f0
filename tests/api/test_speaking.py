"""What Python is told: parameters and methods, and no options; and a stop is told as a stop."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import maillon
from maillon.api.graph import Graph
from maillon.api.speaking import _parameters, in_python, speaks_python
from maillon.graph.store import Store
from maillon.graph.store.messages import messages
from maillon.wording import Message, RefusedError
from tests.support.drawing import draw
from tests.support.spaces import typed

ROOMS = ("graph", "graph.store", "loaders", "queries", "exports")
"""Whose messages an error of the public names can be."""


def words() -> Iterator[tuple[str, str]]:
    for room in ROOMS:
        for key, both in import_module(f"maillon.{room}.messages").messages.words.items():
            yield from ((key, text) for text in both)


def gaps(text: str) -> set[str]:
    return {name.split("!")[0] for _, name, _, _ in Formatter().parse(text) if name}


def turned(text: str) -> Message:
    return in_python(Message("", (text, text), {name: f"<{name}>" for name in gaps(text)}))


def test_no_message_that_python_can_meet_names_an_option_that_is_a_parameter() -> None:
    options = {f"--{name.replace('_', '-')}" for name in _parameters()} | {"--with"}
    spoken = 0
    for key, text in words():
        text = re.sub(r"\{(\w+):[^{}]*\}", r"{\1}", text)
        said = turned(text)
        found = set(re.findall(r"(?<![\w-])--[a-z-]+", text))
        spoken += bool(found & options)
        assert not options & set(re.findall(r"(?<![\w-])--[a-z-]+", said)), (key, said)
        assert not re.search(r"(?<![\w-])-[po] ", re.sub("maillon loaders new.*", "", said)), (key, said)
    assert spoken > 20


@pytest.mark.parametrize(
    ("line", "python"),
    [
        ("name it with --store or MAILLON_STORE", "name it with store= or MAILLON_STORE"),
        ("Put it right with: maillon repair (log: x)", "Put it right with: maillon.repair() (log: x)"),
        ("look with: maillon find TEXT", "look with: graph.find(TEXT)"),
        ("write one with: maillon export -o FILE", "write one with: graph.export(output=FILE)"),
        ("give that of its authority with --ca FICHIER", "give that of its authority with ca=FICHIER"),
        ("whose? --owner 'Lake Mutual', or --replace", "whose? owner='Lake Mutual', or replace=True"),
        ("--as-of 2026-01-31, or --with NAME", "as_of='2026-01-31', or including=NAME"),
        ("list them with: maillon query list", "list them with: graph.questions()"),
        ("update maillon; this maillon reads it; maillon schema", "update maillon; this maillon reads it; maillon schema"),
        ("'maillon duplicates --join' joins them; leave out --port", "'maillon duplicates --join' joins them; leave out --port"),
    ],
)
def test_options_become_parameters_and_commands_calls(line: str, python: str) -> None:
    assert in_python(Message("", (line, line), {})) == python
    assert in_python(in_python(Message("", (line, line), {}))) == python


@given(st.text() | st.sampled_from(["--store", "maillon repair", "-p a=b", "{x}"]))
def test_what_a_person_wrote_is_told_as_it_was_written(text: str) -> None:
    said = in_python(messages("place.both_set", store=text, uri="--uri"))
    assert f"MAILLON_STORE ({text}) and NEO4J_URI (--uri)" in said
    assert said.endswith("(store= or uri=)")


@pytest.mark.parametrize(
    ("ask", "english", "french"),
    [
        (lambda g: g.show("nobody at all"), r"graph\.find\(TEXT\)", r"graph\.find\(TEXTE\)"),
        (lambda g: g.question("xyzzy"), r"graph\.questions\(\)", r"graph\.questions\(\)"),
        (lambda g: g.question("clients-of"), r"supplier='Viamedis'|supplier='[^']+'", "par exemple : supplier='"),
        (
            lambda g: g.export("records", ".", of="org:a"),
            r"format='records' writes the whole graph: leave out of=",
            "retirer of=, max_hops=",
        ),
        (lambda g: g.export("csv", ".", core=True), "knows no core=True, which is for stix", "ne connaît pas core=True"),
        (lambda g: g.report("supplier", "org:b"), r"see: graph\.show\('org:", r"voir : graph\.show\('org:"),
    ],
)
def test_errors_of_methods_speak_python(store: Store, ask: Callable[[Graph], Any], english: str, french: str) -> None:
    draw(store, "org:b delegates_to org:a")
    with pytest.raises(maillon.MaillonError, match=english) as caught:
        ask(Graph(store))
    assert re.search(french, typed(caught.value.say("fr"))), caught.value.say("fr")
    assert caught.value.say("en") == str(caught.value)


def test_functions_of_the_module_speak_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEO4J_URI", raising=False)
    with pytest.raises(maillon.StoreError, match=r"maillon\.demo\(\) \(or open it with create=True, and load\).* name it with store="):
        maillon.open(tmp_path / "nothing")


def test_a_server_that_is_lost_is_told_with_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MAILLON_STORE", raising=False)
    with pytest.raises(maillon.StoreError, match=r"127\.0\.0\.1:1") as caught:
        maillon.open(uri="bolt://127.0.0.1:1")
    assert "--" not in str(caught.value)


@speaks_python
def _broken_by_a_stop() -> None:
    buffer = bytearray(4)
    try:
        with memoryview(buffer):
            try:
                raise KeyboardInterrupt
            finally:
                buffer.append(1)  # as a driver does that is stopped while it reads
    finally:
        pass


def test_what_broke_because_of_a_stop_is_told_as_a_stop() -> None:
    with pytest.raises(KeyboardInterrupt) as caught:
        _broken_by_a_stop()
    assert isinstance(caught.value.__cause__, BufferError)


def test_what_was_stopped_lets_its_connections_go_and_the_next_call_makes_others(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    draw(store, "org:b delegates_to org:a")
    graph, before = Graph(store), store.connection.driver()
    with monkeypatch.context() as stopped:
        stopped.setattr(Store, "held", lambda self: _broken_by_a_stop())
        with pytest.raises(KeyboardInterrupt):
            graph.show("org:b")
    assert store.connection.driver() is not before
    assert graph.show("org:b").to_dict()


def test_an_error_that_is_none_of_ours_is_left_as_it_is() -> None:
    def divide() -> float:
        return 1 / 0

    with pytest.raises(ZeroDivisionError):
        speaks_python(divide)()


def test_a_refusal_stays_what_it_was(store: Store) -> None:
    draw(store, "org:b delegates_to org:a")
    with pytest.raises(RefusedError) as caught:
        Graph(store).chains("org:b", as_of="yesterday")
    assert caught.value.message.key == "day"
