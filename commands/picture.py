"""The interactive picture, one file, offline: `picture`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from maillon.commands.bilingual import argument, command, option
from maillon.commands.ending import Cut, conclude
from maillon.commands.messages import messages
from maillon.commands.opening import handing_on
from maillon.commands.options import Day, Where, file_option, lang_option, quiet_option, store_options, with_option
from maillon.commands.printing import print_text, remark, unwritten
from maillon.commands.snapshots import kept_snapshot

if TYPE_CHECKING:
    from maillon.queries.neighbourhood import Size


@command(
    "picture",
    examples=[
        "maillon picture -o suppliers.html",
        "maillon picture viamedis-2024-01 -o viamedis.html",
        "maillon picture product:weda --max-hops 2 --as-of 2025-11-10 -o weda.html",
    ],
)
@argument("ids", nargs=-1, metavar="[NAME]...")
@option("--max-hops", "depth", formerly=("--depth",), type=click.IntRange(1, 100), text="picture.max-hops")
@option("--as-of", type=Day(), metavar="DATE", text="picture.as-of")
@option("--embed", is_flag=True, text="picture.embed")
@option("--title", metavar="TEXT", text="picture.title")
@option("--note", metavar="TEXT", text="picture.note")
@lang_option("picture.lang")
@file_option("picture.output", default=Path("maillon-picture.html"), show_default=True)
@with_option
@quiet_option
@store_options
def picture(
    ids: tuple[str, ...],
    depth: int | None,
    as_of: dt.date | None,
    embed: bool,
    title: str | None,
    note: str | None,
    lang: str,
    output: Path | None,
    including: tuple[str, ...],
    quiet: bool,
    where: Where,
) -> None:
    """Write the page of an incident, of an organisation's chains, or of all suppliers."""
    from maillon.queries.cypher_reader import CypherReader
    from maillon.queries.find import resolve
    from maillon.queries.neighbourhood import neighbourhood
    from maillon.reports.confidential import noted
    from maillon.reports.picture import MOST_VISIBLE, Wording, check_place, render_page, undrawn, write_picture

    try:
        if output is not None:
            check_place(output)
        labels = ("Incident", "Organisation", "Product", "Population")
        with handing_on(where, including=including, quiet=quiet) as (store, place):
            reader = CypherReader(store)

            def suppliers(on: dt.date, top: int) -> Mapping[str, Size]:
                from maillon.queries.scale.rank import largest_suppliers

                return largest_suppliers(kept_snapshot(store, place, lang, quiet=quiet), on, top)

            found = [resolve(reader, text, labels=labels).id for text in ids]
            wording = Wording(title, noted(note, store.confidential(), lang), lang)
            answer = neighbourhood(reader, found, depth=depth, as_of=as_of, suppliers=suppliers)
        if output is not None:
            size = write_picture(answer, output, wording, embed=embed)
            remark(f"{output} ({size / 1e6:.2f} MB)", quiet=quiet)
        else:
            print_text(render_page(answer, wording, embed=embed), None)
    except OSError as error:
        if output is None:
            raise
        raise unwritten(output, error) from error
    cuts = []
    if answer.left_out:
        cuts.append(Cut(messages("cut.picture.suppliers", nodes=answer.left_out.nodes, relations=answer.left_out.arrows)))
    if answer.beyond:
        cuts.append(Cut(messages("cut.picture.hops", n=answer.beyond, hops=depth), "depth"))
    if dropped := undrawn(answer):
        cuts.append(Cut(messages("cut.picture.cards", n=dropped, most=MOST_VISIBLE)))
    conclude(True, cuts, lang, quiet=quiet)
