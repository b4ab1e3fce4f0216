"""`diff` as a person runs it: records against records, and against descriptions."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from typer.testing import Result

Run = Callable[..., Result]


def test_the_same_file_differs_in_nothing(run: Run, marc: Path) -> None:
    result = run("diff", marc, marc)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "0 of 2 records differ" in result.stderr


def test_an_edited_field_is_told_by_subfield(run: Run, marc: Path, records: bytes, tmp_path: Path) -> None:
    edited = tmp_path / "edited.mrc"
    edited.write_bytes(records.replace(b"War and peace", b"War & peace..").replace(b"a novel", b"A novel"))
    result = run("diff", marc, edited)
    assert result.exit_code == 1
    assert "~ 245 10 $a War and peace : $b a novel / $c Leo Tolstoy." in result.stdout
    assert "$a: “War and peace :” → “War & peace.. :”" in result.stdout
    found = [json.loads(line) for line in run("diff", marc, edited, "--to", "json").stdout.splitlines()]
    assert [(each["record"], each["kind"], each["tag"]) for each in found] == [("one", "changed", "245")]


def test_a_description_is_compared_by_the_record_its_statements_give(run: Run, marc: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.nq"
    run("convert", marc, "-o", made)
    result = run("diff", marc, made)
    assert result.exit_code == 1
    assert "~ 008 990101s1869" in result.stdout
    assert "~ 245" not in result.stdout


def test_a_record_that_only_one_file_has_is_told_field_by_field(
    run: Run, marc: Path, records: bytes, tmp_path: Path
) -> None:
    first = tmp_path / "first.mrc"
    first.write_bytes(records[: int(records[:5])])
    result = run("diff", first, marc)
    assert "+ 245 13 $a El ingenioso hidalgo don Quijote de la Mancha." in result.stdout
    assert "1 of 2 records differ" in result.stderr
