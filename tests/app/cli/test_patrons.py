"""Patrons from a file, handed out and erased at the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from typer.testing import Result

Run = Callable[..., Result]


def test_patrons_come_from_a_file_and_go_again(run: Run, tmp_path: Path) -> None:
    store, file = f"sqlite:///{tmp_path}/store.sqlite", tmp_path / "readers.csv"
    assert run("tenant", "create", "harbor", "--store", store).exit_code == 0
    file.write_text(
        "barcode,name,group,email\nP-1,Ada,adult,ada@example.org\n,Bob,adult,\nP-3,Cem,child,nowhere\n", "utf-8"
    )
    for more, expected in ((("--dry-run",), "1 new"), ((), "1 new"), ((), "0 new, 0 changed, 1 as they were")):
        done = run("patrons", "import", "harbor", str(file), "--store", store, *more)
        assert done.exit_code != 0
        assert "line 3: A patron has a barcode" in done.stdout
        assert expected in done.stderr or more
    told = json.loads(run("patrons", "export", "harbor", "P-1", "--store", store).stdout)
    assert (told[0]["lsp:name"], told[0]["lsp:email"]) == (["Ada"], ["ada@example.org"])
    assert run("patrons", "erase", "harbor", "P-1", "--yes", "--store", store).exit_code == 0
    assert run("patrons", "export", "harbor", "P-1", "--store", store).exit_code != 0


def test_a_file_that_is_no_list_of_patrons_is_refused(run: Run, tmp_path: Path) -> None:
    store, file = f"sqlite:///{tmp_path}/store.sqlite", tmp_path / "readers.csv"
    assert run("tenant", "create", "harbor", "--store", store).exit_code == 0
    for content, sentence in (
        (b"card,name\nP-1,Ada\n", "names its columns"),
        (b"barcode,name\nP-1,\xff\n", "no CSV in UTF-8"),
    ):
        file.write_bytes(content)
        done = run("patrons", "import", "harbor", str(file), "--store", store)
        assert (done.exit_code, sentence in str(done.exception) + done.stderr + done.stdout) == (1, True)
