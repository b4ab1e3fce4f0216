"""Saved queries: texts in GraphQL or SPARQL with a name, kept in the private settings of their owner's library.

Each points at whom it is shown to, by its language: its owner, its library, the members of its library's networks, or
everybody with a role somewhere. Who reads them is decided here, by what holds when they are read: a library that leaves
a network takes its queries along. The services of settings and of resources don't meet them.
"""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from graph.access.model import Actor, Permission, acting, require
from graph.access.scopes import Policies
from graph.catalogue import lists
from graph.catalogue.drafts import version_of
from graph.catalogue.errors import Invalid, StalePaper, UnknownPaper
from graph.catalogue.papers import account_iri
from graph.store.errors import Conflict
from graph.store.model import ABSENT, Cause, Change, Committed, Delete, Document, Key, Put
from graph.store.names import GraphKind, Names, opaque_id
from graph.store.paging import Page, Slice
from graph.store.port import Store
from graph.store.scope import EVERY, Scope, grant
from mappings.bibframe.node import Node

LONGEST_NAME: Final = 200
LONGEST_TEXT: Final = 20_000
MOST: Final = 1_000
"""How many queries one library keeps: as many as one page of the store has."""
_BREAKS: Final = frozenset("\n\r\t")


class Language(StrEnum):
    """What a query is written in."""

    GRAPHQL = "graphql"
    SPARQL = "sparql"


class Audience(StrEnum):
    """Whom a query is shown to, each wider than the one before."""

    OWNER = "Owner"
    LIBRARY = "Library"
    NETWORK = "Network"
    EVERYONE = "Everyone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A query as it is to be kept."""

    name: str
    language: Language
    text: str
    audience: Audience = Audience.OWNER


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedQuery:
    """One saved query. `owner` is the account that keeps it, `tenant` its library."""

    iri: str
    tenant: str
    owner: str
    kept: Wanted
    revision: int
    created: datetime
    changed: datetime


