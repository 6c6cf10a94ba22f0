"""Rows of a table that are incidents: victim, supplier, days, figures, kinds of data, as the mapping says which column is what.

Nothing is guessed: a word of the table means what the mapping's `words` say, a kind of data also what `kinds-of-data.yaml` says; one that
they do not know is counted as unread.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from maillon.graph import name_matching as naming
from maillon.graph.dates import parse_date
from maillon.graph.model import Effect
from maillon.graph.records import (
    Action,
    Affected,
    Attribution,
    Bilingual,
    ClaimStatement,
    Compromised,
    DataStatement,
    Dates,
    DateStatement,
    IncidentRecord,
    Notification,
    Population,
    Relation,
    ThreatActor,
)
from maillon.loaders import categories, names
from maillon.loaders.cell_dates import read_date, read_end
from maillon.loaders.kinds_of_data import kinds_named
from maillon.loaders.links import link_source
from maillon.loaders.messages import messages
from maillon.loaders.name_cells import NameCell, cell_relations, read_name_cell
from maillon.loaders.placeholders import placeholder
from maillon.loaders.table_mapping import DATES, TableMapping, check_term
from maillon.loaders.unknown_words import UnknownWords
from maillon.loaders.volumes import Volume, read_figures, whole_number
from maillon.wording import Message, RefusedError

if TYPE_CHECKING:
    from maillon.loaders.parties import Parties

_FIELD_OF_UNIT = {
    "persons": "persons-concerned",
    "accounts": "accounts-concerned",
    "clients": "clients",
    "organisations": "organisations-concerned",
    "files": "files",
    "entries": "entries",
}
_EXPOSED = {"observed": "exposed", "possible": "possible", "not_affected": "not_exposed"}
_OUTCOME = {"claimed": "possible", "contested": "possible", "retracted": "not_affected"}
"""What a status leaves of an outcome of which the row says nothing."""
_YES = frozenset({"yes", "y", "true", "1", "x", "oui", "o", "vrai"})
_NO = frozenset({"no", "n", "false", "0", "non", "faux"})
"""What reads the kinds of data in notices, by the language of the table."""
_VERIS = re.compile(r"(?:malware|hacking|social|misuse|physical|error|environmental|unknown)(?:\.[a-z0-9][a-z0-9 _-]*)?")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
"""A letter as JSON writes it, in a cell that holds JSON."""
_PLURAL = re.compile(r"(?<=ss)es$|(?<=[^s])[sx]$")
_BETWEEN_DAYS = re.compile(
    r"(?:(?<!\s)\s++)?[,;]\s*+(?=[^\s\d,;]*+\d)|(?<!\s)\s++(?:-|–|—|to|through|and|au|à|et)\s+|(?:(?<!\s)\s++)?(?:–|—)\s*+"
    r"|(?<=\d{4})\s*+-\s*+(?=\d{1,2}[/.])|(?<=/\d\d)\s*+-\s*+(?=\d{1,2}/\d{1,2}/\d\d)"
    r"|(?<=/\d{4})\s*+(?=\d{1,2}/\d{1,2}/\d{4})"  # lines of a page that ran together
)
_OF_NOTICE = re.compile(
    r"(?i)(?:(?<!\s)\s++)?\((?:\d(?:st|nd|rd|th)\s+)?(?:supplement(?:al)?|substitute|amended|updated?|revised|complémentaire|rectificati(?:f|ve))"
    r"(?:\s+noti(?:ce|fication))?\)"
)
"""Which of several notices a day is of: no part of the day."""

Values = Mapping[str, str]
PartyOf = Callable[[Values, str], str]
"""From the values of a row, with one name in place of several, to the id of its victim."""


@dataclass(slots=True)
class RowReader:
    """One row on its way into a record. `unread` counts what no word of the mapping knows."""

    mapping: TableMapping
    values: Values
    cells: Mapping[str, str]
    """All cells by header, for the columns that answer yes or no."""
    place: tuple[str, int]
    """File and line."""
    content: str
    """Twelve hex digits of what the row holds."""
    suppliers: frozenset[str]
    """Names, folded, that its table shows to be suppliers."""
    parties: Parties
    unread: Counter[str] = field(default_factory=Counter)
    remarks: list[Message] = field(default_factory=list)
    """What is said of the row beside its record."""
    unknown: UnknownWords = field(default_factory=UnknownWords)
    """Words of its cells that no table knows."""

    @property
    def evidence(self) -> str:
        """The source of what the row says, with the place in it."""
        return f"{self.mapping.dataset}#{self.values.get('locator', f'row {self.content}')}"

    @property
    def stem(self) -> str:
        """What names the incident: a day and its first victim, and no name of a person in it."""
        first = self.several("victim")[:1]
        cell = read_name_cell(first[0], self.suppliers).name if first else ""
        public = names.public_name(cell, wary=self.parties.wary) if cell else None
        who = names.slug(public.name) if public and public.name else "unnamed"
        day = next(
            (str(edtf) for name in ("reported", "disclosed", "occurred", "occurred_from", "detected") if (edtf := self.day(name))), None
        )
        return f"{re.sub(r'[^0-9-]+', '-', day).strip('-') if day else 'undated'}-{who}"

    def check_days(self) -> None:
        """See that every date of the row is one, before anything is made of it.

        Raises:
            RefusedError: a cell is no date.
        """
        for name in DATES["incidents"]:
            self.day(name)

    def several(self, name: str) -> list[str]:
        """The parts of a cell that holds several: between the separator of the mapping (a semicolon), outside brackets."""
        between = re.escape(self.mapping.separators.get(name, ";"))
        parts = [part.strip() for part in re.split(rf"{between}(?![^(]*\))", self.values.get(name, ""))]
        empty = {word.casefold() for word in self.mapping.empty}
        return list(dict.fromkeys(part for part in parts if part and part.casefold() not in empty))

    def meant(self, name: str, text: str) -> str | None:
        """What a word of the table means by the mapping; None where it is not known, which is counted."""
        table = {naming.fold_name(word): meaning for word, meaning in self.mapping.words.get(name, {}).items()}
        meaning = table.get(naming.fold_name(text))
        if meaning is not None:
            return meaning
        try:
            check_term(name, text, name)
        except RefusedError:
            self.unread[messages("unread.word", field=name)] += 1
            return None
        return text

    def one_of(self, name: str, otherwise: str | None) -> str | None:
        """The meaning of a cell that holds one word of a short list."""
        text = self.values.get(name)
        return (self.meant(name, text) or otherwise) if text else otherwise

    def day(self, name: str) -> str | None:
        """A date of the row as EDTF; of several days in a cell, the time from the first to the last."""
        text = re.sub(r"(?<=\d)\s*+/\s*+(?=\d)", "/", _OF_NOTICE.sub("", self.values.get(name, ""))).strip(" ,;")
        if not text:
            return None
        read_cell = read_end if name == "occurred_to" else read_date
        try:
            return read_cell(text, self.mapping.dates, name)
        except RefusedError:
            parts = [part for part in _BETWEEN_DAYS.split(text) if part.strip()]
            if len(parts) < 2:
                raise
            days = [edtf for part in parts if (edtf := read_date(part, self.mapping.dates, name))]
        if not days:
            return None
        bounds = [parse_date(edtf) for edtf in days]
        first = min((b for b in bounds if b.first), key=lambda b: b.first or dt.date.max)
        last = max((b for b in bounds if b.last), key=lambda b: b.last or dt.date.min)
        return first.text if first.text == last.text else parse_date(f"{first.text}/{last.text}").text

    def occurred(self) -> str | None:
        """When it took place: a bound that no column gives is none; what was known on a day had happened by then."""
        begin, end = self.day("occurred_from"), self.day("occurred_to")
        if begin and end and begin != end:
            first, last = parse_date(begin).first, parse_date(end).last
            if first and last and last < first:
                self.remarks.append(messages("cell.reversed_days", end=end, start=begin))
                begin = end = None
        if begin and end:
            return begin if begin == end else parse_date(f"{begin}/{end}").text
        if begin or end:
            return f"{begin}/.." if begin else f"../{end}"
        whole = self.day("occurred")
        if whole:
            return whole
        known = [self.day(name) for name in ("detected", "disclosed", "reported")]
        published = self.mapping.source.published_on
        days = [last.isoformat() for edtf in [*known, *([published] if published else [])] if edtf and (last := parse_date(edtf).last)]
        return f"../{min(days)}" if days else None

    def volumes(self) -> list[Volume]:
        """The figures of the cell, with the unit and the qualifier of the row."""
        text = self.values.get("figure")
        if not text:
            return []
        try:
            n = whole_number(text, "figure")
        except RefusedError:
            found = read_figures(text)
            if found.unread:
                self.unread[messages("unread.figure")] += len(found.unread)
            volumes = list(found.volumes)
        else:
            volumes = [] if n is None else [Volume(n, n, None, False, text)]
        match self.one_of("qualifier", None):
            case "at-least":
                return [Volume(v.low, None, v.unit, v.approximate, v.text) for v in volumes]
            case "at-most":
                return [Volume(None, v.high, v.unit, v.approximate, v.text) for v in volumes]
            case "about":
                return [Volume(v.low, v.high, v.unit, True, v.text) for v in volumes]
        return volumes

    def data(self, outcome: str) -> dict[str, str]:
        """Kinds of data with what became of them: words of a cell, and columns that say yes or no."""
        found: dict[str, str] = {}
        between = self.mapping.separators.get("data")
        empty = {naming.fold_name(word) for word in self.mapping.empty}
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), self.values.get("data", ""))
        for item in re.split(re.escape(between) if between else r"[;,|\n\"\[\]{}]", text):
            folded = naming.fold_name(item)
            if not folded or placeholder(item) or folded in empty:
                continue
            known = self._kinds(item)
            if not known:
                self.unread[messages("unread.data")] += 1
            found |= dict.fromkeys(sorted(known), _EXPOSED[outcome])
        for header, category in self.mapping.data_columns.items():
            answer = naming.fold_name(self.cells.get(header, ""))
            if answer in _YES:
                found[category] = _EXPOSED[outcome]
            elif answer in _NO:
                found.setdefault(category, "not_exposed")
            elif answer and not placeholder(answer):
                self.unread[header] += 1
        return found

    def _kinds(self, item: str) -> set[str]:
        """The categories that an item names: by the mapping's words, the longest first, by id, or as lists of its language put it."""
        return told_kinds(item, self.mapping) or kinds_named(item, self.mapping.source.language or "")


