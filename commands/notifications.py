"""Who knew when and told whom: `notifications`."""

from __future__ import annotations

from maillon.commands.bilingual import argument, command
from maillon.commands.ending import conclude
from maillon.commands.opening import reading
from maillon.commands.options import Output, Where, cypher_option, output_options, quiet_option, store_options
from maillon.commands.printing import emit


@command("notifications", examples=["maillon notifications", "maillon notifications medecindirect-2025-11"])
@argument("incident_id", metavar="[NAME]", required=False)
@store_options
@output_options
@cypher_option
@quiet_option
def notifications(incident_id: str | None, where: Where, output: Output, show_cypher: bool, quiet: bool) -> None:
    """The clock of one incident, or of all."""
    from maillon.queries.find import resolve
    from maillon.queries.notification_clock import all_clocks, notification_clock
    from maillon.reports.notifications import notifications_document

    with reading(where, show_cypher=show_cypher, quiet=quiet) as store:
        if incident_id is None:
            found = all_clocks(store)
        else:
            found = [notification_clock(store, resolve(store, incident_id, labels=("Incident",)).id)]
    emit(notifications_document(found, output.words), output)
    conclude(any(clock.parties for clock in found), [], output.lang, quiet=quiet)
