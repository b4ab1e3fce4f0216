"""Every way to ask a server: each address that it serves, filled in with all that could name a reader; each link in an
answer; and what an answer says, in whatever it is written.
"""

from __future__ import annotations

import gzip
import html
import re
from base64 import urlsafe_b64decode
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote, urlencode, urlsplit
from zipfile import ZipFile

import httpx
from starlette.applications import Starlette
from starlette.routing import Route

from tests.app.privacy.planting import HARBOR, LINDENAU, NETWORK, OTHER_CARD, PASSWORD, SHELVED, World, planted
from tests.octets import octets_in

_LINK: Final = re.compile(
    r"""(?:href|src|action)="([^"]*)"|((?:https?:/|(?<![\w:/.])(?!/[\w:-]+>))/[^\s"'<>\\{}|^`]+)"""
)
_CODED: Final = re.compile(r"[A-Za-z0-9+/_-]{12,}")
_PARAMETER: Final = re.compile(r"{(\w+)(?::\w+)?}")
_OF_ONE_PAGE: Final = 2
"""How many addresses are followed that differ in their query alone: the facets of a search have no end."""
PAIA: Final = ("", "items", "fees", "request", "renew", "cancel", "login", "logout", "change")
LISTS: Final = ("ListRecords", "ListIdentifiers")


def said(answer: httpx.Response) -> str:
    """Everything an answer says, its headers too, once as it stands and once without what hides words in it."""
    text = _unpacked(answer.content).decode("utf-8", "replace")
    return plain(f"{answer.headers.multi_items()}\n{text}")


def octets_of(file: Path) -> bytes:
    """What a file holds."""
    return _unpacked(octets_in(file))


def _unpacked(octets: bytes) -> bytes:
    if octets[:4] == b"PK\x03\x04":
        with ZipFile(BytesIO(octets)) as package:
            return b"\n".join(package.read(each) for each in package.namelist())
    return gzip.decompress(octets) if octets[:2] == b"\x1f\x8b" else octets


def plain(text: str) -> str:
    """A text with what it says in base 64, in escapes of HTML, JSON and addresses, in small letters."""
    decoded = " ".join(_decoded(each) for each in set(_CODED.findall(text)))
    return "\n".join((text, html.unescape(text), unquote(text), decoded)).lower()


def given_away(text: str, hidden: frozenset[str], asked: str = "") -> set[str]:
    """Which of the hidden words stand in a text, other than as they were asked with, or inside a longer number."""
    sent = plain(asked)
    return {
        word
        for secret in hidden
        if secret in text
        for word in re.findall(rf"(?<!\d){re.escape(secret)}(?!\d)\w*", text)
        if word not in sent
    }


def _decoded(word: str) -> str:
    for coded in (word, word[1:]):
        try:
            found = urlsafe_b64decode(coded + "=" * (-len(coded) % 4)).decode("ascii")
        except ValueError:
            continue
        if found.isprintable():
            return found
    return ""


def addresses(application: Starlette, world: World) -> Iterator[tuple[str, frozenset[str]]]:
    """Every address of the application with its methods: each part of its path and each parameter filled in with what
    could name a reader or something of theirs. An address that is new is asked, too.
    """
    names = [world.iris[each].rpartition("/")[2] for each in ("patron", "loan")]
    filled: Mapping[str, Iterable[str]] = {
        "tenant": (HARBOR, LINDENAU),
        "patron": (planted("card"), OTHER_CARD, names[0]),
        "method": PAIA,
        "reference": (world.reference,),
        "directory": ("authorities/names",),
        "ending": ("ttl",),
        "network": (NETWORK,),
    }
    for route in application.routes:
        if not isinstance(route, Route):
            continue
        parts = [filled.get(each, [*names, planted("card")]) for each in _PARAMETER.findall(route.path)]
        for values in product(*parts):
            left = iter(values)
            path = _PARAMETER.sub(lambda _, left=left: quote(next(left)), route.path)  # type: ignore[misc]
            yield path, frozenset(route.methods or ())
    kinds = ("patrons", "circulation", "settings", "staff", "source")
    for each in (
        *world.iris.values(),
        *(f"{world.installation.services.names.base}{HARBOR}/graphs/{each}" for each in kinds),
    ):
        yield urlsplit(each).path, frozenset({"GET"})


