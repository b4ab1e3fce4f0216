"""Each protocol is sent what is malformed, huge, deep, not signed in, not for it: it answers as its own rules have it,
soon, and tells nothing of the inside.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Final

import httpx
import pytest

from app.server import serving
from graph.access.model import operator

from .bad_requests import KINDS, ROWS
from .conftest import World, opened
from .hostile import Sent, hostile_to, inside_of, routes_of

ASKED: Final = [(name, kind) for name, row in ROWS.items() for kind, each in row.items() if not isinstance(each, str)]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A library behind a real server."""
    with opened(tmp_path_factory.mktemp("hostile")) as made:
        services = made.installation.services
        account = services.access.create_account(operator(), "researcher", {"harbor": ["researcher"]}, "harbor")
        made.tokens["researcher"] = services.access.issue_token(operator(), account.id).secret
        made.installation.bring_up_to_date("search")
        made.installation.bring_up_to_date("sparql")
        yield made


@pytest.fixture(scope="module")
def http(place: World) -> Iterator[httpx.Client]:
    """A client of it."""
    headers = {"Origin": place.address, "X-Catalograph": "1"}  # as a page of the server sends them
    with httpx.Client(base_url=place.address, timeout=30, headers=headers) as client:
        yield client


def test_every_protocol_is_asked_in_every_bad_way_or_says_why_not() -> None:
    assert {name: tuple(row) for name, row in ROWS.items()} == dict.fromkeys(ROWS, KINDS)


@pytest.mark.parametrize(("name", "kind"), ASKED)
def test_what_is_wrong_is_answered_as_the_protocol_has_it(
    place: World, http: httpx.Client, name: str, kind: str
) -> None:
    row = ROWS[name][kind]
    assert not isinstance(row, str)
    sent, check = row
    who = sent.headers.get("Authorization", "researcher" if name == "sparql" else "")
    headers = {**sent.headers, "Authorization": f"Bearer {place.tokens[who]}"} if who in place.tokens else sent.headers
    answer = Sent(sent.path, sent.method, headers, sent.body).to(http)
    check(answer)
    assert not inside_of(answer, sent)
    assert answer.elapsed.total_seconds() < 5


def test_whatever_is_sent_to_any_address_nothing_breaks_and_nothing_of_the_inside_is_told(
    place: World,
) -> None:
    """Addresses that are new are asked, too."""
    asked = 0
    with httpx.Client(base_url=place.address, timeout=30) as anyone:
        for sent in chain.from_iterable(map(hostile_to, routes_of(serving(place.installation).routes))):
            answer = sent.to(anyone)
            assert answer.status_code < 500, (sent, answer.text)
            assert not inside_of(answer, sent), (sent, answer.text)
            assert answer.headers["x-request-id"]
            assert answer.elapsed.total_seconds() < 5, sent
            asked += 1
    assert asked > 500
