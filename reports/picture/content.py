"""An answer as the plain data that the page reads: short keys, no nulls, ids as small numbers where they repeat.

The page's scripts are the only readers; `static/data.js` describes each key where it reads it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from maillon.graph.model import GOVERNANCE_TYPES
from maillon.graph.unnamed import unnamed_beside
from maillon.queries.open_questions import open_questions
from maillon.queries.radius_search import Hit, Outcome
from maillon.reports.figure_lines import left_out_lines, span_lines
from maillon.reports.formatting import action_text, name_of
from maillon.reports.messages import messages
from maillon.reports.picture.clean import scrub, web_address
from maillon.reports.picture.roles import role_of
from maillon.wording import LANGUAGES, in_language

if TYPE_CHECKING:
    from maillon.queries.claims import Claim
    from maillon.queries.incident import IncidentAnswer
    from maillon.queries.neighbourhood import JudgedRelation, Neighbourhood, RadiusSpan
    from maillon.queries.people import PeopleBounds
    from maillon.queries.reader import IncidentStatement
    from maillon.queries.subgraph import Node

Json = dict[str, Any]
OUTCOMES = (Outcome.POTENTIAL, Outcome.OBSERVED, Outcome.CLEARED)
PAST_BIT = 4
"""In the number of a hit: its outcome (0 to 2) plus this if every way to it runs over a relation that had ended."""


@dataclass(frozen=True, slots=True)
class Index:
    """Numbers of what repeats, and the parties that names of others speak of."""

    parties: Mapping[str, Node]
    nodes: Mapping[str, int]
    arrows: Mapping[tuple[str, ...], int]
    sources: Mapping[str, int]


def index_of(n: Neighbourhood) -> Index:
    """Numbers by position in the answer, whose order is stable."""
    return Index(
        {node.id: node for node in (*n.described, *n.nodes)},
        {node.id: i for i, node in enumerate(n.nodes)},
        {relation.arrow.order: i for i, relation in enumerate(n.relations)},
        {node.id.partition(":")[2]: i for i, node in enumerate(n.sources)},
    )


def node_json(node: Node, index: Index) -> Json:
    """One party."""
    get = node.properties.get
    return {
        "i": node.id,
        **_names(node, index),
        "k": role_of(node).key,
        "u": None if node.named else 1,
        "also": get("aliases"),
        "size": _range(get("size_low"), get("size_high"), get("size_as_of"), about=get("size_approximate")),
        "count": _range(get("count_low"), get("count_high"), get("count_as_of"), about=get("count_approximate")),
        "people": get("people"),
        "in": index.nodes.get(str(get("within"))),
        "cc": get("country"),
        "note": _both(get("note_fr"), get("note_en")),
        "ev": _evidence(get("evidence") or (), index),
    }


def relation_json(relation: JudgedRelation, index: Index) -> Json:
    """One relation; `x` says what a breach of confidentiality does on it while it lasts and after it."""
    a = relation.arrow
    return {
        "t": a.type,
        "sv": a.service,
        "ct": a.contract,
        "s": _iso(a.standing.since),
        "se": a.since_edtf,
        "u": _iso(a.standing.until),
        "ue": a.until_edtf,
        "n": _iso(a.seen_on),
        "ne": a.seen_edtf,
        "st": a.status,
        "who": list(a.by) or None,
        "rd": [[None, r.status, list(r.by), r.values.get("since_edtf"), r.values.get("until_edtf")] for r in a.readings] or None,
        "d": sorted(a.data) if a.data is not None else None,
        "sc": a.scope,
        "dep": a.deployment,
        "end": a.data_after_end,
        "role": a.gdpr_role,
        "cf": 1 if a.conflict else None,
        "co": 1 if a.contested_by else None,
        "g": 1 if a.type in GOVERNANCE_TYPES else None,
        "x": [relation.live, relation.ended],
        "note": _both(a.note_fr, a.note_en),
        "ev": _evidence(a.cited, index),
    }


def incident_block(answer: IncidentAnswer, index: Index) -> Json:
    """One incident: where it broke, what was observed at whom, who said what, who told whom."""
    get = answer.incident.properties.get
    best = answer.headline.candidates if answer.headline else ()
    return {
        "i": answer.incident.id,
        **_names(answer.incident, index),
        "on": _iso(get("occurred_from")),
        "to": _iso(get("occurred_to")),
        "seen": _iso(get("detected_on")),
        "told": _iso(get("disclosed_on")),
        "eff": get("effects"),
        "at": [{"p": p.party, **_voices(p, index)} for p in answer.compromised],
        "by": [
            {"p": p.party, "v": p.vector, "a": _both(p.account_fr, p.account_en), "note": _both(p.note_fr, p.note_en), **_voices(p, index)}
            for p in answer.entered_through
        ],
        "hit": [
            {
                "p": s.party,
                "o": s.outcome,
                "e": s.effect,
                "r": _range(s.low, s.high, about=s.approximate),
                "u": s.unit,
                "cf": 1 if s.conflict else None,
                "note": _both(s.note_fr, s.note_en),
                **_voices(s, index),
            }
            for s in answer.affected
        ],
        "data": [{"c": e.category, "of": e.of, "at": e.at, "o": e.outcome, **_voices(e, index)} for e in answer.exposures],
        "note": [
            {
                "a": t.start,
                "b": t.end,
                "duty": t.duty,
                "yes": {True: 1, False: 0, None: None}[t.happened],
                "on": t.on_edtf,
                "h": list(t.hours) if t.hours else None,
                **_voices(t, index),
            }
            for t in answer.notifications
        ],
        "claims": [
            {
                "f": c.field,
                "r": _range(c.low, c.high, about=c.approximate),
                "u": c.unit,
                "a": c.answer,
                "x": _claim_text(c),
                "on": c.on,
                "sc": list(c.scope),
                "st": c.status,
                "by": c.by,
                "m": c.made_on_edtf,
                "old": 1 if c.superseded_by else None,
                "re": 1 if c.replies_to else None,
                "best": 1 if c in best else None,
                "ev": _evidence(c.evidence, index),
            }
            for c in answer.claims
            if c.field not in ("action", "context")
        ],
        "span": _span(answer),
        "open": [_both(question.fr, question.en) for question in open_questions(answer.incident)],
        "ev": _evidence(get("evidence") or (), index),
    }


def _span(answer: IncidentAnswer) -> list[list[str]] | None:
    """What the figures span together, and what is not in it, as lines in both languages."""
    if answer.headline is None:
        return None
    span = answer.headline.span
    called = [(partial(_named, answer, lang), lang) for lang in LANGUAGES]
    said = ([*span_lines(span, *names), *left_out_lines(span, *names)] for names in called)
    return [list(line) for line in zip(*said, strict=True)]


def _named(answer: IncidentAnswer, lang: str, node_id: str) -> str:
    return name_of(answer.names, node_id, lang)


def source_json(node: Node) -> Json:
    """One document; an address that is not plain http(s) is left out."""
    get = node.properties.get
    return {
        "i": node.id.partition(":")[2],
        "t": get("title"),
        "p": get("publisher"),
        "w": web_address(str(get("url"))) if get("url") else None,
        "d": get("published_edtf"),
        "l": get("language"),
        "lic": get("licence"),
    }


def radius_json(spans: Sequence[RadiusSpan], index: Index) -> list[Json]:
    """The spans of one origin, each with what changes in it: `+` hits that are new or differ, `-` nodes that are gone.

    A hit is [node, outcome + PAST_BIT, number of reasons…, arrows of its witness…] as written by `_hit`.
    """
    written: list[Json] = []
    before: dict[int, list[int | str]] = {}
    for span in spans:
        hits = {index.nodes[h.node.id]: _hit(h, index) for h in span.hits if h.node.id in index.nodes}
        written.append(
            {
                "d": _iso(span.first),
                "+": [hit for i, hit in sorted(hits.items()) if before.get(i) != hit],
                "-": sorted(set(before) - set(hits)),
                "far": len(span.hits) - len(hits) or None,
                "p": _bounds(span.people, index),
                "q": _bounds(span.professionals, index) if span.professionals.cohorts else None,
                "c": [span.providers.at_least, span.providers.at_most, len(span.providers.unknown)],
            }
        )
        before = hits
    return written


def _hit(hit: Hit, index: Index) -> list[int | str]:
    witness = [index.arrows.get(a.order, -1) for a in hit.witness]
    return [
        index.nodes[hit.node.id],
        OUTCOMES.index(hit.outcome) + (PAST_BIT if hit.past else 0),
        " ".join((*hit.reasons, *(() if hit.stated else ("composed",)))),
        *(witness if -1 not in witness else []),
    ]


def _bounds(people: PeopleBounds, index: Index) -> Json:
    return {
        "lo": people.at_least,
        "hi": people.at_most,
        "un": [index.nodes.get(i, i) for i in people.unknown],
        "n": len(people.cohorts),
        "ap": 1 if people.approximate else None,
        "y": list(people.years),
    }


def _names(node: Node, index: Index) -> Json:
    """What it is called, in French and English where that differs; a party that no source names as everywhere else."""
    fr, en = (name_of({**_beside(node, index), node.id: node}, node.id, lang) for lang in LANGUAGES)
    return {"name": node.name, "fr": fr if fr != node.name else None, "en": en if en != node.name else None}


def _beside(node: Node, index: Index) -> Mapping[str, Node]:
    """The party by which one is told that no source names; nothing for any other."""
    whose = unnamed_beside(node.id)
    return {whose[1]: index.parties[whose[1]]} if whose is not None and whose[1] in index.parties else {}


def named_json(nodes: Iterable[Node], index: Index) -> Json:
    """Names of what is only spoken of, by id."""
    return {node.id: _names(node, index) for node in nodes}


def _both(fr: str | None, en: str | None) -> list[str] | None:
    return [in_language(lang, fr, en) or "" for lang in LANGUAGES] if fr or en else None


def _claim_text(claim: Claim) -> list[str] | None:
    if claim.field == "action" and claim.text_en:
        return [action_text(claim.text_en, lang) for lang in LANGUAGES]
    return _both(claim.text_fr, claim.text_en)


def _range(low: int | None, high: int | None, as_of: dt.date | None = None, *, about: bool | None = False) -> list[Any] | None:
    """`[low, high, the day of it, 1 where whoever gives it rounds]`, as far as the last thing said; None without a figure."""
    if low is None and high is None:
        return None
    return [low, high, _iso(as_of) if as_of else None, 1] if about else [low, high, *([_iso(as_of)] if as_of else [])]


def _voices(said: IncidentStatement, index: Index) -> Json:
    """Who says it and how firmly, on what; `rd`: every reading as [outcome, status, speakers], where there are several."""
    readings = [[r.outcome, r.status, list(r.by)] for r in said.readings]
    return {"st": said.status, "who": list(said.by) or None, "rd": readings or None, "ev": _evidence(said.cited, index)}


def _evidence(evidence: Iterable[str], index: Index) -> list[str]:
    """`source#locator` with the source as its number; a source that nothing describes keeps its id."""
    written = []
    for item in evidence:
        source, mark, locator = item.partition("#")
        written.append(f"{index.sources.get(source, source)}{mark}{locator}")
    return written


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def whole_json(n: Neighbourhood, index: Index) -> Json:
    """Everything but nodes and relations, which travel as the network's own."""
    return {
        "subject": n.subject,
        "start": list(n.start),
        "depth": n.depth,
        "asOf": n.as_of.isoformat(),
        "incidents": [incident_block(answer, index) for answer in n.incidents],
        "sources": [source_json(node) for node in n.sources],
        "licences": [licence or "" for licence in n.licences],
        "names": named_json(n.described, index),
        "radii": {str(index.nodes.get(i, i)): radius_json(spans, index) for i, spans in n.radii.items()},
        "sizes": {
            str(index.nodes[i]): [s.people.at_least, s.people.at_most, s.unknown, s.organisations.at_least, int(s.approximate), s.contested]
            for i, s in n.sizes.items()
        }
        or None,
        "leftOut": [n.left_out.nodes, n.left_out.arrows] if n.left_out else None,
    }


def used_words(n: Neighbourhood) -> Json:
    """The words of the data (services, fields, units …) that the commands translate, in French and English."""
    used = {"unknown", *(relation.arrow.service for relation in n.relations)}
    for answer in n.incidents:
        used |= {c.field for c in answer.claims} | {c.unit for c in answer.claims if c.unit}
        used |= {s.unit for s in answer.affected if s.unit} | {e.of for e in answer.exposures}
        used |= {p.vector for p in answer.entered_through if p.vector} | {t.duty for t in answer.notifications}
    return {term: list(messages.labels[term]) for term in sorted(used) if term in messages.labels}


def scrubbed(value: Json) -> Json:
    """The data with every text cleaned."""
    cleaned: Json = scrub(value)
    return cleaned
