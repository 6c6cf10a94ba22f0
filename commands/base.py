"""What every command shares: where the store is, how answers are printed, and how errors end.

Exit codes: 0 done · 1 the answer is "no" · 2 wrong use · 3 bad input data · 4 store unreachable, locked or damaged.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from maillon.commands.wrong_use import wrong_use

if TYPE_CHECKING:
    from maillon.graph.store import Store
    from maillon.queries.cypher_reader import CypherReader
    from maillon.reports.document import Document
    from maillon.wording import Message

F = TypeVar("F", bound=Callable[..., Any])

DONE, NO, WRONG_USE, BAD_INPUT, STORE = 0, 1, 2, 3, 4


@dataclass(slots=True)
class Shared:
    """The shared options of one command. The password is never among them: it comes from the environment."""

    store: Path | None = None
    uri: str | None = None
    ca: Path | None = None
    format: str = "table"
    lang: str = ""
    output: Path | None = None
    quiet: bool = False
    as_of: dt.date | None = None
    show_cypher: bool = False
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    @property
    def language(self) -> str:
        """The language of this command: asked for, or the default."""
        from maillon.wording import default_language

        return self.lang or default_language()


def shared() -> Shared:
    """The shared options of the running command."""
    found = click.get_current_context().ensure_object(Shared)
    assert isinstance(found, Shared)
    return found


def _keep(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    options = ctx.ensure_object(Shared)
    if value is not None and param.name is not None:
        setattr(options, param.name, value)
    return value


class Day(click.ParamType[dt.date]):
    """A day, YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Text to date."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(wrong_use("day", text=value), param, ctx)


def _options(*options: Callable[[F], F]) -> Callable[[F], F]:
    def add(function: F) -> F:
        for option in reversed(options):
            function = option(function)
        return function

    return add


folder_option = click.option(
    "--store",
    type=click.Path(path_type=Path),
    envvar="MAILLON_STORE",
    expose_value=False,
    callback=_keep,
    help="Folder of the embedded store.  [env: MAILLON_STORE]",
)
"""Where the embedded store is."""

store_options = _options(
    folder_option,
    click.option(
        "--uri",
        envvar="NEO4J_URI",
        expose_value=False,
        callback=_keep,
        help="A Neo4j server instead (neo4j+s://HOST:PORT). The login comes from NEO4J_USERNAME and NEO4J_PASSWORD or "
        "NEO4J_PASSWORD_FILE, or is asked for; NEO4J_DATABASE names the database.  [env: NEO4J_URI]",
    ),
    click.option(
        "--ca",
        type=click.Path(path_type=Path),
        envvar="NEO4J_CA",
        expose_value=False,
        callback=_keep,
        metavar="FILE",
        help="Certificate (PEM) of the authority to trust for an encrypted --uri, where it is a private one.  [env: NEO4J_CA]",
    ),
)
"""Where the graph is."""

output_options = _options(
    click.option(
        "--format",
        type=click.Choice(("table", "json", "csv", "md")),
        expose_value=False,
        callback=_keep,
        help="table (default), json, csv or md.",
    ),
    click.option(
        "--lang",
        type=click.Choice(("fr", "en")),
        envvar="MAILLON_LANG",
        expose_value=False,
        is_eager=True,  # before --help, which is told in it
        callback=_keep,
        help="Language of what is printed.",
    ),
    click.option("-o", "--output", type=click.Path(path_type=Path), expose_value=False, callback=_keep, help="Write to a file."),
    click.option("--quiet", is_flag=True, default=None, expose_value=False, callback=_keep, help="No progress, no remarks."),
)
"""How it is printed."""

answer_options = _options(
    store_options,
    output_options,
    click.option(
        "--as-of", type=Day(), metavar="DATE", expose_value=False, callback=_keep, help="Judge relations on that day (default: today)."
    ),
    click.option(
        "--show-cypher", is_flag=True, default=None, expose_value=False, callback=_keep, help="Print the queries that were run, to stderr."
    ),
)
"""What every answer takes."""


