"""The public audits of GraphQL over HTTP (npm's `graphql-http`), run by Node against a server under way.

The versions of the package stand in `tests/graphql_http`.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

import orjson

from tests.npm import installed

HERE = Path(__file__).parent / "graphql_http"


@dataclass(frozen=True, slots=True)
class Audit:
    """One audit: `ok`, or `warn` or `error` with a reason."""

    id: str
    name: str
    status: str
    reason: str | None


def audits(address: str) -> list[Audit]:
    """What each audit says of the GraphQL endpoint at an address."""
    command = ["node", str(installed(HERE, "audit.mjs")), address]
    answer = subprocess.run(command, capture_output=True, check=True, timeout=120)
    return [Audit(**orjson.loads(line)) for line in answer.stdout.splitlines()]
