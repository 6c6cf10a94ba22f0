"""Commands about what was loaded and what can be: duplicates, loaders new."""

from __future__ import annotations

from pathlib import Path

import click

from maillon.commands.base import emit, language, output_options, reading, remark, store_options, write_file
from maillon.commands.wrong_use import wrong_use


@click.command()
@click.option("--threshold", type=click.IntRange(50, 100), help="Score from which a pair is proposed (default: 90).")
@click.option(
    "--decide",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the pairs as a decision file to fill in; load it with: maillon load records FILE --dataset decisions",
)
@store_options
@output_options
def duplicates(threshold: int | None, file: Path | None) -> None:
    """Organisations that may be one, with the reason and the values that met. Nothing is merged without a decision.

    \b
    maillon duplicates
    maillon duplicates --decide decisions.yaml
    maillon load records decisions.yaml --dataset decisions
    """
    from maillon.queries.duplicates import THRESHOLD
    from maillon.queries.duplicates import duplicates as propose
    from maillon.reports.duplicates import decision_file, duplicates_document

    with reading() as reader:
        pairs = propose(reader, threshold=threshold or THRESHOLD)
    if file is not None:
        if file.exists():
            raise click.UsageError(wrong_use("file.decisions", path=file))
        write_file(file, decision_file(pairs, language()))
        remark(str(file))
    emit(duplicates_document(pairs, language()))


@click.command("new")
@click.argument("table", type=click.Path(path_type=Path, allow_dash=True))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The mapping file to write.")
def new_mapping(table: Path, output: Path | None) -> None:
    """A commented mapping for `load table`, its columns guessed from the header of TABLE.

    \b
    maillon loaders new suppliers.xlsx -o mapping.yaml
    maillon load table suppliers.xlsx mapping.yaml
    """
    from maillon.loaders.inputs import collect_files
    from maillon.loaders.table import draft_mapping

    text = draft_mapping(collect_files([table], ()).files[0])
    if output is None:
        click.echo(text, nl=False)
    elif output.exists():
        raise click.UsageError(wrong_use("file.there", path=output))
    else:
        write_file(output, text)
        remark(str(output))
