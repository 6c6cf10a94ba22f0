"""Which pairs are compared at all: those that share a rare word, a pair of words, a word and a town, all letters, or initials.

What more than `BLOCK` organisations share tells too little to compare them by it alone; the next finer key does. A million names
hold some millions of such pairs: keys are hashed and sorted as arrays, and pairs that share too little of what tells are dropped first.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from maillon.graph.name_matching import IDENTIFYING
from maillon.graph.name_words import TRADE

if TYPE_CHECKING:
    from maillon.queries.resolution.candidates import Candidate, NameRead
    from maillon.queries.resolution.signals import Rarity

BLOCK = 60
"""The largest block that is compared."""

_NAMESAKES = 24
"""The largest block of those that may share nothing but a beginning or initials."""

_SHARED = 0.3
"""The least part of what tells, in common, of two names that share a word; those with equal letters or initials need none."""

_CHUNK = 400_000

_PARTS = 16
"""Parts in which keys are sorted."""

Pairs = npt.NDArray[np.int64]


def pairs_to_compare(candidates: Sequence[Candidate], rarity: Rarity) -> tuple[Pairs, set[str]]:
    """Pairs of positions, the smaller first, in order; and names that too many share to be compared by them alone."""
    parts = [(array("q"), array("i"), array("b")) for _ in range(_PARTS)]
    for position, candidate in enumerate(candidates):
        seen: set[int] = set()
        for key, loose in _keys(candidate, rarity):
            hashed = hash(key)
            if hashed in seen:
                continue
            seen.add(hashed)
            keys, holders, kinds = parts[hashed % _PARTS]
            keys.append(hashed)
            holders.append(position)
            kinds.append(loose)
    holder, starts, sizes, loose_key, large = _blocks(parts)
    uncompared = {c.name for c in candidates for n in c.names if hash(f"={n.letters}") in large} if large else set()
    total = len(candidates)
    checked = _within(holder, starts, sizes, loose_key, total, loose=True)
    taken = _within(holder, starts, sizes, loose_key, total, loose=False)
    taken = np.setdiff1d(taken, checked, assume_unique=True)
    taken = _that_share(taken, total, candidates, rarity)
    merged = np.union1d(checked, taken)
    return np.stack([merged // max(total, 1), merged % max(total, 1)], axis=1), uncompared


def _blocks(
    parts: list[tuple[array[int], array[int], array[int]]],
) -> tuple[npt.NDArray[np.int32], Pairs, Pairs, npt.NDArray[np.int8], set[int]]:
    """Blocks of those that share a key: members, where each block starts, its size and kind; and the keys of blocks that are too large.

    Most keys are of one organisation alone: they are sorted part by part, each part is given up, and only what is a block is kept.
    """
    members, kinds, sizes, large = [], [], [], set[int]()
    while parts:
        part = parts.pop()
        keys, holders, loose = (np.frombuffer(part[0], np.int64), np.frombuffer(part[1], np.int32), np.frombuffer(part[2], np.int8))
        order = np.argsort(keys, kind="stable")
        sorted_keys = keys[order]
        edges = np.flatnonzero(np.r_[True, sorted_keys[1:] != sorted_keys[:-1], True]) if len(order) else np.zeros(1, np.int64)
        many = np.diff(edges)
        large.update(sorted_keys[edges[:-1][many > BLOCK]].tolist())
        kept = (many > 1) & (many <= BLOCK)
        members.append(holders[order[np.repeat(kept, many)]])
        kinds.append(loose[order[edges[:-1][kept]]])
        sizes.append(many[kept])
    size = np.concatenate(sizes)
    return np.concatenate(members), np.cumsum(size) - size, size, np.concatenate(kinds), large


def _keys(candidate: Candidate, rarity: Rarity) -> Iterator[tuple[str, bool]]:
    """Keys of a candidate; those that are True bring pairs that are read whatever they share."""
    town = candidate.town_words[0]
    for identifier in candidate.identifiers:
        if identifier.partition(":")[0] in IDENTIFYING:
            yield f"#{identifier}", True
    for name in candidate.names:
        yield from _keys_of(name, town, candidate.region, rarity)


def _keys_of(name: NameRead, town: str, region: str | None, rarity: Rarity) -> Iterator[tuple[str, bool]]:
    if not name.words:
        return
    letters = name.letters
    yield f"={letters}", True
    if town:
        yield f"@{town}={letters}", True
    if region:
        yield f"@{region}={letters}", True
    if len(letters) >= 6:
        yield f"^{letters[:9]}", True
    telling = sorted({w for w in name.words if w not in TRADE and len(w) > 1}, key=lambda w: (rarity.counts[w], w))
    for word in telling[:3]:
        yield word, False
        if len(word) >= 7:
            yield f"^{word[:6]}", False
    some = telling[:3] if len(telling) > 1 else [*telling, *sorted(w for w in name.words if w in TRADE)[:2]]
    for one, other in combinations(some, 2):
        yield (f"{one} {other}" if one < other else f"{other} {one}"), False
    if town:
        for word in {*telling[:2], *name.kinds}:
            yield f"{word}@{town}", False
    for initials in set(name.initials):
        if 3 <= len(initials) <= 7:
            yield f"~{initials}", True
    if len(name.words) <= 3:
        for word in telling[:2]:
            if 3 <= len(word) <= 7:
                yield f"~{word}", True


def _within(
    holder: npt.NDArray[np.int32], starts: Pairs, sizes: Pairs, loose_key: npt.NDArray[np.int8], total: int, *, loose: bool
) -> Pairs:
    """The pairs of all blocks of one kind, as `smaller * total + larger`, each once."""
    found: list[Pairs] = []
    most = _NAMESAKES if loose else BLOCK
    wanted = loose_key == loose
    for size in range(2, most + 1):
        blocks = starts[(sizes == size) & wanted]
        if not len(blocks):
            continue
        members = holder[blocks[:, None] + np.arange(size)[None, :]].astype(np.int64)
        for i, j in combinations(range(size), 2):
            a, b = members[:, i], members[:, j]
            found.append(np.minimum(a, b) * total + np.maximum(a, b))
        if sum(map(len, found)) > 10_000_000:
            found = [np.unique(np.concatenate(found))]
    return np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)


def _that_share(pairs: Pairs, total: int, candidates: Sequence[Candidate], rarity: Rarity) -> Pairs:
    """Those of the pairs whose names have in common enough of what tells (the cosine of their weighted words)."""
    if not len(pairs):
        return pairs
    numbers: dict[str, int] = {}
    columns, values, rows = array("i"), array("f"), array("q", [0])
    for candidate in candidates:
        words = {w for name in candidate.names for w in name.words}
        weights = [rarity[w] for w in words]
        norm = sum(w * w for w in weights) ** 0.5 or 1.0
        for word, weight in zip(words, weights, strict=True):
            columns.append(numbers.setdefault(word[:6], len(numbers)))
            values.append(weight / norm)
        rows.append(len(columns))
    shape = (len(candidates), max(len(numbers), 1))
    weighed = csr_matrix((np.frombuffer(values, np.float32), np.frombuffer(columns, np.int32), np.frombuffer(rows, np.int64)), shape=shape)
    kept = [
        part[np.asarray(weighed[part // total].multiply(weighed[part % total]).sum(axis=1)).ravel() >= _SHARED]
        for part in (pairs[start : start + _CHUNK] for start in range(0, len(pairs), _CHUNK))
    ]
    return np.concatenate(kept)
