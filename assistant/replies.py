"""What a tool answers: the JSON of the command, with what it rests on, how firmly, within which bounds, and what nobody knows."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, Field

from maillon.api.answers import Answer
from maillon.assistant.messages import messages
from maillon.assistant.parts import LONG_TEXT, CutPart, TablePlace, part_of, shorten
from maillon.queries.evidence import cited_documents
from maillon.queries.reader import Reader
from maillon.wording import RefusedError

T = TypeVar("T")


class CitedSource(BaseModel):
    """A document on which what is shown rests."""

    id: str
    publisher: str | None
    title: str | None
    url: str | None
    published: str | None


class Range(BaseModel):
    """A figure between what is known at least and at most. Where `at_most` is null nobody can give a ceiling."""

    at_least: int | None
    at_most: int | None
    approximate: bool | None = Field(description="whether a size behind it is rounded by who gives it: say about; null where there is none")


class Reply(BaseModel, Generic[T]):
    """An answer, or a piece of it."""

    answer: T | None = Field(description="the JSON of the command; null where a part was asked for")
    piece: Any = Field(description="the part that was asked for, else null")
    sources: list[CitedSource] = Field(description="the documents on which what is shown rests")
    statuses: dict[str, int] = Field(description="how many statements of the whole answer have each status")
    bounds: dict[str, Range] = Field(description="the figures of the answer, at least and at most")
    not_known: list[str] = Field(description="what nobody knows of it")
    cut: list[CutPart] = Field(description="lists and texts not shown whole: ask again with part and skip, or items=0")


class Shown(BaseModel):
    """How much of an answer is shown: `items` of each list (0: all that fit), of one `part`, from `skip` on."""

    items: int
    part: str
    skip: int


def reply(answer: Answer, reader: Reader, shown: Shown, most: int, lang: str) -> Reply[Any]:
    """An answer as a tool gives it, in at most `most` characters of JSON: lists are cut further until it fits.

    Raises:
        RefusedError: no such part; or nothing of it can be shown in so few characters.
    """
    whole = json.loads(json.dumps(answer.to_dict(), ensure_ascii=False))
    piece = part_of(whole, shown.part)
    if shown.skip and not (shown.part and isinstance(piece, str | list)):
        raise RefusedError(messages("part.skip"))
    statuses = dict(Counter(_statuses(whole)).most_common())
    bounds, unknown = _bounds(whole), _not_known(whole, lang)
    place = _place(whole, shown.part)
    for items, text in _steps(piece, shown.items):
        cut = shorten(piece, items, text, at=shown.part, skip=shown.skip, table=place)
        made = Reply[Any](
            answer=None if shown.part else cut.value,
            piece=cut.value if shown.part else None,
            sources=[],
            statuses=statuses,
            bounds=bounds,
            not_known=unknown,
            cut=cut.cuts,
        )
        if _length(made) > most:
            continue
        made.sources = _sources(reader, _evidence(_in_place(whole, shown.part, cut.value)))
        if _length(made) <= most:
            return made
    raise RefusedError(messages("large", most=most))


def _length(made: Reply[Any]) -> int:
    return len(json.dumps(made.model_dump(mode="json"), ensure_ascii=False))


def _steps(piece: Any, items: int) -> Iterator[tuple[int | None, int | None]]:
    """How many items of each list and characters of each text, from what was asked for down to none."""
    if not items:
        yield None, None
        items = max((len(found) for found in _lists(piece)), default=0)
    text = LONG_TEXT
    while True:
        yield items, text
        if not items:
            break
        items //= 2
    yield 0, 100


def _lists(value: Any) -> Iterator[list[Any]]:
    if isinstance(value, list):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _lists(inner)


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every object in a value, rows of a table among them."""
    if isinstance(value, dict):
        yield value
        columns, rows = value.get("columns"), value.get("rows")
        if isinstance(columns, list) and isinstance(rows, list):
            yield from (dict(zip(columns, row, strict=False)) for row in rows if isinstance(row, list))
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _objects(inner)


def _statuses(whole: Any) -> Iterator[str]:
    return (one["status"] for one in _objects(whole) if isinstance(one.get("status"), str))


def _place(whole: Any, part: str) -> TablePlace | None:
    """What a part is of the table that an answer is: its rows, one of them, or neither."""
    if not isinstance(whole, dict) or "columns" not in whole:
        return None
    steps = part.split("/")[1:]
    return "rows" if steps == ["rows"] else "row" if steps[:1] == ["rows"] and len(steps) == 2 else None


def _in_place(whole: Any, part: str, value: Any) -> Any:
    """A piece as it stands in the answer, as far as that says which of its texts are evidence: under its key, or in its column."""
    place = _place(whole, part)
    if place is not None:
        return {"columns": whole["columns"], "rows": value if place == "rows" else [value]}
    return {part.rpartition("/")[2]: value} if part else value


def _evidence(value: Any) -> Iterator[str]:
    """What the objects of a value cite."""
    for one in _objects(value):
        for name in ("evidence", "source"):
            cited = one.get(name)
            yield from (text for text in cited if isinstance(text, str)) if isinstance(cited, list) else ()


def _sources(reader: Reader, evidence: Iterable[str]) -> list[CitedSource]:
    def text(value: object) -> str | None:
        return None if value is None else str(value)

    return [
        CitedSource(
            id=identifier,
            publisher=text(node.properties.get("publisher")),
            title=text(node.properties.get("title")),
            url=text(node.properties.get("url")),
            published=text(node.properties.get("published_edtf") or node.properties.get("published_on")),
        )
        for identifier, node in sorted(cited_documents(reader, evidence).items())
    ]


_AT_LEAST, _AT_MOST = ("at_least", "low"), ("at_most", "high")


def _bounds(whole: Any) -> dict[str, Range]:
    found = {}
    for name, value in whole.items() if isinstance(whole, dict) else ():
        for low, high in zip(_AT_LEAST, _AT_MOST, strict=True):
            if isinstance(value, dict) and low in value and high in value:
                found[name] = Range(at_least=value[low], at_most=value[high], approximate=value.get("approximate"))
    return found


def _not_known(whole: Any, lang: str) -> list[str]:
    """What the answer says that nobody knows, in sentences of ours alone: no word of the data is in them."""
    counted: Counter[str] = Counter()
    hidden: set[str] = set()
    for one in _objects(whole):
        counted["force"] += one.get("force") == "unknown"
        counted["stopped"] += any(one.get(name) not in (None, False, 0) for name in ("truncated", "gave_up", "shortened"))
        hidden |= {value for value in one.values() if isinstance(value, str) and value.startswith("org:unknown.")}
    counted["parties"] = len(hidden)
    top = whole if isinstance(whole, dict) else {}
    counted["open"] = len(found) if isinstance(found := top.get("open"), list) else 0
    sizes = {
        name for value in top.values() if isinstance(value, dict) and isinstance(value.get("unknown"), list) for name in value["unknown"]
    }
    counted["sizes"] = len(sizes)
    said = [messages.say("unknown.always", lang)]
    no_ceiling = [name for name, one in _bounds(whole).items() if one.at_most is None]
    if no_ceiling:
        said.append(messages.say("unknown.no_ceiling", lang, names=no_ceiling))
    said += [messages.say(f"unknown.{name}", lang, n=n) for name, n in counted.items() if n]
    return said
