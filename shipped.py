"""Where the files that come with maillon are: records, questions, templates, scripts of pages."""

from __future__ import annotations

from pathlib import Path

_ROOT = Path(__file__).parent


def shipped(*parts: str) -> Path:
    """A file or folder of the package, named from its top: `shipped("records", "data-categories.yaml")`."""
    return _ROOT.joinpath(*parts)
