"""The address of SRU, `/{tenant}/sru`, and what browsers need to search there, `/{tenant}/opensearch.xml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from lxml import etree
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.formats import xml_text
from app.protocols.exchange import refusal
from app.protocols.graphql.gate import Gate
from app.protocols.harvesting import MOST, OPEN, parameters
from app.protocols.public_graphs import PublicGraph, public_graph
from app.protocols.sru.answering import SCANNED, SEARCHED, Answers, Element
from app.protocols.sru.asking import Scanning, asked_of, first_of_each, operation_of, version_of
from app.protocols.sru.diagnostics import UNAVAILABLE, UNSUPPORTED_PARAMETER, SearchRefused
from app.protocols.sru.versions import USUAL, Version
from graph.store.errors import Unavailable
from mappings.errors import CatalographError

OPEN_SEARCH: Final = "http://a9.com/-/spec/opensearch/1.1/"
_LONGEST_NAME: Final = 16
"""How long a short name of OpenSearch may be."""


class SruEndpoint:
    """Answers searches of other systems."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def routes(self) -> list[Route]:
        """Where it is."""
        return [
            Route("/{tenant}/sru", self.__call__, methods=["GET", "POST"]),
            Route("/{tenant}/opensearch.xml", self.open_search, methods=["GET"]),
        ]

    async def __call__(self, http: Request) -> Response:
        """Answer one request."""
        http.scope["catalograph.operation"] = "harvest"
        try:
            given = await parameters(http)
            return await self._gate.wait(self._answer, http.path_params["tenant"], given)
        except CatalographError as error:
            return refusal(error, http)

    async def open_search(self, http: Request) -> Response:
        """How a browser or another site searches here."""
        http.scope["catalograph.operation"] = "page"
        try:
            public = await self._gate.work(self._public, http.path_params["tenant"])
        except CatalographError as error:
            return refusal(error, http)
        return _written(_open_search(public), "application/opensearchdescription+xml")

    def _public(self, tenant: str) -> PublicGraph:
        return public_graph(self._gate.services, {"tenant": tenant})

    def _answer(self, tenant: str, pairs: Sequence[tuple[str, str]]) -> Response:
        public, given = self._public(tenant), first_of_each(pairs)
        version, refused = USUAL, None
        try:
            version = version_of(given)
            _check_number(pairs)
        except SearchRefused as error:
            refused = error
        answers = Answers(self._gate.services, public, f"{public.address}/sru", version)
        element = _answered(answers, given, version) if refused is None else answers.refused(SEARCHED, refused)
        return _written(element, version.media)


def _check_number(pairs: Sequence[tuple[str, str]]) -> None:
    if len(pairs) > MOST:
        raise SearchRefused(UNSUPPORTED_PARAMETER, f"at most {MOST} are read")


def _answered(answers: Answers, given: Mapping[str, str], version: Version) -> Element:
    operation = operation_of(given)
    name = SCANNED if operation == "scan" else SEARCHED
    try:
        asked = asked_of(given, version)
        if asked is None:
            return answers.explain()
        return answers.scan(asked) if isinstance(asked, Scanning) else answers.search(asked)
    except SearchRefused as error:
        if operation == "explain":
            return answers.explain(error)
        return answers.refused(name, error)
    except Unavailable:
        return answers.refused(name, SearchRefused(UNAVAILABLE))


def _open_search(public: PublicGraph) -> Element:
    root = etree.Element(f"{{{OPEN_SEARCH}}}OpenSearchDescription", nsmap={None: OPEN_SEARCH})
    for name, text in (
        ("ShortName", public.called[:_LONGEST_NAME]),
        ("LongName", public.called[:48]),
        ("Description", f"Search the catalogue of {public.called}"[:1024]),
        ("InputEncoding", "UTF-8"),
    ):
        etree.SubElement(root, f"{{{OPEN_SEARCH}}}{name}").text = xml_text(text)
    sru = "sru?operation=searchRetrieve&version=1.2&query=%22{searchTerms}%22&startRecord={startIndex?}"
    for media, template in (("text/html", "search?q={searchTerms}"), ("application/sru+xml", sru)):
        url = etree.SubElement(root, f"{{{OPEN_SEARCH}}}Url")
        url.set("type", media)
        url.set("template", f"{public.address}/{template}")
    return root


def _written(element: Element, media: str) -> Response:
    octets = etree.tostring(element, xml_declaration=True, encoding="UTF-8")
    return Response(octets, 200, OPEN, media)
