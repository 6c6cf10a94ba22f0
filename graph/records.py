"""The record format: what an author (or a loader) writes, one document per incident.

Every fact names where it was read. Nothing needs a made-up value: what is not known is left out, and what a
source says is unknown is written `unknown`. Unknown fields are refused (`extra="forbid"`).

The models validate one document on its own; references between documents are checked by `loaders.records`.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Annotated, Any, Generic, Literal, TypeAlias, TypeVar, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, HttpUrl, TypeAdapter, WithJsonSchema, model_validator

from maillon.graph.characters import refuse_strange_character
from maillon.graph.dates import FIRST_YEAR, LAST_YEAR, parse_date
from maillon.graph.decisions import DECIDED_PREFIXES
from maillon.graph.messages import messages
from maillon.graph.model import (
    ARROW_BY_VERB,
    NODE_BY_PREFIX,
    ORGANISATION_ROLES,
    DataAfterEnd,
    Deployment,
    Effect,
    GdprRole,
    SourceRank,
    Status,
)
from maillon.graph.privacy import refuse_personal_identifier
from maillon.graph.vocabulary import CLAIM_FIELDS, closest_fields
from maillon.wording import Message, RefusedError

UNKNOWN = "unknown"
"""Written where a source leaves a party unnamed, or a size or count unstated; it stays visible as a gap."""

MAX_COUNT = 10_000_000_000
"""No count of people or things exceeds this: more than the population of the Earth is a typing error."""

SLUG = r"[a-z0-9]+(?:[-./][a-z0-9]+)*"
SET_SLUG = r"[a-z0-9]+(?:[-.][a-z0-9]+)*"
Slug = Annotated[str, Field(pattern=f"^{SLUG}$", max_length=120, description="lower case, digits, hyphens")]
IDENTIFIER = r"^(?:siren|siret|finess|finess-ej|lei|euid|vat|crn|isin|naics|veris|us-ccn|us-npi|nhs-ods):[A-Za-z0-9._-]+$"
PartyId = Annotated[
    str, Field(pattern=f"^(?:org|product|population):{SLUG}$", max_length=140, description="org:…, product:… or population:…")
]
OrganisationId = Annotated[str, Field(pattern=f"^org:{SLUG}$", max_length=140, description="org:…")]
PopulationId = Annotated[str, Field(pattern=f"^population:{SLUG}$", max_length=140, description="population:…")]
ProductId = Annotated[str, Field(pattern=f"^product:{SLUG}$", max_length=140, description="product:…")]
ActorId = Annotated[str, Field(pattern=f"^actor:{SLUG}$", max_length=140, description="actor:…")]
SpeakerId = Annotated[str, Field(pattern=f"^(?:org|actor):{SLUG}$", max_length=140, description="org:… or actor:…")]


@lru_cache(maxsize=4096)
def _harmless(text: str) -> str:
    """A text that shows all it holds, and no person: remembered, because the rows of a list cite one document again and again."""
    return refuse_personal_identifier(refuse_strange_character(text))


Citation = Annotated[str, Field(pattern=f"^{SLUG}(?:#.+)?$", max_length=300), AfterValidator(_harmless)]
Evidence = Annotated[
    list[Citation],
    Field(min_length=1, description="at least one `source-id` or `source-id#locator` (page, paragraph, row, timestamp)"),
]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="ISO 3166-1 alpha-2")]
MAX_TEXT = 2000
"""Characters of the longest text of a record."""
Text = Annotated[
    str,
    Field(min_length=1, max_length=MAX_TEXT),  # first: what follows looks at every character
    AfterValidator(_harmless),
]
Count = Annotated[int, Field(ge=0, le=MAX_COUNT, strict=True)]
Amount = Annotated[int, Field(ge=0, le=10**18, strict=True, description="bytes may exceed any count of people")]


@lru_cache(maxsize=8192)
def _edtf(value: str) -> str:
    parse_date(value)
    return value.strip()


def _year(value: object) -> object:
    """A bare year is a number to YAML: it is read as the year that the author meant."""
    return f"{value:04d}" if type(value) is int else value


Edtf = Annotated[
    str,
    BeforeValidator(_year),
    AfterValidator(_edtf),
    WithJsonSchema(
        {
            "anyOf": [{"type": "string"}, {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}],
            "description": "EDTF (ISO 8601-2): 2025, 2025-11, 2025-11-28, 2017~, ../2023-12-31, 2024-01-22/2024-02-01",
        }
    ),
]


def _claim_field(value: str) -> str:
    if value not in CLAIM_FIELDS:
        close = closest_fields(value)
        raise RefusedError(messages("claim.field_close" if close else "claim.field", field=value, close=close))
    return value


ClaimField = Annotated[
    str, Field(max_length=120), AfterValidator(_claim_field), WithJsonSchema({"type": "string", "enum": list(CLAIM_FIELDS)})
]


class RecordModel(BaseModel):
    """Base of every model of the format: unknown fields are errors, values are not coerced across kinds."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_enum_values=True)
    # its lists are made by `default_factory`: pydantic would copy a default each time, which takes longer than to check all the rest


