"""What of two organisations speaks for and against their being one, as numbers from 0 to 1 that weights were learnt for.

Words weigh by how rare they are in the lists themselves: `Fawcett` says who it is, `memorial` does not.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from maillon.graph.name_matching import LEGAL_FORMS
from maillon.graph.name_words import TRADE
from maillon.graph.places import regions_differ

if TYPE_CHECKING:
    from maillon.queries.resolution.candidates import Candidate, NameRead

SIGNALS = (
    "letters",
    "shared",
    "covered",
    "contained",
    "initials",
    "first",
    "alike",
    "other_both",
    "other_one",
    "own_words",
    "numbers_differ",
    "number_one",
    "lone",
    "rare_left",
    "kinds_differ",
    "kind_one",
    "sides_differ",
    "town_word",
    "town_same",
    "town_differs",
    "quarter_differs",
    "region_same",
    "region_differs",
    "no_place",
    "shared_in_town",
    "other_in_town",
    "shared_unplaced",
    "other_unplaced",
    "contained_unplaced",
    "letters_unplaced",
)
"""Names of the signals, in the order of their values."""

_SMOOTH = 50
"""How many names stand behind the frequencies of a short list, so that it does not take every word for rare."""

_INITIALS = {3: 0.2, 4: 0.6}
"""How much initials say by their number; three letters are many things."""

_TRADE_WEIGHT = 0.35
_SHORT_WEIGHT = 0.3


class Rarity:
    """How much each word of the lists tells, from 0 to 1."""

    def __init__(self, names: Iterable[NameRead]) -> None:
        """Count in how many names each word stands."""
        self.counts: Counter[str] = Counter()
        self.total = 0
        for name in names:
            self.total += 1
            self.counts.update(set(name.words))
        self._log = math.log(self.total + _SMOOTH)
        self._weights: dict[str, float] = {}

    def __getitem__(self, word: str) -> float:
        """The weight of a word."""
        known = self._weights.get(word)
        if known is None:
            known = max(0.05, (self._log - math.log(self.counts[word] + 1)) / self._log)
            if word in TRADE:
                known = min(known, _TRADE_WEIGHT)
            elif len(word) == 1:
                known = min(known, _SHORT_WEIGHT)
            self._weights[word] = known
        return known

    def of(self, words: Iterable[str]) -> float:
        """The weights of words, added up."""
        return sum(self[word] for word in words)


@dataclass(frozen=True, slots=True)
class Met:
    """Two names laid beside each other: the words that met, and those that only one has."""

    one: NameRead
    other: NameRead
    common: tuple[tuple[str, str], ...]
    only_one: tuple[str, ...]
    only_other: tuple[str, ...]
    in_town: tuple[str, ...]
    """Words of one name that the town of the other explains."""
    initials: float
    weight: float


def lay(one: NameRead, other: NameRead, towns: frozenset[str], rarity: Rarity) -> Met:
    """Which words of two names meet: equal, a typing error or two away, the beginning of the other, or its initials."""
    common: list[tuple[str, str]] = []
    left, right = list(one.words), list(other.words)
    weight = 0.0
    for word in one.words:
        if word in right:
            right.remove(word)
            left.remove(word)
            common.append((word, word))
            weight += rarity[word]
    weight += _written_apart(left, right, common, rarity)
    if left and right:
        for word in tuple(left):
            best, most = "", 0.0
            for candidate in right:
                likeness = _meets(word, candidate)
                if likeness > most:
                    best, most = candidate, likeness
            if most:
                left.remove(word)
                right.remove(best)
                common.append((word, best))
                weight += most * min(rarity[word], rarity[best])
    initials = (_initials(left, right, one, other) or _initials(right, left, other, one)) if left and right else 0.0
    weight += _written_apart(left, right, common, rarity)
    in_town = tuple(w for w in (*left, *right) if w in towns)
    return Met(
        one,
        other,
        tuple(common),
        tuple(w for w in left if w not in towns),
        tuple(w for w in right if w not in towns),
        in_town,
        initials,
        weight,
    )


def _written_apart(left: list[str], right: list[str], common: list[tuple[str, str]], rarity: Rarity) -> float:
    """The weight of words that are the same letters, parted otherwise (`Medecin direct`, `MédecinDirect`), which are then in common."""
    whole = "".join(left)
    if not whole or whole != "".join(right):
        return 0.0
    weight = min(rarity.of(left), rarity.of(right))
    common.append((whole, whole))
    left.clear()
    right.clear()
    return weight


def _meets(one: str, other: str) -> float:
    shorter = min(len(one), len(other))
    if shorter < 3 or (one[0] != other[0] and shorter < 5) or one.isdigit() or other.isdigit():
        return 0.0
    if one.startswith(other) or other.startswith(one):
        return 0.75
    if shorter >= 5 and abs(len(one) - len(other)) <= 2:
        from rapidfuzz.distance import OSA

        distance = OSA.distance(one, other, score_cutoff=2 if shorter >= 8 else 1)
        if distance <= 1:
            return 0.9
        if distance == 2 and shorter >= 8:
            return 0.8
    return 0.0


def _initials(short: list[str], long: list[str], name: NameRead, whole: NameRead) -> float:
    """How much it says that a word is the initials of all words of the other name, which are then taken out: the more letters the more.

    A name that says more beside its initials (`CMM Automobiles`) is somebody else's.
    """
    if len(name.words) > 2:
        return 0.0
    for word in short:
        more = [w for w in short if w != word and w not in LEGAL_FORMS and not w.isdigit()]
        if len(word) >= 3 and word in whole.initials and word not in TRADE and not more:
            short.remove(word)
            long.clear()
            return _INITIALS.get(len(word), 1.0)
    return 0.0


def signals(one: Candidate, other: Candidate, rarity: Rarity) -> tuple[tuple[float, ...], Met]:
    """The values of `SIGNALS` for the two names of two organisations that meet best, and how they met."""
    towns = frozenset(one.town_words[0].split()) | frozenset(other.town_words[0].split())
    best: Met | None = None
    most = -9.0
    for a, b in product(one.names, other.names):
        met = lay(a, b, towns, rarity)
        total = rarity.of(a.words) + rarity.of(b.words)
        score = 2 * met.weight / total - 0.2 * min(rarity.of(met.only_one), rarity.of(met.only_other)) if total else 0.0
        score += 0.5 if met.initials > 0.5 or (a.letters and a.letters == b.letters) else 0.0
        if score > most:
            best, most = met, score
    if best is None:  # a candidate has at least one name
        raise AssertionError
    return _values(one, other, best, rarity), best


def _values(one: Candidate, other: Candidate, met: Met, rarity: Rarity) -> tuple[float, ...]:
    a, b = met.one, met.other
    whole_a, whole_b = rarity.of(a.words) or 1e-9, rarity.of(b.words) or 1e-9
    rest_a, rest_b = rarity.of(met.only_one), rarity.of(met.only_other)
    shared = met.weight / math.sqrt(whole_a * whole_b)
    both, most = min(rest_a, rest_b, 1.5), min(max(rest_a, rest_b), 2.5)
    contained = float(not met.only_one or not met.only_other)
    told, other_told = a.letters, b.letters
    letters = float(bool(told) and told == other_told)
    town, differs, quarter = _towns(one, other)
    region = float(bool(one.region) and one.region == other.region)
    apart = float(regions_differ(one.region, other.region) and not (one.head_office or other.head_office))
    unplaced = float(not (town or differs or region or apart))
    own = max((rarity[x] for x, y in met.common if x not in TRADE and len(x) > 1), default=0.0)
    left = (*met.only_one, *met.only_other)
    first = float(bool(a.words and b.words) and a.words[0] == b.words[0])
    return (
        letters,
        min(shared, 1.0),
        min((whole_a - rest_a) / whole_a, (whole_b - rest_b) / whole_b),
        contained,
        met.initials,
        first,
        _alike(told, other_told),
        both,
        most,
        own,
        float(bool(a.numbers) and bool(b.numbers) and a.numbers != b.numbers),
        float(bool(a.numbers) != bool(b.numbers)),
        float(contained and not met.initials and min(_telling(a), _telling(b)) < 2 and any(w not in TRADE for w in left)),
        max((rarity[w] for w in left if w not in TRADE), default=0.0),
        float(bool(a.kinds) and bool(b.kinds) and a.kinds.isdisjoint(b.kinds)),
        float(bool(a.kinds) != bool(b.kinds)),
        float(a.sides != b.sides),
        float(bool(met.in_town)),
        town,
        differs,
        quarter,
        region,
        apart,
        unplaced,
        shared * town,
        both * town,
        shared * unplaced,
        both * unplaced,
        contained * unplaced,
        letters * unplaced,
    )


def _telling(name: NameRead) -> int:
    return sum(1 for word in name.words if word not in TRADE)


def _alike(one: str, other: str) -> float:
    from rapidfuzz.distance import JaroWinkler

    return max(0.0, (JaroWinkler.similarity(one, other) - 0.5) * 2)


def _towns(one: Candidate, other: Candidate) -> tuple[float, float, float]:
    """Whether the towns are one, differ, or are one city in two of its arrondissements."""
    (a, here), (b, there) = one.town_words, other.town_words
    if not a or not b:
        return 0.0, 0.0, 0.0
    same = a == b or _near(a, b)
    if one.head_office != other.head_office and not same:
        return 0.0, 0.0, 0.0
    return float(same), float(not same), float(same and bool(here) and bool(there) and here != there)


def _near(one: str, other: str) -> bool:
    """`plateau hauteville` and `hauteville`, or a typing error."""
    few, many = sorted((set(one.split()), set(other.split())), key=len)
    if few <= many and len(" ".join(few)) >= 4:
        return True
    from rapidfuzz.distance import OSA

    return min(len(one), len(other)) >= 6 and OSA.distance(one, other, score_cutoff=1) <= 1
