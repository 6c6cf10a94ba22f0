"""Who trusts whom with health data, and who is hit when one link breaks.

>>> import maillon
>>> with maillon.open() as g:                       # the default store; or open("DIR"), open(uri="neo4j://…")
...     g.blast_radius("Viamedis", as_of="2024-01-22").people.at_least

The names of `__all__` are public; everything else is internal. They are looked up in `maillon.api` when they are used, so
that commands and the engine's process, which import this package too, start without what they do not need.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from maillon.api import (
        BlastRadius,
        Chains,
        Clocks,
        CohortAnswer,
        ConcernedAnswer,
        Credentials,
        DatasetCheck,
        Difference,
        Duplicates,
        DutiesAnswer,
        Effect,
        Graph,
        IncidentAnswer,
        Loads,
        MaillonError,
        Match,
        Matches,
        Notifications,
        Picture,
        QueryUseError,
        Question,
        Ranking,
        RepairAnswer,
        Report,
        Rows,
        ShowAnswer,
        Status,
        StoreError,
        UnknownNameError,
        Unloaded,
        VerifyAnswer,
        WhatIf,
        Why,
        check,
        demo,
        open,
        repair,
        restore,
    )

__all__ = [
    "BlastRadius",
    "Chains",
    "Clocks",
    "CohortAnswer",
    "ConcernedAnswer",
    "Credentials",
    "DatasetCheck",
    "Difference",
    "Duplicates",
    "DutiesAnswer",
    "Effect",
    "Graph",
    "IncidentAnswer",
    "Loads",
    "MaillonError",
    "Match",
    "Matches",
    "Notifications",
    "Picture",
    "QueryUseError",
    "Question",
    "Ranking",
    "RepairAnswer",
    "Report",
    "Rows",
    "ShowAnswer",
    "Status",
    "StoreError",
    "UnknownNameError",
    "Unloaded",
    "VerifyAnswer",
    "WhatIf",
    "Why",
    "__version__",
    "check",
    "demo",
    "open",
    "repair",
    "restore",
]

__version__ = "0.2.0"


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("maillon.api"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
