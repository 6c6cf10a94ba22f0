"""maillon's own records: YAML or JSON written by people, one document per incident, registries beside them.

Records of one folder are one data set, named by the folder's `kind: dataset` document, which holds for all folders below it, or else
after the folder. What a record names may be declared by any record that is read, by the shipped ones, or by whom `known` asks.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from pydantic import BaseModel, ValidationError

from maillon.graph.collecting import seldom_collected
from maillon.graph.privacy import personal_identifier
from maillon.graph.records import (
    DOCUMENT,
    Article,
    Bilingual,
    DatasetDescription,
    Decision,
    Population,
    Record,
    Registry,
    Relation,
    record_id,
)
from maillon.graph.vocabulary import service_meant
from maillon.loaders import names
from maillon.loaders.base import Loader, Reading
from maillon.loaders.explaining import explain
from maillon.loaders.folders import is_folder
from maillon.loaders.messages import messages
from maillon.loaders.problems import BadInputError, Problem
from maillon.loaders.record_files import SUFFIXES, find_files
from maillon.loaders.references import closest, declares, fields_with_models, references, written_references
from maillon.loaders.speaking import remarks
from maillon.loaders.undecided import undecided
from maillon.loaders.yaml_reader import YamlDocument, read_text, read_yaml, read_yaml_text, show_path
from maillon.shipped import shipped
from maillon.wording import LANGUAGES

if TYPE_CHECKING:
    from maillon.yaml_core import YamlLines, YamlPath

Known: TypeAlias = Callable[[Collection[str], Collection[str]], Collection[str]]
"""Asked for ids and the names of the data sets that are read: which of the ids another data set declares."""


SHIPPED = "shipped"
"""The origin of the records that come with maillon, wherever it is installed."""


def nobody(ids: Collection[str], besides: Collection[str]) -> Collection[str]:
    """Where there is no store to ask: none of the ids is declared elsewhere."""
    return ()


@dataclass(slots=True)
class DataSet:
    """Records that are loaded and taken back together. `origin` tells whether another load meant the same files.

    `name` is None where nothing gives one: for standard input.
    """

    name: str | None
    origin: str
    records: dict[str, Record] = field(default_factory=dict)
    description: DatasetDescription | None = None
    again: list[tuple[_Place, _Place]] = field(default_factory=list)
    """Records that stand there again with the same content, each with the place of the first."""


@dataclass(slots=True)
class RecordSet:
    """Records read together, one data set a folder, with what is wrong with them and what is remarked of them.

    `borrowed` are ids that these records name and only the shipped ones declare.
    """

    sets: list[DataSet] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    borrowed: set[str] = field(default_factory=set)
    files: int = 0

    @property
    def records(self) -> dict[str, Record]:
        """All records; of an id that several data sets declare, the first."""
        return {identifier: record for one in reversed(self.sets) for identifier, record in one.records.items()}


def read_records(paths: Sequence[Path], *, dataset: str | None = None, known: Known = nobody) -> RecordSet:
    """Read and check files and folders of records. Every problem of every file is collected, none is raised.

    Args:
        paths: files and folders.
        dataset: the name of the one data set that all of them are; None: one a folder, each with its own name.
        known: who else may declare what they name, beside the shipped records.
    """
    found = _Reader(dataset)
    for path in paths:
        found.take(path)
    return found.finish(known)


def check_text(text: str, file: str = "-", *, dataset: str | None = None, known: Known = nobody) -> RecordSet:
    """Read and check one document given as text (standard input)."""
    return check_documents([lambda: read_yaml_text(text, file)], dataset=dataset, known=known)


def check_documents(documents: Iterable[Callable[[], YamlDocument]], *, dataset: str | None = None, known: Known = nobody) -> RecordSet:
    """Read and check documents that belong to no folder: one data set, which has a name only where it is given."""
    found = _Reader(dataset)
    for read in documents:
        found.read(_Input(read))
    return found.finish(known)


@cache
def shipped_records() -> Mapping[str, Record]:
    """The records that come with maillon, by id: read once a process, and only where others name what they do not declare."""
    found = _Reader(None)
    found.take(shipped("records"))
    return found.finish(nobody, with_shipped=False).records


@dataclass(frozen=True, slots=True)
class _Input:
    """A document to read. `folder` is where it lies and `root` the folder that a person named, or that of the `file` that they named."""

    read: Callable[[], YamlDocument]
    folder: Path | None = None
    root: Path | None = None
    file: Path | None = None
    named: bool = False

    def origin(self, key: Path | None) -> str:
        """What a person named of the data set whose folder is `key`: the file, the folder, or a folder inside it."""
        if self.named or self.root is None:
            return str(self.file.resolve()) if self.file else ""
        return str(key if key is not None and key.is_relative_to(self.root) else self.root)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a record stands. What was read there is not held: the record says it."""

    file: str
    lines: YamlLines
    path: YamlPath = ()

    @classmethod
    def of(cls, document: YamlDocument, path: YamlPath = ()) -> _Place:
        """A part of a document."""
        return cls(document.file, document.lines, path)

    @property
    def shown(self) -> tuple[str, int]:
        """File and line."""
        return self.file, self.lines.line(self.path)


