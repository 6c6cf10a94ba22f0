"""What one claim says, in words, and who says so; and what is said of who has to tell, to stand beside who told whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from maillon.reports.formatting import claim_text, figure_text, labelled, replied
from maillon.reports.messages import messages
from maillon.reports.readings import voice
from maillon.reports.spoken_days import day_text

if TYPE_CHECKING:
    from maillon.queries.claims import Claim


def speaker(claim: Claim, called: Callable[[str], str], lang: str) -> str:
    """Who says so; the document itself where nobody is named."""
    return called(claim.by) if claim.by else messages.say("source_itself", lang)


def statement(claim: Claim, called: Callable[[str], str], lang: str) -> str:
    """What a claim says, with its scope: figure, date, yes or no, and text in our own words."""
    figure = figure_text(claim.low, claim.high, claim.unit, lang, approximate=claim.approximate)
    text = claim_text(claim, lang)
    scope = ", ".join(called(p) for p in claim.scope)
    answer = messages.label(claim.answer, lang) if claim.answer else ""
    return replied(claim, " · ".join(t for t in (answer, figure, day_text(claim.on, lang), scope, text) if t), lang)


def reply_lines(claim: Claim, claims: Iterable[Claim], called: Callable[[str], str], lang: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What was answered to a claim, with the status and speaker of each answer, and its documents."""
    for answer in claims:
        if claim.id in answer.replies_to and answer.stands:
            said = voice(answer.status, [answer.by] if answer.by else [], called, lang)
            yield f"{statement(answer, called, lang)} ({said})", answer.evidence


def duty_lines(duties: Iterable[Claim], called: Callable[[str], str], lang: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each statement of who has to tell, with its status and speaker, and its documents."""
    for claim in duties:
        said = f"{statement(claim, called, lang)} ({voice(claim.status, [claim.by] if claim.by else [], called, lang)})"
        yield labelled(messages.label(claim.field, lang), said, lang), claim.evidence
