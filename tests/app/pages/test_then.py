"""What was public at a moment and is public still has an address of its own, as a page and as data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from urllib.parse import urlsplit

import httpx
import pytest
from pyoxigraph import RdfFormat, parse

from graph.access.model import SharingLevel, operator
from graph.catalogue.moments import moments
from graph.holdings.changes import ItemChange
from graph.tenants.model import Sharing

HARBOR = operator("harbor")


@dataclass
class Story:
    """A work that was called three things: its path, and when it began to be called the first and the second."""

    iri: str
    path: str
    revision: str
    before: datetime
    first: datetime
    second: datetime

    def at(self, moment: datetime, ending: str = "") -> str:
        return f"{self.path}{ending}?asOf={moment.replace(tzinfo=None).isoformat()}Z"


@pytest.fixture
def story(world):
    catalogue = world.installation.services.catalogue
    before = datetime.now(UTC)
    found = catalogue.create(HARBOR, "bf:Work", {"rdfs:label": ["The first name"]})
    first = found.changed
    found = catalogue.update(HARBOR, found.iri, found.revision, {**found.body, "rdfs:label": ["The second name"]})
    second = found.changed
    found = catalogue.update(HARBOR, found.iri, found.revision, {**found.body, "rdfs:label": ["The third name"]})
    return Story(found.iri, urlsplit(found.iri).path, found.revision, before, first, second)


@pytest.fixture
def program(world):
    with httpx.Client(base_url=world.address) as made:
        yield made


def on_the_web(moment: datetime) -> str:
    return format_datetime(moment.replace(microsecond=0), usegmt=True)


@pytest.mark.parametrize("ending", ["", ".ttl", ".jsonld", ".nq", ".rdf"])
def test_what_was_said_then_has_an_address(program, story, ending):
    for moment, name in ((story.first, "The first name"), (story.second, "The second name")):
        answer = program.get(story.at(moment, ending))
        assert answer.status_code == 200
        assert name in answer.text
        assert "The third name" not in answer.text
        assert answer.headers["memento-datetime"] == on_the_web(moment)
        assert answer.headers["x-robots-tag"] == "noindex, nofollow"
        assert f'<{story.path}>; rel="original timegate"' in answer.headers["link"]
        known = program.get(story.at(moment, ending), headers={"If-None-Match": answer.headers["etag"]})
        assert known.status_code == 304


def test_a_page_of_the_past_says_so_and_leads_to_today(program, story):
    page = program.get(story.at(story.first), headers={"Accept-Language": "en"}).text
    assert "This is how it was described on" in page
    assert f'<a class="button" href="{story.path}">See it as it is now</a>' in page
    assert '<meta name="robots" content="noindex, nofollow">' in page
    early = program.get(story.at(story.before))
    assert (early.status_code, "not described here yet" in early.text) == (404, True)
    assert program.get(story.at(story.before, ".ttl")).status_code == 404


def test_a_client_that_wants_another_time_is_led_there(program, story):
    for accept, ending in (("text/turtle", ".ttl"), ("text/html", "")):
        led = program.get(story.path, headers={"Accept": accept, "Accept-Datetime": on_the_web(story.second)})
        assert led.status_code == 302
        assert led.headers["location"].startswith(f"{story.path}{ending}?asOf=")
        assert "Accept-Datetime" in led.headers["vary"]
        assert "memento-datetime" not in led.headers
        assert program.get(led.headers["location"]).headers["memento-datetime"] == on_the_web(story.second)
    early = {"Accept": "text/turtle", "Accept-Datetime": on_the_web(story.before - timedelta(days=400))}
    assert "The first name" in program.get(program.get(story.path, headers=early).headers["location"]).text
    assert program.get(story.path, headers={"Accept-Datetime": "yesterday"}).status_code == 400


def test_a_heading_that_is_only_used_has_no_states_and_answers_as_it_is(world, program):
    page = program.get(f"/harbor/works/{world.work('War and peace')}").text
    path = re.findall(r'href="(/harbor/agents/[0-9a-z]+)', page)[0]
    for accept, status in (("text/turtle", 303), ("text/html", 200)):
        wanted = {"Accept": accept, "Accept-Datetime": on_the_web(datetime.now(UTC))}
        assert program.get(path, headers=wanted).status_code == status


def test_a_time_map_lists_every_state(program, story):
    (where,) = re.findall(r'<([^>]+)>; rel="timemap"', program.get(f"{story.path}.ttl").headers["link"])
    answer = program.get(where)
    assert answer.headers["content-type"].startswith("application/link-format")
    states = re.findall(r'<([^>]+)>; rel="((?:first |last )?memento)"; datetime="([^"]+)"', answer.text)
    assert [kind for _, kind, _ in states] == ["first memento", "memento", "last memento"]
    names = []
    for address, _, at in states:
        parts = urlsplit(address)
        found = program.get(f"{parts.path}.nt?{parts.query}")
        assert found.headers["memento-datetime"] == at
        names += re.findall(r"The \w+ name", found.text)
    assert names == ["The first name", "The second name", "The third name"]


def test_what_a_network_described_is_read_as_it_was_too(world, program):
    services = world.installation.services
    network = next(each.slug for each in services.tenants.networks() if each.members)
    found = services.catalogue.create(HARBOR, "bf:Work", {"rdfs:label": ["The first name"]}, network=network)
    body = {**found.body, "rdfs:label": ["The second name"]}
    services.catalogue.update(HARBOR, found.iri, found.revision, body, network=network)
    path, then = urlsplit(found.iri).path, {"asOf": found.changed.isoformat()}
    assert "The first name" in program.get(f"{path}.ttl", params=then).text
    led = program.get(path, params=then, headers={"Accept": "text/html"}, follow_redirects=True)
    assert led.status_code == 200
    assert "The first name" in led.text
    assert "The second name" not in led.text
    assert program.get(f"/networks/timemaps/works/{path.rpartition('/')[2]}").text.count('memento"; datetime') == 2


def test_a_time_map_is_told_in_parts(world, story):
    scope = world.installation.services.access.scope(HARBOR)
    store, found, until = world.installation.store, [], datetime.now(UTC)
    while True:
        part = moments(store, story.iri, scope, until, most=2)
        found = [*part.times, *found]
        if part.more is None:
            break
        until = part.more
    (history,) = world.installation.services.catalogue.history([story.iri], scope)
    assert found == sorted(each.cause.at for each in history)


def test_what_was_taken_out_is_gone_in_the_past_too(world, program, story):
    world.installation.services.catalogue.delete(HARBOR, story.iri, story.revision)
    where = re.sub(r"/works/", "/timemaps/works/", story.path)
    for each in (story.path, story.at(story.first), story.at(story.second, ".ttl"), where):
        answer = program.get(each)
        assert answer.status_code == 410, each
        assert "The first name" not in answer.text


@pytest.mark.parametrize(
    "said", ["yesterday", "2026-13-01", "9999-01-01", "2026-01-01T00:00:00+99:00", "1" * 5000, "0000-01-01"]
)
def test_what_is_no_moment_is_refused(program, story, said):
    for ending in ("", ".ttl"):
        assert program.get(f"{story.path}{ending}", params={"asOf": said}).status_code in {400, 414}


PROV = "http://www.w3.org/ns/prov#"
RDFS = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def test_who_said_what_is_told_in_prov_and_people_are_named_to_staff_alone(world, program, story):
    access = world.installation.services.access
    account = access.create_account(operator(), "Cara Cataloguer", {"harbor": ["cataloguer"]}, "harbor")
    catalogue, actor = world.installation.services.catalogue, access.actor(account.id)
    (known,) = catalogue.resources([story.iri], access.scope(actor))
    catalogue.update(
        actor,
        story.iri,
        known.revision,
        {**known.body, "bf:summary": [{"@type": ["bf:Summary"], "rdfs:label": ["A summary"]}]},
    )
    asked = {"params": {"_profile": "provenance"}}
    answer = program.get(f"{story.path}.nt", **asked)
    assert answer.headers["content-profile"] == f"<{PROV}>"
    said = [(q.subject.value, q.predicate.value, q.object.value) for q in parse(answer.content, RdfFormat.N_TRIPLES)]
    revised = [each for each in said if each[1] == PROV + "wasRevisionOf"]
    assert len(revised) == 3
    for address, _, _ in revised:
        parts = urlsplit(address)
        assert program.get(f"{parts.path}.nt?{parts.query}").status_code == 200
    about = {subject: obj for subject, predicate, obj in said if predicate == RDFS + "object"}
    assert set(about.values()) >= {"The third name", "A summary"}
    assert "The second name" not in about.values()
    library = f"{world.installation.services.names.base}tenants/harbor"
    for statement, value in about.items():
        told = {predicate: obj for subject, predicate, obj in said if subject == statement}
        assert told[PROV + "wasAttributedTo"] == library
        late = datetime.fromisoformat(told[PROV + "generatedAtTime"]) > story.second
        assert late == (value == "The third name" or "Summary" in value or "summary" in value)
    assert "Cara" not in answer.text
    token = {"Authorization": f"Bearer {access.issue_token(operator(), account.id).secret}"}
    staff = program.get(f"{story.path}.nt", **asked, headers=token)
    assert "Cara Cataloguer" in staff.text
    then = program.get(f"{story.path}.nt", params={"_profile": "provenance", "asOf": story.first.isoformat()})
    assert "The first name" in then.text
    assert "wasRevisionOf" not in then.text
    assert (
        f'{story.path}.ttl?_profile=provenance>; rel="{PROV}has_provenance"'
        in program.get(f"{story.path}.ttl").headers["link"]
    )


def test_a_copy_that_was_suppressed_is_gone_in_the_past_and_has_none_when_it_is_shown_again(world, program):
    editor, services = world.installation.services.holdings_editor, world.installation.services
    found = services.catalogue.create(HARBOR, "bf:Instance", {"rdfs:label": ["An edition"]})
    item = editor.item_create(HARBOR, found.iri, ItemChange(barcode="then-1"))
    then = datetime.now(UTC).replace(tzinfo=None).isoformat() + "Z"
    address = f"{urlsplit(item.iri).path}.ttl"
    assert program.get(address, params={"asOf": then}).status_code == 200
    hidden = editor.item_update(HARBOR, item.iri, item.revision, ItemChange(suppressed=True))
    assert program.get(address, params={"asOf": then}).status_code == 410
    editor.item_update(HARBOR, item.iri, hidden.revision, ItemChange(suppressed=False))
    assert program.get(address).status_code == 200
    assert program.get(address, params={"asOf": then}).status_code == 404


def test_a_library_that_is_public_now_tells_nothing_of_when_it_was_not(world, program):
    services, chief = world.installation.services, operator("hermitage")
    services.tenants.create_tenant(operator(), "hermitage", {"en": "Hermitage"}, sharing=Sharing(SharingLevel.PRIVATE))
    found = services.catalogue.create(chief, "bf:Work", {"rdfs:label": ["In private"]})
    path, then = urlsplit(found.iri).path, found.changed
    services.tenants.update(operator(), "hermitage", sharing=Sharing(SharingLevel.PUBLIC))
    map_of = re.sub("/works/", "/timemaps/works/", path)
    assert program.get(f"{path}.ttl").status_code == 200
    for each, more in ((f"{path}.ttl", {"asOf": then.isoformat()}), (path, {"asOf": then.isoformat()}), (map_of, {})):
        assert program.get(each, params=more).status_code == 404, each
    services.catalogue.update(chief, found.iri, found.revision, {**found.body, "rdfs:label": ["In public"]})
    assert program.get(map_of).text.count('memento"; datetime') == 1
    assert "wasRevisionOf" not in program.get(f"{path}.ttl", params={"_profile": "provenance"}).text
    services.tenants.update(operator(), "hermitage", sharing=Sharing(SharingLevel.PRIVATE))
