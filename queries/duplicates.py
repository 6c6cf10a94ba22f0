"""Which organisations may be one: pairs to look at, with the reason and the values that met. Nothing is merged here.

Identifiers first: one LEI, SIREN, SIRET, FINESS or NPI is one organisation. Then names, compared without legal forms,
articles, accents and case, and only within blocks that share a rare word, so that 100 000 names take a minute. A pair
that somebody has decided is left out; one that was left unsure is shown again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Literal

from maillon.graph.name_matching import IDENTIFYING, fold_name, matching_key, same_organisation
from maillon.queries.cypher_reader import CypherReader

Reason = Literal["identifier", "name", "alias", "cut", "similar"]

THRESHOLD = 90
"""The score, of 100, from which a pair is proposed. See docs/loaders.md for the precision and recall measured at it."""

BLOCK = 150
"""The largest block that is compared: a word shared by more organisations does not discriminate."""

CUT_AT = 48
"""Registers cut names at 50 characters; a name at least this long may be the beginning of a longer one."""

ELSEWHERE = 12
"""The penalty where both lists give a region and the regions differ: hospitals share names."""

_SCORES = {"name": 100, "alias": 96, "cut": 95}

ORGANISATIONS = """
MATCH (o:Organisation) WHERE o.named AND o.name IS NOT NULL
RETURN o.id AS id, o.name AS name, o.aliases AS aliases, o.identifiers AS identifiers, o.country AS country, o.region AS region ORDER BY id
"""
DECIDED_PAIRS = "MATCH (d:Decision) WHERE d.verdict <> 'unsure' RETURN d.subjects AS subjects"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organisation with what is compared: names, identifiers and place."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    country: str | None = None
    region: str | None = None
    keys: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "keys", frozenset(matching_key(n) for n in (self.name, *self.aliases)) - {""})

    @property
    def key(self) -> str:
        """The name as it is compared."""
        return matching_key(self.name)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two organisations that may be one. `values` are what met, as written; `score` is 0 to 100."""

    one: Candidate
    other: Candidate
    reason: Reason
    score: int
    values: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Proposed:
    """Pairs, best first, and what too many names share to be compared by it."""

    pairs: tuple[Pair, ...]
    uncompared: tuple[str, ...]


def duplicates(reader: CypherReader, *, threshold: int = THRESHOLD) -> Proposed:
    """Pairs that nobody has decided yet.

    Raises:
        StoreError: the store cannot be reached.
    """
    rows = reader.rows(ORGANISATIONS)
    candidates = [
        Candidate(r["id"], r["name"], tuple(r["aliases"] or ()), tuple(r["identifiers"] or ()), r["country"], r["region"]) for r in rows
    ]
    decided = {pair for row in reader.rows(DECIDED_PAIRS) for pair in combinations(sorted(row["subjects"]), 2)}
    pairs = tuple(pair for pair in propose(candidates, threshold=threshold) if (pair.one.id, pair.other.id) not in decided)
    return Proposed(pairs, tuple(sorted(name.strip("=^") for name, block in _name_blocks(candidates).items() if len(block) > BLOCK)))


def propose(candidates: Sequence[Candidate], *, threshold: int = THRESHOLD) -> list[Pair]:
    """Pairs that may be one organisation, best first; each pair once, the smaller id first."""
    found: dict[tuple[str, str], Pair] = {}
    for pair in (*_by_identifier(candidates), *_by_name(candidates, threshold)):
        ids = (pair.one.id, pair.other.id)
        if ids not in found or pair.score > found[ids].score:
            found[ids] = pair
    return sorted(found.values(), key=lambda p: (-p.score, p.one.id, p.other.id))


def _pair(a: Candidate, b: Candidate, reason: Reason, score: int, values: tuple[str, str]) -> Pair:
    if a.id <= b.id:
        return Pair(a, b, reason, score, values)
    return Pair(b, a, reason, score, (values[1], values[0]))


def _by_identifier(candidates: Iterable[Candidate]) -> Iterator[Pair]:
    blocks: dict[str, list[tuple[Candidate, str]]] = defaultdict(list)
    for candidate in candidates:
        for identifier in candidate.identifiers:
            scheme, _, value = identifier.partition(":")
            if scheme in IDENTIFYING:
                # a SIRET begins with the SIREN of its legal body
                blocks[value[:9] if scheme in ("siren", "siret") else identifier].append((candidate, identifier))
    for block in blocks.values():
        for (a, one), (b, other) in combinations(block, 2):
            if a.id != b.id and same_organisation(one, other):
                yield _pair(a, b, "identifier", 100, (one, other))


