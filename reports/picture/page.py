"""The page: pyvis serialises the network; template, style and behaviour are ours. The only module that imports pyvis.

One self-contained file: no request to anywhere, a Content-Security-Policy that allows exactly our two scripts and our one
style sheet by their hashes. Data travels in JSON blocks, is read by `JSON.parse` and written as text only.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from maillon.graph.folding import LETTERS
from maillon.graph.model import GOVERNANCE_TYPES, Effect, Status
from maillon.graph.search_text import SEPARATORS
from maillon.project import contact
from maillon.queries.neighbourhood import Neighbourhood, Subject
from maillon.reports.messages import messages
from maillon.reports.picture.clean import printable
from maillon.reports.picture.content import Index, Json, index_of, node_json, relation_json, scrubbed, used_words, whole_json
from maillon.reports.picture.folding import folds
from maillon.reports.picture.layout import COLUMN_GAP, layered, shelves
from maillon.reports.picture.roles import ROLES, TIERS, role_of
from maillon.shipped import shipped
from maillon.wording import LANGUAGES, RefusedError, in_language

HERE = shipped("reports", "picture")
SCRIPTS = (
    *("data.js", "words.js", "time.js", "scene.js", "arrange.js", "paint.js", "view.js"),
    *("panel.js", "filters.js", "table.js", "steps.js", "export.js", "controls.js"),
)
"""Our scripts, in the order in which they are joined into one."""

CARD = (190.0, 56.0)
"""Width and height of a card, in picture units."""
MOST_VISIBLE = 2_000
"""A page draws at most so many cards; it says what it left out and how to get it."""
GREATEST_DISC, SMALLEST_DISC = 80.0, 5.0
"""Radii of the discs of the map, in picture units: areas are proportional to people."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What the author of a page adds: a title and a note, as plain text, and the language in which it opens."""

    title: str | None = None
    note: str | None = None
    lang: str = "fr"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a live picture leads from each thing in it, by its id: to its page, and to the picture with its neighbours ('': nowhere)."""

    page: Callable[[str], str]
    grown: Callable[[str], str]


def write_picture(n: Neighbourhood, path: Path, wording: Wording | None = None, *, embed: bool = False) -> int:
    """Write the page to `path` in one step: a file that was there stays whole until the new one is, whatever fails.

    Args:
        n: the answer.
        path: the file to write; its folder must exist.
        wording: title, note and language.
        embed: leave out what a page around the picture has itself (for an iframe).

    Returns:
        The size of the page in bytes.

    Raises:
        RefusedError: `path` is a folder, or its folder does not exist.
        OSError: the disk is full, or writing is not allowed.
    """
    check_place(path)
    html = render_page(n, wording, embed=embed).encode("utf-8")
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(html)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return len(html)


def check_place(path: Path) -> None:
    """Find out that a page cannot be written there before an answer is computed for it.

    Raises:
        RefusedError: it is a folder, or its folder does not exist.
    """
    if path.is_dir():
        raise RefusedError(messages("page.folder", path=path, example=path / "picture.html"))
    if not path.parent.is_dir():
        raise RefusedError(messages("page.no_folder", path=path, folder=path.parent))


def page_texts() -> dict[str, dict[str, str]]:
    """Language → id → text, for the scripts of the page, which fill the gaps."""
    said = {key.removeprefix("picture."): words for key, words in messages.words.items() if key.startswith("picture.")}
    days = ("day.on_", "day.since_", "day.until_", "day.by", "day.from")
    said |= {key: words for key, words in messages.words.items() if key.startswith(days)}
    said |= {f"{group}.{term}": messages.labels[term] for group, terms in (("status", Status), ("effect", Effect)) for term in terms}
    texts = {lang: {key: in_language(lang, *words) for key, words in said.items()} for lang in LANGUAGES}
    return {lang: {**words, "about.correct": messages.say("correct.how", lang, whom=contact())} for lang, words in texts.items()}


def render_page(n: Neighbourhood, wording: Wording | None = None, *, embed: bool = False, around: Surroundings | None = None) -> str:
    """The page as text: the same answer and wording give the same bytes. `around`: where it leads, in a live atlas."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    wording = wording or Wording()
    index = index_of(n)
    groups = folds(n)
    scene = _scene(n, groups)
    vis, app, style = vis_script(), _app(), _text("app.css")
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.policies["json.dumps_kwargs"] = {"sort_keys": True, "allow_nan": False, "separators": (",", ":"), "ensure_ascii": False}
    environment.filters["fromjson"] = json.loads
    texts = page_texts()
    page = scrubbed(
        {
            **whole_json(n, index),
            "words": used_words(n),
            **scene.page,
            "lang": wording.lang,
            "title": wording.title,
            "note": wording.note,
            "embed": embed,
            "around": _around(n, around) if around else None,
            "card": CARD,
            "gap": COLUMN_GAP,
            "discs": [SMALLEST_DISC, GREATEST_DISC],
            "tiers": TIERS,
            "letters": LETTERS,
            "separators": SEPARATORS,
            "roles": [{"k": r.key, "tier": r.tier, "colour": r.colour, "glyph": r.glyph, "shape": r.shape} for r in ROLES],
        }
    )
    environment.globals.update(
        page=page,
        texts=texts,
        lang=wording.lang,
        noscript=" / ".join(messages.say("noscript", lang) for lang in LANGUAGES),
        page_title=printable(wording.title or texts[wording.lang][f"title.{n.subject}"], 200),
        csp=(
            f"default-src 'none'; script-src {_hash(vis)} {_hash(app)}; style-src {_hash(style)}; img-src data: blob:; "
            "base-uri 'none'; form-action 'none'"
        ),
        vis_js=Markup(vis),
        app_js=Markup(app),
        app_css=Markup(style),
    )
    return _serialised(n, index, scene, environment)


