"""The files of a folder of records: which are read, and what is said of each that is not."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from maillon.graph.system_errors import system_reason
from maillon.loaders.messages import messages
from maillon.loaders.problems import Problem

if TYPE_CHECKING:
    from maillon.wording import Message

SUFFIXES = (".yaml", ".yml", ".json")

ABOUT = frozenset({"license", "licence", "readme", "notice", "copying", "changelog"})
"""Names, without ending, of files that tell a person about a folder: they are no records, and nobody takes them for such."""

NAMED = 20
"""Files of other kinds that are named one by one; of more, how many there are."""

_KIND = re.compile(rb'^[^\S\n]*+(?:\{\s*+)?"?kind"?\s*+:', re.M)
_HEAD = 4096


@dataclass(slots=True)
class FoundFiles:
    """What a folder holds: files to read, files that look like records and are not read, problems, and remarks on what is not read."""

    files: list[Path] = field(default_factory=list)
    mistaken: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def find_files(folder: Path) -> FoundFiles:
    """The files of records in a folder and those below it, in the order of their names. Links to folders are not followed."""
    found = FoundFiles()
    others: list[str] = []
    hidden: list[str] = []

    def unreadable(error: OSError) -> None:
        reason = messages("file.unreadable", why=system_reason(error))
        found.problems.append(Problem(str(error.filename), 0, "", "", reason))

    for name, folders, files in os.walk(folder, onerror=unreadable):
        here = Path(name)
        hidden += [f"{(here / f).relative_to(folder)}/" for f in folders if f.startswith(".")]
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for link in [here / f for f in folders if (here / f).is_symlink()]:
            found.warnings.append(Problem(str(link), 0, "", "", messages("file.linked_folder")))
        for path in [here / f for f in files]:
            if path.name.startswith("."):
                hidden.append(str(path.relative_to(folder)))
            elif path.suffix.lower() not in SUFFIXES:
                _other(path, folder, found, others)
            elif path.is_file():
                found.files.append(path)
            else:
                reason = messages("file.broken_link" if path.is_symlink() else "file.special")
                found.problems.append(Problem(str(path), 0, "", "", reason))
    found.files.sort()
    for key, names in (("folder.others", others), ("folder.hidden", hidden)):
        if names:
            found.warnings.append(Problem(str(folder), 0, "", "", messages(key, names=_named(sorted(names)), endings=SUFFIXES)))
    if not (found.files or found.problems):
        found.problems.append(Problem(str(folder), 0, "", "", messages("folder.empty", endings=SUFFIXES)))
    return found


def _other(path: Path, folder: Path, found: FoundFiles, others: list[str]) -> None:
    """A file whose ending is not one of a record: one that was meant as a record is remarked by itself."""
    meant = _meant(path)
    if meant is not None:
        found.mistaken.append(path)
        found.warnings.append(Problem(str(path), 0, "", "", messages("file.ending", meant=meant, endings=SUFFIXES)))
    elif path.stem.lower() not in ABOUT:
        others.append(str(path.relative_to(folder)))


def _meant(path: Path) -> str | None:
    """The name that a file was probably to have: an ending hides behind another, is nearly one, or the file begins as records do."""
    endings = [s.lower() for s in path.suffixes]
    for place, ending in enumerate(endings[:-1]):
        if ending in SUFFIXES:
            return path.name[: -sum(map(len, path.suffixes[place + 1 :]))]
    close = difflib.get_close_matches(path.suffix.lower(), SUFFIXES, 1, 0.7)
    if close:
        return f"{path.stem}{close[0]}"
    return f"{path.stem}.yaml" if _begins_as_a_record(path) else None


def _begins_as_a_record(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return bool(_KIND.search(file.read(_HEAD)))
    except OSError:
        return False


def _named(names: Sequence[str]) -> Sequence[object]:
    more: Sequence[Message] = [messages("folder.more", n=len(names) - NAMED)] if len(names) > NAMED else []
    return [*names[:NAMED], *more]