def parameters(world: World) -> Iterator[dict[str, str]]:
    """Parameters that addresses are asked with, all at once: each takes what it knows."""
    for number, each in enumerate((world.iris["loan"], planted("card"))):
        yield {
            "q": each, "id": each, "iri": each, "of": each, "reference": world.reference, "format": "json",
            "query": f'SELECT * {{ GRAPH ?g {{ ?s ?p ?o FILTER(CONTAINS(STR(?o), "{each}")) }} }}',
            "verb": LISTS[number % len(LISTS)], "metadataPrefix": ("jsonld", "marcxml")[number % 2],
            "operation": ("searchRetrieve", "scan")[number % 2], "version": "1.2",
            "scanClause": f'dc.creator = "{each}"',
        }  # fmt: skip


def forms(world: World) -> Iterator[dict[str, str]]:
    """What forms are sent with: the reader's card and everything that is theirs, in the names of all fields."""
    for name in ("loan", "ready request"):
        yield {
            "barcode": planted("card"), "password": PASSWORD + "?", "username": planted("card"), "code": "0000",
            "patron": planted("card"), "grant_type": "password", "old_password": "x", "new_password": PASSWORD,
            "loan": world.ids[name], "request": world.ids[name], "of": world.iris["loan"], "fee-0": world.ids["fee"],
        }  # fmt: skip


class Browser:
    """Asks as one caller, follows what it finds, and keeps which words an answer gave away."""

    def __init__(self, world: World, http: httpx.Client, hidden: frozenset[str] | None = None) -> None:
        self._world, self._http, self._hidden = world, http, world.hidden if hidden is None else hidden
        self.asked: dict[tuple[str, str], int] = {}
        """The status of each address that was asked, by the method; a better one counts before a worse."""
        self.statuses: Counter[int] = Counter()
        self.found: dict[str, set[str]] = {}
        """What was given away, by the address that gave it."""
        self.known: set[str] = set()
        """The addresses that were asked."""
        self._of_path: Counter[str] = Counter()
        self._links: deque[str] = deque()

    def send(self, method: str, address: str, **options: object) -> httpx.Response:
        """Ask, and look at the answer."""
        answer = self._http.request(method, address, **options)  # type: ignore[arg-type]
        text = said(answer)
        self.statuses[answer.status_code] += 1
        if method == "GET":
            self.known.add(address)
        way = (method, address.partition("?")[0])
        self.asked[way] = min(answer.status_code, self.asked.get(way, 999))
        if leaked := given_away(text, self._hidden, f"{address} {options}"):
            self.found[f"{method} {address} {options or ''}"] = leaked
        for one, other in _LINK.findall(text):
            self._links.append(html.unescape(one or other))
        return answer

    def follow(self, address: str) -> None:
        """Ask for an address and for all that is linked from there or was linked before, each once."""
        self._links.append(address)
        while self._links:
            found = self._links.popleft().partition("#")[0]
            parts = urlsplit(found)
            if not parts.path.startswith("/") or (parts.netloc and found not in self._own(found)):
                continue
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            if path in self.known or self._of_path[parts.path] >= _OF_ONE_PAGE or "/assets/" in path:
                continue
            self.known.add(path)
            self._of_path[parts.path] += 1
            self.send("GET", path)

    def _own(self, found: str) -> tuple[str, ...]:
        base = self._world.installation.services.names.base
        return (found,) if found.startswith((base, self._world.address)) else ()

    def ask_everything(self, application: Starlette, leaving_out: tuple[str, ...] = ()) -> None:
        """Ask every address in every way it takes, but those that have a part in them."""
        names = {iri.rpartition("/")[2] for iri in self._world.iris.values()}
        for path, methods in dict(addresses(application, self._world)).items():
            if any(each in path for each in leaving_out):
                continue
            if "GET" in methods:
                for given in [{}, *([] if path.rpartition("/")[2] in names else parameters(self._world))]:
                    self.send("GET", f"{path}?{urlencode(given)}" if given else path)
            if "POST" in methods:
                for given in forms(self._world):
                    self.send("POST", path, data=given)
                self.send("POST", path, json=given | {"doc": [{"item": self._world.shown[SHELVED[0]]}]})
