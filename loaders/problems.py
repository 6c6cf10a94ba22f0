"""What is wrong with an input, said so that its author can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong: where it is, what it is, what is allowed and what to do.

    `line` counts from 1; 0 means the file as a whole. `field` is a path such as `relations[2].since`.
    """

    file: str
    line: int
    record: str
    field: str
    reason: str

    def __str__(self) -> str:
        place = self.file if not self.line else f"{self.file}:{self.line}"
        subject = " · ".join(part for part in (self.record, self.field) if part)
        return f"{place}: {subject + ': ' if subject else ''}{self.reason}"


class BadInputError(Exception):
    """The input cannot be used. Carries every problem found, so that all are mended in one go."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
