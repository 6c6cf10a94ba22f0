"""Deciding which organisations are one: the pairs to be asked, best first, what follows from the answers, and rules for many at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from maillon.queries.duplicates import decisions_made, duplicates
from maillon.queries.products_alike import product_pairs, products
from maillon.queries.resolution.candidates import ORGANISATIONS, Candidate
from maillon.queries.walk import fetch_subgraph

if TYPE_CHECKING:
    from maillon.queries.cypher_reader import CypherReader
    from maillon.queries.reader import Reader
    from maillon.queries.resolution.tiers import Pair
    from maillon.queries.subgraph import Node


class PairAnswer(StrEnum):
    """What somebody says of a pair."""

    SAME = "same"
    NOT_SAME = "not_same"
    UNSURE = "unsure"


def pairs_to_decide(reader: CypherReader, owner: str | None = None) -> list[Pair]:
    """All pairs that nobody has decided, the likeliest first; those that somebody left open come last.

    With an owner only those of which one is trusted by it, at any rank.

    Raises:
        StoreError: the store cannot be reached.
    """
    of = software = None
    if owner is not None:
        trusted = fetch_subgraph(reader, [owner], backward=False).nodes.keys() - {owner}
        of, software = ({i for i in trusted if i.startswith(kind)} for kind in ("org:", "product:"))
    tiers = duplicates(reader, of=of).tiers
    found = [pair for groups in (tiers.sure, tiers.names, tiers.decide) for group in groups for pair in group]
    found += [*tiers.implied, *product_pairs(reader, software)]
    left_open = {frozenset(d["subjects"]) for d in decisions_made(reader) if d["verdict"] == PairAnswer.UNSURE}
    return sorted(found, key=lambda pair: (frozenset(pair.ids) in left_open, -pair.likelihood, pair.ids))


def what_is_decided(reader: CypherReader) -> dict[str, Candidate]:
    """Every organisation and product that can be decided about, by id.

    Raises:
        StoreError: the store cannot be reached.
    """
    return {row["id"]: Candidate.of(row) for row in reader.rows(ORGANISATIONS)} | products(reader)


def _same_identifier(pair: Pair) -> bool:
    return pair.reason == "number"


def _same_name_and_country(pair: Pair) -> bool:
    one, other = pair.one, pair.other
    same = pair.met.one.letters == pair.met.other.letters != ""
    return same and one.country is not None and one.country == other.country and pair.reason != "number_names"


BATCH_RULES: Mapping[str, Callable[[Pair], bool]] = {
    "same-identifier": _same_identifier,
    "same-name-and-country": _same_name_and_country,
}
"""Rules by which many pairs are decided with one question."""


class Questions:
    """The pairs of one sitting, with the answers so far: what follows from them is not asked, and the last one can be taken back."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        """Best first."""
        self._pairs = list(pairs)
        self._answered: list[tuple[Pair, PairAnswer | None]] = []

    @property
    def answers(self) -> list[tuple[Pair, PairAnswer]]:
        """What was decided, in its order; what was put off is not in it."""
        return [(pair, verdict) for pair, verdict in self._answered if verdict is not None]

    @property
    def put_off(self) -> list[Pair]:
        """What was put off until a later sitting."""
        return [pair for pair, verdict in self._answered if verdict is None]

    @property
    def left(self) -> list[Pair]:
        """What is still to be asked: neither answered, nor put off, nor plain from the answers."""
        asked = {pair.ids for pair, _ in self._answered}
        group = _groups((p.ids for p, v in self._answered if v is PairAnswer.SAME))
        apart = {frozenset((group(p.one.id), group(p.other.id))) for p, v in self._answered if v is PairAnswer.NOT_SAME}
        return [
            pair
            for pair in self._pairs
            if pair.ids not in asked
            and group(pair.one.id) != group(pair.other.id)
            and frozenset((group(pair.one.id), group(pair.other.id))) not in apart
        ]

    def answer(self, pair: Pair, verdict: PairAnswer | None) -> None:
        """Note an answer; None puts the pair off."""
        self._answered.append((pair, verdict))

    def take_back(self) -> tuple[Pair, PairAnswer | None] | None:
        """Forget the last answer, and say which it was; None where there is none."""
        return self._answered.pop() if self._answered else None


def _groups(pairs: Iterable[tuple[str, str]]) -> Callable[[str], str]:
    """By id, the one that stands for all that pairs make one."""
    parent: dict[str, str] = {}

    def root(identifier: str) -> str:
        while parent.setdefault(identifier, identifier) != identifier:
            identifier = parent[identifier]
        return identifier

    for one, other in pairs:
        parent[root(one)] = root(other)
    return root


@dataclass(frozen=True, slots=True)
class KnownSide:
    """What is known of one organisation of a pair: its documents, who trusts it, whom it trusts, at how many incidents it stands."""

    node: Node
    trusted_by: tuple[Node, ...]
    trusts: tuple[Node, ...]
    incidents: int


def sides(reader: Reader, ids: Collection[str]) -> dict[str, KnownSide]:
    """What is known of some organisations, by id."""
    inward, outward = reader.arrows(ids, backward=True), reader.arrows(ids, backward=False)
    nodes = reader.nodes({*ids, *(a.start for a in inward), *(a.end for a in outward)})
    places = reader.incidents_at(ids)
    return {
        i: KnownSide(
            nodes[i],
            tuple(nodes[k] for k in sorted({a.start for a in inward if a.end == i})),
            tuple(nodes[k] for k in sorted({a.end for a in outward if a.start == i})),
            len({p.incident for p in places if p.party == i and p.broke}),
        )
        for i in ids
        if i in nodes
    }
