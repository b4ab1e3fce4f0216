"""BIBFRAME of another system, imported and given away by the command line: the same statements."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox
import pytest
from typer.testing import Result

Run = Callable[..., Result]
THEIRS = Path(__file__).parents[2] / "graph" / "catalogue" / "foreign" / "converted.rdf"
FORMATS = {
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


def said(octets: bytes, form: ox.RdfFormat) -> ox.Dataset:
    """What a document says, whatever its blank nodes are called."""
    found = ox.Dataset(ox.parse(octets, format=form))
    found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return found


def test_theirs_goes_out_as_it_came_and_as_a_package(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CATALOGRAPH_STORE", f"sqlite:///{tmp_path}/c.sqlite")
    monkeypatch.setenv("CATALOGRAPH_BASE", "https://c.example/")
    assert run("tenant", "create", "harbor", "--name", "en=Harbor").exit_code == 0
    assert run("import", THEIRS, "--tenant", "harbor", "--no-wait").exit_code == 0
    wanted = said(THEIRS.read_bytes(), ox.RdfFormat.RDF_XML)
    for name, form in FORMATS.items():
        out = tmp_path / name
        assert run("export", "--tenant", "harbor", "--to", name, "--as-received", "-o", out).exit_code == 0
        assert said(out.read_bytes(), form) == wanted
    package = tmp_path / "harbor.zip"
    assert run("export", "--tenant", "harbor", "--to", "package", "-o", package).exit_code == 0
    with zipfile.ZipFile(package) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert said(archive.read("descriptions.nq"), ox.RdfFormat.N_QUADS) == wanted
        assert {name: sha256(archive.read(name)).hexdigest() for name in manifest["checksums"]} == manifest["checksums"]
        origins = {line["kind"]: line for line in map(json.loads, archive.read("provenance.jsonl").splitlines())}
    assert origins["works"]["sameAs"] == ["http://records.example/0042#Work"]
    assert (origins["works"]["source"], origins["works"]["edited"]) == ("main", False)
    one = tmp_path / "one.ttl"
    work = origins["works"]["id"]
    assert run("export", "--tenant", "harbor", "--to", "turtle", "--iri", work, "-o", one).exit_code == 0
    about = {each.subject.value for each in ox.parse(path=str(one), format=ox.RdfFormat.TURTLE)}
    assert {origins[kind]["id"] for kind in ("works", "instances", "items")} <= about