class _Reader:
    """Reads documents one by one, then judges them together."""

    def __init__(self, dataset: str | None) -> None:
        self._dataset = dataset
        self._result = RecordSet()
        self._parsed: list[tuple[_Input, Record, _Place]] = []
        self._heads: dict[Path | None, tuple[DatasetDescription, _Place]] = {}
        self._refused: list[tuple[str, _Place, YamlPath, str]] = []
        self._broken: dict[str, _Place] = {}
        self._unreadable: list[Path] = []
        self._mistaken: list[Path] = []
        self._texts: dict[Path, str] = {}

    def take(self, path: Path) -> None:
        """Read a file, or the files of a folder and of those below it."""
        try:
            whole = path.resolve()
        except RuntimeError:  # links that lead in a circle: reading it says so
            whole = path.absolute()
        self._head_above([*whole.parents])
        if not is_folder(path):
            self.read(_Input(partial(read_yaml, path), whole.parent, whole.parent, path, named=True))
            return
        found = find_files(path)
        self._mistaken += found.mistaken
        self._result.problems += found.problems
        self._result.warnings += found.warnings
        for file in found.files:
            self.read(_Input(partial(read_yaml, file), whole / file.parent.relative_to(path), whole, file))

    def _head_above(self, folders: Iterable[Path]) -> None:
        """The description of a data set also holds where only a part of its folder is given."""
        for folder in folders:
            for file in [folder / f"dataset{suffix}" for suffix in SUFFIXES]:
                if folder not in self._heads and file.is_file() and _describes(file):
                    self.read(_Input(partial(read_yaml, file), folder, folder, file), above=True)

    def read(self, source: _Input, *, above: bool = False) -> None:
        """Read one document: its records, or what is wrong with it."""
        try:
            document = source.read()
        except BadInputError as error:
            self._result.problems += error.problems
            if source.file is not None:
                self._unreadable.append(source.file)
            return
        self._result.files += not above
        for model, path in self._valid(document):
            place = _Place.of(document, path)
            if isinstance(model, DatasetDescription):
                self._describe(source, model, place)
            else:
                self._parsed.append((source, model, place))

    def _valid(self, document: YamlDocument) -> Iterator[tuple[Any, YamlPath]]:
        """The description or the records of a document; of a registry with wrong entries, the right ones."""
        data = document.data
        waiting = list(undecided(data))
        if waiting:
            yield from self._right_entries(document, waiting)
            return
        try:
            model = DOCUMENT.validate_python(data)
        except ValidationError as error:
            yield from self._right_entries(document, list(explain(data, error)))
            return
        self._remark(model, document)
        if isinstance(model, Registry):
            yield from ((entry, ("entries", index)) for index, entry in enumerate(model.entries))
        elif isinstance(model, Article):
            yield from _parts_of(model)
        else:
            yield model, ()

    def _right_entries(self, document: YamlDocument, reasons: Sequence[tuple[YamlPath, str]]) -> Iterator[tuple[Any, YamlPath]]:
        """Note what is wrong with a document, and which ids it would have declared; what it declares all the same."""
        data, whole = document.data, _Place.of(document)
        self._result.problems += [_problem(whole, _name_of(data, path), path, reason) for path, reason in reasons]
        inside = all(len(path) > 1 and path[0] == "entries" for path, _ in reasons)
        entries = data["entries"] if isinstance(data.get("entries"), list) else []
        wrong = {path[1] for path, _ in reasons} if inside else set(range(len(entries)))
        right = [index for index in range(len(entries)) if index not in wrong]
        refused = [((), data)] if not right else [(("entries", i), entry) for i, entry in enumerate(entries) if i in wrong]
        inner = list(_entries_of_article(data))
        own = {identifier for _, entry in inner for identifier in _ids_of(entry)}  # an article that waits names what it would declare
        for path, part in refused:
            named = [(at, name) for at, name in written_references(part) if name not in own]
            self._refused += [(_name_of(data, path), whole, (*path, *at), name) for at, name in named]
        lost = [(("entries", index), entries[index]) for index in range(len(entries)) if index not in right]
        for place, entry in [*lost, *inner]:
            for identifier in _ids_of(entry):
                self._broken[identifier] = _Place.of(document, place)
        if right:
            model = DOCUMENT.validate_python({**data, "entries": [entries[index] for index in right]})
            yield from ((entry, ("entries", index)) for index, entry in zip(right, model.entries, strict=True))

    def _remark(self, model: BaseModel, document: YamlDocument) -> None:
        whole = _Place.of(document)
        lacking: dict[str, list[YamlPath]] = defaultdict(list)
        for path, part in _parts(model, ()):
            if isinstance(part, Bilingual):
                for lang in [lang for lang in LANGUAGES if getattr(part, lang) is None]:
                    lacking[lang].append(path)
            elif isinstance(part, Relation) and part.service is not None and (meant := service_meant(part.service)) is not None:
                close = messages("service.close", service=part.service, meant=meant)
                self._result.warnings.append(_problem(whole, _name_of(document.data, path), (*path, "service"), close))
        for lang, paths in lacking.items():
            reason = messages("text.one_language", language=messages(f"language.{lang}"), places=[show_path(path) for path in paths])
            self._result.warnings.append(Problem(document.file, document.line(paths[0]), "", "", reason))

    def _describe(self, source: _Input, head: DatasetDescription, place: _Place) -> None:
        folder = None if self._dataset is not None else source.folder
        if self._heads.setdefault(folder, (head, place))[0] != head:
            self._result.problems.append(_problem(place, head.id, ("kind",), messages("dataset.twice")))

    def finish(self, known: Known, *, with_shipped: bool = True) -> RecordSet:
        """Sort the records into data sets, then check what they say of one another."""
        result = self._result
        stated = self._into_sets()
        if not self._parsed and not result.problems:
            result.problems += [
                _problem(place, head.id, (), messages("dataset.empty", name=head.id)) for head, place in self._heads.values()
            ]
        self._check_references(stated, known, with_shipped=with_shipped)
        inside = {i: r for i, r, _ in reversed(stated) if isinstance(r, Population)}
        outside = {i: r for i in result.borrowed if isinstance(r := shipped_records()[i], Population)}
        result.problems += _check_sizes(stated, {**outside, **inside})
        result.problems += _check_deciders(stated)
        result.problems = sorted(set(result.problems))
        result.warnings = sorted({*result.warnings, *self._speaking(stated)})
        return result

    def _speaking(self, stated: Sequence[tuple[str, Record, _Place]]) -> Iterator[Problem]:
        """Remarks on who says a thing, and of which day: they need what the records say of one another."""
        places = {identifier: place for identifier, _, place in reversed(stated)}
        around = shipped_records() if self._result.borrowed else {}
        for identifier, path, remark in remarks({i: r for i, r, _ in reversed(stated)}, around):
            yield _problem(places[identifier], identifier, path, remark)

    def _into_sets(self) -> list[tuple[str, Record, _Place]]:
        """Give each record to its data set. One that stands there twice with the same content is one."""
        sets: dict[Path | None, DataSet] = {}
        origins: dict[Path | None, set[str]] = defaultdict(set)
        places: dict[tuple[Path | None, str], _Place] = {}
        stated = []
        for source, record, place in self._parsed:
            key, identifier = self._key(source), record_id(record)
            origins[key].add(source.origin(key))
            one = sets.setdefault(key, self._empty(key))
            if identifier not in one.records:
                one.records[identifier], places[key, identifier] = record, place
                stated.append((identifier, record, place))
                continue
            first = places[key, identifier]
            if one.records[identifier] == record:
                one.again.append((place, first))
            else:
                file, line = first.shown
                already = messages("id.twice", file=file, line=line)
                self._result.problems.append(_problem(place, identifier, ("id",), already))
        named: dict[str | None, Path | None] = {}
        for key, one in sets.items():
            one.origin = _origin(origins[key])
            first_key = named.setdefault(one.name, key)
            if first_key != key:
                same = messages("dataset.same_name", name=one.name, other=first_key)
                self._result.problems.append(Problem(str(key), 0, "", "", same))
        self._result.sets = list(sets.values())
        return stated

    def _key(self, source: _Input) -> Path | None:
        """The folder whose data set a document belongs to: the closest with a description, else the one that was named."""
        if self._dataset is not None or source.folder is None:
            return None
        return next((f for f in (source.folder, *source.folder.parents) if f in self._heads), source.root)

    def _empty(self, key: Path | None) -> DataSet:
        head = self._heads[key][0] if key in self._heads else None
        derived = names.first_slug(key.name) if key is not None else None
        return DataSet(self._dataset or (head.id if head else derived), "", description=head)

    def _check_references(self, stated: Sequence[tuple[str, Record, _Place]], known: Known, *, with_shipped: bool) -> None:
        """Every id that a record names must be declared: by a record that is read, by a shipped one, or by another data set."""
        declared = {identifier for identifier, _, _ in stated}
        missing: dict[str, list[tuple[str, _Place, YamlPath]]] = defaultdict(list)
        for identifier, record, place in stated:
            for path, named in references(record):
                if named not in declared:
                    missing[named].append((identifier, place, path))
        for identifier, place, path, named in self._refused:
            if named not in declared:
                missing[named].append((identifier, place, path))
        everywhere = declared
        if missing and with_shipped:
            everywhere = declared | shipped_records().keys()
            self._result.borrowed = missing.keys() & shipped_records().keys()
        for named in self._result.borrowed:
            del missing[named]
        for named in [named for named in missing if self._caused(named, len(missing[named]))]:
            del missing[named]
        if missing:
            for named in known(missing.keys(), [one.name for one in self._result.sets if one.name is not None]):
                del missing[named]
        for named, uses in missing.items():
            unknown = messages("reference.unknown", named=named, next=closest(named, everywhere))
            self._result.problems += [_problem(place, identifier, path, unknown) for identifier, place, path in uses]

    def _caused(self, named: str, times: int) -> bool:
        """Whether another error keeps an id from being declared; then that error is what is reported."""
        place = self._broken.get(named)
        if place is not None:
            self._result.problems.append(_problem(place, named, (), messages("reference.broken", named=named, times=times)))
            return True
        for files, key in ((self._unreadable, "reference.broken"), (self._mistaken, "reference.unread")):
            for file in files:
                if declares(self._text_of(file), named):
                    self._result.problems.append(Problem(str(file), 0, "", "", messages(key, named=named, times=times)))
                    return True
        return False

    def _text_of(self, file: Path) -> str:
        if file not in self._texts:
            self._texts[file] = _text_of(file)
        return self._texts[file]


