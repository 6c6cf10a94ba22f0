"""What a fork runs, and what a container is built from, name what is here. Neither is run by these tests."""

from __future__ import annotations

import re
from typing import Any

import yaml

from tests.packaging.building import PYPROJECT
from tests.packaging.platforms import PYTHONS
from tests.packaging.wheelhouse import EXTRAS
from tests.support.places import ROOT

WORKFLOW: dict[str, Any] = yaml.safe_load((ROOT / ".github" / "workflows" / "tests.yml").read_text("utf-8"))
STEPS = [step.get("run", "") for job in WORKFLOW["jobs"].values() for step in job["steps"]]


def test_the_workflow_tries_every_python_that_is_promised_on_three_systems() -> None:
    jobs = WORKFLOW["jobs"]
    assert jobs["suite"]["strategy"]["matrix"]["python"] == jobs["windows"]["strategy"]["matrix"]["python"] == list(PYTHONS)
    promised = {line.rpartition(" ")[2] for line in PYPROJECT["project"]["classifiers"] if re.search(r":: 3\.\d+$", line)}
    assert promised == set(PYTHONS)
    systems = {*jobs["suite"]["strategy"]["matrix"]["os"], jobs["windows"]["runs-on"]}
    assert systems == {"ubuntu-latest", "macos-latest", "windows-latest"}


def test_what_is_made_there_can_be_made() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert {word for step in STEPS for word in re.findall(r"make ([a-z-]+)", step)} <= targets
    page = (ROOT / "docs" / "releasing.md").read_text("utf-8")
    assert set(re.findall(r"`make ([a-z-]+)`", page)) <= targets


def test_the_container_installs_what_the_wheelhouse_holds() -> None:
    text = (ROOT / "Dockerfile").read_text("utf-8")
    (asked,) = re.findall(r"maillon\[([a-z,]+)\]", text)
    assert tuple(asked.split(",")) == EXTRAS
    assert "--no-index" in text
    assert (ROOT / ".dockerignore").read_text("utf-8").split() == ["*", "!build/wheelhouse"]
