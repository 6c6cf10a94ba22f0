"""Every command as a person runs it: formats, languages, exit codes, help, files."""

from __future__ import annotations

import csv
import importlib.metadata
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from jsonschema import Draft202012Validator

from maillon import __version__, cli
from maillon.commands.messages import messages
from maillon.reports.schema import answers_schema
from maillon.wording import spaced
from tests.support.places import CORPUS, ROOT, Place
from tests.support.running import Ran, maillon

FIXTURES = ROOT / "tests" / "fixtures"

ANSWERS: list[tuple[str, list[str]]] = [
    ("status", ["status"]),
    ("check", ["check", str(CORPUS / "data-categories.yaml")]),
    ("find", ["find", "medecindirect"]),
    ("show", ["show", "Viamedis"]),
    ("show", ["show", "incident:weda-2025-11"]),
    ("chains", ["chains", "insured of Audiens"]),
    ("blast-radius", ["blast-radius", "Viamedis", "--as-of", "2024-01-22"]),
    ("blast-radius", ["blast-radius", "product:weda", "--from-account-of", "org:practice-of-first-weda-account"]),
    ("blast-radius", ["blast-radius", "incident:weda-2025-11", "--effect", "availability"]),
    ("incident", ["incident", "medecindirect-2025-11"]),
    ("query run", ["query", "run", "clients-of", "-p", "supplier=Viamedis"]),
    ("cypher", ["cypher", "MATCH (i:Incident) RETURN i.id AS id, i.detected_on AS day ORDER BY id"]),
]
LISTS = [["loaders"], ["query", "list"], ["query", "search", "fournisseur"], ["query", "show", "clients-of"]]
answers = pytest.mark.parametrize(("name", "arguments"), ANSWERS, ids=[" ".join(a)[:40] for _, a in ANSWERS])
worded = pytest.mark.parametrize("arguments", [a for _, a in ANSWERS] + LISTS, ids=lambda a: " ".join(a)[:40])
everything = pytest.mark.parametrize("arguments", [*(a for _, a in ANSWERS), *LISTS, ["schema"]], ids=lambda a: " ".join(a)[:40])


def ok(place: Place | None, *arguments: str, **options: Any) -> Ran:
    ran = maillon(place, *arguments, **options)
    assert ran.code == 0, ran.err
    return ran


@answers
def test_json_is_what_the_schema_of_the_answers_says(corpus_place: Place, name: str, arguments: list[str]) -> None:
    schema = answers_schema()
    body = json.loads(ok(corpus_place, *arguments, "--format", "json").out)
    Draft202012Validator({"$schema": schema["$schema"], "$defs": schema["$defs"], "$ref": f"#/$defs/{name}"}).validate(body)


@answers
def test_json_is_the_same_in_both_languages(corpus_place: Place, name: str, arguments: list[str]) -> None:
    assert ok(corpus_place, *arguments, "--format", "json", "--lang", "fr").out == ok(corpus_place, *arguments, "--format", "json").out


@everything
def test_csv_is_a_table_whose_rows_have_one_length(corpus_place: Place, arguments: list[str]) -> None:
    rows = list(csv.reader(io.StringIO(ok(corpus_place, *arguments, "--format", "csv").out)))
    assert len({len(row) for row in rows}) == 1
    assert all(cell == cell.strip() or cell for cell in rows[0])


@worded
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_text_and_markdown_say_the_answer_in_the_language_asked_for(corpus_place: Place, arguments: list[str], lang: str) -> None:
    table = ok(corpus_place, *arguments, "--lang", lang).out
    markdown = ok(corpus_place, *arguments, "--lang", lang, "--format", "md").out
    assert markdown.startswith("# ")
    for text in (table, markdown):
        assert text.strip()
        assert text.endswith("\n")
        assert "\x1b" not in text, "no colours outside a terminal"
        assert not re.search(r"\bNone\b|Traceback|<[a-z]+\.|\bincident\.[a-z_]+\b(?!:)|\bblast\.[a-z_]+\b", text)


def test_the_two_languages_differ_where_people_read(corpus_place: Place) -> None:
    for _, arguments in ANSWERS:
        if arguments[0] not in ("cypher", "find"):
            assert maillon(corpus_place, *arguments, "--lang", "fr").out != maillon(corpus_place, *arguments, "--lang", "en").out, arguments


