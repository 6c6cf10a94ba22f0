"""What is new for an organisation since the last run: `watch`."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

from maillon.commands.bilingual import argument, command, option
from maillon.commands.exit_codes import NO
from maillon.commands.opening import opened
from maillon.commands.options import Output, Where, output_options, quiet_option, store_options
from maillon.commands.paths import WrittenPath
from maillon.commands.printing import emit, remark, unwritten, write_file
from maillon.commands.update import bring
from maillon.graph.store.place import watch_file, watch_folder


@command(
    "watch",
    examples=["maillon watch Mutami", "maillon watch Mutami --update records/ --feed mutami.atom"],
)
@argument("owner", metavar="NAME")
@option("--update", "source", metavar="SOURCE", text="watch.update")
@option("--feed", type=WrittenPath(), metavar="FILE", text="watch.feed")
@store_options
@output_options
@quiet_option
def watch(owner: str, source: str | None, feed: Path | None, where: Where, output: Output, quiet: bool) -> None:
    """The rows of `concerned`, and what is said of their incidents, as far as the last run did not know them."""
    from maillon.queries.concerned import concerned
    from maillon.queries.cypher_reader import CypherReader
    from maillon.queries.find import resolve
    from maillon.queries.incident import incidents
    from maillon.queries.watching import news, read_state, write_state
    from maillon.reports.concerned import beside_of
    from maillon.reports.watching import atom, watch_document

    if source is not None:
        bring(source, where, sha256=None, yes=False, lang=output.lang, quiet=quiet)
    today = dt.date.today()
    with opened(where, quiet=quiet) as store:
        reader = CypherReader(store)
        node = resolve(reader, owner, labels=("Organisation",))
        path = watch_file(watch_folder(where), node.id)
        answer = concerned(reader, node.id, today)
        aside = beside_of(reader, answer)
        found = news(answer, incidents(reader, answer.incidents), aside.groups, read_state(path), today)
        confidential = store.confidential()
    emit(watch_document(found, aside, output.words), output)
    if feed is not None:
        write_file(feed, atom(found, output.lang, confidential))
        remark(str(feed), quiet=quiet)
    try:
        write_state(path, found.seen)  # last: what was not handed over is new again the next time
    except OSError as error:
        raise unwritten(path, error) from error
    if found.new:
        sys.exit(NO)
