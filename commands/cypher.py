"""A person's own Cypher, read-only: `cypher`."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from maillon.commands.bilingual import command, option
from maillon.commands.messages import messages
from maillon.commands.opening import opened
from maillon.commands.options import Output, Where, output_options, parameters_option, quiet_option, store_options
from maillon.commands.printing import emit, remark


@command(
    "cypher",
    examples=[
        'maillon cypher "MATCH (i:Incident) RETURN i.id, i.detected_on ORDER BY i.detected_on"',
        'maillon cypher "MATCH (o {id: $id})--(x) RETURN x.id" -p id=org:weda',
    ],
)
@click.argument("text", metavar="QUERY")
@parameters_option
@option("--timeout", type=click.FloatRange(0.1, 3600), default=30.0, show_default=True, text="cypher.timeout")
@option("--max-rows", type=click.IntRange(1, 1_000_000), default=10_000, show_default=True, text="cypher.max-rows")
@store_options
@output_options
@quiet_option
def cypher(text: str, parameters: dict[str, str], timeout: float, max_rows: int, where: Where, output: Output, quiet: bool) -> None:
    """Run a query in READ mode; `-` reads it from standard input."""
    from maillon.queries.json_value import json_value
    from maillon.queries.library import Rows
    from maillon.queries.library.vocabulary import unknown_words
    from maillon.reports.questions import rows_document, unknown_text

    if text == "-":
        text = sys.stdin.read()
    if not text.strip():
        raise click.UsageError(messages("query.empty"))
    # Said before the query is answered: an unknown label is no error to an engine, and an error tells less.
    for unknown in unknown_words(text):
        remark(unknown_text(unknown, output.lang), quiet=quiet)
    with opened(where, quiet=quiet) as store:
        answer = store.ask(text, {k: _value(v) for k, v in parameters.items()}, timeout=timeout, max_rows=max_rows)
    rows = Rows(answer.columns, tuple(tuple(json_value(v) for v in row) for row in answer.rows), answer.truncated)
    emit(rows_document("Cypher", rows, None, output.lang), output)


def _value(text: str) -> Any:
    """A parameter as JSON where it is JSON (numbers, lists, true, null), else as text."""
    try:
        return json.loads(text)
    except ValueError:
        return text