def _origin(named: set[str]) -> str:
    """One word for the files that a person named; it does not tell their names."""
    if named == {str(shipped("records").resolve())}:
        return SHIPPED
    return hashlib.sha256("\n".join(sorted(named)).encode()).hexdigest()[:16]


def _text_of(file: Path) -> str:
    """The text of a file that is no readable record; '' where it has none."""
    try:
        return read_text(file)
    except BadInputError:
        return ""


_DESCRIBES = re.compile(r"""^[^\S\n]*+(?:\{\s*+)?["']?kind["']?\s*+:\s*+["']?dataset\b""", re.M)


def _describes(file: Path) -> bool:
    """Whether a file called `dataset.yaml` is the description of a data set, and not a file of another program."""
    return _DESCRIBES.search(_text_of(file)) is not None


def _ids_of(entry: Any) -> Iterator[str]:
    """The ids that an entry may have been meant to declare; one without a prefix is that of a source or a category."""
    identifier = entry.get("id") if isinstance(entry, dict) else None
    if isinstance(identifier, str):
        yield from [identifier] if ":" in identifier else [f"source:{identifier}", f"data:{identifier}"]


_OF_ARTICLE = ("sources", "organisations", "products", "populations", "data_categories", "threat_actors")
"""Parts of an article that list entries, as the registries of the same names do."""


