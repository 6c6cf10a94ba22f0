"""SAE, the yearly survey of French hospitals (DREES): each site, its legal entity, and the head of the group that the entity belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from maillon.graph.places import Locality
from maillon.graph.privacy import refuse_personal_identifier
from maillon.graph.records import Bilingual, Relation, RelationsRecord, Source
from maillon.graph.statements import REGISTER
from maillon.loaders import names
from maillon.loaders.base import Loader, Reading
from maillon.loaders.identifiers import normalise
from maillon.loaders.inputs import RawRow, RawTable, collect_files, refuse, table_of
from maillon.loaders.messages import messages
from maillon.loaders.parties import Parties, identity_id
from maillon.loaders.problems import BadInputError
from maillon.loaders.rejecting import finish, one_problem, problems_of, reject_file
from maillon.wording import RefusedError

_CODE = "a code of the survey, which says nothing of trust"

LOADER = Loader(
    name="sae",
    title={"fr": "Statistique annuelle des établissements (SAE)", "en": "Yearly survey of French hospitals (SAE)"},
    reads={
        "fr": "CSV du bordereau ID (ID_AAAAr.csv), en Latin-1 ou UTF-8",
        "en": "CSV of the ID table (ID_YYYYr.csv), in Latin-1 or UTF-8",
    },
    publisher="DREES",
    address="https://data.drees.solidarites-sante.gouv.fr/",
    licence="Licence Ouverte 2.0",
    coverage={"fr": "établissements de santé français, une année", "en": "French hospitals and clinics, one year"},
    leaves_out={
        "fr": "rues, et tout ce qui n'est ni un nom, ni un numéro, ni une commune, ni un rattachement",
        "en": "streets, and all that is no name, number, town or owner",
    },
    ignored_fields={
        **dict.fromkeys(("NUMVOI", "TYPVOI", "NOMVOI", "BP", "COMPD"), "part of an address"),
        **dict.fromkeys(("COMINSEE", "NOMCOM", "reg", "reg_diff", "dep_diff", "RESPREG"), "a place that other columns tell"),
        **dict.fromkeys(("bor", "grp", "stj", "stjr", "cat", "catr", "espic", "mft", "ccr", "nat", "FILIALE0", "MODEJ"), _CODE),
        **dict.fromkeys(("ARMT", "CHLEJ0", "FIPRE", "ETAT_SAISIE", "FINRAT", "VAGUE", "PROVENANCE", "VAL"), _CODE),
        **dict.fromkeys(("TYPMD1", "TYPMD2", "TYPMD3", "SCFU1", "SCFU2", "SCFU3", "DADS_D1"), _CODE),
        **{f"{stem}{n}": "a site that the survey names beside it" for stem in ("FIAUT", "RSAUT") for n in range(1, 8)},
        **{f"DADS_C{n}": "a number of declarations of staff" for n in range(1, 5)},
    },
)

_NEEDED = ("an", "fi", "rs", "fi_ej")
_READ = (*_NEEDED, "rscom", "sir", "dep", "CPO", "LIBCOM", "SIRTET", "RSTET")
_FORMER = ("FIFU1", "FIFU2", "FIFU3")


def read(paths: Sequence[Path], *, dataset: str | None, strict: bool) -> Reading:
    """Read surveys. The year of one is part of the name of its data set (`sae-2022`), so that years add up; several are one (`sae`).

    Raises:
        BadInputError: a file is no such survey, or nothing could be read.
    """
    found = collect_files(paths, (".csv",))
    reading = Reading(dataset or "sae", "SAE", "Licence Ouverte 2.0", rank=REGISTER)
    parties = Parties("sae")
    years: set[str] = set()
    for source in found.files:
        try:
            table = table_of(source)
            missing = [column for column in _NEEDED if column not in table.header]
            if missing:
                raise refuse(table.file, messages("table.other", loader="sae", missing=missing, header=table.header[:30]), line=1)
        except BadInputError as error:
            reject_file(reading, error)
            continue
        _table(table, reading, parties, years)
    for year in years:
        parties.source(
            Source(
                id=f"sae/{year}",
                publisher="DREES",
                title=f"SAE {year}",
                url=LOADER.address,
                published_on=year,
                licence="Licence Ouverte 2.0",
            )
        )
    if dataset is None and len(years) == 1:
        reading.dataset = f"sae-{min(years)}"
    reading.declare(parties.records(), parties.judged)
    return finish(reading, found, strict=strict)


def _table(table: RawTable, reading: Reading, parties: Parties, years: set[str]) -> None:
    reading.read += len(table.rows) + len(table.ragged)
    reading.rejected += table.ragged
    for header in table.header:
        if header not in (*_READ, *_FORMER, *LOADER.ignored_fields):
            reading.unread_fields.update(header for row in table.rows if row.cells[header].strip())
    for row in table.rows:
        if reading.repeats(row.cells.values(), table.file, row.line):
            continue
        try:
            _site(row, parties, years)
        except ValueError as error:
            reading.rejected.append(one_problem(problems_of(error, table.file, row.line, "")))
            continue
        reading.use_within()


def _site(row: RawRow, parties: Parties, years: set[str]) -> None:
    cells = {name: cell.strip() for name, cell in row.cells.items()}
    year = cells["an"]
    if not (len(year) == 4 and year.isdigit()):
        raise RefusedError(messages("cell.no_date", column="an"))
    identity = normalise("finess", cells["fi"])
    body = identity_id(normalise("finess-ej", cells["fi_ej"]))
    if names.is_blank(cells["rs"]):
        raise RefusedError(messages("cell.nobody", column="rs"))
    source = f"sae/{year}"
    number = _number(cells.get("sir", ""))
    own = parties.named(
        cells["rs"],
        evidence=source,
        row=identity.replace(":", "-").lower(),
        roles=["CareProvider"],
        identity=identity,
        identifiers=[identity, *([number] if number and number.startswith("siret:") else [])],
        country="FR",
        at=Locality.read(
            country="FR",
            region=cells.get("dep") or None,
            town=refuse_personal_identifier(cells.get("LIBCOM", "")) or None,
            postcode=cells.get("CPO") or None,
        ),
        aliases=[] if names.is_blank(cells.get("rscom", "")) else [cells["rscom"]],
    )
    said = {"seen_on": year, "evidence": [source]}
    relations = [Relation(who=own, site_of=body, **said)]
    head = _head(cells, number, source, parties)
    if head is not None and head != body:
        relations.append(Relation(who=body, subsidiary_of=head, **said))
    for column in _FORMER:
        before = _former(cells.get(column, ""))
        if before is not None and before != own:
            relations.append(Relation(who=before, linked_with=own, service="succeeded-by", **said))
    years.add(year)
    name = f"sae/{year}/{identity.partition(':')[2].lower()}"
    title = Bilingual.of(messages("title.row", dataset="sae"))
    parties.add(f"relations:{name}", RelationsRecord(kind="relations", id=name, title=title, relations=relations))


def _head(cells: Mapping[str, str], own: str | None, source: str, parties: Parties) -> str | None:
    """The head of the group; None where there is none, or the site's own legal entity is it."""
    number, name = _number(cells.get("SIRTET", "")), cells.get("RSTET", "")
    if number is None:
        return None
    siren = f"siren:{number.partition(':')[2][:9]}"
    if own is not None and own.partition(":")[2][:9] == siren[6:]:
        return None
    if names.is_blank(name):
        return identity_id(siren)
    return parties.named(name, evidence=source, row=siren.replace(":", "-"), identity=siren, identifiers=[siren], country="FR")


def _number(text: str) -> str | None:
    """A SIREN or a SIRET, which stand in one column; None where its digits are wrong."""
    try:
        return normalise("siret" if len(text) > 9 else "siren", text)
    except ValueError:
        return None


def _former(text: str) -> str | None:
    """A site that was merged into this one."""
    try:
        return identity_id(normalise("finess", text)) if text else None
    except ValueError:
        return None
