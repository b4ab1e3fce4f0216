"""A resource's address for programs: it leads to the description in the format that is asked for, which has an address
of its own with the format's ending. What was merged leads to what it became, what was deleted is gone.

A description that the client has already is not written again: its tag is of the state of the documents it is made of,
so that telling whether they changed takes one look at the store.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import format_datetime
from hashlib import sha256
from typing import Any, Final
from urllib.parse import quote

import orjson
from starlette.requests import Request
from starlette.responses import Response

from app.protocols.exchange import claim_of
from app.protocols.graphql.gate import Claim, Gate
from app.protocols.linked import memento
from app.protocols.linked.answers import OPEN, PREFLIGHT, Deleted, NotInThatFormat, NotThere, is_known
from app.protocols.linked.formats import (
    ENDING_OF,
    FORMS,
    HTML,
    OF_RECORDS,
    from_json,
    from_nodes,
    media_types,
    split,
    written,
)
from app.protocols.linked.preferences import preferred, profiles
from app.protocols.linked.who_said import PROVENANCE_WORDS, who_said
from graph.access.model import Reading
from graph.catalogue.model import Resource
from graph.store.names import NETWORKS, SHAREABLE, parse_graph
from graph.store.scope import Scope
from mappings.bibframe.node import Node
from mappings.bibframe.provenance import PROV

Json = dict[str, Any]
BIBFRAME: Final = "http://id.loc.gov/ontologies/bibframe/"
SCHEMA_ORG: Final = "http://schema.org/"
_NAMED: Final[Mapping[str, str]] = {"bibframe": BIBFRAME, "schema": SCHEMA_ORG, "provenance": PROV}
"""The vocabularies in which a resource is described, by what the parameter `_profile` calls them."""
_KEPT: Final = ":/?#[]@!$&'()*+,;=%-._~"
"""What stays as it is where an IRI becomes an address of a header."""
_CONTEXT: Final[Mapping[str, object]] = {
    "@vocab": SCHEMA_ORG,
    **{name: {"@type": "@id"} for name in ("url", "sameAs", "availability", "businessFunction", "inDefinedTermSet")},
}


@dataclass(frozen=True, slots=True)
class _Asked:
    """One request: the resource by the parts of its address, the format and the vocabulary; `direct` where the address
    has the format's ending. What networks share is in no library, whoever asks. `moment` is when it is
    wanted of, `near` the moment to lead to.
    """

    owner: str
    collection: str
    name: str
    ending: str
    profile: str
    direct: bool
    claim: Claim
    moment: datetime | None
    near: datetime | None


@dataclass(frozen=True, slots=True)
class _Found:
    """What there is: a document, or a heading that others use (`node`), and the tag of its state in this format."""

    iri: str
    node: Node
    resource: Resource | None
    tag: str


class LinkedData:
    """Answers for resources what programs ask; None where a person's page was asked for. `in_schema_org` describes one
    in the words of schema.org for whoever asks, by its IRI.
    """

    def __init__(
        self,
        gate: Gate,
        in_schema_org: Callable[[Request, Claim, str], Json],
        clock: Callable[[], datetime],
    ) -> None:
        self._gate, self._in_schema_org, self._clock = gate, in_schema_org, clock

    async def __call__(self, http: Request) -> Response | None:
        """The answer in a format, or where it is; None where that is the page. Raises `CatalographError`."""
        http.scope["catalograph.operation"] = "page"
        if http.method == "OPTIONS":
            return Response(None, 204, OPEN | PREFLIGHT)
        collection, (name, ending) = http.url.path.split("/")[2], split(http.path_params["name"])
        direct = ending is not None
        ending = ending or _ending_for(http)
        near = memento.wanted_datetime(http)
        if ending == "html" and near is None:
            return None
        claim, owner = claim_of(http), http.path_params["tenant"]
        if owner == NETWORKS:
            claim = replace(claim, tenant=None)
        moment = memento.moment_in(http.query_params.get(memento.AS_OF), self._clock())
        profile = _profile_for(http, ending)
        if moment is not None and profile == SCHEMA_ORG:
            profile = BIBFRAME
        asked = _Asked(owner, collection, name, ending, profile, direct, claim, moment, near)
        return await self._gate.work(self._answer, http, asked)

    def _answer(self, http: Request, asked: _Asked) -> Response | None:
        services = self._gate.services
        caller = self._gate.caller(asked.claim)
        iri = services.names.resource(asked.owner, asked.collection, asked.name)
        scope = services.access.scope(caller.actor, Reading(all=True) if asked.owner == NETWORKS else None)
        path = _path(iri.removeprefix(services.names.base))
        if asked.near is not None and not self._is_only_used(iri, scope):
            return self._led(iri, path, asked, scope)
        if asked.ending == "html":
            return None
        if asked.moment is not None:
            scope = services.tenants.as_of(scope, asked.moment)
        found = self._found(iri, asked, scope)
        if found.iri != iri and found.iri.startswith(services.names.base):
            moved = _path(found.iri.removeprefix(services.names.base))
            where = _document(moved, asked) if asked.direct else memento.as_of(moved, asked.moment)
            return Response(None, 301, OPEN | {"Location": where})
        headers = OPEN | self._links(found, asked, path)
        headers["Vary"] += ", Accept-Datetime"
        if not asked.direct:
            return Response(None, 303, headers | {"Location": _document(path, asked)})
        headers["ETag"] = found.tag
        if asked.moment is not None and found.resource is not None:
            headers |= memento.told(found.resource.changed)
        if asked.profile == SCHEMA_ORG:
            headers["Vary"] += ", Accept-Language"
        if found.resource is not None and _is_of_documents(asked):
            headers["Last-Modified"] = format_datetime(_to_the_second(found.resource.changed), usegmt=True)
        if is_known(http, found.tag, headers.get("Last-Modified")):
            return Response(None, 304, headers)
        return self._written(http, asked, found, scope, headers)

    def _is_only_used(self, iri: str, scope: Scope) -> bool:
        """Whether it is a heading that descriptions name and nobody described: it has no states of its own."""
        catalogue = self._gate.services.catalogue
        return catalogue.resources([iri], scope)[0] is None and catalogue.headings([iri], scope)[0] is not None

    def _led(self, iri: str, path: str, asked: _Asked, scope: Scope) -> Response:
        """Where the state is that a client would have: the answer of a time gate."""
        wanted, now = asked.near or self._clock(), self._clock()
        moment = memento.nearest(self._gate.services, iri, scope, wanted, now)
        page = asked.ending == "html"
        where = memento.as_of(path, moment) if page else _document(path, replace(asked, moment=moment))
        headers = OPEN | {"Location": where, "Link": memento.links(path)}
        headers["Vary"] += ", Accept-Datetime"
        return Response(None, 302, headers)

    def _found(self, iri: str, asked: _Asked, scope: Scope) -> _Found:
        """Raises `NotThere`, `Deleted`."""
        catalogue = self._gate.services.catalogue
        (resource,) = catalogue.resources([iri], scope)
        if resource is not None:
            state = (resource.revision,) if _is_of_documents(asked) else self._gate.freshness()
            return _Found(resource.iri, resource.body, resource, self._tag(asked, state))
        (heading,) = catalogue.headings([iri], scope) if asked.moment is None else (None,)
        if heading is not None:
            return _Found(iri, {**heading.node, "@id": iri}, None, self._tag(asked, self._gate.freshness()))
        (when,) = catalogue.deleted([iri], scope)
        if when is not None:
            raise Deleted("This was deleted.")
        raise NotThere("There is nothing at this address.")

    def _tag(self, asked: _Asked, state: Sequence[object]) -> str:
        log = self._gate.services.events.head().log  # after a restore the same revisions may say something else
        languages = asked.claim.languages if asked.profile == SCHEMA_ORG else ()
        moment = None if asked.moment is None else memento.written(asked.moment)
        nobody = asked.profile == PROV and asked.claim.is_of_nobody  # staff are told more
        address = (asked.owner, asked.collection, asked.name, asked.ending)
        said = [nobody, moment, address, asked.profile, languages, log, *state]
        return f'W/"{sha256(orjson.dumps(said)).hexdigest()[:32]}"'

    def _written(self, http: Request, asked: _Asked, found: _Found, scope: Scope, headers: dict[str, str]) -> Response:
        form = FORMS[asked.ending]
        if asked.ending in OF_RECORDS:
            if asked.moment is not None:
                raise NotInThatFormat("What was is told in formats of RDF.", hint="Ask for text/turtle.")
            octets = self._marc(found.iri, asked.ending, scope)
        elif asked.profile == PROV:
            nodes = who_said(self._gate.services, found.iri, scope, asked.moment or self._clock())
            octets = from_nodes(nodes, PROVENANCE_WORDS, asked.ending)
        elif asked.profile == SCHEMA_ORG:
            data = self._in_schema_org(http, asked.claim, found.iri)
            octets = _in_words_of_schema_org(data, asked.ending)
        else:
            octets = written(found.node, _layers(found), asked.ending)
        if form.media == "application/marc":
            headers["Content-Disposition"] = f'attachment; filename="{asked.name}.mrc"'
        return Response(octets, 200, headers, form.media)

    def _marc(self, iri: str, ending: str, scope: Scope) -> bytes:
        (text,) = self._gate.services.catalogue.marc([iri], scope, "marcxml" if ending == "marcxml" else "marc21")
        if text is None:
            raise NotThere("There is no MARC record of this.")
        return text.encode() if ending == "marcxml" else b64decode(text)

    def _links(self, found: _Found, asked: _Asked, path: str) -> dict[str, str]:
        """What the document describes, by which vocabulary, and the other documents about the same."""
        described = found.resource is not None and {"bf:Work", "bf:Instance"} & set(found.resource.types)
        links = [f'<{quote(found.iri, safe=_KEPT)}>; rel="describes"']
        address = _path(found.iri.removeprefix(self._gate.services.names.base))
        if found.resource is not None:
            links.append(memento.links(path))
        if asked.ending not in OF_RECORDS:
            links.append(f'<{asked.profile}>; rel="profile"')
        links += [
            f'<{memento.as_of(f"{address}.{ending}", asked.moment)}>; rel="alternate"; type="{form.media}"'
            for ending, form in FORMS.items()
            if ending != asked.ending and ((described and asked.moment is None) or not form.of_records)
        ]
        if asked.ending in OF_RECORDS or asked.moment is not None:
            return {"Link": ", ".join(links)}
        other, name = (SCHEMA_ORG, "schema") if asked.profile == BIBFRAME else (BIBFRAME, "bibframe")
        links.append(f'<{address}.{asked.ending}?_profile={name}>; rel="alternate"; formats="{other}"')
        links.append(f'<{address}.{asked.ending}?_profile=provenance>; rel="{PROV}has_provenance"')
        return {"Link": ", ".join(links), "Content-Profile": f"<{asked.profile}>"}


def _ending_for(http: Request) -> str:
    """The ending of what the client likes best. Raises `NotInThatFormat`."""
    wanted = preferred(http.headers.get("accept"), [HTML, "application/xhtml+xml", *media_types(tuple(FORMS))])
    if wanted is None:
        hint = "Ask for text/html, text/turtle or application/ld+json."
        raise NotInThatFormat("This is in none of the formats that are asked for.", hint=hint)
    return ENDING_OF.get(wanted, "html")


def _profile_for(http: Request, ending: str) -> str:
    """The vocabulary that is asked for: in the address, or by the header; BIBFRAME where neither names one we have."""
    if ending in OF_RECORDS:
        return ""
    given = http.query_params.get("_profile")
    if given is not None:
        return _NAMED.get(given, BIBFRAME)
    same = {each.rstrip("/#").replace("https:", "http:"): each for each in _NAMED.values()}
    wanted = (each.rstrip("/#").replace("https:", "http:") for each in profiles(http.headers.get("accept-profile")))
    return next((same[each] for each in wanted if each in same), BIBFRAME)


def _is_of_documents(asked: _Asked) -> bool:
    """Whether the answer is made of the resource's own documents alone."""
    return asked.ending not in OF_RECORDS and asked.profile == BIBFRAME


def _layers(found: _Found) -> list[tuple[str, Node]]:
    """What each graph says that can be shared. A heading without a document is said by many, and by none as a whole."""
    if found.resource is None:
        return []
    layers = [(each.key.graph, each.body) for each in found.resource.layers]
    return [(graph, body) for graph, body in layers if parse_graph(graph).kind in SHAREABLE]


def _in_words_of_schema_org(data: Json, ending: str) -> bytes:
    if ending == "jsonld":
        return orjson.dumps(data)
    return from_json(data, _CONTEXT, {"schema": SCHEMA_ORG}, ending)


def _document(path: str, asked: _Asked) -> str:
    """The address of the description of a resource, in the format and vocabulary that were asked for."""
    chosen = {SCHEMA_ORG: "?_profile=schema", PROV: "?_profile=provenance"}.get(asked.profile, "")
    return memento.as_of(f"{path}.{asked.ending}{chosen}", asked.moment)


def _path(local: str) -> str:
    return "/" + quote(local, safe="/:@-._~")


def _to_the_second(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
