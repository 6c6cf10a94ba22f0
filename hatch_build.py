"""What an editable install needs: a folder in which the rooms of this checkout stand under the name `maillon`.

The rooms are at the root of the repository, the package is called `maillon`. A wheel holds them renamed. An editable install
and mypy need a folder of that name: `.dev/maillon`, with one link for each entry of the wheel, made here and never committed.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class LinkedRooms(BuildHookInterface[Any]):
    """Makes `.dev/maillon` anew at each editable install."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Link the rooms, where `version` is that of an editable wheel.

        Raises:
            OSError: the system lets this user make no links.
        """
        if version != "editable":
            return
        folder = Path(self.root, ".dev", "maillon")
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        for name in self.build_config.target_config["only-include"]:
            source = Path(self.root, name)
            try:
                (folder / name).symlink_to(os.path.relpath(source, folder), target_is_directory=source.is_dir())
            except OSError as error:
                raise OSError(
                    f"{folder / name} cannot be a link ({error.strerror}): an editable install links the rooms of this checkout into "
                    ".dev; on Windows, switch on the developer mode; `pip install .` needs no links"
                ) from error
