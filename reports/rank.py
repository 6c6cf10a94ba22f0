"""The ranking, its difference after a change, and its reasons, as documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from maillon.graph.unnamed import unnamed_beside
from maillon.queries.scale.exposure import Contested, Ranked
from maillon.queries.scale.rank import LAYERS, By, LayerConcentration, OwnerRank, Ranking
from maillon.queries.scale.what_if import ChangedOrigin, WhatIf
from maillon.queries.scale.why import Why
from maillon.queries.stated import is_stated
from maillon.reports.document import Document, Section, Table
from maillon.reports.formatting import dates, name_of, number, range_text
from maillon.reports.messages import messages
from maillon.reports.readings import contest_text, voice
from maillon.reports.relation_lines import arrow_json, step_text
from maillon.reports.spoken_days import spoken

if TYPE_CHECKING:
    from maillon.queries.people import Bounds
    from maillon.queries.scale.reach import Terms
    from maillon.queries.subgraph import Arrow, Node
    from maillon.wording import Message, Name

_QUALIFIER = "through the recorded links"
_CONTESTED = tuple(field.name for field in fields(Contested))
"""The figures of which it is said how much rests on relations that somebody contests."""


def rebuilt_text(reason: Message, lang: str) -> str:
    """That a snapshot's file could not be used, and why."""
    return messages.say("rank.rebuilt", lang, reason=reason)


def by_arrays_text(lang: str) -> str:
    """Why there is no query to show."""
    return messages.say("rank.by_arrays", lang)


class _Names:
    """Names of nodes in one language; an id that nothing describes stands for itself."""

    def __init__(self, nodes: Mapping[str, Node], lang: str) -> None:
        self.nodes = nodes
        self._lang = lang

    def __call__(self, node_id: str) -> Name:
        return name_of(self.nodes, node_id, self._lang)

    def labels(self, node_id: str) -> list[str]:
        node = self.nodes.get(node_id)
        return list(node.labels) if node else []


def named_in(answer: Ranking | WhatIf | Why) -> set[str]:
    """The ids that a document names: fetch their nodes first."""
    match answer:
        case Ranking():
            rows = {r.id for r in (*answer.origins, *answer.hidden)} | {o.id for o in answer.owners}
            rows |= {beside[1] for row in rows if (beside := unnamed_beside(row))}
            return rows | {i for group in (*answer.loops, *answer.contradictions, answer.disputed) for i in group}
        case WhatIf():
            return {c.id for c in answer.changes} | set(answer.moved or ()) | {*([answer.gone] if answer.gone else [])}
        case Why():
            steps = [arrow for path in answer.paths for arrow in path]
            return {answer.origin.id} | {name for a in steps for name in (a.start, a.end, *a.speakers)}


def rank_document(answer: Ranking, nodes: Mapping[str, Node], lang: str) -> Document:
    """The ranking, owners, concentration, points that no contract names, loops, contradictions."""
    called = _Names(nodes, lang)
    scope = messages.say("rank.scope", lang, n=answer.ranked_of)
    sections = [Section("", [scope, messages.say("rank.by", lang, by=messages(f"rank.{answer.by}"))])]
    if answer.origins:
        sections[0].table = _ranked_table(answer.origins, called, lang)
    if answer.hidden:
        sections.append(Section(messages.say("rank.hidden", lang), [], _ranked_table(answer.hidden, called, lang)))
    if answer.owners:
        heads = [messages.say(f"rank.{c}", lang) for c in ("owner", "people", "people-at-most", "organisations", "subsidiaries")]
        rows = [
            [
                called(o.id),
                _least(o.people, o.contested.people, lang, about=o.approximate),
                _most(o.people, lang, about=o.approximate),
                _organisations(o, lang),
                len(o.subsidiaries),
            ]
            for o in answer.owners
        ]
        sections.append(Section(messages.say("rank.owners", lang), [], Table(heads, rows)))
    if answer.concentration:
        sections.append(
            Section(
                messages.say("rank.concentration", lang),
                [messages.say("rank.concentration.note", lang)],
                _concentration_table(answer.concentration, lang),
            )
        )
    if answer.loops:
        sections.append(Section(messages.say("rank.loops", lang), [", ".join(map(called, loop)) for loop in answer.loops]))
    if answer.contradictions:
        sections.append(
            Section(messages.say("rank.contradictions", lang), [_contradiction(ids, called, lang) for ids in answer.contradictions])
        )
    if answer.disputed:
        sections.append(Section(messages.say("rank.disputed", lang), [", ".join(map(called, answer.disputed))]))
    named = _Names(nodes, "en")
    rows_ = Table(
        ["id", "name", "labels", "people_at_least", "people_at_most", "approximate", "organisations", "organisations_at_most"]
        + [
            "organisations_approximate",
            "unknown",
            "clients",
            "named_by",
            "only_people_at_least",
            "only_organisations",
            *(f"contested_{figure}" for figure in _CONTESTED),
        ],
        [
            [r.id, named(r.id), called.labels(r.id), r.people.at_least, r.people.at_most, r.approximate, r.organisations.at_least]
            + [
                r.organisations.at_most,
                r.organisations_approximate,
                r.unknown,
                r.clients,
                r.named_by,
                r.only_people.at_least,
                r.only_organisations,
            ]
            + [getattr(r.contested, figure) for figure in _CONTESTED]
            for r in answer.origins
        ],
    )
    nothing = () if answer.origins else (messages("rank.none"), messages("rank.none_of", n=answer.labelled))
    return Document(_title("rank.title", answer.terms, lang), sections, rank_json(answer, nodes), rows_, nothing=nothing)


