"""Jars of a server that the tests run: what a list names, brought from Maven Central once."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path


def copied(pom: Path, folder: Path) -> Path:
    """The folder with what the list names; the first call on a machine, or after the list changed, fetches it.

    Raises:
        RuntimeError: Maven cannot bring it.
    """
    done = folder / ".complete"
    if not done.exists() or done.read_text() != pom.read_text():
        shutil.rmtree(folder, ignore_errors=True)
        options = [f"-DoutputDirectory={folder.name}", "-DincludeScope=runtime"]
        command = ["mvn", "-q", "-B", "-f", str(pom), "dependency:copy-dependencies", *options]
        run = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
        if run.returncode:
            raise RuntimeError(f"Maven cannot bring what {pom} names: {run.stdout[-2000:]}{run.stderr[-2000:]}")
        done.write_text(pom.read_text())
    return folder
