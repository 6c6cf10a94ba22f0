"""The page of an organisation or product: who it is, whom it trusts, who trusts it, where it broke, who may be hit, what is not known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from maillon.queries.known_on import parties_on_day
from maillon.queries.standing import Days
from maillon.queries.subgraph import Arrow, Force
from maillon.reports.atlas.page import MOST_NAMED, AtlasPage, parts_of
from maillon.reports.blast_radius import blast_json
from maillon.reports.dossiers.exposure import exposure_unknown, touched_part
from maillon.reports.dossiers.sections import Citations, CitedText, Grid, Part, arrow_grid, cells, chain_lines, chain_part
from maillon.reports.dossiers.supplier import incidents_part, reached_part, supplier_unknown
from maillon.reports.formatting import (
    bounds_brief,
    bounds_line,
    day_range,
    days_text,
    figure_text,
    kinds_text,
    labelled,
    name_of,
    parties_text,
)
from maillon.reports.messages import messages
from maillon.reports.readings import contest_text, outcome_said
from maillon.reports.relation_lines import arrow_json
from maillon.reports.show import show_document
from maillon.reports.spoken_days import spoken

if TYPE_CHECKING:
    from maillon.queries.organisation import OrganisationAnswer
    from maillon.queries.scale.exposure import Ranked
    from maillon.reports.atlas.addresses import Links


def organisation_page(found: OrganisationAnswer, row: Ranked | None, links: Links) -> AtlasPage:
    """Word it in the language of `links`.

    Where it does not say who is exposed if the party breaks, the page leads to what does; `row` is its place in the ranking, if known.
    """
    lang = links.lang
    cite = Citations(found.sources)
    out, inward = _trusts(found), _trusted_by(found)
    supplier, exposure = found.supplier, found.exposure
    summary = _summary(found, out, inward, row, cite, lang)
    parts = [_picture(found, out, inward, cite, links)]
    parts += _relations(out, "atlas.trusts.", found, cite, lang)
    parts += _relations(inward, "atlas.trusted_by.", found, cite, lang)
    parts.append(_chains(found, cite, lang))
    if supplier is not None and supplier.radius is None:
        parts.append(incidents_part(supplier, cite, lang))
    elif supplier is not None:
        parts += [_people(found, lang), reached_part(supplier, lang), incidents_part(supplier, cite, lang)]
    parts.append(_struck(found, cite, lang))
    if exposure is not None:
        parts.append(touched_part(exposure, cite, lang))
    owners = dict.fromkeys([*(supplier.owners if supplier else ()), *(a for a in (exposure.owners if exposure else ()))])
    parts.append(Part(messages.say("owners", lang), grid=arrow_grid(list(owners), found.names, cite, lang, found.as_of)))
    parts.append(_unknown(found, cite, lang))
    said = parts_of(show_document(found.attached, lang, None), cite, found.sources, lang)
    parts += [part for part in said if part.heading in {messages.say(k, lang) for k in ("show.properties", "show.said", "show.decisions")}]
    kept = [part for part in parts if part.lines or part.grid or part.picture]
    computed = [messages.say("dossier.computed_asked", lang, d=spoken(found.as_of))]
    computed += [messages.say(f"dossier.{key}", lang) for key in ("computed_potential", "computed_people")]
    return AtlasPage(
        path=links.path,
        lang=lang,
        title=name_of(found.names, found.node.id, lang),
        kind=kinds_text(found.node, lang),
        summary=summary,
        parts=kept,
        body=partial(organisation_json, found),
        names={**found.names, **{f"source:{i}": node for i, node in found.sources.items()}},
        sources=cite.listed(),
        computed=computed,
        judged=days_text(Days.on(found.as_of), lang),
        about=found.node.id,
        later=messages.say("atlas.later", lang) if supplier is not None and supplier.radius is None else "",
    )


def organisation_json(found: OrganisationAnswer) -> dict[str, object]:
    """The same answer for programs: `show`, the relations on the day, and `blast_radius` as the commands give them."""
    return {
        "address": found.node.id,
        "as_of": found.as_of.isoformat(),
        "show": show_document(found.attached, "en", None).json,
        "trusts": [arrow_json(a, found.as_of) for a in _trusts(found)],
        "trusted_by": [arrow_json(a, found.as_of) for a in _trusted_by(found)],
        "blast_radius": blast_json(found.supplier.radius) if found.supplier and found.supplier.radius else None,
        "incidents": [a.incident.id for a in found.supplier.incidents] if found.supplier else [],
        "incidents_at_trusted": [
            {"incident": row.incident.id, "at": row.at.id, "when": row.when.value}
            for row in (found.exposure.answer.rows if found.exposure else ())
        ],
        "struck_in": sorted({impact.incident for impact in found.struck}),
    }


def _trusts(found: OrganisationAnswer) -> list[Arrow]:
    if found.exposure is not None:
        return sorted(found.exposure.subgraph.outgoing[found.node.id], key=lambda a: a.order)
    return [a for a in found.supplier.trusts if a.start == found.node.id] if found.supplier else []


def _trusted_by(found: OrganisationAnswer) -> list[Arrow]:
    return list(found.supplier.inward) if found.supplier else []


def _summary(
    found: OrganisationAnswer, out: list[Arrow], inward: list[Arrow], row: Ranked | None, cite: Citations, lang: str
) -> list[CitedText]:
    """Who it is and why it is here, in a few sentences; what says who it is stands behind the first."""
    name, on = name_of(found.names, found.node.id, lang), found.as_of
    broke = len(found.supplier.incidents) if found.supplier else 0
    struck = len({s.incident for s in found.struck if s.outcome != "not_affected"})
    why = [
        messages.say(key, lang, n=n)
        for key, n in (("atlas.why.broke", broke), ("atlas.why.struck", struck), ("atlas.why.said", found.said))
        if n
    ] or [messages.say("atlas.why.linked" if out or inward else "atlas.why.named", lang)]
    lines = [messages.say("atlas.who", lang, name=name, kind=kinds_text(found.node, lang), why=messages.say("semicolon", lang).join(why))]
    for key, arrows, end in (("atlas.trusts_n", out, "end"), ("atlas.trusted_by_n", inward, "start")):
        if arrows:
            parties = parties_on_day(((getattr(a, end), (a,)) for a in arrows), on)
            lines.append(messages.say(key, lang, n=parties.total, known=parties_text(parties, lang)))
    contested = [a for a in (*out, *inward) if a.contested_by]
    if contested:
        who = contest_text(contested, lambda one: name_of(found.names, one, lang), lang)
        lines.append(messages.say("atlas.contested", lang, n=len(contested), who=who))
    known = found.supplier.radius.people if found.supplier and found.supplier.radius else None
    if known is not None:
        lines.append(messages.say("atlas.if_broken", lang, people=bounds_brief(known, lang, about=known.approximate)))
    elif row is not None:
        lines.append(messages.say("atlas.if_broken", lang, people=bounds_brief(row.people, lang, about=row.approximate)))
    own = cite(found.node.properties.get("evidence") or ())
    return [CitedText(line, own if place == 0 else ()) for place, line in enumerate(lines)]


def _picture(found: OrganisationAnswer, out: list[Arrow], inward: list[Arrow], cite: Citations, links: Links) -> Part:
    lang = links.lang
    tones: dict[str, tuple[str, str]] = {}
    if found.exposure is not None:
        tones |= {row.at.id: ("hit", messages.say("dossier.struck", lang)) for row in found.exposure.answer.rows}
    tones[found.node.id] = ("origin", messages.say("atlas.subject", lang))
    paths = [[a] for a in (*inward, *out)]
    title = messages.say("atlas.around", lang)
    part = chain_part(title, paths, tones, found.names, Citations({}), lang, found.as_of, struck_by="incident", address=links.thing)
    return replace(part, lines=[], lead=messages.say("atlas.around_lead", lang))


def _relations(arrows: list[Arrow], key: str, found: OrganisationAnswer, cite: Citations, lang: str) -> Iterable[Part]:
    """Its relations on one side: those in force, those of which nobody says whether they last, those that ended, those yet to begin."""
    for force in (Force.IN_FORCE, Force.UNKNOWN, Force.PAST, Force.NOT_BEGUN):
        those = [a for a in arrows if a.force(found.as_of) is force]
        heading = messages.say(key + force, lang, n=len(those))
        lead = messages.say("dossier.past_lead", lang) if force is Force.PAST and those else ""
        yield Part(heading, grid=arrow_grid(those, found.names, cite, lang, found.as_of), lead=lead)


def _chains(found: OrganisationAnswer, cite: Citations, lang: str) -> Part:
    """The chains that lead through it: those that arrive, and those that go on from it."""
    radius = found.supplier.radius if found.supplier else None
    paths = [list(h.witness) for h in (radius.nodes if radius else ()) if len(h.witness) > 1]
    paths += [list(t.path) for t in (found.exposure.trusted if found.exposure else ()) if t.hops > 1]
    lines = chain_lines(paths, found.names, cite, lang, found.as_of)
    return Part(messages.say("atlas.chains", lang), lines, lead=messages.say("dossier.chain_lead", lang))


def _people(found: OrganisationAnswer, lang: str) -> Part:
    radius = found.supplier.radius if found.supplier else None
    assert radius is not None
    lines = [CitedText(text) for text in bounds_line(radius.people, radius.subgraph, lang, most=MOST_NAMED)]
    return Part(messages.say("blast.people", lang), lines, lead=messages.say("dossier.people_lead", lang))


def _struck(found: OrganisationAnswer, cite: Citations, lang: str) -> Part:
    """What incidents showed at it, wherever they broke."""
    rows = []
    for impact in found.struck:
        incident = found.names.get(impact.incident)
        days = day_range(incident.day("occurred_from"), incident.day("occurred_to"), lang) if incident else ""
        said = outcome_said(impact, lambda who: name_of(found.names, who, lang), lang)
        figure = figure_text(impact.low, impact.high, impact.unit, lang, approximate=impact.approximate)
        effect = messages.label(impact.effect, lang) if impact.effect else ""
        row = cells([name_of(found.names, impact.incident, lang), days, effect, figure, said], cite, impact.cited)
        rows.append([CitedText(row[0].text, row[0].cites, impact.incident), *row[1:]])
    heads = [messages.say(f"col.{c}", lang) for c in ("incident", "dates", "effect", "figure", "shown")]
    return Part(messages.say("atlas.struck", lang), grid=Grid(heads, rows) if rows else None, lead=messages.say("atlas.struck_lead", lang))


def _unknown(found: OrganisationAnswer, cite: Citations, lang: str) -> Part:
    """What nobody says of it, once each."""
    lines: dict[str, CitedText] = {}
    for part in (
        *([supplier_unknown(found.supplier, cite, lang)] if found.supplier else ()),
        *([exposure_unknown(found.exposure, cite, lang)] if found.exposure else ()),
    ):
        lines.update((line.text, line) for line in part.lines)
    if not lines:
        lines[""] = CitedText(labelled(messages.say("dossier.unknown", lang), messages.say("atlas.no_relation", lang), lang))
    return Part(messages.say("dossier.unknown", lang), list(lines.values()), lead=messages.say("dossier.unknown_lead", lang))
