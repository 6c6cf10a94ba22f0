"""What a draft leaves to a person: `TODO` in place of a value or a field, and lines that were found and have no place yet.

No record is loaded while one is left. Each is told with its line and with what may stand there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, get_args

from maillon.graph.model import ARROW_BY_VERB, INCIDENT_DATES, ORGANISATION_ROLES, Effect, SourceRank, Status
from maillon.graph.records import Unit, Whose
from maillon.graph.vocabulary import CLAIM_FIELDS
from maillon.loaders.messages import messages
from maillon.yaml_core import texts_of

if TYPE_CHECKING:
    from maillon.wording import Message
    from maillon.yaml_core import YamlPath

TODO = "TODO"
UNPLACED = "found"
"""The part of a draft with the lines that have no place yet."""

_MARK = re.compile(rf"{TODO}(?![A-Za-z0-9_])")

CHOICES: Mapping[str, tuple[str, ...]] = {
    "status": tuple(Status),
    "rank": tuple(SourceRank),
    "roles": ORGANISATION_ROLES,
    "field": CLAIM_FIELDS,
    "unit": get_args(Unit),
    "effects": tuple(Effect),
    "outcome": ("exposed", "possible", "not_exposed"),
    "of": get_args(Whose),
    "dates": INCIDENT_DATES,
    "relations": tuple(ARROW_BY_VERB),
}
"""What may stand in place of `TODO`, by field: of the dates and the relations, in place of the field itself."""


def undecided(data: Any) -> Iterator[tuple[YamlPath, Message]]:
    """Every line of a document that waits for a decision: its path, and what may stand where."""
    if UNPLACED not in data and TODO not in "".join(texts_of(data)):  # nearly every document: no place is worked out for it
        return
    waiting: dict[YamlPath, list[Message | str]] = {}
    for path in _places(data, ()):
        if path[0] == UNPLACED:
            yield path, messages("undecided.found")
        elif path[-1] != TODO and not isinstance(path[-1], int):
            waiting.setdefault(path[:-1], []).append(_asked(path))
        elif path[-1] == TODO and len(path) > 1 and not isinstance(path[-2], int):
            yield path, messages("undecided.field", allowed=_choices(path[:-1]))
        else:
            line = path[:-1] if path[-1] == TODO else path[:-2]
            waiting.setdefault(line, []).append(_asked(path))
    for path, asked in waiting.items():
        yield path, messages("undecided.line", fields=asked)


def _places(data: Any, path: YamlPath) -> Iterator[YamlPath]:
    """The paths of every `TODO` and of every line under `found`."""
    if isinstance(data, dict):
        for key, value in data.items():
            if path == () and key == UNPLACED:
                yield from ((key, n) for n in range(len(value) if isinstance(value, list) else 1))
                continue
            if _MARK.match(key):
                yield (*path, key)
            if not (_MARK.match(key) and isinstance(value, str)):  # `TODO: TODO` is one thing to decide
                yield from _places(value, (*path, key))
    elif isinstance(data, list):
        for index, item in enumerate(data):
            yield from _places(item, (*path, index))
    elif isinstance(data, str) and _MARK.match(data):
        yield path


def _asked(path: YamlPath) -> Message | str:
    """A field and what may stand there."""
    names = [part for part in path if isinstance(part, str)]
    field, allowed = names[-1], _choices(path)
    if not allowed:
        return field
    cut = len(allowed) > _MOST
    return messages("undecided.many" if cut else "undecided.one", field=field, allowed=allowed[:_NAMED] if cut else allowed)


_MOST, _NAMED = 25, 3


def _choices(path: YamlPath) -> tuple[str, ...]:
    names = [part for part in path if isinstance(part, str) and part != TODO]
    return CHOICES.get(names[-1], ()) if names else ()
