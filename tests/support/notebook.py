"""docs/python.ipynb: the page on Python as a notebook, run by Jupyter's own client, with what its cells showed."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any
from unittest.mock import patch

import nbformat
from nbclient import NotebookClient

from tests.support.pages import fences
from tests.support.places import ROOT

PAGE = ROOT / "docs" / "python.md"
NOTEBOOK = ROOT / "docs" / "python.ipynb"
_SECONDS = 300
_PLACES = re.compile(r"(?:/[\w.-]+)+/tmp[\w.-]*|/tmp/[\w.-]+|[A-Z]:\\\\[^'\s]*\\\\tmp[\w.-]*")


def cells(text: str) -> list[Any]:
    """The cells of a page: its blocks of Python, and its text between them."""
    made, at = [], 0
    for fence in (fence for fence in fences(text) if fence.language == "python"):
        before, _, rest = text[at:].partition(f"```python\n{fence.text}")
        made += [nbformat.v4.new_markdown_cell(before.strip()), nbformat.v4.new_code_cell(fence.text.rstrip())]
        at = len(text) - len(rest.partition("```")[2])
    made.append(nbformat.v4.new_markdown_cell(text[at:].strip()))
    for number, cell in enumerate(made):
        cell["id"] = f"cell-{number}"
    return made


def executed(store: Path) -> dict[str, Any]:
    """The notebook as it is kept, after its cells ran one after the other in a kernel of their own, on a store with the shipped records.

    Raises:
        CellExecutionError: a cell failed; holds what it said.
    """
    notebook = nbformat.v4.new_notebook(cells=cells(PAGE.read_text("utf-8")))
    notebook.metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    with patch.dict(os.environ, {"MAILLON_STORE": str(store), "MAILLON_LANG": "en"}):
        NotebookClient(notebook, timeout=_SECONDS, kernel_name="python3", resources={"metadata": {"path": str(ROOT)}}).execute()
    for cell in notebook.cells:
        cell["metadata"] = {}
        for output in cell.get("outputs", ()):
            output.pop("transient", None)
    return dict(nbformat.from_dict(_placeless(notebook)))


def _placeless(value: Any) -> Any:
    """Without the names of folders of this machine, and of this run."""
    if isinstance(value, str):
        return _PLACES.sub("FOLDER", value.replace(str(ROOT), "."))
    if isinstance(value, dict):
        return {key: _placeless(inner) for key, inner in value.items()}
    return [_placeless(inner) for inner in value] if isinstance(value, list) else value


def write(store: Path) -> None:
    """Run the notebook and keep it with what it showed."""
    nbformat.write(nbformat.from_dict(executed(store)), NOTEBOOK)
