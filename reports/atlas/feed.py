"""The latest incidents as an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax import saxutils

from maillon.graph.characters import without_strange_characters
from maillon.queries.incident import IncidentAnswer
from maillon.reports.atlas.addresses import path_of
from maillon.reports.atlas.html import Publication
from maillon.reports.atlas.questions import latest_first
from maillon.reports.messages import messages

LATEST = 50
"""So many incidents stand in a feed."""


def incident_feed(answers: Sequence[IncidentAnswer], lang: str, publication: Publication, url: str | None) -> str:
    """The feed in a language; `url` is where the site will stand (None: not known, its links are relative)."""
    base = f"{url.rstrip('/')}/" if url else "../"
    entries = []
    for answer in latest_first(answers)[:LATEST]:
        day = answer.incident.day("disclosed_on", "detected_on", "occurred_from")
        at, on = f"{base}{lang}/{path_of(answer.incident.id)}.html", day.isoformat() if day else publication.made_on
        entries.append(
            f"<entry><id>tag:maillon,2026:{_escape(answer.incident.id)}</id><title>{_escape(answer.incident.called(lang))}</title>"
            f"<updated>{on}T00:00:00Z</updated><link href={_quoteattr(at)}/></entry>\n"
        )
    author = _escape(publication.publisher or "maillon")
    own = f'<link rel="self" href={_quoteattr(f"{base}assets/incidents.{lang}.atom")}/>' if url else ""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{lang}">'
        f"<id>tag:maillon,2026:{_escape(url or 'incidents')}:{lang}</id><title>{_escape(messages.say('atlas.feed', lang))}</title>"
        f"<updated>{publication.made_on}T00:00:00Z</updated><author><name>{author}</name></author>{own}\n{''.join(entries)}</feed>\n"
    )


def _escape(text: str) -> str:
    return saxutils.escape(_allowed(text))


def _quoteattr(text: str) -> str:
    return saxutils.quoteattr(_allowed(text))


def _allowed(text: str) -> str:
    """Without what XML cannot hold: a store of an earlier version may."""
    return without_strange_characters(text)[0]
