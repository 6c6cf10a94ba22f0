"""Answers as documents: chains, blast radius, incident, show, find, rows. One function an answer; JSON keys are English."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from queries.blast_radius import BlastRadius, Hit, Outcome, Shown
from queries.chains import ChainHop, Chains
from queries.claims import Claim, Headline
from queries.find import Match
from queries.hours import Hours
from queries.incident import IncidentAnswer, Told
from queries.library import plain
from queries.people import PeopleBounds
from queries.trust import Arrow, Extract, Force, Node
from reports.document import Document, Section, Table
from reports.i18n import day, number, say


def dates(arrow: Arrow, lang: str, on: dt.date | None = None) -> str:
    """The dates of a relation as its sources give them, and what is known of the day asked."""
    parts = [
        say(f"date.{name}", lang, d=text)
        for name, text in (("since", arrow.since_edtf), ("until", arrow.until_edtf), ("seen", arrow.seen_edtf))
        if text
    ] or [say("date.unknown", lang)]
    if on is not None:
        force = arrow.force(on)
        if force is Force.UNKNOWN and (arrow.since_edtf or arrow.until_edtf or arrow.seen_edtf):
            parts.append(say("date.now_unknown", lang, d=on))
        elif force is Force.PAST:
            parts.append(say("date.past", lang, d=on))
    return ", ".join(parts)


def arrow_json(arrow: Arrow, on: dt.date | None = None) -> dict[str, Any]:
    """A relation as JSON."""
    body: dict[str, Any] = {
        "from": arrow.start,
        "arrow": arrow.type,
        "to": arrow.end,
        "service": arrow.service or None,
        "since": arrow.since_edtf,
        "until": arrow.until_edtf,
        "seen_on": arrow.seen_edtf,
        "status": arrow.status,
        "data": sorted(arrow.data) if arrow.data is not None else None,
        "deployment": arrow.deployment,
        "conflict": arrow.conflict,
        "evidence": list(arrow.evidence),
    }
    if on is not None:
        body["force"] = arrow.force(on).value
    return body


def _called(extract: Extract, node_id: str, lang: str) -> str:
    """A name; a product says that it is one, because products and their publishers often share a name."""
    node = extract.node(node_id)
    return f"{node.called(lang)} ({say('product', lang)})" if node.has("Product") else node.called(lang)


def chains_document(answer: Chains, lang: str) -> Document:
    """Delegated-trust chains, one section a chain."""
    sections = []
    for index, chain in enumerate(answer.chains, 1):
        lines = [answer.extract.node(chain.hops[0].arrow.start).called(lang)]
        lines += [_hop_line(hop, depth, answer, lang) for depth, hop in enumerate(chain.hops, 1)]
        if not chain.stated:
            lines.append(f"  ({say('chains.composed', lang)})")
        if chain.loops:
            names = ", ".join(_called(answer.extract, node, lang) for node in chain.loops)
            lines.append(f"  ({say('chains.loop', lang, names=names)})")
        if not chain.complete:
            lines.append(f"  ({say('chains.incomplete', lang)})")
        sections.append(Section(say("chains.number", lang, n=index), lines))
    if not sections:
        sections.append(Section("", [say("chains.none", lang)]))
    if answer.cut:
        sections.append(Section("", [say("chains.cut", lang, n=answer.cut)]))
    elif answer.truncated:
        sections.append(Section("", [say("chains.gave_up", lang)]))
    sections += _owners_section(answer.owners, lang)
    rows = Table(
        ["chain", "hop", "from", "arrow", "to", "service", "since", "until", "seen_on", "status", "known_to_start", "evidence"],
        [
            [i, k, h.arrow.start, h.arrow.type, h.arrow.end, h.arrow.service, h.arrow.since_edtf, h.arrow.until_edtf]
            + [h.arrow.seen_edtf, h.arrow.status, h.known_to_start, list(h.arrow.evidence)]
            for i, chain in enumerate(answer.chains, 1)
            for k, h in enumerate(chain.hops, 1)
        ],
    )
    return Document(say("chains.title", lang, name=answer.start.called(lang)), sections, chains_json(answer), rows)


def _hop_line(hop: ChainHop, depth: int, answer: Chains, lang: str) -> str:
    arrow = hop.arrow
    service = f" ({say(arrow.service, lang)})" if arrow.service else ""
    details = [dates(arrow, lang, answer.as_of), say(arrow.status or "unknown", lang)]
    details.append(say("chains.direct" if hop.known_to_start else "chains.hidden", lang))
    if arrow.conflict:
        details.append(say("conflict", lang))
    name = _called(answer.extract, arrow.end, lang)
    return f"{'  ' * depth}→ {say(arrow.type, lang)} {name}{service} · {' · '.join(details)} · [{', '.join(arrow.evidence)}]"


def chains_json(answer: Chains) -> dict[str, Any]:
    """The contract of `chains --format json`."""
    return {
        "from": answer.start.id,
        "as_of": answer.as_of.isoformat(),
        "truncated": answer.truncated,
        "cut": answer.cut,
        "chains": [
            {
                "hops": [{**arrow_json(h.arrow, answer.as_of), "known_to_start": h.known_to_start} for h in chain.hops],
                "stated": chain.stated,
                "complete": chain.complete,
                "unknown": list(chain.unknown),
                "loops": list(chain.loops),
                "data": list(chain.data) if chain.data is not None else None,
            }
            for chain in answer.chains
        ],
        "owners": [arrow_json(a) for a in answer.owners],
    }


def _owners_section(arrows: Sequence[Arrow], lang: str) -> list[Section]:
    if not arrows:
        return []
    lines = [
        f"{a.start} {say(a.type, lang)} {a.end} · {dates(a, lang)} · {say(a.status or 'unknown', lang)}"
        + (f" · {say('conflict', lang)}" if a.conflict else "")
        + f" · [{', '.join(a.evidence)}]"
        for a in arrows
    ]
    return [Section(say("owners", lang), lines)]


def bounds_line(bounds: PeopleBounds, extract: Extract, lang: str) -> list[str]:
    """People bounds in words: never a figure where none can be given."""
    most = number(bounds.at_most, lang) if bounds.at_most is not None else say("blast.no_bound", lang)
    lines = [say("blast.bounds", lang, low=number(bounds.at_least, lang), high=most)]
    if bounds.unknown:
        names = [_called(extract, i, lang) for i in bounds.unknown]
        shown = ", ".join(names[:12]) + (f", … (+{len(names) - 12})" if len(names) > 12 else "")
        lines.append(say("blast.unknown", lang, n=len(names), names=shown))
    if bounds.years:
        lines.append(say("blast.years", lang, years=", ".join(map(str, bounds.years))))
    return lines


def blast_document(answer: BlastRadius, lang: str) -> Document:
    """A blast radius: people, what is reached with a witness each, what incidents showed, gaps, owners."""
    extract = answer.extract
    of_incident = answer.origin.has("Incident")
    key = "blast.title_incident" if of_incident else "blast.title"
    title = say(key, lang, name=answer.origin.called(lang), effect=say(answer.effect, lang), date=answer.as_of)
    if answer.account_of:
        title += f" · {say('blast.account', lang, name=answer.account_of.called(lang))}"
    sections = []
    if of_incident:
        sections.append(Section("", [say("blast.broke", lang, names=", ".join(_called(extract, i, lang) for i in answer.origins))]))
    if answer.nodes:
        sections.append(Section(say("blast.people", lang), bounds_line(answer.people, extract, lang)))
        if answer.professionals.cohorts:
            sections.append(Section(say("blast.professionals", lang), bounds_line(answer.professionals, extract, lang)))
        providers = answer.providers
        if providers.at_least or providers.unknown or providers.at_most is None:
            most = number(providers.at_most, lang) if providers.at_most is not None else say("blast.no_bound", lang)
            lines = [say("blast.bounds", lang, low=number(providers.at_least, lang), high=most)]
            if providers.unknown:
                names = ", ".join(_called(extract, i, lang) for i in providers.unknown)
                lines.append(say("blast.unknown", lang, n=len(providers.unknown), names=names))
            uncounted = [i for i in answer.people.unknown if extract.node(i).has("CareProvider")]
            if uncounted:
                lines.append(say("patients.unknown", lang, names=", ".join(_called(extract, i, lang) for i in uncounted[:12])))
            sections.append(Section(say("blast.providers", lang), lines))
        sections.append(Section(say("blast.reached", lang), [], _hits_table(answer, lang)))
    else:
        sections.append(Section("", [say("blast.none", lang)]))
    sections += _incident_sections(answer, lang)
    if answer.unknown_links:
        lines = [
            f"{_called(extract, a.start, lang)} {say(a.type, lang)} {_called(extract, a.end, lang)} · [{', '.join(a.evidence)}]"
            for a in answer.unknown_links
        ]
        sections.append(Section(say("blast.unknown_links", lang), lines))
    sections += _owners_section(answer.owners, lang)
    rows = Table(
        ["id", "name", "labels", "outcome", "past", "hops", "size_low", "size_high", "data", "witness"],
        [
            [h.node.id, h.node.called(lang), list(h.node.labels), h.outcome.value, h.past, h.hops]
            + [*_size(h.node), list(h.data) if h.data is not None else None, [a.start for a in h.witness] + [_end(h)]]
            for h in answer.nodes
        ],
    )
    return Document(title, sections, blast_json(answer), rows)


def _end(hit: Hit) -> str:
    return hit.witness[-1].end if hit.witness else hit.node.id


def _size(node: Node) -> tuple[int | None, int | None]:
    stem = "size" if node.has("Population") else "count"
    return node.properties.get(f"{stem}_low"), node.properties.get(f"{stem}_high")


def size_text(node: Node, lang: str) -> str:
    """The size of a cohort or count of a group, `unknown` where nobody gives one; nothing for a single party."""
    low, high = _size(node)
    if low is None and high is None:
        return say("unknown", lang) if node.has("Population") or not node.named else ""
    if low == high:
        return number(low, lang)
    if high is None:
        return f"≥ {number(low, lang)}"
    return f"{number(low, lang)}–{number(high, lang)}" if low is not None else f"≤ {number(high, lang)}"


def _hits_table(answer: BlastRadius, lang: str) -> Table:
    rows = []
    for hit in answer.nodes:
        outcome = say(hit.outcome, lang)
        notes = [say("past", lang)] if hit.past else []
        notes += [say(reason, lang) for reason in hit.reasons]
        if hit.outcome is not Outcome.OBSERVED:
            notes += sorted({_remark(s, answer.effect, lang) for s in hit.shown})
        outcome += f" ({'; '.join(notes)})" if notes else ""
        path = " → ".join([*(_called(answer.extract, a.start, lang) for a in hit.witness[1:]), _called(answer.extract, _end(hit), lang)])
        ended = ", ".join(dict.fromkeys(f"{a.until_edtf}" for a in hit.witness if a.force(answer.as_of) is Force.PAST))
        rows.append([_called(answer.extract, hit.node.id, lang), size_text(hit.node, lang), outcome, hit.hops, path, ended])
    heads = [say(f"col.{c}", lang) for c in ("name", "size", "outcome", "hops", "path")]
    return Table([*heads, say("past", lang)], rows)


def _remark(item: Shown, effect: str, lang: str) -> str:
    """What an incident showed of a party; the effect is named where it is not the one asked for."""
    other = f", {say(item.effect, lang)}" if item.effect not in ("", effect) else ""
    return f"{item.incident}: {say(item.outcome, lang)}{other}"


def _incident_sections(answer: BlastRadius, lang: str) -> list[Section]:
    sections = []
    if answer.incidents:
        lines = []
        for node in answer.incidents:
            get = node.properties.get
            lines.append(f"{node.called(lang)} ({node.id}) · {', '.join(say(e, lang) for e in get('effects') or ())}")
            if answer.effect == "availability" and "availability" in (get("effects") or ()):
                begin = get("occurred_from") or get("detected_on")
                lines.append("  " + say("blast.outage", lang, a=day(begin, lang), b=day(get("restored_on"), lang)))
        shown = sorted({s for h in answer.nodes for s in h.shown}, key=lambda s: (s.incident, s.party))
        lines += [f"  {_shown_line(s, answer.extract, lang)}" for s in shown]
        sections.append(Section(say("blast.incidents", lang), lines))
    if answer.elsewhere:
        lines = [_shown_line(s, answer.extract, lang) for s in answer.elsewhere]
        sections.append(Section(say("blast.elsewhere", lang), lines))
    if answer.exposures and answer.effect == "confidentiality":
        groups: dict[tuple[str, str, str], list[str]] = {}
        for row in answer.exposures:
            key = (say(row["of"], lang) if row["of"] else "", row["at"] or "", say(row["outcome"], lang))
            groups.setdefault(key, []).append(row["category"].partition(":")[2].replace("-", " "))
        table = Table(
            [say(f"col.{c}", lang) for c in ("whose", "at", "outcome", "category")],
            [[*key, ", ".join(dict.fromkeys(values))] for key, values in groups.items()],
        )
        sections.append(Section(say("blast.data", lang), [], table))
    return sections


def _shown_line(item: Shown, extract: Extract, lang: str) -> str:
    figure = figure_text(item.low, item.high, item.unit, lang)
    parts = [f"{_called(extract, item.party, lang)}: {say(item.outcome, lang)}", say(item.status, lang)]
    parts += [figure] if figure else []
    parts += [say(item.effect, lang)] if item.effect else []
    return f"{' · '.join(parts)} · [{', '.join(item.evidence)}]"


def figure_text(low: int | None, high: int | None, unit: str | None, lang: str, *, approximate: bool = False) -> str:
    """`≥ 320 000 persons`, `285 000 persons`, `11 000 000–15 000 000 persons`; nothing where there is no figure."""
    if low is None and high is None:
        return ""
    unit_text = f" {say(unit, lang)}" if unit else ""
    about = "≈ " if approximate else ""
    if low == high:
        text = number(low, lang)
    elif high is None:
        text = f"≥ {number(low, lang)}"
    elif low is None:
        text = f"≤ {number(high, lang)}"
    else:
        text = f"{number(low, lang)}–{number(high, lang)}"
    return f"{about}{text}{unit_text}"


def hours_text(hours: Hours | None, lang: str) -> str:
    """`0–24`, `≥ 48`, or unknown."""
    if hours is None:
        return say("unknown", lang)
    return f"{hours.fewest}–{hours.most}" if hours.most is not None else f"≥ {hours.fewest}"


def people_json(bounds: PeopleBounds) -> dict[str, Any]:
    """The contract's `people`."""
    return {
        "at_least": bounds.at_least,
        "at_most": bounds.at_most,
        "unknown": list(bounds.unknown),
        "cohorts": [{"id": c.id, "low": c.low, "high": c.high, "within": c.within, "partition": c.partition} for c in bounds.cohorts],
        "years": list(bounds.years),
        "contradictions": [list(pair) for pair in bounds.contradictions],
        "qualifier": "through the recorded links",
    }


