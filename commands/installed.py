"""What is installed here: maillon, its engine and driver, and the version of the shipped records."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

from maillon import __version__
from maillon.commands.messages import messages
from maillon.shipped import shipped


def installed(lang: str) -> list[str]:
    """A line each, the first that of maillon itself."""
    import yaml

    card = yaml.safe_load(shipped("records", "dataset.yaml").read_text(encoding="utf-8"))
    records = messages("installed.records", version=card["version"], day=str(card["published_on"]))
    return [
        f"maillon {__version__}",
        messages.say("installed.engine", lang, version=_version("arcadedb")),
        messages.say("installed.driver", lang, version=_version("neo4j")),
        f"Python {platform.python_version()}",
        records.say(lang),
    ]


def _version(name: str) -> object:
    try:
        return version(name)
    except PackageNotFoundError:
        return messages("installed.not")