def told_kinds(item: str, mapping: TableMapping) -> set[str]:
    """The categories that an item names by its id, or by the words of the mapping, the longest first."""
    if item.strip() in categories.known_categories():
        return {item.strip()}
    words = {_singular(word): meaning for word, meaning in mapping.words.get("data", {}).items()}
    rest = _singular(item)
    known = set()
    for word in sorted(words, key=len, reverse=True):
        if word in rest:
            known.add(words[word])
            rest = rest.replace(word, " | ")  # `e-mail address` is no postal address
    return known


@lru_cache(maxsize=65536)
def _singular(text: str) -> str:
    """A text folded, between spaces, without the plural of its words."""
    words = naming.fold_name(text).split()
    return f" {' '.join(_PLURAL.sub('', word) if len(word) > 3 else word for word in words)} "


def incident_of(row: RowReader, identifier: str, party_of: PartyOf) -> IncidentRecord:
    """The record of a row.

    Raises:
        ValueError: nobody was hit, or a cell is not what its column holds.
    """
    mapping, values, parties = row.mapping, row.values, row.parties
    links = [link for text in re.split(r"[;\s]+", values.get("source_url", "")) if text and (link := link_source(text, parties))]
    evidence = [row.evidence, *sorted(set(links))]
    status, outcome = _standing(row)
    authority = values.get("authority")
    office = parties.named(authority, evidence=evidence[0], row=f"{identifier}.authority", roles=["Regulator"]) if authority else None
    said: dict[str, Any] = {"status": status, "by": office, "evidence": evidence}
    cells = [_name_cell(name, row) for name in row.several("victim")]
    cells = [cell for cell in cells if placeholder(cell.name) is None]
    victims = [party_of({**values, **_named_in(cell)}, f"{identifier}{f'.{n}' if n else ''}") for n, cell in enumerate(cells)]
    victims = victims or [_unnamed(row, identifier, evidence[0])]
    suppliers = [
        parties.named(name, evidence=evidence[0], row=f"{identifier}.supplier-{n}", roles=["ServiceProvider"])
        for n, name in enumerate(row.several("supplier"))
        if placeholder(name) is None
    ]
    suppliers = [s for s in dict.fromkeys(suppliers) if s not in victims]
    relations = _relations(row, cells, victims, suppliers, identifier, evidence, said)
    effects = _effects(row)
    title = values.get("title")
    day = row.occurred()
    party = parties.name_of(victims[0])
    clients = [r.who for r in relations if r.verb == "delegates_to" and r.who not in victims]
    struck: list[Effect | None] = [*effects] or [None]
    return IncidentRecord(
        id=f"{mapping.dataset}/{identifier}",
        title=_title(mapping, title) if title else Bilingual.of(messages("title.leak", party=party, day=day or "?")),
        effects=effects if outcome != "not_affected" else [],
        actions=_actions(row, said),
        dates=_dates(row, day, said),
        compromised=_broke(row, victims, suppliers, relations, outcome, said),
        data=[
            DataStatement(category=parties.category(categories.known_categories()[category]), outcome=exposed, **said)
            for category, exposed in sorted(row.data(outcome).items())
        ],
        claims=_claims(row, victims, said),
        affected=[
            *(Affected(party=v, outcome=outcome, effect=effect, **said) for v in dict.fromkeys(victims) for effect in struck),
            *(
                Affected(party=c, outcome="possible", **{**said, "status": "reported"})
                for c in dict.fromkeys(clients)
                if outcome != "not_affected"
            ),
        ],
        notified=_notified(row, victims, office, said),
        attributed_to=_actors(row, evidence, said),
        relations=relations,
        evidence=evidence,
    )


