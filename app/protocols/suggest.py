"""Suggestions as the Library of Congress's suggest service, version 2, answers them: editors made for that service can
ask here.

`/{tenant}/suggest2?q=tolst` asks every vocabulary the library reads; `/{tenant}/id/authorities/names/suggest2?q=tolst`
the one that id.loc.gov has at that address, so that such an editor needs another host and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from app.protocols.graphql.gate import Claim, Gate
from app.protocols.replies import (
    InvalidParameters,
    Kind,
    MethodUnknown,
    callback_of,
    claim_of,
    error_reply,
    preflight,
    reply,
)
from graph.authorities.looking_up import LookUp, Term
from graph.store.terms import TermMatch
from mappings.bibframe import read
from mappings.errors import CatalographError

SUGGEST_ADDRESSES: Final = (
    "/suggest2",
    "/suggest2/",
    "/{tenant}/suggest2",
    "/{tenant}/suggest2/",
    "/{tenant}/id/{directory:path}/suggest2",
    "/{tenant}/id/{directory:path}/suggest2/",
)
MOST: Final = 100
_FURTHEST: Final = 10_000
_LONGEST: Final = 500
_USUAL: Final = 10
_HOST: Final = "http://id.loc.gov/"
_THINGS: Final = "http://id.loc.gov/rwo/"
_MATCHES: Final = {
    "leftanchored": TermMatch.LEFT_ANCHORED,
    "left-anchored": TermMatch.LEFT_ANCHORED,
    "keyword": TermMatch.KEYWORD,
}
_TYPES: Final = {
    "ComplexType": ("madsrdf:ComplexSubject", "madsrdf:NameTitle"),
    "Name": ("bf:Agent",),
    "Agent": ("bf:Agent",),
    "SimpleType": (),
    "Authority": (),
}
"""Types of that service which stand for several of ours, or for all."""
_SUGGEST: Final = Kind({}, ("GET", "HEAD", "OPTIONS"), code_in_body=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks, and how it wants to be answered."""

    wanted: LookUp
    directory: str
    usage: bool
    callback: str | None


class SuggestEndpoint:
    """Answers what is being typed with terms."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    async def __call__(self, http: Request) -> Response:
        """Answer one request."""
        if http.method == "OPTIONS":
            return preflight(_SUGGEST)
        try:
            if http.method not in _SUGGEST.methods:
                raise MethodUnknown("Suggestions are asked for with GET.")
            claim, asked = claim_of(http), asked_of(http)
            body = await self._gate.work(self._answer, claim, asked)
        except CatalographError as error:
            return error_reply(http, _SUGGEST, error, {})
        return reply(http, _SUGGEST, body, {}, asked.callback)

    def _answer(self, claim: Claim, asked: Asked) -> dict[str, object]:
        services = self._gate.services
        scope = services.access.scope(self._gate.caller(claim).actor)
        found = services.look_up.look_up(asked.wanted, scope)
        usage = services.look_up.usage(found.items, scope) if asked.usage else [None] * len(found.items)
        anchored = asked.wanted.match is TermMatch.LEFT_ANCHORED
        things = any(each.startswith(_THINGS) for each in asked.wanted.vocabularies)
        return {
            "q": asked.wanted.text,
            "count": found.total,
            "pagesize": asked.wanted.first,
            "start": asked.wanted.offset,
            "sortmethod": "alpha" if anchored else "rank",
            "searchtype": "left-anchored" if anchored else "keyword",
            "directory": asked.directory,
            "hits": [
                hit(term, thing=things) | ({} if used is None else {"usage": used})
                for term, used in zip(found.items, usage, strict=True)
            ],
        }


def hit(term: Term, *, thing: bool = False) -> dict[str, object]:
    """A term as that service shows it, under the IRI of its authority or, where asked for, of the `thing`."""
    label, matched = term.label.value, term.matched.value
    iri = term.iri if thing else term.authority
    authority = read.authority_of(term.node)
    variant = matched if term.by_variant else ""
    types = (*read.types(authority), *read.types(term.node))
    shown = f"{variant} (USE {label})" if variant else label
    return {
        "suggestLabel": f"{label} (DEPRECATED)" if term.replaced else shown,
        "uri": iri,
        "aLabel": "" if term.replaced else label,
        "vLabel": variant,
        "sLabel": "",
        "code": term.code or "",
        "token": iri.rpartition("#")[2].rpartition("/")[2],
        "more": {
            "rdftypes": list(dict.fromkeys(each.partition(":")[2] for each in types)),
            "variantLabels": [text.value for text in read.variants(term.node)],
            "notes": list(read.heading_notes(term.node)),
            "marcKeys": [text.value for text in read.texts(term.node, "bflc:marcKey")],
        },
    }


def asked_of(http: Request) -> Asked:
    """What a request asks. Raises `InvalidParameters`."""
    given = http.query_params
    text = given.get("q", "").strip()
    if not text or len(text) > _LONGEST:
        raise InvalidParameters(
            f"There is no text to look up, or more than {_LONGEST} characters of it.", hint="Add q=."
        )
    searched = given.get("searchtype", "keyword" if text.startswith("?") else "leftanchored")
    match = _MATCHES.get(searched.lower())
    if match is None:
        raise InvalidParameters("The searchtype is leftanchored or keyword.")
    directory = str(http.path_params.get("directory", "")).strip("/")
    vocabularies = [*([_HOST + directory] if directory else []), *given.getlist("vocabulary")]
    if len(vocabularies) > MOST:
        raise InvalidParameters(f"At most {MOST} vocabularies are named at once.")
    wanted = LookUp(
        text=text.strip("?*").strip(),
        match=match,
        vocabularies=tuple(vocabularies),
        first=_number(given.get("count"), _USUAL, 1, MOST),
        offset=_number(given.get("offset"), 0, 0, _FURTHEST),
        types=_types(given.getlist("rdftype")),
    )
    usage = given.get("usage", "") == "true"
    return Asked(wanted, f"/{directory}/" if directory else "all", usage, callback_of(http))


def _types(named: list[str]) -> tuple[str, ...]:
    return tuple(type_ for each in named[:MOST] for type_ in _TYPES.get(each, (f"madsrdf:{each}", f"bf:{each}")))


def _number(text: str | None, usual: int, least: int, most: int) -> int:
    """A number of the address; more than the most is the most. Raises `InvalidParameters`."""
    if text is None or not text:
        return usual
    if not text.isdecimal() or len(text) > 9:
        raise InvalidParameters("count and offset are numbers.")
    return max(least, min(int(text), most))
