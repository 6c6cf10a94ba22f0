"""A site as a browser meets it: served from its folder, every link followed.

    python -m tests.support.crawl FOLDER

prints how many pages and files were reached, links that lead nowhere, and what a page would fetch from anybody else.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from html.parser import HTMLParser
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit


@dataclass
class Crawled:
    """What was found. `dead` are links (page, link) to what is not there, `elsewhere` what a page would fetch from another host."""

    pages: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    dead: list[tuple[str, str]] = field(default_factory=list)
    elsewhere: list[tuple[str, str]] = field(default_factory=list)


class _Links(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.anchors: list[str] = []
        self.fetched: list[str] = []
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids.add(given.get("id", ""))
        if "src" in given or (tag == "link" and given.get("rel") in ("stylesheet", "icon", "preload", "manifest")):
            self.fetched.append(given.get("src") or given.get("href", ""))
        elif "href" in given:
            self.anchors.append(given["href"])


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: a thousand lines would hide the answer."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder, as `python -m http.server` shows it."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


def crawl(address: str) -> Crawled:
    """Follow every link from an address that stays on its host."""
    host = urlsplit(address).netloc
    connection = HTTPConnection(host, timeout=60)
    found, waiting = Crawled(), [(address, address)]
    wanted: list[tuple[str, str]] = []
    ids: dict[str, set[str]] = {}
    seen = {address}
    while waiting:
        page, url = waiting.pop()
        connection.request("GET", urlsplit(url).path)
        answer = connection.getresponse()
        body, kind = answer.read(), answer.getheader("Content-Type", "")
        if answer.status != 200:
            found.dead.append((page, url))
            continue
        found.files.add(url)
        if not kind.startswith("text/html"):
            continue
        found.pages.add(url)
        read = _Links(body.decode("utf-8"))
        ids[url] = read.ids
        found.elsewhere += [(url, link) for link in read.fetched if urlsplit(urljoin(url, link)).netloc not in (host, "")]
        for link in (*read.anchors, *read.fetched):
            to, place = urldefrag(urljoin(url, link))
            if urlsplit(to).netloc != host:
                continue
            if place:
                wanted.append((to, place))
            if to not in seen:
                seen.add(to)
                waiting.append((url, to))
    found.dead += [(to, place) for to, place in wanted if to in ids and place not in ids[to]]
    return found


def main() -> None:
    """Serve the folder and print what was found."""
    with served(Path(sys.argv[1])) as address:
        found = crawl(address)
    print(f"{len(found.pages)} pages, {len(found.files)} files, {len(found.dead)} dead links, {len(found.elsewhere)} requests elsewhere")
    for page, link in (*found.dead, *found.elsewhere)[:50]:
        print(f"{page}: {link}")
    sys.exit(bool(found.dead or found.elsewhere))


if __name__ == "__main__":
    main()
