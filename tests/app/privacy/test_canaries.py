"""A reader's data is theirs: not one of its words is in any page, answer, log, span, metric or file that isn't for them
or for their library's desk, whoever asks and however. What is looked for is planted, and is found where it belongs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from itertools import product

import httpx
import pytest
from starlette.applications import Starlette

from app.clock import clock
from app.protocols.ncip.messages import NCIP
from app.protocols.ncip.services import SERVICES
from app.protocols.sip2.conversation import Conversation, HungUp
from app.protocols.sip2.messages import FORMS
from app.protocols.sip2.visit import Terms
from app.server import serving
from graph.store.model import Document, Key
from graph.store.names import GraphKind
from mappings.iso18626.codes import Action, Reason, Status
from mappings.iso18626.messages import Agency, Header, RequestingMessage, SupplyingMessage, Wanted
from mappings.iso18626.messages import Request as Asking
from mappings.iso18626.writing import written as as_xml
from schema.running import documents
from tests.app.privacy.asking import Browser, given_away, octets_of, plain
from tests.app.privacy.conftest import Kept
from tests.app.privacy.planting import AMOUNT, HARBOR, MARK, OTHER_CARD, PASSWORD, SHELVED, WORDS, World, planted
from tests.app.privacy.questions import CHANGES, ROOTS, STREAMS, Asked, input_of, sparql, text_of
from tests.schema.library import WHOLE
from tests.schema.walker import written

Opened = Callable[..., httpx.Client]
STRANGERS = ("anonymous", "another reader", "contributor@harbor", "cataloguer@harbor", "administrator@lindenau")
"""Who may know nothing of the reader: nobody, another reader, colleagues of the desk, another library."""
OF_READERS = ("patron", "notices", "offlineConflicts", "paymentRefusals", "auditTrail", "node")
"""Root fields that tell a library of its readers; what they wait for, owe and had hangs on them."""
ECHOES = {"lookUpEach"}
"""Root fields whose answer repeats what was asked."""


@pytest.fixture(scope="module")
def application(world: World) -> Starlette:
    """What is served, to look up its addresses."""
    return serving(world.installation)


@pytest.fixture(scope="module")
def asked(world: World) -> Iterator[Asked]:
    """The API, which keeps long documents, too: they are asked by many callers."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(documents, "_LONGEST_KEPT", 1_000_000)
        yield Asked(world)


def test_what_is_planted_is_found_by_the_library_and_by_its_reader(
    world: World, asked: Asked, theirs: httpx.Client
) -> None:
    """The other tests look for what is there to be found, with a search that finds it."""
    seen = ""
    for actor in asked.callers("desk@harbor", "administrator@harbor").values():
        for field in OF_READERS:
            for questions in asked.questions(field):
                seen += "".join(plain(text_of(body.get("data"))) for _, body in asked.answered(actor, questions))
        for stream in map(asked.stream, STREAMS):
            seen += "".join(plain(text_of(each.get("data"))) for each in asked.heard(actor, stream))
    assert [each for each in WORDS if planted(each).lower() not in seen] == []
    assert [name for name, each in world.ids.items() if each.lower() not in seen] == []
    browser = Browser(world, theirs)
    for page in ("account", f"account/payment?reference={world.reference}", f"paia/core/{planted('card')}/fees"):
        browser.send("GET", f"/harbor/{page}")
    assert len(browser.found) == 3
    assert {AMOUNT} <= browser.found[f"GET /harbor/account/payment?reference={world.reference} "]
    assert planted("note").lower() not in plain(theirs.get("/harbor/account").text), "what staff note is not for them"


@pytest.mark.parametrize("who", [each for each in STRANGERS if each != "cataloguer@harbor"])
def test_no_address_and_no_form_tells_of_another_reader(
    world: World, application: Starlette, client: Opened, theirs: httpx.Client, who: str
) -> None:
    theirs.get("/harbor/account")  # whatever a server keeps of a page that was just made
    browser = Browser(world, client(who))
    browser.ask_everything(application, () if who == "anonymous" else ("/sign-", "/auth/", ".css", "/suggest2"))
    assert browser.found == {}
    assert who != "another reader" or "Another Reader" in browser.send("GET", "/harbor/account").text
    assert browser.statuses[500] == 0
    assert browser.statuses[200] > 0


