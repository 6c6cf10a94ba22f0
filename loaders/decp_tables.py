"""The consolidated tables of French public contracts: a row a version and supplier (decp.info), or a row a modification (the ministry).

A contract is all its rows together. A row of a version bears the day of the modification, and not that on which the contract began.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from maillon.loaders.audit import Fields
from maillon.loaders.confined import SECONDS, unpacked
from maillon.loaders.contracts.gathering import FileGathering, content_of
from maillon.loaders.contracts.notices import ContractNotice, Modification, Signatory, SubContract
from maillon.loaders.contracts.scope import CodeRule, Scope, left_out_by_code
from maillon.loaders.contracts.values import code_of, contract_day, months_of, plain_text
from maillon.loaders.inputs import csv_rows, refuse
from maillon.loaders.messages import messages
from maillon.loaders.unpacking import UnpackingError
from maillon.wording import Message, RefusedError

if TYPE_CHECKING:
    from maillon.loaders.contracts.streams import Streamed

Cells = Mapping[str, Any]

_NEEDED = ("id", "acheteur_id", "codecpv")
_VERSION = "modification_id"


def read_table_of_contracts(source: Streamed, found: FileGathering, scope: Scope, ignored: Mapping[str, str]) -> None:
    """Read a table, CSV or Parquet, into `found`.

    Raises:
        BadInputError: no table of contracts, or Parquet where nothing reads it.
    """
    without = frozenset(name.casefold() for name in ignored)
    rows = _parquet(source, without) if source.head().startswith(b"PAR1") else _csv(source, found)
    contracts: dict[tuple[str, str], list[tuple[int, dict[str, Any]]]] = {}
    texts: dict[Any, Any] = {}
    rules: dict[tuple[str, str], CodeRule] = {}
    for number, row in rows:
        found.read += 1
        buyer = Signatory("SIRET", plain_text(row.get("acheteur_id")), plain_text(row.get("acheteur_nom")))
        if buyer.name and buyer.number:
            found.buyers.setdefault(buyer)
        code = code_of(plain_text(row.get("codecpv")))
        rule = scope.code(code)
        if rule is None:
            found.leave_out(left_out_by_code(code))
            continue
        key = (buyer.number or buyer.name, plain_text(row.get("id")))
        kept = {name: texts.setdefault(value, value) for name, value in row.items() if value not in (None, "") and name not in without}
        contracts.setdefault(key, []).append((number, kept))
        rules.setdefault(key, rule)
    for key, held in contracts.items():
        try:
            notice = _notice(held, key[1], found)
        except RefusedError as error:
            for number, _ in held:
                found.reject(number, key[1], error)
            continue
        found.notices.append((notice, rules[key]))


def _csv(source: Streamed, found: FileGathering) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows, each with its line; one that is cut, or has lost a delimiter, says nothing that can be relied on and is rejected."""
    with source.opened() as file:
        text = io.TextIOWrapper(file, "utf-8-sig", errors="replace", newline="")
        first = text.readline()
        delimiter = max(";,\t|", key=first.count)
        header = [cell.strip().casefold() for cell in next(csv.reader([first], delimiter=delimiter), [])]
        _check(header, source.name)
        width = max(place for place, name in enumerate(header, 1) if name)
        for line, row in csv_rows(source.name, text, delimiter):
            if not any(row):
                continue
            if len(row) < width or any(row[len(header) :]):
                found.read += 1
                found.reject(line + 1, "", RefusedError(messages("table.ragged", found=len(row), wanted=len(header))))
                continue
            yield line + 1, dict(zip(header, row, strict=False))


