"""A first mapping for a table, guessed from its header and from what its columns hold, with its first rows as they would be read."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from maillon.graph import name_matching as naming
from maillon.graph.records import ClaimStatement, IncidentRecord, Organisation, Record, RelationsRecord
from maillon.loaders import names
from maillon.loaders.base import Reading
from maillon.loaders.column_shapes import YES_OR_NO, day_order, is_date, is_french, share
from maillon.loaders.countries import country_code
from maillon.loaders.identifiers import normalise
from maillon.loaders.inputs import Input, RawTable, refuse
from maillon.loaders.messages import messages
from maillon.loaders.parties import Parties
from maillon.loaders.problems import BadInputError
from maillon.loaders.processor_words import data_named
from maillon.loaders.rejecting import problems_of
from maillon.loaders.table import read_table, ready_name, use_incidents
from maillon.loaders.table_mapping import ALLOWED, DATES, FIELDS, ID_FIELDS, NUMBERED, READY, TableMapping
from maillon.loaders.unknown_words import UnknownWords
from maillon.loaders.workbooks import SHEETS, open_table
from maillon.loaders.yaml_reader import read_yaml_text
from maillon.wording import Message, RefusedError, joined

if TYPE_CHECKING:
    from maillon.loaders.cell_dates import Order

_ROWS_SHOWN = 3
"""Rows that are shown as they would be read."""
_SAMPLE = 200

_SUPPLIER = (
    r"supplier|provider|vendor|processor|prestataire|fournisseur|sous traitant|hebergeur|subcontractor|third party|editeur"
    r"|infogerant|tiers\b|associate"
)
_CLIENT = r"client|customer|controller|responsable|beneficiaire|donneur d ordre|adherent|mutuelle"
_NAME = (
    r"^rs$|organi[sz]ation|organisme|company|entreprise|societe|entity|entite|etablissement|structure|raison sociale|denomination"
    r"|\bnom\b|name|libelle|\borg\b"
)
_PRODUCT = r"\b(logiciel|progiciel|software|application|solution|outil|produit|product|tool|plateforme|platform)s?\b"
_IDENTIFIER = r"\b(?:lei|siren|siret|finess|npi|ods|id)\b"
_REGISTER = r"\b(?:lei|siren|siret|finess|npi|ccn|ods)\b"
"""Headers that say in which register a number stands."""
_PLACES: Mapping[str, str] = {
    "country": r"\b(country|pays)\b",
    "postcode": r"code postal|postcode|\bzip\b|\bcp\b|\bcpo\b",
    "town": r"\b(town|city|ville|commune|localite|municipality|libcom|nomcom|comnom)\b",
    "region": r"\b(state|region|departement|province|dep|dept|canton)\b",
}
_NO_NAME = re.compile(
    r"\b(type|kind|category|nature|categorie|secteur|sector|contact|mail|email|courriel|telephone|tel|phone|adresse|address|code|ref|reference"
    r"|numero|number|nb|nombre|montant|amount|date)\b|" + "|".join(pattern for pattern in _PLACES.values())
)
"""Headers of what kind an organisation is, of where it is or how it is reached, and not of its name."""


def _both(one: str, other: str) -> str:
    """Both, in any order, each looked for once."""
    return f"^(?=.*(?:{one}))(?=.*(?:{other}))"


_OF_RELATION: tuple[tuple[str, str], ...] = (
    (r"gdpr|rgpd|qualification|statut rgpd", "gdpr_role"),
    (rf"{_CLIENT}|{_NAME}", "who"),
    (r"since|start|begin|debut|depuis|from|entree|effet|signature|mise en service|installation", "since"),
    (r"until|\bend\b|fin\b|expir|echeance|terme|resili|sortie|to\b", "until"),
    (r"service|prestation|function|fonction|activity|activite|objet|mission", "service"),
    (r"\bcontract\b|contrat|marche\b|convention", "contract"),
    (r"donnees|\bdata\b", "data"),
    (r"as of|seen|\bdate\b|constate|mise a jour|maj\b", "seen_on"),
    (r"page|locator|article|reference|\bref\b", "locator"),
)
_HINTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "relations": (
        (_both(_SUPPLIER, _IDENTIFIER), "whom_id"),
        (_both(f"{_CLIENT}|entity|entite", _IDENTIFIER), "who_id"),
        *((_both(_SUPPLIER, pattern), f"whom_{place}") for place, pattern in _PLACES.items()),
        *((_both(_CLIENT, pattern), f"who_{place}") for place, pattern in _PLACES.items()),
        (_REGISTER, "*_id"),
        *((pattern, f"*_{place}") for place, pattern in _PLACES.items()),
        (_SUPPLIER, "whom"),
        *_OF_RELATION,
    ),
    "uses": (
        (_PRODUCT, "whom"),
        (r"heberg|hosting|\bhost\b", "host"),
        (_SUPPLIER, "provider"),
        *_OF_RELATION,
    ),
    "organisations": (
        *((r"\b(lei|siren|siret|finess|nofinesset|npi|ccn|ods)\b", field) for field in ID_FIELDS),
        *((pattern, place) for place, pattern in _PLACES.items()),
        (r"former|previous|ancien nom|anciennement", "former_name"),
        (r"alias|trading|sigle|enseigne|acronym|nom commercial|nom d usage|also known", "alias"),
        (r"parent|owner|proprietaire|actionnaire|holding|maison mere|detenu", "subsidiary_of"),
        (r"group|groupe|network|reseau|federation|\bght\b|union", "member_of"),
        (_NAME, "name"),
        (r"page|locator|reference", "locator"),
    ),
    "incidents": (
        (r"\b(siren|siret|finess|lei|npi)\b", "victim_id"),
        (r"(start|begin|debut)|from\b", "occurred_from"),
        (r"\bend\b|dateend|\bfin\b", "occurred_to"),
        (r"discover|detect|aware|decouver|constat", "detected"),
        (r"made public|public|disclos|annonc|divulg|revel", "disclosed"),
        (r"report|submi|notif|declar|signal|posted|published", "reported"),
        (r"breach|incident|fuite|violation|attaque|attack|leak|survenu|occurred|\bdate\b", "occurred"),
        (r"residents|washingtonians|texans|californians|oregonians|mainers", "residents"),
        (
            r"affected|individuals|records|persons|people|nombre|personnes|patients|\bnb\b|volume|total"
            r"|concerne|touche|impact|effectif|victims",
            "figure",
        ),
        (rf"{_SUPPLIER}", "supplier"),
        (r"cause|vector|vecteur|mode operatoire|(breach|attack|incident) type|type of (breach|attack|incident)", "action"),
        (r"^(?!.*\blocation)(?=.*(data|donnees|information))", "data"),
        (r"actor|attacker|group|gang|threat|attaquant|groupe|revendi|initiator|auteur", "actor"),
        (r"^(?!.*(entit|organi|structure|compan)).*(type|method|methode|nature)", "action"),
        (r"url|link|lien|source", "source_url"),
        (r"status|statut|confirm|fiabilite", "status"),
        (r"country|pays", "victim_country"),
        (r"^(state|region|etat|departement)$", "victim_region"),
        (r"^(town|city|ville|commune|localite)$", "victim_town"),
        (r"^(title|titre|intitule)", "title"),
        (rf"victim|receiver|controller|responsable|{_NAME}", "victim"),
        (r"^(id|no|ref|reference|number|numero)$", "locator"),
    ),
}
"""Words of a header, folded, and the field that they mean; the first field that is free and whose cells fit is taken.

