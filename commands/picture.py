"""The interactive picture: one file, offline."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from maillon.commands.base import Day, language, opened, reader_of, remark, shared, store_options, unwritable

if TYPE_CHECKING:
    from maillon.queries.neighbourhood import Size


def _keep_lang(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value:
        shared().lang = value
    return value


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID]…")
@click.option("--depth", type=click.IntRange(1, 100), help="Only so many relations away from what is asked for (default: all the way).")
@click.option("--as-of", type=Day(), metavar="DATE", help="The day on which the page opens (default: today); its slider shows the others.")
@click.option("--embed", is_flag=True, help="For an iframe in an article: less around the picture.")
@click.option("--title", metavar="TEXT", help="Your title, as plain text.")
@click.option("--note", metavar="TEXT", help="A line of yours on the page, as plain text.")
@click.option(
    "--lang",
    type=click.Choice(("fr", "en")),
    envvar="MAILLON_LANG",
    expose_value=False,
    callback=_keep_lang,
    is_eager=True,
    help="Language in which the page opens; a button switches it.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("maillon-picture.html"),
    show_default=True,
    help="The page to write; a file that was there stays whole until the new one is.",
)
@click.option("--quiet", is_flag=True, help="Do not say what was written.")
@store_options
def picture(
    ids: tuple[str, ...], depth: int | None, as_of: object, embed: bool, title: str | None, note: str | None, output: Path, quiet: bool
) -> None:
    """The interactive picture as one self-contained page: of an incident, of an organisation's chains, or of all suppliers.

    \b
    maillon picture -o suppliers.html
    maillon picture viamedis-2024-01 -o viamedis.html
    maillon picture Weda --depth 2 --as-of 2025-11-10 -o weda.html
    """
    import datetime as dt

    from maillon.commands.rank import kept_snapshot
    from maillon.queries.find import resolve
    from maillon.queries.neighbourhood import neighbourhood
    from maillon.reports.picture import Wording, check_place, write_picture

    assert as_of is None or isinstance(as_of, dt.date)
    shared().quiet = quiet
    try:
        check_place(output)
        labels = ("Incident", "Organisation", "Product", "Population")
        with opened() as store:
            reader = reader_of(store)

            def suppliers(on: dt.date, top: int) -> Mapping[str, Size]:
                from maillon.queries.scale.rank import largest_suppliers

                return largest_suppliers(kept_snapshot(store), on, top)

            found = [resolve(reader, text, labels=labels).id for text in ids]
            answer = neighbourhood(reader, found, depth=depth, as_of=as_of, suppliers=suppliers)
        size = write_picture(answer, output, Wording(title, note, language()), embed=embed)
    except OSError as error:
        raise click.UsageError(unwritable(output, error)) from error
    remark(f"{output} ({size / 1e6:.2f} MB)")
