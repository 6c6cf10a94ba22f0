"""What a shell completes: beside commands, options and files also what is in the store (names, kinds of data, data sets) and the questions.

A shell asks while a person types: whatever goes wrong here completes nothing, and says nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click
from click.shell_completion import BashComplete, CompletionItem, add_completion_class, split_arg_string

from maillon.graph.model import LABELS, NODE_BY_LABEL
from maillon.graph.store import Store, open_graph
from maillon.graph.store.place import credentials, database, where
from maillon.loaders.base import MODULES
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.find import SEARCHED, find
from maillon.queries.library import library

VARIABLE = "_MAILLON_COMPLETE"
"""Where it is set, a shell asks for completions instead of running a command."""

_MOST = 100
"""Candidates: more help nobody."""

Items = list[CompletionItem]


def completions(parameter: click.Parameter, ctx: click.Context, incomplete: str, lang: str) -> Items | None:
    """The values that a parameter may have, by what stands for it (NAME, QUESTION, …); None: the shell knows them better."""
    known = _KINDS.get((parameter.metavar or "").rstrip("."))
    if known is None:
        return None
    try:
        if known is _names and isinstance(parameter, click.Argument):
            return _names(ctx, incomplete, lang, _ARGUMENT_OF.get(ctx.info_name or "", SEARCHED))[:_MOST]
        return known(ctx, incomplete, lang)[:_MOST]
    except Exception:  # no store, no server, a damaged one: a shell is told nothing
        return []


def _questions(ctx: click.Context, incomplete: str, lang: str) -> Items:
    return [CompletionItem(q.name, help=str(q.title[lang])) for q in library().values() if q.name.startswith(incomplete)]


def _loaders(ctx: click.Context, incomplete: str, lang: str) -> Items:
    return [CompletionItem(name) for name in sorted(MODULES) if name.startswith(incomplete)]


def _labels(ctx: click.Context, incomplete: str, lang: str) -> Items:
    return [CompletionItem(name) for name in sorted(LABELS) if name.startswith(incomplete)]


def _datasets(ctx: click.Context, incomplete: str, lang: str) -> Items:
    with _opened(ctx) as store:
        found = store.datasets()
    return [CompletionItem(one.id, help=one.title) for one in found if one.id.startswith(incomplete)]


def _categories(ctx: click.Context, incomplete: str, lang: str) -> Items:
    with _opened(ctx) as store:
        return _of_labels(CypherReader(store), incomplete, ("DataCategory",), lang)


def _names(ctx: click.Context, incomplete: str, lang: str, labels: Sequence[str] = SEARCHED) -> Items:
    with _opened(ctx) as store:
        return _of_labels(CypherReader(store), incomplete, labels, lang)


def _of_labels(reader: CypherReader, incomplete: str, labels: Sequence[str], lang: str) -> Items:
    """Ids that begin so, with their kind or without it; where none does, those of what bears these words.

    An id without its kind is given where it begins as what was typed, so that the shell can go on from there.
    """
    begin = [incomplete] if ":" in incomplete else [f"{NODE_BY_LABEL[label].prefix}:{incomplete}" for label in labels]
    rows = [
        row["id"]
        for label in labels
        for start in begin
        for row in reader.rows(f"MATCH (n:{label}) WHERE n.id STARTS WITH $start RETURN n.id AS id ORDER BY id LIMIT {_MOST}", start=start)
    ]
    ids = list(dict.fromkeys(rows)) or [match.node.id for match in find(reader, incomplete, labels=labels, limit=_MOST).matches]
    named = reader.nodes(ids)
    short = [identifier.partition(":")[2] for identifier in ids]
    items = []
    for identifier, bare in zip(ids, short, strict=True):
        alone = ":" not in incomplete and bare.startswith(incomplete) and short.count(bare) == 1
        items.append(CompletionItem(bare if alone else identifier, help=named[identifier].called(lang)))
    return items


@contextmanager
def _opened(ctx: click.Context) -> Iterator[Store]:
    """The store that the line or the environment names."""

    def on_line(name: str) -> Any:
        given = ctx.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE
        return ctx.params.get(name) if given else None

    place = where(on_line("store"), on_line("uri"), ctx.params.get("ca"))
    if place.uri is None:
        opened = open_graph(place.folder)
    else:
        opened = open_graph(uri=place.uri, credentials=credentials(), database=database(), ca=place.ca)
    with opened as store:
        yield store


_KINDS: dict[str, Callable[[click.Context, str, str], Items]] = {
    "NAME": _names,
    "CATEGORY": _categories,
    "DATASET": _datasets,
    "QUESTION": _questions,
    "LOADER": _loaders,
    "LABEL": _labels,
}

_ARGUMENT_OF: dict[str, tuple[str, ...]] = {
    "incident": ("Incident",),
    "notifications": ("Incident",),
    "cohort": ("Population",),
    "concerned": ("Organisation",),
    "watch": ("Organisation",),
    "chains": ("Population", "Organisation", "Product"),
    "blast-radius": ("Organisation", "Product", "Incident"),
}
"""By command: the kinds of thing that its argument may name; of others any."""

_BASH = """\
%(complete_func)s() {
    local IFS=$'\\n' completion type value
    COMPREPLY=()
    for completion in $(env COMP_LINE="${COMP_LINE:0:$COMP_POINT}" BREAKS="$COMP_WORDBREAKS" %(complete_var)s=bash_complete "$1"); do
        type=${completion%%%%,*}
        value=${completion#*,}
        case $type in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain) COMPREPLY+=("$value") ;;
        esac
    done
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""


class LineBash(BashComplete):
    """Completion for bash by the whole line: bash parts words at colons, of which our ids have one, and completes what is behind it."""

    source_template = _BASH

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one that is typed, and that one."""
        line = os.environ["COMP_LINE"]
        words = split_arg_string(line)
        self._typed = "" if line[-1:].isspace() or not words else words.pop()
        return words[1:], self._typed

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """What bash puts where it parted the word."""
        before, colon, _ = self._typed.rpartition(":")
        parted = f"{before}{colon}" if ":" in os.environ.get("BREAKS", "") else ""
        return f"{item.type},{item.value.removeprefix(parted)}"


def complete_bash_by_line() -> None:
    """Let click answer bash our way."""
    add_completion_class(LineBash)
