"""The breach portal of the US Department of Health and Human Services (OCR), and its list of 2014 with named associates.

An export has no ids and no date. An incident is known by who reported it, where and on which day; the export's date is
that of its file name (`2025-11`, `20251113`), else its newest row. Each row of each export is a record of its own, so
that exports may be loaded together or one by one, in any order.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from maillon.graph import name_matching as naming
from maillon.graph.dates import parse_date
from maillon.graph.records import (
    Action,
    Affected,
    Bilingual,
    ClaimStatement,
    Compromised,
    Context,
    DataStatement,
    Dates,
    DateStatement,
    IncidentRecord,
    Notification,
    Organisation,
    Relation,
    Source,
    Whose,
)
from maillon.graph.statements import LISTED
from maillon.loaders import categories, names
from maillon.loaders.base import Loader, Reading
from maillon.loaders.cell_dates import check_order, read_day
from maillon.loaders.inputs import RawRow, RawTable, collect_files, refuse
from maillon.loaders.messages import messages
from maillon.loaders.name_cells import cell_relations, read_name_cell
from maillon.loaders.narratives import Settled, settled
from maillon.loaders.parties import Parties
from maillon.loaders.problems import BadInputError
from maillon.loaders.rejecting import finish, one_problem, problems_of, reject_file
from maillon.loaders.volumes import whole_number
from maillon.loaders.workbooks import SHEETS, open_table
from maillon.wording import RefusedError, joined

_PUBLISHER = "U.S. Department of Health and Human Services, Office for Civil Rights"
_LICENCE = "public domain (17 USC 105)"

LOADER = Loader(
    name="hhs",
    title={"fr": "portail des fuites de l'OCR (HHS, États-Unis)", "en": "breach portal of HHS OCR (United States)"},
    reads={
        "fr": "exports (CSV, XLSX, ODS) du portail (active, archive, 42 CFR part 2), même aux en-têtes abîmés ; la liste de 2014",
        "en": "exports (CSV, XLSX, ODS) of the portal (active, archive, 42 CFR part 2), also with broken headers; the list of 2014",
    },
    publisher=_PUBLISHER,
    address="https://ocrportal.hhs.gov/ocr/breach/breach_report.jsf",
    licence=_LICENCE,
    coverage={
        "fr": "fuites de données de santé de 500 personnes et plus, États-Unis, depuis 2009",
        "en": "breaches of health data of 500 persons or more, United States, since 2009",
    },
    leaves_out={
        "fr": "les récits, sauf quelques phrases convenues, et le support des données ; le portail ne nomme pas le sous-traitant",
        "en": "narratives but for a few set sentences, and the medium of the data; the portal does not name the associate",
    },
    ignored_fields={
        "description": "free text; it may name persons, and records keep no text of others: only set sentences of the authority are read",
        "location": "the medium (paper, laptop, server) is asked by no question of maillon",
        "number": "number of a row in one copy of the list",
        "year": "repeats the date",
        "breach start": "repeats the date",
        "breach end": "repeats the date",
        "rownames": "number of a row in one copy of the list",
        "posted": "read as the date of the statement",
    },
)

PLACEHOLDERS = (500, 501)
"""What is entered when the number is not yet known: the law's threshold, or one above it."""

_TYPES = ("Healthcare Provider", "Health Plan", "Business Associate", "Healthcare Clearing House")
_ROLES = {
    "Healthcare Provider": ["CareProvider"],
    "Health Plan": ["Insurer"],
    "Business Associate": ["ServiceProvider"],
    "Healthcare Clearing House": ["ThirdPartyPayer"],
}
_COHORTS: dict[str, tuple[Whose, str]] = {
    "Healthcare Provider": ("patients", "patient_of"),
    "Health Plan": ("insured", "insured_by"),
}
_BREACHES: dict[str, str | None] = {
    "Hacking/IT Incident": "hacking",
    "Theft": "physical.theft",
    "Loss": "error.loss",
    "Improper Disposal": "error.disposal error",
    "Unauthorized Access/Disclosure": None,
    "Other": None,
    "Unknown": "unknown",
}
"""OCR's types of breach as actions of VERIS; `None` where the term covers both misuse and error, or no action: nothing is guessed."""

