"""Take a data set back: `unload`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from maillon.commands.asking import make_sure
from maillon.commands.bilingual import argument, command, option
from maillon.commands.load import taken_back_names
from maillon.commands.messages import messages
from maillon.commands.opening import opened
from maillon.commands.options import Output, Where, output_options, quiet_option, store_options, yes_option
from maillon.commands.printing import emit, remark
from maillon.graph.store.place import forget_beside

if TYPE_CHECKING:
    from maillon.graph.store import Store


@command("unload", examples=["maillon unload mine --dry-run", "maillon unload mine --yes"])
@argument("dataset", metavar="DATASET")
@option("--dry-run", is_flag=True, text="unload.dry-run")
@yes_option
@store_options
@output_options
@quiet_option
def unload(dataset: str, dry_run: bool, yes: bool, where: Where, output: Output, quiet: bool) -> None:
    """Take back what only this data set had said."""
    from maillon.reports.loading import unload_document

    with opened(where, quiet=quiet) as store:
        confidential = store.dataset(dataset).confidential
        gone = store.would_unload(dataset)
        if dry_run:
            counts = {"dataset": dataset, "taken_back": len(gone)}
        else:
            make_sure(messages("unload.sure", dataset=dataset, n=len(gone), names=taken_back_names(gone)), yes=yes)
            before = _organisations(store) if confidential else frozenset()
            counts = asdict(store.unload(dataset))
            if confidential:
                if where.uri is not None:  # in a folder this is part of it, whatever cuts it
                    forget_beside(where, before - _organisations(store))
                remark(messages.say("unload.server" if where.uri else "unload.erased", output.lang), quiet=quiet)
    emit(unload_document(counts, gone, output.words, dry_run=dry_run), output)


def _organisations(store: Store) -> frozenset[str]:
    return frozenset(row["id"] for row in store.read("MATCH (o:Organisation) RETURN o.id AS id"))
