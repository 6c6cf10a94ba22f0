"""The command that ranks: which supplier, owner or host would hit the most people."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from maillon.commands.base import answer_options, default_store, emit, language, opened, reader_of, remark, shared
from maillon.commands.wrong_use import wrong_use

if TYPE_CHECKING:
    from maillon.graph.store import Store
    from maillon.queries.scale.snapshot import Snapshot


@click.command()
@click.option(
    "--by",
    type=click.Choice(("people", "people-at-most", "organisations", "only")),
    default="people",
    show_default=True,
    help="What to sort by; only: the people all of whose chains pass there.",
)
@click.option("--type", "label", metavar="LABEL", help="Only this kind: SoftwareVendor, HostingProvider, Product, ….")
@click.option("--top", type=click.IntRange(1, 100_000), default=20, show_default=True, help="Most rows shown.")
@click.option("--data", metavar="CAT", help="Only this kind of data.")
@click.option(
    "--effect",
    type=click.Choice(("confidentiality", "integrity", "availability")),
    default="confidentiality",
    show_default=True,
    help="What breaks. Relations that had ended still count for confidentiality.",
)
@click.option("--active-only", is_flag=True, help="Relations that had ended do not count.")
@click.option("--what-if-gone", "gone", metavar="X", help="What changes if X goes and nothing replaces it.")
@click.option("--what-if-moved", "moved", nargs=2, metavar="A B", help="What changes if all that trusts A trusts B instead.")
@click.option("--why", "why_", metavar="X", help="Show X with a shortest chain for each set of people behind it.")
@answer_options
def rank(
    by: str,
    label: str | None,
    top: int,
    data: str | None,
    effect: str,
    active_only: bool,
    gone: str | None,
    moved: tuple[str, str] | None,
    why_: str | None,
) -> None:
    """Which supplier, owner or host would hit the most people if it broke, and what only it carries.

    \b
    maillon rank --type HostingProvider
    maillon rank --why Viamedis
    maillon rank --what-if-moved Viamedis Almerys
    """
    from maillon.graph.model import LABELS, Effect
    from maillon.queries.find import resolve
    from maillon.queries.scale.rank import By
    from maillon.queries.scale.rank import rank as compute
    from maillon.queries.scale.reach import Terms
    from maillon.queries.scale.what_if import what_if
    from maillon.queries.scale.why import why
    from maillon.reports.rank import by_arrays_text, named_in, rank_document, what_if_document, why_document

    if sum(option is not None for option in (gone, moved, why_)) > 1:
        raise click.UsageError(wrong_use("rank.one"))
    if label is not None and label not in LABELS:
        raise click.UsageError(wrong_use("rank.label", label=label))
    with opened() as store:
        reader, lang = reader_of(store), language()

        def named(text: str) -> str:
            return resolve(reader, text, labels=("Organisation", "Product")).id

        category = resolve(reader, data, labels=("DataCategory",)).id.partition(":")[2] if data else None
        terms = Terms(shared().as_of or dt.date.today(), Effect(effect), category, active_only)
        wanted = named(gone) if gone else named(why_) if why_ else None
        swap = (named(moved[0]), named(moved[1])) if moved else None
        snapshot = kept_snapshot(store)
        if why_ and wanted:
            reasons = why(reader, snapshot, terms, wanted, top=top)
            document = why_document(reasons, reader.nodes(named_in(reasons)), lang)
        elif gone or swap:
            change = what_if(snapshot, terms, gone=wanted, moved=swap, by=By(by), label=label, top=top)
            document = what_if_document(change, reader.nodes(named_in(change)), lang)
        else:
            answer = compute(snapshot, terms, by=By(by), label=label, top=top)
            document = rank_document(answer, reader.nodes(named_in(answer)), lang)
    if shared().show_cypher:
        remark(by_arrays_text(lang))
    emit(document)


def kept_snapshot(store: Store) -> Snapshot:
    """The snapshot of the store in use, kept beside it, or for a server in this user's cache folder."""
    from maillon.queries.scale.snapshot_build import load_or_build
    from maillon.reports.rank import rebuilt_text

    taken = load_or_build(store, _folder())
    if taken.replaced:
        remark(rebuilt_text(taken.replaced, language()))
    return taken.snapshot


def _folder() -> Path:
    options = shared()
    if options.uri is None or click.get_current_context().get_parameter_source("store") is click.core.ParameterSource.COMMANDLINE:
        return (options.store or default_store()) / "snapshot"
    import hashlib
    import os

    from platformdirs import user_cache_path

    place = f"{options.uri}\n{os.environ.get('NEO4J_DATABASE', '')}"
    return user_cache_path("maillon", appauthor=False) / "snapshots" / hashlib.sha256(place.encode()).hexdigest()[:16]
