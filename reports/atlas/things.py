"""The pages of an incident, of a cohort of people, of a source, and of whatever else has a page of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from maillon.graph.characters import terminal_safe
from maillon.queries.json_value import json_value
from maillon.queries.known_on import parties_on_day
from maillon.queries.radius_search import Outcome
from maillon.queries.standing import Days
from maillon.reports.atlas.lists import source_title
from maillon.reports.atlas.page import MOST_NAMED, AtlasPage, parts_of
from maillon.reports.blast_radius import blast_json
from maillon.reports.cohort import cohort_document
from maillon.reports.dossiers.incident import incident_parts
from maillon.reports.dossiers.sections import Citations, CitedText, Dossier, Grid, Part, chain_lines
from maillon.reports.formatting import bounds_brief, days_text, kinds_text, name_of, names_text
from maillon.reports.incident import incident_json
from maillon.reports.messages import messages
from maillon.reports.readings import alleged, places_said
from maillon.reports.relation_lines import verb_text
from maillon.reports.show import show_document
from maillon.reports.spoken_days import day_text

if TYPE_CHECKING:
    from maillon.queries.cohort import CohortAnswer
    from maillon.queries.dossier import IncidentDossier
    from maillon.queries.evidence_index import Resting
    from maillon.queries.nearest import NoIncident
    from maillon.queries.show import ShowAnswer
    from maillon.queries.subgraph import Node
    from maillon.reports.atlas.addresses import Links


def incident_page(found: IncidentDossier, links: Links) -> AtlasPage:
    """The dossier of an incident, below a sentence that says who trusted whom, where it broke and who may be hit."""
    lang = links.lang
    dossier: Dossier = incident_parts(found, lang, links.thing, most_named=MOST_NAMED)
    node = found.answer.incident
    names = {**found.names, node.id: node, **{f"source:{i}": s for i, s in found.sources.items()}}
    return AtlasPage(
        path=links.path,
        lang=lang,
        title=dossier.title,
        kind=kinds_text(node, lang),
        summary=[CitedText(_in_one_sentence(found, lang)), *dossier.summary],
        parts=dossier.parts,
        body=lambda: {
            "address": node.id,
            "incident": incident_json(found.answer),
            "blast_radius": blast_json(found.radius) if found.radius else None,
        },
        names=names,
        sources=dossier.sources,
        computed=dossier.computed,
        judged=dossier.judged,
        about=node.id,
        later="" if found.radius else messages.say("atlas.incident.later", lang),
    )


def _in_one_sentence(found: IncidentDossier, lang: str) -> str:
    """Where it broke, how many trusted that party on its days, who of them is known to have been hit, how many people."""
    radius = found.radius
    places = [place for place in found.answer.compromised if place.broke]
    if not places:
        return messages.say("atlas.incident.nowhere", lang)
    where = names_text(places_said(places, lambda who: name_of(found.names, who, lang), lang), lang)
    took_place = messages("atlas.incident.alleged" if alleged(places) else "atlas.incident.took_place", where=where)
    if radius is None:
        return messages.say("atlas.incident.at", lang, took_place=took_place)
    exposed = [h for h in radius.nodes if h.outcome is not Outcome.CLEARED]
    if not exposed:
        return messages.say("atlas.incident.nobody", lang, took_place=took_place)
    reached = parties_on_day(((h.node.id, way) for h in exposed for way in (h.witness, h.best_known)), radius.days)
    observed = sum(h.outcome is Outcome.OBSERVED for h in exposed)
    return messages.say(
        "atlas.incident.sentence",
        lang,
        took_place=took_place,
        n=reached.total,
        observed=messages("atlas.incident.observed" if observed else "atlas.incident.unobserved", n=observed),
        people=bounds_brief(radius.people, lang, about=radius.people.approximate),
    )


def population_page(
    found: CohortAnswer, attached: ShowAnswer, sources: Mapping[str, Node], none: NoIncident | None, links: Links
) -> AtlasPage:
    """What is out about these people, by which incidents, and whom they trust."""
    lang = links.lang
    cite = Citations(sources)
    document = cohort_document(found, lang, none)
    paths = [list(link.path) for link in found.links if link.path]
    parts = parts_of(document, cite, sources, lang)
    parts.append(Part(messages.say("dossier.chain_out", lang), chain_lines(paths, found.names, cite, lang, found.as_of)))
    parts += parts_of(show_document(attached, lang, None), cite, sources, lang)
    hidden = messages.say("dossier.sources", lang)
    kept = [p for p in parts if (p.lines or p.grid) and p.heading != hidden]
    return AtlasPage(
        path=links.path,
        lang=lang,
        title=found.population.called(lang),
        kind=kinds_text(found.population, lang),
        summary=[CitedText(messages.say("atlas.cohort", lang, n=len(found.links), m=len({leak.category for leak in found.leaks})))],
        parts=kept,
        body=lambda: {"address": found.population.id, "cohort": document.json, "show": show_document(attached, "en", None).json},
        names={**attached.names, **found.names, **{f"source:{i}": s for i, s in sources.items()}},
        sources=cite.listed(),
        computed=[messages.say("dossier.computed_potential", lang)],
        judged=days_text(Days.on(found.as_of), lang),
        about=found.population.id,
    )


def source_page(node: Node, resting: Resting, names: Mapping[str, Node], links: Links) -> AtlasPage:
    """A document, and everything that rests on it."""
    lang = links.lang
    get = node.properties.get
    own = [(key, get(key)) for key in ("publisher", "title", "url")]
    date = day_text(get("published_edtf"), lang) or (messages.say("undated", lang) if get("undated") else "")
    rows = [[messages.say(f"col.{'address' if k == 'url' else k}", lang), str(v)] for k, v in own if v]
    rows += [[messages.say("col.date", lang), date]] if date else []
    parts = [Part("", grid=Grid(["", ""], [[CitedText(terminal_safe(c)) for c in row] for row in rows]))]
    heads = [messages.say(f"col.{c}", lang) for c in ("name", "labels", "place")]
    things = [
        [
            CitedText(terminal_safe(name_of(names, t.id, lang)), (), _stands_on(t.id)),
            CitedText(kinds_text(names[t.id], lang) if t.id in names else ""),
            CitedText(terminal_safe(names_text(t.places, lang))),
        ]
        for t in resting.things
    ]
    parts.append(Part(messages.say("atlas.source.things", lang, n=len(things)), grid=Grid(heads, things)))
    heads = [messages.say(f"col.{c}", lang) for c in ("from", "relation", "to", "place")]
    arrows = []
    for a in resting.arrows:
        start, end = (CitedText(terminal_safe(name_of(names, i, lang)), (), i) for i in (a.start, a.end))
        arrows.append([start, CitedText(verb_text(a.type, start.text, lang)), end, CitedText(terminal_safe(names_text(a.places, lang)))])
    parts.append(Part(messages.say("atlas.source.arrows", lang, n=len(arrows)), grid=Grid(heads, arrows)))
    body = {
        "address": node.id,
        "properties": {k: json_value(v) for k, v in node.properties.items()},
        "things": [{"id": t.id, "places": list(t.places)} for t in resting.things],
        "arrows": [{"type": a.type, "from": a.start, "to": a.end, "places": list(a.places)} for a in resting.arrows],
    }
    return AtlasPage(
        path=links.path,
        lang=lang,
        title=source_title(node),
        kind=kinds_text(node, lang),
        summary=[CitedText(messages.say("atlas.source", lang, n=len(resting.things), m=len(resting.arrows)))],
        parts=[p for p in parts if p.grid and p.grid.rows],
        body=lambda: body,
        names={**names, node.id: node},
        about=node.id,
    )


def _stands_on(node_id: str) -> str:
    """Whose page shows a thing: of a statement (`claim:INCIDENT/FIELD/…`) that of its incident."""
    kind, _, rest = node_id.partition(":")
    return f"incident:{rest.partition('/')[0]}" if kind == "claim" else node_id


def thing_page(attached: ShowAnswer, links: Links) -> AtlasPage:
    """Anything else: what `show` says of it."""
    lang = links.lang
    sources = {i.partition(":")[2]: s for i, s in attached.sources.items()}
    cite = Citations(sources)
    parts = parts_of(show_document(attached, lang, None), cite, sources, lang)
    hidden = messages.say("dossier.sources", lang)
    return AtlasPage(
        path=links.path,
        lang=lang,
        title=name_of({attached.node.id: attached.node}, attached.node.id, lang),
        kind=kinds_text(attached.node, lang),
        summary=[CitedText(messages.say("atlas.thing", lang, n=len(attached.links)))],
        parts=[p for p in parts if p.heading != hidden],
        body=lambda: {"address": attached.node.id, "show": show_document(attached, "en", None).json},
        names={**attached.names, **{f"source:{i}": s for i, s in sources.items()}},
        sources=cite.listed(),
        about=attached.node.id,
    )
