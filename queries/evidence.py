"""The documents behind evidence, which names each as `source-id` or `source-id#locator`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from maillon.graph.model import WEAK_SOURCES

if TYPE_CHECKING:
    from maillon.queries.reader import Reader
    from maillon.queries.subgraph import Node


def document_of(evidence: str) -> str:
    """The id of the document that a piece of evidence names."""
    return f"source:{evidence.partition('#')[0]}"


def only_weak(evidence: Iterable[str], documents: Mapping[str, Node]) -> bool:
    """Whether evidence rests on digests, copies and unknown pages alone, as far as its documents are ranked; nothing rests on nothing."""
    ranks = {documents[name].properties.get("source_rank") if name in documents else None for name in map(document_of, evidence)}
    return bool(ranks) and ranks <= WEAK_SOURCES


def cited_documents(reader: Reader, evidence: Iterable[str]) -> dict[str, Node]:
    """The documents that evidence names, by id, in the order of their ids."""
    return reader.nodes({document_of(e) for e in evidence})


def said_on(made_on: dt.date | None, evidence: Iterable[str], published: Mapping[str, dt.date | None]) -> dt.date | None:
    """The day by which a statement had been made: its own, else the first on which one of its documents was published, if any is known.

    Args:
        made_on: the day that the statement gives itself.
        evidence: what it rests on.
        published: the first day of each document, by its id.
    """
    return made_on or min((day for e in evidence if (day := published.get(document_of(e))) is not None), default=None)
