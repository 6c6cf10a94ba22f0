"""Help in both languages: every text of ours stands in the catalogue, every word of click's in its French one."""

from __future__ import annotations

import ast
import gettext
import inspect
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from click.testing import CliRunner

from maillon.cli import app
from maillon.commands.messages import messages
from maillon.shipped import shipped

LOCALE = shipped("commands", "locale", "fr", "LC_MESSAGES")

NEVER_MET = (
    "editor",  # no command opens one
    "Bash",
    "Repeat for confirmation",
    "two entered values",
    "Press any key",
    "prog)s, version",  # our own line
    "eprecat",
    "Unknown color",
    "Value must be an iterable",
    "name for option",
    "No options defined",
    "Arguments take exactly",
    "defined twice",
    "cannot use the same flag",
    "Invalid start character",
    "Windows error",
    "standard stream",
    "Try '",
    "UUID",
    "does not match the format",
    "not executable",
    "Do you want to continue",
    "without prompting",
    "Choice(",
)
"""Parts of click's texts that no command of ours can show: faults of a program, editors, completion, kinds that no option has."""


def commands(command: click.Command = app, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with its words."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command, **app.context_settings)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from commands(inner, (*path, name))


every_command = pytest.mark.parametrize("path", [path for path, _ in commands()], ids=" ".join)


def help_of(path: tuple[str, ...], **environment: str) -> str:
    result = CliRunner().invoke(app, [*path, "--help"], env={"MAILLON_LANG": "", "LANGUAGE": "", **environment})
    assert result.exit_code == 0
    return " ".join(result.output.split()).replace("\u00a0", " ")


@every_command
def test_help_is_in_the_language_of_the_locale_or_of_the_environment(path: tuple[str, ...]) -> None:
    english, french = help_of(path, LC_ALL="C.UTF-8"), help_of(path, LC_ALL="fr_FR.UTF-8")
    assert english.startswith("Usage: ")
    assert french.startswith("Utilisation : ")
    assert french == help_of(path, LC_ALL="C.UTF-8", MAILLON_LANG="fr")
    shown = [texts for texts in messages.words.values() if len(texts[1]) > 20 and flat(texts[1]) in english]
    assert shown, "nothing of the catalogue is shown"
    assert all(flat(texts[0]) in french for texts in shown if texts[0] != texts[1])
    assert not [texts[1] for texts in shown if texts[0] != texts[1] and flat(texts[1]) in french], "told in English"


def flat(text: str) -> str:
    return " ".join(text.replace("\b", "").split())


@every_command
def test_the_examples_of_help_are_the_same_in_both_languages(path: tuple[str, ...]) -> None:
    command = dict(commands())[path]
    for example in getattr(command, "examples", ()):
        assert flat(example) in help_of(path, LC_ALL="C.UTF-8")
        assert flat(example) in help_of(path, LC_ALL="fr_FR.UTF-8")


def test_the_language_asked_for_before_help_is_that_of_help() -> None:
    result = CliRunner().invoke(app, ["rank", "--lang", "fr", "--help"], env={"LC_ALL": "C.UTF-8", "LANGUAGE": ""})
    assert "Nombre maximal de lignes affichées" in result.output
    assert "Affiche cette aide." in result.output


def test_no_colon_begins_a_line_of_french() -> None:
    for path, _ in commands():
        result = CliRunner().invoke(app, [*path, "--help"], env={"MAILLON_LANG": "fr", "LANGUAGE": ""}, terminal_width=60)
        assert not [line for line in result.output.splitlines() if line.strip().startswith((":", ";"))]


def test_clicks_words_in_french_are_compiled_from_their_list(tmp_path: Path) -> None:
    with (LOCALE / "messages.po").open("rb") as file:
        catalogue = read_po(file)
    with (tmp_path / "messages.mo").open("wb") as made:
        write_mo(made, catalogue)
    assert words_in_french(LOCALE / "messages.mo") == words_in_french(tmp_path / "messages.mo")


def words_in_french(path: Path) -> dict[object, str]:
    """What a compiled catalogue holds, without its head (which has the time of compiling)."""
    with path.open("rb") as file:
        held: dict[object, str] = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    return {key: text for key, text in held.items() if key}


def words_of_click() -> Iterator[str]:
    """Every text that the installed click hands to gettext."""
    for path in Path(inspect.getfile(click)).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                yield from (a.value for a in node.args[:1] if isinstance(a, ast.Constant) and isinstance(a.value, str))


def test_what_the_installed_click_says_exists_in_french() -> None:
    known = {key[0] if isinstance(key, tuple) else key for key in words_in_french(LOCALE / "messages.mo")}
    missing = {text for text in words_of_click() if text not in known and not any(part in text for part in NEVER_MET)}
    assert missing <= {"d", "(dynamic)"}
