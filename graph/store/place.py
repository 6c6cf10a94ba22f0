"""Where the graph is: what is named, else what the environment says. One rule, for commands and for `maillon.open`."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from maillon.graph.store.engine.folder import Folder
from maillon.graph.store.errors import PasswordUnreadable, PlaceRefused
from maillon.graph.store.messages import messages
from maillon.graph.system_errors import system_reason

if TYPE_CHECKING:
    from maillon.graph.store.connection import Credentials

STORE, ADDRESS, AUTHORITY = "MAILLON_STORE", "NEO4J_URI", "NEO4J_CA"
LOGIN, PASSWORD, PASSWORD_FILE, DATABASE = "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_PASSWORD_FILE", "NEO4J_DATABASE"
DEFAULT_LOGIN = "neo4j"


@dataclass(frozen=True, slots=True)
class Where:
    """Where the graph is: a folder, or the address of a server and the certificate to trust there. Exactly one of the two."""

    folder: Path | None = None
    uri: str | None = None
    ca: Path | None = None


def where(folder: Path | None = None, uri: str | None = None, ca: Path | None = None) -> Where:
    """The place that is named, else that of the environment, else the folder of this user.

    Raises:
        PlaceRefused: two places are named, or, where none is, the environment names two; or the address is empty.
    """
    if folder is not None and uri is not None:
        raise PlaceRefused(messages("place.both", store=folder, uri=uri))
    if uri is not None and not uri.strip():
        raise PlaceRefused(messages("place.no_address"))
    if folder is not None:
        return Where(folder)
    ca = ca or _path(AUTHORITY)
    if uri is not None:
        return Where(uri=uri, ca=ca)
    said, address = _path(STORE), os.environ.get(ADDRESS)
    if said is not None and address:
        raise PlaceRefused(messages("place.both_set", store=said, uri=address))
    return Where(uri=address, ca=ca) if address else Where(said or default_store())


def login() -> tuple[str, str | None]:
    """The name and the password (None: none is given) for a server, from the environment or from the file that it names.

    Raises:
        PasswordUnreadable: the file cannot be read.
    """
    return os.environ.get(LOGIN, DEFAULT_LOGIN), _password()


def credentials() -> Credentials | None:
    """The login of the environment; None where it gives no password.

    Raises:
        PasswordUnreadable: the file of the password cannot be read.
    """
    from maillon.graph.store.connection import Credentials

    name, password = login()
    return None if password is None else Credentials(name, password)


def database() -> str | None:
    """The database on the server that the environment names; None: the home database of the account."""
    return os.environ.get(DATABASE) or None


def default_store() -> Path:
    """The folder of the store where none is named: the platform's user data folder for maillon."""
    from platformdirs import user_data_path

    return user_data_path("maillon", appauthor=False) / "store"


def snapshot_folder(place: Where) -> Path:
    """Where the snapshot of a store is kept: beside it, or for a server in this user's cache folder."""
    if place.folder is not None:
        return Folder(place.folder).snapshot
    from platformdirs import user_cache_path

    return user_cache_path("maillon", appauthor=False) / "snapshots" / _of_server(place)


def watch_folder(place: Where) -> Path:
    """Where it is kept what was known at the last look: beside the store, or for a server in this user's folder."""
    if place.folder is not None:
        return Folder(place.folder).watch
    from platformdirs import user_state_path

    return user_state_path("maillon", appauthor=False) / "watch" / _of_server(place)


def watch_file(folder: Path, owner: str) -> Path:
    """Where in such a folder it is kept what was known for an organisation: its name tells nothing of it."""
    return folder / f"{hashlib.sha256(owner.encode()).hexdigest()[:32]}.json"


def forget_beside(place: Where, owners: Collection[str]) -> None:
    """Remove the figures kept of a graph, and what was known for organisations that it no longer holds.

    Raises:
        OSError: a file cannot be removed.
    """
    if snapshot_folder(place).exists():
        shutil.rmtree(snapshot_folder(place))
    for owner in owners:
        watch_file(watch_folder(place), owner).unlink(missing_ok=True)


def _of_server(place: Where) -> str:
    """A folder's name for a database of a server."""
    return hashlib.sha256(f"{place.uri}\n{os.environ.get(DATABASE, '')}".encode()).hexdigest()[:16]


def _path(name: str) -> Path | None:
    text = os.environ.get(name)
    return Path(text) if text else None


def _password() -> str | None:
    """The password, or that of the file, without the line's end."""
    path = os.environ.get(PASSWORD_FILE)
    if PASSWORD in os.environ or not path:
        return os.environ.get(PASSWORD)
    try:
        return Path(path).read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = system_reason(error) if isinstance(error, OSError) else messages("place.password.not_text")
        raise PasswordUnreadable(messages("place.password", path=path, reason=reason)) from error
