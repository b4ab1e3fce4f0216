"""Working papers of cataloguers: drafts, templates and proposals. Documents of a library's staff graph that describe
nothing yet.

What a paper holds is kept as text, so that it is in no list, has no keys, and may be as unfinished as it likes. Readers
of resources don't meet papers: the services of papers alone read them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

import orjson

from graph.access.model import Actor
from graph.catalogue import lists
from graph.catalogue.errors import Invalid, StalePaper
from graph.catalogue.layers import versions_of
from graph.catalogue.validation import collection_of, valid_iri
from graph.store.errors import Conflict
from graph.store.model import Cause, Change, Committed, Delete, Document, Key, Put
from graph.store.names import GraphKind, Names
from graph.store.paging import Page, Slice
from graph.store.port import Store
from graph.store.scope import Scope, grant
from mappings.bibframe.node import Node

MOST_ROOTS: Final = 100
MOST_BYTES: Final = 2_000_000
LONGEST_TITLE: Final = 500


class PaperKind(StrEnum):
    """What a paper is; the value is its type, without the prefix."""

    DRAFT = "Draft"
    TEMPLATE = "Template"
    PROPOSAL = "Proposal"


class ProposalState(StrEnum):
    """Where a proposal is in its life."""

    OPEN = "OPEN"
    ACCEPTED = "ACCEPTED"
    REFUSED = "REFUSED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is being described: roots with all their parts (a work, its instances, items), new ones or changed copies.

    `bases` has the revision each changed copy began from; a root without one is new. `profile` names the application
    profile of the form, `title` is for lists.
    """

    nodes: tuple[Node, ...] = ()
    bases: Mapping[str, str] = field(default_factory=dict)
    profile: str | None = None
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of a proposal: who decided and why."""

    state: ProposalState = ProposalState.OPEN
    by: str | None = None
    reason: str | None = None
    became: tuple[str, ...] = ()
    """The resources it became, where it was accepted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One working paper. `owner` is the account that wrote it; `note` what a proposer says about it."""

    iri: str
    kind: PaperKind
    owner: str
    content: Content
    minted: tuple[str, ...] = ()
    note: str = ""
    verdict: Verdict = Verdict()
    revision: int = 0
    created: datetime | None = None
    changed: datetime | None = None


def paper_node(paper: Paper, names: Names, tenant: str) -> Node:
    """The document of a paper. It points at its owner and its library, by its kind, to be listed by."""
    content, verdict = paper.content, paper.verdict
    node: Node = {
        "@id": paper.iri,
        "@type": [f"lsp:{paper.kind.value}"],
        f"{_path(paper.kind)}By": [{"@id": account_iri(names, paper.owner)}],
        f"{_path(paper.kind)}Of": [{"@id": names.tenant(tenant)}],
        "lsp:owner": [paper.owner],
        "lsp:title": [content.title],
        "lsp:nodes": [_json(content.nodes)],
        "lsp:bases": [_json(dict(content.bases))],
        "lsp:minted": [_json(paper.minted)],
    }
    if content.profile is not None:
        node["lsp:profile"] = [content.profile]
    if paper.note:
        node["lsp:note"] = [paper.note]
    if paper.kind is PaperKind.PROPOSAL:
        node["lsp:state"] = [verdict.state.value]
    for name, text in (("lsp:decidedBy", verdict.by), ("lsp:reason", verdict.reason)):
        if text is not None:
            node[name] = [text]
    if verdict.became:
        node["lsp:became"] = [_json(verdict.became)]
    return node


def paper_of(document: Document) -> Paper:
    """A paper from its document."""
    node = document.body
    return Paper(
        iri=document.key.iri,
        kind=PaperKind(node["@type"][0].removeprefix("lsp:")),
        owner=node["lsp:owner"][0],
        content=Content(
            nodes=tuple(_read(node, "lsp:nodes", [])),
            bases=_read(node, "lsp:bases", {}),
            profile=_text(node, "lsp:profile"),
            title=_text(node, "lsp:title") or "",
        ),
        minted=tuple(_read(node, "lsp:minted", [])),
        note=_text(node, "lsp:note") or "",
        verdict=Verdict(
            state=ProposalState(_text(node, "lsp:state") or ProposalState.OPEN),
            by=_text(node, "lsp:decidedBy"),
            reason=_text(node, "lsp:reason"),
            became=tuple(_read(node, "lsp:became", [])),
        ),
        revision=document.version,
        created=document.created,
        changed=document.changed,
    )


class Papers:
    """Reads and writes the papers of one library at a time, whoever wrote them: who may see which is for their services
    to say.
    """

    def __init__(self, store: Store, names: Names, clock: Callable[[], datetime]) -> None:
        self._store, self.names, self._clock = store, names, clock

    def scope(self, tenant: str) -> Scope:
        """The library's papers: read and written by services that know who asks."""
        graphs = (grant({GraphKind.STAFF}, {tenant}),)
        return Scope(graphs, graphs)

    def key(self, tenant: str, iri: str) -> Key:
        """Where a paper of a library is."""
        return Key(self.names.graph(tenant, GraphKind.STAFF), iri)

    def read(self, tenant: str, iris: Sequence[str], kind: PaperKind) -> list[Paper | None]:
        """The papers in the order asked; None where the library has none of this kind."""
        found = self._store.read([self.key(tenant, each) for each in iris], self.scope(tenant)) if iris else []
        wanted = f"lsp:{kind.value}"
        return [None if each is None or each.body["@type"] != [wanted] else paper_of(each) for each in found]

    def last(self, tenant: str, iri: str) -> Paper | None:
        """A paper that is gone, as it was last."""
        (versions,) = self._store.history([self.key(tenant, iri)], self.scope(tenant))
        bodies = [each for each in versions if each.body is not None]
        if not bodies:
            return None
        end = bodies[-1]
        moment = end.cause.at
        return paper_of(Document(end.key, end.version, end.body or {}, moment, moment))

    def by(self, tenant: str, owner: str, kind: PaperKind, page: Page) -> Slice[Paper]:
        """The papers of one kind that an account wrote, the last that was begun first."""
        return self._listed(tenant, account_iri(self.names, owner), f"{_path(kind)}By", kind, page)

    def recent(self, tenant: str, owner: str, kind: PaperKind, page: Page) -> Slice[Paper]:
        """The papers of one kind that an account wrote, the last changed first: all are read for it."""
        target, path = account_iri(self.names, owner), f"{_path(kind)}By"
        keys = lists.all_of(self._store, target, (path,), self.scope(tenant))
        found = [each for each in self.read(tenant, [key.iri for key in keys], kind) if each is not None]
        found.sort(key=lambda each: (each.changed is not None and each.changed.timestamp(), each.iri), reverse=True)
        return lists.sliced(found, lambda each: each.iri, page)

    def of(self, tenant: str, kind: PaperKind, page: Page) -> Slice[Paper]:
        """The papers of one kind of a library, the last that was begun first."""
        return self._listed(tenant, self.names.tenant(tenant), f"{_path(kind)}Of", kind, page)

    def commit(
        self,
        actor: Actor,
        command: str,
        request_id: str | None,
        tenant: str,
        puts: Sequence[Put] = (),
        deletes: Sequence[Delete] = (),
    ) -> Committed:
        """Write papers alone. Raises `StalePaper` where one is no longer as it was seen."""
        cause = Cause(actor.id, command, self._clock(), request_id)
        try:
            return self._store.commit(Change(cause, tuple(puts), tuple(deletes)), self.scope(tenant))
        except Conflict as error:
            raise StalePaper("It was saved or decided elsewhere since.") from error

    def _listed(self, tenant: str, target: str, path: str, kind: PaperKind, page: Page) -> Slice[Paper]:
        keys = lists.newest(self._store, target, (path,), self.scope(tenant), page)
        return lists.filled(keys, self.read(tenant, [key.iri for key in keys.items], kind))


