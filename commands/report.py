"""A document to hand over: `report`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from maillon.commands.bilingual import command
from maillon.commands.messages import messages
from maillon.commands.opening import Asked, handing_on
from maillon.commands.options import Where, confidential_option, day_option, file_option, lang_option, quiet_option, store_options
from maillon.commands.printing import remark, write_file


@command(
    "report",
    examples=[
        "maillon report incident medecindirect-2025-11 -o medecindirect.html",
        "maillon report supplier Viamedis -o viamedis.md",
        "maillon report exposure Mutami -o mutami.html --lang fr",
    ],
)
@click.argument("kind", type=click.Choice(("incident", "supplier", "exposure")))
@click.argument("thing", metavar="ID")
@file_option("report.output", required=True)
@day_option
@lang_option("report.lang")
@confidential_option
@quiet_option
@store_options
def report(kind: str, thing: str, output: Path, as_of: dt.date | None, lang: str, confidential: bool, quiet: bool, where: Where) -> None:
    """Write the dossier of an incident, a supplier, or the exposure of an insurer or hospital."""
    from maillon.queries.cypher_reader import CypherReader
    from maillon.queries.dossier import gather_dossier
    from maillon.queries.find import resolve
    from maillon.reports.dossiers import render_dossier, worded_dossier

    if output.suffix not in (".md", ".html"):
        raise click.UsageError(messages("report.ending", path=output))
    asked = Asked()
    with handing_on(where, confidential=confidential, quiet=quiet) as (held, _):
        store = CypherReader(held, asked)
        labels = {"incident": ("Incident",), "supplier": ("Organisation", "Product")}.get(kind, ("Organisation",))
        node = resolve(store, thing, labels=None if ":" in thing else labels)
        found = gather_dossier(store, kind, node.id, as_of)
    write_file(output, render_dossier(worded_dossier(found, lang), output.suffix[1:], [text for text, _ in asked]))
    remark(str(output), quiet=quiet)
