"""The graph model, declared once.

Everything that must agree on labels, arrows, keys and properties reads this module: the constraints and
the Cypher of the store, the projection, the checks on queries, `maillon schema` and the page `docs/model.md`.

An arrow is a sentence: it points from the one who trusts to the one who is trusted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, TypeAlias

from maillon.graph.messages import messages
from maillon.wording import RefusedError

PropertyType: TypeAlias = Literal["string", "integer", "float", "boolean", "date", "string list", "integer list"]


class Family(StrEnum):
    """What an arrow is about, which decides who follows it."""

    TRUST = "trust"
    GOVERNANCE = "governance"
    INCIDENT = "incident"
    INCLUSION = "inclusion"
    EVIDENCE = "evidence"


class Status(StrEnum):
    """How firmly a statement is made, strongest first. `retracted` arrows are kept and never followed."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"
    CLAIMED = "claimed"
    CONTESTED = "contested"
    RETRACTED = "retracted"


class SourceRank(StrEnum):
    """What kind of document a statement was read in, the nearest to the event first; nobody answers for the last two."""

    OWN_NOTICE = "own_notice"
    AUTHORITY = "authority"
    COURT = "court"
    PRESS = "press"
    TRADE_PRESS = "trade_press"
    AGGREGATOR = "aggregator"
    UNKNOWN = "unknown"


WEAK_SOURCES: frozenset[str] = frozenset({SourceRank.AGGREGATOR, SourceRank.UNKNOWN})
"""Ranks on which alone no statement should rest."""


class Effect(StrEnum):
    """The three things that a breach takes away (ISO/IEC 27000; VERIS `attribute`)."""

    CONFIDENTIALITY = "confidentiality"
    INTEGRITY = "integrity"
    AVAILABILITY = "availability"


class Deployment(StrEnum):
    """Where a product runs for its user: one cloud for all, one of its own, or at the user's."""

    SHARED = "shared"
    DEDICATED = "dedicated"
    ON_PREMISES = "on_premises"


class DataAfterEnd(StrEnum):
    """What became of the data when a service ended (GDPR art. 28(3)(g))."""

    KEPT = "kept"
    RETURNED = "returned"
    ERASED = "erased"


class GdprRole(StrEnum):
    """What the trusted party is to the one who trusts (GDPR art. 4(7), 4(8), 26 and 28(4))."""

    PROCESSOR = "processor"
    SUB_PROCESSOR = "sub_processor"
    CONTROLLER = "controller"
    JOINT_CONTROLLER = "joint_controller"


@dataclass(frozen=True, slots=True)
class Property:
    """One property: its type as stored and what it says. Dates are Cypher dates, never datetimes."""

    name: str
    type: PropertyType
    meaning: str


@dataclass(frozen=True, slots=True)
class NodeKind:
    """A primary label: the one label that carries the unique `id`, with the prefix of its ids.

    `roles` are further labels that a node of this kind may carry beside it. `called` is false where its name is made of what it
    says, so that nobody looks it up by that.
    """

    label: str
    prefix: str
    meaning: str
    properties: tuple[Property, ...] = ()
    roles: tuple[str, ...] = ()
    called: bool = True


@dataclass(frozen=True, slots=True)
class ArrowKind:
    """An arrow type with its legal ends (primary labels), read aloud as `sentence`.

    `key` names the properties that, with the type and both ends, make two statements speak of one arrow;
    a missing part of the key is stored as `''` because a null cannot be part of a key.
    `verb` is the word of the record format (`None`: the arrow has no line of its own under `relations`).
    """

    type: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    sentence: str
    family: Family
    key: tuple[str, ...] = ()
    properties: tuple[Property, ...] = ()
    verb: str | None = None
    alike: bool = False
    """Whether both ends are of one primary label."""

    @property
    def evidenced(self) -> bool:
        """True when it carries what every statement of a source does (`EVIDENCED`); the others carry only their own."""
        return self.family not in (Family.INCLUSION, Family.EVIDENCE)

    @property
    def traversable(self) -> bool:
        """True when data or dependence flows along it: chains and blast radius follow it."""
        return self.family is Family.TRUST


