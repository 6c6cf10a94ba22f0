"""An empty list to fill in: `template processors`."""

from __future__ import annotations

from pathlib import Path

import click

from maillon.commands.asking import make_sure
from maillon.commands.bilingual import argument, command
from maillon.commands.messages import messages
from maillon.commands.options import chosen, file_option, lang_option, quiet_option, yes_option
from maillon.commands.printing import print_bytes, remark


@command(
    "template",
    examples=[
        "maillon template processors -o processors.xlsx",
    ],
)
@argument("kind", type=click.Choice(("processors",)))
@lang_option("template.lang")
@file_option("template.output")
@yes_option
@quiet_option
def template(kind: str, lang: str, output: Path | None, yes: bool, quiet: bool) -> None:
    """Write an empty list of that kind, with comments and lists to choose from."""
    from maillon.loaders.processor_template import template_columns
    from maillon.reports.list_template import list_template

    chosen(None, output, ("xlsx",))
    if output is not None and output.exists():
        make_sure(messages("file.there", path=output), yes=yes)
    print_bytes(list_template(template_columns(lang), lang), output)
    if output is not None:
        remark(str(output), quiet=quiet)
