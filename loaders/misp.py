"""MISP events: whom an event says was targeted, the actors that it names, and its addresses of sources.

An event is an incident where it names a target or describes an incident; one of indicators alone is not. What MISP calls a target
was aimed at: unless the event's `incident` object says what came of it, it is no more than possible that it was hit.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

from maillon.graph.dates import parse_date
from maillon.graph.privacy import refuse_personal_identifier
from maillon.graph.records import Affected, Attribution, Bilingual, Dates, DateStatement, IncidentRecord, Source, ThreatActor
from maillon.graph.statements import LISTED
from maillon.loaders import names
from maillon.loaders.audit import Fields
from maillon.loaders.base import Loader, Reading
from maillon.loaders.grids import MAX_CELL
from maillon.loaders.inputs import Input, collect_files, json_documents, refuse
from maillon.loaders.links import link_source
from maillon.loaders.messages import messages
from maillon.loaders.parties import Parties
from maillon.loaders.placeholders import placeholder
from maillon.loaders.problems import BadInputError, Problem
from maillon.loaders.rejecting import finish, one_problem, problems_of, reject_file
from maillon.loaders.stix import DETERMINATIONS
from maillon.wording import RefusedError

_HANDLING = "for the handling of the event, not of what happened"
_TEXT = "free text; it may name persons, and records keep no text of others"
_OF_VICTIM = "of a victim, which is known by its name"
_INDICATOR = "of persons and machines"

LOADER = Loader(
    name="misp",
    title={"fr": "événements MISP", "en": "MISP events"},
    reads={
        "fr": "JSON (un événement, une liste, la `response` d'une recherche, un par ligne ; .gz, .zip), "
        "comme l'écrivent MISP et `maillon export`",
        "en": "JSON (one event, an array, a search's `response`, lines; .gz, .zip), as MISP and `maillon export --format misp` write it",
    },
    publisher={"fr": "l'auteur de l'événement", "en": "whoever made the event"},
    address="https://www.misp-standard.org/rfc/misp-standard-core.html",
    licence={"fr": "celle que dit son auteur", "en": "as its maker says"},
    coverage={"fr": "ce que les événements contiennent", "en": "what the events hold"},
    leaves_out={
        "fr": "événements sans cible ni incident décrit, indicateurs techniques, textes libres (comptés par nature)",
        "en": "events without a target or a described incident, technical indicators, free text (counted by kind)",
    },
    ignored_fields={
        **dict.fromkeys(("id", "org_id", "orgc_id", "attribute_count", "user_id", "sharing_group_id", "SharingGroup", "Org"), _HANDLING),
        **dict.fromkeys(("analysis", "threat_level_id", "distribution", "published", "publish_timestamp", "sighting_timestamp"), _HANDLING),
        **dict.fromkeys(("locked", "proposal_email_lock", "disable_correlation", "extends_uuid", "event_creator_email"), _HANDLING),
        **dict.fromkeys(("protected", "CryptographicKey", "RelatedEvent", "ShadowAttribute", "EventReport", "Tag"), _HANDLING),
        **dict.fromkeys(("legal-entity: name", "legal-entity: registration-number", "victim: reference", "victim: sectors"), _OF_VICTIM),
        **dict.fromkeys(("incident: name",), "of the event, whose own title is read"),
        **dict.fromkeys(("attribute: text", "attribute: comment", "attribute: other"), _TEXT),
        **dict.fromkeys(("attribute: target-user", "attribute: target-email", "attribute: target-machine"), _INDICATOR),
    },
)

_TARGETS = ("target-org", "target-external")
_ACTOR_GALAXIES = ("threat-actor", "mitre-intrusion-set", "mitre-enterprise-attack-intrusion-set", "microsoft-activity-group")
_ACTOR_TAG = re.compile(rf'misp-galaxy:(?:{"|".join(_ACTOR_GALAXIES)})="(.+)"')
_HIT_ROLES = ("victim", "target")
_NO_ORGANISATION = ("class", "group")
"""Classifications of a victim that is many: hospitals of a country, people without a form."""
_CONSULTED = (("incident", "determination"), ("victim", "classification"), ("organization", "role"))
_Outcome: TypeAlias = Literal["observed", "possible", "not_affected"]
_OUTCOMES: Mapping[tuple[str, str], tuple[str, _Outcome]] = {
    ("incident", "false positive"): ("retracted", "not_affected"),  # of `criticality`; the others are of `incident_type`
    ("incident", "refuted"): ("retracted", "not_affected"),
    ("incident", "benign"): ("reported", "not_affected"),
    ("incident", "blocked"): ("reported", "not_affected"),
    ("incident", "failed"): ("reported", "not_affected"),
    ("incident", "successful"): ("reported", "observed"),
    ("incident", "confirmed"): ("confirmed", "observed"),
}
"""Words of an `incident` object that say what came of it, beside its determination."""
_KEPT_CLOSE = ("tlp:red", "tlp:amber", "tlp:amber+strict")
_NO_DAY = "1970-01-01"


def read(paths: Sequence[Path], *, dataset: str | None, strict: bool) -> Reading:
    """Read events. One file is a data set of its own (`misp-` and its name), several are one (`misp`).

    Raises:
        BadInputError: a file holds no events, or nothing could be read.
    """
    found = collect_files(paths, (".json", ".jsonl", ".ndjson"))
    stems = sorted({_stem(source.name) for source in found.files})
    alone = f"misp-{stems[0].removeprefix('misp-')}" if len(stems) == 1 else "misp"
    reading = Reading(dataset or alone, rank=LISTED)
    events: list[_Event] = []
    for source in found.files:
        try:
            events += _events_of(source)
        except BadInputError as error:
            reject_file(reading, error)
    parties = Parties("misp")
    for event in _latest(events, reading):
        draft = Parties(parties.prefix)
        try:
            if _use(event, draft, reading):
                parties.absorb(draft)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            broken = error if isinstance(error, ValueError) else RefusedError(messages("row.shape", form="MISP"))
            reading.rejected.append(one_problem(problems_of(broken, event.file, event.position, event.uuid[:80])))
    reading.declare(parties.records(), parties.judged)
    return finish(reading, found, strict=strict)


def _stem(name: str) -> str:
    return names.slug(Path(name.rpartition(":")[2].removesuffix(".gz")).stem) if name != "-" else "stdin"


@dataclass(frozen=True, slots=True)
class _Event:
    """One event of a file, by its position in it."""

    file: str
    position: int
    item: Any

    @property
    def uuid(self) -> str:
        """Its id, or an empty text."""
        identifier = self.item.get("uuid") if isinstance(self.item, Mapping) else None
        return identifier.lower() if isinstance(identifier, str) else ""

    @property
    def version(self) -> int:
        """When it was changed, in seconds."""
        text = str(self.item.get("timestamp") or "")
        return int(text) if text.isdigit() and len(text) <= 12 else 0


def _events_of(source: Input) -> list[_Event]:
    """The events of a file.

    Raises:
        BadInputError: it holds none.
    """
    found: list[Any] = []
    for _, document in json_documents(source, with_files=True):
        inner = document.get("response", document) if isinstance(document, Mapping) else document
        for item in inner if isinstance(inner, list) else [inner]:
            event = item.get("Event", item) if isinstance(item, Mapping) else item
            if not isinstance(event, RefusedError) and not (isinstance(event, Mapping) and "info" in event):
                raise refuse(source.name, messages("misp.none"))
            found.append(event)
    return [_Event(source.name, position, item) for position, item in enumerate(found, 1)]


def _latest(events: Sequence[_Event], reading: Reading) -> list[_Event]:
    """The latest version of each event; the others are counted."""
    reading.read += len(events)
    versions: dict[str, list[_Event]] = {}
    latest = []
    for event in events:
        if event.uuid:
            versions.setdefault(event.uuid, []).append(event)
        else:
            latest.append(event)
    for several in versions.values():
        *older, last = sorted(several, key=lambda event: (event.version, json.dumps(event.item, sort_keys=True, default=str)))
        for event in older:
            if event.item == last.item:
                reading.leave_out_again(last.file, last.position, event.file, event.position)
            else:
                reading.leave_out(messages("left.older"))
        latest.append(last)
    return sorted(latest, key=lambda event: (event.file, event.position))


@dataclass(frozen=True, slots=True)
class _Attribute:
    """One attribute of an event or of one of its objects."""

    kind: str
    value: str
    of: str = ""
    """The name of the object that it stands in."""
    relation: str = ""
    """What it is in that object."""

    @property
    def label(self) -> str:
        """What it is counted by."""
        return f"{self.of}: {self.relation}" if self.of else f"attribute: {self.kind}"


def _attributes(fields: Fields) -> Iterator[list[_Attribute]]:
    """The attributes of the event, one by one, and those of each object together; what its maker deleted is none."""
    for attribute in _live(fields.take("Attribute")):
        yield [_Attribute(str(attribute["type"]), str(attribute.get("value", "")).strip())]
    for thing in _live(fields.take("Object")):
        of = str(thing.get("name", "object"))
        inner = _live(thing.get("Attribute"))
        yield [_Attribute(str(a["type"]), str(a.get("value", "")).strip(), of, str(a.get("object_relation", ""))) for a in inner]


def _live(items: Any) -> list[Mapping[str, Any]]:
    return [item for item in items or [] if item.get("deleted") is not True]


def _use(event: _Event, parties: Parties, reading: Reading) -> bool:
    """Use one event, or count why it is left out; whether it was used."""
    if isinstance(event.item, RefusedError):
        raise RefusedError(event.item.message)  # a new one, which goes with its traceback
    fields = Fields(event.item, LOADER.ignored_fields)
    uuid = str(fields.take("uuid") or "").lower()
    if not re.fullmatch(r"[0-9a-f-]{36}", uuid):
        raise RefusedError(messages("misp.uuid"))
    tags = [str(tag.get("name", "")) for tag in event.item.get("Tag") or []]
    source = f"misp/{_stem(event.file)}"
    told = _Told(uuid, f"{source}#{uuid}", parties)
    for group in _attributes(fields):
        told.take(group)
    told.take_actors(tags, fields.take("Galaxy"))
    if not told.victims and not told.described:
        reading.leave_out(messages("left.no_target"))
        return False
    parties.source(Source(id=source, publisher="MISP", title=f"MISP events {_stem(event.file)}", language="en"))
    reading.use(f"misp:{uuid}", _incident(told, fields, parties))
    reading.unread_fields.update(f"event: {path}" for path in fields.unread())
    reading.unread_fields.update(label for label in told.unread if label not in LOADER.ignored_fields)
    if any(tag.lower() in _KEPT_CLOSE for tag in tags) and not reading.confidential:
        reading.confidential = True
        reading.warnings.append(Problem(event.file, event.position, uuid, "", messages("tlp.confidential")))
    return True


def _came_of(group: Sequence[_Attribute], said: Mapping[str, str]) -> tuple[str, _Outcome] | None:
    """Status and outcome that an `incident` object gives: by its determination, else by its other words, where these agree."""
    if said.get("determination", "") in DETERMINATIONS:
        return DETERMINATIONS[said["determination"]]
    found = {_OUTCOMES[a.of, a.value.lower()] for a in group if (a.of, a.value.lower()) in _OUTCOMES}
    return found.pop() if len(found) == 1 else None


class _Told:
    """What the attributes of an event say."""

    def __init__(self, uuid: str, evidence: str, parties: Parties) -> None:
        self.uuid, self.evidence, self._parties = uuid, evidence, parties
        self.victims: list[str] = []
        self.actors: list[str] = []
        self.sources: list[str] = []
        self.unread: list[str] = []
        self.described = False
        self.status, self.outcome = "reported", "possible"

    def take(self, group: Sequence[_Attribute]) -> None:
        """Read the attributes of one object, or one attribute alone."""
        of = group[0].of if group else ""
        said = {attribute.relation: attribute.value.lower() for attribute in group}
        if of == "incident":
            self.described = True
            self.status, self.outcome = _came_of(group, said) or (self.status, self.outcome)
        kind = said.get("classification", "") if of == "victim" else ""
        hit = of == "organization" and said.get("role") in _HIT_ROLES
        for attribute in group:
            if attribute.kind in _TARGETS or (hit and attribute.relation == "name"):
                self._victim(attribute, kind)
            elif attribute.kind == "threat-actor":
                self._actor(attribute.value)
            elif attribute.kind == "link":
                found = link_source(attribute.value, self._parties)
                self.sources += [found] if found else []
            elif (of, attribute.relation) not in _CONSULTED and (of, attribute.value.lower()) not in _OUTCOMES:
                self.unread.append(attribute.label)

    def _victim(self, attribute: _Attribute, kind: str) -> None:
        if kind == "individual":
            self.unread.append(messages("unread.person", field=attribute.label))
        elif kind in _NO_ORGANISATION:
            self.unread.append(f"{attribute.label} ({kind})")
        elif attribute.value and placeholder(attribute.value) is None:
            row = f"{self.uuid}.{len(self.victims)}"
            self.victims.append(self._parties.named(attribute.value, evidence=self.evidence, row=row))

    def take_actors(self, tags: Sequence[str], galaxies: Any) -> None:
        """Read the actors that tags and galaxies name."""
        clusters = [cluster for galaxy in galaxies or [] if galaxy.get("type") in _ACTOR_GALAXIES for cluster in galaxy["GalaxyCluster"]]
        named = [str(cluster["value"]) for cluster in clusters] + [found[1] for tag in tags if (found := _ACTOR_TAG.fullmatch(tag))]
        self.unread += [f"galaxy: {galaxy.get('type')}" for galaxy in galaxies or [] if galaxy.get("type") not in _ACTOR_GALAXIES]
        for name in named:
            self._actor(re.sub(r"(?<!\s)\s++-\s++G\d{4}$", "", name))  # the number of a cluster of ATT&CK

    def _actor(self, name: str) -> None:
        if not name or placeholder(name) is not None:
            return
        if names.person_in(name):
            self.unread.append(messages("unread.person", field="threat-actor"))
            return
        identifier = f"actor:misp/{names.slug(name)}"
        self._parties.add(identifier, ThreatActor(id=identifier, name=name, evidence=[self.evidence.partition("#")[0]]))
        self.actors.append(identifier)


def _incident(told: _Told, fields: Fields, parties: Parties) -> IncidentRecord:
    maker = fields.take("Orgc.name")
    for name in ("id", "uuid", "local"):
        fields.take(f"Orgc.{name}")
    speaker = (
        parties.named(str(maker), evidence=told.evidence, row=f"{told.uuid}.maker") if maker and placeholder(str(maker)) is None else None
    )
    evidence = [told.evidence, *sorted(set(told.sources))]
    said: dict[str, Any] = {"status": told.status, "by": speaker, "evidence": evidence}
    title = refuse_personal_identifier(_short(str(fields.take("info"))))
    day = _day(fields)
    victims = [*dict.fromkeys(told.victims)]
    if not victims:
        words = Bilingual.of(messages("party.victim", stem=told.uuid))
        victims = [parties.unnamed(f"unnamed-victim.{told.uuid}", words, evidence=told.evidence)]
    return IncidentRecord(
        id=f"misp/{told.uuid}",
        title=Bilingual(fr=title, en=title),
        effects=[],
        dates=Dates(occurred=[DateStatement(on=f"../{day}", **said)] if day else []),
        affected=[Affected(party=victim, outcome=told.outcome, **said) for victim in victims],
        attributed_to=[Attribution(actor=actor, **said) for actor in dict.fromkeys(told.actors)],
        evidence=evidence,
    )


def _short(text: str) -> str:
    """A text that is kept.

    Raises:
        RefusedError: it is far too long for one.
    """
    if len(text) > MAX_CELL:
        raise RefusedError(messages("cell.long", found=len(text), most=MAX_CELL))
    return text


def _day(fields: Fields) -> str | None:
    """The day of the event, by which it had begun; where it gives none, that of its last change."""
    day, changed = str(fields.take("date") or ""), str(fields.take("timestamp") or "")
    if day and day != _NO_DAY:
        return parse_date(day).text
    if changed.isdigit() and 0 < int(changed) < 1 << 34:
        return dt.datetime.fromtimestamp(int(changed), dt.UTC).date().isoformat()
    return None
