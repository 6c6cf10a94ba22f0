"""The exposure report: for the data-protection officer of an insurer or hospital, whom they trust and what to ask of whom."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from maillon.graph.unnamed import unnamed_beside
from maillon.queries.concerned import ConcernedRow, Kind
from maillon.queries.known_on import parties_on_day
from maillon.queries.standing import Days
from maillon.queries.subgraph import Arrow, Force, Subgraph
from maillon.queries.when import When
from maillon.reports.concerned import ask_lines, group_lines, row_cells, step_of, undecided_lines
from maillon.reports.dossiers.sections import (
    Citations,
    CitedText,
    Dossier,
    Grid,
    Part,
    arrow_grid,
    cells,
    chain_part,
    gap_text,
    sentence,
)
from maillon.reports.exposed_data import exposed_text
from maillon.reports.formatting import bounds_line, dates, days_text, labelled, name_of, parties_text
from maillon.reports.list_meetings import met_line
from maillon.reports.messages import messages
from maillon.reports.relation_lines import relation_text
from maillon.reports.spoken_days import spoken

if TYPE_CHECKING:
    from maillon.queries.dossier import ExposureDossier, TrustedParty


def exposure_parts(found: ExposureDossier, lang: str) -> Dossier:
    """Word it."""
    cite = Citations(found.sources)
    names = found.names
    assert found.people is not None
    parts = [
        _picture(found, cite, lang),
        trusted_part(found, cite, lang),
        touched_part(found, cite, lang),
        Part(
            messages.say("dossier.past_suppliers", lang),
            grid=arrow_grid(found.past, names, cite, lang, found.as_of),
            lead=messages.say("dossier.past_lead", lang),
        ),
        Part(
            messages.say("dossier.thin", lang),
            grid=arrow_grid(found.thin, names, cite, lang, found.as_of),
            lead=messages.say("dossier.thin_lead", lang),
        ),
        Part(
            messages.say("dossier.own_people", lang),
            [CitedText(text) for text in bounds_line(found.people, Subgraph(nodes=dict(names)), lang)]
            if found.populations
            else [CitedText(messages.say("dossier.no_people", lang))],
            arrow_grid(found.populations, names, cite, lang, found.as_of),
        ),
        Part(messages.say("dossier.ask", lang), _questions(found, cite, lang), lead=messages.say("dossier.ask_lead", lang)),
        Part(messages.say("owners", lang), grid=arrow_grid(found.owners, names, cite, lang, found.as_of)),
        exposure_unknown(found, cite, lang),
    ]
    met = found.meeting
    summary = [
        *(CitedText(line.say(lang)) for line in (*undecided_lines(found.answer, found.lookalikes), *group_lines(found.groups, lang))),
        *([CitedText(sentence(met_line(met, lang)))] if met and (met.by_number or met.by_decision or found.lookalikes) else []),
        *(CitedText(text) for text in _trusts_lines(found, lang)),
        *(CitedText(text) for text in _touched_lines(found, lang)),
        CitedText(messages.say("dossier.past_n", lang, n=len(found.past))),
    ]
    computed = [
        messages.say("dossier.computed_asked", lang, d=spoken(found.as_of)),
        messages.say("dossier.computed_when", lang),
        messages.say("dossier.computed_potential", lang),
        messages.say("dossier.computed_people", lang),
    ]
    kept = [p for p in parts if p.lines or p.grid or p.picture]
    return Dossier(
        name_of(names, found.node.id, lang), "exposure", lang, days_text(Days.on(found.as_of), lang), summary, kept, computed, cite.listed()
    )


def _picture(found: ExposureDossier, cite: Citations, lang: str) -> Part:
    struck = {row.at.id for row in found.answer.rows}
    tones: dict[str, tuple[str, str]] = dict.fromkeys(sorted(struck), ("hit", messages.say("dossier.struck", lang)))
    tones[found.node.id] = ("origin", messages.say("dossier.subject", lang))
    behind = [[a] for a in found.populations]
    paths = [*(t.path for t in found.trusted), *behind]
    return chain_part(messages.say("dossier.chain_out", lang), paths, tones, found.names, cite, lang, found.as_of, struck_by="incident")


def _trusts_lines(found: ExposureDossier, lang: str) -> list[str]:
    """How many parties it trusts directly, and how many through others, by what is known on the day asked."""
    nearest = (t.node.id for t in found.trusted if t.hops == 1)
    # of several contracts with one supplier, the best known counts
    direct = parties_on_day(((party, (a,)) for party in nearest for a in _straight(found, party)), found.as_of)
    indirect = parties_on_day(((t.node.id, t.path) for t in found.trusted if t.hops > 1), found.as_of)
    lines = [messages.say("dossier.trusts_direct", lang, n=direct.total, known=parties_text(direct, lang))]
    return [
        *lines,
        *([messages.say("dossier.trusts_indirect", lang, n=indirect.total, known=parties_text(indirect, lang))] if indirect.total else []),
    ]


def _straight(found: ExposureDossier, party: str) -> list[Arrow]:
    """The direct relations with a party that had begun."""
    return [a for a in found.subgraph.outgoing[found.node.id] if a.end == party and a.force(found.as_of) is not Force.NOT_BEGUN]


def _touched_lines(found: ExposureDossier, lang: str) -> list[str]:
    """Incidents at those whom it trusts, with the rows by when they came relative to the relation; those that are told of itself, apart."""
    there = [row for row in found.answer.rows if row.kind is not Kind.SAID]
    here = {row.incident.id for row in found.answer.rows if row.kind is Kind.SAID}
    counts = Counter(row.when for row in there)
    when = [labelled(messages.say(f"dossier.count.{w}", lang), str(counts[w]), lang) for w in When if counts[w]]
    n = len({row.incident.id for row in there})
    key = "dossier.touched_when" if when else "dossier.touched_n"
    lines = [messages.say(key, lang, n=n, when=messages.say("semicolon", lang).join(when))]
    return [*lines, *([messages.say("dossier.touched_said", lang, n=len(here))] if here else [])]


def trusted_part(found: ExposureDossier, cite: Citations, lang: str) -> Part:
    """Everyone whom it trusts, directly and not, with the way to each."""
    heads = [messages.say(f"col.{c}", lang) for c in ("name", "hops", "path", "service", "dates")]
    rows = [_trusted_row(t, found, cite, lang) for t in found.trusted]
    return Part(messages.say("dossier.everyone", lang), grid=Grid(heads, rows), lead=messages.say("dossier.everyone_lead", lang))


def _trusted_row(item: TrustedParty, found: ExposureDossier, cite: Citations, lang: str) -> list[CitedText]:
    said = item.node.named or unnamed_beside(item.node.id) is not None  # the name of the latter says it
    name = name_of(found.names, item.node.id, lang) + ("" if said else f" ({messages.say('dossier.not_named', lang)})")
    path = " → ".join(step_of(a, found.names, lang) for a in item.path)
    more = len(_straight(found, item.node.id)) - 1 if item.hops == 1 else 0
    path += f", {messages.say('dossier.further_relations', lang, n=more)}" if more else ""
    last = item.path[-1]
    way = {Force.PAST: "dossier.past_way", Force.UNKNOWN: "dossier.unknown_way"}.get(item.force)
    state = f" ({messages.say(way, lang)})" if way and last.force(found.as_of) is not item.force else ""
    state += "" if item.reached else f" ({messages.say('dossier.unreached_way', lang)})"
    service = messages.label(last.service, lang) if last.service else messages.label("unknown", lang)
    return cells([name, item.hops, path, service, dates(last, lang, found.as_of) + state], cite, [e for a in item.path for e in a.cited])


def touched_part(found: ExposureDossier, cite: Citations, lang: str) -> Part:
    """The incidents at those whom it trusts, and when they came relative to the relation."""
    heads = [messages.say(f"col.{c}", lang) for c in ("incident", "dates", "at", "rank", "way", "when", "here", "told_us", "data")]
    rows = [_touched_row(row, found, cite, lang) for row in found.answer.rows]
    lines = [] if rows else [CitedText(messages.say("dossier.no_incident", lang))]
    here = any(row.kind is Kind.SAID for row in found.answer.rows)
    return Part(
        messages.say("dossier.touched_here" if here else "dossier.touched", lang),
        lines,
        Grid(heads, rows) if rows else None,
        lead=messages.say("dossier.touched_lead", lang),
    )


def _touched_row(row: ConcernedRow, found: ExposureDossier, cite: Citations, lang: str) -> list[CitedText]:
    told = row_cells(row, found.names, lang)
    if row.kind is not Kind.TRUSTED:
        told[2] = f"{told[2]} ({messages.say(f'concerned.{row.kind}', lang)})"
    data = exposed_text(row.exposed, found.names, lang) or messages.label("unknown", lang)
    return cells([*told, data], cite, row.cited())


def _questions(found: ExposureDossier, cite: Citations, lang: str) -> list[CitedText]:
    """Whom to ask what: questions that the gaps of the record raise, with the article that gives the right to ask."""
    lines = []
    asked = dict.fromkeys(line for row in found.answer.rows for line in ask_lines(row, found.names, lang))
    lines += [CitedText(line) for line in asked]
    for arrow in found.past:
        if arrow.data_after_end is None:
            lines.append(
                cite.say(
                    messages.say("ask.past", lang, whom=name_of(found.names, arrow.end, lang), d=spoken(arrow.until_edtf)), arrow.evidence
                )
            )
    for arrow in found.gaps:
        lines.append(
            cite.say(messages.say("ask.gap", lang, whom=name_of(found.names, arrow.start, lang), what=_what(arrow, lang)), arrow.evidence)
        )
    for arrow in found.undated:
        lines.append(
            cite.say(messages.say("ask.undated", lang, whom=name_of(found.names, arrow.end, lang), what=_what(arrow, lang)), arrow.evidence)
        )
    return lines


def _what(arrow: Arrow, lang: str) -> str:
    """What a relation is about, and by which contract, where that has a number."""
    what = messages.label(arrow.service, lang) if arrow.service else messages.label(arrow.type, lang)
    return f"{what}, {messages.say('concerned.by_contract', lang, contract=arrow.contract)}" if arrow.contract else what


def exposure_unknown(found: ExposureDossier, cite: Citations, lang: str) -> Part:
    """What nobody says of those whom it trusts."""

    def link(arrow: Arrow) -> str:
        start, end = (name_of(found.names, i, lang) for i in (arrow.start, arrow.end))
        by = f" ({messages.say('concerned.by_contract', lang, contract=arrow.contract)})" if arrow.contract else ""
        return relation_text(arrow.type, start, end, lang, begins=True) + by

    lines = [cite.say(gap_text(a, found.names, lang), a.evidence) for a in found.gaps]
    lines += [cite.say(messages.say("dossier.no_since", lang, link=link(a)), a.evidence) for a in found.undated]
    lines += [
        cite.say(messages.say("dossier.data_after_unknown", lang, link=link(a)), a.evidence) for a in found.past if a.data_after_end is None
    ]
    texts: dict[str, None] = {}
    for row in found.answer.rows:
        incident = row.incident.called(lang)
        if row.when is When.UNKNOWN and row.supplier is not None:
            texts[messages.say("dossier.when_unknown", lang, incident=incident, at=row.supplier.called(lang))] = None
        if not row.shown:
            texts[messages.say("dossier.not_said_here", lang, incident=incident)] = None
    lines += [CitedText(text) for text in texts]
    return Part(messages.say("dossier.unknown", lang), lines, lead=messages.say("dossier.unknown_lead", lang))
