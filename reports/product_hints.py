"""Products that contracts may name, with the words and what speaks for and against; and as a decision file to fill in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from maillon.graph.characters import on_one_line, taken_text
from maillon.reports.document import Document, Section, Table
from maillon.reports.messages import messages

if TYPE_CHECKING:
    from maillon.queries.product_hints import Naming, ProductHint
    from maillon.wording import Message

_COLUMNS = ("score", "organisation", "product", "words", "supplier", "reasons")


def hint_reasons(hint: ProductHint) -> tuple[list[Message], list[Message]]:
    """What speaks for the words meaning the product, and what against."""
    said = hint.signals
    speaks: list[Message] = []
    against: list[Message] = []
    if said.vendor:
        speaks.append(messages("hint.vendor"))
    if said.trade:
        speaks.append(messages("hint.trade", word=said.trade))
    if said.spelled:
        speaks.append(messages("hint.spelled"))
    if said.several:
        speaks.append(messages("hint.several"))
    if said.in_use:
        speaks.append(messages("hint.in_use"))
    if said.other_vendor:
        against.append(messages("hint.other_vendor", name=said.other_vendor))
    if said.plain:
        against.append(messages("hint.plain", n=said.plain))
    if said.body:
        against.append(messages("hint.body", name=said.body))
    if said.short:
        against.append(messages("hint.short"))
    return speaks, against


def _reasons(hint: ProductHint, lang: str) -> list[str]:
    speaks, against = hint_reasons(hint)
    return [messages.say(key, lang, reasons=said) for key, said in (("same.for", speaks), ("same.against", against)) if said]


def _texts(hint: ProductHint) -> list[str]:
    return list(dict.fromkeys(naming.words for naming in hint.namings))


def _row(hint: ProductHint, lang: str) -> list[Any]:
    suppliers = list(dict.fromkeys(naming.whom_name for naming in hint.namings))
    names = [f"{name} {i}" for name, i in ((hint.who_name, hint.who), (hint.product_name, hint.product))]
    return [hint.signals.score, *names, " / ".join(_texts(hint)), suppliers, " ".join(_reasons(hint, lang))]


def _json(hint: ProductHint, lang: str) -> dict[str, Any]:
    speaks, against = hint_reasons(hint)
    return {
        "ids": [hint.who, hint.product],
        "names": [hint.who_name, hint.product_name],
        "score": hint.signals.score,
        "likely": hint.likely,
        "words": _texts(hint),
        "contracts": [{**_contract(naming), "supplier": naming.whom} for naming in hint.namings],
        "for": [reason.say(lang) for reason in speaks],
        "against": [reason.say(lang) for reason in against],
    }


def product_hints_document(hints: Sequence[ProductHint], lang: str) -> Document:
    """The hints, the likeliest first; of those that have more against them than for them apart."""
    likely = [_row(hint, lang) for hint in hints if hint.likely]
    weak = [_row(hint, lang) for hint in hints if not hint.likely]
    counts = {"likely": len(likely), "weak": len(weak)}
    heads = [messages.say(f"col.{c}", lang) for c in _COLUMNS]
    sections = [Section("", [messages.say("hint.count", lang, **counts)])]
    for key, rows in (("hint.likely", likely), ("hint.weak", weak)):
        if rows:
            sections.append(Section(messages.say(key, lang), [], Table(heads, rows)))
    body = {"counts": counts, "hints": [_json(hint, lang) for hint in hints]}
    title = messages.say("hint.title", lang, n=len(hints))
    return Document(title, sections, body, Table(_COLUMNS, [*likely, *weak]))


def hint_file(hints: Sequence[ProductHint], lang: str) -> str:
    """Hints as a YAML file of decisions: each `unsure`, with the words and the reasons as comments, to be judged by hand."""
    lines = [f"# {line}" for line in messages.say("hint.file", lang).split("\n")]
    lines += ["kind: decisions", "entries:"]
    for hint in hints:
        for text in (f"{hint.who_name} – {hint.product_name}", *(f'"{words}"' for words in _texts(hint)), *_reasons(hint, lang)):
            lines.append(f"  # {on_one_line(text)}")
        said = {
            "contracts": [_taken_contract(naming) for naming in hint.namings],
            "about": [_organisation(hint), {"id": hint.product, "name": taken_text(hint.product_name)}],
        }
        told = ", ".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in said.items())
        nobody = messages.say("duplicates.nobody", lang)
        lines.append(f"  - {{unsure: [{hint.who}, {hint.product}], decided_by: {nobody}, on: 2000, {told}}}")
    return "\n".join(lines if hints else [*lines[:-1], "entries: []"]) + "\n"


def _contract(naming: Naming) -> dict[str, Any]:
    said = {name: getattr(naming, name) for name in ("contract", "service", "period", "since", "until", "made_on")}
    return {name: value for name, value in said.items() if value} | {"evidence": [taken_text(cited) for cited in naming.evidence]}


def _taken_contract(naming: Naming) -> dict[str, Any]:
    said = {name: taken_text(value) if isinstance(value, str) else value for name, value in _contract(naming).items()}
    return {name: value for name, value in said.items() if value}


def _organisation(hint: ProductHint) -> dict[str, Any]:
    said = {"id": hint.who, "name": taken_text(hint.who_name) if hint.who_name != hint.who else None, "country": hint.who_country}
    return {name: value for name, value in {**said, "identifiers": list(hint.who_numbers)}.items() if value}