def language() -> str:
    """The language of the running command."""
    return shared().language


def default_store() -> Path:
    """The platform's user data folder for maillon."""
    from platformdirs import user_data_path

    return user_data_path("maillon", appauthor=False) / "store"


@contextmanager
def opened() -> Iterator[Store]:
    """The store of this command, closed at the end.

    Raises:
        StoreError: it cannot be opened or reached.
    """
    from maillon.graph.store import open_store

    options = shared()
    if _given("store") and _given("uri"):
        raise click.UsageError(wrong_use("store.both"))
    with _on_server(options.uri) if options.uri and not _given("store") else open_store(options.store or default_store()) as store:
        yield store


def _on_server(uri: str) -> Store:
    """The store at an address. Where no password is given and the server wants one, a person at a terminal is asked."""
    from maillon.graph.store import Credentials, LoginRefused, open_store

    name, password = os.environ.get("NEO4J_USERNAME", "neo4j"), _password()
    database, ca = os.environ.get("NEO4J_DATABASE") or None, shared().ca
    try:
        credentials = Credentials(name, password) if password is not None else None
        return open_store(uri=uri, credentials=credentials, database=database, ca=ca)
    except LoginRefused:
        if password is not None or not sys.stdin.isatty():
            raise
    asked: str = click.prompt(f"password of {name} at {uri}", hide_input=True, err=True)
    return open_store(uri=uri, credentials=Credentials(name, asked), database=database, ca=ca)


def _password() -> str | None:
    """The password from the environment, or from the file that it names, without the line's end."""
    path = os.environ.get("NEO4J_PASSWORD_FILE")
    if "NEO4J_PASSWORD" in os.environ or not path:
        return os.environ.get("NEO4J_PASSWORD")
    try:
        return Path(path).read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not text"
        raise click.UsageError(wrong_use("store.password", path=path, reason=reason.lower())) from error


def _given(name: str) -> bool:
    return click.get_current_context().get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE


def reader_of(store: Store) -> CypherReader:
    """A reader that remembers what was asked, for `--show-cypher`."""
    from maillon.queries.cypher_reader import CypherReader

    options = shared()
    return CypherReader(store, lambda text, parameters: options.asked.append((text.strip(), dict(parameters))))


@contextmanager
def reading() -> Iterator[CypherReader]:
    """The store of this command, for an answer."""
    with opened() as store:
        yield reader_of(store)
    options = shared()
    if options.show_cypher:
        for text, parameters in options.asked:
            shown = {k: v if not isinstance(v, list) or len(v) < 6 else [*v[:5], f"… {len(v)} in all"] for k, v in parameters.items()}
            click.echo(f"{text}\n// {shown}\n", err=True)


def emit(document: Document) -> None:
    """Print a document in the format asked for, to the file asked for."""
    from maillon.reports.document import render

    options = shared()
    terminal = options.output is None and sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if terminal else None
    text = render(document, options.format, width=width, colour=terminal and "NO_COLOR" not in os.environ, lang=language())
    if options.output is None:
        click.echo(text, nl=False)
    else:
        write_file(options.output, text)


def write_file(path: Path, text: str | Iterable[str]) -> None:
    """Write a file, whole or in pieces, whole or not at all: what was there before survives a failure.

    Raises:
        click.ClickException: the folder does not exist or cannot be written.
    """
    try:
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            file.writelines([text] if isinstance(text, str) else text)
        written = Path(file.name)
        written.chmod(0o666 & ~_umask())
        written.replace(path)
    except OSError as error:
        raise click.UsageError(unwritable(path, error)) from error


def unwritable(path: Path, error: OSError) -> Message:
    """Why a file cannot be written, and what to do."""
    return wrong_use("file.unwritable", path=path, reason=(error.strerror or str(error)).lower())


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def remark(text: str) -> None:
    """A line for the person, on stderr, unless `--quiet`."""
    if not shared().quiet:
        click.echo(text, err=True)
