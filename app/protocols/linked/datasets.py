"""What there is to be had as data, in the words of VoID and DCAT: each library's data set, and the installation's,
which is made of those that whoever asks may read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from app.protocols.linked.formats import FORMS, OF_RDF
from graph.services import Services
from graph.store.scope import Scope
from graph.tenants.model import Tenant
from mappings.bibframe.node import PREFIXES, Node, Value

VOID: Final = "http://rdfs.org/ns/void#"
DCAT: Final = "http://www.w3.org/ns/dcat#"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
NAMESPACES: Final[Mapping[str, str]] = {"void": VOID, "dcat": DCAT, "foaf": FOAF}
INSTALLATION: Final = ".well-known/void"
_COUNTED: Final = ("bf:Work", "bf:Instance", "bf:Item")
_WORDS: Final = ("bf", "bflc", "madsrdf", "rdfs", "dcterms", "lsp")
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_FEATURES: Final = ("Turtle", "JSON-LD", "N-Triples", "N-Quads", "TriG", "RDF_XML")


def of_library(services: Services, tenant: Tenant, scope: Scope) -> list[Node]:
    """A library's data set: where it is, in which words, how much of each kind."""
    base, slug = services.names.base, tenant.slug
    document = f"{base}{slug}/void"
    first = services.catalogue.works_in(slug, scope, 1).keys
    partitions: list[Value] = [
        {
            "@id": f"#{name[3:]}",
            VOID + "class": [{"@id": PREFIXES["bf"] + name[3:]}],
            VOID + "entities": [_number(count)],
        }
        for name, count in zip(_COUNTED, services.catalogue.counted(slug, _COUNTED, scope), strict=True)
    ]
    files = {
        "@id": f"{document}#files",
        "@type": [DCAT + "Distribution"],
        DCAT + "accessURL": [{"@id": f"{base}{slug}/downloads"}],
    }
    known = _data_set(document, tenant.name, f"{base}{slug}/")
    data_set = {
        **known,
        DCAT + "distribution": [*known[DCAT + "distribution"], files],
        VOID + "classPartition": partitions,
        VOID + "openSearchDescription": [{"@id": f"{base}{slug}/opensearch.xml"}],
        VOID + "exampleResource": [{"@id": key.iri} for key in first],
        "dcterms:publisher": [
            {"@id": tenant.iri, "@type": [FOAF + "Organization"], FOAF + "name": _texts(tenant.name)}
        ],
        "dcterms:isPartOf": [{"@id": f"{base}{INSTALLATION}#dataset"}],
    }
    return [_document(document), data_set]


def of_installation(services: Services, tenants: Sequence[Tenant]) -> list[Node]:
    """The data set of all these libraries, and where each of theirs is described."""
    base = services.names.base
    document = base + INSTALLATION
    parts: list[Value] = [{"@id": f"{base}{each.slug}/void#dataset"} for each in tenants]
    whole = _data_set(document, {"en": "Catalograph"}, base)
    whole["@type"] = [*whole["@type"], DCAT + "Catalog"]
    named = [
        {
            "@id": f"{base}{each.slug}/void#dataset",
            "@type": [VOID + "Dataset"],
            "dcterms:title": _texts(each.name),
            "rdfs:seeAlso": [{"@id": f"{base}{each.slug}/void"}],
        }
        for each in tenants
    ]
    return [_document(document), {**whole, VOID + "subset": parts, DCAT + "dataset": parts}, *named]


def _document(document: str) -> Node:
    return {
        "@id": document,
        "@type": [VOID + "DatasetDescription"],
        FOAF + "primaryTopic": [{"@id": f"{document}#dataset"}],
    }


def _data_set(document: str, name: Mapping[str, str], space: str) -> Node:
    """What every data set has. Parts have addresses below the document's own."""
    access = {
        "@id": f"{document}#sparql",
        "@type": [DCAT + "DataService"],
        DCAT + "endpointURL": [{"@id": f"{space}sparql"}],
        "dcterms:conformsTo": [{"@id": "http://www.w3.org/TR/sparql11-protocol/"}],
        DCAT + "servesDataset": [{"@id": f"{document}#dataset"}],
    }
    distribution = {
        "@id": f"{document}#by-query",
        "@type": [DCAT + "Distribution"],
        DCAT + "accessURL": [{"@id": f"{space}sparql"}],
        DCAT + "accessService": [access],
    }
    return {
        "@id": f"{document}#dataset",
        "@type": [VOID + "Dataset", DCAT + "Dataset"],
        "dcterms:title": _texts(name),
        VOID + "uriSpace": [space],
        VOID + "sparqlEndpoint": [{"@id": f"{space}sparql"}],
        VOID + "vocabulary": [{"@id": PREFIXES[each]} for each in _WORDS],
        VOID + "feature": [{"@id": _FORMATS + each} for each in _FEATURES],
        "dcterms:format": [FORMS[each].media for each in OF_RDF],
        DCAT + "landingPage": [{"@id": space}],
        DCAT + "distribution": [distribution],
    }


def _texts(names: Mapping[str, str]) -> list[Value]:
    return [text if tag == "und" else {"@value": text, "@language": tag} for tag, text in names.items()]


def _number(count: int) -> Node:
    return {"@value": str(count), "@type": "xsd:integer"}
