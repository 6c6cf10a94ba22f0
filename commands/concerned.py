"""Whether an organisation is concerned by incidents at those whom it trusts: `concerned`."""

from __future__ import annotations

import datetime as dt
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from maillon.commands.bilingual import argument, command, language, option
from maillon.commands.ending import conclude
from maillon.commands.load import load_reading
from maillon.commands.messages import messages
from maillon.commands.opening import reading
from maillon.commands.options import Day, Output, Where, cypher_option, day_option, output_options, quiet_option, store_options
from maillon.commands.paths import FilePath
from maillon.commands.printing import emit, remark
from maillon.commands.shell_words import typed
from maillon.shipped import shipped
from maillon.wording import joined

if TYPE_CHECKING:
    from maillon.loaders.base import Reading
    from maillon.queries.cypher_reader import CypherReader

LISTS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".ods")
"""Endings of a list that is a file."""


@command(
    "concerned",
    examples=[
        "maillon concerned Mutami",
        "maillon concerned Mutami --since 2025-01-01 -o concerned.xlsx",
        "maillon concerned processors.xlsx --owner 'North Mutual'",
    ],
)
@argument("asked", metavar="NAME")
@option("--owner", metavar="NAME", text="concerned.owner")
@option("--decisions", type=FilePath(), metavar="FILE", text="concerned.decisions")
@option("--since", type=Day(), metavar="DATE", text="concerned.since")
@store_options
@output_options
@day_option
@cypher_option
@quiet_option
def concerned(
    asked: str,
    owner: str | None,
    decisions: Path | None,
    since: dt.date | None,
    where: Where,
    output: Output,
    as_of: dt.date | None,
    show_cypher: bool,
    quiet: bool,
) -> None:
    """A row for each contract or path and incident at those whom an organisation trusts, and what to ask of whom."""
    from maillon.queries.concerned import concerned as gather
    from maillon.queries.find import resolve
    from maillon.reports.concerned import beside_of, concerned_document

    told = owner is not None or decisions is not None
    listed = Path(asked) if _is_list(asked, told=told) else None
    if listed is None and told:
        raise click.UsageError(messages("concerned.no_list", option="--owner" if owner is not None else "--decisions"))
    held = _listed(listed, owner, decisions, as_of, quiet=quiet) if listed else _kept(where, show_cypher=show_cypher, quiet=quiet)
    with held as (store, known):
        node = known or resolve(store, asked, labels=("Organisation",)).id
        answer = gather(store, node, as_of or dt.date.today(), since)
        aside = beside_of(store, answer, _line(listed, owner) if listed else None)
    emit(concerned_document(answer, aside, output.words), output)
    conclude(bool(answer.rows), [], output.lang, quiet=quiet)


def _is_list(asked: str, *, told: bool) -> bool:
    """Whether a list is meant and no name: by its ending, or a file that is there; where something is told of a list, by any ending.

    What it turns out to be (a workbook of Excel 97, a PDF) is for who reads it to say.
    """
    if asked == "-" or asked.lower().endswith(LISTS):
        return True
    there, ending = os.path.exists(asked), bool(Path(asked).suffix)  # noqa: PTH110 - what is no path at all is none
    return (there or told) and (ending or (there and told))


@contextmanager
def _kept(where: Where, *, show_cypher: bool, quiet: bool) -> Iterator[tuple[CypherReader, str | None]]:
    """The store of a person."""
    with reading(where, show_cypher=show_cypher, quiet=quiet) as store:
        yield store, None


@contextmanager
def _listed(
    path: Path, owner: str | None, decisions: Path | None, as_of: dt.date | None, *, quiet: bool
) -> Iterator[tuple[CypherReader, str]]:
    """A list with the shipped records, in a store that goes with the answer; and whose list it is, by id.

    Raises:
        BadInputError: the list or the decisions cannot be read, or nobody says whose list it is.
    """
    from maillon.graph.store.passing import passing_store
    from maillon.loaders import processors
    from maillon.loaders.base import loader
    from maillon.loaders.inputs import refuse
    from maillon.loaders.records import read_sets
    from maillon.queries.cypher_reader import CypherReader

    mine = processors.read([path], dataset=None, strict=False, owner=owner, on=processors.day_in_name(path.name) or as_of)
    if mine.description is None:
        raise refuse(str(path), messages("concerned.nobody"))
    ids = {record for record in mine.records if record.startswith("org:")}
    taken = read_sets([decisions], dataset="decisions", known=lambda wanted, besides: ids & set(wanted))[1] if decisions else []
    records = loader("records").read([shipped("records")], dataset=None, strict=True)
    with tempfile.TemporaryDirectory(prefix="maillon-", ignore_cleanup_errors=True) as place, passing_store(Path(place) / "store") as store:
        load_reading(store, "records", records, quiet=True)
        load_reading(store, "processors", mine, quiet=True)
        for decided in taken:
            load_reading(store, "records", decided, quiet=True)
        remark(messages.say("concerned.nothing_kept", language(), rows=mine.read, path=path), quiet=quiet)
        for problem in mine.rejected:
            remark(problem.say(language()), quiet=quiet)
        _say_doubts(mine, path, owner, quiet=quiet)
        yield CypherReader(store), str(json.loads(mine.description)["owner"])


def _say_doubts(mine: Reading, path: Path, owner: str | None, *, quiet: bool) -> None:
    """Say how much of a list was not read as it stands, and the line that shows it."""
    unread = sum(not column.field for column in mine.columns)
    counts = {"left": mine.left_out.total(), "unknown": unread, "remarks": len(mine.warnings)}
    found = joined([messages(f"concerned.{name}", n=n) for name, n in counts.items() if n], ", ")
    if any(counts.values()):
        line = f"{_line(path, owner)} --dry-run"
        remark(messages.say("concerned.doubts", language(), found=found, line=line), quiet=quiet)


def _line(path: Path, owner: str | None) -> str:
    """The line that keeps a list, as it is to be typed."""
    return " ".join(["maillon load processors", typed(path), *(["--owner", typed(owner)] if owner else [])])
