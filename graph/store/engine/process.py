"""The engine's own process: `python -m maillon.graph.store.engine.process DIR TOKEN LINGER [salvage]`.

It serves Bolt on the loopback, may be killed at any moment, and ends by itself LINGER seconds after its last client.
Only the standard library and `arcadedb` are imported, so that it answers within half a second.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import secrets
import signal
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from maillon.graph.store.engine.damage import find_damage
from maillon.graph.store.engine.drafts import write_atomic
from maillon.graph.store.engine.folder import DATABASE, Folder
from maillon.graph.store.engine.locks import FileLock
from maillon.graph.store.engine.seal import SALVAGE, close_seal, is_open, open_seal
from maillon.graph.store.errors import StoreError, StoreUnreachable
from maillon.graph.store.messages import messages
from maillon.wording import said_by_language

NO_MEMORY = ("graal_create_isolate", "OutOfMemory", "MemoryError")
"""By which an error of the engine shows that the system granted it no memory."""
FEW_FILES = "Too many open files"
"""As systems say it, and the engine after them."""
OWNER, READER = "root", "reader"
"""The engine's users. Only one called root sees the queries of others, which it must to stop them."""
LOCKED, UNTOLD = 2, 100
"""Exit codes, since the client could not be told otherwise: another engine serves the store; the latter with the system's number of an
error added."""
_OTHERS = 30.0
"""Seconds in which an engine that came first gets ready, so that the client takes it instead, or ends."""
_NEW = 64
"""Megabytes: as fast as the 200 that a tenth of two gigabytes is, and 100 less are held (`python -m benchmarks.registers`)."""
_POLL = 0.5
_PORT = re.compile(r"Listening for incoming BOLT connections on \S*?:(\d+)")
# The passwords are random and 256 bits long: stretching them would only slow each login down.
_ITERATIONS = 1000
_CLOSED = [f"-Darcadedb.opencypher.loadCsv.{what}=false" for what in ("allowFileUrls", "allowRemoteUrls")]
"""Nobody who is let in, not even the owner, makes the engine read the machine's files or ask the network."""
_ADMIN_ACCESS = ["updateSecurity", "updateSchema", "updateDatabaseSettings"]
_RECORD_ACCESS = ["createRecord", "readRecord", "updateRecord", "deleteRecord"]


def main(arguments: list[str]) -> int:
    """Serve until the last client has gone. The exit code is 0, 1 when the engine could not start, `LOCKED`, or one above `UNTOLD`."""
    folder, token, linger = Folder(Path(arguments[0])), arguments[1], float(arguments[2])
    os.chdir(folder.root)
    allow_files()
    alive = FileLock(folder.engine_lock)
    if not alive.acquire(timeout=_OTHERS):
        # Whoever has the lock has the endpoint too: to write it would end that engine under its clients.
        print("engine not started: another engine serves this store", file=sys.stderr, flush=True)
        return LOCKED
    crashed = is_open(folder)
    damage = None if SALVAGE in arguments else open_seal(folder) or find_damage(folder.database)
    if damage is not None:
        return _fail(folder, token, "damaged", damage)
    try:
        endpoint = _start(folder, token)
    except ImportError as error:
        return _fail(folder, token, "missing", str(error))
    except StoreError as error:
        return _fail(folder, token, "failed", error.message)
    except Exception as error:
        return _fail(folder, token, "failed", _chain(error))
    if code := _tell(folder, {**endpoint, "crashed": crashed}):
        return code
    stop: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, frame: stop.append(number))
    _serve(folder, token, linger, stop)
    return 0


def allow_files() -> None:
    """As many open files as the system lets us have: the engine keeps several open for each label and type."""
    if sys.platform == "win32":
        return
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _fail(folder: Folder, token: str, kind: str, text: str) -> int:
    """Report the failure to the client; a message goes in each language, so that the client can say it in that of the person."""
    print(f"engine not started ({kind}): {text}", file=sys.stderr, flush=True)
    return _tell(folder, {"token": token, "error": kind, "text": said_by_language(text)}) or 1


def _tell(folder: Folder, content: dict[str, Any]) -> int:
    """Leave word for the client; the exit code that says why, where the system does not let us."""
    try:
        write_atomic(folder.endpoint, content)
    except OSError as error:
        print(f"engine not started: {error}", file=sys.stderr, flush=True)
        return UNTOLD + (error.errno or 0)
    return 0


def _chain(error: BaseException | None) -> str:
    parts: list[str] = []
    while error is not None:
        parts.append(" ".join(str(error).split()))
        error = error.__cause__
    return " / ".join(parts)


