"""The application profiles of each library: the shared ones with its own table laid over, kept as its settings.

The table is a document of the tenant's private settings graph, so that every version stays with who wrote it and when.
Who may read the library's catalogue as its staff sees its profiles; everybody else sees the shared ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from threading import Lock
from typing import Final

from graph.access.model import Actor, Permission, require
from graph.access.watch import Watched
from graph.catalogue.errors import Invalid
from graph.catalogue.model import Remark
from graph.store.model import Key
from graph.store.names import GraphKind, Names
from graph.store.port import Store
from graph.store.scope import Scope, grant
from graph.tenants.texts import Edition, Finding, Published, Texts, check_length, published, text_in
from mappings.bibframe.node import Node
from mappings.profiles.comparing import FieldChange, changes
from mappings.profiles.model import Problem
from mappings.profiles.reader import read_table
from mappings.profiles.resolve import Library, library, shared, tables
from mappings.profiles.validator import check

_NAME: Final = "profiles"
_LINKS: Final = frozenset({"bf:instanceOf", "bf:itemOf"})
"""What is written by saving descriptions together."""


class ProfileService:
    """Profiles and checks against them. Changing a library's own needs `tenant.admin`."""

    def __init__(self, store: Store, names: Names, clock: Callable[[], datetime]) -> None:
        self._store, self._names = store, names
        self._texts = Texts(store, clock)
        self._held: dict[str, Watched[Library]] = {}
        self._lock = Lock()

    def of(self, tenant: str) -> Library:
        """The profiles of a tenant, as they are now; made again only after a change of its table."""
        held = self._held.get(tenant)
        if held is None:
            with self._lock:
                held = self._held.setdefault(tenant, self._watched(tenant))
        return held.get()

    def seen_by(self, actor: Actor) -> Library:
        """The profiles of the acting tenant for its staff, the shared ones for everybody else."""
        if actor.tenant is None or not actor.may(Permission.CATALOGUE_READ):
            return shared()
        return self.of(actor.tenant)

    def check(self, actor: Actor, profile: str, nodes: Sequence[Node]) -> list[list[Problem]]:
        """What is wrong with each description, by a profile the actor sees. Raises `UnknownProfile`,
        `Invalid`.
        """
        found = self.seen_by(actor).get(profile)
        try:
            return [check(found, node) for node in nodes]
        except RecursionError:
            raise Invalid("A description is nested too deep to be one.", ("nodes",)) from None

    def remarks(self, actor: Actor, profile: str | None, nodes: Sequence[Node]) -> list[Remark]:
        """What a profile says of descriptions that are published together; nothing where none is named.

        What the profile doesn't describe (an item beside a work) is not held to it. Raises `UnknownProfile`.
        """
        found = None if profile is None else self.seen_by(actor).get(profile)
        return [
            Remark(at, problem)
            for at, node in enumerate(nodes)
            if found is not None and found.root(node.get("@type", ())) is not None
            for problem in check(found, node)
        ]

    def own(self, actor: Actor) -> Published:
        """The acting tenant's own table; empty where it has none. Needs `catalogue.read`."""
        require(actor, Permission.CATALOGUE_READ)
        tenant = actor.tenant or ""
        (document,) = self._texts.read([self._key(tenant)], _scope(tenant))
        return published(text_in(document) or "", document)

    def past(self, actor: Actor) -> list[Edition]:
        """Every version of the acting tenant's table, the last first. Needs `tenant.admin`."""
        tenant = _writing(actor, "")
        return self._texts.past(self._key(tenant), _scope(tenant))

    def check_table(self, actor: Actor, text: str) -> tuple[Finding, ...]:
        """What to look at again in a table that can be put in force. Needs `tenant.admin`; raises as `publish`."""
        _writing(actor, text)
        return tuple(_to_look_at(_with(text)))

    def changes(self, actor: Actor, text: str) -> list[FieldChange]:
        """What a table would change of the acting tenant's profiles as they are. As `check_table`."""
        return changes(self.of(_writing(actor, text)), _with(text))

    def publish(self, actor: Actor, text: str, if_revision: int | None = None, *, dry_run: bool = False) -> Published:
        """Put a table in force for the acting tenant; `if_revision` None or 0: there is none yet. An empty text leaves
        the shared profiles as they are.

        Raises `InvalidProfiles` with every problem, its row and column, `StaleSettings`, `Forbidden`.
        """
        tenant = _writing(actor, text)
        findings = tuple(_to_look_at(_with(text)))
        key, scope = self._key(tenant), _scope(tenant)
        return self._texts.publish(actor, f"{_NAME}.publish", key, text, if_revision, findings, scope, dry_run=dry_run)

    def _watched(self, tenant: str) -> Watched[Library]:
        key = self._key(tenant)
        return Watched(self._store, lambda: self._read(tenant), _scope(tenant), lambda touched: touched == key)

    def _read(self, tenant: str) -> Library:
        (document,) = self._texts.read([self._key(tenant)], _scope(tenant))
        return _with(text_in(document) or "")

    def _key(self, tenant: str) -> Key:
        return Key(self._names.graph(tenant, GraphKind.SETTINGS), self._names.resource(tenant, "settings", _NAME))


def _with(text: str) -> Library:
    return shared() if not text.strip() else library(tables(), read_table(text))


def _to_look_at(found: Library) -> list[Finding]:
    """What a cataloguer could never fill in: a field that has to be said, isn't shown, and begins with nothing."""
    return sorted({
        Finding(1, "hidden-mandatory", f"{profile.id}: {field.property} of {shape.id} has to be said and isn't shown")
        for profile in found.offered
        if profile.own
        for shape in profile.shapes.values()
        for field in shape.fields
        if field.mandatory and field.hidden and not field.default and field.property not in _LINKS
    })  # fmt: skip


def _scope(tenant: str) -> Scope:
    return Scope((grant({GraphKind.SETTINGS}, {tenant}),), (grant({GraphKind.SETTINGS}, {tenant}),))


def _writing(actor: Actor, text: str) -> str:
    require(actor, Permission.TENANT_ADMIN)
    check_length(text)
    return actor.tenant or ""
