"""What a command prints: an answer on stdout or in a file, remarks on stderr."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from maillon.commands.asking import make_sure
from maillon.commands.bilingual import invocation, language
from maillon.commands.messages import messages
from maillon.graph.characters import terminal_safe

if TYPE_CHECKING:
    from maillon.commands.options import Output
    from maillon.reports.document import Document
    from maillon.wording import Message


_AT_ONCE = 500


def emit(document: Document, output: Output, *, counts: bool = False) -> None:
    """Print a document in the format asked for, to the file asked for; that nothing is in it is remarked where the format has no words.

    What of it only confidential data sets say is said in it; it `counts` where its figures are of the whole graph.
    """
    from maillon.reports.confidential import with_face
    from maillon.reports.document import render

    document = with_face(document, invocation().held, output.words, counts=counts)

    if output.file is not None or output.format in ("csv", "json", "xlsx"):
        remark_nothing(document.nothing, output)
    if output.format == "xlsx":
        from maillon.reports.workbook import workbook

        print_bytes(workbook(document, output.lang), output.file)
        return
    terminal = output.file is None and sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if terminal else None
    colour = terminal and "NO_COLOR" not in os.environ
    text = render(document, output.format, width=width, colour=colour, lang=output.words)
    _print([text], output.file, safe=output.format != "table")  # of a table every cell was made safe, and the colours are ours


def print_text(text: str, file: Path | None) -> None:
    """As `print_pieces`, in one piece."""
    print_pieces([text], file)


def print_bytes(body: bytes, file: Path | None) -> None:
    """Write a file that is no text, or print it where a program reads it.

    Raises:
        click.UsageError: it would be printed on a terminal; or as `write_file`.
    """
    if file is not None:
        write_file(file, body)
        return
    if sys.stdout.isatty():
        raise click.UsageError(messages("file.no_text"))
    click.echo(body, nl=False)


def print_pieces(pieces: Iterable[str], file: Path | None) -> None:
    """Print a text piece by piece, as it comes, or write it to a file.

    A file and a pipe get it as it is, a terminal nothing that would command it.
    """
    _print(pieces, file, safe=True)


def _print(pieces: Iterable[str], file: Path | None, *, safe: bool) -> None:
    if file is not None:
        write_file(file, pieces)
        return
    left = map(terminal_safe, pieces) if safe and sys.stdout.isatty() else iter(pieces)
    while several := "".join(islice(left, _AT_ONCE)):
        click.echo(several, nl=False, color=True)  # click would take out of a pipe what looks like a colour


def write_file(path: Path, text: str | bytes | Iterable[str]) -> None:
    """Write a file, in one or in pieces, whole or not at all: what was there before survives a failure.

    What is no file (a device, a pipe with a name) is written to; a link stays one, and what it leads to is replaced.

    Raises:
        click.UsageError: the folder does not exist or cannot be written.
        StoreFull: there is no room.
    """
    pieces = [text] if isinstance(text, (str, bytes)) else text
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("wb") as device:
                device.writelines(_encoded(pieces))
            return
        target = path.resolve() if path.is_symlink() else path
        with tempfile.NamedTemporaryFile("wb", dir=target.parent, prefix=f".{target.name[:40]}.", delete=False) as draft:
            written = Path(draft.name)
            try:
                draft.writelines(_encoded(pieces))
                draft.close()
                written.chmod(0o666 & ~_umask())
                written.replace(target)
            except BaseException:
                written.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise unwritten(path, error) from error


def _encoded(pieces: Iterable[str | bytes]) -> Iterator[bytes]:
    for piece in pieces:
        yield piece.encode("utf-8") if isinstance(piece, str) else piece


def print_draft(text: str, file: Path | None, *, yes: bool, quiet: bool) -> None:
    """Print a text that a person fills in by hand, or write it to a file: one that is there is written over only if the person is sure.

    Raises:
        click.UsageError: as `make_sure` and `write_file`.
    """
    if file is not None and file.exists():
        make_sure(messages("file.there", path=file), yes=yes)
    print_text(text, file)
    if file is not None:
        remark(str(file), quiet=quiet)


def remark_nothing(lines: Sequence[Message], output: Output) -> None:
    """That nothing is in an answer, on stderr."""
    for line in lines:
        remark(line.say(output.lang), quiet=invocation().quiet)


def unwritten(path: Path, error: OSError) -> Exception:
    """Why a file cannot be written, and what to do: a disk without room ends a command as it does in the store."""
    from maillon.graph.store.engine.folder import no_room_for
    from maillon.graph.system_errors import system_reason

    reason = system_reason(error)
    return no_room_for(path, error) or click.UsageError(messages("file.unwritable", path=path, reason=reason))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def counting(unit: Message, *, quiet: bool) -> Iterator[Callable[[str, int], None] | None]:
    """What a long step calls with its name and how many of its `unit` are done: shown on a terminal unless `quiet`, else None."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.markup import escape

    with Console(stderr=True).status("") as shown:
        yield lambda name, done: shown.update(escape(f"{name}: {done} {unit.say(language())}"))


def remark(text: str, *, quiet: bool) -> None:
    """A line for the person, on stderr, unless `quiet`."""
    if not quiet:
        click.echo(terminal_safe(text), err=True)
