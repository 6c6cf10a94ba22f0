"""The graph model as tables, and the answers as JSON Schema: generated, never written twice."""

from __future__ import annotations

from typing import Any

from maillon.graph.model import (
    ARROWS,
    COMMON_NODE,
    EVIDENCED,
    NODES,
    ROLE_MEANINGS,
    Property,
    arrow_properties,
    constraints,
    name_indexes,
    patterns,
)
from maillon.graph.store.cypher import BOOKKEEPING
from maillon.graph.vocabulary import CLAIM_FIELDS, SERVICES
from maillon.reports.document import Document, Section, Table
from maillon.reports.messages import messages
from maillon.wording import LANGUAGES


def model_document() -> Document:
    """Labels, roles, arrows with their legal ends, properties: `maillon schema` and `docs/model-tables.md`."""
    nodes = Table(["label", "id", "what it is"], [[k.label, f"{k.prefix}:…", k.meaning] for k in NODES])
    roles = Table(["role of an Organisation", "what it is"], [[role, meaning] for role, meaning in ROLE_MEANINGS.items()])
    arrows = Table(
        ["arrow", "from → to", "read aloud", "family", "followed", "key"],
        [[k.type, "; ".join(patterns(k)), k.sentence, k.family.value, k.traversable, ", ".join(("ends", *k.key))] for k in ARROWS],
    )
    sections = [Section("Nodes", [], nodes), Section("Roles", [], roles), Section("Arrows", [], arrows)]
    sections.append(Section("Properties of every node", [], _properties(COMMON_NODE)))
    sections += [Section(f"Properties of {k.label}", [], _properties(k.properties)) for k in NODES if k.properties]
    sections.append(Section("Properties of every trust, governance and incident arrow", [], _properties(EVIDENCED)))
    sections += [Section(f"Properties of {k.type}", [], _properties(k.properties)) for k in ARROWS if k.properties]
    sections.append(Section("Fields of claims (a closed list)", [], _words("field", CLAIM_FIELDS)))
    sections.append(Section("Services (others may be written)", [], _words("service", SERVICES)))
    sections.append(Section("Constraints and indexes", [*constraints(), *name_indexes()]))
    sections.append(Section("The store's own bookkeeping", [], _bookkeeping()))
    body = {
        "nodes": [
            {"label": k.label, "prefix": k.prefix, "meaning": k.meaning, "roles": list(k.roles), "properties": _json(k.properties)}
            for k in NODES
        ],
        "arrows": [
            {
                "type": k.type,
                "patterns": list(patterns(k)),
                "sentence": k.sentence,
                "family": k.family.value,
                "traversable": k.traversable,
                "key": list(k.key),
                "properties": _json(arrow_properties(k)),
            }
            for k in ARROWS
        ],
        "every_node": _json(COMMON_NODE),
        "bookkeeping": dict(BOOKKEEPING),
        "claim_fields": _labels(CLAIM_FIELDS),
        "services": _labels(SERVICES),
    }
    return Document("The graph model", sections, body, arrows, {column: column for column in arrows.columns})


def _bookkeeping() -> Table:
    return Table(["label", "what it is"], [[label, meaning] for label, meaning in BOOKKEEPING.items()])


def _words(head: str, terms: tuple[str, ...]) -> Table:
    return Table([head, "in French", "in English"], [[term, *(messages.label(term, lang) for lang in LANGUAGES)] for term in terms])


def _labels(terms: tuple[str, ...]) -> dict[str, dict[str, str]]:
    return {term: {lang: messages.label(term, lang) for lang in LANGUAGES} for term in terms}


def _properties(properties: tuple[Property, ...]) -> Table:
    return Table(["property", "type", "meaning"], [[p.name, p.type, p.meaning] for p in properties])


def _json(properties: tuple[Property, ...]) -> list[dict[str, str]]:
    return [{"name": p.name, "type": p.type, "meaning": p.meaning} for p in properties]