def _standing(row: RowReader) -> tuple[str, str]:
    """Status and outcome. A word that the mapping does not translate may mean anything: then it is no more than possible."""
    status, outcome = (row.one_of(name, None) for name in ("status", "outcome"))
    if outcome is None:
        untold = "outcome" in row.values or ("status" in row.values and status is None)
        outcome = "possible" if untold else _OUTCOME.get(status or "", "observed")
    return status or "reported", outcome


def _name_cell(text: str, row: RowReader) -> NameCell:
    """A name, taken apart; one that stands on two lines stays on them, since it may be two."""
    cell = read_name_cell(text, row.suppliers)
    return NameCell(text) if cell == NameCell(naming.clean_name(text)) else cell


def _named_in(cell: NameCell) -> dict[str, str]:
    """The name of a victim, and its other name where the cell gives one."""
    return {"victim": cell.name, **({"alias": cell.alias} if cell.alias else {})}


def _unnamed(row: RowReader, identifier: str, evidence: str) -> str:
    """The victim of a row that names none, but says something else.

    Raises:
        RefusedError: the row says nothing.
    """
    if not row.values.keys() & {*DATES["incidents"], "figure", "residents", "data", "actor", "supplier", "title"}:
        raise RefusedError(messages("cell.nobody", column="victim"))
    words = Bilingual.of(messages("party.victim", stem=identifier))
    return row.parties.unnamed(f"unnamed-victim.{identifier}", words, evidence=evidence)


