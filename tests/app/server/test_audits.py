"""The public audits of GraphQL over HTTP, each passed."""

from __future__ import annotations

import pytest

from tests.graphql_audits import audits

pytestmark = [pytest.mark.needs("node"), pytest.mark.needs("npm")]


def test_the_server_passes_every_public_audit_of_graphql_over_http(server_with) -> None:
    client = server_with()
    found = audits(f"{client.http.base_url}/graphql")
    assert [each for each in found if each.status != "ok"] == []
    assert len(found) == 61
