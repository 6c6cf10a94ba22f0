"""Delegated-trust chains: `chains`."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click

from maillon.commands.bilingual import argument, command, option
from maillon.commands.ending import Cut, conclude
from maillon.commands.messages import messages
from maillon.commands.opening import reading
from maillon.commands.options import Output, Where, cypher_option, day_option, output_options, quiet_option, store_options
from maillon.commands.printing import emit

_LINKS = ("Population", "Organisation", "Product")
"""What can stand in a chain."""


@command(
    "chains",
    examples=[
        'maillon chains "insured of Audiens"',
        "maillon chains population:insured-of-mutami-2016-2023 --via Viamedis --as-of 2024-01-22",
    ],
)
@argument("start", metavar="NAME")
@option("--to", metavar="NAME", text="chains.to")
@option("--via", metavar="NAME", text="chains.via")
@option("--data", metavar="CATEGORY", text="chains.data")
@option("--max-hops", type=click.IntRange(1, 100), text="chains.max-hops")
@option("--limit", type=click.IntRange(0, 1_000_000), default=100, show_default=True, text="chains.limit")
@option("--stated-only", is_flag=True, text="chains.stated-only")
@option("--confirmed-only", is_flag=True, text="chains.confirmed-only")
@store_options
@output_options
@day_option
@cypher_option
@quiet_option
def chains(
    start: str,
    to: str | None,
    via: str | None,
    data: str | None,
    max_hops: int | None,
    limit: int,
    stated_only: bool,
    confirmed_only: bool,
    where: Where,
    output: Output,
    as_of: dt.date | None,
    show_cypher: bool,
    quiet: bool,
) -> None:
    """Whom `start` trusts, whom those trust, and so on."""
    from maillon.queries.chains import MAX_STEPS
    from maillon.queries.chains import chains as search
    from maillon.queries.find import category, resolve
    from maillon.queries.nearest import no_chain
    from maillon.reports.chains import chains_document

    with reading(where, show_cypher=show_cypher, quiet=quiet) as store:
        asked: dict[str, Any] = {
            "to": resolve(store, to, labels=_LINKS).id if to else None,
            "via": resolve(store, via, labels=_LINKS).id if via else None,
            "data": category(store, data) if data else None,
            "stated_only": stated_only,
            "confirmed_only": confirmed_only,
        }
        found = resolve(store, start, labels=_LINKS).id
        answer = search(store, found, max_hops=max_hops, limit=limit, as_of=as_of, **asked)
        none = None if answer.chains else no_chain(store, answer, {name: value for name, value in asked.items() if value})
    emit(chains_document(answer, output.words, none), output)
    shown = len(answer.chains)
    cuts = []
    if answer.cut:
        cuts.append(Cut(messages("cut.count", shown=shown, total=shown + answer.cut, what=messages("cut.chains")), "limit"))
    if answer.shortened:
        cuts.append(Cut(messages("cut.chains.hops", n=answer.shortened, hops=max_hops), "max_hops"))
    if answer.gave_up:
        cuts.append(Cut(messages("cut.chains.gave_up", steps=MAX_STEPS)))
    conclude(bool(shown), cuts, output.lang, quiet=quiet)
