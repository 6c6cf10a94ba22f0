"""The relation that a row of a table says: who relies on whom, or on which product, for what, since and until when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from maillon.graph.model import ARROW_BY_VERB, GdprRole
from maillon.graph.records import Bilingual, Relation
from maillon.graph.unnamed import unknown_name
from maillon.loaders import categories, names
from maillon.loaders.cell_dates import read_date, read_end
from maillon.loaders.messages import messages
from maillon.loaders.parties import identity_id
from maillon.loaders.placeholders import Placeholder, placeholder
from maillon.loaders.processor_words import items, kinds_of_item, role_named
from maillon.loaders.table_incidents import told_kinds
from maillon.loaders.table_mapping import DATES, OF_A_PARTY, VERBS, TableMapping
from maillon.loaders.table_parties import TableRow, party
from maillon.wording import RefusedError

_MAY_BE_UNKNOWN = ("delegates_to", "hosted_by", "provided_by", "insured_by", "patient_of")
"""Relations whose other side may be left unnamed; an owner or a group that nobody names says nothing."""


def _unknown(verb: str, row: TableRow, who: str) -> str:
    """The unnamed other side of one row: another row that names nobody either may mean somebody else."""
    if verb not in _MAY_BE_UNKNOWN:
        raise RefusedError(messages("cell.nobody", column="whom"))
    roles = ["HostingProvider"] if verb == "hosted_by" else []
    name = Bilingual.of(unknown_name(verb, row.parties.name_of(who)))
    return row.parties.unnamed(f"unknown.row-{row.content}", name, evidence=row.evidence, roles=roles)


def relation_of(row: TableRow, mapping: TableMapping, said: Mapping[str, Any]) -> list[Relation]:
    """The relation that a row says, and the bodies of which its sides are sites; none where it says nobody, or the organisation itself.

    Raises:
        ValueError: nobody has it, or a cell is not what its column holds.
    """
    values = row.values
    if names.is_blank(values.get("who", "")):
        raise RefusedError(messages("cell.nobody", column="who"))
    verb = values.get("verb", "")
    if verb not in VERBS:
        raise RefusedError(messages("cell.term", column="verb", value=verb[:30], allowed=VERBS))
    who, its_body = party(row, "who")
    meant = None if "whom_id" in values else placeholder(values.get("whom", ""))
    if meant in (Placeholder.NONE, Placeholder.ONESELF):
        return []
    if meant is Placeholder.UNKNOWN:
        whom, their_body = _unknown(verb, row, who), None
    elif "Product" in ARROW_BY_VERB[verb].ends and "Organisation" not in ARROW_BY_VERB[verb].ends:
        return _product(row, who, verb, mapping, said)
    else:
        given = {"whom": values["whom_id"]} if names.is_blank(values.get("whom", "")) else {}
        whom, their_body = party(replace(row, values={**values, **given}), "whom")
    fields = _fields(row, verb, mapping)
    sites = [Relation(who=site, site_of=identity_id(body), **said) for site, body in ((who, its_body), (whom, their_body)) if body]
    return [Relation(who=who, **{verb: whom}, **fields, **said), *sites]


def _product(row: TableRow, who: str, verb: str, mapping: TableMapping, said: Mapping[str, Any]) -> list[Relation]:
    """What a row says of a product that somebody uses: that, who provides it and where it runs.

    Raises:
        ValueError: the name is none of a product, or a cell is not what its column holds.
    """
    values, parties = row.values, row.parties
    whom = parties.product(values["whom"], evidence=row.evidence)
    relations = [Relation(who=who, **{verb: whom}, **_fields(row, verb, mapping), **said)]
    for name, of, roles in (("provider", "provided_by", ["SoftwareVendor"]), ("host", "hosted_by", ["HostingProvider"])):
        if name in values and placeholder(values[name]) is None:
            other = parties.named(values[name], evidence=row.evidence, row=f"row-{row.content}.{name}", roles=roles, where=row.place)
            relations.append(Relation(who=whom, **{of: other}, **said))
    for name in OF_A_PARTY:
        if f"whom_{name}" in values:
            row.unknown.note("of_product", values[f"whom_{name}"])
    return relations


def _fields(row: TableRow, verb: str, mapping: TableMapping) -> dict[str, Any]:
    """What a row says of its relation, as far as a relation of that kind can hold it.

    Raises:
        ValueError: a cell is not what its column holds.
    """
    values = row.values
    known = {p.name for p in ARROW_BY_VERB[verb].properties}
    fields: dict[str, Any] = {}
    for name in DATES[mapping.rows]:
        if name in values:
            read_cell = read_end if name == "until" else read_date
            fields[name] = read_cell(values[name], mapping.dates, name)
    for name in ("service", "contract"):
        if name in values and name in known:
            fields[name] = names.slug(values[name])
    if "gdpr_role" in values and "gdpr_role" in known:
        role = values["gdpr_role"]
        fields["gdpr_role"] = role if role in tuple(GdprRole) else role_named(role)
        if fields["gdpr_role"] is None:
            row.unknown.note("role", role)
    if "share" in values and "share" in known:
        fields["share"] = share_of(values["share"])
        if fields["share"] is None:
            row.unknown.note("share", values["share"])
    if "data" in values and "data" in known:
        told = [(item, told_kinds(item, mapping) or kinds_of_item(item)) for item in items(values["data"])]
        strange = [item for item, kinds in told if not kinds]
        for item in strange:
            row.unknown.note("data", item)
        if not strange:  # a part of them would read as all of them
            ids = sorted({kind for _, kinds in told for kind in kinds})
            fields["data"] = [row.parties.category(categories.known_categories()[i]) for i in ids]
    return {name: value for name, value in fields.items() if value is not None}


def share_of(cell: str) -> float | None:
    """The part of a capital in a cell (`0.51`, `51 %`), 0 to 1; None where it says none, or no such part."""
    found = re.fullmatch(r"(\d+(?:[.,]\d+)?)\s*(%?)", cell.strip())
    part = float(found[1].replace(",", ".")) / (100 if found[2] else 1) if found else None
    return part if part is not None and part <= 1 else None
