"""What differs between two graphs, thing by thing: every property of every node and arrow, before and after, with who says so.

A thing is a node, by its id, or an arrow, by its type, its ends and its key. Where several readings stand side by side they are
compared whole: which are gone, which are new, which one is put otherwise, and which of them leads now. What only repeats another
property of the same thing (a day beside its text, a property beside the readings) is kept in `differing` and left out of `told`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

from maillon.graph.model import ARROW_BY_TYPE, GOVERNANCE_TYPES, TRUST_TYPES, label_of
from maillon.graph.readings import GRAVEST_FIRST, canonical

if TYPE_CHECKING:
    from maillon.queries.exported import Exported
    from maillon.queries.subgraph import Force

ThingKey: TypeAlias = tuple[str, ...]
Said: TypeAlias = Mapping[str, Any]
"""One reading: its properties as stated."""


class Matter(StrEnum):
    """What a change is about, in the order in which a reader must see it."""

    HARM = "harm"
    NOTICES = "notices"
    INCIDENTS = "incidents"
    CLAIMS = "claims"
    RELATIONS = "relations"
    REST = "rest"


class Turn(StrEnum):
    """What became of a thing."""

    CHANGED = "changed"
    LOST = "lost"
    GAINED = "gained"


HARM_TYPES = ("EXPOSED", "AFFECTED", "COMPROMISED", "ENTERED_THROUGH", "ATTRIBUTED_TO")
"""Arrows that say what an incident did, gravest first."""

SOFT = frozenset(
    {
        *("name", "name_fr", "name_en", "title", "title_fr", "title_en", "aliases", "note_fr", "note_en", "evidence", "cited"),
        *("each_evidence", "own_word"),
    }
)
"""Names, notes, evidence, and what follows from others: a thing in which nothing else changed says the same as before."""

_WEIGHTY = frozenset({"outcome", "happened", "gravest", "gravest_status", "status", "readings", "low", "high", "answer"})
"""Properties of which a change says something else, and not only more of the same."""

_REPEATS = {
    "since": "since_edtf",
    "until": "until_edtf",
    "planned_until": "planned_until_edtf",
    "seen_on": "seen_edtf",
    "on": "on_edtf",
    "on_from": "on_edtf",
    "on_to": "on_edtf",
    "made_on": "made_on_edtf",
    "published_on": "published_edtf",
    "title_fr": "name_fr",
    "title_en": "name_en",
    "title": "name",
    "name": "name_en",
}
"""A property that changes with another and says the same."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A node (`kind` is its primary label, `ids` its id) or an arrow (its type and both ends), with its properties as exported."""

    kind: str
    ids: tuple[str, ...]
    labels: tuple[str, ...]
    properties: Mapping[str, Any]

    @property
    def readings(self) -> tuple[Said, ...]:
        """What is said of an arrow or claim, reading by reading, the one that is shown first."""
        kept = self.properties.get("readings")
        if kept:
            return tuple(json.loads(text) for text in kept)
        kind = ARROW_BY_TYPE.get(self.kind)
        if self.kind != "Claim" and (kind is None or not kind.evidenced):
            return ()
        own = kind.key if kind else ()
        return ({name: value for name, value in self.properties.items() if name not in own},)


