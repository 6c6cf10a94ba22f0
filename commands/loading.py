"""Commands that bring data in and take it back: load, loaders, unload, status, check."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from maillon.commands.base import BAD_INPUT, emit, language, opened, output_options, remark, shared, store_options
from maillon.commands.duplicates import new_mapping
from maillon.commands.wrong_use import wrong_use

if TYPE_CHECKING:
    from maillon.graph.store import Store
    from maillon.loaders.base import Reading


@click.command()
@click.argument("loader", metavar="LOADER")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--dataset", metavar="NAME", help="Name of the data set, where the files have none of their own.")
@click.option("--dry-run", is_flag=True, help="Read and check; change nothing.")
@click.option("--strict", is_flag=True, help="Refuse everything if one record is refused.")
@click.option("--replace", is_flag=True, help="Do not ask when the data set comes back more than 60 % smaller.")
@store_options
@output_options
def load(loader: str, paths: tuple[Path, ...], dataset: str | None, dry_run: bool, strict: bool, replace: bool) -> None:
    """Load files with a loader (see `maillon loaders`). Loading again changes only what changed.

    \b
    maillon load records records/
    cat my.yaml | maillon load records -
    """
    from maillon.loaders.base import MODULES
    from maillon.loaders.base import loader as find_loader

    if loader not in MODULES:
        raise click.UsageError(wrong_use("loader.unknown", name=loader, known=sorted(MODULES)))
    reading = find_loader(loader).read(paths, dataset=dataset, strict=strict)
    report = _dry(reading) if dry_run else _load(loader, reading, replace=replace)
    _report(reading, report)
    if reading.rejected:
        sys.exit(BAD_INPUT)


def _dry(reading: Reading) -> dict[str, int]:
    for _ in reading.statements():
        pass
    return {"loaded": 0, "unchanged": 0, "taken_back": 0}


def _load(loader: str, reading: Reading, *, replace: bool) -> dict[str, int]:
    with opened() as store:
        if not replace:
            _ask_if_smaller(store, reading)
        return load_reading(store, loader, reading)


def _ask_if_smaller(store: Store, reading: Reading) -> None:
    """A data set that comes back much smaller was perhaps not read whole: a person says whether it replaces the last one."""
    from maillon.loaders.audit import shrank
    from maillon.reports.messages import messages

    before = next((d.records for d in store.status().datasets if d.id == reading.dataset), 0)
    now = len(reading.records) + len(reading.stated)
    if not shrank(before, now):
        return
    text = messages.say("load.smaller", language(), dataset=reading.dataset, before=before, now=now)
    if sys.stdin.isatty() and sys.stderr.isatty():
        click.confirm(text, abort=True, err=True)
    else:
        raise click.UsageError(f"{text} {messages.say('load.smaller.how', language())}")


def load_reading(store: Store, loader: str, reading: Reading) -> dict[str, int]:
    """Load what a loader read, with a progress bar on a terminal; returns the counts of the report."""
    from dataclasses import asdict

    if sys.stderr.isatty() and not shared().quiet:
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


def _report(reading: Reading, counts: dict[str, int]) -> None:
    from maillon.reports.loading import load_document

    emit(load_document(reading, counts, language()))


@click.group(invoke_without_command=True)
@output_options
@click.pass_context
def loaders(ctx: click.Context) -> None:
    """What each loader reads, from where, under which licence, and what it leaves out.

    \b
    maillon loaders
    maillon loaders new suppliers.csv -o mapping.yaml
    """
    if ctx.invoked_subcommand is not None:
        return
    from maillon.loaders.base import loaders as every
    from maillon.reports.loading import loaders_document

    emit(loaders_document([module.LOADER for module in every()], language()))


@click.command()
@click.argument("dataset")
@store_options
@output_options
def unload(dataset: str) -> None:
    """Take a data set back: exactly what only it had said leaves the graph."""
    from dataclasses import asdict

    from maillon.reports.loading import unload_document

    with opened() as store:
        known = [d.id for d in store.status().datasets]
        if dataset not in known:
            raise click.UsageError(wrong_use("dataset.unknown", name=dataset, known=sorted(known) or wrong_use("dataset.none")))
        report = store.unload(dataset)
    emit(unload_document(asdict(report), language()))


@click.command()
@store_options
@output_options
def status() -> None:
    """Engine, counts, and for each data set when it was loaded and whether it is complete."""
    from maillon.reports.loading import status_document

    with opened() as store:
        found = store.status()
    for dataset in found.datasets:
        if not dataset.complete:
            remark(f"{dataset.id}: its last load was cut; load it again to finish")
    emit(status_document(found, language()))


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@output_options
def check(paths: tuple[Path, ...]) -> None:
    """Validate records without a store: every error of every file, with its line and what is allowed.

    \b
    maillon check records/
    """
    from maillon.loaders.records import check_text, read_records
    from maillon.reports.loading import check_document

    found = check_text(sys.stdin.read()) if [str(p) for p in paths] == ["-"] else read_records(paths)
    emit(check_document(found, language()))
    if found.problems:
        sys.exit(BAD_INPUT)


loaders.add_command(new_mapping)
