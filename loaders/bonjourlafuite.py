"""bonjourlafuite: leaks in France, one row a leak, with the supplier where it leaked there.

Its column `processor` is the organisation whose data leaked (the controller); `subcontractor` is its supplier. Rows that
share a supplier, each at most `WINDOW` days after the one before, are one cascade and one incident; the supplier's own
row within the window is its root.
"""

from __future__ import annotations

import ast
import datetime as dt
import re
from collections import defaultdict
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
    DataStatement,
    Dates,
    DateStatement,
    IncidentRecord,
    Relation,
    Source,
)
from maillon.graph.statements import LISTED
from maillon.loaders import categories, names
from maillon.loaders.base import Loader, Reading
from maillon.loaders.cell_dates import check_order, read_day
from maillon.loaders.inputs import RawRow, RawTable, collect_files, refuse, table_of
from maillon.loaders.kinds_of_data import kinds_named
from maillon.loaders.links import link_source
from maillon.loaders.messages import messages
from maillon.loaders.parties import Parties
from maillon.loaders.problems import BadInputError
from maillon.loaders.rejecting import finish, one_problem, problems_of, reject_file
from maillon.loaders.volumes import read_figures
from maillon.wording import RefusedError

_PUBLISHER = "bonjourlafuite.eu.org"
_LICENCE = "MIT"

LOADER = Loader(
    name="bonjourlafuite",
    title={"fr": "bonjourlafuite, fuites en France", "en": "bonjourlafuite, leaks in France"},
    reads={
        "fr": "CSV de neuf colonnes séparées par des points-virgules ; `data` et `links` sont des littéraux Python",
        "en": "CSV of nine columns separated by semicolons; `data` and `links` are Python literals",
    },
    publisher=_PUBLISHER,
    address="https://bonjourlafuite.eu.org/",
    licence=_LICENCE,
    coverage={
        "fr": "fuites rendues publiques en France depuis 2016, tous secteurs",
        "en": "leaks made public in France since 2016, all sectors",
    },
    leaves_out={
        "fr": "les liens vers les réseaux sociaux (comptes de personnes) ; une donnée sans catégorie connue est comptée, non gardée",
        "en": "links to social networks (accounts of persons); an item of data without a known category is counted, not kept",
    },
    ignored_fields={
        "sensitive": "True, False or empty, and says nothing reliable",
        "organization type": "private, public, association: no role of maillon follows from it",
    },
)

WINDOW = 45
"""Days: a row joins a cascade when it is at most this long after the row before it that names the same supplier."""

_COLUMNS = ("date", "status", "processor", "subcontractor", "volume", "data", "links")
_STATUS = {"confirmed": ("confirmed", "observed", "exposed"), "claimed": ("claimed", "possible", "possible")}
_STATUS["untrusted"] = ("contested", "possible", "possible")
_MAX_LITERAL = 100_000
_FIELD = {
    "clients": "clients",
    "persons": "persons-concerned",
    "accounts": "accounts-concerned",
    "organisations": "organisations-concerned",
    "files": "files",
    "entries": "entries",
}


@dataclass(frozen=True, slots=True)
class _Leak:
    row: RawRow
    day: dt.date
    status: str
    controller: str
    """The cell as it stands; `controllers` are the names in it."""
    controllers: tuple[str, ...]
    suppliers: tuple[str, ...]
    volume: str
    data: tuple[str, ...]
    links: tuple[str, ...]

    @property
    def order(self) -> tuple[Any, ...]:
        """Where the row stands among all, whatever its place in the file; what comes first of two gets the id without a number."""
        return (self.day, names.fold_of_ids(self.controller), self.suppliers, self.volume, self.links, self.data)


