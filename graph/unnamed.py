"""Parties that a source mentions without naming them: their ids, and what they are called instead.

Nothing of records is needed for it, so that answers need not wait for what reads them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from maillon.graph.messages import messages

if TYPE_CHECKING:
    from maillon.wording import Message


def unknown_party(who: str, verb: str) -> str:
    """The id of a party that a source mentions without naming it: one per unnamed end, so that gaps stay apart."""
    return f"org:unknown.{verb.replace('_', '-')}.{who.replace(':', '-')}"


def unknown_name(verb: str, who: str) -> Message:
    """What a party is called that a source leaves unnamed, as the other side of a relation of `who`."""
    return messages("unnamed", role=unnamed_role(verb, who))


def unnamed_role(verb: str, who: str) -> Message:
    """What such a party is to `who`: its host, its publisher."""
    return messages(f"role.{verb}", who=who)


_UNKNOWN_PARTY = re.compile(r"org:unknown\.([a-z-]+)\.(org|product|population)-(.+)")


def unnamed_beside(node_id: str) -> tuple[str, str] | None:
    """Of a party that no source names, the verb and the id of the one beside which a source mentions it; None for any other."""
    found = _UNKNOWN_PARTY.fullmatch(node_id)
    return (found[1].replace("-", "_"), f"{found[2]}:{found[3]}") if found else None
