"""What the public's pages show: a library, a search, a resource. Each view asks once and hands on what came."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode

from app.pages.asking import Json, NothingThere
from app.pages.elsewhere import held
from app.pages.schema_org import described
from app.pages.then import earlier, then
from app.pages.visit import EVERYWHERE, Shown, Visit
from app.pages.where import choices
from app.pages.where import chosen as looked_in
from app.protocols.linked import memento
from app.protocols.linked.answers import Deleted
from app.protocols.linked.formats import FORMS
from graph.access.model import Reading
from graph.store.names import NETWORKS, parse_graph
from graph.store.scope import Scope
from mappings.bibframe.read import iris
from mappings.errors import CatalographError

PAGE_SIZE: Final = 20
FACETS: Final[Mapping[str, str]] = {
    "type": "TYPE",
    "format": "FORMAT",
    "language": "LANGUAGE",
    "author": "AGENT",
    "subject": "SUBJECT",
    "genre": "GENRE",
    "decade": "DECADE",
    "location": "LOCATION",
    "library": "LIBRARY",
}
"""The facets of a search, by their parameter in the address."""
COSTLY: Final = frozenset({"author", "subject"})
"""Facets with so many values that counting them takes longer than finding the hits."""
SORTS: Final[Mapping[str, str]] = {
    "relevance": "RELEVANCE",
    "title": "TITLE",
    "newest": "DATE_NEWEST",
    "oldest": "DATE_OLDEST",
    "added": "RECENTLY_ADDED",
}
_MOST_VALUES: Final = 20
_TEMPLATES: Final[Mapping[str, str]] = {
    "Work": "work.html",
    "Instance": "instance.html",
    "Item": "item.html",
    "Agent": "heading.html",
    "Concept": "heading.html",
}


def libraries(visit: Visit) -> Shown:
    """The libraries of the installation."""
    readable = visit.services.tenants.policies().readable_networks(visit.caller.actor)
    return Shown("libraries.html", {"libraries": visit.ask("libraries")["tenants"]["nodes"], "readable": readable})


def network(visit: Visit, slug: str) -> Shown:
    """A network: its libraries, and how what they share is had as data. Raises `NothingThere`."""
    policies = visit.services.tenants.policies()
    if slug not in policies.readable_networks(visit.caller.actor):
        raise NothingThere
    return Shown("network.html", {**visit.ask("network", network=slug), "public": policies.public})


def library(visit: Visit) -> Shown:
    """A library: its search, what came last, what it has most of, when it is open."""
    found = visit.ask("library", tenant=visit.library.slug)
    house = visit.library
    welcome = _in_language(house.appearance.welcome, visit)
    facets = {each["field"]: each["buckets"] for each in found["search"]["facets"]}
    values = {"facets": facets, "parameter_of": PARAMETERS, "welcome": welcome, "networks": choices(visit)[1:-1]}
    return Shown("library.html", {**found, **values})


PARAMETERS: Final[Mapping[str, str]] = {field: parameter for parameter, field in FACETS.items()}
"""The parameter in the address of each facet."""


def search(visit: Visit) -> Shown:
    """A page of hits with facets. Raises `PageRefused` for a cursor that is none."""
    chosen = {name: visit.parameters.getlist(name)[:_MOST_VALUES] for name in FACETS if visit.parameters.get(name)}
    offered = choices(visit)
    where = looked_in(visit, offered)
    union = where.name is not None
    available = visit.parameter("available") == "1"
    sort = visit.parameter("sort") or "relevance"
    more = visit.parameter("more") == "1"
    filters = [{"field": FACETS[name], "anyOf": values} for name, values in chosen.items()]
    before = visit.parameter("before")
    found = visit.ask(
        "search",
        input={
            "text": visit.parameter("q"),
            "filters": filters,
            "kinds": ["WORK"],
            "availableOnly": available,
            **({"scope": where.scope, "by": "CLUSTER"} if union else {}),
        },
        first=PAGE_SIZE,
        last=PAGE_SIZE if before else None,
        before=before,
        after=None if before else visit.parameter("after"),
        sort=SORTS.get(sort, "RELEVANCE"),
        fields=_counted(chosen, union=union, more=more),
        union=union,
    )
    state: dict[str, Any] = {
        **chosen,
        "q": visit.parameter("q"),
        "where": where.name,
        "available": "1" if available else None,
        "sort": sort if sort in SORTS and sort != "relevance" else None,
        "more": "1" if more else None,
    }
    facets = [
        {
            "name": PARAMETERS[each["field"]],
            "buckets": [_bucket(visit, one, each["field"], state) for one in each["buckets"]],
        }
        for each in found["search"]["facets"]
        if each["buckets"]
    ]
    if union:
        found["search"]["nodes"] = [
            {**each["node"], "libraries": each["libraries"]} for each in found["search"]["edges"]
        ]
    values = {"facets": facets, "state": state, "sorts": tuple(SORTS), "sort": sort, "places": offered, "place": where}
    return Shown("search.html", {**found, **values})


def _counted(chosen: Mapping[str, Any], *, union: bool, more: bool) -> list[str]:
    """The facets that are counted, the libraries first where there are several: those of many values where one is
    chosen, or more were asked for.
    """
    shown = set(FACETS) - (set() if union else {"library"}) - (set() if more else COSTLY - set(chosen))
    return [FACETS[name] for name in sorted(FACETS, key=lambda name: name != "library") if name in shown]


def _bucket(visit: Visit, bucket: Json, field: str, state: Mapping[str, Any]) -> Json:
    """A value of a facet, with the search that it leads to where it is chosen, or chosen no more."""
    name = PARAMETERS[field]
    values = [each for each in state.get(name, ()) if each != bucket["value"]]
    if not bucket["selected"]:
        values.append(bucket["value"])
    href = visit.addresses.page("search", {**state, name: values})
    return {**bucket, "href": href, "number": visit.wording.number(bucket["count"])}


def resource(visit: Visit, collection: str, name: str) -> Shown:
    """The page about one resource of a library, under its own address; `collection` is one of `COLLECTIONS`.

    Raises `NothingThere`.
    """
    iri = f"{visit.services.names.base}{visit.library.slug}/{collection}/{name}"
    return _held(visit, iri) if collection == "holdings" else _about(visit, iri)


def _held(visit: Visit, iri: str) -> Shown:
    """Holdings are shown on the page of the edition that they are of."""
    (found,) = visit.services.catalogue.resources([iri], visit.services.access.scope(visit.caller.actor))
    editions = [] if found is None else iris(found.body, "lsp:holdingsFor")
    return Shown(lead=visit.addresses.resource(editions[0]), status=303) if editions else _about(visit, iri)


def shared(visit: Visit, collection: str, name: str) -> Shown:
    """What a network shares has its page in each of its libraries; this leads to the first of them. Raises
    `NothingThere`, `Deleted`.
    """
    services, policies = visit.services, visit.services.tenants.policies()
    iri = services.names.resource(NETWORKS, collection, name)
    scope = services.access.scope(visit.caller.actor, Reading(all=True))
    (found,) = services.catalogue.resources([iri], scope)
    if found is None:
        raise _not_there(visit, iri, scope)
    networks = [parse_graph(each.key.graph).owner for each in found.layers]
    members = frozenset[str]().union(*(policies.members.get(each, frozenset()) for each in networks))
    libraries = sorted(members & services.access.readable_tenants(scope))
    if not libraries:
        raise NothingThere
    asked = visit.parameter(memento.AS_OF)
    parameters = {"iri": found.iri} | ({} if asked is None else {memento.AS_OF: asked})
    return Shown(lead=f"/{libraries[0]}/about?{urlencode(parameters)}", status=303)


def about(visit: Visit) -> Shown:
    """The page about a resource whose address is elsewhere, named by `iri`; of what other libraries here
    describe only works are shown here. Raises `NothingThere`, `Deleted`.
    """
    iri, asked = visit.parameter("iri"), visit.parameter(memento.AS_OF)
    if iri is None:
        raise NothingThere
    if visit.addresses.has_own(iri) and (asked is not None or not visit.addresses.is_work_elsewhere(iri)):
        there = visit.addresses.resource(iri) if asked is None else visit.addresses.then(iri, None, asked)
        return Shown(lead=there, status=303)
    return _about(visit, iri)


def in_schema_org(visit: Visit, iri: str) -> Json:
    """A resource in the words of schema.org, as JSON-LD. Raises `NothingThere`, `Deleted`."""
    return described(_asked_for(visit, iri), visit)


def _asked_for(visit: Visit, iri: str) -> Json:
    reading = Reading(all=True) if visit.addresses.is_work_elsewhere(iri) else None
    scope = None if reading is None else EVERYWHERE
    asked = {"iri": iri, "scope": scope, "after": visit.parameter("after"), "everywhere": EVERYWHERE}
    it: Json | None = visit.ask("resource", **asked)["resource"]
    if it is not None and it["__typename"] in _TEMPLATES:
        return it
    raise _not_there(visit, iri, visit.services.access.scope(visit.caller.actor, reading))


def _not_there(visit: Visit, iri: str, scope: Scope) -> CatalographError:
    """Why there is no page about a resource: it was deleted, or never was there for whoever looks."""
    was_there = visit.services.catalogue.deleted([iri], scope)[0] is not None
    return Deleted("This was deleted.") if was_there else NothingThere()


def _about(visit: Visit, iri: str) -> Shown:
    moment = memento.moment_in(visit.parameter(memento.AS_OF), visit.clock())
    if moment is not None:
        return then(visit, iri, moment)
    it = _asked_for(visit, iri)
    if it["iri"] != iri and visit.addresses.has_own(it["iri"]):  # merged into another, or replaced by it
        lead = visit.addresses.here if visit.addresses.is_work_elsewhere(iri) else visit.addresses.resource
        return Shown(lead=lead(it["iri"]), status=301)
    kind, own = it["__typename"], visit.addresses.is_own(it["iri"])
    editions = it["instances"]["nodes"] if kind == "Work" else [it] if kind == "Instance" else []
    values = {
        "it": it,
        "kind": kind,
        "editions": editions,
        "held": held(visit, it["iri"]) if kind in {"Work", "Instance"} else None,
        "structured": described(it, visit),
        "endings": [
            each
            for each, form in FORMS.items()
            if visit.addresses.format(iri, each) and (kind in {"Work", "Instance"} or not form.of_records)
        ],
        "own_address": own,
    }
    return Shown(_TEMPLATES[kind], values, headers=earlier(visit, iri) if own else {})


def _in_language(texts: Mapping[str, str], visit: Visit) -> Json | None:
    for language in (visit.wording.language, *visit.caller.languages, *texts):
        if language in texts:
            return {"value": texts[language], "lang": language}
    return None
