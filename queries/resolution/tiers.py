"""Three tiers: what is surely one, what a person must decide, and what is never one.

**Sure**: one number under names that share something; or one name in one place, once in each list, with nothing against it; what only one
of them says may be the town itself. **Never**: two numbers of one scheme, a legal body and its establishment, two countries, or what
somebody decided. All else that is likely enough is to be decided: all pairs of one organisation together, the likeliest first. What bears
one telling name where no list gives a place stands apart from both: it is too often right to be read pair by pair, and too often wrong to
be sure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from maillon.graph.name_matching import LEGAL_FORMS, shared_number, two_by_number
from maillon.graph.name_words import COMMON, TRADE, share_something
from maillon.graph.places import regions_differ
from maillon.queries.resolution.blocking import Pairs, pairs_to_compare
from maillon.queries.resolution.candidates import Candidate, NameRead, list_of
from maillon.queries.resolution.score import Weights, load_weights
from maillon.queries.resolution.signals import SIGNALS, Met, Rarity, signals

THRESHOLD = 90
"""The score, of 100, from which a pair is proposed. docs/loaders.md states the precision and recall measured at it."""

Tier = Literal["sure", "name", "decide"]
Reason = Literal["number", "name_place", "name", "likely", "number_names"]

_AGAINST = tuple(SIGNALS.index(name) for name in ("numbers_differ", "number_one", "kinds_differ", "sides_differ", "quarter_differs"))

_AT_ONCE = 100_000

_RIVAL = 0.5
"""How likely a pair must be to stand in the way of others of the same organisation."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two organisations that may be one: the tier, why, and what speaks for and against; the smaller id is first.

    `likelihood` is 0 to 1; `number` the one they share; `parts` what each signal adds to the odds, by its name; `counts` in how many
    names of all stand the words that both have; `rivals` how many others one of the two may be as well, of which it can be one at most.
    """

    one: Candidate
    other: Candidate
    tier: Tier
    reason: Reason
    likelihood: float
    met: Met
    parts: Mapping[str, float]
    counts: tuple[tuple[str, int], ...] = ()
    number: str | None = None
    rivals: int = 0

    @property
    def score(self) -> int:
        """The likelihood of 100; only what is sure has 100."""
        return 100 if self.reason == "number" else min(round(100 * self.likelihood), 99)

    @property
    def ids(self) -> tuple[str, str]:
        """Both ids."""
        return self.one.id, self.other.id


@dataclass(frozen=True, slots=True)
class Tiers:
    """What is sure, as groups that are one organisation each; what bears one name; what is to be decided, grouped, best first.

    `implied` are pairs that follow from others of their group and are not asked; they come back where an answer makes them needed.
    `uncompared` are names that too many organisations share to be compared by them alone.
    """

    sure: tuple[tuple[Pair, ...], ...]
    names: tuple[tuple[Pair, ...], ...]
    decide: tuple[tuple[Pair, ...], ...]
    implied: tuple[Pair, ...]
    uncompared: tuple[str, ...]


def tiers(
    candidates: Sequence[Candidate],
    *,
    threshold: int = THRESHOLD,
    names: bool = False,
    apart: Collection[tuple[str, str]] = (),
    of: Collection[str] | None = None,
) -> Tiers:
    """Sort what may be one.

    Args:
        candidates: all organisations.
        threshold: the least score of a pair to be decided.
        names: take what bears one name for sure.
        apart: pairs of ids, the smaller first, that somebody decided about.
        of: only pairs of which one is among these ids.
    """
    ordered = sorted(candidates, key=lambda c: c.id)
    rarity = Rarity(name for c in ordered for name in c.names)
    positions, uncompared = pairs_to_compare(ordered, rarity)
    if of is not None:
        asked = np.array([c.id in of for c in ordered], dtype=bool)
        positions = positions[asked[positions].any(axis=1)]
    alone = _alone(ordered)
    weights = load_weights()
    barred = {*apart}
    found = []
    for i, j in _in_turn(positions):
        pair = compare(ordered[i], ordered[j], rarity, weights, alone)
        if pair is not None and pair.ids not in barred and (pair.tier == "sure" or pair.likelihood >= _RIVAL):
            found.append(pair)
    found = [pair for pair in _beside_rivals(found) if pair.tier == "sure" or pair.reason == "number_names" or pair.score >= threshold]
    if names:
        found = [replace(pair, tier="sure") if pair.tier == "name" else pair for pair in found]
    sure, left = _joined([p for p in found if p.tier == "sure"], barred)
    named = [p for p in found if p.tier == "name"]
    to_ask, implied = _asked(sure, named, [*left, *(p for p in found if p.tier == "decide")])
    return Tiers(_grouped(sure), _grouped(named), _grouped(to_ask), tuple(implied), tuple(sorted(uncompared)))


def _in_turn(positions: Pairs) -> Iterator[tuple[int, int]]:
    """The pairs as plain numbers, not all at once: there may be ten million of them."""
    for start in range(0, len(positions), _AT_ONCE):
        yield from positions[start : start + _AT_ONCE].tolist()


def _beside_rivals(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs as likely as they are beside one another: who may be one of several that exclude one another is at most one of them."""
    beside: dict[str, list[tuple[Candidate, float, bool]]] = defaultdict(list)
    for pair in pairs:
        odds = pair.likelihood / max(1 - pair.likelihood, 1e-6)
        beside[pair.one.id].append((pair.other, odds, pair.tier == "sure"))
        beside[pair.other.id].append((pair.one, odds, pair.tier == "sure"))
    found = []
    for pair in pairs:
        if pair.tier != "sure" and pair.reason != "number_names":
            odds = pair.likelihood / max(1 - pair.likelihood, 1e-6)
            against = [
                [(o, sure) for rival, o, sure in beside[mine.id] if rival.id != its.id and excludes(rival, its)]
                for mine, its in ((pair.one, pair.other), (pair.other, pair.one))
                if len(beside[mine.id]) > 1
            ]
            if any(sure for rivals in against for _, sure in rivals):
                continue  # it is surely another
            most = max((sum(o for o, _ in rivals) for rivals in against), default=0.0)
            if most:
                count = max(len(rivals) for rivals in against)
                pair = replace(pair, likelihood=odds / (1 + odds + most), rivals=count)
        found.append(pair)
    return found


