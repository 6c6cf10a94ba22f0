"""The projection: one record → its statements. Pure: it sees one record and nothing else.

The graph is the union of the statements of all records; no rule here may look at another record, the clock or a store.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache

from maillon.graph.dates import first_day, last_day, said_day
from maillon.graph.model import ARROW_BY_TYPE, ARROW_BY_VERB, IMPLIED_ROLES, INCIDENT_DATES
from maillon.graph.readings import canonical
from maillon.graph.records import (
    UNKNOWN,
    Bilingual,
    ClaimStatement,
    Context,
    DataCategory,
    DateStatement,
    Decision,
    IncidentRecord,
    Organisation,
    Population,
    Product,
    Quantity,
    Record,
    Relation,
    RelationsRecord,
    Source,
    Stated,
    ThreatActor,
    written,
)
from maillon.graph.statements import (
    CURATED,
    ArrowStatement,
    Kept,
    NodeStatement,
    Properties,
    Statement,
    Value,
    WrittenRecord,
    with_inclusions,
)
from maillon.graph.unnamed import unknown_name, unknown_party


def project(record: Record, rank: int = CURATED) -> list[Statement]:
    """The statements of one record, in no particular order. `rank` says how sources order where scalars differ."""
    match record:
        case IncidentRecord():
            return _incident(record, rank)
        case RelationsRecord():
            return [s for relation in record.relations for s in _relation(relation, rank)]
        case Organisation():
            return with_inclusions([_organisation(record, rank)])
        case Product() | ThreatActor():
            return [_called(record, rank)]
        case Population():
            return with_inclusions([_population(record, rank)])
        case Source():
            return [_source(record, rank)]
        case DataCategory():
            name = _names(record.name)
            return [_node(f"data:{record.id}", rank, **name, dpv=record.dpv, special=record.special, **_note(record.note))]
        case Decision():
            return list(_decision(record, rank))


def project_and_keep(record: Record, rank: int = CURATED) -> list[Kept]:
    """The statements of a record, and the record as it was written: only what is kept so can be exported as records again."""
    return [*project(record, rank), WrittenRecord(written(record))]


def _node(node_id: str, rank: int, roles: Iterable[str] = (), /, **properties: Value | list[str] | None) -> NodeStatement:
    return NodeStatement(node_id, tuple(sorted(set(roles))), _known(properties), rank)


def _known(properties: dict[str, Value | list[str] | None]) -> Properties:
    return {name: value for name, value in properties.items() if value is not None and value != []}


def _names(text: Bilingual) -> dict[str, Value | None]:
    return {"name": text.any, "name_fr": text.fr, "name_en": text.en}


def _note(note: Bilingual | None, stem: str = "note") -> dict[str, Value | None]:
    return {f"{stem}_fr": note.fr, f"{stem}_en": note.en} if note else {}


def _said_in(lang: str, texts: list[Bilingual]) -> list[str] | None:
    """One language of several texts, '' for one that is not said in it; None where none is."""
    said = [getattr(text, lang) or "" for text in texts]
    return said if any(said) else None


def _first(text: str | None) -> str | None:
    """The first day a date may mean, as ISO text; None where its beginning is open."""
    day = first_day(text)
    return day.isoformat() if day else None


def _said(text: str | None) -> str | None:
    """The first day that a date says, as ISO text, without the doubt of an approximate one."""
    day = said_day(text)
    return day.isoformat() if day else None


def _last(text: str | None) -> str | None:
    """The last day a date may mean, as ISO text; None where its end is open."""
    day = last_day(text)
    return day.isoformat() if day else None


def _quantity(quantity: Quantity | str | None, stem: str) -> dict[str, Value | None]:
    if quantity is None or isinstance(quantity, str):
        return {}
    return {
        f"{stem}_low": quantity.low,
        f"{stem}_high": quantity.high,
        f"{stem}_as_of": _said(quantity.as_of),
        f"{stem}_by": quantity.by,
        f"{stem}_approximate": True if quantity.approximate else None,
    }


def _organisation(record: Organisation, rank: int) -> NodeStatement:
    roles = {*record.roles, *(IMPLIED_ROLES[role] for role in record.roles if role in IMPLIED_ROLES)}
    evidence = [*record.evidence, *(record.count.evidence if isinstance(record.count, Quantity) else [])]
    return _node(
        record.id,
        rank,
        roles,
        name=record.name,
        name_fr=record.name_fr,
        aliases=record.aliases,
        identifiers=record.identifiers,
        country=record.country,
        region=record.region,
        town=record.town,
        postcode=record.postcode,
        place_of=record.place_of,
        former_ids=record.former_ids,
        named=record.named,
        **_quantity(record.count, "count"),
        within=record.within,
        **_note(record.note),
        evidence=sorted(set(evidence)),
    )


def _called(record: Product | ThreatActor, rank: int) -> NodeStatement:
    """What is said of a thing by its names alone."""
    return _node(
        record.id,
        rank,
        name=record.name,
        name_fr=record.name_fr,
        aliases=record.aliases,
        **_note(record.note),
        evidence=record.evidence,
    )


def _population(record: Population, rank: int) -> NodeStatement:
    size = record.size if isinstance(record.size, Quantity) else None
    return _node(
        record.id,
        rank,
        **_names(record.name),
        people=record.people,
        **_quantity(size, "size"),
        within=record.within,
        partition=record.partition,
        as_of=_said(record.as_of),
        former_ids=record.former_ids,
        **_note(record.note),
        evidence=sorted({*record.evidence, *(size.evidence if size else [])}),
    )


def _source(record: Source, rank: int) -> NodeStatement:
    return _node(
        f"source:{record.id}",
        rank,
        name=record.title or record.publisher,
        publisher=record.publisher,
        source_rank=record.rank,
        title=record.title,
        url=str(record.url) if record.url else None,
        published_on=_said(record.published_on),
        published_edtf=record.published_on,
        undated=record.undated or None,
        accessed_on=_said(record.accessed_on),
        language=record.language,
        licence=record.licence,
        **_note(record.note),
    )


def _decision(record: Decision, rank: int) -> Iterator[Statement]:
    yield _node(
        record.id,
        rank,
        name=f"{record.verdict}: {', '.join(record.subjects)}",
        verdict=record.verdict,
        subjects=record.subjects,
        keep=record.keep,
        decided_by=record.decided_by,
        decided_on=_said(record.on),
        why=record.why,
        about=[canonical(said.model_dump(exclude_defaults=True)) for said in record.about],
        evidence=sorted(record.evidence),
    )
    relations = record.relations()
    yield from (s for relation in relations for s in _relation(relation, rank))
    if relations:
        yield _source(Source(id=record.document, publisher=record.decided_by, published_on=record.on, note=relations[0].note), rank)


def _incident(record: IncidentRecord, rank: int) -> list[Statement]:
    incident = f"incident:{record.id}"
    dates = {name: getattr(record.dates, name) for name in INCIDENT_DATES}
    standing = {name: [said for said in readings if said.status != "retracted"] for name, readings in dates.items()}
    occurred = standing["occurred"]
    later = [] if occurred else [*standing["detected"], *standing["contained"], *standing["disclosed"]]
    sides = {"occurred_from": _first_of(occurred), "occurred_to": _last_of(occurred)} if occurred else {"known_by": _last_of(later)}
    node = _node(
        incident,
        rank,
        name=record.title.any,
        title_fr=record.title.fr,
        title_en=record.title.en,
        name_fr=record.title.fr,
        name_en=record.title.en,
        aliases=record.aliases,
        looked_on=_said(record.looked_on),
        effects=sorted({str(e) for e in record.effects}),
        actions=sorted({a.veris for a in record.actions if a.status != "retracted"}),
        detected_on=_first_of(standing["detected"]),
        contained_on=_first_of(standing["contained"]),
        disclosed_on=_first_of(standing["disclosed"]),
        restored_on=_last_of(standing["restored"]),
        **sides,
        dates_open=[name for name, day in sides.items() if day is None and (occurred or later)],
        open_fr=_said_in("fr", record.open),
        open_en=_said_in("en", record.open),
        evidence=record.evidence,
    )
    found: list[Statement] = [node]
    for name, readings in dates.items():
        for reading in readings:
            found += _claim(incident, rank, name, reading, on=reading.on, text=reading.of, scope=[reading.at] if reading.at else [])
    for action in record.actions:
        found += _claim(incident, rank, "action", action, text_fr=action.veris, text_en=action.veris)
    named = {claim.id: _claim_id(incident, claim, claim.field) for claim in record.claims if claim.id}
    named |= {fact.id: _claim_id(incident, fact, "context") for fact in record.context if fact.id}
    for fact in record.context:
        found += _claim(
            incident,
            rank,
            "context",
            fact,
            claim_id=_claim_id(incident, fact, "context"),
            text=fact.text,
            on=fact.on,
            replies_to=_named(fact.replies_to, named),
        )
    own = own_parties(record)
    for claim in record.claims:
        found += _figure(incident, rank, claim, named)
    for compromised in record.compromised:
        found.append(_arrow("COMPROMISED", incident, compromised.at, compromised, None, own))
    for entry in record.entered_through:
        found.append(_arrow("ENTERED_THROUGH", incident, entry.at, entry, {"vector": entry.vector}, own, **_note(entry.holder, "account")))
    for data in record.data:
        parts = {"of": data.of or "", "at": data.at or ""}
        found.append(_arrow("EXPOSED", incident, f"data:{data.category}", data, parts, own, outcome=data.outcome))
    for hit in record.affected:
        found.append(
            _arrow(
                "AFFECTED",
                incident,
                hit.party,
                hit,
                {"effect": str(hit.effect or "")},
                own,
                outcome=hit.outcome,
                low=hit.low,
                high=hit.high,
                approximate=True if hit.approximate else None,
                unit=hit.unit,
                data=sorted(hit.data) if hit.data else None,
            )
        )
    for told in record.notified:
        found.append(
            _arrow(
                "NOTIFIED",
                told.from_,
                told.to,
                told,
                {"incident": incident, "duty": told.duty or ""},
                own,
                happened=told.happened,
                on=_first(told.on),
                on_to=_last(told.on),
                on_edtf=told.on,
            )
        )
    for attribution in record.attributed_to:
        found.append(_arrow("ATTRIBUTED_TO", incident, attribution.actor, attribution, None, own))
    for relation in record.relations:
        found += _relation(relation, rank)
    return found


def own_parties(record: IncidentRecord) -> frozenset[str]:
    """Those whose word on an incident is a party's own: where it broke, whom it hit, and who provides or owns what broke."""
    broke = {c.at for c in record.compromised if c.status != "retracted"}
    relations = (r for r in record.relations if r.who in broke and r.status != "retracted")
    behind = {r.target for r in relations if r.verb in ("provided_by", "subsidiary_of")}
    return frozenset({*broke, *(hit.party for hit in record.affected), *behind})


