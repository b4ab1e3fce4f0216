"""What there is to be had as data, in the words of VoID and DCAT: each library's data set; each network's, made of its
members' and of what it describes by itself; and the installation's, made of all that whoever asks may read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from app.protocols.linked.formats import FORMS, OF_RDF
from graph.services import Services
from graph.store.names import NETWORKS
from graph.store.scope import Scope
from graph.tenants.model import Network, Tenant
from mappings.bibframe.node import PREFIXES, Node, Value

VOID: Final = "http://rdfs.org/ns/void#"
DCAT: Final = "http://www.w3.org/ns/dcat#"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
NAMESPACES: Final[Mapping[str, str]] = {"void": VOID, "dcat": DCAT, "foaf": FOAF}
INSTALLATION: Final = ".well-known/void"
_COUNTED: Final = ("bf:Work", "bf:Instance", "bf:Item")
_WORDS: Final = ("bf", "bflc", "madsrdf", "rdfs", "dcterms", "lsp")
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_MEDIA: Final = "https://www.iana.org/assignments/media-types/"
_STATEMENTS: Final = ".nq.gz"
"""What ends the address of a file of statements, which is what VoID calls a dump."""
_FEATURES: Final = ("Turtle", "JSON-LD", "N-Triples", "N-Quads", "TriG", "RDF_XML")


def of_library(
    services: Services, tenant: Tenant, scope: Scope, offered: Sequence[tuple[str, str]] | None
) -> list[Node]:
    """A library's data set: where it is, in which words, how much of each kind. `offered` are its files to fetch with
    their media types; None where it isn't public, so that there are no feeds of it either.
    """
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
    data_set = {
        **_data_set(document, tenant.name, f"{base}{slug}/", _ways(document, f"{base}{slug}/", offered)),
        VOID + "classPartition": partitions,
        VOID + "openSearchDescription": [{"@id": f"{base}{slug}/opensearch.xml"}],
        VOID + "exampleResource": [{"@id": key.iri} for key in first],
        "dcterms:publisher": [
            {"@id": tenant.iri, "@type": [FOAF + "Organization"], FOAF + "name": _texts(tenant.name)}
        ],
        "dcterms:isPartOf": [{"@id": f"{base}{INSTALLATION}#dataset"}],
    }
    return [_document(document), data_set]


def of_network(
    services: Services, network: Network, members: Sequence[Tenant], offered: Sequence[tuple[str, str]] | None
) -> list[Node]:
    """A network's data set: what it describes by itself and those of its members, where each of theirs is described.
    `offered` as for a library; records are harvested and searched at its members.
    """
    base, address = services.names.base, services.names.network(network.slug)
    document = f"{address}/void"
    data_set = {
        **_data_set(document, network.name, f"{address}/", _ways(document, f"{address}/", offered, harvested=False)),
        VOID + "uriSpace": [f"{base}{NETWORKS}/"],
        VOID + "subset": _parts(base, members),
        "dcterms:publisher": [{"@id": address, "@type": [FOAF + "Organization"], FOAF + "name": _texts(network.name)}],
        "dcterms:isPartOf": [{"@id": f"{base}{INSTALLATION}#dataset"}],
    }
    return [_document(document), data_set, *_named(base, members)]


def of_installation(services: Services, tenants: Sequence[Tenant], networks: Sequence[Network]) -> list[Node]:
    """The data set of all these libraries, and where each of theirs, and of these networks, is described."""
    base = services.names.base
    document = base + INSTALLATION
    joined: list[Value] = [{"@id": f"{services.names.network(each.slug)}/void#dataset"} for each in networks]
    whole = _data_set(document, {"en": "Catalograph"}, base, {})
    whole["@type"] = [*whole["@type"], DCAT + "Catalog"]
    parts = _parts(base, tenants)
    whole |= {VOID + "subset": parts, DCAT + "dataset": [*parts, *joined]}
    shared = [_about(services.names.network(each.slug), each.name) for each in networks]
    return [_document(document), whole, *_named(base, tenants), *shared]


def _parts(base: str, tenants: Sequence[Tenant]) -> list[Value]:
    return [{"@id": f"{base}{each.slug}/void#dataset"} for each in tenants]


def _named(base: str, tenants: Sequence[Tenant]) -> list[Node]:
    return [_about(f"{base}{each.slug}", each.name) for each in tenants]


def _about(address: str, name: Mapping[str, str]) -> Node:
    """What a data set is called that is described elsewhere, and where."""
    return {
        "@id": f"{address}/void#dataset",
        "@type": [VOID + "Dataset"],
        "dcterms:title": _texts(name),
        "rdfs:seeAlso": [{"@id": f"{address}/void"}],
    }


def _document(document: str) -> Node:
    return {
        "@id": document,
        "@type": [VOID + "DatasetDescription"],
        FOAF + "primaryTopic": [{"@id": f"{document}#dataset"}],
    }


def _ways(document: str, space: str, offered: Sequence[tuple[str, str]] | None, *, harvested: bool = True) -> Node:
    """How else a public data set is had than by asking: by harvesting, by following what changes, as files."""
    if offered is None:
        return {}
    files: list[Value] = [
        {
            "@id": f"{document}#{address.rpartition('/')[2]}",
            "@type": [DCAT + "Distribution"],
            DCAT + "downloadURL": [{"@id": address}],
            DCAT + "mediaType": [{"@id": _MEDIA + media}],
            DCAT + "compressFormat": [{"@id": f"{_MEDIA}application/gzip"}],
        }
        for address, media in offered
    ]
    harvesting = _served(document, "oai", f"{space}oai", "http://www.openarchives.org/OAI/openarchivesprotocol.html")
    following = _served(document, "changes", f"{space}changes", "https://emm-spec.org/1.0/")
    dumps: list[Value] = [{"@id": address} for address, _ in offered if address.endswith(_STATEMENTS)]
    services = [harvesting, following] if harvested else [following]
    return {DCAT + "distribution": [*services, *files], **({VOID + "dataDump": dumps} if dumps else {})}


def _served(document: str, called: str, address: str, follows: str) -> Node:
    """A service by which a data set is had, and that it is had so."""
    return {
        "@id": f"{document}#by-{called}",
        "@type": [DCAT + "Distribution"],
        DCAT + "accessURL": [{"@id": address}],
        DCAT + "accessService": [
            {
                "@id": f"{document}#{called}",
                "@type": [DCAT + "DataService"],
                DCAT + "endpointURL": [{"@id": address}],
                "dcterms:conformsTo": [{"@id": follows}],
                DCAT + "servesDataset": [{"@id": f"{document}#dataset"}],
            }
        ],
    }


def _data_set(document: str, name: Mapping[str, str], space: str, ways: Node) -> Node:
    """What every data set has. Parts have addresses below the document's own."""
    asking = _served(document, "sparql", f"{space}sparql", "http://www.w3.org/TR/sparql11-protocol/")
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
        **ways,
        DCAT + "distribution": [asking, *ways.get(DCAT + "distribution", ())],
    }


def _texts(names: Mapping[str, str]) -> list[Value]:
    return [text if tag == "und" else {"@value": text, "@language": tag} for tag, text in names.items()]


def _number(count: int) -> Node:
    return {"@value": str(count), "@type": "xsd:integer"}
