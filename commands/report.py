"""A document to hand over: `report`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from maillon.commands.bilingual import argument, command
from maillon.commands.opening import Asked, handing_on
from maillon.commands.options import (
    Where,
    chosen,
    day_option,
    file_option,
    format_option,
    lang_option,
    quiet_option,
    store_options,
    with_option,
)
from maillon.commands.printing import print_text, remark

_FORMATS = ("md", "html")


@command(
    "report",
    examples=[
        "maillon report incident medecindirect-2025-11 -o medecindirect.html",
        "maillon report supplier Viamedis -o viamedis.md",
        "maillon report exposure Mutami -o mutami.html --lang fr",
    ],
)
@argument("kind", type=click.Choice(("incident", "supplier", "exposure")))
@argument("thing", metavar="NAME")
@format_option(*_FORMATS)
@lang_option("report.lang")
@file_option()
@day_option
@with_option
@quiet_option
@store_options
def report(
    kind: str,
    thing: str,
    format_: str | None,
    lang: str,
    output: Path | None,
    as_of: dt.date | None,
    including: tuple[str, ...],
    quiet: bool,
    where: Where,
) -> None:
    """Write the dossier of an incident, a supplier, or the exposure of an insurer or hospital."""
    from maillon.queries.cypher_reader import CypherReader
    from maillon.queries.dossier import gather_dossier
    from maillon.queries.find import resolve
    from maillon.reports.dossiers import render_dossier, worded_dossier

    shape = chosen(format_, output, _FORMATS)
    asked = Asked()
    with handing_on(where, including=including, quiet=quiet) as (held, _):
        store = CypherReader(held, asked)
        labels = {"incident": ("Incident",), "supplier": ("Organisation", "Product")}.get(kind, ("Organisation",))
        node = resolve(store, thing, labels=labels)
        found = gather_dossier(store, kind, node.id, as_of)
        confidential = held.confidential()
    print_text(render_dossier(worded_dossier(found, lang, confidential), shape, [text for text, _ in asked]), output)
    if output is not None:
        remark(str(output), quiet=quiet)
