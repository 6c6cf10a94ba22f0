"""The whole graph for other programs: `export FORMAT`."""

from __future__ import annotations

from pathlib import Path

import click

from maillon.commands.bilingual import command, language
from maillon.commands.messages import messages
from maillon.commands.opening import handing_on
from maillon.commands.options import Where, confidential_option, file_option, quiet_option, store_options
from maillon.commands.printing import remark, write_file
from maillon.exports import EXPORT_FORMATS, export_files


@command(
    "export",
    examples=[
        "maillon export records -o for-a-colleague/",
        "maillon export json -o graph.json",
        "maillon export csv -o tables/",
        "maillon export graphml -o graph.graphml",
        "maillon export stix -o bundle.json",
        "maillon export neo4j-admin -o import/",
    ],
)
@click.argument("format_", metavar="FORMAT", type=click.Choice(tuple(EXPORT_FORMATS)))
@file_option("export.output")
@confidential_option
@quiet_option
@store_options
def export(format_: str, output: Path | None, confidential: bool, quiet: bool, where: Where) -> None:
    """Write the graph in one format: to standard output, a file, or a folder where it takes several files."""
    from maillon.exports.records import left_out
    from maillon.queries.cypher_reader import CypherReader

    if format_ == "records" and output is not None and output.is_dir() and any(output.iterdir()):
        raise click.UsageError(messages("export.not_empty", path=output))
    with handing_on(where, confidential=confidential, quiet=quiet) as (store, _):
        reader = CypherReader(store)
        if format_ == "records":
            for note in left_out(reader):
                remark(note.say(language()), quiet=quiet)
        for part, pieces in export_files(format_, reader):
            if part and output is None:
                raise click.UsageError(messages("export.folder", format=format_))
            if output is None:
                for piece in pieces:
                    click.echo(piece, nl=False)
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
        raise click.UsageError(messages("file.no_folder", path=path, reason=(error.strerror or str(error)).lower())) from error
