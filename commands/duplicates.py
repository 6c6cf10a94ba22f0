"""`maillon duplicates`: which organisations are one, or may be."""

from __future__ import annotations

import datetime as dt
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from maillon.commands.bilingual import command, option
from maillon.commands.ending import Cut, conclude
from maillon.commands.messages import messages
from maillon.commands.opening import opened, reading
from maillon.commands.options import Output, Where, output_group, quiet_option, store_options, yes_option
from maillon.commands.paths import WrittenPath
from maillon.commands.printing import emit, print_draft, remark
from maillon.reports.document import FORMATS

if TYPE_CHECKING:
    from maillon.queries.duplicates import Proposed

JOINED = "joined"
"""The data set of what was joined because it is sure; `maillon unload joined` takes it all back."""

_FORMER: Any = {"hidden": True, "formerly": ("--decide",), "instead": "--format yaml -o FILE", "text": "option.output"}


@command(
    "duplicates",
    examples=[
        "maillon duplicates",
        "maillon duplicates --join",
        "maillon duplicates --format yaml -o decisions.yaml",
        "maillon load records decisions.yaml --dataset decisions",
        "maillon duplicates --products -o products.yaml",
    ],
)
@option("--threshold", type=click.IntRange(50, 100), text="duplicates.threshold")
@option("--join", is_flag=True, text="duplicates.join")
@option("--names", is_flag=True, text="duplicates.names")
@option("--products", is_flag=True, text="duplicates.products")
@option("--decide", type=WrittenPath(), **_FORMER)
@store_options
@output_group(*FORMATS, "yaml")
@yes_option
@quiet_option
def duplicates(
    threshold: int | None,
    join: bool,
    names: bool,
    products: bool,
    decide: Path | None,
    where: Where,
    output: Output,
    yes: bool,
    quiet: bool,
) -> None:
    """Propose pairs; `join` what is sure, with `names` also what bears one name; as `yaml`, what is left as decisions to fill in."""
    if products:
        if join or names or threshold is not None:
            raise click.UsageError(messages("duplicates.products_alone"))
        _products(where, output, yes=yes, quiet=quiet)
        return
    from maillon.queries.duplicates import duplicates as propose
    from maillon.queries.resolution.blocking import BLOCK
    from maillon.queries.resolution.tiers import THRESHOLD
    from maillon.reports.duplicates import decision_file, duplicates_document

    if join:
        found = _join(where, threshold or THRESHOLD, output.lang, names=names, quiet=quiet)
    else:
        with reading(where, quiet=quiet) as reader:
            found = propose(reader, threshold=threshold or THRESHOLD, names=names)
    for file in [decide] if decide else [output.file] if output.format == "yaml" else []:
        print_draft(decision_file((*found.tiers.decide, *found.tiers.names), output.lang), file, yes=yes, quiet=quiet)
    if output.format != "yaml":
        emit(duplicates_document(found, output.words), output)
    left = found.tiers.uncompared
    said = messages("cut.duplicates", most=BLOCK, n=len(left), words=list(left[:8]))
    some = bool(found.tiers.decide or found.tiers.names or found.tiers.sure)
    conclude(some, [Cut(said)] if left else [], output.lang, quiet=quiet)


def _products(where: Where, output: Output, *, yes: bool, quiet: bool) -> None:
    """Propose products that contracts may name; as `yaml`, as decisions to fill in."""
    from maillon.queries.product_hints import product_hints
    from maillon.reports.product_hints import hint_file, product_hints_document

    with reading(where, quiet=quiet) as reader:
        hints = product_hints(reader)
    if output.format == "yaml":
        print_draft(hint_file(hints, output.lang), output.file, yes=yes, quiet=quiet)
    else:
        emit(product_hints_document(hints, output.words), output)
    conclude(bool(hints), [], output.lang, quiet=quiet)


def _join(where: Where, threshold: int, lang: str, *, names: bool, quiet: bool) -> Proposed:
    """Join what is sure anew, in one load: what was joined before stays only where it is sure without having been joined.

    That is seen in a copy in which it is not, so that the store is never without it, however this ends.
    """
    from maillon.graph.projection import project_and_keep
    from maillon.graph.store.public_copy import public_copy
    from maillon.queries.cypher_reader import CypherReader
    from maillon.queries.duplicates import duplicates as propose
    from maillon.reports.joining import joins

    with opened(where, loads=True) as store, ExitStack() as until_seen:
        store.must_hold_something()
        apart, joined = store, JOINED in {found.id for found in store.datasets()}
        if joined:
            place = until_seen.enter_context(tempfile.TemporaryDirectory(prefix="maillon-", ignore_cleanup_errors=True))
            apart = until_seen.enter_context(public_copy(store, Path(place) / "store", [JOINED]))
        found = propose(CypherReader(apart), threshold=threshold, names=names)
        until_seen.close()
        decisions = joins(found.tiers.sure, dt.date.today())
        if decisions:
            secret = set(store.confidential()) - {JOINED} != set()  # a decision names what it joins, of a confidential list, too
            title = messages.say("duplicates.joined_title", lang)
            records = [(d.id, project_and_keep(d)) for d in decisions]
            store.load(JOINED, records, loader="records", title=title, confidential=secret)
        elif joined:
            store.unload(JOINED)
        remark(messages.say("duplicates.joined", lang, n=sum(len(d.subjects) for d in decisions), groups=len(decisions)), quiet=quiet)
        return propose(CypherReader(store), threshold=threshold, names=names)