def _p(name: str, type_: PropertyType, meaning: str) -> Property:
    return Property(name, type_, meaning)


COMMON_NODE: tuple[Property, ...] = (
    _p("id", "string", "readable, stable, typed by its prefix"),
    _p("name", "string", "the name shown; where sources differ, that of the best-ranked source, then the smallest"),
    _p("name_fr", "string", "French name, where it differs"),
    _p("name_en", "string", "English name, where it differs"),
    _p("aliases", "string list", "every other name that a source gives"),
    _p("note_fr", "string", "what a reader must know of it, in French"),
    _p("note_en", "string", "the same in English"),
    _p("evidence", "string list", "`source-id` or `source-id#locator` of what is said of the node itself"),
    _p("roles", "string list", "the role labels, as a property"),
    _p("search", "string", "every name and identifier, folded for search, one a line"),
    _p("merged", "string list", "other ids of the same thing, which a decision made one with it"),
    _p("former_ids", "string list", "ids that it had by older rules, or before its list gave more to tell it by"),
    _p("unstated", "boolean", "true while only arrows speak of the node: no record describes it yet"),
    _p("said", "string list", "the distinct assertions behind the node, as canonical JSON (kept by the store)"),
    _p("said_n", "integer list", "how many records make each assertion, where not one (kept by the store)"),
)

ORGANISATION_ROLES: tuple[str, ...] = (
    "Insurer",
    "ThirdPartyPayer",
    "TelehealthPlatform",
    "SoftwareVendor",
    "HostingProvider",
    "CareProvider",
    "Clinic",
    "Hospital",
    "Laboratory",
    "Practice",
    "ServiceProvider",
    "Employer",
    "Regulator",
)

ROLE_MEANINGS: dict[str, str] = {
    "Insurer": "mutuelle, health insurer, public scheme",
    "ThirdPartyPayer": "tiers payant, clearing house, delegated manager",
    "TelehealthPlatform": "teleconsultation, tele-expertise, booking",
    "SoftwareVendor": "publishes software",
    "HostingProvider": "hosts data or runs servers for others",
    "CareProvider": "gives care",
    "Clinic": "a clinic (also a CareProvider)",
    "Hospital": "a hospital (also a CareProvider)",
    "Laboratory": "a medical laboratory (also a CareProvider)",
    "Practice": "a practice or health centre (also a CareProvider)",
    "ServiceProvider": "any other processor: collector, transcription, call centre, network",
    "Employer": "an employer that covers or employs the people concerned",
    "Regulator": "an authority that supervises, judges or is notified",
}

IMPLIED_ROLES: dict[str, str] = dict.fromkeys(("Clinic", "Hospital", "Laboratory", "Practice"), "CareProvider")
"""Roles that bring another with them."""