def excludes(one: Candidate, other: Candidate) -> bool:
    """Whether nobody can be both: two that are never one, or two places."""
    if never(one, other):
        return True
    if one.head_office or other.head_office:
        return False
    here, there = one.town_words[0], other.town_words[0]
    return bool(here and there and here != there) or regions_differ(one.region, other.region)


def _asked(sure: Iterable[Pair], named: Iterable[Pair], pairs: Iterable[Pair]) -> tuple[list[Pair], list[Pair]]:
    """Of pairs to be decided those that are asked, and those that follow from others: with A as B and B as C, A is C."""
    parent: dict[str, str] = {}
    for pair in (*sure, *named):
        parent[_root(parent, pair.one.id)] = _root(parent, pair.other.id)
    asked: list[Pair] = []
    implied: list[Pair] = []
    for pair in sorted(pairs, key=lambda p: (-p.likelihood, p.ids)):
        one, other = _root(parent, pair.one.id), _root(parent, pair.other.id)
        (implied if one == other else asked).append(pair)
        parent[one] = other
    return asked, implied


def _root(parent: dict[str, str], identifier: str) -> str:
    while parent.setdefault(identifier, identifier) != identifier:
        parent[identifier] = parent[parent[identifier]]
        identifier = parent[identifier]
    return identifier


def _alone(candidates: Iterable[Candidate]) -> Mapping[tuple[str, str, str], int]:
    """How many organisations of one list bear one name in one place: by list, letters, and region or town; in a town also but for it."""
    counts: dict[tuple[str, str, str], int] = defaultdict(int)
    for candidate in candidates:
        for letters in {name.letters for name in candidate.names}:
            for where in {candidate.town_words[0], candidate.region or ""} - {""}:
                counts[list_of(candidate.id), letters, where] += 1
        if town := candidate.town_words[0]:
            for rest in {_but_for(name, town) for name in candidate.names}:
                counts[list_of(candidate.id), rest, town] += 1
    return counts


def _but_for(name: NameRead, town: str) -> str:
    """The words of a name but for those of the town, in no order; letters alone hold no such blank."""
    return " " + " ".join(sorted({*name.words} - {*town.split()}))


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
    likelihood = weights.score(values)
    counts = tuple(sorted(((x, rarity.counts[x]) for x, y in met.common if len(x) > 1), key=lambda pair: (pair[1], pair[0]))[:3])
    number = shared_number(one.numbers, other.numbers) if one.numbers and other.numbers else None
    if number is not None:
        bare = not (one.name and other.name)
        named = bare or any(share_something(a.text, b.text) for a in one.names for b in other.names)
        if named:
            return Pair(one, other, "sure", "number", 1.0, met, parts, counts, number)
        return Pair(one, other, "decide", "number_names", 0.9, met, parts, counts, number)
    if not (one.name and other.name) or met.one.says_nothing or met.other.says_nothing:
        return None
    if _one_name_in_one_place(one, other, values, met, alone or {}):
        return Pair(one, other, "sure", "name_place", max(likelihood, 0.99), met, parts, counts)
    if _one_telling_name(one, other, met):
        return Pair(one, other, "name", "name", likelihood, met, parts, counts)
    return Pair(one, other, "decide", "likely", likelihood, met, parts, counts)


