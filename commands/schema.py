"""What things are called: `schema`, of the graph, the records, the answers or an export; and how Neo4j's programs draw them."""

from __future__ import annotations

import json
from pathlib import Path

import click

from maillon.commands.bilingual import argument, command
from maillon.commands.messages import messages
from maillon.commands.options import Output, chosen, file_option, format_option
from maillon.commands.printing import emit, print_text
from maillon.reports.document import FORMATS


@command("schema")
@argument("what", type=click.Choice(("graph", "records", "answers", "export", "style", "perspective")), default="graph")
@format_option(*FORMATS)
@file_option()
def schema(what: str, format_: str | None, output: Path | None) -> None:
    """The graph model as tables; the record format, the answers or the JSON of `export` as JSON Schema; what draws the graph."""
    if what == "graph":
        from maillon.reports.schema import model_document

        emit(model_document(), Output(chosen(format_, output, FORMATS), "en", output))
        return
    if format_ not in ((None,) if what == "style" else (None, "json")):
        raise click.UsageError(messages("schema.one_format", what=what))
    if what == "style":
        from maillon.reports.graph_style import style_sheet

        print_text(style_sheet(), output)
        return
    if what == "records":
        from maillon.graph.records import json_schema

        body = json_schema()
    elif what == "export":
        from maillon.exports.json_schema import export_schema

        body = export_schema()
    elif what == "perspective":
        from maillon.reports.graph_style import perspective

        body = perspective()
    else:
        from maillon.reports.schema import answers_schema

        body = answers_schema()
    print_text(json.dumps(body, ensure_ascii=False, indent=2) + "\n", output)
