"""Why the system refused a file or folder, in the language of the person: an `OSError` knows English alone."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from maillon.graph.messages import messages

if TYPE_CHECKING:
    from maillon.wording import Message

_KNOWN = {
    errno.ENOENT: "system.missing",
    errno.EACCES: "system.rights",
    errno.EPERM: "system.rights",
    errno.EROFS: "system.read_only",
    errno.EISDIR: "system.folder",
    errno.ENOTDIR: "system.no_folder",
    errno.EEXIST: "system.there",
    errno.ENAMETOOLONG: "system.long",
    errno.ENOSPC: "system.full",
    errno.EDQUOT: "system.quota",
    errno.EFBIG: "system.large",
    errno.EMFILE: "system.handles",
    errno.ENFILE: "system.handles",
    errno.EIO: "system.device",
    errno.ELOOP: "system.loop",
    errno.EADDRINUSE: "system.port",
    errno.ECONNREFUSED: "network.closed",
    errno.ECONNRESET: "network.broken",
    errno.ECONNABORTED: "network.broken",
    errno.EPIPE: "network.broken",
    errno.ENETUNREACH: "network.unreachable",
    errno.EHOSTUNREACH: "network.unreachable",
    errno.ENETDOWN: "network.unreachable",
    errno.ETIMEDOUT: "network.late",
}


def system_reason(error: OSError) -> Message:
    """The reason, to stand in a sentence; the number of the error, where it is not one of the usual ones."""
    known = _KNOWN.get(error.errno or 0)
    return messages(known) if known else messages("system.other", number=error.errno or type(error).__name__)
