"""The whole store in one file: `backup`."""

from __future__ import annotations

from pathlib import Path

from maillon import __version__
from maillon.commands.asking import make_sure
from maillon.commands.bilingual import argument, command
from maillon.commands.messages import messages
from maillon.commands.opening import opened
from maillon.commands.options import Output, Where, output_options, quiet_option, store_options, yes_option
from maillon.commands.paths import WrittenPath
from maillon.commands.printing import counting, emit, unwritten


@command("backup", examples=["maillon backup maillon.backup"])
@argument("file", metavar="FILE", type=WrittenPath())
@yes_option
@store_options
@output_options
@quiet_option
def backup(file: Path, yes: bool, where: Where, output: Output, quiet: bool) -> None:
    """Write every data set with its ledger, while others read and load."""
    from maillon.reports.wholeness import backup_document

    if file.exists():
        make_sure(messages("backup.there", path=file), yes=yes)
    with opened(where, whole=False, quiet=quiet) as store, counting(messages("backup.step"), quiet=quiet) as tell:
        try:
            made = store.backup(file, __version__, tell)
        except OSError as error:
            raise unwritten(file, error) from error
    emit(backup_document(file, made, output.words, restored=False), output)
