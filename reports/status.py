"""What a store holds, as a document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from maillon.reports.document import Document, Section, Table
from maillon.reports.list_meetings import meeting_table
from maillon.reports.messages import messages
from maillon.reports.spoken_days import day_text

if TYPE_CHECKING:
    from maillon.graph.store import DatasetStatus, StoreStatus
    from maillon.queries.contract_suppliers import ContractSuppliers
    from maillon.queries.list_meetings import Meeting


def status_document(
    status: StoreStatus, verified: dt.date | None, met: Sequence[Meeting], bought: ContractSuppliers | None, lang: str
) -> Document:
    """Engine and where the graph is, counts, data sets, how they meet, and when what is loaded was last found whole."""
    counted = messages.say("status.name", lang), messages.say("status.count", lang)
    nodes = Table([messages.say("status.label", lang), *counted], [[messages.label(k, lang), k, v] for k, v in status.nodes.items()])
    arrows = Table([messages.say("status.arrow", lang), *counted], [[messages.label(k, lang), k, v] for k, v in status.arrows.items()])
    columns = ("dataset", "loader", "records", "loaded_on", "complete", "confidential", "licence", "version")
    heads = [messages.say(f"status.{c}", lang) for c in columns]
    rows = [
        [d.id, d.loader, d.records, d.loaded_on.isoformat() if d.loaded_on else None, d.complete, d.confidential, d.licence, _version(d)]
        for d in status.datasets
    ]
    body = {
        "engine": status.engine,
        "where": status.where,
        "nodes": dict(status.nodes),
        "arrows": dict(status.arrows),
        "datasets": [
            {
                "dataset": d.id,
                "loader": d.loader,
                "records": d.records,
                "loaded_on": d.loaded_on.isoformat() if d.loaded_on else None,
                "complete": d.complete,
                "confidential": d.confidential,
                "title": d.title,
                "licence": d.licence,
                "version": d.said("version"),
                "published_on": d.said("published_on"),
            }
            for d in status.datasets
        ],
        "meetings": [asdict(meeting) for meeting in met],
        "contracts": asdict(bought) if bought else None,
        "verified_on": verified.isoformat() if verified else None,
        "claims": status.claims,
        "sources": status.sources,
    }
    sections = [
        Section(
            messages.say("status.datasets", lang),
            [],
            Table(heads, [[*r[:3], day_text(d.loaded_on, lang), *r[4:]] for d, r in zip(status.datasets, rows, strict=True)]),
        ),
        Section(
            "",
            [
                messages.say("status.verified", lang, day=day_text(verified, lang))
                if verified
                else messages.say("status.not_verified", lang)
            ],
        ),
        *([Section(messages.say("status.meetings", lang), [], meeting_table(met, lang))] if met else []),
        *([Section("", [_bought(bought, lang)])] if bought else []),
        Section(messages.say("status.nodes", lang), [], nodes),
        Section(messages.say("status.arrows", lang), [], arrows),
    ]
    return Document(f"{status.engine} · {status.where}", sections, body)


def _version(dataset: DatasetStatus) -> str | None:
    """The version of a data set, with its day."""
    version, day = dataset.said("version"), dataset.said("published_on")
    return f"{version} ({day})" if version and day else version or day


def _bought(bought: ContractSuppliers, lang: str) -> str:
    """How many suppliers of public contracts are known from elsewhere, and in which incidents."""
    counts = {"n": bought.suppliers, "known": bought.known}
    if not bought.incidents:
        return messages.say("status.contracts", lang, **counts)
    return messages.say("status.contracts_broke", lang, incidents=list(bought.incidents), **counts)
