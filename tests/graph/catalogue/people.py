"""Somebody to act, with the roles a test wants."""

from __future__ import annotations

from graph.access.model import Actor, permissions_of


def person(name: str, *roles: str, tenant: str = "harbor") -> Actor:
    """Somebody with roles in a library."""
    return Actor(name, name, tenant, {tenant: permissions_of(roles)})