class SavedQueries:
    """Reads and writes them. `policies` answers who shares what, as it is now.

    Everything needs `catalogue.read`, whatever is in SPARQL `research.sparql` besides.
    """

    def __init__(
        self, store: Store, names: Names, clock: Callable[[], datetime], policies: Callable[[], Policies]
    ) -> None:
        self._store, self._names, self._clock, self._policies = store, names, clock, policies

    def of(self, actor: Actor, page: Page) -> Slice[SavedQuery]:
        """What the actor sees in the acting library: their own, then the library's, its networks', everybody's; the
        last that was saved first in each. Raises `Forbidden`.
        """
        tenant = acting(actor, Permission.CATALOGUE_READ)
        keys = lists.sliced(self._seen(actor, tenant), lambda key: f"{key.graph} {key.iri}", page)
        return lists.filled(keys, self.read(actor, [key.iri for key in keys.items]))

    def read(self, actor: Actor, iris: Sequence[str]) -> list[SavedQuery | None]:
        """Queries in the order asked; None where there is none that the actor may see."""
        keys = [self._key(iri) for iri in iris]
        there = [key for key in keys if key is not None]
        found = self._store.read(there, _reading({EVERY})) if there else []
        by_key = {each.key: _query_of(each, self._names) for each in found if each is not None and _is_query(each)}
        policies = self._policies()
        answers = (None if key is None else by_key.get(key) for key in keys)
        return [each if each is not None and _sees(actor, each, policies) else None for each in answers]

    def put(
        self,
        actor: Actor,
        wanted: Wanted,
        iri: str | None = None,
        revision: str | None = None,
        request_id: str | None = None,
    ) -> SavedQuery:
        """Save a query, or change one of one's own.

        Raises `Forbidden`, `Invalid`, `UnknownPaper`, `StalePaper`.
        """
        tenant = acting(actor, Permission.CATALOGUE_READ)
        _may(actor, wanted.language)
        if iri is None:
            self._room(tenant)
            local = opaque_id("query", actor.id, request_id) if request_id else secrets.token_hex(10)
            iri = self._names.resource(tenant, "queries", local)
        else:
            self._own(actor, tenant, iri)
        node = self._node(iri, tenant, actor.id, _checked(wanted))
        expects = version_of(revision) or ABSENT
        put = Put(Key(self._names.graph(tenant, GraphKind.SETTINGS), iri), node, expects)
        self._commit(actor, tenant, "savedQueryPut", request_id, puts=(put,))
        (kept,) = self.read(actor, [iri])
        if kept is None:
            raise _unknown()
        return kept

    def delete(self, actor: Actor, iri: str, revision: str, request_id: str | None = None) -> None:
        """Throw a query away: one's own, or as administrator one that is shared in the library.

        Raises `Forbidden`, `UnknownPaper`, `StalePaper`.
        """
        tenant = acting(actor, Permission.CATALOGUE_READ)
        (found,) = self.read(actor, [iri])
        if found is None or found.tenant != tenant:
            if request_id and self._commit(actor, tenant, "savedQueryDelete", request_id).replayed:
                return
            raise _unknown()
        if found.owner != actor.id:
            require(actor, Permission.TENANT_ADMIN)
        gone = Delete(Key(self._names.graph(tenant, GraphKind.SETTINGS), iri), version_of(revision))
        self._commit(actor, tenant, "savedQueryDelete", request_id, deletes=(gone,))

    # inside

    def _seen(self, actor: Actor, tenant: str) -> list[Key]:
        """Where everything is that is shown to an actor in a library, each once."""
        policies = self._policies()
        languages = [each for each in Language if _allowed(actor, each)]
        near = {slug for each in policies.belongs_to(actor) for slug in policies.members.get(each, ())} - {tenant}
        own, home = [account_iri(self._names, actor.id)], [self._names.tenant(tenant)]
        members = [self._names.tenant(slug) for slug in sorted(near)]
        everyone = _paths([Audience.EVERYONE], languages)
        shared = lists.all_of(self._store, self._everyone(), everyone, _reading({EVERY}))
        found = [
            *self._listed(own, _paths([Audience.OWNER], languages), {tenant}),
            *self._listed(home, _paths([Audience.LIBRARY, Audience.NETWORK], languages), {tenant}),
            *self._listed(members, _paths([Audience.NETWORK], languages), near),
            *reversed(shared),
        ]
        return list(dict.fromkeys(found))

    def _listed(self, targets: Sequence[str], paths: Sequence[str], owners: Iterable[str]) -> list[Key]:
        """What points at each of one library's or person's targets, the last that was made first."""
        pages = self._store.incoming(targets, paths, _reading(owners), first=MOST) if targets else []
        return [key for page in pages for key in page.keys[::-1]]

    def _room(self, tenant: str) -> None:
        (page,) = self._store.incoming(
            [self._names.tenant(tenant)], ("lsp:queryOf",), _reading({tenant}), first=1, count=True
        )
        if (page.total or 0) >= MOST:
            raise Invalid(
                f"A library keeps at most {MOST:,} queries.",
                hint="Delete some that nobody uses.",
                which="too-many-queries",
                values={"most": MOST},
            )

    def _own(self, actor: Actor, tenant: str, iri: str) -> None:
        (found,) = self.read(actor, [iri])
        if found is None or found.tenant != tenant or found.owner != actor.id:
            raise _unknown()

    def _key(self, iri: str) -> Key | None:
        """Where a query of this name is: in the library that the name says."""
        slug, _, rest = iri.removeprefix(self._names.base).partition("/")
        if slug not in self._policies().tenants or iri != self._names.resource(slug, "queries", rest[8:]):
            return None
        return Key(self._names.graph(slug, GraphKind.SETTINGS), iri)

    def _everyone(self) -> str:
        return f"{self._names.base}queries/everyone"

    def _node(self, iri: str, tenant: str, owner: str, wanted: Wanted) -> Node:
        """The document of a query: it points at the library, its owner, and whom it is shown to."""
        target = self._everyone() if wanted.audience is Audience.EVERYONE else self._names.tenant(tenant)
        (mine,) = _paths([Audience.OWNER], [wanted.language])
        node: Node = {
            "@id": iri,
            "@type": ["lsp:SavedQuery"],
            "lsp:queryOf": [{"@id": self._names.tenant(tenant)}],
            mine: [{"@id": account_iri(self._names, owner)}],
            "lsp:owner": [owner],
            "lsp:title": [wanted.name],
            "lsp:language": [wanted.language.value],
            "lsp:query": [wanted.text],
            "lsp:audience": [wanted.audience.value],
        }
        if wanted.audience is not Audience.OWNER:
            (shown,) = _paths([wanted.audience], [wanted.language])
            node[shown] = [{"@id": target}]
        return node

    def _commit(
        self,
        actor: Actor,
        tenant: str,
        command: str,
        request_id: str | None,
        puts: tuple[Put, ...] = (),
        deletes: tuple[Delete, ...] = (),
    ) -> Committed:
        graphs = (grant({GraphKind.SETTINGS}, {tenant}),)
        cause = Cause(actor.id, command, self._clock(), request_id)
        try:
            return self._store.commit(Change(cause, puts, deletes), Scope(graphs, graphs))
        except Conflict as error:
            raise StalePaper("It was saved or deleted elsewhere since.") from error


