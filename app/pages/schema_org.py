"""What pages say to search engines: the same description in the words of schema.org (Bib extension included)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from app.pages.asking import Json
from app.pages.visit import Visit

CONTEXT: Final = "https://schema.org"
_TYPES: Final[Mapping[str, str]] = {
    "NotatedMusic": "SheetMusic",
    "Cartography": "Map",
    "Audio": "AudioObject",
    "MusicAudio": "MusicRecording",
    "MovingImage": "Movie",
    "Serial": "Periodical",
    "Series": "Periodical",
    "Manuscript": "Manuscript",
    "Text": "Book",
}
"""Classes of BIBFRAME and the type of schema.org a work of theirs is, the first that fits."""
_AGENTS: Final[Mapping[str, str]] = {
    "PERSON": "Person",
    "FAMILY": "Organization",
    "ORGANIZATION": "Organization",
    "JURISDICTION": "Organization",
    "MEETING": "Event",
}
_AVAILABLE: Final = "https://schema.org/InStock"
_OUT: Final = "https://schema.org/OutOfStock"


def described(it: Json, visit: Visit) -> Json:
    """A resource in schema.org's words, for a `script` element of its page."""
    match it["__typename"]:
        case "Work":
            made = {**_work(it), "workExample": [_edition(each, visit) for each in it["instances"]["nodes"]]}
        case "Instance":
            made = {**(_work(it["work"]) if it["work"] else {}), **_edition(it, visit)}
            made["@type"] = _type(it["types"])
            if it["work"]:
                made["exampleOfWork"] = {"@id": it["work"]["iri"]}
        case "Item":
            made = {"@type": "IndividualProduct", "offers": _offer(it)}
        case "Agent":
            made = {
                "@type": _AGENTS.get(it["kind"], "Thing"),
                "birthDate": it["birthDate"],
                "deathDate": it["deathDate"],
            }
        case _:
            made = {"@type": "DefinedTerm", "inDefinedTermSet": it["scheme"]}
    made = {"@context": CONTEXT, "@id": it["iri"], "name": _text(it["label"]), "sameAs": it["sameAs"], **made}
    return {name: value for name, value in made.items() if value not in (None, [], "")}


def _work(work: Json) -> Json:
    return {
        "@type": _type(work.get("types", ())),
        "author": [_agent(each["agent"]) for each in work["contributions"]["nodes"] if each["isPrimary"]],
        "contributor": [_agent(each["agent"]) for each in work["contributions"]["nodes"] if not each["isPrimary"]],
        "about": [{"@id": each["iri"], "name": _text(each["label"])} for each in work["subjects"]["nodes"]],
        "genre": [_text(each["label"]) for each in work["genres"]],
        "inLanguage": [each["iri"].rpartition("/")[2] for each in work["languages"]],
        "dateCreated": work.get("originDate"),
        "abstract": _text(work.get("summary")),
    }


def _edition(edition: Json, visit: Visit) -> Json:
    published = next(iter(edition["publication"]), None) or {}
    made: dict[str, Any] = {
        "@type": "Book" if any(each["scheme"] == "ISBN" for each in edition["identifiers"]) else "CreativeWork",
        "@id": edition["iri"],
        "name": _text(edition["label"]),
        "isbn": [
            each["value"] for each in edition["identifiers"] if each["scheme"] == "ISBN" and not each["isCancelled"]
        ],
        "issn": [
            each["value"] for each in edition["identifiers"] if each["scheme"] == "ISSN" and not each["isCancelled"]
        ],
        "publisher": [_text(each) for each in published.get("publisher", ())],
        "datePublished": published.get("date") or published.get("dateText"),
        "bookEdition": edition["edition"],
        "url": visit.addresses.resource(edition["iri"]) if visit.addresses.has_own(edition["iri"]) else None,
        "offers": [_offer(each) for each in edition["items"]["nodes"][:20]],
    }
    return {name: value for name, value in made.items() if value not in (None, [], "")}


def _offer(item: Json) -> Json:
    return {
        "@type": "Offer",
        "availability": _AVAILABLE if item["state"]["available"] else _OUT,
        "businessFunction": "http://purl.org/goodrelations/v1#LeaseOut",
        "price": "0",
        "sku": item["callNumber"],
        "serialNumber": item["barcode"],
        "offeredBy": {"@type": "Library", "name": _text(item["tenant"]["name"])},
    }


def _agent(agent: Json) -> Json:
    return {"@type": _AGENTS.get(agent["kind"], "Person"), "@id": agent["iri"], "name": _text(agent["name"])}


def _type(types: list[str]) -> str:
    known = {each.rpartition("/")[2] for each in types}
    return next((name for term, name in _TYPES.items() if term in known), "CreativeWork")


def _text(text: Json | None) -> str | None:
    return None if text is None else text["value"]
