"""The register of information of Regulation (EU) 2022/2554 (DORA) art. 28(3), as filed: a package of plain CSV, or the EBA's workbook.

Who entrusts which service to whom by which contract, and who below that: a chain as one contract states it. The data set is confidential: a
register is filed with an authority and published by nobody.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from maillon.graph.privacy import personal_identifier
from maillon.graph.records import Source
from maillon.graph.statements import REGISTER
from maillon.loaders import dora_codes as codes
from maillon.loaders import names
from maillon.loaders.base import Loader, Reading
from maillon.loaders.dora_chains import ContractChains
from maillon.loaders.dora_parties import Directory, RegisterRemarks
from maillon.loaders.dora_tables import TABLES, FiledRegister, packages, read_package
from maillon.loaders.dora_workbook import BOOKS, read_workbook_register
from maillon.loaders.inputs import collect_files
from maillon.loaders.messages import messages
from maillon.loaders.parties import Parties
from maillon.loaders.problems import BadInputError
from maillon.loaders.rejecting import finish, reject_file

_COST = "an amount of money, which says nothing of trust"
_ASSESSMENT = "an assessment by the one who files; exporters fill its dates with the day of export"

LOADER = Loader(
    name="dora",
    title={"fr": "registre d'informations (DORA)", "en": "register of information (DORA)"},
    reads={
        "fr": "paquet ZIP de CSV tel que déposé (taxinomies 4.0 et 4.2), ou classeur de l'ABE (XLSX)",
        "en": "ZIP package of plain CSV as filed (taxonomies 4.0 and 4.2), or the EBA's workbook (XLSX)",
    },
    publisher={"fr": "l'entité financière qui le tient", "en": "the financial entity that keeps it"},
    address="https://eur-lex.europa.eu/eli/reg_impl/2024/2956/oj",
    licence={"fr": "confidentiel", "en": "confidential"},
    coverage={
        "fr": "entités, contrats, prestataires et sous-traitants informatiques ; en dessous du rang 1, seuls ceux des fonctions critiques "
        "ou importantes",
        "en": "entities, contracts, ICT providers and sub-contractors; below rank 1 only those of critical or important functions",
    },
    leaves_out={
        "fr": "coûts, évaluations (B_07.01), définitions (B_99.01), noms et codes de personnes physiques",
        "en": "costs, assessments (B_07.01), definitions (B_99.01), names and codes of natural persons",
    },
    ignored_fields={
        "b_01.01.0050": "the authority with which it is filed",
        "b_01.02.0050": "the place in the group, which the direct parent says",
        "b_01.02.0070": "exporters fill it with the day of export",
        "b_01.02.0080": "exporters fill it with the day of export",
        "b_01.02.0100": _COST,
        "b_01.02.0110": _COST,
        "b_02.01.0040": _COST,
        "b_02.01.0050": _COST,
        "b_02.02.0100": "days of notice",
        "b_02.02.0110": "days of notice",
        "b_02.02.0120": "the law of the contract",
        "b_02.02.0130": "exporters fill it with the provider's own country",
        "b_02.02.0180": _ASSESSMENT,
        "b_05.01.0090": _COST,
        "b_05.01.0100": _COST,
        "b_06.01.0060": "reasons in free text",
        "b_06.01.0070": "exporters fill it with the day of export",
        "b_06.01.0080": _ASSESSMENT,
        "b_06.01.0090": _ASSESSMENT,
        "b_06.01.0100": _ASSESSMENT,
    },
)

_LEFT_OUT = {
    "b_07.01": messages("dora.left.assessment"),
    "b_99.01": messages("dora.left.definitions"),
}
"""Tables from which nobody is entrusted with anything."""


def read(paths: Sequence[Path], *, dataset: str | None, strict: bool) -> Reading:
    """Read registers. One is a data set of its own (`dora-`, who files it, its day), so that registers add up; several are one (`dora`).

    Raises:
        BadInputError: a file is no register, or nothing could be read.
    """
    found = collect_files(paths, (".csv", ".json", *BOOKS))
    title = messages("dora.title").say("en")
    reading = Reading(dataset or "dora", title, "confidential", confidential=True, rank=REGISTER)
    registers: dict[str, FiledRegister] = {}
    books = [source for source in found.files if source.name.lower().endswith(BOOKS)]
    readers: list[Callable[[], FiledRegister]] = [partial(read_workbook_register, source) for source in books]
    readers += [partial(read_package, *one) for one in packages([source for source in found.files if source not in books])]
    for read_register in readers:
        try:
            register = read_register()
        except BadInputError as error:
            reject_file(reading, error)
        else:
            registers.setdefault(_dataset(register), FiledRegister(register.name)).join(register)
    if dataset is None and len(registers) == 1:
        reading.dataset = next(iter(registers))
    for register in registers.values():
        _add(register, reading)
        reading.unread_fields.update(messages("unread.file", ending=last.rpartition(".")[2]) for last in register.unread)
    return finish(reading, found, strict=strict)


def _dataset(register: FiledRegister) -> str:
    scope = "-con" if register.consolidated else ""
    return f"dora-{_filer_slug(register)}-{register.period}{scope}"


def _filer_slug(register: FiledRegister) -> str:
    """Who files it, as a part of ids: the code, else the name."""
    code = codes.normal_code(register.code)
    rows = [*register.rows("b_01.01"), *register.rows("b_01.02")]
    slug = names.slug(code if not codes.is_no_code(code) else rows[0]["0020"] if rows else "unnamed")
    if personal_identifier(slug) is None:  # ten digits in a row of a LEI look like a telephone number
        return slug
    return f"row-{hashlib.sha256(slug.encode()).hexdigest()[:12]}"


def _add(register: FiledRegister, reading: Reading) -> None:
    """The records of one register."""
    remarks = RegisterRemarks()
    _count(register, reading, remarks)
    filer = _filer_slug(register)
    source = f"dora/{filer}/{register.period}{'/con' if register.consolidated else ''}"
    parties = Parties(f"dora-{filer}")
    directory = Directory(register, source, parties, reading, remarks)
    chains = ContractChains(register, directory, filer, source, reading, remarks)
    for record in chains.records():
        parties.add(f"relations:{record.id}", record)
    named = directory.filer
    parties.source(
        Source(
            id=source,
            publisher=parties.name_of(named) if named is not None else "–",
            title=messages("dora.title").say("en"),
            published_on=register.period,
            licence="confidential",
        )
    )
    reading.declare(parties.records(), {**reading.judged, **parties.judged})
    reading.warnings += remarks.problems()


def _count(register: FiledRegister, reading: Reading, remarks: RegisterRemarks) -> None:
    """Count all rows; of those that say the same one stays, and tables that name nobody who is entrusted are left out by rule."""
    reading.read += len(register.ragged)
    reading.rejected += register.ragged
    for table, rows in register.tables.items():
        reading.read += len(rows)
        if table in _LEFT_OUT:
            if rows:
                reading.leave_out(_LEFT_OUT[table], len(rows))
            register.tables[table] = []
            continue
        kept = [row for row in rows if not reading.repeats([_dataset(register), table, *row.cells.values()], row.file, row.line)]
        keys: Counter[tuple[str, ...]] = Counter()
        for row in kept:
            key = tuple(codes.normal_code(row[column]) for column in TABLES[table].keys)
            keys[key] += 1
            if keys[key] > 1 and table != "b_05.01":
                remarks.at("double_key", row)
        register.tables[table] = kept