def _title(mapping: TableMapping, text: str) -> Bilingual:
    language = mapping.source.language
    return Bilingual(**{language if language in Bilingual.model_fields else "en": text})


def _relations(
    row: RowReader,
    cells: Sequence[NameCell],
    victims: Sequence[str],
    suppliers: Sequence[str],
    identifier: str,
    evidence: Sequence[str],
    said: Mapping[str, Any],
) -> list[Relation]:
    seen = row.day("disclosed") or row.day("reported")
    told = {**said, "by": None, "seen_on": seen}
    relations = [Relation(who=v, delegates_to=s, **told) for v in dict.fromkeys(victims) for s in suppliers]
    for number, (cell, victim) in enumerate(zip(cells, victims, strict=False)):
        mark = f"{identifier}{f'.{number}' if number else ''}"
        relations += cell_relations(cell, victim, row.parties, row=mark, evidence=evidence[0])
    return relations


def _effects(row: RowReader) -> list[Effect]:
    texts = row.several("effect")
    if not texts:
        return [Effect.CONFIDENTIALITY] if "effect" not in row.mapping.columns else []
    return sorted({Effect(meaning) for text in texts if (meaning := row.meant("effect", text))})


def _actions(row: RowReader, said: Mapping[str, Any]) -> list[Action]:
    found = []
    for text in row.several("action"):
        meaning = row.meant("action", text)
        if meaning is not None and _VERIS.fullmatch(meaning):
            found.append(meaning)
        elif meaning is not None:
            row.unread[messages("unread.word", field="action")] += 1
    return [Action(veris=veris, **said) for veris in sorted(set(found))]