def _around(n: Neighbourhood, around: Surroundings) -> dict[str, list[str]]:
    """By id: the address of a thing's page, and that of the picture grown by its neighbours."""
    found = {node.id: [around.page(node.id), around.grown(node.id)] for node in n.nodes}
    return found | {answer.incident.id: [around.page(answer.incident.id), ""] for answer in n.incidents}


@dataclass(frozen=True, slots=True)
class _Scene:
    """Cards and where they stand: `cards` maps a card's id (of its first member) to its position."""

    cards: Mapping[str, tuple[float, float]]
    page: Json


def undrawn(n: Neighbourhood) -> int:
    """How many cards a page of this answer has no room for."""
    return max(0, len(_cards(n, folds(n))) - MOST_VISIBLE)


def _cards(n: Neighbourhood, groups: Sequence[Sequence[str]]) -> set[str]:
    """The cards of a page: a group folded into one goes by its first member."""
    return {node.id for node in n.nodes}.difference(*(group[1:] for group in groups))


def _scene(n: Neighbourhood, groups: Sequence[Sequence[str]]) -> _Scene:
    number = {node.id: i for i, node in enumerate(n.nodes)}
    card_of = {member: group[0] for group in groups for member in group}
    people = _people_exposed(n)
    cards = sorted(_cards(n, groups))
    dropped: Counter[str] = Counter()
    if len(cards) > MOST_VISIBLE:
        struck, direct = _struck(n, card_of), _direct(n, card_of)
        first = {card_of.get(i, i) for i in n.start} | {card_of.get(p.party, p.party) for a in n.incidents for p in a.compromised}
        cards.sort(key=lambda c: (c not in first, c not in struck, c not in direct, -people.get(c, 0), c))
        gone = set(cards[MOST_VISIBLE:])
        parties = [card_of.get(node.id, node.id) for node in n.nodes]
        dropped = Counter("struck" if c in first | struck else "direct" if c in direct else "other" for c in parties if c in gone)
        cards = sorted(cards[:MOST_VISIBLE])
    kept = set(cards)
    tiers = {node.id: role_of(node).tier for node in n.nodes if node.id in kept}
    links: dict[tuple[str, str], str] = {}
    loose: dict[tuple[str, str], str] = {}
    for relation in n.relations:
        a = relation.arrow
        ends = card_of.get(a.start, a.start), card_of.get(a.end, a.end)
        if kept.issuperset(ends):
            (loose if a.type in GOVERNANCE_TYPES else links).setdefault(ends, f"{number[ends[0]]}>{number[ends[1]]}")
    trusting, trusted = {start for start, _ in links}, {end for _, end in links}
    for card in trusting - trusted:
        if tiers[card] >= TIERS.index("vendors"):
            tiers[card] = TIERS.index("clients")  # a vendor or processor whom nobody trusts is a client here
    named = [[(name, a, b) for (a, b), name in group.items()] for group in (links, loose)]
    layout = layered(tiers, named[0], dict.fromkeys(tiers, CARD[1]), named[1])
    page: Json = {
        "columns": layout.tiers,
        "column": {str(number[i]): c for i, c in layout.columns.items()},
        "ways": layout.ways,
        "folds": [[number[m] for m in group] for group in groups if group[0] in kept],
        "dropped": dict(dropped) or None,
    }
    if n.subject is Subject.MAP:
        page |= _map_json(_suppliers(n, kept, card_of), n, tiers, people, number)
    return _Scene(layout.positions, page)


