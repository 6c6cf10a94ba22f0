"""Curated directions: what a record of VCDB means by its secondary victims, decided by a reader, kept beside the records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from maillon.graph import name_matching as naming
from maillon.graph.records import Bilingual, Edtf, RecordModel, Text
from maillon.loaders import names
from maillon.loaders.explaining import explain_file
from maillon.loaders.messages import messages
from maillon.loaders.problems import BadInputError
from maillon.loaders.yaml_reader import read_yaml


class Direction(RecordModel):
    """One decision: what the secondary victims of one incident are to its victim."""

    incident: str = Field(description="plus.master_id (or incident_id) of the VERIS record")
    secondary: Literal["client", "supplier", "affiliate", "co_victim", "self", "none"]
    names: list[Text] = Field([], description="only these of its secondary victims; leave out for all")
    by: Text
    on: Edtf
    why: Text | None = None

    def is_about(self, name: str) -> bool:
        """Whether the decision covers this secondary victim."""
        return not self.names or naming.fold_name(name) in {naming.fold_name(n) for n in self.names}

    @property
    def note(self) -> Bilingual:
        """The note on the arrow."""
        why = f" : {self.why}" if self.why else ""
        return Bilingual.of(messages("note.direction", by=self.by, on=self.on, why={"fr": why, "en": why.replace(" :", ":")}))


class Directions(RecordModel):
    """The file of them."""

    kind: Literal["vcdb-directions"]
    entries: list[Direction]


def read_directions(paths: Sequence[Path]) -> Mapping[str, list[Direction]]:
    """Directions by the slug of their incident's id.

    Raises:
        BadInputError: a file is not one of directions, or contradicts itself.
    """
    found: dict[str, list[Direction]] = {}
    for path in paths:
        document = read_yaml(path)
        try:
            entries = Directions.model_validate(document.data).entries
        except ValidationError as error:
            raise BadInputError(explain_file(document, Directions, error)) from error
        for entry in entries:
            found.setdefault(names.first_slug(entry.incident), []).append(entry)
    return found