def _title(key: str, terms: Terms, lang: str, **values: object) -> str:
    return messages.say(key, lang, effect=messages.label(terms.effect, lang), date=spoken(terms.on), **values)


def _least(bounds: Bounds, contested: int, lang: str, *, about: bool) -> str:
    """A lower bound of people, `about` where one who gives a size rounds it, and how much of it rests on contested relations."""
    text = range_text(bounds.at_least, bounds.at_least, lang, about=about and bounds.at_least > 0)
    return contested_beside(text, contested, lang, about=about)


def _most(bounds: Bounds, lang: str, *, about: bool) -> str:
    if bounds.at_most is None:
        return messages.say("rank.open", lang)
    return range_text(bounds.at_most, bounds.at_most, lang, about=about and bounds.at_most > 0)


def contested_beside(figure: str, contested: int, lang: str, *, about: bool = False) -> str:
    """A figure, and how much of it rests on relations that somebody contests, if any does."""
    if not contested:
        return figure
    return messages.say("rank.contested", lang, figure=figure, n=range_text(contested, contested, lang, about=about))


def _organisations(row: Ranked | OwnerRank, lang: str) -> str:
    """How many organisations, with how many of them rest on contested relations."""
    about = row.organisations_approximate
    text = range_text(row.organisations.at_least, row.organisations.at_most, lang, about=about)
    return contested_beside(text, row.contested.organisations, lang, about=about)


def _ranked_table(rows: Sequence[Ranked], called: _Names, lang: str) -> Table:
    heads = [
        "",
        messages.say("col.name", lang),
        *(messages.say(f"rank.{k}", lang) for k in ("people", "people-at-most", "organisations", "unknown")),
    ]
    heads += [messages.say(f"rank.{k}", lang) for k in ("only", "only_organisations", "clients", "named_by")]
    return Table(
        heads,
        [
            [
                i,
                called(r.id),
                _least(r.people, r.contested.people, lang, about=r.approximate),
                _most(r.people, lang, about=r.approximate),
                _organisations(r, lang),
                number(r.unknown, lang),
            ]
            + [_least(r.only_people, 0, lang, about=r.only_approximate), number(r.only_organisations, lang)]
            + [
                contested_beside(number(r.clients, lang), r.contested.clients, lang),
                contested_beside(number(r.named_by, lang), r.contested.named_by, lang),
            ]
            for i, r in enumerate(rows, 1)
        ],
    )