class Bilingual(RecordModel):
    """A text in our own words (never a sentence of a source), in French, in English or in both. Where one is missing the other is shown."""

    fr: Text | None = None
    en: Text | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Bilingual:
        if self.fr is None and self.en is None:
            raise RefusedError(messages("text.none"))
        return self

    @property
    def any(self) -> str:
        """The text in English, or in French where it has no English."""
        return self.en or self.fr or ""

    @classmethod
    def of(cls, message: Message) -> Bilingual:
        """A message of ours as a text of a record.

        Raises:
            ValidationError: what stands in its gaps identifies a person, or is too long.
        """
        return cls(fr=message.say("fr"), en=message.say("en"))


class Quantity(RecordModel):
    """A bounded number with its evidence: a size of a cohort or a count of a group."""

    low: Count | None = Field(None, description="at least")
    high: Count | None = Field(None, description="at most; leave out if open")
    as_of: Edtf | None = Field(None, description="when the number was true")
    by: SpeakerId | None = Field(None, description="who gives it; leave out when the source has no named origin")
    approximate: bool = False
    evidence: Evidence

    @model_validator(mode="after")
    def _ordered(self) -> Quantity:
        _check_range(self.low, self.high)
        if self.low is None and self.high is None:
            raise RefusedError(messages("figure.none"))
        return self


def _check_range(low: int | None, high: int | None) -> None:
    if low is not None and high is not None and low > high:
        raise RefusedError(messages("figure.reversed", low=low, high=high))


def _check_rounded(approximate: bool, figure: bool) -> None:
    if approximate and not figure:
        raise RefusedError(messages("figure.rounded"))


class Stated(RecordModel):
    """What every statement carries: who says it, how firmly, when, and where it was read."""

    status: Status = Field(Status.REPORTED, description="confirmed, reported, claimed, contested, retracted")
    by: SpeakerId | None = Field(None, description="who says so; leave out when the source has no named origin")
    made_on: Edtf | None = Field(None, description="when it was said")
    evidence: Evidence
    note: Bilingual | None = None


class DateStatement(Stated):
    """One reading of one date of the incident. Several readings are kept, each with its speaker."""

    on: Edtf
    of: Bilingual | None = Field(None, description="the part meant, if not the whole (a portal, one operator)")
    at: PartyId | None = Field(None, description="the party where it happened, if it differs between parties")


class Dates(RecordModel):
    """When it happened, was seen, stopped, became public, and when service returned."""

    occurred: list[DateStatement] = Field(default_factory=list)
    detected: list[DateStatement] = Field(default_factory=list)
    contained: list[DateStatement] = Field(default_factory=list)
    disclosed: list[DateStatement] = Field(default_factory=list)
    restored: list[DateStatement] = Field(default_factory=list)


class Action(Stated):
    """How it was done, as a VERIS action `category.variety` (https://verisframework.org/actions.html)."""

    veris: Annotated[
        str,
        Field(
            pattern=r"^(?:malware|hacking|social|misuse|physical|error|environmental|unknown)(?:\.[a-z0-9][a-z0-9 _-]*)?$",
            max_length=120,
            description="VERIS action category, with its variety after a dot: social.phishing, error.misconfiguration",
        ),
        AfterValidator(refuse_personal_identifier),
    ]


class Compromised(Stated):
    """Where it broke."""

    at: Annotated[str, Field(pattern=f"^(?:org|product):{SLUG}$", description="org:… or product:…")]


class Entry(Stated):
    """The door: `at` is what was entered; `holder` says whose account it was, as a role and never a person."""

    vector: Literal[
        "account", "phishing", "vulnerability", "configuration", "malware", "supplier", "removable-media", "physical", "unknown"
    ]
    at: PartyId
    holder: Bilingual | None = None


Whose = Literal["patients", "insured", "professionals", "users", "employees", "donors", "clients", "students", "residents"]


