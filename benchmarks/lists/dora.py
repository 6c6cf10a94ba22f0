"""Registers of information as they are filed (DORA): parties, who entrusts whom, who below, who owns whom; read with `csv` alone."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.lists.comparing import Named, Side, letters, named
from maillon.graph.records import Organisation, RelationsRecord
from maillon.loaders.base import Reading

_Row = dict[str, str]
_Key = tuple[Any, ...]

_NO_END = ("9999-12-31", "2999-12-31")
_YES = "x28"
_NOBODY = ("", "qx2007", "notapplicable", "0")


def _tables(path: Path) -> dict[str, list[_Row]]:
    """The tables of a package, their columns by number, without the list that stands before a code."""
    found: dict[str, list[_Row]] = defaultdict(list)
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            stem = name.rpartition("/")[2].lower()
            if stem.startswith("b_") and stem.endswith(".csv"):
                text = archive.read(name).decode("utf-8-sig")
                for row in csv.DictReader(io.StringIO(text, newline="")):
                    found[stem[:-4]].append({key[-4:]: _plain(value or "") for key, value in row.items() if key})
    return found


def _plain(cell: str) -> str:
    cell = cell.strip()
    return cell.rpartition(":")[2] if cell.startswith("eba_") else cell


def _lei(code: str) -> str | None:
    """A LEI whose check digits hold (ISO 7064, 97-10)."""
    if len(code) != 20 or not code.isalnum() or not code.isascii():
        return None
    return f"lei:{code}" if int("".join(str(int(sign, 36)) for sign in code)) % 97 == 1 else None


class _Filed:
    """One package, and what its codes stand for."""

    def __init__(self, path: Path) -> None:
        self.tables = _tables(path)
        self._names: dict[str, str] = {}
        for table, column in (("b_01.02", "0020"), ("b_05.01", "0050")):
            for row in self.tables[table]:
                self._names.setdefault(row["0010"].upper(), letters(row[column]))

    def party(self, code: str) -> str:
        """Who a code stands for: the letters of the name, else those of the code."""
        return self._names.get(code.upper()) or letters(code)

    def parties(self) -> Iterator[Side]:
        """Each party that has a name, once."""
        told: dict[str, dict[str, Any]] = {}
        columns = (("b_01.01", "0020", None, "0030"), ("b_01.02", "0020", None, "0030"), ("b_05.01", "0050", "0020", "0080"))
        for table, name, kind, land in columns:
            for row in self.tables[table]:
                number = _lei(row["0010"]) if kind is None or row[kind] == "qx2000" else None
                country = row[land] if len(row[land]) == 2 else None
                said = told.setdefault(letters(row[name]), {"name": row[name], "LEI": number, "country": country})
                # a code whose digits are wrong stays another name, as does one in Latin letters
                said["name"] += f" {row['0010']} {row['0060'] if table == 'b_05.01' else ''}"
                said["LEI"] = said["LEI"] or number
        for row in self.tables["b_01.03"]:  # a branch is another name of its head office
            if (head := self.party(row["0020"])) in told:
                told[head]["name"] += f" {row['0030']} ({row['0040']})"
        for name, said in told.items():
            yield Side(said, (("party", name),))

    def _users(self, contract: str) -> list[str]:
        for table in ("b_04.01", "b_02.02", "b_03.01"):
            found = {row["0020"] for row in self.tables[table] if row["0010"] == contract}
            if found:
                return sorted(found)
        return []

    def entrusted(self) -> Iterator[Side]:
        """Direct relations: what B_02.02 says, then rank 1 of the chain, then who signed where nothing more is said."""
        told: dict[_Key, list[_Row]] = defaultdict(list)
        served: set[tuple[str, str]] = set()
        for row in self.tables["b_02.02"]:
            days = (row["0070"] or None, row["0080"] if row["0080"] not in ("", *_NO_END) else None)
            if days[0] and days[1] and days[0] > days[1]:  # a row to be rejected
                continue
            told[_direct(row["0010"], row["0060"], self.party(row["0020"]), self.party(row["0030"]), *days)].append(row)
            served.add((row["0010"], self.party(row["0030"])))
        said = {key[:5] for key in told}
        for row in self.tables["b_05.02"]:
            if row["0050"] != "1":
                continue
            served.add((row["0010"], self.party(row["0030"])))
            for user in self._users(row["0010"]):
                key = _direct(row["0010"], row["0020"], self.party(user), self.party(row["0030"]), None, None)
                if key[:5] not in said:
                    told.setdefault(key, [])
        for row in [*self.tables["b_03.02"], *self.tables["b_03.03"]]:
            signer = self.party(row["0020"])
            if (row["0010"], signer) not in served:
                for user in {self.party(one) for one in self._users(row["0010"])} - {signer}:
                    told.setdefault(_direct(row["0010"], "", user, signer, None, None), [])
        for key, rows in told.items():
            yield Side(
                {
                    "entrusted": True,
                    "since": key[5],
                    "until": key[6],
                    "data at rest": frozenset(row["0150"] for row in rows if len(row["0150"]) == 2),
                    "data processed": frozenset(row["0160"] for row in rows if len(row["0160"]) == 2),
                    "data stored": True if any(row["0140"] == _YES for row in rows) else None,
                },
                (key,),
            )

    def below(self) -> Iterator[Side]:
        """Who hands on to whom, and at which rank."""
        for row in self.tables["b_05.02"]:
            if row["0050"] != "1":
                key = ("below", letters(row["0010"]), row["0020"].lower(), self.party(row["0060"]), self.party(row["0030"]))
                yield Side({"handed on at rank": int(row["0050"])}, (key,))

    def parents(self) -> Iterator[Side]:
        """Who owns whom."""
        told: dict[_Key, set[str]] = defaultdict(set)
        for table, column, what in (("b_01.02", "0060", "direct"), ("b_05.01", "0110", "ultimate")):
            for row in self.tables[table]:
                if letters(row[column]) not in _NOBODY and row[column] != row["0010"]:
                    told["parent", self.party(row["0010"]), self.party(row[column])].add(what)
        for key, kinds in told.items():
            yield Side({"parent": frozenset(kinds)}, (key,))


def _direct(contract: str, service: str, user: str, provider: str, since: str | None, until: str | None) -> _Key:
    return ("direct", letters(contract), service.lower(), user, provider, since, until)


def filed_rows(path: Path) -> Iterator[Side]:
    """What a package says."""
    filed = _Filed(path)
    for told in (filed.parties, filed.entrusted, filed.below, filed.parents):
        yield from told()


def filed_records(reading: Reading) -> Iterator[Side]:
    """What the graph says of it."""

    def called(party: str) -> str:
        found = named(reading, party)
        return letters(found.names[0]) if found and found.names else letters(party.rpartition("/")[2].rpartition(".")[2])

    for record in reading.records.values():
        if isinstance(record, Organisation) and record.named:
            numbers = [number for number in record.identifiers if number.startswith("lei:")]
            said = {"name": Named((record.name, *record.aliases)), "LEI": next(iter(numbers), None), "country": record.country}
            yield Side(said, (("party", letters(record.name)),))
        for relation in record.relations if isinstance(record, RelationsRecord) else ():
            who, whom = called(relation.who), called(relation.target)
            contract, service = letters((relation.contract or "").partition("/")[2]), relation.service or ""
            if relation.verb == "subsidiary_of":
                yield Side({"parent": frozenset(relation.parent or ())}, (("parent", who, whom),))
            elif (relation.rank or 1) > 1:
                yield Side({"handed on at rank": relation.rank}, (("below", contract, service, who, whom),))
            else:
                yield Side(
                    {
                        "entrusted": True,
                        "since": relation.since,
                        "until": relation.until,
                        "data at rest": frozenset(relation.data_at_rest or ()),
                        "data processed": frozenset(relation.data_processed or ()),
                        "data stored": relation.data_at_provider,
                    },
                    (_direct(contract, service, who, whom, relation.since, relation.until),),
                )
