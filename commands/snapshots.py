"""The snapshot of a store for figures of all origins at once: kept beside the store, or for a server in this user's cache folder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from maillon.commands.printing import remark
from maillon.graph.store.place import snapshot_folder

if TYPE_CHECKING:
    from maillon.commands.options import Where
    from maillon.graph.store import Store
    from maillon.queries.scale.rank import Ranking
    from maillon.queries.scale.snapshot import Snapshot


def kept_snapshot(store: Store, where: Where, lang: str, *, quiet: bool) -> Snapshot:
    """The snapshot of the store in use; that a damaged one was rebuilt is remarked."""
    from maillon.queries.scale.snapshot_build import load_or_build
    from maillon.reports.rank import rebuilt_text

    result = load_or_build(store, snapshot_folder(where))
    if result.replaced:
        remark(rebuilt_text(result.replaced, lang), quiet=quiet)
    return result.snapshot


def ranked_on(store: Store, where: Where, lang: str, *, quiet: bool) -> Callable[[dt.date], Ranking]:
    """What ranks the suppliers of a store on a day, as `rank` does; its snapshot is made when it is first asked."""

    def ranked(on: dt.date) -> Ranking:
        from maillon.queries.scale.rank import rank
        from maillon.queries.scale.reach import Terms

        return rank(kept_snapshot(store, where, lang, quiet=quiet), Terms(on), top=MOST_RANKED)

    return ranked


MOST_RANKED = 1_000
"""So many suppliers are ranked for pages."""
