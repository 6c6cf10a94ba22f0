"""Where this project is at home: the one place from which README, citation, security note and pages take it.

It stands under `[project.urls]` in pyproject.toml, with which maillon is installed. While nothing stands there, no address is invented.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, metadata

from maillon.wording import Catalogue, Message

HOME, ISSUES = "Repository", "Issues"
"""The labels of `[project.urls]` that are read: where the code is, and where a fault is reported, if that is elsewhere."""

messages = Catalogue(
    {
        "contact.address": ("{address}", "{address}"),
        "contact.unknown": ("la personne qui vous a remis cette copie", "whoever gave you this copy"),
    }
)


def addresses() -> dict[str, str]:
    """Label → address, as installed; empty where none is known, and for code that runs without being installed."""
    try:
        lines = metadata("maillon").get_all("Project-URL", [])
    except PackageNotFoundError:
        return {}
    return {label.strip(): address.strip() for label, _, address in (line.partition(",") for line in lines)}


def contact() -> Message:
    """Whom to tell of a wrong fact, a fault or a weakness: an address, or else a person."""
    known = addresses()
    address = known.get(ISSUES) or known.get(HOME)
    return messages("contact.address", address=address) if address else messages("contact.unknown")
