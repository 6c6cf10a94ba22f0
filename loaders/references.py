"""What records name: every id with the place where it stands, and what to do about one that nobody declares."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

from maillon.graph.model import ARROW_BY_VERB
from maillon.graph.records import SLUG, UNKNOWN, Record, Relation
from maillon.loaders.messages import messages

if TYPE_CHECKING:
    from maillon.wording import Message
    from maillon.yaml_core import YamlPath


def as_typed(named: str) -> str:
    """An id as records write it: sources and categories without their prefix."""
    prefix, _, bare = named.partition(":")
    return bare if prefix in ("source", "data") else named


def declares(text: str, named: str) -> bool:
    """Whether a text that is no readable record seems to declare an id."""
    return re.search(rf"""["']?\bid["']?\s*:\s*["']?{re.escape(as_typed(named))}(?=["'\s,}}]|$)""", text) is not None


def closest(named: str, known: Iterable[str]) -> Message:
    """What to do about an id that nobody declares."""
    prefix, _, bare = named.partition(":")
    close = difflib.get_close_matches(bare, [k.partition(":")[2] for k in known if k.startswith(f"{prefix}:")], 3, 0.6)
    if close:
        return messages("reference.close", close=[as_typed(f"{prefix}:{k}") for k in close])
    return messages("reference.declare", named=as_typed(named))


_ID_FIELDS = frozenset({"by", "at", "party", "actor", "who", "from_", "to", "population", "scope", "within", *ARROW_BY_VERB})


def references(record: Record) -> Iterator[tuple[YamlPath, str]]:
    """Every id that a record names, with the path at which it stands. Sources and categories get their prefix."""
    yield from _references(record, ())


def _references(model: BaseModel, path: YamlPath) -> Iterator[tuple[YamlPath, str]]:
    said = vars(model)
    for name, written in _naming(type(model)):
        value = said[name]
        if not value or value == UNKNOWN:
            continue
        here = (*path, written)
        if name == "evidence":
            yield from (((*here, i), f"source:{text.split('#', 1)[0]}") for i, text in enumerate(value))
        elif name == "category":
            yield here, f"data:{value}"
        elif isinstance(value, BaseModel):
            yield from _references(value, here)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, BaseModel):
                    yield from _references(item, (*here, index))
                else:
                    yield (*here, index), f"data:{item}" if name == "data" else item
        else:
            yield here, value


@cache
def _naming(kind: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields of a model that name ids, or in which others stand that may, each with the name under which it is written.

    `scope` names those whom a figure is about; of a relation it is a word for what is entrusted.
    """
    own = {*_ID_FIELDS, "evidence", "category", "data"} - ({"scope"} if kind is Relation else set())
    inner = dict(fields_with_models(kind))
    return tuple((name, field.alias or name) for name, field in kind.model_fields.items() if name in own or name in inner)


@cache
def fields_with_models(kind: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields of a model in which others may stand, each with the name under which it is written."""
    return tuple((name, field.alias or name) for name, field in kind.model_fields.items() if _may_hold_models(field.annotation))


def _may_hold_models(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return True
    return any(map(_may_hold_models, get_args(annotation)))


_WRITTEN = re.compile(rf"(?:org|product|population|actor):{SLUG}")
_SLUG = re.compile(SLUG)


def written_references(data: Any, path: YamlPath = ()) -> Iterator[tuple[YamlPath, str]]:
    """The same of data that is no readable record, as far as it has the form of one: so that its other errors are told at once."""
    if isinstance(data, dict):
        for name, value in data.items():
            here = (*path, name)
            texts = [(here, value)] if isinstance(value, str) else []
            if isinstance(value, list):
                texts = [((*here, i), item) for i, item in enumerate(value) if isinstance(item, str)]
            if name in ("evidence", "category", "data"):
                prefix = "source" if name == "evidence" else "data"
                named = ((at, text.split("#", 1)[0] if name == "evidence" else text) for at, text in texts)
                yield from ((at, f"{prefix}:{text}") for at, text in named if _SLUG.fullmatch(text))
            elif name in _ID_FIELDS or name == "from":
                yield from ((at, text) for at, text in texts if _WRITTEN.fullmatch(text))
            if not texts:
                yield from written_references(value, here)
    elif isinstance(data, list):
        for index, item in enumerate(data):
            yield from written_references(item, (*path, index))
