"""SRU: what other systems find, page through, scan and are told, by hand and with a real client."""

from __future__ import annotations

import re
import subprocess
from urllib.parse import urlsplit

import httpx
import pytest
from lxml import etree

from app.protocols.sru.indexes import INDEXES
from app.protocols.sru.records import SCHEMAS
from graph.access.model import operator
from graph.holdings.changes import ItemChange
from tests.app.pages.conftest import SECRET

SRW = "{http://www.loc.gov/zing/srw/}"
OASIS = "{http://docs.oasis-open.org/ns/search-ws/sruResponse}"
ZEEREX = "{http://explain.z3950.org/dtd/2.0/}"
RARE = frozenset({"bath.issn", "bath.lccn", "bib.titleSeries", "rec.identifier"})
"""Indexes whose example need not be in the demo."""


@pytest.fixture
def ask(world):
    """Sends a request and answers with the root of what comes back."""

    def send(library: str = "harbor", **parameters: str) -> etree._Element:
        answer = httpx.get(f"{world.address}/{library}/sru", params=parameters, timeout=30)
        assert answer.status_code == 200, answer.text
        assert SECRET not in answer.text.replace(str(parameters.get("query")), "")
        return etree.fromstring(answer.content)

    return send


@pytest.fixture
def search(ask):
    """Searches with version 1.2: how many were found, and the records' data."""

    def send(query: str, **more: str) -> tuple[int, list[etree._Element]]:
        root = ask(operation="searchRetrieve", version="1.2", query=query, **more)
        assert root.find(f".//{SRW}diagnostics") is None, etree.tostring(root)
        return int(root.findtext(f"{SRW}numberOfRecords")), root.findall(f".//{SRW}recordData")

    return send


def numbers(root: etree._Element) -> list[int]:
    """The numbers of the diagnostics of an answer."""
    return [int(each.text.rpartition("/")[2]) for each in root.iter("{*}uri") if "diagnostic" in (each.text or "")]


@pytest.mark.parametrize("index", INDEXES, ids=lambda each: each.name)
def test_every_index_finds_its_example_or_nothing(search, index):
    found, _ = search(index.example)
    assert found > 0 or index.name in RARE


def test_booleans_join_what_is_found(search):
    every, _ = search("cql.allRecords = 1")
    war, _ = search('dc.title = "war and peace"')
    whale, _ = search("dc.title = moby")
    assert war
    assert whale
    assert search('dc.title = "war and peace" or dc.title = moby')[0] == war + whale
    assert search('dc.title = "war and peace" and dc.title = moby')[0] == 0
    assert search("cql.allRecords = 1 not dc.title = moby")[0] == every - whale
    assert 0 < search('cql.allRecords = 1 and dc.date within "0000 9999"')[0] <= every


def test_pages_follow_each_other_without_a_gap(ask, search):
    every, _ = search("cql.allRecords = 1")
    seen, start = [], 1
    while start:
        root = ask(
            operation="searchRetrieve", version="1.2", query="cql.allRecords = 1 sortBy dc.title",
            startRecord=str(start), maximumRecords="7",
        )  # fmt: skip
        seen += [each.text for each in root.iter(f"{SRW}recordIdentifier")]
        start = int(root.findtext(f"{SRW}nextRecordPosition") or 0)
    assert len(seen) == len(set(seen)) == every


def test_records_come_in_every_schema_and_packed_as_text(search):
    for schema in SCHEMAS:
        for named in (schema.name, schema.uri):
            _, (data, *_) = search("dc.title = moby", recordSchema=named)
            said = etree.tostring(data, encoding="unicode")
            assert ("availabilityStatus" if schema.name == "isohold" else "Moby") in said
    _, (data, *_) = search("dc.title = moby", recordSchema="dc", recordPacking="string")
    assert "Moby" in "".join(etree.fromstring(data.text).itertext())


def test_version_two_has_its_own_names(ask):
    root = ask(query="dc.title = moby", recordSchema="dc")
    assert root.tag == f"{OASIS}searchRetrieveResponse"
    assert root.findtext(f".//{OASIS}recordXMLEscaping") == "xml"
    assert numbers(ask(query="dc.nothing = moby")) == [16]


@pytest.mark.parametrize(
    ("parameters", "name"),
    [
        ({"query": "dc.nothing = moby", "scanClause": "dc.title = moby"}, "searchRetrieveResponse"),
        ({"scanClause": "dc.nothing = moby"}, "scanResponse"),
        ({"stylesheet": "http://a.example/x.xsl"}, "explainResponse"),
    ],
)
def test_what_is_refused_is_answered_as_the_operation_that_is_meant(ask, parameters, name):
    root = ask(**parameters)
    assert etree.QName(root).localname == name
    assert numbers(root)


@pytest.mark.parametrize(
    ("parameters", "number"),
    [
        ({"version": "9"}, 5),
        ({"operation": "explode"}, 4),
        ({"operation": "searchRetrieve"}, 7),
        ({"query": "((("}, 10),
        ({"query": "moby", "startRecord": "x"}, 6),
        ({"query": "moby", "startRecord": "0"}, 6),
        ({"query": "moby", "startRecord": "99999"}, 61),
        ({"query": "moby", "startRecord": "999999999"}, 61),
        ({"query": "moby", "recordSchema": "mods"}, 66),
        ({"query": "moby", "recordPacking": "zip", "version": "1.2"}, 71),
        ({"query": "moby sortBy dc.subject"}, 80),
        ({"query": "moby", "stylesheet": "http://a.example/x.xsl"}, 110),
        ({"operation": "scan"}, 7),
        ({"operation": "scan", "scanClause": "a and b"}, 10),
        ({"operation": "scan", "scanClause": "bath.isbn = 1"}, 16),
        ({"operation": "scan", "scanClause": "dc.title = a", "responsePosition": "99"}, 120),
    ],
)
def test_what_is_wrong_is_told_by_its_number(ask, parameters, number):
    assert numbers(ask(**({"version": "1.2"} | parameters))) == [number]


