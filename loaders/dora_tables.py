"""The tables of a register of information as it is filed: a package of plain CSV (taxonomy 4.0 and 4.2), found by the names of its files.

Columns are read by their headers, whose order is free. A table that is not what the taxonomy says is refused with its line and column: a
column that is shifted would make one thing of another.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from maillon.loaders.cell_dates import read_day
from maillon.loaders.inputs import Input, RawTable, json_of, json_refusal, refuse, table_of, text_of
from maillon.loaders.messages import messages
from maillon.loaders.problems import BadInputError, Problem
from maillon.wording import RefusedError


def _columns(last: int, *, keys: Sequence[int], of: Iterable[int] | None = None) -> TaxonomyTable:
    numbers = list(of) if of is not None else list(range(10, last + 10, 10))
    return TaxonomyTable(tuple(f"{n:04d}" for n in numbers), tuple(f"{n:04d}" for n in keys))


@dataclass(frozen=True, slots=True)
class TaxonomyTable:
    """A table of the taxonomy: its columns, and which of them are its key."""

    columns: tuple[str, ...]
    keys: tuple[str, ...]


TABLES: Mapping[str, TaxonomyTable] = {
    "b_01.01": _columns(60, keys=[10]),
    "b_01.02": _columns(110, keys=[10]),
    "b_01.03": _columns(40, keys=[10, 20]),
    "b_02.01": _columns(50, keys=[10]),
    "b_02.02": _columns(180, keys=[10, 20, 30, 50, 60, 130, 150, 160]),
    "b_02.03": _columns(30, keys=[10, 20]),
    "b_03.01": _columns(30, keys=[10, 20]),
    "b_03.02": _columns(30, keys=[10, 20]),
    "b_03.03": _columns(31, keys=[10, 20, 31], of=[10, 20, 31]),
    "b_04.01": _columns(40, keys=[10, 20, 40]),
    "b_05.01": _columns(120, keys=[10]),
    "b_05.02": _columns(70, keys=[10, 20, 30, 50, 60]),
    "b_06.01": _columns(100, keys=[10, 40]),
    "b_07.01": _columns(120, keys=[10, 20, 40]),
    "b_99.01": _columns(190, keys=[]),
}
"""Tables of Implementing Regulation (EU) 2024/2956 with the columns and keys of the taxonomy."""

SAY_WHOM = ("b_02.02", "b_03.02", "b_03.03", "b_05.02")
"""Tables of which each says who is entrusted with something; without any of them there is nothing to load."""

_FILE = re.compile(r"b_\d\d\.\d\d")
_COLUMN = re.compile(r"(?:b_\d\d\.\d\d\.)?c?(\d{4})", re.IGNORECASE)
_LONG_FORM = {"datapoint", "factvalue"}
_TRIAL = "jc-2023-86"
_KNOWN = re.compile(r"dora/4\.[02](?:/|$)")


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A row of a table: the text of each column, by its four digits, and where it stands."""

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


@dataclass(slots=True)
class FiledRegister:
    """What one package (or workbook) holds. `code` is what it says of who files it, `period` the day of which it speaks."""

    name: str
    code: str = ""
    consolidated: bool = False
    period: str = ""
    tables: dict[str, list[RegisterRow]] = field(default_factory=dict)
    ragged: list[Problem] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    """Files of the package that are no part of a register."""

    def rows(self, table: str) -> list[RegisterRow]:
        """The rows of a table; none where it is not reported."""
        return self.tables.get(table, [])

    def join(self, other: FiledRegister) -> None:
        """Take over the rows of another package of the same register."""
        self.code, self.consolidated, self.period = other.code, other.consolidated, other.period
        for table, rows in other.tables.items():
            self.tables.setdefault(table, []).extend(rows)
        self.ragged += other.ragged
        self.unread += other.unread


def packages(files: Sequence[Input]) -> Iterator[tuple[str, list[Input]]]:
    """The files that belong together: those of one archive, or of one folder."""
    found: dict[str, list[Input]] = defaultdict(list)
    for source in files:
        archive, inside, _ = source.name.rpartition(":")
        folder = source.name[: len(source.name) - len(last_part(source.name))].rstrip("/\\")
        outer = re.sub(r"(?i)[/\\](?:reports|META-INF)$", "", folder)
        found[archive if inside and len(archive) > 1 else outer].append(source)
    yield from found.items()


def last_part(name: str) -> str:
    """The name of a file without its folders and archive."""
    return re.split(r"[/\\:]", name)[-1]


def read_package(name: str, files: Sequence[Input]) -> FiledRegister:
    """Read the files of one package.

    Raises:
        BadInputError: no register, one of another form or version, two tables of one name, one that is missing, or one that is not
            what the taxonomy says.
    """
    register = FiledRegister(name)
    tables: dict[str, Input] = {}
    others: dict[str, Input] = {}
    for source in files:
        last = last_part(source.name).lower()
        stem, _, ending = last.rpartition(".")
        if ending == "csv" and _FILE.fullmatch(stem):
            if stem in tables:
                raise refuse(source.name, messages("dora.two_tables", table=stem, other=tables[stem].name))
            if stem not in TABLES:
                raise refuse(source.name, messages("dora.unknown_table", table=stem, allowed=list(TABLES)))
            tables[stem] = source
        else:
            others[last] = source
    if not tables:
        long_form = next((one for one in files if one.name.lower().endswith(".csv") and _header(one) >= _LONG_FORM), None)
        if long_form is not None:
            raise refuse(long_form.name, messages("dora.long_form"), line=1)
        raise refuse(name, messages("dora.none"))
    _check_version(others.get("report.json"))
    _check_indicators(others.get("filingindicators.csv"), name, tables)
    for table, source in sorted(tables.items()):
        _add_table(register, table, source)
    _parameters(others.get("parameters.csv"), register)
    close(register)
    known = ("report.json", "reportpackage.json", "filingindicators.csv", "parameters.csv")
    register.unread += [last for last in others if last not in known]
    return register


