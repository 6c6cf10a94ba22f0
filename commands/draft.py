"""From an article to a record to review: `draft`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from maillon.commands.bilingual import argument, command, option
from maillon.commands.opening import opened
from maillon.commands.options import Where, file_option, lang_option, quiet_option, store_options, yes_option
from maillon.commands.paths import FilePath, WrittenPath
from maillon.commands.printing import print_draft, remark, write_file

if TYPE_CHECKING:
    from maillon.loaders.drafts.drafting import KnownElsewhere


@command("draft", examples=["maillon draft article.html -o draft.yaml", "maillon draft article.txt --text read.txt -o draft.yaml --yes"])
@argument("article", metavar="FILE", type=FilePath(allow_dash=True))
@option("--url", metavar="ADDRESS", default="", text="draft.url")
@option("--text", type=WrittenPath(), metavar="FILE", text="draft.text")
@lang_option("draft.lang")
@file_option("draft.output")
@yes_option
@quiet_option
@store_options
def draft(article: Path, url: str, text: Path | None, lang: str, output: Path | None, yes: bool, quiet: bool, where: Where) -> None:
    """Write what rules read off an article, each line with its place, for a person to accept or strike."""
    from maillon.loaders.drafts.articles import read_article
    from maillon.loaders.drafts.drafting import draft_article
    from maillon.loaders.drafts.writing import draft_yaml, sentences_listed
    from maillon.loaders.inputs import one_file

    found = draft_article(read_article(one_file(article), url), dt.date.today(), called=_held(where))
    print_draft(draft_yaml(found, lang), output, yes=yes, quiet=quiet)
    if text is not None:
        write_file(text, sentences_listed(found.article))
    for said in found.remarks:
        remark(said.say(lang), quiet=quiet)


def _held(where: Where) -> KnownElsewhere:
    """What the store holds under a name. It is opened only when there is one and something is asked; none is made."""
    from maillon.graph.store.opening import holds_store

    def called(names: Collection[str]) -> Mapping[str, Sequence[str]]:
        from maillon.queries.called import ids_called
        from maillon.queries.cypher_reader import CypherReader

        if where.folder is not None and not holds_store(where.folder):
            return {}
        with opened(where, loads=True) as store:
            return ids_called(CypherReader(store), names)

    return called
