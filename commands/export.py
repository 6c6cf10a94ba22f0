"""Files for other programs: `export json|csv|graphml|… -o PATH`."""

from __future__ import annotations

from pathlib import Path

import click

from maillon.commands.base import reading, remark, shared, store_options, write_file
from maillon.commands.wrong_use import wrong_use
from maillon.exports import FORMATS, export_files


@click.command()
@click.argument("format_", metavar="FORMAT", type=click.Choice(tuple(FORMATS)))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file; for formats of several files, the folder.")
@click.option("--quiet", is_flag=True, help="No remarks.")
@store_options
def export(format_: str, output: Path | None, quiet: bool) -> None:
    """Write the whole graph for another program.

    json comes back with `diff`, csv is two tables, graphml is for Gephi or yEd, stix (2.1) comes back with `load stix`, misp is
    events, neo4j-admin a database's bulk import.

    \b
    maillon export json -o graph.json
    maillon export csv -o tables/
    maillon export graphml -o graph.graphml
    maillon export stix -o bundle.json
    maillon export neo4j-admin -o import/
    """
    shared().quiet = quiet
    with reading() as reader:
        for part, pieces in export_files(format_, reader):
            if part and output is None:
                raise click.UsageError(wrong_use("export.folder", format=format_))
            if output is None:
                for piece in pieces:
                    click.echo(piece, nl=False)
                continue
            target = output / part if part else output
            if part:
                _folder(output)
            write_file(target, pieces)
            remark(str(target))


def _folder(path: Path) -> None:
    try:
        path.mkdir(exist_ok=True)
    except OSError as error:
        raise click.UsageError(wrong_use("file.no_folder", path=path, reason=(error.strerror or str(error)).lower())) from error
