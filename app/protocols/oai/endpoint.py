"""The address of OAI-PMH: `/{tenant}/oai?verb=Identify`."""

from __future__ import annotations

from asyncio import Semaphore, wait_for
from collections.abc import Sequence
from typing import Final

from lxml import etree
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.clock import clock, instant
from app.formats import xml_text
from app.protocols.exchange import refusal
from app.protocols.graphql.gate import Gate
from app.protocols.harvesting import OPEN, parameters
from app.protocols.oai.answering import OAI, Answer, Repository
from app.protocols.oai.asking import Asked, HarvestRefused, asked_of
from app.protocols.oai.formats import JSONLD_SCHEMA, XSI
from app.protocols.public_graphs import public_graph
from graph.store.errors import Unavailable
from mappings.errors import CatalographError

AT_ONCE: Final = 2
"""A hundred records take a second or so to write: more at once would keep a desk waiting."""
_PATIENCE_S: Final = 10.0


class OaiEndpoint:
    """Answers harvesters. `mail` is whom they write to."""

    def __init__(self, gate: Gate, mail: str) -> None:
        self._gate, self._mail, self._turns = gate, mail, Semaphore(AT_ONCE)

    def routes(self) -> list[Route]:
        """Where it is."""
        return [
            Route("/{tenant}/oai", self.__call__, methods=["GET", "POST"]),
            Route("/{tenant}/oai/jsonld.xsd", self.schema, methods=["GET"]),
        ]

    async def __call__(self, http: Request) -> Response:
        """Answer one request."""
        http.scope["catalograph.operation"] = "harvest"
        try:
            body = await self._in_turn(http.path_params["tenant"], await parameters(http))
        except CatalographError as error:
            return refusal(error, http)
        return Response(body, 200, OPEN, "text/xml")

    async def schema(self, _: Request) -> Response:
        """The schema of the element that JSON-LD travels in."""
        return Response(JSONLD_SCHEMA, 200, OPEN, "application/xml")

    async def _in_turn(self, tenant: str, given: Sequence[tuple[str, str]]) -> bytes:
        """The answer once it is this request's turn. Raises `Unavailable` where others take too long."""
        try:
            await wait_for(self._turns.acquire(), _PATIENCE_S)
        except TimeoutError:
            raise Unavailable("Others are harvesting.", hint="Ask again shortly.") from None
        try:
            return await self._gate.wait(self._answer, tenant, given)
        finally:
            self._turns.release()

    def _answer(self, tenant: str, given: Sequence[tuple[str, str]]) -> bytes:
        base = f"{self._gate.services.names.base}{tenant}/oai"
        services = self._gate.services
        repository = Repository(services, public_graph(services, {"tenant": tenant}), base, self._mail)
        asked: Asked | None = None
        try:
            asked = asked_of(given)
            return _written(base, asked, repository.answer(asked))
        except HarvestRefused as error:
            element = etree.Element(f"{{{OAI}}}error", code=error.name)
            element.text = xml_text(error.message)
            return _written(base, asked, Answer(element, error.moment))


def _written(base: str, asked: Asked | None, answer: Answer) -> bytes:
    """The whole answer. A request whose verb or arguments are wrong is repeated without them, as the protocol says."""
    root = etree.Element(f"{{{OAI}}}OAI-PMH", nsmap={None: OAI, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd")
    etree.SubElement(root, f"{{{OAI}}}responseDate").text = instant(answer.moment or clock())
    request = etree.SubElement(root, f"{{{OAI}}}request")
    request.text = base
    if asked is not None and answer.element.get("code") not in {"badVerb", "badArgument"}:
        request.set("verb", asked.verb)
        for name, value in asked.arguments.items():
            request.set(name, xml_text(value))
    root.append(answer.element)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
