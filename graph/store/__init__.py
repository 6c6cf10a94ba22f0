"""The store: a graph in any Cypher engine, loaded record by record, read by everyone.

`open_store` is the way in, `open_graph` for those who only read. Names are looked up when they are used, because the engine's
process imports this package too and must start without the driver and without the model.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from maillon.graph.store.answers import Answer
    from maillon.graph.store.connection import Credentials
    from maillon.graph.store.loading.load import LoadReport
    from maillon.graph.store.opening import open_graph, open_store
    from maillon.graph.store.status import DatasetStatus, StoreStatus
    from maillon.graph.store.store import Store

from maillon.graph.store.errors import (
    LoginRefused,
    NotAStore,
    QueryFailed,
    QueryRefused,
    QueryStopped,
    QuerySyntax,
    RecordRefused,
    ServerTooOld,
    StoreDamaged,
    StoreEmpty,
    StoreError,
    StoreFull,
    StoreGone,
    StoreLocked,
    StoreReadOnly,
    StoreTooNew,
    StoreUnreachable,
)

__all__ = [
    "Answer",
    "Credentials",
    "DatasetStatus",
    "LoadReport",
    "LoginRefused",
    "NotAStore",
    "QueryFailed",
    "QueryRefused",
    "QueryStopped",
    "QuerySyntax",
    "RecordRefused",
    "ServerTooOld",
    "Store",
    "StoreDamaged",
    "StoreEmpty",
    "StoreError",
    "StoreFull",
    "StoreGone",
    "StoreLocked",
    "StoreReadOnly",
    "StoreStatus",
    "StoreTooNew",
    "StoreUnreachable",
    "open_graph",
    "open_store",
]

_HOMES = {
    "Answer": "answers",
    "Credentials": "connection",
    "DatasetStatus": "status",
    "LoadReport": "loading.load",
    "Store": "store",
    "StoreStatus": "status",
    "open_graph": "opening",
    "open_store": "opening",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
