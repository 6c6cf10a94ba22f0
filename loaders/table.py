"""Any table of relations or organisations (CSV, XLSX, ODS) through a small mapping file: no Python needed.

`maillon loaders new TABLE` writes a commented mapping from a header; `maillon load table TABLE MAPPING` loads it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import Field, HttpUrl, ValidationError, model_validator

from maillon.graph import name_matching as naming
from maillon.graph.model import ARROW_BY_VERB, ORGANISATION_ROLES, GdprRole, Status
from maillon.graph.projection import unknown_name
from maillon.graph.records import Bilingual, Edtf, Organisation, Record, RecordModel, Relation, RelationsRecord, Slug, Source, Text
from maillon.graph.statements import LISTED, REGISTER
from maillon.loaders import categories, names
from maillon.loaders.base import Loader, Reading
from maillon.loaders.cell_dates import Order, check_order, read_date, read_end
from maillon.loaders.grids import is_failed
from maillon.loaders.identifiers import normalise
from maillon.loaders.inputs import Input, RawRow, RawTable, collect_files, refuse
from maillon.loaders.messages import messages
from maillon.loaders.parties import Parties
from maillon.loaders.placeholders import Placeholder, placeholder
from maillon.loaders.problems import BadInputError
from maillon.loaders.rejecting import finish, one_problem, problems_of, reject_file
from maillon.loaders.workbooks import SHEETS, open_table
from maillon.loaders.yaml_reader import read_yaml
from maillon.wording import RefusedError

LOADER = Loader(
    name="table",
    title={"fr": "un tableau quelconque, avec un fichier de correspondance", "en": "any table, with a mapping file"},
    reads="CSV, XLSX or ODS of relations or organisations, and one .yaml mapping of its columns",
    publisher="whoever made the table",
    address="docs/loaders.md#table",
    licence="as the mapping says",
    coverage={"fr": "ce que le tableau contient", "en": "what the table holds"},
    leaves_out={
        "fr": "les colonnes que la correspondance ne cite pas (comptées) ou qu'elle ignore par leur nom",
        "en": "columns that the mapping does not name (counted) or ignores by name",
    },
)

_MAPPINGS = (".yaml", ".yml")
_MAY_BE_UNKNOWN = ("delegates_to", "hosted_by", "provided_by", "insured_by", "patient_of")
"""Relations whose other side may be left unnamed; an owner or a group that nobody names says nothing."""

_VERBS = tuple(verb for verb, kind in ARROW_BY_VERB.items() if "Organisation" in kind.starts and "Organisation" in kind.ends)

RelationField = Literal[
    "who",
    "who_id",
    "who_country",
    "who_role",
    "whom",
    "whom_id",
    "whom_country",
    "whom_role",
    "verb",
    "service",
    "contract",
    "since",
    "until",
    "seen_on",
    "status",
    "data",
    "gdpr_role",
    "share",
    "locator",
]
OrganisationField = Literal["name", "id", "country", "role", "alias", "subsidiary_of", "member_of", "locator"]

_NAMES = ("who", "whom", "name")
_DATE_FIELDS = ("since", "until", "seen_on")

_ALLOWED: Mapping[str, Sequence[str]] = {
    "who_role": ORGANISATION_ROLES,
    "verb": _VERBS,
    "status": tuple(Status),
    "gdpr_role": tuple(GdprRole),
}
"""What a field may hold, where that is a short list."""


class MappingSource(RecordModel):
    """The document that the table is, for evidence."""

    publisher: Text
    title: Text | None = None
    url: HttpUrl | None = None
    published_on: Edtf | None = None
    licence: Text | None = None
    language: str | None = Field(None, pattern=r"^[a-z]{2}$")


class TableMapping(RecordModel):
    """The mapping file: which column is what."""

    kind: Literal["table-mapping"]
    dataset: Slug
    title: Text | None = None
    source: MappingSource
    rows: Literal["relations", "organisations"]
    official: bool = Field(False, description="an official register: its names rank above those of lists")
    confidential: bool = Field(False, description="what only this table says stays out of documents, pages and exports")
    sheet: str | None = Field(None, description="name of the sheet, for XLSX and ODS; leave out for the first")
    dates: Order = "iso"
    columns: dict[str, str] = Field(description="field → header of its column")
    constants: dict[str, str] = Field({}, description="field → value for all rows, where no column gives it")
    schemes: dict[str, str] = Field({}, description="field of an identifier → its scheme (siren, siret, finess, lei, …)")
    ignore: list[str] = Field([], description="headers that are known and left out")

    @model_validator(mode="after")
    def _fields_are_known(self) -> TableMapping:
        allowed = get_args(RelationField if self.rows == "relations" else OrganisationField)
        for part in ("columns", "constants", "schemes"):
            for name in getattr(self, part):
                if name not in allowed:
                    raise RefusedError(messages("mapping.field", part=part, name=name, rows=self.rows, allowed=allowed))
        needed = ("who", "whom") if self.rows == "relations" else ("name",)
        missing = [name for name in needed if name not in self.columns]
        if missing:
            raise RefusedError(messages("mapping.needed", missing=missing, rows=self.rows))
        if self.rows == "relations" and not {"verb"} & {*self.columns, *self.constants}:
            raise RefusedError(messages("mapping.verb", allowed=_VERBS))
        for name in ("who_id", "whom_id", "id"):
            if name in self.columns and name not in self.schemes:
                raise RefusedError(messages("mapping.scheme", name=name))
        twice = [h for h in self.ignore if h in self.columns.values()]
        if twice:
            raise RefusedError(messages("mapping.ignored", column=twice[0]))
        return self


def read(paths: Sequence[Path], *, dataset: str | None, strict: bool) -> Reading:
    """Read tables of one shape with one mapping.

    Raises:
        BadInputError: no mapping or more than one, a wrong mapping, or a table that lacks its columns.
    """
    mappings = [path for path in paths if path.suffix.lower() in _MAPPINGS]
    tables = [path for path in paths if path not in mappings]
    if len(mappings) != 1 or not tables:
        where = ", ".join(str(p) for p in paths)
        raise refuse(where, messages("mapping.missing"))
    mapping = read_mapping(mappings[0])
    found = collect_files(tables, (".csv", ".tsv", *SHEETS))
    rank = REGISTER if mapping.official else LISTED
    reading = Reading(dataset or mapping.dataset, mapping.title, mapping.source.licence, rank=rank, confidential=mapping.confidential)
    parties = Parties(mapping.dataset)
    for source in found.files:
        try:
            table = open_table(source, mapping.sheet)
            _check_header(table, mapping)
            dated = [mapping.columns[name] for name in _DATE_FIELDS if name in mapping.columns]
            check_order(((row.line, row.cells[header]) for header in dated for row in table.rows), mapping.dates, table.file)
        except BadInputError as error:
            reject_file(reading, error)
            continue
        _rows(table, mapping, reading, parties)
    if reading.records:
        described = mapping.source.model_dump(exclude_none=True)
        parties.source(Source(id=mapping.dataset, **described))
    reading.declare(parties.records(), parties.judged)
    return finish(reading, found, strict=strict)


def read_mapping(path: Path) -> TableMapping:
    """Read and check a mapping file.

    Raises:
        BadInputError: with every problem found.
    """
    document = read_yaml(path)
    try:
        return TableMapping.model_validate(document.data)
    except ValidationError as error:
        raise BadInputError(problems_of(error, str(path), 0, "")) from error


def _check_header(table: RawTable, mapping: TableMapping) -> None:
    missing = [header for header in (*mapping.columns.values(), *mapping.ignore) if header not in table.header]
    if missing:
        raise refuse(table.file, messages("table.column", column=missing[0], header=table.header[:30]), line=1)


def _rows(table: RawTable, mapping: TableMapping, reading: Reading, parties: Parties) -> None:
    reading.read += len(table.rows) + len(table.ragged)
    reading.rejected += table.ragged
    used = {*mapping.columns.values(), *mapping.ignore}
    for header in table.header:
        if header not in used:
            reading.unread_fields.update(header for row in table.rows if row.cells[header].strip())
    for row in table.rows:
        if reading.repeats(row.cells.values(), table.file, row.line):
            continue
        content = hashlib.sha256(json.dumps(row.cells, sort_keys=True).encode()).hexdigest()[:12]
        draft = Parties(parties.prefix)
        try:
            key, record = _record(row, mapping, content, draft)
            reading.use(key, record)
        except ValueError as error:
            reading.rejected.append(one_problem(problems_of(error, table.file, row.line, "")))
            continue
        parties.absorb(draft)
        if mapping.rows == "relations" and isinstance(record, Organisation):
            reading.unread_fields[messages("unread.nobody", column=mapping.columns["whom"])] += 1


def _values(row: RawRow, mapping: TableMapping) -> dict[str, str]:
    found = dict(mapping.constants)
    for name, header in mapping.columns.items():
        lines = row.cells[header].strip().splitlines() if name in _NAMES else [row.cells[header]]
        cell = "\n".join(naming.clean_name(line) for line in lines)
        if is_failed(cell):
            raise RefusedError(messages("cell.failed", column=header, value=cell))
        optional = name not in _NAMES and not name.endswith("country")  # NC, NO and SO are countries
        if cell and not (optional and placeholder(cell)):
            found[name] = cell
    return found


def _party(values: Mapping[str, str], stem: str, mapping: TableMapping, content: str, parties: Parties, evidence: str) -> str:
    """The organisation of one side of a row, known by its identifier where it has one, else by its name."""
    prefix = f"{stem}_" if stem != "name" else ""
    field = f"{prefix}id"
    identifier = normalise(mapping.schemes[field], values[field]) if field in values else None
    role = values.get(f"{prefix}role")
    if role is not None and role not in ORGANISATION_ROLES:
        raise RefusedError(messages("cell.term", column=f"{prefix}role", value=role[:30], allowed=ORGANISATION_ROLES))
    country = values.get(f"{prefix}country")
    if country is not None and not re.fullmatch(r"[A-Za-z]{2}", country):
        raise RefusedError(messages("cell.state", column=f"{prefix}country"))
    return parties.named(
        values[stem],
        evidence=evidence,
        row=f"row-{content}.{stem}",
        place=country.lower() if country and identifier is None else "",
        roles=[role] if role else [],
        identifiers=[identifier] if identifier else [],
        country=country.upper() if country else None,
        aliases=[values["alias"]] if stem == "name" and "alias" in values else [],
        identity=identifier,
    )


def _record(row: RawRow, mapping: TableMapping, content: str, parties: Parties) -> tuple[str, Record]:
    values = _values(row, mapping)
    locator = values.get("locator", f"row {content}")
    evidence = f"{mapping.dataset}#{locator}"
    said: dict[str, Any] = {"evidence": [evidence], "status": values.get("status", Status.REPORTED.value)}
    if mapping.rows == "relations":
        parts = [part for part in re.split(r"\s*;\s*", values.get("whom", "")) if part] if "whom_id" not in values else []
        each = [{**values, "whom": part} for part in parts] or [values]  # `;` stands in no name
        marks = [content, *(f"{content}.{number}" for number in range(2, len(each) + 1))]
        found = [_relation(one, mapping, mark, parties, said) for one, mark in zip(each, marks, strict=True)]
        relations = [relation for relation in found if relation]
    else:
        if names.is_blank(values.get("name", "")):
            raise RefusedError(messages("cell.nobody", column="name"))
        own = _party(values, "name", mapping, content, parties, evidence)
        relations = [
            Relation(who=own, **{verb: parties.named(values[verb], evidence=evidence, row=f"row-{content}.{verb}")}, **said)
            for verb in ("subsidiary_of", "member_of")
            if verb in values
        ]
    title = Bilingual.of(messages("title.row", dataset=mapping.dataset))
    if not relations:  # no owner or group, or the row says that there is no supplier: the organisation is the record
        identifier = next(iter(parties.records()))
        return f"row:{mapping.dataset}/{content}", parties.records()[identifier]
    return f"relations:{mapping.dataset}/{content}", RelationsRecord(
        kind="relations", id=f"{mapping.dataset}/{content}", title=title, relations=relations
    )


def _unknown(verb: str, content: str, parties: Parties, evidence: str, who: str) -> str:
    """The unnamed other side of one row: another row that names nobody either may mean somebody else."""
    if verb not in _MAY_BE_UNKNOWN:
        raise RefusedError(messages("cell.nobody", column="whom"))
    roles = ["HostingProvider"] if verb == "hosted_by" else []
    return parties.unnamed(f"unknown.row-{content}", Bilingual.of(unknown_name(verb, who)), evidence=evidence, roles=roles)


def _relation(values: Mapping[str, str], mapping: TableMapping, content: str, parties: Parties, said: Mapping[str, Any]) -> Relation | None:
    """The relation that a row says; None where it says that there is nobody, or that it is the organisation itself.

    Raises:
        ValueError: nobody has it, or a cell is not what its column holds.
    """
    if names.is_blank(values.get("who", "")):
        raise RefusedError(messages("cell.nobody", column="who"))
    verb = values.get("verb", "")
    if verb not in _VERBS:
        raise RefusedError(messages("cell.term", column="verb", value=verb[:30], allowed=_VERBS))
    evidence = str(said["evidence"][0])
    who = _party(values, "who", mapping, content, parties, evidence)
    meant = None if "whom_id" in values else placeholder(values.get("whom", ""))
    if meant in (Placeholder.NONE, Placeholder.ONESELF):
        return None
    if meant is Placeholder.UNKNOWN:
        whom = _unknown(verb, content, parties, evidence, parties.name_of(who))
    else:
        given = {"whom": values["whom_id"]} if names.is_blank(values.get("whom", "")) else {}
        whom = _party({**values, **given}, "whom", mapping, content, parties, evidence)
    known = {p.name for p in ARROW_BY_VERB[verb].properties}
    fields: dict[str, Any] = {}
    for name in _DATE_FIELDS:
        if name in values:
            read_cell = read_end if name == "until" else read_date
            fields[name] = read_cell(values[name], mapping.dates, name)
    for name in ("service", "contract"):
        if name in values and name in known:
            fields[name] = names.slug(values[name])
    if "gdpr_role" in values:
        fields["gdpr_role"] = values["gdpr_role"]
    if "share" in values:
        fields["share"] = float(values["share"].replace(",", "."))
    if "data" in values:
        ids = sorted({part.strip() for part in values["data"].split(";") if part.strip()})
        strange = [i for i in ids if i not in categories.known_categories()]
        if strange:
            raise RefusedError(messages("cell.term", column="data", value=strange[0][:30], allowed=sorted(categories.known_categories())))
        fields["data"] = [parties.category(categories.known_categories()[i]) for i in ids]
    return Relation(who=who, **{verb: whom}, **fields, **said)


_HINTS: tuple[tuple[str, str], ...] = (
    (r"lei\b.*(supplier|provider|prestataire|fournisseur)|(supplier|provider|prestataire|fournisseur).*(lei|siren|siret|id)\b", "whom_id"),
    (r"(client|customer|entity|entite|responsable).*(lei|siren|siret|id)\b", "who_id"),
    (r"supplier|provider|vendor|processor|prestataire|fournisseur|sous traitant|hebergeur|subcontractor|associate", "whom"),
    (r"client|customer|controller|entity|organi[sz]ation|responsable|organisme|company|nom|name", "who"),
    (r"service|prestation|function|fonction|activity|activite", "service"),
    (r"contract|contrat", "contract"),
    (r"since|start|begin|debut|depuis|from", "since"),
    (r"until|end|fin|expir", "until"),
    (r"as of|seen|date", "seen_on"),
    (r"page|locator|article|reference", "locator"),
)


_ORGANISATION_HINTS: tuple[tuple[str, str], ...] = (
    (r"\b(lei|siren|siret|finess|nofinesset|npi)\b", "id"),
    (r"country|pays", "country"),
    (r"alias|trading|sigle|enseigne", "alias"),
    (r"parent|owner|proprietaire|actionnaire", "subsidiary_of"),
    (r"group|groupe|network|reseau", "member_of"),
    (r"name|nom|raison sociale|denomination|organi[sz]ation|organisme|company", "name"),
)
_SCHEMES = {"lei": "lei", "siren": "siren", "siret": "siret", "finess": "finess", "nofinesset": "finess", "npi": "us-npi"}


def draft_mapping(source: Input, lang: str = "en") -> str:
    """A commented mapping for a table, its columns guessed from the header where a word of it says so; comments are in `lang`.

    Raises:
        BadInputError: not a table.
    """

    def said(key: str) -> str:
        return messages.say(f"draft.{key}", lang)

    table = open_table(source, header_only=True)
    guessed = _guess(table.header, _HINTS)
    rows = "relations"
    if "whom" not in guessed:  # one organisation a row
        guessed, rows = _guess(table.header, _ORGANISATION_HINTS), "organisations"
    lines = [
        f"# {said('head')}",
        f"# {said('check')}",
        "kind: table-mapping",
        f"dataset: {names.slug(Path(source.name).stem)}",
        f"source:  # {said('source')}",
        f'  publisher: "{said("publisher")}"',
        "  # title: …",
        "  # url: https://…",
        "  # published_on: 2025-11  # EDTF",
        "  # licence: …",
        f"rows: {rows}  # {said('rows')}",
        f"# official: true  # {said('official')}",
        f"# confidential: true  # {said('confidential')}",
        f"dates: iso  # {said('dates')}",
        f"columns:  # {said('columns')}",
    ]
    for field in get_args(RelationField if rows == "relations" else OrganisationField):
        given = guessed.get(field)
        shown = f"  {field}: {json.dumps(given, ensure_ascii=False)}" if given else f"  # {field}: …"
        lines.append(f"{shown}  # {messages.say(f'column.{field}', lang, allowed=_ALLOWED.get(field, ()))}")
    if rows == "relations":
        lines += [f"constants:  # {said('constants')}", "  verb: delegates_to"]
    identifiers = [field for field in ("who_id", "whom_id", "id") if field in guessed]
    if identifiers:
        lines.append(f"schemes:  # {said('schemes')}")
        lines += [f"  {field}: {_scheme(guessed[field])}" for field in identifiers]
    left = [header for header in table.header if header not in guessed.values()]
    if left:
        lines.append(f"# ignore:  # {said('ignore')}")
        lines += [f"#   - {json.dumps(header, ensure_ascii=False)}" for header in left]
    return "\n".join(lines) + "\n"


def _guess(header: Sequence[str], hints: Sequence[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for column in header:
        folded = naming.fold_name(column.replace("_", " "))
        field = next((f for pattern, f in hints if f not in found and re.search(pattern, folded)), None)
        if field:
            found[field] = column
    return found


def _scheme(header: str) -> str:
    words = naming.fold_name(header.replace("_", " ")).split()
    return next((_SCHEMES[word] for word in words if word in _SCHEMES), "siren")