`uses` are relations whose end is a product. `*_id` is of the party whose name stands before it, else of the next one.
"""
_INCIDENT_WORDS = re.compile(
    r"breach|incident|fuite|violation|leak|attaque|attack|affected|touche|concernee?s|exposed|exposee?s|compromis|discover|decouver|stolen|volee?s"
    r"|victim|made public|notification|vecteur|vector|revendi|ransom|rancon|attaquant|attacker|pirat|intrusion|hack"
    r"|(nb|nombre|number)( of| de| d)? (patient|personne|person|people|individual|compte|account)"
)
_NAMED = ("who", "whom", "provider", "host", "name", "victim", "supplier", "actor")
_BAND = re.compile(r"range|lifecycle|elapsed|\bdays\b|duree|duration|tranche")
"""Headers of what a publisher works out from other columns: neither a day nor a figure."""
_RESIDENTS = {"washingtonians": "Washington", "texans": "Texas", "californians": "California", "oregonians": "Oregon", "mainers": "Maine"}
_OF_NO_STATE = re.compile(
    r"(?:\b(?:residents?|affected|impacted|concerned|number|total|count|of|nb|no|state|in|persons?|people|individuals?)\b\W*)+"
)
"""Headers of residents that name no state."""
_SCHEMES = {
    "lei": "lei",
    "siren": "siren",
    "siret": "siret",
    "finess": "finess",
    "nofinesset": "finess",
    "fi": "finess",
    "npi": "us-npi",
    "ccn": "us-ccn",
    "ods": "nhs-ods",
}


def draft_mapping(source: Input, lang: str = "en", *, sheet: str | None = None, header_row: int | None = None) -> str:
    """A commented mapping for a table, with its first rows as they would be read; comments are in `lang`.

    Of a list whose mapping comes with maillon, that one.

    Args:
        source: the table.
        lang: `fr` or `en`.
        sheet: the sheet of a workbook that holds it; where none is given, the first that holds a list.
        header_row: the line of its header; where none is given, it is looked for.

    Raises:
        BadInputError: not a table, or a sheet of what is no workbook.
    """
    if sheet is not None and not source.name.lower().endswith(SHEETS):
        raise refuse(source.name, messages("book.no_sheets", sheet=sheet))
    table = open_table(source, sheet, header_row=header_row, header_only=True)
    where = _where(table, sheet, header_row, lang)
    ready = ready_name(table)
    if ready is not None:
        text = (READY / f"{ready}.yaml").read_text("utf-8") + where
        return text + _preview(table, text, lang)
    remarked = "".join(f"# {remark.say(lang)}\n" for remark in source.remarks)
    rows, verb, guessed = _rows_and_columns(table, order := day_order(table, "day-first" if is_french(table.header) else "iso"))
    text = remarked + _written(Path(source.name).stem, table, rows, verb, guessed, order, where, lang)
    return text + _preview(table, text, lang)


def _where(table: RawTable, sheet: str | None, header_row: int | None, lang: str) -> str:
    """Where in the file the table stands, as lines of the mapping."""
    lines = ""
    if sheet is not None or len(table.sheets) > 1:
        lines += f"sheet: {_quoted(table.sheet)}  # {messages.say('draft.sheet', lang, sheets=table.sheets)}\n"
    return lines + (f"header_row: {header_row}  # {messages.say('draft.header_row', lang)}\n" if header_row is not None else "")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _written(stem: str, table: RawTable, rows: str, verb: str, guessed: Mapping[str, str], dates: Order, where: str, lang: str) -> str:
    def said(key: str) -> str:
        return messages.say(f"draft.{key}", lang)

    lines = [
        f"# {said('head')}",
        f"# {said('check')}",
        "kind: table-mapping",
        f"dataset: {names.slug(stem)}",
        f"source:  # {said('source')}",
        f'  publisher: "{said("publisher")}"',
        "  # title: …",
        "  # url: https://…",
        "  # published_on: 2025-11  # EDTF",
        "  # licence: …",
        f"rows: {rows}  # {said('rows')}",
        f"# official: true  # {said('official')}",
        f"# persons: true  # {said('persons')}",
        f"# confidential: true  # {said('confidential')}",
        *where.splitlines(),
        f"dates: {dates}  # {said('dates' if dates == day_order(table) else 'dates_unproved')}",
        f"columns:  # {said('columns')}",
    ]
    for field in FIELDS[rows]:
        given = guessed.get(field)
        shown = f"  {field}: {_quoted(given)}" if given else f"  # {field}: …"
        lines.append(f"{shown}  # {messages.say(f'column.{field}', lang, allowed=ALLOWED.get(field, ()))}")
    constants = {"relations": [f"verb: {verb}"], "incidents": _constants(table, guessed)}.get(rows, [])
    if rows == "relations" and "who" not in guessed:
        constants.append(f"# who: …  # {said('owner')}")
    if constants:
        lines += [f"constants:  # {said('constants')}", *(f"  {line}" for line in constants)]
    identifiers = [field for field in NUMBERED if field in guessed]
    if identifiers:
        lines.append(f"schemes:  # {said('schemes')}")
        lines += [f"  {field}: {_scheme(guessed[field])}" for field in identifiers]
    if rows == "relations":
        lines += [f"# words:  # {said('words')}", f"#   data: {{…: {said('category')}}}"]
    if rows == "incidents":
        lines += [f"# words:  # {said('words')}", f"#   data: {{…: {said('category')}}}", "#   action: {…: hacking}"]
        lines += [f"# data_columns: {{…: {said('category')}}}  # {said('data_columns')}", f"# empty: [UNKN]  # {said('empty')}"]
    left = [header for header in table.header if header not in guessed.values()]
    if left:
        lines.append(f"# ignore:  # {said('ignore')}")
        lines += [f"#   - {_quoted(header)}" for header in left]
    return "\n".join(lines) + "\n"


def _constants(table: RawTable, guessed: Mapping[str, str]) -> list[str]:
    """What all rows of incidents are taken to say: of what the figure is, and whose residents are counted."""
    found = ["unit: persons"] if "figure" in guessed else []
    if "residents" in guessed:
        header = _folded(guessed["residents"])
        state = next((state for word, state in _RESIDENTS.items() if word in header), None) or _one_state(table)
        if state is None and not _OF_NO_STATE.fullmatch(header):
            state = guessed["residents"]
        found += [f"residents_of: {_quoted(state)}"] if state else []  # else it is asked for
    return found


def _one_state(table: RawTable) -> str | None:
    """The state that a column of states gives in every row: whose list it is, and not where each victim sits."""
    for header in table.header:
        cells = {row.cells[header].strip() for row in table.rows}
        if re.search(_PLACES["region"], _folded(header)) and len(cells) == 1 and len(table.rows) > 1 and "" not in cells:
            return cells.pop()
    return None


def _rows_and_columns(table: RawTable, dates: Order) -> tuple[str, str, dict[str, str]]:
    """What the rows are, of relations by which verb, and which column is what, as far as header and cells say."""
    told = sum(bool(_INCIDENT_WORDS.search(_folded(header))) for header in table.header)
    incidents = _guess(table, "incidents", dates)
    if "residents" in incidents and _one_state(table):
        incidents.pop("victim_region", None)
    if told >= 2 and "victim" in incidents and len(incidents.keys() & {*DATES["incidents"], "figure", "residents", "data"}) >= 1:
        return "incidents", "", incidents
    uses, relations, organisations = (_guess(table, rows, dates) for rows in ("uses", "relations", "organisations"))
    whose = {"who", "service", "contract", "since", "until", "gdpr_role", "data"}
    maker = [table.header.index(uses[field]) for field in ("provider", "host") if field in uses]
    if "whom" in uses and uses.keys() & {*whose, "provider", "host"} and table.header.index(uses["whom"]) < min(maker, default=99_999):
        return "relations", "uses", uses
    if "whom" in relations and (relations.keys() & whose or "name" not in organisations):
        return "relations", "delegates_to", relations
    return "organisations", "", organisations


def _guess(table: RawTable, rows: str, dates: Order) -> dict[str, str]:
    found: dict[str, str] = {}
    of_somebody: list[tuple[str, str]] = []
    for column in table.header:
        cells = [cell for row in table.rows[:_SAMPLE] if (cell := row.cells[column].strip())]
        folded = _folded(column)
        if rows == "incidents" and _BAND.search(folded):
            continue
        field = next(
            (
                f
                for pattern, f in _HINTS[rows]
                if f not in found
                and re.search(pattern, folded)
                and not (f in _NAMED and _NO_NAME.search(folded))
                and _fits(f, rows, folded, cells, dates)
            ),
            None,
        )
        if field and field.startswith("*"):
            of_somebody.append((field[1:], column))
        elif field:
            found[field] = column
    for field, column in of_somebody:
        side = _beside(table.header.index(column), {side: table.header.index(found[side]) for side in ("who", "whom") if side in found})
        if side:
            found.setdefault(f"{side}{field}", column)
    return found


def _beside(place: int, names: Mapping[str, int]) -> str:
    """The side whose name stands nearest before a column, else the one that stands nearest behind it; '' where there is none."""
    before = {side: at for side, at in names.items() if at < place}
    return max(before, key=lambda side: before[side]) if before else min(names, key=lambda side: names[side], default="")


def _folded(header: str) -> str:
    return naming.fold_name(re.sub(r"(?<=[a-z])(?=[A-Z])|['’_]", " ", header))


def _fits(field: str, rows: str, header: str, cells: Sequence[str], dates: Order) -> bool:
    """Whether most cells of a column can be what a field holds; an empty column can be anything."""
    if not cells:
        return True
    if field in DATES["relations" if rows == "uses" else rows]:
        return share(cells, lambda cell: is_date(cell, dates))
    if field in ("figure", "residents"):
        return share(cells, lambda cell: any(c.isdigit() for c in cell) and not is_date(cell, dates))
    if field == "source_url":
        return share(cells, lambda cell: cell.startswith("http"))
    if field in _NAMED:
        return share(cells, lambda cell: any(c.isalpha() for c in cell) and naming.fold_name(cell) not in YES_OR_NO)
    if field.endswith("country"):
        return share(cells, lambda cell: country_code(cell) is not None)
    if field == "data" and rows != "incidents":
        return share(cells, lambda cell: bool(data_named(cell).kinds))
    if field in NUMBERED and not re.search(_REGISTER, header):  # `ID`: a number of the list's own, unless its digits hold
        return share(cells, lambda cell: _is_number(cell))
    return True


def _is_number(cell: str) -> bool:
    try:
        return bool(normalise("siren", cell))
    except RefusedError:
        return False


def _scheme(header: str) -> str:
    return next((_SCHEMES[word] for word in _folded(header).split() if word in _SCHEMES), "siren")


def _preview(table: RawTable, text: str, lang: str) -> str:
    """The first rows as the mapping reads them, as comments."""
    try:
        mapping = TableMapping.model_validate(read_yaml_text(text, "").data)
    except (ValidationError, BadInputError) as error:
        reason = error.problems[0] if isinstance(error, BadInputError) else problems_of(error, "", 0, "")[0]
        return f"# {messages.say('draft.no_preview', lang, why=reason.why(lang))}\n"
    lines = [f"# {messages.say('draft.preview', lang, n=_ROWS_SHOWN)}"] if table.rows else []
    for row in table.rows[:_ROWS_SHOWN]:
        one = RawTable(table.file, table.header, rows=[row])
        reading, parties, unknown = Reading(mapping.dataset), Parties(mapping.dataset, mapping.persons), UnknownWords()
        try:
            use_incidents(read_table(one, mapping, reading, parties, unknown), reading, parties, unknown)
        except BadInputError as error:
            reading.rejected += error.problems
        reading.declare(parties.records(), parties.judged)
        refused = [problem.why(lang) for problem in reading.rejected]
        shown = refused or [_shown(record, reading).say(lang) for key, record in reading.records.items() if _is_row(key)]
        lines += [f"#   {messages.say('draft.line', lang, line=row.line)} {text}" for text in shown]
    return "\n".join(lines) + "\n" if lines else ""


def _figure(claim: ClaimStatement) -> object:
    if claim.low == claim.high:
        return f"{claim.low} {claim.unit}"
    if claim.high is None:
        return messages("preview.least", n=claim.low, unit=claim.unit)
    if claim.low is None:
        return messages("preview.most", n=claim.high, unit=claim.unit)
    return messages("preview.between", low=claim.low, high=claim.high, unit=claim.unit)


def _is_row(key: str) -> bool:
    return key.startswith(("row:", "relations:", "incident:"))


def _shown(record: Record, reading: Reading) -> Message:
    """A record in one line."""

    def name(identifier: str) -> str:
        found = reading.records.get(identifier)
        return found.name if isinstance(found, Organisation) else identifier

    parts: list[object] = []
    if isinstance(record, RelationsRecord):
        parts += [
            messages("preview.relation", who=name(r.who), verb=r.verb, whom=name(r.target), since=r.since or "…", until=r.until or "…")
            for r in record.relations
        ]
    elif isinstance(record, IncidentRecord):
        days = [d.on for d in (*record.dates.occurred, *record.dates.detected, *record.dates.disclosed)]
        figures = [_figure(c) for c in record.claims if c.unit]
        parts.append(", ".join(dict.fromkeys(name(a.party) for a in record.affected)))
        parts += [", ".join(days) or messages("preview.no_day"), *figures]
        parts += [f"→ {name(r.target)}" for r in record.relations]
        parts += [", ".join(d.category for d in record.data)] if record.data else []
        parts += [", ".join(a.veris for a in record.actions)] if record.actions else []
        parts.append(", ".join(dict.fromkeys(f"{a.status} {a.outcome}" for a in record.affected)))
    elif isinstance(record, Organisation):
        parts += [record.name, *record.identifiers]
    return joined(parts, " · ")
