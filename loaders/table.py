"""Any table of relations, organisations or incidents (CSV, XLSX, ODS) through a small mapping file: no Python needed.

`maillon loaders new TABLE` writes a commented mapping from a header; `maillon load table TABLE MAPPING` loads it. A public list whose
mapping comes with maillon is known by its header and needs no other.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from maillon.graph import name_matching as naming
from maillon.graph.model import Status
from maillon.graph.records import Bilingual, Organisation, Record, RelationsRecord, Source
from maillon.graph.statements import LISTED, REGISTER
from maillon.loaders.base import Loader, Reading
from maillon.loaders.cell_dates import check_order
from maillon.loaders.grids import is_failed
from maillon.loaders.inputs import Found, RawRow, RawTable, collect_files, refuse
from maillon.loaders.messages import messages
from maillon.loaders.name_cells import table_suppliers
from maillon.loaders.parties import Parties
from maillon.loaders.placeholders import placeholder
from maillon.loaders.problems import BadInputError, Problem
from maillon.loaders.rejecting import finish, one_problem, problems_of, reject_file
from maillon.loaders.table_incidents import RowReader, incident_of, numbered
from maillon.loaders.table_mapping import DATES, MAPPINGS, TableMapping, read_mapping, ready_for, ready_mappings
from maillon.loaders.table_parties import TableRow, organisation_relations, party, say_who_is_one, sites_by_name
from maillon.loaders.table_relations import relation_of
from maillon.loaders.unknown_words import UnknownWords
from maillon.loaders.workbooks import SHEETS, open_table
from maillon.wording import RefusedError

TABLE_ENDINGS = (".csv", ".tsv", *SHEETS)
"""Endings of tables."""

LOADER = Loader(
    name="table",
    title={"fr": "un tableau quelconque, avec un fichier de correspondance", "en": "any table, with a mapping file"},
    reads={
        "fr": "CSV, XLSX ou ODS de relations, d'organisations ou d'incidents, et une correspondance .yaml de ses colonnes (aucune pour une "
        "liste connue)",
        "en": "CSV, XLSX or ODS of relations, organisations or incidents, and one .yaml mapping of its columns (none for a list that is "
        "known)",
    },
    publisher={"fr": "l'auteur du tableau", "en": "whoever made the table"},
    address="docs/loaders.md#table",
    licence={"fr": "celle que dit la correspondance", "en": "as the mapping says"},
    coverage={"fr": "ce que le tableau contient", "en": "what the table holds"},
    leaves_out={
        "fr": "les colonnes que la correspondance ne cite pas (comptées) ou qu'elle ignore par leur nom",
        "en": "columns that the mapping does not name (counted) or ignores by name",
    },
)

_NAMES = ("who", "whom", "provider", "host", "name", "victim", "supplier")


def read(paths: Sequence[Path], *, dataset: str | None, strict: bool) -> Reading:
    """Read tables of one shape with one mapping, or with the one that comes with maillon for their header.

    Raises:
        BadInputError: no mapping and no known header, more than one mapping, a wrong one, or a table that lacks its columns.
    """
    mappings = [path for path in paths if path.suffix.lower() in MAPPINGS]
    tables = [path for path in paths if path not in mappings]
    if len(mappings) > 1 or not tables:
        where = ", ".join(str(p) for p in paths)
        raise refuse(where, messages("mapping.missing"))
    found = collect_files(tables, TABLE_ENDINGS)
    opened: dict[str, RawTable] = {}
    name, mapping = ("", read_mapping(mappings[0])) if mappings else _known(found, opened)
    rank = REGISTER if mapping.official else LISTED
    reading = Reading(dataset or mapping.dataset, mapping.title, mapping.source.licence, rank=rank, confidential=mapping.confidential)
    if name:
        reading.warnings.append(Problem(found.files[0].name, 0, "", "", messages("mapping.ready", name=name)))
    parties = Parties(mapping.dataset, mapping.persons, head_offices=mapping.place_of == "head_office")
    unknown = UnknownWords()
    incidents: list[RowReader] = []
    for source in found.files:
        try:
            table = opened.pop(source.name, None) or open_table(source, mapping.sheet, header_row=mapping.header_row)
            incidents += read_table(table, mapping, reading, parties, unknown)
        except BadInputError as error:
            reject_file(reading, error)
    use_incidents(incidents, reading, parties, unknown)
    reading.warnings += [Problem(found.files[0].name, 0, "", "", said) for said in unknown.remarks()]
    say_who_is_one(reading, parties, mapping.rows)
    if reading.records:
        described = mapping.source.model_dump(exclude_none=True)
        parties.source(Source(id=mapping.dataset, **described))
    reading.declare(parties.records(), parties.judged)
    return finish(reading, found, strict=strict)


def read_table(table: RawTable, mapping: TableMapping, reading: Reading, parties: Parties, unknown: UnknownWords) -> list[RowReader]:
    """Read the rows of one table; `parties` collects what they name, `unknown` words of their cells that no table knows.

    Rows that are incidents are handed back: those of all tables get their ids together (`use_incidents`).

    Raises:
        BadInputError: a column that the mapping reads is not there, or the dates are not in the order that it states.
    """
    written = _as_written(table, mapping)
    dated = [written.columns[name] for name in DATES[mapping.rows] if name in written.columns]
    check_order(((row.line, row.cells[header]) for header in dated for row in table.rows), mapping.dates, table.file)
    _count_rows(table, written, reading)
    if mapping.rows == "incidents":
        return _incident_rows(table, written, reading, parties)
    _rows(table, written, reading, parties, unknown)
    return []


def _known(found: Found, opened: dict[str, RawTable]) -> tuple[str, TableMapping]:
    """The ready mapping for the header of the first table, with its name; that table is put into `opened`, and not read twice.

    Raises:
        BadInputError: no list with that header is known.
    """
    first = found.files[0]
    table = open_table(first, header_only=True)
    name = ready_name(table)
    if name is None:
        raise refuse(first.name, messages("mapping.missing"))
    mapping = ready_mappings()[name]
    if table.rows and mapping.sheet is None and mapping.header_row is None:
        opened[first.name] = table
    return name, mapping


def ready_name(table: RawTable) -> str | None:
    """The name of the ready mapping that reads a table, by its header; None where none does."""
    return ready_for({_plain(header) for header in table.header}, _plain)


def _plain(header: str) -> str:
    """A header as headers are compared: neither case nor the spaces inside it matter."""
    return " ".join(header.split()).casefold()


def _as_written(table: RawTable, mapping: TableMapping) -> TableMapping:
    """The mapping with the headers as the table spells them: spaces inside them do not matter.

    Raises:
        BadInputError: a column that the mapping reads is not there.
    """
    spelt = {_plain(header): header for header in table.header}
    data_columns = {spelt[_plain(header)]: category for header, category in mapping.data_columns.items() if _plain(header) in spelt}
    missing = [header for header in mapping.columns.values() if _plain(header) not in spelt]
    if mapping.data_columns and not data_columns:  # some of them may have been added to the list later
        missing += mapping.data_columns
    if missing:
        raise refuse(table.file, messages("table.column", column=missing[0], header=table.header[:30]), line=1)
    return mapping.model_copy(
        update={
            "columns": {name: spelt[_plain(header)] for name, header in mapping.columns.items()},
            "data_columns": data_columns,
            "ignore": [spelt.get(_plain(header), header) for header in mapping.ignore],
        }
    )


def _count_rows(table: RawTable, mapping: TableMapping, reading: Reading) -> None:
    """Count the rows of a table, those that do not fit its header, and the columns that the mapping does not name."""
    reading.read += len(table.rows) + len(table.ragged)
    reading.rejected += table.ragged
    used = {*mapping.headers, *mapping.ignore}
    for header in table.header:
        if header not in used:
            reading.unread_fields.update(header for row in table.rows if row.cells[header].strip())


def _incident_rows(table: RawTable, mapping: TableMapping, reading: Reading, parties: Parties) -> list[RowReader]:
    suppliers = table_suppliers(row.cells[mapping.columns["victim"]] for row in table.rows if "victim" in mapping.columns)
    rows: list[RowReader] = []
    for row in table.rows:
        if reading.repeats(row.cells.values(), table.file, row.line):
            continue
        draft = Parties(parties.prefix, parties.wary)
        try:
            reader = RowReader(mapping, _values(row, mapping), row.cells, (table.file, row.line), _mark(row), suppliers, draft)
            reader.check_days()
            rows.append(reader)
        except ValueError as error:
            reading.rejected.append(one_problem(problems_of(error, table.file, row.line, "")))
    return rows


def use_incidents(rows: Sequence[RowReader], reading: Reading, parties: Parties, unknown: UnknownWords) -> None:
    """Make the records of rows that are incidents."""
    for identifier, row in numbered(rows):

        def party_of(values: Mapping[str, str], mark: str, row: RowReader = row) -> str:
            this = TableRow(values, row.mapping.schemes, row.mapping.rows, mark, row.place, row.evidence, row.parties, (), row.unknown)
            return party(this, "victim")[0]

        try:
            reading.use(f"incident:{row.mapping.dataset}/{identifier}", incident_of(row, identifier, party_of))
        except ValueError as error:
            reading.rejected.append(one_problem(problems_of(error, *row.place, identifier)))
            continue
        parties.absorb(row.parties)
        reading.unread_fields.update(row.unread + row.unknown.unread())
        unknown.add(row.unknown)
        reading.warnings += [Problem(*row.place, identifier, "", remark) for remark in row.remarks]


def _mark(row: RawRow) -> str:
    """Twelve hex digits of what a row holds."""
    return hashlib.sha256(json.dumps(row.cells, sort_keys=True).encode()).hexdigest()[:12]


def _rows(table: RawTable, mapping: TableMapping, reading: Reading, parties: Parties, unknown: UnknownWords) -> None:
    day = mapping.constants.get("seen_on", "")  # of all rows: the day of the list, with which its rows are cited
    listed = f"{day} " if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else ""
    apart = sites_by_name(_valid(table, mapping), mapping.schemes, ("who", "whom") if mapping.rows == "relations" else ())
    for row in table.rows:
        if reading.repeats(row.cells.values(), table.file, row.line):
            continue
        content = _mark(row)
        draft, strange = Parties(parties.prefix, parties.wary), UnknownWords()
        try:
            values = _values(row, mapping)
            evidence = f"{mapping.dataset}#{values.get('locator', f'{listed}row {content}')}"
            this = TableRow(values, mapping.schemes, mapping.rows, content, (table.file, row.line), evidence, draft, apart, strange)
            key, record = _record(this, mapping)
            reading.use(key, record)
        except ValueError as error:
            reading.rejected.append(one_problem(problems_of(error, table.file, row.line, "")))
            continue
        parties.absorb(draft)
        unknown.add(strange)
        reading.unread_fields.update(strange.unread())
        if mapping.rows == "relations" and isinstance(record, Organisation):
            reading.unread_fields[messages("unread.nobody", column=mapping.columns.get("whom", "whom"))] += 1


def _valid(table: RawTable, mapping: TableMapping) -> Iterator[dict[str, str]]:
    """The values of all rows but those that are rejected for one; of a row that follows upon itself (one in memory), once."""
    last: Mapping[str, str] | None = None
    for row in table.rows:
        if row.cells is last:
            continue
        last = row.cells
        try:
            yield _values(row, mapping)
        except ValueError:
            continue


def _values(row: RawRow, mapping: TableMapping) -> dict[str, str]:
    found = dict(mapping.constants)
    empty = {word.casefold() for word in mapping.empty}
    meant = {} if mapping.rows == "incidents" else mapping.words  # their words are told apart cell by cell
    for name, header in mapping.columns.items():
        lines = row.cells[header].strip().splitlines() if name in _NAMES else [row.cells[header]]
        cell = "\n".join(naming.clean_name(line) for line in lines)
        if is_failed(cell):
            raise RefusedError(messages("cell.failed", column=header, value=cell))
        optional = name not in _NAMES and not name.endswith("country")  # NC, NO and SO are countries
        if cell and cell.casefold() not in empty and not (optional and placeholder(cell)):
            table = {naming.fold_name(word): meaning for word, meaning in meant.get(name, {}).items()} if name != "data" else {}
            found[name] = table.get(naming.fold_name(cell), cell)
    return found


def _record(this: TableRow, mapping: TableMapping) -> tuple[str, Record]:
    values, content, parties = this.values, this.content, this.parties
    said: dict[str, Any] = {"evidence": [this.evidence], "status": values.get("status", Status.REPORTED.value)}
    if mapping.rows == "relations":
        parts = [part for part in re.split(r"(?:(?<!\s)\s++)?;\s*+", values.get("whom", "")) if part] if "whom_id" not in values else []
        each: list[Mapping[str, str]] = [{**values, "whom": part} for part in parts] or [values]  # `;` stands in no name
        marks = [content, *(f"{content}.{number}" for number in range(2, len(each) + 1))]
        rows = [replace(this, values=one, content=mark) for one, mark in zip(each, marks, strict=True)]
        found = [relation for one in rows for relation in relation_of(one, mapping, said)]
        relations = [one for position, one in enumerate(found) if one not in found[:position]]  # several of one row may have one body
    else:
        relations = organisation_relations(this, said)
    title = Bilingual.of(messages("title.row", dataset=mapping.dataset))
    if not relations:  # no owner or group, or the row says that there is no supplier: the organisation is the record
        identifier = next(iter(parties.records()))
        return f"row:{mapping.dataset}/{content}", parties.records()[identifier]
    return f"relations:{mapping.dataset}/{content}", RelationsRecord(
        kind="relations", id=f"{mapping.dataset}/{content}", title=title, relations=relations
    )