_COLUMNS = {
    "name of covered entity": "name",
    "covered entity": "name",
    "state": "state",
    "covered entity type": "type",
    "individuals affected": "count",
    "breach submission date": "submitted",
    "type of breach": "breach",
    "location of breached information": "location",
    "business associate present": "associate present",
    "business associate involved": "associate",
    "web description": "description",
    "summary": "description",
    "date of breach": "occurred",
    "date posted or updated": "posted",
}
_LOCATIONS = ("Network Server", "Email", "Paper/Films", "Laptop", "Desktop Computer", "Electronic Medical Record", "Other")
_MONTH_DAY_YEAR = re.compile(r"\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})")
_DATE_IN_NAME = re.compile(r"(?<!\d)(20\d{2})[-_.]?(0[1-9]|1[0-2])(?:[-_.]?(0[1-9]|[12]\d|3[01]))?(?!\d)")

_BY_CONTENT: Mapping[str, Callable[[str], bool]] = {
    "submitted": lambda cell: bool(_MONTH_DAY_YEAR.fullmatch(cell)),
    "associate present": lambda cell: cell in ("Yes", "No"),
    "type": lambda cell: cell in _TYPES,
    "state": lambda cell: bool(re.fullmatch(r"[A-Z]{2}", cell)),
    "count": lambda cell: bool(re.fullmatch(r"[\d,]+", cell)),
    "breach": lambda cell: any(term in _BREACHES for term in _terms(cell)),
    "location": lambda cell: cell.startswith(_LOCATIONS),
}


def read(paths: Sequence[Path], *, dataset: str | None, strict: bool) -> Reading:
    """Read exports. One file is a data set of its own (`hhs-` and its name), several are one (`hhs`).

    Raises:
        BadInputError: a file is no such table, or nothing could be read.
    """
    found = collect_files(paths, (".csv", *SHEETS))
    stems = sorted({_stem(source.name) for source in found.files})
    alone = f"hhs-{stems[0].removeprefix('hhs-')}" if len(stems) == 1 else "hhs"
    reading = Reading(dataset or alone, "HHS OCR breach portal", _LICENCE, rank=LISTED)
    parties = Parties("hhs")
    for source in sorted(found.files, key=lambda source: _stem(source.name)):
        try:
            table = open_table(source)
            columns = recognise(table)
            dated = [columns[name] for name in ("submitted", "posted") if name in columns]
            check_order(((row.line, row.cells[header]) for header in dated for row in table.rows), "month-first", table.file)
        except BadInputError as error:
            reject_file(reading, error)
            continue
        _export(table, columns, _stem(source.name), reading, parties)
    if reading.records:
        parties.source(Source(id="hhs-ocr", publisher=_PUBLISHER, title="Breach portal", url=LOADER.address, language="en"))
        office = Organisation(id="org:hhs-ocr", name="HHS Office for Civil Rights", roles=["Regulator"], country="US", evidence=["hhs-ocr"])
        parties.add("org:hhs-ocr", office)
    reading.declare(parties.records(), parties.judged)
    return finish(reading, found, strict=strict)


def _stem(name: str) -> str:
    return names.first_slug(Path(name.rpartition(":")[2]).stem) if name != "-" else "stdin"


def recognise(table: RawTable) -> dict[str, str]:
    """Which column of the table is which, by header, and by what its cells hold where the header is broken.

    Raises:
        BadInputError: a column that an incident cannot do without is not there.
    """
    columns = {}
    for header in table.header:
        known = _COLUMNS.get(naming.fold_name(header.replace("_", " ")))
        if known and known not in columns:
            columns[known] = header
    for wanted, fits in _BY_CONTENT.items():
        if wanted in columns:
            continue
        for header in table.header:
            cells = [row.cells[header].strip() for row in table.rows[:500] if row.cells[header].strip()]
            if header not in columns.values() and cells and sum(fits(cell) for cell in cells) >= 0.9 * len(cells):
                columns[wanted] = header
                break
    if "name" not in columns:
        rest = [h for h in table.header if h not in columns.values() and not _COLUMNS.get(naming.fold_name(h.replace("_", " ")))]
        named = [h for h in rest if len({row.cells[h] for row in table.rows}) * 2 > len(table.rows)]
        if named:
            columns["name"] = named[0]
    missing = [name for name in ("name", "state", "count") if name not in columns]
    if "submitted" not in columns and "occurred" not in columns:
        missing.append("breach submission date")
    if missing:
        raise refuse(table.file, messages("table.other", loader="hhs", missing=missing, header=table.header[:30]), line=1)
    return columns


