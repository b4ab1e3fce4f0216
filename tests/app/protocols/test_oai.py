"""A harvester takes the records of a library by OAI-PMH, whatever happens to them meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import orjson
import pytest
import rdflib
from lxml import etree
from sickle import Sickle
from sickle.models import Record

from graph.store.names import GraphKind

from .shelf import CANARY, OAI, Shelf, opened

LATE = {"verb": "ListIdentifiers", "metadataPrefix": "rdfxml"}
FORMATS = ("oai_dc", "marcxml", "marcxml_holdings", "rdfxml", "jsonld")


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with opened(tmp_path) as made:
        yield made


def test_a_harvest_is_complete_while_a_thousand_records_change_and_the_next_one_brings_what_changed(
    shelf: Shelf,
) -> None:
    shelf.write(*(shelf.edition(f"e{n}") for n in range(1200)))
    begun, done = threading.Event(), threading.Event()

    def change() -> None:
        begun.wait(30)
        for n in range(0, 1000, 20):
            some = [f"e{each}" for each in range(n, n + 20)]
            shelf.write(*(shelf.edition(each, label=f"{each} anew") for each in some[:15]))
            shelf.take_away(*(shelf.iri("instances", each) for each in some[15:]))
            shelf.write(shelf.edition(f"new{n}"))
        done.set()

    changing = threading.Thread(target=change)
    changing.start()
    harvester = shelf.harvester()
    records = harvester.ListRecords(metadataPrefix="oai_dc")
    since = records.oai_response.xml.findtext(f"{OAI}responseDate")
    held: dict[str, str | None] = {}
    for number, each in enumerate(records):
        begun.set()
        if number == 600:
            assert done.wait(60)
        assert each.header.identifier not in held
        held[each.header.identifier] = None if each.deleted else each.metadata["title"][0]
    changing.join()
    assert {shelf.iri("instances", f"e{n}") for n in range(1200)} <= held.keys()
    later: list[Record] = list(harvester.ListRecords(metadataPrefix="oai_dc", **{"from": since}))
    assert len({each.header.identifier for each in later}) == len(later)
    for each in later:
        held[each.header.identifier] = None if each.deleted else each.metadata["title"][0]
    wanted: dict[str, str | None] = {shelf.iri("instances", f"e{n}"): f"e{n}" for n in range(1000, 1200)}
    for n in range(1000):
        wanted[shelf.iri("instances", f"e{n}")] = f"e{n} anew" if n % 20 < 15 else None
    wanted |= {shelf.iri("instances", f"new{n}"): f"new{n}" for n in range(0, 1000, 20)}
    assert held == wanted


def test_every_format_carries_a_record_with_its_work_and_characters_that_xml_lacks(shelf: Shelf) -> None:
    odd = "Tides \x1b & <b> \U0001f30a \\u0001"
    shelf.write(shelf.work("w", "Tides"), shelf.edition("e", "w", odd), shelf.copy("i", "e", "central-stacks"))
    assert [each.metadataPrefix for each in shelf.harvester().ListMetadataFormats()] == list(FORMATS)
    said = {}
    for prefix in FORMATS:
        (record,) = shelf.ask(verb="ListRecords", metadataPrefix=prefix).iter(f"{OAI}metadata")
        said[prefix] = record[0]
    assert "Tides \ufffd & <b> \U0001f30a \\u0001" in "".join(said["oai_dc"].itertext())
    assert said["marcxml"].tag == said["marcxml_holdings"].tag == "{http://www.loc.gov/MARC21/slim}record"
    assert shelf.iri("items", "i") in "".join(said["marcxml_holdings"].itertext())
    graph = rdflib.Graph().parse(data=etree.tostring(said["rdfxml"]), format="xml")
    named = {str(each) for each in graph.subjects()}
    assert {shelf.iri("works", "w"), shelf.iri("instances", "e"), shelf.iri("items", "i")} <= named
    assert {each["@id"] for each in orjson.loads(said["jsonld"].text or "")["@graph"]} <= named
    schema = httpx.get(f"{shelf.address}/harbor/oai/jsonld.xsd").content
    etree.XMLSchema(etree.fromstring(schema)).assertValid(said["jsonld"])


def test_a_record_changes_with_its_work_and_its_items_and_sets_follow_where_these_are(shelf: Shelf) -> None:
    day = datetime(2040, 5, 1, 12, tzinfo=UTC)
    shelf.write(shelf.work("w"), shelf.edition("e", "w"), shelf.edition("other"), at=day)
    shelf.write(shelf.copy("i", "e", "central-stacks"), at=day + timedelta(days=1))
    assert shelf.headers(until="2040-05-01") == {"other": False}
    assert shelf.headers(**{"from": "2040-05-02", "until": "2040-05-02"}) == {"e": False}
    assert [each.setSpec for each in shelf.harvester().ListSets()] == ["central", "quay"]
    assert shelf.headers(set="central") == {"e": False}
    shelf.write(shelf.copy("i", "e", "quay-stacks"), shelf.copy("j", "other", "quay-stacks"))
    assert (shelf.headers(set="central"), shelf.headers(set="quay")) == ({"e": True}, {"e": False, "other": False})
    since = shelf.ask(verb="Identify").findtext(f"{OAI}responseDate")
    assert since == shelf.ask(**LATE, set="central").findtext(f"{OAI}responseDate")  # where nothing fits, too
    shelf.write(shelf.work("w", "Another title"))
    assert "e" in shelf.headers(**{"from": str(since)})
    shelf.take_away(shelf.iri("items", "i"))
    shelf.take_away(shelf.iri("instances", "e"))
    assert shelf.headers(set="quay") == {"e": True, "other": False}


def test_who_harvests_a_set_is_told_of_every_record_that_left_it_and_of_one_that_comes_back(shelf: Shelf) -> None:
    editions = [f"e{number}" for number in range(230)]
    shelf.write(*(shelf.edition(each) for each in editions))
    shelf.write(*(shelf.copy(f"i-{each}", each, "central-stacks") for each in editions))

    def harvest(**since: str) -> dict[str, bool]:
        """What sickle finds in the set in many parts, while half of it moves, goes or is suppressed after the first."""
        told, found = iter(shelf.harvester().ListRecords(metadataPrefix="oai_dc", set="central", **since)), {}
        for number, record in enumerate(told):
            if number == 0 and not since:
                shelf.write(*(shelf.copy(f"i-{each}", each, "quay-stacks") for each in editions[0:100:2]))
                shelf.take_away(*(shelf.iri("items", f"i-{each}") for each in editions[100:200:2]))
                hidden = [shelf.copy(f"i-{each}", each, "central-stacks") for each in editions[200::2]]
                shelf.write(*hidden, kind=GraphKind.STAFF)
                shelf.take_away(*(each["@id"] for each in hidden))
            name = record.header.identifier.rpartition("/")[2]
            assert name not in found
            assert (record.header.setSpecs == ["central"]) or not record.header.deleted
            found[name] = not record.header.deleted
        return found

    began = shelf.ask(verb="Identify").findtext(f"{OAI}responseDate")
    known = harvest()
    known |= harvest(**{"from": str(began)})
    assert {name for name, there in known.items() if there} == set(editions[1::2])
    assert {name for name, there in known.items() if not there} == set(editions[0::2])
    assert set(shelf.headers().values()) == {False}  # all of them are still records of the whole
    kept = shelf.ask(verb="GetRecord", metadataPrefix="oai_dc", identifier=shelf.iri("instances", "e0"))
    assert [each.text for each in kept.iter(f"{OAI}setSpec")] == ["quay"]
    shelf.write(shelf.copy("i-e0", "e0", "central-stacks"))
    assert shelf.headers(set="central")["e0"] is False
    assert shelf.headers(set="quay")["e0"] is True


def test_what_was_merged_is_gone_and_what_comes_back_is_there_again(shelf: Shelf) -> None:
    shelf.write(shelf.edition("kept"), shelf.edition("merged"))
    shelf.merge("instances", "merged", "kept")
    assert shelf.headers() == {"kept": False, "merged": True}
    (record,) = shelf.ask(verb="GetRecord", identifier=shelf.iri("instances", "merged"), metadataPrefix="marcxml").iter(
        f"{OAI}record"
    )
    assert [each.tag for each in record] == [f"{OAI}header"]
    shelf.write(shelf.edition("merged"))
    assert shelf.headers() == {"kept": False, "merged": False}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({}, "badVerb"),
        ({"verb": "Drop"}, "badVerb"),
        ({"verb": "Identify", "set": "x"}, "badArgument"),
        ({"verb": "ListRecords"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "yesterday"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2026-02-30"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2026-02", "until": "2026-01-01"}, "badArgument"),
        (LATE | {"from": "2026-02-01", "until": "2026-01-01"}, "badArgument"),
        (LATE | {"from": "2026-01-01", "until": "2026-01-01T00:00:00Z"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "until": "0001-01-01"}, "noRecordsMatch"),
        ({"verb": "ListRecords", "metadataPrefix": "x" * 1001}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "mods"}, "cannotDisseminateFormat"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": "nowhere"}, "noRecordsMatch"),
        ({"verb": "ListRecords", "resumptionToken": "WyJMaXN0UmVjb3JkcyIsMV0"}, "badResumptionToken"),
        ({"verb": "ListRecords", "resumptionToken": "\u2603"}, "badResumptionToken"),
        ({"verb": "ListSets", "resumptionToken": "x"}, "badResumptionToken"),
        ({"verb": "GetRecord", "identifier": "urn:x' OR 1=1 --", "metadataPrefix": "oai_dc"}, "idDoesNotExist"),
        ({"verb": "ListMetadataFormats", "identifier": "urn:x"}, "idDoesNotExist"),
    ],
)  # fmt: skip
def test_what_breaks_the_rules_is_answered_as_they_say(wide: Shelf, arguments: dict[str, str], code: str) -> None:
    assert wide.refused(**arguments) == code


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """A library with one record and much that is private."""
    with opened(tmp_path_factory.mktemp("data")) as made:
        made.write(made.work("w"), made.edition("e", "w"), made.copy("i", "e", "quay-stacks"))
        made.hide()
        yield made


def test_nothing_private_is_harvested_and_a_private_library_is_not_there(wide: Shelf) -> None:
    for prefix in FORMATS:
        for verb in ("ListRecords", "ListIdentifiers"):
            assert CANARY not in etree.tostring(wide.ask(verb=verb, metadataPrefix=prefix), encoding="unicode")
    assert wide.refused(verb="GetRecord", identifier=wide.iri("instances", CANARY), metadataPrefix="oai_dc")
    for slug in ("cloister", "nowhere"):
        assert httpx.get(f"{wide.address}/{slug}/oai?verb=Identify").status_code == 404


def test_a_repository_identifies_itself_also_when_it_is_asked_with_post(wide: Shelf) -> None:
    identity = Sickle(f"{wide.address}/harbor/oai", http_method="POST").Identify()
    assert (identity.repositoryName, identity.deletedRecord) == ("Harbor Library", "persistent")
    assert identity.granularity == "YYYY-MM-DDThh:mm:ssZ"
    assert identity.baseURL.endswith("/harbor/oai")
    many = httpx.post(f"{wide.address}/harbor/oai", content=b"verb=" + b"x" * 30_000)
    assert many.status_code == 413
