"""Whether the store is whole: `verify`."""

from __future__ import annotations

import sys

from maillon.commands.bilingual import command
from maillon.commands.exit_codes import STORE
from maillon.commands.messages import messages
from maillon.commands.opening import opened
from maillon.commands.options import Output, Where, output_options, quiet_option, store_options
from maillon.commands.printing import counting, emit


@command("verify")
@store_options
@output_options
@quiet_option
def verify(where: Where, output: Output, quiet: bool) -> None:
    """Compare the graph with the ledger of what was loaded, and with itself; say what does not hold."""
    from maillon.reports.wholeness import verify_document

    with opened(where, whole=False, quiet=quiet) as store, counting(messages("verify.step"), quiet=quiet) as tell:
        found = store.verify(tell)
    emit(verify_document(found, output.words), output)
    if not found.whole:
        sys.exit(STORE)