class DataStatement(Stated):
    """What became of one kind of data. Left out is unknown; it is never read as "not exposed"."""

    category: Slug = Field(description="id of the registry of data categories")
    outcome: Literal["exposed", "possible", "not_exposed"]
    of: Whose | None = Field(None, description="whose data; leave out if the source does not say")
    at: PartyId | None = Field(None, description="the party whose people these are, where it differs between clients")


Unit = Literal[
    "persons",
    "accounts",
    "clients",
    "professionals",
    "organisations",
    "laboratories",
    "files",
    "entries",
    "appointments",
    "notices",
    "bytes",
    "days",
    "euros",
    "dollars",
    "copies",
    "requests",
]


class ClaimStatement(Stated):
    """One statement about one field: a figure (`low`, `high`, `unit`), a yes or no (`answer`), or a text."""

    id: Slug | None = Field(None, description="only needed when another claim supersedes or replies to this one")
    field: ClaimField = Field(description="persons-concerned, persons-informed, persons-on-file, clients, regulator-notified, cause, …")
    low: Amount | None = None
    high: Amount | None = None
    approximate: bool = False
    unit: Unit | None = None
    answer: Literal["yes", "no"] | None = None
    text: Bilingual | None = None
    scope: list[PartyId] = Field(default_factory=list, description="the parties whose figure it is, if not the whole incident")
    population: PopulationId | None = Field(None, description="the cohort counted, where it has an entry of its own")
    supersedes: list[Slug] = Field(
        default_factory=list, description="ids of earlier claims of the same speaker, field and unit that it replaces"
    )
    replies_to: list[Slug] = Field(
        default_factory=list, description="ids of the claims or context, of somebody else, that its speaker answers with it"
    )
    series: Slug | None = Field(
        None,
        description="a register's running entry: of its claims on the incident, by one speaker, the latest `made_on` replaces the rest",
    )

    @model_validator(mode="after")
    def _says_something(self) -> ClaimStatement:
        _check_range(self.low, self.high)
        figure = self.low is not None or self.high is not None
        _check_rounded(self.approximate, figure)
        if not (figure or self.answer or self.text):
            raise RefusedError(messages("claim.empty"))
        if figure and self.unit is None:
            raise RefusedError(messages("figure.unit", allowed=get_args(Unit)))
        if self.unit != "bytes" and max(self.low or 0, self.high or 0) > MAX_COUNT:
            raise RefusedError(messages("figure.impossible", value=max(self.low or 0, self.high or 0), unit=self.unit, most=MAX_COUNT))
        if figure and self.answer:
            raise RefusedError(messages("claim.both"))
        return self


class Affected(Stated):
    """What was in fact observed at one party. `possible`: that party, or somebody for it, says it may have been."""

    party: PartyId
    outcome: Literal["observed", "possible", "not_affected"]
    effect: Effect | None = None
    low: Count | None = None
    high: Count | None = None
    approximate: bool = Field(False, description="true where the speaker rounds the figure")
    unit: Unit | None = None
    data: list[Slug] | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Affected:
        _check_range(self.low, self.high)
        figure = self.low is not None or self.high is not None
        _check_rounded(self.approximate, figure)
        if figure and self.unit is None:
            raise RefusedError(messages("figure.unit", allowed=get_args(Unit)))
        return self


Duty = Literal["gdpr_33_1", "gdpr_33_2", "gdpr_34", "hipaa", "security_agency", "complaint", "public", "other"]


class Notification(Stated):
    """Who told whom, and when. `happened: false`: the speaker says that it had not happened by `made_on`."""

    from_: Annotated[OrganisationId, Field(alias="from")]
    to: Annotated[str, Field(pattern=f"^(?:org|population):{SLUG}$", description="org:… or population:…")]
    on: Edtf | None = None
    duty: Duty | None = Field(
        None,
        description="gdpr_33_1 controller to authority, gdpr_33_2 processor to controller, gdpr_34 to the persons, …",
    )
    happened: bool = True


class Attribution(Stated):
    """Who claims it, or is said to have done it."""

    actor: ActorId


_QUALIFIERS = frozenset(
    (
        "service",
        "contract",
        "period",
        "data",
        "scope",
        "data_after_end",
        "gdpr_role",
        "deployment",
        "data_at_provider",
        "data_at_rest",
        "data_processed",
        "sensitiveness",
        "functions",
        "critical",
        "rank",
        "share",
        "parent",
    )
)
_QUALIFIERS_OF = {verb: frozenset(p.name for p in kind.properties) for verb, kind in ARROW_BY_VERB.items()}


