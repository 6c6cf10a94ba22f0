"""How maillon says a thing, in French and English: one catalogue a room (`messages` in its `messages.py`), looked up by id.

A `Message` is its English text, so that it can be logged, sorted and compared like any text; it also knows its id
and values, and says itself in another language when a person reads it. Only the standard library: the engine's process
imports this too and must start fast.
"""

from __future__ import annotations

import locale
import os
from collections.abc import Mapping, Sequence
from typing import TypeAlias, TypeVar

T = TypeVar("T")

LANGUAGES = ("fr", "en")


def default_language() -> str:
    """`fr` or `en`: what MAILLON_LANG says (`fr`, `FR`, `fr_FR.UTF-8`), or `fr` where the locale is French, else `en`."""
    told = os.environ.get("MAILLON_LANG", "").lower().replace("-", "_").replace(".", "_").partition("_")[0]
    if told in LANGUAGES:
        return told
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "fr" if value.lower().startswith("fr") else "en"
    return "fr" if (locale.getlocale()[0] or "").lower().startswith("fr") else "en"


Words: TypeAlias = tuple[str, str]
"""The text in French and in English, with the same `{gaps}`."""


class Message(str):
    """A text in English that can be said in French. `key` is its id in the catalogue and never changes meaning."""

    __slots__ = ("_values", "_words", "key")

    key: str
    _words: Words
    _values: Mapping[str, object]

    def __new__(cls, key: str, words: Words, values: Mapping[str, object]) -> Message:
        """From the words of a catalogue and what stands in their gaps."""
        message = super().__new__(cls, _filled(words, values, "en"))
        message.key, message._words, message._values = key, words, values
        return message

    def say(self, lang: str) -> str:
        """The text in `fr` or `en`."""
        return _filled(self._words, self._values, lang)

    def then(self, more: Message) -> Message:
        """This message with another behind it; what it is about stays the same."""
        return joined([self, more], "", self.key)


def joined(parts: Sequence[object], between: str, key: str = "") -> Message:
    """Several texts or messages in one, with `between` (a text or a message) between each and the next; `key` is the id of the whole."""
    gaps = [f"{{part{number}}}" for number in range(len(parts))]
    fr, en = (str(rendered(between, lang)).join(gaps) for lang in LANGUAGES)
    return Message(key, (fr, en), {f"part{number}": part for number, part in enumerate(parts)})


def rendered(value: object, lang: str) -> object:
    """A value as it stands in a text of that language.

    A message or a bilingual text of the data (a mapping of `fr` and `en`) is said in it, lists are joined by commas, the rest stays.
    """
    if isinstance(value, Message):
        return value.say(lang)
    if isinstance(value, Mapping):
        return value[lang]
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(str(rendered(item, lang)) for item in value)
    return value


def in_language(lang: str, fr: T, en: T) -> T:
    """Of two texts, the one in `fr` or `en`; where it is not there (None or ''), the other: data may hold one language only."""
    return (fr or en) if lang == "fr" else (en or fr)


def _filled(words: Words, values: Mapping[str, object], lang: str) -> str:
    return in_language(lang, *words).format(**{name: rendered(value, lang) for name, value in values.items()})


def key_of(text: str) -> str:
    """The id of a message, for programs; '' for a plain text."""
    return text.key if isinstance(text, Message) else ""


class Catalogue:
    """What one room says: messages by id, and labels by the term of the data that they name.

    Call it with the id of a message and the values of its gaps.
    """

    def __init__(self, *parts: Mapping[str, Words], labels: Mapping[str, Words] | None = None) -> None:
        """From id to French and English, in one part or several; `labels` is from term to French and English.

        Raises:
            ValueError: an id stands in two parts.
        """
        self.words: dict[str, Words] = {}
        for part in parts:
            twice = self.words.keys() & part.keys()
            if twice:
                raise ValueError(f"in two parts of the catalogue: {', '.join(sorted(twice))}")
            self.words |= part
        self.labels: Mapping[str, Words] = labels or {}

    def __call__(self, key: str, /, **values: object) -> Message:
        """The message `key`.

        Raises:
            KeyError: no message has that id, or a gap is left without a value.
        """
        return Message(key, self.words[key], values)

    def say(self, key: str, lang: str, /, **values: object) -> str:
        """The text of the message `key` in `fr` or `en`.

        Raises:
            KeyError: as for a call.
        """
        return _filled(self.words[key], values, lang)

    def label(self, term: str, lang: str) -> str:
        """What a term of the data (a type of relation, a status, a unit) is called in `fr` or `en`.

        A term without a label is shown with spaces for its hyphens and underscores: data may bring new ones.
        """
        words = self.labels.get(term)
        return in_language(lang, *words) if words else term.replace("-", " ").replace("_", " ")


class MaillonError(Exception):
    """Why something cannot be done. Its only argument is the message that says what, where, what is allowed and what next."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message

    def say(self, lang: str) -> str:
        """The message in `fr` or `en`."""
        return self.message.say(lang)


class RefusedError(MaillonError, ValueError):
    """A value that cannot stand: in a record, a file, a question."""


def reason_of(error: BaseException) -> str:
    """What an error says, for a message that quotes it: its own message where it has one, else its text as it is."""
    return error.message if isinstance(error, MaillonError) else str(error)