NODES: tuple[NodeKind, ...] = (
    NodeKind(
        "Organisation",
        "org",
        "any legal body, or a named group of them",
        (
            _p("identifiers", "string list", "`siren:…`, `siret:…`, `finess:…`, `lei:…`, `euid:…`, `vat:…`, `crn:…`, `nhs-ods:…`"),
            _p("country", "string", "ISO 3166-1 alpha-2"),
            _p("region", "string", "ISO 3166-2, where a list tells places apart: US-OH"),
            _p("town", "string", "its town, as the list writes it"),
            _p("postcode", "string", "its postcode"),
            _p("place_of", "string", "head_office where a list says that its places are those of head offices, and not of sites"),
            _p("named", "boolean", "false when it stands for parties that no source names"),
            _p("count_low", "integer", "at least so many organisations, when it stands for a group"),
            _p("count_high", "integer", "at most so many; null = unknown"),
            _p("count_as_of", "date", "first day of the period for which the count was given"),
            _p("count_by", "string", "id of the one who gave the count"),
            _p("count_approximate", "boolean", "true where the one who gave the count rounds"),
            _p("count_readings", "string list", "where sources give several counts, each as canonical JSON, the one shown first"),
            _p("count_least", "integer", "the lowest that any of several counts allows; null = open"),
            _p("count_most", "integer", "the highest that any of several counts allows; null = open"),
            _p("within", "string", "id of the group that it is a member of and counted in"),
            _p("within_readings", "string list", "where sources give several, each, the one shown first"),
        ),
        ORGANISATION_ROLES,
    ),
    NodeKind("Product", "product", "a software or service that one can use"),
    NodeKind(
        "Population",
        "population",
        "a cohort of people, never a person",
        (
            _p("people", "string", "what they are: insured, patients, users, professionals, employees, residents, …"),
            _p("people_readings", "string list", "where sources give several, each, the one shown first"),
            _p("size_low", "integer", "at least so many persons; null = unknown"),
            _p("size_high", "integer", "at most so many persons; null = unknown"),
            _p("size_as_of", "date", "first day of the period for which the size was given"),
            _p("size_by", "string", "id of the one who gave the size"),
            _p("size_approximate", "boolean", "true where the one who gave the size rounds"),
            _p("size_readings", "string list", "where sources give several sizes, each as canonical JSON, the one shown first"),
            _p("size_least", "integer", "the lowest that any of several sizes allows; null = open"),
            _p("size_most", "integer", "the highest that any of several sizes allows; null = open"),
            _p("within", "string", "id of the population that contains this one"),
            _p("within_readings", "string list", "where sources give several, each, the one shown first"),
            _p("partition", "string", "way of counting in which a person is in at most one cohort"),
            _p("partition_readings", "string list", "where sources give several, each, the one shown first"),
            _p("as_of", "date", "first day of the period that the cohort is about"),
        ),
    ),
    NodeKind(
        "Incident",
        "incident",
        "one event",
        (
            _p("title_fr", "string", "title in French"),
            _p("title_en", "string", "title in English"),
            _p("effects", "string list", "confidentiality, integrity, availability"),
            _p("actions", "string list", "VERIS actions, `category.variety`"),
            _p("occurred_from", "date", "first day it may have begun, over all speakers; null = open or not known"),
            _p("occurred_to", "date", "last day of the widest reading; null = open or not known"),
            _p("detected_on", "date", "first day it may have been detected"),
            _p("contained_on", "date", "first day it may have been contained"),
            _p("disclosed_on", "date", "first day it may have become public"),
            _p("restored_on", "date", "last day of the widest reading of restored service"),
            _p(
                "known_by",
                "date",
                "where nobody says when it occurred: last day it may have been detected, contained or disclosed; null = open",
            ),
            _p("looked_on", "date", "the day on which news of it were last looked for, found or not"),
            _p("dates_open", "string list", "which of occurred_from, occurred_to and known_by a source speaks of and leaves open"),
            _p("open_fr", "string list", "what stays open, in French, in the order of `open_en`"),
            _p("open_en", "string list", "what stays open, in English; '' where it is put in one language only"),
        ),
    ),
    NodeKind(
        "Claim",
        "claim",
        "one statement of one party about one field of one incident",
        (
            _p("incident", "string", "id of the incident"),
            _p("field", "string", "what it is about: persons-concerned, occurred, regulator-notified, …"),
            _p("low", "integer", "at least"),
            _p("high", "integer", "at most; null = open"),
            _p("approximate", "boolean", "true where the speaker rounds"),
            _p("unit", "string", "persons, clients, accounts, files, lines, … : never compared across units"),
            _p("answer", "string", "yes or no, for questions of that kind"),
            _p("text_fr", "string", "the statement in our own words, in French"),
            _p("text_en", "string", "the statement in our own words, in English"),
            _p("on_edtf", "string", "for a date: the day or period stated, as EDTF"),
            _p("on_from", "date", "first day of it"),
            _p("on_to", "date", "last day of it"),
            _p("scope", "string list", "ids of the parties whose figure it is"),
            _p("population", "string", "id of the cohort counted"),
            _p("status", "string", "confirmed, reported, claimed, contested, retracted"),
            _p("by", "string", "id of the speaker; null = the source itself, without a named origin"),
            _p("made_on", "date", "first day the statement may have been made"),
            _p("made_on_edtf", "string", "the same as EDTF"),
            _p("supersedes", "string list", "ids of the earlier claims of the same speaker that it replaces"),
            _p("replies_to", "string list", "ids of the claims of others that its speaker answers with it"),
            _p("series", "string", "a register's running entry: of one speaker's claims in it the latest replaces the rest"),
            _p("readings", "string list", "where records of one id differ, each as canonical JSON, the one shown first"),
            _p("cited", "string list", "where they differ, what all of them rest on"),
        ),
        called=False,
    ),
    NodeKind(
        "Source",
        "source",
        "a document",
        (
            _p("publisher", "string", "who published it"),
            _p("source_rank", "string", "own_notice, authority, court, press, trade_press, aggregator, unknown; null = not ranked"),
            _p("title", "string", "its title"),
            _p("url", "string", "its address"),
            _p("published_on", "date", "first day it may have been published"),
            _p("published_edtf", "string", "the same as EDTF"),
            _p("undated", "boolean", "true: the document bears no day of publication, or none was noted"),
            _p("accessed_on", "date", "the day it was read"),
            _p("licence", "string", "its licence, where one is stated"),
            _p("language", "string", "ISO 639-1"),
        ),
    ),
    NodeKind(
        "DataCategory",
        "data",
        "a kind of personal data",
        (
            _p("dpv", "string", "term of the W3C Data Privacy Vocabulary (DPV-PD)"),
            _p("special", "boolean", "special category under GDPR art. 9"),
        ),
    ),
    NodeKind("ThreatActor", "actor", "who claims an incident or is said to have caused it"),
    NodeKind(
        "Decision",
        "decision",
        "somebody's judgement that ids name one thing or several, or that an organisation uses a product",
        (
            _p("verdict", "string", "same, not_same, unsure, uses, not_uses"),
            _p("subjects", "string list", "the ids that it is about"),
            _p("keep", "string", "the id that stays, where the decision says so"),
            _p("decided_by", "string", "who decided, as a group or role"),
            _p("decided_on", "date", "first day it may have been decided"),
            _p("why", "string", "what it rests on"),
            _p("about", "string list", "what each id stands for, as canonical JSON"),
        ),
        called=False,
    ),
)

