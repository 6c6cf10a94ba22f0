"""What was said of an incident: `incident`."""

from __future__ import annotations

import datetime as dt

from maillon.commands.bilingual import argument, command, option
from maillon.commands.ending import conclude
from maillon.commands.opening import reading
from maillon.commands.options import Day, Output, Where, cypher_option, output_options, quiet_option, store_options
from maillon.commands.printing import emit


@command("incident", examples=["maillon incident medecindirect-2025-11", "maillon incident medecindirect-2025-11 --as-of 2025-12-04"])
@argument("incident_id", metavar="NAME")
@store_options
@output_options
@option("--as-of", type=Day(), metavar="DATE", text="incident.as-of")
@cypher_option
@quiet_option
def incident(incident_id: str, where: Where, output: Output, as_of: dt.date | None, show_cypher: bool, quiet: bool) -> None:
    """Claims and conflicts, who was hit, who told whom, what stays open; with `as_of`, as far as it had been said by then."""
    from maillon.queries.find import resolve
    from maillon.queries.incident import incident as gather
    from maillon.queries.incident_by_day import incident_by_day
    from maillon.reports.incident import incident_document

    with reading(where, show_cypher=show_cypher, quiet=quiet) as store:
        found = resolve(store, incident_id, labels=("Incident",)).id
        answer = incident_by_day(store, found, as_of) if as_of else gather(store, found)
    emit(incident_document(answer, output.words), output)
    conclude(answer.speaks, [], output.lang, quiet=quiet)
