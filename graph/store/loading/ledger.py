"""The ledger: what each data set said, record by record, in pages that tell whether anything changed.

Records are sorted by id and paginated by content-defined chunking: a page ends where the hash of an id says so. A record
that comes or goes then changes one page (two when the cut itself comes or goes) and every other page keeps its hash.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from maillon.graph.readings import canonical

CUT = 256
"""Records in a page, on average."""
LARGE = 2 << 20
"""Characters after which a page is cut in any case: a page is one value in the store."""


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a page without reading it. `statements` sizes batches; `records` counts lines.

    `nodes` is true when a record of it speaks of a node (not known of a page that was read back from the store).
    """

    id: str
    hash: str
    records: int
    statements: int
    nodes: bool = False


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A record as the ledger keeps it: its id, its canonical text, how many statements it makes, and whether one is of a node."""

    record: str
    text: str
    statements: int
    nodes: bool


def paginate(dataset: str, lines: Iterable[LedgerLine], every: int = CUT) -> Iterator[tuple[Head, list[str]]]:
    """Cut lines, sorted by record id and each id once, into pages of about `every` records.

    A page is named after the record at its cut, and what lies before the first cut after none, so that a new first
    record does not rename a page.
    """
    page: list[str] = []
    page_id, statements, nodes, length = f"{dataset}|", 0, False, 0
    for line in lines:
        if zlib.crc32(line.record.encode()) % every == 0 or (page and length + len(line.text) > LARGE):
            if page:
                yield Head(page_id, page_hash(page), len(page), statements, nodes), page
            page, page_id, statements, nodes, length = [], f"{dataset}|{line.record}", 0, False, 0
        page.append(line.text)
        statements += line.statements
        nodes = nodes or line.nodes
        length += len(line.text)
    if page:
        yield Head(page_id, page_hash(page), len(page), statements, nodes), page


def heads_hash(heads: Iterable[Head]) -> str:
    """SHA-256 (hex) of what a data set said: over the ids and hashes of its pages."""
    return hashlib.sha256(canonical(sorted([head.id, head.hash] for head in heads)).encode()).hexdigest()


def page_hash(lines: Iterable[str]) -> str:
    """SHA-256 (hex) of the lines of a page, or of several, one after the other."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line.encode())
        digest.update(b"\n")
    return digest.hexdigest()


def pack(lines: list[str]) -> bytes:
    """The payload of a page. No line holds a line break: canonical JSON escapes them."""
    return zlib.compress("\n".join(lines).encode(), 1)


def unpack(payload: bytes) -> list[str]:
    """The inverse of `pack`."""
    return zlib.decompress(payload).decode().split("\n")


def page_row(dataset: str, head: Head, lines: list[str], merged: str) -> dict[str, Any]:
    """A page as the properties of its node; `merged` is the part of the decisions that it is shown with ('' for none)."""
    return {
        "id": head.id,
        "dataset": dataset,
        "hash": head.hash,
        "records": head.records,
        "statements": head.statements,
        "payload": pack(lines),
        "merged": merged or None,
    }