def shown_json(item: Shown) -> dict[str, Any]:
    """One AFFECTED arrow."""
    return {
        "incident": item.incident,
        "party": item.party,
        "outcome": item.outcome,
        "effect": item.effect or None,
        "low": item.low,
        "high": item.high,
        "unit": item.unit,
        "data": list(item.data),
        "status": item.status,
        "by": list(item.by),
        "conflict": item.conflict,
        "evidence": list(item.evidence),
    }


def blast_json(answer: BlastRadius) -> dict[str, Any]:
    """The contract of `blast-radius --format json`."""
    return {
        "origin": answer.origin.id,
        "as_of": answer.as_of.isoformat(),
        "effect": answer.effect.value,
        "data": answer.data,
        "active_only": answer.active_only,
        "account_of": answer.account_of.id if answer.account_of else None,
        "nodes": [
            {
                "id": h.node.id,
                "name": h.node.name,
                "labels": list(h.node.labels),
                "outcome": h.outcome.value,
                "past": h.past,
                "possible": list(h.reasons),
                "hops": h.hops,
                "data": list(h.data) if h.data is not None else None,
                "count": dict(zip(("low", "high"), _size(h.node), strict=True)) if not h.node.named or h.node.has("Population") else None,
                "shown": [shown_json(s) for s in h.shown],
                "witness": [arrow_json(a, answer.as_of) for a in h.witness],
            }
            for h in answer.nodes
        ],
        "people": people_json(answer.people),
        "professionals": people_json(answer.professionals),
        "providers": {
            "at_least": answer.providers.at_least,
            "at_most": answer.providers.at_most,
            "unknown": list(answer.providers.unknown),
        },
        "unknown_links": [arrow_json(a) for a in answer.unknown_links],
        "owners": [arrow_json(a) for a in answer.owners],
        "incidents": [i.id for i in answer.incidents],
        "exposures": [plain(e) for e in answer.exposures],
        "elsewhere": [shown_json(s) for s in answer.elsewhere],
    }


