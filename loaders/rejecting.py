"""One bad record among thousands: rejected with its place and reason, while the rest loads."""

from __future__ import annotations

from pydantic import ValidationError

from loaders.base import Reading
from loaders.inputs import Found
from loaders.problems import BadInputError, Problem

SHOWN = 20
"""Problems told when everything is refused; thousands of them are no message."""


def problems_of(error: ValueError, file: str, line: int, record: str) -> list[Problem]:
    """What is wrong with one record, one problem a field, without repeating values that may name a person."""
    if not isinstance(error, ValidationError):
        return [Problem(file, line, record, "", str(error))]
    found = []
    for item in error.errors(include_url=False, include_input=False):
        path = ".".join(str(part) for part in item["loc"])
        found.append(Problem(file, line, record, path, item["msg"].removeprefix("Value error, ")))
    return found


def finish(reading: Reading, found: Found | None, *, strict: bool) -> Reading:
    """Close a reading: name the files left alone; refuse all if asked to, or if nothing at all could be read.

    Raises:
        BadInputError: `strict` and a record was rejected, or every record was.
    """
    reading.rejected.sort()
    if reading.rejected and (strict or not (reading.records or reading.stated)):
        shown, more = reading.rejected[:SHOWN], len(reading.rejected) - SHOWN
        if more > 0:
            last = shown[-1]
            shown.append(Problem(last.file, last.line, "", "", f"and {more} more like these; mend them first, then load again"))
        raise BadInputError(shown)
    for name in found.others if found else ():
        ending = name.rpartition("/")[2].rpartition(".")[2].lower()
        reading.unread_fields[f"file of another kind: .{ending}"] += 1
    return reading


def one_problem(problems: list[Problem]) -> Problem:
    """A rejected row counts once: its problems joined into one."""
    first = problems[0]
    if len(problems) == 1:
        return first
    reason = "; ".join(f"{p.field}: {p.reason}" if p.field else p.reason for p in problems)
    return Problem(first.file, first.line, first.record, "", reason)