def close(register: FiledRegister) -> None:
    """See that a register is whole: it names somebody who is entrusted with something, and a day of which it speaks.

    Raises:
        BadInputError: it does not.
    """
    if not any(register.rows(table) for table in SAY_WHOM):
        raise refuse(register.name, messages("dora.nobody", tables=[table.upper() for table in SAY_WHOM]))
    filers = register.rows("b_01.01")
    if not register.period and filers:
        try:
            register.period = stated_day(filers[0], "0060") or ""
        except RefusedError as error:
            raise refuse(filers[0].file, error.message, filers[0].line) from error
    if not register.period:
        raise refuse(register.name, messages("dora.no_day"))
    if not register.code and filers:
        register.code = filers[0]["0010"].strip()


def stated_day(row: RegisterRow, column: str) -> str | None:
    """A day in a cell; None where it is empty, or says that there is no end.

    Raises:
        RefusedError: something else.
    """
    text = row[column]
    if text.strip().startswith("9999"):
        return None
    day = read_day(text, "iso", f"c{column}")
    return day.isoformat() if day else None


def column_of(header: str) -> str | None:
    """The four digits of a column, however its header is written (`c0010`, `0010`, `B_05.02.0010`); None for another header."""
    found = _COLUMN.fullmatch(header.strip())
    return found[1] if found else None


def check_columns(table: str, columns: Mapping[str, str | None], file: str, line: int) -> None:
    """See that the headers of a table are its columns, each once.

    Args:
        table: its name.
        columns: the headers as they stand there, with their four digits.
        file: where it stands.
        line: of the header.

    Raises:
        BadInputError: a column that the table does not have, one that stands twice, or one that is missing.
    """
    known = TABLES[table].columns
    strange = next((header for header, column in columns.items() if column not in known), None)
    if strange is not None:
        raise refuse(file, messages("dora.column", table=table, column=strange[:40], allowed=[f"c{c}" for c in known]), line)
    given = [column for column in columns.values() if column is not None]
    twice = next((column for column in given if given.count(column) > 1), None)
    if twice is not None:
        raise refuse(file, messages("table.twice", column=f"c{twice}"), line)
    missing = [f"c{column}" for column in known if column not in given]
    if missing:
        raise refuse(file, messages("dora.missing_columns", table=table, missing=missing), line)


def _header(source: Input) -> set[str]:
    try:
        return {header.strip().casefold() for header in table_of(source, header_only=True).header}
    except BadInputError:
        return set()


def _add_table(register: FiledRegister, table: str, source: Input) -> None:
    raw: RawTable = table_of(source, header_only=True)
    if {header.strip().casefold() for header in raw.header} >= _LONG_FORM:
        raise refuse(source.name, messages("dora.long_form"), line=1)
    columns = {header: column_of(header) for header in raw.header}
    check_columns(table, columns, source.name, 1)
    names = {header: column for header, column in columns.items() if column is not None}
    register.tables[table] = [
        RegisterRow(source.name, row.line, {names[header]: cell.strip() for header, cell in row.cells.items()}) for row in raw.rows
    ]
    register.ragged += raw.ragged


def _check_version(report: Input | None) -> None:
    """Refuse the taxonomy of the trial of 2024, whose columns mean other things; a version that is not known is judged by its columns."""
    if report is None:
        return
    try:
        said = json.dumps(json_of(text_of(report)))
    except ValueError as error:
        raise refuse(report.name, json_refusal(error)) from error
    if _TRIAL in said:
        raise refuse(report.name, messages("dora.trial"))
    if not _KNOWN.search(said):
        report.remark(messages("dora.version"))


def _check_indicators(indicators: Input | None, name: str, tables: Mapping[str, Input]) -> None:
    """See that no table is missing that the package says to hold."""
    if indicators is None:
        return
    raw = table_of(indicators, header_only=True)
    if [header.strip().casefold() for header in raw.header] != ["templateid", "reported"]:
        raise refuse(indicators.name, messages("dora.indicators"), line=1)
    template, reported = raw.header
    for row in raw.rows:
        table = row.cells[template].strip().lower()
        if row.cells[reported].strip().lower() == "true" and table in TABLES and table not in tables:
            raise refuse(name, messages("dora.missing_table", table=table.upper(), file=indicators.name, line=row.line))


def _parameters(source: Input | None, register: FiledRegister) -> None:
    if source is None:
        return
    raw = table_of(source, header_only=True)
    if len(raw.header) != 2:
        raise refuse(source.name, messages("dora.parameters"), line=1)
    name, value = raw.header
    given = {row.cells[name].strip(): (row.line, row.cells[value].strip()) for row in raw.rows}
    if "refPeriod" in given:
        line, text = given["refPeriod"]
        try:
            day = read_day(text, "iso", "refPeriod")
        except RefusedError as error:
            raise refuse(source.name, error.message, line) from error
        register.period = day.isoformat() if day else ""
    whole = given.get("entityID", (0, ""))[1].removeprefix("rs:").strip()
    register.code = re.sub(r"(?i)\.(?:IND|CON)$", "", whole)
    register.consolidated = whole.upper().endswith(".CON")
