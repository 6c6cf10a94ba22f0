"""Public contracts: French ones, and those of the Open Contracting Data Standard."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.lists.comparing import Named, Side, letters
from benchmarks.lists.registers import siren
from maillon.graph.records import Organisation, RelationsRecord
from maillon.loaders.base import Reading

_PURCHASING = "776056467"
"""UGAP buys for others: behind it stands somebody whom a notice does not name."""


_LATER = ("modifications", "actesSousTraitance")
"""Where other parties may stand."""


def decp_rows(path: Path) -> Iterator[Side]:
    """Each notice; what it says is compared where it stands alone under its buyer and number, and all numbers in it hold.

    Of several versions the last counts, which a row does not tell.
    """
    held = json.loads(path.read_text("utf-8"))["marches"]
    notices = held if isinstance(held, list) else [notice for form in ("marche", "contrat-concession") for notice in held.get(form, [])]
    told: list[tuple[str, str, str, dict[str, Any]]] = []
    for notice in notices:
        buyer = notice.get("acheteur") or notice.get("autoriteConcedante") or {}
        told.append((str(buyer.get("id")), str(buyer.get("nom")), " ".join(str(notice.get("id")).split()), notice))
    times = Counter((buyer, number) for buyer, _, number, _ in told)
    for line, (buyer, name, number, notice) in enumerate(told, 1):
        signed = [
            one.get("titulaire", one) for one in notice.get("titulaires") or notice.get("concessionnaires") or [] if isinstance(one, dict)
        ]
        parties = [(one.get("typeIdentifiant"), str(one.get("id"))) for one in signed]
        suppliers = frozenset(text[:9] for kind, text in parties if kind == "SIRET" and siren(text))
        sure = times[buyer, number] == 1 and siren(buyer) and parties and len(suppliers) == len({text[:9] for _, text in parties})
        own = f"{buyer} {number}"
        # what may be a telephone number is not kept; a buyer whose number is none is known by its name
        keys = ((own,), (f"row {hashlib.sha256(own.encode()).hexdigest()[:12]}",), (f"{name} {number}",))
        nobody = any(one.get("denominationSociale") == "INFRUCTUEUX" for one in signed)
        if not sure or nobody or suppliers == {buyer[:9]}:  # who entrusts itself entrusts nobody
            yield Side({}, keys, line, told=False)
            continue
        begun = notice.get("dateNotification") or notice.get("dateDebutExecution") or ""
        day, code = str(begun)[:10], str(notice.get("codeCPV", "")).partition("-")[0].zfill(8)
        yield Side(
            {
                "buyer": buyer[:9],
                **({} if _PURCHASING in suppliers or any(map(notice.get, _LATER)) else {"suppliers": suppliers}),
                "since": day if re.fullmatch(r"20[012]\d-\d\d-\d\d", day) else None,
                "code": code if len(set(code)) > 1 else None,
            },
            keys,
            line,
        )


def decp_records(reading: Reading) -> Iterator[Side]:
    for record in reading.records.values():
        if isinstance(record, RelationsRecord):
            first = record.relations[0]
            notes = " ".join(r.note.fr for r in record.relations if r.note and r.note.fr)
            told = re.search(r"\b(\d{8})\b", notes.partition("\u00ab")[0])
            parties = {r.target for r in record.relations} - {first.who}
            kept = frozenset(party.partition("/")[2] for party in parties if party.startswith("org:siren/"))
            for evidence in first.evidence:
                yield Side(
                    {
                        "buyer": first.who.partition("/")[2],
                        "suppliers": Named((), person=True) if any("practitioner" in party for party in parties) else kept,
                        "since": min((str(r.since) for r in record.relations if r.since), default=None),
                        "code": told[1] if told else None,
                    },
                    ((own := evidence.partition("#")[2].removesuffix(f" ({decp_file(evidence)})"),), (own,), (own,)),
                )


def decp_file(evidence: str) -> str:
    """The file that evidence names, where it names one."""
    found = re.search(r" \(([^()]+)\)$", evidence)
    return found[1] if found else ""


# Open Contracting

_OVER = ("cancelled", "unsuccessful")


def ocds_rows(path: Path) -> Iterator[Side]:
    """Each award of each process, as its latest release says; what is only planned or tendered is none."""
    told: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for release in json.loads(path.read_text("utf-8"))["releases"]:
        told[release["ocid"]].append(release)
    for ocid, releases in told.items():
        awards: dict[str, dict[str, Any]] = {}
        parties: dict[tuple[str, str], str] = {}
        buyer = None
        for release in sorted(releases, key=lambda one: one.get("date") or ""):
            inside = {party["id"]: _number(party) for party in release.get("parties", [])}
            if release.get("buyer"):
                buyer = inside.get(release["buyer"].get("id")) or letters(release["buyer"].get("name") or "")
            for award in release.get("awards", []):
                known = awards.setdefault(str(award["id"]), {})
                known.update(award)
                for one in award.get("suppliers", []):
                    parties[str(award["id"]), one.get("id", one.get("name"))] = inside.get(one.get("id")) or letters(one.get("name") or "")
            tender = release.get("tender", {})
            code, title = tender.get("classification", {}).get("id"), letters(tender.get("title") or "")
        for number, award in awards.items():
            if award.get("status") in _OVER:
                continue
            period = award.get("contractPeriod", {})
            given = {parties[number, one.get("id", one.get("name"))] for one in award.get("suppliers", [])}
            suppliers = frozenset(given - {"", title})  # what bears the title of the contract is no supplier's name
            since = (period.get("startDate") or award.get("date") or "")[:10] or None
            yield Side(
                {"buyer": buyer, "suppliers": suppliers, "since": since, "until": period.get("endDate", "")[:10] or None, "code": code},
                ((ocid if len(awards) == 1 else f"{ocid} {number}",), (buyer, since, suppliers)),
            )


def _number(party: dict[str, Any]) -> str:
    """A number of Companies House, or of another register, else the letters of the name."""
    legal = party.get("identifier", {})
    scheme, number = legal.get("scheme"), str(legal.get("id") or "")
    if scheme == "GB-COH" and re.fullmatch(r"[A-Z]{2}\d{6}|\d{1,8}", number):
        return f"crn:GB-{number.zfill(8)}"  # spreadsheets take the zeros away
    registered = scheme and scheme != "GB-COH" and any(sign.isdigit() for sign in number)
    return letters(f"{scheme}{number}") if registered else letters(party.get("name") or "")


def ocds_records(reading: Reading) -> Iterator[Side]:
    """What the relations of each contract say."""

    def called(party: str) -> str:
        found = reading.records.get(party)
        if not isinstance(found, Organisation):
            return party
        own = found.id.partition("/")[2] if found.id.count("/") == 2 else found.name
        ours = [number if number.startswith("crn:GB-") else letters(f"GB-NHS{number[8:]}") for number in found.identifiers]
        kept = [key for key, number in zip(ours, found.identifiers, strict=True) if number.startswith(("crn:GB-", "nhs-ods:"))]
        return kept[0] if kept else letters(own)

    for record in reading.records.values():
        if isinstance(record, RelationsRecord):
            given = [r for r in record.relations if r.verb == "delegates_to"]
            numbers = [text for e in given[0].evidence if (text := e.partition("#")[2])]
            found = re.search(r"ocds-\S+.*", min(numbers))
            suppliers = frozenset(called(r.target) for r in given if not re.search(r"/(unknown|behind)\.", r.target))
            buyer, since = called(record.relations[0].who), min((r.since for r in given if r.since), default=None)
            notes = " ".join(r.note.en for r in given if r.note and r.note.en)
            code = re.search(r"\b\d{8}\b", notes)
            yield Side(
                {
                    "buyer": buyer,
                    "suppliers": Named((), person=True) if any("practitioner" in r.target for r in given) else suppliers,
                    "since": since,
                    "until": min((r.until for r in given if r.until), default=None),
                    "code": code[0] if code else None,
                },
                ((found[0].removesuffix(f" ({decp_file(min(numbers))})") if found else record.id,), (buyer, since, suppliers)),
            )
