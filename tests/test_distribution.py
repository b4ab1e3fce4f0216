"""What is installed is what is meant: the wheel's contents, and that nobody else brings packages of our names."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from importlib.metadata import distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("app", "schema", "graph", "mappings")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("wheel")
    script = f"from hatchling.build import build_wheel; print(build_wheel({str(folder)!r}))"
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        return archive.namelist()


def test_the_wheel_has_every_module_of_ours_and_nothing_else(wheel: list[str]) -> None:
    ours = {
        str(path.relative_to(ROOT))
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if not {"__pycache__", "client"} & set(path.parts)
    }
    packed = {name for name in wheel if name.endswith(".py")}
    assert packed == ours
    strangers = {name.partition("/")[0] for name in wheel} - {*PACKAGES}
    assert all(name.startswith("catalograph-") for name in strangers)


def test_the_wheel_has_the_schema_the_demo_the_presets_the_types_markers_and_the_license(wheel: list[str]) -> None:
    assert "schema/schema.graphql" in wheel
    assert "app/demo/records/harbor.txt" in wheel
    assert "graph/circulation/rules/presets/public.rules" in wheel
    assert {f"{package}/py.typed" for package in PACKAGES} <= set(wheel)
    assert any(name.endswith("licenses/LICENSE") for name in wheel)


@pytest.mark.needs("node")
def test_the_wheel_has_the_client_as_it_was_built_and_none_of_its_sources(wheel: list[str]) -> None:
    assert "app/static/index.html" in wheel
    assert any(name.startswith("app/static/assets/") and name.endswith(".js") for name in wheel)
    assert not any(name.startswith("app/client/") for name in wheel)


def test_no_other_installed_distribution_provides_a_package_of_our_names() -> None:
    for each in distributions():
        name = each.metadata["Name"]
        if name == "catalograph":
            continue
        provided = {Path(str(file)).parts[0] for file in each.files or () if Path(str(file)).parts}
        clash = provided & {*PACKAGES, *(f"{package}.py" for package in PACKAGES)}
        assert not clash, f"{name} provides {clash}: uninstall it, it hides part of Catalograph"
