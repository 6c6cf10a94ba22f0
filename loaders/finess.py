"""FINESS, the French register of care and social sites: sites and the legal entities that run them, as data.gouv.fr publishes them.

Lines have no header: their first field says of which kind they are, the others are known by their place; the JSON of the new directory
says the same (`loaders.finess_structures`). Streets and telephone numbers are left out, and every place of those who take people into
their own home.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from maillon.graph.characters import may_hide_strange
from maillon.graph.places import Locality
from maillon.graph.privacy import refuse_personal_identifier
from maillon.graph.records import Bilingual, Record, Relation, RelationsRecord, Source
from maillon.graph.statements import REGISTER
from maillon.loaders import names
from maillon.loaders.base import Loader, Reading
from maillon.loaders.cell_dates import read_date
from maillon.loaders.contracts.streams import streams_of
from maillon.loaders.encodings import lines_of
from maillon.loaders.finess_structures import generated_on, structures
from maillon.loaders.grids import MAX_CELL
from maillon.loaders.identifiers import normalise
from maillon.loaders.inputs import Found, Input, collect_files, csv_rows, legible, refuse, text_of
from maillon.loaders.messages import messages
from maillon.loaders.packed import PackedRecords
from maillon.loaders.parties import Parties, identity_id
from maillon.loaders.problems import BadInputError
from maillon.loaders.rejecting import finish, one_problem, problems_of, reject_file
from maillon.wording import RefusedError

_STREET = "part of an address"
_PLACE = "the town stands in ligneacheminement"
_RATE = "how the site is paid for"

LOADER = Loader(
    name="finess",
    title={"fr": "FINESS (établissements et entités juridiques)", "en": "FINESS (sites and legal entities)"},
    reads={
        "fr": "CSV sans en-tête de data.gouv.fr (cs1100502 : établissements ; cs1100501 : entités juridiques), en Latin-1 ou UTF-8 ; "
        "JSON des structures de FINESS+",
        "en": "CSV without a header from data.gouv.fr (cs1100502: sites; cs1100501: legal entities), in Latin-1 or UTF-8; JSON of the "
        "structures of FINESS+",
    },
    publisher="Agence du numérique en santé",
    address="https://www.data.gouv.fr/datasets/finess-extraction-du-fichier-des-etablissements/",
    licence="Licence Ouverte 2.0",
    coverage={"fr": "sites sanitaires et médico-sociaux de France, ouverts", "en": "care and social sites of France that are open"},
    leaves_out={
        "fr": "rues, téléphones, tarifs, personnes physiques ; de l'accueil chez des particuliers (catégorie 462) aussi la commune",
        "en": "streets, telephone numbers, rates, natural persons; of those who take people in at home (category 462) the town as well",
    },
    ignored_fields={
        **dict.fromkeys(("compldistrib", "numvoie", "typvoie", "voie", "compvoie", "lieuditbp"), _STREET),
        **dict.fromkeys(("commune", "libdepartement"), _PLACE),
        **dict.fromkeys(("telephone", "telecopie"), "a telephone number"),
        **dict.fromkeys(("libcategetab", "categagretab", "libcategagretab", "codeape", "numuai"), "a kind of activity"),
        **dict.fromkeys(("codemft", "libmft", "codesph", "libsph"), _RATE),
        **dict.fromkeys(("dateouv", "dateautor", "datemaj", "datecrea"), "a day of the register, not of a relation"),
        "complrs": "a part of the name that repeats the address",
        "statutjuridique": "a legal form, which its label tells",
        "categetab (ej)": "empty",
        **dict.fromkeys(("adresse (but commune and postcode)", "contact"), _STREET),
        **dict.fromkeys(("engagement", "modefixationtarifaire", "typeBudget", "espic"), _RATE),
        **dict.fromkeys(("evenement", "dateDerniereMaj"), "a day of the register, not of a relation"),
        **dict.fromkeys(("gcc", "gco", "roleEge"), "groups of entities, by which no relation of trust is told"),
    },
)

_SITE = (
    *("nofinesset", "nofinessej", "rs", "rslongue", "complrs", "compldistrib", "numvoie", "typvoie", "voie", "compvoie", "lieuditbp"),
    *("commune", "departement", "libdepartement", "ligneacheminement", "telephone", "telecopie", "categetab", "libcategetab"),
    *("categagretab", "libcategagretab", "siret", "codeape", "codemft", "libmft", "codesph", "libsph", "dateouv", "dateautor", "datemaj"),
)
_ENTITY = (
    *("nofiness", "rs", "rslongue", "complrs", "numvoie", "typvoie", "voie", "compvoie", "compldistrib", "lieuditbp", "commune"),
    *("ligneacheminement", "departement", "libdepartement", "telephone", "statutjuridique", "libstatutjuridique", "categetab"),
    *("libcategetab", "siren", "codeape", "datecrea"),
)
_KINDS = {"structureet": _SITE, "structureej": _ENTITY}
_AT_HOME = "462"
"""Category of those who take people into their own home."""
_ROLES = {
    **dict.fromkeys(("101", "106", "292", "355"), "Hospital"),
    **dict.fromkeys(("611", "612"), "Laboratory"),
    **dict.fromkeys(("124", "439", "603"), "Practice"),
    **dict.fromkeys(("128", "129", "131", "365", "620"), "CareProvider"),
}
"""Roles by category: hospitals, laboratories of medical biology, centres and houses of health, other sites that treat. Others have none."""


_TITLE = Bilingual.of(messages("title.row", dataset="finess"))


def read(paths: Sequence[Path], *, dataset: str | None, strict: bool) -> Reading:
    """Read files of sites and of legal entities; they are one data set.

    Raises:
        BadInputError: a file is no such file, or nothing could be read.
    """
    structured = [path for path in paths if ".json" in (suffix.lower() for suffix in path.suffixes)]
    lined = [path for path in paths if path not in structured]
    found = collect_files(lined, (".csv",)) if lined or not structured else Found()
    reading = Reading(dataset or "finess", "FINESS", "Licence Ouverte 2.0", rank=REGISTER, records=PackedRecords())
    judged: dict[str, names.PublicName] = {}
    sources: dict[str, Record] = {}
    for source in found.files:
        try:
            lines = _lines(source)
            extracted = _extracted(source, lines)
            identifier = f"finess/{extracted}" if extracted else "finess/undated"
        except BadInputError as error:
            reject_file(reading, error)
            continue
        sources[f"source:{identifier}"] = _source(identifier, extracted)
        try:
            for number, row in lines:
                _read_row(number, row, source.name, identifier, extracted, reading, judged)
        except BadInputError as error:
            reject_file(reading, error)
    for stream in streams_of(structured, (".json",))[0] if structured else ():
        try:
            extracted = generated_on(stream)
            identifier = f"finess/{extracted}"
            for number, told in structures(stream):
                for kind, cells in told:
                    _read_cells(number, kind, cells, stream.name, identifier, extracted, reading, judged)
        except BadInputError as error:
            reject_file(reading, error)
            continue
        sources[f"source:{identifier}"] = _source(identifier, extracted)
    reading.declare(sources, judged)
    return finish(reading, found, strict=strict)


def _source(identifier: str, extracted: str | None) -> Source:
    return Source(
        id=identifier,
        publisher=str(LOADER.publisher),
        title="FINESS",
        url=LOADER.address,
        published_on=extracted,
        undated=extracted is None,
        language="fr",
        licence="Licence Ouverte 2.0",
    )


def _lines(source: Input) -> Iterator[tuple[int, list[str]]]:
    """The lines of a file, split at semicolons; quotes that are doubled are one.

    Raises:
        BadInputError: no text.
    """
    text = text_of(source)
    rows: Iterator[tuple[int, list[str]]] = csv_rows(source.name, lines_of(text), ";")
    if may_hide_strange(text):
        rows = legible(source, rows)
    return ((line, row) for line, row in rows if any(cell.strip() for cell in row))


def _extracted(source: Input, lines: Iterator[tuple[int, list[str]]]) -> str | None:
    """The day of the extract, on the first line.

    Raises:
        BadInputError: the first line is not that of FINESS.
    """
    _, first = next(lines, (0, [""]))
    if first[0].strip().lower() != "finess":
        raise refuse(source.name, messages("finess.other"), line=1)
    try:
        return read_date(first[3], "iso", "date") if len(first) > 3 else None
    except RefusedError as error:
        raise refuse(source.name, error.message, line=1) from error


def _read_row(
    number: int,
    row: list[str],
    file: str,
    source: str,
    extracted: str | None,
    reading: Reading,
    judged: dict[str, names.PublicName],
) -> None:
    """Read a line. Its number is its identity, so that it is a record of its own at once, and nothing is gathered."""
    reading.read += 1
    if reading.repeats(row, file, number):
        return
    kind = row[0].strip().lower()
    if kind not in _KINDS:
        reading.leave_out(messages("finess.left.other", kind=kind[:30]))
        return
    columns = _KINDS[kind]
    if not len(columns) <= len(row) - 1 <= len(columns) + 2 or any(cell.strip() for cell in row[len(columns) + 2 :]):
        refused = messages("table.ragged", found=len(row), wanted=len(columns) + 1)
    elif max(map(len, row)) > MAX_CELL:
        refused = messages("cell.long", found=max(map(len, row)), most=MAX_CELL)
    else:
        cells = dict(zip(columns, (cell.strip() for cell in row[1:]), strict=False))
        _use(number, kind, cells, file, source, extracted, reading, judged, mark=";".join(row))
        return
    reading.rejected.append(one_problem(problems_of(RefusedError(refused), file, number, "")))


def _read_cells(
    number: int,
    kind: str,
    cells: dict[str, str],
    file: str,
    source: str,
    extracted: str | None,
    reading: Reading,
    judged: dict[str, names.PublicName],
) -> None:
    """Read what an object of the new directory says, as a line."""
    reading.read += 1
    if not reading.repeats([kind, *cells.values()], file, number):
        _use(number, kind, cells, file, source, extracted, reading, judged, mark=";".join(cells.values()))


def _use(
    number: int,
    kind: str,
    cells: dict[str, str],
    file: str,
    source: str,
    extracted: str | None,
    reading: Reading,
    judged: dict[str, names.PublicName],
    *,
    mark: str,
) -> None:
    """Make the records of a line; `mark` is all that it holds."""
    parties = Parties("finess")
    try:
        used = _site(cells, source, extracted, parties) if kind == "structureet" else _legal_entity(cells, source, reading, parties)
        records = parties.records()
    except ValueError as error:
        reading.rejected.append(one_problem(problems_of(error, file, number, "")))
        return
    if not used:
        return
    reading.use_within()
    judged |= parties.judged
    for identifier, record in records.items():
        again = f"#{hashlib.sha256(mark.encode()).hexdigest()[:12]}" if identifier in reading.records else ""
        reading.records[identifier + again] = record  # two lines of one number are two statements


def _site(cells: Mapping[str, str], source: str, extracted: str | None, parties: Parties) -> bool:
    """A site, and the legal entity that runs it."""
    identity = normalise("finess", cells["nofinesset"])
    body = identity_id(normalise("finess-ej", cells["nofinessej"]))
    role = _ROLES.get(cells["categetab"])
    own = _named(
        cells, identity, source, parties, [role] if role else [], _numbers("siret", cells["siret"]), cells["categetab"] != _AT_HOME
    )
    name = f"finess/{identity.partition(':')[2].lower()}"
    closed = cells.get("closed", "")  # `?`: closed, and nobody says when
    relation = Relation(
        who=own,
        site_of=body,
        seen_on=None if closed else extracted,
        until=closed if closed.strip("?") else f"../{extracted}" if closed else None,
        evidence=[source],
    )
    parties.add(f"relations:{name}", RelationsRecord(kind="relations", id=name, title=_TITLE, relations=[relation]))
    return True


def _legal_entity(cells: Mapping[str, str], source: str, reading: Reading, parties: Parties) -> bool:
    """A legal entity; one that is a natural person is left out."""
    identity = normalise("finess-ej", cells["nofiness"])
    if "personne physique" in cells["libstatutjuridique"].casefold():
        reading.leave_out(messages("finess.left.person"))
        return False
    _named(cells, identity, source, parties, [], _numbers("siren", cells["siren"]), placed=True)
    return True


def _named(
    cells: Mapping[str, str], identity: str, source: str, parties: Parties, roles: list[str], numbers: list[str], placed: bool
) -> str:
    long, short = cells["rslongue"], cells["rs"]
    name = short if names.is_blank(long) else long
    if names.is_blank(name):
        raise RefusedError(messages("cell.nobody", column="rs"))
    town = refuse_personal_identifier(cells["ligneacheminement"]) or None
    at = Locality.read(country="FR", region=cells["departement"] or None, town=town) if placed else None
    return parties.named(
        name,
        evidence=source,
        row=identity.replace(":", "-").lower(),
        roles=roles,
        identity=identity,
        identifiers=[identity, *numbers],
        country="FR",
        at=at,
        aliases=[] if names.is_blank(short) or short == name else [short],
    )


def _numbers(scheme: str, text: str) -> list[str]:
    """A number as `scheme:…`; one with wrong digits, or none, is no number."""
    try:
        return [normalise(scheme, text)] if text else []
    except ValueError:
        return []
