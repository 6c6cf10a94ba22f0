"""What changed between two days or two exports, as a document: the gravest first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from maillon.graph.model import ARROW_BY_TYPE, Family
from maillon.queries.changes import Change, Matter, Thing, Turn
from maillon.queries.subgraph import Arrow, Subgraph
from maillon.reports.changes import change_lines
from maillon.reports.document import Document, Section, Table
from maillon.reports.formatting import bounds_line, dates, name_of
from maillon.reports.messages import messages
from maillon.reports.readings import contest_text, voice
from maillon.reports.relation_lines import arrow_json, relation_text
from maillon.reports.spoken_days import day_text

if TYPE_CHECKING:
    from maillon.queries.diff import Difference, Reach
    from maillon.queries.people import PeopleBounds

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def diff_document(answer: Difference, lang: str, *, short: bool = False, everywhere: int = 0) -> Document:
    """Everything that differs, each with its source or witness; `short`: counts, and one line a change.

    `everywhere` is how many things differ in all, where only what touches one is asked for.
    """
    sections = [Section("", _versions(answer, lang))]
    echoed = _echoed(answer)
    for matter in Matter:
        if matter is Matter.REST:
            for heading, found, people in (
                ("diff.reach_gained", answer.reach_gained, answer.people_gained),
                ("diff.reach_lost", answer.reach_lost, answer.people_lost),
            ):
                sections.append(_reach(heading, found, people, answer, lang, short=short))
        for turn in Turn:
            changes = [c for c in answer.changes if c.matter is matter and c.turn is turn and not _echoes(c, echoed)]
            heading = messages.say(f"diff.{matter}.{turn}", lang)
            lines = [line for c in changes for line in _lines(c, answer, lang, short=short)]
            sections.append(Section(_counted(heading, len(changes), lang) if short else heading, lines))
    sections = [s for s in sections if s.lines]
    nothing = [messages("diff.nothing")] if answer.empty else []
    if nothing and answer.of:
        nothing.append(messages("diff.everywhere", n=everywhere))
    if answer.right.undated and not short:
        sections.append(Section("", [messages.say("diff.undated", lang, n=answer.right.undated)]))
    sides = (answer.left.name, answer.right.name)
    days = all(_DAY.fullmatch(side) for side in sides)
    title = messages.say(
        "diff.days" if days else "diff.title", lang, **dict(zip("ab", (day_text(side, lang) for side in sides), strict=True))
    )
    if answer.of:
        title += f" · {answer.of.called(lang)}"
    return Document(title, sections, diff_json(answer), _rows(answer), nothing=nothing)


def _counted(heading: str, n: int, lang: str) -> str:
    return messages.say("diff.count", lang, what=heading, n=n)


def _versions(answer: Difference, lang: str) -> list[str]:
    """What a reader must know where the two sides were not written by the same version, or hold what this one does not know."""
    left, right = answer.left, answer.right
    lines = [messages.say("diff.unknown", lang, name=s.name, names=", ".join(s.unknown)) for s in (left, right) if s.unknown]
    if left.view != right.view:
        x, y = (
            messages.say("diff.view", lang, n=s.view) if s.view is not None else messages.say("diff.no_view", lang) for s in (left, right)
        )
        lines.append(messages.say("diff.views", lang, a=left.name, b=right.name, x=x, y=y))
        for here, there in ((left, right), (right, left)):
            alone = sorted(here.properties - there.properties)
            if alone:
                lines.append(messages.say("diff.one_sided", lang, name=here.name, names=", ".join(alone)))
    return lines


def _echoed(answer: Difference) -> frozenset[str]:
    """The claims that came or went, or name other speakers, incidents or documents now: their arrows follow."""
    claims = (c for c in answer.changes if c.thing.kind == "Claim")
    named = {"by", "incident", "evidence", "cited"}
    return frozenset(c.thing.ids[0] for c in claims if c.turn is not Turn.CHANGED or named & {d.name for d in c.differing})


def _echoes(change: Change, echoed: frozenset[str]) -> bool:
    """Whether an arrow only says again what is told of its claim, or of what lies within its end."""
    kind = ARROW_BY_TYPE.get(change.thing.kind)
    if kind is not None and kind.family is Family.INCLUSION:
        return True
    follows = kind is not None and kind.family is Family.EVIDENCE and change.turn is not Turn.CHANGED
    return follows and not echoed.isdisjoint(change.thing.ids)


def _lines(change: Change, answer: Difference, lang: str, *, short: bool) -> Iterator[str]:
    lines = change_lines(change, answer.names, lang, short=short)
    if change.matter is Matter.RELATIONS and not short:
        side = answer.left if change.after is None else answer.right
        lines[0] = _arrow_line(side.relations[change.key], answer, lang)
    yield from lines


def _arrow_line(arrow: Arrow, answer: Difference, lang: str) -> str:
    service = f" ({messages.label(arrow.service, lang)})" if arrow.service else ""
    start, end = (name_of(answer.names, i, lang) for i in (arrow.start, arrow.end))
    ends = relation_text(arrow.type, start, end, lang, begins=True) + service
    said = voice(arrow.status, arrow.by, lambda who: name_of(answer.names, who, lang), lang)
    told = dict.fromkeys(text for text in (ends, dates(arrow, lang), said, _contested(arrow, answer, lang)) if text)
    return f"{' · '.join(told)} · [{', '.join(arrow.evidence)}]"


def _contested(arrow: Arrow, answer: Difference, lang: str) -> str:
    """Who contests a relation."""
    return contest_text([arrow], lambda who: name_of(answer.names, who, lang), lang)


def _reach(heading: str, found: Sequence[Reach], people: PeopleBounds, answer: Difference, lang: str, *, short: bool) -> Section:
    if not found:
        return Section()
    lines = bounds_line(people, Subgraph(nodes=dict(answer.names)), lang)
    if short:
        return Section(_counted(messages.say(heading, lang), len(found), lang), [messages.say("diff.people", lang, bounds=lines[0])])
    for reach in found:
        steps = [(name_of(answer.names, a.end, lang), _contested(a, answer, lang)) for a in reach.witness]
        said = [f"{name} ({disputed})" if disputed else name for name, disputed in steps]
        lines.append(" → ".join([name_of(answer.names, reach.population, lang), *said]))
    return Section(messages.say(heading, lang), lines)


def _rows(answer: Difference) -> Table:
    """A row for each property that differs, for each thing gained or lost, and for each chain."""
    rows: list[list[Any]] = []
    for c in answer.changes:
        cited = next(iter(c.thing.readings), c.thing.properties).get("evidence") or []
        what = [c.turn.value, c.matter.value, c.thing.kind, c.thing.ids[0], c.thing.ids[-1] if len(c.thing.ids) > 1 else ""]
        rows += [[*what, d.name, d.before, d.after, cited] for d in c.differing]
        rows += [[*what, "force", *c.force, cited]] if c.force else []
        rows += [[*what, "", "", "", cited]] if c.turn is not Turn.CHANGED else []
    for change, reach in (("gained", answer.reach_gained), ("lost", answer.reach_lost)):
        rows += [[change, "people", "chain", r.population, r.party, "", "", "", [a.end for a in r.witness]] for r in reach]
    return Table(["change", "about", "kind", "id", "to", "property", "before", "after", "witness"], rows)


def _people(bounds: PeopleBounds) -> dict[str, Any]:
    return {
        "at_least": bounds.at_least,
        "at_most": bounds.at_most,
        "approximate": bounds.approximate,
        "unknown": list(bounds.unknown),
    }


def _thing_json(thing: Thing | None) -> dict[str, Any] | None:
    return {**({"labels": list(thing.labels)} if thing.labels else {}), **thing.properties} if thing else None


def _change_json(change: Change) -> dict[str, Any]:
    return {
        "change": change.turn.value,
        "about": change.matter.value,
        "kind": change.thing.kind,
        "ids": list(change.thing.ids),
        "before": _thing_json(change.before),
        "after": _thing_json(change.after),
        "differing": [d.name for d in change.differing],
        "force": list(change.force) if change.force else None,
    }


def diff_json(answer: Difference) -> dict[str, Any]:
    """The contract of `diff --format json`."""

    def reach(found: Sequence[Reach]) -> list[dict[str, Any]]:
        return [{"population": r.population, "party": r.party, "witness": [arrow_json(a) for a in r.witness]} for r in found]

    return {
        "from": answer.left.name,
        "to": answer.right.name,
        "of": answer.of.id if answer.of else None,
        "undated": answer.right.undated,
        "views": {"from": answer.left.view, "to": answer.right.view},
        "unknown_properties": {"from": list(answer.left.unknown), "to": list(answer.right.unknown)},
        "changes": [_change_json(change) for change in answer.changes],
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
