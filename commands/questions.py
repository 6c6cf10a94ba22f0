"""Questions: the library (`query list|search|show|run`) and a person's own Cypher (`cypher`)."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from maillon.commands.base import NO, answer_options, emit, language, opened, output_options, reading, remark, shared
from maillon.commands.wrong_use import wrong_use


def _pairs(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for text in values:
        name, found, value = text.partition("=")
        if not found or not name:
            raise click.BadParameter(wrong_use("pair", text=text), ctx, param)
        pairs[name] = value
    return pairs


parameters_option = click.option(
    "-p", "parameters", multiple=True, metavar="K=V", callback=_pairs, help="A parameter of the query; may be repeated."
)


@click.group()
def query() -> None:
    """The library of questions: each a documented Cypher query with typed parameters."""


@query.command("list")
@output_options
def list_questions() -> None:
    """All questions."""
    from maillon.queries.library import library
    from maillon.reports.questions import question_list

    emit(question_list(list(library().values()), language()))


@query.command()
@click.argument("words", nargs=-1, required=True)
@output_options
def search(words: tuple[str, ...]) -> None:
    """Questions that hold these words, in French or English. Exits with 1 if there is none."""
    from maillon.queries.library import search_questions as look
    from maillon.reports.questions import question_list

    found = look(" ".join(words))
    emit(question_list(found, language()))
    sys.exit(0 if found else NO)


@query.command()
@click.argument("name")
@output_options
def show(name: str) -> None:
    """One question: what it asks, its parameters, its Cypher."""
    from maillon.queries.library import question
    from maillon.reports.questions import question_document

    emit(question_document(question(name), language()))


@query.command()
@click.argument("name")
@parameters_option
@answer_options
def run(name: str, parameters: dict[str, str]) -> None:
    """Run a question.

    \b
    maillon query run clients-of -p supplier=Viamedis
    """
    from maillon.queries.library import bind, question
    from maillon.queries.library import run_question as ask
    from maillon.reports.questions import rows_document

    asked = question(name)
    with reading() as store:
        rows = ask(store, asked, bind(store, asked, parameters))
    emit(rows_document(asked.title[language()], rows, asked.columns, language()))


@click.command()
@click.argument("text", metavar="QUERY")
@parameters_option
@click.option("--timeout", type=click.FloatRange(0.1, 3600), default=30.0, show_default=True, help="Seconds before the query is stopped.")
@click.option("--max-rows", type=click.IntRange(1, 1_000_000), default=10_000, show_default=True, help="Most rows returned.")
@answer_options
def cypher(text: str, parameters: dict[str, str], timeout: float, max_rows: int) -> None:
    """Run your own Cypher, read-only, with a time limit; `-` reads it from standard input.

    \b
    maillon cypher "MATCH (i:Incident) RETURN i.id, i.detected_on ORDER BY i.detected_on"
    maillon cypher "MATCH (o {id: $id})--(x) RETURN x.id" -p id=org:weda
    """
    from maillon.queries.json_value import json_value
    from maillon.queries.library import Rows
    from maillon.queries.library.vocabulary import unknown_words
    from maillon.reports.questions import rows_document, unknown_text

    if text == "-":
        text = sys.stdin.read()
    if not text.strip():
        raise click.UsageError(wrong_use("query.empty"))
    # Said before the query is answered: an unknown label is no error to an engine, and an error tells less.
    for unknown in unknown_words(text):
        remark(unknown_text(unknown, language()))
    with opened() as store:
        answer = store.ask(text, {k: _value(v) for k, v in parameters.items()}, timeout=timeout, max_rows=max_rows)
    if shared().show_cypher:
        click.echo(text, err=True)
    rows = Rows(answer.columns, tuple(tuple(json_value(v) for v in row) for row in answer.rows), answer.truncated)
    emit(rows_document("Cypher", rows, None, language()))


def _value(text: str) -> Any:
    """A parameter as JSON where it is JSON (numbers, lists, true, null), else as text."""
    try:
        return json.loads(text)
    except ValueError:
        return text
