"""Damage that the engine would not report: it starts over with an empty schema, and what is there can no longer be seen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from maillon.graph.store.messages import messages

if TYPE_CHECKING:
    from maillon.wording import Message


def find_damage(database: Path) -> Message | None:
    """What is wrong with the files of a database, or None; a crash of the engine leaves none of this."""
    if not any(file.stat().st_size for file in database.glob("*.bucket")):
        return None
    # The engine moves the old schema aside before it writes the new one: a crash may cost one of the two.
    if not any(_is_schema(database / name) for name in ("schema.json", "schema.prev.json")):
        return messages("damage.schema")
    absent = _without_file(database)
    if absent is not None:
        return messages("damage.type", name=absent)
    # After a crash the names may still be in the log of transactions; without one they are lost.
    dictionaries = list(database.glob("dictionary.*"))
    if not any(file.stat().st_size for file in dictionaries) and not any(database.glob("*.wal")):
        return messages("damage.dictionary")
    return None


def _without_file(database: Path) -> str | None:
    """A part of a type that the schema names and that has no file: the system let no more be made. The engine would fail on it for ever."""
    try:
        types = json.loads((database / "schema.json").read_text(encoding="utf-8"))["types"].values()
        parts = [part for kind in types for part in (*kind.get("buckets", ()), *kind.get("indexes", ()))]
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return None  # the older schema may be read
    files = {path.name.partition(".")[0] for path in database.iterdir()}
    return next((str(part) for part in parts if part not in files), None)


def _is_schema(path: Path) -> bool:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(content, dict) and "types" in content
