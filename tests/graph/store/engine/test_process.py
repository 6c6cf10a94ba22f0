"""The engine's process: what it imports before it answers."""

from __future__ import annotations

import subprocess
import sys

IMPORTED = """
import sys
before = set(sys.modules)
import maillon.graph.store.engine.process
print(*sorted(set(sys.modules) - before))
"""


def test_it_imports_the_standard_library_and_a_few_modules_of_its_own() -> None:
    run = subprocess.run([sys.executable, "-c", IMPORTED], capture_output=True, text=True, check=True)
    foreign = [name for name in run.stdout.split() if name.partition(".")[0] not in sys.stdlib_module_names]
    store = "maillon.graph.store"
    assert foreign == [
        *("maillon", "maillon.graph", "maillon.graph.messages", store, f"{store}.engine"),
        *(f"{store}.engine.{name}" for name in ("damage", "drafts", "folder", "locks", "process", "seal", "stopping")),
        *(f"{store}.{name}" for name in ("errors", "messages")),
        "maillon.graph.system_errors",
        "maillon.wording",
    ]
