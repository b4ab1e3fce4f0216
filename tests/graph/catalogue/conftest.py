"""People who describe things in a library."""

from __future__ import annotations

import pytest

from graph.access.model import Actor
from graph.tenants.service import TenantService
from tests.graph.catalogue.people import person


@pytest.fixture
def ana(tenants: TenantService) -> Actor:
    return person("ana", "cataloguer")


@pytest.fixture
def ben(tenants: TenantService) -> Actor:
    return person("ben", "cataloguer")


@pytest.fixture
def vera(tenants: TenantService) -> Actor:
    return person("vera", "contributor")