@dataclass(frozen=True, slots=True)
class Differing:
    """One property that is not the same on both sides (None: it is not given there)."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not the same on both sides.

    `differing` are all its properties that differ. To tell them without repetition: `told`, and where several readings stand
    side by side those that are gone, those that are new, the one that is `revised` (before and after), and the one that leads
    now (`lead`). `force` is what is known of a relation on each day, where that differs.
    """

    key: ThingKey
    before: Thing | None
    after: Thing | None
    differing: tuple[Differing, ...] = ()
    told: tuple[Differing, ...] = ()
    gone: tuple[Said, ...] = ()
    new: tuple[Said, ...] = ()
    revised: tuple[Said, Said] | None = None
    lead: Said | None = None
    force: tuple[Force, Force] | None = None

    @property
    def thing(self) -> Thing:
        """The thing as it is now, or was."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def turn(self) -> Turn:
        """What became of it."""
        return Turn.GAINED if self.before is None else Turn.LOST if self.after is None else Turn.CHANGED

    @property
    def matter(self) -> Matter:
        """What it is about: a thing that says the same as before, but for names, notes and evidence, goes with the rest."""
        kind = self.thing.kind
        if self.turn is Turn.CHANGED and self.force is None and self._soft:
            return Matter.REST
        if kind in HARM_TYPES:
            return Matter.HARM
        if kind in TRUST_TYPES or kind in GOVERNANCE_TYPES:
            return Matter.RELATIONS
        if any(d.name.startswith(("size_", "count_")) for d in self.differing):
            return Matter.CLAIMS
        return {"NOTIFIED": Matter.NOTICES, "Incident": Matter.INCIDENTS, "Claim": Matter.CLAIMS}.get(kind, Matter.REST)

    @property
    def _soft(self) -> bool:
        """Whether only names, notes and evidence differ, in the thing and in each of its readings."""
        assert self.before is not None
        assert self.after is not None
        before, after = ([canonical(_without(r, SOFT)) for r in thing.readings] for thing in (self.before, self.after))
        return before == after and all(d.name in SOFT or d.name == "readings" for d in self.differing)

    @property
    def grave(self) -> int:
        """The gravest outcome that is said on either side: 0 is the gravest."""
        said = [r.get("outcome") for thing in (self.before, self.after) if thing for r in thing.readings]
        return min((GRAVEST_FIRST.index(o) for o in said if o in GRAVEST_FIRST), default=len(GRAVEST_FIRST))

    @property
    def order(self) -> tuple[Any, ...]:
        """Where it stands: by what it is about, what became of it, whether it says something else, how grave it is, and its key."""
        kind = self.thing.kind
        lighter = self.turn is Turn.CHANGED and not any(d.name in _WEIGHTY for d in self.differing)
        within = HARM_TYPES.index(kind) if kind in HARM_TYPES else 0
        return (list(Matter).index(self.matter), list(Turn).index(self.turn), lighter, self.grave, within, self.key)


def things(graph: Exported) -> dict[ThingKey, Thing]:
    """Every node and arrow of a graph, by what it is."""
    found: dict[ThingKey, Thing] = {}
    seen: Counter[ThingKey] = Counter()
    named = [Thing(label_of(n.id), (n.id,), n.labels, n.properties) for n in graph.nodes]
    for thing in [*named, *(Thing(a.type, (a.start, a.end), (), a.properties) for a in graph.arrows)]:
        kind = ARROW_BY_TYPE.get(thing.kind)
        key = (thing.kind, *thing.ids, *(str(thing.properties.get(name) or "") for name in (kind.key if kind else ())))
        seen[key] += 1
        found[(*key, str(seen[key]))] = thing
    return found


def compared(key: ThingKey, before: Thing | None, after: Thing | None, force: tuple[Force, Force] | None = None) -> Change | None:
    """How one thing differs between two sides (None: it is not there); None where it does not.

    Args:
        key: what it is.
        before: on the first side.
        after: on the second.
        force: what is known of a relation on each day, where that differs.
    """
    if before is None or after is None:
        return Change(key, before, after)
    if before is after:
        return Change(key, before, after, force=force) if force else None
    differing = _differing(before.properties, after.properties)
    if before.labels != after.labels:
        differing = (Differing("labels", list(before.labels), list(after.labels)), *differing)
    if not differing:
        return Change(key, before, after, force=force) if force else None
    return _told(Change(key, before, after, differing, force=force), before, after)


def _told(change: Change, before: Thing, after: Thing) -> Change:
    """The change with what of it is to be told."""
    old, new = before.readings, after.readings
    if len(old) < 2 and len(new) < 2:
        return _with(change, _unrepeated(change.differing))
    was, now = ({canonical(r) for r in readings} for readings in (old, new))
    gone, come = [r for r in old if canonical(r) not in now], [r for r in new if canonical(r) not in was]

    reread = canonical(old) != canonical(new)

    def repeated(d: Differing) -> bool:
        if reread and (d.name in ("readings", "cited") or d.name.startswith("each_")):
            return True
        return (old[0].get(d.name), new[0].get(d.name)) == (d.before, d.after)

    told = _unrepeated([d for d in change.differing if not repeated(d)])
    revised = (gone[0], come[0]) if len(gone) == len(come) == 1 else None
    leads = canonical(old[0]) != canonical(new[0]) and not (revised and (old[0], new[0]) == revised)
    if not (told or gone or come or leads):
        told = change.differing
    lead = new[0] if leads else None
    return _with(change, told, () if revised else tuple(gone), () if revised else tuple(come), revised, lead)


def _with(
    change: Change,
    told: Iterable[Differing],
    gone: tuple[Said, ...] = (),
    new: tuple[Said, ...] = (),
    revised: tuple[Said, Said] | None = None,
    lead: Said | None = None,
) -> Change:
    return Change(change.key, change.before, change.after, change.differing, tuple(told), gone, new, revised, lead, change.force)


def revised_properties(change: Change) -> tuple[Differing, ...]:
    """What differs in the one reading that is put otherwise; nothing where there is none."""
    return _unrepeated(_differing(*change.revised)) if change.revised else ()


def _differing(before: Said, after: Said) -> tuple[Differing, ...]:
    """The properties that differ. Values are compared as JSON writes them: 1, 1.0 and true are three."""
    names = sorted({*before, *after})
    return tuple(
        Differing(name, before.get(name), after.get(name)) for name in names if canonical(before.get(name)) != canonical(after.get(name))
    )


def _unrepeated(differing: Sequence[Differing]) -> tuple[Differing, ...]:
    names = {d.name for d in differing}
    return tuple(d for d in differing if _REPEATS.get(d.name) not in names)


def _without(values: Said, names: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in names}
