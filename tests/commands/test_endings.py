"""How every command ends: with an answer, wrong use, a file that is missing, one that cannot be written, a server that is gone.

Empty and cut answers stand in `test_exit_codes.py`. A new command is in all of these as soon as it has a line in `tests/support/lines.py`.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import click
import pytest

from maillon.commands.exit_codes import DONE, NOTHING_LOADED, STORE, WRONG_USE
from tests.support.command_tree import commands
from tests.support.lines import ALIKE, ARTICLE, BASE
from tests.support.places import FIXTURES, Place
from tests.support.running import maillon

TREE = dict(commands())
SERVERS = {path: command for path, command in TREE.items() if any("--uri" in p.opts for p in command.params)}

LINES = {
    **BASE,
    "unload": ["unload", "maillon-corpus", "--dry-run"],
    "backup": ["backup", "mine.backup"],
    "update": ["update", "later/small.yaml"],
    "template": ["template", "processors", "-o", "new.xlsx"],
}
"""By command: a line that works, one after the other; what was backed up is restored."""
STAYS = {"explore": ["explore", "--no-browser"], "mcp": ["mcp"]}
"""Commands that run until they are stopped."""

NO_SERVER = {
    "check": "it asks the store only what neither the records nor the shipped ones declare",
}
"""By command with `--uri`: why it may do without the server."""


@pytest.fixture(scope="module")
def own(corpus_files: Path, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The shipped records, for commands that change them, in a folder with the files that the lines name."""
    home = tmp_path_factory.mktemp("endings")
    (home / "mine.yaml").write_text("kind: sources\nentries:\n  - {id: s, publisher: S}\n")
    (home / "names.yaml").write_text("kind: organisations\nentries:\n  - {id: org:n, name: N, evidence: [egora-2018]}\n")
    (home / "article.txt").write_text(ARTICLE, "utf-8")
    # In a folder of its own: a data set is called after its folder, and each of these lines may be the first to load one.
    (home / "later").mkdir()
    (home / "later" / "small.yaml").write_text("kind: sources\nentries:\n  - {id: small, publisher: S}\n")
    (home / "answers.csv").write_text("one,other,answer\norg:viamedis,org:almerys,not same\n")
    shutil.copy(FIXTURES / "table" / "suppliers.csv", home)
    (home / "alike.yaml").write_text(ALIKE, "utf-8")
    place = Place(directory=shutil.copytree(corpus_files, home / "store"))
    assert maillon(place, "load", "records", str(home / "alike.yaml"), "--dataset", "alike").code == DONE
    return place


@pytest.fixture
def here(own: Place, monkeypatch: pytest.MonkeyPatch) -> Place:
    assert own.directory is not None
    monkeypatch.chdir(own.directory.parent)
    return own


def back_up_for(here: Place, path: str) -> None:
    """A backup of what is there now, where the command is one that restores it."""
    if path == "restore":
        assert maillon(here, "backup", "mine.backup", "--yes").code == DONE


def told_once(err: str) -> bool:
    return err.startswith("maillon: ") and err.count("\n") == 1 and "Traceback" not in err


def test_an_answer_ends_with_0(here: Place) -> None:
    assert {path: ran.code for path, line in LINES.items() if (ran := maillon(here, *line)).code != DONE} == {}


@pytest.mark.parametrize("path", TREE)
def test_wrong_use_ends_with_2_in_one_line_and_prints_nothing(here: Place, path: str) -> None:
    line = LINES.get(path, [path])
    for words in ([*path.split(), "--no-such-option"], [*line, "--lang", "xx"], [*line, "--quiet=often"]):
        ran = maillon(here, *words)
        assert (ran.code, ran.out, told_once(ran.err)) == (WRONG_USE, "", True), (words, ran)


def reads(command: click.Command) -> list[str]:
    """The arguments of a command that name files which it reads."""
    return [p.human_readable_name for p in command.params if isinstance(p, click.Argument) and isinstance(p.type, click.Path)]


READING = {path for path, command in TREE.items() if reads(command)} - {"backup"} | {"diff"}
MISSING = {
    "load": ["load", "records"],
    "check": ["check"],
    "loaders new": ["loaders", "new"],
    "diff": ["diff", "mine.yaml"],
    "restore": ["restore"],
    "draft": ["draft"],
}