def _name_blocks(candidates: Sequence[Candidate]) -> dict[str, list[Candidate]]:
    """The candidates by what their names share."""
    shared = Counter(word for c in candidates for word in {w for key in c.keys for w in key.split()})
    blocks: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        for name in {b for key in candidate.keys for b in _blocks(key, shared)}:
            blocks[name].append(candidate)
    return blocks


def _by_name(candidates: Sequence[Candidate], threshold: int) -> Iterator[Pair]:
    seen: set[tuple[str, str]] = set()
    for block in _name_blocks(candidates).values():
        if not 2 <= len(block) <= BLOCK:
            continue
        for a, b in combinations(block, 2):
            ids = (a.id, b.id) if a.id <= b.id else (b.id, a.id)
            if a.id == b.id or ids in seen:
                continue
            seen.add(ids)
            if a.country and b.country and a.country != b.country:
                continue
            pair = compare(a, b)
            if pair is None:
                continue
            if a.region and b.region and a.region != b.region:
                pair = replace(pair, score=pair.score - ELSEWHERE)
            if pair.score >= threshold:
                yield pair


def _blocks(key: str, shared: Counter[str]) -> Iterator[str]:
    """Blocking keys: the two rarest words that others share, the whole key, and its first ten letters (for typing errors)."""
    words = sorted({w for w in key.split() if len(w) > 1 and shared[w] > 1}, key=lambda w: (shared[w], w))
    yield from words[:2]
    yield f"={key}"
    yield f"^{key.replace(' ', '')[:10]}"


def compare(a: Candidate, b: Candidate) -> Pair | None:
    """Why two organisations may be one by their names, or None where a word that matters keeps them apart."""
    if a.key == b.key:
        return _pair(a, b, "name", _SCORES["name"], (a.name, b.name))
    for short, long in ((a, b), (b, a)):
        if len(short.name) >= CUT_AT and fold_name(long.name).startswith(fold_name(short.name)):
            return _pair(short, long, "cut", _SCORES["cut"], (short.name, long.name))
    met = sorted(a.keys & b.keys)
    if met:
        one, other = (next(n for n in (c.name, *c.aliases) if matching_key(n) == met[0]) for c in (a, b))
        return _pair(a, b, "alias", _SCORES["alias"], (one, other))
    score = similarity(a.key, b.key)
    return _pair(a, b, "similar", score, (a.name, b.name)) if score else None


def similarity(one: str, other: str) -> int:
    """How alike two keys are, 0 to 100: every word of each must meet one of the other, but for words that say little.

    A word meets another that is equal, a typing error away, or (of four letters or more) its beginning. At least one word
    that is not of the trade (`medical`, `center`) must be common. Up to two words that only one name has are allowed: one
    of the trade costs 4, another 12, or 8 where two that are not of the trade are common. Words that both have alone keep
    the two apart, and so do different numbers.
    """
    left, right = one.split(), other.split()
    if one.replace(" ", "") == other.replace(" ", ""):
        return 99
    if {w for w in left if w.isdigit()} != {w for w in right if w.isdigit()}:
        return 0
    rest_left = list((Counter(left) - Counter(right)).elements())
    rest_right = list((Counter(right) - Counter(left)).elements())
    common = list((Counter(left) & Counter(right)).elements())
    cost = 0
    for word in list(rest_left):
        met = next((w for w in rest_right if _matches(word, w)), None)
        if met is not None:
            rest_left.remove(word)
            rest_right.remove(met)
            common.append(word)
            cost += 3
    own = [w for w in common if w not in TRADE and len(w) > 1]
    if (rest_left and rest_right) or not own:
        return 0
    extra = rest_left or rest_right
    if len([w for w in extra if w not in _COMMON]) > 2:
        return 0
    acronym = "".join(word[0] for word in (right if rest_left else left))
    for word in extra:
        if word not in _COMMON and word != acronym:
            cost += 4 if word in TRADE else 8 if len(own) >= 2 else 12
    return max(0, 97 - cost)


def _matches(one: str, other: str) -> bool:
    from rapidfuzz.distance import OSA

    shorter = min(len(one), len(other))
    if shorter >= 5 and OSA.distance(one, other, score_cutoff=1) <= 1:
        return True
    return shorter >= 4 and (one.startswith(other) or other.startswith(one))


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_COMMON = _words("usa us united states america american international group groupe holdings holding services service system systems")
"""Words that do not discriminate: two names may differ in them."""

TRADE = _COMMON | _words(
    "medical center centers centre health healthcare care hospital hospitals university clinic clinics associates department insurance"
    " plan plans physicians dental family community regional general national first county city state memorial management for at in"
    " mutuelle clinique hopital centre cabinet laboratoire sante pharmacie institut assurance assurances federation francaise ville mairie"
    " surgery surgical imaging pathology radiology oncology therapy pharmacy laboratory laboratories institute foundation network partners"
)
"""Words of the trade: many names hold them, so that they do not tell which organisation it is."""
