"""Where the files that come with maillon are: records, questions, templates, scripts of pages."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def shipped(*parts: str) -> Path:
    """A file or folder of the package, named from its top: `shipped("records", "data-categories.yaml")`."""
    from pathlib import Path

    return Path(shipped_name(*parts))


def shipped_name(*parts: str) -> str:
    """The same as text, for what must start fast: help does not wait for pathlib."""
    return os.path.join(os.path.dirname(__file__), *parts)  # noqa: PTH118, PTH120