def _parts_of(article: Article) -> Iterator[tuple[Any, YamlPath]]:
    """The records of an article, each with its place."""
    for name in _OF_ARTICLE:
        yield from ((entry, (name, index)) for index, entry in enumerate(getattr(article, name)))
    if article.incident is not None:
        yield article.incident, ("incident",)


def _entries_of_article(data: Mapping[str, Any]) -> Iterator[tuple[YamlPath, Any]]:
    """What an article that cannot be read would have declared."""
    if data.get("kind") != "article":
        return
    for name in _OF_ARTICLE:
        listed = data.get(name)
        yield from (((name, index), entry) for index, entry in enumerate(listed if isinstance(listed, list) else []))


def _parts(model: BaseModel, path: YamlPath) -> Iterator[tuple[YamlPath, BaseModel]]:
    """A model and every model inside it, each with its path."""
    yield path, model
    said = vars(model)
    for name, written in fields_with_models(type(model)):
        value = said[name]
        if isinstance(value, list):
            for index, item in enumerate(value):
                yield from _parts(item, (*path, written, index))
        elif isinstance(value, BaseModel):
            yield from _parts(value, (*path, written))


def _problem(place: _Place, record: str, path: YamlPath, reason: str) -> Problem:
    whole = (*place.path, *path)
    return Problem(place.file, place.lines.line(whole), record, show_path(path), reason)


