"""Manual pages, one a command, in English and in French: `python -m docs.man FOLDER` (`make man`).

They hold what `--help` says. `FOLDER` is then what `man -M FOLDER maillon` reads, or what is copied into /usr/local/share/man.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from maillon import __version__, cli
from maillon.commands.bilingual import Invocation, speak
from maillon.commands.exit_codes import EXIT_CODES
from maillon.commands.messages import messages
from maillon.wording import LANGUAGES, rendered

HEADINGS = {
    "en": ("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXAMPLES", "EXIT STATUS", "SEE ALSO"),
    "fr": ("NOM", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXEMPLES", "CODES DE SORTIE", "VOIR AUSSI"),
}


_SIGNS = {"\\": "\\e", "-": "\\-", "'": "\\(aq", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti"}
"""Signs that a formatter would read, or print as another."""


def roff(text: str) -> str:
    """A text that a formatter of manual pages shows as it is: nothing in it is a request."""
    shown = "".join(_SIGNS.get(sign, sign) for sign in text)
    return re.sub(r"^([.'])", r"\\&\1", shown, flags=re.MULTILINE)


def _walk(command: click.Command, path: tuple[str, ...], parent: click.Context | None, lang: str) -> Iterator[tuple[str, click.Context]]:
    """Every command, groups among them, with its context in a language."""
    context = click.Context(command, info_name=path[-1], parent=parent, terminal_width=10_000, obj=Invocation(lang))
    yield " ".join(path), context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from _walk(inner, (*path, name), context, lang)


def page(context: click.Context, lang: str, others: list[str]) -> str:
    """The page of one command. `others` are the pages that it points to."""
    name, synopsis, description, options, examples, exits, also = HEADINGS[lang]
    command = context.command
    path = context.command_path
    short = messages.say(f"{path.removeprefix('maillon ').replace(' ', '-')}.short", lang) if path.count(" ") == 1 else ""
    text = str(rendered(getattr(command, "text", command.help or ""), lang)).replace("\b", "").strip()
    told = " ".join((short or text.split("\n\n")[0].split(". ")[0]).split()).rstrip(".")
    usage = " ".join(command.collect_usage_pieces(context))
    parts = [f'.TH "{roff(path.replace(" ", "-").upper())}" "1" "" "maillon {__version__}" "maillon"']
    parts += [f".SH {name}", f"{roff(path.replace(' ', '-'))} \\- {roff(told)}"]
    parts += [f".SH {synopsis}", f".B {roff(path)}", roff(usage)]
    parts += [f".SH {description}"]
    for paragraph in re.split(r"\n\s*\n", text):
        block = "\n" in paragraph.strip()
        parts += [".PP", *([".nf"] if block else []), roff(paragraph.strip("\n")), *([".fi"] if block else [])]
    parts.append(f".SH {options}")
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context) if isinstance(parameter, click.Option) else None
        if record is not None:
            parts += [".TP", f"\\fB{roff(record[0])}\\fP", roff(record[1]) or "\\&"]
    lines = list(getattr(command, "examples", ()))
    if lines:
        parts += [f".SH {examples}", ".nf", *map(roff, lines), ".fi"]
    if path == "maillon":
        parts.append(f".SH {exits}")
        for code in EXIT_CODES:
            parts += [".TP", str(code), roff(messages.say(f"exit.{code}", lang))]
    if others:
        parts += [f".SH {also}", ", ".join(f"\\fB{roff(other.replace(' ', '-'))}\\fP(1)" for other in others)]
    return "\n".join(parts) + "\n"


def manual_pages() -> Iterator[tuple[str, str]]:
    """File below the folder of manuals → its text."""
    for lang in LANGUAGES:
        speak(lang)
        found = list(_walk(cli.app, ("maillon",), None, lang))
        for path, context in found:
            inside = [other for other, one in found if one.parent is context]
            around = [context.parent.command_path] if context.parent else []
            folder = "man1" if lang == "en" else f"{lang}/man1"
            with context.scope(cleanup=False):
                yield f"{folder}/{path.replace(' ', '-')}.1", page(context, lang, around + inside)
    speak("en")


def main() -> None:
    """Write them into a folder."""
    folder = Path(sys.argv[1])
    for name, text in manual_pages():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    click.echo(folder)


if __name__ == "__main__":
    main()
