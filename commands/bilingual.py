"""Commands, options and their help in French and English: ours from the catalogue, click's own words through gettext."""

from __future__ import annotations

import gettext
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from maillon.commands.messages import messages
from maillon.shipped import shipped_name
from maillon.wording import LANGUAGES, Message, default_language

if TYPE_CHECKING:
    from maillon.graph.store.confidential import ConfidentialHeld

F = TypeVar("F", bound=Callable[..., Any])


class Invocation:
    """What holds for the whole line, said before the command or after it: the language ('': the default), `--quiet`, `--debug`."""

    __slots__ = ("debug", "held", "lang", "quiet")

    def __init__(self, lang: str = "") -> None:
        """Nothing is said but the language. No dataclass: help would wait for what makes one."""
        self.lang = lang
        self.quiet = False
        self.debug = False
        self.held: ConfidentialHeld | None = None
        """What only confidential data sets know of the store that the command answers from."""

    @property
    def language(self) -> str:
        """The language asked for, or the default."""
        return self.lang or default_language()


def language(ctx: click.Context | None = None) -> str:
    """The language of the running command."""
    return invocation(ctx).language


def speak(lang: str) -> None:
    """Let click say its own words in `fr` or `en`: gettext looks for a catalogue by this variable, before the locale."""
    gettext.bindtextdomain("messages", shipped_name("commands", "locale"))
    os.environ["LANGUAGE"] = lang


def keep_language(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
    """Callback of `--lang`: from here on the command speaks that language, its help and errors too."""
    if value:
        ctx.ensure_object(Invocation).lang = value
        speak(value)
    return language(ctx)


def invocation(ctx: click.Context | None = None) -> Invocation:
    """What holds for the running line."""
    ctx = ctx or click.get_current_context(silent=True)
    return (ctx.find_object(Invocation) if ctx else None) or Invocation()


def keep_flag(ctx: click.Context, param: click.Parameter, value: bool) -> bool:
    """Callback of `--quiet` and `--debug`: given once, before the command or after it, they hold."""
    kept = ctx.ensure_object(Invocation)
    if value:
        setattr(kept, str(param.name), True)
    return bool(getattr(kept, str(param.name)))


class _Formatter(click.HelpFormatter):
    """A colon or semicolon never begins a line of French: it is set off by a space that does not break."""

    def write_text(self, text: str) -> None:
        """What a command does, and its examples."""
        super().write_text(_unbroken(text))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Options, or commands; on a narrow terminal the names take a third of it."""
        super().write_dl([(name, _unbroken(text)) for name, text in rows], min(col_max, self.width // 3), col_spacing)


def _unbroken(text: str) -> str:
    return text.replace(" :", "\u00a0:").replace(" ;", "\u00a0;")


class _Context(click.Context):
    formatter_class = _Formatter

    def make_formatter(self) -> click.HelpFormatter:
        """As click's, which never makes help narrower than 50 columns."""
        return self.formatter_class(width=self.terminal_width or max(_LEAST, min(_columns(), self.max_content_width or 80) - 2))


def _columns() -> int:
    """Of the terminal, as `shutil.get_terminal_size` finds them; help would wait for the packers that shutil imports."""
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told):
        return int(told)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80 if sys.__stdout__ else 80
    except (ValueError, OSError):  # a pipe, or closed
        return 80


_LEAST = 20
"""Columns of help on the narrowest terminal."""


class _BilingualHelp(click.Command):
    """`text` is a message of the catalogue; `examples` are lines to copy, the same in both languages.

    Every command takes the options of the whole line (`--lang`, `--quiet`, `--debug`); those that it does not declare are not in its help.
    """

    context_class = _Context

    def __init__(self, *args: Any, text: Message, examples: Sequence[str] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.text = text
        self.examples = tuple(examples)
        declared = {form for param in self.params for form in param.opts}
        self.params += [option for option in _of_the_line() if declared.isdisjoint(option.opts)]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click's; that an option has another name now is remarked."""
        words = list(args)
        rest = super().parse_args(ctx, args)
        if not invocation(ctx).quiet and not ctx.resilient_parsing:
            for old, new in self._former(words):
                click.echo(messages.say("renamed", language(ctx), old=old, new=new), err=True)
        return rest

    def _former(self, words: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Names of before among these words, each with what to write instead."""
        former = {old: option.instead for option in self.params if isinstance(option, Option) for old in option.formerly}
        for word in words:
            if word == "--":
                return
            if (old := word.partition("=")[0]) in former:
                yield old, former[old]

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
    """An option whose help, `text`, is told in the language of the person.

    It is also known by the names that it had `formerly`, for one version: they are in no help, and using one is remarked with what to
    write `instead` (its name, where nothing else is said).
    """

    def __init__(self, *args: Any, text: Message, formerly: Sequence[str] = (), instead: str = "", **more: Any) -> None:
        super().__init__(*args, **more)
        self.text = text
        self.formerly = tuple(formerly)
        self.instead = instead or self.opts[-1]

    def add_to_parser(self, parser: Any, ctx: click.Context) -> None:
        """By its name, and by those of before."""
        named = self.opts
        self.opts = [*named, *(old for old in self.formerly if old not in named)]
        super().add_to_parser(parser, ctx)
        self.opts = named

    def make_metavar(self, ctx: click.Context) -> str:
        """What stands for its value, in the language of the person."""
        return _worded(_NUMBERS.sub("N", super().make_metavar(ctx)), ctx)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """What a shell offers for its value."""
        found = _completions(self, ctx, incomplete)
        return super().shell_complete(ctx, incomplete) if found is None else found

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Its form and what it does."""
        self.help = self.text.say(language(ctx))
        return super().get_help_record(ctx)


class Argument(click.Argument):
    """An argument: what stands for it is told in the language of the person."""

    def make_metavar(self, ctx: click.Context) -> str:
        """What stands for it."""
        return _worded(super().make_metavar(ctx), ctx)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """What a shell offers for it."""
        found = _completions(self, ctx, incomplete)
        return super().shell_complete(ctx, incomplete) if found is None else found


def _completions(parameter: click.Parameter, ctx: click.Context, incomplete: str) -> list[Any] | None:
    from maillon.commands.completing import completions

    return completions(parameter, ctx, incomplete, language(ctx))


_NUMBERS = re.compile(r"^(INTEGER|FLOAT)( RANGE)?$")
_METAVAR = re.compile(r"\b[A-Z]{2,}\b")


def _worded(metavar: str, ctx: click.Context) -> str:
    """What stands for a value (NAME, FILE, CATEGORY), in the language of the person."""
    return _METAVAR.sub(lambda word: messages.label(word[0], language(ctx)), metavar)


def _of_the_line() -> list[click.Option]:
    """What every command takes, and the group before it: they hold for the whole line."""
    return [
        Option(["--lang"], type=click.Choice(LANGUAGES), text=messages("option.lang"), callback=keep_language, **_UNSEEN),
        Option(["-q", "--quiet"], is_flag=True, text=messages("option.quiet"), callback=keep_flag, **_UNSEEN),
        Option(["--debug"], is_flag=True, text=messages("debug"), callback=keep_flag, **_UNSEEN),
    ]


_UNSEEN: dict[str, Any] = {"is_eager": True, "expose_value": False, "hidden": True}


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


def argument(name: str, **more: Any) -> Callable[[F], F]:
    """An argument."""
    return click.argument(name, cls=Argument, **more)
