"""What an answer in which nothing is tells instead, line by line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from maillon.reports.messages import messages
from maillon.reports.spoken_days import spoken
from maillon.wording import LANGUAGES, Message, Name

if TYPE_CHECKING:
    from maillon.queries.incident import IncidentAnswer
    from maillon.queries.library import Question
    from maillon.queries.nearest import Around, NoChain, NoIncident, NothingReached
    from maillon.queries.subgraph import Node

_OWNED = 5
"""What belongs to an owner that is named; of more their number."""


def in_both(node: Node) -> dict[str, Name]:
    """A name for a gap of a message."""
    return {lang: node.called(lang) for lang in LANGUAGES}


def no_chain_lines(found: NoChain) -> list[Message]:
    """Of the chains that leave the start, none is as asked; or none leaves it."""
    if not found.leaving:
        leading = [messages("none.leading", n=found.leading, id=found.start.id)] if found.leading else []
        return [messages("chains.none"), *leading]
    if not found.chains:
        return [messages("chains.none_begun", n=found.leaving, day=spoken(found.on))]
    key = "chains.none_of.many" if found.more else "chains.none_of"
    lines = [messages(key, n=found.chains)]
    for condition, node, n in found.alone:
        lines.append(messages(f"chains.alone.{condition}", n=n, name=in_both(node) if node else ""))
    return lines


def nothing_reached_lines(found: NothingReached) -> list[Message]:
    """No relation leads there, or none of those that do carries what was asked."""
    if not found.broke:
        return [messages("blast.nowhere")]
    if not found.leading:
        leaving = [messages("none.leaving", n=found.leaving, id=found.origin.id)] if found.leaving else []
        owned = [messages("blast.owned", name=in_both(node), n=n, id=node.id) for node, n in found.owned[:_OWNED]]
        owned += [messages("blast.owned_more", n=len(found.owned) - _OWNED)] if len(found.owned) > _OWNED else []
        return [messages("blast.none"), *leaving, *owned]
    return [messages("blast.none_carried", n=found.leading), messages("blast.freely", n=found.reached)]


def no_incident_lines(found: NoIncident) -> list[Message]:
    """No incident concerns these people."""
    return [messages("cohort.none"), messages("cohort.none_of", n=found.incidents, m=found.trusted, day=spoken(found.on))]


def silent_lines(answer: IncidentAnswer) -> list[Message]:
    """Nobody says more of an incident than that it was."""
    return [messages("incident.silent", evidence=sorted(set(answer.evidence())))]


def no_name_lines(text: str, closest: Sequence[Node]) -> list[Message]:
    """Nothing bears this text."""
    close = [messages("find.close", names=[f"{node.id} ({node.name})" for node in closest])] if closest else []
    return [messages("find.none", text=text), *close]


def no_row_lines(question: Question, found: Sequence[Around]) -> list[Message]:
    """A question of the library has no rows: what was asked about, and what is recorded of it."""
    lines = [messages("rows.none")]
    for one in found:
        meaning = next(p.meaning for p in question.parameters if p.name == one.parameter)
        key = "rows.named" if one.leading is None else "rows.around"
        lines.append(messages(key, what=meaning, name=in_both(one.node), id=one.node.id, n=one.leading, m=one.leaving))
    return lines


def no_node_lines(counts: Mapping[str, int]) -> list[Message]:
    """A query has no rows: how many there are of what it names, by label or type of relation."""
    held = [messages("rows.held", word=word, n=n) for word, n in counts.items()]
    return [messages("rows.none"), *([messages("rows.names", held=held)] if held else [])]
