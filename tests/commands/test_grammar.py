"""One grammar for all commands: whoever knows one knows all (the rules stand in CONTRIBUTING.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from maillon.commands.bilingual import Option
from maillon.graph.store import Store
from tests.support.command_tree import commands
from tests.support.drawing import draw, org, people
from tests.support.lines import BASE
from tests.support.places import Place
from tests.support.running import maillon

TREE = dict(commands())

METAVARS = {
    *("NAME", "NAME NAME", "NAME=VALUE", "DATASET", "QUESTION", "LOADER", "FILE", "FOLDER", "PATH...", "ADDRESS"),
    *(
        "DATE",
        "CATEGORY",
        "CODE",
        "SOURCE",
        "LABEL",
        "N",
        "TEXT",
        "WORD...",
        "QUERY",
        "BEFORE",
        "AFTER",
        "[NAME]",
        "[NAME]...",
        "[COMMAND]...",
        "SOURCE",
        "FAMILIES",
        "[SOURCE]",
    ),
}
"""What stands for a value in help. SOURCE is a path or an address. NAME is the name or the id of a thing of the graph, in every command."""

FORMS = {
    "--store": (),
    "--uri": (),
    "--ca": (),
    "--format": (),
    "--lang": (),
    "--output": ("-o",),
    "--quiet": ("-q",),
    "--yes": ("-y",),
    "--param": ("-p",),
    "--limit": (),
    "--max-hops": (),
    "--as-of": (),
    "--dry-run": (),
    "--data": (),
    "--dataset": (),
}
"""Options that several commands have: one name, one short form, one kind of value."""

ONE_FORM = {
    "demo": "it is a text to read, beside a page",
    "picture": "a page has one form",
    "explore": "it serves pages",
    "mcp": "it speaks a protocol",
    "completion": "a script has one form",
    "site": "pages and their data, each in its form",
    "loaders new": "a mapping has one form",
    "draft": "a record to review has one form",
    "decide": "a file of decisions has one form",
    "template": "a list to fill in has one form",
    "help": "it is a text to read",
}
"""By command: why it has no `--format`."""

NO_FILE = {
    "explore": "it serves pages",
    "mcp": "it speaks a protocol",
    "demo": "it writes a page, whose option says so",
    "help": "it is a text to read",
}
"""By command: why it has no `-o`."""


def options() -> Iterator[tuple[str, Option]]:
    """Every option that help shows, with its command."""
    for path, command in TREE.items():
        yield from ((path, p) for p in command.params if isinstance(p, Option) and not p.hidden)


def metavar(path: str, parameter: click.Parameter) -> str:
    return parameter.make_metavar(click.Context(TREE[path], info_name=path, obj=None))


def test_what_stands_for_a_value_is_one_word_for_one_thing() -> None:
    for path, command in TREE.items():
        for parameter in command.params:
            if isinstance(parameter, click.Option) and (parameter.is_flag or parameter.hidden):
                continue
            if parameter.name == "former":
                continue
            shown = metavar(path, parameter)
            assert shown in METAVARS or shown[0] in "[{", (path, parameter.name, shown)


def test_an_option_has_one_name_and_one_kind_of_value_in_every_command() -> None:
    kinds: dict[str, set[str]] = {}
    for path, option in options():
        *short, name = option.opts
        assert tuple(short) == FORMS.get(name, ()), (path, option.opts)
        kinds.setdefault(name, set()).add("flag" if option.is_flag else metavar(path, option))
    del kinds["--format"]  # each says which
    assert {name: found for name, found in kinds.items() if len(found) > 1} == {}


def test_every_command_says_how_and_where_its_result_is_written() -> None:
    having = {name: {path for path, option in options() if option.opts[-1] == name} for name in ("--format", "--output", "--lang")}
    assert TREE.keys() - having["--format"] == ONE_FORM.keys()
    assert TREE.keys() - having["--output"] == NO_FILE.keys()
    assert TREE.keys() - having["--lang"] == {"schema", "completion", "help"}  # words of the model, and a help that speaks as the line does


def test_what_holds_for_the_line_is_taken_before_a_command_and_after_it(tmp_path: Path) -> None:
    nowhere = Place(directory=tmp_path)
    for path in TREE:
        words = path.split()
        for option in (["--lang", "fr"], ["--debug"], ["--quiet"], ["-q"]):
            before, after = (maillon(nowhere, *line, "--help") for line in ([*option, *words], [*words, *option]))
            assert (before.code, before) == (0, after), (path, option)


@pytest.fixture
def drawn(empty_place: Place, store: Store) -> Place:
    """population:p ──▶ org:a ──▶ org:b ──▶ org:c"""
    draw(
        store,
        people("p", 10, 10),
        org("a", name="A, the first"),
        "population:p insured_by org:a",
        "org:a delegates_to org:b",
        "org:b delegates_to org:c",
    )
    return empty_place


def test_the_language_before_the_command_is_that_of_its_answer(drawn: Place) -> None:
    assert maillon(drawn, "--lang", "fr", "chains", "population:p") == maillon(drawn, "chains", "population:p", "--lang", "fr")
    assert maillon(drawn, "--lang", "fr", "chains", "nobody").err == maillon(drawn, "chains", "nobody", "--lang", "fr").err


FORMER: dict[str, tuple[list[str], list[str]]] = {
    "--top is written --limit now": (["rank", "--top", "1"], ["rank", "--limit", "1"]),
    "--max-rows is written --limit now": (["cypher", "RETURN 1", "--max-rows=3"], ["cypher", "RETURN 1", "--limit=3"]),
    "-p limit is written --limit now": (
        ["query", "run", "chains-from", "-p", "population=population:p", "-p", "limit=1"],
        ["query", "run", "chains-from", "-p", "population=population:p", "--limit", "1"],
    ),
    "json is written --format json now": (["export", "json"], ["export", "--format", "json"]),
    "stix is written --format stix now": (["export", "-o", "-", "stix"], ["export", "-o", "-", "--format", "stix"]),
    "--depth is written --max-hops now": (
        ["picture", "org:a", "--depth", "1", "-o", "-"],
        ["picture", "org:a", "--max-hops", "1", "-o", "-"],
    ),
}
"""What a line with a name of before remarks, the line, and how it is written now."""


@pytest.mark.parametrize("said", FORMER)
def test_a_name_of_before_still_works_and_is_remarked(drawn: Place, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")  # the first bundle of a graph is of the moment
    before, now = FORMER[said]
    old, new = maillon(drawn, *before), maillon(drawn, *now)
    assert (old.code, old.out) == (new.code, new.out)
    assert old.err == f"{said}\n{new.err}"
    assert maillon(drawn, *before, "--quiet").err == maillon(drawn, *now, "--quiet").err


def test_files_that_an_option_of_before_named_are_still_written(drawn: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = maillon(drawn, "duplicates", "--decide", "decisions.yaml")
    assert ran.err == "--decide is written --format yaml -o FILE now\ndecisions.yaml\n"
    assert (tmp_path / "decisions.yaml").read_text() == maillon(drawn, "duplicates", "--format", "yaml").out
    assert "--top" not in maillon(None, "rank", "--help").out


def test_an_option_of_before_behind_two_dashes_is_a_word_like_any_other(drawn: Place) -> None:
    assert maillon(drawn, "find", "--", "--top").err == ""


def test_a_dash_is_standard_output_in_every_command(drawn: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for line in (["find", "a"], ["chains", "population:p"], ["status"], ["export"], ["schema", "records"], ["report", "supplier", "org:b"]):
        assert maillon(drawn, *line, "-o", "-") == maillon(drawn, *line)
    assert maillon(drawn, "picture", "org:a", "-o", "-").out.startswith("<!doctype html>")
    assert not list(tmp_path.iterdir())


def test_the_ending_of_a_file_says_its_format_unless_an_option_does(drawn: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, format_ in {"a.json": "json", "a.csv": "csv", "a.MD": "md", "a.txt": "table", "a": "table"}.items():
        maillon(drawn, "find", "a", "-o", name)
        assert (tmp_path / name).read_text() == maillon(drawn, "find", "a", "--format", format_).out
    maillon(drawn, "find", "a", "-o", "b.json", "--format", "csv")
    assert (tmp_path / "b.json").read_text() == maillon(drawn, "find", "a", "--format", "csv").out
    maillon(drawn, "report", "supplier", "org:b", "-o", "b.html")
    assert (tmp_path / "b.html").read_text() == maillon(drawn, "report", "supplier", "org:b", "--format", "html").out
    json.loads((tmp_path / "a.json").read_text())
    assert maillon(drawn, "find", "a", "-o", "a.pdf").code == 2
    assert not (tmp_path / "a.pdf").exists()


def test_help_of_a_command_is_what_its_option_prints() -> None:
    for path in ("", "find", "query", "query run"):
        assert maillon(None, "help", *path.split()).out == maillon(None, *path.split(), "--help").out
    assert maillon(None, "--lang", "fr", "help", "find").out == maillon(None, "find", "--lang", "fr", "--help").out
    ran = maillon(None, "help", "query", "walk")
    assert (ran.code, ran.err) == (2, "maillon: no command 'query walk'; list them with: maillon --help\n")


def test_debug_adds_a_traceback_and_changes_nothing_else(drawn: Place) -> None:
    for line in (["show", "nobody"], ["rank", "--type", "Nonsense"], ["diff", "no.json", "none.json"]):
        plain = maillon(drawn, *line)
        for debugged in (maillon(drawn, "--debug", *line), maillon(drawn, *line, "--debug")):
            assert (debugged.code, debugged.out) == (plain.code, plain.out)
            assert debugged.err.startswith("Traceback")
            assert debugged.err.endswith(plain.err)


def test_every_command_has_a_line_in_the_tests_of_all_commands() -> None:
    assert TREE.keys() - {"serve", "explore", "mcp"} == BASE.keys()
