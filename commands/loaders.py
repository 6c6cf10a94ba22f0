"""What can be read: `loaders`, and `loaders new` for a table of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from maillon.commands.bilingual import argument, command, group, option
from maillon.commands.options import Output, file_option, lang_option, output_options, quiet_option, yes_option
from maillon.commands.paths import FilePath
from maillon.commands.printing import emit, print_draft


@group("loaders", examples=["maillon loaders", "maillon loaders new suppliers.csv -o mapping.yaml"], invoke_without_command=True)
@output_options
@click.pass_context
def loaders(ctx: click.Context, output: Output) -> None:
    """Every loader's card."""
    if ctx.invoked_subcommand is not None:
        return
    from maillon.loaders.base import loaders as every
    from maillon.reports.loading import loaders_document

    emit(loaders_document([module.LOADER for module in every()], output.words), output)


@command("loaders-new", examples=["maillon loaders new suppliers.xlsx -o mapping.yaml", "maillon load table suppliers.xlsx mapping.yaml"])
@argument("table", metavar="FILE", type=FilePath(allow_dash=True))
@option("--sheet", metavar="NAME", text="loaders-new.sheet")
@option("--header-row", type=click.IntRange(min=1), metavar="N", text="loaders-new.header_row")
@lang_option("loaders-new.lang")
@file_option("loaders-new.output")
@yes_option
@quiet_option
def new_mapping(table: Path, sheet: str | None, header_row: int | None, lang: str, output: Path | None, yes: bool, quiet: bool) -> None:
    """Draft a mapping for `load table` from the header of a table."""
    from maillon.loaders.inputs import collect_files
    from maillon.loaders.table import TABLE_ENDINGS
    from maillon.loaders.table_draft import draft_mapping

    source = collect_files([table], TABLE_ENDINGS).files[0]
    print_draft(draft_mapping(source, lang, sheet=sheet, header_row=header_row), output, yes=yes, quiet=quiet)


loaders.add_command(new_mapping, "new")