def _map_json(
    suppliers: Sequence[str], n: Neighbourhood, tiers: Mapping[str, int], people: Mapping[str, int], number: Mapping[str, int]
) -> Json:
    """Where suppliers stand on the map, the first of the ranking first. Those behind whom nobody is counted are gathered, if any is."""
    drawn = [s for s in suppliers if people.get(s)] or suppliers
    most = max((people.get(s, 0) for s in drawn), default=0)
    rank = {node_id: place for place, node_id in enumerate(n.ranked)}
    order = sorted(drawn, key=lambda s: (rank.get(s, len(rank)), -people.get(s, 0), s))
    boxes = {s: (CARD[0], 2 * disc_radius(people.get(s, 0), most) + 46.0) for s in drawn}
    places, bands = shelves({s: tiers[s] for s in order}, {s: -place for place, s in enumerate(order)}, boxes)
    gathered: dict[int, list[int]] = {}
    for supplier in sorted(set(suppliers) - set(drawn), key=lambda s: (rank.get(s, len(rank)), s)):
        gathered.setdefault(tiers[supplier], []).append(number[supplier])
    return {
        "map": {str(number[i]): [x, y] for i, (x, y) in places.items()},
        "bands": [[b.tier, b.left, b.right] for b in bands],
        "gathered": [[tier, gathered[tier]] for tier in sorted(gathered)],
        "most": most,
    }


def disc_radius(people: int, most: int) -> float:
    """The radius of a disc, in picture units: its area is proportional to `people`; the greatest has `GREATEST_DISC`."""
    return float(max(SMALLEST_DISC, GREATEST_DISC * (people / most) ** 0.5)) if people and most else 2 * SMALLEST_DISC


def _people_exposed(n: Neighbourhood) -> dict[str, int]:
    """At least so many people behind each origin on the day of the picture."""
    found = {origin: size.people.at_least for origin, size in n.sizes.items()}
    for origin, spans in n.radii.items():
        current = [s for s in spans if s.first is None or s.first <= n.as_of]
        found[origin] = current[-1].people.at_least if current else 0
    return found


def _struck(n: Neighbourhood, card_of: Mapping[str, str]) -> set[str]:
    """Cards of the parties at which an incident is observed."""
    return {card_of.get(s.party, s.party) for answer in n.incidents for s in answer.affected if s.outcome == "observed"}


