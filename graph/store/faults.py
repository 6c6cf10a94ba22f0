"""What the driver raises, as the store's own errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.store.errors import (
    LoginRefused,
    StoreError,
    StoreFull,
    StoreReadOnly,
    StoreUnreachable,
)

if TYPE_CHECKING:
    from neo4j.exceptions import DriverError, Neo4jError

_NO_ROOM = ("no space left", "not enough space", "disk full", "outofdiskspace")


def of_driver(error: DriverError | Neo4jError, where: str) -> StoreError:
    """The store's error for one of the driver; `where` is the folder or the address."""
    from neo4j.exceptions import AuthError, Forbidden, Neo4jError, ServiceUnavailable, SessionExpired

    text = _one_line(error)
    if any(sign in text.lower() for sign in _NO_ROOM):
        return StoreFull(f"no room is left for the store in {where}: free some space and run the command again")
    if isinstance(error, Forbidden):
        return StoreReadOnly(f"{where} refuses: {text}")
    if isinstance(error, AuthError):
        return LoginRefused(f"{where} refuses the login: check NEO4J_USERNAME and NEO4J_PASSWORD")
    if isinstance(error, (ServiceUnavailable, SessionExpired)):
        return StoreUnreachable(f"{where} does not answer: is the server running and the address right? ({text})")
    if isinstance(error, Neo4jError) and "DatabaseNotFound" in (error.code or ""):
        return StoreError(f"{where} has no such database: check NEO4J_DATABASE ({text})")
    return StoreError(f"{where}: {text}")


def _one_line(error: DriverError | Neo4jError) -> str:
    text = getattr(error, "message", None) or str(error)
    short = " ".join(str(text).split())
    return short if len(short) <= 300 else f"{short[:300]}…"
