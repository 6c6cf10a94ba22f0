"""Whether a store is whole: its ledger projected again and compared with the graph, and the graph with itself.

What the ledger says of each node and arrow is added up as a number, and so is what the node or arrow keeps as said of it: equal
sums mean equal statements (a sum of 128-bit hashes, so that neither order nor repetition matters and nothing but the sum is
held). What a node or arrow shows is computed again from what it keeps. Then every node and arrow that a scan finds is asked for
by its id and from its other end, since the engine keeps indexes, outgoing and incoming lists apart.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillon.graph.decisions import resolved
from maillon.graph.model import ARROW_BY_TYPE, ARROWS, NODE_BY_LABEL, NODES, label_of
from maillon.graph.readings import canonical
from maillon.graph.statements import from_line, visible_arrow, visible_node
from maillon.graph.store import cypher
from maillon.graph.store.answers import plain_value
from maillon.graph.store.datasets import Tell, read_ledgers
from maillon.graph.store.errors import StoreDamaged, StoreError, StoreLocked
from maillon.graph.store.hashing import ledger_hash
from maillon.graph.store.loading.counts import count_all, foreign, kept_counts
from maillon.graph.store.loading.delta import ItemKey, kept
from maillon.graph.store.loading.refresh import outdated
from maillon.graph.store.loading.stored_pages import read_page
from maillon.graph.store.lookups import bookkeeping_not_found, names_not_found, not_found
from maillon.graph.store.messages import messages

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

    from maillon.graph.store.connection import Connection
    from maillon.wording import Message

_SHOWN = 20
"""Findings kept in words; the rest are counted."""
_MODULUS = 1 << 128


@dataclass(frozen=True, slots=True)
class Verification:
    """What was compared, and what does not hold: `findings` in words (the first twenty), `wrong` in all, and what to do about it."""

    pages: int
    records: int
    nodes: int
    arrows: int
    findings: tuple[Message, ...]
    wrong: int
    remedy: Message

    @property
    def whole(self) -> bool:
        """True when nothing was found."""
        return not self.wrong


class _Findings:
    def __init__(self) -> None:
        self.said: list[Message] = []
        self.wrong = 0

    def add(self, message: Message) -> None:
        self.wrong += 1
        if len(self.said) < _SHOWN:
            self.said.append(message)


@dataclass(slots=True)
class _Expected:
    """What the ledger says: key of a node or arrow → sum of what is said of it; and which nodes arrows end in."""

    sums: dict[bytes, int]
    ends: set[bytes]
    shows: bool
    """Whether what is shown can be computed again: another version of maillon may show it otherwise, until the next load."""
    pages: int = 0
    records: int = 0

    def add(self, line: str) -> None:
        for statement in from_line(line)[1]:
            key = _digest(statement.key)
            self.sums[key] = (self.sums.get(key, 0) + _number(statement.assertion)) % _MODULUS
            if statement.key[0] == "a":
                self.ends.update(_digest(("n", end)) for end in statement.key[2:4])


def verify(connection: Connection, tell: Tell | None = None) -> Verification:
    """Compare everything, from the ledger to the indexes; takes about as long as reading the whole graph three times.

    Nothing is changed but the note of when the store was last found whole, where this account may write it.

    Raises:
        StoreLocked: a load runs, or ran meanwhile: what it has half written is not damage.
        StoreError: the engine refuses or cannot be reached.
    """
    if connection.loading():
        raise StoreLocked(messages("verify.loading", where=connection.where))
    loaded = ledger_hash(connection)
    findings = _Findings()
    said = tell or (lambda step, done: None)
    expected = _ledger(connection, findings, said)
    authorities = frozenset(row[0] for row in connection.read(lambda tx: tx.run(cypher.AUTHORITIES).values()))
    nodes = connection.read(lambda tx: _nodes(tx, expected, findings, said))
    arrows = connection.read(lambda tx: _arrows(tx, expected, authorities, findings, said))
    if expected.sums:
        findings.add(messages("verify.missing", number=len(expected.sums)))
        findings.wrong += len(expected.sums) - 1
    connection.read(lambda tx: _foreign(tx, findings))
    connection.read(lambda tx: _counts(tx, findings))
    for name in connection.changed_files():
        findings.add(messages("damage.content", file=name))
    changed = connection.loading() or ledger_hash(connection) != loaded
    if findings.wrong and changed:
        raise StoreLocked(messages("verify.loading", where=connection.where))
    if expected.shows and not (findings.wrong or changed):
        _note(connection, loaded)
    return Verification(expected.pages, expected.records, nodes, arrows, tuple(findings.said), findings.wrong, connection.remedy)


def last_verified(connection: Connection) -> dt.date | None:
    """The day on which the store was last found whole, if what is loaded is the same as then.

    Raises:
        StoreError: the engine refuses or cannot be reached.
    """
    rows = connection.read(lambda tx: tx.run(cypher.READ_VERIFIED).values())
    if not rows or rows[0][1] != ledger_hash(connection):
        return None
    day = plain_value(rows[0][0])
    return day if isinstance(day, dt.date) else None


def _note(connection: Connection, ledger: str) -> None:
    today = dt.datetime.now(dt.UTC).date()
    try:
        connection.write(lambda tx: tx.run(cypher.SET_VERIFIED, on=today, ledger=ledger).consume())
    except StoreError:
        return  # an account that may only read can verify as well


def _ledger(connection: Connection, findings: _Findings, tell: Tell) -> _Expected:
    expected = _Expected({}, set(), not outdated(connection))
    for ledger in read_ledgers(connection):
        try:
            ledger.check()
        except StoreDamaged as error:
            findings.add(error.message)
        for head in ledger.heads:
            try:
                page, merged = read_page(connection, head, ledger.id)
            except StoreDamaged as error:
                findings.add(error.message)
                continue
            for line in resolved(page.lines, merged):
                expected.add(line)
            expected.pages += 1
            expected.records += len(page.lines)
            tell("ledger", expected.pages)
    return expected


def _nodes(tx: ManagedTransaction, expected: _Expected, findings: _Findings, tell: Tell) -> int:
    """Compare every node with the ledger, with what it keeps and with the index; how many there are."""
    total = 0
    for kind in NODES:
        rows = iter(tx.run(cypher.literal(cypher.scan_nodes(kind.label))))
        seen: Counter[str] = Counter()
        names: Counter[str] = Counter()
        for id_, labels, properties in rows:
            total += 1
            if kind.called and properties.get("name") is not None:
                names[properties["name"]] += 1
            seen[str(id_)] += 1
            _compare_node(kind.label, id_, set(labels), _native(properties), expected, findings)
        tell("nodes", total)
        for id_, times in seen.items():
            if times > 1:
                findings.add(messages("verify.twice", what=id_))
        for id_ in not_found(tx, kind.label, seen):
            findings.add(messages("verify.index", what=id_))
        for name in names_not_found(tx, kind.label, names):
            findings.add(messages("verify.index", what=name))
        tell("indexes", total)
    for what in bookkeeping_not_found(tx):
        findings.add(messages("verify.index", what=what))
    return total


def _compare_node(label: str, id_: Any, labels: set[str], properties: dict[str, Any], expected: _Expected, findings: _Findings) -> None:
    what = str(id_)
    said = _said(properties)
    key = _digest(("n", what))
    must = expected.sums.pop(key, None)
    if said is None or must != (_sum(said) if said else None):
        findings.add(messages("verify.different" if must is not None or said else "verify.strange", what=what))
        return
    if not said and key not in expected.ends:
        findings.add(messages("verify.strange", what=what))
        return
    if label_of(what) != label:
        findings.add(messages("verify.strange", what=what))
        return
    roles, shown = visible_node(what, said)
    if expected.shows and (
        {**shown, **kept(said)} != properties or labels != {label, *(r for r in NODE_BY_LABEL[label].roles if r in roles)}
    ):
        findings.add(messages("verify.shown", what=what))


def _arrows(tx: ManagedTransaction, expected: _Expected, authorities: frozenset[str], findings: _Findings, tell: Tell) -> int:
    """Compare every arrow with the ledger, with what it keeps and with what its end knows of it; how many there are."""
    total = 0
    leaving: Counter[bytes] = Counter()
    for kind in ARROWS:
        for start, end, raw in tx.run(cypher.literal(cypher.scan_arrows(kind.type))):
            total += 1
            leaving[_digest((kind.type, str(start), str(end)))] += 1
            properties = _native(raw)
            parts = [str(properties.get(name)) for name in kind.key]
            item: ItemKey = ("a", kind.type, str(start), str(end), *parts)
            said = _said(properties)
            if not said or expected.sums.pop(_digest(item), None) != _sum(said):
                findings.add(messages("verify.different", what=" ".join(item[1:])))
                continue
            shown = visible_arrow(kind.type, item[2], item[3], parts, said, authorities)
            if expected.shows and {**shown, **kept(said)} != properties:
                findings.add(messages("verify.shown", what=" ".join(item[1:])))
        tell("arrows", total)
    for node in NODES:
        for type_, start, end in tx.run(cypher.literal(cypher.scan_arrows_from_ends(node.label))):
            if type_ in ARROW_BY_TYPE:
                leaving[_digest((type_, str(start), str(end)))] -= 1
    apart = sum(abs(n) for n in leaving.values())
    if apart:
        findings.add(messages("verify.ends", number=apart))
    return total


def _foreign(tx: ManagedTransaction, findings: _Findings) -> None:
    """What no load wrote: another program may write to a server."""
    for what, number in foreign(tx):
        findings.add(messages("verify.foreign", what=what, number=number))


def _counts(tx: ManagedTransaction, findings: _Findings) -> None:
    must = kept_counts(tx)
    if must is None:
        if tx.run(cypher.ANY_COUNTED).values():
            findings.add(messages("verify.count", kind=cypher.CHECK, found=0, must=1))
        return
    there = count_all(tx)
    for kind in sorted(must.keys() | there.keys()):
        if there[kind] != must[kind]:
            findings.add(messages("verify.count", kind=kind, found=there[kind], must=must[kind]))


def _native(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: plain_value(value) for name, value in properties.items() if value is not None}


def _said(properties: dict[str, Any]) -> dict[str, int] | None:
    """What a node or arrow keeps as said of it; None where the two lists do not fit."""
    texts = properties.get("said") or []
    numbers = properties.get("said_n") or [1] * len(texts)
    return dict(zip(texts, numbers, strict=True)) if len(texts) == len(numbers) else None


def _sum(said: dict[str, int]) -> int:
    return sum(_number(text) * times for text, times in said.items()) % _MODULUS


def _digest(parts: tuple[str, ...]) -> bytes:
    return hashlib.blake2b(canonical(list(parts)).encode(), digest_size=16).digest()


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=16).digest())
