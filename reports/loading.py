"""What was loaded, checked or taken back, as documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from maillon.loaders.base import Loader, Reading
from maillon.loaders.problems import Problem
from maillon.reports.document import Document, Section, Table
from maillon.reports.messages import messages
from maillon.wording import rendered

if TYPE_CHECKING:
    from maillon.graph.store import StoreStatus
    from maillon.loaders.records import RecordSet


def _problem(problem: Problem, lang: str) -> dict[str, Any]:
    """A problem as JSON: `code` is for programs, `reason` for people."""
    return {
        "file": problem.file,
        "line": problem.line,
        "record": problem.record,
        "field": problem.field,
        "reason": problem.why(lang),
        "code": problem.code,
    }


def load_document(reading: Reading, counts: Mapping[str, int], lang: str) -> Document:
    """Read, loaded, unchanged, taken back, rejected with reasons, fields left unread."""
    values = {
        "read": reading.read,
        **{k: counts.get(k, 0) for k in ("loaded", "unchanged", "taken_back")},
        "rejected": len(reading.rejected),
    }
    lines = [" · ".join(f"{value} {messages.say(f'load.{name}', lang)}" for name, value in values.items())]
    used = len(reading.records) + len(reading.stated) - reading.derived
    if reading.derived:  # a row of a list also declares the organisations, cohorts and sources that it names
        numbers = {"read": reading.read, "used": used, "rejected": len(reading.rejected), "derived": reading.derived}
        lines.append(messages.say("load.rows", lang, **numbers))
    changes = {k: v for k, v in counts.items() if k.startswith(("nodes_", "arrows_"))}
    if changes:
        lines += [
            f"{messages.say(f'load.{key}', lang)}: "
            f"+{changes.get(f'{key}_created', 0)} ~{changes.get(f'{key}_changed', 0)} -{changes.get(f'{key}_deleted', 0)}"
            for key in ("nodes", "arrows")
        ]
    sections = [Section("", lines)]
    if reading.rejected:
        rows = [[p.file, p.line or None, p.record, p.field, p.why(lang)] for p in reading.rejected]
        heads = [messages.say(f"load.{c}", lang) for c in ("file", "line", "record", "field", "reason")]
        sections.append(Section(messages.say("load.rejections", lang), [], Table(heads, rows)))
    if reading.unread_fields:
        rows = [[str(rendered(name, lang)), count] for name, count in sorted(reading.unread_fields.items())]
        heads = [messages.say(f"load.{c}", lang) for c in ("field", "times")]
        sections.append(Section(messages.say("load.unread", lang), [], Table(heads, rows)))
    body = {
        "dataset": reading.dataset,
        **{k: v for k, v in values.items() if k != "rejected"},
        "used": used,
        "derived": reading.derived,
        **changes,
        "rejected": [_problem(p, lang) for p in reading.rejected],
        "unread_fields": dict(sorted(reading.unread_fields.items())),
    }
    return Document(f"{reading.dataset}", sections, body)


def loaders_document(loaders: Sequence[Loader], lang: str) -> Document:
    """The registry of loaders."""
    sections = []
    for loader in loaders:
        said = {name: getattr(loader, name) for name in ("reads", "publisher", "address", "licence", "coverage", "leaves_out")}
        lines = [f"{messages.say(f'loaders.{name}', lang)}: {rendered(text, lang)}" for name, text in said.items()]
        sections.append(Section(f"{loader.name}: {loader.title[lang]}", lines))
    body = [
        {
            "name": x.name,
            "title": dict(x.title),
            "reads": x.reads,
            "publisher": x.publisher,
            "address": x.address,
            "licence": x.licence,
            "coverage": dict(x.coverage),
            "leaves_out": dict(x.leaves_out),
            "ignored_fields": dict(x.ignored_fields),
        }
        for x in loaders
    ]
    rows = Table(["name", "reads", "publisher", "licence"], [[x.name, x.reads, x.publisher, x.licence] for x in loaders])
    return Document(messages.say("loaders.title", lang), sections, {"loaders": body}, rows)


def unload_document(counts: Mapping[str, Any], lang: str) -> Document:
    """What left the graph."""
    return Document(str(counts["dataset"]), [Section("", [messages.say("unload.done", lang, **counts)])], dict(counts))


def status_document(status: StoreStatus, lang: str) -> Document:
    """Engine, counts, data sets."""
    nodes = Table([messages.say("status.label", lang), "n"], [[k, v] for k, v in status.nodes.items()])
    arrows = Table([messages.say("status.arrow", lang), "n"], [[k, v] for k, v in status.arrows.items()])
    heads = [messages.say(f"status.{c}", lang) for c in ("dataset", "loader", "records", "loaded_on", "complete", "licence")]
    rows = [[d.id, d.loader, d.records, d.loaded_on.isoformat() if d.loaded_on else None, d.complete, d.licence] for d in status.datasets]
    body = {
        "engine": status.engine,
        "nodes": dict(status.nodes),
        "arrows": dict(status.arrows),
        "datasets": [
            {
                "dataset": d.id,
                "loader": d.loader,
                "records": d.records,
                "loaded_on": d.loaded_on.isoformat() if d.loaded_on else None,
                "complete": d.complete,
                "title": d.title,
                "licence": d.licence,
            }
            for d in status.datasets
        ],
        "claims": status.claims,
        "sources": status.sources,
    }
    sections = [
        Section(messages.say("status.datasets", lang), [], Table(heads, rows)),
        Section(messages.say("status.nodes", lang), [], nodes),
        Section(messages.say("status.arrows", lang), [], arrows),
    ]
    return Document(status.engine, sections, body, Table(heads, rows))


def check_document(found: RecordSet, lang: str) -> Document:
    """Every problem of every file, or that there is none."""
    if found.problems:
        title = messages.say("check.bad", lang, problems=len(found.problems))
    else:
        title = messages.say("check.good", lang, records=len(found.records), files=found.files)
    problems = [_problem(p, lang) for p in found.problems]
    body = {"records": len(found.records), "files": found.files, "problems": problems}
    rows = Table(["file", "line", "record", "field", "reason", "code"], [list(p.values()) for p in problems])
    return Document(title, [Section("", [p.say(lang) for p in found.problems])] if problems else [], body, rows)
