"""Commands, options and their help in French and English: ours from the catalogue, click's own words through gettext."""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import click

from maillon.commands.messages import messages
from maillon.shipped import shipped
from maillon.wording import Message, default_language

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(slots=True)
class Invocation:
    """What the entry point must know when the command has ended: the language in which an error is told ('' : the default)."""

    lang: str = ""

    @property
    def language(self) -> str:
        """The language asked for, or the default."""
        return self.lang or default_language()


def language(ctx: click.Context | None = None) -> str:
    """The language of the running command."""
    ctx = ctx or click.get_current_context(silent=True)
    found = ctx.find_object(Invocation) if ctx else None
    return found.language if found else default_language()


def speak(lang: str) -> None:
    """Let click say its own words in `fr` or `en`: gettext looks for a catalogue by this variable, before the locale."""
    gettext.bindtextdomain("messages", shipped("commands", "locale"))
    os.environ["LANGUAGE"] = lang


def keep_language(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
    """Callback of `--lang`: from here on the command speaks that language, its help and errors too."""
    if value:
        ctx.ensure_object(Invocation).lang = value
        speak(value)
    return language(ctx)


class _Formatter(click.HelpFormatter):
    """A colon or semicolon never begins a line of French: it is set off by a space that does not break."""

    def write_text(self, text: str) -> None:
        """What a command does, and its examples."""
        super().write_text(_unbroken(text))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Options, or commands."""
        super().write_dl([(name, _unbroken(text)) for name, text in rows], col_max, col_spacing)


def _unbroken(text: str) -> str:
    return text.replace(" :", "\u00a0:").replace(" ;", "\u00a0;")


class _Context(click.Context):
    formatter_class = _Formatter


class _BilingualHelp(click.Command):
    """`text` is a message of the catalogue, or None for a group's inner steps; `examples` are lines to copy, the same in both languages."""

    context_class = _Context

    def __init__(self, *args: Any, text: Message, examples: Sequence[str] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.text = text
        self.examples = tuple(examples)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What it does, and lines to copy."""
        lines = "\n\n\b\n" + "\n".join(self.examples) if self.examples else ""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(self.text.say(language(ctx)) + lines)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """As click's, worded anew each time: click words it before `--lang` is read."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = gettext.gettext("Show this message and exit.")
        return found

    def get_short_help_str(self, limit: int = 45) -> str:
        """Its first sentence, for the list of a group's commands."""
        return self.text.say(language()).split("\n")[0]


class Command(_BilingualHelp):
    """A command whose help is told in the language of the person."""


class Group(_BilingualHelp, click.Group):
    """A group of such commands."""

    command_class = Command


class Option(click.Option):
    """An option whose help, `text`, is told in the language of the person."""

    def __init__(self, *args: Any, text: Message, **more: Any) -> None:
        super().__init__(*args, **more)
        self.text = text

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Its form and what it does."""
        self.help = self.text.say(language(ctx))
        return super().get_help_record(ctx)


def command(name: str, *, examples: Sequence[str] = (), cls: type[_BilingualHelp] = Command, **more: Any) -> Callable[[Any], Any]:
    """A command; the message `NAME.help` says what it does."""
    text = messages(f"{name}.help")
    return click.command(name, cls=cls, help=str(text), text=text, examples=examples, **more)


def group(name: str, *, examples: Sequence[str] = (), **more: Any) -> Callable[[Any], Any]:
    """A group of commands; the message `NAME.help` says what it is for."""
    return command(name, examples=examples, cls=Group, **more)


def option(*forms: str, text: str, **more: Any) -> Callable[[F], F]:
    """An option; `text` is the id of the message that says what it does."""
    return click.option(*forms, cls=Option, text=messages(text), **more)
