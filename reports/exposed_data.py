"""What became of which kinds of data in an incident, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from maillon.graph.readings import GRAVEST_FIRST
from maillon.reports.formatting import labelled, name_of
from maillon.reports.messages import messages
from maillon.reports.readings import voice
from maillon.wording import in_language

if TYPE_CHECKING:
    from maillon.queries.reader import DataOutcome
    from maillon.queries.subgraph import Node


def exposed_text(exposures: Iterable[DataOutcome], names: Mapping[str, Node], lang: str) -> str:
    """What each standing reading says became of which kinds of data, apart for each kind of people, outcome and voice, with its notes.

    What leaked of professionals never reads as what leaked of patients, what an attacker claims as what a party confirms, or what is
    denied as what nobody denies.
    """
    groups: dict[tuple[str, int, str], set[str]] = {}
    for e in exposures:
        for r in e.standing:
            said = voice(r.status, r.by, lambda who: name_of(names, who, lang), lang)
            note = in_language(lang, r.note_fr, r.note_en)
            kind = name_of(names, e.category, lang) + (f" [{note}]" if note else "")
            groups.setdefault((e.of, GRAVEST_FIRST.index(str(r.outcome)), said), set()).add(kind)
    parts = []
    for (of, outcome, said), kinds in sorted(groups.items()):
        whose = messages.label(of, lang) if of else messages.say("dossier.of_unsaid", lang)
        parts.append(labelled(f"{whose}, {messages.label(GRAVEST_FIRST[outcome], lang)} ({said})", ", ".join(sorted(kinds)), lang))
    return messages.say("semicolon", lang).join(parts)
