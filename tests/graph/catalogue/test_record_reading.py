"""What a cataloguer pastes is read as a draft takes it, recognised among what is there, and writes nothing."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from graph.access.model import Actor, Forbidden
from graph.access.service import AccessService
from graph.backends.memory import MemoryStore
from graph.catalogue.errors import NotReadable
from graph.catalogue.papers import Content
from graph.catalogue.profiles import ProfileService
from graph.catalogue.record_reading import InputFormat, RecordReading, recognised
from graph.catalogue.service import CatalogueService
from graph.store.names import Names
from graph.tenants.service import TenantService
from mappings.bibframe.convert import converter
from mappings.bibframe.minting import TemplateMinter
from mappings.bibframe.rdf import jsonld, ntriples, turtle
from mappings.errors import CatalographError
from tests.graph.catalogue.people import person
from tests.graph.catalogue.stored import SALT

TYPED = """\
001 s1
008 020101s2002    nyu           000 0 eng d
020 ## $a 0-8027-1373-4
100 1# $a Kurlansky, Mark.
245 10 $a Salt : $b a world history.
654 ## $a Faceted $b lost
952 ## $p B77 $o 553
"""
RDF = """\
@prefix bf: <http://id.loc.gov/ontologies/bibframe/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<http://x.example/w> a bf:Work ; bf:title [ a bf:Title ; bf:mainTitle "Salt"@en ] ;
  bf:contribution [ a bf:Contribution ; bf:agent [ a bf:Person ; rdfs:label "Kurlansky, Mark" ] ] ;
  bf:relatedTo [ a bf:Work ; rdfs:label "Cod" ] ; bf:hasInstance _:i .
