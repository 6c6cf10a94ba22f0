"""Search names, aliases and identifiers: `find`."""

from __future__ import annotations

import click

from maillon.commands.bilingual import argument, command, option
from maillon.commands.ending import Cut, conclude
from maillon.commands.messages import messages
from maillon.commands.opening import reading
from maillon.commands.options import Output, Where, cypher_option, output_options, quiet_option, store_options
from maillon.commands.printing import emit


@command("find", examples=["maillon find medecindirect", 'maillon find "508 346 673"'])
@argument("text", metavar="TEXT")
@option("--limit", type=click.IntRange(0, 1_000_000), default=50, show_default=True, text="find.limit")
@store_options
@output_options
@cypher_option
@quiet_option
def find(text: str, limit: int, where: Where, output: Output, show_cypher: bool, quiet: bool) -> None:
    """List what bears these words; exit with 1 if nothing does."""
    from maillon.queries.find import search
    from maillon.reports.find import find_document

    with reading(where, show_cypher=show_cypher, quiet=quiet) as store:
        found = search(store, text, limit=limit)
    emit(find_document(text, found, output.words), output)
    shown = len(found.matches)
    said = messages("cut.count", shown=shown, total=shown + found.cut, what=messages("cut.matches"))
    conclude(bool(shown), [Cut(said, "limit")] if found.cut else [], output.lang, quiet=quiet)
