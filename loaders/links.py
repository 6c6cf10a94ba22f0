"""Addresses that a row of a list gives as its sources. Those of social networks are accounts of persons, and are left out."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pydantic import ValidationError

from maillon.graph.records import Source

if TYPE_CHECKING:
    from maillon.loaders.parties import Parties

_SOCIAL = (
    *("x.com", "twitter.com", "xcancel.com", "linkedin.com", "facebook.com", "instagram.com", "t.me"),
    *("mastodon", "bsky.app", "reddit.com"),
)


def link_source(link: str, parties: Parties, language: str | None = None) -> str | None:
    """Declare the document behind an address; its id, or None where the address is none or an account of a person."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    host = parts.netloc.lower().removeprefix("www.")
    social = any(host == s or host.endswith(f".{s}") or s in host.split(".") for s in _SOCIAL)
    if parts.scheme not in ("http", "https") or not host or "@" in link or social:
        return None
    identifier = f"{parties.prefix}/link-{hashlib.sha256(link.encode()).hexdigest()[:10]}"
    try:
        return parties.source(Source(id=identifier, publisher=host, url=link, published_on=None, language=language))
    except ValidationError:
        return None
