"""Lists of processors and sub-processors that a controller keeps (GDPR art. 28, 30(1)(d), 30(2)): CSV, XLSX or ODS, columns recognised.

A row is what one owner entrusts to one party. A cell that is not understood never costs the row: it is counted, and named once.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from maillon.graph import name_matching as naming
from maillon.graph.characters import refuse_strange_character
from maillon.graph.privacy import refuse_personal_identifier
from maillon.graph.records import Source
from maillon.graph.statements import LISTED
from maillon.loaders import names
from maillon.loaders.base import Column, Loader, Reading
from maillon.loaders.column_shapes import day_order, is_french
from maillon.loaders.inputs import Found, Input, RawRow, RawTable, collect_files, refuse
from maillon.loaders.messages import messages
from maillon.loaders.name_column import column_of_names
from maillon.loaders.parties import Parties
from maillon.loaders.problems import BadInputError, Problem
from maillon.loaders.processor_columns import is_tier, recognise_columns
from maillon.loaders.processor_rows import ListedRow, ListRemarks, ProcessorList, read_row
from maillon.loaders.processor_sheets import RecordSheet, record_sheets, rows_of_sheets
from maillon.loaders.rejecting import finish, one_problem, problems_of, reject_file
from maillon.loaders.workbooks import SHEETS, open_table
from maillon.wording import Message, RefusedError

if TYPE_CHECKING:
    from maillon.loaders.cell_dates import Order

LOADER = Loader(
    name="processors",
    title={"fr": "liste de sous-traitants (RGPD, art. 28 et 30)", "en": "a list of processors (GDPR, art. 28 and 30)"},
    reads={
        "fr": "CSV, XLSX ou ODS d'une liste tenue par un responsable (--owner) ; colonnes reconnues, à contrôler par --dry-run",
        "en": "CSV, XLSX or ODS of a list that a controller keeps (--owner); columns are recognised, to be checked with --dry-run",
    },
    publisher={"fr": "celui qui tient la liste", "en": "whoever keeps the list"},
    address="docs/own-list.md",
    licence={"fr": "la vôtre ; confidentielle", "en": "your own; confidential"},
    coverage={"fr": "ce que la liste contient", "en": "what the list holds"},
    leaves_out={
        "fr": "contacts, adresses, noms internes, commentaires, montants, mesures de sécurité, clauses, garanties de transfert",
        "en": "contacts, addresses, internal names, comments, amounts, security measures, clauses, safeguards of transfers",
    },
    ignored_fields={
        "person": "names a person",
        "address": "an address by which a person may be reached",
        "internal": "names of persons or services inside the owner's house",
        "free text": "it may name persons, and records keep no text of others",
        "amount": "asked by no question of maillon",
        "security": "an assessment, by which no relation is told",
        "clause": "a clause of the contract, by which no relation is told",
        "transfer": "safeguards of a transfer, by which no relation is told",
        "number": "a number of the list's own",
    },
    owned=True,
)

_MAX_DATASET = 40
_ENDINGS = (".csv", ".tsv", *SHEETS)
_DAY_IN_NAME = re.compile(r"(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")


def read(paths: Sequence[Path], *, dataset: str | None, strict: bool, owner: str | None = None, on: dt.date | None = None) -> Reading:
    """Read the lists of one owner; `on` is the day for which they speak, else the day in the name of the first file.

    Raises:
        BadInputError: nobody says whose list it is, it is a person's, or no column names the processors.
    """
    found = collect_files(paths, _ENDINGS)
    file = found.files[0].name
    lists, refused = _opened(found)
    told: list[Message] = []
    if owner is None or names.is_blank(owner):
        owner = _only_controller(lists)
        told.append(messages("list.owner_read", owner=owner))
    elif names.person_in(owner):
        raise refuse("--owner", messages("list.owner_person"))
    days = {day for source in found.files if (day := day_in_name(source.name))}
    if on is None and len(days) > 1:
        raise refuse(file, messages("list.several_days", days=sorted(day.isoformat() for day in days)))
    day = on or next(iter(days), None)
    if day is None and (written := [record.day for one in lists for record in one.sheets if record.day]):
        day = max(written)
        told.append(messages("list.day_read", day=day.isoformat()))
    own = owner if re.fullmatch(r"org:[a-z0-9./-]+", owner) else None
    called = dataset or _dataset_of((own or owner).removeprefix("org:"))
    reading = Reading(called, confidential=True, rank=LISTED, whole=True, listed_on=day)
    reading.warnings += [Problem(file, 0, "", "", said) for said in [*told, *([] if day else [messages("list.no_day")])]]
    parties = Parties(called)
    register = ProcessorList(called, day, parties, file)
    try:
        refuse_strange_character(owner)
        refuse_personal_identifier(owner)
        register.owner = own or parties.named(owner, evidence=called, row="owner")
    except RefusedError as error:
        raise refuse("--owner", error.message) from error
    register.owner_key = naming.matching_key(owner.removeprefix("org:"))
    rows: list[ListedRow] = []
    for one in lists:
        rows += rows_of_sheets(one.source, one.sheets, owner, reading) if one.table is None else _rows_of(one.table, reading)
    for why in refused:
        reject_file(reading, why)
    register.know(rows)
    several = Counter(row.key for row in rows)
    for row in rows:
        _use(row if several[row.key] == 1 else replace(row, key=row.mark), register, reading)
    if reading.used:
        register.close(reading)
        title = str(messages("list.title"))
        published = day.isoformat() if day else None
        parties.source(Source(id=called, publisher=register.called(register.owner), title=title, published_on=published))
        reading.description = json.dumps({"owner": register.owner, "days": [day.isoformat()] if day else []})
        reading.declare(parties.records(), parties.judged)
    return finish(reading, found, strict=strict)


@dataclass(slots=True)
class _OpenList:
    """One file: a table of processors, or a register in which each activity has a sheet of its own."""

    source: Input
    table: RawTable | None
    sheets: list[RecordSheet]

    def controllers(self) -> set[str]:
        """Who is in charge, as the list itself says."""
        if self.table is None:
            return {record.controller for record in self.sheets if not record.is_example}
        columns = [column.header for column in list_columns(self.table)[0] if column.field == "controller"]
        return {row.cells[header].strip() for row in self.table.rows for header in columns}


def _opened(found: Found) -> tuple[list[_OpenList], list[BadInputError]]:
    """The files that are lists, and why the others are none."""
    lists: list[_OpenList] = []
    refused: list[BadInputError] = []
    for source in found.files:
        try:
            sheets = record_sheets(source)
            lists.append(_OpenList(source, None if sheets else _table_of(source), sheets))
        except BadInputError as error:
            refused.append(error)
    return lists, refused


def _table_of(source: Input) -> RawTable:
    """The table of a file in which a column names the processors; one column of names alone is such a table too.

    Raises:
        BadInputError: it is no table, or no column of it names them.
    """
    remarks = len(source.remarks)
    try:
        table = open_table(source)
        if "name" not in {column.field for column in list_columns(table)[0] if not column.left_out}:
            raise refuse(table.file, messages("list.no_name", header=table.header[:30]), line=1)
    except BadInputError as error:
        del source.remarks[remarks:]
        alone = column_of_names(source)
        if alone is not None:
            return alone
        if error.problems[0].code == "table.one_column":
            raise refuse(source.name, messages("list.one_column"), line=1) from error
        raise
    return table


def _only_controller(lists: Sequence[_OpenList]) -> str:
    """Whose list it is, where nobody says so: the one controller that it names.

    Raises:
        BadInputError: it names none, several, or a person.
    """
    named = {name for one in lists for name in one.controllers() if not names.is_blank(name)}
    if len({naming.matching_key(name) for name in named}) != 1 or names.person_in(min(named)):
        raise refuse(lists[0].source.name if lists else "", messages("list.no_owner"))
    return naming.clean_name(min(named))


def _dataset_of(owner: str) -> str:
    """The data set of an owner's list: one name for all its versions, short enough to stand in the ids of all whom the list names."""
    name = f"processors-of-{names.slug(owner)}"
    return name if len(name) <= _MAX_DATASET else f"{name[: _MAX_DATASET - 9].rstrip('-')}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def day_in_name(name: str) -> dt.date | None:
    """The day that stands in the name of a file (`sous-traitants-2024-11-01.xlsx`)."""
    found = _DAY_IN_NAME.search(Path(name).name)
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def list_columns(table: RawTable) -> tuple[list[Column], Order]:
    """What each column of a list is, and the order of day and month in it."""
    order = day_order(table, "day-first" if is_french(table.header) else "iso")
    return recognise_columns(table, order, {}), order