EVIDENCED: tuple[Property, ...] = (
    _p("status", "string", "confirmed, reported, claimed, contested, retracted"),
    _p("since", "date", "first day it may have begun; null = not known"),
    _p("since_edtf", "string", "the same as the source gives it"),
    _p("until", "date", "last day it may have ended; null = not known"),
    _p("until_edtf", "string", "the same as the source gives it"),
    _p("planned_until", "date", "last day of an end that was said before it came: a plan"),
    _p("planned_until_edtf", "string", "the same as the source gives it"),
    _p("seen_on", "date", "last day a source saw it in force"),
    _p("seen_edtf", "string", "the same as the source gives it"),
    _p("evidence", "string list", "at least one `source-id` or `source-id#locator`"),
    _p("by", "string list", "ids of those who say so, where named"),
    _p("made_on_edtf", "string", "when it was said, as EDTF; each reading keeps its own"),
    _p("own_word", "boolean", "true where the speaker is a party of the incident: it broke there, it was hit, or it is behind one"),
    _p("conflict", "boolean", "true where standing readings give different values, or one contests what another says"),
    _p("readings", "string list", "where sources differ, each reading as canonical JSON, the one shown first"),
    _p("cited", "string list", "where sources differ, what all readings rest on"),
    _p("each_status", "string list", "where sources differ, the status of each reading, in the order of `readings`"),
    _p("each_by", "string list", "who says each of them, ids apart by a space; '' = the source itself"),
    _p("each_made_on", "string list", "when each was said, as EDTF; '' = not known"),
    _p("each_evidence", "string list", "what each rests on, apart by a space"),
    _p("each_outcome", "string list", "the outcome that each gives, of a notice told or not_told; '' = none"),
    _p("each_since", "string list", "since when by each, as EDTF; '' = it does not say"),
    _p("each_until", "string list", "until when by each, as EDTF; '' = it does not say"),
    _p("each_on", "string list", "of a notice: when by each, as EDTF; '' = it does not say"),
    _p("note_fr", "string", "what a reader must know of it, in French"),
    _p("note_en", "string", "the same in English"),
    _p("said", "string list", "each source's own reading, as canonical JSON (kept by the store)"),
    _p("said_n", "integer list", "how many records make each reading, where not one (kept by the store)"),
)
"""What every trust, governance and incident arrow carries."""

