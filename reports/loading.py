"""What was loaded, checked or taken back, as documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from maillon.loaders.base import Loader, Reading
from maillon.loaders.problems import Problem
from maillon.reports.document import Document, Section, Table

if TYPE_CHECKING:
    from maillon.graph.store import StoreStatus
    from maillon.loaders.records import RecordSet


def _pick(lang: str, fr: str, en: str) -> str:
    return fr if lang == "fr" else en


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
    words = {
        "read": _pick(lang, "lus", "read"),
        "loaded": _pick(lang, "chargés", "loaded"),
        "unchanged": _pick(lang, "inchangés", "unchanged"),
        "taken_back": _pick(lang, "repris", "taken back"),
        "rejected": _pick(lang, "rejetés", "rejected"),
    }
    values = {
        "read": reading.read,
        **{k: counts.get(k, 0) for k in ("loaded", "unchanged", "taken_back")},
        "rejected": len(reading.rejected),
    }
    lines = [" · ".join(f"{value} {words[name]}" for name, value in values.items())]
    used = len(reading.records) + len(reading.stated) - reading.derived
    if reading.derived:  # a row of a list also declares the organisations, cohorts and sources that it names
        rejected = len(reading.rejected)
        french = f"{reading.read} lignes = {used} retenues + {rejected} rejetées ; {reading.derived} fiches de ce qu'elles nomment"
        english = f"{reading.read} rows = {used} used + {rejected} rejected; {reading.derived} records of what they name"
        lines.append(_pick(lang, french, english))
    changes = {k: v for k, v in counts.items() if k.startswith(("nodes_", "arrows_"))}
    if changes:
        node, arrow = _pick(lang, "nœuds", "nodes"), _pick(lang, "relations", "arrows")
        lines += [
            f"{name}: +{changes.get(f'{key}_created', 0)} ~{changes.get(f'{key}_changed', 0)} -{changes.get(f'{key}_deleted', 0)}"
            for key, name in (("nodes", node), ("arrows", arrow))
        ]
    sections = [Section("", lines)]
    if reading.rejected:
        rows = [[p.file, p.line or None, p.record, p.field, p.why(lang)] for p in reading.rejected]
        heads = [
            _pick(lang, *pair)
            for pair in (("fichier", "file"), ("ligne", "line"), ("fiche", "record"), ("champ", "field"), ("raison", "reason"))
        ]
        sections.append(Section(_pick(lang, "Rejetés", "Rejected"), [], Table(heads, rows)))
    if reading.unread_fields:
        rows = [[name, count] for name, count in sorted(reading.unread_fields.items())]
        heads = [_pick(lang, "champ", "field"), _pick(lang, "fois", "times")]
        sections.append(Section(_pick(lang, "Champs non lus", "Fields left unread"), [], Table(heads, rows)))
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
        pairs = [
            (_pick(lang, "lit", "reads"), loader.reads),
            (_pick(lang, "publié par", "publisher"), loader.publisher),
            (_pick(lang, "adresse", "address"), loader.address),
            (_pick(lang, "licence", "licence"), loader.licence),
            (_pick(lang, "couvre", "covers"), loader.coverage[lang]),
            (_pick(lang, "laisse de côté", "leaves out"), loader.leaves_out[lang]),
        ]
        sections.append(Section(f"{loader.name}: {loader.title[lang]}", [f"{name}: {text}" for name, text in pairs]))
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
    return Document(_pick(lang, "Chargeurs", "Loaders"), sections, {"loaders": body}, rows)


def unload_document(counts: Mapping[str, Any], lang: str) -> Document:
    """What left the graph."""
    text = _pick(
        lang,
        "{taken_back} fiches reprises · nœuds -{nodes_deleted} · relations -{arrows_deleted}",
        "{taken_back} records taken back · nodes -{nodes_deleted} · arrows -{arrows_deleted}",
    )
    return Document(str(counts["dataset"]), [Section("", [text.format(**counts)])], dict(counts))


def status_document(status: StoreStatus, lang: str) -> Document:
    """Engine, counts, data sets."""
    nodes = Table([_pick(lang, "nature", "label"), "n"], [[k, v] for k, v in status.nodes.items()])
    arrows = Table([_pick(lang, "relation", "arrow"), "n"], [[k, v] for k, v in status.arrows.items()])
    heads = [
        _pick(lang, *p)
        for p in (
            ("jeu de données", "data set"),
            ("chargeur", "loader"),
            ("fiches", "records"),
            ("chargé le", "loaded on"),
            ("complet", "complete"),
            ("licence", "licence"),
        )
    ]
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
        Section(_pick(lang, "Jeux de données", "Data sets"), [], Table(heads, rows)),
        Section(_pick(lang, "Nœuds", "Nodes"), [], nodes),
        Section(_pick(lang, "Relations", "Arrows"), [], arrows),
    ]
    return Document(status.engine, sections, body, Table(heads, rows))


def check_document(found: RecordSet, lang: str) -> Document:
    """Every problem of every file, or that there is none."""
    good = _pick(lang, "fiches : {n} · fichiers : {f} · aucune erreur", "records: {n} · files: {f} · no errors")
    bad = _pick(lang, "erreurs : {p} ; rien ne serait chargé", "errors: {p}; nothing would be loaded")
    title = (bad if found.problems else good).format(n=len(found.records), f=found.files, p=len(found.problems))
    problems = [_problem(p, lang) for p in found.problems]
    body = {"records": len(found.records), "files": found.files, "problems": problems}
    rows = Table(["file", "line", "record", "field", "reason", "code"], [list(p.values()) for p in problems])
    return Document(title, [Section("", [p.say(lang) for p in found.problems])] if problems else [], body, rows)
