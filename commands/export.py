"""The whole graph for other programs: `export FORMAT`."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

from maillon.commands.bilingual import command
from maillon.commands.messages import messages
from maillon.commands.opening import opened
from maillon.commands.options import Where, file_option, quiet_option, store_options
from maillon.commands.printing import remark, write_file

EXPORTS: dict[str, tuple[str, str]] = {
    "json": ("maillon.exports.files", "json_files"),
    "csv": ("maillon.exports.files", "csv_files"),
    "graphml": ("maillon.exports.files", "graphml_files"),
    "stix": ("maillon.exports.stix", "stix_files"),
    "misp": ("maillon.exports.misp", "misp_files"),
    "neo4j-admin": ("maillon.exports.neo4j_admin", "neo4j_admin_files"),
}
"""Format → module and function (`exports.files` says of what kind). Modules are imported only when their format is asked for."""


@command(
    "export",
    examples=[
        "maillon export json -o graph.json",
        "maillon export csv -o tables/",
        "maillon export graphml -o graph.graphml",
        "maillon export stix -o bundle.json",
        "maillon export neo4j-admin -o import/",
    ],
)
@click.argument("format_", metavar="FORMAT", type=click.Choice(tuple(EXPORTS)))
@file_option("export.output")
@quiet_option
@store_options
def export(format_: str, output: Path | None, quiet: bool, where: Where) -> None:
    """Write the graph in one format: to standard output, a file, or a folder where it takes several files."""
    module, name = EXPORTS[format_]
    with opened(where) as store:
        for part, pieces in getattr(import_module(module), name)(store):
            if part and output is None:
                raise click.UsageError(messages("export.folder", format=format_))
            if output is None:
                for piece in pieces:
                    click.echo(piece, nl=False)
                continue
            target = output / part if part else output
            if part:
                _make_folder(output)
            write_file(target, pieces)
            remark(str(target), quiet=quiet)


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(exist_ok=True)
    except OSError as error:
        raise click.UsageError(messages("file.no_folder", path=path, reason=(error.strerror or str(error)).lower())) from error
