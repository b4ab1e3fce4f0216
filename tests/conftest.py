"""What every test may ask for: the shared data where it is present, and tools that not every machine has."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from app.settings import StoreAddress
from tests.neo4j_server import Servers

# Machines are noisy: how long an example takes says nothing of what holds.
settings.register_profile("untimed", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real records, where present: CATALOGRAPH_SHARED_DATA, or `shared/data` beside the checkout."""
    named = os.environ.get("CATALOGRAPH_SHARED_DATA")
    folder = Path(named) if named else Path(__file__).parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the shared data is not here")
    return folder


@pytest.fixture(scope="session")
def neo4j(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """Real Neo4j servers, started when first asked for."""
    with Servers(tmp_path_factory.mktemp("neo4j")) as servers:
        yield servers


STORES = ("memory", "sqlite", pytest.param("neo4j", marks=pytest.mark.needs("java")))
"""Every store there is: what holds on one holds on all."""


@pytest.fixture(scope="module", params=STORES)
def store_address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> StoreAddress:
    """Where an empty store is, of each kind in turn."""
    if request.param == "neo4j":
        return StoreAddress("neo4j", server=request.getfixturevalue("neo4j").empty())
    path = tmp_path_factory.mktemp("store") / "store.sqlite" if request.param == "sqlite" else None
    return StoreAddress(request.param, path)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what needs a tool that isn't installed, by name; with ALL=1 let it run and fail."""
    for item in items:
        for mark in item.iter_markers("needs"):
            tool = str(mark.args[0])
            if shutil.which(tool) is None and not os.environ.get("ALL"):
                item.add_marker(pytest.mark.skip(reason=f"needs {tool}"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the suites that were left out."""
    reports = terminalreporter.stats.get("skipped", [])
    found: dict[str, set[str]] = {}
    for report in reports:
        reason = str(report.longrepr[2]) if isinstance(report.longrepr, tuple) else ""
        tool = reason.partition("Skipped: needs ")[2]
        if tool:
            found.setdefault(tool, set()).add(report.nodeid.partition("::")[0])
    for tool, suites in sorted(found.items()):
        terminalreporter.write_line(f"left out for want of {tool}: {', '.join(sorted(suites))}")
