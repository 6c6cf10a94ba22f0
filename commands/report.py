"""A document to hand over: `report`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from maillon.commands.bilingual import command
from maillon.commands.messages import messages
from maillon.commands.opening import reading
from maillon.commands.options import Where, day_option, file_option, lang_option, quiet_option, store_options
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
@quiet_option
@store_options
def report(kind: str, thing: str, output: Path, as_of: dt.date | None, lang: str, quiet: bool, where: Where) -> None:
    """Write the dossier of an incident, a supplier, or the exposure of an insurer or hospital."""
    from maillon.queries.find import resolve
    from maillon.reports.dossiers import render_dossier, worded_dossier

    if output.suffix not in (".md", ".html"):
        raise click.UsageError(messages("report.ending", path=output))
    with reading(where) as store:
        labels = {"incident": ("Incident",), "supplier": ("Organisation", "Product")}.get(kind, ("Organisation",))
        node = resolve(store, thing, labels=None if ":" in thing else labels)
        dossier = worded_dossier(kind, store, node.id, as_of or dt.date.today(), lang)
        asked = [text for text, _ in store.asked]
    write_file(output, render_dossier(dossier, output.suffix[1:], asked))
    remark(str(output), quiet=quiet)