@dataclass(frozen=True, slots=True)
class _Line:
    """One row, read. `reported` is the day it was submitted, or for the list of 2014 the day the breach began."""

    row: RawRow
    name: str
    state: str
    type: str
    count: int | None
    reported: dt.date
    occurred: str | None
    posted: str | None
    breaches: tuple[str, ...]
    associate_present: bool | None
    associate: str
    settled: Settled

    @property
    def stem(self) -> str:
        """What names the incident: no name of a person in it."""
        public = names.public_name(self.name)
        who = names.first_slug(public.name) if public.name else public.person.role if public.person else "practitioner"
        day = f"{'occurred-' if self.occurred else ''}{self.reported.isoformat()}"
        return f"{day}-{who}.{self.state.lower() or 'us'}"


def _terms(cell: str) -> list[str]:
    return [term.strip() for term in cell.split(",") if term.strip()]


def _day(text: str) -> dt.date:
    day = read_day(text, "month-first", "date")
    if day is None:
        raise RefusedError(messages("cell.no_date", column="date"))
    return day


def _period(text: str) -> tuple[dt.date, str]:
    """The date, or range of dates, on which a breach took place: its first day, and EDTF."""
    days = [_day(part) for part in re.split(r"(?:(?<!\s)\s++)?(?:-|–|to|,|;)\s*+(?=\d{1,2}/)", text.strip()) if part.strip()]
    if not days:
        raise RefusedError(messages("cell.no_date", column="date of breach"))
    if days[-1] < days[0]:
        raise RefusedError(messages("cell.reversed", end=days[-1], start=days[0]))
    return days[0], str(days[0]) if len(days) == 1 or days[0] == days[-1] else f"{days[0]}/{days[-1]}"


def _line(row: RawRow, columns: Mapping[str, str]) -> _Line:
    cells = {name: naming.clean_name(row.cells[header]) for name, header in columns.items() if name != "description"}
    if names.is_blank(cells["name"]):
        raise RefusedError(messages("cell.nobody", column="name of covered entity"))
    if cells["state"] and not re.fullmatch(r"[A-Z]{2}", cells["state"]):
        raise RefusedError(messages("cell.state", column="state"))
    kind = cells.get("type", "")
    if kind and kind not in _TYPES:
        raise RefusedError(messages("cell.term", column="covered entity type", value=kind[:40], allowed=_TYPES))
    occurred = None
    if cells.get("submitted"):
        reported = _day(cells["submitted"])
    else:
        reported, occurred = _period(cells.get("occurred", ""))
    breaches = tuple(sorted(set(_terms(cells.get("breach", "")))))
    strange = [b for b in breaches if b not in _BREACHES]
    if strange:
        raise RefusedError(messages("cell.term", column="type of breach", value=strange[0][:40], allowed=list(_BREACHES)))
    present = {"Yes": True, "No": False}.get(cells.get("associate present", ""))
    posted = str(_day(cells["posted"])) if cells.get("posted") else None
    associate = "" if names.is_blank(cells.get("associate", "")) else cells["associate"]
    told = settled(row.cells[columns["description"]]) if "description" in columns else settled("")
    count = whole_number(cells["count"], "individuals affected")
    return _Line(row, cells["name"], cells["state"], kind, count, reported, occurred, posted, breaches, present, associate, told)


