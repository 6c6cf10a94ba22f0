"""The pages: generated ones are in step, examples are accepted as they stand, commands say what the page shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs.__main__ import GENERATED
from tests.support.pages import fences
from tests.support.places import CORPUS, ROOT

DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md")])


@pytest.mark.parametrize("name", GENERATED)
def test_a_generated_page_is_in_step_with_the_program(name: str) -> None:
    assert (ROOT / name).read_text("utf-8") == GENERATED[name](), "run: make docs"


def test_the_python_of_the_readme_runs(corpus_directory: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    import maillon as face

    (block,) = [fence.text for fence in fences((ROOT / "README.md").read_text("utf-8")) if fence.language == "python"]
    opening = face.open
    monkeypatch.setattr(face, "open", lambda *a, **k: opening(corpus_directory))
    exec(compile(block, "README.md", "exec"), {})
    assert capsys.readouterr().out.split()[0] == "20000000"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_between_pages_lead_to_a_page_and_to_a_heading_of_it(page: Path) -> None:
    for target, heading in re.findall(r"\]\(([^)#:\s]*)(?:#([^)]*))?\)", page.read_text("utf-8")):
        linked = page.parent / target if target else page
        assert linked.exists(), f"{page.name} links to {target}"
        assert not heading or heading in headings(linked), f"{page.name} links to {target}#{heading}"


def headings(page: Path) -> set[str]:
    """The addresses of a page's headings, as the places that show it make them."""
    found = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in found}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_a_command_named_on_a_page_exists(page: Path) -> None:
    from maillon import cli

    text = page.read_text("utf-8")
    for name in re.findall(r"(?:`|^\$ )maillon ([a-z][a-z-]+)", text, re.MULTILINE):
        assert name in cli.COMMANDS, f"{page.name} names maillon {name}"


def test_the_model_page_names_every_status_effect_and_trust_arrow() -> None:
    from maillon.graph.model import GOVERNANCE_TYPES, TRUST_TYPES, Deployment, Effect

    text = (DOCS / "model.md").read_text("utf-8")
    for word in (*TRUST_TYPES, *GOVERNANCE_TYPES, *Deployment, *Effect, "contested", "retracted", "past", "possible", "cleared"):
        assert word in text, word


def test_the_corpus_folder_is_what_the_pages_say() -> None:
    assert (CORPUS / "data-categories.yaml").is_file()
