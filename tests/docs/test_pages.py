"""Every block of every page is tried: bash itself runs the lines, and they print what the page shows."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.pages import PAGES, Shown, answers, changes_its_store, fences, shown
from tests.support.places import ROOT, Place

UNTRIED = Counter({"Neo4j": 4, "network": 5, "it runs until it is stopped": 2, "make": 4, "benchmark": 1, "contracts of one's own": 2})
"""What a block needs that a test does not have, and how many blocks need it. A reader does not see these marks."""

TYPED = [page for page in PAGES if any(shown(page.read_text("utf-8")))]


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


_DOCS = (
    "ask-the-graph",
    "assistant",
    "backup",
    "commands",
    "contracts",
    "concerned",
    "corpus",
    "correct",
    "cypher",
    "data-statement",
    "draft",
    "exports",
    "exposure",
    "fairness",
    "glossary",
    "own-list",
    "picture",
    "python",
    "questions",
    "records",
    "reports",
    "sharing",
    "shell",
)
IN_FRENCH = ["README", "docs/atlas", *(f"docs/{name}" for name in _DOCS)]
"""Pages for those who are no programmers."""


@pytest.mark.parametrize("name", IN_FRENCH)
def test_a_page_says_the_same_in_french(name: str) -> None:
    english, french = (parts((ROOT / f"{name}{ending}").read_text("utf-8")) for ending in (".md", ".fr.md"))
    assert english == french


def parts(text: str) -> list[str]:
    """What a page is made of, in its order, without its words: headings, rows, points, and blocks with the commands in them."""
    found = list(fences(text))
    typed = {block.start: re.findall(r"^\$ (?:[A-Z0-9_]+=\S+ )*(?:maillon )?(\S+)", block.text, re.MULTILINE) for block in found}
    blocks = [(b.start, " ".join([b.language, b.tried or b.untried or "", *typed[b.start]])) for b in found]
    outside = [(m.start(), m[1]) for m in re.finditer(r"^(#+ |\| |- \*\*|> |\d+\. )", text, re.MULTILINE)]
    inside = [range(b.start, b.start + len(b.text)) for b in found]
    return [part for _, part in sorted(blocks + [(at, part) for at, part in outside if not any(at in block for block in inside)])]


def test_every_page_in_french_is_one_of_them_and_names_its_twin() -> None:
    twins = [page for page in PAGES if page.name.endswith(".fr.md")]
    assert {named(page).removesuffix(".fr.md") for page in twins} == set(IN_FRENCH)
    for page in twins:
        english = page.with_name(page.name.replace(".fr.md", ".md"))
        assert f"({english.name})" in page.read_text("utf-8")
        assert f"({page.name})" in english.read_text("utf-8")


@pytest.mark.parametrize("page", [p for p in TYPED if not changes_its_store(p)], ids=named)
def test_what_is_asked_on_a_page_is_answered_as_the_page_shows(corpus_place: Place, page: Path, tmp_path: Path) -> None:
    tried(page, tmp_path, corpus_place)


@pytest.mark.parametrize("page", [p for p in TYPED if changes_its_store(p)], ids=named)
def test_what_is_loaded_on_a_page_is_answered_as_the_page_shows(corpus_files: Path, page: Path, tmp_path: Path) -> None:
    place = Place(directory=shutil.copytree(corpus_files, tmp_path / "store"))
    (tmp_path / "folder").mkdir()
    tried(page, tmp_path / "folder", place)


def tried(page: Path, folder: Path, place: Place) -> None:
    different = [f"$ {asked.asked}\n{answer}" for asked, answer in answers(page, folder, place) if asked.answer and not asked.fits(answer)]
    assert not different, f"{named(page)} shows otherwise (python -m tests.support.pages STORE PAGE writes it anew):\n" + "\n".join(
        different
    )


def test_what_is_not_tried_is_marked_and_counted() -> None:
    found = [fence for page in PAGES for fence in fences(page.read_text("utf-8"))]
    assert Counter(fence.untried for fence in found if fence.untried) == UNTRIED
    assert all((ROOT / fence.tried).is_file() for fence in found if fence.tried)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_lines_to_type_stand_nowhere_but_in_blocks_that_are_tried(page: Path) -> None:
    text = page.read_text("utf-8")
    for fence in fences(text):
        if fence.language in ("", "sh", "bash", "shell"):
            assert not re.search(r"^(\$ )?(maillon|make|python|pip) ", fence.text, re.MULTILINE), fence.text
    assert not re.search(
        r"^ {4}(\$ )?(maillon|make|python|pip) ", re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL), re.MULTILINE
    )


@pytest.mark.parametrize(
    ("shown_as", "printed", "fits"),
    [
        ("a\n…\nd\n", "a\nb\nc\nd\n", True),
        ("a\n…\nd\n", "a\nd\n", True),
        ("a … d\n", "a b c d\n", True),
        ("a\n", "a\nb\n", False),
        ("a … d\n", "a b\nc d\n", False),
        ("a.c\n", "abc\n", False),
    ],
)
def test_three_dots_stand_for_lines_or_for_what_stands_in_a_line(shown_as: str, printed: str, fits: bool) -> None:
    assert Shown("console", "", shown_as, (0, 0)).fits(printed) is fits


def test_bash_itself_reads_the_lines(corpus_place: Place, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    lines: list[Any] = [
        ("id=org:weda", ""),
        ("""maillon cypher 'MATCH (o {id: $id}) RETURN o.name' -p "id=$id" --format csv | tail -n 1""", "Weda\n"),
        ("echo 'RETURN 1 AS one' | maillon cypher - --format csv > rows.csv", ""),
        ("cat rows.csv", "one\n1\n"),
        ("maillon show nobody", "maillon: …\n"),
        ("echo $?", "2\n"),
    ]
    page.write_text("```console\n" + "".join(f"$ {line}\n{answer}" for line, answer in lines) + "```\n", "utf-8")
    assert [(asked.asked, asked.fits(answer)) for asked, answer in answers(page, tmp_path, corpus_place)] == [
        (line, True) for line, _ in lines
    ]


@pytest.mark.parametrize("name", ["correct-a-fact", "fault"])
def test_the_form_of_an_issue_asks_what_the_form_of_the_page_asks_in_both_languages(name: str) -> None:
    form = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / f"{name}.yml").read_text("utf-8"))
    asked = [field["attributes"]["label"].split(" · ") for field in form["body"] if field["type"] != "markdown"]
    for words, page in zip(zip(*asked, strict=True), ("correct.md", "correct.fr.md"), strict=True):
        text = (ROOT / "docs" / page).read_text("utf-8").replace("`", "")
        assert all(word.replace("`", "") in text for word in words)
