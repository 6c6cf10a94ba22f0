"""The atlas live, in the browser: `explore`."""

from __future__ import annotations

import signal
import socket
import sys
import webbrowser
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from maillon.commands.bilingual import command, option
from maillon.commands.messages import messages
from maillon.commands.opening import opened
from maillon.commands.options import Where, lang_option, quiet_option, store_options, with_option
from maillon.commands.printing import print_text, remark
from maillon.commands.snapshots import ranked_on
from maillon.commands.streams import flush
from maillon.graph.system_errors import system_reason

if TYPE_CHECKING:
    import uvicorn


@command("explore", examples=["maillon explore", "maillon explore --port 8765 --no-browser"])
@option("--port", type=click.IntRange(1, 65535), text="serve.port")
@option("--no-browser", is_flag=True, text="explore.no-browser")
@lang_option()
@quiet_option
@with_option
@store_options
def explore(port: int | None, no_browser: bool, lang: str, quiet: bool, including: tuple[str, ...], where: Where) -> None:
    """Serve the atlas on this machine until Ctrl-C."""
    try:
        import uvicorn

        from maillon.exports.atlas.server import LiveAtlas
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in ("starlette", "uvicorn"):
            raise
        raise click.UsageError(messages("explore.missing")) from error
    from maillon.exports.atlas.pages import Pages
    from maillon.reports.atlas.addresses import START

    with _listening(port) as listening, opened(where, including=including, quiet=quiet) as store:
        atlas = LiveAtlas(store, Pages(store, ranked_on(store, where, lang, quiet=True)), including)
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/{lang}/{START}"
        server = uvicorn.Server(uvicorn.Config(atlas.app(), **_CONFIG))
        sys.setswitchinterval(_TURN)
        with _stopped_by_signals(server):
            print_text(f"{address}\n", None)
            flush()
            with atlas.preparing(lambda: None if no_browser else _open(address)):
                server.run(sockets=[listening])
    remark(messages.say("explore.ended", lang), quiet=quiet)


_CONFIG: Mapping[str, Any] = {
    "log_level": "warning",
    "access_log": False,
    "lifespan": "off",
    "server_header": False,
    "timeout_graceful_shutdown": 2,  # seconds for which Ctrl-C waits for a page that is being answered
}


_TURN = 0.001
"""Seconds after which what is got ready in the background lets a page or a letter of the search go on: a fifth of Python's own."""


def _open(address: str) -> None:
    webbrowser.open(address)


@contextmanager
def _stopped_by_signals(server: uvicorn.Server) -> Iterator[None]:
    """Ctrl-C and SIGTERM end the server in order, also where they come while it begins."""

    def stop(number: int, frame: FrameType | None) -> None:
        server.should_exit = True

    heard = [number for number in (signal.SIGINT, signal.SIGTERM) if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, stop) for number in heard}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _listening(port: int | None) -> socket.socket:
    """A socket on the loopback alone; a free port where none is named.

    Raises:
        click.UsageError: the port is taken, or may not be.
    """
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", port or 0))
        listening.listen()  # who opens the address before the server runs waits for it
    except OSError as error:
        listening.close()
        raise click.UsageError(messages("explore.port", port=port, reason=system_reason(error))) from error
    return listening
