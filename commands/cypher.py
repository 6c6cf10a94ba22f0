"""A person's own Cypher, read-only: `cypher`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from maillon.commands.bilingual import argument, command, option
from maillon.commands.ending import Cut, conclude
from maillon.commands.messages import messages
from maillon.commands.opening import opened
from maillon.commands.options import Output, Where, output_options, parameters_option, quiet_option, store_options, with_option
from maillon.commands.printing import emit, print_pieces, remark, remark_nothing

if TYPE_CHECKING:
    from maillon.graph.store import Store
    from maillon.wording import Message


@command(
    "cypher",
    examples=[
        'maillon cypher "MATCH (i:Incident) RETURN i.id, i.detected_on ORDER BY i.detected_on"',
        "maillon cypher 'MATCH (o {id: $id})--(x) RETURN x.id' -p id=org:weda",
        'maillon cypher "MATCH (n) RETURN n" --limit 0 --format csv -o nodes.csv',
    ],
)
@argument("text", metavar="QUERY")
@parameters_option
@option("--timeout", type=click.FloatRange(0.1, 3600), default=30.0, show_default=True, text="cypher.timeout")
@option(
    "--limit",
    formerly=("--max-rows",),
    type=click.IntRange(0, 1_000_000_000),
    default=10_000,
    show_default=True,
    text="cypher.limit",
)
@with_option
@store_options
@output_options
@quiet_option
def cypher(
    text: str,
    parameters: dict[str, str],
    timeout: float,
    limit: int,
    including: tuple[str, ...],
    where: Where,
    output: Output,
    quiet: bool,
) -> None:
    """Run a query in READ mode; `-` reads it from standard input. Without a limit, CSV and JSON are written as the rows come."""
    from maillon.queries.json_value import json_value
    from maillon.queries.library import Rows
    from maillon.queries.library.vocabulary import unknown_words
    from maillon.reports.questions import rows_as_csv, rows_as_json, rows_document, unknown_text

    if text == "-":
        text = sys.stdin.read()
    if not text.strip():
        raise click.UsageError(messages("query.empty"))
    # Said before the query is answered: an unknown label is no error to an engine, and an error tells less.
    for unknown in unknown_words(text):
        remark(unknown_text(unknown, output.lang), quiet=quiet)
    given = {k: _value(v) for k, v in parameters.items()}
    shown = 0
    with opened(where, including=including, quiet=quiet) as store:
        if not limit and output.format in ("csv", "json"):
            stream = store.stream(text, given, timeout=timeout)

            def counted() -> Iterator[tuple[Any, ...]]:
                nonlocal shown
                for row in stream:
                    shown += 1
                    yield tuple(json_value(v) for v in row)

            write = rows_as_csv if output.format == "csv" else rows_as_json
            print_pieces(write(stream.columns, counted()), output.file)
            truncated = False
            if not shown:
                remark_nothing(_nothing(store, text), output)
        else:
            answer = store.ask(text, given, timeout=timeout, limit=limit)
            rows = Rows(answer.columns, tuple(tuple(json_value(v) for v in row) for row in answer.rows), answer.truncated)
            nothing = [] if rows.rows else _nothing(store, text)
            emit(rows_document("Cypher", rows, None, output.words, nothing), output)
            shown, truncated = len(rows.rows), rows.truncated
    conclude(shown > 0, [Cut(messages("cut.rows", shown=shown, all="--limit 0"), "limit")] if truncated else [], output.lang, quiet=quiet)


def _nothing(store: Store, text: str) -> list[Message]:
    """What there is of what a query without rows names."""
    from maillon.queries.library.vocabulary import named_words
    from maillon.reports.nearest import no_node_lines

    held = store.status()
    return no_node_lines({word: held.nodes.get(word, held.arrows.get(word, 0)) for word in named_words(text)})


def _value(text: str) -> Any:
    """A parameter as JSON where it is JSON (numbers, lists, true, null), else as text."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text
