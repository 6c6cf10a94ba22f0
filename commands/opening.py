"""The store of a command: opened where its options say, and read with what was asked remembered."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from maillon.commands.bilingual import invocation, language
from maillon.commands.messages import messages
from maillon.commands.options import Where
from maillon.graph.characters import terminal_safe

if TYPE_CHECKING:
    from maillon.graph.store import Store
    from maillon.loaders.records import Known
    from maillon.queries.cypher_reader import CypherReader

_TABLES = ("numpy", "pandas", "pyarrow")


@contextmanager
def opened(
    where: Where,
    *,
    loads: bool = False,
    counts: bool = False,
    whole: bool = True,
    including: Sequence[str] | None = None,
    quiet: bool = False,
) -> Iterator[Store]:
    """The store of a command, closed at the end.

    Unless the command `loads`, there must be a store, and something in it unless it `counts` what is there. It must be `whole`
    unless the command says what is not. A command that shows the whole database gives the names of the confidential data sets that
    it is allowed to show (`including`). Unless it loads or is `quiet`, it is said where only a load can bring the store up to date.

    Raises:
        StoreEmpty: there is no store, or nothing in it.
        StoreError: it cannot be opened or reached.
        DatasetUnknown: a data set that is named is not there.
        click.UsageError: it holds confidential data sets that are not named.
    """
    with _driver_alone():
        found = _on_server(where.uri, where.ca, whole=whole) if where.uri else _in_folder(where.folder, loads=loads, whole=whole)
    with found as store:
        if not loads and not counts:
            store.must_hold_something()
        if including is not None:
            must_be_named(store, including)
        if whole and not loads and not counts:
            invocation().held = store.held()
        if store.connection.copied is not None and not quiet:
            said = messages.say("store.copied", language(), where=store.connection.where, size=store.connection.copied / 1e6)
            click.echo(said, err=True)
        if not loads and not quiet and store.outdated():
            click.echo(messages.say("store.outdated", language()), err=True)
        yield store


@contextmanager
def _driver_alone() -> Iterator[None]:
    """Open a store, which imports the driver, without the tables that it can make and the numbers of numpy that it can send.

    They take longer than most answers, and no command asks the driver for one or gives it the other. In a notebook, where somebody
    may, the driver is imported as it is.
    """
    # nothing is kept from a thread that asks for one meanwhile
    absent = [name for name in _TABLES if name not in sys.modules] if "neo4j" not in sys.modules else []
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


def _in_folder(folder: Path | None, *, loads: bool, whole: bool) -> Store:
    """The store of a folder. Who loads into a damaged one has it made anew from its ledger first, and is told."""
    from maillon.graph.store import StoreDamaged, open_store

    assert folder is not None
    try:
        return open_store(folder, create=loads, whole=whole)
    except StoreDamaged as error:
        if not loads:
            raise
        from maillon.graph.store.repairing import repair_store

        done = repair_store(folder)
        click.echo(messages.say("repair.first", language(), reason=error.message), err=True)
        for lost in done.lost:
            again = {"dataset": lost.dataset, "loader": lost.loader or "LOADER", "reason": lost.reason}
            click.echo(messages.say("repair.again", language(), **again), err=True)
        return open_store(folder)


def held(where: Where) -> Known:
    """What records of the store declare, for records that name it. A store is opened only when it is asked, and none is made."""
    from maillon.graph.store.opening import holds_store

    def known(ids: Collection[str], besides: Collection[str]) -> Collection[str]:
        if where.folder is not None and not holds_store(where.folder):
            return ()
        with opened(where, loads=True) as store:
            return store.declared(ids, besides)

    return known


def _on_server(uri: str, ca: Path | None, *, whole: bool) -> Store:
    """The store at an address. Where no password is given and the server wants one, a person at a terminal is asked."""
    from maillon.graph.store import Credentials, LoginRefused, open_store
    from maillon.graph.store.place import credentials, database, login

    try:
        return open_store(uri=uri, credentials=credentials(), database=database(), ca=ca, whole=whole)
    except LoginRefused:
        name, password = login()
        if password is not None or not sys.stdin.isatty():
            raise
    asked: str = click.prompt(messages.say("login.password", language(), name=name, uri=uri), hide_input=True, err=True)
    return open_store(uri=uri, credentials=Credentials(name, asked), database=database(), ca=ca, whole=whole)


def with_words(names: Sequence[str]) -> str:
    """What to type so that these data sets are named."""
    return " ".join(f"--with {name}" for name in names)


def must_be_named(store: Store, including: Sequence[str]) -> None:
    """Let a command pass that shows the whole database, and that names every confidential data set of it.

    Raises:
        DatasetUnknown: one that it names is not there.
        click.UsageError: it does not.
    """
    if hidden := store.not_named(including):
        raise click.UsageError(messages("confidential.whole", names=hidden, words=with_words(hidden)))


@contextmanager
def handing_on(where: Where, *, including: Sequence[str] = (), quiet: bool) -> Iterator[tuple[Store, Where]]:
    """The store, and its place, of a command that writes what leaves it: documents, pages and exports.

    What only confidential data sets say is not in it unless they are named (`including`); that it was left out is said.

    Raises:
        StoreError: as `opened`, or a data set that is named is not there.
    """
    from maillon.graph.store.public_copy import public_copy

    with opened(where, quiet=quiet) as store:
        hidden = store.not_named(including)
        if (shown := [name for name in store.confidential() if name not in hidden]) and not quiet:
            click.echo(messages.say("confidential.put_in", language(), names=shown), err=True)
        if not hidden:
            yield store, where
            return
        if not quiet:
            click.echo(messages.say("confidential.left_out", language(), names=hidden, words=with_words(hidden)), err=True)
        with tempfile.TemporaryDirectory(prefix="maillon-", ignore_cleanup_errors=True) as place:
            folder = Path(place) / "store"
            with public_copy(store, folder, hidden) as copy:
                yield copy, Where(folder)


@contextmanager
def without_confidential(store: Store) -> Iterator[CypherReader | None]:
    """What is in a store beside what only confidential data sets say, for marks of who may see what; None where nothing is confidential."""
    from maillon.graph.store.public_copy import public_copy
    from maillon.queries.cypher_reader import CypherReader

    hidden = store.confidential()
    if not hidden:
        yield None
        return
    with (
        tempfile.TemporaryDirectory(prefix="maillon-", ignore_cleanup_errors=True) as place,
        public_copy(store, Path(place) / "store", hidden) as copy,
    ):
        yield CypherReader(copy)


class Asked(list[tuple[str, dict[str, Any]]]):
    """The queries that an answer asked, each with its parameters, in their order: for `--show-cypher` and documents."""

    def __call__(self, text: str, parameters: Mapping[str, Any]) -> None:
        """Remember one."""
        self.append((text.strip(), dict(parameters)))


@contextmanager
def reading(
    where: Where, *, show_cypher: bool = False, including: Sequence[str] | None = None, quiet: bool = False
) -> Iterator[CypherReader]:
    """The store for an answer, as `opened`; with `show_cypher`, what was asked is printed to stderr when the answer is there."""
    from maillon.queries.cypher_reader import CypherReader

    asked = Asked()
    with opened(where, including=including, quiet=quiet) as store:
        yield CypherReader(store, asked)
    if show_cypher:
        for text, parameters in asked:
            shown = {k: v if not isinstance(v, list) or len(v) < 6 else [*v[:5], f"… {len(v)} in all"] for k, v in parameters.items()}
            click.echo(terminal_safe(f"{text}\n// {shown}\n"), err=True)