def read(paths: Sequence[Path], *, dataset: str | None, strict: bool) -> Reading:
    """Read the list; several files are read as one list.

    Raises:
        BadInputError: a file is no such table, or nothing could be read.
    """
    found = collect_files(paths, (".csv",))
    reading = Reading(dataset or "bonjourlafuite", "bonjourlafuite", _LICENCE, rank=LISTED)
    leaks: list[tuple[str, _Leak]] = []
    for source in found.files:
        try:
            table = table_of(source)
            columns = _recognise(table)
            check_order(((row.line, row.cells[columns["date"]]) for row in table.rows), "day-first", table.file)
        except BadInputError as error:
            reject_file(reading, error)
            continue
        reading.read += len(table.rows) + len(table.ragged)
        reading.rejected += table.ragged
        alone = _cells_alone(table, columns)
        for row in table.rows:
            if reading.repeats(row.cells.values(), table.file, row.line):
                continue
            try:
                leaks.append((table.file, _leak(row, columns, alone)))
            except ValueError as error:
                reading.rejected.append(one_problem(problems_of(error, table.file, row.line, "")))
    _incidents(leaks, reading)
    return finish(reading, found, strict=strict)


def _recognise(table: RawTable) -> dict[str, str]:
    columns = {naming.fold_name(header.replace("_", " ")): header for header in table.header}
    missing = [name for name in _COLUMNS if name not in columns]
    if missing:
        raise refuse(table.file, messages("table.other", loader="bonjourlafuite", missing=missing, header=table.header[:30]), line=1)
    return columns


def _cells_alone(table: RawTable, columns: dict[str, str]) -> set[str]:
    """Names that stand alone in some cell, folded: they prove where a cell of several names may be cut."""
    cells = (row.cells[columns[name]] for row in table.rows for name in ("processor", "subcontractor"))
    return {naming.fold_name(cell) for cell in cells if cell.strip()}


def literal_list(text: str) -> list[Any]:
    """A list written as a Python literal; nothing is ever evaluated.

    Raises:
        ValueError: not a literal list (a name, a call, an expression), or too long.
    """
    if not text.strip():
        return []
    if len(text) > _MAX_LITERAL:
        raise RefusedError(messages("cell.literal", column="data, links"))
    try:
        value = ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError) as error:
        raise RefusedError(messages("cell.literal", column="data, links")) from error
    if not isinstance(value, list):
        raise RefusedError(messages("cell.literal", column="data, links"))
    return value


def _leak(row: RawRow, columns: dict[str, str], alone: set[str]) -> _Leak:
    cell = {name: row.cells[columns[name]].strip() for name in _COLUMNS}
    day = read_day(cell["date"], "day-first", "date")  # year first in the list itself, day first once a French spreadsheet saved it
    if day is None:
        raise RefusedError(messages("cell.no_date", column="date"))
    if cell["status"] not in _STATUS:
        raise RefusedError(messages("cell.term", column="status", value=cell["status"][:20], allowed=list(_STATUS)))
    if names.is_blank(cell["processor"]):
        raise RefusedError(messages("cell.nobody", column="processor"))
    data = tuple(item for item in literal_list(cell["data"]) if isinstance(item, str))
    links = tuple(str(item.get("href", "")) if isinstance(item, dict) else str(item) for item in literal_list(cell["links"]))
    suppliers = () if names.is_blank(cell["subcontractor"]) else _split(cell["subcontractor"], alone)
    controllers = _split(cell["processor"], alone)
    return _Leak(row, day, cell["status"], naming.clean_name(cell["processor"]), controllers, suppliers, cell["volume"], data, links)


def _split(cell: str, alone: set[str]) -> tuple[str, ...]:
    """Cut `Almerys, Viamedis` where every part is the whole of some other cell, at commas where one is; else leave it in one piece."""
    for between, proof in ((r",|;|\bet\b|&", all), (r"[,;]", any)):
        parts = [naming.clean_name(part) for part in re.split(between, cell)]
        if len(parts) > 1 and all(_stands_alone(part) for part in parts) and proof(naming.fold_name(part) in alone for part in parts):
            return tuple(dict.fromkeys(parts))
    return (naming.clean_name(cell),)


def _stands_alone(part: str) -> bool:
    """Whether a part of a cell can be a name: it begins as one, and is no legal form."""
    return part[:1].isupper() and not set(naming.fold_name(part).split()) <= naming.LEGAL_FORMS


def _key(name: str) -> str:
    """What makes two cells name one supplier: the same letters and digits (EXALTO, Exalto)."""
    return names.slug(names.public_name(name).name or "practitioner")


