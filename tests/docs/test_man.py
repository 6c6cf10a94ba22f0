"""Manual pages: one a command, in both languages, with every option, and no text in them that a formatter takes for a request."""

from __future__ import annotations

import re

import click
import pytest

from docs.man import manual_pages, roff
from tests.support.command_tree import commands

REQUESTS = {".TH", ".SH", ".PP", ".TP", ".B", ".nf", ".fi"}


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return dict(manual_pages())


@pytest.mark.parametrize("folder", ["man1", "fr/man1"])
def test_every_command_has_a_page_that_names_all_its_options(pages: dict[str, str], folder: str) -> None:
    for path, command in commands():
        page = pages[f"{folder}/maillon-{path.replace(' ', '-')}.1"]
        for option in (p for p in command.params if isinstance(p, click.Option) and not p.hidden):
            assert roff(option.opts[-1]) in page, (path, option.opts)
    assert roff("maillon-blast-radius") in pages[f"{folder}/maillon.1"]


def test_each_page_speaks_its_language(pages: dict[str, str]) -> None:
    assert ".SH EXIT STATUS" in pages["man1/maillon.1"]
    assert ".SH CODES DE SORTIE" in pages["fr/man1/maillon.1"]
    assert "Folder of the local store" in pages["man1/maillon-show.1"]
    assert "Dossier" in pages["fr/man1/maillon-show.1"]


def test_no_text_is_taken_for_a_request(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        assert set(re.findall(r"^\.\w*", page, re.MULTILINE)) <= REQUESTS, name
    assert roff(".so /etc/passwd") == "\\&.so /etc/passwd"
    assert roff("a\\fB-x") == "a\\efB\\-x"