def _rows_of(table: RawTable, reading: Reading) -> list[ListedRow]:
    """The rows of one file by field; what of it is no row, and which columns nobody reads, is counted."""
    columns, order = list_columns(table)
    reading.columns += [column for column in columns if column not in reading.columns]
    reading.read += len(table.rows) + len(table.ragged)
    reading.rejected += table.ragged
    unread = [column.header for column in columns if not column.field]
    reading.warnings += [Problem(table.file, 0, "", "", messages("list.tier", header=header)) for header in unread if is_tier(header)]
    for header in unread:
        reading.unread_fields.update(header for row in table.rows if row.cells[header].strip())
    return [
        _listed(row, columns, (table.file, row.line), order)
        for row in table.rows
        if not reading.repeats(row.cells.values(), table.file, row.line)
    ]


def _listed(row: RawRow, columns: Sequence[Column], place: tuple[str, int], order: Order) -> ListedRow:
    cells: dict[str, list[str]] = {}
    numbers: list[tuple[str, str]] = []
    for column in columns:
        cell = row.cells[column.header].strip()
        if column.field == "identifier" and cell:
            numbers.append((_scheme(column.header), cell))
        elif column.field and not column.left_out and cell:
            cells.setdefault(column.field, []).append(cell)
    told = [[naming.fold_name(cell) for cell in cells.get(name, ())] for name in ("controller", "name", "for_whom", "contract")]
    key, mark = (hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()[:12] for what in (told, row.cells))
    return ListedRow(cells, key, mark, place, order, numbers)


def _scheme(header: str) -> str:
    """The register that a header names, '' where it names none."""
    words = naming.fold_name(header).split()
    return next((scheme for scheme in ("siret", "siren", "finess", "lei") if scheme in words), "")


def _use(row: ListedRow, register: ProcessorList, reading: Reading) -> None:
    """Make the record of a row, unless a rule leaves it out or a cell of it cannot be kept."""
    draft = Parties(register.dataset)
    remarks = ListRemarks()
    try:
        record, rule = read_row(row, register, draft, remarks)
        if record is None:
            reading.leave_out(rule)
            return
        reading.use(f"relations:{record.id}", record)
    except ValueError as error:
        reading.rejected.append(one_problem(problems_of(error, *row.place, "")))
        return
    register.parties.absorb(draft)
    register.keep(remarks)
    reading.unread_fields.update(remarks.unread)
    reading.warnings += [Problem(*row.place, "", "", said) for said in remarks.said]