def _name_of(data: Any, path: YamlPath) -> str:
    if len(path) >= 2 and path[0] == "entries" and isinstance(path[1], int):
        entry = data["entries"][path[1]]
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            data = entry
    identifier = data.get("id") if isinstance(data, dict) else None
    return identifier if isinstance(identifier, str) and not personal_identifier(identifier) else ""


def _check_deciders(stated: Iterable[tuple[str, Record, _Place]]) -> Iterator[Problem]:
    """Who decided is a group or a role: the name of a person is not kept, and not said again."""
    for identifier, record, place in stated:
        if isinstance(record, Decision) and names.person_in(record.decided_by):
            yield _problem(place, identifier, ("decided_by",), messages("decision.person"))


def _check_sizes(stated: Iterable[tuple[str, Record, _Place]], populations: Mapping[str, Population]) -> Iterator[Problem]:
    """A cohort cannot be larger than the one that contains it, and `within` has no loop."""
    for identifier, inner, place in stated:
        if not isinstance(inner, Population):
            continue
        chain = Counter([identifier])
        outer = inner
        while outer.within is not None and outer.within in populations:
            chain[outer.within] += 1
            if chain[outer.within] > 1:
                yield _problem(place, identifier, ("within",), messages("within.loop", through=outer.within))
                break
            outer = populations[outer.within]
            low = inner.size.low if not isinstance(inner.size, str) else None
            high = outer.size.high if not isinstance(outer.size, str) else None
            if low is not None and high is not None and low > high:
                larger = messages("within.larger", low=low, outer=outer.id, high=high)
                yield _problem(place, identifier, ("size",), larger)


LOADER = Loader(
    name="records",
    title={"fr": "fiches de maillon", "en": "maillon's own records"},
    reads={
        "fr": "YAML ou JSON, un document par incident, avec à côté des registres (organisations, logiciels, groupes de personnes, sources)",
        "en": "YAML or JSON, one document per incident, with registries (organisations, products, populations, sources) beside them",
    },
    publisher={"fr": "l'auteur des fichiers", "en": "the author of the files"},
    address="docs/records.md",
    licence={
        "fr": "celle que dit son document `kind: dataset` ; les incidents fournis : CC BY 4.0",
        "en": "as its `kind: dataset` document says; the shipped corpus: CC BY 4.0",
    },
    coverage={"fr": "ce que l'auteur écrit", "en": "what its author writes"},
    leaves_out={"fr": "rien ; un champ inconnu est une erreur", "en": "nothing; an unknown field is an error"},
)


def read(paths: Sequence[Path], *, dataset: str | None, strict: bool) -> Reading:
    """Read records that are one data set and name nothing that only a store holds. One wrong record refuses the whole set.

    Raises:
        BadInputError: any file has a problem, all of which are in it; or the files are several data sets.
    """
    readings = read_sets(paths, dataset=dataset, known=nobody)[1]
    if len(readings) != 1:
        several = messages("dataset.several", names=[reading.dataset for reading in readings])
        raise BadInputError([Problem(", ".join(map(str, paths)), 0, "", "", several)])
    return readings[0]


@seldom_collected()
def read_sets(paths: Sequence[Path], *, dataset: str | None, known: Known) -> tuple[RecordSet, list[Reading]]:
    """Read records, one reading a data set. They refer to one another, so one wrong record refuses all.

    Raises:
        BadInputError: any file has a problem, all of which are in it; or nothing names the data set of standard input.
    """
    if [str(p) for p in paths] == ["-"]:
        found = check_text(sys.stdin.read(), dataset=dataset, known=known)
    else:
        found = read_records(paths, dataset=dataset, known=known)
    if found.problems:
        raise BadInputError(found.problems)
    readings = [_reading(one) for one in found.sets]
    for reading in readings[:1]:
        reading.warnings += found.warnings
    return found, readings


def _reading(one: DataSet) -> Reading:
    if one.name is None:
        raise BadInputError([Problem("-", 0, "", "", messages("dataset.asked"))])
    head = one.description
    reading = Reading(
        dataset=one.name,
        title=head.title.any if head and head.title else None,
        licence=head.licence if head else None,
        confidential=head.confidential if head else False,
        origin=one.origin,
        description=head.model_dump_json(exclude_defaults=True, by_alias=True) if head else None,
        whole=True,
    )
    reading.use_all(one.records)
    for place, first in one.again:
        reading.read += 1
        reading.leave_out_again(*place.shown, *first.shown)
    return reading