def incident_document(answer: IncidentAnswer, lang: str) -> Document:
    """One incident: what was said, by whom, and what conflicts."""
    node, names = answer.incident, answer.names

    def called(node_id: str | None) -> str:
        if not node_id:
            return ""
        return names[node_id].called(lang) if node_id in names else node_id

    def speaker(claim: Claim) -> str:
        return called(claim.by) if claim.by else say("source_itself", lang)

    sections = []
    if answer.headline:
        lines = [
            " · ".join(
                t
                for t in (
                    _figure(c, lang),
                    say(c.field, lang),
                    ", ".join(called(p) for p in c.scope),
                    speaker(c),
                    c.made_on_edtf or "?",
                    say(c.status, lang),
                    f"[{', '.join(c.evidence)}]",
                )
                if t
            )
            for c in answer.headline.candidates
        ]
        if answer.headline.partial:
            lines.insert(0, say("incident.partial", lang))
        else:
            lines.append(say("incident.range", lang, low=number(answer.headline.low, lang), high=number(answer.headline.high, lang)))
        lines.append(say("incident.policy", lang))
        sections.append(Section(say("incident.headline", lang), lines))
    heads = [say(f"col.{c}", lang) for c in ("field", "statement", "by", "made_on", "status", "evidence")]
    groups: dict[str, list[list[Any]]] = {"figures": [], "dates": [], "answers": [], "context": []}
    for c in answer.claims:
        kind = "context" if c.field == "context" else "figures" if c.unit else "dates" if c.on else "answers"
        text = _figure(c, lang) if c.unit else c.on or ""
        told = (c.text_fr if lang == "fr" else c.text_en) or (c.note_fr if lang == "fr" else c.note_en) or ""
        scope = ", ".join(called(p) for p in c.scope)
        told = " · ".join(t for t in (say(c.answer, lang) if c.answer else "", text, scope, told) if t)
        status = say("superseded", lang) if c.superseded_by else say(c.status, lang)
        groups[kind].append([say(c.field, lang), told, speaker(c), c.made_on_edtf or "", status, ", ".join(c.evidence)])
    sections += [Section(say(f"incident.{kind}", lang), [], Table(heads, rows)) for kind, rows in groups.items() if rows]
    if answer.conflicts:
        lines = [
            f"{say(c.field, lang)}: " + " / ".join(f"{_said(claim, lang)} ({speaker(claim)})" for claim in c.claims)
            for c in answer.conflicts
        ]
        sections.append(Section(say("incident.conflicts", lang), lines))
    sections += _place_sections(answer, lang, called)
    if answer.notifications:
        sections.append(Section(say("incident.notifications", lang), [], _told_table(answer.notifications, called, lang)))
    questions = node.properties.get(f"open_{lang}") or ()
    if questions:
        sections.append(Section(say("incident.open", lang), list(questions)))
    rows = Table(
        ["field", "low", "high", "unit", "answer", "on", "text", "status", "by", "made_on", "superseded_by", "evidence"],
        [
            [c.field, c.low, c.high, c.unit, c.answer, c.on, c.text_fr if lang == "fr" else c.text_en]
            + [c.status, c.by, c.made_on_edtf, list(c.superseded_by), list(c.evidence)]
            for c in answer.claims
        ],
    )
    title = f"{node.called(lang)} ({node.id}) · {', '.join(say(e, lang) for e in node.properties.get('effects') or ())}"
    return Document(title, sections, incident_json(answer), rows)


