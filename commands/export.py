"""The whole graph for other programs: `export FORMAT`."""

from __future__ import annotations

from pathlib import Path

import click

from maillon.commands.bilingual import command
from maillon.commands.messages import messages
from maillon.commands.opening import handing_on
from maillon.commands.options import (
    Where,
    chosen,
    file_option,
    format_option,
    lang_option,
    quiet_option,
    store_options,
    with_option,
)
from maillon.commands.printing import print_pieces, remark, write_file
from maillon.exports import EXPORT_FORMATS, export_files
from maillon.graph.system_errors import system_reason


class _FormerFormat(click.Argument):
    """Where the format stood before it was an option, for one version. It is in no help."""

    def get_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Nothing."""
        return []


@command(
    "export",
    examples=[
        "maillon export -o graph.json",
        "maillon export -o graph.graphml",
        "maillon export --format records -o for-a-colleague/",
        "maillon export --format csv -o tables/",
        "maillon export --format stix -o bundle.json",
        "maillon export --format neo4j-admin -o import/",
    ],
)
@click.argument("former", cls=_FormerFormat, nargs=-1, type=click.Choice(tuple(EXPORT_FORMATS)))
@format_option(*EXPORT_FORMATS, text="export.format")
@lang_option()
@file_option("export.output")
@with_option
@quiet_option
@store_options
def export(
    former: tuple[str, ...], format_: str | None, lang: str, output: Path | None, including: tuple[str, ...], quiet: bool, where: Where
) -> None:
    """Write the graph in one format: to standard output, a file, or a folder where it takes several files."""
    from maillon.exports.records import left_out
    from maillon.queries.cypher_reader import CypherReader

    if former:
        remark(messages.say("renamed", lang, old=former[0], new=f"--format {former[0]}"), quiet=quiet)
    shape = chosen(format_ or next(iter(former), None), output, tuple(EXPORT_FORMATS))
    if shape == "records" and output is not None and output.is_dir() and any(output.iterdir()):
        raise click.UsageError(messages("export.not_empty", path=output))
    with handing_on(where, including=including, quiet=quiet) as (store, _):
        reader = CypherReader(store)
        if shape == "records":
            for note in left_out(reader):
                remark(note.say(lang), quiet=quiet)
        for part, pieces in export_files(shape, reader):
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