def test_a_reader_who_meets_another_at_an_item_learns_only_that_somebody_waits(world: World, client: Opened) -> None:
    """They have what the other waits for, and wait for what the other has."""
    browser = Browser(world, client("another reader"))
    account = browser.send("GET", "/harbor/account").text
    assert browser.send("POST", "/harbor/account/renew").status_code == 409, "the other waits"
    for name in ("request", "renew", "cancel"):
        for code in SHELVED:
            asked = {"doc": [{"item": world.shown[code]}]}
            assert browser.send("POST", f"/harbor/paia/core/{OTHER_CARD}/{name}", json=asked).status_code == 200
    items = browser.send("GET", f"/harbor/paia/core/{OTHER_CARD}/items").json()["doc"]
    assert world.shown[SHELVED[2]] in {each["item"] for each in items}
    assert "Tides" in account
    assert browser.found == {}


@pytest.mark.parametrize("slug", ["harbor", "lindenau"])
def test_a_machine_is_told_of_nobody_who_did_not_show_who_they_are(world: World, slug: str) -> None:
    """Of its own library, with the card alone, or with a wrong password; of another, with anything."""
    machine = Conversation(world.installation.services, clock, Terms(), "192.0.2.7")
    token = world.tokens[f"desk@{slug}"]
    assert machine.answer(f"9300CN{slug}|CO{token}|CPDESK|".encode()) == b"941"
    leaving = set() if slug == "lindenau" else {"01", "09", "37"}  # blocks, takes in and is paid from anybody
    asked = 0
    for code in FORMS.keys() - leaving - {"93", "97"}:
        for password, barcode in product(("", "guess"), (*SHELVED, planted("card"))):
            message = FORMS[code].example.replace("harbor", slug).replace("desk", "DESK")
            message = message.replace("AAP1", f"AA{planted('card')}").replace("AB31001", f"AB{barcode}")
            message = message.replace("ADwren", f"AD{password}")
            with suppress(HungUp):
                answer = machine.answer(message.encode()).decode()
                assert not given_away(plain(answer), world.hidden, message), message
                asked += 1
    assert asked > 50


@pytest.mark.parametrize("who", [*STRANGERS, "desk@lindenau"])
def test_no_other_system_is_told_of_a_reader_of_another_library(world: World, client: Opened, who: str) -> None:
    named = f"<UserId><UserIdentifierValue>{planted('card')}</UserIdentifierValue></UserId>"
    browser = Browser(world, client(who))
    for slug, (service, barcode) in product(("harbor", "lindenau"), product(SERVICES, SHELVED)):
        item = f"<ItemId><ItemIdentifierValue>{barcode}</ItemIdentifierValue></ItemId>"
        more = "<LoanedItemsDesired/><RequestedItemsDesired/><UserFiscalAccountDesired/>"
        content = f"<{service}>{named}{item}{more}</{service}>"
        body = f'<NCIPMessage xmlns="{NCIP}">{content}</NCIPMessage>'
        browser.send("POST", f"/{slug}/ncip", content=body.encode(), headers={"Content-Type": "application/xml"})
    assert browser.found == {}


@pytest.mark.parametrize("who", [*STRANGERS, "desk@lindenau"])
def test_no_other_library_is_told_of_a_reader(world: World, client: Opened, who: str) -> None:
    asked, at = world.iris["asked elsewhere"].rpartition("/")[2], datetime(2026, 3, 2, tzinfo=UTC)
    header = Header(Agency("ISIL", "XX-ELSE"), Agency("ISIL", "XX-HERE"), asked, at)
    messages = (
        RequestingMessage(header, Action.STATUS_REQUEST),
        SupplyingMessage(header, Reason.STATUS_CHANGE, Status.LOANED, at),
        Asking(header, Wanted("Tides")),
    )
    browser = Browser(world, client(who))
    for slug, message in product(("harbor", "lindenau"), messages):
        browser.send("POST", f"/{slug}/iso18626", content=as_xml(message))
    assert browser.found == {}


def test_no_root_field_tells_of_another_reader(world: World, asked: Asked) -> None:
    callers = asked.callers(*STRANGERS)
    for field in ROOTS:
        for questions, (who, actor) in product(asked.questions(field), callers.items()):
            for question, body in asked.answered(actor, questions):
                if given_away(told := plain(text_of(body)), world.hidden):  # an error may repeat what was asked
                    assert not given_away(told, world.hidden, text_of(question)), (who, field)
                    assert field in ECHOES or not given_away(plain(text_of(body["data"])), world.hidden), (who, field)


