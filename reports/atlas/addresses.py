"""Where each page of the atlas is: one readable, stable path a thing, the same live and in files, and relative links between pages.

A page in a language is `fr/org/viamedis` (with `.html` in files), its JSON `org/viamedis.json`, the same in every language.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote, unquote, urlencode

from maillon.graph.model import NODE_BY_PREFIX

WITH_PAGES = ("org", "product", "population", "incident", "source", "data", "actor")
"""Prefixes of ids of what has a page of its own."""

LISTED_KINDS = tuple(prefix for prefix in WITH_PAGES if prefix != "incident")
"""Prefixes of ids of what is listed on a page whose path is that prefix; incidents have a list of another kind (`INCIDENTS`)."""

DRAWN_THINGS = ("org", "product", "population", "incident")
"""Prefixes of ids of what a picture can be drawn around."""

START, SUPPLIERS, INCIDENTS, QUESTIONS, CONSOLE = "index", "suppliers", "incidents", "questions", "console"
"""Paths of the pages that are about no one thing."""

WHOLE_PAGE = "whole"
"""The parameter that asks for a page with all that takes long to work out, instead of what can be said at once."""

_DOTS = re.compile(r"(?:^|(?<=/))\.|(?<=\.)\.|/(?=/)|^/|/$")


def path_of(node_id: str) -> str:
    """The path of the page of a thing: `org:siren/552100554` → `org/siren/552100554`.

    What no plain file name holds is written as `~` and two digits of its code, so that every path is a file and a link as it stands.
    """
    prefix, _, name = node_id.partition(":")
    plain = quote(name, safe="/-._").replace("~", "%7E").replace("%", "~")
    return f"{prefix}/{_DOTS.sub(lambda found: f'~{ord(found[0]):02X}', plain)}"


def id_of(path: str) -> str | None:
    """The id of the thing whose page is at a path; None where the path is that of no thing."""
    prefix, _, name = path.partition("/")
    if prefix not in WITH_PAGES or prefix not in NODE_BY_PREFIX or not name:
        return None
    return f"{prefix}:{unquote(name.replace('~', '%'))}"


def has_page(node_id: str) -> bool:
    """Whether a thing has a page."""
    return node_id.partition(":")[0] in WITH_PAGES


def question_path(name: str) -> str:
    """The path of the page of a question of the library."""
    return f"query/{name}"


@dataclass(frozen=True, slots=True)
class Links:
    """Links from one page: `path` is where it stands, `lang` its language. `live` pages know days and parameters, files do not."""

    path: str
    lang: str
    live: bool = False
    as_of: dt.date | None = None
    part: int = 1
    asked: Mapping[str, str] = field(default_factory=dict)

    @property
    def _up(self) -> str:
        return "../" * self.path.count("/")

    def to(self, path: str, lang: str | None = None, *, part: int = 1, **asked: str) -> str:
        """The address of another page; `part` is which hundred of its long lists. A day that is asked for goes with every link."""
        up = self._up if lang in (None, self.lang) else f"{self._up}../{lang}/"
        day = {"as-of": self.as_of.isoformat()} if self.as_of else {}
        if not self.live:
            return f"{up}{path}{f'~p{part}' if part > 1 else ''}.html"
        parameters = urlencode({**day, **asked, **({"part": str(part)} if part > 1 else {})})
        return f"{up}{path}{f'?{parameters}' if parameters else ''}"

    def thing(self, node_id: str) -> str:
        """The address of the page of a thing, of a question (`query:…`) or of a list (`list:…`); '' where it has none, or is this page."""
        kind, _, name = node_id.partition(":")
        path = path_of(node_id) if has_page(node_id) else question_path(name) if kind == "query" else name if kind == "list" else ""
        return self.to(path) if path and path != self.path else ""

    def shared(self, name: str) -> str:
        """The address of a file that all pages share."""
        return f"{self._up}../assets/{name}"

    @property
    def base(self) -> str:
        """The address below which the pages of this language are."""
        return self._up or "./"

    @property
    def pictured(self) -> str:
        """The address of the interactive picture around the thing of this page, where there is one."""
        return self.to(f"picture/{self.path}") if id_of(self.path) and self.path.partition("/")[0] in DRAWN_THINGS else ""

    @property
    def json(self) -> str:
        """The address of the same answer as JSON."""
        day = f"?as-of={self.as_of.isoformat()}" if self.live and self.as_of else ""
        return f"{self._up}../{self.path}.json{day}"

    @property
    def whole(self) -> str:
        """The address of this page with all that takes long to work out (`WHOLE_PAGE`)."""
        return self.to(self.path, part=1, **{**self.asked, WHOLE_PAGE: "yes"})

    def other(self, lang: str) -> str:
        """The address of this page in another language."""
        return self.to(self.path, lang, part=self.part, **self.asked)

    def here(self, part: int) -> str:
        """The address of another hundred of this page's long lists."""
        return self.to(self.path, part=part, **self.asked)

    def part_of(self, part: int) -> Links:
        """The links of another hundred of this page's long lists."""
        return replace(self, part=part)

    def at(self, path: str) -> Links:
        """The links of another page of the same atlas."""
        return replace(self, path=path)