@pytest.mark.parametrize(
    ("locale", "word"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "aucune erreur"),
        ({"LANG": "en_GB.UTF-8"}, "no errors"),
        ({"LANG": "C.UTF-8"}, "no errors"),
        ({"LC_ALL": "fr_CA", "LANG": "en_GB"}, "aucune erreur"),
    ],
)
def test_without_lang_the_locale_decides(locale: dict[str, str], word: str, tmp_path: Path) -> None:
    file = tmp_path / "s.yaml"
    file.write_text("kind: sources\nentries:\n  - {id: s, publisher: S}\n")
    cleared = {"MAILLON_LANG": "", "LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}
    assert word in ok(None, "check", str(file), environment=cleared | locale).out


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["find", "zzzzzz"], 1, ""),
        (["query", "search", "zzzzzz"], 1, ""),
        (["show", "zzzzzz"], 2, "nothing is called 'zzzzzz'"),
        (["chains", "mutuelle"], 2, "could be several things"),
        (["show", "\udcff"], 2, "no text in UTF-8: '\\udcff'"),
        (["incident", "org:weda"], 2, "what is asked for here is an incident"),
        (["blast-radius", "Weda", "--as-of", "2025-13-01"], 2, "write it as 2024-01-22"),
        (["blast-radius", "Weda", "--effect", "magic"], 2, "confidentiality"),
        (["blast-radius", "Viamedis", "--from-account-of", "Mutami"], 2, "no record says that org:mutami uses a product"),
        (["chains", "Audiens", "--max-hops", "0"], 2, "1<=x<=100"),
        (["chains", "Audiens", "--data", "zzzzzz"], 2, "nothing is called 'zzzzzz'"),
        (["query", "run", "clients-off"], 2, "closest: clients-of"),
        (["query", "run", "clients-of"], 2, "needs supplier"),
        (["query", "run", "clients-of", "-p", "suplier=Weda"], 2, "no parameter 'suplier'"),
        (["query", "run", "clients-of", "-p", "supplier"], 2, "is not k=v"),
        (["cypher", "MATCH (n) RETURN m"], 2, ""),
        (["cypher", "MATCH (n RETURN n"], 2, ""),
        (["cypher", "CREATE (n:Organisation {id: 'org:x'})"], 2, ""),
        (["cypher", " "], 2, "the query is empty"),
        (["unload", "nothing"], 2, "no data set is called 'nothing'; loaded: maillon-corpus"),
        (["load", "vbcd", "x"], 2, "no loader is called 'vbcd'"),
        (["frobnicate"], 2, "no command 'frobnicate'"),
        (["blast-radios", "x"], 2, "did you mean blast-radius"),
        (["status", "--format", "xml"], 2, "'table', 'json', 'csv', 'md'"),
        (["status", "-o", "/nowhere/at/all.json"], 2, "/nowhere/at/all.json cannot be written"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else None,
)
def test_an_exit_code_and_one_line_say_what_is_wrong(corpus_place: Place, arguments: list[str], code: int, says: str) -> None:
    ran = maillon(corpus_place, *arguments)
    assert ran.code == code, ran.err
    assert says in ran.err
    assert "Traceback" not in ran.err + ran.out
    if code == 2:
        assert ran.out == ""
        assert ran.err.startswith("maillon: ")
        assert len(ran.err) < 1500


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["show", "zzzzzz"], "rien ne s'appelle « zzzzzz »"),
        (["chains", "mutuelle"], "peut désigner plusieurs choses"),
        (["query", "run", "clients-off"], "au plus proche : clients-of"),
        (["query", "run", "clients-of"], "a besoin de supplier (le fournisseur)"),
        (["query", "run", "clients-of", "-p", "suplier=Weda"], "n'a pas de paramètre « suplier »"),
        (["blast-radius", "Viamedis", "--from-account-of", "Mutami"], "aucune fiche ne dit que org:mutami"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_errors_speak_french_too(corpus_place: Place, arguments: list[str], says: str) -> None:
    ran = maillon(corpus_place, *arguments, "--lang", "fr")
    assert (ran.code, ran.out) == (2, "")
    assert spaced(says) in ran.err


@pytest.mark.parametrize("name", ["maillon.json", "answer.json", "databases/answer.json", "engine/x/../answer.json"])
def test_nothing_is_written_into_the_folder_of_a_store(corpus_place: Place, name: str) -> None:
    refused_in_store(corpus_place, name, "status", "-o")


@pytest.mark.parametrize(
    "line",
    [
        ("backup",),
        ("picture", "Viamedis", "-o"),
        ("demo", "--picture"),
        ("site", "-o"),
        ("export", "--format", "records", "-o"),
        ("export", "--format", "neo4j-admin", "-o"),
        ("watch", "Mutami", "--feed"),
        ("draft", "article.txt", "--text"),
    ],
    ids=" ".join,
)
def test_no_command_writes_into_the_folder_of_a_store(corpus_place: Place, line: tuple[str, ...]) -> None:
    refused_in_store(corpus_place, "written", *line)
    refused_in_store(corpus_place, "", *line)


def refused_in_store(place: Place, name: str, *line: str) -> None:
    """That a command does not write a file there, and leaves no folder behind."""
    folder = place.directory
    if folder is None:
        pytest.skip("a server has no folder")
    there = sorted(folder.iterdir())
    ran = maillon(place, *line, str(folder / name))
    assert (ran.code, ran.out) == (2, "")
    assert f"the store {folder} holds nothing but its own files" in ran.err
    assert sorted(folder.iterdir()) == there
    assert maillon(place, "status").code == 0


def test_store_and_uri_exclude_each_other() -> None:
    ran = maillon(None, "status", "--store", "x", "--uri", "bolt://127.0.0.1:1")
    assert ran.code == 2
    assert ran.err == "maillon: a folder (x) and the address of a server (bolt://127.0.0.1:1) are both named; name one\n"


def test_the_cypher_behind_an_answer_is_shown_on_request_and_apart_from_it(corpus_place: Place) -> None:
    plain, shown = (
        maillon(corpus_place, "chains", "insured of Audiens"),
        maillon(corpus_place, "chains", "insured of Audiens", "--show-cypher"),
    )
    assert plain.out == shown.out
    assert "UNWIND $population_ids AS id MATCH (n:Population {id: id})" in shown.err


def test_a_query_is_read_from_standard_input_and_takes_parameters(corpus_place: Place) -> None:
    ran = ok(
        corpus_place, "cypher", "-", "-p", "id=org:weda", "--format", "json", stdin="MATCH (o:Organisation {id: $id}) RETURN o.name AS name"
    )
    assert json.loads(ran.out) == {"columns": ["name"], "rows": [["Weda"]], "truncated": False}


def test_rows_beyond_the_limit_are_said_to_be_missing(corpus_place: Place) -> None:
    ran = ok(corpus_place, "cypher", "MATCH (n) RETURN n.id AS id", "--limit", "3", "--format", "json")
    assert json.loads(ran.out)["truncated"] is True
    assert "more rows are not shown" in ok(corpus_place, "cypher", "MATCH (n) RETURN n.id AS id", "--limit", "3").out


def test_a_file_is_written_whole_and_the_old_one_survives_a_failure(corpus_place: Place, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("before")
    assert maillon(corpus_place, "show", "zzzzzz", "--format", "json", "-o", str(target)).code == 2
    assert target.read_text() == "before"
    assert ok(corpus_place, "show", "org:weda", "--format", "json", "-o", str(target)).out == ""
    assert json.loads(target.read_text())["id"] == "org:weda"
    assert [p.name for p in tmp_path.iterdir()] == ["out.json"], "no draft is left"


# Commands that write


@pytest.fixture
def records(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "dataset.yaml").write_text(
        "kind: dataset\nid: mine\ntitle: {fr: m, en: m}\npublisher: me\nlicence: CC0\ncoverage: {fr: c, en: c}\nleft_out: {fr: l, en: l}\n"
    )
    (folder / "sources.yaml").write_text("kind: sources\nentries:\n  - {id: s, publisher: S}\n")
    (folder / "organisations.yaml").write_text(
        "kind: organisations\nentries:\n  - {id: org:a, name: A, evidence: [s]}\n  - {id: org:b, name: B, evidence: [s]}\n"
    )
    (folder / "r.yaml").write_text(
        "kind: relations\nid: r\ntitle: {fr: r, en: r}\nrelations:\n  - {who: org:a, delegates_to: org:b, evidence: [s]}\n"
    )
    return folder


def test_loading_twice_changes_nothing_and_unloading_leaves_nothing(empty_place: Place, records: Path) -> None:
    schema = answers_schema()
    validator = Draft202012Validator({"$schema": schema["$schema"], "$defs": schema["$defs"], "$ref": "#/$defs/load"})
    counts = []
    for _ in range(2):
        body = json.loads(ok(empty_place, "load", "records", str(records), "--format", "json").out)
        validator.validate(body)
        counts.append((body["dataset"], body["read"], body["loaded"], body["unchanged"], body["nodes_created"], body["arrows_created"]))
    assert counts == [("mine", 4, 4, 0, 3, 1), ("mine", 4, 0, 4, 0, 0)]
    status = json.loads(ok(empty_place, "status", "--format", "json").out)
    assert [(d["dataset"], d["records"], d["complete"], d["licence"]) for d in status["datasets"]] == [("mine", 4, True, "CC0")]
    ok(empty_place, "unload", "mine", "--yes")
    assert json.loads(ok(empty_place, "status", "--format", "json").out)["datasets"] == []


def test_a_record_that_is_changed_or_gone_takes_back_what_only_it_said(empty_place: Place, records: Path) -> None:
    ok(empty_place, "load", "records", str(records))
    (records / "r.yaml").unlink()
    body = json.loads(ok(empty_place, "load", "records", str(records), "--format", "json").out)
    assert (body["taken_back"], body["unchanged"], body["arrows_deleted"], body["nodes_deleted"]) == (1, 3, 1, 0)


def test_a_dry_run_reads_everything_and_changes_nothing(empty_place: Place, records: Path) -> None:
    body = json.loads(ok(empty_place, "load", "records", str(records), "--dry-run", "--format", "json").out)
    assert (body["read"], body["loaded"], body["dry_run"]) == (4, 4, True)
    assert json.loads(ok(empty_place, "status", "--format", "json").out)["datasets"] == []


def test_records_come_from_standard_input_under_a_name_of_their_own(empty_place: Place) -> None:
    text = "kind: sources\nentries:\n  - {id: s, publisher: S}\n"
    assert "1 record · 1 file" in ok(None, "check", "-", stdin=text).out
    body = json.loads(ok(empty_place, "load", "records", "-", "--dataset", "piped", "--format", "json", stdin=text).out)
    assert (body["dataset"], body["loaded"]) == ("piped", 1)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_demo_needs_nothing_prepared_and_can_be_run_again(tmp_path: Path, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    place = Place(directory=tmp_path / "store")
    first, second = (maillon(place, "demo", "--lang", lang) for _ in range(2))
    assert (first.code, second.code) == (0, 0), first.err
    assert first.out == second.out
    assert "Teladoc Health France" in first.out
    assert "maillon blast-radius Viamedis" in first.out


# Help


def commands() -> Iterator[tuple[str, click.Command]]:
    def walk(command: click.Command, path: list[str]) -> Iterator[tuple[str, click.Command]]:
        if isinstance(command, click.Group):
            context = click.Context(command)
            for name in command.list_commands(context):
                found = command.get_command(context, name)
                assert found is not None, name
                yield from walk(found, [*path, name])
        yield " ".join(path), command

    yield from walk(cli.app, [])


COMMANDS = dict(commands())


@pytest.mark.parametrize("path", COMMANDS)
def test_help_says_what_a_command_does_without_a_store(path: str) -> None:
    ran = ok(None, *path.split(), "--help")
    assert ran.out.startswith("Usage: ")
    if path:
        assert (COMMANDS[path].help or "").splitlines()[0].split(" ")[0] in ran.out


def test_the_list_of_commands_is_that_of_their_modules() -> None:
    top = ok(None, "--help").out
    for name in cli.COMMANDS:
        assert f"  {name} " in top
        assert messages.say(f"{name}.short", "en") in re.sub(r"\s+", " ", top)
        assert COMMANDS[name].name == name


EXAMPLES = {
    path: [
        *getattr(c, "examples", ()),
        *(line.strip() for line in (c.help or "").splitlines() if line.startswith("maillon ")),
    ]
    for path, c in COMMANDS.items()
}


def test_every_answer_has_an_example() -> None:
    missing = [
        name
        for name in ("load", "check", "find", "show", "chains", "blast-radius", "incident", "query run", "cypher")
        if not EXAMPLES[name]
    ]
    assert missing == []


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from maillon import cli; sys.argv = ['maillon', '--help']\n"
        "try: cli.main()\nexcept SystemExit: pass\n"
        "print(' '.join(sys.modules), file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not {"neo4j", "pydantic", "numpy", "networkx", "rich", "arcadedb", "scipy", "jinja2", "yaml"} & set(ran.stderr.split())


def test_the_version_is_told() -> None:
    first, engine, driver, _, records = ok(None, "--version").out.splitlines()
    assert first == f"maillon {importlib.metadata.version('maillon')}" == f"maillon {__version__}"
    assert (engine, driver) == (
        f"embedded engine (arcadedb) {importlib.metadata.version('arcadedb')}",
        f"driver (neo4j) {importlib.metadata.version('neo4j')}",
    )
    card = yaml.safe_load((CORPUS / "dataset.yaml").read_text("utf-8"))
    assert records == f"shipped records {card['version']} ({card['published_on']})"


def test_schemas_are_printed_and_written(tmp_path: Path) -> None:
    for what in ("records", "answers"):
        printed = ok(None, "schema", what).out
        Draft202012Validator.check_schema(json.loads(printed))
        ok(None, "schema", what, "-o", str(tmp_path / "s.json"))
        assert (tmp_path / "s.json").read_text() == printed
    graph = json.loads(ok(None, "schema", "--format", "json").out)
    assert {n["label"] for n in graph["nodes"]} >= {"Organisation", "Incident", "Claim"}
