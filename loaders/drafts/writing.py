"""A draft as YAML to review: every text from outside is quoted, what a person decides stands as `TODO` with the choices beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from maillon.loaders.categories import known_categories
from maillon.loaders.drafts.sentences import sentences_of
from maillon.loaders.messages import messages
from maillon.loaders.records import shipped_records
from maillon.loaders.undecided import CHOICES, TODO, UNPLACED
from maillon.wording import Message

if TYPE_CHECKING:
    from maillon.loaders.drafts.articles import ArticleText
    from maillon.loaders.drafts.drafting import Draft, Named


def draft_yaml(draft: Draft, lang: str) -> str:
    """The draft as one document of the kind `article`; its comments are in `lang`."""
    return "\n".join(_Writer(draft, lang).lines()) + "\n"


def sentences_listed(article: ArticleText) -> str:
    """The text that was read, a sentence a line after its place, to review a draft beside it."""
    return "".join(f"{sentence.start}\t{sentence.text}\n" for sentence in sentences_of(article.text))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


class _Writer:
    def __init__(self, draft: Draft, lang: str) -> None:
        self._draft, self._lang = draft, lang

    def _say(self, key: str, **values: object) -> str:
        return messages.say(f"sketch.{key}", self._lang, **values)

    def lines(self) -> Iterator[str]:
        """Line by line."""
        yield f"# {self._say('head')}"
        yield f"# {self._say('how')}"
        yield "kind: article"
        yield from self._source()
        new = [one for one in self._draft.organisations if not one.known]
        if new:
            yield f"organisations:  # {self._say('organisations', allowed=CHOICES['roles'])}"
            yield from map(self._organisation, new)
        if self._draft.attackers:
            yield f"threat_actors:  # {self._say('attackers')}"
            yield from map(self._attacker, self._draft.attackers)
        yield from self._categories()
        yield "incident:"
        yield f"  id: {TODO}  # {self._say('id')}"
        yield f"  title: {{fr: {TODO}, en: {TODO}}}"
        yield f"  effects: [{TODO}]  # {', '.join(CHOICES['effects'])}"
        yield f"  evidence: [{self._draft.source}]"
        yield from self._dates()
        yield f"  compromised:  # {self._say('compromised')}"
        yield f"    - {{at: {TODO}, evidence: [{self._draft.source}]}}"
        yield from self._kinds()
        yield from self._claims()
        yield from self._relations()
        yield from self._found()

    def _source(self) -> Iterator[str]:
        draft, article = self._draft, self._draft.article
        yield "sources:"
        yield f"  - id: {draft.source}"
        yield f"    publisher: {self._text(draft.publisher)}"
        yield f"    rank: {TODO}  # {', '.join(CHOICES['rank'])}"
        for name, value in (("title", draft.title), ("url", draft.url)):
            if value != "":
                yield f"    {name}: {self._text(value)}"
        yield f"    published_on: {article.published or TODO}" + ("" if article.published else "  # undated: true")
        yield f"    accessed_on: {draft.today.isoformat()}"
        yield f"    language: {article.language}"

    def _text(self, value: str | None) -> str:
        """A text of the article's surroundings; None is one that may name a person."""
        return f"{TODO}  # {self._say('person')}" if value is None else _quoted(value) if value else TODO

    def _evidence(self, places: Sequence[int]) -> str:
        return f"evidence: [{', '.join(f'{self._draft.source}#char={place}' for place in sorted(places))}]"

    def _organisation(self, one: Named) -> str:
        times = self._note(messages("sketch.times", n=len(one.places)) if len(one.places) > 1 else None)
        return f"  - {{id: {one.id}, name: {_quoted(one.name)}, roles: [{TODO}], {self._evidence(one.places[:1])}}}{times}"

    def _attacker(self, one: Named) -> str:
        """A name under which somebody attacks: that it is no person's, a person decides by writing it."""
        times = messages("sketch.times", n=len(one.places)) if len(one.places) > 1 else None
        return f"  - {{id: {one.id}, name: {TODO}, {self._evidence(one.places[:1])}}}{self._note(_quoted(one.name), times)}"

    def _note(self, *parts: Message | str | None) -> str:
        said = [part.say(self._lang) if isinstance(part, Message) else part for part in parts if part]
        return f"  # {' · '.join(said)}" if said else ""

    def _may(self, word: str) -> Message | None:
        return messages("sketch.may", word=_quoted(word)) if word else None

    def _role(self, role: str) -> Message | None:
        return messages("sketch.role", role=_quoted(role)) if role else None

    def _dates(self) -> Iterator[str]:
        if self._draft.dates:
            yield "  dates:"
            yield f"    {TODO}:  # {self._say('dates', allowed=CHOICES['dates'])}"
        for one in self._draft.dates:
            note = self._note(_quoted(one.text), self._role(one.role), self._may(one.may))
            yield f"      - {{on: {one.on}, {self._by(one.by)}{self._evidence(one.places)}}}{note}"

    @staticmethod
    def _by(by: str) -> str:
        return f"by: {by}, " if by else ""

    def _categories(self) -> Iterator[str]:
        """Kinds of data that the registry of the shipped records does not have."""
        shipped = shipped_records()
        new = sorted({one.category for one in self._draft.kinds if f"data:{one.category}" not in shipped})
        if new:
            yield "data_categories:"
        for identifier in new:
            name = known_categories()[identifier].name
            special = ", special: true" if known_categories()[identifier].special else ""
            yield f"  - {{id: {identifier}, name: {{fr: {_quoted(name.fr or '')}, en: {_quoted(name.en or '')}}}{special}}}"

    def _kinds(self) -> Iterator[str]:
        if self._draft.kinds:
            yield f"  data:  # {self._say('data', allowed=CHOICES['outcome'], of=CHOICES['of'])}"
        for one in self._draft.kinds:
            said = f"category: {one.category}, outcome: {TODO}, of: {TODO}, {self._by(one.by)}{self._evidence(one.places)}"
            yield f"    - {{{said}}}{self._note(self._may(one.may))}"

    def _claims(self) -> Iterator[str]:
        if self._draft.figures:
            yield f"  claims:  # {self._say('claims', allowed=CHOICES['unit'], status=CHOICES['status'])}"
        for one in self._draft.figures:
            figure = one.quantity
            bounds = [f"{name}: {value}" for name, value in (("low", figure.low), ("high", figure.high)) if value is not None]
            said = [f"field: {TODO}", *(bounds or [f"low: {TODO}"])]
            said += ["approximate: true"] if figure.approximate else []
            said += [f"unit: {TODO}", *([f"by: {one.by}"] if one.by else []), f"status: {TODO}", self._evidence(one.places)]
            note = self._note(_quoted(f"{figure.text} {figure.unit}".strip()), self._role(one.role), self._may(one.may))
            yield f"    - {{{', '.join(said)}}}{note}"

    def _relations(self) -> Iterator[str]:
        if self._draft.relations:
            yield f"  relations:  # {self._say('relations', allowed=CHOICES['relations'])}"
        for one in self._draft.relations:
            note = self._note(_quoted(one.word), ", ".join(one.parties))
            yield f"    - {{who: {TODO}, {TODO}: {TODO}, {self._evidence(one.places)}}}{note}"

    def _found(self) -> Iterator[str]:
        draft = self._draft
        known = [one for one in draft.organisations if one.known]
        if not (known or draft.speakers or draft.conditionals):
            return
        yield f"{UNPLACED}:  # {self._say('found')}"
        for one in known:
            doubt = self._note(messages("sketch.common") if one.common else None)
            yield f"  - {{known: {one.id}, as: {_quoted(one.name)}, char: {one.places}}}{doubt}"
        for speaker in draft.speakers:
            said = [f"speaker: {speaker.by}"] if speaker.by else []
            said += [f"role: {_quoted(speaker.role)}"] if speaker.role else []
            yield f"  - {{{', '.join(said)}, char: {speaker.places}}}"
        for perhaps in draft.conditionals:
            yield f"  - {{may: {_quoted(perhaps.word)}, char: {perhaps.places}}}"
