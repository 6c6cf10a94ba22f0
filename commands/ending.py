"""The end of a command that answers: what was cut from the answer is said, and the exit code tells how it stands."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from maillon.commands.exit_codes import CUT_SHORT, NO
from maillon.commands.printing import remark

if TYPE_CHECKING:
    from maillon.wording import Message


@dataclass(frozen=True, slots=True)
class Cut:
    """Something that a limit kept out of an answer: what to tell the person, and the option that sets the limit (None: none does).

    `usual`: the first few are what such an answer is (a ranking), and whoever asks expects no more.
    """

    text: Message
    option: str | None = None
    usual: bool = False

    @property
    def asked_for(self) -> bool:
        """Whether the person set the limit himself, or asked for an answer that has one."""
        return self.usual or (self.option is not None and is_set(self.option))


def is_set(option: str) -> bool:
    """Whether the running command was given this option, rather than left to its default."""
    return click.get_current_context().get_parameter_source(option) is not click.core.ParameterSource.DEFAULT


def conclude(found: bool, cuts: Sequence[Cut], lang: str, *, quiet: bool) -> None:
    """End a command whose answer is printed: 6 where a limit that nobody set cut it, else 1 where nothing was `found`.

    What was cut is remarked on stderr in every format, also where the person set the limit.
    """
    for cut in cuts:
        remark(cut.text.say(lang), quiet=quiet)
    if any(not cut.asked_for for cut in cuts):
        sys.exit(CUT_SHORT)
    if not found:
        sys.exit(NO)
