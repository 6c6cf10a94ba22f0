"""What an empty list of processors asks for, column by column, in the reader's language: headers that `load processors` reads."""

from __future__ import annotations

from dataclasses import dataclass

from maillon.loaders.messages import messages

_FIELDS = (
    *("name", "identifier", "country", "service", "processing", "persons", "persons_count", "data", "host", "host_country", "hds"),
    *("rank", "for_whom", "contract", "since", "until", "state", "fate", "criticality", "product"),
)
"""In the order in which such lists are kept."""
_CHOICES = ("persons", "hds", "rank", "state", "fate", "criticality")
"""Fields with a list to choose from; another word may be typed all the same."""


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """A column to fill in: its header, what belongs there, what may be chosen; `required` where a row says nothing without it."""

    field: str
    header: str
    about: str
    choices: tuple[str, ...]
    required: bool

    @property
    def is_day(self) -> bool:
        """Whether its cells are days."""
        return self.field in ("since", "until")


def template_columns(lang: str) -> list[TemplateColumn]:
    """The columns of an empty list in `fr` or `en`."""
    return [
        TemplateColumn(
            field,
            messages.say(f"template.{field}", lang),
            messages.say(f"about.{field}", lang),
            tuple(messages.say(f"choices.{field}", lang).split(", ")) if field in _CHOICES else (),
            field == "name",
        )
        for field in _FIELDS
    ]
