"""Whether an organisation is concerned, as a document: what nobody has decided first, then a row for each contract or path and incident."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillon.queries.concerned import Ask, Concerned, ConcernedRow, Kind
from maillon.reports.document import Document, Section, Table
from maillon.reports.exposed_data import exposed_text
from maillon.reports.formatting import day_range, labelled, name_of, size_text
from maillon.reports.messages import messages
from maillon.reports.readings import contest_text, voices
from maillon.reports.relation_lines import arrow_json, shown_json
from maillon.reports.spoken_days import spoken

if TYPE_CHECKING:
    from maillon.queries.cypher_reader import CypherReader
    from maillon.queries.groups import InGroup
    from maillon.queries.lookalikes import Lookalike
    from maillon.queries.subgraph import Arrow, Node
    from maillon.wording import Message

ARTICLES: Mapping[Ask, tuple[str, ...]] = {
    Ask.INCIDENT: ("GDPR 33(2)",),
    Ask.INCIDENT_AFTER: ("GDPR 28(3)(g)", "GDPR 33(2)"),
    Ask.FURTHER: ("GDPR 28(2)", "GDPR 28(4)"),
    Ask.PRODUCT: ("GDPR 28(3)(h)", "GDPR 33(2)"),
    Ask.DETAILS: ("GDPR 33(3)", "GDPR 28(3)(f)"),
}
"""The articles that give the right to ask."""

LOOKALIKES_NAMED = 8
"""Lookalikes, and incidents in groups, that are named; the rest is counted."""

_HEADS = ("incident", "dates", "at", "rank", "way", "when", "here", "told_us")
_COLUMNS = (
    *("kind", "incident", "at", "supplier", "rank", "when", "concern", "path", "contract", "service", "reasons", "data", "exposed"),
    *("people", "told_by", "whom", "ask", "articles", "occurred_from", "occurred_to", "since", "until", "status", "by", "contested_by"),
    "evidence",
)


@dataclass(frozen=True, slots=True)
class Beside:
    """Beside the answer: who looks like a known organisation (None: too many to look), the newest document, incidents in groups."""

    lookalikes: tuple[Lookalike, ...] | None = None
    newest: dt.date | None = None
    groups: tuple[InGroup, ...] = ()
    keep: str | None = None
    """The line that keeps the list of which is asked, where no store holds it: only then can anybody decide about it."""


def beside_of(reader: CypherReader, answer: Concerned, keep: str | None = None) -> Beside:
    """What stands beside an answer.

    Raises:
        StoreError: the store cannot be reached.
    """
    from maillon.queries.groups import incidents_in_groups
    from maillon.queries.lookalikes import lookalikes_of
    from maillon.queries.newest_document import newest_document

    alike = lookalikes_of(reader, answer)
    return Beside(alike, newest_document(reader), incidents_in_groups(reader, answer, alike or ()), keep)


def concerned_document(answer: Concerned, beside: Beside, lang: str) -> Document:
    """The answer. What nobody has decided comes before anything is counted: where nothing is in it, that is never all that is said."""
    undecided = [*undecided_lines(answer, beside.lookalikes, beside.keep), *group_lines(beside.groups, lang)]
    lines = [*(undecided if answer.rows else ()), *head_lines(answer, beside)]
    sections = [Section("", [line.say(lang) for line in lines])] if lines else []
    for kind in Kind:
        rows = [row for row in answer.rows if row.kind is kind]
        if rows:
            heads = [messages.say(f"col.{c}", lang) for c in _HEADS]
            table = Table(heads, [row_cells(row, answer.names, lang) for row in rows])
            sections.append(Section(messages.say(f"concerned.{kind}", lang), [], table))
    data = {row.incident.id: labelled(row.incident.called(lang), _data_text(row, answer.names, lang), lang) for row in answer.rows}
    if data:
        sections.append(Section(messages.say("concerned.data", lang), list(data.values())))
    asks = [line for row in answer.rows for line in ask_lines(row, answer.names, lang)]
    if asks:
        sections.append(Section(messages.say("concerned.ask", lang), [*dict.fromkeys(asks), messages.say("concerned.clock", lang)]))
    if answer.people and answer.rows:
        people = dict.fromkeys(a.start for a in answer.people)
        said = [
            messages.say("concerned.people_line", lang, name=name_of(answer.names, i, lang), size=size_text(answer.names[i], lang))
            for i in people
        ]
        sections.append(Section(messages.say("concerned.people", lang), said))
    title = messages.say("concerned.title", lang, name=answer.owner.called(lang), d=spoken(answer.as_of))
    rows_table = Table(_COLUMNS, [_csv_row(row, answer) for row in answer.rows])
    nothing = () if answer.rows else (*undecided, messages("concerned.none", trusted=len(answer.trusted)))
    return Document(title, sections, concerned_json(answer, beside), rows_table, nothing=nothing)


def head_lines(answer: Concerned, beside: Beside) -> list[Message]:
    """How many incidents, and of which day the newest document about any is."""
    lines: list[Message] = []
    if answer.rows:
        parties = {row.supplier.id for row in answer.rows if row.supplier}
        ranks = max((row.rank or 0 for row in answer.rows), default=0)
        count = {
            "n": len(answer.incidents),
            "parties": len(parties),
            "trusted": len(answer.trusted),
            "rank": ranks,
            "rows": len(answer.rows),
        }
        lines.append(messages("concerned.count", **count))
    if answer.earlier and answer.since is not None:
        lines.append(messages("concerned.earlier", n=answer.earlier, since=spoken(answer.since)))
    if beside.newest is not None:
        lines.append(messages("concerned.newest", d=spoken(beside.newest)))
    return lines


def undecided_lines(answer: Concerned, found: Sequence[Lookalike] | None, keep: str | None = None) -> list[Message]:
    """How many of those trusted look like known organisations, which, what it would add, and what settles it, once `keep` is typed."""
    if found is None:
        return [messages("concerned.unlooked")]
    if not found:
        return []
    any_there = any(one.incidents for one in found)
    key = "concerned.undecided_one" if any_there else "concerned.undecided_alike"
    named = _few([messages(key, mine=one.mine.name, other=one.others[0].name, n=len(one.incidents)) for one in found])
    added = {i for one in found for i in one.incidents} - set(answer.incidents)
    return [
        messages(f"concerned.undecided{_also(found)}{'' if any_there else '_none'}", n=len(found), incidents=len(added), names=named),
        messages("concerned.settle_kept", line=keep) if keep else messages("concerned.settle", owner=answer.owner.id),
    ]


def group_lines(found: Sequence[InGroup], lang: str) -> list[Message]:
    """What is recorded in the groups of those trusted, which no way of a breach leads to."""
    if not found:
        return []
    named = _few([messages("concerned.group_one", incident=one.incident.called(lang), who=kin_text(one, lang)) for one in found])
    return [messages("concerned.groups", n=len({one.incident.id for one in found}), names=named)]


def _few(named: list[Message]) -> list[Message]:
    """The first few, and how many more there are."""
    more = [messages("concerned.more", n=len(named) - LOOKALIKES_NAMED)] if len(named) > LOOKALIKES_NAMED else []
    return [*named[:LOOKALIKES_NAMED], *more]


def kin_text(one: InGroup, lang: str) -> str:
    """Where an incident in a group broke, and to whom that belongs, or who belongs to it; and who contests that."""
    side = "above" if one.above else "below"
    text = messages.say(f"concerned.group_{side}", lang, at=one.at.called(lang), of=one.of.called(lang))
    disputed = contest_text(one.ties, lambda who: str(name_of(one.names, who, lang)), lang)
    return messages.say("semicolon", lang).join([text, *([disputed] if disputed else [])])


def _also(found: Sequence[Lookalike]) -> str:
    """Whether products are among them, as the end of the name of a message."""
    return "_products" if any(one.mine.id.startswith("product:") for one in found) else ""


def through_text(row: ConcernedRow, names: Mapping[str, Node], lang: str) -> str:
    """Through whom, with the contract of each relation that names one, and who contests a relation."""
    return " → ".join(step_of(arrow, names, lang) for arrow in row.path)


def step_of(arrow: Arrow, names: Mapping[str, Node], lang: str) -> str:
    """Whom a relation of a way leads to, with its contract and who contests the relation, as far as any is known."""
    notes = [messages.say("concerned.by_contract", lang, contract=arrow.contract)] if arrow.contract else []
    disputed = contest_text([arrow], lambda who: str(name_of(names, who, lang)), lang)
    notes += [disputed] if disputed else []
    return name_of(names, arrow.end, lang) + (f" ({messages.say('semicolon', lang).join(notes)})" if notes else "")


def concern_text(row: ConcernedRow, names: Mapping[str, Node], lang: str) -> str:
    """What is known for us, why, and whose word it is where a source speaks."""
    why = [messages.label(reason, lang) for reason in row.reasons]
    text = messages.say(f"concern.{row.concern}", lang) + (f" ({', '.join(why)})" if why else "")
    said = []
    for impact in row.shown:
        told = f"{messages.label(impact.outcome, lang)}, {voices(impact, lambda who: str(name_of(names, who, lang)), lang)}"
        said.append(labelled(name_of(names, impact.party, lang), told, lang))
    return messages.say("semicolon", lang).join([text, *said])


def told_text(row: ConcernedRow, names: Mapping[str, Node], lang: str) -> str:
    """Who has told us, and when; or is said not to have."""
    parts = []
    for notice in row.told:
        who = name_of(names, notice.start, lang)
        if notice.happened is False:
            parts.append(messages.say("concerned.not_told", lang, who=who))
        elif notice.on_edtf:
            parts.append(messages.say("concerned.told", lang, who=who, d=spoken(notice.on_edtf)))
        else:
            parts.append(messages.say("concerned.told_undated", lang, who=who))
    at_home = row.kind is Kind.SAID and row.place is not None  # it broke at ourselves: nobody had to tell us
    nobody = "" if at_home else messages.say("concerned.nobody_told", lang)
    return messages.say("semicolon", lang).join(parts) or nobody


def row_cells(row: ConcernedRow, names: Mapping[str, Node], lang: str) -> list[Any]:
    """A row as people read it."""
    get = row.incident.properties.get
    return [
        row.incident.called(lang),
        day_range(get("occurred_from"), get("occurred_to"), lang),
        row.at.called(lang),
        row.rank,
        through_text(row, names, lang),
        messages.say(f"when.{row.when}", lang) if row.path else "",
        concern_text(row, names, lang),
        told_text(row, names, lang),
    ]


def _data_text(row: ConcernedRow, names: Mapping[str, Node], lang: str) -> str:
    """What became of which data, as each source says."""
    return exposed_text(row.exposed, names, lang) or messages.label("unknown", lang)


def ask_lines(row: ConcernedRow, names: Mapping[str, Node], lang: str) -> Iterator[str]:
    """What to ask of whom, with the articles."""
    for ask in row.asks:
        whom, at = name_of(names, row.path[0].end, lang), row.at.called(lang)
        yield messages.say(f"ask.{ask}", lang, whom=whom, at=at, incident=row.incident.called(lang))


def _days(row: ConcernedRow) -> tuple[str | None, str | None]:
    first, last = (row.incident.day(name) for name in ("occurred_from", "occurred_to"))
    return (first.isoformat() if first else None), (last.isoformat() if last else None)


def _csv_row(row: ConcernedRow, answer: Concerned) -> list[Any]:
    first = row.path[0] if row.path else None
    last = row.path[-1] if row.path else None
    cited = list(dict.fromkeys(row.cited()))
    return [
        row.kind.value,
        row.incident.id,
        row.at.id,
        row.supplier.id if row.supplier else None,
        row.rank,
        row.when.value if row.path else None,
        row.concern.value,
        [answer.owner.id, *(a.end for a in row.path)] if row.path else [],
        first.contract or None if first else None,
        first.service or None if first else None,
        list(row.reasons),
        list(row.data) if row.data is not None else None,
        list(dict.fromkeys(f"{e.category} {e.outcome}" for e in row.exposed)),
        list(dict.fromkeys(f"{s.party} {s.outcome}" for s in row.shown)),
        list(dict.fromkeys(n.start for n in row.told if n.happened is not False)),
        first.end if first and row.asks else None,
        [ask.value for ask in row.asks],
        [article for ask in row.asks for article in ARTICLES[ask]],
        *_days(row),
        last.since_edtf if last else None,
        (last.until_edtf or last.planned_until_edtf) if last else None,
        row.place.status if row.place else None,
        list(row.place.by) if row.place else [],
        list(dict.fromkeys(who for arrow in row.path for who in arrow.contested_by)),
        cited,
    ]


def row_json(row: ConcernedRow) -> dict[str, Any]:
    """The contract of one row of `concerned --format json`."""
    first, last = _days(row)
    return {
        "kind": row.kind.value,
        "incident": row.incident.id,
        "occurred_from": first,
        "occurred_to": last,
        "at": row.at.id,
        "supplier": row.supplier.id if row.supplier else None,
        "rank": row.rank,
        "path": [arrow_json(a) | {"contract": a.contract or None} for a in row.path],
        "when": row.when.value if row.path else None,
        "concern": row.concern.value,
        "reasons": list(row.reasons),
        "data_on_the_way": list(row.data) if row.data is not None else None,
        "exposed": [
            {
                "category": e.category,
                "of": e.of or None,
                "people_of": e.at or None,
                "outcome": e.outcome,
                "status": e.status,
                "by": list(e.by),
            }
            for e in row.exposed
        ],
        "shown": [shown_json(s) for s in row.shown],
        "told": [
            {"by": n.start, "on": n.on_edtf, "duty": n.duty or None, "happened": n.happened, "status": n.status, "evidence": list(n.cited)}
            for n in row.told
        ],
        "ask": [{"of": row.path[0].end, "what": ask.value, "articles": list(ARTICLES[ask])} for ask in row.asks],
        "status": row.place.status if row.place else None,
        "by": list(row.place.by) if row.place else [],
        "evidence": list(dict.fromkeys(row.cited())),
    }


def concerned_json(answer: Concerned, beside: Beside) -> dict[str, Any]:
    """The contract of `concerned --format json`."""
    return {
        "owner": answer.owner.id,
        "as_of": answer.as_of.isoformat(),
        "since": answer.since.isoformat() if answer.since else None,
        "newest_document": beside.newest.isoformat() if beside.newest else None,
        "undecided": None
        if beside.lookalikes is None
        else [
            {"supplier": one.mine.id, "may_be": [other.id for other in one.others], "incidents": list(one.incidents)}
            for one in beside.lookalikes
        ],
        "in_groups": [
            {"incident": one.incident.id, "at": one.at.id, "owner_of" if one.above else "belongs_to": one.of.id} for one in beside.groups
        ],
        "trusted": list(answer.trusted),
        "people": list(dict.fromkeys(a.start for a in answer.people)),
        "earlier_incidents": answer.earlier,
        "rows": [row_json(row) for row in answer.rows],
    }
