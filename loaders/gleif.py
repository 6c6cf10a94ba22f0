"""The Global LEI Index (GLEIF): legal entities (level 1) and who consolidates whom (level 2), as the golden copy's CSV.

Level 1 gives names, countries, registers, statuses and successors; level 2 direct and ultimate accounting parents. An accounting period is
not the time of a relation. Street addresses and natural persons are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from maillon.graph.records import Bilingual, Relation, RelationsRecord, Source
from maillon.graph.statements import REGISTER
from maillon.loaders import names
from maillon.loaders.base import Loader, Reading
from maillon.loaders.cell_dates import read_day
from maillon.loaders.identifiers import normalise
from maillon.loaders.inputs import RawRow, RawTable, collect_files, refuse, table_of
from maillon.loaders.messages import messages
from maillon.loaders.parties import Parties, identity_id
from maillon.loaders.problems import BadInputError
from maillon.loaders.rejecting import finish, one_problem, problems_of, reject_file
from maillon.wording import RefusedError

_ADDRESS = "an address; of the legal one the country is read"
_VALIDATION = "how the entry was checked, by whom, and when it is due again"

LOADER = Loader(
    name="gleif",
    title={"fr": "registre mondial des LEI (GLEIF)", "en": "Global LEI Index (GLEIF)"},
    reads={
        "fr": "CSV de la copie de référence : niveau 1 (entités), niveau 2 (qui consolide qui)",
        "en": "CSV of the golden copy: level 1 (entities), level 2 (who consolidates whom)",
    },
    publisher="Global Legal Entity Identifier Foundation",
    address="https://www.gleif.org/",
    licence="CC0-1.0",
    coverage={"fr": "toute entité qui a un LEI", "en": "every entity that has a LEI"},
    leaves_out={
        "fr": "adresses, entrepreneurs individuels, entrées annulées ou en double, fonds et leurs gérants, relations avec soi-même",
        "en": "addresses, sole proprietors, annulled and duplicate entries, funds and their managers, relations to oneself",
    },
    ignored_fields={
        "Entity.LegalAddress.": _ADDRESS,
        "Entity.HeadquartersAddress.": _ADDRESS,
        "Entity.OtherAddresses.": _ADDRESS,
        "Entity.TransliteratedOtherAddresses.": _ADDRESS,
        "Entity.LegalForm.": "a legal form, which says nothing of trust",
        "Entity.LegalJurisdiction": "the law of the entity",
        "Entity.EntityStatus": "whether it is active, which its successor and the registration tell",
        "Entity.EntitySubCategory": "a kind of public body",
        "Entity.EntityCreationDate": "the day on which it was founded",
        "Entity.EntityExpirationReason": "why it ended",
        "Entity.LegalName.xmllang": "the language of the name",
        "Entity.LegalEntityEvents": "a history that successors sum up",
        "Relationship.Qualifiers": "the accounting standard",
        "Relationship.Quantifiers": "shares in a form that nobody fills in",
        "Relationship.StartNode.NodeIDType": "always a LEI",
        "Relationship.EndNode.NodeIDType": "always a LEI",
        "Registration.": _VALIDATION,
        "Extension.": "what an issuer adds",
    },
)

_LEVEL_1 = ("LEI", "Entity.LegalName")
_LEVEL_2 = ("Relationship.StartNode.NodeID", "Relationship.EndNode.NodeID", "Relationship.RelationshipType")
_READ = (
    *_LEVEL_1,
    *_LEVEL_2,
    *("Entity.EntityCategory", "Entity.SuccessorEntity", "Entity.EntityExpirationDate", "Entity.RegistrationAuthority"),
    *("Entity.OtherEntityNames", "Entity.TransliteratedOtherEntityNames", "Relationship.RelationshipStatus", "Relationship.Period"),
)
"""Fields that are read, by their beginnings."""
_FRENCH_REGISTERS = ("RA000189", "RA000192")
"""Registers of which the number is a SIREN: Sirene, and that of commerce and companies."""
_NO_ENTRY = ("ANNULLED", "DUPLICATE", "CANCELLED")
_PARENTS = {"IS_DIRECTLY_CONSOLIDATED_BY": "direct", "IS_ULTIMATELY_CONSOLIDATED_BY": "ultimate"}
_BRANCH = "IS_INTERNATIONAL_BRANCH_OF"
_SOURCE = "gleif"


def read(paths: Sequence[Path], *, dataset: str | None, strict: bool) -> Reading:
    """Read files of both levels; they are one data set.

    Raises:
        BadInputError: a file is of neither level, or nothing could be read.
    """
    found = collect_files(paths, (".csv",))
    reading = Reading(dataset or "gleif", "Global LEI Index", LOADER.licence if isinstance(LOADER.licence, str) else None, rank=REGISTER)
    parties = Parties("gleif")
    owned: dict[tuple[str, str, str | None, str | None], set[str]] = defaultdict(set)
    for source in found.files:
        try:
            table = table_of(source)
            level_1 = _level(table)
        except BadInputError as error:
            reject_file(reading, error)
            continue
        reading.read += len(table.rows) + len(table.ragged)
        reading.rejected += table.ragged
        _count_unread(table, reading)
        for row in table.rows:
            if reading.repeats(row.cells.values(), table.file, row.line):
                continue
            try:
                used = _entity(row, reading, parties) if level_1 else _relationship(row, reading, parties, owned)
            except ValueError as error:
                reading.rejected.append(one_problem(problems_of(error, table.file, row.line, "")))
                continue
            if used:
                reading.use_within()
    _add_parents(parties, owned)
    parties.source(Source(id=_SOURCE, publisher=str(LOADER.publisher), title="Global LEI Index", url=LOADER.address, licence="CC0-1.0"))
    reading.declare(parties.records(), parties.judged)
    return finish(reading, found, strict=strict)


def _level(table: RawTable) -> bool:
    """Whether it is a table of level 1, and not of level 2.

    Raises:
        BadInputError: it is of neither.
    """
    for columns, level_1 in ((_LEVEL_1, True), (_LEVEL_2, False)):
        if set(columns) <= set(table.header):
            return level_1
    raise refuse(table.file, messages("table.other", loader="gleif", missing=list(_LEVEL_1), header=table.header[:30]), line=1)


def _count_unread(table: RawTable, reading: Reading) -> None:
    known = (*_READ, *LOADER.ignored_fields)
    for header in table.header:
        if not header.startswith(known):
            reading.unread_fields.update(header for row in table.rows if row.cells[header].strip())


def _lei(text: str) -> str:
    """A LEI as `lei:…`.

    Raises:
        RefusedError: wrong form or digits.
    """
    return normalise("lei", text)


def _entity(row: RawRow, reading: Reading, parties: Parties) -> bool:
    """An entity of level 1, and its successor; False where a rule leaves it out."""
    cells = {name: cell.strip() for name, cell in row.cells.items()}
    identity = _lei(cells["LEI"])
    if cells.get("Registration.RegistrationStatus", "").upper() in _NO_ENTRY:
        reading.leave_out(messages("gleif.left.annulled"))
        return False
    if cells.get("Entity.EntityCategory", "").upper() == "SOLE_PROPRIETOR":
        reading.leave_out(messages("gleif.left.person"))
        return False
    if names.is_blank(cells["Entity.LegalName"]):
        raise RefusedError(messages("cell.nobody", column="Entity.LegalName"))
    country = cells.get("Entity.LegalAddress.Country", "").upper()
    others = [cell for name, cell in cells.items() if "OtherEntityName" in name and cell and not name.endswith(("type", "xmllang"))]
    own = parties.named(
        cells["Entity.LegalName"],
        evidence=_SOURCE,
        row=f"lei-{identity[4:].lower()}",
        identity=identity,
        identifiers=[identity, *_siren(cells)],
        country=country if len(country) == 2 and country.isalpha() else None,
        aliases=others,
    )
    successors = [
        cell for name, cell in cells.items() if name.startswith("Entity.SuccessorEntity") and name.endswith("SuccessorLEI") and cell
    ]
    ended = _day(cells, "Entity.EntityExpirationDate")
    for successor in successors:
        later = identity_id(_lei(successor))
        if later != own:
            parties.add(
                f"relations:gleif/successor.{identity[4:].lower()}.{later.rpartition('/')[2]}",
                _record(
                    f"gleif/successor.{identity[4:].lower()}.{later.rpartition('/')[2]}",
                    Relation(who=own, linked_with=later, service="succeeded-by", since=ended, evidence=[_SOURCE]),
                ),
            )
    return True


def _siren(cells: Mapping[str, str]) -> list[str]:
    """The SIREN of an entity that a French register names."""
    if cells.get("Entity.RegistrationAuthority.RegistrationAuthorityID", "").upper() not in _FRENCH_REGISTERS:
        return []
    try:
        found = normalise("siren", cells.get("Entity.RegistrationAuthority.RegistrationAuthorityEntityID", ""))
    except ValueError:
        return []
    return [found] if found.startswith("siren:") else []


def _relationship(row: RawRow, reading: Reading, parties: Parties, owned: dict[tuple[str, str, str | None, str | None], set[str]]) -> bool:
    """A relation of level 2; False where a rule leaves it out."""
    cells = {name: cell.strip() for name, cell in row.cells.items()}
    start, end = (identity_id(_lei(cells[f"Relationship.{side}Node.NodeID"])) for side in ("Start", "End"))
    kind = cells["Relationship.RelationshipType"].upper()
    if start == end:
        reading.leave_out(messages("gleif.left.itself"))
        return False
    if cells.get("Registration.RegistrationStatus", "").upper() in _NO_ENTRY:
        reading.leave_out(messages("gleif.left.annulled"))
        return False
    if kind not in _PARENTS and kind != _BRANCH:
        reading.leave_out(messages("gleif.left.kind", kind=kind[:40]))
        return False
    since, until = _period(cells)
    if cells.get("Relationship.RelationshipStatus", "ACTIVE").upper() == "INACTIVE" and until is None:
        updated = _day(cells, "Registration.LastUpdateDate")
        if updated is None:
            reading.leave_out(messages("gleif.left.inactive"))
            return False
        until = f"../{updated}"
    if kind == _BRANCH:
        name = f"gleif/branch.{start.rpartition('/')[2]}.{end.rpartition('/')[2]}"
        parties.add(f"relations:{name}", _record(name, Relation(who=start, site_of=end, since=since, until=until, evidence=[_SOURCE])))
    else:
        owned[start, end, since, until].add(_PARENTS[kind])
    return True


def _period(cells: Mapping[str, str]) -> tuple[str | None, str | None]:
    """The time of a relation, out of up to five periods of which only one is that of the relation itself."""
    for name, cell in cells.items():
        if name.startswith("Relationship.Period") and name.endswith("periodType") and cell.upper() == "RELATIONSHIP_PERIOD":
            stem = name.removesuffix("periodType")
            return _day(cells, f"{stem}startDate"), _day(cells, f"{stem}endDate")
    return None, None


def _day(cells: Mapping[str, str], name: str) -> str | None:
    day = read_day(cells.get(name, ""), "iso", name)
    return day.isoformat() if day else None


def _add_parents(parties: Parties, owned: Mapping[tuple[str, str, str | None, str | None], set[str]]) -> None:
    """One relation for each pair and time, which says whether the parent is the direct one, the ultimate one, or both."""
    by_child: dict[str, list[Relation]] = defaultdict(list)
    for (start, end, since, until), what in sorted(owned.items(), key=lambda one: [text or "" for text in one[0]]):
        by_child[start].append(
            Relation(who=start, subsidiary_of=end, parent=sorted(what), since=since, until=until, status="reported", evidence=[_SOURCE])
        )
    for start, relations in by_child.items():
        name = f"gleif/parents.{start.rpartition('/')[2]}"
        title = Bilingual.of(messages("title.row", dataset="gleif"))
        parties.add(f"relations:{name}", RelationsRecord(kind="relations", id=name, title=title, relations=relations))


def _record(name: str, relation: Relation) -> RelationsRecord:
    title = Bilingual.of(messages("title.row", dataset="gleif"))
    return RelationsRecord(kind="relations", id=name, title=title, relations=[relation])
