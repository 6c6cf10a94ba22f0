"""One wheel and one environment for all tests of packaging. Nothing here needs the network."""

from __future__ import annotations

from pathlib import Path

import pytest
import uv

from tests.packaging.building import Environment, built_wheel
from tests.support.places import ROOT


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    return built_wheel(ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment with the wheel installed; what it depends on is borrowed from the one that runs the tests."""
    made = Environment.make(tmp_path_factory.mktemp("environment") / "venv")
    made.install("--offline", "--no-deps", wheel)
    made.borrow(Path(uv.__file__).parent.parent)
    return made
