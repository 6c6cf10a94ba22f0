"""A pair to be decided, as a person at a terminal reads it; and what they answer, as a decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from maillon.graph.records import Decision
from maillon.queries.evidence import document_of
from maillon.reports.document import Table
from maillon.reports.duplicates import about_subject, reasons
from maillon.reports.formatting import names_text
from maillon.reports.messages import messages

if TYPE_CHECKING:
    from maillon.queries.deciding import KnownSide, PairAnswer
    from maillon.queries.resolution.candidates import Candidate
    from maillon.queries.resolution.tiers import Pair
    from maillon.queries.subgraph import Node

_NAMED = 3
"""Parties and documents of one side that are named; of more their number is."""


def pair_lines(pair: Pair, known: Mapping[str, KnownSide], number: int, of: int, lang: str) -> list[str]:
    """What is known of both sides of a pair, and what speaks for and against their being one."""
    tier = messages.say(f"duplicates.{pair.reason}", lang)
    lines = [messages.say("decide.pair", lang, number=number, of=of, score=pair.score, reason=tier)]
    for sign, candidate in (("A", pair.one), ("B", pair.other)):
        lines.append(f"  {sign}  {candidate.name}  {candidate.id}")
        lines += [f"     {line}" for line in _side_lines(candidate, known.get(candidate.id), lang)]
    speaks, against = reasons(pair)
    lines += [f"  {messages.say('same.for', lang, reasons=speaks)}"] if speaks else []
    lines += [f"  {messages.say('same.against', lang, reasons=against)}"] if against else []
    return lines


def _side_lines(candidate: Candidate, side: KnownSide | None, lang: str) -> list[str]:
    place = ", ".join(part for part in (candidate.town, candidate.region, candidate.country) if part)
    aliases = names_text(list(dict.fromkeys(candidate.aliases)), lang)
    told = [("decide.aliases", aliases), ("decide.numbers", ", ".join(candidate.identifiers)), ("decide.place", place)]
    if side is not None:
        documents = list(dict.fromkeys(document_of(e) for e in side.node.properties.get("evidence") or ()))
        told.append(("decide.sources", _few(documents, lang)))
        told += [("decide.trusted_by", _parties(side.trusted_by, lang)), ("decide.trusts", _parties(side.trusts, lang))]
        told.append(("decide.incidents", str(side.incidents) if side.incidents else ""))
    return [messages.say(key, lang, text=text) for key, text in told if text]


def _parties(nodes: tuple[Node, ...], lang: str) -> str:
    return _few([node.called(lang) for node in nodes], lang)


def _few(names: list[str], lang: str) -> str:
    more = [messages.say("concerned.more", lang, n=len(names) - _NAMED)] if len(names) > _NAMED else []
    return names_text([*names[:_NAMED], *more], lang)


def pairs_table(pairs: list[Pair], lang: str) -> Table:
    """Pairs that one question decides together."""
    heads = [messages.say(f"col.{c}", lang) for c in ("one", "other", "reason")]
    rows = []
    for pair in pairs:
        why = pair.number or messages.say(f"duplicates.{pair.reason}", lang)
        rows.append([f"{pair.one.name} {pair.one.id}", f"{pair.other.name} {pair.other.id}", why])
    return Table(heads, rows)


def decision_of(one: Candidate, other: Candidate, verdict: PairAnswer, by: str, on: dt.date) -> Decision:
    """A decision about two organisations.

    Raises:
        pydantic.ValidationError: who decides is no text of a record, or holds an identifier of a person.
    """
    said = {
        verdict.value: sorted((one.id, other.id)),
        "decided_by": by,
        "on": on.isoformat(),
        "about": [about_subject(c) for c in sorted((one, other), key=lambda c: c.id)],
    }
    return Decision.model_validate(said)
