"""The embedded store for cypher-shell, drivers, notebooks and other commands: `serve`."""

from __future__ import annotations

import signal
from contextlib import suppress
from pathlib import Path
from types import FrameType

import click

from maillon.commands.bilingual import command, option
from maillon.commands.opening import opened
from maillon.commands.options import Output, Where, folder_option, output_options, quiet_option, with_option
from maillon.commands.printing import emit, remark


@command("serve", examples=["maillon serve", "maillon serve --port 7688"])
@option("--port", type=click.IntRange(1, 65535), text="serve.port")
@with_option
@folder_option
@output_options
@quiet_option
def serve(port: int | None, including: tuple[str, ...], folder: Path, output: Output, quiet: bool) -> None:
    """Serve over Bolt on this machine until Ctrl-C."""
    from maillon.graph.store.engine.folder import must_exist
    from maillon.graph.store.engine.service import Service
    from maillon.reports.serving import ended_text, restarted_text, service_document

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    # A program that serves until it is told to stop listens to both, also where it was started with SIGINT ignored: a script's
    # background job, some runners. Otherwise it would keep its engine up for good.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    lang = output.lang
    must_exist(folder)
    with opened(Where(folder), counts=True, whole=False, including=including, quiet=quiet):
        pass
    with suppress(KeyboardInterrupt), Service(folder, port) as service, suppress(KeyboardInterrupt):
        # the inner one, so that what the end of the service has to say is not taken for a part of the interruption
        emit(service_document(service, lang), output)
        service.keep(lambda: remark(restarted_text(service, lang), quiet=quiet))
    remark(ended_text(lang), quiet=quiet)
