"""What the public's pages show: a library, a search, a resource. Each view asks once and hands on what came."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from app.pages.asking import Json, NothingThere
from app.pages.elsewhere import held_elsewhere
from app.pages.schema_org import described
from app.pages.visit import EVERYWHERE, Shown, Visit
from app.protocols.linked.endpoint import Deleted
from app.protocols.linked.formats import FORMS

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
    return Shown("libraries.html", {"libraries": visit.ask("libraries")["tenants"]["nodes"]})


def library(visit: Visit) -> Shown:
    """A library: its search, what came last, what it has most of, when it is open."""
    found = visit.ask("library", tenant=visit.library.slug)
    house = visit.library
    welcome = _in_language(house.appearance.welcome, visit)
    facets = {each["field"]: each["buckets"] for each in found["search"]["facets"]}
    return Shown("library.html", {**found, "facets": facets, "parameter_of": PARAMETERS, "welcome": welcome})


PARAMETERS: Final[Mapping[str, str]] = {field: parameter for parameter, field in FACETS.items()}
"""The parameter in the address of each facet."""


def search(visit: Visit) -> Shown:
    """A page of hits with facets. Raises `PageRefused` for a cursor that is none."""
    chosen = {name: visit.parameters.getlist(name)[:_MOST_VALUES] for name in FACETS if visit.parameters.get(name)}
    everywhere = visit.parameter("where") == "all"
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
            **({"scope": EVERYWHERE} if everywhere else {}),
        },
        first=PAGE_SIZE,
        last=PAGE_SIZE if before else None,
        before=before,
        after=None if before else visit.parameter("after"),
        sort=SORTS.get(sort, "RELEVANCE"),
        fields=_counted(chosen, everywhere=everywhere, more=more),
    )
    state: dict[str, Any] = {
        **chosen,
        "q": visit.parameter("q"),
        "where": "all" if everywhere else None,
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
    return Shown("search.html", {**found, "facets": facets, "state": state, "sorts": tuple(SORTS), "sort": sort})


def _counted(chosen: Mapping[str, Any], *, everywhere: bool, more: bool) -> list[str]:
    """The facets that are counted: those of many values where one is chosen, or more were asked for."""
    shown = set(FACETS) - (set() if everywhere else {"library"}) - (set() if more else COSTLY - set(chosen))
    return [field for name, field in FACETS.items() if name in shown]


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
    return _about(visit, iri)


def about(visit: Visit) -> Shown:
    """The page about a resource whose address is elsewhere, named by `iri`. Raises `NothingThere`."""
    iri = visit.parameter("iri")
    if iri is None:
        raise NothingThere
    if visit.addresses.has_own(iri):
        return Shown(lead=visit.addresses.resource(iri), status=303)
    return _about(visit, iri)


def in_schema_org(visit: Visit, collection: str, name: str) -> Json:
    """A resource of a library in the words of schema.org, as JSON-LD. Raises `NothingThere`, `Deleted`."""
    return described(_asked_for(visit, f"{visit.services.names.base}{visit.library.slug}/{collection}/{name}"), visit)


def _asked_for(visit: Visit, iri: str) -> Json:
    it: Json | None = visit.ask("resource", iri=iri, after=visit.parameter("after"), everywhere=EVERYWHERE)["resource"]
    if it is not None and it["__typename"] in _TEMPLATES:
        return it
    scope = visit.services.access.scope(visit.caller.actor)
    if visit.services.catalogue.deleted([iri], scope)[0] is not None:
        raise Deleted("This was deleted.")
    raise NothingThere


def _about(visit: Visit, iri: str) -> Shown:
    it = _asked_for(visit, iri)
    if it["iri"] != iri and visit.addresses.has_own(it["iri"]):  # merged into another, or replaced by it
        return Shown(lead=visit.addresses.resource(it["iri"]), status=301)
    kind = it["__typename"]
    editions = it["instances"]["nodes"] if kind == "Work" else [it] if kind == "Instance" else []
    values = {
        "it": it,
        "kind": kind,
        "editions": editions,
        "elsewhere": held_elsewhere(visit, editions),
        "structured": described(it, visit),
        "endings": [each for each, form in FORMS.items() if kind in {"Work", "Instance"} or not form.of_records],
        "own_address": visit.addresses.has_own(it["iri"]),
    }
    return Shown(_TEMPLATES[kind], values)


def _in_language(texts: Mapping[str, str], visit: Visit) -> Json | None:
    for language in (visit.wording.language, *visit.caller.languages, *texts):
        if language in texts:
            return {"value": texts[language], "lang": language}
    return None