_FLOW: tuple[Property, ...] = (
    _p("service", "string", "what is entrusted; '' = not stated"),
    _p("contract", "string", "the contract inside which the link holds; '' = not stated"),
    _p("period", "string", "set only where one relation existed twice; '' otherwise"),
    _p("data", "string list", "categories that flow; null = unknown"),
    _p("scope", "string", "insurance, care, employment, …; null = unknown"),
    _p("data_after_end", "string", "kept, returned, erased; null = unknown"),
)
_FLOW_KEY = ("service", "contract", "period")

_GRAVEST: tuple[Property, ...] = (
    _p("gravest", "string", "the gravest outcome of any standing reading, where the one shown is not it"),
    _p("gravest_status", "string", "the status of that reading"),
    _p("gravest_by", "string list", "ids of those who say so, where named"),
)

ARROWS: tuple[ArrowKind, ...] = (
    ArrowKind(
        "INSURED_BY", ("Population",), ("Organisation",), "these people are insured by X", Family.TRUST, _FLOW_KEY, _FLOW, "insured_by"
    ),
    ArrowKind(
        "PATIENT_OF", ("Population",), ("Organisation",), "these people are treated by X", Family.TRUST, _FLOW_KEY, _FLOW, "patient_of"
    ),
    ArrowKind(
        "USER_OF",
        ("Population",),
        ("Organisation", "Product"),
        "these people have an account with X",
        Family.TRUST,
        _FLOW_KEY,
        _FLOW,
        "user_of",
    ),
    ArrowKind(
        "DELEGATES_TO",
        ("Organisation",),
        ("Organisation",),
        "X entrusts a service, and the data it needs, to Y",
        Family.TRUST,
        _FLOW_KEY,
        (
            *_FLOW,
            _p("gdpr_role", "string", "what Y is to X: processor, sub_processor, controller, joint_controller"),
            _p("data_at_provider", "boolean", "true where Y stores data of X; null = unknown"),
            _p("data_at_rest", "string list", "countries in which Y stores it, ISO 3166-1; null = unknown"),
            _p("data_processed", "string list", "countries in which Y processes it, ISO 3166-1; null = unknown"),
            _p("sensitiveness", "string", "how sensitive the data is by who declares it: low, medium, high; null = unknown"),
            _p("functions", "string list", "functions of X that the service supports, as X calls them"),
            _p("critical", "boolean", "whether X calls one of them critical or important (DORA art. 3(22)); null = not known"),
            _p("rank", "integer", "rank of Y in the chain of the contract, as the source numbers it; 1 = direct provider"),
        ),
        "delegates_to",
    ),
    ArrowKind(
        "USES",
        ("Organisation",),
        ("Product",),
        "X works with the product",
        Family.TRUST,
        _FLOW_KEY,
        (
            *_FLOW,
            _p("gdpr_role", "string", "what the provider of the product is to X: processor, controller, …"),
            _p("deployment", "string", "shared, dedicated, on_premises; null = unknown"),
            _p("data_at_provider", "boolean", "whether the user's data was at the provider; null = unknown"),
        ),
        "uses",
    ),
    ArrowKind(
        "PROVIDED_BY",
        ("Product", "Organisation"),
        ("Organisation",),
        "Y publishes or operates it",
        Family.TRUST,
        _FLOW_KEY,
        _FLOW,
        "provided_by",
    ),
    ArrowKind(
        "HOSTED_BY",
        ("Product", "Organisation"),
        ("Organisation",),
        "it runs at Z",
        Family.TRUST,
        _FLOW_KEY,
        _FLOW,
        "hosted_by",
    ),
    ArrowKind(
        "SUBSIDIARY_OF",
        ("Organisation",),
        ("Organisation",),
        "X is owned by Y, wholly or in part",
        Family.GOVERNANCE,
        ("period",),
        (
            _p("period", "string", "set only where one relation existed twice"),
            _p("share", "float", "part of the capital, 0 to 1"),
            _p("parent", "string list", "what Y is to X: direct, ultimate parent; null = not known, and there may be others between"),
        ),
        "subsidiary_of",
    ),
    ArrowKind(
        "MEMBER_OF",
        ("Organisation",),
        ("Organisation",),
        "X is a member of the group or network Y",
        Family.GOVERNANCE,
        ("period",),
        (_p("period", "string", "set only where one relation existed twice"),),
        "member_of",
    ),
    ArrowKind(
        "SITE_OF",
        ("Organisation",),
        ("Organisation",),
        "X is an establishment of the legal body Y",
        Family.GOVERNANCE,
        ("period",),
        (_p("period", "string", "set only where one relation existed twice"),),
        "site_of",
    ),
    ArrowKind(
        "LINKED_WITH",
        ("Organisation",),
        ("Organisation", "Product"),
        "a source links X with Y without saying who trusts whom",
        Family.GOVERNANCE,
        ("service",),
        (_p("service", "string", "what the source says the link is; '' = not stated"),),
        "linked_with",
    ),
    ArrowKind(
        "COMPROMISED",
        ("Incident",),
        ("Organisation", "Product"),
        "it broke at X",
        Family.INCIDENT,
    ),
    ArrowKind(
        "ENTERED_THROUGH",
        ("Incident",),
        ("Organisation", "Product", "Population"),
        "X was the door",
        Family.INCIDENT,
        ("vector",),
        (
            _p("vector", "string", "account, phishing, vulnerability, configuration, malware, supplier, unknown, …"),
            _p("account_fr", "string", "whose account, as a role and never a person, in French"),
            _p("account_en", "string", "the same in English"),
        ),
    ),
    ArrowKind(
        "AFFECTED",
        ("Incident",),
        ("Organisation", "Population", "Product"),
        "what was in fact observed at X",
        Family.INCIDENT,
        ("effect",),
        (
            _p("effect", "string", "confidentiality, integrity, availability; '' = not stated"),
            _p("outcome", "string", "observed, possible, not_affected"),
            *_GRAVEST,
            _p("low", "integer", "at least so many"),
            _p("high", "integer", "at most so many; null = open or unknown"),
            _p("approximate", "boolean", "true where the speaker rounds"),
            _p("unit", "string", "persons, clients, …"),
            _p("data", "string list", "categories concerned there; null = unknown"),
        ),
    ),
    ArrowKind(
        "EXPOSED",
        ("Incident",),
        ("DataCategory",),
        "this kind of data was exposed, may have been, or was not",
        Family.INCIDENT,
        ("of", "at"),
        (
            _p("of", "string", "whose data: patients, insured, professionals, users, employees; '' = not stated"),
            _p("at", "string", "id of the party whose people these are, which need not be where it broke; '' = all"),
            _p("outcome", "string", "exposed, possible, not_exposed"),
            *_GRAVEST,
        ),
    ),
    ArrowKind(
        "ATTRIBUTED_TO",
        ("Incident",),
        ("ThreatActor",),
        "X claims it or is said to have done it",
        Family.INCIDENT,
    ),
    ArrowKind(
        "NOTIFIED",
        ("Organisation",),
        ("Organisation", "Population"),
        "X told Y of the incident",
        Family.INCIDENT,
        ("incident", "duty"),
        (
            _p("incident", "string", "id of the incident"),
            _p("duty", "string", "gdpr_33_1, gdpr_33_2, gdpr_34, hipaa, complaint, …; '' = not stated"),
            _p("happened", "boolean", "false: the speaker says that it had not happened"),
            _p("on", "date", "first day it may have happened"),
            _p("on_to", "date", "last day it may have happened"),
            _p("on_edtf", "string", "the same as the source gives it"),
        ),
    ),
    ArrowKind(
        "WITHIN",
        ("Population", "Organisation"),
        ("Population", "Organisation"),
        "these people are among those, or X is counted in the group Y",
        Family.INCLUSION,
        properties=(_p("evidence", "string list", "what the thing that says so rests on"),),
        alike=True,
    ),
    ArrowKind("ABOUT", ("Claim",), ("Incident",), "the claim is about the incident", Family.EVIDENCE),
    ArrowKind("STATED_BY", ("Claim",), ("Organisation", "ThreatActor"), "X says so", Family.EVIDENCE),
    ArrowKind(
        "REPORTS",
        ("Source",),
        ("Claim",),
        "the document reports the claim",
        Family.EVIDENCE,
        ("locator",),
        (_p("locator", "string", "paragraph, page, row or timestamp in the document; '' = not given"),),
    ),
)

