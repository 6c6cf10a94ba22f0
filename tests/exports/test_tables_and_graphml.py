"""CSV tables with their description, GraphML and GEXF: each is read back by the programs that it is for."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import frictionless
import igraph
import networkx as nx

from maillon.exports import export_files
from maillon.graph.store import Store
from maillon.queries.cypher_reader import CypherReader
from tests.support.drawing import draw, incident, org


def text(store: Store, format_: str) -> str:
    ((_, pieces),) = export_files(format_, CypherReader(store))
    return "".join(pieces)


def folder(store: Store, path: Path) -> Path:
    for name, pieces in export_files("csv", CypherReader(store)):
        (path / name).write_text("".join(pieces), "utf-8")
    return path


def test_csv_guards_formulas_and_graphml_holds_every_arrow(store: Store, tmp_path: Path) -> None:
    draw(
        store,
        org("evil", name_fr="=1+1"),
        "org:evil delegates_to org:b {service: hosting}",
        "org:evil delegates_to org:b {service: billing}",
    )
    written = folder(store, tmp_path)
    assert {file.name for file in written.iterdir()} == {"nodes.csv", "arrows.csv", "datapackage.json"}
    assert "'=1+1" in (written / "nodes.csv").read_text("utf-8")
    network = nx.parse_graphml(text(store, "graphml"))
    assert network.number_of_edges() == 2
    assert network.nodes["org:evil"]["labels"] == "Organisation"


def test_the_description_of_the_tables_says_the_type_of_each_column(store: Store, tmp_path: Path) -> None:
    draw(store, "org:a delegates_to org:b {since: 2020-05-01}")
    resources = frictionless.Package(str(folder(store, tmp_path) / "datapackage.json")).resources
    fields = {r.name: {f.name: f.type for f in r.schema.fields} for r in resources}
    assert (fields["arrows"]["since"], fields["nodes"]["named"]) == ("date", "boolean")


def test_a_wrong_cell_is_seen_by_the_description(store: Store, tmp_path: Path) -> None:
    draw(store, "org:a delegates_to org:b {since: 2020-05-01}")
    written = folder(store, tmp_path)
    arrows = (written / "arrows.csv").read_text("utf-8")
    (written / "arrows.csv").write_text(arrows.replace("org:b", "org:gone"), "utf-8")
    assert not frictionless.Package(str(written / "datapackage.json")).validate().valid


# org:a ──▶ org:b      then      org:0 ──▶ org:a ──▶ org:b, org:c ──▶ org:a        (the first arrow keeps its id)
def test_an_arrow_keeps_its_id_when_others_come(store: Store, tmp_path: Path) -> None:
    def ids() -> dict[tuple[str, str], set[str]]:
        network: Any = nx.parse_graphml(text(store, "graphml"), edge_key_type=str, force_multigraph=True)
        drawn = {(a, b): {key} for a, b, key in network.edges(keys=True)}
        stored = nx.read_gexf(gexf(store, tmp_path))
        assert {(a, b): {data["id"]} for a, b, data in stored.edges(data=True)} == drawn
        rows = csv.DictReader((folder(store, tmp_path) / "arrows.csv").open(encoding="utf-8"))
        assert {(row["start"], row["end"]): {row["id"]} for row in rows} == drawn
        return drawn

    draw(store, "org:a delegates_to org:b {since: 2020, service: hosting}")
    before = ids()
    draw(
        store,
        "org:0 delegates_to org:a",
        "org:a delegates_to org:b {since: 2021, service: hosting}",
        "org:c uses product:p",
        "org:a hosted_by org:c",
    )
    after = ids()
    assert before["org:a", "org:b"] == after["org:a", "org:b"]
    assert len({key for keys in after.values() for key in keys}) == len(after) == 4


def gexf(store: Store, path: Path) -> Path:
    (path / "graph.gexf").write_text(text(store, "gexf"), "utf-8")
    return path / "graph.gexf"


# org:a ──▶ org:b from 2020-05 to 2023; org:a ──▶ org:c without a day; an incident of March 2024
def test_gexf_has_the_days_that_are_known_and_no_others(store: Store, tmp_path: Path) -> None:
    draw(
        store,
        "org:a delegates_to org:b {since: 2020-05, until: 2023}",
        "org:a delegates_to org:c",
        incident("x", dates={"occurred": [{"on": "2024-03", "evidence": ["s"]}]}),
    )
    read = nx.read_gexf(gexf(store, tmp_path))
    days = {(a, b): (data.get("start"), data.get("end")) for a, b, data in read.edges(data=True)}
    assert (days["org:a", "org:b"], days["org:a", "org:c"]) == (("2020-05-01", "2023-12-31"), (None, None))
    assert (read.nodes["incident:x"]["start"], read.nodes["incident:x"]["end"]) == ("2024-03-01", "2024-03-31")
    assert "lastmodifieddate" not in text(store, "gexf")


def test_igraph_finds_names_and_described_attributes(store: Store, tmp_path: Path) -> None:
    draw(store, org("viamedis", name="Viamedis"), "org:a delegates_to org:viamedis {since: 2020}", "org:viamedis hosted_by org:c")
    written = text(store, "graphml")
    (tmp_path / "graph.graphml").write_text(written, "utf-8")
    read = igraph.Graph.Read_GraphML(str(tmp_path / "graph.graphml"))
    assert read.vs.find(id="org:viamedis")["label"] == "Viamedis"
    assert set(read.es["type"]) == set(read.es["label"]) >= {"DELEGATES_TO", "HOSTED_BY"}
    assert "<desc>date: first day it may have begun; null = not known</desc>" in written


def test_the_description_names_the_data_sets_and_their_licences(store: Store, tmp_path: Path) -> None:
    said = json.dumps({"version": "7", "published_on": "2026-11-30"})
    store.load("mine", [], loader="records", title="My list", licence="CC BY 4.0", description=said)
    described = json.loads((folder(store, tmp_path) / "datapackage.json").read_text("utf-8"))
    assert described["sources"] == [{"title": "My list", "version": "7", "published_on": "2026-11-30"}]
    assert described["licenses"] == [{"name": "CC-BY-4.0", "title": "CC BY 4.0"}]
