"""What was loaded, checked or taken back, as documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from maillon.loaders.rejecting import check_sum
from maillon.reports.document import Document, Section, Table
from maillon.reports.formatting import labelled
from maillon.reports.list_meetings import meeting_lines
from maillon.reports.messages import messages
from maillon.wording import rendered

if TYPE_CHECKING:
    from maillon.graph.store.loading.load import TakenBack
    from maillon.loaders.base import Column, ListChange, Loader, Reading
    from maillon.loaders.problems import Problem
    from maillon.loaders.records import RecordSet
    from maillon.queries.list_meetings import Meeting


MAX_REJECTED = 1_000
"""Rejected rows that are shown to people one by one; programs get all of them."""


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


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of one reading: the counts of the load, the records that it took back, and how its organisations meet others."""

    reading: Reading
    counts: Mapping[str, int]
    taken_back: Sequence[TakenBack]
    meetings: Sequence[Meeting] = ()


def load_document(loaded: Sequence[Loaded], lang: str, *, dry_run: bool = False, explain_names: bool = False) -> Document:
    """Of each data set: read, loaded, unchanged, taken back by name, rejected with reasons, left unread; with `dry_run`, what would be.

    With `explain_names` also which names were taken for those of persons, or nearly, and by which sign.
    """
    several = len(loaded) > 1
    sections: list[Section] = []
    bodies = []
    for one in loaded:
        parts, body = _load_sections(one, lang)
        if explain_names:
            part, names = _names_section(one.reading, lang)
            parts, body = [*parts, part], {**body, "names": names}
        if several:
            parts[0] = replace(parts[0], heading=one.reading.dataset)
        sections += parts
        bodies.append({**body, "dry_run": dry_run})
    if dry_run:
        sections.append(Section("", [messages.say("load.dry", lang)]))
    title = ", ".join(one.reading.dataset for one in loaded)
    counts = ("dataset", "read", "loaded", "unchanged", "taken_back", "rejected")
    rows = [[len(body[c]) if c == "rejected" else body[c] for c in counts] for body in bodies]
    return Document(title, sections, {"datasets": bodies} if several else bodies[0], Table(counts, rows))


def _load_sections(one: Loaded, lang: str) -> tuple[list[Section], dict[str, Any]]:
    reading, counts = one.reading, one.counts
    values = {
        "read": reading.read,
        **{k: counts.get(k, 0) for k in ("loaded", "unchanged", "taken_back")},
        "rejected": len(reading.rejected),
    }
    check_sum(reading)
    left = reading.left_out.total()
    key = "load.row_counts" if reading.derived else "load.counts"
    lines = [messages.say(key, lang, **values)]
    if reading.derived or left:  # a row of a list also declares the organisations, cohorts and sources that it names
        numbers = {"read": reading.read, "used": reading.used, "rejected": len(reading.rejected), "left": left, "derived": reading.derived}
        lines.append(messages.say("load.rows", lang, **numbers))
    persons = sum(public.dropped for public in reading.judged.values())
    if persons:
        lines.append(messages.say("load.names", lang, n=persons))
    changes = _changes(counts)
    lines += _change_lines(changes, lang)
    lines += meeting_lines(one.meetings, lang)
    sections = [Section("", lines)]
    if reading.changes:
        sections.append(_list_section(reading.changes, lang))
    if reading.columns:
        sections.append(_columns_section(reading.columns, lang))
    if one.taken_back:
        heads = [messages.say(f"load.{c}", lang) for c in ("record", "name")]
        sections.append(Section(messages.say("load.gone", lang), [], Table(heads, [[taken.id, taken.name] for taken in one.taken_back])))
    if reading.warnings:
        sections.append(Section(messages.say("load.warnings", lang), [warning.say(lang) for warning in reading.warnings]))
    if reading.rejected:
        rows = [[p.file, p.line or None, p.record, p.field, p.why(lang)] for p in reading.rejected[:MAX_REJECTED]]
        heads = [messages.say(f"load.{c}", lang) for c in ("file", "line", "record", "field", "reason")]
        more = len(reading.rejected) - len(rows)
        lines = [messages.say("load.more_rejected", lang, shown=len(rows), n=more)] if more else []
        sections.append(Section(messages.say("load.rejections", lang), lines, Table(heads, rows)))
    for title, first, counted in (("left_out", "rule", reading.left_out), ("unread", "field", reading.unread_fields)):
        if counted:
            rows = [[str(rendered(name, lang)), count] for name, count in sorted(counted.items())]
            heads = [messages.say(f"load.{c}", lang) for c in (first, "times")]
            sections.append(Section(messages.say(f"load.{title}", lang), [], Table(heads, rows)))
    body = {
        "dataset": reading.dataset,
        **{k: v for k, v in values.items() if k != "rejected"},
        "used": reading.used,
        "left_out": dict(sorted(reading.left_out.items())),
        "derived": reading.derived,
        **changes,
        "confidential": reading.confidential,
        "names_not_kept": persons,
        "changes": [asdict(change) for change in reading.changes],
        "columns": [asdict(column) for column in reading.columns],
        "meetings": [asdict(meeting) for meeting in one.meetings],
        "taken_back_records": [{"record": taken.id, "name": taken.name} for taken in one.taken_back],
        "warnings": [_problem(p, lang) for p in reading.warnings],
        "rejected": [_problem(p, lang) for p in reading.rejected],
        "unread_fields": dict(sorted(reading.unread_fields.items())),
    }
    return sections, body


