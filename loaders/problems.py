"""Problems of an input: where, what is wrong, what is allowed and what to do, in French and English."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from maillon.graph.characters import on_one_line
from maillon.loaders.messages import messages
from maillon.wording import MaillonError, Message, joined, key_of, rendered


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong: where it is, what it is, what is allowed and what to do.

    `line` counts from 1; 0 means the file as a whole. `field` is a path such as `relations[2].since`. `reason` is a
    `Message` where it can be said in French too.
    """

    file: str
    line: int
    record: str
    field: str
    reason: str

    @property
    def code(self) -> str:
        """The id of the reason, for programs; '' where it has none."""
        return key_of(self.reason)

    def why(self, lang: str) -> str:
        """The reason in `fr` or `en`."""
        return str(rendered(self.reason, lang))

    @property
    def message(self) -> Message:
        """The whole problem on one line."""
        file = on_one_line(self.file)
        place = file if not self.line else f"{file}:{self.line}"
        subject = " · ".join(on_one_line(part) for part in (self.record, self.field) if part)
        if not subject:
            return messages("problem.whole", place=place, reason=self.reason)
        return messages("problem.of", place=place, subject=subject, reason=self.reason)

    def say(self, lang: str) -> str:
        """The whole problem on one line, in `fr` or `en`."""
        return self.message.say(lang)

    def __str__(self) -> str:
        return self.say("en")


class BadInputError(MaillonError):
    """The input cannot be used. Carries every problem found, so that all can be corrected at once; its message has one line for each."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__(joined([problem.message for problem in self.problems], "\n"))
