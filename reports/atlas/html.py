"""A page of the atlas as HTML: no script and no style but those that all pages share, no request to anywhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from markupsafe import escape

from maillon.graph.folding import LETTERS
from maillon.graph.search_text import SEPARATORS
from maillon.project import contact
from maillon.reports.atlas.addresses import CONSOLE, INCIDENTS, LISTED_KINDS, QUESTIONS, START, SUPPLIERS, Links
from maillon.reports.atlas.suppliers import MEASURES
from maillon.reports.dossiers.sections import Part, cards_style
from maillon.reports.messages import messages
from maillon.reports.spoken_days import day_text
from maillon.shipped import shipped
from maillon.wording import LANGUAGES, in_language, rendered

if TYPE_CHECKING:
    from jinja2 import Environment

    from maillon.reports.atlas.page import AtlasPage

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'"
)
"""What a page may do: what stands beside it, and nothing from elsewhere."""

ASSETS = ("atlas.css", "atlas.js")
"""The files that all pages share."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What is the same on every page of one atlas: the day it was made, whether search engines may list it, who publishes it.

    `confidential` are the data sets of that kind that are in the graph of which it is made.
    """

    made_on: str
    indexed: bool = True
    publisher: str | None = None
    confidential: tuple[str, ...] = ()

    def body(self, body: dict[str, Any]) -> dict[str, Any]:
        """The JSON beside a page, with what of the atlas must be said on it."""
        return {**body, "confidential": list(self.confidential)} if self.confidential else body


def asset(name: str) -> str:
    """The text of a shared file, with the words and rules that it needs."""
    text = shipped("reports", "atlas", "static", name).read_text("utf-8")
    return text + cards_style() if name.endswith(".css") else text


def page_html(page: AtlasPage, links: Links, publication: Publication) -> str:
    """The page; `links.part` says which hundred of its long lists stands on it."""
    menu = (START, INCIDENTS, SUPPLIERS, QUESTIONS, *((CONSOLE,) if links.live else ()))
    template = _templates().get_template("page.html.j2")
    return template.render(
        p=page,
        links=links,
        linker=page.linker(links),
        parts=[shown for part in page.parts if (shown := _sheet(part, links.part, page.at_once))],
        above=(messages.say(f"atlas.menu.{above}", links.lang), links.to(above)) if (above := _above(links.path)) else None,
        menu=[(messages.say(f"atlas.menu.{path}", links.lang), links.to(path)) for path in menu],
        others=[(lang, messages.say("atlas.language", lang), links.other(lang)) for lang in LANGUAGES if lang != links.lang],
        texts=_texts(links.lang),
        csp=CSP,
        publication=publication,
        measures=MEASURES,
    )


def door_html(publication: Publication) -> str:
    """The page at the top, which leads to each language."""
    robots = "" if publication.indexed else '<meta name="robots" content="noindex, nofollow">\n'
    title = escape(" · ".join(messages.say("atlas.title", lang) for lang in LANGUAGES))
    names = {lang: escape(messages.say("atlas.title", lang)) for lang in LANGUAGES}
    links = "\n".join(f'<li><a href="{lang}/index.html" lang="{lang}">{name}</a></li>' for lang, name in names.items())
    return (
        f'<!doctype html>\n<html lang="{LANGUAGES[0]}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n{robots}<title>{title}</title>\n'
        f'<link rel="stylesheet" href="assets/atlas.css">\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n<ul>\n{links}\n</ul>\n'
        "</main>\n</body>\n</html>\n"
    )


def _above(path: str) -> str:
    """The list in which the thing of a page stands; '' for a page about no one thing, or about nothing that there is."""
    kind, found, _ = path.partition("/")
    lists = {"incident": INCIDENTS, "query": QUESTIONS, **dict(zip(LISTED_KINDS, LISTED_KINDS, strict=True))}
    return lists.get(kind, "") if found else ""


def _sheet(part: Part, number: int, at_once: int) -> Part | None:
    """What of a section stands on the page of that number; None for nothing."""
    first = (number - 1) * at_once
    lines = part.lines[first : first + at_once]
    rows = part.grid.rows[first : first + at_once] if part.grid else []
    if number > 1 and not lines and not rows:
        return None
    grid = type(part.grid)(part.grid.heads, rows) if part.grid and rows else None
    return Part(part.heading, lines, grid, part.picture if number == 1 else None, part.lead, part.caption)


def _texts(lang: str) -> dict[str, Any]:
    """What the shared script says, and how a search folds what is typed."""
    said = {
        key.removeprefix("atlas.js."): in_language(lang, *words) for key, words in messages.words.items() if key.startswith("atlas.js.")
    }
    return {"words": said, "letters": LETTERS, "separators": SEPARATORS}


@lru_cache(maxsize=1)
def _templates() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    found = Environment(
        loader=FileSystemLoader(shipped("reports", "atlas", "templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.policies["json.dumps_kwargs"] = {"sort_keys": True, "ensure_ascii": False}
    found.globals.update(say=messages.say, contact=contact, day=day_text, told=_told)
    return found


def _told(text: Mapping[str, str], lang: str) -> str:
    return str(rendered(text, lang))
