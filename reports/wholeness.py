"""Whether a store is whole, what a backup holds and what a repair made, as documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from maillon.reports.document import Document, Section, Table
from maillon.reports.messages import messages
from maillon.reports.spoken_days import spoken

if TYPE_CHECKING:
    from maillon.graph.store.backup import Backup
    from maillon.graph.store.repairing import Repair
    from maillon.graph.store.verifying import Verification


def verify_document(found: Verification, lang: str) -> Document:
    """What was compared, and each thing that does not hold."""
    counts = {"pages": found.pages, "records": found.records, "nodes": found.nodes, "arrows": found.arrows}
    title = messages.say("verify.whole" if found.whole else "verify.not_whole", lang, n=found.wrong)
    lines = [messages.say("verify.compared", lang, **counts)]
    findings = [finding.say(lang) for finding in found.findings]
    more = found.wrong - len(findings)
    sections = [Section("", [*lines, *findings, *([messages.say("verify.more", lang, n=more)] if more > 0 else [])])]
    if not found.whole:
        sections.append(Section("", [found.remedy.say(lang)]))
    body = {"whole": found.whole, **counts, "wrong": found.wrong, "findings": findings}
    return Document(title, sections, body, Table(["finding"], [[finding] for finding in findings]))


def backup_document(path: Path, made: Backup, lang: str, *, restored: bool) -> Document:
    """What a backup holds that was written, or restored."""
    heads = [messages.say(f"status.{c}", lang) for c in ("dataset", "records")]
    rows = [[name, records] for name, records in made.datasets.items()]
    title = messages.say("backup.restored" if restored else "backup.written", lang, file=path)
    lines = [
        messages.say("backup.hash", lang, hash=made.hash),
        messages.say("backup.made", lang, made_on=spoken(made.made_on), version=made.maillon),
    ]
    body = {"file": str(path), "sha256": made.hash, "made_on": made.made_on, "maillon": made.maillon, "datasets": dict(made.datasets)}
    return Document(title, [Section("", lines), Section("", [], Table(heads, rows))], body, Table(["dataset", "records"], rows))


def repair_document(done: Repair, lang: str) -> Document:
    """Which data sets were made anew, and which must be loaded again."""
    title = messages.say("repair.part" if done.lost else "repair.done", lang)
    heads = [messages.say(f"status.{c}", lang) for c in ("dataset", "records")]
    rows = [[name, records] for name, records in done.made.items()]
    sections = [Section(messages.say("repair.made", lang), [], Table(heads, rows))]
    if done.lost:
        lines = [
            messages.say("repair.again", lang, dataset=lost.dataset, loader=lost.loader or "LOADER", reason=lost.reason)
            for lost in done.lost
        ]
        if done.kept is not None:
            lines.append(messages.say("repair.kept", lang, path=done.kept))
        sections.append(Section(messages.say("repair.lost", lang), lines))
    body = {
        "made": dict(done.made),
        "load_again": [{"dataset": lost.dataset, "loader": lost.loader, "reason": lost.reason.say(lang)} for lost in done.lost],
        "damaged_files": str(done.kept) if done.kept else None,
    }
    return Document(title, sections, body, Table(["dataset", "records"], rows))
