"""The whole graph for other programs: `export FORMAT`."""

from __future__ import annotations

import datetime as dt
from contextlib import nullcontext
from pathlib import Path

import click

from maillon.commands.bilingual import command, option
from maillon.commands.messages import messages
from maillon.commands.opening import handing_on, without_confidential
from maillon.commands.options import (
    Where,
    chosen,
    day_option,
    file_option,
    format_option,
    lang_option,
    quiet_option,
    store_options,
    with_option,
)
from maillon.commands.paths import FilePath
from maillon.commands.printing import print_pieces, remark, write_file
from maillon.exports import EXPORT_FORMATS, VERSIONED, WHOLE_ONLY, Files, export_files, goes_on_from
from maillon.graph.model import Family
from maillon.graph.system_errors import system_reason


class _FormerFormat(click.Argument):
    """Where the format stood before it was an option, for one version. It is in no help."""

    def get_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Nothing."""
        return []


class _Families(click.ParamType[frozenset[Family]]):
    """Kinds of arrows, apart by commas."""

    name = "families"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> frozenset[Family]:
        """Names to families."""
        words = [word.strip() for word in str(value).split(",")]
        known = [family.value for family in Family]
        for word in words:
            if word not in known:
                self.fail(messages("export.family", text=word, known=known), param, ctx)
        return frozenset(map(Family, words))


@command(
    "export",
    examples=[
        "maillon export -o graph.json",
        "maillon export -o graph.graphml",
        "maillon export --format records -o for-a-colleague/",
        "maillon export --format csv -o tables/",
        "maillon export --format stix -o bundle.json",
        "maillon export --of Viamedis --max-hops 2 --only trust -o viamedis.graphml",
        "maillon export --format neo4j-admin -o import/",
    ],
)
@click.argument("former", cls=_FormerFormat, nargs=-1, type=click.Choice(tuple(EXPORT_FORMATS)))
@format_option(*EXPORT_FORMATS, text="export.format")
@lang_option()
@file_option("export.output")
@option("--of", metavar="NAME", text="export.of")
@option("--max-hops", "depth", formerly=("--depth",), type=click.IntRange(1, 100), text="export.max-hops")
@day_option
@option("--only", type=_Families(), metavar="FAMILIES", text="export.only")
@option("--previous", type=FilePath(exists=True, dir_okay=False), metavar="FILE", text="export.previous")
@option("--publisher", metavar="TEXT", text="export.publisher")
@option("--core", is_flag=True, text="export.core")
@with_option
@quiet_option
@store_options
def export(
    former: tuple[str, ...],
    format_: str | None,
    lang: str,
    output: Path | None,
    of: str | None,
    depth: int | None,
    as_of: dt.date | None,
    only: frozenset[Family] | None,
    previous: Path | None,
    publisher: str | None,
    core: bool,
    including: tuple[str, ...],
    quiet: bool,
    where: Where,
) -> None:
    """Write the graph, or a part of it, in one format: to standard output, a file, or a folder where it takes several files."""
    from maillon.exports.manner import Manner
    from maillon.exports.records import left_out
    from maillon.queries.cypher_reader import CypherReader
    from maillon.queries.find import resolve
    from maillon.queries.selection import Selection

    if former:
        remark(messages.say("renamed", lang, old=former[0], new=f"--format {former[0]}"), quiet=quiet)
    shape = chosen(format_ or next(iter(former), None), output, tuple(EXPORT_FORMATS))
    if shape == "records" and output is not None and output.is_dir() and any(output.iterdir()):
        raise click.UsageError(messages("export.not_empty", path=output))
    if depth is not None and of is None:
        raise click.UsageError(messages("export.hops_of"))
    if previous is None and shape in VERSIONED and output is not None and output.is_file() and goes_on_from(shape, output):
        previous = output
    with handing_on(where, including=including, quiet=quiet) as (store, _):
        reader = CypherReader(store)
        if shape == "records":
            for note in left_out(reader):
                remark(note.say(lang), quiet=quiet)
        marks = without_confidential(store) if shape in VERSIONED else nullcontext()
        with marks as public:
            centre = resolve(reader, of).id if of and shape not in WHOLE_ONLY else of
            part = Selection(centre, depth or 1, as_of, only or frozenset(Family))
            manner = Manner(part, previous, publisher, core, public, lambda said: remark(said.say(lang), quiet=quiet))
            _write(export_files(shape, reader, manner), shape, output, quiet=quiet)


def _write(files: Files, shape: str, output: Path | None, *, quiet: bool) -> None:
    for part, pieces in files:
        if part and output is None:
            raise click.UsageError(messages("export.folder", format=shape))
        if output is None:
            print_pieces(pieces, None)
            continue
        target = output / part if part else output
        if part:
            _make_folder(target.parent)
        write_file(target, pieces)
        remark(str(target), quiet=quiet)


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.UsageError(messages("file.no_folder", path=path, reason=system_reason(error))) from error
