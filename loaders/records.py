"""maillon's own records: YAML or JSON written by people, one document per incident, registries beside them."""

from __future__ import annotations

import difflib
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from maillon.graph.model import ARROW_BY_VERB
from maillon.graph.privacy import personal_identifier
from maillon.graph.records import (
    DOCUMENT,
    UNKNOWN,
    DatasetDescription,
    IncidentRecord,
    Population,
    Record,
    Registry,
    Relation,
    RelationsRecord,
    record_id,
)
from maillon.loaders.base import Loader, Reading
from maillon.loaders.explaining import explain
from maillon.loaders.messages import messages
from maillon.loaders.problems import BadInputError, Problem
from maillon.loaders.yaml_reader import YamlDocument, read_yaml, read_yaml_text
from maillon.wording import Message
from maillon.yaml_core import YamlPath

SUFFIXES = (".yaml", ".yml", ".json")


@dataclass(slots=True)
class RecordSet:
    """Records read together, with what is wrong with them. `description` names the data set, if it names itself."""

    records: dict[str, Record] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    description: DatasetDescription | None = None
    files: int = 0


@dataclass(frozen=True, slots=True)
class _Place:
    document: YamlDocument
    path: YamlPath


def read_records(paths: Sequence[Path]) -> RecordSet:
    """Read and check files and folders of records. Every problem of every file is collected, none is raised."""
    return check_documents(_documents(paths))


def check_text(text: str, file: str = "-") -> RecordSet:
    """Read and check one document given as text (standard input)."""
    return check_documents([lambda: read_yaml_text(text, file)])


def _documents(paths: Sequence[Path]) -> Iterator[Callable[[], YamlDocument]]:
    for path in paths:
        if path.is_dir():
            files = sorted(f for f in path.rglob("*") if f.suffix in SUFFIXES and f.is_file())
            if not files:
                yield _failing(path, messages("folder.empty", endings=SUFFIXES))
            for file in files:
                yield partial(read_yaml, file)
        else:
            yield partial(read_yaml, path)


def _failing(path: Path, reason: str) -> Callable[[], YamlDocument]:
    def fail() -> YamlDocument:
        raise BadInputError([Problem(str(path), 0, "", "", reason)])

    return fail


def check_documents(documents: Iterable[Callable[[], YamlDocument]]) -> RecordSet:
    """Validate each document by its model, then the references between all of them."""
    result = RecordSet()
    places: dict[str, _Place] = {}
    for read in documents:
        try:
            document = read()
        except BadInputError as error:
            result.problems += error.problems
            continue
        result.files += 1
        for identifier, record, place in _parse(document, result):
            if identifier in places:
                first = places[identifier]
                already = messages("id.twice", file=first.document.file, line=first.document.line(first.path))
                result.problems.append(_problem(place, identifier, ("id",), already))
                continue
            places[identifier] = place
            result.records[identifier] = record
    result.problems += _check_references(result.records, places)
    result.problems += _check_sizes(result.records, places)
    result.problems.sort()
    return result


def _parse(document: YamlDocument, result: RecordSet) -> Iterator[tuple[str, Record, _Place]]:
    try:
        model = DOCUMENT.validate_python(document.data)
    except ValidationError as error:
        result.problems += [
            _problem(_Place(document, ()), _name_of(document.data, path), path, reason) for path, reason in explain(document.data, error)
        ]
        return
    if isinstance(model, DatasetDescription):
        if result.description is not None:
            result.problems.append(_problem(_Place(document, ()), model.id, ("kind",), messages("dataset.twice")))
        result.description = model
    elif isinstance(model, Registry):
        for index, entry in enumerate(model.entries):
            yield record_id(entry), entry, _Place(document, ("entries", index))
    else:
        yield record_id(model), model, _Place(document, ())


def _problem(place: _Place, record: str, path: YamlPath, reason: str) -> Problem:
    whole = (*place.path, *path)
    return Problem(place.document.file, place.document.line(whole), record, show_path(path), reason)


