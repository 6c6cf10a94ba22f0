"""Records from a file, a folder, an archive or an address that the user named, and by which hash they came."""

from __future__ import annotations

import hashlib
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from maillon.graph.network_errors import network_reason
from maillon.graph.system_errors import system_reason
from maillon.loaders.folders import is_folder
from maillon.loaders.inputs import MAX_INPUT_BYTES, collect_files, refuse
from maillon.loaders.messages import messages
from maillon.loaders.record_files import SUFFIXES

PATIENCE_SECONDS = 60.0
"""Seconds without an answer after which a server is given up."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """Where the records are now, and the SHA-256 of what came (None: a folder, of which each file is read)."""

    path: Path
    sha256: str | None


def is_address(source: str) -> bool:
    """Whether a source is an address, and no path."""
    return urlsplit(source).scheme.lower() in ("http", "https")


def fetch(source: str, folder: Path, sha256: str | None = None) -> Fetched:
    """Bring records into reach; an archive and what an address gives are unpacked in an empty folder.

    Args:
        source: a path, or an `https://` address.
        folder: an empty folder.
        sha256: what came must have this hash, in hex.

    Raises:
        BadInputError: it cannot be read or reached, is too large or no archive, or has another hash.
    """
    if is_address(source):
        name = PurePosixPath(urlsplit(source).path).name or "records.yaml"
        path = folder / f"fetched{''.join(Path(name).suffixes[-1:])}"
        path.write_bytes(_answer(source))
    else:
        path = Path(source)
    if is_folder(path):
        if sha256 is not None:
            raise refuse(source, messages("fetch.folder"))
        return Fetched(path, None)
    try:
        with path.open("rb") as file:
            body = file.read(MAX_INPUT_BYTES + 1)  # a device has no end
    except OSError as error:
        raise refuse(source, messages("input.unreadable", why=system_reason(error))) from error
    if len(body) > MAX_INPUT_BYTES:
        raise refuse(source, messages("input.large", most=MAX_INPUT_BYTES))
    digest = hashlib.sha256(body).hexdigest()
    if sha256 is not None and digest != sha256.lower():
        raise refuse(source, messages("fetch.hash", found=digest, wanted=sha256.lower()))
    if body.startswith(b"PK\x03\x04"):
        return Fetched(_unpacked(path, folder), digest)
    return Fetched(path, digest)


def _answer(address: str) -> bytes:
    """What an address gives; only over TLS, also after every redirection."""
    if urlsplit(address).scheme.lower() != "https":
        raise refuse(address, messages("fetch.plain"))
    try:
        with urllib.request.build_opener(_OnlyTLS()).open(address, timeout=PATIENCE_SECONDS) as answer:
            body: bytes = answer.read(MAX_INPUT_BYTES + 1)
    except (OSError, HTTPException, ValueError) as error:
        raise refuse(address, messages("fetch.failed", why=network_reason(error))) from error
    if len(body) > MAX_INPUT_BYTES:
        raise refuse(address, messages("input.large", most=MAX_INPUT_BYTES))
    return body


class _OnlyTLS(urllib.request.HTTPRedirectHandler):
    """Refuses to be led from TLS to plain text."""

    def redirect_request(  # type: ignore[no-untyped-def]
        self, req, fp, code, msg, headers, newurl
    ) -> urllib.request.Request | None:
        if urlsplit(newurl).scheme.lower() != "https":
            raise refuse(newurl, messages("fetch.plain"))
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _unpacked(archive: Path, folder: Path) -> Path:
    """The records of an archive as files: paths inside stay below the folder, whatever the archive calls them."""
    to = folder / "unpacked"
    for source in collect_files([archive], SUFFIXES).files:
        inside = PurePosixPath(source.name.removeprefix(f"{archive}:").replace("\\", "/"))
        parts = [part for part in inside.parts if part not in ("/", "..", ".") and ":" not in part]
        place = to.joinpath(*parts)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(source.data)
    return to
