"""Z39.50 by the gateway that the documentation sets up, asked by a real client."""

from __future__ import annotations

import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.app.pages.conftest import SECRET, World
from tests.neo4j_server import free_port

pytestmark = [pytest.mark.needs("simple2zoom"), pytest.mark.needs("yaz-client")]
PAGE = Path(__file__).parents[3] / "docs/how-to/z3950.md"


@pytest.fixture
def port(world: World, tmp_path: Path) -> Iterator[int]:
    """Where the gateway answers, set up as the documentation says."""
    text, port = PAGE.read_text("utf-8"), free_port()
    (settings,), (program,) = (re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL) for kind in ("xml", "perl"))
    (tmp_path / "z3950.xml").write_text(settings.replace("http://localhost:8000", world.address), "utf-8")
    (tmp_path / "gateway").write_text(program, "utf-8")
    command = ["perl", "gateway", "z3950.xml", "-t", "10", "-k", "1024", f"tcp:127.0.0.1:{port}"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as gateway:
        try:
            connected(port).close()
            yield port
        finally:
            gateway.terminate()


def connected(port: int) -> socket.socket:
    """A connection, once somebody listens."""
    until = time.monotonic() + 60
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), 60)
        except ConnectionRefusedError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


def told(port: int, *commands: str) -> str:
    """What a client is told."""
    script = "\n".join((f"open tcp:127.0.0.1:{port}/harbor", *commands, "quit", ""))
    return subprocess.run(
        ["yaz-client"], input=script, capture_output=True, text=True, timeout=60, check=True
    ).stdout  # fmt: skip


def test_a_client_searches_scans_and_gets_marc_with_the_copies_as_they_are(port: int) -> None:
    said = told(
        port, "find @and @attr 1=4 war @attr 1=1003 tolstoy", "format usmarc", "show 1", "scan @attr 1=4 moby",
        "find @attr 1=7 9781400079988", "find @attr 1=4 @attr 5=1 mob", f"find @attr 1=1016 {SECRET}",
        "find @attr 1=5555 whale", "base cloister", "find @attr 1=4 war",
    )  # fmt: skip
    assert re.findall(r"Number of hits: (\d+)", said) == ["1", "1", "1", "0", "0", "0"], said
    for mark in ("Record type: USmarc", "Voĭna i mir", "$9 (status)", "* Moby-Dick", "[114]", "[235]"):
        assert mark in said, f"{mark}\n{said}"


def test_nobody_makes_the_gateway_ask_another_server_or_stop(port: int, world: World) -> None:
    with connected(port) as rude, suppress(ConnectionError):
        rude.sendall(b"\xb4\x84\xff\xff\xff\xff" + b"\x00" * 5_000)
        rude.shutdown(socket.SHUT_WR)
        while rude.recv(4096):
            pass
    said = told(port, f"base cfg:address={world.address}/lindenau/sru", "find @attr 1=4 war")
    assert "[235]" in said, said
    assert "Number of hits: 0" in said
    assert "Number of hits: 1" in told(port, "find @attr 1=4 moby")
