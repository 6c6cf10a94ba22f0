"""What takes something away asks first: a question on a terminal, and in a script a refusal that names `--yes`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from maillon.commands.bilingual import language
from maillon.commands.messages import messages

if TYPE_CHECKING:
    from maillon.wording import Message


def make_sure(question: Message, *, yes: bool, how: Message | None = None) -> None:
    """Go on if the person says yes, or said so with `--yes`; `how` tells a script what to write instead of an answer.

    Raises:
        click.UsageError: nobody is there to answer.
        click.Abort: the answer is no.
    """
    if yes:
        return
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise click.UsageError(question.then(how or messages("ask.how")))
    click.confirm(question.say(language()), abort=True, err=True)
