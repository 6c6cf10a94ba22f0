"""Who a row of a table speaks of: by its numbers, else by name and place; and the body below which an establishment stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillon.graph import name_matching as naming
from maillon.graph.model import ORGANISATION_ROLES
from maillon.graph.name_words import share_something
from maillon.graph.places import Locality
from maillon.graph.records import Relation
from maillon.loaders import names
from maillon.loaders.countries import country_code
from maillon.loaders.identifiers import normalise
from maillon.loaders.messages import messages
from maillon.loaders.parties import Parties, identity_id
from maillon.loaders.problems import Problem
from maillon.loaders.table_mapping import ID_FIELDS
from maillon.wording import RefusedError

if TYPE_CHECKING:
    from maillon.loaders.base import Reading
    from maillon.loaders.unknown_words import UnknownWords

_OTHERS_OF = ("site_of", "subsidiary_of", "member_of")
"""What the row of an organisation says of others, by the verb that it becomes."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """What the functions below know of the row they are about."""

    values: Mapping[str, str]
    schemes: Mapping[str, str]
    rows: str
    content: str
    place: tuple[str, int]
    evidence: str
    parties: Parties
    apart: Collection[str]
    unknown: UnknownWords
    """Takes the words of its cells that no table knows."""


def sites_by_name(rows: Iterable[Mapping[str, str]], schemes: Mapping[str, str], sides: Sequence[str]) -> frozenset[str]:
    """SIREN of bodies whose SIRET stand, in a table of relations, beside names that share nothing: several of their establishments.

    The party of a relation is in law the body; where one name is given to it, whatever its establishment, that is one organisation.
    """
    named: dict[str, set[str]] = defaultdict(set)
    for values in rows:
        for side in sides:
            try:
                numbers = _numbers(values, f"{side}_", schemes)
            except ValueError:
                continue  # the row is rejected for it
            if side in values:
                for number in numbers:
                    if number.startswith("siret:"):
                        named[number[6:15]].add(values[side])
    return frozenset(siren for siren, found in named.items() if any(not share_something(min(found), other) for other in found))


def _numbers(values: Mapping[str, str], prefix: str, schemes: Mapping[str, str]) -> list[str]:
    """The checked numbers of one side of a row.

    Raises:
        ValueError: a wrong number, or numbers of two bodies.
    """
    fields = [f"{prefix}{name}" for name in ID_FIELDS if f"{prefix}{name}" in values]
    found = [normalise(schemes[field], values[field]) for field in fields]
    sirens = {number.partition(":")[2][:9] for number in found if number.startswith(("siren:", "siret:"))}
    if len(sirens) > 1:
        raise RefusedError(messages("id.two_bodies", numbers=found))
    return found


def party(row: TableRow, stem: str) -> tuple[str, str | None]:
    """The organisation of one side of a row, by its number where it has one, else by name and place; and the body it is a site of.

    Raises:
        ValueError: a wrong number or name.
    """
    values, prefix = row.values, f"{stem}_" if stem != "name" else ""
    numbers = _numbers(values, prefix, row.schemes)
    role = values.get(f"{prefix}role")
    if role is not None and role not in ORGANISATION_ROLES:
        row.unknown.note("party_role", role)
        role = None
    country = values.get(f"{prefix}country")
    if country is not None and not re.fullmatch(r"[A-Za-z]{2}", country):
        told, country = country, country_code(country)  # in words: France, États-Unis
        if country is None:
            row.unknown.note("country", told)
    identity, body, former = _identity(numbers, row)
    at = Locality.read(country=country, **{part: values.get(f"{prefix}{part}") for part in ("region", "town", "postcode")})
    found = row.parties.named(
        values[stem],
        evidence=row.evidence,
        row=f"row-{row.content}.{stem}",
        place=country.lower() if country and identity is None else "",
        roles=[role] if role else [],
        identifiers=[number for number in numbers if not (body and number.startswith("siren:"))] + ([identity] if identity else []),
        country=country.upper() if country else None,
        aliases=[values[name] for name in ("alias", "former_name") if stem in ("name", "victim") and name in values],
        identity=identity,
        at=at,
        where=row.place,
        former=former,
    )
    return found, body


def _identity(numbers: Sequence[str], row: TableRow) -> tuple[str | None, str | None, list[str]]:
    """The number that is the identity of a party, the SIREN of the body that it is a site of, and ids that it had before."""
    found = sorted(
        (n for n in numbers if n.partition(":")[0] in naming.IDENTIFYING), key=lambda n: naming.IDENTIFYING.index(n.partition(":")[0])
    )
    if not found:
        return None, None, []
    former = [identity_id(numbers[0])]
    siren = next((f"siren:{n.partition(':')[2][:9]}" for n in found if n.startswith(("siren:", "siret:"))), None)
    if found[0].startswith(("finess:", "us-ccn:")):
        return found[0], siren, former
    if siren is None or siren in found:
        return found[0], None, former
    if found[0].startswith("siret:") and (row.rows == "organisations" or siren[6:] in row.apart):
        return found[0], siren, former  # an establishment in a list of them; in one of relations it is the body that contracts
    return siren, None, former


def organisation_relations(row: TableRow, said: Mapping[str, Any]) -> list[Relation]:
    """What the row of an organisation says of others: the body that it is a site of, who owns it, its group.

    Raises:
        ValueError: no name, or a wrong number.
    """
    if names.is_blank(row.values.get("name", "")):
        raise RefusedError(messages("cell.nobody", column="name"))
    own, body = party(row, "name")
    others = [("site_of", identity_id(body))] if body else []
    others += [(verb, other) for verb in _OTHERS_OF if (other := _other(row, verb))]
    return [Relation(who=own, **{verb: whom}, **said) for verb, whom in dict.fromkeys(others) if whom != own]


def _other(row: TableRow, verb: str) -> str | None:
    """The organisation that a row names under a verb, by its number where it gives one; of a SIRET it is the body."""
    name, number = row.values.get(verb), row.values.get(f"{verb}_id")
    identity = normalise(row.schemes[f"{verb}_id"], number) if number is not None else None
    if identity and identity.startswith("siret:"):
        identity = f"siren:{identity[6:15]}"
    if name is None:
        return identity_id(identity) if identity else None
    given = [identity] if identity else []
    stem = f"row-{row.content}.{verb}"
    return row.parties.named(name, evidence=row.evidence, row=stem, identifiers=given, identity=identity)


def say_who_is_one(reading: Reading, parties: Parties, rows: str) -> None:
    """Warn of what stands behind one id though nothing but a name, or nothing but a number, says so.

    Whom every row of a table of relations names is the one whose list it is.
    """
    together = [one for one in parties.fell_together() if rows != "relations" or len(one[1]) < reading.used]
    if together:
        shown = [messages("together.name", name=name, lines=_lines(places)) for name, places in together[:8]]
        n, lines = len(together), sum(len(places) for _, places in together)
        reading.warnings.append(Problem(together[0][1][0][0], 0, "", "", messages("together", n=n, rows=lines, names=shown)))
    for number, several, places in parties.one_number():
        file, line = places[0] if places else ("", 0)
        said = messages("number.names", number=number, names=several[:4], lines=_lines(places))
        reading.warnings.append(Problem(file, line, "", "", said))


def _lines(places: Sequence[tuple[str, int]]) -> list[str]:
    """The first lines, with their file where there are several files."""
    several = len({file for file, _ in places}) > 1
    shown = [f"{file}:{line}" if several else str(line) for file, line in places[:6]]
    return [*shown, "…"] if len(places) > 6 else shown
