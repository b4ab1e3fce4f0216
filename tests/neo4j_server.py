"""Real Neo4j servers for tests, from Maven artifacts: no Docker, ready in about ten seconds.

A server holds one store, which is emptied for each test; a test of two stores has two servers. They end with the
process that started them, whatever becomes of it.
"""

from __future__ import annotations

import fcntl
import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Self

from neo4j import GraphDatabase

from tests.begun import until_ended

HERE = Path(__file__).parent / "neo4j"
SOURCE = HERE / "Server.java"
LIBRARIES = Path(__file__).parents[1] / "var" / "neo4j" / "lib"
PROGRAM = LIBRARIES.with_name("server")
"""Where the server is compiled to, once for all that are started."""
HURRIED = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Half the computing until a server answers, and less speed ever after: for servers that live for minutes."""
_OPENED = ("java.nio", "java.io", "sun.nio.ch")


def install() -> None:
    """Fetch Neo4j's artifacts by Maven where they are missing, and compile the server where its source changed."""
    whole = LIBRARIES / "whole"
    LIBRARIES.mkdir(parents=True, exist_ok=True)
    with (LIBRARIES.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists():
            goal = "dependency:copy-dependencies"
            options = [f"-DoutputDirectory={LIBRARIES}", "-DincludeScope=runtime"]
            subprocess.run(["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), goal, *options], check=True)
            whole.touch()
        made = PROGRAM / "Server.class"
        if not made.exists() or made.stat().st_mtime < SOURCE.stat().st_mtime:
            subprocess.run(["javac", "-cp", f"{LIBRARIES}/*", "-d", PROGRAM, SOURCE], check=True)


@contextmanager
def running(
    home: Path, port: int | None = None, options: Sequence[str] = ()
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A server with its files in `home`, its address and its process; `options` are the Java machine's."""
    install()
    port = port or free_port()
    opens = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENED]
    command = [
        "java",
        "-Xmx1g",
        *options,
        "-cp",
        f"{LIBRARIES}/*:{PROGRAM}",
        *opens,
        "Server",
        str(home),
        str(port),
    ]
    with (home.parent / f"{home.name}.log").open("wb") as errors:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors)
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        while line := process.stdout.readline():
            if line.strip() == b"ready":
                break
        else:
            raise AssertionError(f"Neo4j did not start: {(home.parent / f'{home.name}.log').read_text()[-2000:]}")
        yield f"bolt://127.0.0.1:{port}", process
    finally:
        process.stdin.close()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Servers:
    """Servers by number, each started when first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stack = ExitStack()
        self._addresses: dict[int, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def address(self, number: int = 0) -> str:
        """The address of a server, as it is."""
        if number not in self._addresses:
            self._addresses[number], _ = self._stack.enter_context(
                running(self._folder / f"server{number}", options=HURRIED)
            )
        return self._addresses[number]

    def empty(self, number: int = 0) -> str:
        """The address of a server that holds nothing, and to which nothing is written any more that a test before began
        in a process of its own.
        """
        address = self.address(number)
        until_ended()
        with GraphDatabase.driver(address) as driver, driver.session() as session:
            session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()
        return address
