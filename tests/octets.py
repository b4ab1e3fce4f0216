"""What files hold, for tests that look for words in them."""

from __future__ import annotations

import subprocess
from pathlib import Path


def octets_in(file: Path) -> bytes:
    """What a file holds, read by another process: whoever closes a file that SQLite has open in the same process lets
    go of its locks.
    """
    return subprocess.run(["cat", file], capture_output=True, check=True).stdout
