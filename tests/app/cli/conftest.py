"""Running the command line as a person does, with records written for these tests."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli.main import app
from mappings.marc import notation
from mappings.marc.writer import write_marc21

RECORDS = """\
LDR 00000nam a2200000 i 4500
001 one
008 990101s1869    ru a     b    000 1 rus c
020 ## $a 9780140447934
100 1# $a Tolstoy, Leo, $d 1828-1910, $e author.
245 10 $a War and peace : $b a novel / $c Leo Tolstoy.
264 #1 $a Moscow : $b Ris, $c 1869.
852 0# $b MU $c MU-STACKS $h PG3366 $p 30001
991 ## $a Gift of the author

LDR 00000nam a2200000 i 4500
001 two
008 990101s1605    sp a     b    000 1 spa c
100 1# $a Cervantes Saavedra, Miguel de, $d 1547-1616.
245 13 $a El ingenioso hidalgo don Quijote de la Mancha.
650 #0 $a Knights and knighthood $v Fiction.
880 10 $6 245-00/(2/r $a דון קיחוטה
"""


@pytest.fixture
def records() -> bytes:
    """Two records in ISO 2709."""
    return b"".join(write_marc21(notation.record(part)) for part in RECORDS.split("\n\n"))


@pytest.fixture
def marc(tmp_path: Path, records: bytes) -> Path:
    """A file with the two records."""
    path = tmp_path / "books.mrc"
    path.write_bytes(records)
    return path


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("CATALOGRAPH_") and name != "CATALOGRAPH_SHARED_DATA":
            monkeypatch.delenv(name)


@pytest.fixture
def run() -> Callable[..., Result]:
    """Run `catalograph ARGUMENTS…` and answer with its exit code, stdout and stderr."""

    def call(*arguments: str | Path, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(app, [str(each) for each in arguments], input=stdin, prog_name="catalograph")

    return call