def _changes(counts: Mapping[str, Any]) -> dict[str, Any]:
    """Of the counts of a load those of nodes and arrows; none where nothing was written."""
    return {k: v for k, v in counts.items() if k.startswith(("nodes", "arrows"))}


def _change_lines(changes: Mapping[str, Any], lang: str) -> list[str]:
    """How many nodes and arrows came, changed and went, and how many there are now."""
    return [
        messages.say(
            "load.changes",
            lang,
            what=messages(f"load.{kind}"),
            held=changes[kind],
            **{turn: changes[f"{kind}_{turn}"] for turn in ("created", "changed", "deleted")},
        )
        for kind in ("nodes", "arrows")
        if kind in changes
    ]


def _list_section(changes: Sequence[ListChange], lang: str) -> Section:
    """What a newer version of a list says otherwise than the one before."""
    rows = [[messages.say(f"change.{c.kind}", lang), c.name, c.who, c.before, c.after] for c in changes]
    heads = [messages.say(f"load.{name}", lang) for name in ("change", "name", "entrusted_by", "before", "after")]
    return Section(messages.say("load.list_changes", lang), [], Table(heads, rows))


def _columns_section(columns: Sequence[Column], lang: str) -> Section:
    """Which column of a list was taken for what, and how surely, for the person to check."""
    rows = [[column.header, column.meaning.say(lang), column.score or None] for column in columns]
    heads = [messages.say(f"load.{name}", lang) for name in ("column", "read_as", "score")]
    return Section(messages.say("load.columns", lang), [], Table(heads, rows))


def _names_section(reading: Reading, lang: str) -> tuple[Section, list[dict[str, Any]]]:
    """How names were judged that are a person's or might be: asked for, since it repeats them."""
    judged = sorted(reading.judged.items(), key=lambda item: (not item[1].dropped, item[0]))
    heads = [messages.say(f"load.{c}", lang) for c in ("name", "kept", "sign")]
    kept = {name: [*filter(None, [public.name]), *public.aliases] for name, public in judged}
    rows = [[name, "; ".join(kept[name]), messages.say(f"sign.{public.sign}", lang)] for name, public in judged]
    body = [{"name": name, "kept": kept[name], "sign": str(public.sign)} for name, public in judged]
    return Section(messages.say("load.judged", lang), [], Table(heads, rows)), body


def loaders_document(loaders: Sequence[Loader], lang: str) -> Document:
    """The registry of loaders."""
    sections = []
    for loader in loaders:
        said = {name: getattr(loader, name) for name in ("reads", "publisher", "address", "licence", "coverage", "leaves_out")}
        lines = [labelled(messages.say(f"loaders.{name}", lang), str(rendered(text, lang)), lang) for name, text in said.items()]
        sections.append(Section(labelled(loader.name, str(rendered(loader.title, lang)), lang), lines))
    bodies = [
        {
            "name": x.name,
            "title": dict(x.title),
            "reads": x.reads["en"],
            "publisher": rendered(x.publisher, "en"),
            "address": x.address,
            "licence": rendered(x.licence, "en"),
            "coverage": dict(x.coverage),
            "leaves_out": dict(x.leaves_out),
            "ignored_fields": dict(x.ignored_fields),
        }
        for x in loaders
    ]
    rows = Table(
        ["name", "reads", "publisher", "licence"], [[body[c] for c in ("name", "reads", "publisher", "licence")] for body in bodies]
    )
    return Document(messages.say("loaders.title", lang), sections, {"loaders": bodies}, rows)


def unload_document(counts: Mapping[str, Any], gone: Sequence[TakenBack], lang: str, *, dry_run: bool) -> Document:
    """What left the graph, record by record; with `dry_run`, what would."""
    named = [{"record": taken.id, "name": taken.name} for taken in gone]
    heads = [messages.say(f"load.{c}", lang) for c in ("record", "name")]
    table = Table(heads, [[taken.id, taken.name] for taken in gone]) if gone else None
    said = messages.say("unload.dry" if dry_run else "unload.done", lang, taken_back=counts["taken_back"])
    sections = [Section("", [said, *_change_lines(_changes(counts), lang)], table)]
    body = {**counts, "dry_run": dry_run, "taken_back_records": named}
    return Document(str(counts["dataset"]), sections, body, Table(["record", "name"], [list(one.values()) for one in named]))


def check_document(found: RecordSet, lang: str) -> Document:
    """Every problem of every file, or that there is none, and what is remarked."""
    if found.problems:
        title = messages.say("check.bad", lang, problems=len(found.problems))
    else:
        title = messages.say("check.good", lang, records=len(found.records), files=found.files)
    problems, warnings = ([_problem(p, lang) for p in said] for said in (found.problems, found.warnings))
    names = [one.name for one in found.sets if one.name is not None]
    body = {"records": len(found.records), "files": found.files, "datasets": names, "problems": problems, "warnings": warnings}
    both = (("check.error", problems), ("check.warning", warnings))
    rows = [[*p.values(), messages.say(kind, lang)] for kind, said in both for p in said]
    sections = [Section("", [p.say(lang) for p in found.problems])] if problems else []
    if warnings:
        sections.append(Section(messages.say("load.warnings", lang), [p.say(lang) for p in found.warnings]))
    return Document(title, sections, body, Table(["file", "line", "record", "field", "reason", "code", "kind"], rows))
