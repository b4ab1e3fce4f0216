"""What each protocol is sent of each kind of bad request, and how its own rules have it answered."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlencode

import httpx
from lxml import etree

from app.protocols.ncip.messages import NCIP
from mappings.iso18626.codes import Action
from mappings.iso18626.messages import Agency, Header, RequestingMessage
from mappings.iso18626.reading import content_of
from mappings.iso18626.writing import written

from .hostile import DEEP, Sent, code_of

Check = Callable[[httpx.Response], None]
KINDS: Final = ("malformed", "huge", "deep", "unauthorised", "method", "library", "media", "parameters", "charset")
JSON, FORM, XML, QUERY = (
    "application/json", "application/x-www-form-urlencoded", "application/xml", "application/sparql-query",
)  # fmt: skip
BOMB: Final = b'<!DOCTYPE a [<!ENTITY b "cccccccccc"><!ENTITY d "&b;&b;&b;&b;&b;&b;">]><a>&d;&d;&d;</a>'
GRAPHQL: Final = {"Accept": "application/graphql-response+json"}


def get(path: str, headers: dict[str, str] | None = None, method: str = "GET", **parameters: str) -> Sent:
    """A request without a body."""
    return Sent(f"{path}?{urlencode(parameters)}" if parameters else path, method, headers or {})


def post(path: str, body: bytes | str, media: str = JSON, **headers: str) -> Sent:
    """A request with one."""
    return Sent(path, "POST", {"Content-Type": media, **headers}, body.encode() if isinstance(body, str) else body)


def ours(status: int, code: str = "") -> Check:
    """An error in the shape of the API, for whatever has no shape of its own."""

    def check(answer: httpx.Response) -> None:
        assert answer.status_code == status, answer.text
        assert code_of(answer) == code or not code, answer.text
        assert status != 405 or answer.headers["allow"]
        assert status != 401 or answer.headers["www-authenticate"] == "Bearer"

    return check


def oai(code: str) -> Check:
    """OAI-PMH 2.0, section 3.6: an `error` of the answer, with status 200."""

    def check(answer: httpx.Response) -> None:
        assert answer.status_code == 200, answer.text
        root = etree.fromstring(answer.content)
        assert root.tag == "{http://www.openarchives.org/OAI/2.0/}OAI-PMH"
        assert [each.get("code") for each in root.iterfind("{*}error")] == [code]
        assert not code.startswith("bad") or not set(root.find("{*}request").keys()) or "Token" in code

    return check


def sru(number: int) -> Check:
    """SRU: a diagnostic of the answer, with status 200."""

    def check(answer: httpx.Response) -> None:
        assert answer.status_code == 200, answer.text
        found = etree.fromstring(answer.content).findall(".//{*}diagnostic/{*}uri")
        assert [each.text for each in found] == [f"info:srw/diagnostic/1/{number}"]

    return check


def ncip(status: int, type_: str) -> Check:
    """NCIP: a message with a Problem."""

    def check(answer: httpx.Response) -> None:
        assert answer.status_code == status, answer.text
        root = etree.fromstring(answer.content)
        assert root.tag == f"{{{NCIP}}}NCIPMessage"
        assert root.findtext(f".//{{{NCIP}}}ProblemType") == type_
        assert status != 405 or answer.headers["allow"] == "POST"

    return check


def iso(status: int, type_: str, value: str | None = None) -> Check:
    """ISO 18626: a confirmation that says what was wrong."""

    def check(answer: httpx.Response) -> None:
        assert answer.status_code == status, answer.text
        found = content_of(answer.content)
        told = [found.findtext(f".//{{*}}{name}") for name in ("messageStatus", "errorType", "errorValue")]
        assert told == ["ERROR", type_, value or told[2]]
        assert status != 405 or answer.headers["allow"] == "POST"

    return check


def paia(status: int, error: str) -> Check:
    """DAIA and PAIA: an object with the error, and what it says to a person; its status also where none is to be."""

    def check(answer: httpx.Response) -> None:
        assert answer.status_code == status, answer.text
        body = answer.json()
        assert body["error"] == error
        assert body["error_description"]
        assert body.get("code", status) == status

    return check


def page(status: int) -> Check:
    """A page that a person can read."""

    def check(answer: httpx.Response) -> None:
        assert answer.status_code == status, answer.text
        assert answer.headers["content-type"].startswith("text/html")
        assert re.search(r'<html lang="\w+".*<h1', answer.text, re.DOTALL)

    return check


def led(to: str) -> Check:
    """A person is led to where they sign in."""

    def check(answer: httpx.Response) -> None:
        assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, to)

    return check


def fine(media: str) -> Check:
    """What is wrong is passed over, as the protocol says."""

    def check(answer: httpx.Response) -> None:
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"].startswith(media)

    return check


BAD_TOKEN: Final = {"Authorization": "Bearer cat_0123456789abcdef_x"}
NO_METHOD: Final = ours(405, "WRONG_METHOD")
NOBODY: Final = "it is for everybody: nobody is asked who they are"
ANY: Final = "it has one format"
NO_BODY: Final = "nothing is sent but the address"
LOOK_UP: Final = f'<NCIPMessage xmlns="{NCIP}"><LookupItem/></NCIPMessage>'
NO_XML: Final = b'<?xml version="1.0" encoding="x-none"?><a/>'
FILE: Final = "multipart/form-data; boundary=x"
IN_UTF_16: Final = f"{JSON}; charset=utf-16"
NO_SYNTAX: Final = ncip(400, "Invalid Message Syntax Error")
NO_MESSAGE: Final = iso(400, "BadlyFormedMessage")
NO_PARTNER: Final = iso(401, "UnrecognisedDataValue", "requestingAgencyAuthentication")
LIBRARY: Final = Agency("ISIL", "XX-HAR")
HOW_IS_IT: Final = written(
    RequestingMessage(Header(LIBRARY, LIBRARY, "r-1", datetime(2026, 3, 2, tzinfo=UTC)), Action.STATUS_REQUEST)
)
NOT_SIGNED_IN: Final = ours(401, "UNAUTHENTICATED")
WRONG_MEDIA: Final = ours(415, "UNSUPPORTED_MEDIA_TYPE")
WRONG: Final = "grant_type=password&username=x&password=y"
CORE: Final = "/harbor/paia/core/P1"
P1: Final = {"Authorization": "P1"}
"""Whose token is sent: who asks puts it in."""
ROWS: Final[dict[str, dict[str, tuple[Sent, Check] | str]]] = {
    "graphql": {
        "malformed": (post("/graphql", '{"query": "{ search("}', **GRAPHQL), ours(400, "GRAPHQL_SYNTAX")),
        "huge": (post("/graphql", b" " * 1_000_001), ours(413, "BODY_TOO_LARGE")),
        "deep": (post("/graphql", json.dumps({"query": "{a" * DEEP}), **GRAPHQL), ours(400, "GRAPHQL_SYNTAX")),
        "unauthorised": (post("/graphql", '{"query": "{ context }"}', **BAD_TOKEN), NOT_SIGNED_IN),
        "method": (get("/graphql", method="PUT"), NO_METHOD),
        "library": (post("/nowhere/graphql", '{"query": "{ context }"}'), ours(404, "UNKNOWN_TENANT")),
        "media": (post("/graphql", '{"query": "{ context }"}', Accept="image/png"), ours(406, "NOT_ACCEPTABLE")),
        "parameters": (get("/graphql", query="{ context }", variables="[]"), ours(400, "BAD_REQUEST")),
        "charset": (post("/graphql", "{}".encode("utf-16"), IN_UTF_16), WRONG_MEDIA),
    },
    "uploads": {
        "malformed": (post("/graphql", b"--x\r\nz", FILE, **BAD_TOKEN), NOT_SIGNED_IN),
        "huge": (post("/graphql", b"x" * 2_000_000, FILE), NOT_SIGNED_IN),
        "deep": "parts don't nest",
        "unauthorised": (post("/graphql", b"--x--", FILE), NOT_SIGNED_IN),
        "method": (get("/harbor/graphql", method="PATCH"), NO_METHOD),
        "library": (post("/nowhere/graphql", b"", FILE), ours(404, "UNKNOWN_TENANT")),
        "media": (post("/harbor/graphql", b"", "multipart/mixed; boundary=x"), WRONG_MEDIA),
        "parameters": (post("/graphql", b"", "multipart/form-data"), NOT_SIGNED_IN),
        "charset": "a file is of any octets",
    },
    "sparql": {
        "malformed": (get("/harbor/sparql", query="SELEC *"), ours(400, "SPARQL_REFUSED")),
        "huge": (post("/harbor/sparql", b" " * 1_000_001, QUERY), ours(413, "BODY_TOO_LARGE")),
        "deep": (post("/harbor/sparql", "SELECT * " + "{" * DEEP, QUERY), ours(400, "SPARQL_REFUSED")),
        "unauthorised": (get("/sparql", BAD_TOKEN, query="ASK {}"), NOT_SIGNED_IN),
        "method": (get("/sparql", method="DELETE"), ours(405)),
        "library": (get("/nowhere/sparql", query="ASK {}"), ours(404, "UNKNOWN_TENANT")),
        "media": "nobody is refused for what they accept: rows come as JSON then",
        "parameters": (get("/sparql?query=ASK%7B%7D&query=ASK%7B%7D"), ours(400, "BAD_REQUEST")),
        "charset": (post("/sparql", "ASK {}".encode("utf-16"), QUERY), ours(400, "BAD_REQUEST")),
    },
    "linked data": {
        "malformed": (get("/harbor/works/%00.ttl"), ours(404, "NO_SUCH_RESOURCE")),
        "huge": (get(f"/harbor/works/{'x' * 9000}.ttl"), ours(404, "NO_SUCH_RESOURCE")),
        "deep": (get(f"/harbor/works{'/x' * 5000}.ttl"), ours(404, "NO_SUCH_ADDRESS")),
        "unauthorised": (get("/harbor/works/x.ttl", BAD_TOKEN), NOT_SIGNED_IN),
        "method": (get("/harbor/works/x.ttl", method="DELETE"), NO_METHOD),
        "library": (get("/nowhere/works/x.ttl"), ours(404, "UNKNOWN_TENANT")),
        "media": (get("/harbor/works/x", {"Accept": "image/png"}), ours(406, "NOT_ACCEPTABLE")),
        "parameters": (get("/harbor/works/x.ttl", _profile="\0" * 500), ours(404, "NO_SUCH_RESOURCE")),
        "charset": (get("/harbor/works/%FF%FE.ttl"), ours(404, "NO_SUCH_RESOURCE")),
    },
    "data sets": {
        "malformed": (get("/ns/lsp.%00"), ours(406, "NOT_ACCEPTABLE")),
        "huge": (get(f"/harbor/void.{'x' * 9000}"), ours(406, "NOT_ACCEPTABLE")),
        "deep": (get(f"/harbor/void{'/x' * 5000}"), ours(404)),
        "unauthorised": (get("/harbor/void", BAD_TOKEN), NOT_SIGNED_IN),
        "method": (get("/harbor/void", method="DELETE"), NO_METHOD),
        "library": (get("/nowhere/void"), ours(404, "UNKNOWN_TENANT")),
        "media": (get("/.well-known/void", {"Accept": "image/png"}), ours(406, "NOT_ACCEPTABLE")),
        "parameters": (get("/harbor/void.exe"), ours(406, "NOT_ACCEPTABLE")),
        "charset": NO_BODY,
    },
    "oai": {
        "malformed": (get("/harbor/oai", verb="ListRecords", resumptionToken="\0é"), oai("badResumptionToken")),
        "huge": (post("/harbor/oai", b"verb=" + b"x" * 20_001, FORM), ours(413, "BODY_TOO_LARGE")),
        "deep": (get("/harbor/oai?verb=Identify" + "&a[]=b" * 1000), oai("badArgument")),
        "unauthorised": NOBODY,
        "method": (get("/harbor/oai", method="PUT"), NO_METHOD),
        "library": (get("/nowhere/oai", verb="Identify"), ours(404, "UNKNOWN_TENANT")),
        "media": (get("/harbor/oai", verb="ListRecords", metadataPrefix="x"), oai("cannotDisseminateFormat")),
        "parameters": (get("/harbor/oai", verb="ListSets", until="x"), oai("badArgument")),
        "charset": (get("/harbor/oai?verb=ListMetadataFormats&identifier=%FF%00"), oai("idDoesNotExist")),
    },
    "sru": {
        "malformed": (get("/harbor/sru", version="1.2", query='dc.title = "'), sru(10)),
        "huge": (get("/harbor/sru", version="1.2", query="a" * 5000), sru(12)),
        "deep": (get("/harbor/sru", version="2.0", query="(" * 500 + "a" + ")" * 500), sru(13)),
        "unauthorised": NOBODY,
        "method": (get("/harbor/sru", method="PATCH"), NO_METHOD),
        "library": (get("/nowhere/sru"), ours(404, "UNKNOWN_TENANT")),
        "media": (get("/harbor/sru", version="1.2", query="a", recordSchema="x"), sru(66)),
        "parameters": (get("/harbor/sru?version=1.2&query=a" + "&x=y" * 60), sru(8)),
        "charset": (get("/harbor/sru?version=1.2&query=a&maximumRecords=%FF"), sru(6)),
    },
    "changes": {
        "malformed": (get("/harbor/changes/x/%00"), ours(404, "NO_SUCH_PAGE")),
        "huge": (get(f"/harbor/changes/x/{'9' * 9000}"), ours(404, "NO_SUCH_PAGE")),
        "deep": (get(f"/harbor/changes{'/1' * 5000}"), ours(404, "NO_SUCH_ADDRESS")),
        "unauthorised": NOBODY,
        "method": (get("/harbor/changes", method="POST"), NO_METHOD),
        "library": (get("/nowhere/changes"), ours(404, "UNKNOWN_TENANT")),
        "media": ANY,
        "parameters": (get("/harbor/changes/x/1"), ours(404, "NO_SUCH_PAGE")),
        "charset": NO_BODY,
    },
    "downloads": {
        "malformed": (get("/harbor/downloads/x/%00"), ours(404, "NO_DOWNLOAD")),
        "huge": (get(f"/harbor/downloads/latest/{'x' * 9000}"), ours(404, "NO_DOWNLOAD")),
        "deep": (get(f"/harbor/downloads/latest/{'..%2F' * 500}etc%2Fpasswd"), ours(404)),
        "unauthorised": NOBODY,
        "method": (get("/harbor/downloads", method="DELETE"), NO_METHOD),
        "library": (get("/nowhere/downloads"), ours(404, "UNKNOWN_TENANT")),
        "media": ANY,
        "parameters": (get("/networks/nowhere/downloads"), ours(404)),
        "charset": NO_BODY,
    },
    "exchange": {
        "malformed": (get("/harbor/exchange", id="\0\r\n"), ours(404, "NO_SUCH_RESOURCE")),
        "huge": (get("/harbor/exchange?" + "id=x&" * 1000), ours(400, "NOT_GIVEN")),
        "deep": (get("/harbor/exchange", id="http://localhost:8000/harbor/works/" + "../" * 2000), ours(404)),
        "unauthorised": (get("/cloister/exchange", id="http://localhost:8000/cloister/works/w"), ours(404)),
        "method": (get("/harbor/exchange", method="POST"), NO_METHOD),
        "library": (get("/nowhere/exchange", id="http://localhost:8000/nowhere/works/w"), ours(404, "UNKNOWN_TENANT")),
        "media": ANY,
        "parameters": (get("/harbor/exchange", id="http://localhost:8000/harbor/works/w", format="word"), ours(400)),
        "charset": NO_BODY,
    },
    "suggest": {
        "malformed": (get("/harbor/suggest2", q="t", count="x"), paia(422, "invalid_request")),
        "huge": (get("/harbor/suggest2", q="x" * 501), paia(422, "invalid_request")),
        "deep": (get(f"/harbor/id/{'x/' * 3000}suggest2", q="t"), fine(JSON)),
        "unauthorised": (get("/harbor/suggest2", BAD_TOKEN, q="t"), paia(401, "invalid_grant")),
        "method": (get("/harbor/suggest2", method="POST"), paia(405, "invalid_request")),
        "library": (get("/nowhere/suggest2", q="t"), paia(404, "not_found")),
        "media": ANY,
        "parameters": (get("/harbor/suggest2", q="t", callback="alert(1)"), paia(422, "invalid_request")),
        "charset": NO_BODY,
    },
    "daia": {
        "malformed": (get("/harbor/daia", format="json", id="x", callback="</script>"), paia(422, "invalid_request")),
        "huge": (get("/harbor/daia", format="json", id="x" * 501), paia(422, "invalid_request")),
        "deep": (get("/harbor/daia", format="json", id="|" * 5000), paia(422, "invalid_request")),
        "unauthorised": (get("/harbor/daia", BAD_TOKEN, format="json", id="x"), paia(401, "invalid_grant")),
        "method": (get("/harbor/daia", method="POST"), paia(405, "invalid_request")),
        "library": (get("/nowhere/daia", format="json", id="x"), paia(404, "not_found")),
        "media": (get("/harbor/daia", format="xml", id="x"), paia(422, "invalid_request")),
        "parameters": (get("/harbor/daia?format=json&id=x&patron-type=x"), paia(422, "invalid_request")),
        "charset": NO_BODY,
    },
    "paia core": {
        "malformed": (post(f"{CORE}/renew", "{", **P1), paia(400, "invalid_request")),
        "huge": (post(f"{CORE}/renew", b" " * 100_001, **P1), paia(413, "invalid_request")),
        "deep": (post(f"{CORE}/renew", b"[" * DEEP, **P1), paia(400, "invalid_request")),
        "unauthorised": (get(f"{CORE}/items"), paia(401, "invalid_grant")),
        "method": (get(f"{CORE}/items", P1, "DELETE"), paia(405, "invalid_request")),
        "library": (get("/nowhere/paia/core/P1", P1), paia(404, "not_found")),
        "media": (post(f"{CORE}/renew", "x", XML, **P1), paia(415, "invalid_request")),
        "parameters": (post(f"{CORE}/renew", '{"doc": 1}', **P1), paia(422, "invalid_request")),
        "charset": (post(f"{CORE}/renew", "{}", IN_UTF_16, **P1), paia(415, "invalid_request")),
    },
    "paia auth": {
        "malformed": (post("/harbor/paia/auth/login", "{"), paia(400, "invalid_request")),
        "huge": (post("/harbor/paia/auth/login", b" " * 10_001), paia(413, "invalid_request")),
        "deep": (post("/harbor/paia/auth/login", b"[" * 9000), paia(400, "invalid_request")),
        "unauthorised": (post("/harbor/paia/auth/login", WRONG, FORM), paia(403, "access_denied")),
        "method": (get("/harbor/paia/auth/login"), paia(405, "invalid_request")),
        "library": (post("/nowhere/paia/auth/logout", '{"patron": "x"}'), paia(401, "invalid_grant")),
        "media": (post("/harbor/paia/auth/login", "x", XML), paia(415, "invalid_request")),
        "parameters": (post("/harbor/paia/auth/login", '{"grant_type": 1}'), paia(400, "invalid_request")),
        "charset": (post("/harbor/paia/auth/login", "{}".encode("utf-16")), paia(400, "invalid_request")),
    },
    "ncip": {
        "malformed": (post("/harbor/ncip", "<NCIPMessage", XML), NO_SYNTAX),
        "huge": (post("/harbor/ncip", b" " * 100_001, XML), ncip(413, "BODY_TOO_LARGE")),
        "deep": (post("/harbor/ncip", b"<a>" * DEEP, XML), NO_SYNTAX),
        "unauthorised": (post("/harbor/ncip", LOOK_UP, XML), ncip(401, "Agency Authentication Failed")),
        "method": (get("/harbor/ncip"), ncip(405, "METHOD_NOT_TAKEN")),
        "library": (post("/nowhere/ncip", LOOK_UP, XML, Authorization="desk"), ncip(404, "Unknown Agency")),
        "media": (post("/harbor/ncip", '{"a": 1}'), NO_SYNTAX),
        "parameters": (post("/harbor/ncip", BOMB, XML), NO_SYNTAX),
        "charset": (post("/harbor/ncip", NO_XML, XML), NO_SYNTAX),
    },
    "iso18626": {
        "malformed": (post("/harbor/iso18626", "<ISO18626Message", XML), NO_MESSAGE),
        "huge": (post("/harbor/iso18626", b" " * 100_001, XML), iso(413, "BadlyFormedMessage", "BODY_TOO_LARGE")),
        "deep": (post("/harbor/iso18626", b"<a>" * DEEP, XML), NO_MESSAGE),
        "unauthorised": (post("/harbor/iso18626", HOW_IS_IT, XML), NO_PARTNER),
        "method": (get("/harbor/iso18626"), iso(405, "BadlyFormedMessage", "METHOD_NOT_TAKEN")),
        "library": (post("/nowhere/iso18626", HOW_IS_IT, XML), NO_PARTNER),
        "media": (post("/harbor/iso18626", '{"a": 1}'), NO_MESSAGE),
        "parameters": (post("/harbor/iso18626", BOMB, XML), NO_MESSAGE),
        "charset": (post("/harbor/iso18626", NO_XML, XML), NO_MESSAGE),
    },
    "payments": {
        "malformed": (post("/harbor/payments/x", "{"), ours(404)),
        "huge": (post("/harbor/payments/x", b" " * 4001), ours(413, "BODY_TOO_LARGE")),
        "deep": (post("/harbor/payments/x", b"[" * 4000), ours(404)),
        "unauthorised": (post("/harbor/payments/x", "{}", **{"Catalograph-Signature": "x"}), ours(404)),
        "method": (get("/harbor/payments/x"), NO_METHOD),
        "library": (post("/nowhere/payments/x", "{}"), ours(404)),
        "media": (post("/harbor/payments/x", "<a/>", XML), ours(404)),
        "parameters": (post("/harbor/payments/%00", "{}"), ours(404)),
        "charset": (post("/harbor/payments/x", "{}".encode("utf-16")), ours(404)),
    },
    "signing in": {
        "malformed": (post("/sign-in", "{"), ours(400, "BAD_REQUEST")),
        "huge": (post("/sign-in", b" " * 10_001), ours(413, "BODY_TOO_LARGE")),
        "deep": (post("/sign-in", b"[" * 9000), ours(400, "BAD_REQUEST")),
        "unauthorised": (post("/sign-in", '{"username": "x", "password": "y"}'), ours(403)),
        "method": (get("/sign-in", method="PUT"), NO_METHOD),
        "library": (post("/nowhere/sign-in", '{"barcode": "x", "password": "y"}'), ours(403)),
        "media": (post("/sign-in", "<a/>", XML), WRONG_MEDIA),
        "parameters": (post("/sign-in", '{"username": []}'), ours(400, "BAD_REQUEST")),
        "charset": (post("/sign-in", "{}".encode("utf-16")), ours(400, "BAD_REQUEST")),
    },
    "pages": {
        "malformed": (get("/harbor/works/%00"), page(400)),
        "huge": (post("/harbor/account/renew", b"x" * 20_001, FORM), page(413)),
        "deep": (get("/harbor/search", q="(" * 5000), page(414)),
        "unauthorised": (get("/harbor/account/payment", reference="x"), led("/harbor/sign-in")),
        "method": (get("/harbor/search", method="DELETE"), NO_METHOD),
        "library": (get("/nowhere/search"), page(404)),
        "media": "a page is what there is",
        "parameters": (get("/harbor/search", page="-1", q="x", lang="\0"), fine("text/html")),
        "charset": (get("/harbor/search?q=%FF%FE"), fine("text/html")),
    },
}  # fmt: skip
"""What each protocol is sent of each kind and how it answers; where there is no such thing, why not."""
