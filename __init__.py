"""Who trusts whom with health data, and who is hit when one link breaks.

>>> import maillon
>>> with maillon.open() as g:                       # the default store; or open("DIR"), open(uri="neo4j://…")
...     g.blast_radius("Viamedis", as_of="2024-01-22").people.at_least

The names of `__all__` are public; everything else is internal. Each is looked up in its module when it is used, so that commands and the
engine's process, which import this package too, start without what they do not need.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from maillon.api.answers import BlastRadius as BlastRadius
    from maillon.api.answers import Chains as Chains
    from maillon.api.answers import CohortAnswer as CohortAnswer
    from maillon.api.answers import ConcernedAnswer as ConcernedAnswer
    from maillon.api.answers import DatasetCheck as DatasetCheck
    from maillon.api.answers import Difference as Difference
    from maillon.api.answers import Duplicates as Duplicates
    from maillon.api.answers import DutiesAnswer as DutiesAnswer
    from maillon.api.answers import IncidentAnswer as IncidentAnswer
    from maillon.api.answers import Loads as Loads
    from maillon.api.answers import Matches as Matches
    from maillon.api.answers import Notifications as Notifications
    from maillon.api.answers import ProductsNamed as ProductsNamed
    from maillon.api.answers import Ranking as Ranking
    from maillon.api.answers import RepairAnswer as RepairAnswer
    from maillon.api.answers import Rows as Rows
    from maillon.api.answers import ShowAnswer as ShowAnswer
    from maillon.api.answers import Status as Status
    from maillon.api.answers import Unloaded as Unloaded
    from maillon.api.answers import VerifyAnswer as VerifyAnswer
    from maillon.api.answers import WhatIf as WhatIf
    from maillon.api.answers import Why as Why
    from maillon.api.documents import Draft as Draft
    from maillon.api.documents import Picture as Picture
    from maillon.api.documents import Report as Report
    from maillon.api.graph import Graph as Graph
    from maillon.api.stores import check as check
    from maillon.api.stores import demo as demo
    from maillon.api.stores import draft as draft
    from maillon.api.stores import open as open
    from maillon.api.stores import repair as repair
    from maillon.api.stores import restore as restore
    from maillon.graph.model import Effect as Effect
    from maillon.graph.store import Credentials as Credentials
    from maillon.graph.store import StoreError as StoreError
    from maillon.queries.find import Match as Match
    from maillon.queries.find import UnknownNameError as UnknownNameError
    from maillon.queries.library import QueryUseError as QueryUseError
    from maillon.queries.library import Question as Question
    from maillon.queries.notification_clock import Clocks as Clocks
    from maillon.wording import MaillonError as MaillonError

__version__ = "0.2.0"

_HOMES = {
    "api.answers": (
        "BlastRadius",
        "Chains",
        "CohortAnswer",
        "ConcernedAnswer",
        "DatasetCheck",
        "Difference",
        "Duplicates",
        "DutiesAnswer",
        "IncidentAnswer",
        "Loads",
        "Matches",
        "Notifications",
        "ProductsNamed",
        "Ranking",
        "RepairAnswer",
        "Rows",
        "ShowAnswer",
        "Status",
        "Unloaded",
        "VerifyAnswer",
        "WhatIf",
        "Why",
    ),
    "api.documents": ("Draft", "Picture", "Report"),
    "api.graph": ("Graph",),
    "api.stores": ("check", "demo", "draft", "open", "repair", "restore"),
    "graph.model": ("Effect",),
    "graph.store": ("Credentials", "StoreError"),
    "queries.find": ("Match", "UnknownNameError"),
    "queries.library": ("QueryUseError", "Question"),
    "queries.notification_clock": ("Clocks",),
    "wording": ("MaillonError",),
}
"""Module → the public names that stand there."""
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = sorted(["__version__", *_HOME])


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"maillon.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
