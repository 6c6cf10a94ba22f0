"""What a site said when it was last written into a folder, and what of it has changed since."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from maillon.exports.messages import messages
from maillon.reports.atlas.feed import SiteChange
from maillon.wording import RefusedError

WRITTEN = "maillon-site.json"
"""The file that lists what a site consists of."""

_RECORDED = ("show", "incident", "properties", "things", "arrows")
"""What of a page's JSON is recorded. The rest is computed, and differs from one day to the next though nobody said anything new."""


@dataclass(frozen=True, slots=True)
class EarlierSite:
    """What an earlier run wrote into a folder, which this one may replace, and the changes that it knew of, the latest first.

    `confidential` are the data sets of that kind that it was made of.
    """

    folder: Path
    files: frozenset[str] = frozenset()
    changes: tuple[SiteChange, ...] = ()
    confidential: frozenset[str] = field(default_factory=frozenset)

    def recorded(self, path: str) -> Counter[str] | None:
        """What it recorded on the page at a path; None where it had no such page, or none that can be read."""
        if f"{path}.json" not in self.files:
            return None
        try:
            body = json.loads((self.folder / f"{path}.json").read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return recorded_pieces(body) if isinstance(body, dict) else None

    def comparable(self, confidential: Collection[str]) -> bool:
        """Whether a site made of these confidential data sets may say how it differs: it must not tell what it leaves out."""
        return bool(self.files) and self.confidential <= set(confidential)


def earlier_site(folder: Path) -> EarlierSite:
    """What of a folder an earlier site wrote.

    Raises:
        RefusedError: it is no folder, its folder does not exist, or it holds something and no site that was written here.
    """
    if not folder.parent.is_dir():
        raise RefusedError(messages("site.no_parent", path=folder, folder=folder.parent))
    if not folder.exists():
        return EarlierSite(folder)
    if not folder.is_dir():
        raise RefusedError(messages("site.no_folder", path=folder))
    listed = folder / WRITTEN
    if not listed.is_file():
        if any(folder.iterdir()):
            raise RefusedError(messages("site.not_empty", path=folder, name=WRITTEN))
        return EarlierSite(folder)
    try:
        said = json.loads(listed.read_text("utf-8"))
        files = frozenset(f for f in said["files"] if isinstance(f, str) and not f.startswith(("/", "\\")) and ".." not in Path(f).parts)
        changes = tuple(SiteChange.of(c) for c in said.get("changes", ()))
        return EarlierSite(folder, files, changes, frozenset(map(str, said.get("confidential", ()))))
    except (ValueError, KeyError, TypeError) as error:
        raise RefusedError(messages("site.unread", path=listed)) from error


def listing(files: Collection[str], changes: Sequence[SiteChange], confidential: Collection[str]) -> dict[str, object]:
    """What `earlier_site` reads the next time."""
    return {"files": sorted(files), "confidential": sorted(confidential), "changes": [c.said() for c in changes]}


def recorded_pieces(body: Mapping[str, Any]) -> Counter[str]:
    """What of a page's JSON is recorded, piece by piece."""
    return Counter(piece for key in _RECORDED for piece in _pieces(key, body.get(key)))


def _pieces(where: str, value: Any) -> Iterator[str]:
    """A value as pieces that are there or not: a list has one for each thing in it, whatever their order."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _pieces(f"{where}.{key}", inner)
    elif isinstance(value, list):
        yield from (f"{where}[]={json.dumps(item, sort_keys=True)}" for item in value)
    elif value is not None:
        yield f"{where}={json.dumps(value)}"
