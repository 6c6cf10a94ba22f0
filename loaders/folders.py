"""Whether a path that somebody gave is a folder."""

from __future__ import annotations

import os
from pathlib import Path


def is_folder(path: Path) -> bool:
    """Whether a folder is there. A name that is too long is none, where `Path.is_dir` raises: who reads it says why it cannot be read."""
    return os.path.isdir(path)  # noqa: PTH112
