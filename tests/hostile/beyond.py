"""Hostile text on ways that are no file and no table: drafts of articles, the site, the atlas live, an assistant's tools, and deciding.

In: what stands in an article, and what somebody asks in an address or of a tool. Out: every page, feed, JSON and answer made of a store
that holds such text.
"""

from __future__ import annotations

import asyncio
import csv
import datetime as dt
import html
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import yaml
from mcp.server.mcpserver.exceptions import ToolError

from maillon.assistant.desk import desk_on
from maillon.assistant.server import AssistantServer
from maillon.commands.snapshots import ranked_on
from maillon.exports.atlas.pages import Pages
from maillon.exports.atlas.server import LiveAtlas
from maillon.graph.characters import strange_character, terminal_safe
from maillon.graph.store import Store
from maillon.graph.store.place import Where
from maillon.loaders.drafts.articles import read_article
from maillon.loaders.drafts.drafting import draft_article
from maillon.loaders.drafts.writing import draft_yaml, sentences_listed
from maillon.loaders.inputs import Input
from maillon.loaders.records import check_text
from tests.hostile import MARK, Way, well_formed
from tests.support.places import Place
from tests.support.running import maillon

_TODAY = dt.date(2026, 11, 30)
_LEFT = ("undecided.", "reference.")
"""Codes of what a draft leaves to a person."""

_ARTICLE = (
    "Fuite de données chez {0}\n\nLa société {0}, qui héberge les dossiers de Clinique {0}, a annoncé mardi 12 mai 2026 avoir été victime "
    "d'une attaque. « {0} », indique {0}. Les noms et numéros de sécurité sociale de 12 000 patients ont été exposés. {0}\n"
)


def _page(text: str) -> str:
    told = html.escape(text)
    return (
        f'<!doctype html><html lang="fr"><head><title>{text}</title><meta property="og:site_name" content="{told}"/>'
        f'<link rel="canonical" href="https://example.org/{told}"/></head><body><article><h1>{told}</h1>'
        + "".join(f"<p>{part}</p>" for part in _ARTICLE.format(told).split("\n\n"))
        + f"<p>{text}</p></article></body></html>"
    )


def through_drafts(given: list[str]) -> Iterator[Way]:
    """Each text in an article, as text and as a page: a draft that is YAML and holds nothing that nobody sees, or a refusal in words."""
    for file, made in (("article.txt", _ARTICLE.format), ("article.html", _page)):
        way = Way(f"draft {file}")
        for text in given:
            with way.trying(text):
                found = draft_article(read_article(Input(file, made(text).encode("utf-8", "surrogatepass")), text), _TODAY)
                told, listed = draft_yaml(found, "fr"), sentences_listed(found.article)
                kept = json.dumps(yaml.safe_load(told), ensure_ascii=False, default=str)
                if any(strange_character(line) is not None for line in (kept, *told.split("\n"), *listed.replace("\t", " ").split("\n"))):
                    way.fault("a draft with what nobody sees", text)
                for problem in check_text(told).problems:
                    if not problem.code.startswith(_LEFT):
                        way.fault(f"a draft that is refused ({problem.code})", text)
        yield way


def through_the_site(place: Place, folder: Path) -> Way:
    """Every file of the site: well formed, and no markup."""
    way = Way("site")
    way.ended(maillon(place, "site", "-o", str(folder / "site"), "--publisher", f"{MARK}<script>alert(1)</script>"))
    kinds = {".html": "html", ".json": "json", ".atom": "graphml", ".xml": "graphml"}
    for path in sorted((folder / "site").rglob("*")):
        if path.suffix in kinds:
            way.tried += 1
            well_formed(way, kinds[path.suffix], path.read_text("utf-8"))
    return way


_PAGES = ("/en/index", "/fr/org/h0", "/en/product/h1", "/fr/population/h2", "/en/incident/h3", "/org/h0.json", "/fr/picture/org/h0")