def _figure(claim: Claim, lang: str) -> str:
    return figure_text(claim.low, claim.high, claim.unit, lang, approximate=claim.approximate)


def _said(claim: Claim, lang: str) -> str:
    return _figure(claim, lang) or claim.on or (say(claim.answer, lang) if claim.answer else "") or claim.id


def _place_sections(answer: IncidentAnswer, lang: str, called: Any) -> list[Section]:
    sections = []
    lines = [f"{called(p.party)} · {say(p.status, lang)} · [{', '.join(p.evidence)}]" for p in answer.compromised]
    for p in answer.entered_through:
        account = (p.account_fr if lang == "fr" else p.account_en) or ""
        detail = " · ".join(t for t in (say(p.vector or "unknown", lang), called(p.party), account, say(p.status, lang)) if t)
        lines.append(f"← {detail} · [{', '.join(p.evidence)}]")
    if lines:
        sections.append(Section(say("incident.places", lang), lines))
    if answer.affected:
        heads = [say(f"col.{c}", lang) for c in ("party", "outcome", "effect", "figure", "by", "status", "note", "evidence")]
        rows = [
            [called(s.party), say(s.outcome, lang), say(s.effect, lang) if s.effect else "", figure_text(s.low, s.high, s.unit, lang)]
            + [", ".join(map(called, s.by)), say(s.status, lang), (s.note_fr if lang == "fr" else s.note_en) or "", ", ".join(s.evidence)]
            for s in answer.affected
        ]
        sections.append(Section(say("incident.parties", lang), [], Table(heads, rows)))
    if answer.exposures:
        heads = [say(f"col.{c}", lang) for c in ("category", "outcome", "whose", "at", "by", "status", "evidence")]
        rows = []
        for e in answer.exposures:
            for r in e.readings:
                by = ", ".join(map(called, r.by)) + (f" ({r.made_on})" if r.made_on else "")
                status = say(r.status, lang) + (f" · {say('disputed', lang)}" if e.conflict else "")
                outcome = say(r.outcome or "unknown", lang)
                rows.append([called(e.category), outcome, say(e.of, lang) if e.of else "", called(e.at), by, status, ", ".join(r.evidence)])
        sections.append(Section(say("incident.data", lang), [], Table(heads, rows)))
    if answer.attributed_to:
        lines = [f"{called(p.party)} · {say(p.status, lang)} · [{', '.join(p.evidence)}]" for p in answer.attributed_to]
        sections.append(Section(say("incident.actors", lang), lines))
    return sections


