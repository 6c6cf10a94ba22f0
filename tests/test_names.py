"""A public name means one thing: what one module defines, no other of the product defines again."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator

from maillon.cli import COMMANDS
from tests.support.places import ROOT

ROOMS = ("graph", "loaders", "queries", "reports", "exports", "assistant", "commands")

SHARED = {
    "LOADER": "every loader's card, by which a loader is known",
    "read": "what every loader is called with",
    "files": "what every export is called with",
    "previous": "what an export whose things have versions reads its last file with",
    "messages": "the one catalogue of each room",
    "main": "what a process begins with: the command line's, the engine's",
    "WORDS": "the parts of which the catalogue of reports is made",
    "search": "a subcommand of `query`",
    "F": "a type variable",
    "T": "a type variable",
}
"""Names that several modules define on purpose, because they are one thing for each of its kind."""


def defined(tree: ast.Module) -> Iterator[str]:
    """The public names at the top of a module."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


def test_no_public_name_means_two_things() -> None:
    homes: dict[str, list[str]] = defaultdict(list)
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            for name in {n for n in defined(ast.parse(path.read_text("utf-8"))) if not n.startswith("_")}:
                homes[name].append(path.relative_to(ROOT).as_posix())
    commands = {name.replace("-", "_") for name in COMMANDS}  # each is the command of the answer that bears its name
    twice = {
        name: found
        for name, found in homes.items()
        if len([f for f in found if not (f.startswith("commands/") and name in commands)]) > 1 and name not in SHARED
    }
    assert twice == {}
