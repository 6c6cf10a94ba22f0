"""Help in both languages: every text of every command is told in French, and nothing else is."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from maillon.cli import COMMANDS, app
from maillon.commands.french import EXTRAS, TEXTS
from maillon.commands.help import told


def commands(command: click.Command = app, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with its words."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command, **app.context_settings)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from commands(inner, (*path, name))


def is_example(paragraph: str) -> bool:
    """Lines to copy: nothing in them is told."""
    first, *lines = paragraph.splitlines()
    return first == "\b" and all(line.lstrip().startswith(("maillon ", "cat ")) and "  " not in line.strip() for line in lines)


def texts() -> Iterator[str]:
    """Every paragraph that any help shows."""
    yield from (text for _, text in COMMANDS.values())
    for _, command in commands():
        yield from (p for p in inspect.cleandoc(command.help or "").split("\n\n") if not is_example(p))
        for option in command.get_params(click.Context(command, **app.context_settings)):
            if isinstance(option, click.Option):
                assert option.help, f"{command.name} {option.opts} says nothing"
                yield option.help.partition("  [")[0]


EVERY = {" ".join(text.split()) for text in texts()}


def test_every_text_has_a_french_one_and_every_french_one_is_of_a_text() -> None:
    assert TEXTS.keys() == EVERY


@pytest.mark.parametrize("path", [path for path, _ in commands()], ids=" ".join)
def test_help_is_in_the_language_of_the_locale_or_of_the_environment(path: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MAILLON_LANG", raising=False)
    said = {}
    for language, environment in (("en", {"LC_ALL": "C.UTF-8"}), ("fr", {"LC_ALL": "fr_FR.UTF-8"}), ("told", {"MAILLON_LANG": "fr"})):
        result = CliRunner().invoke(app, [*path, "--help"], env=environment)
        assert result.exit_code == 0
        said[language] = " ".join(result.output.split())
    assert said["en"].startswith("Usage: ")
    assert said["fr"].startswith("Utilisation : ")
    assert said["fr"] == said["told"]
    left = [text for text in EVERY if text not in TEXTS.values() and len(text) > 20 and text in said["fr"]]
    assert not left, "told in English"


def test_the_language_asked_for_before_help_is_that_of_help() -> None:
    result = CliRunner().invoke(app, ["rank", "--lang", "fr", "--help"], env={"LC_ALL": "C.UTF-8"})
    assert "Nombre maximal de lignes affichées." in result.output


def test_what_click_adds_or_cuts_is_told_too() -> None:
    cut = "A commented mapping for `load table`, its columns..."
    assert told(cut) == TEXTS["A commented mapping for `load table`, its columns guessed from the header of TABLE."].replace(
        " ;", "\u00a0;"
    )
    assert told("Most rows shown.  [default: 20; 1<=x<=100]") == "Nombre maximal de lignes affichées.  [par défaut\u00a0: 20; 1<=x<=100]"
    assert told("\b\nmaillon check records/") == "\b\nmaillon check records/"
    assert all(extra.startswith("[") for extra in EXTRAS)
