"""What a shell completes: commands and options, and what is in the store, by name, by id, and behind the colon at which bash parts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest
from click.shell_completion import get_completion_class

from maillon.cli import app
from maillon.commands.bilingual import Invocation
from maillon.commands.completing import VARIABLE, complete_bash_by_line
from tests.support.places import Place
from tests.support.running import maillon


def asked(place: Place | None, shell: str, **environment: str) -> str:
    """What a shell is given, as the entry point gives it."""
    complete_bash_by_line()
    kind = get_completion_class(shell)
    assert kind is not None
    with patch.dict(os.environ, {**(place.environment if place else {}), **environment}):
        return kind(app, {"obj": Invocation("en")}, "maillon", VARIABLE).complete()


def completed(place: Place | None, line: str, breaks: str = " :=") -> list[str]:
    """What bash is given for a line."""
    given = asked(place, "bash", COMP_LINE=line, BREAKS=breaks).splitlines()
    return [found.partition(",")[2] for found in given if found.startswith("plain,")]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("maillon blast", ["blast-radius"]),
        ("maillon blast-radius --eff", ["--effect"]),
        ("maillon blast-radius X --effect av", ["availability"]),
        ("maillon query run clients-n", ["clients-not-said-to-be-told"]),
        ("maillon load rec", ["records"]),
        ("maillon rank --type Hos", ["Hospital", "HostingProvider"]),
        ("maillon incident viame", ["viamedis-2024-01"]),
        ("maillon show org:viame", ["viamedis"]),
        ("maillon cohort 'insured of Audi", ["population:insured-of-audiens"]),
        ("maillon unload mai", ["maillon-corpus"]),
        ("maillon blast-radius Viamedis --data prescr", ["prescriptions"]),
    ],
)
def test_a_shell_is_offered_what_may_stand_there(corpus_place: Place, line: str, offered: list[str]) -> None:
    found = completed(corpus_place, line)
    assert set(offered) <= set(found)
    assert len(found) <= len(offered) + 2


def test_where_words_are_not_parted_at_colons_the_whole_id_is_given(corpus_place: Place) -> None:
    assert completed(corpus_place, "maillon show org:viame", breaks=" ") == ["org:viamedis"]


def test_without_a_store_nothing_is_completed_and_nothing_is_said(tmp_path: Path) -> None:
    nowhere = Place(directory=tmp_path / "nowhere")
    assert completed(nowhere, "maillon show viame") == []
    assert completed(None, f"maillon show --store {tmp_path}/nowhere viame") == []
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_are_also_told_what_an_id_is_called(corpus_place: Place, shell: str) -> None:
    words = {"COMP_WORDS": "maillon show org:viame", "COMP_CWORD": "2" if shell == "zsh" else "org:viame"}
    given = asked(corpus_place, shell, **words)
    assert "Viamedis" in given
    assert ("org\\:viamedis" if shell == "zsh" else "org:viamedis") in given


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_a_shell_asks_maillon(shell: str) -> None:
    assert f"_MAILLON_COMPLETE={shell}_complete" in maillon(None, "completion", shell).out


def test_bash_completes_a_line_with_the_script(tmp_path: Path) -> None:
    program = tmp_path / "maillon"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m maillon "$@"\n')
    program.chmod(0o755)
    script = """
        source <(maillon completion bash)
        COMP_LINE="maillon query run clients-n"; COMP_POINT=${#COMP_LINE}
        _maillon_completion maillon
        echo "${COMPREPLY[@]}"
    """
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    ran = subprocess.run(["bash", "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert (ran.stdout, ran.stderr) == ("clients-not-said-to-be-told\n", "")
