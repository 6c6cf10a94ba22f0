"""The questions of the library as an answer."""

from __future__ import annotations

from dataclasses import dataclass

from maillon.api.answers import Answer
from maillon.queries.library import Question
from maillon.reports.document import Document
from maillon.reports.questions import question_list


@dataclass(frozen=True, slots=True, repr=False)
class Listed(Answer):
    """Questions, all or those that a search found."""

    questions: tuple[Question, ...]
    words: str = ""

    def document(self, lang: str) -> Document:
        """As `query list` and `query search` print them."""
        return question_list(self.questions, lang, self.words.split())
