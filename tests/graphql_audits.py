"""The public audits of GraphQL over HTTP (npm's `graphql-http`), run by Node against a server under way.

The package is installed into `var/` by npm where it is missing; its versions stand in `tests/graphql_http`.
"""

from __future__ import annotations

import fcntl
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import orjson

HERE = Path(__file__).parent / "graphql_http"
FOLDER = Path(__file__).parents[1] / "var" / "graphql-http"


@dataclass(frozen=True, slots=True)
class Audit:
    """One audit: `ok`, or `warn` or `error` with a reason."""

    id: str
    name: str
    status: str
    reason: str | None


def install() -> None:
    """Fetch the audits by npm where they are missing, or are of another version."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = (HERE / "package.json").read_bytes()
    whole = FOLDER / "whole.json"
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists() or whole.read_bytes() != wanted:
            shutil.copy(HERE / "package.json", FOLDER)
            command = ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"]
            subprocess.run(command, cwd=FOLDER, check=True, capture_output=True, timeout=120)
            whole.write_bytes(wanted)


def audits(address: str) -> list[Audit]:
    """What each audit says of the GraphQL endpoint at an address."""
    install()
    shutil.copy(HERE / "audit.mjs", FOLDER)
    command = ["node", str(FOLDER / "audit.mjs"), address]
    answer = subprocess.run(command, capture_output=True, check=True, timeout=120)
    return [Audit(**orjson.loads(line)) for line in answer.stdout.splitlines()]
