"""`export --format neo4j-admin`: Neo4j's import tool makes the same graph of it, and loads go on from there."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from maillon.exports import export_files
from maillon.graph.records import Decision
from maillon.graph.statements import NodeStatement
from maillon.graph.store import Store, open_store
from maillon.queries.cypher_reader import CypherReader
from tests.neo4j.server import NEWEST, SHORT_LIVED, Server, cypher_shell, java, run_statements
from tests.support.drawing import draw, load, org
from tests.support.places import Place
from tests.support.running import maillon

NAMES = ['a "b" c', "a\nb", "back\\slash", "comma, and ; colon", "éà🏥", " space ", "=1+1", "'", "null", "\ttab"]


def imported(folder: Path, home: Path) -> Server:
    """A server, not started, whose database is what the import tool made of the folder."""
    server = Server(home, heap="512m", options=SHORT_LIVED)
    environment = server.configure()
    command = java("org.neo4j.cli.AdminTool", "database", "import", "full", "@import.args", "neo4j", options=("-Xmx512m", *SHORT_LIVED))
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert run.returncode == 0, run.stdout[-2000:] + run.stderr[-2000:]
    return server


def written(store: Store) -> dict[str, list[str]]:
    return {name: list(pieces) for name, pieces in export_files("neo4j-admin", CypherReader(store))}


# the shipped records, and a graph of hostile names ──export──▶ files ──import tool──▶ server: the same graph, the same ledger
@pytest.mark.usefixtures("neo4j_tools")
def test_the_import_tool_makes_the_same_graph_and_the_next_load_changes_nothing(corpus_files: Path, tmp_path: Path) -> None:
    folder = tmp_path / "import"
    place = Place(directory=shutil.copytree(corpus_files, tmp_path / "store"))
    with place.open() as store:
        load(store, [org(f"n{i}", "Hospital", name=name, aliases=NAMES) for i, name in enumerate(NAMES)], dataset="names")
        expected = store.graph_hash(), store.ledger_hash()
        nodes, arrows = store.status().nodes, store.status().arrows
    ran = maillon(place, "export", "--format", "neo4j-admin", "-o", str(folder))
    assert ran.code == 0, ran.err
    with imported(folder, tmp_path / "home") as server:
        afterwards = (folder / "after-import.cypher").read_text("utf-8")
        if NEWEST:
            run_statements(server.address, afterwards)
        else:
            shell = cypher_shell(server.address, afterwards)
            assert shell.returncode == 0, shell.stderr
        with Place(server=server.address).open() as there:
            assert (there.status().nodes, there.status().arrows) == (nodes, arrows)
            assert (there.graph_hash(), there.ledger_hash()) == expected
            again = load(there, [org(f"n{i}", "Hospital", name=name, aliases=NAMES) for i, name in enumerate(NAMES)], dataset="names")
            assert (again.unchanged, again.loaded, again.nodes_changed) == (len(NAMES), 0, 0)
            there.unload("names")
            with open_store(tmp_path / "store") as store:
                store.unload("names")
                assert there.graph_hash() == store.graph_hash()


def test_every_file_has_one_header_and_rows_as_wide(store: Store) -> None:
    draw(store, "org:a delegates_to org:b {service: hosting}", org("a", "Insurer", aliases=["b", "c"]))
    files = written(store)
    header, *rows = files["nodes-Organisation.csv"]
    assert header.startswith("id:ID(node),name:string,")
    assert header.endswith(",:LABEL\n")
    assert [row.split(",")[0] for row in rows] == ['"org:a"', '"org:b"']
    assert '"b\x1fc"' in rows[0]
    assert rows[0].endswith('"Insurer\x1fOrganisation"\n')
    assert files["relationships-DELEGATES_TO.csv"][1].endswith(',"org:a","org:b"\n')
    assert "--relationships=DELEGATES_TO=./relationships-DELEGATES_TO.csv\n" in files["import.args"]


# org:a and org:b are one: the ledger says so beside each page, and of which decisions the graph shows
def test_a_graph_with_decisions_is_written_with_its_ledger(store: Store) -> None:
    draw(store, "org:a delegates_to org:c", org("a"), org("b"))
    same = Decision.model_validate({"same": ["org:a", "org:b"], "decided_by": "the group", "on": "2026-01-05"})
    load(store, [same], dataset="decisions")
    files = written(store)
    assert [row.split(",")[0] for row in files["nodes-Organisation.csv"][1:]] == ['"org:a"', '"org:c"']
    assert sum('{""org:b"":""org:a""}' in row for row in files["nodes-LedgerPage.csv"]) == 2
    assert any(row.startswith('"|decisions"') for row in files["nodes-LedgerPage.csv"])


def test_what_an_earlier_version_took_is_exported_with_a_separator_that_no_list_holds(store: Store) -> None:
    strange = NodeStatement("org:a", (), {"name": "A\x1f\x1b[31m\n", "aliases": ["x\x1fy", "z"]})
    store.load("d", [("r", [strange])], loader="drawn")
    files = written(store)
    assert "--array-delimiter=U+001E\n" in files["import.args"]
    assert any('"x\x1fy\x1ez"' in row for row in files["nodes-Organisation.csv"])


def test_lists_that_hold_every_separator_are_refused_with_the_name_of_one(store: Store) -> None:
    every = NodeStatement("org:a", (), {"name": "Named", "aliases": ["\x1c\x1d\x1e\x1f"]})
    store.load("d", [("r", [every])], loader="drawn")
    with pytest.raises(ValueError, match=r"U\+001F.*Named"):
        written(store)
