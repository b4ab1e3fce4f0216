"""Templates: descriptions to begin from, named, for everybody who drafts in a library; and copies of what is there, its
own or another library's, to begin from once.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Final

from graph.access.model import Actor, Permission, Reading, acting
from graph.access.service import AccessService
from graph.catalogue.drafts import Drafts, version_of
from graph.catalogue.errors import Invalid, UnknownPaper
from graph.catalogue.model import Resource
from graph.catalogue.papers import Content, Paper, PaperKind, Papers, checked_content, named, paper_node
from graph.catalogue.resources import ResourceReader
from graph.catalogue.validation import HELD, KEPT_TO_STAFF, RESERVED, collection_of, valid_iri
from graph.catalogue.writing import not_found
from graph.store.model import ABSENT, Delete, Put
from graph.store.names import opaque_id
from graph.store.paging import Page, Slice
from mappings.bibframe.node import Node
from mappings.bibframe.read import title

_STAYS_BEHIND: Final = RESERVED | KEPT_TO_STAFF | {"bf:hasInstance", "bf:hasItem"}
"""What belongs to the record that is copied alone."""


class Templates:
    """Reading them needs `catalogue.propose`, changing them `catalogue.write`."""

    def __init__(self, papers: Papers) -> None:
        self._papers = papers

    def of(self, actor: Actor, page: Page) -> Slice[Paper]:
        """The templates of the acting library, the last begun first. Raises `Forbidden`."""
        return self._papers.of(acting(actor, Permission.CATALOGUE_PROPOSE), PaperKind.TEMPLATE, page)

    def read(self, actor: Actor, iris: Sequence[str]) -> list[Paper | None]:
        """Templates in the order asked; None where the acting library has none of that name."""
        if actor.tenant is None or not actor.may(Permission.CATALOGUE_PROPOSE):
            return [None for _ in iris]
        return self._papers.read(actor.tenant, iris, PaperKind.TEMPLATE)

    def put(
        self,
        actor: Actor,
        content: Content,
        iri: str | None = None,
        revision: str | None = None,
        request_id: str | None = None,
    ) -> Paper:
        """Make a template, or change one; `content.title` is its name. It keeps no addresses of what it was made from.

        Raises `Forbidden`, `Invalid`, `UnknownPaper`, `StalePaper`.
        """
        tenant = acting(actor, Permission.CATALOGUE_WRITE)
        if not content.title.strip():
            raise Invalid("A template needs a name.", ("name",), which="name-missing")
        if iri is None:
            local = opaque_id("template", actor.id, request_id) if request_id else secrets.token_hex(10)
            iri = self._papers.names.resource(tenant, "templates", local)
        elif self.read(actor, [iri]) == [None]:
            raise UnknownPaper("There is no such template.")
        held = checked_content(Content(nodes=content.nodes, profile=content.profile, title=content.title.strip()))
        paper = Paper(iri=iri, kind=PaperKind.TEMPLATE, owner=actor.id, content=nameless(held))
        expects = version_of(revision) or ABSENT
        put = Put(self._papers.key(tenant, iri), paper_node(paper, self._papers.names, tenant), expects)
        self._papers.commit(actor, "templatePut", request_id, tenant, [put])
        (kept,) = self.read(actor, [iri])
        if kept is None:
            raise UnknownPaper("There is no such template.")
        return kept

    def delete(self, actor: Actor, iri: str, revision: str, request_id: str | None = None) -> None:
        """Throw a template away. Raises `Forbidden`, `UnknownPaper`, `StalePaper`."""
        tenant = acting(actor, Permission.CATALOGUE_WRITE)
        if self.read(actor, [iri]) == [None]:
            if request_id is None or not self._papers.commit(actor, "templateDelete", request_id, tenant).replayed:
                raise UnknownPaper("There is no such template.")
            return
        gone = Delete(self._papers.key(tenant, iri), version_of(revision))
        self._papers.commit(actor, "templateDelete", request_id, tenant, deletes=[gone])


class Copying:
    """Begins drafts from what is there already."""

    def __init__(self, access: AccessService, resources: ResourceReader, drafts: Drafts) -> None:
        self._access, self._resources, self._drafts = access, resources, drafts

    def copy(self, actor: Actor, iri: str, request_id: str | None = None) -> Paper:
        """A draft that begins as a copy of a work, or of an instance with its work: of any library that lets the actor
        read it. Each says what it was derived from.

        Raises `Forbidden`, `NotFound`, `Invalid` for what is a library's alone (items, holdings).
        """
        acting(actor, Permission.CATALOGUE_PROPOSE)
        scope = self._access.scope(actor, Reading(all=True))
        (found,) = self._resources.resources([iri], scope) if valid_iri(iri) else (None,)
        if found is None:
            raise not_found(iri)
        if collection_of(found.types) in HELD:
            raise Invalid("Items and holdings are one library's own.", ("id",), which="template-items")
        above = [each["@id"] for each in found.body.get("bf:instanceOf", ()) if isinstance(each, dict)]
        works = [each for each in self._resources.resources(above, scope) if each is not None] if above else []
        roots = [found, *works]
        bare = nameless(Content(nodes=tuple(_taken_along(each.body) for each in roots)))
        nodes = tuple(derived_from(node, each.iri) for node, each in zip(bare.nodes, roots, strict=True))
        return self._drafts.put(actor, Content(nodes=nodes, title=_title(found)), request_id=request_id)


def nameless(content: Content) -> Content:
    """The same with names that only hold inside it, so that whoever begins from it begins something new."""
    given = {
        str(node["@id"]): f"_:{at}" for at, node in enumerate(content.nodes, 1) if not str(node["@id"]).startswith("_:")
    } if all("@id" in node for node in content.nodes) else {}  # fmt: skip
    return named(content, given)


def _taken_along(body: Node) -> Node:
    return {name: values for name, values in body.items() if name not in _STAYS_BEHIND}


def derived_from(node: Node, source: str) -> Node:
    """A description that says from which other one it was made."""
    origin: Node = {"@type": ["bf:AdminMetadata"], "bf:derivedFrom": [{"@id": source}]}
    return {**node, "bf:adminMetadata": [*node.get("bf:adminMetadata", ()), origin]}


def _title(source: Resource) -> str:
    found = title(source.body)
    return "" if found is None else found.full[:300]
