"""The atlas as files: every page in every language, its JSON, the search, feeds and a map of the site.

What stands in the folder and was not written here stays: the list of what was written last is beside it, and only that is replaced.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from maillon.exports.atlas.pages import Pages
from maillon.exports.messages import messages
from maillon.reports.atlas.addresses import Links, path_of
from maillon.reports.atlas.feed import incident_feed
from maillon.reports.atlas.html import ASSETS, Publication, asset, door_html, page_html
from maillon.reports.atlas.page import json_text
from maillon.reports.formatting import kinds_text, roles
from maillon.wording import LANGUAGES, RefusedError

WRITTEN = "maillon-site.json"
"""The file that lists what a site consists of."""


@dataclass(frozen=True, slots=True)
class SiteFile:
    """One file of a site: its place in the folder, and its text."""

    path: str
    text: str


def check_folder(folder: Path) -> frozenset[str]:
    """What of a folder an earlier site wrote and this one may replace.

    Raises:
        RefusedError: it is no folder, its folder does not exist, or it holds something and no site that was written here.
    """
    if not folder.parent.is_dir():
        raise RefusedError(messages("site.no_parent", path=folder, folder=folder.parent))
    if not folder.exists():
        return frozenset()
    if not folder.is_dir():
        raise RefusedError(messages("site.no_folder", path=folder))
    listed = folder / WRITTEN
    if not listed.is_file():
        if any(folder.iterdir()):
            raise RefusedError(messages("site.not_empty", path=folder, name=WRITTEN))
        return frozenset()
    try:
        files = json.loads(listed.read_text("utf-8"))["files"]
        return frozenset(f for f in files if isinstance(f, str) and not f.startswith(("/", "\\")) and ".." not in Path(f).parts)
    except (ValueError, KeyError, TypeError) as error:
        raise RefusedError(messages("site.unread", path=listed)) from error


def site_files(
    pages: Pages, publication: Publication, as_of: dt.date, url: str | None, step: Callable[[int, int], None]
) -> Iterator[SiteFile]:
    """Every file of the site, page by page; `step` is told how many of how many pages are done.

    Args:
        pages: of the store.
        publication: what is the same on every page.
        as_of: the day for which relations are judged.
        url: the address at which the site will stand, for its map and its feeds; None: not known, and no map is written.
        step: called after each page.
    """
    for name in ASSETS:
        yield SiteFile(f"assets/{name}", asset(name))
    yield SiteFile("assets/search.js", search_script(pages))
    addresses = pages.addresses()
    written: list[str] = []
    for number, path in enumerate(addresses, 1):
        word = pages.answer(path, None if path.startswith("incident/") else as_of)
        for lang in LANGUAGES:
            links = Links(path, lang)
            page = word(links)
            for part in range(1, page.hundreds + 1):
                yield SiteFile(f"{lang}/{path}{'' if part == 1 else f'~p{part}'}.html", page_html(page, links.part_of(part), publication))
            written.append(f"{lang}/{path}.html")
        yield SiteFile(f"{path}.json", json_text(publication.body(page.body)))
        step(number, len(addresses))
    yield SiteFile("index.html", door_html(publication))
    for lang in LANGUAGES:
        yield SiteFile(f"assets/incidents.{lang}.atom", incident_feed(pages.incidents(), lang, publication, url))
    if url is not None:
        entries = "".join(f"<url><loc>{escape(url.rstrip('/') + '/' + name)}</loc></url>\n" for name in written)
        yield SiteFile(
            "sitemap.xml",
            f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n',
        )
    rule = "Allow: /" if publication.indexed else "Disallow: /"
    where = f"Sitemap: {url.rstrip('/')}/sitemap.xml\n" if url is not None and publication.indexed else ""
    yield SiteFile("robots.txt", f"User-agent: *\n{rule}\n{where}")


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
