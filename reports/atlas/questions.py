"""The pages of the library of questions, of the ranking of suppliers, of all incidents, and the first page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from maillon.graph.characters import terminal_safe
from maillon.graph.model import NODE_BY_PREFIX
from maillon.queries.json_value import json_value
from maillon.queries.standing import Days
from maillon.reports.atlas.addresses import INCIDENTS, LISTED_KINDS, QUESTIONS, SUPPLIERS, Links
from maillon.reports.atlas.answers import AnsweredQuestion, answer_grid, with_names
from maillon.reports.atlas.page import AtlasPage, parts_of
from maillon.reports.atlas.suppliers import FIRST, SupplierMap, supplier_map
from maillon.reports.corpus import contested, known_text, unknown
from maillon.reports.dossiers.sections import Citations, CitedText, Grid, Part, WordedLater
from maillon.reports.formatting import day_range, days_text, kinds_text
from maillon.reports.messages import messages
from maillon.reports.picture.clean import printable
from maillon.reports.questions import question_list
from maillon.reports.rank import rank_document
from maillon.wording import Message, rendered

if TYPE_CHECKING:
    from maillon.graph.store import StoreStatus
    from maillon.queries.incident import IncidentAnswer
    from maillon.queries.library import Question
    from maillon.queries.scale.rank import Ranking
    from maillon.queries.subgraph import Arrow, Node

PLAIN_QUESTIONS = (
    "members-on-breached-platforms",
    "persons-not-told",
    "in-several-incidents",
    "shared-suppliers",
    "populations-of-unknown-size",
)
"""Questions of the library whose first rows stand on the first page."""

FEW = 5
"""So many rows of each answer stand on the first page."""


def question_page(found: AnsweredQuestion, links: Links) -> AtlasPage:
    """A question: its words, its parameters, its rows, its Cypher."""
    lang, asked = links.lang, found.question
    title, cite = str(rendered(asked.title, lang)), Citations(found.sources)
    parts = [Part("", [CitedText(line.say(lang)) for line in found.nothing])] if found.nothing else []
    if found.rows is not None and found.rows.rows:
        parts.append(Part("", grid=answer_grid(found, found.rows.rows, cite, lang)))
        parts += [Part("", [CitedText(messages.say("rows.more", lang))])] if found.rows.truncated else []
    return AtlasPage(
        path=links.path,
        lang=lang,
        title=title,
        kind=messages.say(f"topic.{asked.topic}", lang),
        summary=[CitedText(str(rendered(asked.description, lang))), *([CitedText(_with(found, lang))] if found.given else [])],
        parts=parts,
        body=lambda: {
            "question": asked.name,
            "parameters": dict(found.given),
            "columns": list(found.rows.columns) if found.rows else list(asked.columns),
            "rows": [list(row) for row in found.rows.rows] if found.rows else [],
            "truncated": found.rows.truncated if found.rows else False,
        },
        names=found.names,
        sources=cite.listed(),
        asked=asked,
        given=found.given,
        computed=[messages.say("atlas.question.walk", lang)] if asked.walk else [],
        queries=[] if asked.walk else [asked.cypher],
    )


def _with(found: AnsweredQuestion, lang: str) -> str:
    """The values with which a question is asked."""
    meanings = {p.name: str(rendered(p.meaning, lang)) for p in found.question.parameters}
    said = [
        messages.say("labelled", lang, label=meanings[name], text=with_names(value, found.names, lang))
        for name, value in found.given.items()
    ]
    return messages.say("atlas.question.with", lang, values=messages.say("semicolon", lang).join(said))


def questions_page(questions: Sequence[Question], links: Links) -> AtlasPage:
    """Every question of the library, by topic."""
    lang = links.lang
    document = question_list(questions, lang)
    topics: dict[str, list[Question]] = {}
    for q in questions:
        topics.setdefault(q.topic, []).append(q)
    parts = [
        Part(
            messages.say(f"topic.{topic}", lang),
            grid=Grid(
                ["", ""],
                [
                    [CitedText(str(rendered(q.title, lang)), (), f"query:{q.name}"), CitedText(str(rendered(q.description, lang)))]
                    for q in those
                ],
            ),
        )
        for topic, those in topics.items()
    ]
    title = messages.say("atlas.questions", lang)
    lead = [CitedText(messages.say("atlas.questions_lead", lang, n=len(questions)))]
    return AtlasPage(QUESTIONS, lang, title, "", lead, parts, lambda: document.json, {})


@dataclass(frozen=True, slots=True)
class RankedSuppliers:
    """The ranking of suppliers on a day, with what its map needs: their names, the incidents, the relations between them."""

    on: dt.date
    ranking: Ranking
    names: Mapping[str, Node]
    incidents: Sequence[IncidentAnswer]
    ties: Sequence[Arrow]

    def drawn(self, lang: str, first: int) -> SupplierMap:
        """Their map, so many of each layer in view."""
        return supplier_map(self.ranking, self.names, self.incidents, self.ties, lang, first=first, on=self.on)


def suppliers_page(found: RankedSuppliers, links: Links) -> AtlasPage:
    """The map of suppliers, and their ranking as `rank` gives it."""
    lang, ranking, names = links.lang, found.ranking, found.names
    document = rank_document(ranking, names, lang)
    return AtlasPage(
        path=SUPPLIERS,
        lang=lang,
        title=messages.say("atlas.suppliers", lang),
        kind="",
        summary=[CitedText(messages.say("atlas.suppliers_lead", lang))],
        parts=parts_of(document, Citations({}), {}, lang),
        body=lambda: document.json,
        names=names,
        judged=days_text(Days.on(found.on), lang),
        suppliers=found.drawn(lang, FIRST),
    )


def latest_first(answers: Sequence[IncidentAnswer]) -> list[IncidentAnswer]:
    """Incidents by the last day on which they may have become known, the latest first; undated ones last, ties by id."""

    def day(answer: IncidentAnswer) -> dt.date:
        return answer.incident.day("disclosed_on", "detected_on", "occurred_from") or dt.date.min

    return sorted(sorted(answers, key=lambda a: a.incident.id), key=day, reverse=True)


def incidents_page(answers: Sequence[IncidentAnswer], links: Links) -> AtlasPage:
    """Every incident: what is known, contested, unknown."""
    lang = links.lang
    title = messages.say("atlas.incidents", lang)
    names = {i: n for a in answers for i, n in (*a.names.items(), (a.incident.id, a.incident))}
    body = {"incidents": [{"id": a.incident.id, "name": a.incident.name, **_days_json(a)} for a in latest_first(answers)]}
    lead = [CitedText(messages.say("atlas.incidents_lead", lang, n=len(answers)))]
    listed = Part("", grid=_incidents(latest_first(answers), lang, whole=True))
    return AtlasPage(INCIDENTS, lang, title, "", lead, [listed], lambda: body, names)


def _days_json(answer: IncidentAnswer) -> dict[str, object]:
    get = answer.incident.properties.get
    return {key: json_value(get(key)) for key in ("occurred_from", "occurred_to", "disclosed_on") if get(key)}


def _incidents(answers: Sequence[IncidentAnswer], lang: str, *, whole: bool) -> Grid:
    heads = [messages.say(f"col.{c}", lang) for c in ("incident", "dates")] + [messages.say("corpus.known", lang)]
    heads += [messages.say(f"corpus.{h}", lang) for h in ("contested", "unknown")] if whole else []

    def row(a: IncidentAnswer) -> list[CitedText]:
        days = day_range(a.incident.day("occurred_from"), a.incident.day("occurred_to"), lang)
        cells = [CitedText(a.incident.called(lang), (), a.incident.id), CitedText(days), CitedText(known_text(a, lang))]
        return [*cells, *([CitedText(contested(a, lang)), CitedText(unknown(a, lang))] if whole else [])]

    return Grid(heads, WordedLater(answers, row))


def start_page(
    status: StoreStatus,
    found_suppliers: RankedSuppliers | None,
    asked: Sequence[AnsweredQuestion],
    on: dt.date,
    links: Links,
) -> AtlasPage:
    """What the collection is and is not, its largest suppliers, its latest incidents, and questions in plain words with their answers.

    Live, suppliers and incidents may not be ready yet (None): then it says so. A question without an answer leads to it.
    """
    lang, answers = links.lang, found_suppliers.incidents if found_suppliers else ()
    counted = {name: status.nodes.get(label, 0) for name, label in _COUNTED.items()}
    licences = sorted({d.licence or messages.say("picture.image.licence.none", lang) for d in status.datasets})
    latest = latest_first(answers)[: 2 * FEW]
    parts = [Part(messages.say("atlas.latest", lang), grid=_incidents(latest, lang, whole=False))] if latest else []
    listed = [
        CitedText(messages.say("atlas.browse_line", lang, name=messages.say(f"atlas.menu.{kind}", lang), n=n), (), f"list:{kind}")
        for kind in LISTED_KINDS
        if (n := status.nodes.get(NODE_BY_PREFIX[kind].label, 0))
    ]
    top = found_suppliers.ranking.origins[: 2 * FEW] if found_suppliers else ()
    known = {**found_suppliers.names} if found_suppliers else {}
    for found in asked:
        known |= found.names
        title, lead = str(rendered(found.question.title, lang)), str(rendered(found.question.description, lang))
        if found.rows is None and not found.nothing:
            to = CitedText(messages.say("atlas.answer", lang), (), f"query:{found.question.name}")
            parts.append(Part(title, [to], lead=lead))
        if found.rows is None or not found.rows.rows:
            continue
        grid = answer_grid(found, found.rows.rows[:FEW], Citations({}), lang)
        more = messages.say("atlas.more_rows", lang, n=len(found.rows.rows))
        parts.append(
            Part(
                title,
                [CitedText(more, (), f"query:{found.question.name}")],
                Grid(grid.heads, [[replace(cell, cites=()) for cell in row] for row in grid.rows]),
                lead=lead,
            )
        )
    parts.append(Part(messages.say("atlas.browse", lang), listed))
    summary = [
        messages.say("atlas.is", lang, **counted),
        messages.say("atlas.is_not", lang),
        messages.say("atlas.licence", lang, licences=licences),
        *([messages.say("atlas.preparing", lang)] if found_suppliers is None else []),
    ]
    body = {
        "as_of": on.isoformat(),
        "counts": counted,
        "datasets": [{"id": d.id, "title": d.title, "licence": d.licence} for d in status.datasets],
        "latest": [a.incident.id for a in latest] if found_suppliers else None,
        "largest": [
            {"id": r.id, "people_at_least": r.people.at_least, "unknown": r.unknown, "clients": r.clients, "contested": asdict(r.contested)}
            for r in top
        ]
        if found_suppliers
        else None,
    }
    names_shown = {**known, **{i: n for a in latest for i, n in (*a.names.items(), (a.incident.id, a.incident))}}
    return AtlasPage(
        path=links.path,
        lang=lang,
        title=messages.say("atlas.title", lang),
        kind="",
        summary=[CitedText(line) for line in summary],
        parts=[p for p in parts if p.lines or p.grid],
        body=lambda: body,
        names=names_shown,
        judged=days_text(Days.on(on), lang),
        suppliers=found_suppliers.drawn(lang, FEW) if found_suppliers else None,
    )


_COUNTED = {"organisations": "Organisation", "incidents": "Incident", "cohorts": "Population", "statements": "Claim", "sources": "Source"}


def gone_page(path: str, closest: Sequence[Node], links: Links) -> AtlasPage:
    """What stands where nothing is: that nothing is there, and what is called nearly the same."""
    lang = links.lang
    rows = [[CitedText(node.called(lang), (), node.id), CitedText(kinds_text(node, lang))] for node in closest]
    heads = [messages.say(f"col.{c}", lang) for c in ("name", "labels")]
    return AtlasPage(
        path=links.path,
        lang=lang,
        title=messages.say("atlas.gone", lang),
        kind="",
        summary=[CitedText(messages.say("atlas.gone_lead", lang, path=printable(path, 200)))],
        parts=[Part(messages.say("atlas.closest", lang), grid=Grid(heads, rows))] if rows else [],
        body=lambda: {"path": path, "closest": [node.id for node in closest]},
        names={node.id: node for node in closest},
    )


def broken_page(reason: Message, links: Links) -> AtlasPage:
    """What stands where a page cannot be made: why not."""
    lang = links.lang
    title, said = messages.say("atlas.broken", lang), reason.say(lang)
    return AtlasPage(links.path, lang, title, "", [CitedText(terminal_safe(said))], [], lambda: {"path": links.path, "error": said}, {})
