"""From identifiers to documents with their items: many at a time, with a constant number of store calls.

A document is a work or an instance; an item that is asked for is shown below what it is a copy of. Only what everybody
who reads the catalogue may see is shown, whoever asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.protocols.daia.names import ADDRESS, Named, reader
from graph.catalogue.model import Resource
from graph.holdings.details import is_suppressed
from graph.holdings.model import Item
from graph.services import Services
from graph.store.paging import Page
from graph.store.scope import Scope

_ALL = Page(first=1000)


@dataclass(frozen=True, slots=True)
class Found:
    """A document: its IRI, what describes it (None where only a copy of it is known) and the items to show."""

    requested: str
    iri: str
    described: Resource | None
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """The documents found, and the identifiers that are put off: what they name is among the documents already, and an
    answer has each document and item once.
    """

    documents: tuple[Found, ...]
    put_off: tuple[str, ...]


@dataclass(slots=True)
class _Meant:
    """What identifiers lead to."""

    by_name: dict[str, list[Resource]] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    """The items that were asked for themselves."""
    instances: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Per document, the instances whose copies are its items."""
    copies: dict[str, tuple[Item, ...]] = field(default_factory=dict)
    """Per instance, its items."""
    bearers: dict[str, Resource] = field(default_factory=dict)
    """What items that were asked for are copies of."""


def look_up(services: Services, tenant: str, texts: Sequence[str], scope: Scope) -> Answered:
    """What the identifiers name in a library. An identifier that names nothing has no document."""
    read = reader(services.names.base, services.tenants.tenant(tenant).policy.source)
    names = {text: read(text) for text in texts}
    meant = _Meant(by_name=_described(services, names, scope))
    _follow(services, tenant, meant, scope)
    return _each_once(texts, meant)


def _described(services: Services, names: Mapping[str, Named], scope: Scope) -> dict[str, list[Resource]]:
    """Per identifier, the works, instances and items it names that everybody sees."""
    schemes: dict[str, list[str]] = {}
    for each in names.values():
        schemes.setdefault(each.scheme, []).append(each.value)
    known: dict[Named, Sequence[Resource]] = {}
    for scheme, values in schemes.items():
        wanted = list(dict.fromkeys(values))
        found: Iterable[Sequence[Resource]]
        if scheme == ADDRESS:
            found = [() if each is None else (each,) for each in services.catalogue.resources(wanted, scope)]
        else:
            found = services.catalogue.identified(scheme, wanted, scope)
        known |= {Named(scheme, value): each for value, each in zip(wanted, found, strict=True)}
    return {text: [each for each in known[name] if not is_suppressed(each)] for text, name in names.items()}


def _follow(services: Services, tenant: str, meant: _Meant, scope: Scope) -> None:
    """The instances of works, the items of instances, and what single items are copies of."""
    every = {each.iri: each for found in meant.by_name.values() for each in found}
    works = [iri for iri, each in every.items() if "bf:Work" in each.types]
    single = [iri for iri, each in every.items() if "bf:Item" in each.types]
    for work, page in zip(works, services.catalogue.instances_of(works, scope, _ALL) if works else (), strict=True):
        meant.instances[work] = (work, *(each.iri for each in page.items if not is_suppressed(each)))
    meant.instances |= {iri: (iri,) for iri, each in every.items() if "bf:Instance" in each.types}
    instances = list(dict.fromkeys(iri for some in meant.instances.values() for iri in some))
    pages = services.holdings.items_of(instances, scope, _ALL) if instances else ()
    for instance, each in zip(instances, pages, strict=True):
        meant.copies[instance] = tuple(item for item in each.items if _is_shown(item, tenant))
    found = services.holdings.items(single, scope) if single else ()
    meant.items = {each.iri: each for each in found if each is not None and _is_shown(each, tenant)}
    bearing = list(dict.fromkeys(each.instance for each in meant.items.values() if each.instance))
    described = services.catalogue.resources(bearing, scope) if bearing else ()
    meant.bearers = {each.iri: each for each in described if each is not None and not is_suppressed(each)}


def _is_shown(item: Item, tenant: str) -> bool:
    return item.tenant == tenant and not is_suppressed(item.resource)


def _each_once(texts: Sequence[str], meant: _Meant) -> Answered:
    documents: list[Found] = []
    put_off: list[str] = []
    seen: set[str] = set()
    for text in texts:
        found = [each for one in meant.by_name[text] if (each := _document(text, one, meant)) is not None]
        named = {iri for each in found for iri in (each.iri, *(item.iri for item in each.items))}
        if seen & named:
            put_off.append(text)
            continue
        for each in found:
            items = tuple(item for item in each.items if item.iri not in seen)
            if each.iri not in seen:
                documents.append(Found(text, each.iri, each.described, items))
            seen.update((each.iri, *(item.iri for item in items)))
    return Answered(tuple(documents), tuple(put_off))


def _document(text: str, resource: Resource, meant: _Meant) -> Found | None:
    if resource.iri in meant.instances:
        items = {item.iri: item for each in meant.instances[resource.iri] for item in meant.copies[each]}
        return Found(text, resource.iri, resource, tuple(items.values()))
    item = meant.items.get(resource.iri)
    if item is None:
        return None
    bearer = meant.bearers.get(item.instance or "")
    return Found(text, item.iri if bearer is None else bearer.iri, bearer, (item,))
