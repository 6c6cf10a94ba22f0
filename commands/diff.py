"""What changed: `diff`, between two days of a store or two exports."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from maillon.commands.bilingual import argument, command, option
from maillon.commands.ending import conclude
from maillon.commands.messages import messages
from maillon.commands.opening import reading
from maillon.commands.options import Output, Where, output_options, quiet_option, store_options
from maillon.commands.printing import emit
from maillon.graph.dates import asked_day

if TYPE_CHECKING:
    from maillon.queries.diff import Side


@command(
    "diff",
    examples=[
        "maillon diff 2023-12-31 2024-03-01",
        "maillon diff 2023-12-31 2024-03-01 --of Viamedis",
        "maillon diff before.json after.json",
        "maillon diff before.json after.json --short --exit-code",
    ],
)
@argument("before", metavar="BEFORE")
@argument("after", metavar="AFTER")
@option("--of", metavar="NAME", text="diff.of")
@option("--short", is_flag=True, text="diff.only-short")
@option("--exit-code", is_flag=True, text="diff.exit-code")
@store_options
@output_options
@quiet_option
def diff(before: str, after: str, of: str | None, short: bool, exit_code: bool, where: Where, output: Output, quiet: bool) -> None:
    """Compare two days of the store, or two files of `maillon export`."""
    from maillon.queries.diff import diff as compare
    from maillon.queries.diff import side
    from maillon.queries.exported import export_graph
    from maillon.queries.find import resolve
    from maillon.reports.diff import diff_document

    first, second = _day(before), _day(after)
    if (first is None) != (second is None):
        raise click.UsageError(messages("diff.sides", a=before, b=after))
    if first is None or second is None:
        left, right = _file(before), _file(after)
    else:
        with reading(where, quiet=quiet) as store:
            graph = export_graph(store)
            left, right = (side(graph, day.isoformat(), day, dated=True) for day in (first, second))
            of = resolve(store, of).id if of else None
    found = compare(left, right, of=of)
    everywhere = compare(left, right) if of and found.empty else found
    emit(diff_document(found, output.words, short=short, everywhere=len(everywhere.changes)), output)
    conclude(found.empty or not exit_code, [], output.lang, quiet=quiet)


def _day(text: str) -> dt.date | None:
    try:
        return asked_day(text)
    except ValueError:
        return None


def _file(name: str) -> Side:
    from maillon.exports.maillon_json import from_file
    from maillon.queries.diff import side

    return side(from_file(Path(name)), name, dt.date.today(), dated=False)
