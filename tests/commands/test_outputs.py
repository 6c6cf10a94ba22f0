"""What leaves a command: the same bytes on every desk for programs, nothing that a terminal or a pipe cannot take for people."""

from __future__ import annotations

import os
import pty
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import click
import pytest
from python_calamine import CalamineWorkbook

from maillon.commands.streams import plain
from maillon.graph.store import Store
from tests.support.command_tree import commands
from tests.support.drawing import draw, org
from tests.support.lines import ARTICLE, BASE
from tests.support.places import Place
from tests.support.running import maillon

if sys.platform != "win32":
    import fcntl
    import termios


def formats(command: click.Command) -> list[str]:
    """The formats that a command offers."""
    found = [list(p.type.choices) for p in command.params if p.name == "format_" and isinstance(p.type, click.Choice)]
    return found[0] if found else []


SPREAD = sorted(
    path for path, command in commands() if "csv" in formats(command) and path not in ("export", "serve", "backup", "restore", "update")
)
"""Commands whose answer has a CSV view; that of an export is for other programs, a backup names the second at which it was made, and what
was brought once is brought no more."""

NOTHING_WRONG = ("verify", "repair", "watch", "duplicates")
"""Commands that have no row to show where all is well, nothing is new, or every pair is decided."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the files that the lines of all commands name."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_text("kind: sources\nentries:\n  - {id: s, publisher: S}\n")
    (tmp_path / "names.yaml").write_text("kind: organisations\nentries:\n  - {id: org:n, name: N, evidence: [sx-1]}\n")
    (tmp_path / "article.txt").write_text(ARTICLE, "utf-8")
    return tmp_path


AS_THEY_ARE = ("schema", "cypher")
"""Heads that are no words of ours: of the model, of a person's own query."""


def there(place: Place, path: str) -> None:
    """A server's database is repaired by its own means: the command says which, and has no answer."""
    if path == "repair" and place.server is not None:
        pytest.skip("a server's database is repaired by its own means")


def line(path: str) -> list[str]:
    """A line of that command that changes nothing."""
    return {"load": [*BASE["load"], "--dry-run"], "unload": ["unload", "maillon-corpus", "--dry-run"]}.get(path, BASE[path])


def test_whoever_offers_csv_offers_a_workbook() -> None:
    assert [path for path, command in commands() if path in SPREAD and "xlsx" not in formats(command)] == []


@pytest.mark.parametrize("path", SPREAD)
def test_what_programs_read_is_the_same_in_every_language(corpus_place: Place, folder: Path, path: str) -> None:
    there(corpus_place, path)
    for format_ in ("csv", "json"):
        english, french = (maillon(corpus_place, "--lang", lang, *line(path), "--format", format_).out for lang in ("en", "fr"))
        assert english == french != ""


@pytest.mark.parametrize("path", SPREAD)
def test_a_csv_has_columns_and_is_never_text_cut_into_rows(corpus_place: Place, folder: Path, path: str) -> None:
    there(corpus_place, path)
    assert maillon(corpus_place, *line(path), "--format", "csv").out.splitlines()[0] != "text"


@pytest.mark.parametrize("path", [*SPREAD, "rank --why Viamedis", "rank --what-if-gone Viamedis"])
def test_a_workbook_has_the_rows_of_the_csv_under_heads_that_people_read(corpus_place: Place, folder: Path, path: str) -> None:
    there(corpus_place, path)
    words = path.split() if path.startswith("rank --") else line(path)
    rows = {}
    for lang in ("fr", "en"):
        ran = maillon(corpus_place, *words, "-o", f"{lang}.xlsx", *([] if path == "schema" else ["--lang", lang]))
        assert ran.out == ""
        rows[lang] = CalamineWorkbook.from_path(str(folder / f"{lang}.xlsx")).get_sheet_by_index(0).to_python()
    assert len(rows["fr"]) == len(rows["en"]) > (0 if path in NOTHING_WRONG else 1)
    assert (rows["fr"][0] == rows["en"][0]) == (path in AS_THEY_ARE)


def test_a_workbook_is_not_printed_on_a_terminal(corpus_place: Place) -> None:
    told = on_terminal(corpus_place, 80, "find", "weda", "--format", "xlsx")
    assert "a workbook is no text to print; name a file: -o FILE.xlsx" in " ".join(told.split())


# The terminal, and none


