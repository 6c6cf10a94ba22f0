"""Bring data in: `load LOADER PATH…`."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from maillon.commands.bilingual import command, option
from maillon.commands.exit_codes import SOME_REFUSED
from maillon.commands.messages import messages
from maillon.commands.opening import opened
from maillon.commands.options import Output, Where, output_options, quiet_option, store_options
from maillon.commands.printing import emit

if TYPE_CHECKING:
    from maillon.graph.store import Store
    from maillon.loaders.base import Reading


@command("load", examples=["maillon load records records/", "cat my.yaml | maillon load records -"])
@click.argument("loader", metavar="LOADER")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@option("--dataset", metavar="NAME", text="load.dataset")
@option("--dry-run", is_flag=True, text="load.dry-run")
@option("--strict", is_flag=True, text="load.strict")
@option("--allow-rejects", type=click.IntRange(0), default=0, metavar="N", text="load.allow-rejects")
@option("--replace", is_flag=True, text="load.replace")
@store_options
@output_options
@quiet_option
def load(
    loader: str,
    paths: tuple[Path, ...],
    dataset: str | None,
    dry_run: bool,
    strict: bool,
    allow_rejects: int,
    replace: bool,
    where: Where,
    output: Output,
    quiet: bool,
) -> None:
    """Load files with a loader, or with `dry_run` only read and check them."""
    from maillon.loaders.base import MODULES
    from maillon.loaders.base import loader as find_loader
    from maillon.reports.loading import load_document

    if loader not in MODULES:
        raise click.UsageError(messages("loader.unknown", name=loader, known=sorted(MODULES)))
    reading = find_loader(loader).read(paths, dataset=dataset, strict=strict)
    if dry_run:
        counts = _project(reading)
    else:
        with opened(where, loads=True) as store:
            if not replace:
                _ask_if_smaller(store, reading, output.lang)
            counts = load_reading(store, loader, reading, quiet=quiet)
    emit(load_document(reading, counts, output.lang), output)
    if len(reading.rejected) > allow_rejects:
        sys.exit(SOME_REFUSED)


def _project(reading: Reading) -> dict[str, int]:
    """Make the statements, so that what is wrong with them is said, and change nothing."""
    for _ in reading.statements():
        pass
    return {"loaded": 0, "unchanged": 0, "taken_back": 0}


def _ask_if_smaller(store: Store, reading: Reading, lang: str) -> None:
    """A data set that comes back much smaller was perhaps not read whole: a person says whether it replaces the last one."""
    from maillon.loaders.audit import shrank

    before = next((d.records for d in store.status().datasets if d.id == reading.dataset), 0)
    now = len(reading.records) + len(reading.stated)
    if not shrank(before, now):
        return
    asked = messages("load.smaller", dataset=reading.dataset, before=before, now=now)
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise click.UsageError(asked.then(messages("load.smaller.how")))
    click.confirm(asked.say(lang), abort=True, err=True)


def load_reading(store: Store, loader: str, reading: Reading, *, quiet: bool) -> dict[str, int]:
    """Load what a loader read, with a progress bar on a terminal unless `quiet`; returns the counts of the report."""
    if sys.stderr.isatty() and not quiet:
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(reading.dataset, total=None)
            report = store.load(
                reading.dataset,
                reading.statements(),
                loader=loader,
                title=reading.title,
                licence=reading.licence,
                progress=lambda done, total: bar.update(task, completed=done, total=total),
            )
    else:
        report = store.load(reading.dataset, reading.statements(), loader=loader, title=reading.title, licence=reading.licence)
    return {k: v for k, v in asdict(report).items() if isinstance(v, int) and k != "read"}
