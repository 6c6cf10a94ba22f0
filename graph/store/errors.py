"""What can go wrong with a store, each as one line: what happened, where, and what to do next.

The names say what happened, without the suffix that the linter asks for (N818): they are read in `except` clauses.
"""
# ruff: noqa: N818

from __future__ import annotations

from maillon.wording import MaillonError


class StoreError(MaillonError):
    """The store cannot do what was asked. The message is one line that a person can act on, of `graph.store.messages`."""

    wrong_use = False
    """True where the request itself is at fault (exit code 2 of the command), false where the store is (exit code 4)."""


class PlaceRefused(StoreError):
    """Two places are named, and a graph is in one."""

    wrong_use = True


class PasswordUnreadable(StoreError):
    """The file that holds the password of a server cannot be read."""

    wrong_use = True


class StoreClosed(StoreError):
    """It was closed, or it was opened by the process from which this one was forked."""

    wrong_use = True


class StoreLocked(StoreError):
    """Another process holds the files, or another load is running and did not end in time."""


class StoreUnreachable(StoreError):
    """No engine answers: it cannot be started here, or no server listens at the address."""


class AddressRefused(StoreUnreachable):
    """What is given as the address of a server is none, holds a login, or cannot be used with the authority named."""

    wrong_use = True


class LoginRefused(StoreError):
    """The server answers and refuses the name or the password."""


class ServerTooOld(StoreError):
    """The server is older than Neo4j 5.26, or than ArcadeDB 26.10."""


class NotAStore(StoreError):
    """The path is a file, or a folder that holds something else: nothing was written to it."""


class StoreEmpty(StoreError):
    """There is no store yet, or nothing is in it: it is no graph, and has no answers."""


class DatasetUnknown(StoreError):
    """No data set of that name is loaded."""

    wrong_use = True


class StoreGone(StoreError):
    """The folder of an open store was deleted or replaced."""


class StoreDamaged(StoreError):
    """The files are there and the engine cannot open them."""


class BackupRefused(StoreError):
    """A file is no backup, or one that was cut or changed, or the store that it is for is not empty."""


class StoreTooNew(StoreError):
    """The store was written by a later version of maillon."""


class StoreReadOnly(StoreError):
    """The folder or the account may not be written to."""


class StoreFull(StoreError):
    """No room is left on the disk of the store."""


class RecordRefused(StoreError):
    """A record says something that the model does not allow; nothing of the load was written."""

    wrong_use = True


class QueryRefused(StoreError):
    """The query would write, change the schema or read files: it was not sent, or the engine refused it."""

    wrong_use = True


class QueryFailed(StoreError):
    """The engine read the query and cannot answer it: a division by zero, a missing parameter."""

    wrong_use = True


class QuerySyntax(StoreError):
    """The engine cannot read the query. The text shows the line and a caret under the place."""

    wrong_use = True


class QueryStopped(StoreError):
    """The query reached its time limit or the engine's memory and was ended."""