def _start(folder: Folder, token: str) -> dict[str, Any]:
    served = _served(folder)
    owner, reader = (str(served.get(user) or secrets.token_urlsafe(32)) for user in ("owner", "reader"))
    _write_users(folder.engine / "config", {OWNER: ("admin", owner), READER: ("reader", reader)})
    # The engine reads these when its library is loaded.
    os.environ["ARCADEDB_LOG_DIR"] = str(folder.log)
    os.environ["ARCADEDB_LOG_CONSOLE"] = "0"
    os.environ["ARCADEDB_NATIVE_ISOLATE_ARGS"] = " ".join([memory_arguments(memory_limit()), *_CLOSED])
    _put_aside(folder.log)
    import arcadedb

    server = arcadedb.create_server(
        str(folder.engine),
        config={
            "host": "127.0.0.1",
            "http_port": 0,
            "bolt_port": _free(int(served.get("port") or 0)),
            "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        },
    )
    server.start()
    server.create_database(DATABASE)
    # Kept alive by name: the binding stops a server that is collected.
    _start.server = server  # type: ignore[attr-defined]
    return {
        "token": token,
        "pid": os.getpid(),
        "uri": f"bolt://127.0.0.1:{_port(folder.log)}",
        "owner": owner,
        "reader": reader,
        "engine": f"ArcadeDB {arcadedb.ENGINE_VERSION}",
    }


def _served(folder: Folder) -> dict[str, Any]:
    """The port and passwords that `maillon serve` promised to its users, while it runs."""
    lock = FileLock(folder.serve_lock)
    if lock.acquire():
        lock.release()
        return {}
    try:
        content = json.loads(folder.served.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _free(port: int) -> int:
    """The port if it can be listened on, else 0, which is any."""
    with socket.socket() as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return 0
    return port


def memory_arguments(heap: int) -> str:
    """What bounds the engine's heap, in bytes. What it made last is looked through every `_NEW` megabytes, not every tenth of the heap."""
    return f"-Xmn{_NEW}m -Xmx{heap >> 20}m"


def memory_limit() -> int:
    """Two gibibytes or a quarter of the machine, whichever is less, in bytes."""
    try:
        machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return 2 << 30
    return max(256 << 20, min(2 << 30, machine // 4))


def _write_users(config: Path, users: dict[str, tuple[str, str]]) -> None:
    """Write the groups and users that the engine reads at its start; `users` is name → (group, password)."""
    config.mkdir(exist_ok=True, mode=0o700)
    groups = {
        "admin": _group(_ADMIN_ACCESS, _RECORD_ACCESS),
        "reader": _group([], ["readRecord"]),
        "*": _group([], []),
    }
    write_atomic(config / "server-groups.json", {"databases": {"*": {"groups": groups}}, "version": 1})
    lines: list[str] = []
    for name, (group, password) in users.items():
        # The engine takes the text of the salt, not the bytes that it encodes.
        salt = base64.b64encode(secrets.token_bytes(32)).decode()
        digest = hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode(), _ITERATIONS, 32)
        stored = f"PBKDF2WithHmacSHA256${_ITERATIONS}${salt}${base64.b64encode(digest).decode()}"
        lines.append(json.dumps({"name": name, "databases": {"*": [group]}, "password": stored}))
    (config / "server-users.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _group(access: list[str], records: list[str]) -> dict[str, Any]:
    return {"resultSetLimit": -1, "readTimeout": -1, "access": access, "types": {"*": {"access": records}}}


def _put_aside(log: Path) -> None:
    """Keep the log of the engine before, so that what is in the log is ours: times of files may be those of another machine's clock."""
    for file in log.glob("arcadedb.log*"):
        file.replace(log / f"before-{file.name}")


def _port(log: Path) -> int:
    """The Bolt port, which the engine writes to its log and nowhere else.

    Raises:
        StoreUnreachable: no such line within five seconds.
    """
    deadline = time.monotonic() + 5.0
    while time.monotonic() < deadline:
        for file in log.glob("arcadedb.log*"):
            ports = _PORT.findall(file.read_text(encoding="utf-8", errors="replace"))
            if ports:
                return int(ports[-1])
        time.sleep(0.01)
    raise StoreUnreachable(messages("engine.no_port"))


def _serve(folder: Folder, token: str, linger: float, stop: list[int]) -> None:
    """Wait until no client is left for `linger` seconds, then end the process with its startup lock held."""
    last_seen = time.monotonic()
    while True:
        time.sleep(min(_POLL, max(0.05, linger / 4)))
        if not _is_ours(folder, token):
            # The folder was deleted or replaced under us: nothing here is ours to close properly.
            os._exit(1)
        lock = FileLock(folder.startup_lock)
        if not lock.acquire():
            last_seen = time.monotonic()
            continue
        if not stop and _has_clients(folder.clients):
            last_seen = time.monotonic()
        elif stop or time.monotonic() - last_seen >= linger:
            with suppress(OSError):  # nobody believes an endpoint whose engine holds no lock
                folder.endpoint.unlink(missing_ok=True)
            _start.server.stop()  # type: ignore[attr-defined]
            with suppress(OSError):  # a full disk: the next engine finds the seal open, as after a crash
                close_seal(folder)
            # The system opens the startup lock and the engine's lock when the process has gone, not before.
            os._exit(0)
        lock.release()


def _is_ours(folder: Folder, token: str) -> bool:
    try:
        return bool(json.loads(folder.endpoint.read_text(encoding="utf-8"))["token"] == token)
    except (OSError, ValueError, KeyError):
        return False


def _has_clients(clients: Path) -> bool:
    """True when a client lives; the files of dead ones are removed. The caller holds the startup lock."""
    living = False
    for path in clients.iterdir():
        lease = FileLock(path)
        if lease.acquire():
            lease.release(remove=True)
        else:
            living = True
    return living


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
