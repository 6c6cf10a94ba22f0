"""From what a person types to one node: id, name, alias or identifier, with case and accents folded."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from maillon.graph.model import NODE_BY_LABEL, NODE_BY_PREFIX
from maillon.graph.search_text import fold
from maillon.queries.messages import messages
from maillon.wording import LANGUAGES, MaillonError, Message, joined

if TYPE_CHECKING:
    from maillon.queries.cypher_reader import CypherReader
    from maillon.queries.subgraph import Node

SEARCHED = tuple(label for label in NODE_BY_LABEL if label not in ("Claim", "Source", "Decision"))

FIND = """
MATCH (n:{label}) WHERE n.search CONTAINS $text OR n.search CONTAINS $digits OR n.id = $typed
RETURN n.id AS id, n.search AS search
"""
_CANDIDATES = 50
_NEARLY = 60
"""Percent of the letters of two names that must be the same, in order, for one to be near the other."""
_LONGEST = 2000
"""Characters that a name, alias, identifier or id of a record may have: nothing is called by a longer text."""
_NEARLY_SO = ("Organisation", "Product", "Population", "Incident")
"""Labels of what is offered where nothing is called as somebody typed."""
_TEXTS = "MATCH (n:{label}) RETURN n.id AS id, n.search AS search ORDER BY id"
NAMES = "MATCH (n:{label}) RETURN n.search AS search, n.id AS id ORDER BY id LIMIT 20000"


@dataclass(frozen=True, slots=True)
class Match:
    """One thing found. `exact`: a whole name, alias, identifier or id is what was typed."""

    node: Node
    exact: bool


@dataclass(frozen=True, slots=True)
class Matches:
    """What a search found: whole matches first, then shorter names. `cut` more were found than it was asked for.

    `closest`: where nothing was found, what is called nearly the same.
    """

    matches: tuple[Match, ...]
    cut: int
    closest: tuple[Node, ...] = ()


@dataclass(frozen=True)
class HeldTexts:
    """What everything of the store is found by, read once: label → id → the folded names, aliases and identifiers, a line each."""

    by_label: Mapping[str, Mapping[str, str]]

    @cached_property
    def offered(self) -> dict[str, str]:
        """Each such line of what may be offered as called nearly so → the id of a thing that it belongs to."""
        return _lines((node_id, texts) for label in _NEARLY_SO for node_id, texts in self.by_label[label].items())


class UnknownNameError(MaillonError, LookupError):
    """Nothing, or several things, or things of other kinds only, answer to a name. `candidates` are what there is to choose from."""

    def __init__(
        self, text: str, candidates: Sequence[Node], why: Literal["several", "other", "close", "unknown"], *, wanted: Sequence[str] = ()
    ) -> None:
        self.text, self.candidates, self.several = text, tuple(candidates), why == "several"
        listed = [messages("name.candidate", id=n.id, name={lang: n.called(lang) for lang in LANGUAGES}) for n in candidates[:8]]
        super().__init__(messages(f"name.{why}", text=text, candidates=listed, wanted=_either(wanted)))


def _either(labels: Sequence[str]) -> Message:
    *first, last = (messages(f"kind.{label}") for label in labels) if labels else ("",)
    return joined([joined(first, ", "), last], messages("name.or")) if first else joined([last], "")


def search(reader: CypherReader, text: str, *, limit: int = 0, held: HeldTexts | None = None) -> Matches:
    """As `find`; where it finds nothing, also what is called nearly the same."""
    found = find(reader, text, limit=limit, held=held)
    return found if found.matches else replace(found, closest=tuple(_close(reader, text, None, held)))


def held_texts(reader: CypherReader) -> HeldTexts:
    """What everything of the store is found by: for whoever searches at each letter that somebody types."""
    return HeldTexts({label: {row["id"]: row["search"] or "" for row in reader.rows(_TEXTS.format(label=label))} for label in SEARCHED})


def find(reader: CypherReader, text: str, *, labels: Sequence[str] | None = None, limit: int = 0, held: HeldTexts | None = None) -> Matches:
    """Things whose names, aliases or identifiers contain `text`: at most `limit` of them, or (0) all.

    `held`, where it is given, is searched instead of the store.
    """
    folded = fold(text) if len(text) <= _LONGEST else ""
    if not folded:
        return Matches((), 0)
    joined = folded.replace(" ", "")
    digits = joined if joined.isdigit() else folded  # an identifier, in groups as people write it
    whole = {folded, digits, text}
    hits: dict[str, tuple[bool, int]] = {}
    for label in labels or SEARCHED:
        if held is None:
            rows = ((row["id"], row["search"]) for row in reader.rows(FIND.format(label=label), text=folded, digits=digits, typed=text))
        else:
            rows = ((i, names) for i, names in held.by_label[label].items() if folded in names or digits in names or i == text)
        for node_id, names in rows:
            exact = names in whole or node_id == text or ("\n" in names and not whole.isdisjoint(names.split("\n")))
            hits[node_id] = (not exact, len(names))
    # The nodes of those alone that are shown are fetched: a letter is in every name of a country.
    wanted = heapq.nsmallest(limit or len(hits), hits, key=lambda i: (hits[i], i))
    nodes = reader.nodes(wanted)
    found = [Match(nodes[i], not hits[i][0]) for i in wanted]
    return Matches(tuple(sorted(found, key=lambda m: (not m.exact, len(m.node.name), m.node.id))), len(hits) - len(found))


def resolve(reader: CypherReader, text: str, *, labels: Sequence[str] | None = None, held: HeldTexts | None = None) -> Node:
    """The one node that `text` means: its id, or else a whole name, or an id without its prefix, that only one thing has.

    The rule is the same wherever a name is typed. What a place cannot take at all is no candidate there; of those that it can take
    none is preferred.

    Args:
        reader: of the graph.
        text: an id (`org:weda`, or `weda` where nothing else is called that) or a name.
        labels: only nodes of these primary labels.
        held: what everything is found by, where that is kept: it is searched instead of the store.

    Raises:
        UnknownNameError: nothing or several things answer to it, or only things of other kinds; the candidates are in it.
    """
    if len(text) > _LONGEST:
        raise UnknownNameError(f"{text[:60]}…", (), "unknown")
    kinds = labels or SEARCHED
    prefix = text.partition(":")[0]
    if prefix in NODE_BY_PREFIX and NODE_BY_PREFIX[prefix].label in (labels or NODE_BY_LABEL):
        found = reader.nodes([text]) or _known_as(reader, text)
        if text in found:
            return found[text]
    matches = find(reader, text, labels=labels, limit=_CANDIDATES, held=held).matches
    named = _by_short_id(reader, text, kinds) | {m.node.id: m.node for m in matches if m.exact}
    candidates = list(named.values()) or [m.node for m in matches]
    if len(candidates) == 1:
        return candidates[0]
    if candidates:
        raise UnknownNameError(text, candidates, "several")
    if labels:
        whole = {m.node.id: m.node for m in find(reader, text, limit=_CANDIDATES, held=held).matches if m.exact}
        if other := list((_by_short_id(reader, text, SEARCHED) | whole).values()):
            raise UnknownNameError(text, other, "other", wanted=labels)
    close = _close(reader, text, labels, held)
    raise UnknownNameError(text, close, "close" if close else "unknown")


def category(reader: CypherReader, text: str) -> str:
    """The slug of the one kind of data that `text` means.

    Raises:
        UnknownNameError: as `resolve`.
    """
    return resolve(reader, text, labels=("DataCategory",)).id.partition(":")[2]


def _by_short_id(reader: CypherReader, text: str, labels: Sequence[str]) -> dict[str, Node]:
    """What has this id behind its prefix."""
    return reader.nodes([f"{NODE_BY_LABEL[label].prefix}:{text}" for label in labels] if text else [])


def _known_as(reader: CypherReader, old: str) -> dict[str, Node]:
    """The thing that an id became by a decision, or by a rule that tells its list's names apart better, under the old id.

    Raises:
        UnknownNameError: it became several things.
    """
    label = NODE_BY_PREFIX[old.partition(":")[0]].label
    for names in ("merged", "former_ids"):
        rows = reader.rows(f"MATCH (n:{label}) WHERE $id IN n.{names} RETURN n.id AS id ORDER BY id", id=old)
        found = reader.nodes([row["id"] for row in rows])
        if len(found) > 1:
            raise UnknownNameError(old, [found[row["id"]] for row in rows], "several")
        if found:
            return {old: next(iter(found.values()))}
    return {}


def _close(reader: CypherReader, text: str, labels: Sequence[str] | None, held: HeldTexts | None) -> list[Node]:
    """What is called nearly so: five at most, the nearest first."""
    from rapidfuzz import fuzz, process

    if len(text) > _LONGEST:
        return []
    if held is None:
        rows = (row for label in labels or _NEARLY_SO for row in reader.rows(NAMES.format(label=label)))
        names = _lines((row["id"], row["search"] or "") for row in rows)
    elif labels is None:
        names = held.offered
    else:
        names = _lines(each for label in labels for each in held.by_label[label].items())
    close = [name for name, *_ in process.extract(fold(text), list(names), scorer=fuzz.ratio, limit=5, score_cutoff=_NEARLY)]
    found = reader.nodes({names[c] for c in close})
    return [found[i] for i in dict.fromkeys(names[c] for c in close) if i in found]


def _lines(found: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each line of the texts of things → the id of the last one to which it belongs."""
    names: dict[str, str] = {}
    for node_id, texts in found:
        names.update(dict.fromkeys(texts.split("\n"), node_id))
    return names
