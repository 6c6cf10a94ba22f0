"""Delegated-trust chains as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maillon.reports.document import Document, Section, Table
from maillon.reports.formatting import called, dates, reading_dates
from maillon.reports.messages import messages
from maillon.reports.nearest import no_chain_lines
from maillon.reports.readings import voice
from maillon.reports.relation_lines import arrow_json, owners_section, step_text

if TYPE_CHECKING:
    from maillon.queries.chains import ChainHop, Chains
    from maillon.queries.nearest import NoChain
    from maillon.queries.subgraph import Arrow


def chains_document(answer: Chains, lang: str, none: NoChain | None = None) -> Document:
    """Delegated-trust chains, one section a chain; `none` tells why there are none."""
    sections = []
    for index, chain in enumerate(answer.chains, 1):
        lines = [str(called(answer.subgraph, chain.hops[0].arrow.start, lang))]
        lines += [_hop_line(hop, depth, answer, lang) for depth, hop in enumerate(chain.hops, 1)]
        if not chain.stated:
            lines.append(f"  ({messages.say('chains.composed', lang)})")
        if chain.loops:
            names = [called(answer.subgraph, node, lang) for node in chain.loops]
            lines.append(f"  ({messages.say('chains.loop', lang, names=names)})")
        if not chain.complete:
            lines.append(f"  ({messages.say('chains.incomplete', lang)})")
        sections.append(Section(messages.say("chains.number", lang, n=index), lines))
    if answer.cut:
        sections.append(Section("", [messages.say("chains.cut", lang, n=answer.cut)]))
    if answer.shortened:
        sections.append(Section("", [messages.say("chains.shortened", lang, n=answer.shortened)]))
    if answer.gave_up:
        sections.append(Section("", [messages.say("chains.gave_up", lang)]))
    sections += owners_section(answer.owners, answer.subgraph.nodes, lang)
    nothing = no_chain_lines(none) if none else ()
    rows = Table(
        [
            "chain",
            "stated",
            "hop",
            "from",
            "arrow",
            "to",
            "service",
            "contract",
            "since",
            "until",
            "seen_on",
            "status",
            "by",
            "contested_by",
            "known_to_start",
            "evidence",
        ],
        [
            [i, chain.stated, k, h.arrow.start, h.arrow.type, h.arrow.end, h.arrow.service, h.arrow.contract]
            + [h.arrow.since_edtf, h.arrow.until_edtf]
            + [h.arrow.seen_edtf, h.arrow.status, list(h.arrow.by), list(h.arrow.contested_by), h.known_to_start, list(h.arrow.cited)]
            for i, chain in enumerate(answer.chains, 1)
            for k, h in enumerate(chain.hops, 1)
        ],
    )
    return Document(
        messages.say("chains.title", lang, name=answer.start.called(lang)), sections, chains_json(answer), rows, nothing=nothing
    )


def _hop_line(hop: ChainHop, depth: int, answer: Chains, lang: str) -> str:
    arrow = hop.arrow
    service = (
        f" ({messages.label(arrow.service, lang)})" if arrow.service and (arrow.type, arrow.service) != ("HOSTED_BY", "hosting") else ""
    )
    details = [dates(arrow, lang, answer.as_of), voice(arrow.status, arrow.by, lambda who: called(answer.subgraph, who, lang), lang)]
    details.append(messages.say("chains.direct" if hop.known_to_start else "chains.hidden", lang, start=answer.start.called(lang)))
    if arrow.conflict:
        details.append(messages.say("conflict", lang))
    others = _others(arrow, answer, lang)
    details += [f"[{', '.join(arrow.evidence)}]", *([others] if others else [])]
    name = called(answer.subgraph, arrow.end, lang)
    step = step_text(arrow.type, called(answer.subgraph, arrow.start, lang), name, lang)
    return f"{'  ' * depth}→ {step}{service} · {' · '.join(details)}"


def _others(arrow: Arrow, answer: Chains, lang: str) -> str:
    """What the other readings of a relation say, each with its dates, voice and evidence."""
    told = []
    for reading in (r for r in arrow.readings[1:] if r.stands):
        said = voice(reading.status, reading.by, lambda who: called(answer.subgraph, who, lang), lang)
        told.append(f"{reading_dates(reading, lang)} ({said}) [{', '.join(reading.evidence)}]")
    return messages.say("voice.others", lang, others=messages.say("semicolon", lang).join(told)) if told else ""


def chains_json(answer: Chains) -> dict[str, Any]:
    """The contract of `chains --format json`."""
    return {
        "from": answer.start.id,
        "as_of": answer.as_of.isoformat(),
        "truncated": answer.truncated,
        "cut": answer.cut,
        "shortened": answer.shortened,
        "gave_up": answer.gave_up,
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
