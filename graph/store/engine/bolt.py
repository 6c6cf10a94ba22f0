"""Whether an engine answers at all: a process that is stopped takes connections and says nothing, for as long as one waits."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

_HELLO = b"\x60\x60\xb0\x17" + bytes([0, 0, 4, 5]) + bytes(12)
"""The first bytes of Bolt: what it is, and the versions that are offered."""


def greets(uri: str, seconds: float) -> bool:
    """False where somebody takes the connection and does not answer its first bytes within `seconds`.

    Nobody there, or one who hangs up, is for the driver to say.
    """
    address = urlsplit(uri)
    try:
        with socket.create_connection((address.hostname, address.port), seconds) as connection:
            connection.settimeout(seconds)
            connection.sendall(_HELLO)
            connection.recv(4)
    except TimeoutError:
        return False
    except OSError:
        return True
    return True