def _concentration_table(layers: Sequence[LayerConcentration], lang: str) -> Table:
    def shares(values: Mapping[int, float]) -> str:
        return " / ".join(messages.say("percent", lang, n=f"{100 * share:.0f}") for share in values.values())

    def index(value: float | None) -> str:
        return number(round(value), lang) if value is not None else ""

    heads = [
        messages.say("rank.layer", lang),
        messages.say("rank.suppliers", lang),
        messages.say("rank.of_people", lang),
        "HHI",
        messages.say("rank.of_organisations", lang),
        "HHI",
    ]
    return Table(
        heads,
        [
            [messages.say(f"rank.{c.layer}", lang), c.suppliers, shares(c.top_people), index(c.hhi_people)]
            + [shares(c.top_organisations), index(c.hhi_organisations)]
            for c in layers
        ],
    )


def _contradiction(ids: tuple[str, ...], called: _Names, lang: str) -> str:
    key = f"rank.contradiction.{len(ids) if len(ids) < 3 else 'n'}"
    return messages.say(key, lang, a=", ".join(called(i) for i in ids[:-1] or ids), outer=called(ids[-1]))


def _bounds_json(bounds: Bounds) -> dict[str, int | None]:
    return {"at_least": bounds.at_least, "at_most": bounds.at_most}


def _row_json(row: Ranked, called: _Names) -> dict[str, Any]:
    node = called.nodes.get(row.id)
    return {
        "id": row.id,
        "name": node.name if node else row.id,
        "labels": called.labels(row.id),
        "people": _bounds_json(row.people),
        "approximate": row.approximate,
        "organisations": row.organisations.at_least,
        "organisations_at_most": row.organisations.at_most,
        "organisations_approximate": row.organisations_approximate,
        "unknown": row.unknown,
        "clients": row.clients,
        "named_by": row.named_by,
        "hidden": row.hidden,
        "contested": asdict(row.contested),
        "only_through_it": list(row.only),
        "only_people": _bounds_json(row.only_people),
        "only_approximate": row.only_approximate,
        "only_organisations": row.only_organisations,
    }


def _terms_json(terms: Terms, by: By | None = None) -> dict[str, Any]:
    said = {"as_of": terms.on.isoformat(), "effect": terms.effect.value, "data": terms.data, "active_only": terms.active_only}
    return said | ({"by": by.value} if by else {}) | {"qualifier": _QUALIFIER}


def rank_json(answer: Ranking, nodes: Mapping[str, Node]) -> dict[str, Any]:
    """The contract of `rank --format json`."""
    called = _Names(nodes, "en")
    return {
        **_terms_json(answer.terms, answer.by),
        "ranked_of": answer.ranked_of,
        "origins": [_row_json(row, called) for row in answer.origins],
        "hidden": [_row_json(row, called) for row in answer.hidden],
        "owners": [
            {
                "id": o.id,
                "name": called(o.id),
                "subsidiaries": list(o.subsidiaries),
                "people": _bounds_json(o.people),
                "approximate": o.approximate,
                "organisations": o.organisations.at_least,
                "organisations_at_most": o.organisations.at_most,
                "organisations_approximate": o.organisations_approximate,
                "contested": {"people": o.contested.people, "organisations": o.contested.organisations},
            }
            for o in answer.owners
        ],
        "concentration": [
            {
                "layer": c.layer,
                "label": LAYERS[c.layer],
                "suppliers": c.suppliers,
                "top_people": {str(top): share for top, share in c.top_people.items()},
                "top_organisations": {str(top): share for top, share in c.top_organisations.items()},
                "hhi_people": c.hhi_people,
                "hhi_organisations": c.hhi_organisations,
            }
            for c in answer.concentration
        ],
        "loops": [list(loop) for loop in answer.loops],
        "contradictions": [list(ids) for ids in answer.contradictions],
        "disputed": list(answer.disputed),
    }


