"""What a collection is to the others of a network, as CSV at the command line."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

from typer.testing import Result


def test_a_library_reports_its_last_copies_and_what_it_has_in_common(
    run: Callable[..., Result], tmp_path: Path, marc: Path
) -> None:
    store = ("--store", f"sqlite:///{tmp_path / 'store.sqlite'}")

    def done(*arguments: str) -> str:
        result = run(*arguments, *store)
        assert result.exit_code == 0, result.output
        return result.stdout

    done("tenant", "network", "create", "rivers", "--name", "Rivers")
    done("tenant", "create", "harbor", "--name", "Harbor")
    done("tenant", "join", "harbor", "rivers")
    done("import", str(marc), "--tenant", "harbor")
    file = tmp_path / "last.csv"
    done("report", "last-copies", "rivers", "harbor", "--to", str(file))
    head, *rows = csv.reader(file.read_text("utf-8").splitlines())
    assert head == ["title", "call number", "barcode", "work", "copy"]
    assert [row[:3] for row in rows] == [["War and peace", "PG3366", "30001"]]
    assert done("report", "overlap", "rivers", "harbor").splitlines() == ["library,works,both", "harbor,2,2"]
