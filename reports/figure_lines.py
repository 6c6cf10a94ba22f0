"""What the span beside a headline figure covers, and what it leaves out, in lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from maillon.reports.formatting import day_said, figure_text, labelled, names_text, span_text
from maillon.reports.messages import messages

if TYPE_CHECKING:
    from maillon.queries.claims import FigureSpan


def span_lines(span: FigureSpan, called: Callable[[str], str], lang: str) -> list[str]:
    """The span, how many figures it covers, and which of them speak of more; nothing where nobody gives the whole."""
    lines = []
    if span.claims:
        lines.append(messages.say("span.covers", lang, n=len(span.claims), span=span_text(span, lang)))
    if span.wider:
        parties = names_text([called(p) for p in dict.fromkeys(p for claim in span.wider for p in claim.scope)], lang)
        lines.append(messages.say("span.wider", lang, n=len(span.wider), parties=parties))
    return lines


def left_out_lines(span: FigureSpan, called: Callable[[str], str], lang: str) -> list[str]:
    """Each figure that is not in the span, with who says it: a line for each reason and field."""
    lines = []
    for reason, claims in span.left_out.items():
        said: dict[str, list[str]] = {}
        for c in claims:
            who = called(c.by) if c.by else messages.say("source_itself", lang)
            figure = figure_text(c.low, c.high, c.unit, lang, approximate=c.approximate)
            said.setdefault(c.field, []).append(f"{figure} ({who}, {day_said(c, lang)})")
        heading = messages.say(f"span.not.{reason}", lang)
        lines += [labelled(f"{heading} · {messages.label(name, lang)}", ", ".join(figures), lang) for name, figures in said.items()]
    return lines
