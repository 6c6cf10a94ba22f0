"""A statement that rests on copies, digests and unknown pages alone says so."""

from __future__ import annotations

import pytest

from maillon.graph.model import SourceRank
from maillon.queries.evidence import only_weak
from maillon.queries.subgraph import Node
from maillon.reports.incident import sources_text


def documents(*ranks: str | None) -> dict[str, Node]:
    ranked = {f"source:s{n}": {"source_rank": rank} if rank else {} for n, rank in enumerate(ranks)}
    return {name: Node(name, ("Source",), "s", properties=properties) for name, properties in ranked.items()}


@pytest.mark.parametrize(
    ("ranks", "weak"),
    [
        (["aggregator"], True),
        (["aggregator", "unknown"], True),
        (["aggregator", "press"], False),
        (["aggregator", None], False),
        ([None], False),
        ([], False),
        *(([rank], rank in (SourceRank.AGGREGATOR, SourceRank.UNKNOWN)) for rank in SourceRank),
    ],
)
def test_only_those_that_nobody_answers_for_are_weak_and_what_is_not_ranked_is_not_judged(ranks: list[str | None], weak: bool) -> None:
    found = documents(*ranks)
    evidence = [f"s{n}#p2" for n in range(len(ranks))]
    assert only_weak(evidence, found) is weak
    assert ("copies" in sources_text(evidence, found, "fr")) is weak
