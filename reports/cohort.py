"""What is known of one cohort over all incidents, as a document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from maillon.queries.cohort import Certainty, CohortAnswer, CombinationMatch, DataExposure, Relevance, RelevantIncident
from maillon.reports.document import Document, Section, Table
from maillon.reports.formatting import day, labelled, name_of, names_text, size_text, whose_text
from maillon.reports.messages import messages
from maillon.reports.nearest import no_incident_lines
from maillon.reports.readings import readings_json, voice
from maillon.reports.relation_lines import arrow_json
from maillon.reports.spoken_days import day_text, spoken

if TYPE_CHECKING:
    from maillon.queries.nearest import NoIncident


def cohort_document(answer: CohortAnswer, lang: str, none: NoIncident | None = None) -> Document:
    """Incidents that bear on the cohort, its data by kind, what that makes easy when put together; `none` tells why there is nothing."""
    sections = [Section("", [messages.say("cohort.size", lang, size=size_text(answer.population, lang))])]
    if answer.links:
        heads = [messages.say(f"col.{c}", lang) for c in ("incident", "bearing", "path", "since", "public", "status", "evidence")]
        sections.append(
            Section(messages.say("cohort.incidents", lang), [], Table(heads, [_link_row(k, answer, lang) for k in answer.links]))
        )
    if answer.leaks:
        heads = [messages.say(f"col.{c}", lang) for c in ("category", "certainty", "incident", "whose", "since", "said", "evidence")]
        sections.append(Section(messages.say("cohort.data", lang), [], Table(heads, [_leak_row(k, answer, lang) for k in answer.leaks])))
    if answer.without_data:
        names = names_text([name_of(answer.names, i, lang) for i in answer.without_data], lang)
        sections.append(Section(messages.say("cohort.unsaid", lang), [messages.say("cohort.unsaid_line", lang, names=names)]))
    if answer.matches:
        lines = [line for match in answer.matches for line in match_lines(match, answer, lang)]
        sections.append(Section(messages.say("cohort.together", lang), [*lines, messages.say("cohort.rule", lang)]))
    rows = Table(
        ["category", "certainty", "incident", "since", "of", "people_of", "outcome", "status", "by", "conflict", "evidence"],
        [
            [k.category, k.certainty.value, k.incident, _since(answer, k.incident), k.of, k.at, k.outcome, k.status]
            + [list(k.by), k.conflict, list(k.evidence)]
            for k in answer.leaks
        ],
    )
    title = messages.say("cohort.title", lang, name=answer.population.called(lang), date=spoken(answer.as_of))
    return Document(title, sections, cohort_json(answer), rows, nothing=no_incident_lines(none) if none else ())


def _since(answer: CohortAnswer, incident: str) -> str | None:
    since = next(k.since for k in answer.links if k.incident.id == incident)
    return since.isoformat() if since else None


def bearing_text(link: RelevantIncident, answer: CohortAnswer, lang: str) -> str:
    """How an incident bears on the cohort, and of whom that was said where it was not of the cohort itself."""
    text = messages.say(f"bearing.{link.relevance}", lang)
    if link.extent not in ("", "same"):
        text += f" ({messages.say(f'extent.{link.extent}', lang, name=name_of(answer.names, link.at, lang))})"
    return f"{text}, {messages.say('note.past', lang)}" if link.past else text


def _link_row(link: RelevantIncident, answer: CohortAnswer, lang: str) -> list[Any]:
    path = " → ".join(name_of(answer.names, a.end, lang) for a in link.path) or messages.say("cohort.no_path", lang)
    status = voice(link.status, link.by, lambda who: name_of(answer.names, who, lang), lang) if link.status else ""
    return [link.incident.called(lang), bearing_text(link, answer, lang), path, day(link.since, lang), day(link.public, lang), status] + [
        ", ".join(link.evidence)
    ]


def _certainty(leaks: Iterable[DataExposure], certainty: Certainty, answer: CohortAnswer, lang: str) -> str:
    """How firmly: what follows from recorded relations alone is never called possible, which is the word of a source."""
    potential = {link.incident.id for link in answer.links if link.relevance is Relevance.POTENTIAL}
    reached = certainty is Certainty.POSSIBLE and any(leak.incident in potential for leak in leaks)
    return messages.say("certainty.potential", lang) if reached else messages.label(certainty, lang)


def _leak_row(leak: DataExposure, answer: CohortAnswer, lang: str) -> list[Any]:
    certainty = _certainty([leak], leak.certainty, answer, lang) + (f" ({messages.say('conflict', lang)})" if leak.conflict else "")
    since = day_text(_since(answer, leak.incident), lang) or "?"
    row = [
        name_of(answer.names, leak.category, lang),
        certainty,
        name_of(answer.names, leak.incident, lang),
        whose_text(leak.of, leak.at, lambda who: name_of(answer.names, who, lang), lang),
    ]
    return [*row, since, _said(leak, answer, lang), ", ".join(leak.evidence)]


def _said(leak: DataExposure, answer: CohortAnswer, lang: str) -> str:
    """What is said of that data, each statement with its status and speaker: what follows for the cohort stands apart."""
    told = [(leak.outcome, leak.status, leak.by), *((r.outcome, r.status, r.by) for r in leak.readings)]
    names = dict.fromkeys(
        f"{messages.label(outcome or 'unknown', lang)} ({voice(status, by, lambda who: name_of(answer.names, who, lang), lang)})"
        for outcome, status, by in told
    )
    return " / ".join(names)


def match_lines(met: CombinationMatch, answer: CohortAnswer, lang: str) -> list[str]:
    """One combination: what it makes easy, of what, and which breach brings what."""
    parts = " + ".join(f"{name_of(answer.names, k.category, lang)} ({name_of(answer.names, k.incident, lang)})" for k in met.by)
    certainty = messages.say("cohort.certainty", lang, certainty=_certainty(met.by, met.certainty, answer, lang))
    head = labelled(messages.say(f"combination.{met.combination.id}", lang), certainty, lang)
    if met.crossed:
        head += f", {messages.say('cohort.crossed', lang)}"
    return [
        head,
        f"  {parts} · {messages.say('date.since', lang, d=spoken(met.since)) if met.since else messages.say('date.unknown', lang)}",
    ] + [f"  {url}" for url in met.combination.sources]


def cohort_json(answer: CohortAnswer) -> dict[str, Any]:
    """The contract of `cohort --format json`."""
    return {
        "population": answer.population.id,
        "as_of": answer.as_of.isoformat(),
        "incidents": [
            {
                "id": k.incident.id,
                "bearing": k.relevance.value,
                "said_of": k.at if k.status else None,
                "extent": k.extent or None,
                "past": k.past,
                "path": [arrow_json(a) for a in k.path],
                "since": k.since.isoformat() if k.since else None,
                "public": k.public.isoformat() if k.public else None,
                "status": k.status,
                "by": list(k.by),
                "evidence": list(k.evidence),
            }
            for k in answer.links
        ],
        "data": [
            {
                "category": k.category,
                "certainty": k.certainty.value,
                "incident": k.incident,
                "since": _since(answer, k.incident),
                "of": k.of or None,
                "people_of": k.at or None,
                "outcome": k.outcome,
                "status": k.status,
                "by": list(k.by),
                "conflict": k.conflict,
                **readings_json(k.readings),
                "evidence": list(k.evidence),
            }
            for k in answer.leaks
        ],
        "not_said": list(answer.without_data),
        "combinations": [
            {
                "id": m.combination.id,
                "certainty": m.certainty.value,
                "crosses_incidents": m.crossed,
                "since": m.since.isoformat() if m.since else None,
                "by": [{"category": k.category, "incident": k.incident} for k in m.by],
                "rule": list(m.combination.sources),
            }
            for m in answer.matches
        ],
    }