def _one_name_in_one_place(
    one: Candidate, other: Candidate, values: Sequence[float], met: Met, alone: Mapping[tuple[str, str, str], int]
) -> bool:
    """The same words, in one town, or in one state where a list gives no town, once in each of two lists, with nothing against it.

    In one town, one name may also say the town and the other not.
    """
    if list_of(one.id) == list_of(other.id) or any(values[i] for i in _AGAINST) or one.head_office or other.head_office:
        return False
    town, there = one.town_words[0], other.town_words[0]
    if town and there:
        where = town if town == there and not regions_differ(one.region, other.region) else ""
    else:
        where = (one.region or "") if one.region == other.region and _tells(met.one) else ""
    both = ((one, met.one), (other, met.other))
    if not where:
        return False
    if _one_name(met):
        return all(alone.get((list_of(c.id), n.letters, where), 1) <= 1 for c, n in both)
    return bool(town) and _one_but_for(met, town) and all(alone.get((list_of(c.id), _but_for(n, town), town), 1) <= 1 for c, n in both)


def _one_but_for(met: Met, town: str) -> bool:
    """Whether two names are the same words but for those of their town, and one of these tells who it is."""
    same = _but_for(met.one, town)
    return same == _but_for(met.other, town) and any(_telling(word) for word in same.split())


def _one_name(met: Met) -> bool:
    return sorted(met.one.words) == sorted(met.other.words) or met.one.letters == met.other.letters


def _one_telling_name(one: Candidate, other: Candidate, met: Met) -> bool:
    """One name that tells, where neither side says where it is: in two lists, or twice in one but for a legal form.

    It tells by two words, or by one beside a word of the trade (`Lavande Médical`, `Mairie de Marmont`).
    """
    if any(c.town or c.region for c in (one, other)):
        return False
    own = met.one.text == one.name and met.other.text == other.name
    words = met.one.words
    telling = sum(map(_telling, words))
    return own and _one_name(met) and (telling > 1 or (telling == 1 and any(_of_trade(word) for word in words)))


def _of_trade(word: str) -> bool:
    return word in TRADE and word not in COMMON and word not in LEGAL_FORMS and len(word) > 1


def _telling(word: str) -> bool:
    return word not in TRADE and len(word) > 1


def _tells(name: NameRead) -> bool:
    """A word that is not of the trade: by state alone `community hospital` says nothing."""
    return any(_telling(word) for word in name.words)


def _joined(pairs: Sequence[Pair], barred: Collection[tuple[str, str]]) -> tuple[list[Pair], list[Pair]]:
    """Sure pairs, strongest first, as long as no group comes to hold two that are never one; the others are left to a person."""
    members: dict[str, list[Candidate]] = {}
    kept: list[Pair] = []
    left: list[Pair] = []
    for pair in sorted(pairs, key=lambda p: (p.reason != "number", -p.likelihood, p.ids)):
        a, b = (members.setdefault(c.id, [c]) for c in (pair.one, pair.other))
        if a is not b:
            if any(never(x, y) or (min(x.id, y.id), max(x.id, y.id)) in barred for x in a for y in b):
                left.append(replace(pair, tier="decide"))
                continue
            a.extend(b)
            members.update({c.id: a for c in b})
        kept.append(pair)
    return kept, left


def _grouped(pairs: Sequence[Pair]) -> tuple[tuple[Pair, ...], ...]:
    """All pairs of one organisation together; groups, and pairs inside them, best first."""
    parent: dict[str, str] = {}
    for pair in pairs:
        parent[_root(parent, pair.one.id)] = _root(parent, pair.other.id)
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in sorted(pairs, key=lambda p: (-p.likelihood, p.ids)):
        groups[_root(parent, pair.one.id)].append(pair)
    return tuple(tuple(group) for group in sorted(groups.values(), key=lambda g: (-g[0].likelihood, g[0].ids)))