def test_an_endpoint_explains_itself(ask):
    root = ask()
    names = {f"{each.get('set')}.{each.text}" for each in root.iter(f"{ZEEREX}name")}
    assert names == {each.name for each in INDEXES}
    assert root.findtext(f".//{ZEEREX}database") == "harbor/sru"


@pytest.mark.parametrize(("index", "term"), [("dc.title", "moby"), ("dc.creator", "melville"), ("dc.subject", "wha")])
def test_an_index_is_scanned_round_a_term(ask, search, index, term):
    def scanned(clause: str, **more: str) -> list[tuple[str, int]]:
        root = ask(operation="scan", version="1.2", scanClause=clause, **more)
        values = [each.text for each in root.iter(f"{SRW}value")]
        return list(zip(values, [int(each.text) for each in root.iter(f"{SRW}numberOfRecords")], strict=True))

    found = scanned(f'{index} = "{term}"', maximumTerms="5")
    assert found[0][0].lower().startswith(term)
    assert all(count > 0 for _, count in found)
    assert len({value for value, _ in found}) == len(found)
    later = scanned(f'{index} = "{found[1][0]}"', maximumTerms="5", responsePosition="2")
    assert [value for value, _ in later][:2] == [value for value, _ in found][:2]
    word = found[0][0].replace('"', "")
    assert search(f'{index} = "{word}"')[0] >= found[0][1]


def test_nothing_of_a_private_library_is_found(world, ask, search):
    assert httpx.get(f"{world.address}/cloister/sru").status_code == 404
    assert httpx.get(f"{world.address}/cloister/opensearch.xml").status_code == 404
    assert search(SECRET)[0] == 0
    assert SECRET not in etree.tostring(ask(operation="scan", scanClause="dc.creator = zug", version="1.2")).decode()


def test_a_copy_that_staff_keep_to_themselves_is_in_no_record(world, search):
    services = world.installation.services
    work = services.catalogue.create(operator("harbor"), "bf:Work", {"rdfs:label": ["Kept"]})
    title = {"@id": "#t", "@type": ["bf:Title"], "bf:mainTitle": ["Kept to staff"]}
    body = {"bf:instanceOf": [{"@id": work.iri}], "bf:title": [title]}
    edition = services.catalogue.create(operator("harbor"), "bf:Instance", body)
    kept = ItemChange(barcode=f"{SECRET}-9", suppressed=True)
    services.holdings_editor.item_create(operator("harbor"), edition.iri, kept)
    world.catch_up()
    for schema in SCHEMAS:
        found, (data, *_) = search('dc.title = "kept to staff"', recordSchema=schema.name)
        assert found == 1
        assert SECRET not in "".join(data.itertext())


@pytest.mark.needs("yaz-client")
def test_a_real_client_searches_scans_and_reads_every_schema(world):
    address = urlsplit(world.address).netloc
    commands = ["sru get 1.2", f"open http://{address}/harbor/sru", 'find dc.title="war and peace"', "show 1"]
    for schema in SCHEMAS:
        commands += [f"schema {schema.uri}", "show 1"]
    commands += ["find dc.nothing=moby", "find ((", "find dc.date=soon", "scan dc.title=moby", "quit"]
    told = subprocess.run(
        ["yaz-client"], input="\n".join(commands) + "\n", capture_output=True, text=True, timeout=60, check=True
    ).stdout
    assert re.search(r"Number of hits: [1-9]", told), told
    schemas = ("<leader>", "srw_dc:dc", "bf:Instance", "(status)", "copyInformation")
    for mark in (*schemas, "diagnostic/1/16", "diagnostic/1/10", "diagnostic/1/36", "Moby"):
        assert mark in told, f"{mark}\n{told}"


def test_browsers_are_told_how_to_search(browser, world):
    page = browser.get("/harbor/")
    assert 'href="/harbor/opensearch.xml"' in page.text
    root = etree.fromstring(browser.get("/harbor/opensearch.xml").content)
    (template,) = [each.get("template") for each in root.iter("{*}Url") if each.get("type") == "text/html"]
    base = world.installation.services.names.base
    assert "War and peace" in browser.get(template.replace(base, "/").replace("{searchTerms}", "war")).text


@pytest.mark.parametrize(
    "odd",
    [
        "a\tb\nc",
        "~#&-^$.|[]{}()+?*\\/",
        "\x00\x01\x1f",
        "\U0001f40b",
        "é ü ß ı İ",
        "\u200f\u05e9\u05dc\u05d5\u05dd",
        "\ufffe\uffff",
    ],
)
def test_text_of_any_kind_is_looked_for_and_scanned(ask, odd):
    quoted = re.sub(r'([\\"*?^])', r"\\\1", odd)
    for parameters in (
        {"operation": "searchRetrieve", "query": f'dc.title any "{quoted} moby"'},
        {"operation": "searchRetrieve", "query": f'"moby{quoted}*"'},
        {"operation": "scan", "scanClause": f'dc.title = "{quoted} "', "responsePosition": "3"},
        {"operation": "scan", "scanClause": f'dc.title = "mo{quoted}"', "responsePosition": "3"},
    ):
        assert numbers(ask(version="1.2", **parameters)) in ([], [29])
