"""The first thing to run: the shipped incidents, one chain, one blast radius, and what to try next."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from maillon.commands.base import language, opened, output_options, reader_of, shared, store_options, unwritable
from maillon.shipped import shipped

if TYPE_CHECKING:
    from maillon.queries.cypher_reader import CypherReader


@click.command()
@store_options
@output_options
def demo() -> None:
    """Load the shipped incidents (once is enough) and show a delegated-trust chain, a blast radius and what to try next."""
    import datetime as dt

    from maillon.commands.loading import load_reading
    from maillon.loaders.base import loader
    from maillon.queries.blast_radius import blast_radius
    from maillon.queries.chains import chains
    from maillon.reports.demo import demo_text

    lang = language()
    reading = loader("records").read([shipped("records")], dataset=None, strict=True)
    with opened() as store:
        load_reading(store, "records", reading)
        reader = reader_of(store)
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
        click.echo(_picture(reader, shared().output or Path("maillon-demo.html"), lang))


def _program() -> str:
    """How this command was called, so that the lines to try next can be pasted."""
    called = Path(sys.argv[0])
    found = shutil.which(called.name)
    if found and Path(found).resolve() == called.resolve():
        return called.name
    try:
        return str(called.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(called)


def _picture(reader: CypherReader, path: Path, lang: str) -> str:
    """Write the picture of one incident; what to say of it."""
    from maillon.queries.neighbourhood import neighbourhood
    from maillon.reports.picture import Wording, check_place, write_picture

    try:
        check_place(path)
        write_picture(neighbourhood(reader, ["incident:medecindirect-2025-11"]), path, Wording(None, None, lang))
    except OSError as error:
        raise click.UsageError(unwritable(path, error)) from error
    return f"\n{path}: " + (
        "l'image interactive, à ouvrir dans un navigateur" if lang == "fr" else "the interactive picture; open it in a browser"
    )