def _export(table: RawTable, columns: Mapping[str, str], stem: str, reading: Reading, parties: Parties) -> None:
    reading.read += len(table.rows) + len(table.ragged)
    reading.rejected += table.ragged
    read: list[tuple[RawRow, _Line | ValueError]] = []
    for row in table.rows:
        if read and row.cells is read[-1][0].cells:  # a row that follows upon itself is read once
            read.append((row, read[-1][1]))
            continue
        try:
            read.append((row, _line(row, columns)))
        except ValueError as error:
            read.append((row, error))
    as_of = _date_of(stem, [line for _, line in read if isinstance(line, _Line)])
    groups: dict[str, list[_Line]] = {}
    elsewhere: set[int] = set()  # lines that another export of this date gives too: they keep their place among the reports of their day
    given: set[tuple[str, ...]] = set()
    last: RawRow | None = None
    cells: tuple[str, ...] = ()
    for row, line in read:
        if last is None or row.cells is not last.cells:
            last, cells = row, tuple(naming.clean_name(cell) for cell in row.cells.values())
        # what an export of another date says again is another statement: a number may have changed in between, and changed back
        again = reading.repeats([as_of or "", *cells], table.file, row.line)
        if again and cells in given:
            continue
        given.add(cells)
        if isinstance(line, _Line):
            groups.setdefault(line.stem, []).append(line)
            elsewhere.update([row.line] if again else [])
        elif not again:
            reading.rejected.append(one_problem(problems_of(line, table.file, row.line, "")))
    unknown = [h for h in table.header if h not in columns.values() and naming.fold_name(h.replace("_", " ")) not in LOADER.ignored_fields]
    for header in unknown:
        reading.unread_fields.update(header for row in table.rows if row.cells[header].strip())
    source = Source(
        id=f"hhs-ocr/{stem}",
        publisher=_PUBLISHER,
        title=f"Breach portal, export {stem}",
        url=LOADER.address,
        published_on=as_of,
        language="en",
        licence=_LICENCE,
    )
    loaded = False
    for identifier, lines in groups.items():
        for position, line in enumerate(sorted(lines, key=_order), 1):
            if line.row.line in elsewhere:
                continue
            draft = Parties(parties.prefix)
            own = identifier if position == 1 else f"{identifier}.{position}"
            try:
                record = _incident(own, line, f"{source.id}#{line.reported}, {line.state or 'US'}", as_of, draft)
                reading.use(f"incident:hhs/{own}@{stem}", record)
            except ValueError as error:
                reading.rejected.append(one_problem(problems_of(error, table.file, line.row.line, own)))
                continue
            parties.absorb(draft)
            loaded = True
    if loaded:
        parties.source(source)


def _order(line: _Line) -> tuple[Any, ...]:
    """The order of several reports of one entity on one day: by what they say and never by their place in the file.

    A number that is not known yet comes last, so that it is the one that a later export finds changed and the others stay what they are.
    """
    return (line.breaches, line.count in PLACEHOLDERS, line.count or 0)


def _date_of(stem: str, lines: Iterable[_Line]) -> str | None:
    """The date of an export: in its name, else its newest row (it is no older than that)."""
    named = _DATE_IN_NAME.search(stem)
    if named:
        text = "-".join(part for part in named.groups() if part)
        try:
            return parse_date(text).text
        except ValueError:
            pass
    return max((line.posted or str(line.reported) for line in lines), default=None)


def _incident(identifier: str, line: _Line, evidence: str, as_of: str | None, parties: Parties) -> IncidentRecord:
    said: dict[str, Any] = {"status": "confirmed", "by": "org:hhs-ocr", "evidence": [evidence]}
    place = f"us-{line.state.lower()}" if line.state else "us"
    cell = read_name_cell(line.name)
    aliases = [cell.alias] if cell.alias else []
    roles = _ROLES.get(line.type, ())
    entity = parties.named(cell.name, evidence=evidence, row=identifier, place=place, roles=roles, country="US", aliases=aliases)
    name = parties.name_of(entity)
    supplier = line.type == "Business Associate"
    relations = _relations(line, entity, supplier, identifier, evidence, parties, said)
    relations += cell_relations(cell, entity, parties, row=identifier, evidence=evidence, place="us")
    outcome = "not_affected" if line.settled.no_breach else "observed"
    affected = [Affected(party=entity, outcome=outcome, effect="confidentiality", **said)]
    cohort = None
    if line.type in _COHORTS:
        people, verb = _COHORTS[line.type]
        cohort = parties.cohort(entity, people, Bilingual.of(messages(f"people.{people}", party=name)), evidence=evidence)
        relations.append(Relation(who=cohort, **{verb: entity}, seen_on=line.reported.isoformat(), **said))
        affected.append(Affected(party=cohort, outcome=outcome, effect="confidentiality", **said))
    health = parties.category(categories.known_categories()["health-data"])
    exposed = "not_exposed" if line.settled.no_breach else "exposed"
    return IncidentRecord(
        id=f"hhs/{identifier}",
        title=Bilingual.of(messages("title.breach", party=name, day=line.reported)),
        effects=[] if line.settled.no_breach else ["confidentiality"],
        actions=[Action(veris=veris, **said) for veris in (_BREACHES[b] for b in line.breaches) if veris],
        # what was reported on a day had happened by then
        dates=Dates(occurred=[DateStatement(on=line.occurred or f"../{line.reported}", **said)]),
        # an associate reports its own breach; where that of a covered entity took place no column says
        compromised=[Compromised(at=entity, **{**said, "status": "reported"})] if supplier and not line.settled.no_breach else [],
        data=[DataStatement(category=health, outcome=exposed, of=_COHORTS[line.type][0] if cohort else None, **said)],
        claims=_claims(line, entity, cohort, as_of, said),
        affected=affected,
        notified=[]
        if line.occurred
        else [Notification(**{"from": entity}, to="org:hhs-ocr", on=line.reported.isoformat(), duty="hipaa", **said)],
        relations=relations,
        context=_context(line, said),
        evidence=[evidence],
    )


