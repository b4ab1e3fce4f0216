"""Authority records at the command line: there and back, alone and among bibliographic records."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli.main import app
from mappings.marc.notation import record
from mappings.marc.reader import read
from mappings.marc.writer import write_marc21

AUTHORITY = """LDR 00000cz##a2200000n##4500
001 a1
040 ## $a XX $b eng $c XX
100 1# $a Tolstoy, Leo, $d 1828-1910
400 1# $a Tolstoi, Lev
670 ## $a War and peace, 1868"""
BOOK = """LDR 00000cam#a2200000#i#4500
001 b1
100 1# $a Tolstoy, Leo, $d 1828-1910.
245 10 $a War and peace."""


@pytest.mark.parametrize("form", ["nquads", "turtle", "jsonld"])
def test_a_file_of_both_kinds_goes_there_and_back(tmp_path: Path, form: str) -> None:
    source, there, back = tmp_path / "in.mrc", tmp_path / "there", tmp_path / "back.mrc"
    source.write_bytes(write_marc21(record(AUTHORITY)) + write_marc21(record(BOOK)))
    run = CliRunner()
    assert run.invoke(app, ["convert", str(source), "--to", form, "-o", str(there)]).exit_code == 0
    assert run.invoke(app, ["revert", str(there), "--from", form, "-o", str(back)]).exit_code == 0
    kinds = {each.leader[6]: each for each in read(back.read_bytes())}
    assert kinds.keys() == {"a", "z"}
    wanted = record(AUTHORITY)
    assert [each for each in kinds["z"].fields if each.tag >= "100"] == [f for f in wanted.fields if f.tag >= "100"]
