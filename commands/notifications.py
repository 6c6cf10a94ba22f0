"""Who knew when and told whom: `notifications`."""

from __future__ import annotations

from maillon.commands.bilingual import argument, command, option
from maillon.commands.ending import conclude
from maillon.commands.opening import reading
from maillon.commands.options import Output, Where, cypher_option, output_options, quiet_option, store_options
from maillon.commands.printing import emit


@command(
    "notifications",
    examples=[
        "maillon notifications",
        "maillon notifications medecindirect-2025-11",
        "maillon notifications weda-2025-11 --duties",
    ],
)
@argument("incident_id", metavar="[NAME]", required=False)
@option("--duties", is_flag=True, text="notifications.duties")
@store_options
@output_options
@cypher_option
@quiet_option
def notifications(incident_id: str | None, duties: bool, where: Where, output: Output, show_cypher: bool, quiet: bool) -> None:
    """The clock of one incident, or of all; or which notices they call for."""
    from maillon.queries.duties import duties as called_for
    from maillon.queries.find import resolve
    from maillon.queries.incident import incidents
    from maillon.queries.notification_clock import all_clocks, clocks
    from maillon.reports.duties import duties_document
    from maillon.reports.notifications import notifications_document

    with reading(where, show_cypher=show_cypher, quiet=quiet) as store:
        wanted = [resolve(store, incident_id, labels=("Incident",)).id] if incident_id is not None else None
        if duties:
            due = [(answer, called_for(answer)) for answer in incidents(store, wanted if wanted is not None else store.ids("Incident"))]
            document, some = duties_document(due, output.words), any(rows for _, rows in due)
        else:
            found = [clocks(answer) for answer in incidents(store, wanted)] if wanted is not None else all_clocks(store)
            document, some = notifications_document(found, output.words), any(clock.parties for clock in found)
    emit(document, output)
    conclude(some, [], output.lang, quiet=quiet)
