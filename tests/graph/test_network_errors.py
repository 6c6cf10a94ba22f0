"""Why an address gave nothing: what a network, TLS and HTTP really raise becomes a reason in both languages."""

from __future__ import annotations

import http.client
import socket
import ssl
import urllib.request
from email.message import Message as Headers
from urllib.error import HTTPError, URLError

import pytest

from maillon.graph.network_errors import network_reason
from maillon.wording import key_of


def _raised(address: str) -> Exception:
    with pytest.raises((OSError, http.client.HTTPException, ValueError)) as raised:
        urllib.request.urlopen(address, timeout=5)
    return raised.value


def test_a_machine_that_listens_nowhere_is_told_from_one_that_nobody_knows() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert key_of(network_reason(_raised(f"https://127.0.0.1:{port}/"))) == "network.closed"
    assert key_of(network_reason(_raised("https://nowhere.invalid/"))) == "network.name"


def test_what_is_no_address_is_said_to_be_none() -> None:
    assert key_of(network_reason(_raised("https://127.0.0.1:port/"))) == "network.address"


@pytest.mark.parametrize(
    ("error", "key"),
    [
        (URLError(ssl.SSLCertVerificationError(1, "certificate verify failed: self-signed certificate")), "network.certificate"),
        (URLError(ssl.SSLError(1, "wrong version number")), "network.tls"),
        (URLError(TimeoutError("timed out")), "network.late"),
        (ConnectionResetError(104, "Connection reset by peer"), "network.broken"),
        (http.client.IncompleteRead(b"", 10), "network.answer"),
        *((HTTPError("https://example.org", code, "", Headers(), None), "network.login") for code in (401, 403)),
        (HTTPError("https://example.org", 404, "Not Found", Headers(), None), "network.gone"),
        (HTTPError("https://example.org", 503, "Service Unavailable", Headers(), None), "network.busy"),
        (HTTPError("https://example.org", 418, "I'm a teapot", Headers(), None), "network.status"),
        (OSError(9999, "something that only this library says"), "system.other"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_the_words_of_a_library_reach_nobody(error: Exception, key: str) -> None:
    reason = network_reason(error)
    assert key_of(reason) == key
    assert reason.say("fr") != reason.say("en")
    assert str(error) not in reason