def on_terminal(place: Place, columns: int, *arguments: str, **environment: str) -> str:
    """What a terminal of so many columns shows."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    variables = {**os.environ, "MAILLON_LANG": "en", "TERM": "xterm", **place.environment, **environment}
    for name in ("COLUMNS", "LINES", "NO_COLOR"):
        variables.pop(name, None) if name not in environment else None
    with subprocess.Popen([sys.executable, "-m", "maillon", *arguments], stdin=slave, stdout=slave, stderr=slave, env=variables) as process:
        os.close(slave)
        told = b"".join(read_all(master))
        process.wait(60)
    os.close(master)
    return told.decode().replace("\r\n", "\n")


def read_all(handle: int) -> Iterator[bytes]:
    with suppress(OSError):  # a terminal that its last program has left ends with an error
        while piece := os.read(handle, 65536):
            yield piece


def test_a_terminal_gets_colours_unless_it_wants_none_and_no_line_is_wider_than_it(corpus_place: Place) -> None:
    coloured, without = (on_terminal(corpus_place, 40, "find", "mutuelle", **more) for more in ({}, {"NO_COLOR": "1"}))
    assert "\x1b[" in coloured
    assert "\x1b" not in without
    assert max(map(len, without.splitlines())) <= 40


@pytest.mark.parametrize("path", SPREAD)
def test_no_answer_is_wider_than_a_terminal_of_40_columns(corpus_place: Place, folder: Path, path: str) -> None:
    there(corpus_place, path)
    for lang in ("en", "fr"):
        shown = maillon(corpus_place, "--lang", lang, *line(path), columns=40, environment={"NO_COLOR": "1"}).out.splitlines()
        assert [text for text in shown if len(text) > 40] == []
        assert shown


def test_help_is_no_wider_than_the_terminal_but_for_lines_to_copy() -> None:
    for path, command in commands():
        examples = [f"  {example}" for example in getattr(command, "examples", ())]
        for lang in ("en", "fr"):
            shown = maillon(None, *path.split(), "--help", "--lang", lang, columns=40).out.splitlines()
            assert [text for text in shown if len(text) > 40 and text not in examples and not text.startswith(("  maillon ", "  --"))] == []


@pytest.mark.parametrize("format_", ["table", "csv", "json", "md"])
def test_no_format_carries_a_command_to_a_terminal_and_a_pipe_gets_the_text_as_it_is(corpus_place: Place, format_: str) -> None:
    asked = ("cypher", "RETURN $x AS x", "-p", "x=a\x1b[31m\x9b1m\u202eb", "--format", format_)
    shown = maillon(corpus_place, *asked, columns=200, environment={"NO_COLOR": "1"}).out
    assert not any(sign in shown for sign in "\x1b\x9b\u202e")
    assert "\x1b[31m\x9b1m\u202eb" in maillon(corpus_place, *asked, "--format", "csv").out


def test_an_error_that_quotes_a_file_or_an_argument_commands_no_terminal(corpus_place: Place, tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m.csv").write_text("who,whom\x1b]0;x\x07\nA\n")
    for words in (["load", "hhs", str(tmp_path / "a\x1b[31m.csv")], ["show", "\x1b[31mnobody"], ["check", str(tmp_path / "\x9bx.yaml")]):
        ran = maillon(corpus_place, *words, terminal=True, columns=200, environment={"NO_COLOR": "1"})
        assert ran.code in (2, 3)
        assert not any(sign in ran.out + ran.err for sign in "\x1b\x07\x9b")


def piped(place: Place, *arguments: str, **environment: str) -> bytes:
    """What a program gets that reads a command through a pipe."""
    command = [sys.executable, "-m", "maillon", *arguments]
    return subprocess.run(command, capture_output=True, env={**os.environ, **place.environment, **environment}, check=True).stdout


# org:xxx… ──▶ org:b
def test_a_pipe_gets_neither_colours_nor_folded_rows(empty_place: Place, store: Store) -> None:
    long = f"org:{'x' * 120}"
    draw(store, org("x" * 120, name="N" * 130), f"{long} delegates_to org:b")
    told = piped(empty_place, "find", "nnn").decode()
    assert "\x1b" not in told
    assert [row.split()[:2] for row in told.splitlines() if row.startswith("org:")] == [[long, "N" * 130]]


@pytest.mark.parametrize("command", ["find a --limit 0", "export", "cypher 'MATCH (n) RETURN n' --limit 0 --format csv", "schema"])
def test_a_reader_that_goes_ends_a_command_without_a_word(corpus_place: Place, command: str) -> None:
    bash = f"set -o pipefail; '{sys.executable}' -m maillon {command} | head -c 20 > /dev/null"
    ran = subprocess.run(["bash", "-c", bash], capture_output=True, text=True, env=os.environ | corpus_place.environment, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.parametrize(
    ("line", "code"), [("--help >&-", 0), ("--version <&- >&- 2>&-", 0), ("check - <&-", 3), ("nonsense 2>/dev/full", 2)]
)
def test_a_stream_that_is_closed_is_no_fault_and_is_nothing_else_either(line: str, code: int, tmp_path: Path) -> None:
    ran = subprocess.run(["bash", "-c", f"'{sys.executable}' -m maillon {line}"], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (ran.returncode, "should not happen" in ran.stderr) == (code, False)
    assert list(tmp_path.iterdir()) == []


def test_a_pipe_gets_utf_8_whatever_the_locale_and_a_poorer_encoding_that_is_asked_for_plain_signs(corpus_place: Place) -> None:
    told = {}
    for encoding in ("", "latin-1"):
        said = piped(corpus_place, "chains", "insured of Audiens", "--lang", "fr", LC_ALL="C", PYTHONIOENCODING=encoding)
        told[encoding] = said.decode(encoding or "utf-8")
    assert "→ assurés par Audiens" in told[""]
    assert "-> assurés par Audiens" in told["latin-1"]
    taken = piped(corpus_place, "find", "MédecinDirect", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert b"org:medecindirect" in taken
    assert plain("≥ 5 Łódź «œ»…") == '>= 5 Lodz "oe"...'


# Files


@pytest.mark.parametrize("place_", ["no-such-folder/x.json", "file/x.json", "folder"])
def test_a_file_that_cannot_be_written_is_one_line_and_leaves_nothing_behind(corpus_place: Place, tmp_path: Path, place_: str) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()
    for words in (
        ["find", "weda"],
        ["export"],
        ["report", "supplier", "Viamedis", "--format", "md"],
        ["schema", "records"],
        ["picture", "Viamedis"],
    ):
        ran = maillon(corpus_place, *words, "-o", str(tmp_path / place_))
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1), words
        assert str(tmp_path / place_) in ran.err
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["file", "folder"]


def test_a_device_stays_a_device_and_a_link_a_link(corpus_place: Place, tmp_path: Path) -> None:
    (tmp_path / "there.txt").write_text("before")
    (tmp_path / "link").symlink_to("there.txt")
    os.mkfifo(tmp_path / "pipe")
    assert maillon(corpus_place, "find", "weda", "-o", str(tmp_path / "link")).code == 0
    assert (tmp_path / "link").is_symlink()
    assert "org:weda" in (tmp_path / "there.txt").read_text()
    with subprocess.Popen(["cat", str(tmp_path / "pipe")], stdout=subprocess.PIPE, text=True) as reader:
        assert maillon(corpus_place, "find", "weda", "-o", str(tmp_path / "pipe")).code == 0
        assert "org:weda" in reader.communicate(timeout=60)[0]
    assert (tmp_path / "pipe").is_fifo()


def test_an_answer_that_breaks_off_leaves_the_file_that_was_there_and_no_draft(corpus_place: Place, tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("before")
    failing = "UNWIND [1, 2, 0] AS n RETURN 1 / n AS x"
    assert maillon(corpus_place, "cypher", failing, "--limit", "0", "-o", str(tmp_path / "rows.csv")).code != 0
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("rows.csv", "before")]


# Where the graph is


def test_two_addresses_in_the_environment_are_refused_and_one_on_the_line_wins(corpus_place: Place, tmp_path: Path) -> None:
    both = {"MAILLON_STORE": str(tmp_path / "nowhere"), "NEO4J_URI": "bolt://127.0.0.1:1"}
    ran = maillon(None, "status", environment=both)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "both set; say which of the two (--store or --uri" in ran.err
    assert "nothing was ever loaded there" in maillon(None, "status", "--store", str(tmp_path / "nowhere"), environment=both).err
    assert "127.0.0.1:1" in maillon(None, "status", "--uri", "bolt://127.0.0.1:1", environment=both).err
    assert maillon(None, "schema", environment=both).code == 0


@pytest.mark.parametrize(
    ("told", "lang"), [("fr", "fr"), ("FR", "fr"), ("fr_FR.UTF-8", "fr"), ("fr-CA", "fr"), ("de", "en"), ("xx_YY", "en")]
)
def test_a_language_that_maillon_does_not_speak_falls_back_to_the_locale(told: str, lang: str) -> None:
    ran = maillon(None, "find", "--help", environment={"MAILLON_LANG": told, "LC_ALL": "C.UTF-8"})
    assert ran.code == 0
    assert ran.out.startswith("Utilisation" if lang == "fr" else "Usage")