NODE_BY_LABEL: dict[str, NodeKind] = {kind.label: kind for kind in NODES}
NODE_BY_PREFIX: dict[str, NodeKind] = {kind.prefix: kind for kind in NODES}
ARROW_BY_TYPE: dict[str, ArrowKind] = {kind.type: kind for kind in ARROWS}
ARROW_BY_VERB: dict[str, ArrowKind] = {kind.verb: kind for kind in ARROWS if kind.verb}
LABELS: frozenset[str] = frozenset(NODE_BY_LABEL) | frozenset(ORGANISATION_ROLES)
TRUST_TYPES: tuple[str, ...] = tuple(kind.type for kind in ARROWS if kind.family is Family.TRUST)
GOVERNANCE_TYPES: tuple[str, ...] = tuple(kind.type for kind in ARROWS if kind.family is Family.GOVERNANCE)
INCIDENT_DATES = ("occurred", "detected", "contained", "disclosed", "restored")
"""Fields of an incident's dates; each reading is also a claim of that field."""


def label_of(node_id: str) -> str:
    """The primary label of a node id such as `org:weda`.

    Raises:
        RefusedError: the id has no known prefix.
    """
    prefix, found, rest = node_id.partition(":")
    kind = NODE_BY_PREFIX.get(prefix)
    if kind is None or not found or not rest:
        raise RefusedError(messages("id.prefix", id=node_id, allowed=[f"{k.prefix}:" for k in NODES]))
    return kind.label


