"""The register of processing as the French authority's simplified model has it: a workbook in which each sheet is one activity.

A sheet has blocks (the people in charge, kinds of data, persons, recipients, transfers outside the Union), each with labels in its first
column. Of the recipients those that are processors make rows of a list; who else receives the data is no processor.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from maillon.graph import name_matching as naming
from maillon.loaders import names
from maillon.loaders.base import Column, Reading
from maillon.loaders.cell_dates import read_date
from maillon.loaders.messages import messages
from maillon.loaders.placeholders import Placeholder, placeholder
from maillon.loaders.problems import BadInputError
from maillon.loaders.processor_rows import ListedRow, names_in
from maillon.loaders.processor_words import data_named, says_yes
from maillon.loaders.workbooks import SHEETS, open_workbook
from maillon.wording import RefusedError

if TYPE_CHECKING:
    from maillon.loaders.grids import Numbered
    from maillon.loaders.inputs import Input

_BLOCKS: Mapping[str, re.Pattern[str]] = {
    "actors": re.compile(r"acteurs|actors|parties involved"),
    "data": re.compile(
        r"categories de donnees.*|donnees sensibles.*|categories of (?:personal )?data.*|special categories.*|sensitive data.*"
    ),
    "persons": re.compile(r"categories? de personnes.*|categories of (?:data subjects|persons|individuals).*"),
    "recipients": re.compile(r"destinataires?|categories de destinataires|destinataires des donnees|recipients|categories of recipients"),
    "transfers": re.compile(r"transferts? (?:hors|de donnees|des donnees|internationaux).*|transfers? (?:outside|to third).*"),
    "": re.compile(
        r"description du traitement|finalites?(?: s)? du traitement.*|mesures? de securite.*"
        r"|description of the processing|purposes?|security measures.*"
    ),
}
"""What a label begins; under '' stands nothing that is read but single lines."""
_LINES: Mapping[str, re.Pattern[str]] = {
    "processing": re.compile(r"nom du traitement|nom de l activite|name of the processing(?: activity)?|processing activity"),
    "updated": re.compile(r"mise a jour|date de mise a jour|date de derniere mise a jour|last updated?|updated on"),
    "created": re.compile(r"date de creation|created on|date of creation"),
    "product": re.compile(r"(?:nom du )?(?:logiciel|logiciel ou application)|software"),
}
_ITEM = re.compile(r"(?:destinataire|organisme destinataire|recipient|categorie de personnes|category of (?:data subjects|persons))s? ?\d+")
_CONTROLLER = re.compile(r"responsable du traitement|responsable de traitement|(?:data )?controller")
_JOINT = re.compile(r"\b(?:conjoint|joint)")
_PROCESSOR = re.compile(r"\bsous traitants?\b|\bprocessors?\b")
_EXAMPLE = re.compile(r"exemple|example")
_IN_BRACKETS = re.compile(r"(?:(?<!\s)\s++)?\(([^()]++)\)\s*+$")


@dataclass(slots=True)
class RecordSheet:
    """One activity: its cells by field, its recipients with their lines, and where data goes outside the Union."""

    sheet: str
    cells: dict[str, list[str]] = field(default_factory=dict)
    processors: list[tuple[int, str]] = field(default_factory=list)
    others: int = 0
    """Recipients that are no processors."""
    countries: dict[str, str] = field(default_factory=dict)
    """By name as names are compared: the country to which data goes."""
    columns: dict[str, Column] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    """Labels beside which something stands that nothing reads."""

    @property
    def controller(self) -> str:
        """Who is in charge, '' where nobody is named."""
        return next(iter(self.cells.get("controller", ())), "")

    @property
    def is_example(self) -> bool:
        """Whether the sheet is called the example of the model."""
        return _EXAMPLE.search(naming.fold_name(self.sheet)) is not None

    @property
    def empty(self) -> bool:
        """Whether nobody filled it in."""
        return not (self.controller or self.processors or self.others or self.cells.get("processing"))

    @property
    def day(self) -> dt.date | None:
        """The day on which it was brought up to date, or else made."""
        for name in ("updated", "created"):
            for cell in self.cells.get(name, ()):
                try:
                    told = read_date(cell, "day-first", name)
                except RefusedError:
                    continue
                if told and re.fullmatch(r"\d{4}-\d\d-\d\d", told):
                    return dt.date.fromisoformat(told)
        return None


def record_sheets(source: Input) -> list[RecordSheet]:
    """The activities of a register in which each has a sheet of its own; none where the file is no such register, or cannot be read."""
    if not source.name.lower().endswith(SHEETS):
        return []
    try:
        names_of_sheets, pages = open_workbook(source)
        with closing(pages):
            found = [record for page in pages if (record := _record_in(page.name, page.grid)) is not None]
    except BadInputError:  # a sheet beside the list may be at fault: whoever reads the list says what is wrong with it
        return []
    filled = [record for record in found if not record.empty]
    if filled:
        others = [name for name in names_of_sheets if name not in {record.sheet for record in filled}]
        if others:
            source.remark(messages("book.others", others=others))
    return filled


def _record_in(sheet: str, grid: Sequence[Numbered]) -> RecordSheet | None:
    """The activity of a sheet; None where it has not the blocks of one."""
    block, blocks = "", set()
    record = RecordSheet(sheet)
    head: list[str] = []
    for line, row in grid:
        label = naming.fold_name(row[0]) if row else ""
        values = [cell.strip() for cell in row[1:]]
        named = None if _ITEM.fullmatch(label) else next((name for name, words in _BLOCKS.items() if words.fullmatch(label)), None)
        single = next((name for name, words in _LINES.items() if words.fullmatch(label)), None)
        if named is not None:
            block, head = named, values
            blocks.add(named)
        elif single is not None:
            _keep(record, single, row[0].strip(), [value for value in values if value][:1])
        elif label:
            _read_line(record, block, label, row[0].strip(), values, head, line)
    return record if {"recipients"} < blocks and blocks & {"actors", "data", "persons"} else None


def _read_line(record: RecordSheet, block: str, label: str, written: str, values: list[str], head: Sequence[str], line: int) -> None:
    """A line of a block."""
    told = [value for value in values if value]
    if block == "actors":
        if _CONTROLLER.fullmatch(label):
            _keep(record, "controller", written, values[:1])
        elif not _JOINT.search(label):
            record.columns[written] = Column(written, "person", 100, left_out=True)
        elif values and values[0]:
            record.unread.append(written)
    elif block == "data" and told and not (placeholder(told[0]) is Placeholder.NONE or says_yes(told[0]) is False):
        known = [item for item in re.split(r"[,;\n]", values[0]) if data_named(item).kinds]
        _keep(record, "data", written, [_IN_BRACKETS.sub("", written), *known])  # the model's own examples stand in brackets
    elif block == "persons":
        _keep(record, "persons", written, told[:1])
    elif block == "recipients" and told:
        if not _PROCESSOR.search(naming.fold_name(told[0])):
            record.others += 1
            return
        record.columns[written] = Column(f"{written}: {told[0]}", "name", 100)
        record.processors += [(line, part.strip()) for part in re.split(r"[\n;]", "\n".join(told[1:])) if part.strip()]
    elif block == "transfers" and len(told) > 1:
        place = next((n for n, name in enumerate(head) if naming.fold_name(name) in ("pays", "country")), 1)
        record.countries[naming.matching_key(_apart(values[0])[0])] = values[place] if place < len(values) else ""


def _keep(record: RecordSheet, name: str, written: str, cells: Sequence[str]) -> None:
    kept = [cell for cell in cells if cell]
    if kept:
        record.cells.setdefault(name, []).extend(kept)
        record.columns[written] = Column(written, "updated" if name == "created" else name, 100)


def rows_of_sheets(source: Input, records: Sequence[RecordSheet], owner: str, reading: Reading) -> Iterator[ListedRow]:
    """A row for each processor of each activity; what makes no row is counted.

    The example of the model is left out, unless it is of whose list it is.
    """
    for record in records:
        key = naming.matching_key(record.controller)
        if record.is_example and key != naming.matching_key(owner):
            n = max(1, len(record.processors) + record.others)
            reading.read += n
            for _ in range(n):
                reading.leave_out(messages("left.example"))
            continue
        reading.columns += [column for column in record.columns.values() if column not in reading.columns]
        reading.unread_fields.update(record.unread)
        reading.read += len(record.processors) + record.others
        for _ in range(record.others):
            reading.leave_out(messages("left.recipient"))
        for line, written in record.processors:
            yield _row(source, record, line, written)


def _row(source: Input, record: RecordSheet, line: int, written: str) -> ListedRow:
    name, service = _apart(written)
    cells = {of: ["\n".join(told)] if of == "persons" else told for of, told in record.cells.items() if of not in ("updated", "created")}
    cells["name"] = [name]
    if service:
        cells["service"] = [service]
    if country := record.countries.get(naming.matching_key(name)):
        cells["country"] = [country]
    told = [[naming.fold_name(cell) for cell in cells.get(of, ())] for of in ("controller", "name", "processing")]
    key, mark = (hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()[:12] for what in (told, [record.sheet, cells]))
    return ListedRow(cells, key, mark, (f"{source.name}:{record.sheet}", line), "day-first")


def _apart(written: str) -> tuple[str, str]:
    """A name, and what stands in brackets behind it (`Loutre Analytics Inc. (audience measurement)`); of a person nothing is cut."""
    found = _IN_BRACKETS.search(written)
    if found is None or not names_in(written) or names.person_in(written):
        return written, ""
    return written[: found.start()].strip() or written, found[1]
