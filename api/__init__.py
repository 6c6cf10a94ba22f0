"""The public face of maillon for notebooks and scripts, which `import maillon` hands on."""

from maillon.api.answers import (
    BlastRadius,
    Chains,
    CohortAnswer,
    ConcernedAnswer,
    DatasetCheck,
    Difference,
    Duplicates,
    DutiesAnswer,
    IncidentAnswer,
    Loads,
    Matches,
    Notifications,
    Ranking,
    RepairAnswer,
    Rows,
    ShowAnswer,
    Status,
    Unloaded,
    VerifyAnswer,
    WhatIf,
    Why,
)
from maillon.api.documents import Picture, Report
from maillon.api.graph import Graph
from maillon.api.stores import check, demo, open, repair, restore
from maillon.graph.model import Effect
from maillon.graph.store import Credentials, StoreError
from maillon.queries.find import Match, UnknownNameError
from maillon.queries.library import QueryUseError, Question
from maillon.queries.notification_clock import Clocks
from maillon.wording import MaillonError

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
    "check",
    "demo",
    "open",
    "repair",
    "restore",
]
