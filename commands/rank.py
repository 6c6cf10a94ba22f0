"""Which supplier, owner or host would hit the most people: `rank`."""

from __future__ import annotations

import datetime as dt

import click

from maillon.commands.bilingual import command, option
from maillon.commands.ending import Cut, conclude
from maillon.commands.messages import messages
from maillon.commands.opening import opened
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
from maillon.commands.snapshots import kept_snapshot


@command(
    "rank",
    examples=["maillon rank --type HostingProvider", "maillon rank --why Viamedis", "maillon rank --what-if-moved Viamedis Almerys"],
)
@option(
    "--by", type=click.Choice(("people", "people-at-most", "organisations", "only")), default="people", show_default=True, text="rank.by"
)
@option("--type", "label", metavar="LABEL", text="rank.type")
@option("--limit", formerly=("--top",), type=click.IntRange(0, 1_000_000), default=20, show_default=True, text="rank.limit")
@only_data_option
@effect_option("rank.effect", default="confidentiality", show_default=True)
@active_only_option
@option("--what-if-gone", "gone", metavar="NAME", text="rank.what-if-gone")
@option("--what-if-moved", "moved", nargs=2, metavar="NAME NAME", text="rank.what-if-moved")
@option("--why", "why_", metavar="NAME", text="rank.why")
@store_options
@output_options
@day_option
@cypher_option
@quiet_option
def rank(
    by: str,
    label: str | None,
    limit: int,
    data: str | None,
    effect: str,
    active_only: bool,
    gone: str | None,
    moved: tuple[str, str] | None,
    why_: str | None,
    where: Where,
    output: Output,
    as_of: dt.date | None,
    show_cypher: bool,
    quiet: bool,
) -> None:
    """Rank all origins at once, ask what changes if one goes or is replaced, or why one stands where it does."""
    from maillon.graph.model import LABELS, Effect
    from maillon.queries.cypher_reader import CypherReader
    from maillon.queries.find import category, resolve
    from maillon.queries.scale.rank import By
    from maillon.queries.scale.rank import rank as compute
    from maillon.queries.scale.reach import Terms
    from maillon.queries.scale.what_if import what_if
    from maillon.queries.scale.why import why
    from maillon.reports.rank import by_arrays_text, named_in, rank_document, what_if_document, why_document

    if sum(option is not None for option in (gone, moved, why_)) > 1:
        raise click.UsageError(messages("rank.one"))
    if label is not None and label not in LABELS:
        raise click.UsageError(messages("rank.label", label=label))
    lang = output.lang
    with opened(where, quiet=quiet) as store:
        reader = CypherReader(store)

        def named(text: str) -> str:
            return resolve(reader, text, labels=("Organisation", "Product")).id

        terms = Terms(as_of or dt.date.today(), Effect(effect), category(reader, data) if data else None, active_only)
        wanted = named(gone) if gone else named(why_) if why_ else None
        swap = (named(moved[0]), named(moved[1])) if moved else None
        snapshot = kept_snapshot(store, where, lang, quiet=quiet)
        if why_ and wanted:
            reasons = why(reader, snapshot, terms, wanted, top=limit)
            document = why_document(reasons, reader.nodes(named_in(reasons)), lang)
            sizes = {"ways": (len(reasons.paths), len(reasons.paths) + reasons.cut)}
        elif gone or swap:
            change = what_if(snapshot, terms, gone=wanted, moved=swap, by=By(by), label=label, top=limit)
            document = what_if_document(change, reader.nodes(named_in(change)), lang)
            sizes = {"changes": (len(change.changes), len(change.changes) + change.cut)}
        else:
            answer = compute(snapshot, terms, by=By(by), label=label, top=limit)
            document = rank_document(answer, reader.nodes(named_in(answer)), lang)
            sizes = {
                "origins": (len(answer.origins), answer.ranked_of),
                "owners": (len(answer.owners), answer.owned_of),
                "hidden": (len(answer.hidden), answer.hidden_of),
            }
    if show_cypher:
        click.echo(by_arrays_text(lang), err=True)
    emit(document, output, counts=True)
    cuts = [
        Cut(messages("cut.count", shown=shown, total=total, what=messages(f"cut.{what}")), "limit", usual=not (wanted or swap))
        for what, (shown, total) in sizes.items()
        if shown < total
    ]
    found = next(iter(sizes.values()))[0] > 0  # the owners below a ranking are no answer to it
    conclude(found, cuts, lang, quiet=quiet)
