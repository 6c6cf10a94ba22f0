"""How maillon says a thing, in French and English: one catalogue a room (`messages` in its `messages.py`), looked up by id.

A `Message` is its English text, so that it can be logged, sorted and compared like any text; it also knows its id
and values, and says itself in another language when a person reads it. What a gap needs of its value
(one or several, an article, a figure with its thousands apart) is settled here too. Only the standard library: the engine's process
imports this too and must start fast.
"""

from __future__ import annotations

import locale
import os
import re
import string
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias, TypeVar, cast

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
"""The text in French and in English, with the same `{gaps}`; a gap may say what its value needs there (`agreed`)."""


_FRENCH_FIGURE = str.maketrans({",": "\u202f", ".": ","})


def figure(value: float, lang: str) -> str:
    """`323069` as `323\u202f069` in French (narrow no-break space) and `323,069` in English."""
    return f"{value:,}".translate(_FRENCH_FIGURE) if lang == "fr" else f"{value:,}"


# compiled when French is first said: help in English and the engine's process need none of them
_SIGN = r"(?<![ \u00a0])[ \u00a0]++([;:?!»])(?=$|[\s).,;:»…])"
_QUOTE = r"«[ \u00a0]+"
_FIGURE = r"(?<![\d.-])(\d{1,3})[ \u00a0](?=\d{3}(?!\d))"
_UNIT = r"(?<=\d)[ \u00a0](?=(?:%|h|€|Mo|Mio)(?!\w))"


@lru_cache(maxsize=4096)
def spaced(french: str) -> str:
    """French text with narrow no-break spaces where they belong: before `; : ? !`, inside « », in figures and before their units."""
    french = re.sub(_SIGN, "\u202f\\1", french)
    french = re.sub(_QUOTE, "«\u202f", french)
    return re.sub(_UNIT, "\u202f", re.sub(_FIGURE, "\\1\u202f", french))


def is_one(value: float, lang: str) -> bool:
    """Whether a count takes the singular: 0 and 1 in French, 1 alone in English."""
    return abs(value) < 2 if lang == "fr" else abs(value) == 1


class Name(str):
    """A name as it stands in a sentence: verbs agree with `several`, and what is `common` (no proper name) has an article in French."""

    __slots__ = ("common", "several")

    common: bool
    several: bool

    def __new__(cls, text: str, *, several: bool = False, common: bool = False) -> Name:
        """The text with how it behaves."""
        name = super().__new__(cls, text)
        name.several, name.common = several, common
        return name


def describes_several(text: str) -> bool:
    """Whether a description of some parties, as `Opticiens du portail` or `Care providers that use it`, is of several."""
    head = re.split(r" (?:of|on|that|who|whose|with|de|du|des|dont|que|qui)\b", text, maxsplit=1)[0]
    words = re.findall(r"\w+", head)
    return bool(words) and (words[0][-1] in "sx" or words[-1][-1] in "sx")


_ELIDED_H = (
    *("harmon", "hebdo", "heberg", "hemo", "hepat", "hexa", "histo", "hiver", "homeo", "hopita", "horiz", "hospi", "humani", "hygi"),
    "hyper",
)
"""French words whose h is mute; before others, and before foreign names, nothing is elided."""

_MASCULINE = """
    Assureur Automne CH CHRU CHSF CHU Cabinet Centre Collectif Conseil Département FBI GCS GHT GIP GRADeS Gouvernement Groupe
    Groupement HHS Hiver Hospices Hébergeur Hôpital Institut LUMC Laboratoire Ministère Médecin NHS Ordre Parquet Partenaire Praticien
    Prestataire Printemps Procureur RIVM Réseau SMG Soignant Syndicat Éditeur Été
"""
_FEMININE = """
    ACPR ANS ANSSI AP-HP ARS Agence Assistance Assurance Autorité BCBS CNAM CNIL CPAM CPTS CSMF Caisse Clinique Commission Direction
    FSPF Fondation Fédération Gendarmerie Haute ICO MGEFI MGEN MGP MGTIC MMG MNT Macif Mgel Mutuelle Pharmacie Plateforme Police
    Société Victime Ville
"""
_GENDERS = {**dict.fromkeys(_MASCULINE.split(), "le"), **dict.fromkeys(_FEMININE.split(), "la")}
"""First words of names before which French wants an article: common nouns of institutions, and initials that are read so."""

_CONTRACTED = {("de", "le"): "du", ("de", "les"): "des", ("à", "le"): "au", ("à", "les"): "aux"}


def _elides(text: str) -> bool:
    import unicodedata

    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower().lstrip("«'\" ")
    return plain.startswith((*"aeiou", *_ELIDED_H))


def _apart(text: str) -> tuple[str, str]:
    """The French article of a name (or nothing) and the rest, as both stand inside a sentence."""
    first = re.split(r"[\s’']", text, maxsplit=1)[0]
    common, several = getattr(text, "common", False), getattr(text, "several", False)
    rest = text
    if common and len(first) > 1 and not first[1:2].isupper():
        rest = text[0].lower() + text[1:]
    if common and several:
        return "les", str(rest)
    if first in ("Le", "Les") and " " in text:  # « Le Monde »: du Monde, but selon Le Monde
        return first, text[len(first) + 1 :]
    article = _GENDERS.get(first.capitalize() if common else first, "")
    return (article, str(rest)) if not article or not _elides(rest) else ("l'", str(rest))