def test_every_command_that_reads_files_is_asked_for_one_that_is_missing() -> None:
    assert MISSING.keys() == READING


@pytest.mark.parametrize("path", MISSING)
@pytest.mark.parametrize("name", ["missing.file", "store/missing.file", "mine.yaml/missing.file"])
def test_a_file_that_is_missing_ends_with_3_and_is_named_in_the_language_of_the_person(here: Place, path: str, name: str) -> None:
    english, french = (maillon(here, *MISSING[path], name, "--lang", lang) for lang in ("en", "fr"))
    assert (english.code, french.code) == (NOTHING_LOADED, NOTHING_LOADED)
    for ran in (english, french):
        assert (name if path != "diff" else "mine.yaml") in ran.out + ran.err
    assert "o such file" not in french.out + french.err
    assert path == "check" or (told_once(english.err) and told_once(french.err))


def with_each_path(path: str, name: str) -> list[list[str]]:
    """A line for each path that a command takes, with that name for it."""
    options = [p.opts[-1] for p in TREE[path].params if isinstance(p, click.Option) and isinstance(p.type, click.Path) and not p.hidden]
    arguments = [[*MISSING.get(path, [path]), name]] if reads(TREE[path]) else []
    return [*([*path.split(), option, name] for option in options), *arguments]


@pytest.mark.parametrize(("name", "said"), [("", "no path"), (" ", "no path"), ("x" * 300, "file name too long")])
def test_what_can_be_no_path_ends_with_2_in_one_line_wherever_a_path_is_named(name: str, said: str) -> None:
    lines = [line for path in TREE for line in with_each_path(path, name)]
    assert len(lines) > 100
    ended = {
        " ".join(line)[:40]: (ran.code, ran.out, said in ran.err, told_once(ran.err)) for line in lines if (ran := maillon(None, *line))
    }
    assert {line: how for line, how in ended.items() if how != (WRONG_USE, "", True, True)} == {}


@pytest.mark.parametrize("path", [path for path in LINES if any("--output" in p.opts for p in TREE[path].params)])
def test_a_file_that_cannot_be_written_ends_with_2_and_is_named(here: Place, path: str) -> None:
    back_up_for(here, path)
    line = [*LINES[path], *(["--yes"] if path == "backup" else []), *(["--format", "md"] if path == "report" else [])]
    for name in ("mine.yaml/answer.json", "missing/answer.json"):
        ran, french = (maillon(here, *line, "-o", name, "--lang", lang) for lang in ("en", "fr"))
        assert (ran.code, ran.out, name in ran.err, told_once(ran.err.splitlines(True)[-1])) == (WRONG_USE, "", True, True), ran
        assert "o such file" not in french.err
        assert "not a directory" not in french.err


def test_a_backup_that_cannot_be_written_ends_with_2(here: Place) -> None:
    for name in ("mine.yaml/all.backup", "missing/all.backup"):
        ran = maillon(here, "backup", name)
        assert (ran.code, ran.out, told_once(ran.err), name in ran.err) == (WRONG_USE, "", True, True)


@pytest.mark.parametrize("path", [path for path in SERVERS if path not in NO_SERVER])
def test_a_server_that_is_gone_ends_with_4_in_one_line(here: Place, path: str) -> None:
    back_up_for(here, path)
    line = {**LINES, **STAYS}[path]
    ran = maillon(here, *line, *(["--yes"] if path == "backup" else []), "--uri", "bolt://127.0.0.1:1")
    assert (ran.code, ran.out, told_once(ran.err)) == (STORE, "", True), ran
    assert "does not answer" in ran.err


def test_whoever_may_do_without_a_server_says_when_it_cannot(here: Place) -> None:
    asks = "kind: organisations\nentries:\n  - {id: org:n, name: N, evidence: [nobody-declares-this]}\n"
    ran = maillon(here, "check", "-", "--uri", "bolt://127.0.0.1:1", stdin=asks)
    assert (ran.code, ran.out, told_once(ran.err)) == (STORE, "", True)
