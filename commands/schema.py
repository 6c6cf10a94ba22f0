"""What things are called: the record format, the graph model, the answers."""

from __future__ import annotations

import json

import click

from maillon.commands.base import emit, output_options, shared, write_file


@click.command()
@click.argument("what", type=click.Choice(("graph", "records", "answers")), default="graph")
@output_options
def schema(what: str) -> None:
    """The graph model as tables, or the record format or the answers as JSON Schema.

    \b
    maillon schema                                  labels, arrows, properties
    maillon schema records -o record.schema.json    for an editor that completes and checks
    maillon schema answers                          what --format json prints
    """
    if what == "graph":
        from maillon.reports.schema import model_document

        emit(model_document())
        return
    if what == "records":
        from maillon.graph.records import json_schema

        body = json_schema()
    else:
        from maillon.reports.schema import answers_schema

        body = answers_schema()
    text = json.dumps(body, ensure_ascii=False, indent=2) + "\n"
    output = shared().output
    if output is not None:
        write_file(output, text)
    else:
        click.echo(text, nl=False)
