"""Validate records without a store: `check`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from maillon.commands.bilingual import command
from maillon.commands.exit_codes import NOTHING_LOADED
from maillon.commands.options import Output, output_options
from maillon.commands.printing import emit


@command("check", examples=["maillon check records/"])
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@output_options
def check(paths: tuple[Path, ...], output: Output) -> None:
    """List every error of every file."""
    from maillon.loaders.records import check_text, read_records
    from maillon.reports.loading import check_document

    found = check_text(sys.stdin.read()) if [str(p) for p in paths] == ["-"] else read_records(paths)
    emit(check_document(found, output.lang), output)
    if found.problems:
        sys.exit(NOTHING_LOADED)