def arrow_properties(kind: ArrowKind) -> tuple[Property, ...]:
    """All properties of an arrow type, its own first."""
    return (*kind.properties, *EVIDENCED) if kind.evidenced else kind.properties


def _bilingual() -> dict[str, PropertyType]:
    every = [p for kind in NODES for p in (*COMMON_NODE, *kind.properties)] + [p for kind in ARROWS for p in arrow_properties(kind)]
    types = {p.name: p.type for p in every}
    stems = [name.removesuffix("_fr") for name in types if name.endswith("_fr")]
    return {stem: types[f"{stem}_fr"] for stem in stems if types.get(f"{stem}_en") == types[f"{stem}_fr"]}


BILINGUAL: dict[str, PropertyType] = _bilingual()
"""Stem → type of the properties said twice, `stem_fr` and `stem_en`: one is the translation of the other, item by item in lists."""


def constraints() -> Iterator[str]:
    """Cypher that declares one unique `id` per primary label; the same text on every engine."""
    for kind in NODES:
        yield (f"CREATE CONSTRAINT {kind.label.lower()}_id IF NOT EXISTS FOR (n:{kind.label}) REQUIRE n.id IS UNIQUE")


def name_indexes() -> Iterator[str]:
    """Cypher that declares an index on the names of what people look up by name; the same text on every engine."""
    for kind in NODES:
        if kind.called:
            yield f"CREATE INDEX {kind.label.lower()}_name IF NOT EXISTS FOR (n:{kind.label}) ON (n.name)"


def patterns(kind: ArrowKind) -> Iterator[str]:
    """The legal patterns of an arrow, as Cypher reads them."""
    for start in kind.starts:
        for end in (start,) if kind.alike else kind.ends:
            yield f"(:{start})-[:{kind.type}]->(:{end})"
