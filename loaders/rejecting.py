"""One bad record among thousands: rejected with its place and reason, while the rest loads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from maillon.loaders.explaining import reason_of_item
from maillon.loaders.messages import messages
from maillon.loaders.problems import BadInputError, Problem
from maillon.wording import Message, RefusedError, joined, key_of

if TYPE_CHECKING:
    from maillon.loaders.base import Reading
    from maillon.loaders.inputs import Found

MAX_SHOWN = 20
"""Problems reported when everything is refused: thousands of them would help nobody."""


def problems_of(error: ValueError, file: str, line: int, record: str) -> list[Problem]:
    """What is wrong with one record, one problem a field, without repeating values that may name a person.

    An id that was made of the row's names is left out with them: the line says which row it is.
    """
    if isinstance(error, ValidationError):
        found: list[tuple[str, Message]] = [
            (".".join(str(part) for part in item["loc"]), _reason(item)) for item in error.errors(include_url=False)
        ]
    else:
        found = [("", error.message if isinstance(error, RefusedError) else messages("row.refused"))]
    if line and any(key_of(reason) == "privacy.found" for _, reason in found):
        record = ""
    return [Problem(file, line, record, field, reason) for field, reason in found]


def _reason(item: ErrorDetails) -> Message:
    """Why pydantic refuses a value of a row, which is shown where it is a number: a text may name a person."""
    value = item.get("input")
    return reason_of_item(item, str(value) if isinstance(value, int | float) else "…")


def finish(reading: Reading, found: Found | None, *, strict: bool) -> Reading:
    """Close a reading: hold it to its sum, name the files left alone; refuse all if asked to, or if nothing at all could be read.

    Raises:
        BadInputError: `strict` and a record was rejected, or every record was.
        RuntimeError: the loader lost rows, or counted some twice.
    """
    check_sum(reading)
    reading.rejected.sort()
    reading.warnings += [remark for source in found.files for remark in source.remarks] if found else []
    if reading.rejected and (strict or not (reading.records or reading.stated)):
        shown, more = reading.rejected[:MAX_SHOWN], len(reading.rejected) - MAX_SHOWN
        if more > 0:
            last = shown[-1]
            shown.append(Problem(last.file, last.line, "", "", messages("row.more", more=more)))
        raise BadInputError(shown)
    for name in found.others if found else ():
        ending = name.rpartition("/")[2].rpartition(".")[2].lower()
        reading.unread_fields[messages("unread.file", ending=ending)] += 1
    return reading


def check_sum(reading: Reading) -> None:
    """See that each row found is used, rejected or left out by a rule.

    Raises:
        RuntimeError: it is not so, which is a fault of the loader.
    """
    told = reading.used + len(reading.rejected) + reading.left_out.total()
    if reading.read != told:
        raise RuntimeError(f"{reading.dataset}: {reading.read} rows read, {told} accounted for")


def reject_file(reading: Reading, error: BadInputError) -> None:
    """Count a file that is refused as a whole as one thing read and rejected."""
    reading.read += 1
    reading.rejected.append(one_problem(error.problems))


def one_problem(problems: list[Problem]) -> Problem:
    """A rejected row counts once: its problems joined into one."""
    first = problems[0]
    if len(problems) == 1:
        return first
    reasons = [messages("row.field", field=p.field, reason=p.reason) if p.field else p.reason for p in problems]
    return Problem(first.file, first.line, first.record, "", messages("row.several", reasons=joined(reasons, "; ")))
