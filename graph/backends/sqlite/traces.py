"""Making sure that what was removed is not on the disk any more.

SQLite overwrites what is deleted (`secure_delete`), and the journal is emptied after a forget. One place is left: when
a page is split, copies of rows that moved away may stay in its unused part. So the file is searched for what was
removed, and rewritten where a piece of it is found.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Final

from graph.backends.sqlite.connection import Connections
from graph.backends.sqlite.searching import FOUND, NOWHERE
from graph.store.errors import Unavailable

_RETRY_S: Final = 0.01
_PROGRAM: Final = Path(__file__).with_name("searching.py")
_BEGINNING: Final = 96
_END: Final = 24
_SHORTEST: Final = 6
_MOST: Final = 256
"""With more pieces to look for than this, rewriting the file is quicker than searching it."""


def piece_of_body(octets: bytes) -> bytes:
    """What to look for to find a copy of a stored body: its beginning, which says the document's own name.

    What is left of a row is its beginning: the unused part of a page is used up from the end.
    """
    return octets[:_BEGINNING]


def pieces_of_text(text: str) -> Iterable[bytes]:
    """What to look for to find a copy of a name or value: its end, which tells it from others; nothing if too short."""
    octets = text.encode()[-_END:]
    return [octets] if len(octets) >= _SHORTEST else []


def erase(connections: Connections, wanted: Collection[bytes]) -> None:
    """Leave none of the `wanted` pieces in the files of the store.

    Raises `Unavailable` where a reader keeps the journal from being emptied for longer than a write would wait.
    """
    empty_journal(connections)
    if wanted and (len(wanted) > _MOST or _found(connections.path, wanted)):
        with connections.idle() as connection:
            connection.execute("VACUUM")
        empty_journal(connections)


def empty_journal(connections: Connections) -> None:
    """Carry the journal over into the file and empty it: it holds what pages were before."""
    until = time.monotonic() + connections.patience_s
    with connections.idle() as connection:
        while connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            if time.monotonic() > until:
                raise Unavailable(
                    "What was removed is gone from the store, but a long-running reader keeps traces in its journal.",
                    hint="End that reader and do it again.",
                )
            time.sleep(_RETRY_S)


def _found(path: Path, wanted: Collection[bytes]) -> bool:
    """Whether a piece stands in the file, which is not to be opened here: see `searching`."""
    pieces = "\n".join(piece.hex() for piece in wanted)
    command = [sys.executable, "-I", "-S", str(_PROGRAM), str(path)]
    done = subprocess.run(command, input=pieces, text=True, check=False)  # noqa: S603 - our own file
    if done.returncode not in {FOUND, NOWHERE}:
        raise Unavailable("The file couldn't be searched for what was removed.", hint="Do it again.")
    return done.returncode == FOUND
