"""Whether an organisation is concerned by incidents at those whom it trusts: `concerned`."""

from __future__ import annotations

import datetime as dt

from maillon.commands.bilingual import argument, command, option
from maillon.commands.ending import conclude
from maillon.commands.opening import reading
from maillon.commands.options import Day, Output, Where, cypher_option, day_option, output_options, quiet_option, store_options
from maillon.commands.printing import emit


@command(
    "concerned",
    examples=["maillon concerned Mutami", "maillon concerned Mutami --since 2025-01-01 -o concerned.xlsx"],
)
@argument("owner", metavar="NAME")
@option("--since", type=Day(), metavar="DATE", text="concerned.since")
@store_options
@output_options
@day_option
@cypher_option
@quiet_option
def concerned(
    owner: str, since: dt.date | None, where: Where, output: Output, as_of: dt.date | None, show_cypher: bool, quiet: bool
) -> None:
    """A row for each contract or path and incident at those whom an organisation trusts, and what to ask of whom."""
    from maillon.queries.concerned import concerned as gather
    from maillon.queries.find import resolve
    from maillon.queries.lookalikes import lookalikes_of
    from maillon.queries.newest_document import newest_document
    from maillon.reports.concerned import Undecided, concerned_document

    with reading(where, show_cypher=show_cypher, quiet=quiet) as store:
        answer = gather(store, resolve(store, owner, labels=("Organisation",)).id, as_of or dt.date.today(), since)
        beside = Undecided(lookalikes_of(store, answer), newest_document(store))
    emit(concerned_document(answer, beside, output.words), output)
    conclude(bool(answer.rows), [], output.lang, quiet=quiet)
