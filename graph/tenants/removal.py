"""A library removed without a trace: everything of its own, and whoever had rights in nothing else.

What others said of its resources is theirs and stays. Each step may be done again, so a removal that was killed is
completed by starting it once more: the library's own name goes last.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from graph.access.credentials import credential_iri
from graph.access.documents import account_node, account_of, token_of
from graph.access.model import Actor, Permission, require
from graph.access.sessions import session_of
from graph.access.watch import IDENTITY
from graph.store import walking
from graph.store.follower import REMOVED
from graph.store.model import ABSENT, Cause, Change, Delete, Document, Key, Put
from graph.store.names import GraphKind, Names
from graph.store.portable import Portable
from graph.store.scope import EVERY, Scope, grant
from graph.tenants.model import UnknownTenant
from graph.tenants.partners import partners_key
from graph.tenants.payment_provider import provider_key, trial_key
from graph.tenants.webhooks import webhooks_key

KINDS: Final = (
    GraphKind.SETTINGS,
    GraphKind.PATRONS,
    GraphKind.CIRCULATION,
    GraphKind.ACQUISITIONS,
    GraphKind.STAFF,
    GraphKind.SOURCE,
    GraphKind.CATALOGUE,
)
"""A library's graphs in the order in which they go."""


@dataclass(frozen=True, slots=True)
class Removed:
    """What went: documents of the library's graphs, accounts with rights nowhere else, and their tokens."""

    documents: int
    accounts: int
    tokens: int


class TenantRemoval:
    """Removes libraries from one store."""

    def __init__(self, store: Portable, names: Names, clock: Callable[[], datetime]) -> None:
        self._store, self._names, self._clock = store, names, clock

    def remove(self, actor: Actor, slug: str, told: Callable[[GraphKind], object] = lambda _: None) -> Removed:
        """Remove a library, or complete a removal that was broken off; `told` hears which graph goes next.

        From the first step on nobody can read or write in it. Only the installation's operator may. Raises
        `UnknownTenant` where nothing is left of such a library.
        """
        require(actor, Permission.TENANT_ADMIN, EVERY)
        key = Key(self._names.identity, self._names.tenant(slug))
        if not self._store.history([key], IDENTITY)[0]:
            raise UnknownTenant(f"There is no library “{slug}”.")
        (document,) = self._store.read([key], IDENTITY)
        if document is not None:
            self._commit(Change(self._cause(actor, "tenant.close"), deletes=(Delete(key, document.version),)))
        accounts, tokens = self._end_rights(actor, slug)
        graphs = (grant(KINDS, {slug}),)
        documents = 0
        for kind in KINDS:
            told(kind)
            documents += self._store.drop(self._names.graph(slug, kind), Scope(graphs, graphs), forget=True)
        self._tell(actor)
        beside = (provider_key, trial_key, webhooks_key, partners_key)
        self._store.forget([*(each(self._names, slug) for each in beside), key], IDENTITY)
        return Removed(documents, accounts, tokens)

    def _end_rights(self, actor: Actor, slug: str) -> tuple[int, int]:
        """Take the library's roles away; how many accounts that had no others, and tokens of theirs, went."""
        gone: set[str] = set()
        identities: list[Key] = []
        for document in self._all("lsp:Account"):
            account = account_of(document.body)
            if slug in account.held or account.tenant == slug:
                after = account.without(slug)
                if after.held:
                    put = Put(document.key, account_node(after, self._names), document.version)
                    self._commit(Change(self._cause(actor, "account.roles"), (put,)))
                else:
                    gone.add(account.id)
                    identities += (Key(self._names.identity, iri) for iri in account.identities)
            self._lose_past(document.key, slug)
        tokens = [each.key for each in self._all("lsp:Token") if token_of(each.body).account in gone]
        accounts = [Key(self._names.identity, f"{self._names.base}accounts/{each}") for each in sorted(gone)]
        credentials = [Key(self._names.identity, credential_iri(each, self._names)) for each in sorted(gone)]
        sessions = [each.key for each in self._all("lsp:Session") if session_of(each.body).account in gone]
        self._store.forget([*tokens, *accounts, *credentials, *identities, *sessions], IDENTITY)
        return len(accounts), len(tokens)

    def _lose_past(self, key: Key, slug: str) -> None:
        """Drop what an account was, where that tells of the library."""
        (versions,) = self._store.history([key], IDENTITY)
        past = [each for each in versions[:-1] if each.body is not None]
        telling = [each for each in past if slug in (known := account_of(each.body)).held or known.tenant == slug]  # type: ignore[arg-type]
        if telling:
            self._store.lose([(key, each.version) for each in telling])

    def _tell(self, actor: Actor) -> None:
        """Let followers take away what is gone, with a document that says when and by whom, and not what."""
        iri = f"{self._names.base}removals/{secrets.token_hex(10)}"
        when = [{"@value": self._clock().isoformat(), "@type": "xsd:dateTime"}]
        body = {"@id": iri, "@type": ["lsp:Removal"], "lsp:removedAt": when}
        put = Put(Key(self._names.identity, iri), body, ABSENT)
        self._commit(Change(self._cause(actor, REMOVED), (put,)))

    def _all(self, type: str) -> Iterator[Document]:
        return walking.documents(self._store, self._names.identity, IDENTITY, type=type)

    def _commit(self, change: Change) -> None:
        self._store.commit(change, IDENTITY)

    def _cause(self, actor: Actor, command: str) -> Cause:
        return Cause(actor.id, command, self._clock())
