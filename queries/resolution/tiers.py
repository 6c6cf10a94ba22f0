"""Three tiers: what is surely one, what a person must decide, and what is never one.

**Sure**: one number under names that share something; or one name in one place, once in each list, with nothing against it. **Never**: two
numbers of one scheme, a legal body and its establishment, two countries, or what somebody decided. All else that is likely enough is to be
decided: all pairs of one organisation together, the likeliest first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from maillon.graph.name_matching import shared_number, two_by_number
from maillon.graph.name_words import TRADE, share_something
from maillon.graph.places import regions_differ
from maillon.queries.resolution.blocking import pairs_to_compare
from maillon.queries.resolution.candidates import Candidate, NameRead
from maillon.queries.resolution.score import Weights, load_weights
from maillon.queries.resolution.signals import SIGNALS, Met, Rarity, signals

THRESHOLD = 85
"""The score, of 100, from which a pair is proposed. docs/loaders.md states the precision and recall measured at it."""

Tier = Literal["sure", "decide"]
Reason = Literal["number", "name_place", "likely", "number_names"]

_AGAINST = tuple(SIGNALS.index(name) for name in ("numbers_differ", "number_one", "kinds_differ", "sides_differ", "quarter_differs"))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two organisations that may be one: the tier, why, and what speaks for and against. `score` is 0 to 100; the smaller id is first.

    `number` is the one they share; `parts` what each signal adds to the odds, by its name; `counts` in how many names of all stand the
    words that both have.
    """

    one: Candidate
    other: Candidate
    tier: Tier
    reason: Reason
    score: int
    met: Met
    parts: Mapping[str, float]
    counts: tuple[tuple[str, int], ...] = ()
    number: str | None = None

    @property
    def ids(self) -> tuple[str, str]:
        """Both ids."""
        return self.one.id, self.other.id


@dataclass(frozen=True, slots=True)
class Tiers:
    """What is sure, as groups that are one organisation each; what is to be decided, pairs of one organisation together, best first.

    `uncompared` are names that too many organisations share to be compared by them alone.
    """

    sure: tuple[tuple[Pair, ...], ...]
    decide: tuple[tuple[Pair, ...], ...]
    uncompared: tuple[str, ...]


def tiers(candidates: Sequence[Candidate], *, threshold: int = THRESHOLD, apart: Collection[tuple[str, str]] = ()) -> Tiers:
    """Sort what may be one.

    Args:
        candidates: all organisations.
        threshold: the least score of a pair to be decided.
        apart: pairs of ids, the smaller first, that somebody decided about.
    """
    ordered = sorted(candidates, key=lambda c: c.id)
    rarity = Rarity(name for c in ordered for name in c.names)
    positions, uncompared = pairs_to_compare(ordered, rarity)
    alone = _alone(ordered)
    weights = load_weights()
    found = []
    for i, j in positions.tolist():
        one, other = ordered[i], ordered[j]
        pair = compare(one, other, rarity, weights, alone)
        if pair is not None and (pair.tier == "sure" or pair.reason == "number_names" or pair.score >= threshold):
            found.append(pair)
    barred = {*apart}
    found = [pair for pair in found if pair.ids not in barred]
    sure, left = _joined([p for p in found if p.tier == "sure"], barred)
    return Tiers(
        _grouped(sure),
        _grouped([*left, *(p for p in found if p.tier != "sure")]),
        tuple(sorted(uncompared)),
    )


def _alone(candidates: Iterable[Candidate]) -> Mapping[tuple[str, str, str], int]:
    """How many organisations of one list bear one name in one place: by list, letters, and region or town."""
    counts: dict[tuple[str, str, str], int] = defaultdict(int)
    for candidate in candidates:
        for letters in {name.letters for name in candidate.names}:
            for where in {candidate.town_words[0], candidate.region or ""} - {""}:
                counts[list_of(candidate.id), letters, where] += 1
    return counts


def list_of(identifier: str) -> str:
    """The list that gave an id: `hhs` of `org:hhs/…`; '' where it was written by hand."""
    head, slash, _ = identifier.removeprefix("org:").partition("/")
    return head if slash else ""


