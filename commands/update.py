"""New incidents for a store that is there: `update`."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from maillon.commands.bilingual import argument, command, option
from maillon.commands.load import ask_what_goes, load_reading
from maillon.commands.messages import messages
from maillon.commands.opening import held, opened
from maillon.commands.options import Output, Where, output_options, quiet_option, store_options, yes_option
from maillon.commands.printing import emit, remark
from maillon.shipped import shipped

if TYPE_CHECKING:
    from maillon.graph.store import Store
    from maillon.loaders.base import Reading
    from maillon.reports.loading import Loaded


@command(
    "update",
    examples=["maillon update", "maillon update records.zip"],
)
@argument("source", metavar="[SOURCE]", required=False)
@option("--sha256", metavar="TEXT", text="update.sha256")
@yes_option
@store_options
@output_options
@quiet_option
def update(source: str | None, sha256: str | None, yes: bool, where: Where, output: Output, quiet: bool) -> None:
    """Load records from a file, a folder or an address, or those that came with this version; say what came."""
    from maillon.reports.loading import load_document

    done = bring(source, where, sha256=sha256, yes=yes, lang=output.lang, quiet=quiet)
    emit(load_document(done, output.words, dry_run=False, explain_names=False), output)


def bring(source: str | None, where: Where, *, sha256: str | None, yes: bool, lang: str, quiet: bool) -> Sequence[Loaded]:
    """Load records into a store that is there; a data set that would lose most of its records is asked about.

    Raises:
        BadInputError: the records cannot be read, or have another hash.
        StoreError: there is no store, or it cannot be used.
        click.UsageError: nobody is there to say whether so much may go.
    """
    from maillon.loaders.fetching import Fetched, fetch
    from maillon.loaders.records import read_sets

    with opened(where, quiet=quiet):
        pass  # there is one, before anything is fetched for it
    with tempfile.TemporaryDirectory(prefix="maillon-") as folder:
        fetched = Fetched(shipped("records"), None) if source is None else fetch(source, Path(folder), sha256)
        if fetched.sha256 is not None:
            remark(messages.say("update.hash", lang, source=source, sha256=fetched.sha256), quiet=quiet)
        _, readings = read_sets([fetched.path], dataset=None, known=held(where))
        with opened(where, loads=True) as store:
            for reading in readings if not yes else ():
                _ask(store, reading)
            return [load_reading(store, "records", reading, quiet=quiet) for reading in readings]


def _ask(store: Store, reading: Reading) -> None:
    """A person says whether a data set may lose most of its records; what an update brings is of other files each time."""
    before = next((found for found in store.datasets() if found.id == reading.dataset), None)
    if before is not None:
        ask_what_goes(store, reading, before, other=False)
