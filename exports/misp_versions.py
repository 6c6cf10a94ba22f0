"""Versions of MISP events: the timestamp of an event, an object or an attribute moves when it changes and only then.

The file that was written last says what was handed on. What is gone from the graph stays in its event as deleted, which is MISP's word for
it; of an incident that is gone the event stays, and everything in it is deleted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from maillon.exports.manner import Manner, NotOursError, moment
from maillon.exports.messages import messages
from maillon.graph.readings import canonical
from maillon.graph.system_errors import system_reason
from maillon.wording import RefusedError

_PARTS = ("Attribute", "Object")


def previous_events(path: Path | None) -> dict[str, dict[str, Any]]:
    """The events of an earlier file by their ids; none where there is no such file.

    Raises:
        NotOursError: it cannot be read, or this version of maillon did not write it.
    """
    if path is None:
        return {}
    try:
        events = [item["Event"] for item in json.loads(path.read_text("utf-8"))["response"]]
        for part in [*events, *(part for event in events for name in _PARTS for part in event[name])]:
            int(part["timestamp"]), part["uuid"]
        return {event["uuid"]: event for event in events}
    except OSError as error:
        raise NotOursError(messages("previous.unreadable", path=path, reason=system_reason(error))) from error
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise NotOursError(messages("previous.other", path=path)) from error


def refuse_events_of_another(before: Mapping[str, Mapping[str, Any]], manner: Manner) -> None:
    """Refuse an earlier file that is another publisher's.

    Raises:
        RefusedError: it is.
    """
    if {event.get("Orgc", {}).get("name") for event in before.values()} - {manner.publisher}:
        raise RefusedError(messages("previous.publisher", path=manner.previous))


def versioned_events(
    events: Iterable[Mapping[str, Any]], before: Mapping[str, Mapping[str, Any]], manner: Manner
) -> Iterator[dict[str, Any]]:
    """Events with the times of their versions, and those of the earlier file that are gone, emptied."""
    now = int(moment().timestamp())
    new = {event["uuid"]: _stamped(event, before.get(event["uuid"]), now) for event in events}
    gone = {uuid: _emptied(old, now) for uuid, old in before.items() if uuid not in new}
    if manner.previous is not None:
        kept = [event for uuid, event in new.items() if uuid in before]
        same = sum(event["timestamp"] == before[event["uuid"]]["timestamp"] for event in kept)
        taken = sum(event["timestamp"] != before[uuid]["timestamp"] for uuid, event in gone.items())
        counts = {"same": same, "changed": len(kept) - same, "new": len(new) - len(kept), "gone": taken}
        manner.remark(messages("previous.counts", path=manner.previous, **counts))
    return iter(sorted([*new.values(), *gone.values()], key=lambda event: event["uuid"]))


def _stamped(item: Mapping[str, Any], old: Mapping[str, Any] | None, now: int) -> dict[str, Any]:
    """A thing with its timestamp, its parts with theirs, and the parts of its last version that are gone, deleted."""
    done, moved = dict(item), old is None or _own(item) != _own(old)
    for name in _PARTS:
        if name in item:
            parts = {part["uuid"]: part for part in (old or {}).get(name, ())}
            new = [_stamped(part, parts.get(part["uuid"]), now) for part in item[name]]
            here = {part["uuid"] for part in new}
            done[name] = sorted(
                [*new, *(_deleted(part, now) for uuid, part in parts.items() if uuid not in here)], key=lambda part: part["uuid"]
            )
            moved = moved or any(part != parts.get(part["uuid"]) for part in done[name])
    return {**done, "timestamp": _later(now, old) if moved else str((old or {})["timestamp"])}


def _deleted(part: Mapping[str, Any], now: int) -> dict[str, Any]:
    return dict(part) if part["deleted"] is True else {**part, "deleted": True, "timestamp": _later(now, part)}


def _emptied(event: Mapping[str, Any], now: int) -> dict[str, Any]:
    done = {**event, **{name: [_deleted(part, now) for part in event[name]] for name in _PARTS}}
    return done if canonical(done) == canonical(event) else {**done, "timestamp": _later(now, event)}


def _own(item: Mapping[str, Any]) -> str:
    return canonical({name: value for name, value in item.items() if name not in (*_PARTS, "timestamp")})


def _later(now: int, old: Mapping[str, Any] | None) -> str:
    """Now, or where a clock went back the second after the last version."""
    return str(now if old is None else max(now, int(old["timestamp"]) + 1))