_:i bf:identifiedBy [ a bf:Isbn ; <http://www.w3.org/1999/02/22-rdf-syntax-ns#value> "9780802713735" ] .
"""


@pytest.fixture
def store() -> MemoryStore:
    """One store in memory: it is only asked what other services ask it."""
    return MemoryStore()


@pytest.fixture
def reading(
    store: MemoryStore, names: Names, access: AccessService, tenants: TenantService, clock: Callable[..., object]
) -> RecordReading:
    profiles = ProfileService(store, names, clock)  # type: ignore[arg-type]
    return RecordReading(store, names, access, tenants, profiles.seen_by)


def test_typed_marc_becomes_what_a_draft_takes_and_nothing_is_written(
    store: MemoryStore, reading: RecordReading, catalogue: CatalogueService, ana: Actor
) -> None:
    position = store.position()
    (found,) = reading.read(ana, TYPED)
    assert store.position() == position
    assert (found.number, found.title, found.profile) == (1, "Salt : a world history", "monograph")
    assert [each["@id"] for each in found.nodes] == ["_:work-1", "_:instance-1", "_:item-1"]
    assert found.nodes[1]["bf:instanceOf"] == [{"@id": "_:work-1"}]
    assert "654" in {each.tag for each in found.outcomes if each.outcome == "residue"}
    draft = catalogue.drafts.put(ana, Content(nodes=found.nodes[:2]))
    published = catalogue.drafts.publish(ana, draft.iri, str(draft.revision))
    assert len(published.resources) == 2


def test_the_same_edition_is_found_in_ones_own_library_first_and_in_others_that_share(
    reading: RecordReading, marc: Callable[..., bytes], load: Callable[..., object], ana: Actor
) -> None:
    load(marc(*SALT), tenant="lindenau")
    load(marc(*SALT))
    (found,) = reading.matches(ana, reading.read(ana, TYPED))
    assert [(each.own, [scheme for scheme, _ in each.by]) for each in found] == [
        (True, ["control-number", "isbn"]),
        (False, ["isbn"]),
    ]
    assert [each.resource.body["@type"] for each in found] == [["bf:Instance"], ["bf:Instance"]]


def test_the_number_of_questions_is_the_same_for_one_record_and_for_fifty(
    store: MemoryStore, reading: RecordReading, ana: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    one, many = reading.read(ana, TYPED), reading.read(ana, TYPED * 50)
    assert len(many) == 50
    for name in ("find", "layers", "read"):
        real = getattr(store, name)
        monkeypatch.setattr(store, name, lambda *given, real=real, name=name: (asked.append(name), real(*given))[1])
    reading.matches(ana, one)
    few = len(asked)
    reading.matches(ana, many)
    assert len(asked) == 2 * few


def test_rdf_becomes_roots_with_their_parts_in_place_and_says_where_it_is_from(
    reading: RecordReading, names: Names, ana: Actor
) -> None:
    (found,) = reading.read(ana, RDF + '<http://x.example/w> bf:note "Twice" , "Twice" .')
    work, instance = found.nodes
    assert (work["@id"], instance["@id"], instance["@type"]) == ("_:work-1", "_:instance-1", ["bf:Instance"])
    assert work["bf:title"][0]["bf:mainTitle"] == [{"@value": "Salt", "@language": "en"}]
    assert work["bf:relatedTo"][0]["rdfs:label"] == ["Cod"]
    assert work["bf:contribution"][0]["bf:agent"][0]["@id"].startswith(names.resource("harbor", "agents", ""))
    assert work["bf:adminMetadata"][-1]["bf:derivedFrom"] == [{"@id": "http://x.example/w"}]
    assert instance["bf:instanceOf"] == [{"@id": "_:work-1"}]
    assert work["bf:note"] == ["Twice"]
    assert ("isbn", "9780802713735") in found.keys


@pytest.mark.parametrize("write", [turtle, ntriples, jsonld])
def test_what_is_written_here_is_read_again(
    reading: RecordReading, record: Callable[..., object], ana: Actor, write: Callable[..., object]
) -> None:
    roots = converter().forward(record(*SALT), TemplateMinter("https://c.example/x/{part}/{001}").of(0, record(*SALT)))  # type: ignore[arg-type]
    written = write(roots.roots)
    (found,) = reading.read(ana, written if isinstance(written, str) else json.dumps(written))
    assert found.problem is None
    assert _said(list(found.nodes)) == _said(list(reading.read(ana, "\n".join(SALT))[0].nodes))


def _said(value: Any) -> Any:
    """What descriptions say, whatever their parts and headings are called and wherever they are from."""
    if isinstance(value, list):
        return [_said(each) for each in value]
    if not isinstance(value, dict):
        return value
    left_out = {"bf:adminMetadata"} if len(value) == 1 else {"bf:adminMetadata", "@id"}
    said = {name: _said(each) for name, each in value.items() if name not in left_out}
    return {**said, "@type": sorted(said["@type"])} if "@type" in said else said


def test_records_that_cannot_be_read_say_so_and_the_others_are_read(reading: RecordReading, ana: Actor) -> None:
    authority = "LDR 00000nz##a2200000n##4500\n001 n1\n100 1# $a Kurlansky, Mark."
    wrong, right, heading = reading.read(ana, f"001 a\n245 no subfield\n{TYPED.replace('s1', 's2')}{authority}")
    assert (wrong.nodes, wrong.problem is not None, right.problem, heading.nodes) == ((), True, None, ())
    assert "line 2" in str(wrong.problem)
    assert "authority" in str(heading.problem)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "nothing"),
        ("A recipe for soup, with salt", "not recognised"),
        ("x" * 1_000_001, "1,000,000"),
        (TYPED * 51, "50 records"),
        ('<!DOCTYPE r [<!ENTITY a "b">]><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&a;</rdf:RDF>',
         "document type"),
        ('<!DOCTYPE r [<!ENTITY a "b">]><collection><record><leader>&a;</leader></record></collection>',
         "document type"),
        ('{"@context": "https://x.example/context", "@id": "https://x.example/w"}', "elsewhere"),
        ('{"@context": [{}, {"@import": "https://x.example/c"}], "@id": "https://x.example/w"}', "elsewhere"),
        ("@prefix bf: <http://id.loc.gov/ontologies/bibframe/> . bf:a bf:b", "not Turtle"),
        ("@prefix bf: <http://id.loc.gov/ontologies/bibframe/> . <http://x/a> bf:note 'x' .", "no work"),
        ("[" * 5000, "JSON"),
    ],
    ids=lambda each: each[:30],
)  # fmt: skip
def test_what_is_not_read_is_refused_with_a_sentence(reading: RecordReading, ana: Actor, text: str, why: str) -> None:
    with pytest.raises(NotReadable) as refused:
        reading.read(ana, text)
    assert why in str(refused.value)


def test_a_record_without_end_is_not_converted(reading: RecordReading, ana: Actor) -> None:
    endless = "001 1\n245 00 $a Salt\n" + "500 ## $a note\n" * 5_001
    assert "5,000 subfields" in str(reading.read(ana, endless)[0].problem)


def test_iso_2709_comes_in_base_64(reading: RecordReading, marc: Callable[..., bytes], ana: Actor) -> None:
    text = base64.b64encode(marc(*SALT)).decode()
    assert recognised(text) is InputFormat.MARC21
    assert [each.title for each in reading.read(ana, text)] == ["Salt : a world history"]
    for wrong in ("no base 64 at all", base64.b64encode(b"\x1f\x8b packed").decode()):
        with pytest.raises(NotReadable):
            reading.read(ana, wrong, InputFormat.MARC21)


@pytest.mark.parametrize("text", ["5", '"text"', "\ud800", "<a", "{}", "[]", "[5]"])
@pytest.mark.parametrize("format", list(InputFormat))
def test_whatever_is_said_to_be_in_a_format_is_read_or_refused(
    reading: RecordReading, ana: Actor, text: str, format: InputFormat
) -> None:
    found = []
    with suppress(CatalographError):
        found = reading.read(ana, text, format)
    assert all(each.problem is not None for each in found)


def test_only_those_who_draft_may_have_something_read(reading: RecordReading, tenants: TenantService) -> None:
    with pytest.raises(Forbidden):
        reading.read(person("rosa", "reader"), TYPED)