def _path(kind: PaperKind) -> str:
    return f"lsp:{kind.value.lower()}"


def account_iri(names: Names, account: str) -> str:
    """What papers point at as their owner: nobody reads accounts by it."""
    return f"{names.base}accounts/{account}"


def checked_content(content: Content) -> Content:
    """The content where it is of a shape that can be kept, however unfinished. Raises `Invalid`."""
    if not content.nodes:
        raise Invalid("There is nothing in it.", ("nodes",), which="empty")
    if len(content.nodes) > MOST_ROOTS:
        raise Invalid(
            f"At most {MOST_ROOTS} resources are worked on together.",
            ("nodes",),
            which="too-many-roots",
            values={"most": MOST_ROOTS},
        )
    if len(content.title) > LONGEST_TITLE or len(content.profile or "") > LONGEST_TITLE:
        raise Invalid(
            f"A title has at most {LONGEST_TITLE} characters.",
            ("title",),
            which="title-long",
            values={"most": LONGEST_TITLE},
        )
    for at, node in enumerate(content.nodes):
        with root_at(at):
            collection_of(node.get("@type", ()))
    if len(_json(content.nodes)) > MOST_BYTES:
        raise Invalid(
            f"All together it can have at most {MOST_BYTES:,} bytes.",
            ("nodes",),
            which="too-large",
            values={"most": MOST_BYTES},
        )
    iris = [node["@id"] for node in _all_named(content.nodes)]
    if len(set(iris)) != len(iris):
        raise Invalid("The same resource is in it twice.", ("nodes",))
    for iri, revision in content.bases.items():
        if iri not in iris or not valid_iri(iri) or not versions_of(revision):
            raise Invalid(f"“{revision[:100]}” is no revision of something in it.", ("bases",))
    return content


