"""The libraries of `library`, made once for each module of tests that has no need of others, and what answers there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from schema.running.engine import Engine
from tests.schema.library import World, make_world


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = make_world(tmp_path_factory.mktemp("files"), sparql=False)
    yield made
    made.close()


@pytest.fixture(scope="module")
def engine(world: World) -> Engine:
    return world.engine()
