"""Words in the cells of a list that no table knows: they cost no row, are counted, and named once for the whole list."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from maillon.graph.name_matching import clean_name
from maillon.loaders.messages import messages

if TYPE_CHECKING:
    from maillon.wording import Message

_SHOWN = 20
"""Words of one field that are named, the most frequent first."""
_LONGEST = 60


@dataclass(slots=True)
class UnknownWords:
    """By field: the words, and how often each stands there."""

    words: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def note(self, name: str, text: str) -> None:
        """A word of a field."""
        self.words[name][clean_name(text)[:_LONGEST]] += 1

    def add(self, other: UnknownWords) -> None:
        """Take over what was met elsewhere."""
        for name, words in other.words.items():
            self.words[name] += words

    def unread(self) -> Counter[str]:
        """The cells that were not understood, as a load counts them."""
        return Counter({unread_cells(name): words.total() for name, words in self.words.items()})

    def remarks(self) -> Iterator[Message]:
        """What is said of them, a remark a field."""
        for name, words in sorted(self.words.items()):
            shown = [messages("list.word", word=word, n=n) for word, n in words.most_common(_SHOWN)]
            yield messages("list.words", field=messages(f"field.{name}"), n=len(words), words=shown)


def unread_cells(name: str) -> Message:
    """How a load counts cells of a field that were not understood."""
    return messages("unread.listed", field=messages(f"field.{name}"))
