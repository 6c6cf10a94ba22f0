"""What a build does beside packing: the README of an index, and what an editable install needs.

On an index the pages beside the README are not there: its links lead to the repository where its address is known, else they are
plain text.

The rooms are at the root of the repository, the package is called `maillon`. A wheel holds them renamed. An editable install
and mypy need a folder of that name: `.dev/maillon`, with one link for each entry of the wheel, made here and never committed.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface


class IndexReadme(MetadataHookInterface):
    """Gives the README as an index can show it."""

    PLUGIN_NAME = "custom"

    def update(self, metadata: dict[str, Any]) -> None:
        """Set `readme`; `[project.urls]` says where the repository is."""
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        repository = metadata.get("urls", {}).get("Repository", "")
        metadata["readme"] = {"content-type": "text/markdown", "text": index_readme(text, repository)}


_LINK = re.compile(r"(?P<image>!?)\[(?P<text>[^\]]*)\]\((?!https?://|#)(?P<target>[^)]+)\)")


def index_readme(text: str, repository: str) -> str:
    """A README without what is for its makers alone, its links to files turned to `repository` ('': to plain text, and no image)."""

    def turned(link: re.Match[str]) -> str:
        if not repository:
            return "" if link["image"] else link["text"]
        view = "raw" if link["image"] else "blob"
        return f"{link['image']}[{link['text']}]({repository.rstrip('/')}/{view}/main/{link['target']})"

    return _LINK.sub(turned, re.sub(r"<!--.*?-->\n?", "", text, flags=re.DOTALL))


class LinkedRooms(BuildHookInterface[Any]):
    """Brings `.dev/maillon` up to date at each editable install."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Link the rooms, where `version` is that of an editable wheel.

        Raises:
            OSError: the system lets this user make no links.
        """
        if version == "editable":
            link_rooms(Path(self.root), self.build_config.target_config["only-include"])


def link_rooms(root: Path, names: list[str]) -> None:
    """Make `.dev/maillon` hold a link to each of `names` in `root`, and nothing else.

    A link that is right stays, so that what runs from this checkout meanwhile is not disturbed. What is no link is a copy, made by
    whoever copied this folder without keeping its links, or the interpreter's cache: neither may be used again.

    Raises:
        OSError: the system lets this user make no links.
    """
    folder = root / ".dev" / "maillon"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {name: os.path.relpath(root / name, folder) for name in names}
    for entry in folder.iterdir():
        if entry.is_symlink() and str(entry.readlink()) == wanted.get(entry.name):
            del wanted[entry.name]
        elif entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
    for name, source in wanted.items():
        try:
            (folder / name).symlink_to(source, target_is_directory=(root / name).is_dir())
        except OSError as error:
            raise OSError(
                f"{folder / name} cannot be a link ({error.strerror}): an editable install links the rooms of this checkout into "
                ".dev; on Windows, switch on the developer mode; `pip install .` needs no links"
            ) from error
