"""How maillon says a thing, in French and English: one catalogue a room (`messages` in its `messages.py`), looked up by id.

A `Message` is its English text, so that it can be logged, sorted and compared like any text; it also knows its id
and values, and says itself in another language when a person reads it. Only the standard library: the engine's process
imports this too and must start fast.
"""

from __future__ import annotations

import locale
import os
from collections.abc import Mapping, Sequence
from typing import TypeAlias

LANGUAGES = ("fr", "en")


def default_language() -> str:
    """`fr` or `en`: what MAILLON_LANG says, or `fr` where the locale is French, else `en`."""
    told = os.environ.get("MAILLON_LANG", "")
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
        message = super().__new__(cls, words[1].format(**{name: rendered(value, "en") for name, value in values.items()}))
        message.key, message._words, message._values = key, words, values
        return message

    def say(self, lang: str) -> str:
        """The text in `fr` or `en`."""
        if lang != "fr":
            return str(self)
        return self._words[0].format(**{name: rendered(value, "fr") for name, value in self._values.items()})

    def then(self, more: Message) -> Message:
        """This message with another behind it; what it is about stays the same."""
        return Message(self.key, ("{first}{more}", "{first}{more}"), {"first": self, "more": more})


def rendered(value: object, lang: str) -> object:
    """A value as it stands in a text: messages in the language asked for, lists joined by commas, the rest as it is."""
    if isinstance(value, Message):
        return value.say(lang)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(str(rendered(item, lang)) for item in value)
    return value


def key_of(text: str) -> str:
    """The id of a message, for programs; '' for a plain text."""
    return text.key if isinstance(text, Message) else ""


class Catalogue:
    """The messages of one room. Call it with an id and the values of its gaps."""

    def __init__(self, words: Mapping[str, Words]) -> None:
        """From id to French and English."""
        self.words = words

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
        return self(key, **values).say(lang)


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
