"""`--help` in the language of the person: texts are written once, in English, beside their commands, and told in French here."""

from __future__ import annotations

import re
from collections.abc import Iterable

import click

_SHORT = 20
"""A text of fewer characters is not taken for the beginning of another."""


def told(text: str) -> str:
    """A text of the help in French; as it is where nothing is known of it (an example, a name).

    Paragraphs are told one by one. What click puts behind the text of an option stays behind it, and what click cut short, or
    after its first sentence, is told whole.
    """
    paragraphs = []
    for paragraph in text.split("\n\n"):
        said, extra, rest = paragraph.partition("  [")
        known = _known(" ".join(said.split()))
        paragraphs.append(paragraph if known is None else _set(known + _extras(extra + rest)))
    return "\n\n".join(paragraphs)


def _known(words: str) -> str | None:
    from maillon.commands.french import TEXTS

    if words in TEXTS or len(words) < _SHORT:
        return TEXTS.get(words)
    return next((french for english, french in TEXTS.items() if english.startswith(words.removesuffix("..."))), None)


def _extras(text: str) -> str:
    from maillon.commands.french import EXTRAS

    return re.sub("|".join(map(re.escape, EXTRAS)), lambda match: EXTRAS[match[0]], text)


def _set(text: str) -> str:
    """Colons and semicolons never begin a line: they are set off by a space that does not break."""
    return re.sub(" ([:;])", "\u00a0\\1", text)


class French(click.HelpFormatter):
    """Lays out what it is given in English, in French."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line of usage."""
        from maillon.commands.french import HEADINGS

        super().write_usage(prog, args, _set(HEADINGS["Usage: "]) if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """The heading of a section."""
        from maillon.commands.french import HEADINGS

        super().write_heading(HEADINGS.get(heading, heading))

    def write_text(self, text: str) -> None:
        """What a command does, and its examples."""
        super().write_text(told(text))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Options, or commands."""
        super().write_dl([(name, told(text)) for name, text in rows], col_max, col_spacing)


class Context(click.Context):
    """A context whose help is in the language asked for."""

    def make_formatter(self) -> click.HelpFormatter:
        """The formatter of that language."""
        from maillon.commands.base import Shared

        options = self.find_object(Shared) or Shared()  # none yet where the line could not be read so far
        formatter = French if options.language == "fr" else click.HelpFormatter
        return formatter(width=self.terminal_width, max_width=self.max_content_width)


def told_in_both(command: click.Command) -> click.Command:
    """The command, with all its own, such that its help is in the language of the person."""
    command.context_class = Context
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            told_in_both(inner)
    return command
