"""A store from a backup: `restore`."""

from __future__ import annotations

from pathlib import Path

from maillon.commands.bilingual import argument, command
from maillon.commands.messages import messages
from maillon.commands.opening import opened
from maillon.commands.options import Output, Where, output_options, quiet_option, store_options
from maillon.commands.paths import FilePath
from maillon.commands.printing import counting, emit


@command("restore", examples=["maillon restore maillon.backup --store new"])
@argument("file", metavar="FILE", type=FilePath())
@store_options
@output_options
@quiet_option
def restore(file: Path, where: Where, output: Output, quiet: bool) -> None:
    """Load every data set of a backup into an empty store, and verify it."""
    from maillon.graph.store.backup import check_backup
    from maillon.reports.wholeness import backup_document

    check_backup(file)  # before a store is made for nothing
    with opened(where, loads=True) as store, counting(messages("backup.step"), quiet=quiet) as tell:
        made = store.restore(file, tell)
    emit(backup_document(file, made, output.words, restored=True), output)
