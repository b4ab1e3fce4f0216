"""The public graphs are written as files by a command, for a server to offer."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import Result

from mappings.marc.reader import read

Run = Callable[..., Result]


def test_public_graphs_are_dumped_and_those_of_a_library_that_is_so_no_more_go(
    run: Run, marc: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CATALOGRAPH_STORE", f"sqlite:///{tmp_path}/c.sqlite")
    monkeypatch.setenv("CATALOGRAPH_PROJECTORS", "no")
    for arguments in (
        ["tenant", "network", "create", "lakeside", "--name", "Lakeside"],
        ["tenant", "create", "harbor", "--name", "Harbor Library", "--network", "lakeside"],
        ["import", marc, "--tenant", "harbor", "--no-wait"],
    ):
        result = run(*arguments)
        assert result.exit_code == 0, result.stderr
    made = run("dump")
    assert made.exit_code == 0, made.stderr
    header, *rows = [line.split("\t") for line in made.stdout.splitlines()]
    counts = {row[0]: dict(zip(header, row, strict=True)) for row in rows}
    assert (counts["harbor"]["records"], counts["lakeside"]["statements"]) == ("2", "0")
    (folder,) = (tmp_path / "c.sqlite.downloads" / "harbor").glob("2*")
    for line in (folder / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    records = gzip.decompress((folder / "harbor.mrc.gz").read_bytes())
    assert len(list(read(iter([records])))) == 2
    assert b"Gift of the author" not in records  # a field of the library's own, for its staff alone
    assert run("dump", "--tenant", "nowhere").exit_code == 1
    past = run("dump", "--tenant", "harbor", "--as-of", datetime.now(UTC).isoformat(), "--to", tmp_path / "past")
    assert past.exit_code == 0, past.stderr
    then, now = (gzip.decompress((each / "harbor.nq.gz").read_bytes()) for each in (tmp_path / "past", folder))
    assert sorted(then.splitlines()) == sorted(now.splitlines())
    count = "SELECT (COUNT(*) AS ?n) { GRAPH <http://localhost:8000/harbor/graphs/catalogue> { ?s ?p ?o } }"
    asked = run("sparql", "--tenant", "harbor", "--as-of", datetime.now(UTC).isoformat(), count)
    assert asked.exit_code == 0, asked.stderr
    assert asked.stdout.split() == ["n", str(len(set(now.splitlines())))]
    assert run("dump", "--as-of", "2026-05-01").exit_code == 2
    assert "NO_SUCH_MOMENT" in run("dump", "--as-of", "soon", "--to", tmp_path / "soon").stderr
    assert run("tenant", "set", "harbor", "--sharing", "private").exit_code == 0
    again = run("dump", "--tenant", "harbor")
    assert again.exit_code == 0
    assert "harbor is not public" in again.stderr
    assert not folder.exists()
