"""The lines of the help are typed into bash as they stand, and are such that other shells read them alike."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from maillon.commands.exit_codes import CUT_SHORT, DONE, NO
from maillon.commands.messages import messages
from maillon.commands.shell_words import typed as quoted
from tests.support.command_tree import commands
from tests.support.lines import ALIKE, ARTICLE
from tests.support.places import Place
from tests.support.running import maillon
from tests.support.shell import typed
from tests.support.workbooks import as_xlsx

EXAMPLES = {path: list(getattr(command, "examples", ())) for path, command in commands() if path not in ("serve", "explore", "mcp")}
"""By command; `serve`, `explore` and `mcp` would not end."""

ASKS_A_PERSON = ("maillon decide", 'maillon decide Mutami --who "data-protection team"')
"""Lines that go through pairs one by one with somebody at a terminal; without one they say so and end."""

STARTS = [re.search(r"maillon .*", line)[0] for text in messages.words["maillon.start"] for line in text.splitlines() if "maillon " in line]  # type: ignore[index]

BEFORE = {
    "duplicates": ["maillon load records alike.yaml --dataset alike --quiet"],
    "template": ["rm processors.xlsx"],
    "unload": ["maillon load records my.yaml --dataset mine --quiet"],
    "diff": ["maillon export -o before.json --quiet", "cp before.json after.json"],
    "restore": ["maillon backup maillon.backup --quiet"],
}
"""What must have been typed before the lines of a command."""

EMPTY = ("duplicates", "maillon diff before.json", "maillon concerned", "maillon decide", "maillon watch")
"""What may well find nothing."""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with what the lines name: in its name a space and a quote."""
    folder = tmp_path / "l'été de l'\"an\" $HOME"
    (folder / "records").mkdir(parents=True)
    one = "kind: sources\nentries:\n  - {id: s, publisher: S}\n"
    (folder / "my.yaml").write_text(one)
    (folder / "alike.yaml").write_text(ALIKE, "utf-8")
    (folder / "records" / "sources.yaml").write_text(one)
    table = "Client;Prestataire;Prestation;Début\nMutuelle des Marais;Tiersa;Tiers payant;01/02/2020\n"
    (folder / "suppliers.csv").write_text(table)
    (folder / "article.txt").write_text(ARTICLE, "utf-8")
    (folder / "article.html").write_text(f"<html><body><article><p>{ARTICLE}</p></article></body></html>", "utf-8")
    (folder / "suppliers.xlsx").write_bytes(as_xlsx(table))
    (folder / "processors.xlsx").write_bytes(as_xlsx("Prestataire;Prestation\nTiersa;Tiers payant\n"))
    (folder / "answers.csv").write_text("one,other,answer\norg:viamedis,org:almerys,not same\n")
    with zipfile.ZipFile(folder / "records.zip", "w") as archive:
        archive.writestr("records/sources.yaml", one)
    return folder


def test_bash_runs_every_line_of_the_help(corpus_files: Path, desk: Path, tmp_path: Path) -> None:
    place = Place(directory=shutil.copytree(corpus_files, tmp_path / "store"))
    lines = []
    for path, examples in {**EXAMPLES, "": STARTS}.items():
        own = path.replace(" ", "-") or "start"
        examples = [line for line in examples if line not in ASKS_A_PERSON]
        lines += [
            f"mkdir {own} && cp -r article.* *.yaml *.csv *.xlsx *.zip records {own} && cd {own}",
            *BEFORE.get(path, []),
            *examples,
            "cd ..",
        ]
    for line, ended in zip(lines, typed(lines, desk, place, "en"), strict=True):
        allowed = (DONE, NO, CUT_SHORT) if any(name in line for name in EMPTY) else (DONE,)
        assert ended.code in allowed, f"{line}\n{ended.printed}"


UNQUOTED = re.compile(r"[\w./:@=| -]*")


@pytest.mark.parametrize("line", [line for path in EXAMPLES for line in EXAMPLES[path]] + STARTS)
def test_no_line_of_the_help_holds_what_another_shell_reads_otherwise(line: str) -> None:
    """zsh expands `*`, `?`, `[` and `=` at the head of a word; PowerShell `$`, a backtick and `@`, and quotes a quote otherwise."""
    bare = re.sub(r"'[^'$]*'|'[^']*'|\"[^\"$`!\\\\]*\"", "", line)
    assert UNQUOTED.fullmatch(bare), bare
    assert not re.search(r"(^|\s)[@=]", bare)


@pytest.mark.parametrize("word", ["records", "mes fiches", "l'été", 'a "b"', "$HOME", "*", "é; rm -rf x", "-x", ""])
@pytest.mark.skipif(os.name == "nt", reason="the shells of Windows quote otherwise")
def test_a_word_that_is_shown_to_be_typed_comes_back_from_the_shell(word: str) -> None:
    for shell in filter(None, map(shutil.which, ("sh", "bash", "zsh"))):
        ran = subprocess.run([shell, "-c", f"printf '%s' {quoted(word)}"], capture_output=True, check=True)
        assert ran.stdout.decode() == word


def test_names_with_quotes_and_spaces_are_taken_by_every_option(corpus_place: Place, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    name = 'l\'"exemple" à $moi.json'
    for line in (["find", "weda", "-o", name], ["export", "-o", name], ["diff", name, name, "-o", "x.json"]):
        assert maillon(corpus_place, *line).code == DONE
    ran = maillon(corpus_place, "find", 'l\'"exemple" $(true) `x`')
    assert (ran.code, 'l\'"exemple" $(true) `x`' in ran.out) == (NO, True)
