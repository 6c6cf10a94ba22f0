"""What makes a shell complete: `completion`."""

from __future__ import annotations

from pathlib import Path

import click

from maillon.commands.bilingual import argument, command
from maillon.commands.options import file_option
from maillon.commands.printing import print_text


@command("completion", examples=["maillon completion bash -o maillon-completion.sh"])
@argument("shell", type=click.Choice(("bash", "zsh", "fish")))
@file_option()
def completion(shell: str, output: Path | None) -> None:
    """The script of a shell, which asks maillon for each completion."""
    from click.shell_completion import get_completion_class

    from maillon.commands.completing import VARIABLE, complete_bash_by_line

    complete_bash_by_line()
    kind = get_completion_class(shell)
    assert kind is not None
    program = click.get_current_context().find_root().command
    print_text(kind(program, {}, "maillon", VARIABLE).source(), output)
