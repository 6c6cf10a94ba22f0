"""Options that several commands take, each group as one argument of the command's function.

A command has only the options that it uses, and its signature says which. The password of a server is never among them: it
comes from the environment.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from maillon.commands.bilingual import keep_flag, keep_language, option
from maillon.commands.messages import messages
from maillon.commands.paths import FilePath, WrittenPath
from maillon.graph.dates import asked_day
from maillon.graph.store.place import Where as Where
from maillon.graph.store.place import default_store, where
from maillon.reports.document import FORMATS
from maillon.wording import LANGUAGES

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Output:
    """How an answer is printed: in one of the formats, in `fr` or `en`, to a file or (None) to standard output."""

    format: str
    lang: str
    file: Path | None = None

    @property
    def words(self) -> str:
        """The language of what is written: formats for programs are the same on every desk."""
        return "en" if self.format in ("json", "csv") else self.lang


class Day(click.ParamType[dt.date]):
    """A day, YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Text to date."""
        if isinstance(value, dt.date):
            return value
        try:
            return asked_day(value)
        except ValueError:
            self.fail(messages("day", text=value), param, ctx)


def gather(name: str, make: Callable[..., Any], *options: Callable[[F], F]) -> Callable[[F], F]:
    """A decorator that gives a command several options, and their values to its function as the one argument `name`.

    `make` takes the values by the names of the options.
    """

    def decorate(function: F) -> F:
        taken: list[str] = []

        @wraps(function)
        def gathered(**values: Any) -> Any:
            values[name] = make(**{option: values.pop(option) for option in taken})
            return function(**values)

        before = len(getattr(function, "__click_params__", ()))
        for add in reversed(options):
            add(gathered)
        declared: list[click.Parameter] = gathered.__click_params__  # type: ignore[attr-defined]
        taken += [parameter.name for parameter in declared[before:] if parameter.name]
        return gathered  # type: ignore[return-value]

    return decorate


def _where(store: Path | None, uri: str | None, ca: Path | None) -> Where:
    """What is named on the line goes before the environment, which click has read as well, for the help."""
    return where(store if _on_line("store") else None, uri if _on_line("uri") else None, ca)


def _on_line(name: str) -> bool:
    return click.get_current_context().get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE


def _folder(store: Path | None) -> Path:
    return store or default_store()


_store = option("--store", type=FilePath(), metavar="FOLDER", envvar="MAILLON_STORE", show_envvar=True, text="option.store")

folder_option = gather("folder", _folder, _store)
"""The folder of the embedded store, as `folder`."""

store_options = gather(
    "where",
    _where,
    _store,
    option("--uri", metavar="ADDRESS", envvar="NEO4J_URI", show_envvar=True, text="option.uri"),
    option("--ca", type=FilePath(), envvar="NEO4J_CA", show_envvar=True, metavar="FILE", text="option.ca"),
)
"""Where the graph is, as `where`."""


def lang_option(text: str = "option.lang") -> Callable[[F], F]:
    """The language, as `lang`: that of the person where none is given. It holds for --help and for errors too."""
    return option("--lang", type=click.Choice(LANGUAGES), is_eager=True, callback=keep_language, text=text)


def file_option(text: str = "option.output", **more: Any) -> Callable[[F], F]:
    """The file to write, as `output`: None is standard output, which `-` names too."""
    kind = WrittenPath(allow_dash=True)
    return option("-o", "--output", type=kind, metavar="FILE", callback=_file, text=text, **more)


def _file(ctx: click.Context, param: click.Parameter, value: Path | None) -> Path | None:
    return None if value == Path("-") else value


ENDINGS = {
    **{f".{name}": name for name in ("json", "csv", "md", "html", "yaml", "graphml", "gexf", "xlsx")},
    ".yml": "yaml",
    ".markdown": "md",
    ".htm": "html",
    **{f".{name}": name for name in ("pdf", "doc", "docx", "odt", "xls", "ods", "png", "svg", "xml", "zip")},  # that nothing writes
}
"""Ending of a file's name → the format that it means, where none is asked for."""


def format_option(*formats: str, text: str = "option.format") -> Callable[[F], F]:
    """How something is written, as `format_`: one of `formats`; None leaves it to the ending of the file (`chosen`)."""
    return option("--format", "format_", type=click.Choice(formats), text=text)


def chosen(format_: str | None, file: Path | None, formats: Sequence[str]) -> str:
    """The format asked for, else that of the file's ending, else the first of `formats`.

    Raises:
        click.UsageError: the ending means a format that is not among them, or one of the two is a workbook and the other is not.
    """
    if file is None:
        return format_ or formats[0]
    meant = ENDINGS.get(file.suffix.lower(), format_ or formats[0])
    if format_ is not None:
        if format_ != meant and "xlsx" in (format_, meant):  # no program opens one under the other's name
            raise click.UsageError(messages("file.contradicts", path=file, format=format_))
        return format_
    if meant not in formats:
        raise click.UsageError(messages("file.ending", path=file, formats=list(formats)))
    return meant


def output_group(*formats: str) -> Callable[[F], F]:
    """How an answer is printed, as `output`: in one of `formats`, the first where nothing says another."""

    def make(format_: str | None, lang: str, output: Path | None) -> Output:
        return Output(chosen(format_, output, formats), lang, output)

    return gather("output", make, format_option(*formats), lang_option(), file_option())


output_options = output_group(*FORMATS)
"""How most answers are printed, as `output`."""

quiet_option = option("-q", "--quiet", is_flag=True, is_eager=True, callback=keep_flag, text="option.quiet")
"""Whether remarks are left out, as `quiet`."""

day_option = option("--as-of", type=Day(), metavar="DATE", text="option.as-of")
"""The day on which relations are judged, as `as_of`; None is today."""

only_data_option = option("--data", metavar="CATEGORY", text="option.only-data")
"""The one category of data that counts, as `data`."""

active_only_option = option("--active-only", is_flag=True, text="option.active-only")
"""Whether relations that had ended are left out, as `active_only`."""


def effect_option(text: str, **more: Any) -> Callable[[F], F]:
    """What breaks, as `effect`."""
    return option("--effect", type=click.Choice(("confidentiality", "integrity", "availability")), text=text, **more)


yes_option = option("-y", "--yes", is_flag=True, text="option.yes")
"""Whether nothing is asked before something is taken away, as `yes`."""

with_option = option("--with", "including", metavar="DATASET", multiple=True, text="option.with")
"""The confidential data sets that may be handed on or seen whole, by name, as `including`."""

cypher_option = option("--show-cypher", is_flag=True, text="option.show-cypher")
"""Whether the queries that were run are printed, as `show_cypher`."""


def _pairs(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for text in values:
        name, found, value = text.partition("=")
        if not found or not name:
            raise click.BadParameter(messages("pair", text=text), ctx, param)
        if name in pairs:
            raise click.BadParameter(messages("pair.twice", name=name), ctx, param)
        pairs[name] = value
    return pairs


parameters_option = option("-p", "--param", "parameters", multiple=True, metavar="NAME=VALUE", callback=_pairs, text="option.parameter")
"""Parameters of a query, as `parameters`."""
