"""The build of the client: from the sources as they are, with the Node there is, and a sentence where there is none."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from types import ModuleType

import pytest

from app.client import build

CLIENT = Path(__file__).parents[2] / "app" / "client"


@pytest.fixture
def building(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The builder over sources in a folder of its own."""
    here = tmp_path / "app" / "client"
    (here / "src").mkdir(parents=True)
    (here / "src" / "main.ts").write_text("1", "utf-8")
    shutil.copy(CLIENT / "package-lock.json", here)
    monkeypatch.setattr(build, "HERE", here)
    monkeypatch.setattr(build, "STATIC", here.parent / "static")
    monkeypatch.setattr(build, "_OWN_NODE", tmp_path / "node")
    return build


def test_the_lock_file_names_no_registry_but_npms_own():
    lock = json.loads((CLIENT / "package-lock.json").read_text("utf-8"))
    hosts = {each["resolved"].split("/")[2] for each in lock["packages"].values() if "resolved" in each}
    assert hosts <= {"registry.npmjs.org"}
    assert all("integrity" in each for name, each in lock["packages"].items() if name)


def test_a_client_made_of_other_sources_is_built_anew(building):
    assert not building.is_built()
    building.STATIC.mkdir()
    (building.STATIC / building.MARK).write_text(building.digest(), "utf-8")
    assert building.is_built()
    (building.HERE / "src" / "main.ts").write_text("2", "utf-8")
    assert not building.is_built()


def test_what_was_packed_without_sources_is_not_built_anew(building):
    building.STATIC.mkdir()
    (building.STATIC / building.MARK).write_text("whatever", "utf-8")
    shutil.rmtree(building.HERE / "src")
    assert building.is_built()


def test_without_node_and_network_it_says_so_in_one_sentence_and_leaves_what_was_there(building, monkeypatch, capsys):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(building, "find_spec", lambda _: None)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", "")
    building.STATIC.mkdir()
    (building.STATIC / "index.html").write_text("earlier", "utf-8")
    assert building.main() == 1
    said = capsys.readouterr().err
    assert said.startswith("The web client was not built: there is no Node")
    assert said.count("\n") == 1
    assert (building.STATIC / "index.html").read_text("utf-8") == "earlier"


@pytest.mark.parametrize(
    ("version", "good"),
    [("v18.20.4", False), ("v20.18.0", False), ("v20.19.1", True), ("v22.11.0", False), ("v24.1.0", True)],
)
def test_a_node_that_is_too_old_is_passed_by(building, monkeypatch, tmp_path, version, good):
    for name in ("node", "npm"):
        (tmp_path / name).write_text(f"#!/bin/sh\necho {version}\n", "utf-8")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    assert building.needs_wheel() is not good
