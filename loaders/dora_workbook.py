"""The register of information as the EBA's workbook: one sheet a table, codes of the columns in one row, labels in place of codes.

Formulas and macros are never run: a cell is the value that was saved. Sheets without the name of a table are left alone, and named.
"""

from __future__ import annotations

import re

from maillon.graph.characters import without_strange_characters
from maillon.loaders import dora_codes as codes
from maillon.loaders.dora_tables import TABLES, FiledRegister, RegisterRow, check_columns, close, column_of
from maillon.loaders.formulas import unguarded
from maillon.loaders.grids import MAX_CELL, Numbered, is_failed, is_total
from maillon.loaders.inputs import Input, refuse
from maillon.loaders.messages import messages
from maillon.loaders.problems import Problem
from maillon.loaders.workbooks import open_workbook

BOOKS = (".xlsx", ".xlsm", ".ods")
"""Endings of workbooks."""

_SHEET = r"b_\d\d\.\d\d"
_HEADER_ROWS = 15
"""How far down the codes of the columns are looked for."""
_BESIDE_CODES = 2
"""Rows below the codes that describe the columns: their names and their types."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def read_workbook_register(source: Input) -> FiledRegister:
    """Read a workbook.

    Raises:
        BadInputError: no register, two sheets of one table, or a sheet that is not what the taxonomy says.
    """
    register = FiledRegister(source.name)
    names, pages = open_workbook(source, _SHEET)
    grids = {page.name: page.grid for page in pages}
    if not grids:
        raise refuse(source.name, messages("dora.none"))
    for sheet, grid in grids.items():
        table = sheet.strip().lower()
        if table not in TABLES:
            raise refuse(f"{source.name}:{sheet}", messages("dora.unknown_table", table=table, allowed=list(TABLES)))
        if table in register.tables:
            raise refuse(f"{source.name}:{sheet}", messages("dora.two_tables", table=table, other=source.name))
        _add_sheet(register, table, f"{source.name}:{sheet}", grid)
    if others := [name for name in names if name not in grids]:
        source.remark(messages("dora.sheets", names=others[:20]))
    close(register)
    return register


def _add_sheet(register: FiledRegister, table: str, file: str, grid: list[Numbered]) -> None:
    filled = [(line, [_clean(cell) for cell in row]) for line, row in grid if any(cell.strip() for cell in row)]
    at = next((n for n, (_, row) in enumerate(filled[:_HEADER_ROWS]) if sum(_is_code(cell, table) for cell in row) >= 2), None)
    if at is None:
        raise refuse(file, messages("dora.no_codes", table=table, example=f"{table}.0010"))
    line, header = filled[at]
    check_columns(table, {cell: column_of(cell) for cell in header if cell}, file, line)
    places = {place: column for place, cell in enumerate(header) if cell and (column := column_of(cell)) is not None}
    below = filled[at + 1 :]
    beside = 0
    while beside < min(_BESIDE_CODES, len(below)) and not any(_is_data(cell) for cell in below[beside][1]):
        beside += 1
    rows: list[RegisterRow] = []
    for number, row in below[beside:]:
        cells = {column: row[place] if place < len(row) else "" for place, column in places.items()}
        stated = [cell for cell in cells.values() if cell]
        failed = next((cell for cell in stated if is_failed(cell)), None)
        long = max((len(cell) for cell in stated), default=0)
        if is_total(stated):
            register.ragged.append(Problem(file, number, "", "", messages("table.total")))
        elif failed is not None:
            register.ragged.append(Problem(file, number, "", "", messages("cell.failed", column=table, value=failed)))
        elif long > MAX_CELL:
            register.ragged.append(Problem(file, number, "", "", messages("cell.long", found=long, most=MAX_CELL)))
        elif stated:
            rows.append(RegisterRow(file, number, cells))
    register.tables[table] = rows


def _clean(cell: str) -> str:
    return without_strange_characters(unguarded(cell))[0].strip() if len(cell) <= MAX_CELL else cell


def _is_code(cell: str, table: str) -> bool:
    return column_of(cell) is not None and (cell.lower().startswith(f"{table}.") or cell[:1] in "cC0")


def _is_data(cell: str) -> bool:
    """Whether a cell holds what no name or type of a column does: a day, a LEI, a country, a kind of code."""
    kind = codes.kind_of_code(cell)[0]
    return bool(
        _DATE.fullmatch(cell)
        or codes.checked_numbers(codes.normal_code(cell), "lei", None)
        or re.fullmatch(r"[A-Z]{2}", cell)
        or (kind not in (None, "other", codes.PERSONAL))
    )