def _told_table(notifications: Iterable[Told], called: Any, lang: str) -> Table:
    heads = [say(f"col.{c}", lang) for c in ("from", "to", "date", "duty", "happened", "hours", "by", "status", "evidence")]
    rows = []
    for t in notifications:
        hours = hours_text(t.hours, lang)
        for r in t.readings:
            by = ", ".join(map(called, r.by)) + (f" ({r.made_on})" if r.made_on else "")
            happened = say("yes" if r.happened else "no", lang)
            status = say(r.status, lang) + (f" · {say('disputed', lang)}" if t.happened is None else "")
            row = [called(t.start), called(t.end), r.on or "", say(t.duty, lang) if t.duty else "", happened]
            rows.append([*row, hours if r.happened else "", by, status, ", ".join(r.evidence)])
    return Table(heads, rows)


def claim_json(claim: Claim) -> dict[str, Any]:
    """One claim of the contract."""
    return {
        "id": claim.id,
        "field": claim.field,
        "low": claim.low,
        "high": claim.high,
        "approximate": claim.approximate,
        "unit": claim.unit,
        "answer": claim.answer,
        "on": claim.on,
        "text": {"fr": claim.text_fr, "en": claim.text_en} if claim.text_en else None,
        "scope": list(claim.scope),
        "population": claim.population,
        "status": claim.status,
        "by": claim.by,
        "speaker": claim.speaker.name.lower(),
        "made_on": claim.made_on_edtf,
        "source": list(claim.evidence),
        "supersedes": list(claim.supersedes),
        "superseded_by": list(claim.superseded_by),
    }


