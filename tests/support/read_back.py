"""What the programs that an export is for find in it, counted in their own terms; the page of exports shows it for the shipped records.

Loading again (`stix`, `records`) and importing (`neo4j-admin`) are compared with the store by its hash, in the tests of these formats.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from maillon.exports import export_files
from maillon.graph.model import NODES
from maillon.graph.store import Store
from maillon.queries.cypher_reader import CypherReader
from tests.support.places import ROOT

Counts = tuple[int, int]
"""Things and relations."""


def _json(folder: Path) -> Counts:
    whole = json.loads((folder / "export").read_text("utf-8"))
    return len(whole["nodes"]), len(whole["arrows"])


def _csv(folder: Path) -> Counts:
    import frictionless
    import pandas as pd

    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])[:3]
    nodes, arrows = (pd.read_csv(folder / f"{name}.csv", low_memory=False) for name in ("nodes", "arrows"))
    assert nodes["id"].is_unique
    assert arrows["id"].is_unique
    return len(nodes), len(arrows)


def _graphml(folder: Path) -> Counts:
    import igraph
    import networkx as nx

    network = nx.read_graphml(folder / "export", edge_key_type=str, force_multigraph=True)
    read = igraph.Graph.Read_GraphML(str(folder / "export"))
    found = (network.number_of_nodes(), network.number_of_edges())
    assert found == (read.vcount(), read.ecount())
    return found


def _gexf(folder: Path) -> Counts:
    import networkx as nx

    network = nx.read_gexf(folder / "export")
    return network.number_of_nodes(), network.number_of_edges()


def _json_ld(folder: Path) -> Counts:
    import rdflib

    graph = rdflib.Graph().parse(str(folder / "export"), format="json-ld")
    relations = set(graph.subjects(rdflib.RDF.type, rdflib.RDF.Statement))
    return len(set(graph.subjects(rdflib.RDF.type, None)) - relations), len(relations)


def _stix(folder: Path) -> Counts:
    import stix2

    from maillon.exports.stix import EXTENSION

    parsed = stix2.parse((folder / "export").read_text("utf-8"), allow_custom=False)
    ours = [item["extensions"][EXTENSION] for item in parsed.objects if EXTENSION in item.get("extensions", {})]
    ours = [one for one in ours if one["said"]]  # not who wrote the bundle
    return sum("node" in one for one in ours), sum("arrow" in one for one in ours)


def _misp(folder: Path) -> Counts:
    import pymisp

    events = json.loads((folder / "export").read_text("utf-8"))["response"]
    for one in events:
        event = pymisp.MISPEvent()
        event.load(one, validate=True)
    return len(events), 0


READERS: Mapping[str, tuple[str, Callable[[Path], Counts]]] = {
    "json": ("json", _json),
    "csv": ("frictionless, pandas", _csv),
    "graphml": ("networkx, igraph", _graphml),
    "gexf": ("networkx", _gexf),
    "json-ld": ("rdflib", _json_ld),
    "stix": ("stix2 (`allow_custom=False`)", _stix),
    "misp": ("PyMISP", _misp),
}
"""Format → the programs that read it, and what they find in the files of a folder."""


def read_back(store: Store, format_: str, folder: Path) -> Counts:
    """What is found in an export of a store, written into an empty folder; a single file is called `export`."""
    for name, pieces in export_files(format_, CypherReader(store)):
        (folder / (name or "export")).write_text("".join(pieces), "utf-8")
    return READERS[format_][1](folder)


def held(store: Store) -> dict[str, Counts]:
    """Of each format what there must be: MISP has an event for each incident."""
    status = store.status()
    every = (sum(status.nodes.get(kind.label, 0) for kind in NODES), sum(status.arrows.values()))
    return {format_: (status.nodes["Incident"], 0) if format_ == "misp" else every for format_ in READERS}


def row(format_: str, found: Counts) -> str:
    """A row of the table on the page, the same in both languages."""
    return f"| `{format_}` | {READERS[format_][0]} | {found[0]} | {found[1] or '–'} |"


_ROWS = re.compile(rf"^\| `({'|'.join(READERS)})` \| [^|]+ \| \d+ \| [\d–]+ \|$", re.MULTILINE)
PAGES = [ROOT / "docs" / name for name in ("exports.md", "exports.fr.md")]


def shown(page: str) -> list[str]:
    """The rows of a page."""
    return [found[0] for found in _ROWS.finditer(page)]


def rewrite(store: Store) -> None:
    """Write the rows of both pages anew: what must be found, which the tests compare with what is."""
    must = held(store)
    for path in PAGES:
        path.write_text(_ROWS.sub(lambda found: row(found[1], must[found[1]]), path.read_text("utf-8")), "utf-8")
