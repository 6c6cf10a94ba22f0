"""The atlas as files: every page in every language, its JSON, the search, feeds and a map of the site.

What stands in the folder and was not written here stays: the list of what was written last is beside it, and only that is replaced.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from maillon.exports.atlas.earlier import EarlierSite, recorded_pieces
from maillon.exports.messages import messages
from maillon.reports.atlas.addresses import Links, path_of
from maillon.reports.atlas.feed import SiteChange, change_feed, incident_feed, latest_changes
from maillon.reports.atlas.html import ASSETS, Publication, asset, door_html, page_html
from maillon.reports.atlas.page import json_text
from maillon.reports.formatting import kinds_text, roles
from maillon.wording import LANGUAGES, RefusedError

if TYPE_CHECKING:
    from maillon.exports.atlas.pages import Pages

MOST_ADDRESSES = 50_000
"""So many addresses may stand in one map of a site (sitemaps.org); a larger one has several maps and a list of them."""


@dataclass(frozen=True, slots=True)
class SiteFile:
    """One file of a site: its place in the folder, and its text."""

    path: str
    text: str


def site_files(
    pages: Pages, publication: Publication, as_of: dt.date, url: str | None, told: SiteSoFar, step: Callable[[int, int], None]
) -> Iterator[SiteFile]:
    """Every file of the site, page by page; `step` is told how many of how many pages are done.

    Args:
        pages: of the store.
        publication: what is the same on every page.
        as_of: the day for which relations are judged.
        url: the address at which the site will stand, for its map and its feeds; None: not known, and no map is written.
        told: the site that stood in the folder, and what is found to differ from it.
        step: called after each page.
    """
    for name in ASSETS:
        yield SiteFile(f"assets/{name}", asset(name))
    yield SiteFile("assets/search.js", search_script(pages))
    addresses = pages.addresses()
    titles: dict[str, dict[str, str]] = {lang: {} for lang in LANGUAGES}
    for number, path in enumerate(addresses, 1):
        word = pages.answer(path, None if path.startswith("incident/") else as_of)
        for lang in LANGUAGES:
            links = Links(path, lang)
            page = word(links)
            titles[lang][path] = page.title
            for part in range(1, page.sheets + 1):
                yield SiteFile(f"{lang}/{path}{'' if part == 1 else f'~p{part}'}.html", page_html(page, links.part_of(part), publication))
        body = publication.body(page.body())
        told.compare(path, body)
        yield SiteFile(f"{path}.json", json_text(body))
        step(number, len(addresses))
    told.close(addresses)
    yield SiteFile("index.html", door_html(publication))
    for lang in LANGUAGES:
        yield SiteFile(f"assets/incidents.{lang}.atom", incident_feed(pages.incidents(), lang, publication, url))
        yield SiteFile(f"assets/changes.{lang}.atom", change_feed(told.changes, titles[lang], lang, publication, url))
    if url is not None:
        yield from site_maps([f"{lang}/{path}.html" for path in addresses for lang in LANGUAGES], url)
    rule = "Allow: /" if publication.indexed else "Disallow: /"
    where = f"Sitemap: {url.rstrip('/')}/sitemap.xml\n" if url is not None and publication.indexed else ""
    yield SiteFile("robots.txt", f"User-agent: *\n{rule}\n{where}")


def site_maps(names: Sequence[str], url: str) -> Iterator[SiteFile]:
    """The map of a site, or several and `sitemap.xml` as the list of them."""
    there = url.rstrip("/")

    def listed(kind: str, entry: str, those: Sequence[str]) -> str:
        entries = "".join(f"<{entry}><loc>{escape(f'{there}/{name}')}</loc></{entry}>\n" for name in those)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<{kind} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</{kind}>\n'

    if len(names) <= MOST_ADDRESSES:
        yield SiteFile("sitemap.xml", listed("urlset", "url", names))
        return
    parts = [names[first : first + MOST_ADDRESSES] for first in range(0, len(names), MOST_ADDRESSES)]
    files = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for file, part in zip(files, parts, strict=True):
        yield SiteFile(file, listed("urlset", "url", part))
    yield SiteFile("sitemap.xml", listed("sitemapindex", "sitemap", files))


class SiteSoFar:
    """How a site that is being written differs from the one that stood in its folder: the changes of both, the latest first."""

    def __init__(self, earlier: EarlierSite, publication: Publication, today: dt.date) -> None:
        """Over what the folder held. Where that was made of confidential data that this site leaves out, nothing is compared."""
        self._earlier = earlier if earlier.comparable(publication.confidential) else None
        self._today = today.isoformat()
        self._now: list[SiteChange] = []
        self.changes: list[SiteChange] = list(self._earlier.changes) if self._earlier else []

    def compare(self, path: str, body: Mapping[str, Any]) -> None:
        """See what changed on a page, before its JSON is written. The first site of a folder has no changes."""
        now = recorded_pieces(body)
        if self._earlier is None or not now:
            return
        before = self._earlier.recorded(path)
        if before != now:
            added, removed = now - (before or Counter()), (before or Counter()) - now
            self._now.append(SiteChange(self._today, path, before is None, added.total(), removed.total()))

    def close(self, addresses: Sequence[str]) -> None:
        """Put together what was known and what was found; of pages that are gone only their number is kept."""
        if self._earlier is None:
            return
        were = {f.removesuffix(".json") for f in self._earlier.files if f.endswith(".json")}
        if gone := len(were - {*addresses}):
            self._now.append(SiteChange(self._today, gone=gone))
        self.changes = latest_changes(self._earlier.changes, self._now, addresses)

    @property
    def cut(self) -> list[SiteChange]:
        """What is known of the changes where the writing ended before its time: for the next site, which then sees the rest."""
        return [*self._now, *self.changes]


def check_url(url: str) -> str:
    """An address at which a site may stand.

    Raises:
        RefusedError: it is no plain address of the web.
    """
    try:
        parts = urlsplit(url)
        usable = (
            parts.scheme in ("http", "https")
            and bool(parts.hostname)
            and "@" not in parts.netloc
            and not parts.query
            and not parts.fragment
        )
    except ValueError:
        usable = False
    if not usable or any(c.isspace() for c in url):
        raise RefusedError(messages("site.url", url=url))
    return url


def search_script(pages: Pages) -> str:
    """What the search of a site without a server looks through: each thing with its names, its path, and the folded text it is found by."""
    things, kinds = [], {}
    for node, search in pages.searched():
        kind = " ".join(roles(node))
        kinds[kind] = {lang: kinds_text(node, lang) for lang in LANGUAGES}
        thing = {"i": node.id, "n": node.name, "p": path_of(node.id), "s": search, "k": kind}
        thing |= {lang: node.called(lang) for lang in LANGUAGES if node.called(lang) != node.name}
        things.append(thing)
    data = json.dumps({"things": things, "kinds": kinds}, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f"globalThis.MAILLON_SEARCH = {data};\n"