def _object(required: dict[str, Any], **extra: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": {**required, **extra}}


def _said(schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {**schema, "description": description}


def _array(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


_TEXT, _COUNT, _FLAG = {"type": "string"}, {"type": "integer"}, {"type": "boolean"}
_MAYBE_TEXT, _MAYBE_COUNT = {"type": ["string", "null"]}, {"type": ["integer", "null"]}
_ROUNDED = {"type": ["boolean", "null"], "description": "whether who gives the figure rounds it; null where there is none"}
_TEXTS = _array(_TEXT)
_COUNTS = {"type": "object", "additionalProperties": _COUNT}
_MAYBE_TEXTS = {"type": ["array", "null"], "items": _TEXT}
_HOP = _object(
    {
        "from": _TEXT,
        "arrow": _TEXT,
        "to": _TEXT,
        "service": _MAYBE_TEXT,
        "since": _MAYBE_TEXT,
        "until": _MAYBE_TEXT,
        "seen_on": _MAYBE_TEXT,
        "status": _MAYBE_TEXT,
        "data": _MAYBE_TEXTS,
        "evidence": _TEXTS,
    }
)
_PEOPLE = _object(
    {
        "at_least": _COUNT,
        "at_most": _MAYBE_COUNT,
        "unknown": _TEXTS,
        "cohorts": _array(
            _object({"id": _TEXT, "low": _MAYBE_COUNT, "high": _MAYBE_COUNT, "approximate": _ROUNDED, "partition": _MAYBE_TEXT})
        ),
    }
)
_BOUNDS = _object({"at_least": _COUNT, "at_most": _MAYBE_COUNT, "unknown": _TEXTS})
_REACH = _object({"population": _TEXT, "party": _TEXT, "witness": _array(_HOP)})
_REJECTED = _object({"file": _TEXT, "record": _TEXT, "field": _TEXT, "reason": _TEXT})

ANSWERS: dict[str, dict[str, Any]] = {
    "status": _object(
        {
            "engine": _TEXT,
            "where": _TEXT,
            "nodes": {"type": "object", "additionalProperties": _COUNT},
            "arrows": {"type": "object", "additionalProperties": _COUNT},
            "datasets": _array(
                _object({"dataset": _TEXT, "loader": _TEXT, "records": _COUNT, "loaded_on": _MAYBE_TEXT, "complete": _FLAG})
            ),
            "claims": _COUNT,
            "sources": _COUNT,
        }
    ),
    # read = used + len(rejected) + the sum of left_out; of the records that a load makes of them, loaded + unchanged
    "load": _object(
        {
            "dataset": _said(_TEXT, "the data set under whose name the records are kept"),
            "read": _said(_COUNT, "rows, objects or documents found in the input"),
            "used": _said(_COUNT, "of those read: became a record, or a part of one"),
            "left_out": _said(
                _COUNTS, "of those read: left out by a rule, by rule (the same row again, an older version, a revoked object, …)"
            ),
            "rejected": _said(_array(_REJECTED), "of those read: cannot be used, one entry each, with its reason"),
            "derived": _said(_COUNT, "records of what rows name (organisations, cohorts, sources), beside their own"),
            "loaded": _said(_COUNT, "records, derived ones among them, that are new in the store or changed"),
            "unchanged": _said(_COUNT, "records, derived ones among them, that the store held already"),
            "taken_back": _said(_COUNT, "records that the store held and the input no longer gives"),
            "unread_fields": _said(_COUNTS, "fields of what was used that nothing reads, by name"),
            "changes": _said(
                _array(_object({"kind": _TEXT, "name": _TEXT, "who": _TEXT, "before": _TEXT, "after": _TEXT})),
                "of a newer version of a list that somebody keeps: what differs from the one before",
            ),
            "columns": _said(
                _array(_object({"header": _TEXT, "field": _TEXT, "score": _COUNT, "left_out": _FLAG})),
                "of a list whose columns are recognised: which is what, and how surely",
            ),
        }
    ),
    "check": _object({"records": _COUNT, "files": _COUNT, "problems": _array(_REJECTED)}),
    "find": _object(
        {
            "text": _TEXT,
            "cut": _COUNT,
            "closest": _TEXTS,
            "matches": _array(_object({"id": _TEXT, "name": _TEXT, "labels": _TEXTS, "aliases": _TEXTS})),
        }
    ),
    "show": _object(
        {
            "id": _TEXT,
            "name": _TEXT,
            "labels": _TEXTS,
            "properties": {"type": "object"},
            "arrows": _array(_object({"type": _TEXT, "from": _TEXT, "to": _TEXT})),
            "decisions": _array(_object({"id": _TEXT, "verdict": _TEXT, "subjects": _TEXTS})),
            "sources": {"type": "object"},
        }
    ),
    "duplicates": _object({"pairs": _array(_object({"ids": _TEXTS, "reason": _TEXT, "score": _COUNT, "for": _TEXTS, "against": _TEXTS}))}),
    "chains": _object(
        {
            "from": _TEXT,
            "as_of": _TEXT,
            "truncated": _FLAG,
            "cut": _COUNT,
            "shortened": _COUNT,
            "gave_up": _FLAG,
            "chains": _array(
                _object(
                    {
                        "hops": _array({**_HOP, "required": [*_HOP["required"], "known_to_start"]}),
                        "stated": _FLAG,
                        "complete": _FLAG,
                        "unknown": _TEXTS,
                    }
                )
            ),
        }
    ),
    "blast-radius": _object(
        {
            "origin": _TEXT,
            "as_of": _TEXT,
            "effect": _TEXT,
            "nodes": _array(
                _object(
                    {
                        "id": _TEXT,
                        "name": _TEXT,
                        "labels": _TEXTS,
                        "outcome": {"enum": ["observed", "potential", "cleared"]},
                        "past": _FLAG,
                        "hops": _COUNT,
                        "data": _MAYBE_TEXTS,
                        "witness": _array(_HOP),
                    }
                )
            ),
            "people": _PEOPLE,
            "professionals": _PEOPLE,
            "providers": _object({"at_least": _COUNT, "at_most": _MAYBE_COUNT, "unknown": _TEXTS}),
            "unknown_links": _array(_HOP),
        }
    ),
    "incident": _object(
        {
            "id": _TEXT,
            "claims": _array(
                _object(
                    {
                        "field": _TEXT,
                        "low": _MAYBE_COUNT,
                        "high": _MAYBE_COUNT,
                        "approximate": _ROUNDED,
                        "unit": _MAYBE_TEXT,
                        "status": _TEXT,
                        "by": _MAYBE_TEXT,
                        "made_on": _MAYBE_TEXT,
                        "source": _TEXTS,
                        "superseded_by": _TEXTS,
                        "replies_to": _TEXTS,
                    }
                )
            ),
            "headline": {"type": ["object", "null"]},
            "parties": _array(_object({"id": _TEXT, "outcome": _TEXT})),
            "notifications": _array(_object({"from": _TEXT, "to": _TEXT, "on": _MAYBE_TEXT, "status": _TEXT})),
            "open": _array(_object({"fr": _MAYBE_TEXT, "en": _MAYBE_TEXT})),
        },
        as_of=_TEXT,
        left_out=_object({"later": _COUNT, "undated": _COUNT}),
    ),
    "cohort": _object(
        {
            "population": _TEXT,
            "as_of": _TEXT,
            "incidents": _array(_object({"id": _TEXT, "bearing": _TEXT, "past": _FLAG, "path": _array(_HOP), "since": _MAYBE_TEXT})),
            "data": _array(_object({"category": _TEXT, "certainty": _TEXT, "incident": _TEXT, "since": _MAYBE_TEXT, "evidence": _TEXTS})),
            "not_said": _TEXTS,
            "combinations": _array(_object({"id": _TEXT, "certainty": _TEXT, "crosses_incidents": _FLAG, "rule": _TEXTS})),
        }
    ),
    "notifications": _object(
        {
            "incidents": _array(
                _object(
                    {
                        "id": _TEXT,
                        "parties": _array(
                            _object(
                                {
                                    "id": _TEXT,
                                    "compromised": _FLAG,
                                    "aware": {"type": ["object", "null"]},
                                    "notices": _array(
                                        _object({"kind": _TEXT, "from": _TEXT, "to": _TEXT, "on": _MAYBE_TEXT, "against_72_h": _TEXT})
                                    ),
                                }
                            )
                        ),
                    }
                )
            )
        }
    ),
    "diff": _object(
        {
            "from": _TEXT,
            "to": _TEXT,
            "of": _MAYBE_TEXT,
            "undated": _COUNT,
            "views": _object({"from": _MAYBE_COUNT, "to": _MAYBE_COUNT}),
            "unknown_properties": _object({"from": _TEXTS, "to": _TEXTS}),
            "changes": _array(
                _object(
                    {
                        "change": {"enum": ["changed", "lost", "gained"]},
                        "about": {"enum": ["harm", "notices", "incidents", "claims", "relations", "rest"]},
                        "kind": _TEXT,
                        "ids": _TEXTS,
                        "before": {"type": ["object", "null"]},
                        "after": {"type": ["object", "null"]},
                        "differing": _TEXTS,
                        "force": _MAYBE_TEXTS,
                    }
                )
            ),
            "relations": _object({"gained": _array(_HOP), "lost": _array(_HOP), "changed": _array({"type": "object"})}),
            "incidents": _object({"gained": _TEXTS, "lost": _TEXTS}),
            "claims": _object({"gained": _TEXTS, "lost": _TEXTS, "changed": _TEXTS}),
            "chains": _object({"gained": _array(_REACH), "lost": _array(_REACH)}),
            "people": _object({"gained": _BOUNDS, "lost": _BOUNDS}),
        }
    ),
    "query run": _object({"columns": _TEXTS, "rows": _array({"type": "array"}), "truncated": _FLAG}),
    "cypher": _object({"columns": _TEXTS, "rows": _array({"type": "array"}), "truncated": _FLAG}),
}
"""The keys that other programs may rely on within a major version: command → JSON Schema of `--format json`."""


def answers_schema() -> dict[str, Any]:
    """One JSON Schema document (draft 2020-12) with a definition per command."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What maillon's commands print with --format json",
        "description": "Where a store holds confidential data sets, any object may have `confidential`: which of them alone say so.",
        "$defs": ANSWERS,
    }
