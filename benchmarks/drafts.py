"""How well `maillon draft` reads articles, on texts that one reader marked: precision and recall of what it lists.

The texts are not in the repository: `draft-marks.yaml` knows each by its hash and says where it was read. A folder that holds some of
them is enough; a text that has no mark is passed over.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from maillon.graph.folding import fold_letters
from maillon.loaders.drafts.articles import read_article
from maillon.loaders.drafts.drafting import Draft, draft_article
from maillon.loaders.drafts.known_names import shipped_names
from maillon.loaders.inputs import Input
from maillon.yaml_core import parse

MARKS = Path(__file__).with_name("draft-marks.yaml")
PARTS = ("organisations", "figures", "dates", "speakers", "data")


def found(draft: Draft) -> Mapping[str, set[str]]:
    """What a draft lists, written as the marks are."""
    names = {one.id: _plain(one.name) for one in (*draft.organisations, *draft.attackers)}
    spelt = {_plain(mention.text): mention.id for mention in shipped_names().mentions(draft.article.text)}
    known = {one.id for one in draft.organisations if one.known}
    dates = {end for one in draft.dates for end in one.on.split("/")}
    return {
        "organisations": {*names.values(), *(name for name, identifier in spelt.items() if identifier in known)},
        "figures": {_figure(one.quantity) for one in draft.figures},
        "dates": dates,
        "data": {one.category for one in draft.kinds},
        "speakers": {names.get(one.by, one.by) or _plain(one.role) for one in draft.speakers},
    }


def _figure(figure: Any) -> str:
    if figure.size and figure.low is None and figure.high is None:
        return _plain(f"size {figure.text}").replace("size ", "size").replace(" ", "")
    low, high = figure.low, figure.high
    bounds = (
        f"{low}-{high}"
        if None not in (low, high) and low != high
        else f"{low}-"
        if high is None
        else f"-{high}"
        if low is None
        else f"{low}"
    )
    return _plain(f"{bounds} {_unit(figure.unit)}")


def _unit(word: str) -> str:
    money = {"€": "euros", "$": "dollars", "£": "pounds"}
    first = re.sub(r"^(?:d'|de )", "", word).split(" ")[0]
    return money.get(first, first)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w~-]+", fold_letters(text)))


def measure(folder: Path) -> Iterator[str]:
    """Lines with the figures of each part, in all and by language."""
    marks = {one["text"]: one for one in parse(MARKS.read_text("utf-8")).data["texts"]}
    counts: dict[tuple[str, str], Counter[str]] = {}
    seen = 0
    for path in sorted(folder.iterdir()):
        mark = marks.get(hashlib.sha256(path.read_bytes()).hexdigest())
        if mark is None:
            continue
        seen += 1
        listed = found(draft_article(read_article(Input(path.name, path.read_bytes())), dt.date(2026, 1, 1)))
        for part in PARTS:
            wanted = {_wanted(part, text) for text in mark[part]}
            got = {_got(part, text) for text in listed[part]}
            for group in ("all", mark["language"]):
                counter = counts.setdefault((part, group), Counter())
                counter.update(right=len(got & wanted), wrong=len(got - wanted), missed=len(wanted - got))
            if "-v" in sys.argv:
                yield f"{path.name} {part}: wrong {sorted(got - wanted)} missed {sorted(wanted - got)}"
    yield f"{seen} of {len(marks)} texts\npart language right wrong missed precision recall"
    for (part, group), counter in sorted(counts.items()):
        right, wrong, missed = counter["right"], counter["wrong"], counter["missed"]
        yield f"{part} {group} {right} {wrong} {missed} {_share(right, wrong)} {_share(right, missed)}"


def _wanted(part: str, text: str) -> str:
    if part in ("dates", "data"):
        return text
    return _plain(text.replace("~", "")) if not text.startswith("size") else _plain(text).replace(" ", "")


def _got(part: str, text: str) -> str:
    return text


def _share(right: int, other: int) -> str:
    return f"{right / (right + other):.2f}" if right + other else "–"


if __name__ == "__main__":
    print("\n".join(measure(Path(sys.argv[1]))))
