"""How a command ends: one table for all of them, which `--help` and docs/commands.md print (`exit.CODE` of the messages)."""

from __future__ import annotations

DONE = 0
NO = 1
"""The answer is empty, or "no"; asked for, that something differs."""
WRONG_USE = 2
NOTHING_LOADED = 3
"""The data given is bad: nothing of it was loaded, or would be."""
STORE = 4
"""The store, its disk or its server cannot be used, is empty, or stopped a query."""
SOME_REFUSED = 5
"""Some rows were refused and the rest is loaded."""
CUT_SHORT = 6
"""Done, and the answer was cut at a limit that nobody had set."""

EXIT_CODES = (DONE, NO, WRONG_USE, NOTHING_LOADED, STORE, SOME_REFUSED, CUT_SHORT)

INTERNAL = 70
"""A fault of maillon itself (EX_SOFTWARE of sysexits.h)."""

INTERRUPTED = 130
"""Stopped by the person, as shells count it: 128 and the signal's number."""
