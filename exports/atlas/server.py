"""The atlas live: pages of the store as it is now, on this machine only, with search and a console for one's own Cypher.

Nothing can be written and no file be read through it. A page of another site that leads here under another name is refused (`Host`), and
cannot have a query run: a query is answered only for a page of the atlas, or for an address that a person opened.
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from maillon.exports.atlas.pages import NoPageError, Pages
from maillon.graph.dates import asked_day
from maillon.graph.store import Store, StoreError
from maillon.graph.store.errors import QueryFailed, QueryRefused, QueryStopped, QuerySyntax
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.find import UnknownNameError
from maillon.queries.json_value import json_value
from maillon.queries.library import QueryUseError, Rows
from maillon.queries.neighbourhood import neighbourhood
from maillon.reports.atlas.addresses import CONSOLE, DRAWN_THINGS, START, WHOLE_PAGE, Links, has_page, id_of, path_of
from maillon.reports.atlas.console import ConsoleAnswer, console_page
from maillon.reports.atlas.feed import incident_feed
from maillon.reports.atlas.html import ASSETS, CSP, Publication, asset, page_html
from maillon.reports.atlas.page import AtlasPage, json_text
from maillon.reports.atlas.questions import broken_page, gone_page
from maillon.reports.confidential import noted
from maillon.reports.formatting import kinds_text
from maillon.reports.messages import messages
from maillon.reports.picture import Surroundings, Wording, render_page
from maillon.wording import LANGUAGES

HOSTS = ["127.0.0.1", "localhost"]
"""The names under which the atlas answers: a page elsewhere whose name was made to lead here is refused."""

FOUND = 20
"""So many things a search shows while somebody types."""

ROWS, SECONDS = 10_000, 30.0
"""The limits of `maillon cypher`."""

LONGEST_QUERY = 20_000
"""Characters of a query in an address."""

MOST_GROWN = 20
"""A picture is drawn around so many further things (`?also=`) at most."""

HOPS = 2
"""So many relations around a thing its picture shows, when it is opened from its page."""

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_TYPES = {"css": "text/css", "js": "text/javascript"}


_PAUSE = 0.5
"""Seconds after which it is seen that nobody needs the atlas any more."""

_WAITED = 5.0
"""The first page is opened after so many seconds at the latest."""


class _EndedError(Exception):
    """What was being prepared is needed no more."""


class LiveAtlas:
    """Answers requests over one open store; none of them waits for another, but for one that wants the same."""

    def __init__(self, store: Store, pages: Pages, including: Collection[str] = ()) -> None:
        """Over an open store and its pages; of confidential data sets it shows those named (`including`)."""
        self._store = store
        self._pages = pages
        self._including = frozenset(including)
        self._asking = threading.Lock()
        self._ended = False

    @contextmanager
    def preparing(self, ready: Callable[[], None]) -> Iterator[None]:
        """While it lasts, what pages share is got ready beside them, and again after a data set was loaded.

        `ready` is called once, when the first page has all that it shows, or after a few seconds: whoever opens it then waits for
        nothing.
        """
        first = threading.Event()

        def work() -> None:
            while not self._ended:
                if self._pages.changed.wait(_PAUSE) and not self._ended:
                    try:
                        self._allowed()
                        self._pages.prepare(self._go_on, first.set)
                    except _EndedError:
                        return
                    except StoreError:  # each page says why; it may be there again
                        time.sleep(_PAUSE)
                    first.set()

        def work_out() -> None:
            while not self._ended:
                try:
                    self._pages.work_out(_PAUSE)
                except StoreError:  # the page says why, when it is opened
                    time.sleep(_PAUSE)

        def tell() -> None:
            first.wait(_WAITED)
            if not self._ended:
                ready()

        working = [threading.Thread(target=of, daemon=True) for of in (work, work_out)]
        for one in working:
            one.start()
        threading.Thread(target=tell, daemon=True).start()
        try:
            yield
        finally:
            self._ended = True
            first.set()
            for one in working:
                one.join()  # it reads the store, which is closed next

    def _go_on(self) -> None:
        if self._ended:
            raise _EndedError

    def _allowed(self) -> Publication:
        """What the pages of this moment say of themselves; none is answered once a confidential data set has come that is not named.

        Raises:
            StoreError: one has, or the store cannot be read.
        """
        shown = self._store.confidential()
        if hidden := [name for name in shown if name not in self._including]:
            raise StoreError(messages("atlas.confidential", names=hidden, words=" ".join(f"--with {name}" for name in hidden)))
        return _published(shown)

    def app(self) -> Starlette:
        """The application, for a server to run."""
        lang = "{lang}"
        return Starlette(
            routes=[
                Route("/", self._door),
                Route("/search.json", self._search),
                Route("/assets/incidents.{lang}.atom", self._feed),
                Route("/assets/{name}", self._asset),
                Route(f"/{lang}/", self._first),
                Route(f"/{lang}/{CONSOLE}", self._console),
                Route(f"/{lang}/picture/{{path:path}}", self._picture),
                Route("/{path:path}.json", self._json),
                Route(f"/{lang}/{{path:path}}", self._page),
            ],
            middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS, www_redirect=False)],
        )

    def _door(self, request: Request) -> Response:
        asked = request.headers.get("accept-language", "").lower()
        first = min(LANGUAGES, key=lambda lang: asked.find(lang) if lang in asked else len(asked) + 1)
        return RedirectResponse(f"/{first}/{START}")

    def _first(self, request: Request) -> Response:
        return RedirectResponse(f"/{_language(request)}/{START}")

    def _asset(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in ASSETS:
            return Response(status_code=404, headers=_HEADERS)
        return Response(asset(name), media_type=_TYPES[name.rpartition(".")[2]], headers=_HEADERS)

    def _feed(self, request: Request) -> Response:
        try:
            text = incident_feed(self._pages.incidents(), _language(request), self._allowed(), str(request.base_url))
        except StoreError as error:
            return Response(error.say(_language(request)), 503, _HEADERS, "text/plain")
        return Response(text, media_type="application/atom+xml", headers=_HEADERS)

    def _page(self, request: Request) -> Response:
        path, lang = request.path_params["path"].removesuffix("/").removesuffix(".html"), _language(request)
        links = _links(request, path, lang)
        whole = WHOLE_PAGE in request.query_params or links.part > 1
        return self._answered(links, lambda: self._pages.page(path, links, whole=whole))

    def _json(self, request: Request) -> Response:
        path = request.path_params["path"]
        links = _links(request, path, "en")
        try:
            body = self._allowed().body(self._pages.page(path, links).body())
        except NoPageError:
            return JSONResponse({"path": path, "error": "gone"}, 404, _HEADERS)
        except (QueryUseError, UnknownNameError) as error:
            return JSONResponse({"path": path, "error": error.say("en")}, 400, _HEADERS)
        except StoreError as error:
            return JSONResponse({"path": path, "error": error.say("en")}, 503, _HEADERS)
        return Response(json_text(body), media_type="application/json", headers=_HEADERS)

    def _search(self, request: Request) -> Response:
        """As `maillon find`, for a field in which somebody types."""
        lang = request.query_params.get("lang", "")
        lang = lang if lang in LANGUAGES else LANGUAGES[0]
        text = request.query_params.get("q", "")
        try:
            self._allowed()
            found = self._pages.search(text, FOUND)
        except StoreError as error:
            return JSONResponse({"error": error.say(lang)}, 503, _HEADERS)

        def shown(nodes: Any) -> list[dict[str, str]]:
            return [{"path": path_of(n.id), "name": n.called(lang), "kind": kinds_text(n, lang)} for n in nodes if has_page(n.id)]

        body = {"found": shown(m.node for m in found.matches), "cut": found.cut, "close": shown(found.closest)}
        return JSONResponse(body, headers=_HEADERS)

    def _console(self, request: Request) -> Response:
        lang = _language(request)
        text = request.query_params.get("cypher", "")[:LONGEST_QUERY]
        links = _links(request, CONSOLE, lang)
        trusted = request.headers.get("sec-fetch-site", "none") in ("none", "same-origin")

        def ask() -> AtlasPage:
            if not text.strip() or not trusted:
                return console_page(ConsoleAnswer(text), links)
            try:
                with self._asking:  # a person's own queries, which may take much memory, run one after the other
                    answer = self._store.ask(text, {}, timeout=SECONDS, limit=ROWS)
            except (QueryRefused, QuerySyntax, QueryFailed, QueryStopped) as error:
                return console_page(ConsoleAnswer(text, refused=error.message), links)
            rows = Rows(answer.columns, tuple(tuple(json_value(v) for v in row) for row in answer.rows), answer.truncated)
            ids = {c for row in rows.rows for c in row if isinstance(c, str) and c.partition(":")[0] and has_page(c)}
            return console_page(ConsoleAnswer(text, rows, CypherReader(self._store).nodes(ids)), links)

        return self._answered(links, ask)

    def _picture(self, request: Request) -> Response:
        """The interactive picture around a thing. It brings a policy of its own, by the hashes of its scripts."""
        path, lang = request.path_params["path"], _language(request)
        links = _links(request, path, lang)
        node_id = id_of(path)
        others = [i for i in links.asked.get("also", "").split() if i.partition(":")[0] in DRAWN_THINGS][:MOST_GROWN]
        try:
            shown, reader = self._allowed().confidential, self._pages.reader()
            known = reader.nodes([node_id, *others] if node_id else [])
            if node_id not in known:
                raise NoPageError(path)
            starts = [i for i in dict.fromkeys([node_id, *others]) if i in known]
            drawn = neighbourhood(reader, starts, depth=HOPS, as_of=links.as_of)
        except NoPageError:
            return self._answered(links, lambda: self._gone(path, links), 404)
        except StoreError as error:
            page = broken_page(error.message, links)
            return self._answered(links, lambda: page, 503)
        here = links.at(f"picture/{path}")

        def grown(thing: str) -> str:
            if thing in starts or len(starts) > MOST_GROWN:
                return ""
            return f"{here.to(here.path, also=' '.join([*starts[1:], thing]))}#{urlencode({'node': thing})}"

        html = render_page(drawn, Wording(note=noted(None, shown, lang), lang=lang), around=Surroundings(here.thing, grown))
        return Response(html, media_type="text/html", headers=_HEADERS)

    def _answered(self, links: Links, ask: Callable[[], AtlasPage], status: int = 200) -> Response:
        """A page, or the one that says why there is none."""
        publication = _published()
        try:
            publication = self._allowed()
            page = ask()
        except NoPageError:
            status = 404
            try:
                page = self._gone(links.path, links)
            except StoreError as error:
                page, status = broken_page(error.message, links), 503
        except (QueryUseError, UnknownNameError) as error:
            page, status = broken_page(error.message, links), 400
        except StoreError as error:
            page, status = broken_page(error.message, links), 503
        return Response(page_html(page, links, publication), status, {**_HEADERS, "Content-Security-Policy": CSP}, media_type="text/html")

    def _gone(self, path: str, links: Links) -> AtlasPage:
        name = path.rpartition("/")[2]
        found = self._pages.search(name.replace("-", " "), FOUND)
        nodes = [m.node for m in found.matches] or list(found.closest)
        return gone_page(path, [n for n in nodes if has_page(n.id)], links)


def _published(confidential: tuple[str, ...] = ()) -> Publication:
    return Publication(dt.date.today().isoformat(), indexed=False, confidential=confidential)


def _language(request: Request) -> str:
    lang: str = request.path_params["lang"]
    return lang if lang in LANGUAGES else LANGUAGES[0]


def _links(request: Request, path: str, lang: str) -> Links:
    """The links of a page, with the day, the hundred and the parameters that its address asks for."""
    asked: Mapping[str, str] = request.query_params
    given = {name: value for name, value in asked.items() if name not in ("as-of", "part", WHOLE_PAGE) and value}
    try:
        day = asked_day(asked.get("as-of", ""))
    except ValueError:
        day = None
    part = asked.get("part", "1")
    return Links(path, lang, live=True, as_of=day, part=max(1, int(part)) if part.isdecimal() and len(part) < 7 else 1, asked=given)
