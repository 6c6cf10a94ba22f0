"""The address of a server: what it may look like, and which certificates are trusted there."""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from maillon.graph.store.errors import AddressRefused, StoreUnreachable
from maillon.graph.store.messages import messages
from maillon.graph.system_errors import system_reason

URI_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
"""`neo4j` finds the members of a cluster, `bolt` speaks to one server; `+s` is encrypted, `+ssc` with any certificate."""


def without_login(uri: str) -> str:
    """The address as it may be shown: a name and password that someone put into it do not appear."""
    before, slashes, rest = uri.partition("//")
    return f"{before}{slashes}{rest.rpartition('@')[2]}"


def checked(uri: str, ca: Path | None) -> tuple[str, dict[str, Any]]:
    """The address for the driver, and the driver's options that trust the authority in `ca` (PEM) and no other.

    Raises:
        AddressRefused: not an address of Bolt, one with a login in it, or one for which no authority can be named.
        StoreUnreachable: a certificate that cannot be used.
    """
    where = without_login(uri)
    try:
        parts = urlsplit(uri)
    except ValueError as error:  # a bracket that nothing closes
        raise AddressRefused(messages("address.form", where=where)) from error
    if "@" in parts.netloc:
        raise AddressRefused(messages("address.login", where=where))
    if parts.scheme not in URI_SCHEMES or not parts.hostname:
        raise AddressRefused(messages("address.form", where=where))
    if ca is None:
        return uri, {}
    if not parts.scheme.endswith("+s"):
        raise AddressRefused(messages("address.ca_unused", where=where, ca=ca, scheme=parts.scheme[:5]))
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(ca)
    except OSError as error:
        reason = messages("address.ca_empty") if isinstance(error, ssl.SSLError) else system_reason(error)
        raise StoreUnreachable(messages("address.ca", ca=ca, reason=reason)) from error
    from neo4j import TrustCustomCAs

    # The driver takes a private authority only with the plain scheme and encryption asked for.
    return uri.replace("+s://", "://", 1), {"encrypted": True, "trusted_certificates": TrustCustomCAs(str(ca))}