def _parquet(source: Streamed, without: Collection[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    size = source.path.stat().st_size if source.path is not None else len(source.data)
    path = None if source.path is None else str(source.path)
    number = 0
    try:
        for frame, content in unpacked("parquet", source.data, SECONDS + size / _BYTES_A_SECOND, path=path, without=sorted(without)):
            if "header" in frame:
                _check(frame["header"], source.name)
                continue
            for row in json.loads(content):
                number += 1
                yield number, row
    except UnpackingError as error:
        raise refuse(source.name, error.message) from error


_BYTES_A_SECOND = 1 << 20
"""So much of a table of contracts is read in a second of a processor, with much room: it is packed ten to one."""


def _check(header: Sequence[str], file: str) -> None:
    missing = [name for name in _NEEDED if name not in header]
    if missing:
        raise refuse(file, messages("table.column", column=missing[0], header=list(header)[:30]), line=1)


def _notice(held: Sequence[tuple[int, dict[str, Any]]], identifier: str, found: FileGathering) -> ContractNotice:
    """One contract, of all its rows."""
    remarks: list[Message] = []
    rows = [Fields(row, {}) for _, row in held]
    versions: dict[int, list[Fields]] = {}
    for row in rows:
        versions.setdefault(_whole(row.take(_VERSION)), []).append(row)
    first = versions[min(versions)][0]
    begun = min(versions) == 0
    buyer = Signatory("SIRET", plain_text(first.peek("acheteur_id")), plain_text(first.peek("acheteur_nom")))
    if not buyer.number and not buyer.name:
        raise RefusedError(messages("contract.buyer"))
    said = {name: plain_text(first.peek(name)) for name in ("objet", "codecpv", "nature", "techniques", "idaccordcadre")}
    since = contract_day(first.peek("datenotification"), remarks) if begun else None
    published = contract_day(first.peek("datepublicationdonnees"), remarks)
    under = said["idaccordcadre"] if said["idaccordcadre"] not in ("", identifier) else None
    nature = said["nature"].casefold()
    called_off = under is not None or nature.startswith(("marché subs", "marche subs"))
    notice = ContractNotice(
        place=(found.name, held[0][0]),
        content=content_of([row for _, row in held]),
        id=identifier,
        buyer=buyer,
        suppliers=tuple(_suppliers(versions[min(versions)])) or (Signatory(),),
        code=code_of(said["codecpv"]),
        title=said["objet"],
        rows=len(held),
        since=since,
        months=months_of(first.peek("dureemois"), remarks),
        said_on=since or published,
        published=published,
        changes=(*_versions(versions, remarks), *_modifications(rows, remarks)),
        sub_contracts=tuple(_acts(rows, remarks)),
        sub_contracted=plain_text(first.peek("soustraitancedeclaree")).casefold() in ("true", "1", "oui")
        or first.peek("soustraitancedeclaree") is True,
        framework=not called_off and ("accord-cadre" in said["techniques"].casefold() or nature == "accord-cadre"),
        called_off=called_off,
        under=under,
        remarks=tuple(remarks),
    )
    for row in rows:
        for name in _READ:
            row.take(name)
        found.unread.update(row.unread())
    return notice


_READ = (
    *("id", "acheteur_id", "acheteur_nom", "objet", "codecpv", "nature", "techniques", "idaccordcadre", "datenotification"),
    *("datepublicationdonnees", "dureemois", "soustraitancedeclaree"),
    *("titulaire_id", "titulaire_nom", "titulaire_typeidentifiant"),
    *(f"titulaire_{part}_{place}" for part in ("id", "nom", "typeidentifiant") for place in (1, 2, 3)),
    *("idmodification", "dureemoismodification", "idtitulairemodification", "typeidentifianttitulairemodification"),
    *("datenotificationmodificationmodification", "datepublicationdonneesmodificationmodification"),
    *(
        "idactesoustraitance",
        "dureemoisactesoustraitance",
        "datenotificationactesoustraitance",
        "idsoustraitant",
        "typeidentifiantsoustraitant",
    ),
)


def _whole(value: Any) -> int:
    text = plain_text(value)
    return int(text) if text.isdigit() else 0


def _suppliers(rows: Iterable[Fields]) -> list[Signatory]:
    """The suppliers of some rows: one a row, or up to three in one."""
    found = []
    for row in rows:
        for place in ("", "_1", "_2", "_3"):
            number, name = plain_text(row.peek(f"titulaire_id{place}")), plain_text(row.peek(f"titulaire_nom{place}"))
            kind = plain_text(row.peek(f"titulaire_typeidentifiant{place}"))
            if number or name:
                found.append(Signatory(kind if number else "", number, name))
    return list(dict.fromkeys(found))


def _versions(versions: Mapping[int, Sequence[Fields]], remarks: list[Message]) -> Iterator[Modification]:
    """What each later version says: all of it, since a version is the whole contract."""
    for number in sorted(versions)[1:]:
        rows = versions[number]
        day = contract_day(rows[0].peek("datenotification"), remarks)
        yield Modification(day, False, months_of(rows[0].peek("dureemois"), remarks), None, tuple(_suppliers(rows)) or None)


def _modifications(rows: Iterable[Fields], remarks: list[Message]) -> Iterator[Modification]:
    """The modifications that stand beside the first values, each once."""
    met: dict[tuple[str, ...], Modification] = {}
    for row in rows:
        names = ("idmodification", "dureemoismodification", "idtitulairemodification", "datenotificationmodificationmodification")
        said = tuple(plain_text(row.peek(name)) for name in names)
        if not any(said):
            continue
        told = contract_day(said[3], remarks)
        known = contract_day(row.peek("datepublicationdonneesmodificationmodification"), remarks)
        supplier = Signatory(plain_text(row.peek("typeidentifianttitulairemodification")), said[2])
        met.setdefault(said, Modification(told or known, told is None, months_of(said[1], remarks), None, (supplier,) if said[2] else None))
    yield from met.values()


def _acts(rows: Iterable[Fields], remarks: list[Message]) -> Iterator[SubContract]:
    met: dict[tuple[str, ...], SubContract] = {}
    for row in rows:
        names = ("idactesoustraitance", "idsoustraitant", "datenotificationactesoustraitance", "dureemoisactesoustraitance")
        said = tuple(plain_text(row.peek(name)) for name in names)
        if not any(said):
            continue
        party = Signatory(plain_text(row.peek("typeidentifiantsoustraitant")), said[1]) if said[1] else Signatory()
        met.setdefault(said, SubContract(said[0], party, contract_day(said[2], remarks), months_of(said[3], remarks)))
    yield from met.values()
