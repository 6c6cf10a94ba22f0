"""The documents behind evidence, which names each as `source-id` or `source-id#locator`."""

from __future__ import annotations

from collections.abc import Iterable

from maillon.queries.reader import Reader
from maillon.queries.subgraph import Node


def document_of(evidence: str) -> str:
    """The id of the document that a piece of evidence names."""
    return f"source:{evidence.partition('#')[0]}"


def cited_documents(reader: Reader, evidence: Iterable[str]) -> dict[str, Node]:
    """The documents that evidence names, by id, in the order of their ids."""
    return reader.nodes({document_of(e) for e in evidence})