def through_the_live_atlas(store: Store, folder: Path, given: list[str]) -> Way:
    """Pages of the atlas live, and what somebody may ask for in an address; `folder` keeps what ranks are made of."""
    way = Way("explore")
    app = LiveAtlas(store, Pages(store, ranked_on(store, Where(folder), "en", quiet=True))).app()
    asked = [(path, "") for path in _PAGES] + [("/assets/incidents.fr.atom", ""), ("/search.json", f"q={MARK}")]
    asked += [("/en/console", "cypher=" + quote("MATCH (n) RETURN n.id AS id, n.name AS name"))]
    for text in given:
        told = quote(text[:300], errors="replace")
        asked += [(f"/fr/org/{told}", ""), ("/search.json", f"q={told}&lang={told}"), ("/en/console", f"cypher={told}")]
        asked += [("/fr/org/h0", f"as-of={told}&part={told}"), ("/en/picture/org/h0", f"also={told}")]
    for path, query in asked:
        with way.trying(f"{path}?{query}"):
            status, kind, body = asyncio.run(_answer(app, path, query))
            way.refused += status in (400, 404)
            if status not in (200, 307, 400, 404):
                way.fault(f"status {status}", f"{path}?{query}")
            form = next((name for part, name in (("json", "json"), ("atom", "graphml"), ("html", "html")) if part in kind), "")
            if form:
                well_formed(way, form, body)
    return way


async def _answer(app: Any, path: str, query: str) -> tuple[int, str, str]:
    """Ask an application as a server would; the status, the kind and the body of its answer."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(b"host", b"127.0.0.1")],
        "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 1),
    }
    await app(scope, receive, send)
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    body = b"".join(part.get("body", b"") for part in sent[1:])
    return sent[0]["status"], headers.get("content-type", ""), body.decode("utf-8")


_TOOLS: Mapping[str, dict[str, Any]] = {
    "status": {},
    "find": {"text": MARK},
    "show": {"thing": "org:h0"},
    "incident": {"incident": "incident:h0"},
    "chains": {"start": "population:h0"},
    "blast_radius": {"origin": "product:h0"},
    "concerned": {"owner": "org:h0"},
    "cohort": {"population": "population:h0"},
    "notifications": {"incident": "incident:h0"},
    "rank": {},
    "questions": {"words": MARK},
    "question": {"name": "said-by", "parameters": {"speaker": "org:h0"}},
    "cypher": {"query": "MATCH (n) RETURN n.name AS name, n"},
}
"""Each tool, with what it is asked."""
_ASKED = {"find": "text", "show": "thing", "concerned": "owner", "cypher": "query", "questions": "words"}
"""Tools that are asked with the texts too, and in which parameter."""


def through_tools(store: Store, given: list[str]) -> Way:
    """Every tool of the assistant: JSON that says twice the same, or a refusal on one line that commands no terminal."""
    way = Way("mcp")
    with desk_on(store, seconds=60.0) as desk:
        server = AssistantServer(desk, most=100_000, lang="fr")
        calls = list(_TOOLS.items()) + [(tool, {name: text}) for tool, name in _ASKED.items() for text in given]
        for tool, arguments in calls:
            with way.trying(str(arguments), f" of {tool}", refusal=ToolError):
                try:
                    answer = asyncio.run(server.call_tool(tool, arguments))
                except ToolError as error:
                    if terminal_safe(str(error)) != str(error) or "\n" in str(error) or "Traceback" in str(error):
                        way.fault(f"{tool}: a refusal that is no line", str(error))
                    raise
                told = "".join(part.text for part in answer.content)  # type: ignore[union-attr]
                if json.loads(told) != answer.structured_content:  # type: ignore[union-attr]
                    way.fault(f"{tool} says two things", str(arguments))
    return way


def through_deciding(place: Place, folder: Path, given: list[str]) -> Way:
    """A table of answers with the texts for ids, verdicts and the one who decides: refused row by row, and the file is read again."""
    way = Way("decide")
    out = io.StringIO()
    rows = [("one", "other", "answer"), *((f"org:{text}", "org:h0", text) for text in given), ("org:h0", "org:h1", "not_same")]
    csv.writer(out, lineterminator="\n").writerows(rows)
    (folder / "answers.csv").write_text(out.getvalue(), "utf-8", errors="surrogatepass")
    for who in given:
        words = ("--from", str(folder / "answers.csv"), "--who", who[:200].replace("\0", ""), "-o", str(folder / "decided.yaml"), "--yes")
        ran = maillon(place, "decide", *words, terminal=True, columns=120, environment={"NO_COLOR": "1"})
        way.ended(ran)
        if terminal_safe(ran.err.replace("\n", "").replace("\r", "")) != ran.err.replace("\n", "").replace("\r", ""):
            way.fault("commands a terminal", ran.err)
        if (folder / "decided.yaml").exists():
            well_formed(way, "yaml", (folder / "decided.yaml").read_text("utf-8"))
    return way