def _headline_json(head: Headline) -> dict[str, Any]:
    """`low` and `high` span the candidates where there are several; both are null where there are only figures of parts."""
    lows = [c.low for c in head.candidates]
    highs = [c.high for c in head.candidates]
    return {
        "low": None if head.partial or None in lows else min(v for v in lows if v is not None),
        "high": None if head.partial or None in highs else max(v for v in highs if v is not None),
        "candidates": [c.id for c in head.candidates],
        "partial": head.partial,
        "parts": [c.id for c in head.parts],
        "range": {"low": head.low, "high": head.high},
        "policy": head.policy,
    }


def incident_json(answer: IncidentAnswer) -> dict[str, Any]:
    """The contract of `incident --format json`."""
    properties = {
        k: plain(v)
        for k, v in answer.incident.properties.items()
        if k not in ("open_fr", "open_en", "id", "name", "name_fr", "name_en", "unstated")
    }
    return {
        "id": answer.incident.id,
        **properties,
        "claims": [claim_json(c) for c in answer.claims],
        "headline": _headline_json(answer.headline) if answer.headline else None,
        "conflicts": [{"field": c.field, "unit": c.unit, "claims": [x.id for x in c.claims]} for c in answer.conflicts],
        "compromised": [{"at": p.party, "status": p.status, "evidence": list(p.evidence)} for p in answer.compromised],
        "entered_through": [
            {
                "at": p.party,
                "vector": p.vector,
                "account": {"fr": p.account_fr, "en": p.account_en} if p.account_en else None,
                "status": p.status,
                "evidence": list(p.evidence),
            }
            for p in answer.entered_through
        ],
        "parties": [{"id": s.party, **{k: v for k, v in shown_json(s).items() if k not in ("party", "incident")}} for s in answer.affected],
        "data": [
            {
                "category": e.category,
                "of": e.of or None,
                "at": e.at or None,
                "outcome": e.outcome,
                "status": e.status,
                "conflict": e.conflict,
                "readings": [
                    {"outcome": r.outcome, "status": r.status, "by": list(r.by), "made_on": r.made_on, "evidence": list(r.evidence)}
                    for r in e.readings
                ],
            }
            for e in answer.exposures
        ],
        "notifications": [
            {
                "from": t.start,
                "to": t.end,
                "duty": t.duty or None,
                "happened": t.happened,
                "on": t.on,
                "hours_after_detection": {"low": t.hours[0], "high": t.hours[1]} if t.hours else None,
                "status": t.status,
                "readings": [
                    {
                        "happened": r.happened,
                        "on": r.on,
                        "status": r.status,
                        "by": list(r.by),
                        "made_on": r.made_on,
                        "evidence": list(r.evidence),
                    }
                    for r in t.readings
                ],
            }
            for t in answer.notifications
        ],
        "attributed_to": [{"id": p.party, "status": p.status, "evidence": list(p.evidence)} for p in answer.attributed_to],
        "open": [
            {"fr": fr, "en": en}
            for fr, en in zip(
                answer.incident.properties.get("open_fr") or (), answer.incident.properties.get("open_en") or (), strict=False
            )
        ],
    }


def find_document(text: str, matches: Sequence[Match], lang: str) -> Document:
    """What a search found."""
    rows = [[m.node.id, m.node.called(lang), _kinds(m.node), m.node.properties.get("aliases") or []] for m in matches]
    table = Table([say("col.id", lang), say("col.name", lang), say("col.labels", lang), "alias"], rows)
    body = [
        {"id": m.node.id, "name": m.node.name, "labels": list(m.node.labels), "aliases": list(m.node.properties.get("aliases") or [])}
        for m in matches
    ]
    return Document(text, [Section("", [], table)], {"text": text, "matches": body})


def _kinds(node: Node) -> str:
    roles = [label for label in node.labels if label != "Organisation"]
    return ", ".join(roles or node.labels)
