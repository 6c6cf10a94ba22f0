"""What is new as Atom feeds (RFC 4287): the latest incidents, and what changed from one publication to the next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from maillon.graph.characters import without_strange_characters
from maillon.reports.atlas.addresses import path_of
from maillon.reports.atlas.questions import latest_first
from maillon.reports.messages import messages

if TYPE_CHECKING:
    from maillon.queries.incident import IncidentAnswer
    from maillon.reports.atlas.html import Publication

LATEST = 50
"""So many incidents stand in a feed."""

LATEST_CHANGES = 200
"""So many changes stand in a feed."""


@dataclass(frozen=True, slots=True)
class SiteChange:
    """What a publication changed on the page at a path: so many pieces of what is recorded came, so many went.

    A page that was not there before is `new`. With no path, `gone` pages were taken away; which ones is not kept, since what was
    taken out of the collection is to be named nowhere.
    """

    on: str
    path: str = ""
    new: bool = False
    added: int = 0
    removed: int = 0
    gone: int = 0

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> SiteChange:
        """What `said` gave.

        Raises:
            ValueError: it is none.
        """
        on, path, new, *counts = (said.get(name, kind()) for name, kind in _FIELDS.items())
        if not isinstance(on, str) or not isinstance(path, str) or not all(isinstance(n, int) for n in (new, *counts)):
            raise ValueError
        dt.date.fromisoformat(on)
        return cls(on, path, bool(new), *counts)

    def said(self) -> dict[str, object]:
        """As JSON."""
        return {name: value for name, value in asdict(self).items() if value}

    def and_then(self, later: SiteChange) -> SiteChange:
        """Both of one day as one: who reads a feed is told once a day of a page."""
        return SiteChange(
            self.on, self.path, self.new or later.new, self.added + later.added, self.removed + later.removed, self.gone + later.gone
        )


_FIELDS: Mapping[str, type] = {"on": str, "path": str, "new": bool, "added": int, "removed": int, "gone": int}


def latest_changes(known: Iterable[SiteChange], now: Iterable[SiteChange], paths: Iterable[str]) -> list[SiteChange]:
    """What was known and what is now, the latest day first; of the pages at `paths` alone: of a page that is gone nothing is kept."""
    there = {"", *paths}
    joined: dict[tuple[str, str], SiteChange] = {}
    for change in (*known, *now):
        if change.path in there:
            before = joined.get((change.on, change.path))
            joined[change.on, change.path] = before.and_then(change) if before else change
    ordered = sorted(sorted(joined.values(), key=lambda c: c.path), key=lambda c: c.on, reverse=True)
    return ordered[:LATEST_CHANGES]


def incident_feed(answers: Sequence[IncidentAnswer], lang: str, publication: Publication, url: str | None) -> str:
    """The feed in a language; `url` is where the site will stand (None: not known, its links are relative)."""
    entries = []
    for answer in latest_first(answers)[:LATEST]:
        day = answer.incident.day("disclosed_on", "detected_on", "occurred_from")
        on = day.isoformat() if day else publication.made_on
        entries.append(_entry(answer.incident.id, on, answer.incident.called(lang), _page(path_of(answer.incident.id), lang, url)))
    return _feed("incidents", entries, lang, publication, url)


def change_feed(changes: Sequence[SiteChange], titles: Mapping[str, str], lang: str, publication: Publication, url: str | None) -> str:
    """The feed of what changed, in a language; `titles` are those of the pages, by path."""
    entries = []
    for change in changes:
        if change.gone:
            told = messages.say("atlas.changes.gone", lang, n=change.gone)
            entries.append(_entry(f"changes:{change.on}", change.on, told, _page("index", lang, url), told))
            continue
        key = "atlas.changes.new" if change.new else "atlas.changes.changed"
        told = messages.say(key, lang, added=change.added, removed=change.removed)
        title = titles.get(change.path, change.path)
        entries.append(_entry(f"changes:{change.on}:{change.path}", change.on, title, _page(change.path, lang, url), told))
    return _feed("changes", entries, lang, publication, url)


def _page(path: str, lang: str, url: str | None) -> str:
    return f"{_base(url)}{lang}/{path}.html"


def _base(url: str | None) -> str:
    return f"{url.rstrip('/')}/" if url else "../"


def _entry(name: str, on: str, title: str, to: str, told: str = "") -> str:
    content = f'<content type="text">{_xml(told)}</content>' if told else ""
    return (
        f"<entry><id>tag:maillon,2026:{_xml(name)}</id><title>{_xml(title)}</title>"
        f"<updated>{on}T00:00:00Z</updated><link href={quoteattr(without_strange_characters(to)[0])}/>{content}</entry>\n"
    )


def _feed(name: str, entries: Sequence[str], lang: str, publication: Publication, url: str | None) -> str:
    key = {"incidents": "atlas.feed", "changes": "atlas.changes"}[name]
    own = f'<link rel="self" href={quoteattr(f"{_base(without_strange_characters(url)[0])}assets/{name}.{lang}.atom")}/>' if url else ""
    author = _xml(publication.publisher or "maillon")
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{lang}">'
        f"<id>tag:maillon,2026:{_xml(url or name)}{f':{name}' if url and name != 'incidents' else ''}:{lang}</id>"
        f"<title>{_xml(messages.say(key, lang))}</title>"
        f"<updated>{publication.made_on}T00:00:00Z</updated><author><name>{author}</name></author>{own}\n{''.join(entries)}</feed>\n"
    )


def _xml(text: str) -> str:
    """Text of an XML document: what no XML can hold is not in it."""
    return escape(without_strange_characters(text)[0])
