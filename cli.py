"""maillon on the command line: a thin shell over the answers."""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress
from importlib import import_module
from types import FrameType
from typing import Any

import click

from maillon.commands.bilingual import Group, Invocation, keep_flag, keep_language, language, option, speak
from maillon.commands.exit_codes import DONE, EXIT_CODES, INTERNAL, INTERRUPTED, NOTHING_LOADED, STORE, WRONG_USE
from maillon.commands.messages import messages
from maillon.commands.streams import ReaderGoneError, abandon, flush, open_closed, read_words, take_every_sign
from maillon.graph.collecting import seldom_collected
from maillon.wording import LANGUAGES, Message

COMMANDS = (
    *("demo", "load", "loaders", "template", "update", "unload", "status", "verify", "repair", "backup", "restore"),
    *("draft", "check", "duplicates", "decide"),
    *("find", "show", "chains", "blast-radius", "concerned", "watch", "incident", "cohort", "notifications", "diff", "report", "rank"),
    *("picture", "explore", "site", "query", "cypher", "export", "serve", "mcp", "schema", "completion", "help"),
)
"""In the order of use. Each is the function of its name in the module of its name in `commands`, imported when it is called."""


class _Commands(Group):
    """Commands by name; `--help` lists them without importing what they need."""

    def make_context(self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any) -> click.Context:
        """Before anything is read, click learns which language to speak."""
        speak(extra.setdefault("obj", Invocation()).language)
        return super().make_context(info_name, args, parent, **extra)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        command = getattr(import_module(f"maillon.commands.{name}"), name)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. click would end with 1, an empty answer, where the reader of a pipe is gone."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise ReaderGoneError from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table, without importing anything."""
        with formatter.section(messages.say("help.commands", language(ctx))):
            formatter.write_dl([(name, messages.say(f"{name}.short", language(ctx))) for name in COMMANDS])
        with formatter.section(messages.say("help.exit_codes", language(ctx))):
            formatter.write_dl([(str(code), messages.say(f"exit.{code}", language(ctx))) for code in EXIT_CODES])

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the closest commands where one is unknown."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib

            close = difflib.get_close_matches(args[0], COMMANDS, 2)
            hint = messages("command.close", names=close) if close else messages("command.list")
            raise click.UsageError(messages("command.unknown", name=args[0], hint=hint), ctx)
        return super().resolve_command(ctx, args)


def _tell_version(ctx: click.Context, param: click.Parameter, asked: bool) -> None:
    """What is installed, for whoever reports a fault or cites: nothing is opened."""
    if asked and not ctx.resilient_parsing:
        from maillon.commands.installed import installed

        click.echo("\n".join(installed(language(ctx))))
        ctx.exit()


@click.group(
    "maillon",
    cls=_Commands,
    text=messages("maillon.help").then(messages("maillon.start")),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@option("-V", "--version", is_flag=True, is_eager=True, expose_value=False, callback=_tell_version, text="version")
@option("--lang", type=click.Choice(LANGUAGES), is_eager=True, expose_value=False, callback=keep_language, text="option.lang")
@option("-q", "--quiet", is_flag=True, is_eager=True, expose_value=False, callback=keep_flag, text="option.quiet")
@option("--debug", is_flag=True, is_eager=True, expose_value=False, callback=keep_flag, text="debug")
def app() -> None:
    """The group of all commands. Its options hold for the whole line: every command takes them too."""


def main() -> None:
    """The entry point: every error ends in one line and an exit code (`commands.exit_codes`), never in a traceback."""
    invocation = Invocation()
    open_closed()
    take_every_sign()
    sys.argv[1:] = read_words(sys.argv[1:])
    if "_MAILLON_COMPLETE" in os.environ:
        from maillon.commands.completing import complete_bash_by_line

        complete_bash_by_line()
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _end)  # as Ctrl-C: what is half written is removed
    try:
        with seldom_collected():
            code = app(standalone_mode=False, obj=invocation, prog_name="maillon")
        flush()
    except click.exceptions.Abort:
        click.echo(messages.say("stopped", invocation.language), err=True)
        code = INTERRUPTED
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        code = WRONG_USE
    except click.ClickException as error:
        _trace(invocation)
        _complain(_refused(error, invocation.language))
        code = WRONG_USE
    except ReaderGoneError:
        abandon()
        code = DONE
    except Exception as error:
        _trace(invocation)
        if _was_told_to_end(error):
            click.echo(messages.say("stopped", invocation.language), err=True)
            code = INTERRUPTED
        else:
            code = _explain(error, invocation.language)
    gc.freeze()  # nothing is left to be looked through, and ending would do so twice
    sys.exit(code if isinstance(code, int) else DONE)


def _end(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _was_told_to_end(error: BaseException | None) -> bool:
    """Whether this is only what closing something said while the command was ending because it was told to."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


def _trace(invocation: Invocation) -> None:
    """With `--debug`, the traceback above the line that says what is wrong; nothing else changes."""
    if invocation.debug:
        import traceback

        traceback.print_exc()


def _complain(text: str) -> None:
    from maillon.graph.characters import terminal_safe

    with suppress(OSError):  # nobody can be told, and the exit code still says it
        click.echo(terminal_safe(f"maillon: {text}"), err=True)


def _refused(error: click.ClickException, lang: str) -> str:
    """What was wrong: our own messages in `lang`; click's words are in it already."""
    if not isinstance(error.message, Message):
        return error.format_message()
    text = error.message.say(lang)
    if isinstance(error, click.BadParameter):
        return click.BadParameter(text, error.ctx, error.param, error.param_hint).format_message()
    return text


def _explain(error: Exception, lang: str) -> int:
    """One line on stderr for what went wrong, and its exit code."""
    from maillon.exports.maillon_json import ExportError
    from maillon.graph.store.engine.folder import no_room_for
    from maillon.graph.store.errors import BackupRefused, RecordRefused, StoreError
    from maillon.loaders.problems import BadInputError
    from maillon.queries.find import UnknownNameError
    from maillon.queries.library import QueryUseError

    if isinstance(error, UnicodeEncodeError) and error.reason.startswith("surrogates"):
        _complain(messages.say("argument.not_text", lang, text=ascii(error.object[:60])))
        return WRONG_USE
    say = getattr(error, "say", None)
    text = say(lang) if say else str(error)
    if isinstance(error, OSError) and (full := no_room_for(messages("standard_output"), error)):
        with suppress(OSError):
            abandon()
        error, text = full, full.say(lang)
    known: tuple[tuple[type[Exception] | tuple[type[Exception], ...], int], ...] = (
        ((BadInputError, BackupRefused, ExportError, RecordRefused), NOTHING_LOADED),
        ((UnknownNameError, QueryUseError), WRONG_USE),
        (StoreError, WRONG_USE if getattr(error, "wrong_use", False) else STORE),
        (ValueError, WRONG_USE),
    )
    for kinds, code in known:
        if isinstance(error, kinds):
            _complain(text)
            return code
    from maillon.project import contact

    _complain(messages.say("fault", lang, kind=type(error).__name__, text=error, whom=contact()))
    return INTERNAL


if __name__ == "__main__":
    main()
