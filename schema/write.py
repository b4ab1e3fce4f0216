"""`python -m schema.write`: write `schema/schema.graphql` from the code, and tell what would break a client.

With `--check` nothing is written; it ends with 1 when the committed schema is not current, and with 2 when what is in
the code would break a client of the committed one.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from schema.build import breaking_changes, sdl

COMMITTED: Final = Path(__file__).with_name("schema.graphql")


def main(arguments: list[str]) -> int:
    """Write or check; the exit code."""
    now = sdl()
    before = COMMITTED.read_text("utf-8") if COMMITTED.exists() else ""
    broken = breaking_changes(before, now) if before and before != now else []
    for each in broken:
        sys.stderr.write(f"breaks clients: {each}\n")
    if "--check" in arguments:
        return 2 if broken else int(before != now)
    COMMITTED.write_text(now, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
