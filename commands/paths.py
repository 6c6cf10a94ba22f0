"""Paths on the line: what cannot be one is refused before anything is opened."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import click

from maillon.commands.messages import messages
from maillon.graph.system_errors import system_reason

_NEVER = frozenset({errno.ENAMETOOLONG, errno.ELOOP})
"""What the system says of a path that can lead nowhere, whatever is done with it."""
_SHOWN = 60


class FilePath(click.Path):
    """A path of a file or folder. An empty one, mostly a variable that was never set, would be the folder in which one stands."""

    def __init__(self, *, exists: bool = False, dir_okay: bool = True, allow_dash: bool = False) -> None:
        """As `click.Path`."""
        super().__init__(exists=exists, dir_okay=dir_okay, allow_dash=allow_dash, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Text to `Path`."""
        text = os.fspath(value)
        if not text.strip():
            self.fail(messages("path.empty"), param, ctx)
        if text != "-" and not os.path.isabs(text):  # noqa: PTH117 - no path yet
            try:
                Path.cwd()
            except OSError as error:
                self.fail(messages("path.nowhere", path=text[:_SHOWN], reason=system_reason(error)), param, ctx)
        try:
            os.stat(text)  # noqa: PTH116 - what it raises is asked, not what it tells
        except OSError as error:
            if error.errno in _NEVER:
                shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
                self.fail(messages("path.unusable", path=shown, reason=system_reason(error)), param, ctx)
        return super().convert(value, param, ctx)


class WrittenPath(FilePath):
    """A path of a file or folder that is to be written: not one of a store, whose files are its own, and which may be replaced whole."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Text to `Path`."""
        path = super().convert(value, param, ctx)
        if path != Path("-"):
            from maillon.graph.store.opening import holds_store

            whole = path.resolve()
            for folder in (whole, *whole.parents):
                if holds_store(folder):
                    self.fail(messages("file.in_store", path=path, where=folder), param, ctx)
        return path
