"""Validate records before they are loaded: `check`."""

from __future__ import annotations

import sys
from pathlib import Path

from maillon.commands.bilingual import argument, command
from maillon.commands.exit_codes import NOTHING_LOADED
from maillon.commands.opening import held
from maillon.commands.options import Output, Where, output_options, store_options
from maillon.commands.paths import FilePath
from maillon.commands.printing import emit


@command("check", examples=["maillon check records/"])
@argument("paths", metavar="PATH...", nargs=-1, required=True, type=FilePath(allow_dash=True))
@store_options
@output_options
def check(paths: tuple[Path, ...], where: Where, output: Output) -> None:
    """List every error of every file, and what is remarked."""
    from maillon.loaders.records import check_text, read_records
    from maillon.reports.loading import check_document

    known = held(where)
    found = check_text(sys.stdin.read(), known=known) if [str(p) for p in paths] == ["-"] else read_records(paths, known=known)
    emit(check_document(found, output.words), output)
    if found.problems:
        sys.exit(NOTHING_LOADED)