@contextmanager
def root_at(at: int) -> Iterator[None]:
    """What is wrong with one root is told with the root's place. Raises `Invalid`."""
    try:
        yield
    except Invalid as error:
        raise Invalid(error.message, ("nodes", str(at), *error.path), hint=error.way_out or None) from error


def addressed(
    content: Content, names: Names, tenant: str, local: Callable[[int], str]
) -> tuple[Content, tuple[str, ...]]:
    """The content with an address for every root that is new (`_:anything`, or without a name), and those addresses.
    `local` gives the end of one by the place of its root.
    """
    nodes = _all_named(content.nodes)
    given = {
        str(node["@id"]): names.resource(tenant, collection_of(node["@type"]), local(at))
        for at, node in enumerate(nodes)
        if str(node["@id"]).startswith("_:")
    }
    return named(replace(content, nodes=nodes), given), tuple(given.values())


def _all_named(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """Roots where one without a name is called by its place."""
    return tuple({"@id": f"_:{at}", **node} for at, node in enumerate(nodes))


def named(content: Content, minted: Mapping[str, str]) -> Content:
    """The content with names that only hold inside it (`_:work`) replaced by addresses, wherever they are said."""
    return replace(content, nodes=tuple(_renamed(node, minted) for node in content.nodes))


def _renamed(value: Any, minted: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {
            name: minted.get(each, each) if name == "@id" else _renamed(each, minted) for name, each in value.items()
        }
    return [_renamed(each, minted) for each in value] if isinstance(value, list) else value


def _json(value: object) -> str:
    try:
        return orjson.dumps(value).decode()
    except (TypeError, RecursionError) as error:
        raise Invalid("It can't be written down: a text in it is no text, or it is nested without end.") from error


def _read(node: Node, name: str, otherwise: Any) -> Any:
    return orjson.loads(node[name][0]) if name in node else otherwise


def _text(node: Node, name: str) -> str | None:
    return str(node[name][0]) if name in node else None