def _first_of(standing: Iterable[DateStatement]) -> str | None:
    """The first day that any standing reading allows; None where there is none, or one of them leaves that side open."""
    days = [_first(said.on) for said in standing]
    return None if not days or None in days else min(day for day in days if day)


def _last_of(standing: Iterable[DateStatement]) -> str | None:
    """The last day that any standing reading allows; None where there is none, or one of them leaves that side open."""
    days = [_last(said.on) for said in standing]
    return None if not days or None in days else max(day for day in days if day)


def _claim_id(incident: str, said: ClaimStatement | Context, field: str) -> str:
    return f"claim:{incident.partition(':')[2]}/{field}/{said.id or _digest(said, field)}"


def _named(slugs: list[str], ids: Mapping[str, str]) -> list[str]:
    return sorted(ids[slug] for slug in slugs)


def _digest(statement: Stated, field: str) -> str:
    """Eight hex digits of what is said and by whom, not of where it was read or whom it answers: two sources of one claim are one."""
    said = statement.model_dump(mode="json", exclude={"evidence", "note", "status", "replies_to"}, exclude_none=True)
    return hashlib.sha256(canonical([field, said]).encode()).hexdigest()[:8]


def _figure(incident: str, rank: int, claim: ClaimStatement, named: dict[str, str]) -> list[Statement]:
    return _claim(
        incident,
        rank,
        claim.field,
        claim,
        claim_id=_claim_id(incident, claim, claim.field),
        text=claim.text,
        scope=claim.scope,
        low=claim.low,
        high=claim.high,
        approximate=True if claim.approximate else None,
        unit=claim.unit,
        answer=claim.answer,
        population=claim.population,
        supersedes=_named(claim.supersedes, named),
        replies_to=_named(claim.replies_to, named),
        series=claim.series,
    )


