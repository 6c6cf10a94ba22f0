"""The first thing to run: the shipped incidents, one chain, one blast radius, and what to try next."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from maillon.commands.bilingual import command, option
from maillon.commands.messages import messages
from maillon.commands.opening import handing_on, opened
from maillon.commands.options import Where, lang_option, quiet_option, store_options
from maillon.commands.paths import WrittenPath
from maillon.commands.printing import unwritten
from maillon.commands.shell_words import typed
from maillon.shipped import shipped

if TYPE_CHECKING:
    from maillon.graph.store import Store
    from maillon.loaders.base import Reading
    from maillon.queries.cypher_reader import CypherReader


@command("demo")
@store_options
@lang_option()
@option(
    "--picture",
    formerly=("-o", "--output"),
    type=WrittenPath(),
    metavar="FILE",
    default=Path("maillon-demo.html"),
    show_default=True,
    text="demo.picture-file",
)
@quiet_option
def demo(where: Where, lang: str, picture: Path, quiet: bool) -> None:
    """Load the shipped records and show what can be asked."""
    import datetime as dt

    from maillon.commands.load import load_reading
    from maillon.loaders.base import loader
    from maillon.queries.blast_radius import blast_radius
    from maillon.queries.chains import chains
    from maillon.queries.cypher_reader import CypherReader
    from maillon.reports.demo import demo_text

    reading = loader("records").read([shipped("records")], dataset=None, strict=True)
    with opened(where, loads=True) as store:
        _refuse_to_change(store, reading)
        load_reading(store, "records", reading, quiet=quiet)
        reader = CypherReader(store)
        click.echo(
            demo_text(
                store.status(),
                chains(reader, "population:insured-of-audiens", limit=1),
                blast_radius(reader, "org:viamedis", as_of=dt.date(2024, 1, 22)),
                lang,
                _program(),
            ),
            nl=False,
        )
    with handing_on(where, quiet=quiet) as (store, _):
        _picture(CypherReader(store), picture, lang)
    click.echo("\n" + messages.say("demo.picture", lang, path=picture))


def _refuse_to_change(store: Store, reading: Reading) -> None:
    """The demonstration changes nothing that it did not load.

    Raises:
        click.UsageError: a data set of that name comes from other files and says something else.
    """
    before = next((d for d in store.status().datasets if d.id == reading.dataset), None)
    if before is None or before.origin == reading.origin:
        return
    told = store.preview(reading.dataset, reading.statements())
    if told.loaded or told.taken_back:
        raise click.UsageError(messages("demo.kept", dataset=reading.dataset, path=typed(shipped("records"))))


def _program() -> str:
    """How this command was called, so that the lines to try next can be pasted."""
    called = Path(sys.argv[0])
    found = shutil.which(called.name)
    if found and Path(found).resolve() == called.resolve():
        return called.name
    try:
        return typed(called.resolve().relative_to(Path.cwd()))
    except (ValueError, OSError):  # elsewhere, or in a folder that is gone
        return typed(called)


def _picture(reader: CypherReader, path: Path, lang: str) -> None:
    """Write the picture of one incident."""
    from maillon.queries.neighbourhood import neighbourhood
    from maillon.reports.picture import Wording, check_place, write_picture

    try:
        check_place(path)
        write_picture(neighbourhood(reader, ["incident:medecindirect-2025-11"]), path, Wording(None, None, lang))
    except OSError as error:
        raise unwritten(path, error) from error
