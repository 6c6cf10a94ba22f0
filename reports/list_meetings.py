"""How lists meet, in words: after a load, in `status`, and at the head of what is said of somebody's suppliers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from maillon.reports.document import Table
from maillon.reports.messages import messages

if TYPE_CHECKING:
    from maillon.queries.list_meetings import Meeting

_COLUMNS = ("organisations", "by_number", "by_decision", "sure", "waiting", "incidents", "groups")


def meeting_lines(found: Sequence[Meeting], lang: str) -> list[str]:
    """A line or two for each list: who met, and who could."""
    lines = []
    for one in found:
        lines.append(met_line(one, lang))
        if one.waiting is None:
            lines.append(messages.say("meeting.uncounted", lang))
        elif one.sure or one.waiting:
            could = {"sure": one.sure, "waiting": one.waiting, "incidents": one.incidents, "groups": one.groups}
            lines.append(messages.say("meeting.could", lang, **could))
    return lines


def met_line(one: Meeting, lang: str) -> str:
    """How many of a list are known from elsewhere."""
    met = {"by_number": one.by_number, "by_decision": one.by_decision, "met": one.by_number + one.by_decision}
    return messages.say("meeting.met", lang, n=one.organisations, **met)


def meeting_table(found: Sequence[Meeting], lang: str) -> Table:
    """A row for each list."""
    heads = [messages.say(f"meeting.{c}", lang) for c in ("source", *_COLUMNS)]
    return Table(heads, [[one.source or messages.say("meeting.by_hand", lang), *(getattr(one, c) for c in _COLUMNS)] for one in found])
