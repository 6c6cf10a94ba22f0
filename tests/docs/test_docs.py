"""The pages: generated ones are in step, examples are accepted as they stand, commands say what the page shows."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from docs.__main__ import GENERATED
from tests.support.pages import FENCE, console
from tests.support.places import CORPUS, ROOT, Place
from tests.support.running import maillon

DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md")])
OWN = [
    p for p in PAGES if p.name in ("README.md", "README.fr.md", "CONTRIBUTING.md", "records.md", "records.fr.md", "model.md", "commands.md")
]


@pytest.mark.parametrize("name", GENERATED)
def test_a_generated_page_is_in_step_with_the_program(name: str) -> None:
    assert (ROOT / name).read_text("utf-8") == GENERATED[name](), "run: make docs"


def examples() -> Iterator[Any]:
    """Pages with files of an example in them."""
    for page in PAGES:
        files = {name: body for _, name, body in FENCE.findall(page.read_text("utf-8")) if name}
        if files:
            yield pytest.param(page, files, id=page.name)


@pytest.mark.parametrize(("page", "files"), list(examples()))
def test_the_files_of_a_worked_example_are_accepted_and_its_commands_say_what_the_page_shows(
    page: Path, files: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, body in files.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(body, "utf-8")
    shown = list(console(page))
    assert shown, "a worked example is run on its page"
    for command, lines in shown:
        says(Place(directory=tmp_path / "store"), command, lines)


def says(place: Place, command: str, lines: list[str]) -> None:
    """Run a command; every line shown must stand in what it prints (`…` stands for anything, spaces do not count)."""
    ran = maillon(place, *shlex.split(command)[1:], environment={"MAILLON_LANG": ""} if "--lang" in command else None)
    assert ran.code == 0, f"{command}: {ran.err}"
    printed = " ".join((ran.out + ran.err).split())
    for line in lines:
        wanted = r".*?".join(re.escape(" ".join(part.split())) for part in line.split("…"))
        wanted = re.sub(r"(on|au)\\ \d{4}\\-\d{2}\\-\d{2}", r"\1\\ [0-9-]{10}", wanted)  # "today" of the day it was written
        assert re.search(wanted, printed), f"{command} does not print: {line}"


def readme() -> Iterator[Any]:
    for page in (p for p in PAGES if p.name in ("README.md", "README.fr.md")):
        for command, lines in console(page):
            if command.startswith("maillon ") and not command.startswith("maillon demo"):
                yield pytest.param(command, lines, id=command[:50])


@pytest.mark.parametrize(("command", "lines"), list(readme()))
def test_the_readme_shows_what_its_commands_print(corpus_place: Place, command: str, lines: list[str]) -> None:
    says(corpus_place, command, lines)


def test_the_python_of_the_readme_runs(corpus_directory: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    import maillon as face

    (block,) = [body for language, _, body in FENCE.findall((ROOT / "README.md").read_text("utf-8")) if language == "python"]
    opening = face.open
    monkeypatch.setattr(face, "open", lambda *a, **k: opening(corpus_directory))
    exec(compile(block, "README.md", "exec"), {})
    assert capsys.readouterr().out.split()[0] == "20000000"


@pytest.mark.parametrize("page", OWN, ids=lambda p: p.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_a_command_named_on_a_page_exists(page: Path) -> None:
    from maillon import cli

    text = page.read_text("utf-8")
    for name in re.findall(r"(?:`|^\$ )maillon ([a-z][a-z-]+)", text, re.MULTILINE):
        assert name in cli.COMMANDS, f"{page.name} names maillon {name}"


def test_the_two_guides_to_records_have_the_same_parts() -> None:
    english, french = ((DOCS / name).read_text("utf-8") for name in ("records.md", "records.fr.md"))
    for mark in (r"^## ", r"^```yaml", r"^```console", r"^- \*\*"):
        assert len(re.findall(mark, english, re.MULTILINE)) == len(re.findall(mark, french, re.MULTILINE)), mark


def test_the_model_page_names_every_status_effect_and_trust_arrow() -> None:
    from maillon.graph.model import GOVERNANCE_TYPES, TRUST_TYPES, Deployment, Effect

    text = (DOCS / "model.md").read_text("utf-8")
    for word in (*TRUST_TYPES, *GOVERNANCE_TYPES, *Deployment, *Effect, "contested", "retracted", "past", "possible", "cleared"):
        assert word in text, word


def test_the_corpus_folder_is_what_the_pages_say() -> None:
    assert (CORPUS / "data-categories.yaml").is_file()