def _context(line: _Line, said: Mapping[str, Any]) -> list[Context]:
    """What the narrative settles, in words of ours."""
    told = line.settled
    known = {"no_breach": told.no_breach, "duplicate": told.duplicate, "joined": told.joined}
    count = "?" if line.count is None or line.count in PLACEHOLDERS else line.count
    return [Context(text=Bilingual.of(messages(f"portal.{name}", count=count)), **said) for name, holds in known.items() if holds]


def _relations(
    line: _Line, entity: str, supplier: bool, identifier: str, evidence: str, parties: Parties, said: Mapping[str, Any]
) -> list[Relation]:
    seen = {"seen_on": line.reported.isoformat(), **said}
    if supplier:  # it reports for covered entities that the portal does not name
        name = parties.name_of(entity)
        words = Bilingual.of(messages("party.clients", party=name))
        clients = parties.unnamed(f"clients-of.{entity.partition('/')[2]}", words, evidence=evidence, country="US")
        return [Relation(who=clients, delegates_to=entity, **seen)]
    if line.associate:
        # `;` stands in no name of the list: it separates two of them
        cells = [cell for cell in line.associate.split(";") if not names.is_blank(cell)]
        associates = {
            parties.named(cell, evidence=evidence, row=f"{identifier}.{n}", place="us", roles=["ServiceProvider"], country="US")
            for n, cell in enumerate(cells, 1)
        }
        return [Relation(who=entity, delegates_to=associate, **seen) for associate in sorted(associates - {entity})]
    if line.associate_present or line.settled.associate:
        words = Bilingual.of(messages("party.associate", party=parties.name_of(entity), day=line.reported))
        associate = parties.unnamed(f"unnamed-associate.{identifier}", words, evidence=evidence, roles=["ServiceProvider"], country="US")
        told = {} if line.associate_present else {"status": "reported"}
        return [Relation(who=entity, delegates_to=associate, **{**seen, **told})]
    return []


def _claims(line: _Line, entity: str, cohort: str | None, as_of: str | None, said: Mapping[str, Any]) -> list[ClaimStatement]:
    made_on = line.posted or as_of
    claims = []
    if line.count is not None and not line.settled.duplicate:  # a duplicate's people are counted in the other case
        unknown = line.count in PLACEHOLDERS
        claims.append(
            ClaimStatement(
                field="persons-concerned",
                low=min(PLACEHOLDERS) if unknown else line.count,
                high=None if unknown else line.count,
                unit="persons",
                scope=[entity],
                population=cohort,
                series="breach-portal",
                made_on=made_on,
                note=Bilingual.of(messages("note.placeholder")) if unknown else None,
                **said,
            )
        )
    vague = [b for b in line.breaches if _BREACHES[b] is None]
    if vague:  # the others are VERIS actions, and say so themselves
        text = joined([messages(f"breach.{b}") for b in vague], messages("semicolon"))
        claims.append(ClaimStatement(field="cause", text=Bilingual.of(text), **said))
    return claims