def _stem(name: str) -> str:
    """What the id of an incident has of a name."""
    return names.first_slug(names.public_name(name).name or "practitioner")


def _incidents(leaks: Sequence[tuple[str, _Leak]], reading: Reading) -> None:
    cascade_of = _cascades([leak for _, leak in leaks])
    parties = Parties("bonjourlafuite")
    # the order of rows must not matter: rows of one day and name are told apart by what they say
    taken: dict[str, int] = defaultdict(int)
    for file, leak in sorted(leaks, key=lambda item: item[1].order):
        own = f"{leak.day}-{_stem(leak.controller)}"
        taken[own] += 1
        if taken[own] > 1:
            own = f"{own}.{taken[own]}"
        cascade = cascade_of.get(id(leak))
        draft = Parties(parties.prefix)
        try:
            record, unread = _record(own, leak, cascade, draft)
            figures = read_figures(leak.volume).unread
            reading.use(f"incident:bonjourlafuite/{own}" if cascade is None else f"row:bonjourlafuite/{own}", record)
        except ValueError as error:
            reading.rejected.append(one_problem(problems_of(error, file, leak.row.line, own)))
            continue
        parties.absorb(draft)
        if unread:
            reading.unread_fields[messages("unread.data")] += unread
        if figures:
            reading.unread_fields[messages("unread.figure")] += len(figures)
    if reading.records:
        parties.source(
            Source(id="bonjourlafuite", publisher=_PUBLISHER, title="bonjourlafuite", url=LOADER.address, language="fr", licence="MIT")
        )
    reading.declare(parties.records(), parties.judged)


@dataclass(frozen=True, slots=True)
class _Cascade:
    """Rows of one supplier, near one another in time. `supplier` is as the earliest row writes it."""

    identifier: str
    supplier: str


def _cascades(leaks: Sequence[_Leak]) -> dict[int, _Cascade]:
    """The cascade of each row that is in one, by identity of the row."""
    by_supplier: dict[str, list[_Leak]] = defaultdict(list)
    for leak in leaks:
        for supplier in leak.suppliers[:1]:
            by_supplier[_key(supplier)].append(leak)
    roots: dict[str, list[_Leak]] = defaultdict(list)
    for leak in leaks:
        if not leak.suppliers and _key(leak.controller) in by_supplier:
            roots[_key(leak.controller)].append(leak)
    found: dict[int, _Cascade] = {}
    taken: dict[str, int] = defaultdict(int)
    for supplier, clients in sorted(by_supplier.items()):
        # the supplier's own rows lie in time beside those of its clients and hold a chain together as they do
        rows = sorted([*clients, *roots.get(supplier, [])], key=lambda leak: leak.day)
        chain: list[_Leak] = []
        for row in [*rows, None]:
            if chain and (row is None or (row.day - chain[-1].day).days > WINDOW):
                members = [leak for leak in chain if leak.suppliers]
                if members:
                    spelling = min(leak.suppliers[0] for leak in members)
                    own = f"{chain[0].day}-cascade-{_stem(spelling)}"
                    taken[own] += 1
                    cascade = _Cascade(own if taken[own] == 1 else f"{own}.{taken[own]}", spelling)
                    found |= {id(leak): cascade for leak in chain}
                chain = []
            if row is not None:
                chain.append(row)
    return found


