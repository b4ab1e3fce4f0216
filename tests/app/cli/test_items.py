"""`catalograph items change` as staff run it: a list of barcodes in, a line for each out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from mappings.marc import notation
from mappings.marc.writer import write_marc21

Run = Callable[..., Result]
RECORD = """\
LDR 00000nam a2200000 i 4500
001 one
245 10 $a Tides.
952 ## $c FIC $p 31 $y BK
952 ## $c FIC $p 32 $y BK
952 ## $c ANNEX $p 33 $y CD
"""


@pytest.fixture
def library(run: Run, tmp_path: Path) -> str:
    store = f"sqlite:///{tmp_path / 'store.sqlite'}"
    file = tmp_path / "books.mrc"
    file.write_bytes(write_marc21(notation.record(RECORD)))
    assert run("tenant", "create", "harbor", "--item-table", "koha", "--store", store).exit_code == 0
    assert run("import", file, "--tenant", "harbor", "--store", store).exit_code == 0
    return store


def test_a_file_of_barcodes_is_previewed_then_changed_and_each_is_told(run: Run, library: str, tmp_path: Path) -> None:
    file = tmp_path / "moved.csv"
    file.write_text("title,Barcode\nTides,31\n,32\n\nTides,33\nTides,99\n")
    asked = (
        "items",
        "change",
        "harbor",
        file,
        "--set",
        "location=ANNEX",
        "--clear",
        "material-type",
        "--store",
        library,
    )
    seen = run(*asked, "--dry-run")
    assert seen.exit_code == 3
    lines = [line.split("\t") for line in seen.stdout.splitlines()]
    assert [line[:2] for line in lines] == [
        ["barcode", "outcome"], ["31", "changed"], ["32", "changed"], ["33", "changed"], ["99", "refused"],
    ]  # fmt: skip
    assert "lsp:locationCode: FIC -> ANNEX" in lines[1][2]
    assert "lsp:materialType: CD -> (nothing)" in lines[3][2]
    assert seen.stderr == "3 would be changed, 0 unchanged, 1 refused\n"
    assert run(*asked).stderr == "3 changed, 0 unchanged, 1 refused\n"
    assert run(*asked).stderr == "0 changed, 3 unchanged, 1 refused\n"


def test_barcodes_are_read_from_standard_input_and_a_wrong_field_changes_nothing(run: Run, library: str) -> None:
    marked = run("items", "change", "harbor", "-", "--set", "marker=Missing", "--store", library, stdin=b"31\n32\n")
    assert (marked.exit_code, marked.stderr) == (0, "2 changed, 0 unchanged, 0 refused\n")
    for wrong in ("barcode=9", "marker=Gone", "pieces=many", "suppressed=perhaps", "condition"):
        refused = run("items", "change", "harbor", "-", "--set", wrong, "--store", library, stdin=b"31\n")
        assert refused.exit_code == 1
        assert "error BAD_FIELD" in refused.stderr
    elsewhere = run("items", "change", "harbor", "-", "--set", "location=NONE", "--store", library, stdin=b"31\n")
    assert "error NOT_FOUND" in elsewhere.stderr