def _claim(
    incident: str,
    rank: int,
    field: str,
    statement: Stated,
    *,
    claim_id: str | None = None,
    text: Bilingual | None = None,
    on: str | None = None,
    scope: list[str] | None = None,
    **properties: Value | None,
) -> list[Statement]:
    stem = incident.partition(":")[2]
    claim_id = claim_id or f"claim:{stem}/{field}/{_digest(statement, field)}"
    node = _node(
        claim_id,
        rank,
        name=f"{field} ({stem})",
        incident=incident,
        field=field,
        on_edtf=on,
        on_from=_first(on),
        on_to=_last(on),
        scope=sorted(scope or []),
        status=str(statement.status),
        by=statement.by,
        made_on=_said(statement.made_on),
        made_on_edtf=statement.made_on,
        **{**properties, **_note(text, "text"), **_note(statement.note)},
        evidence=statement.evidence,
    )
    found: list[Statement] = [node, ArrowStatement("ABOUT", claim_id, incident)]
    if statement.by:
        found.append(ArrowStatement("STATED_BY", claim_id, statement.by))
    for evidence in statement.evidence:
        source, _, locator = evidence.partition("#")
        found.append(ArrowStatement("REPORTS", f"source:{source}", claim_id, (locator,)))
    return found


def _arrow(
    type_: str,
    start: str,
    end: str,
    statement: Stated,
    parts: dict[str, str] | None = None,
    own: Collection[str] = (),
    /,
    **properties: Value | list[str] | None,
) -> ArrowStatement:
    """`own` are those whose word on it is their own; of a relation and a notice both ends are, without being named here."""
    properties |= {
        "own_word": True if statement.by in own else None,
        "status": str(statement.status),
        "evidence": sorted(statement.evidence),
        "by": [statement.by] if statement.by else None,
        "made_on_edtf": statement.made_on,
        **_note(statement.note),
    }
    key = tuple((parts or {}).get(name, "") for name in ARROW_BY_TYPE[type_].key)
    return ArrowStatement(type_, start, end, key, _known(properties))