def show_path(path: YamlPath) -> str:
    """`("relations", 2, "since")` → `relations[2].since`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _name_of(data: Any, path: YamlPath) -> str:
    if len(path) >= 2 and path[0] == "entries" and isinstance(path[1], int):
        entry = data["entries"][path[1]]
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            data = entry
    identifier = data.get("id") if isinstance(data, dict) else None
    return identifier if isinstance(identifier, str) and not personal_identifier(identifier) else ""


def _check_references(records: dict[str, Record], places: dict[str, _Place]) -> Iterator[Problem]:
    """Every id that a record names must be declared by some record of the set."""
    known = list(records)
    for identifier, record in records.items():
        for path, named in references(record):
            if named not in records:
                yield _problem(
                    places[identifier], identifier, path, messages("reference.unknown", named=named, next=_closest(named, known))
                )


def _closest(named: str, known: Iterable[str]) -> Message:
    """What to do about an id that nobody declares. Sources and categories are written, and declared, without prefix."""
    prefix, _, bare = named.partition(":")
    written = "" if prefix in ("source", "data") else f"{prefix}:"
    close = difflib.get_close_matches(bare, [k.partition(":")[2] for k in known if k.startswith(f"{prefix}:")], 3, 0.6)
    if close:
        return messages("reference.close", close=[written + k for k in close])
    return messages("reference.declare", named=written + bare)


_ID_FIELDS = frozenset({"by", "at", "party", "actor", "who", "from_", "to", "population", "scope", "within", *ARROW_BY_VERB})


def references(record: Record) -> Iterator[tuple[YamlPath, str]]:
    """Every id that a record names, with the path at which it stands. Sources and categories get their prefix."""
    yield from _references(record, ())


def _references(model: BaseModel, path: YamlPath) -> Iterator[tuple[YamlPath, str]]:
    for name, info in type(model).model_fields.items():
        value = getattr(model, name)
        here = (*path, info.alias or name)
        if value is None or value == UNKNOWN:
            continue
        if name == "evidence":
            yield from (((*here, i), f"source:{text.split('#', 1)[0]}") for i, text in enumerate(value))
        elif name == "category":
            yield here, f"data:{value}"
        elif name == "data" and all(isinstance(item, str) for item in value):
            yield from (((*here, i), f"data:{item}") for i, item in enumerate(value))
        elif name in _ID_FIELDS and not isinstance(value, BaseModel) and not (name == "scope" and isinstance(value, str)):
            items = enumerate(value) if isinstance(value, list) else [(None, value)]
            yield from (((*here, i) if i is not None else here, item) for i, item in items)
        elif isinstance(value, BaseModel):
            yield from _references(value, here)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, BaseModel):
                    yield from _references(item, (*here, index))


def _check_sizes(records: dict[str, Record], places: dict[str, _Place]) -> Iterator[Problem]:
    """A cohort cannot be larger than the one that contains it, and `within` has no loop."""
    populations = {i: r for i, r in records.items() if isinstance(r, Population)}
    for identifier, inner in populations.items():
        chain = Counter([identifier])
        outer = inner
        while outer.within is not None and outer.within in populations:
            chain[outer.within] += 1
            if chain[outer.within] > 1:
                yield _problem(places[identifier], identifier, ("within",), messages("within.loop", through=outer.within))
                break
            outer = populations[outer.within]
            low = inner.size.low if not isinstance(inner.size, str) else None
            high = outer.size.high if not isinstance(outer.size, str) else None
            if low is not None and high is not None and low > high:
                larger = messages("within.larger", low=low, outer=outer.id, high=high)
                yield _problem(places[identifier], identifier, ("size",), larger)


def relations_of(record: Record) -> list[Relation]:
    """The relations that a record states."""
    return record.relations if isinstance(record, IncidentRecord | RelationsRecord) else []


LOADER = Loader(
    name="records",
    title={"fr": "dossiers de maillon", "en": "maillon's own records"},
    reads="YAML or JSON, one document per incident, with registries (organisations, products, populations, sources) beside them",
    publisher="the author of the files",
    address="docs/records.md",
    licence="as its `kind: dataset` document says; the shipped corpus: CC BY 4.0",
    coverage={"fr": "ce que l'auteur écrit", "en": "what its author writes"},
    leaves_out={"fr": "rien ; un champ inconnu est une erreur", "en": "nothing; an unknown field is an error"},
)


def read(paths: Sequence[Path], *, dataset: str | None, strict: bool) -> Reading:
    """Read records. They refer to one another, so one wrong record refuses the whole set.

    Raises:
        BadInputError: any file has a problem; all problems of all files are in it.
    """
    found = check_text(sys.stdin.read()) if [str(p) for p in paths] == ["-"] else read_records(paths)
    if found.problems:
        raise BadInputError(found.problems)
    description = found.description
    return Reading(
        dataset=dataset or (description.id if description else "records"),
        title=description.title.any if description and description.title else None,
        licence=description.licence if description else None,
        read=len(found.records),
        records=found.records,
    )
