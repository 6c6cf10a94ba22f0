"""The help of a command, as `COMMAND --help` prints it: `help`."""

from __future__ import annotations

import click

from maillon.commands.bilingual import argument, command
from maillon.commands.messages import messages


@command("help", examples=["maillon help", "maillon help query run"])
@argument("words", metavar="[COMMAND]...", nargs=-1)
@click.pass_context
def help(ctx: click.Context, words: tuple[str, ...]) -> None:
    """Print the help of the command that these words name, or of the program."""
    found = ctx.find_root()
    for word in words:
        inner = found.command.get_command(found, word) if isinstance(found.command, click.Group) else None
        if inner is None:
            raise click.UsageError(messages("command.unknown", name=" ".join(words), hint=messages("command.list")))
        found = inner.context_class(inner, info_name=word, parent=found)
    click.echo(found.get_help())