class Relation(Stated):
    """One line that reads as a sentence: `who` + one verb + whom, with its dates as EDTF."""

    who: PartyId
    insured_by: OrganisationId | Literal["unknown"] | None = None
    patient_of: OrganisationId | Literal["unknown"] | None = None
    user_of: PartyId | None = None
    delegates_to: OrganisationId | Literal["unknown"] | None = None
    uses: ProductId | None = None
    provided_by: OrganisationId | Literal["unknown"] | None = None
    hosted_by: OrganisationId | Literal["unknown"] | None = None
    subsidiary_of: OrganisationId | None = None
    member_of: OrganisationId | None = None
    site_of: OrganisationId | None = Field(None, description="the legal body of which `who` is an establishment")
    linked_with: PartyId | None = Field(None, description="a source links the two without saying who trusts whom")
    service: Slug | None = Field(None, description="what is entrusted, as a slug: third-party-payment, teleconsultation, hosting, …")
    contract: Slug | None = None
    period: Slug | None = Field(None, description="only where one relation existed twice")
    since: Edtf | None = None
    until: Edtf | None = None
    seen_on: Edtf | None = Field(None, description="when the source saw it in force")
    data: list[Slug] | None = Field(None, description="data categories that flow; leave out if not stated")
    scope: Literal["insurance", "care", "employment"] | None = None
    data_after_end: DataAfterEnd | None = None
    gdpr_role: GdprRole | None = None
    deployment: Deployment | None = None
    data_at_provider: bool | None = None
    data_at_rest: list[Country] | None = Field(None, description="countries where the data is stored; leave out if not stated")
    data_processed: list[Country] | None = Field(None, description="countries where it is processed; leave out if not stated")
    sensitiveness: Literal["low", "medium", "high"] | None = Field(None, description="of the data, as the one who entrusts it declares")
    functions: list[Text] | None = Field(None, description="functions of `who` that the service supports")
    critical: bool | None = Field(None, description="one of them is critical or important (DORA art. 3(22)); leave out if not stated")
    rank: Annotated[int, Field(ge=1, le=1000)] | None = Field(None, description="in the chain of the contract: 1 is the direct provider")
    share: Annotated[float, Field(ge=0, le=1)] | None = None
    parent: list[Literal["direct", "ultimate"]] | None = Field(None, description="what the owner is; leave out if not stated")

    @property
    def verb(self) -> str:
        """The one verb that is set."""
        said = self.__dict__
        return next(verb for verb in ARROW_BY_VERB if said[verb] is not None)

    @property
    def target(self) -> str:
        """Whom: an id, or `unknown`."""
        return str(getattr(self, self.verb))

    @model_validator(mode="after")
    def _one_sentence(self) -> Relation:
        said, given = self.__dict__, self.model_fields_set
        verbs = [verb for verb in ARROW_BY_VERB if verb in given and said[verb] is not None]
        if len(verbs) != 1:
            raise RefusedError(messages("relation.verbs", found=verbs or messages("none"), allowed=list(ARROW_BY_VERB)))
        verb, target = verbs[0], said[verbs[0]]
        kind = ARROW_BY_VERB[verb]
        start = NODE_BY_PREFIX[self.who.split(":", 1)[0]].label
        end = "Organisation" if target == UNKNOWN else NODE_BY_PREFIX[target.split(":", 1)[0]].label
        if start not in kind.starts or end not in kind.ends:
            allowed_ends = {"starts": "|".join(kind.starts), "ends": "|".join(kind.ends)}
            raise RefusedError(messages("relation.ends", who=self.who, verb=verb, whom=target, start=start, end=end, **allowed_ends))
        if self.who == target:
            raise RefusedError(messages("relation.itself", who=self.who, verb=verb))
        allowed = _QUALIFIERS_OF[verb]
        for name in sorted(_QUALIFIERS.intersection(given) - allowed):
            if said[name] is not None:
                raise RefusedError(messages("relation.qualifier", name=name, verb=verb, allowed=sorted(allowed) or messages("none")))
        if self.since and self.until:
            begins, ends = parse_date(self.since).first, parse_date(self.until).last
            if begins and ends and ends < begins:
                raise RefusedError(messages("relation.reversed", until=self.until, since=self.since))
        return self


