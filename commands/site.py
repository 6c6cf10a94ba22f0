"""The atlas as files, to publish: `site`."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from maillon.commands.bilingual import command, option
from maillon.commands.messages import messages
from maillon.commands.opening import handing_on
from maillon.commands.options import Where, day_option, lang_option, quiet_option, store_options, with_option
from maillon.commands.paths import WrittenPath
from maillon.commands.printing import counting, remark, write_file
from maillon.commands.snapshots import ranked_on
from maillon.graph.system_errors import system_reason
from maillon.wording import MaillonError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from maillon.reports.atlas.feed import SiteChange


@command(
    "site",
    examples=[
        "maillon site -o atlas/ --url https://observatoire.example/atlas/ --publisher Observatoire",
    ],
)
@option("-o", "--output", type=WrittenPath(), metavar="FILE", required=True, text="site.output")
@option("--url", metavar="ADDRESS", text="site.url")
@option("--publisher", metavar="TEXT", text="site.publisher")
@option("--no-index", "hidden", is_flag=True, text="site.no-index")
@day_option
@lang_option()
@with_option
@quiet_option
@store_options
def site(
    output: Path,
    url: str | None,
    publisher: str | None,
    hidden: bool,
    as_of: dt.date | None,
    lang: str,
    including: tuple[str, ...],
    quiet: bool,
    where: Where,
) -> None:
    """Write a page for everything in the graph, in French and English, as files that any web server or disk can show."""
    from maillon.exports.atlas.earlier import WRITTEN, earlier_site, listing
    from maillon.exports.atlas.pages import Pages
    from maillon.exports.atlas.site import SiteSoFar, check_url, site_files
    from maillon.reports.atlas.html import Publication
    from maillon.reports.atlas.page import json_text

    if url is not None:
        check_url(url)
    earlier, today = earlier_site(output), dt.date.today()
    day = as_of or today
    written: list[str] = []
    with handing_on(where, including=including, quiet=quiet) as (store, place), counting(messages("site.pages"), quiet=quiet) as told:
        publication = Publication(day.isoformat(), not hidden, publisher, store.confidential())
        pages = Pages(store, ranked_on(store, place, lang, quiet=quiet), held=True)
        told_so_far = SiteSoFar(earlier, publication, today)

        def listed(files: Collection[str], changes: Sequence[SiteChange], confidential: Collection[str]) -> None:
            _write(output, WRITTEN, json_text(listing(files, changes, confidential)))

        # a folder is known as that of a site from the start; while files of both sites are in it, it is as confidential as both
        both = {*publication.confidential, *earlier.confidential}
        listed(earlier.files, told_so_far.changes, both)

        def step(done: int, of: int) -> None:
            if told is not None:
                told(f"{output} ({done}/{of})", len(written))

        try:
            for file in site_files(pages, publication, day, url, told_so_far, step):
                _write(output, file.path, file.text)
                written.append(file.path)
        except BaseException:
            with suppress(MaillonError, click.ClickException, OSError):  # after a failure the next run knows what it may replace
                listed({*earlier.files, *written}, told_so_far.cut, both)
            raise
        listed(written, told_so_far.changes, publication.confidential)
        _drop(output, earlier.files - set(written))
    remark(messages.say("site.written", lang, path=output / "index.html", n=len(written)), quiet=quiet)


def _write(folder: Path, name: str, text: str) -> None:
    """One file of the site; its folder is made.

    Raises:
        click.UsageError: the folder cannot be made or written.
        StoreFull: there is no room.
    """
    target = folder / name
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.UsageError(messages("file.no_folder", path=target.parent, reason=system_reason(error))) from error
    write_file(target, text)


def _drop(folder: Path, names: Collection[str]) -> None:
    """Take away what an earlier site wrote and this one has not, and the folders that this leaves empty."""
    for name in sorted(names):
        (folder / name).unlink(missing_ok=True)
    for parent in sorted({p for name in names for p in (folder / name).parents if folder in p.parents}, key=lambda p: -len(p.parts)):
        if parent.is_dir() and not any(parent.iterdir()):
            parent.rmdir()
