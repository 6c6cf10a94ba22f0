"""The commands as a tree, for tests that hold for all of them."""

from __future__ import annotations

from collections.abc import Iterator

import click

from maillon.cli import app


def commands(command: click.Command = app, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    """Every command that does something by itself, with its words."""
    if isinstance(command, click.Group):
        for name in command.list_commands(click.Context(command)):
            inner = command.get_command(click.Context(command), name)
            assert inner is not None
            yield from commands(inner, (*path, name))
        if not command.invoke_without_command:
            return
    yield " ".join(path), command
