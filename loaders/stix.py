"""STIX 2.1 bundles: identities, incidents (with the OASIS incident extension), threat actors and their relationships.

A bundle that maillon wrote (`maillon export --format stix`) carries the readings of its graph and gives the same graph back.
In any other bundle a relationship keeps its type and has no direction of trust, unless its type is one of ours.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from maillon.graph.model import ARROW_BY_VERB, label_of
from maillon.graph.privacy import refuse_personal_identifier
from maillon.graph.records import (
    Affected,
    Attribution,
    Bilingual,
    ClaimStatement,
    IncidentRecord,
    Relation,
    RelationsRecord,
    Source,
    ThreatActor,
)
from maillon.graph.statements import LISTED, ArrowStatement, NodeStatement, Statement
from maillon.loaders import names
from maillon.loaders.base import Loader, Reading
from maillon.loaders.inputs import Input, collect_files, json_of, refuse, text_of
from maillon.loaders.messages import messages
from maillon.loaders.parties import Parties
from maillon.loaders.problems import BadInputError
from maillon.loaders.rejecting import finish, one_problem, problems_of
from maillon.wording import RefusedError, reason_of

_TEXT = "free text; it may name persons, and records keep no text of others"

LOADER = Loader(
    name="stix",
    title={"fr": "paquets STIX 2.1", "en": "STIX 2.1 bundles"},
    reads="JSON bundles: identity, incident with the incident extension, threat-actor, relationship; bundles of `maillon export`",
    publisher="whoever made the bundle",
    address="https://docs.oasis-open.org/cti/stix/v2.1/stix-v2.1.html",
    licence="as its maker says",
    coverage={"fr": "ce que le paquet contient", "en": "what the bundle holds"},
    leaves_out={
        "fr": "identités de personnes et classes, lieux, techniques d'attaque, textes libres (comptés par nature d'objet)",
        "en": "identities of persons and classes, places, attack techniques, free text (counted by kind of object)",
    },
    ignored_fields={
        "description": _TEXT,
        "contact_information": "of persons",
        "object_marking_refs": "markings for handling, not facts",
        "created": "of the object, not of the event",
        "modified": "of the object, not of the event",
        "revoked": "revoked objects are left out",
    },
)

INCIDENT_EXTENSION = "extension-definition--ef765651-680c-498d-9894-99799f2fa126"
"""OASIS common object: incident core extension."""

_READ = ("identity", "incident", "threat-actor", "relationship")
_DETERMINATIONS: dict[str, tuple[str, str]] = {
    "confirmed": ("confirmed", "observed"),
    "suspected": ("reported", "possible"),
    "low-value": ("reported", "observed"),
    "blocked": ("reported", "not_affected"),
    "failed-attempt": ("reported", "not_affected"),
    "false-positive": ("retracted", "not_affected"),
}
_ROLES = {"vendor": "SoftwareVendor", "service-provider": "ServiceProvider", "cloud-provider": "HostingProvider"}
_HIT = ("impacts", "targets", "affected", "affects")
_TEXTS = ("name", "aliases", "note_", "text_", "title", "why", "account_", "open_")


def read(paths: Sequence[Path], *, dataset: str | None, strict: bool) -> Reading:
    """Read bundles. One file is a data set of its own (`stix-` and its name), several are one (`stix`).

    Raises:
        BadInputError: a file is no bundle, or nothing could be read.
    """
    found = collect_files(paths, (".json", ".stix"))
    stems = sorted({_stem(source.name) for source in found.files})
    alone = f"stix-{stems[0].removeprefix('stix-')}" if len(stems) == 1 else "stix"
    reading = Reading(dataset or alone, rank=LISTED)
    parties = Parties("stix")
    for source in found.files:
        try:
            objects = _bundle(source)
        except BadInputError as error:
            reading.read += 1
            reading.rejected += error.problems
            continue
        _Bundle(source.name, objects, reading, parties).read()
    derived = parties.records()
    reading.derived = len(derived.keys() - reading.records.keys())
    reading.records = derived | reading.records
    return finish(reading, found, strict=strict)


def _stem(name: str) -> str:
    return names.slug(Path(name.rpartition(":")[2]).stem) if name != "-" else "stdin"


def _bundle(source: Input) -> list[Any]:
    try:
        data = json_of(text_of(source))
    except ValueError as error:
        raise refuse(source.name, messages("json.broken", why=reason_of(error))) from error
    if not isinstance(data, Mapping) or data.get("type") != "bundle" or not isinstance(data.get("objects", []), list):
        raise refuse(source.name, messages("stix.bundle"))
    return list(data.get("objects", []))


def carried(item: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """What an object that maillon wrote carries, or None for any other."""
    extensions = item.get("extensions")
    for extension in extensions.values() if isinstance(extensions, Mapping) else ():
        if isinstance(extension, Mapping) and "said" in extension and ("node" in extension or "arrow" in extension):
            return extension
    return None


class _Bundle:
    """One bundle on its way into a reading."""

    def __init__(self, file: str, objects: list[Any], reading: Reading, parties: Parties) -> None:
        self._file, self._objects, self._reading, self._parties = file, objects, reading, parties
        self._by_id = {o["id"]: o for o in objects if isinstance(o, Mapping) and isinstance(o.get("id"), str)}
        self._stem = _stem(file)
        self._used = False

    def read(self) -> None:
        """Take every object: as ours, as one that is read, or counted by its type."""
        for position, item in enumerate(self._objects, 1):
            kind = item.get("type") if isinstance(item, Mapping) else None
            try:
                if not isinstance(item, Mapping) or not isinstance(kind, str) or not isinstance(item.get("id"), str):
                    raise RefusedError(messages("stix.object"))
                ours = carried(item)
                if ours is not None:
                    self._reading.stated[str(item["id"])] = _statements(ours)
                elif kind not in _READ or item.get("revoked") is True or self._left_out(item):
                    self._reading.unread_fields[messages("unread.object", kind=kind, why=self._left_out(item))] += 1
                    continue
                else:
                    draft = Parties(self._parties.prefix)
                    record = self._record(item, kind, draft)
                    self._parties.absorb(draft)
                    self._used = True
                    if record is not None:
                        self._reading.records[f"stix:{item['id']}"] = record
                        self._reading.read += 1
                    continue
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                broken = error if isinstance(error, ValueError) else RefusedError(messages("row.shape", form="STIX"))
                identifier = str(item.get("id", ""))[:80] if isinstance(item, Mapping) else ""
                self._reading.rejected.append(one_problem(problems_of(broken, self._file, position, identifier)))
            self._reading.read += 1
        if self._used:
            title = f"STIX bundle {self._stem}"
            self._parties.source(Source(id=self._source, publisher="STIX bundle", title=title, language="en"))

    @property
    def _source(self) -> str:
        return f"stix/{self._stem}"

    @staticmethod
    def _left_out(item: Mapping[str, Any]) -> str:
        """Why an identity does not enter, for the count: a person, or a class of organisations."""
        if item.get("type") == "identity" and item.get("identity_class") in ("individual", "class", "group"):
            return f" ({item['identity_class']})"
        return " (revoked)" if item.get("revoked") is True else ""

    def _record(self, item: Mapping[str, Any], kind: str, parties: Parties) -> Any:
        if kind == "identity":
            self._organisation(str(item["id"]), parties)
            return None
        if kind == "threat-actor":
            return self._actor(item)
        if kind == "incident":
            return self._incident(item, parties)
        return self._relationship(item, parties)

    def _evidence(self, item: Mapping[str, Any]) -> str:
        return f"{self._source}#{item['id']}"

    def _organisation(self, reference: str, parties: Parties) -> str:
        """The organisation behind a reference; one outside the bundle is an unknown one, and stays visible."""
        item = self._by_id.get(reference)
        mark = re.sub(r"[^a-z0-9]+", "-", reference.rpartition("--")[2].lower())[:36].strip("-") or "none"
        evidence = f"{self._source}#{reference}"
        if item is None or item.get("type") != "identity" or item.get("identity_class") in ("individual", "class", "group"):
            name = messages("party.outside" if item is None else "party.left_out", mark=mark)
            return parties.unnamed(f"unknown.{mark}", Bilingual.of(name), evidence=evidence)
        role = _ROLES.get(str(item.get("x_opencti_organization_type", "")).lower())
        aliases = [a for a in item.get("x_opencti_aliases") or () if isinstance(a, str)]
        # the id of the object is the identity: two objects of one name are two organisations until somebody decides
        return parties.named(str(item["name"]), evidence=evidence, row=mark, place=mark[:8], roles=[role] if role else [], aliases=aliases)

    def _actor(self, item: Mapping[str, Any]) -> ThreatActor:
        name = str(item["name"])
        if names.person_in(name):
            raise RefusedError(messages("name.person"))
        return ThreatActor(id=self._actor_id(item), name=name, aliases=list(item.get("aliases") or ()), evidence=[self._evidence(item)])

    @staticmethod
    def _actor_id(item: Mapping[str, Any]) -> str:
        return f"actor:stix/{names.slug(str(item['name']))}.{str(item['id']).rpartition('--')[2][:8].lower()}"

    def _incident_id(self, item: Mapping[str, Any]) -> str:
        return f"stix/{str(item['id']).rpartition('--')[2].lower()}"

    def _incident(self, item: Mapping[str, Any], parties: Parties) -> IncidentRecord:
        core = (item.get("extensions") or {}).get(INCIDENT_EXTENSION) or {}
        status, outcome = _DETERMINATIONS.get(str(core.get("determination", "")), ("reported", "observed"))
        evidence = self._evidence(item)
        speaker = self._organisation(str(item["created_by_ref"]), parties) if item.get("created_by_ref") else None
        made_on = str(item.get("modified", ""))[:10] or None
        said: dict[str, Any] = {"status": status, "by": speaker, "evidence": [evidence]}
        name = refuse_personal_identifier(str(item["name"]))
        counts = core.get("impacted_entity_counts") or {}
        counted = (("individual", "persons-concerned", "persons"), ("organization", "organisations-concerned", "organisations"))
        claims = [
            ClaimStatement(field=field, low=counts[key], high=counts[key], unit=unit, made_on=made_on, **said)
            for key, field, unit in counted
            if isinstance(counts.get(key), int)
        ]
        claims += [
            ClaimStatement(field="entries", low=i["record_count"], high=i["record_count"], unit="entries", made_on=made_on, **said)
            for i in core.get("confidentiality_impacts") or ()
            if isinstance(i.get("record_count"), int)
        ]
        affected, attributed = self._around(item, outcome, said, parties)
        return IncidentRecord(
            id=self._incident_id(item),
            title=Bilingual(fr=name, en=name),
            effects=_effects(core),
            claims=claims,
            affected=affected,
            attributed_to=attributed,
            evidence=[evidence],
        )

    def _around(
        self, item: Mapping[str, Any], outcome: str, said: Mapping[str, Any], parties: Parties
    ) -> tuple[list[Affected], list[Attribution]]:
        """Relationships that start or end at an incident belong to its record."""
        affected, attributed = [], []
        for other in self._objects:
            if not isinstance(other, Mapping) or other.get("type") != "relationship":
                continue
            if item["id"] not in (other.get("source_ref"), other.get("target_ref")):
                continue
            end = str(other["target_ref"] if other["source_ref"] == item["id"] else other["source_ref"])
            target = self._by_id.get(end, {})
            if other.get("relationship_type") in _HIT and (end.startswith("identity--")) and not self._left_out(target):
                affected.append(Affected(party=self._organisation(end, parties), outcome=outcome, **said))
            elif other.get("relationship_type") == "attributed-to" and target.get("type") == "threat-actor":
                attributed.append(Attribution(actor=self._actor_id(target), **said))
        return affected, attributed

    def _relationship(self, item: Mapping[str, Any], parties: Parties) -> RelationsRecord | None:
        kind = str(item["relationship_type"])
        ends = [str(item["source_ref"]), str(item["target_ref"])]
        if any(end.startswith("incident--") and end in self._by_id for end in ends) and kind in (*_HIT, "attributed-to"):
            return None  # read with its incident
        left = [e for e in ends if e in self._by_id and self._left_out(self._by_id[e])]
        if left or not all(end.startswith("identity--") for end in ends):
            kinds = " → ".join(end.partition("--")[0] for end in ends)
            self._reading.unread_fields[messages("unread.relationship", kind=kind, ends=kinds)] += 1
            return None
        who, whom = (self._organisation(end, parties) for end in ends)
        said: dict[str, Any] = {"evidence": [self._evidence(item)]}
        verb = kind.replace("-", "_")
        fields: dict[str, Any] = {
            name: str(item[key])[:10] for name, key in (("since", "start_time"), ("until", "stop_time")) if item.get(key)
        }
        if verb in ARROW_BY_VERB and "Organisation" in ARROW_BY_VERB[verb].starts and "Organisation" in ARROW_BY_VERB[verb].ends:
            relation = Relation(who=who, **{verb: whom}, **fields, **said)
        else:
            relation = Relation(who=who, linked_with=whom, service=names.slug(kind), **fields, **said)
        identifier = f"stix/{str(item['id']).rpartition('--')[2].lower()}"
        title = Bilingual.of(messages("title.relationship", bundle=self._stem))
        return RelationsRecord(kind="relations", id=identifier, title=title, relations=[relation])


def _effects(core: Mapping[str, Any]) -> list[str]:
    """Confidentiality, integrity, availability: those of which the extension says that something was lost."""
    lost = []
    if any(i.get("loss_type") not in (None, "none") for i in core.get("confidentiality_impacts") or ()):
        lost.append("confidentiality")
    if any(i.get("alteration") not in (None, "none") for i in core.get("integrity_impacts") or ()):
        lost.append("integrity")
    if any(isinstance(i.get("availability_impact"), int) and i["availability_impact"] > 0 for i in core.get("availability_impacts") or ()):
        lost.append("availability")
    return lost


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
        value = json.loads(text)
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
        try:
            validate_statement("bundle", statement)
        except Exception as error:
            raise RefusedError(messages("model.refused", why=reason_of(error))) from error
        found += [statement] * times
    return found
