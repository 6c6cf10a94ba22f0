"""Notices of breaches to attorneys general of US states: Washington's table, and tables of the same kind.

A state counts its own residents only: a part of those concerned. The figure is therefore a claim about the residents of
that state, of a field of its own, and never compared with the figure of the whole incident.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from maillon.graph import name_matching as naming
from maillon.graph.records import (
    Action,
    Affected,
    Bilingual,
    ClaimStatement,
    Compromised,
    Dates,
    DateStatement,
    IncidentRecord,
    Notification,
    Organisation,
    Population,
    Source,
)
from maillon.graph.statements import LISTED
from maillon.loaders import names
from maillon.loaders.base import Loader, Reading
from maillon.loaders.cell_dates import check_order, read_day
from maillon.loaders.inputs import RawRow, RawTable, collect_files, refuse
from maillon.loaders.messages import messages
from maillon.loaders.name_cells import NameCell, cell_relations, read_name_cell, table_suppliers
from maillon.loaders.parties import Parties
from maillon.loaders.problems import BadInputError, Problem
from maillon.loaders.rejecting import finish, one_problem, problems_of, reject_file
from maillon.loaders.volumes import whole_number
from maillon.loaders.workbooks import SHEETS, open_table
from maillon.wording import RefusedError

_DERIVED = "worked out from the other columns by the publisher"

_LICENCE = "public records; the copies state none"

LOADER = Loader(
    name="us-states",
    title={"fr": "notifications aux États américains (Washington…)", "en": "notices to US states (Washington…)"},
    reads={
        "fr": "tableau (CSV, XLSX, ODS) du procureur général de Washington ; celui de Californie (sans nombres), et d'autres pareils",
        "en": "table (CSV, XLSX, ODS) of Washington's attorney general; California's (without counts), and others with the same columns",
    },
    publisher={"fr": "procureurs généraux d'États américains", "en": "attorneys general of US states"},
    address="https://data.wa.gov/",
    licence={"fr": "documents publics ; les copies n'en disent aucune", "en": _LICENCE},
    coverage={
        "fr": "fuites touchant plus de 500 résidents de l'État, tous secteurs",
        "en": "breaches that concern more than 500 residents of the state, all sectors",
    },
    leaves_out={
        "fr": "les durées calculées par l'éditeur ; les tranches, abîmées par des tableurs",
        "en": "durations worked out by the publisher; ranges, damaged by spreadsheets",
    },
    ignored_fields={
        "id": "a number of the publisher's own table",
        "industrytype": "a sector, from which no role follows",
        "businesstype": "a sector, from which no role follows",
        "yeartext": _DERIVED,
        "year": _DERIVED,
        "washingtoniansaffectedrange": "a band of the count; a spreadsheet turns 1-99 into Jan-99",
        "breachlifecyclerange": _DERIVED,
        "daystocontainbreach": _DERIVED,
        "daystoidentifybreach": _DERIVED,
        "daysbreachlifecycle": _DERIVED,
        "discoveredinprogress": _DERIVED,
        "daysofexposure": _DERIVED,
        "dayselapsedbetweenendanddiscovery": _DERIVED,
        "endedondaydiscovered": _DERIVED,
        "dayselapsedbeforenotification": _DERIVED,
        "daysofexposurerange": _DERIVED,
    },
)

_COLUMNS = {
    "name": "name",
    "organization name": "name",
    "dateaware": "aware",
    "datesubmitted": "submitted",
    "reported date": "submitted",
    "datestart": "start",
    "dateend": "end",
    "dates of breach": "days",
    "date s of breach": "days",
    "date s of breach if known": "days",
    "databreachcause": "cause",
    "cyberattacktype": "attack",
}


@dataclass(frozen=True, slots=True)
class _State:
    code: str
    office: str


_STATES = {
    "washingtonians": _State("wa", "Washington State Office of the Attorney General"),
    "californians": _State("ca", "California Department of Justice"),
    "oregonians": _State("or", "Oregon Department of Justice"),
    "texans": _State("tx", "Office of the Texas Attorney General"),
    "mainers": _State("me", "Office of the Maine Attorney General"),
}
"""By the word for its residents, which heads the column of the count."""

_ATTACKS = {
    "Ransomware": "malware.ransomware",
    "Malware": "malware",
    "Phishing": "social.phishing",
    "Skimmers": "physical.skimmer",
    "Unclear/unknown": "unknown",
}
_CAUSES = ("Cyberattack", "Unauthorized Access", "Theft or Mistake")


def read(paths: Sequence[Path], *, dataset: str | None, strict: bool) -> Reading:
    """Read tables of notices. The tables of one state are one data set (`us-wa`).

    Raises:
        BadInputError: a file is no such table, or nothing could be read.
    """
    found = collect_files(paths, (".csv", *SHEETS))
    reading = Reading(dataset or "us-states", "Notices of breaches to US states", _LICENCE, rank=LISTED)
    parties = Parties("us-states")
    states = set()
    for source in found.files:
        try:
            table = open_table(source)
            columns, state = _recognise(table)
            dated = [columns[name] for name in ("submitted", "aware", "start", "end", "days") if name in columns]
            check_order(((row.line, row.cells[header]) for header in dated for row in table.rows), "month-first", table.file)
        except BadInputError as error:
            reject_file(reading, error)
            continue
        states.add(state.code)
        _table(table, columns, state, reading, parties)
    if dataset is None and len(states) == 1:
        reading.dataset = f"us-{min(states)}"
    reading.declare(parties.records(), parties.judged)
    return finish(reading, found, strict=strict)


def _recognise(table: RawTable) -> tuple[dict[str, str], _State]:
    columns: dict[str, str] = {}
    state = None
    for header in table.header:
        folded = naming.fold_name(header)
        counted = next(
            (s for word, s in _STATES.items() if folded.replace(" ", "") in (f"{word}affected", f"numberof{word}affected")), None
        )
        if counted:
            state, columns["count"] = counted, header
        elif folded in _COLUMNS:
            columns.setdefault(_COLUMNS[folded], header)
    if state is None and {"organization name", "reported date"} <= {naming.fold_name(h) for h in table.header}:
        state = _STATES["californians"]  # its table gives no counts
    if state is None or "name" not in columns or "submitted" not in columns:
        raise refuse(
            table.file, messages("table.other", loader="us-states", missing=["name", "submitted"], header=table.header[:30]), line=1
        )
    return columns, state


def _table(table: RawTable, columns: dict[str, str], state: _State, reading: Reading, parties: Parties) -> None:
    reading.read += len(table.rows) + len(table.ragged)
    reading.rejected += table.ragged
    for header in table.header:
        if header not in columns.values() and naming.fold_name(header) not in LOADER.ignored_fields:
            reading.unread_fields.update(header for row in table.rows if row.cells[header].strip())
    drafts: list[tuple[tuple[Any, ...], RawRow, dict[str, Any]]] = []
    suppliers = table_suppliers(row.cells[columns["name"]] for row in table.rows)
    for row in table.rows:
        if reading.repeats(row.cells.values(), table.file, row.line):
            continue
        try:
            cells = _cells(row, columns)
        except ValueError as error:
            reading.rejected.append(one_problem(problems_of(error, table.file, row.line, "")))
            continue
        # what comes first of two equal stems gets the id without a number
        drafts.append(((cells["submitted"], names.fold_of_ids(cells["name"]), cells["count"] or 0, str(cells["start"])), row, cells))
    taken: dict[str, int] = {}
    for _, row, cells in sorted(drafts, key=lambda draft: draft[0]):
        public = names.public_name(cells["name"])
        stem = f"{cells['submitted']}-{names.first_slug(public.name) if public.name else 'practitioner'}.{state.code}"
        taken[stem] = taken.get(stem, 0) + 1
        own = stem if taken[stem] == 1 else f"{stem}.{taken[stem]}"
        draft = Parties(parties.prefix)
        try:
            reading.use(f"incident:us-states/{own}", _incident(own, cells, read_name_cell(cells["name"], suppliers), state, draft))
        except ValueError as error:
            reading.rejected.append(one_problem(problems_of(error, table.file, row.line, own)))
            continue
        parties.absorb(draft)
        if _reversed(cells):
            reversed_days = messages("cell.reversed_days", end=cells["end"], start=cells["start"])
            reading.warnings.append(Problem(table.file, row.line, own, "", reversed_days))


def _cells(row: RawRow, columns: dict[str, str]) -> dict[str, Any]:
    text = {name: naming.clean_name(row.cells[header]) for name, header in columns.items()}
    if names.is_blank(text["name"]):
        raise RefusedError(messages("cell.nobody", column="name"))
    cells: dict[str, Any] = {"name": text["name"], "cause": text.get("cause", ""), "attack": text.get("attack", "")}
    for name in ("submitted", "aware", "start", "end"):
        # month first, as the publisher's own intervals prove; of several days the first
        cells[name] = _days(text.get(name, ""), name)[0]
    if text.get("days"):
        found = [day for day in _days(text["days"], "days") if day]
        cells["start"], cells["end"] = (min(found), max(found)) if found else (None, None)
    if cells["submitted"] is None:
        raise RefusedError(messages("cell.no_date", column="submitted"))
    cells["count"] = whole_number(text.get("count", ""), "count")
    return cells


def _days(text: str, name: str) -> list[dt.date | None]:
    """The days of a cell that may hold several."""
    return [read_day(part, "month-first", name) for part in re.split(r",(?=\s*\d{1,2}/)", text)]


def _reversed(cells: dict[str, Any]) -> bool:
    return bool(cells["start"] and cells["end"] and cells["end"] < cells["start"])


def _occurred(cells: dict[str, Any]) -> str:
    """When it took place: a bound that is not given is none, and what was known on a day had happened by then."""
    start, end = cells["start"], cells["end"]
    if _reversed(cells) or not (start or end):
        return f"../{cells['aware'] or cells['submitted']}"
    if start and end:
        return str(start) if start == end else f"{start}/{end}"
    return f"{start}/.." if start else f"../{end}"


def _incident(own: str, cells: dict[str, Any], cell: NameCell, state: _State, parties: Parties) -> IncidentRecord:
    source = f"us-states/{state.code}"
    office = f"org:us-states/attorney-general.{state.code}"
    evidence = f"{source}#{cells['submitted']}"
    parties.source(
        Source(
            id=source,
            publisher=state.office,
            title="Data breach notifications",
            url=LOADER.address if state.code == "wa" else None,
            language="en",
        )
    )
    parties.add(office, Organisation(id=office, name=state.office, roles=["Regulator"], country="US", evidence=[source]))
    residents = f"population:us-states/residents.{state.code}"
    words = Bilingual.of(messages("people.residents", state=messages(f"state.{state.code}")))
    parties.add(residents, Population(id=residents, name=words, people="residents", evidence=[source]))
    entity = parties.named(cell.name, evidence=evidence, row=own, country=None, aliases=[cell.alias] if cell.alias else [])
    name = parties.name_of(entity)
    said: dict[str, Any] = {"status": "confirmed", "by": office, "evidence": [evidence]}
    relations = cell_relations(cell, entity, parties, row=own, evidence=evidence)
    clients = [r.who for r in relations if r.verb == "delegates_to" and r.who != entity]
    claims = []
    if cells["count"] is not None:
        claims.append(
            ClaimStatement(
                field="residents-concerned",
                low=cells["count"],
                high=cells["count"],
                unit="persons",
                scope=[entity],
                population=residents,
                made_on=str(cells["submitted"]),
                **said,
            )
        )
    if cells["cause"] in _CAUSES:
        claims.append(ClaimStatement(field="cause", text=Bilingual.of(messages(f"cause.{cells['cause']}")), **said))
    attack = _ATTACKS.get(cells["attack"])
    return IncidentRecord(
        id=f"us-states/{own}",
        title=Bilingual.of(messages("title.breach", party=name, day=cells["submitted"])),
        effects=["confidentiality"],
        actions=[Action(veris=attack, **said)] if attack else [],
        dates=Dates(
            occurred=[DateStatement(on=_occurred(cells), **said)],
            detected=[DateStatement(on=str(cells["aware"]), **said)] if cells["aware"] else [],
        ),
        # where two parties stand in the cell, at which of them it broke is open
        compromised=[] if relations else [Compromised(at=entity, **{**said, "status": "reported"})],
        claims=claims,
        affected=[
            Affected(party=entity, outcome="observed", effect="confidentiality", **said),
            *(Affected(party=client, outcome="possible", effect="confidentiality", **{**said, "status": "reported"}) for client in clients),
        ],
        notified=[Notification(**{"from": entity}, to=office, on=str(cells["submitted"]), duty="other", **said)],
        relations=relations,
        evidence=[evidence],
    )
