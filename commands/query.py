"""The library of questions: `query list|search|show|run`."""

from __future__ import annotations

import datetime as dt
import sys

import click

from maillon.commands.bilingual import argument, command, group, option
from maillon.commands.ending import Cut, conclude
from maillon.commands.exit_codes import DONE, NO
from maillon.commands.messages import messages
from maillon.commands.opening import reading
from maillon.commands.options import (
    Output,
    Where,
    cypher_option,
    day_option,
    output_options,
    parameters_option,
    quiet_option,
    store_options,
    with_option,
)
from maillon.commands.printing import emit, remark


@group("query")
def query() -> None:
    """Questions of the library."""


@command("query-list")
@output_options
def list_questions(output: Output) -> None:
    """All questions."""
    from maillon.queries.library import library
    from maillon.reports.questions import question_list

    emit(question_list(list(library().values()), output.words), output)


@command("query-search")
@argument("words", metavar="WORD...", nargs=-1, required=True)
@output_options
def search(words: tuple[str, ...], output: Output) -> None:
    """Questions that hold these words; exit with 1 if there is none."""
    from maillon.queries.library import search_questions
    from maillon.reports.questions import question_list

    found = search_questions(" ".join(words))
    emit(question_list(found, output.words, words), output)
    sys.exit(DONE if found else NO)


@command("query-show")
@argument("name", metavar="QUESTION")
@output_options
def show(name: str, output: Output) -> None:
    """One question: what it asks, its parameters, its Cypher."""
    from maillon.queries.library import question
    from maillon.reports.questions import question_document

    emit(question_document(question(name), output.words), output)


@command("query-run", examples=["maillon query run clients-of -p supplier=Viamedis"])
@argument("name", metavar="QUESTION")
@parameters_option
@option("--limit", type=click.IntRange(0, 1_000_000_000), default=10_000, show_default=True, text="query.limit")
@with_option
@store_options
@output_options
@day_option
@cypher_option
@quiet_option
def run(
    name: str,
    parameters: dict[str, str],
    limit: int,
    including: tuple[str, ...],
    where: Where,
    output: Output,
    as_of: dt.date | None,
    show_cypher: bool,
    quiet: bool,
) -> None:
    """The rows of a question. A day is refused by a question that asks for none, rather than dropped."""
    from maillon.queries.library import bind, question, run_question
    from maillon.queries.nearest import around
    from maillon.reports.nearest import no_row_lines
    from maillon.reports.question_values import ids_named
    from maillon.reports.questions import rows_document

    asked = question(name)
    former = parameters.pop("limit", "")  # for one version: a question's own parameter, before there was an option
    if former.isdigit():
        limit = int(former)
        remark(messages.say("renamed", output.lang, old="-p limit", new="--limit"), quiet=quiet)
    if as_of is not None:
        if not any(p.name == "as_of" and p.type == "date" for p in asked.parameters):
            raise click.UsageError(messages("query.no_day", name=name))
        parameters = {"as_of": as_of.isoformat(), **parameters}
    with reading(where, show_cypher=show_cypher, including=including, quiet=quiet) as store:
        values = bind(store, asked, parameters)
        rows = run_question(store, asked, values, limit=limit)
        named = {p.name: values[p.name] for p in asked.parameters if p.type == "node" and values[p.name]}
        nothing = [] if rows.rows else no_row_lines(asked, around(store, named))
        names = store.nodes(ids_named(rows.rows)) if "name" in rows.columns and output.format in ("table", "md") else {}
    emit(rows_document(asked.title[output.words], rows, asked.columns, output.words, nothing, names), output)
    shown = len(rows.rows)
    cuts = [Cut(messages("cut.rows", shown=shown, all="--limit 0"), "parameters" if former else "limit")] if rows.truncated else []
    conclude(shown > 0, cuts, output.lang, quiet=quiet)


for name, inner in {"list": list_questions, "search": search, "show": show, "run": run}.items():
    query.add_command(inner, name)
