"""How a command ends: 0 done · 1 the answer is "no" · 2 wrong use · 3 bad input data · 4 store unreachable, locked or damaged."""

from __future__ import annotations

DONE, NO, WRONG_USE, BAD_INPUT, STORE = 0, 1, 2, 3, 4

INTERNAL = 70
"""A fault of maillon itself (EX_SOFTWARE of sysexits.h)."""

INTERRUPTED = 130
"""Stopped by the person, as shells count it: 128 and the signal's number."""