def _dates(row: RowReader, occurred: str | None, said: Mapping[str, Any]) -> Dates:
    def reading(edtf: str | None) -> list[DateStatement]:
        return [DateStatement(on=edtf, **said)] if edtf else []

    if occurred is None:
        row.unread[messages("unread.no_day")] += 1
    return Dates(occurred=reading(occurred), detected=reading(row.day("detected")), disclosed=reading(row.day("disclosed")))


def _broke(
    row: RowReader, victims: Iterable[str], suppliers: Iterable[str], relations: Sequence[Relation], outcome: str, said: Mapping[str, Any]
) -> list[Compromised]:
    """Where it broke, where the table says it; with a supplier beside the victim it does not, unless a column or constant does."""
    if outcome == "not_affected":
        return []
    where = row.one_of("broke_at", None)
    at = {"victim": [*victims], "supplier": [*suppliers]}.get(where or "", [] if relations else [*victims])
    told = said if where else {**said, "status": "reported" if said["status"] == "confirmed" else said["status"]}
    return [Compromised(at=party, **told) for party in dict.fromkeys(at)]


def _claims(row: RowReader, victims: Sequence[str], said: Mapping[str, Any]) -> list[ClaimStatement]:
    claims: list[ClaimStatement] = []
    scope = [*dict.fromkeys(victims)]
    made_on = row.day("reported") or row.day("disclosed")
    unit_given = row.one_of("unit", None)
    for volume in row.volumes():
        if volume.unit == "bytes":
            text = Bilingual(fr=volume.text, en=volume.text)
            claims.append(ClaimStatement(field="data-volume", text=text, scope=scope, made_on=made_on, **said))
            continue
        unit = unit_given or volume.unit or "entries"
        note = None if unit_given or volume.unit else Bilingual.of(messages("note.unit"))
        counts = row.values.get("counts") or _FIELD_OF_UNIT.get(unit)
        if counts is None:
            raise RefusedError(messages("mapping.counts", unit=unit))
        figure = {"low": volume.low, "high": volume.high, "approximate": volume.approximate, "unit": unit}
        claims.append(ClaimStatement(field=counts, **figure, scope=scope, made_on=made_on, note=note, **said))
    residents = row.values.get("residents")
    n = None
    try:
        n = whole_number(residents, "residents") if residents else None
    except RefusedError:  # `about 300`: a state's own table holds whole numbers
        row.unread[messages("unread.figure")] += 1
    where = row.values.get("residents_of")
    if n is not None and where is None:
        row.unread[messages("unread.figure")] += 1
    elif n is not None and where:
        cohort = f"population:{row.mapping.dataset}/residents.{names.slug(where)}"
        words = Bilingual.of(messages("people.residents", state=where))
        row.parties.add(cohort, Population(id=cohort, name=words, people="residents", evidence=[row.mapping.dataset]))
        figure = {"low": n, "high": n, "unit": "persons"}
        claims.append(ClaimStatement(field="residents-concerned", **figure, scope=scope, population=cohort, made_on=made_on, **said))
    return claims


def _notified(row: RowReader, victims: Iterable[str], office: str | None, said: Mapping[str, Any]) -> list[Notification]:
    on = row.day("reported")
    if office is None or on is None:
        return []
    duty = row.one_of("duty", "other")
    return [Notification(**{"from": victim}, to=office, on=on, duty=duty, **said) for victim in dict.fromkeys(victims)]


def _actors(row: RowReader, evidence: Sequence[str], said: Mapping[str, Any]) -> list[Attribution]:
    found = []
    for name in row.several("actor"):
        if placeholder(name) is not None:
            continue
        if names.public_name(name, wary=row.parties.wary).person:
            row.unread[messages("unread.person", field="actor")] += 1
            continue
        identifier = f"actor:{row.mapping.dataset}/{names.slug(name)}"
        row.parties.add(identifier, ThreatActor(id=identifier, name=name, evidence=[row.mapping.dataset]))
        found.append(Attribution(actor=identifier, **said))
    return found


def numbered(rows: Iterable[RowReader]) -> list[tuple[str, RowReader]]:
    """Rows with their ids: of several of one victim and day, those after the first by what they hold bear a number."""
    taken: Counter[str] = Counter()
    found = []
    stems = [(row.stem, row.values.get("locator", ""), row.content, row) for row in rows]
    for stem, _, _, row in sorted(stems, key=lambda item: item[:3]):
        taken[stem] += 1
        found.append((stem if taken[stem] == 1 else f"{stem}.{taken[stem]}", row))
    return found
