"""Cells that a spreadsheet would run as a formula: guarded where a table is written, and read back to what they were.

A guarded cell begins with an apostrophe. So that reading is the exact reverse of writing, a text that itself begins with apostrophes before
a formula gets one more.
"""

from __future__ import annotations

SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫")
"""A text that begins with one of these is a formula to a spreadsheet (OWASP, CSV injection); some read wide and small signs alike."""

_BREAKS = ("\t", "\r", "\n")
"""So is one that begins with one of these, to some programs, whatever follows."""

_GUARD = "'"


def begins_formula(text: str) -> bool:
    """Whether a spreadsheet may take a text for a formula: the blanks before the sign, also wide and no-break ones, do not help."""
    return text.startswith(_BREAKS) or text.lstrip().startswith(SIGNS)


def guarded(text: str) -> str:
    """A text as a cell that a spreadsheet takes for text."""
    return f"{_GUARD}{text}" if begins_formula(text.lstrip(_GUARD)) else text


def unguarded(cell: str) -> str:
    """What a cell of a table said before it was guarded."""
    return cell[1:] if cell.startswith(_GUARD) and begins_formula(cell.lstrip(_GUARD)) else cell