def _record(own: str, leak: _Leak, cascade: _Cascade | None, parties: Parties) -> tuple[IncidentRecord, int]:
    status, outcome, exposed = _STATUS[leak.status]
    evidence = [f"bonjourlafuite#{leak.day}", *_sources(leak, parties)]
    said: dict[str, Any] = {"status": status, "evidence": evidence, "made_on": str(leak.day)}
    controllers = [_controller(name, own, number, evidence[0], parties) for number, name in enumerate(leak.controllers)]
    controller = controllers[0]
    suppliers = [parties.named(s, evidence=evidence[0], row=f"{own}.supplier", roles=["ServiceProvider"]) for s in leak.suppliers]
    suppliers = [s for s in dict.fromkeys(suppliers) if s not in controllers]
    items = [(item, kinds_named(item, "fr")) for item in leak.data]
    ransom = any("ransom" in naming.fold_name(item) or "rancon" in naming.fold_name(item) for item, _ in items)
    found = sorted({category for _, known in items for category in known})
    effect = "availability" if ransom and not found else "confidentiality"
    identifier = cascade.identifier if cascade else own
    record = IncidentRecord(
        id=f"bonjourlafuite/{identifier}",
        title=_title(leak, cascade, parties.name_of(controller)),
        effects=[effect],
        actions=[Action(veris="malware.ransomware", **said)] if ransom else [],
        # the column is the day of the leak or of its publication: it had happened by then
        dates=Dates(occurred=[DateStatement(on=f"../{leak.day}", at=controller, **said)]),
        compromised=[Compromised(at=party, **said) for party in suppliers or controllers],
        data=[
            DataStatement(category=parties.category(categories.known_categories()[c]), outcome=exposed, at=party, **said)
            for c in found
            for party in controllers
        ],
        claims=_claims(leak, controllers, said),
        affected=[Affected(party=party, outcome=outcome, effect=effect, **said) for party in controllers],
        relations=[Relation(who=party, delegates_to=s, seen_on=str(leak.day), **said) for party in controllers for s in suppliers],
        open=[Bilingual.of(messages("open.cascade", supplier=_public(cascade.supplier), days=WINDOW))] if cascade else [],
        evidence=evidence,
    )
    unread = sum(1 for item, known in items if not known and "ransom" not in naming.fold_name(item))
    return record, unread


def _title(leak: _Leak, cascade: _Cascade | None, controller: str) -> Bilingual:
    if cascade is None:
        return Bilingual.of(messages("title.leak", party=controller, day=leak.day))
    day = cascade.identifier[:10]
    return Bilingual.of(messages("title.cascade", party=_public(cascade.supplier), day=day))


def _public(name: str) -> str:
    """A name in a text of ours; `?` for that of a person."""
    return names.public_name(name).name or "?"


_GROUP = re.compile(
    r"(?P<n>\d{1,4}) (?:autres )?(?:agences|associations|cabinets|caisses|centres|cliniques|clubs|collectivites|communes|departements|"
    r"ecoles|enseignes|entreprises|etablissements|federations|filiales|hopitaux|laboratoires|mairies|mutuelles|organismes|pharmacies|"
    r"regions|societes|structures|universites)\b.*"
)
"""So many organisations that the list does not name. `3 Suisses` and `366 Lab` are names."""


def _controller(name: str, own: str, number: int, evidence: str, parties: Parties) -> str:
    """The organisation, or the group of them, whose data leaked."""
    group = _GROUP.fullmatch(naming.fold_name(name))
    row = own if number == 0 else f"{own}.{number}"
    if group is None:
        return parties.named(name, evidence=evidence, row=row)
    return parties.unnamed(f"group.{row}", Bilingual(fr=name), evidence=evidence, count=int(group["n"]))


def _sources(leak: _Leak, parties: Parties) -> list[str]:
    """The documents that the row links to; accounts of persons on social networks are left out."""
    found = [link_source(link, parties, "fr") for link in leak.links]
    return sorted({source for source in found if source})


def _claims(leak: _Leak, controllers: list[str], said: dict[str, Any]) -> list[ClaimStatement]:
    claims = []
    for volume in read_figures(leak.volume).volumes:
        if volume.unit == "bytes":
            size = volume.text.replace(" ", "")
            words = Bilingual(fr=size, en=re.sub(r"[oO]$", "B", size).replace(",", "."))
            claims.append(ClaimStatement(field="data-volume", text=words, scope=controllers, **said))
            continue
        unit = volume.unit or "entries"
        note = None
        if volume.unit is None:
            note = Bilingual.of(messages("note.unit"))
        claims.append(
            ClaimStatement(
                field=_FIELD[unit],
                low=volume.low,
                high=volume.high,
                approximate=volume.approximate,
                unit=unit,
                scope=controllers,
                **{**said, "note": note},
            )
        )
    return claims
