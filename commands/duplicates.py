"""Organisations that may be one: `duplicates`."""

from __future__ import annotations

from pathlib import Path

import click

from maillon.commands.bilingual import command, option
from maillon.commands.ending import Cut, conclude
from maillon.commands.messages import messages
from maillon.commands.opening import reading
from maillon.commands.options import Output, Where, output_options, quiet_option, store_options
from maillon.commands.printing import emit, remark, write_file


@command(
    "duplicates",
    examples=[
        "maillon duplicates",
        "maillon duplicates --decide decisions.yaml",
        "maillon load records decisions.yaml --dataset decisions",
    ],
)
@option("--threshold", type=click.IntRange(50, 100), text="duplicates.threshold")
@option("--decide", "file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", text="duplicates.decide")
@store_options
@output_options
@quiet_option
def duplicates(threshold: int | None, file: Path | None, where: Where, output: Output, quiet: bool) -> None:
    """Propose pairs; with `file`, write them as decisions to fill in."""
    from maillon.queries.duplicates import BLOCK, THRESHOLD
    from maillon.queries.duplicates import duplicates as propose
    from maillon.reports.duplicates import decision_file, duplicates_document

    with reading(where, quiet=quiet) as reader:
        found = propose(reader, threshold=threshold or THRESHOLD)
    if file is not None:
        if file.exists():
            raise click.UsageError(messages("file.decisions", path=file))
        write_file(file, decision_file(found.pairs, output.lang))
        remark(str(file), quiet=quiet)
    emit(duplicates_document(found.pairs, output.lang), output)
    said = messages("cut.duplicates", most=BLOCK, n=len(found.uncompared), words=list(found.uncompared[:8]))
    conclude(bool(found.pairs), [Cut(said)] if found.uncompared else [], output.lang, quiet=quiet)
