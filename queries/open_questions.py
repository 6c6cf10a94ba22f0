"""What stays open about an incident: questions in French and English, each beside its translation."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from maillon.wording import in_language

if TYPE_CHECKING:
    from maillon.queries.subgraph import Node


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """One question; None where nobody put it in that language."""

    fr: str | None
    en: str | None

    def said(self, lang: str) -> str:
        """The question in `fr` or `en`, else in the language that it has."""
        return in_language(lang, self.fr, self.en) or self.fr or self.en or ""


def open_questions(incident: Node) -> list[OpenQuestion]:
    """The open questions of an incident, in the order in which its two lists hold them."""
    french, english = (incident.properties.get(f"open_{lang}") or () for lang in ("fr", "en"))
    return [OpenQuestion(fr or None, en or None) for fr, en in zip_longest(french, english)]
