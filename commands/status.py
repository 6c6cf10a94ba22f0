"""What the store holds: `status`."""

from __future__ import annotations

from maillon.commands.bilingual import command
from maillon.commands.messages import messages
from maillon.commands.opening import opened
from maillon.commands.options import Output, Where, output_options, quiet_option, store_options
from maillon.commands.printing import emit, remark


@command("status")
@store_options
@output_options
@quiet_option
def status(where: Where, output: Output, quiet: bool) -> None:
    """Count what is there; remark that nothing is, and data sets whose last load was cut."""
    from maillon.queries.contract_suppliers import contract_suppliers
    from maillon.queries.cypher_reader import CypherReader
    from maillon.queries.list_meetings import meetings
    from maillon.reports.status import status_document

    with opened(where, counts=True, quiet=quiet) as store:
        found, verified = store.status(), store.last_verified()
        met = meetings(CypherReader(store)) if found.nodes else ()
        bought = contract_suppliers(CypherReader(store)) if found.nodes else None
        if not found.nodes and not found.datasets:
            remark(messages.say("status.empty", output.lang, where=found.where), quiet=quiet)
    for dataset in found.datasets:
        if not dataset.complete:
            remark(messages.say("status.cut", output.lang, dataset=dataset.id), quiet=quiet)
    emit(status_document(found, verified, met, bought, output.words), output)
