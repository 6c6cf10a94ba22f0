"""Why an address gave nothing, in the language of the person: networks, TLS and HTTP speak English, and in the words of libraries."""

from __future__ import annotations

import socket
import ssl
from http.client import HTTPException, InvalidURL
from urllib.error import HTTPError

from maillon.graph.messages import messages
from maillon.graph.system_errors import system_reason
from maillon.wording import MaillonError, Message

_NO_LOGIN, _NOTHING, _BUSY = (401, 403, 407), (404, 410), (429, 500, 502, 503, 504)


def network_reason(error: BaseException) -> Message:
    """The reason, to stand in a sentence: that of what lies below it, where an error only wraps another."""
    if isinstance(error, MaillonError):
        return error.message
    if isinstance(error, HTTPError):
        return _of_status(error.code)
    below = getattr(error, "reason", None)
    if isinstance(below, BaseException):
        return network_reason(below)
    if isinstance(error, ssl.SSLCertVerificationError):
        return messages("network.certificate")
    if isinstance(error, ssl.SSLError):
        return messages("network.tls")
    if isinstance(error, TimeoutError):
        return messages("network.late")
    if isinstance(error, socket.gaierror):
        return messages("network.name")
    if isinstance(error, InvalidURL):
        return messages("network.address")
    if isinstance(error, HTTPException):
        return messages("network.answer")
    if isinstance(error, OSError) and error.errno:
        return system_reason(error)
    return messages("network.address" if isinstance(error, ValueError) else "network.answer")


def _of_status(code: int) -> Message:
    known = {**dict.fromkeys(_NO_LOGIN, "login"), **dict.fromkeys(_NOTHING, "gone"), **dict.fromkeys(_BUSY, "busy")}
    return messages(f"network.{known.get(code, 'status')}", code=code)
