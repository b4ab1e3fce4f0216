"""What a store is and whose copy it is, in small files beside it: `-identity` and `-origin`."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

import orjson

from graph.store.durable import replacing
from graph.store.errors import Corrupt, Unfinished
from graph.store.portable import Origin


class Origins:
    """The notes of the store at `path`."""

    def __init__(self, path: Path) -> None:
        self._identity = path.with_name(path.name + "-identity")
        self._origin = path.with_name(path.name + "-origin")

    def identity(self) -> str:
        """What tells this store from others, chosen when it is first asked for."""
        if not self._identity.exists():
            unfinished = self._identity.with_name(f"{self._identity.name}.{os.getpid()}")
            _write(unfinished, secrets.token_hex(16).encode())
            with suppress(FileExistsError):  # somebody else was asked at the same moment
                self._identity.hardlink_to(unfinished)
            unfinished.unlink()
        return self._identity.read_text("ascii")

    def renew(self) -> None:
        """Be another store from now on: its contents were replaced."""
        self._identity.unlink(missing_ok=True)
        self._origin.unlink(missing_ok=True)

    def origin(self) -> Origin | None:
        """Whose copy the store is."""
        try:
            found = orjson.loads(self._origin.read_bytes())
            return Origin(found["identity"], found["unfinished"])
        except FileNotFoundError:
            return None
        except (orjson.JSONDecodeError, KeyError) as error:
            raise Corrupt(f"{self._origin.name}, which tells whose copy the store is, can't be read.") from error

    def set_origin(self, origin: Origin) -> None:
        """Note whose copy it is, durably."""
        with replacing(self._origin, racing=True) as part:
            part.write_bytes(orjson.dumps({"identity": origin.identity, "unfinished": origin.unfinished}))

    def refuse_unfinished(self) -> None:
        """Raise `Unfinished` where something is missing in the store."""
        origin = self.origin()
        if origin is not None and origin.unfinished:
            raise Unfinished("The store is a copy in which something is still missing.")


def _write(path: Path, octets: bytes) -> None:
    with path.open("wb") as file:
        file.write(octets)
        file.flush()
        os.fsync(file.fileno())
