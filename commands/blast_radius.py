"""Who is exposed if something breaks: `blast-radius`."""

from __future__ import annotations

import datetime as dt

from maillon.commands.bilingual import argument, command, option
from maillon.commands.ending import conclude
from maillon.commands.opening import reading
from maillon.commands.options import (
    Output,
    Where,
    active_only_option,
    cypher_option,
    day_option,
    effect_option,
    only_data_option,
    output_options,
    quiet_option,
    store_options,
)
from maillon.commands.printing import emit


@command(
    "blast-radius",
    examples=[
        "maillon blast-radius Viamedis --as-of 2024-01-22",
        "maillon blast-radius org:weda --effect availability",
        "maillon blast-radius product:weda --from-account-of org:practice-of-first-weda-account",
    ],
)
@argument("origin", metavar="NAME")
@only_data_option
@effect_option("blast-radius.effect")
@active_only_option
@option("--from-account-of", metavar="NAME", text="blast-radius.from-account-of")
@store_options
@output_options
@day_option
@cypher_option
@quiet_option
def blast_radius(
    origin: str,
    data: str | None,
    effect: str | None,
    active_only: bool,
    from_account_of: str | None,
    where: Where,
    output: Output,
    as_of: dt.date | None,
    show_cypher: bool,
    quiet: bool,
) -> None:
    """Who is behind `origin`, and how many people, within honest bounds."""
    from maillon.graph.model import Effect
    from maillon.queries.blast_radius import blast_radius as compute
    from maillon.queries.find import category, resolve
    from maillon.queries.nearest import nothing_reached
    from maillon.reports.blast_radius import blast_document

    with reading(where, show_cypher=show_cypher, quiet=quiet) as store:
        answer = compute(
            store,
            resolve(store, origin, labels=("Organisation", "Product", "Incident")).id,
            as_of=as_of,
            effect=Effect(effect) if effect else None,
            data=category(store, data) if data else None,
            active_only=active_only,
            account_of=resolve(store, from_account_of, labels=("Organisation",)).id if from_account_of else None,
        )
        none = None if answer.nodes else nothing_reached(store, answer, as_of)
    emit(blast_document(answer, output.words, none), output)
    conclude(bool(answer.nodes or answer.elsewhere), [], output.lang, quiet=quiet)
