"""Versions of the objects of a bundle: `modified` moves when content does and only then, and what is gone or retracted is revoked.

A graph has no memory of what was handed on; the bundle that was written last has one. What stands in it unchanged keeps its times, what
changed keeps its `created`, and what the graph no longer holds stays in the bundle as revoked. STIX revokes for good: an id that was
revoked never stands again, so what comes back has another one.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from maillon.exports.manner import Manner, NotOursError, moment
from maillon.exports.messages import messages
from maillon.graph.readings import canonical
from maillon.graph.system_errors import system_reason
from maillon.wording import RefusedError

_TIMES = frozenset({"created", "modified"})


def previous_objects(path: Path | None, extension: str, *, standing: Collection[str]) -> dict[str, dict[str, Any]]:
    """The objects of an earlier bundle by their ids, without those that are the same in every one; none where no bundle is named.

    Raises:
        NotOursError: it cannot be read, or this version of maillon did not write it.
    """
    if path is None:
        return {}
    try:
        found = json.loads(path.read_text("utf-8"))["objects"]
        before = {item["id"]: item for item in found if extension in item.get("extensions", {}) and item["id"] not in standing}
        for item in before.values():
            _time(item["modified"]), _time(item["created"])
        if all(item["id"] != extension for item in found):
            raise NotOursError(messages("previous.other", path=path))
    except OSError as error:
        raise NotOursError(messages("previous.unreadable", path=path, reason=system_reason(error))) from error
    except NotOursError:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise NotOursError(messages("previous.other", path=path)) from error
    return before


def refuse_bundle_of_another(before: Mapping[str, Mapping[str, Any]], publisher: str | None, manner: Manner) -> None:
    """Refuse an earlier bundle that is another publisher's, `publisher` being the identity of this one.

    Raises:
        RefusedError: it is.
    """
    if {item.get("created_by_ref") for id_, item in before.items() if id_ != publisher} - {publisher}:
        raise RefusedError(messages("previous.publisher", path=manner.previous))


class Ids:
    """The id of each thing in a namespace. What an earlier bundle revoked has its next one, unless it is still retracted."""

    def __init__(self, namespace: uuid.UUID, before: Mapping[str, Mapping[str, Any]]) -> None:
        self._namespace = namespace
        self._revoked = {id_ for id_, item in before.items() if item.get("revoked") is True}

    def of(self, type_: str, key: str, *, retracted: bool) -> str:
        """The id of an object, by what tells its thing from every other."""
        turn, last = 0, None
        while (id_ := f"{type_}--{uuid.uuid5(self._namespace, canonical([key, turn]) if turn else key)}") in self._revoked:
            turn, last = turn + 1, id_
        return last if retracted and last else id_


def versioned(objects: Iterable[Mapping[str, Any]], before: Mapping[str, Mapping[str, Any]], manner: Manner) -> list[dict[str, Any]]:
    """Objects with the times of their versions, and those of the earlier bundle that are gone, revoked."""
    now = moment()
    done: dict[str, dict[str, Any]] = {}
    same = changed = 0
    for item in objects:
        new, old = {"spec_version": "2.1", **item}, before.get(item["id"])
        if old is not None and _content(old) == _content(new):
            same += 1
            times = {name: old[name] for name in sorted(_TIMES)}
        else:
            changed += old is not None
            times = {"created": old["created"] if old else _text(now), "modified": _text(_later(now, old))}
        done[item["id"]] = {**new, **times}
    revoked = list(_revoked(before, done, now))
    if manner.previous is not None:
        counts = {"same": same, "changed": changed, "new": len(done) - same - changed, "gone": len(revoked)}
        manner.remark(messages("previous.counts", path=manner.previous, **counts))
    kept = [dict(old) for id_, old in before.items() if id_ not in done and old.get("revoked") is True]
    return [*done.values(), *revoked, *kept]


def _revoked(before: Mapping[str, Mapping[str, Any]], done: Mapping[str, Any], now: dt.datetime) -> Iterator[dict[str, Any]]:
    """What the graph no longer holds: its last version says so, and carries no statement any more."""
    for id_, old in before.items():
        if id_ not in done and old.get("revoked") is not True:
            extensions = {name: {**value, "said": []} for name, value in old["extensions"].items()}
            for extension in extensions.values():
                extension.pop("said_n", None)
            yield {**old, "extensions": extensions, "revoked": True, "modified": _text(_later(now, old))}


def _content(item: Mapping[str, Any]) -> str:
    return canonical({name: value for name, value in item.items() if name not in _TIMES})


def _later(now: dt.datetime, old: Mapping[str, Any] | None) -> dt.datetime:
    """Now, or where a clock went back the first moment after the last version."""
    return now if old is None else max(now, _time(old["modified"]) + dt.timedelta(milliseconds=1))


def _time(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).astimezone(dt.UTC)


def _text(time: dt.datetime) -> str:
    return time.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
