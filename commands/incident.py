"""What was said of an incident: `incident`."""

from __future__ import annotations

import click

from maillon.commands.bilingual import command
from maillon.commands.opening import reading
from maillon.commands.options import Output, Where, cypher_option, output_options, store_options
from maillon.commands.printing import emit


@command("incident", examples=["maillon incident medecindirect-2025-11"])
@click.argument("incident_id", metavar="ID")
@store_options
@output_options
@cypher_option
def incident(incident_id: str, where: Where, output: Output, show_cypher: bool) -> None:
    """Claims and conflicts, who was hit, who told whom, what stays open."""
    from maillon.queries.find import resolve
    from maillon.queries.incident import incident as gather
    from maillon.reports.incident import incident_document

    with reading(where, show_cypher) as store:
        answer = gather(store, resolve(store, incident_id, labels=("Incident",)).id)
    emit(incident_document(answer, output.lang), output)
