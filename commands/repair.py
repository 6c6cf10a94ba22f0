"""A damaged store made whole: `repair`."""

from __future__ import annotations

import sys
from pathlib import Path

from maillon.commands.bilingual import command
from maillon.commands.exit_codes import SOME_REFUSED
from maillon.commands.messages import messages
from maillon.commands.options import Output, folder_option, output_options, quiet_option
from maillon.commands.printing import counting, emit


@command("repair")
@folder_option
@output_options
@quiet_option
def repair(folder: Path, output: Output, quiet: bool) -> None:
    """Make the store anew from its ledger where it is not whole, and say what must be loaded again."""
    from maillon.graph.store.errors import StoreDamaged
    from maillon.graph.store.opening import open_graph
    from maillon.graph.store.repairing import repair_store
    from maillon.reports.wholeness import repair_document, verify_document

    with counting(messages("verify.step"), quiet=quiet) as tell:
        try:
            with open_graph(folder) as store:
                found = store.verify(tell)
        except StoreDamaged:
            found = None
    if found is not None and found.whole:
        emit(verify_document(found, output.words), output)
        return
    with counting(messages("backup.step"), quiet=quiet) as tell:
        done = repair_store(folder, tell)
    emit(repair_document(done, output.words), output)
    if done.lost:
        sys.exit(SOME_REFUSED)
