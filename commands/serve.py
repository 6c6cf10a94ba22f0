"""`maillon serve`: the embedded store for cypher-shell, drivers, notebooks and other commands."""

from __future__ import annotations

import signal
from types import FrameType

import click

from maillon.commands.base import default_store, emit, folder_option, language, output_options, remark, shared


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on; a free one if not given.")
@folder_option
@output_options
def serve(port: int | None) -> None:
    """Serve the embedded store over Bolt on this machine, until Ctrl-C.

    Two users: `reader`, who can only read, and an owner. Prints how to connect; the passwords are in files that only you can read.

    \b
    maillon serve
    maillon serve --port 7688
    """
    from maillon.graph.store.engine.service import Service
    from maillon.reports.serving import ended_text, restarted_text, service_document

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    # A program that serves until it is told to stop listens to both, also where it was started with SIGINT ignored: a script's
    # background job, some runners. Otherwise it would keep its engine up for good.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    lang = language()
    try:
        with Service(shared().store or default_store(), port) as service:
            emit(service_document(service, lang))
            service.keep(lambda: remark(restarted_text(service, lang)))
    except KeyboardInterrupt:
        remark(ended_text(lang))