class Context(Stated):
    """A dated fact that belongs to the story and has no field of its own (a sanction, a ransom), in our words."""

    id: Slug | None = Field(None, description="only needed when somebody replies to it")
    text: Bilingual
    on: Edtf | None = None
    replies_to: list[Slug] = Field(
        default_factory=list, description="ids of the claims or context, of somebody else, that its speaker answers with it"
    )


class IncidentRecord(RecordModel):
    """One incident, as its author writes it."""

    kind: Literal["incident"] = "incident"
    id: Slug
    title: Bilingual
    aliases: list[Text] = Field(default_factory=list)
    looked_on: Edtf | None = Field(None, description="the day on which news of it were last looked for, found or not")
    effects: list[Effect] = Field(default_factory=list)
    actions: list[Action] = Field(default_factory=list)
    dates: Dates = Field(default_factory=Dates)
    compromised: list[Compromised] = Field(default_factory=list)
    entered_through: list[Entry] = Field(default_factory=list)
    data: list[DataStatement] = Field(default_factory=list)
    claims: list[ClaimStatement] = Field(default_factory=list)
    affected: list[Affected] = Field(default_factory=list)
    notified: list[Notification] = Field(default_factory=list)
    attributed_to: list[Attribution] = Field(default_factory=list)
    relations: list[Relation] = Field(default_factory=list)
    context: list[Context] = Field(default_factory=list)
    open: list[Bilingual] = Field(default_factory=list, description="what stays open, as questions")
    evidence: Evidence = Field(description="the documents that say that the incident took place")

    @model_validator(mode="after")
    def _claims_fit_together(self) -> IncidentRecord:
        check_supersession(self.claims)
        check_replies([*self.claims, *self.context])
        return self


def check_supersession(claims: list[ClaimStatement]) -> None:
    """Refuse a claim that replaces an unknown one, one of another speaker, field or unit, or itself through a loop.

    Raises:
        RefusedError: names the claim and what is allowed.
    """
    by_id: dict[str, ClaimStatement] = {}
    for claim in claims:
        if claim.id is None:
            continue
        if claim.id in by_id:
            raise RefusedError(messages("claim.twice", id=claim.id))
        by_id[claim.id] = claim
    for claim in claims:
        for earlier_id in claim.supersedes:
            earlier = by_id.get(earlier_id)
            if earlier is None:
                raise RefusedError(messages("claim.earlier_unknown", id=earlier_id, allowed=sorted(by_id) or messages("none")))
            for name in ("field", "unit", "by"):
                if getattr(earlier, name) != getattr(claim, name):
                    values = {"earlier": getattr(earlier, name), "later": getattr(claim, name)}
                    raise RefusedError(messages("claim.earlier_differs", id=earlier_id, field=name, **values))
    for start in by_id:
        seen, todo = set[str](), list(by_id[start].supersedes)
        while todo:
            current = todo.pop()
            if current == start:
                raise RefusedError(messages("claim.loop", id=start))
            if current not in seen:
                seen.add(current)
                todo.extend(by_id[current].supersedes)


def check_replies(statements: Sequence[ClaimStatement | Context]) -> None:
    """Refuse a reply to what nobody said, or to the same speaker's own words.

    Raises:
        RefusedError: names the id and what is allowed.
    """
    by_id = {said.id: said for said in statements if said.id is not None}
    if len(by_id) < sum(said.id is not None for said in statements):
        twice = Counter(said.id for said in statements if said.id is not None).most_common(1)[0][0]
        raise RefusedError(messages("claim.twice", id=twice))
    for reply in statements:
        for named in reply.replies_to:
            if named not in by_id:
                raise RefusedError(messages("claim.reply_unknown", id=named, allowed=sorted(by_id) or messages("none")))
            if reply.by is None or by_id[named].by == reply.by:
                raise RefusedError(messages("claim.reply_own", id=named, by=reply.by or messages("none")))


