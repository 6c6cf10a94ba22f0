"""OCDS: contracting processes in the Open Contracting Data Standard, 1.0 and 1.1, of any country.

Releases, release packages, record packages, compiled releases, JSON lines and packages one after the other are read. The releases of one
process are merged in the standard's order; its awards and contracts become relations, and what is only planned or tendered is none.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from maillon.graph.name_matching import fold_name
from maillon.graph.records import Source
from maillon.graph.statements import LISTED
from maillon.loaders.base import Loader, Reading
from maillon.loaders.contracts.gathering import FileGathering, Gathering, content_of
from maillon.loaders.contracts.merging import PARTIES, Release, merged, with_parties
from maillon.loaders.contracts.notices import ContractNotice, NoticePlace, Signatory, Start
from maillon.loaders.contracts.scope import ORDINARY, CodeRule, Scope, left_out_by_code
from maillon.loaders.contracts.streams import Streamed, json_lines, json_objects, looks_like_page, signs_in, streams_of
from maillon.loaders.contracts.subcontracting import sub_contracts_of
from maillon.loaders.contracts.values import code_of, contract_day, plain_text
from maillon.loaders.inputs import json_refusal, refuse
from maillon.loaders.messages import messages
from maillon.loaders.packed import PackedRecords
from maillon.loaders.problems import BadInputError
from maillon.loaders.rejecting import finish, reject_file
from maillon.wording import Message, RefusedError

LOADER = Loader(
    name="ocds",
    title={
        "fr": "marchés publics de tout pays (Open Contracting Data Standard)",
        "en": "public contracts of any country (Open Contracting)",
    },
    reads={
        "fr": "JSON d'OCDS 1.0 et 1.1 : publications et leurs paquets, fiches, publications compilées, une par ligne, gzip",
        "en": "JSON of OCDS 1.0 and 1.1: releases and their packages, records, compiled releases, one a line, gzip",
    },
    publisher={"fr": "les acheteurs publics, par leur plateforme", "en": "public buyers, through their platform"},
    address="https://standard.open-contracting.org/",
    licence={"fr": "celle de la plateforme (Royaume-Uni : Open Government Licence v3.0)", "en": "that of the platform (UK: OGL v3.0)"},
    coverage={
        "fr": "ceux d'acheteurs de santé, pour un logiciel, un service informatique ou un service de santé confié (docs/contracts.fr.md)",
        "en": "those of health buyers, for software, an IT service or a health service that is handed on (docs/contracts.md)",
    },
    leaves_out={
        "fr": "ce qui n'est que prévu ou mis en concurrence ; les montants, documents, adresses et personnes à contacter",
        "en": "what is only planned or tendered; amounts, documents, addresses and persons to contact",
    },
)

_SUFFIXES = (".json", ".jsonl", ".ndjson")
_GONE = ("cancelled", "unsuccessful")


def read(paths: Sequence[Path], *, dataset: str | None, strict: bool, scope: Scope = ORDINARY) -> Reading:
    """Read files of contracting processes; all of them are one data set.

    Raises:
        BadInputError: no such file, or nothing of it can be used.
    """
    files, others = streams_of(paths, _SUFFIXES)
    reading = Reading(dataset or "ocds", "Open Contracting Data Standard", None, records=PackedRecords(), rank=LISTED)
    gathering = Gathering(reading, scope, "ocds", numbered=True)
    processes = _Processes(reading, scope)
    for source in files:
        try:
            whole = list(_releases(source, scope))
        except BadInputError as error:
            reject_file(reading, error)
            continue
        for one in whole:
            processes.add(one)
    gathering.add(processes.notices())
    gathering.close(
        Source(
            id="ocds",
            publisher="Public buyers, through the platforms that publish their contracts",
            title="Open Contracting Data Standard",
            url="https://standard.open-contracting.org/",
            undated=True,
            language="en",
        )
    )
    for name in others:
        reading.unread_fields[messages("unread.file", ending=name.rpartition(".")[2].lower())] += 1
    return finish(reading, None, strict=strict)


@dataclass(frozen=True, slots=True)
class _Given:
    """One release as a file gives it, with its parties; an error where it cannot be read. `beside`: it repeats others of its record."""

    place: NoticePlace
    release: Release
    content: bytes = b""
    error: RefusedError | None = None
    beside: bool = False
    code: str | None = None
    rule: CodeRule | None = None


def _releases(source: Streamed, scope: Scope) -> Iterator[_Given]:
    """The releases of one file; of one that is out of scope by its code only that.

    Raises:
        BadInputError: it is no such file, or is cut off.
    """
    number = 0
    for line, document in _documents(source):
        if isinstance(document, RefusedError):
            number += 1
            yield _Given((source.name, line), {}, error=document)
            continue
        for release, beside in _inside(document):
            number += 1
            yield _given(release, (source.name, line or number), scope, beside=beside)
    if not number:
        raise refuse(source.name, messages("ocds.none"))


def _documents(source: Streamed) -> Iterator[tuple[int, Any]]:
    """What stands in a file, each with its line where it has one of its own: releases, records and packages."""
    head = source.head()
    if looks_like_page(head):
        raise refuse(source.name, messages("file.page"))
    if not head.startswith((b"[", b"{")):
        raise refuse(source.name, messages("ocds.shape"))
    if head.startswith(b"{") and _by_lines(head):
        for number, line in json_lines(source):
            try:
                yield number, json.loads(line.decode(), strict=False)  # a tab as it is inside a text is a blank
            except RecursionError:
                yield number, RefusedError(messages("json.deep"))
            except ValueError as error:
                yield number, RefusedError(json_refusal(error, number))
        return
    places = ("item",) if head.startswith(b"[") else ("releases.item", "records.item")
    met = False
    for document in () if signs_in(source, _SEVERAL) else json_objects(source, places):
        met = True
        yield 0, document
    if not met:  # a release or a record alone, or several documents in a row, which need not be alike: each is taken whole
        yield from ((0, document) for document in json_objects(source, ("",)))


_SEVERAL = re.compile(rb'[}\]]\s{0,200}[\[{]\s{0,200}[\[{"]')
"""Where a document of JSON ends and another begins; a text that holds such signs costs memory and nothing else."""


def _by_lines(head: bytes) -> bool:
    """Whether a file holds an object a line: its first line is closed, and another stands below it, or it is one release alone."""
    first, _, rest = head.partition(b"\n")
    return first.rstrip().endswith(b"}") and (rest.lstrip().startswith(b"{") or b'"ocid"' in first[:400])


def _inside(document: Any) -> Iterator[tuple[Any, bool]]:
    """The releases of a package, a record or a list; a compiled one that stands beside the releases it was made of is marked."""
    if isinstance(document, list):
        for one in document:
            yield from _inside(one)
    elif isinstance(document, Mapping) and isinstance(document.get("records"), list):
        yield from _inside(document["records"])
    elif isinstance(document, Mapping) and ("releases" in document or "compiledRelease" in document):
        embedded = [one for one in document.get("releases") or () if isinstance(one, Mapping) and "tag" in one]
        yield from ((one, False) for one in embedded)
        if isinstance(compiled := document.get("compiledRelease"), Mapping):
            yield compiled, bool(embedded)
    else:
        yield document, False


def _given(release: Any, place: NoticePlace, scope: Scope, *, beside: bool) -> _Given:
    if not isinstance(release, Mapping) or not plain_text(release.get("ocid")):
        return _Given(place, {}, error=RefusedError(messages("ocds.release")))
    code = _code(release)
    rule = scope.code(code) if code is not None or scope.everything else None
    if code is not None and rule is None:
        return _Given(place, {"ocid": release["ocid"]}, code=code)
    kept = {name: release[name] for name in _KEPT if name in release}
    return _Given(place, with_parties(kept), content_of(release), None, beside, code, rule)


_KEPT = ("ocid", "id", "date", "tag", "parties", "buyer", "tender", "awards", "contracts", "bids", "relatedProcesses")


def _code(release: Mapping[str, Any]) -> str | None:
    """The code of what is bought: of the tender, else of the first thing in it that has one."""
    tender = release.get("tender")
    places = [tender, *_objects(tender, "items"), *_objects(tender, "lots")] if isinstance(tender, Mapping) else []
    for name in ("awards", "contracts"):
        places += [item for one in _objects(release, name) for item in _objects(one, "items")]
    for one in places:
        said = one.get("classification") if isinstance(one, Mapping) else None
        if isinstance(said, Mapping) and plain_text(said.get("scheme")).upper() in ("CPV", ""):
            code = code_of(plain_text(said.get("id")))
            if code is not None:
                return code
    return None


def _objects(value: Any, name: str) -> list[Mapping[str, Any]]:
    inner = value.get(name) if isinstance(value, Mapping) else None
    return [one for one in inner if isinstance(one, Mapping)] if isinstance(inner, list) else []


@dataclass(slots=True)
class _Processes:
    """The contracting processes of a load, each with its releases."""

    reading: Reading
    scope: Scope
    _held: dict[str, list[_Given]] = field(default_factory=lambda: defaultdict(list))
    _out: FileGathering = field(default_factory=lambda: FileGathering("ocds"))
    _seen: dict[bytes, NoticePlace] = field(default_factory=dict)
    _files: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, given: _Given) -> None:
        """Take a release, or count why not."""
        self._out.read += 1
        if given.error is not None:
            file = FileGathering(given.place[0])
            file.reject(given.place[1], "", given.error)
            self._out.rejected += file.rejected
        elif given.code is not None and given.rule is None:
            self._out.leave_out(left_out_by_code(given.code))
        elif given.content in self._seen:
            self._files[plain_text(given.release["ocid"])][given.place[0]] = None
            self.reading.leave_out_again(*given.place, *self._seen[given.content])
        else:
            self._files[plain_text(given.release["ocid"])][given.place[0]] = None
            self._seen[given.content] = given.place
            self._held[plain_text(given.release["ocid"])].append(given)

    def notices(self) -> FileGathering:
        """The notices of all processes, and what was counted on the way."""
        for ocid, held in sorted(self._held.items()):
            self._process(ocid, held)
        return self._out

    def _process(self, ocid: str, held: Sequence[_Given]) -> None:
        rule = next((one.rule for one in held if one.rule is not None), None)
        if rule is None:
            self._out.leave_out(left_out_by_code(None), len(held))
            return
        code = next((one.code for one in held if one.code is not None), None)
        remarks: list[Message] = []
        dated = [(contract_day(one.release.get("date"), remarks), plain_text(one.release.get("date")), one) for one in held]
        remarks = [messages("ocds.undated") for day, _, _ in dated if day is None and len(held) > 1][:1]
        whole = sorted(dated, key=lambda one: (one[0] is not None, one[0] or "", one[1]))
        embedded = [one for one in whole if not one[2].beside]
        for day, _, one in whole:
            if one.beside:
                self._out.leave_out(messages("left.compiled"))
                if day is not None and any((other[0] or "") > day for other in embedded):
                    remarks.append(messages("ocds.behind"))
        kept = [one for _, _, one in embedded]
        days = [day for day, _, _ in embedded]
        found = list(_notices(ocid, kept, days, code, tuple(remarks)))
        speaking = [one for one in kept if _objects(one.release, "awards") or _objects(one.release, "contracts")]
        self._out.leave_out(messages("left.no_award"), len(kept) - len(speaking))
        if not found:
            self._out.leave_out(messages("left.award_gone"), len(speaking))
            return
        for place, notice in enumerate(found):
            rows = len(speaking) if place == 0 else 0
            self._out.notices.append((replace(notice, rows=rows, files=tuple(self._files[ocid])), rule))


def _notices(
    ocid: str, held: Sequence[_Given], days: Sequence[str | None], code: str | None, remarks: tuple[Message, ...]
) -> Iterator[ContractNotice]:
    """A notice for each contract of a process, and for each award without one."""
    process = merged(one.release for one in held)
    ended = _ended(held, days)
    tender = process.get("tender") if isinstance(process.get("tender"), Mapping) else {}
    assert isinstance(tender, Mapping)
    buyer = _party(process.get("buyer")) or _party(tender.get("procuringEntity")) or _by_role(process, "buyer") or Signatory()
    title = plain_text(tender.get("title"))
    details = plain_text(tender.get("procurementMethodDetails")).casefold()
    frames = [one for one in _objects(process, "relatedProcesses") if "framework" in str(one.get("relationship"))]
    under = next((text for one in frames if (text := plain_text(one.get("identifier")))), None)
    techniques = tender.get("techniques")
    frame = isinstance(techniques, Mapping) and techniques.get("hasFrameworkAgreement") is True
    awards = _objects(process, "awards")
    contracts = _objects(process, "contracts")
    last = max((day for day in days if day), default=None)
    if not awards and not contracts:
        return
    for award in awards or [{}]:
        alone = len(awards) < 2  # what names no award is of the only one
        own = [one for one in contracts if _same(one.get("awardID"), award.get("id")) or (alone and not one.get("awardID"))]
        for contract in own or [{}]:
            over = ended.get(("awards", str(award.get("id")))) or ended.get(("contracts", str(contract.get("id"))))
            if over is not None and (over[1] or over[0] is None):
                continue
            said: list[Message] = list(remarks)
            since, end, start = _period(award, contract, tender, said)
            pending = "pending" in (plain_text(award.get("status")), plain_text(contract.get("status")))
            if pending:
                said.append(messages("ocds.pending"))
                since = end = None
            suppliers = tuple(dict.fromkeys(_supplier(one, title) for one in _objects(award, "suppliers"))) or (Signatory(),)
            several = len(awards) * len(own) > 1 or len(awards) > 1
            acts, declared = sub_contracts_of(process, award, alone=alone, read=_party)
            number = " ".join([ocid, *(plain_text(one.get("id")) for one in (award, contract) if several)]).strip()
            yield ContractNotice(
                place=held[0].place,
                content=content_of([ocid, award.get("id"), contract.get("id")]),
                id=number,
                buyer=buyer,
                suppliers=suppliers,
                code=code,
                title=plain_text(contract.get("title") or award.get("title")) or title,
                since=since,
                start=start,
                end=f"../{over[0]}" if over is not None else end,
                ended=over is not None,
                said_on=over[0] if over is not None else (since if start == "tender" else last or contract_day(award.get("date"), [])),
                published=last,
                sub_contracts=acts,
                sub_contracted=declared,
                framework=frame and under is None,
                called_off=under is not None or "call-off" in details or "call off" in details,
                under=under,
                pending=pending,
                remarks=tuple(said),
            )


def _ended(held: Sequence[_Given], days: Sequence[str | None]) -> dict[tuple[str, str], tuple[str | None, bool]]:
    """Awards and contracts that a release calls over: the day of that release, and whether none before it said otherwise."""
    found: dict[tuple[str, str], tuple[str | None, bool]] = {}
    active: set[tuple[str, str]] = set()
    for one, day in zip(held, days, strict=True):
        for name in ("awards", "contracts"):
            for thing in _objects(one.release, name):
                key, status = (name, str(thing.get("id"))), plain_text(thing.get("status"))
                if status in (*_GONE, "terminated"):
                    found.setdefault(key, (day, key not in active and status != "terminated"))
                elif status:
                    active.add(key)
                    found.pop(key, None)
    return found


def _same(one: Any, other: Any) -> bool:
    return one is not None and str(one) == str(other)


def _period(
    award: Mapping[str, Any], contract: Mapping[str, Any], tender: Mapping[str, Any], said: list[Message]
) -> tuple[str | None, str | None, Start]:
    """The first day, the planned last day, and what the first one is."""
    for place in (contract.get("period"), award.get("contractPeriod")):
        if isinstance(place, Mapping) and any(place.get(name) is not None for name in ("startDate", "endDate", "durationInDays")):
            since, start = contract_day(place.get("startDate"), said), "execution"
            if since is None:
                since, start = _formal(award, contract, said)
            end = contract_day(place.get("endDate"), said)
            days = place.get("durationInDays")
            if end is None and since is not None and isinstance(days, int) and 0 < days < 20_000:
                end = (dt.date.fromisoformat(since) + dt.timedelta(days=days - 1)).isoformat()
            return since, end, start  # type: ignore[return-value]
    asked = tender.get("contractPeriod")
    if isinstance(asked, Mapping) and (begins := contract_day(asked.get("startDate"), said)) is not None:
        return begins, contract_day(asked.get("endDate"), said), "tender"
    since, start = _formal(award, contract, said)
    return since, None, start  # type: ignore[return-value]


def _formal(award: Mapping[str, Any], contract: Mapping[str, Any], said: list[Message]) -> tuple[str | None, str]:
    signed = contract_day(contract.get("dateSigned"), said)
    return (signed, "signature") if signed is not None else (contract_day(award.get("date"), said), "award")


def _supplier(reference: Mapping[str, Any], title: str) -> Signatory:
    """A supplier; one that bears the title of what is bought has no name."""
    found = _party(reference) or Signatory()
    if found.name and fold_name(found.name) == fold_name(title):
        return Signatory(found.kind, found.number, "", found.others)
    return found


def _party(reference: Any) -> Signatory | None:
    """Who a reference means, by what its release says of the party: its identifiers, its name.

    Version 1.0 has no list of parties: the reference itself says it.
    """
    if not isinstance(reference, Mapping):
        return None
    told_of = reference.get(PARTIES)
    party = {**reference, **(told_of if isinstance(told_of, Mapping) else {})}
    numbers = [one for one in (party.get("identifier"), *_objects(party, "additionalIdentifiers")) if isinstance(one, Mapping)]
    told = [(plain_text(one.get("scheme")), plain_text(one.get("id"))) for one in numbers if plain_text(one.get("scheme"))]
    by_id = re.fullmatch(r"(GB-COH|GB-NHS|FR-[A-Z]+|XI-LEI)-(.+)", plain_text(reference.get("id")))
    told += [(by_id[1], by_id[2])] if by_id else []
    kept = [(scheme, text) for scheme, text in told if text]
    legal = party.get("identifier")
    names = (party.get("name"), reference.get("name"), legal.get("legalName") if isinstance(legal, Mapping) else None)
    name = next((text for value in names if (text := plain_text(value))), "")
    if not kept and not name:
        return None
    kind, number = kept[0] if kept else ("", "")
    return Signatory(kind, number, name, tuple(kept[1:]))


def _by_role(process: Mapping[str, Any], role: str) -> Signatory | None:
    found = [one for one in _objects(process, "parties") if role in str(one.get("roles"))]
    return _party(found[0]) if found else None