def _direct(n: Neighbourhood, card_of: Mapping[str, str]) -> set[str]:
    """Cards of the parties that a relation links with one that was asked for."""
    arrows = [r.arrow for r in n.relations]
    linked = {a.end for a in arrows if a.start in n.start} | {a.start for a in arrows if a.end in n.start}
    return {card_of.get(i, i) for i in linked}


def _suppliers(n: Neighbourhood, kept: set[str], card_of: Mapping[str, str]) -> list[str]:
    """Cards that an organisation or product trusts; and vendors, platforms and hosts that people trust or at which an incident broke."""
    trust = [r.arrow for r in n.relations if r.arrow.type not in GOVERNANCE_TYPES]
    tiers = {node.id: role_of(node).tier for node in n.nodes}
    found = {a.end for a in trust if not a.start.startswith("population:") or tiers.get(a.end, 0) >= TIERS.index("platforms")}
    broken = {place.party for answer in n.incidents for place in answer.compromised}
    found |= {i for i in broken if tiers.get(i, 0) >= TIERS.index("platforms")}
    return sorted({card_of.get(i, i) for i in found} & kept)


def _serialised(n: Neighbourhood, index: Index, scene: _Scene, environment: Any) -> str:
    from pyvis.network import Network

    class TrustNetwork(Network):  # type: ignore[misc]
        """pyvis looks every id up in a list and drops what it takes for a double; the same data with look-ups by key."""

        def put_node(self, n_id: str, data: Json) -> None:
            self.nodes.append({"id": n_id, **data})
            self.node_ids.append(n_id)
            self.node_map[n_id] = self.nodes[-1]

        def put_edge(self, source: str, to: str, data: Json) -> None:
            self.edges.append({"from": source, "to": to, **data})

    network = TrustNetwork(height="100%", width="100%", directed=True, cdn_resources="in_line")
    for i, node in enumerate(n.nodes):
        at = scene.cards.get(node.id)
        place: Json = {"x": at[0], "y": at[1], "shape": "custom", "label": " "} if at else {}
        # ids of our own making: an id such as __proto__ would break the plain objects in which vis-network keeps its nodes
        network.put_node(f"n{i}", {**place, "data": scrubbed(node_json(node, index))})
    for i, relation in enumerate(n.relations):
        ends = index.nodes[relation.arrow.start], index.nodes[relation.arrow.end]
        network.put_edge(f"n{ends[0]}", f"n{ends[1]}", {"id": f"a{i}", "data": scrubbed(relation_json(relation, index))})
    # a dict: set_options() deletes every space of its text
    network.options = {
        "autoResize": False,
        "layout": {"improvedLayout": False},
        "physics": {"enabled": False},
        "nodes": {"chosen": False},
        "interaction": {
            "dragNodes": False,
            "hover": False,
            "keyboard": False,
            "multiselect": False,
            "navigationButtons": False,
            "selectable": False,
            "tooltipDelay": 10**9,
            "zoomSpeed": 0.6,
        },
    }
    network.templateEnv, network.path = environment, "page.html.j2"
    html: str = network.generate_html()
    return html


@lru_cache
def vis_script() -> str:
    """vis-network as it lies in pyvis' package, without the line that would make developer tools ask for a map."""
    import pyvis

    path = Path(pyvis.__file__).parent / "templates/lib/vis-9.1.2/vis-network.min.js"
    return path.read_text("utf-8").replace("//# sourceMappingURL=vis-network.min.js.map", "")


def _app() -> str:
    body = "\n".join(_text(name) for name in SCRIPTS)
    script = f'"use strict";\n(() => {{\n{body}\n}})();'
    if "</script" in script.lower() or "<!--" in script:
        raise ValueError("a script of the page holds text that would end it")
    return script


def _text(name: str) -> str:
    return (HERE / "static" / name).read_text("utf-8")


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"