def what_if_document(answer: WhatIf, nodes: Mapping[str, Node], lang: str) -> Document:
    """The ranking as a difference."""
    called = _Names(nodes, lang)
    if answer.moved:
        title = _title("rank.moved", answer.terms, lang, a=called(answer.moved[0]), b=called(answer.moved[1]))
    else:
        title = _title("rank.gone", answer.terms, lang, a=called(answer.gone or ""))
    section = Section("", [])
    if answer.changes:
        heads = [messages.say("col.name", lang)]
        heads += [
            f"{messages.say(f'rank.{k}', lang)}, {messages.say(f'rank.{w}', lang)}"
            for k in ("people", "people-at-most", "organisations", "unknown", "clients")
            for w in ("before", "after")
        ]
        section.table = Table(heads, [_changed_row(c, called, lang) for c in answer.changes])
    sections = [section]
    if answer.cut:
        sections.append(Section("", [messages.say("rank.cut", lang, n=answer.cut)]))
    names = _Names(nodes, "en")
    body = {
        **_terms_json(answer.terms, answer.by),
        "gone": answer.gone,
        "moved": list(answer.moved) if answer.moved else None,
        "cut": answer.cut,
        "origins": [{**_row_json(c.after, names), "before": _row_json(c.before, names)} for c in answer.changes],
    }
    rows = Table(
        ["id", "name", "people_at_least_before", "people_at_least_after", "people_at_most_before", "people_at_most_after"]
        + ["approximate_before", "approximate_after", "organisations_before", "organisations_after"]
        + ["unknown_before", "unknown_after", "clients_before", "clients_after"]
        + [f"contested_{figure}_{when}" for figure in _CONTESTED for when in ("before", "after")],
        [
            [c.id, names(c.id), c.before.people.at_least, c.after.people.at_least, c.before.people.at_most, c.after.people.at_most]
            + [c.before.approximate, c.after.approximate, c.before.organisations.at_least, c.after.organisations.at_least]
            + [c.before.unknown, c.after.unknown, c.before.clients, c.after.clients]
            + [getattr(side.contested, figure) for figure in _CONTESTED for side in (c.before, c.after)]
            for c in answer.changes
        ],
    )
    return Document(title, sections, body, rows, nothing=() if answer.changes else (messages("rank.unchanged"),))


def _changed_row(change: ChangedOrigin, called: _Names, lang: str) -> list[str]:
    sides = (change.before, change.after)
    least = [_least(side.people, side.contested.people, lang, about=side.approximate) for side in sides]
    most = [_most(side.people, lang, about=side.approximate) for side in sides]
    organisations = [_organisations(side, lang) for side in sides]
    unknown = [number(side.unknown, lang) for side in sides]
    clients = [contested_beside(number(side.clients, lang), side.contested.clients, lang) for side in sides]
    return [called(change.id), *least, *most, *organisations, *unknown, *clients]


def _contested_after(arrow: Arrow, called: _Names, lang: str) -> str:
    disputed = contest_text([arrow], called, lang)
    return f" · {disputed}" if disputed else ""


def why_document(answer: Why, nodes: Mapping[str, Node], lang: str) -> Document:
    """One origin with a witness path for each of the largest sets of people behind it."""
    called = _Names(nodes, lang)
    table = _ranked_table([answer.origin], called, lang)
    lines: list[str] = []
    for path in answer.paths:
        lines.append(called(path[0].start))
        lines += [
            f"  → {step_text(a.type, called(a.start), called(a.end), lang)} · {dates(a, lang, answer.terms.on)}"
            f" · {voice(a.status, a.by, called, lang)}{_contested_after(a, called, lang)} · [{', '.join(a.cited)}]"
            for a in path
        ]
        if not is_stated(path):
            lines.append(f"  ({messages.say('chains.composed', lang)})")
    sections = [Section("", [], table)]
    if lines:
        sections.append(Section(messages.say("rank.why.ways", lang), lines))
    if answer.cut:
        sections.append(Section("", [messages.say("rank.why.cut", lang, n=answer.cut)]))
    rows = Table(
        ["way", "hop", "from", "arrow", "to", "since", "until", "status", "by", "contested_by", "evidence"],
        [
            [i, k, a.start, a.type, a.end, a.since_edtf, a.until_edtf, a.status, list(a.by), list(a.contested_by), list(a.cited)]
            for i, path in enumerate(answer.paths, 1)
            for k, a in enumerate(path, 1)
        ],
    )
    body = {
        **_terms_json(answer.terms),
        "origin": _row_json(answer.origin, _Names(nodes, "en")),
        "cut": answer.cut,
        "ways": [[arrow_json(a, answer.terms.on) for a in path] for path in answer.paths],
        "stated": [is_stated(path) for path in answer.paths],
    }
    nothing = () if answer.paths else (messages("rank.why.none"),)
    return Document(_title("rank.why", answer.terms, lang, a=called(answer.origin.id)), sections, body, rows, nothing=nothing)
