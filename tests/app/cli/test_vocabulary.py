"""`catalograph vocabulary`: loading, loading again, and what is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import Result

from tests.graph.authorities.conftest import packed, topic


def test_a_vocabulary_is_loaded_once_and_listed(tmp_path: Path, run: Callable[..., Result]) -> None:
    store = f"sqlite:///{tmp_path}/store.sqlite"
    file, report = tmp_path / "topics.nt.gz", tmp_path / "report.jsonl"
    file.write_bytes(packed(*topic(1, "Cats"), *topic(2, "Animals"), "nothing").getvalue())
    run("tenant", "create", "harbor", "--name", "en=Harbor", "--store", store)
    first = run("vocabulary", "load", file, "--into", "installation", "--report", report, "--store", store)
    assert first.exit_code == 3, first.output
    assert "2 created" in first.stderr
    assert '"line":9' in report.read_text()
    again = run("vocabulary", "load", file, "--into", "installation", "--no-wait", "--store", store)
    assert "0 created, 0 updated, 2 unchanged" in again.stderr
    listed = run("vocabulary", "list", "--store", store)
    assert "http://id.loc.gov/authorities/subjects\tLibrary of Congress Subject Headings\t2" in listed.stdout


def test_a_place_that_is_none_is_a_usage_error(tmp_path: Path, run: Callable[..., Result]) -> None:
    file = tmp_path / "topics.nt"
    file.write_text("\n".join(topic(1, "Cats")))
    assert run("vocabulary", "load", file, "--into", "somewhere", "--store", f"sqlite:///{tmp_path}/s").exit_code == 2


def test_a_newer_edition_changes_descriptions_and_that_is_taken_back(
    tmp_path: Path, marc: Path, run: Callable[..., Result]
) -> None:
    store = f"sqlite:///{tmp_path}/store.sqlite"
    file = tmp_path / "topics.nt.gz"
    file.write_bytes(packed(*topic(1, "Knights and knighthood--Fiction")).getvalue())
    run("tenant", "create", "harbor", "--name", "en=Harbor", "--store", store)
    run("import", marc, "--tenant", "harbor", "--no-wait", "--store", store)
    run("vocabulary", "load", file, "--into", "installation", "--no-wait", "--store", store)
    file.write_bytes(packed(*topic(1, "Knighthood--Fiction")).getvalue())
    newer = run("vocabulary", "load", file, "--into", "installation", "--no-wait", "--store", store)
    assert "1 new labels carried into 1 descriptions: batch harbor." in newer.stderr
    listed = run("headings", "batches", "--tenant", "harbor", "--store", store).stdout
    batch = listed.splitlines()[1].split("\t")[0]
    assert "SUCCEEDED\tKnights and knighthood--Fiction → Knighthood--Fiction\t1" in listed
    undone = run("headings", "undo", batch, "--store", store)
    assert "1 changed" in undone.stderr, undone.output
    assert run("headings", "undo", batch, "--store", store).exit_code == 1


def test_who_stops_it_has_the_libraries_after_it_left_as_they_are(
    tmp_path: Path, marc: Path, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def stopping() -> Iterator[Callable[[], bool]]:
        yield lambda: True

    store = f"sqlite:///{tmp_path}/store.sqlite"
    file = tmp_path / "topics.nt.gz"
    for library in ("harbor", "lindenau"):
        run("tenant", "create", library, "--name", f"en={library}", "--store", store)
        run("import", marc, "--tenant", library, "--no-wait", "--store", store)
    for label in ("Knights and knighthood--Fiction", "Knighthood--Fiction"):
        file.write_bytes(packed(*topic(1, label)).getvalue())
        newer = run("vocabulary", "load", file, "--into", "installation", "--no-wait", "--store", store)
        monkeypatch.setattr("app.cli.headings.stopping", stopping)
    assert newer.exit_code == 130
    states = [
        run("headings", "batches", "--tenant", library, "--store", store).stdout.splitlines()[1].split("\t")[2]
        for library in ("harbor", "lindenau")
    ]
    assert states == ["CANCELLED", "QUEUED"]
