"""What an assistant may ask, as tools: `mcp`."""

from __future__ import annotations

import os

import click

from maillon.commands.bilingual import command, option
from maillon.commands.exit_codes import INTERRUPTED
from maillon.commands.messages import messages
from maillon.commands.opening import opened
from maillon.commands.options import Where, lang_option, quiet_option, store_options, with_option
from maillon.commands.printing import remark
from maillon.graph.store.place import snapshot_folder


@command("mcp", examples=["maillon mcp"])
@option("--timeout", type=click.FloatRange(0.1, 3600), default=30.0, show_default=True, text="mcp.timeout")
@option("--max-characters", type=click.IntRange(2_000, 100_000_000), default=60_000, show_default=True, text="mcp.max-characters")
@lang_option()
@with_option
@quiet_option
@store_options
def mcp(timeout: float, max_characters: int, lang: str, including: tuple[str, ...], quiet: bool, where: Where) -> None:
    """Serve the tools until standard input ends."""
    try:
        from maillon.assistant.server import AssistantServer
    except ImportError as error:
        if (error.name or "").partition(".")[0] != "mcp":
            raise
        raise click.UsageError(messages("mcp.missing")) from error
    from maillon.assistant.desk import desk_on

    try:
        with (
            opened(where, quiet=quiet) as store,
            desk_on(store, seconds=timeout, including=including, snapshots=snapshot_folder(where)) as desk,
        ):
            AssistantServer(desk, most=max_characters, lang=lang).run()
    except KeyboardInterrupt:
        # The SDK's reader waits for a line in a thread that nothing can interrupt, and for which the interpreter would wait.
        remark(messages.say("stopped", lang), quiet=False)
        os._exit(INTERRUPTED)