def _reading(owners: Iterable[str]) -> Scope:
    """The settings of these libraries: whoever holds it reads saved queries alone, and shows those that are shared."""
    return Scope((grant({GraphKind.SETTINGS}, owners),))


def _paths(audiences: Iterable[Audience], languages: Iterable[Language]) -> tuple[str, ...]:
    found = list(languages)
    return tuple(f"lsp:{language.value}Query{audience.value}" for audience in audiences for language in found)


def _allowed(actor: Actor, language: Language) -> bool:
    return language is not Language.SPARQL or actor.may(Permission.RESEARCH_SPARQL)


def _may(actor: Actor, language: Language) -> None:
    if language is Language.SPARQL:
        require(actor, Permission.RESEARCH_SPARQL)


def _sees(actor: Actor, query: SavedQuery, policies: Policies) -> bool:
    """Whether a query is shown to somebody, wherever they act."""
    if not _allowed(actor, query.kept.language):
        return False
    if query.owner == actor.id:
        return True
    match query.kept.audience:
        case Audience.OWNER:
            return False
        case Audience.EVERYONE:
            return any(Permission.CATALOGUE_READ in each for each in actor.grants.values())
        case Audience.NETWORK if not policies.belongs_to(actor).isdisjoint(policies.tenants[query.tenant].networks):
            return True
    return actor.may(Permission.CATALOGUE_READ, query.tenant)


def _checked(wanted: Wanted) -> Wanted:
    """The query where it can be kept, however unfinished. Raises `Invalid`."""
    name = wanted.name.strip()
    if not name:
        raise Invalid("A saved query needs a name.", ("name",), which="name-missing")
    if not wanted.text.strip():
        raise Invalid("There is no query to save.", ("text",), which="empty")
    for text, most, at in ((name, LONGEST_NAME, "name"), (wanted.text, LONGEST_TEXT, "text")):
        if len(text) > most:
            raise Invalid(f"It can have at most {most:,} characters.", (at,), which="text-long", values={"most": most})
        if any(unicodedata.category(each) in {"Cc", "Cs"} and each not in _BREAKS for each in text):
            raise Invalid("It contains a control character.", (at,), which="control")
    return Wanted(name=name, language=wanted.language, text=wanted.text, audience=wanted.audience)


def _is_query(document: Document) -> bool:
    return bool(document.body["@type"] == ["lsp:SavedQuery"])


def _query_of(document: Document, names: Names) -> SavedQuery:
    node = document.body
    return SavedQuery(
        iri=document.key.iri,
        tenant=names.owner_of(document.key.iri),
        owner=node["lsp:owner"][0],
        kept=Wanted(
            name=node["lsp:title"][0],
            language=Language(node["lsp:language"][0]),
            text=node["lsp:query"][0],
            audience=Audience(node["lsp:audience"][0]),
        ),
        revision=document.version,
        created=document.created,
        changed=document.changed,
    )


def _unknown() -> UnknownPaper:
    return UnknownPaper("There is no such query.")
