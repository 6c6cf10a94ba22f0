"""All that is known of one thing: `show`."""

from __future__ import annotations

import datetime as dt

from maillon.commands.bilingual import argument, command
from maillon.commands.opening import reading
from maillon.commands.options import Output, Where, cypher_option, day_option, output_options, quiet_option, store_options
from maillon.commands.printing import emit


@command("show", examples=["maillon show Viamedis", "maillon show source:cnil-2025-11"])
@argument("thing", metavar="NAME")
@store_options
@output_options
@day_option
@cypher_option
@quiet_option
def show(thing: str, where: Where, output: Output, as_of: dt.date | None, show_cypher: bool, quiet: bool) -> None:
    """What is said of a thing, its relations and incidents, with evidence."""
    from maillon.queries.find import resolve
    from maillon.queries.show import show as gather
    from maillon.reports.show import show_document

    with reading(where, show_cypher=show_cypher, quiet=quiet) as store:
        answer = gather(store, resolve(store, thing).id)
    emit(show_document(answer, output.words, as_of), output)
