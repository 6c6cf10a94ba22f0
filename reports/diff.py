"""What changed between two days or two exports, as a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from maillon.queries.diff import ChangedRelation, Difference, Reach
from maillon.queries.people import PeopleBounds
from maillon.queries.subgraph import Arrow, Node, Subgraph
from maillon.reports.document import Document, Section, Table
from maillon.reports.formatting import bounds_line, dates, figure_text, name_of
from maillon.reports.messages import messages
from maillon.reports.relation_lines import arrow_json


def diff_document(answer: Difference, lang: str) -> Document:
    """Relations, incidents, claims and people gained and lost, each with its witness or source."""
    subgraph = Subgraph(nodes=dict(answer.names))
    sections = [
        _relations("diff.relations_gained", answer.relations_gained, answer, lang),
        _relations("diff.relations_lost", answer.relations_lost, answer, lang),
        Section(messages.say("diff.relations_changed", lang), [_changed_line(c, answer, lang) for c in answer.relations_changed]),
        Section(messages.say("diff.incidents_gained", lang), [f"{n.called(lang)} ({n.id})" for n in answer.incidents_gained]),
        Section(messages.say("diff.incidents_lost", lang), [f"{n.called(lang)} ({n.id})" for n in answer.incidents_lost]),
        _reach("diff.reach_gained", answer.reach_gained, answer.people_gained, answer, subgraph, lang),
        _reach("diff.reach_lost", answer.reach_lost, answer.people_lost, answer, subgraph, lang),
        Section(messages.say("diff.claims_gained", lang), [_claim_line(c, answer, lang) for c in answer.claims_gained]),
        Section(messages.say("diff.claims_lost", lang), [_claim_line(c, answer, lang) for c in answer.claims_lost]),
        Section(messages.say("diff.claims_changed", lang), [_claim_line(after, answer, lang) for _, after in answer.claims_changed]),
    ]
    sections = [s for s in sections if s.lines or s.table]
    if not sections:
        sections.append(Section("", [messages.say("diff.nothing", lang)]))
    if answer.right.undated:
        sections.append(Section("", [messages.say("diff.undated", lang, n=answer.right.undated)]))
    title = messages.say("diff.title", lang, a=answer.left.name, b=answer.right.name)
    if answer.of:
        title += f" · {answer.of.called(lang)}"
    return Document(title, sections, diff_json(answer), _rows(answer))


def _arrow_line(arrow: Arrow, answer: Difference, lang: str) -> str:
    service = f" ({messages.label(arrow.service, lang)})" if arrow.service else ""
    ends = (
        f"{name_of(answer.names, arrow.start, lang)} {messages.label(arrow.type, lang)} {name_of(answer.names, arrow.end, lang)}{service}"
    )
    return f"{ends} · {dates(arrow, lang)} · {messages.label(arrow.status or 'unknown', lang)} · [{', '.join(arrow.evidence)}]"


def _relations(heading: str, arrows: Sequence[Arrow], answer: Difference, lang: str) -> Section:
    return Section(messages.say(heading, lang), [_arrow_line(a, answer, lang) for a in arrows])


def _changed_line(changed: ChangedRelation, answer: Difference, lang: str) -> str:
    told = (
        [f"{messages.label(changed.force_before, lang)} → {messages.label(changed.force_after, lang)}"]
        if changed.force_before != changed.force_after
        else []
    )
    told += [f"{name}: {_value(changed.before, name)} → {_value(changed.after, name)}" for name in changed.differing]
    return f"{_arrow_line(changed.after, answer, lang)} · {'; '.join(told)}"


def _value(arrow: Arrow, name: str) -> str:
    value = getattr(arrow, name)
    return ", ".join(sorted(value)) if isinstance(value, (tuple, frozenset)) else "?" if value is None else str(value)


def _claim_line(claim: Node, answer: Difference, lang: str) -> str:
    get = claim.properties.get
    figure = figure_text(get("low"), get("high"), get("unit"), lang, approximate=bool(get("approximate")))
    said = figure or get("on_edtf") or (messages.label(str(get("answer")), lang) if get("answer") else get(f"text_{lang}") or "")
    by = name_of(answer.names, str(get("by")), lang) if get("by") else messages.say("source_itself", lang)
    parts = (
        name_of(answer.names, str(get("incident")), lang),
        messages.label(str(get("field")), lang),
        said,
        by,
        get("made_on_edtf") or "?",
    )
    return f"{' · '.join(str(p) for p in parts if p)} · [{', '.join(get('evidence') or ())}]"


def _reach(heading: str, found: Sequence[Reach], people: PeopleBounds, answer: Difference, subgraph: Subgraph, lang: str) -> Section:
    if not found:
        return Section()
    lines = bounds_line(people, subgraph, lang)
    lines += [
        " → ".join([name_of(answer.names, r.population, lang), *(name_of(answer.names, a.end, lang) for a in r.witness)]) for r in found
    ]
    return Section(messages.say(heading, lang), lines)


def _rows(answer: Difference) -> Table:
    rows: list[list[Any]] = []
    for change, arrows in (("gained", answer.relations_gained), ("lost", answer.relations_lost)):
        rows += [[change, "relation", a.start, a.type, a.end, list(a.evidence)] for a in arrows]
    rows += [["changed", "relation", c.after.start, c.after.type, c.after.end, list(c.after.evidence)] for c in answer.relations_changed]
    for change, nodes in (("gained", answer.incidents_gained), ("lost", answer.incidents_lost)):
        rows += [[change, "incident", n.id, "", "", list(n.properties.get("evidence") or ())] for n in nodes]
    for change, reach in (("gained", answer.reach_gained), ("lost", answer.reach_lost)):
        rows += [[change, "people", r.population, "", r.party, [a.end for a in r.witness]] for r in reach]
    for change, nodes in (("gained", answer.claims_gained), ("lost", answer.claims_lost)):
        rows += [[change, "claim", n.id, "", "", list(n.properties.get("evidence") or ())] for n in nodes]
    rows += [["changed", "claim", after.id, "", "", list(after.properties.get("evidence") or ())] for _, after in answer.claims_changed]
    return Table(["change", "kind", "id", "relation", "to", "witness"], rows)


def _people(bounds: PeopleBounds) -> dict[str, Any]:
    return {"at_least": bounds.at_least, "at_most": bounds.at_most, "unknown": list(bounds.unknown)}


def diff_json(answer: Difference) -> dict[str, Any]:
    """The contract of `diff --format json`."""

    def reach(found: Sequence[Reach]) -> list[dict[str, Any]]:
        return [{"population": r.population, "party": r.party, "witness": [arrow_json(a) for a in r.witness]} for r in found]

    return {
        "from": answer.left.name,
        "to": answer.right.name,
        "of": answer.of.id if answer.of else None,
        "undated": answer.right.undated,
        "relations": {
            "gained": [arrow_json(a) for a in answer.relations_gained],
            "lost": [arrow_json(a) for a in answer.relations_lost],
            "changed": [
                {
                    "before": arrow_json(c.before) | {"force": c.force_before.value},
                    "after": arrow_json(c.after) | {"force": c.force_after.value},
                    "differing": list(c.differing),
                }
                for c in answer.relations_changed
            ],
        },
        "incidents": {"gained": [n.id for n in answer.incidents_gained], "lost": [n.id for n in answer.incidents_lost]},
        "claims": {
            "gained": [n.id for n in answer.claims_gained],
            "lost": [n.id for n in answer.claims_lost],
            "changed": [after.id for _, after in answer.claims_changed],
        },
        "chains": {"gained": reach(answer.reach_gained), "lost": reach(answer.reach_lost)},
        "people": {"gained": _people(answer.people_gained), "lost": _people(answer.people_lost)},
    }
