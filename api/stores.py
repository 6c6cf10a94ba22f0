"""Opening a graph, and what is asked without one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from maillon.api.answers import DatasetCheck, RepairAnswer, as_answer
from maillon.api.documents import Draft
from maillon.api.graph import Graph
from maillon.api.messages import messages
from maillon.api.speaking import speaks_python
from maillon.graph.store import Credentials, open_graph, open_store
from maillon.graph.store.backup import Backup, check_backup
from maillon.graph.store.place import credentials as login_of_environment
from maillon.graph.store.place import database as database_of_environment
from maillon.graph.store.place import snapshot_folder, where
from maillon.graph.store.repairing import repair_store
from maillon.loaders.drafts.articles import read_article
from maillon.loaders.drafts.drafting import draft_article
from maillon.loaders.inputs import one_file
from maillon.loaders.records import read_records
from maillon.shipped import shipped
from maillon.wording import RefusedError


@speaks_python
def open(
    store: str | Path | None = None,
    *,
    uri: str | None = None,
    credentials: Credentials | None = None,
    database: str | None = None,
    ca: str | Path | None = None,
    create: bool = False,
) -> Graph:
    """Open a graph: the store in a folder, or a Neo4j server (`ca`: the private authority to trust there).

    What is not given is taken where a command takes it: `MAILLON_STORE`, or `NEO4J_URI` with `NEO4J_USERNAME`, `NEO4J_PASSWORD` (or
    `NEO4J_PASSWORD_FILE`), `NEO4J_DATABASE` and `NEO4J_CA`; else the store in the user's folder.

    Args:
        store: the folder of a store.
        uri: the address of a server.
        credentials: its login.
        database: the database there.
        ca: the certificate of the only authority to trust.
        create: make the folder a store where there is none, to load into it.

    Raises:
        StoreError: it cannot be opened or reached, nothing was loaded there, or two places are named.
    """
    place = where(Path(store) if store is not None else None, uri, Path(ca) if ca else None)
    opened = open_store if create else open_graph
    if place.uri is None:
        return Graph(opened(place.folder), snapshot_folder(place))
    login = credentials or login_of_environment()
    home = database or database_of_environment()
    return Graph(opened(uri=place.uri, credentials=login, database=home, ca=place.ca), snapshot_folder(place))


@speaks_python
def demo(store: str | Path | None = None) -> Graph:
    """A graph of the shipped records, loaded into a store: the one that `open` would open."""
    graph = open(store, create=True)
    graph.load("records", shipped("records"), strict=True)
    return graph


@speaks_python
def check(*paths: str | Path) -> DatasetCheck:
    """Validate records before they are loaded."""
    return DatasetCheck(read_records([Path(path) for path in paths]))


@speaks_python
def draft(article: str | Path, *, url: str = "") -> Draft:
    """A record to review from an article (text, HTML or PDF); the names of the shipped records are known.

    Args:
        article: its file.
        url: its address, where the page does not say it.

    Raises:
        BadInputError: nothing in it reads like an article in French or English.
    """
    return Draft(draft_article(read_article(one_file(Path(article)), url), dt.date.today()))


@speaks_python
def repair(store: str | Path | None = None) -> RepairAnswer:
    """Make a damaged store anew from its ledger, and say what must be loaded again.

    Raises:
        StoreError: others use it, there is no room, or it is no store.
        RefusedError: the environment names a server.
    """
    place = where(Path(store) if store is not None else None)
    if place.folder is None:
        raise RefusedError(messages("repair.folder"))
    return as_answer(RepairAnswer, repair_store(place.folder))


@speaks_python
def restore(file: str | Path, store: str | Path | None = None) -> Backup:
    """Load every data set of a backup into an empty store, and verify it.

    Raises:
        BackupRefused: the file is none, or was cut or changed, or the store holds something.
    """
    check_backup(Path(file))
    with open(store, create=True) as graph:
        return graph.store.restore(Path(file))
