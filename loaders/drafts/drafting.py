"""A draft of a record from an article: what rules read off it, each line with its places, and `TODO` for what a person decides.

The draft holds no sentence of the article and no name of a person. It decides no field, status, verb, direction, outcome, nor that two
names are one, or that a figure replaces another.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from maillon.graph.folding import fold_letters
from maillon.graph.privacy import personal_identifier
from maillon.loaders.drafts.candidates import NewNames, new_names
from maillon.loaders.drafts.days import relative_days, text_days
from maillon.loaders.drafts.known_names import KnownNames, Mention, shipped_names
from maillon.loaders.drafts.quantities import TextFigure, quantities_of
from maillon.loaders.drafts.sentences import Sentence, sentences_of
from maillon.loaders.drafts.voices import conditional_in, voice_in
from maillon.loaders.drafts.words import either
from maillon.loaders.kinds_of_data import kinds_named
from maillon.loaders.messages import messages
from maillon.loaders.names import public_name, slug
from maillon.loaders.records import shipped_records

if TYPE_CHECKING:
    from maillon.loaders.drafts.articles import ArticleText
    from maillon.wording import Message

KnownElsewhere: TypeAlias = Callable[[Collection[str]], Mapping[str, Sequence[str]]]
"""Asked for names: by name, the ids of what bears it elsewhere than in the shipped records."""


def nobody_called(names: Collection[str]) -> Mapping[str, Sequence[str]]:
    """Where there is no graph to ask."""
    return {}


@dataclass(slots=True)
class Line:
    """One thing that was found, with the places of the sentences in which it stands."""

    places: list[int] = field(default_factory=list)

    def at(self, place: int) -> None:
        """It stands there too."""
        if place not in self.places:
            self.places.append(place)


@dataclass(slots=True)
class Named(Line):
    """An organisation: its id, the name as written, whether it is known already, and whether its name is a word like others."""

    id: str = ""
    name: str = ""
    known: bool = True
    common: bool = False


@dataclass(slots=True)
class Dated(Line):
    """A date, and the word by which its sentence says that a thing may be so."""

    on: str = ""
    text: str = ""
    by: str = ""
    role: str = ""
    may: str = ""


@dataclass(slots=True)
class Counted(Line):
    """A figure, who says it as far as the sentence tells, and the word by which it may be so."""

    quantity: TextFigure = field(default_factory=lambda: TextFigure(None, None, False, "", "", 0))
    by: str = ""
    role: str = ""
    may: str = ""


@dataclass(slots=True)
class KindLine(Line):
    """A kind of data that a sentence names."""

    category: str = ""
    by: str = ""
    may: str = ""


@dataclass(slots=True)
class Related(Line):
    """A sentence that tells how organisations stand to one another: its word, and who is named in it."""

    word: str = ""
    parties: tuple[str, ...] = ()


@dataclass(slots=True)
class Spoken(Line):
    """A speaker: the id of an organisation, or a role alone."""

    by: str = ""
    role: str = ""


@dataclass(slots=True)
class Perhaps(Line):
    """A word by which a sentence without figure, date or kind of data says that a thing may be so."""

    word: str = ""


@dataclass(slots=True)
class Draft:
    """What an article gives. `persons` and `unsure` are for the eyes of who drafts: they stand in no file."""

    article: ArticleText
    source: str
    today: dt.date
    title: str | None
    publisher: str | None
    url: str | None
    organisations: list[Named]
    attackers: list[Named]
    dates: list[Dated]
    figures: list[Counted]
    kinds: list[KindLine]
    relations: list[Related]
    speakers: list[Spoken]
    conditionals: list[Perhaps]
    persons: tuple[str, ...]
    unsure: tuple[str, ...]
    relative: int

    @property
    def remarks(self) -> Sequence[Message]:
        """What the person should know: how the article was read, what is to review, and what is in no file."""
        parts: Sequence[Sequence[Line]] = (
            *(self.organisations, self.attackers, self.dates, self.figures, self.kinds, self.relations),
            *(self.speakers, self.conditionals),
        )
        said = [*self.article.remarks, messages("sketch.lines", n=sum(map(len, parts)))]
        said += [messages("sketch.relative", n=self.relative)] if self.relative else []
        said += [messages("sketch.persons", names=self.persons)] if self.persons else []
        said += [messages("sketch.unsure", names=self.unsure)] if self.unsure else []
        return said


def draft_article(article: ArticleText, today: dt.date, called: KnownElsewhere = nobody_called) -> Draft:
    """Read an article by rule.

    Args:
        article: its text and what is known of it.
        today: the day on which it was read.
        called: who else knows names, beside the shipped records.
    """
    known = shipped_names()
    sentences = list(sentences_of(article.text))
    mentions = [mention for s in sentences for mention in _moved(known.mentions(s.text), s.start)]
    names = new_names(sentences, mentions, article.language)
    reading = _Reading(article, known, sentences, mentions, names)
    reading.read(called([one.name for one in names.organisations]) if names.organisations else {})
    title, publisher, url = _without_persons(article, names, known)
    return Draft(
        article,
        _source_id(article, publisher, today, {i.removeprefix("source:") for i in shipped_records() if i.startswith("source:")}),
        today,
        title,
        publisher,
        url,
        sorted(reading.organisations.values(), key=lambda one: one.places[0]),
        sorted(reading.attackers.values(), key=lambda one: one.places[0]),
        list(reading.dates.values()),
        list(reading.figures.values()),
        list(reading.kinds.values()),
        reading.relations,
        list(reading.speakers.values()),
        list(reading.conditionals.values()),
        names.persons,
        names.unsure,
        sum(relative_days(s.text) for s in sentences),
    )


def _moved(mentions: Iterable[Mention], base: int) -> Iterable[Mention]:
    return (Mention(m.id, m.text, m.start + base, m.common) for m in mentions)


def _without_persons(article: ArticleText, names: NewNames, known: KnownNames) -> tuple[str | None, str | None, str | None]:
    """Title, publisher and address; None for one that may name a person."""
    told = list(sentences_of(article.title))
    found = [mention for s in told for mention in _moved(known.mentions(s.text), s.start)]
    persons = {fold_letters(name) for name in (*names.persons, *new_names(told, found, article.language).persons)}
    surnames = {word for name in persons for word in name.split() if len(word) > 3}
    in_title = personal_identifier(article.title) or any(name in fold_letters(article.title) for name in persons)
    title = None if in_title else article.title
    publisher = None if article.publisher and public_name(article.publisher).dropped else article.publisher
    in_url = personal_identifier(article.url) or surnames & set(re.split(r"[^a-z]+", fold_letters(article.url)))
    url = None if in_url else article.url
    return title, publisher, url


def _source_id(article: ArticleText, publisher: str | None, today: dt.date, taken: Collection[str]) -> str:
    base = (
        f"{slug(publisher)[:60].strip('-')}-{article.published or 'undated'}"
        if publisher
        else f"article-{article.published or today.isoformat()}"
    )
    others = (f"{base}-{n}" for n in range(2, 1000))
    return base if base not in taken else next(name for name in others if name not in taken)


_RELATION = re.compile(rf"(?<!\w){either('relation')}(?!\w)", re.IGNORECASE)
_RELATION_ALONE = re.compile(rf"(?<!\w){either('relation_alone')}(?!\w)", re.IGNORECASE)
_DATA_CUE = re.compile(rf"(?<!\w){either('data_cue')}(?!\w)", re.IGNORECASE)
_NEGATED = re.compile(rf"(?<!\w){either('negation')}(?!\w)\s?", re.IGNORECASE)
_NO_DATA = re.compile(rf"(?<!\w){either('no_data')}(?!\w)", re.IGNORECASE)
_ELSE = " elsewhere "
"""In their place: a word that names nothing."""
_BEFORE_LIST = re.compile(rf"^.*(?:(?<!\w){either('data_cue')}(?!\w)|\d)\s*", re.IGNORECASE)
"""Up to the word or number after which a list stands: `112 000 adresses`, `the stolen data included names`."""
_SAYS_NOTHING = {"personal-data", "sensitive-personal-data", "other-data", "unknown-data"}
"""Kinds that tell no more than that it was data."""
_GONE = "\x00"
"""Stands for each letter of a date where figures are looked for."""
_LIST_ITEM = 60
"""Characters of an item of a list: it needs no cue of its own."""
_MOST_PARTIES = 8


@dataclass(slots=True)
class _Reading:
    """One article being read, sentence by sentence."""

    article: ArticleText
    known: KnownNames
    sentences: Sequence[Sentence]
    mentions: Sequence[Mention]
    names: NewNames
    organisations: dict[str, Named] = field(default_factory=dict)
    attackers: dict[str, Named] = field(default_factory=dict)
    dates: dict[tuple[str, ...], Dated] = field(default_factory=dict)
    figures: dict[tuple[object, ...], Counted] = field(default_factory=dict)
    kinds: dict[tuple[str, ...], KindLine] = field(default_factory=dict)
    relations: list[Related] = field(default_factory=list)
    speakers: dict[tuple[str, str], Spoken] = field(default_factory=dict)
    conditionals: dict[str, Perhaps] = field(default_factory=dict)

    def read(self, called: Mapping[str, Sequence[str]]) -> None:
        """Fill what is found; `called`: the ids of candidates that bear a name which is known elsewhere."""
        parties: list[tuple[int, int, str]] = []
        for mention in self.mentions:
            one = self.organisations.setdefault(mention.id, Named([], mention.id, mention.text, True, mention.common))
            one.at(self._sentence_at(mention.start).start)
            parties.append((mention.start, mention.end, mention.id))
        for candidate in self.names.organisations:
            new = f"org:{slug(candidate.name)}"
            new = f"{new}-2" if new in self.known.ids else new
            held = called.get(candidate.name, ())
            for identifier in held or [new]:
                one = self.organisations.setdefault(identifier, Named([], identifier, candidate.name, bool(held), len(held) > 1))
                for place in candidate.places:
                    one.at(self._sentence_at(place).start)
                    parties.append((place, place + len(candidate.name), identifier))
        for candidate in self.names.attackers:
            new = f"actor:{slug(candidate.name)}"
            new = f"{new}-2" if new in self.known.ids else new
            one = self.attackers.setdefault(new, Named([], new, candidate.name, False))
            for place in candidate.places:
                one.at(self._sentence_at(place).start)
                parties.append((place, place + len(candidate.name), new))
        parties.sort()
        for sentence in self.sentences:
            end = sentence.start + len(sentence.text)
            self._sentence(sentence, [(a - sentence.start, b - sentence.start, i) for a, b, i in parties if sentence.start <= a < end])

    def _sentence_at(self, place: int) -> Sentence:
        return next(s for s in reversed(self.sentences) if s.start <= place)

    def _sentence(self, sentence: Sentence, parties: Sequence[tuple[int, int, str]]) -> None:
        text, at = sentence.text, sentence.start
        voice = voice_in(text, [(a, b) for a, b, _ in parties])
        by = parties[voice.party][2] if voice and voice.party is not None else ""
        by = by if by.startswith(("org:", "actor:")) else ""
        role = voice.role if voice else ""
        may = conditional_in(text)
        told = False
        undated = text
        for day in text_days(text, self.article.language):
            undated = f"{undated[: day.start]}{_GONE * len(day.text)}{undated[day.start + len(day.text) :]}"
            self.dates.setdefault((day.on, by, may), Dated([], day.on, day.text.rstrip("."), by, role, may)).at(at)
            told = True
        for quantity in quantities_of(undated):
            key = (
                quantity.low,
                quantity.high,
                quantity.text if quantity.low is quantity.high is None else "",
                quantity.unit.lower(),
                by,
                may,
            )
            self.figures.setdefault(key, Counted([], quantity, by, role, may)).at(at)
            told = True
        unnamed = text
        for a, b, _ in parties:  # `Physician's Office` names no doctor
            unnamed = f"{unnamed[:a]}{' ' * (b - a)}{unnamed[b:]}"
        for category in sorted(self._kinds(unnamed) - _SAYS_NOTHING):
            self.kinds.setdefault((category, by, may), KindLine([], category, by, may)).at(at)
            told = True
        ids = tuple(dict.fromkeys(i for _, _, i in parties if not i.startswith("actor:")))
        found = _RELATION.search(text) if len(ids) > 1 else _RELATION_ALONE.search(text) if ids else None
        if found:
            self.relations.append(Related([at], found.group().lower(), ids[:_MOST_PARTIES]))
        if voice and (by or role):
            self.speakers.setdefault((by, role), Spoken([], by, role)).at(at)
        if may and not told:
            self.conditionals.setdefault(may.lower(), Perhaps([], may.lower())).at(at)

    def _kinds(self, text: str) -> set[str]:
        """Kinds of data that a sentence names; what it says of them, a person decides, also where it says no."""
        if len(text) > _LIST_ITEM and not _DATA_CUE.search(text):
            return set()
        bare = _NO_DATA.sub(_ELSE, _NEGATED.sub("", text))
        lists = re.split(r"[,;:()«»“”\"]|\b(?:et|ou|and|or|ainsi que|as well as|qui|dont|which|that|who)\b", bare)
        parts = [piece for part in lists for piece in (part, _BEFORE_LIST.sub("", part))]
        return {category for part in parts for category in kinds_named(part, self.article.language)}