class Organisation(RecordModel):
    """An organisation, or a named group of unnamed ones (`named: false`, with a `count` where a source gives one)."""

    id: OrganisationId
    name: Text
    name_fr: Text | None = Field(None, description="only where the name is a description that is translated")
    roles: list[Literal[ORGANISATION_ROLES]] = Field(default_factory=list)  # type: ignore[valid-type]
    aliases: list[Text] = Field(default_factory=list)
    identifiers: list[Annotated[str, Field(pattern=IDENTIFIER)]] = Field(default_factory=list)
    country: Country | None = None
    region: Annotated[str, Field(pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$", description="ISO 3166-2: US-OH")] | None = None
    town: Text | None = None
    postcode: Annotated[str, Field(pattern=r"^[A-Za-z0-9-]+(?: [A-Za-z0-9-]+)*$", max_length=10)] | None = None
    place_of: Literal["head_office"] | None = Field(None, description="where the place is that of the head office, and not of the site")
    former_ids: list[OrganisationId] = Field(default_factory=list, description="ids that it had before; they go on resolving")
    named: bool = True
    count: Quantity | Literal["unknown"] | None = Field(None, description="how many it stands for, when named is false")
    within: OrganisationId | None = Field(None, description="the group that it is counted in")
    note: Bilingual | None = None
    evidence: Evidence

    @model_validator(mode="after")
    def _counts_groups_only(self) -> Organisation:
        if self.count is not None and self.named:
            raise RefusedError(messages("group.count"))
        return self


class Product(RecordModel):
    """A software or service that one can use."""

    id: ProductId
    name: Text
    name_fr: Text | None = Field(None, description="only where the name is a description that is translated")
    aliases: list[Text] = Field(default_factory=list)
    note: Bilingual | None = None
    evidence: Evidence


class Population(RecordModel):
    """A cohort of people. Who insures, treats or serves it is said by relations."""

    id: PopulationId
    name: Bilingual
    people: Whose
    size: Quantity | Literal["unknown"] = "unknown"
    within: PopulationId | None = None
    partition: Slug | None = Field(None, description="an evidenced way of counting in which a person is in at most one cohort")
    as_of: Edtf | None = Field(None, description="the period that the cohort is about")
    former_ids: list[PopulationId] = Field(default_factory=list, description="ids that it had before; they go on resolving")
    note: Bilingual | None = None
    evidence: Evidence


class Source(RecordModel):
    """A document."""

    id: Slug
    publisher: Text
    rank: SourceRank | None = Field(
        None,
        description="own_notice (of a party, or of a body for its members), authority, court, press (of record, agencies), trade_press "
        "(of the field, and professionals who comment), aggregator (digests, rewritten or copied texts), unknown",
    )
    title: Text | None = Field(None, description="leave out if it is not known")
    url: HttpUrl | None = None
    published_on: Edtf | None = None
    undated: bool = Field(False, description="the document bears no day of publication, or none was noted")
    accessed_on: Edtf | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$", description="ISO 639-1")] | None = None
    licence: Text | None = None
    note: Bilingual | None = None

    @model_validator(mode="after")
    def _dated_or_not(self) -> Source:
        if self.undated and self.published_on is not None:
            raise RefusedError(messages("source.undated", on=self.published_on))
        return self


class DataCategory(RecordModel):
    """A kind of personal data, as a term of the W3C Data Privacy Vocabulary where one fits."""

    id: Slug
    name: Bilingual
    dpv: Annotated[str, Field(pattern=r"^dpv-pd:[A-Za-z]+$")] | None = None
    special: bool = Field(False, description="special category under GDPR art. 9")
    note: Bilingual | None = None


class ThreatActor(RecordModel):
    """A name under which an incident is claimed or to which a source attributes it; never a natural person."""

    id: ActorId
    name: Text
    name_fr: Text | None = Field(None, description="only where the name is a description that is translated")
    aliases: list[Text] = Field(default_factory=list)
    note: Bilingual | None = None
    evidence: Evidence


DecidedId = Annotated[
    str, Field(pattern=f"^(?:{'|'.join(DECIDED_PREFIXES)}):{SLUG}$", max_length=200, description="org:…, product:…, population:…, …")
]


class DecisionSubject(RecordModel):
    """What an id of a decision stands for, so that it is found again when its list spells it another way, or gives it another id."""

    id: DecidedId
    name: Text | None = None
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    region: Annotated[str, Field(pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$")] | None = None
    town: Text | None = None
    identifiers: list[Annotated[str, Field(pattern=IDENTIFIER)]] = Field(default_factory=list)


class UseInContract(RecordModel):
    """Where a text names the product that somebody uses: the contract, its service and days as its notice gives them, and the notice."""

    contract: Slug | None = None
    service: Slug | None = None
    period: Slug | None = None
    since: Edtf | None = None
    until: Edtf | None = None
    made_on: Edtf | None = Field(None, description="when the notice said so: an end after it is a plan")
    evidence: Evidence


_ABOUT_USE = ("uses", "not_uses")
_VERDICTS = ("same", "not_same", "unsure", *_ABOUT_USE)
_USE = ["org", "product"]


class Decision(RecordModel):
    """Whether ids name one thing, or whether an organisation uses a product. Kept beside the records; taking it back undoes it exactly."""

    same: list[DecidedId] | None = Field(None, min_length=2, description="these are one thing")
    not_same: list[DecidedId] | None = Field(None, min_length=2, description="these are different things, though they look alike")
    unsure: list[DecidedId] | None = Field(None, min_length=2, description="looked at and left open")
    uses: list[DecidedId] | None = Field(
        None, min_length=2, max_length=2, description="the organisation uses the product, by what `contracts` say"
    )
    not_uses: list[DecidedId] | None = Field(
        None, min_length=2, max_length=2, description="the words that `contracts` cite do not mean that the organisation uses the product"
    )
    contracts: list[UseInContract] = Field(default_factory=list, description="of an organisation and a product: where the product is named")
    keep: DecidedId | None = Field(None, description="of `same`: the id that stays; else one written by hand, then the smallest")
    decided_by: Text = Field(description="a group or role, never a person")
    on: Edtf
    why: Text | None = Field(None, description="what it rests on, in your own words")
    about: list[DecisionSubject] = Field(
        default_factory=list, description="what the ids stand for; found again by it where a list changed them"
    )
    evidence: list[Citation] = Field(default_factory=list)

    @property
    def verdict(self) -> str:
        """The one of the verdicts that is given."""
        return next(name for name in _VERDICTS if getattr(self, name) is not None)

    @property
    def subjects(self) -> list[str]:
        """The ids that it is about; of an organisation and a product the organisation is the first."""
        return sorted(getattr(self, self.verdict))

    @property
    def id(self) -> str:
        """Twelve hex digits of what is decided of what, by whom and when."""
        said = f"{self.verdict}|{'|'.join(self.subjects)}|{self.keep}|{self.decided_by}|{self.on}"
        places = [f"{use.contract}.{use.service}.{use.period}" for use in self.contracts]
        return f"decision:{hashlib.sha256('|'.join([said, *sorted(places)]).encode()).hexdigest()[:12]}"

    def relations(self) -> list[Relation]:
        """What follows from `uses`: the organisation uses the product under each contract, by the notice and by this decision."""
        if self.uses is None:
            return []
        who, product = self.subjects
        note = Bilingual.of(messages("decision.use_note", by=self.decided_by))
        return [
            Relation(
                who=who,
                uses=product,
                service=use.service,
                contract=use.contract,
                period=use.period,
                since=use.since,
                until=use.until,
                made_on=use.made_on,
                note=note,
                evidence=[*use.evidence, self.document],
            )
            for use in self.contracts
        ]

    @property
    def document(self) -> str:
        """The decision as a document that a relation cites."""
        return self.id.replace(":", ".")

    @model_validator(mode="after")
    def _one_verdict(self) -> Decision:
        given = [name for name in _VERDICTS if getattr(self, name) is not None]
        if len(given) != 1:
            raise RefusedError(messages("decision.one", found=given or messages("none"), allowed=list(_VERDICTS)))
        if len(set(self.subjects)) < len(self.subjects):
            raise RefusedError(messages("decision.twice"))
        kinds = [subject.split(":", 1)[0] for subject in self.subjects]
        of_use = kinds == _USE and self.verdict not in ("same", "not_same")
        if self.verdict in _ABOUT_USE and not of_use:
            raise RefusedError(messages("decision.use", verdict=self.verdict))
        if not of_use and len(set(kinds)) != 1:
            raise RefusedError(messages("decision.kinds"))
        if bool(self.contracts) is not of_use:
            raise RefusedError(messages("decision.contracts"))
        if self.keep is not None and (self.same is None or self.keep not in self.same):
            raise RefusedError(messages("decision.keep"))
        return self


EntryT = TypeVar("EntryT")


class Registry(RecordModel, Generic[EntryT]):
    """Base of the documents that list things."""

    entries: Annotated[list[EntryT], Field(min_length=1)]


class Organisations(Registry[Organisation]):
    """A registry of organisations."""

    kind: Literal["organisations"]


class Products(Registry[Product]):
    """A registry of products."""

    kind: Literal["products"]


class Populations(Registry[Population]):
    """A registry of populations."""

    kind: Literal["populations"]


class Sources(Registry[Source]):
    """A registry of sources."""

    kind: Literal["sources"]


class DataCategories(Registry[DataCategory]):
    """A registry of data categories."""

    kind: Literal["data-categories"]


class ThreatActors(Registry[ThreatActor]):
    """A registry of threat actors."""

    kind: Literal["threat-actors"]


class Decisions(Registry[Decision]):
    """A file of decisions."""

    kind: Literal["decisions"]


class RelationsRecord(RecordModel):
    """Relations for which no incident is at hand."""

    kind: Literal["relations"]
    id: Slug
    title: Bilingual
    relations: Annotated[list[Relation], Field(min_length=1)]


class Article(RecordModel):
    """What one article gives: its source, who and what is new in it, and the incident. Each part is a record as in a file of its own."""

    kind: Literal["article"]
    sources: list[Source] = Field(default_factory=list)
    organisations: list[Organisation] = Field(default_factory=list)
    products: list[Product] = Field(default_factory=list)
    populations: list[Population] = Field(default_factory=list)
    data_categories: list[DataCategory] = Field(default_factory=list)
    threat_actors: list[ThreatActor] = Field(default_factory=list)
    incident: IncidentRecord | None = None


class DatasetDescription(RecordModel):
    """What a folder of records is: its name, licence, and what it leaves out. At most one in a folder; it holds for all folders below."""

    kind: Literal["dataset"]
    id: Annotated[str, Field(pattern=f"^{SET_SLUG}$", max_length=100)]
    title: Bilingual | None = None
    publisher: Text | None = None
    licence: Text | None = Field(None, description="under which others may use the records")
    version: Text | None = Field(None, description="of these records, for whoever cites them")
    published_on: Edtf | None = Field(None, description="the day of this version")
    coverage: Bilingual | None = None
    left_out: Bilingual | None = None
    confidential: bool = Field(False, description="what only this data set says leaves the store in no document, page or export")


AnyDocument: TypeAlias = Annotated[
    IncidentRecord
    | Organisations
    | Products
    | Populations
    | Sources
    | DataCategories
    | ThreatActors
    | Decisions
    | RelationsRecord
    | Article
    | DatasetDescription,
    Field(discriminator="kind"),
]
Record: TypeAlias = IncidentRecord | RelationsRecord | Organisation | Product | Population | Source | DataCategory | ThreatActor | Decision
"""The unit that is loaded and taken back: one incident, one entry of a registry, one set of relations."""

DOCUMENT: TypeAdapter[Any] = TypeAdapter(AnyDocument)

RECORD_KINDS: dict[str, type[RecordModel]] = {
    get_args(model.model_fields["kind"].annotation)[0]: model for model in get_args(get_args(AnyDocument)[0])
}
"""`kind` → the model of such a document."""


def record_id(record: Record) -> str:
    """The id of a record: independent of when, how and from which file it was loaded."""
    match record:
        case IncidentRecord():
            return f"incident:{record.id}"
        case RelationsRecord():
            return f"relations:{record.id}"
        case Source():
            return f"source:{record.id}"
        case DataCategory():
            return f"data:{record.id}"
        case _:
            return record.id


def written(record: Record) -> dict[str, Any]:
    """A record as an author writes it: what is left at its default is left out, and it says of which kind it is."""
    kinds = {Organisation: "organisations", Product: "products", Population: "populations", Source: "sources"}
    kinds |= {DataCategory: "data-categories", ThreatActor: "threat-actors", Decision: "decisions"}
    said = record.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    kind = record.kind if isinstance(record, IncidentRecord | RelationsRecord) else kinds[type(record)]
    return {"kind": kind, **said}


def from_written(said: Mapping[str, Any]) -> Record:
    """The record that `written` gave.

    Raises:
        ValidationError: it is none of this version of the format.
    """
    if said["kind"] in ("incident", "relations"):
        alone: Record = DOCUMENT.validate_python(said)
        return alone
    entry = {name: value for name, value in said.items() if name != "kind"}
    listed: Record = DOCUMENT.validate_python({"kind": said["kind"], "entries": [entry]}).entries[0]
    return listed


def json_schema() -> dict[str, Any]:
    """The record format as JSON Schema (draft 2020-12), for editors that complete and check while one types."""
    schema = DOCUMENT.json_schema(by_alias=True)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "maillon record"
    for model in RECORD_KINDS.values():  # a program may leave `kind` to the model; a file says what it is
        required = schema["$defs"][model.__name__].setdefault("required", [])
        if "kind" not in required:
            required.insert(0, "kind")
    for part in schema["$defs"].values():
        for name, field in part.get("properties", {}).items():
            if field.get("type") == "array" and name not in part.get("required", ()):
                field.setdefault("default", [])
    return schema
