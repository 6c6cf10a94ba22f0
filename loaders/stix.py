"""STIX 2.1: identities, incidents (with the OASIS incident extension), threat actors, intrusion sets and their relationships.

A bundle, a TAXII envelope, an array of objects, one object, or one a line. All files of a load are one set of objects: of an
object that comes in several versions the latest counts, and one that any of them revokes does not come back.

A bundle that maillon wrote (`maillon export --format stix`) carries the readings of its graph and gives the same graph back.
In any other bundle a relationship keeps its type and has no direction of trust, unless its type is one of ours.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from maillon.graph import name_matching as naming
from maillon.graph.characters import refuse_strange_character
from maillon.graph.dates import parse_date
from maillon.graph.model import ARROW_BY_VERB, Effect, label_of
from maillon.graph.privacy import refuse_personal_identifier
from maillon.graph.readings import canonical
from maillon.graph.records import (
    Affected,
    Attribution,
    Bilingual,
    ClaimStatement,
    DataStatement,
    Dates,
    DateStatement,
    IncidentRecord,
    Record,
    Relation,
    RelationsRecord,
    Source,
    ThreatActor,
)
from maillon.graph.statements import INCLUSION, LISTED, ArrowStatement, NodeStatement, Statement, with_inclusions
from maillon.loaders import categories, names
from maillon.loaders.audit import Fields
from maillon.loaders.base import Loader, Reading
from maillon.loaders.inputs import Input, collect_files, json_documents, json_of, json_refusal, refuse
from maillon.loaders.json_numbers import json_number
from maillon.loaders.messages import messages
from maillon.loaders.parties import Parties
from maillon.loaders.problems import BadInputError, Problem
from maillon.loaders.rejecting import finish, one_problem, problems_of, reject_file
from maillon.wording import RefusedError, reason_of

_TEXT = "free text; it may name persons, and records keep no text of others"
_OBJECT = "of the object, not of the event"

LOADER = Loader(
    name="stix",
    title={"fr": "objets STIX 2.1", "en": "STIX 2.1 objects"},
    reads={
        "fr": "JSON (paquet, enveloppe TAXII, liste, un objet, un par ligne ; .gz, .zip) : identity, incident avec son extension, "
        "threat-actor, intrusion-set, relationship ; paquets de `maillon export`",
        "en": "JSON (bundle, TAXII envelope, array, one object, lines; .gz, .zip): identity, incident with the incident extension, "
        "threat-actor, intrusion-set, relationship; bundles of `maillon export`",
    },
    publisher={"fr": "l'auteur du paquet", "en": "whoever made the bundle"},
    address="https://docs.oasis-open.org/cti/stix/v2.1/stix-v2.1.html",
    licence={"fr": "celle que dit son auteur", "en": "as its maker says"},
    coverage={"fr": "ce que le paquet contient", "en": "what the bundle holds"},
    leaves_out={
        "fr": "identités de personnes et classes, lieux, techniques d'attaque, textes libres (comptés par nature d'objet)",
        "en": "identities of persons and classes, places, attack techniques, free text (counted by kind of object)",
    },
    ignored_fields={
        "description": _TEXT,
        "contact_information": "of persons",
        "object_marking_refs": "markings for handling, not facts; TLP AMBER and RED make the data set confidential",
        "granular_markings": "markings for handling, not facts",
        "created": f"{_OBJECT}; where nothing else dates an incident, it had happened by then",
        "modified": _OBJECT,
        "created_by_ref": "who says so, of an incident; of other objects it says nothing of the event",
        "spec_version": _OBJECT,
        "lang": _OBJECT,
        "confidence": "a number without a scale that its maker names",
        "extension_type": _OBJECT,
        "external_references": "addresses, some with names of persons in them",
    },
)

INCIDENT_EXTENSION = "extension-definition--ef765651-680c-498d-9894-99799f2fa126"
"""OASIS common object: incident core extension."""

_ACTORS = ("threat-actor", "intrusion-set")
_READ = ("identity", "incident", *_ACTORS, "relationship")
_NO_ORGANISATION = ("individual", "class", "group")

_Outcome = Literal["observed", "possible", "not_affected"]
DETERMINATIONS: dict[str, tuple[str, _Outcome]] = {
    "confirmed": ("confirmed", "observed"),
    "suspected": ("reported", "possible"),
    "successful-attempt": ("reported", "observed"),
    "low-value": ("reported", "observed"),
    "blocked": ("reported", "not_affected"),
    "failed-attempt": ("reported", "not_affected"),
    "false-positive": ("retracted", "not_affected"),
}
"""`determination` of an incident: status, and what became of whom it hit."""
_LOSSES: dict[str, _Outcome] = {"confirmed-loss": "observed", "exploited-loss": "observed", "none": "not_affected"}
"""`loss_type` of an impact; `suspected-loss`, `contained` and what is not known are possible."""
_FIRMEST: tuple[_Outcome, ...] = ("observed", "possible", "not_affected")
_INFORMATION = {
    "phi": "health-data",
    "pii": "personal-data",
    "credentials-admin": "account-credentials",
    "credentials-user": "account-credentials",
    "payment": "payment-card",
    "classified-material": "classified-information",
    "proprietary": "trade-secrets",
    "system": "system-information",
}
"""`information_type` of an impact as a category of ours; others are counted as unread."""
_EXPOSED: dict[_Outcome, Literal["exposed", "possible", "not_exposed"]] = {
    "observed": "exposed",
    "possible": "possible",
    "not_affected": "not_exposed",
}
_ROLES = {"vendor": "SoftwareVendor", "service-provider": "ServiceProvider", "cloud-provider": "HostingProvider"}
_TLP_KEPT_CLOSE = (
    "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82",  # TLP:AMBER of the standard
    "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed",  # TLP:RED of the standard
    "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",  # TLP:AMBER, 2.0
    "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",  # TLP:AMBER+STRICT, 2.0
    "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",  # TLP:RED, 2.0
)
"""Markings after which nothing is handed on: what only such a bundle says is confidential."""
_HIT = ("impacts", "targets", "affected", "affects")
_TEXTS = ("name", "aliases", "note_", "text_", "title", "why", "account_", "open_")


def read(paths: Sequence[Path], *, dataset: str | None, strict: bool) -> Reading:
    """Read objects. One file is a data set of its own (`stix-` and its name), several are one (`stix`).

    Raises:
        BadInputError: a file holds no such objects, or nothing could be read.
    """
    found = collect_files(paths, (".json", ".stix", ".jsonl", ".ndjson"))
    stems = sorted({_stem(source.name) for source in found.files})
    alone = f"stix-{stems[0].removeprefix('stix-')}" if len(stems) == 1 else "stix"
    reading = Reading(dataset or alone, rank=LISTED)
    objects: list[_Object] = []
    for source in found.files:
        try:
            objects += _objects(source)
        except BadInputError as error:
            reject_file(reading, error)
    _Reader(objects, reading).read()
    return finish(reading, found, strict=strict)


def _stem(name: str) -> str:
    return names.first_slug(Path(name.rpartition(":")[2].removesuffix(".gz")).stem) if name != "-" else "stdin"


@dataclass(frozen=True, slots=True)
class _Object:
    """One object of a file, by its position in it."""

    file: str
    position: int
    item: Any

    @property
    def kind(self) -> str:
        """Its type, or an empty text."""
        kind = self.item.get("type") if isinstance(self.item, Mapping) else None
        return kind if isinstance(kind, str) else ""

    @property
    def id(self) -> str:
        """Its id, or an empty text."""
        identifier = self.item.get("id") if isinstance(self.item, Mapping) else None
        return identifier if isinstance(identifier, str) else ""

    @property
    def version(self) -> str:
        """What orders its versions: when it was changed. RFC 3339 in UTC, with or without a fraction of a second."""
        if not isinstance(self.item, Mapping):
            return ""
        return str(self.item.get("modified") or self.item.get("created") or "").removesuffix("Z").rstrip("0").rstrip(".")

    @property
    def left_out(self) -> str:
        """Why an identity does not enter, for the count: a person, or a class of organisations."""
        known = self.kind == "identity" and self.item.get("identity_class") in _NO_ORGANISATION
        return f" ({self.item['identity_class']})" if known else ""


def _objects(source: Input) -> list[_Object]:
    """The objects of a file: of a bundle or an envelope, of an array, of lines, or the one that it is.

    Raises:
        BadInputError: none of these.
    """
    found: list[Any] = []
    documents = [document for _, document in json_documents(source)]
    if not documents:
        raise refuse(source.name, messages("stix.bundle"))
    for document in documents:
        if isinstance(document, Mapping) and isinstance(document.get("objects"), list) and document.get("type", "bundle") == "bundle":
            found += document["objects"]
        elif isinstance(document, Mapping) and (document.get("type") == "bundle" or ("objects" in document and "type" not in document)):
            if document.get("objects", []) != []:
                raise refuse(source.name, messages("stix.bundle"))
        elif isinstance(document, RefusedError) or (isinstance(document, Mapping) and "--" in str(document.get("id"))):
            found.append(document)
        else:
            raise refuse(source.name, messages("stix.bundle"))
    return [_Object(source.name, position, item) for position, item in enumerate(found, 1)]


def carried(item: Any) -> Mapping[str, Any] | None:
    """What an object that maillon wrote carries, or None for any other."""
    extensions = item.get("extensions") if isinstance(item, Mapping) else None
    for extension in extensions.values() if isinstance(extensions, Mapping) else ():
        if isinstance(extension, Mapping) and "said" in extension and extension.keys() & {"node", "arrow", "repeats"}:
            return extension
    return None


def _thing(ours: Mapping[str, Any]) -> str:
    """What tells the thing that an object of ours stands for from every other: a thing that came back has a new id."""
    return canonical([ours.get(name) for name in ("node", "arrow", "start", "end", "parts", "repeats")])


def _kept_close(objects: Iterable[_Object]) -> frozenset[str]:
    """The markings that are TLP AMBER or RED: those of the standard and of TLP 2.0, and those that the objects define."""
    found = set(_TLP_KEPT_CLOSE)
    for one in objects:
        if one.kind == "marking-definition":
            texts = re.findall(r'"tlp(?:_2_0)?": "(amber|amber\+strict|red)"', json.dumps(one.item, default=str))
            found |= {one.id} if texts else set()
    return frozenset(found)


def _whole_hour(text: Any) -> str | None:
    """The day of a timestamp, as EDTF; None where there is none."""
    return parse_date(str(text)[:10]).text if text else None


class _Reader:
    """The objects of a load on their way into a reading."""

    def __init__(self, objects: list[_Object], reading: Reading) -> None:
        self._reading, self._parties = reading, Parties("stix")
        self._objects = self._latest(objects)
        self._by_id = {one.id: one for one in self._objects if one.id}
        persons = {o.item.get("name") for o in self._objects if o.kind == "identity" and o.item.get("identity_class") == "individual"}
        self._persons = {naming.fold_name(name) for name in persons if isinstance(name, str)}
        self._around: dict[str, list[Mapping[str, Any]]] = {}
        for one in self._objects:
            if one.kind == "relationship":
                for end in {one.item.get("source_ref"), one.item.get("target_ref")}:
                    self._around.setdefault(str(end), []).append(one.item)
        self._identities: list[str] = []

    def _latest(self, objects: list[_Object]) -> list[_Object]:
        """The latest version of each object, without those that any version revokes. The rest is counted."""
        self._reading.read += len(objects)
        versions: dict[str, list[_Object]] = {}
        latest = []
        for one in objects:
            if one.id:
                versions.setdefault(one.id, []).append(one)
            else:
                latest.append(one)
        for several in versions.values():
            # of two that were changed in one moment the content decides, never the order of files
            *older, last = sorted(several, key=lambda one: (one.version, json.dumps(one.item, sort_keys=True, default=str)))
            # what maillon wrote says itself what still stands: the retracted is kept, and what is gone carries nothing
            ours = carried(last.item)
            gone = ours["said"] == [] if ours is not None else any(one.item.get("revoked") is True for one in several)
            if gone and any(one.item.get("revoked") is True for one in several):
                self._reading.leave_out(messages("left.revoked"), len(several))
                continue
            for one in older:
                if one.item == last.item:
                    self._reading.leave_out_again(last.file, last.position, one.file, one.position)
                else:
                    self._reading.leave_out(messages("left.older"))
            latest.append(last)
        return sorted(self._one_each(latest), key=lambda one: (one.file, one.position))

    def _one_each(self, objects: list[_Object]) -> Iterator[_Object]:
        """Of the objects of ours that stand for one thing under several ids the latest; what only repeats another is left out."""
        latest: dict[str, _Object] = {}
        for one in sorted(objects, key=lambda one: (one.version, one.id)):
            ours = carried(one.item)
            if ours is None:
                yield one
            elif "repeats" in ours:
                self._reading.leave_out(messages("left.repeats"))
            else:
                if _thing(ours) in latest:
                    self._reading.leave_out(messages("left.older"))
                latest[_thing(ours)] = one
        yield from latest.values()

    def read(self) -> None:
        """Take every object: as ours, as one that is read, or counted by its type."""
        used: set[str] = set()
        close = _kept_close(self._objects)
        for one in self._objects:
            try:
                if isinstance(one.item, RefusedError):
                    raise RefusedError(one.item.message)  # a new one, which goes with its traceback
                if not one.kind or not one.id:
                    raise RefusedError(messages("stix.object"))
                self._mind(one, close)
                ours = carried(one.item)
                if ours is not None and ours.get("arrow") == INCLUSION:
                    self._reading.leave_out(messages("left.within"))
                elif ours is not None:
                    self._reading.use_stated(one.id, with_inclusions(_statements(ours)))
                elif one.kind not in _READ or one.left_out:
                    self._reading.leave_out(messages("unread.object", kind=one.kind, why=one.left_out))
                else:
                    draft = Parties(self._parties.prefix)
                    self._one(one, draft)
                    self._parties.absorb(draft)
                    used.add(one.file)
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                broken = error if isinstance(error, ValueError) else RefusedError(messages("row.shape", form="STIX"))
                self._reading.rejected.append(one_problem(problems_of(broken, one.file, one.position, one.id[:80])))
        for stem in sorted({_stem(file) for file in used}):
            self._parties.source(Source(id=f"stix/{stem}", publisher="STIX bundle", title=f"STIX bundle {stem}", language="en"))
        found = self._parties.records()
        for identity in self._identities:  # an identity that is read is its organisation's record
            if identity in found:
                self._reading.use(identity, found.pop(identity))
            else:
                self._reading.use_within()
        self._reading.declare(found, self._parties.judged)

    def _mind(self, one: _Object, close: frozenset[str]) -> None:
        """Keep confidential what an object is marked to be."""
        marks = one.item.get("object_marking_refs") or ()
        if not self._reading.confidential and isinstance(marks, list) and close.intersection(map(str, marks)):
            self._reading.confidential = True
            self._reading.warnings.append(Problem(one.file, one.position, one.id, "", messages("tlp.confidential")))

    def _one(self, one: _Object, parties: Parties) -> None:
        """Use one object, or count it."""
        record: Record
        fields = Fields(one.item, LOADER.ignored_fields)
        for name in ("type", "id", "revoked"):
            fields.take(name)
        if one.kind == "identity":
            self._identities.append(self._organisation(one.id, parties, fields))
        elif one.kind == "relationship":
            if not self._relationship(one, fields, parties):
                return
        else:
            record = self._incident(one, fields, parties) if one.kind == "incident" else self._actor(one, fields)
            self._reading.use(f"stix:{one.id}", record)
        self._reading.unread_fields.update(f"{one.kind}: {path}" for path in fields.unread())

    @staticmethod
    def _evidence(one: _Object) -> str:
        return f"stix/{_stem(one.file)}#{one.id}"

    def _organisation(self, reference: str, parties: Parties, fields: Fields | None = None, *, asked_by: _Object | None = None) -> str:
        """The organisation behind a reference; one outside the objects is an unknown one, and stays visible."""
        one = self._by_id.get(reference)
        mark = re.sub(r"[^a-z0-9]+", "-", reference.rpartition("--")[2].lower())[:36].strip("-") or "none"
        said_in = one or asked_by
        evidence = f"stix/{_stem(said_in.file)}#{reference}" if said_in else "stix"
        if one is None or one.kind != "identity" or one.left_out:
            name = messages("party.outside" if one is None else "party.left_out", mark=mark)
            return parties.unnamed(f"unknown.{mark}", Bilingual.of(name), evidence=evidence)
        fields = fields or Fields(one.item, {})
        fields.take("identity_class")
        role = _ROLES.get(str(fields.take("x_opencti_organization_type", "")).lower())
        aliases = self._aliases(fields.take("x_opencti_aliases"))
        # the id of the object is the identity: two objects of one name are two organisations until somebody decides
        name_ = str(fields.take("name") or "")
        if not name_:
            raise RefusedError(messages("cell.nobody", column="name"))
        return parties.named(name_, evidence=evidence, row=mark, place=mark[:8], roles=[role] if role else [], aliases=aliases)

    def _aliases(self, given: Any) -> list[str]:
        """Other names, without those of persons: by their shape, or because an identity of a person bears them."""
        texts = [alias for alias in given if isinstance(alias, str) and alias.strip()] if isinstance(given, list) else []
        return [alias for alias in texts if not self._is_person(alias)]

    def _is_person(self, name: str) -> bool:
        return naming.fold_name(name) in self._persons or names.person_in(name) is not None

    def _actor(self, one: _Object, fields: Fields) -> ThreatActor:
        name = str(fields.take("name"))
        if self._is_person(name):
            raise RefusedError(messages("name.person"))
        aliases = self._aliases(fields.take("aliases"))
        return ThreatActor(id=self._actor_id(one), name=name, aliases=aliases, evidence=[self._evidence(one)])

    @staticmethod
    def _actor_id(one: _Object) -> str:
        return f"actor:stix/{names.slug(str(one.item['name']))}.{one.id.rpartition('--')[2][:8].lower()}"

    def _incident(self, one: _Object, fields: Fields, parties: Parties) -> IncidentRecord:
        core = fields.take(f"extensions.{INCIDENT_EXTENSION}") or {}
        if not isinstance(core, Mapping):
            raise RefusedError(messages("row.shape", form="STIX"))
        extension = Fields(core, LOADER.ignored_fields)
        status, outcome = DETERMINATIONS.get(str(extension.take("determination", "")), ("reported", "observed"))
        evidence = self._evidence(one)
        author = one.item.get("created_by_ref")
        speaker = self._organisation(str(author), parties, asked_by=one) if author else None
        said: dict[str, Any] = {"status": status, "by": speaker, "evidence": [evidence]}
        name = refuse_personal_identifier(str(fields.take("name")))
        effects = {effect: min(lost, outcome, key=lambda o: -_FIRMEST.index(o)) for effect, lost in _effects(extension).items()}
        data, claims = _impacts(extension, outcome, _whole_hour(one.item.get("modified")), said, parties)
        affected, attributed = self._hit(one, effects, outcome, said, parties)
        self._reading.unread_fields.update(f"incident: {path}" for path in extension.unread())
        created = _whole_hour(one.item.get("created"))
        seen = _whole_hour(fields.take("first_seen"))
        return IncidentRecord(
            id=f"stix/{one.id.rpartition('--')[2].lower()}",
            title=Bilingual(fr=name, en=name),
            effects=[effect for effect, lost in effects.items() if lost != "not_affected"],
            # without a day of its own, it had happened by the day on which the object was made
            dates=Dates(
                detected=[DateStatement(on=seen, **said)] if seen else [],
                occurred=[DateStatement(on=f"../{created}", **said)] if created and not seen else [],
            ),
            data=data,
            claims=claims,
            affected=affected,
            attributed_to=attributed,
            evidence=[evidence],
        )

    def _hit(
        self, one: _Object, effects: Mapping[Effect, _Outcome], outcome: _Outcome, said: Mapping[str, Any], parties: Parties
    ) -> tuple[list[Affected], list[Attribution]]:
        """Relationships that start or end at an incident belong to its record."""
        affected, attributed = [], []
        for other in self._around.get(one.id, ()):
            end = str(other["target_ref"] if other["source_ref"] == one.id else other["source_ref"])
            kind = str(other.get("relationship_type"))
            if not self._told_with_incident(kind, end):
                continue
            if kind in _HIT:
                party = self._organisation(end, parties, asked_by=one)
                struck: list[tuple[Effect | None, _Outcome]] = [*effects.items()] or [(None, outcome)]
                affected += [Affected(party=party, effect=effect, outcome=lost, **said) for effect, lost in struck]
            else:
                attributed.append(Attribution(actor=self._actor_id(self._by_id[end]), **said))
        return affected, attributed

    def _told_with_incident(self, kind: str, other: str) -> bool:
        """Whether a relationship between an incident and `other` says whom it hit, or who did it."""
        target = self._by_id.get(other)
        if kind in _HIT:
            return other.startswith("identity--") and not (target and target.left_out)
        return (
            kind == "attributed-to" and target is not None and target.kind in _ACTORS and not self._is_person(str(target.item.get("name")))
        )

    def _relationship(self, one: _Object, fields: Fields, parties: Parties) -> bool:
        """Keep a relationship, or count why it is left out; whether it was kept."""
        kind, *ends = (str(one.item[key]) for key in ("relationship_type", "source_ref", "target_ref"))
        for name in ("relationship_type", "source_ref", "target_ref"):
            fields.take(name)
        incidents = [end for end in ends if end.startswith("incident--") and end in self._by_id]
        if len(incidents) == 1 and self._told_with_incident(kind, ends[1 - ends.index(incidents[0])]):
            self._reading.use_within()
            return True
        kinds = " → ".join(end.partition("--")[0] for end in ends)
        left = [self._by_id[end].left_out for end in ends if end in self._by_id and self._by_id[end].left_out]
        if left or not all(end.startswith("identity--") for end in ends):
            self._reading.leave_out(messages("unread.relationship", kind=kind, ends=kinds))
            return False
        who, whom = (self._organisation(end, parties, asked_by=one) for end in ends)
        said: dict[str, Any] = {"evidence": [self._evidence(one)]}
        verb = kind.replace("-", "_")
        when = {name: _whole_hour(fields.take(key)) for name, key in (("since", "start_time"), ("until", "stop_time"))}
        if verb in ARROW_BY_VERB and "Organisation" in ARROW_BY_VERB[verb].starts and "Organisation" in ARROW_BY_VERB[verb].ends:
            relation = Relation(who=who, **{verb: whom}, **when, **said)
        else:
            relation = Relation(who=who, linked_with=whom, service=names.slug(kind), **when, **said)
        identifier = f"stix/{one.id.rpartition('--')[2].lower()}"
        title = Bilingual.of(messages("title.relationship", bundle=_stem(one.file)))
        self._reading.use(f"stix:{one.id}", RelationsRecord(kind="relations", id=identifier, title=title, relations=[relation]))
        return True


def _listed(fields: Fields, name: str) -> Iterator[Mapping[str, Any]]:
    """The mappings of a list of impacts."""
    for item in fields.take(name) or ():
        if not isinstance(item, Mapping):
            raise RefusedError(messages("row.shape", form="STIX"))
        yield item


def _effects(core: Fields) -> dict[Effect, _Outcome]:
    """Confidentiality, integrity, availability: what the extension says became of each, the firmest of several."""
    said: dict[Effect, list[_Outcome]] = {}
    for impact in core.peek("confidentiality_impacts") or ():
        loss = str(impact.get("loss_type"))
        said.setdefault(Effect.CONFIDENTIALITY, []).append(_LOSSES.get(loss, "possible"))
    for impact in core.take("integrity_impacts") or ():
        alteration = str(impact.get("alteration") or "potential")
        altered: _Outcome = "not_affected" if alteration == "none" else "possible" if alteration.startswith("potential") else "observed"
        said.setdefault(Effect.INTEGRITY, []).append(altered)
    for impact in core.take("availability_impacts") or ():
        level = json_number(impact.get("availability_impact"), "availability_impact")
        if level is not None:
            said.setdefault(Effect.AVAILABILITY, []).append("observed" if level > 0 else "not_affected")
    return {effect: min(outcomes, key=_FIRMEST.index) for effect, outcomes in said.items() if set(outcomes) != {"not_affected"}}


def _impacts(
    core: Fields, determined: _Outcome, made_on: str | None, said: Mapping[str, Any], parties: Parties
) -> tuple[list[DataStatement], list[ClaimStatement]]:
    """Kinds of data with what became of them, and counts."""
    data: list[DataStatement] = []
    claims: list[ClaimStatement] = []
    counted = (("individual", "persons-concerned", "persons"), ("organization", "organisations-concerned", "organisations"))
    for key, field, unit in counted:
        n = json_number(core.take(f"impacted_entity_counts.{key}"), key)
        if n is not None:
            claims.append(ClaimStatement(field=field, low=n, high=n, unit=unit, made_on=made_on, **said))
    for impact in _listed(core, "confidentiality_impacts"):
        outcome = max(_LOSSES.get(str(impact.get("loss_type")), "possible"), determined, key=_FIRMEST.index)
        exposed = _EXPOSED[outcome]
        known = _INFORMATION.get(str(impact.get("information_type")))
        if known is not None:
            category = parties.category(categories.known_categories()[known])
            statement = DataStatement(category=category, outcome=exposed, **said)
            if statement not in data:
                data.append(statement)
        n = json_number(impact.get("record_count"), "record_count")
        if n is not None:
            note = None if exposed == "exposed" else Bilingual.of(messages(f"note.at_risk.{exposed}"))
            claims.append(ClaimStatement(field="entries", low=n, high=n, unit="entries", made_on=made_on, note=note, **said))
    return data, claims


def _statements(ours: Mapping[str, Any]) -> list[Statement]:
    """The readings that an object of ours carries, each as often as records make it.

    Raises:
        ValueError: what the model does not allow, or a text that names a person.
    """
    from maillon.graph.store.loading.validate import validate_statement

    said, counts = list(ours["said"]), ours.get("said_n")
    found: list[Statement] = []
    for text, times in zip(said, counts or [1] * len(said), strict=True):
        if not isinstance(times, int) or not 1 <= times <= 1_000_000:
            raise RefusedError(messages("stix.count"))
        try:
            value = json_of(text)
        except ValueError as error:
            raise RefusedError(json_refusal(error)) from error
        if "node" in ours:
            rank, roles, properties = value
            statement: Statement = NodeStatement(str(ours["node"]), tuple(roles), properties, int(rank))
        else:
            parts = tuple(str(part) for part in ours["parts"])
            statement = ArrowStatement(str(ours["arrow"]), str(ours["start"]), str(ours["end"]), parts, value)
            label_of(statement.start), label_of(statement.end)
            properties = value
        for name, content in properties.items():
            if name.startswith(_TEXTS):
                for piece in content if isinstance(content, list) else [content]:
                    refuse_personal_identifier(str(piece))
            for piece in content if isinstance(content, list) else [content]:
                if isinstance(piece, str):
                    refuse_strange_character(piece)
        _refuse_decider(str(ours.get("node")), properties)
        try:
            validate_statement("bundle", statement)
        except Exception as error:
            raise RefusedError(messages("model.refused", why=reason_of(error))) from error
        found += [statement] * times
    return found


def _refuse_decider(node: str, properties: Mapping[str, Any]) -> None:
    """Who decided is a group or a role, in the decision as in the document that a decision is, as records have it.

    Raises:
        RefusedError: the name of a person.
    """
    decider = properties.get("publisher" if node.startswith("source:decision.") else "decided_by")
    if isinstance(decider, str) and names.person_in(decider):
        raise RefusedError(messages("decision.person"))