def test_no_change_and_no_stream_tells_of_another_reader_or_changes_what_is_theirs(world: World, asked: Asked) -> None:
    before = _theirs(world)
    for who, actor in asked.callers(*STRANGERS).items():
        for field in CHANGES.keys() - {"importMarc"}:  # whose file can't be written in a document
            told = text_of(asked.change(actor, field))
            assert not given_away(plain(told), world.hidden, text_of(input_of(field, world))), (who, field)
        for field in STREAMS:
            stream = asked.stream(field)
            heard = list(asked.heard(actor, stream))
            assert not given_away(plain(text_of(heard)), world.hidden, text_of(stream)), (who, field)
            told = text_of([each.get("data") for each in heard])
            assert not given_away(plain(told), world.hidden), (who, field)  # a refusal alone may repeat what was asked
            assert field != "resourceChanged" or world.shown["work"] in told, "what is public is told"
    assert _theirs(world) == before
    assert any(before)


def _theirs(world: World) -> list[Document | None]:
    graphs = [
        world.installation.services.names.graph(HARBOR, kind) for kind in (GraphKind.PATRONS, GraphKind.CIRCULATION)
    ]
    return world.installation.store.read([Key(graph, iri) for graph in graphs for iri in world.iris.values()], WHOLE)


@pytest.mark.parametrize("who", ["administrator@harbor", "administrator@lindenau"])
def test_no_query_of_the_graph_and_no_search_finds_readers_whoever_asks(world: World, asked: Asked, who: str) -> None:
    """Not even for those who may know them: they are in no index."""
    (actor,) = asked.callers(who).values()
    for text in sparql(world):
        arguments = f"query: {written(text)}, scope: {{all: true}}, first: 10000"
        document = f"{{ sparql({arguments}) {{ rows {{ value }} triples boolean }} }}"
        assert not given_away(plain(text_of(asked.answer(actor, document))), world.hidden, text), text
    for word in map(planted, WORDS):
        search = f'{{ search(input: {{text: "{word}", scope: {{all: true}}}}) {{ totalCount didYouMean }} }}'
        assert asked.answer(actor, search)["data"] == {"search": {"totalCount": 0, "didYouMean": []}}
    found = asked.answer(actor, '{ search(input: {text: "tides", scope: {all: true}}) { totalCount } }')
    assert found["data"]["search"]["totalCount"] > 0


def test_no_file_but_the_store_holds_a_word_of_a_reader(world: World, asked: Asked) -> None:
    (actor,) = asked.callers("administrator@harbor").values()
    assert "errors" not in asked.answer(actor, '{ figures(from: "2026-01-01", to: "2026-12-31", by: MONTH) { event } }')
    store = world.installation.settings.store
    assert store is not None
    assert store.path is not None
    holding = {each for each in store.path.parent.rglob("*") if each.is_file() and MARK.encode() in octets_of(each)}
    assert {each.name.partition("-")[0] for each in holding} == {store.path.name}
    assert list(store.path.parent.rglob("ledger.sqlite")), "the figures were counted"


def test_what_operators_see_says_what_kind_of_thing_was_asked_and_no_more(
    world: World, kept: Kept, client: Opened
) -> None:
    """Every other test ends with a look at the logs and spans; here is what they would show."""
    desk, someone = client("desk@harbor"), client()
    for password in ("wrong", PASSWORD):
        given = {"username": planted("card"), "password": password, "grant_type": "password"}
        someone.post("/harbor/paia/auth/login", json=given)
    find = f'{{ patrons(text: "{planted("name")}", first: 5) {{ nodes {{ name }} }} }}'
    assert planted("name") in desk.get("/graphql", params={"query": find}).text
    for broken in (f"{{ {planted('name')} }}", f'{{ patron(by: {{barcode: "{planted("card")}" '):
        assert desk.post("/graphql", json={"query": broken}).json()["errors"]
    assert desk.get(f"/harbor/paia/core/{planted('card')}/items").status_code == 200
    metrics = client().get("/metrics").text
    assert not given_away(plain(metrics), world.hidden)
    assert 'operation="paia"' in metrics
    for told in ("\n".join(kept.lines), "\n".join(each.to_json() for each in kept.spans.get_finished_spans())):
        for route in ("/{tenant}/paia/auth/{method}", "/{tenant}/paia/core/{patron}/{method:path}", "/graphql"):
            assert route in told
        assert given_away(plain(told + planted("name")), world.hidden) == {planted("name").lower()}