def never(one: Candidate, other: Candidate) -> bool:
    """Whether two are never one, however alike their names."""
    if one.country and other.country and one.country != other.country:
        return True
    return bool(one.numbers) and bool(other.numbers) and two_by_number(one.numbers, other.numbers)


def compare(
    one: Candidate, other: Candidate, rarity: Rarity, weights: Weights, alone: Mapping[tuple[str, str, str], int] | None = None
) -> Pair | None:
    """Lay two organisations beside each other, or None where they are never one."""
    if one.id > other.id:
        one, other = other, one
    if never(one, other):
        return None
    values, met = signals(one, other, rarity)
    parts = weights.parts(values)
    score = round(100 * weights.score(values))
    counts = tuple(sorted(((x, rarity.counts[x]) for x, y in met.common if len(x) > 1), key=lambda pair: (pair[1], pair[0]))[:3])
    number = shared_number(one.numbers, other.numbers) if one.numbers and other.numbers else None
    if number is not None:
        bare = not (one.name and other.name)
        named = bare or any(share_something(a.text, b.text) for a in one.names for b in other.names)
        if named:
            return Pair(one, other, "sure", "number", 100, met, parts, counts, number)
        return Pair(one, other, "decide", "number_names", 90, met, parts, counts, number)
    if not (one.name and other.name) or met.one.says_nothing or met.other.says_nothing:
        return None
    if _one_name_in_one_place(one, other, values, met, alone or {}):
        return Pair(one, other, "sure", "name_place", max(score, 99), met, parts, counts)
    return Pair(one, other, "decide", "likely", min(score, 99), met, parts, counts)


def _one_name_in_one_place(
    one: Candidate, other: Candidate, values: Sequence[float], met: Met, alone: Mapping[tuple[str, str, str], int]
) -> bool:
    """The same words, in one town, or in one state where a list gives no town, once in each of two lists, with nothing against it."""
    if sorted(met.one.words) != sorted(met.other.words) and met.one.letters != met.other.letters:
        return False
    if list_of(one.id) == list_of(other.id) or any(values[i] for i in _AGAINST) or one.head_office or other.head_office:
        return False
    town, there = one.town_words[0], other.town_words[0]
    if town and there:
        where = town if town == there and not regions_differ(one.region, other.region) else ""
    else:
        where = (one.region or "") if one.region == other.region and _tells(met.one) else ""
    return bool(where) and all(alone.get((list_of(c.id), n.letters, where), 1) <= 1 for c, n in ((one, met.one), (other, met.other)))


def _tells(name: NameRead) -> bool:
    """A word that is not of the trade: by state alone `community hospital` says nothing."""
    return any(word not in TRADE and len(word) > 1 for word in name.words)


def _joined(pairs: Sequence[Pair], barred: Collection[tuple[str, str]]) -> tuple[list[Pair], list[Pair]]:
    """Sure pairs, strongest first, as long as no group comes to hold two that are never one; the others are left to a person."""
    members: dict[str, list[Candidate]] = {}
    kept: list[Pair] = []
    left: list[Pair] = []
    for pair in sorted(pairs, key=lambda p: (p.reason != "number", -p.score, p.ids)):
        a, b = (members.setdefault(c.id, [c]) for c in (pair.one, pair.other))
        if a is not b:
            if any(never(x, y) or (min(x.id, y.id), max(x.id, y.id)) in barred for x in a for y in b):
                left.append(replace(pair, tier="decide", score=min(pair.score, 99)))
                continue
            a.extend(b)
            members.update({c.id: a for c in b})
        kept.append(pair)
    return kept, left


def _grouped(pairs: Sequence[Pair]) -> tuple[tuple[Pair, ...], ...]:
    """All pairs of one organisation together; groups, and pairs inside them, best first."""
    parent: dict[str, str] = {}

    def root(identifier: str) -> str:
        while parent.setdefault(identifier, identifier) != identifier:
            parent[identifier] = parent[parent[identifier]]
            identifier = parent[identifier]
        return identifier

    for pair in pairs:
        parent[root(pair.one.id)] = root(pair.other.id)
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in sorted(pairs, key=lambda p: (-p.score, p.ids)):
        groups[root(pair.one.id)].append(pair)
    return tuple(tuple(group) for group in sorted(groups.values(), key=lambda g: (-g[0].score, g[0].ids)))
