"""Take a data set back: `unload`."""

from __future__ import annotations

from dataclasses import asdict

import click

from maillon.commands.bilingual import command
from maillon.commands.messages import messages
from maillon.commands.opening import opened
from maillon.commands.options import Output, Where, output_options, store_options
from maillon.commands.printing import emit


@command("unload")
@click.argument("dataset")
@store_options
@output_options
def unload(dataset: str, where: Where, output: Output) -> None:
    """Take back what only this data set had said."""
    from maillon.reports.loading import unload_document

    with opened(where, quiet=True) as store:
        known = [d.id for d in store.status().datasets]
        if dataset not in known:
            raise click.UsageError(messages("dataset.unknown", name=dataset, known=sorted(known) or messages("dataset.none")))
        report = store.unload(dataset)
    emit(unload_document(asdict(report), output.lang), output)
