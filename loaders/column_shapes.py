"""What the cells of a column look like: days, answers, and in which order their days and months stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from maillon.graph.name_matching import fold_name
from maillon.loaders.cell_dates import Order, read_date
from maillon.wording import RefusedError

if TYPE_CHECKING:
    from maillon.loaders.inputs import RawTable

YES_OR_NO = frozenset(("yes", "no", "oui", "non", "true", "false", "x", "y", "n", "o"))
"""What stands in a column that answers a question: no name."""

_FRENCH = re.compile(
    r"\b(?:sous|traitants?|prestataires?|fournisseurs?|donnees|pays|hebergeurs?|personnes|contrat|debut|fin|depuis|date d"
    r"|raison sociale|editeurs?|logiciels?|etablissements?|adresse|ville)\b"
)
"""Words of French headers, folded."""
_DAY_THEN_MONTH = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ]\d{2,4}\b")


def share(cells: Sequence[str], fits: Callable[[str], bool]) -> bool:
    """Whether half of the cells or more fit."""
    return 2 * sum(fits(cell) for cell in cells) >= len(cells)


def is_date(cell: str, dates: Order) -> bool:
    """Whether a cell holds a day, or the first of several, in that order; or a word that stands for none."""
    first = re.split(r"(?:(?<!\s)\s++)?[,;]\s*+(?=\d{1,2}/)|(?<!\s)\s++(?:-|–|to|au)\s+", cell)[0]
    if cell.isdigit() and len(cell) != 4:
        return False
    try:
        return read_date(first, dates, "") is not None or not re.search(r"\d", cell)
    except RefusedError:
        return False


def day_order(table: RawTable, unproved: Order = "iso") -> Order:
    """The order of day and month that cells of the table prove; `unproved` where none does, ISO, which refuses both, where two differ."""
    pairs = [(int(m[1]), int(m[2])) for row in table.rows for cell in row.cells.values() if (m := _DAY_THEN_MONTH.match(cell.strip()))]
    day_first, month_first = any(a > 12 >= b for a, b in pairs), any(b > 12 >= a for a, b in pairs)
    if day_first != month_first:
        return "day-first" if day_first else "month-first"
    return "iso" if day_first else unproved


def is_french(header: Iterable[str]) -> bool:
    """Whether a header is written in French, so that days stand first in its dates unless a cell proves otherwise."""
    return any(_FRENCH.search(fold_name(name)) for name in header)
