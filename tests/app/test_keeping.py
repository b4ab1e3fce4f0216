"""A process that ends though nobody asked it to is started again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

from app.keeping import Kept


def waiting() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE)


def test_a_killed_process_is_replaced_and_an_asked_one_is_not() -> None:
    said: list[str] = []
    kept = Kept("search", waiting, said.append)
    first = kept.pid
    os.kill(first, signal.SIGKILL)
    until = time.monotonic() + 60
    while kept.pid == first and time.monotonic() < until:
        time.sleep(0.05)
    second = kept.pid
    assert second != first
    assert said == ["the process of search ended with code -9; starting it again"]
    kept.stop()
    assert kept.pid == second
    assert len(said) == 1
