"""Answers to what may be one organisation, as a table: two ids a row and what somebody says of them.

It is what `maillon duplicates` writes as CSV with a column more, or any table with these columns, as CSV, XLSX or ODS.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from maillon.graph.folding import fold_letters
from maillon.loaders.inputs import collect_files
from maillon.loaders.messages import messages
from maillon.loaders.problems import BadInputError, Problem
from maillon.loaders.workbooks import open_table

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "one": ("one", "une"),
    "other": ("other", "autre"),
    "answer": ("answer", "reponse"),
}

_ANSWERS: Mapping[str, str] = {
    **dict.fromkeys(("same", "yes", "y", "oui", "o", "meme", "les memes", "1"), "same"),
    **dict.fromkeys(("not same", "not_same", "different", "differentes", "no", "n", "non", "0"), "not_same"),
    **dict.fromkeys(("unsure", "incertain", "u", "i", "?"), "unsure"),
}
"""Words by which people answer, without accents and in small letters."""


@dataclass(slots=True)
class Answers:
    """What was read: both ids and the verdict of each row with an answer, rows without one, and rows that were refused."""

    given: list[tuple[int, tuple[str, str], str]] = field(default_factory=list)
    blank: int = 0
    refused: list[Problem] = field(default_factory=list)

    @property
    def read(self) -> int:
        """All rows."""
        return len(self.given) + self.blank + len(self.refused)


def read_answers(path: Path) -> Answers:
    """Read a table of answers.

    Raises:
        BadInputError: it cannot be read, is no table, or a column is missing.
    """
    found = collect_files([path], (".csv", ".tsv", ".txt", ".xlsx", ".ods"))
    table = open_table(found.files[0])
    headers = {fold_letters(name).strip(): name for name in table.header}
    places = {}
    for column, names in _COLUMNS.items():
        header = next((headers[name] for name in names if name in headers), None)
        if header is None:
            raise BadInputError([Problem(table.file, 0, "", column, messages("answers.column", column=column, found=table.header))])
        places[column] = header
    answers = Answers(refused=list(table.ragged))
    for row in table.rows:
        said = {column: row.cells.get(header, "").strip() for column, header in places.items()}
        if not said["answer"]:
            answers.blank += 1
            continue
        verdict = _ANSWERS.get(fold_letters(said["answer"]).strip())
        ids = _id(said["one"]), _id(said["other"])
        if verdict is None:
            known = sorted({"same", "not same", "unsure"})
            answers.refused.append(
                Problem(table.file, row.line, "", "answer", messages("answers.word", text=said["answer"][:80], known=known))
            )
        elif ids[0] is None or ids[1] is None or ids[0] == ids[1]:
            answers.refused.append(Problem(table.file, row.line, "", "one", messages("answers.ids")))
        else:
            answers.given.append((row.line, (ids[0], ids[1]), verdict))
    return answers


def _id(cell: str) -> str | None:
    """The id of an organisation or product in a cell: the cell itself, or its last word, as `Viamedis (FR) org:viamedis`."""
    last = cell.split()[-1] if cell.split() else ""
    return last if re.fullmatch(r"(?:org|product):.+", last) else None