def in_french(text: str, before: str = "") -> str:
    """A name inside a French sentence, after `de`, `à` or nothing: `d'Audiens`, `du Centre`, `aux opticiens`, `la CNIL`."""
    article, rest = _apart(text)
    contracted = _CONTRACTED.get((before, article.lower()))
    if contracted:
        return f"{contracted} {rest}"
    named = f"{article}{rest}" if article == "l'" else f"{article} {rest}" if article else rest
    if before == "de" and not article and _elides(rest):
        return f"d'{rest}"
    return f"{before} {named}" if before else named


def after(text: str, need: str, lang: str) -> str:
    """A name after `de`, `à` or `le` (its article alone); in English, which has neither, the name as it is."""
    return in_french(text, "" if need == "le" else need) if lang == "fr" else str(text)


NEEDS = ("de", "à", "le")
"""What a gap can ask of a name."""


class Inflected:
    """A value whose words depend on the language and on what stands before it, as a day after `depuis`."""

    def inflected(self, need: str, lang: str) -> str:
        """The value with what stands before it, in `fr` or `en`; `need` is what the gap of the catalogue asks for, '' for nothing."""
        raise NotImplementedError


def agreed(value: object, need: str, lang: str) -> str:
    """A value as its gap needs it.

    `{n:# fiche|# fiches}` chooses the form by a count, or by whether a name is of several, and `#` is the value itself; `{n:#}` is
    a figure with its thousands apart. `{name:de}`, `{name:à}` and `{name:le}` are a name after these words, each name of a list
    by itself; `{name:code}` is a value as a program writes it. An `Inflected` value answers any other need. What remains are Python's
    own formats (`{seconds:g}`).
    """
    if need == "code":
        return repr(value)
    if need in NEEDS:
        named = rendered(value, lang) if isinstance(value, Mapping | Message) else value
        names = [named] if isinstance(named, str) or not isinstance(named, Sequence) else named
        return ", ".join(after(name if isinstance(name, str) else str(name), need, lang) for name in names)
    if "|" in need or "#" in need:
        one, _, many = need.partition("|")
        single = is_one(value, lang) if isinstance(value, int) else not getattr(value, "several", False)
        form = one if single or not many else many
        return form.replace("#", figure(value, lang) if isinstance(value, int) else str(rendered(value, lang)))
    if isinstance(value, Inflected):
        return value.inflected(need, lang)
    return format(rendered(value, lang), need)


@lru_cache(maxsize=4096)
def _parts(text: str) -> tuple[tuple[str, str | None, str], ...]:
    """The texts between the gaps of a text, each with the name of the gap behind it, None where there is none, and what that needs."""
    return tuple((between, gap, need or "") for between, gap, need, _ in string.Formatter().parse(text))


class Message(str):
    """A text in English that can be said in French. `key` is its id in the catalogue and never changes meaning."""

    __slots__ = ("_values", "_words", "key")

    key: str
    _words: Words
    _values: Mapping[str, object]

    def __new__(cls, key: str, words: Words, values: Mapping[str, object]) -> Message:
        """From the words of a catalogue and what stands in their gaps."""
        # an error stands as what it says: itself it would hold, by its traceback, all that was being read when it was raised
        values = {name: reason_of(value) if isinstance(value, Exception) else value for name, value in values.items()}
        message = super().__new__(cls, _filled(words, values, "en"))
        message.key, message._words, message._values = key, words, values
        return message

    def say(self, lang: str) -> str:
        """The text in `fr` or `en`."""
        return str.__str__(self) if lang == "en" else _filled(self._words, self._values, lang)

    def turned(self, turn: Callable[[str], str]) -> Message:
        """This message with its words turned into others, and those of the messages in its gaps; other values stay."""
        fr, en = self._words
        values = {name: _turned(value, turn) for name, value in self._values.items()}
        return Message(self.key, (turn(fr), turn(en)), values)

    def then(self, more: Message) -> Message:
        """This message with another behind it; what it is about stays the same."""
        return joined([self, more], "", self.key)


def _turned(value: object, turn: Callable[[str], str]) -> object:
    if isinstance(value, Message):
        return value.turned(turn)
    return [_turned(item, turn) for item in value] if isinstance(value, list | tuple) else value


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
    if isinstance(value, str | int):  # most values: what follows asks slower
        return value
    if isinstance(value, Inflected):
        return value.inflected("", lang)
    if isinstance(value, Mapping):
        return in_language(lang, value["fr"], value["en"])
    if isinstance(value, Sequence):
        return ", ".join(str(rendered(item, lang)) for item in value)
    return value


def said_by_language(text: str) -> dict[str, str]:
    """A message in each language, for another process; a plain text is the same in all."""
    return {lang: text.say(lang) if isinstance(text, Message) else text for lang in LANGUAGES}


def in_language(lang: str, fr: T, en: T) -> T:
    """Of two texts, the one in `fr` or `en`; where it is not there (None or ''), the other: data may hold one language only."""
    if lang == "fr" and type(fr) is str:
        return cast(T, spaced(cast(str, fr))) if fr else en
    return (fr or en) if lang == "fr" else (en or fr)


def _filled(words: Words, values: Mapping[str, object], lang: str) -> str:
    filled: list[str] = []
    for between, gap, need in _parts(in_language(lang, *words)):
        filled.append(between)
        if gap is not None:
            filled.append(agreed(values[gap], need, lang) if need else str(rendered(values[gap], lang)))
    return "".join(filled)


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
