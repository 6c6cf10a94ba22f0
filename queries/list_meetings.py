"""How far lists meet: how many organisations of one are known from others, by what, how many wait, and what answers would gain."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillon.graph.name_matching import IDENTIFYING
from maillon.queries.resolution.candidates import list_of, lists_of

if TYPE_CHECKING:
    from maillon.queries.cypher_reader import CypherReader
    from maillon.queries.resolution.tiers import Tiers

_WHOSE = """
MATCH (o:Organisation) WHERE o.named AND o.id > $after
RETURN o.id AS id, o.merged AS merged, o.evidence AS evidence
ORDER BY id
"""

_DOCUMENTS = "MATCH (s:Source) WHERE s.source_rank IS NOT NULL RETURN s.id AS id"
"""What records written by hand cite says of what rank it is; a list that a loader read does not."""

MOST = 20_000
"""Organisations up to which it is counted in passing who waits; beyond, `duplicates` says it."""

MOST_IN_STATUS = 3_000
"""The same where all lists are asked about at once."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """How one list, or some organisations, meet the others.

    `by_number` and `by_decision`: known from another list as well. `sure`: surely one with another, and not joined yet. `waiting`: they
    may be one with another, which a person must say; `incidents` and `groups` (of people) are what is known of those others. The last
    four are None where too many organisations are there to count them in passing.
    """

    source: str
    organisations: int
    by_number: int
    by_decision: int
    sure: int | None
    waiting: int | None
    incidents: int | None
    groups: int | None


def meetings(reader: CypherReader, sources: Collection[str] | None = None) -> tuple[Meeting, ...]:
    """Of each list, or of `sources` alone ('' for what was written by hand); nothing where there is one list only.

    Who waits is counted up to `MOST` organisations, of all lists up to `MOST_IN_STATUS`.

    Raises:
        StoreError: the store cannot be reached.
    """
    spoken = _spoken(reader)
    every = {source for lists in spoken.values() for source in lists}
    if len(every) < 2:
        return ()
    wanted = sorted(every if sources is None else every.intersection(sources))
    few = len(spoken) <= (MOST_IN_STATUS if sources is None else MOST)
    partners = _found(reader, {i for i, lists in spoken.items() if lists.intersection(wanted)}) if few else None
    return tuple(_meeting(reader, source, spoken, partners) for source in wanted)


def meeting_of(reader: CypherReader, ids: Collection[str], tiers: Tiers | None) -> Meeting:
    """Of some organisations: those whom somebody trusts, say; `tiers` is what may be one with them (None: nobody looked).

    Raises:
        StoreError: the store cannot be reached.
    """
    own = "\0"  # no list has that name
    spoken = {i: lists | {own} if i in ids else lists for i, lists in _spoken(reader).items()}
    mine = {i for i, lists in spoken.items() if own in lists}
    return _meeting(reader, own, spoken, _partners(tiers, mine) if tiers is not None else None, several=2)


def _spoken(reader: CypherReader) -> dict[str, frozenset[str]]:
    """Of each organisation with a name, the lists that speak of it: one object for equal sets, since there may be many."""
    one: dict[frozenset[str], frozenset[str]] = {}
    documents = {row["id"].partition(":")[2] for row in reader.rows(_DOCUMENTS)}
    found = ((row["id"], _lists(row, documents)) for row in reader.rows_in_pages(_WHOSE))
    return {identifier: one.setdefault(lists, lists) for identifier, lists in found}


def _lists(row: Mapping[str, Any], documents: Collection[str]) -> frozenset[str]:
    """The lists that speak of an organisation; a document that a record cites beside a number is none: that was written by hand."""
    ids = (row["id"], *(row["merged"] or ()))
    evidence = [one for one in row["evidence"] or () if one.partition("#")[0] not in documents]
    return frozenset(source for i in ids for source in lists_of(i, evidence)) or frozenset({""})


Partners = Mapping[str, tuple[set[str], set[str]]]
"""Of an organisation: those that it surely is, and those that it may be."""


def _found(reader: CypherReader, ids: set[str]) -> Partners:
    from maillon.queries.duplicates import duplicates  # arrays are loaded only where lists meet

    return _partners(duplicates(reader, of=ids).tiers, ids)


def _partners(tiers: Tiers, ids: set[str]) -> Partners:
    found: dict[str, tuple[set[str], set[str]]] = {i: (set(), set()) for i in ids}
    for place, groups in ((0, tiers.sure), (1, (*tiers.names, *tiers.decide, tiers.implied))):
        for pair in (pair for group in groups for pair in group):
            for mine, its in (pair.ids, pair.ids[::-1]):
                if mine in found:
                    found[mine][place].add(its)
    return found


def _meeting(
    reader: CypherReader, source: str, spoken: Mapping[str, frozenset[str]], partners: Partners | None, several: int = 1
) -> Meeting:
    """Of one list; an organisation of which more than `several` lists speak has met."""
    mine = [i for i, lists in spoken.items() if source in lists]
    met = [i for i in mine if len(spoken[i]) > several]
    by_number = sum(list_of(i) in IDENTIFYING for i in met)
    if partners is None:
        return Meeting(source, len(mine), by_number, len(met) - by_number, None, None, None, None)
    others = {i: tuple({p for p in kind if source not in spoken.get(p, ())} for kind in partners[i]) for i in mine}
    sure = [i for i in mine if others[i][0]]
    waiting = [i for i in mine if others[i][1] and not others[i][0]]
    may_be = {p for i in (*sure, *waiting) for kind in others[i] for p in kind}
    incidents, groups = _known_of(reader, may_be)
    return Meeting(source, len(mine), by_number, len(met) - by_number, len(sure), len(waiting), incidents, groups)


def _known_of(reader: CypherReader, ids: Iterable[str]) -> tuple[int, int]:
    """At how many incidents some organisations stand, and how many groups of people trust them."""
    wanted = sorted(ids)
    incidents = {place.incident for place in reader.incidents_at(wanted)}
    groups = {arrow.start for arrow in reader.arrows(wanted, backward=True) if arrow.start.startswith("population:")}
    return len(incidents), len(groups)
