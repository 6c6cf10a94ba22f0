"""For `make test-wheel`: a plugin of pytest that refuses to run the tests on anything but the installed package."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest


def pytest_configure() -> None:
    """Stop at the start where `maillon` is the checkout."""
    import maillon

    if Path(sys.prefix) not in Path(maillon.__file__).parents:
        raise pytest.UsageError(f"maillon is {maillon.__file__}, which is not installed in {sys.prefix}")


def pytest_report_header() -> str:
    """Say which package is tested."""
    import maillon

    return f"maillon {maillon.__version__}: {Path(maillon.__file__).parent}"
