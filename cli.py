"""maillon on the command line: a thin shell over the answers."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from maillon import __version__
from maillon.commands.help import Context, told_in_both

COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("maillon.commands.demo", "Load the shipped incidents and show what can be asked."),
    "load": ("maillon.commands.loading", "Load files: maillon load LOADER PATH…"),
    "loaders": ("maillon.commands.loading", "What each loader reads, its licence, what it leaves out."),
    "unload": ("maillon.commands.loading", "Take a data set back."),
    "status": ("maillon.commands.loading", "Engine, counts, data sets and their completeness."),
    "check": ("maillon.commands.loading", "Validate records without a store."),
    "duplicates": ("maillon.commands.duplicates", "Organisations that may be the same, with the reason."),
    "find": ("maillon.commands.answers", "Search names, aliases and identifiers."),
    "show": ("maillon.commands.answers", "All that is known of one thing, with evidence."),
    "chains": ("maillon.commands.answers", "Delegated-trust chains from a population or organisation."),
    "blast-radius": ("maillon.commands.answers", "Who is exposed if something breaks."),
    "incident": ("maillon.commands.answers", "What was said of an incident, who was hit, who told whom."),
    "cohort": ("maillon.commands.reports", "Which data about these people is out, from which breach."),
    "notifications": ("maillon.commands.reports", "Who knew when, who was told after how many hours."),
    "diff": ("maillon.commands.reports", "What changed between two days, or two exports."),
    "report": ("maillon.commands.reports", "A document to hand over: incident, supplier or exposure."),
    "rank": ("maillon.commands.rank", "Which supplier, owner or host would hit the most people."),
    "picture": ("maillon.commands.picture", "The interactive page: one file, offline."),
    "query": ("maillon.commands.questions", "The library of questions: list, search, show, run."),
    "cypher": ("maillon.commands.questions", "Your own read-only Cypher."),
    "export": ("maillon.commands.export", "The graph for other programs: json, csv, graphml, …"),
    "serve": ("maillon.commands.serve", "Serve the embedded store to cypher-shell, notebooks, other tools."),
    "schema": ("maillon.commands.schema", "The record format, the graph model, the answers."),
}
"""Command → module and one line of help. Modules are imported only when their command runs."""


class LazyGroup(click.Group):
    """Commands by name; `--help` lists them without importing what they need."""

    context_class = Context

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of the table, which is that of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(COMMANDS[cmd_name][0])
        command = getattr(module, cmd_name.replace("-", "_"))
        assert isinstance(command, click.Command)
        return told_in_both(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table, without importing anything."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the closest commands where one is unknown."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            import difflib

            from maillon.commands.wrong_use import wrong_use

            close = difflib.get_close_matches(args[0], list(COMMANDS), 2)
            hint = wrong_use("command.close", names=close) if close else wrong_use("command.list")
            raise click.UsageError(wrong_use("command.unknown", name=args[0], hint=hint), ctx) from error


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="maillon %(version)s")
@click.option("--debug", is_flag=True, expose_value=False, help="Show tracebacks.")  # read by `main`, which outlives the command
def app() -> None:
    """A knowledge graph of health-data supply chains: who trusts whom with what, and who is hit when one link breaks.

    \b
    Start with:   maillon demo
    Then:         maillon chains "insured of Audiens"
                  maillon blast-radius Viamedis --as-of 2024-01-22
                  maillon incident medecindirect-2025-11
    """


def main() -> None:
    """The entry point: every error ends in one line and an exit code (`commands.base`), never in a traceback."""
    from maillon.commands.base import Shared

    debug = "--debug" in sys.argv
    options = Shared()
    try:
        code = app(standalone_mode=False, obj=options)
    except click.exceptions.Abort:
        click.echo("stopped", err=True)
        code = 130
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        code = 2
    except click.ClickException as error:
        from maillon.commands.wrong_use import said

        click.echo(f"maillon: {said(error, options.language)}", err=True)
        code = 2
    except BrokenPipeError:
        sys.stderr.close()
        code = 0
    except Exception as error:
        if debug:
            raise
        code = _explain(error, options.language)
    sys.exit(code if isinstance(code, int) else 0)


def _explain(error: Exception, lang: str) -> int:
    """One line on stderr for what went wrong, in the language asked for where it is known there, and its exit code."""
    from maillon.exports.maillon_json import ExportError
    from maillon.graph.store.errors import QueryStopped, RecordRefused, StoreError
    from maillon.loaders.problems import BadInputError
    from maillon.queries.find import UnknownNameError
    from maillon.queries.library import QueryUseError

    say = getattr(error, "say", None)
    text = say(lang) if say else str(error)
    known: tuple[tuple[type[Exception] | tuple[type[Exception], ...], int], ...] = (
        ((BadInputError, ExportError, RecordRefused), 3),
        ((UnknownNameError, QueryUseError), 2),
        (QueryStopped, 1),
        (StoreError, 2 if getattr(error, "wrong_use", False) else 4),
    )
    for kinds, code in known:
        if isinstance(error, kinds):
            click.echo(f"maillon: {text}", err=True)
            return code
    if isinstance(error, ValueError):
        click.echo(f"maillon: {text}", err=True)
        return 2
    click.echo(f"maillon: this should not happen ({type(error).__name__}: {error}); run again with --debug and report it", err=True)
    return 70


if __name__ == "__main__":
    main()
