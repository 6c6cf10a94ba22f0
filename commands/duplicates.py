"""Organisations that may be one: `duplicates`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from maillon.commands.bilingual import command, option
from maillon.commands.ending import Cut, conclude
from maillon.commands.messages import messages
from maillon.commands.opening import reading
from maillon.commands.options import Output, Where, output_group, quiet_option, store_options, yes_option
from maillon.commands.printing import emit, print_draft
from maillon.reports.document import FORMATS

_FORMER: Any = {"hidden": True, "formerly": ("--decide",), "instead": "--format yaml -o FILE", "text": "option.output"}


@command(
    "duplicates",
    examples=[
        "maillon duplicates",
        "maillon duplicates --format yaml -o decisions.yaml",
        "maillon load records decisions.yaml --dataset decisions",
    ],
)
@option("--threshold", type=click.IntRange(50, 100), text="duplicates.threshold")
@option("--decide", type=click.Path(path_type=Path), **_FORMER)
@store_options
@output_group(*FORMATS, "yaml")
@yes_option
@quiet_option
def duplicates(threshold: int | None, decide: Path | None, where: Where, output: Output, yes: bool, quiet: bool) -> None:
    """Propose pairs; as `yaml`, as decisions to fill in."""
    from maillon.queries.duplicates import BLOCK, THRESHOLD
    from maillon.queries.duplicates import duplicates as propose
    from maillon.reports.duplicates import decision_file, duplicates_document

    with reading(where, quiet=quiet) as reader:
        found = propose(reader, threshold=threshold or THRESHOLD)
    for file in [decide] if decide else [output.file] if output.format == "yaml" else []:
        print_draft(decision_file(found.pairs, output.lang), file, yes=yes, quiet=quiet)
    if output.format != "yaml":
        emit(duplicates_document(found.pairs, output.words), output)
    said = messages("cut.duplicates", most=BLOCK, n=len(found.uncompared), words=list(found.uncompared[:8]))
    conclude(bool(found.pairs), [Cut(said)] if found.uncompared else [], output.lang, quiet=quiet)