def _relation(relation: Relation, rank: int) -> Iterator[Statement]:
    verb = relation.verb
    kind, target = ARROW_BY_VERB[verb], str(getattr(relation, verb))
    if target == UNKNOWN:
        target = unknown_party(relation.who, verb)
        name = unknown_name(verb, relation.who.partition(":")[2])
        roles = ("HostingProvider",) if verb == "hosted_by" else ()
        yield _node(
            target,
            rank,
            roles,
            name=name.say("en"),
            name_fr=name.say("fr"),
            name_en=name.say("en"),
            named=False,
            evidence=sorted(relation.evidence),
        )
    parts = {name: str(getattr(relation, name) or "") for name in kind.key}
    values = {name: getattr(relation, name) for name in _qualifiers(verb)}
    yield _arrow(
        kind.type,
        relation.who,
        target,
        relation,
        parts,
        (),
        **{name: sorted(value) if isinstance(value, list) else value for name, value in values.items()},
        since=_first(relation.since),
        since_edtf=relation.since,
        **_end(relation),
        seen_on=_last(relation.seen_on),
        seen_edtf=relation.seen_on,
    )


@cache
def _qualifiers(verb: str) -> tuple[str, ...]:
    """The properties of the arrow of a verb, without those of its key."""
    kind = ARROW_BY_VERB[verb]
    return tuple(p.name for p in kind.properties if p.name not in kind.key)


def _end(relation: Relation) -> dict[str, Value | list[str] | None]:
    """The end of a relation. One that was said before its first day is a plan: what came of it nobody has said."""
    said, begins = last_day(relation.made_on), first_day(relation.until)
    stem = "planned_until" if said and begins and said < begins else "until"
    return {stem: _last(relation.until), f"{stem}_edtf": relation.until}
