"""Taking records out: untouched bytes stay, edited fields are made anew, what was described here comes as MARC too."""

from __future__ import annotations

from base64 import b64decode
from collections import Counter

import pyoxigraph
import pytest

from graph.access.model import ANONYMOUS, Reading
from graph.catalogue.errors import Invalid
from graph.store.names import GraphKind
from graph.store.scope import SystemScope
from mappings.marc.directory import layout
from mappings.marc.notation import field
from mappings.marc.reader import read
from mappings.marc.record import Record
from mappings.marc.writer import Encoding, write_marc21, write_marcxml

ODD = ("001 s1", "005 20200101000000.0", "020 ## $a 9780802713735 (odd   spacing)", "100 1# $a Kurlansky, Mark.",
       "245 10 $a Salt : $b a world history / $c Mark Kurlansky.", "300 ## $a 1 v. :$b   ill.", "500 ## $a A note.",
       "590 ## $a Local, and ours.", "650 #0 $a Salt industry.", "952 ## $a HBC $c FIC $p 31 $9 kept",
       "999 ## $x whatever")  # fmt: skip


def of_type(store, names, type: str) -> list[str]:
    return [key.iri for key in store.scan(names.graph("harbor", GraphKind.CATALOGUE), SystemScope(), type=type).keys]


def test_untouched_records_come_back_byte_for_byte_in_their_order(marc, load, exporter, scope) -> None:
    records = [marc(*ODD), marc("001 s2", "245 10 $a Cod."), marc("245 10 $a Nameless.")]
    load(*records)
    assert list(exporter.marc("harbor", scope)) == records


def test_an_edited_title_changes_its_field_and_no_byte_of_the_others(
    store, names, marc, load, exporter, catalogue, actor, scope
) -> None:
    load(marc(*ODD))
    (iri,) = of_type(store, names, "bf:Instance")
    (instance,) = catalogue.resources([iri], scope)
    titles = [{**instance.body["bf:title"][0], "bf:mainTitle": ["SALT"]}]
    changed = catalogue.update(actor, iri, instance.revision, {**instance.body, "bf:title": titles})
    (octets,) = exporter.marc("harbor", scope)
    before, after = layout(marc(*ODD)).fields, layout(octets).fields
    assert [tag for tag, _ in after] == [tag for tag, _ in before]
    assert [pair for pair in after if pair[0] != "245"] == [pair for pair in before if pair[0] != "245"]
    assert b"aSALT" in dict(after)["245"]
    catalogue.update(actor, iri, changed.revision, instance.body)
    assert list(exporter.marc("harbor", scope)) == [marc(*ODD)]


def test_a_link_called_like_its_record_is_left_alone_when_the_title_changes(
    store, names, marc, load, exporter, catalogue, actor, scope
) -> None:
    link = "856 41 $u http://x.example/full $z Full text"
    load(marc("001 s2", "245 10 $a Salt : $b a history.", link))
    main = of_type(store, names, "bf:Instance")[0]
    (instance,) = catalogue.resources([main], scope)
    titles = [{**instance.body["bf:title"][0], "bf:mainTitle": ["SALT"]}]
    catalogue.update(actor, main, instance.revision, {**instance.body, "bf:title": titles})
    (octets,) = exporter.marc("harbor", scope)
    (source,) = catalogue.source_record([main], scope)
    assert dict(layout(octets).fields)["856"] == dict(layout(source.octets).fields)["856"]


def test_links_between_scripts_keep_their_numbers_when_one_of_a_pair_goes(
    store, names, marc, load, exporter, catalogue, actor, scope
) -> None:
    load(
        marc(
            "001 k1",
            "245 10 $6 880-01 $a Manshu kaitaku.",
            "264 #1 $6 880-02 $a Tokyo : $b Yumani Shobo, $c 2016.",
            "880 10 $6 245-01/$1 $a 満洲開拓.".replace("/$1", "/{dollar}1"),
            "880 #1 $6 264-02/$1 $a 東京 : $b ゆまに書房, $c 2016.".replace("/$1", "/{dollar}1"),
        )
    )
    (iri,) = of_type(store, names, "bf:Instance")
    (instance,) = catalogue.resources([iri], scope)
    titles = [{**instance.body["bf:title"][0], "bf:mainTitle": ["Manshu kaitaku sosho"]}]
    catalogue.update(actor, iri, instance.revision, {**instance.body, "bf:title": titles})
    (source,) = catalogue.source_record([iri], scope)
    (octets,) = exporter.marc("harbor", scope)
    before, after = layout(source.octets).fields, layout(octets).fields
    for pair in before:
        if b"264-02" in pair[1] or pair[0] == "264":
            assert pair in after


def test_added_and_removed_statements_add_and_remove_fields(
    store, names, marc, load, exporter, catalogue, actor, scope
) -> None:
    load(marc(*ODD))
    (iri,) = of_type(store, names, "bf:Instance")
    (instance,) = catalogue.resources([iri], scope)
    note = {"@type": ["bf:Note"], "rdfs:label": ["Another note."]}
    one = catalogue.update(
        actor, iri, instance.revision, {**instance.body, "bf:note": [*instance.body["bf:note"], note]}
    )
    (octets,) = exporter.marc("harbor", scope)
    added = Counter(layout(octets).fields) - Counter(layout(marc(*ODD)).fields)
    assert [(tag, b"Another note" in body) for tag, body in added.elements()] == [("500", True)]
    assert not Counter(layout(marc(*ODD)).fields) - Counter(layout(octets).fields)
    rest = {name: values for name, values in one.body.items() if name != "bf:note"}
    catalogue.update(actor, iri, one.revision, rest)
    (octets,) = exporter.marc("harbor", scope)
    gone = Counter(layout(marc(*ODD)).fields) - Counter(layout(octets).fields)
    assert [tag for tag, _ in gone.elements()] == ["500"]


def test_what_was_described_here_comes_as_marc_from_its_statements(exporter, catalogue, actor, scope) -> None:
    work = catalogue.create(actor, "bf:Work", {"bf:title": [{"@type": ["bf:Title"], "bf:mainTitle": ["Salt"]}]})
    catalogue.create(
        actor,
        "bf:Instance",
        {"bf:instanceOf": [{"@id": work.iri}], "bf:title": [{"@type": ["bf:Title"], "bf:mainTitle": ["Salt"]}]},
    )
    (octets,) = exporter.marc("harbor", scope)
    (record,) = read(octets)
    assert isinstance(record, Record)
    assert "Salt" in str(list(record.data("245")))


def test_a_record_with_several_instances_is_exported_once(marc, load, exporter, scope, store, names) -> None:
    records = [marc(*ODD, "856 41 $u http://x.example/full $z Full text", "856 41 $u http://x.example/scan $z Scan")]
    load(*records)
    assert list(exporter.marc("harbor", scope)) == records
    assert list(exporter.marc("harbor", scope, of_type(store, names, "bf:Work"))) == records


@pytest.mark.parametrize("form", ["marcxml", "marcjson"])
def test_records_are_written_in_the_form_asked_for(marc, load, exporter, scope, form: str) -> None:
    load(marc(*ODD))
    (octets,) = exporter.marc("harbor", scope, form=form)
    (record,) = read(octets)
    (source,) = read(marc(*ODD))
    assert (record.leader[5:9], record.fields) == (source.leader[5:9], source.fields)


def test_a_record_that_came_as_marcxml_goes_out_as_it_came(record, load, exporter, scope) -> None:
    text = write_marcxml(record(*ODD)).encode()
    load(text)
    (octets,) = exporter.marc("harbor", scope, form="marcxml")
    assert octets == text
    (as_marc21,) = exporter.marc("harbor", scope)
    (read_back,) = read(as_marc21)
    assert read_back.fields == record(*ODD).fields


def test_an_unknown_form_is_refused(exporter, scope) -> None:
    with pytest.raises(Invalid):
        exporter.texts([], scope, "pdf")


def test_readers_of_a_public_catalogue_get_marc_without_what_is_private(
    store, names, marc, load, catalogue, access, scope
) -> None:
    load(marc(*ODD))
    iris = of_type(store, names, "bf:Instance")
    public = access.scope(ANONYMOUS, Reading(all=True))
    (theirs,) = catalogue.marc(iris, public, "marcxml")
    assert "Salt" in theirs
    assert "Local, and ours" not in theirs
    assert catalogue.source_record(iris, public) == [None]
    (ours,) = catalogue.marc(iris, scope, "marcxml")
    assert "Local, and ours" in ours
    (source,) = catalogue.source_record(iris, scope)
    assert (source.octets, source.control_number, source.source) == (marc(*ODD), "s1", "main")


def test_the_catalogue_comes_as_rdf_that_parsers_read_alike(marc, load, exporter, scope) -> None:
    load(marc(*ODD), marc("001 s2", "245 10 $a Cod."))
    parsers = (
        ("".join(exporter.nquads("harbor", scope)), pyoxigraph.RdfFormat.N_QUADS),
        ("".join(exporter.turtle("harbor", scope)), pyoxigraph.RdfFormat.TURTLE),
        ("".join(exporter.jsonld("harbor", scope)), pyoxigraph.RdfFormat.JSON_LD),
    )
    one, two, three = ({quad.triple for quad in pyoxigraph.parse(text.encode(), format=form)} for text, form in parsers)
    assert one == two == three
    assert len(one) > 20


MARC8 = Record(
    "00000cam  2200000 i 4500",
    tuple(
        field(line)
        for line in (
            "001 m1",
            "100 1# $6 880-01 $a Tolstoĭ, Lev.",
            "245 10 $a Voĭna i mir / $c Lev Tolstoĭ.",
            "500 ## $a Żółw  i   ☃.",
            "590 ## $a Für uns.",
            "880 1# $6 100-01/(N $a Толстой, Лев.",
        )
    ),
)


def test_an_edited_record_in_marc8_comes_back_in_marc8_with_the_other_fields_as_they_were(
    store, names, load, exporter, catalogue, actor, scope
) -> None:
    source = write_marc21(MARC8, Encoding.MARC8)
    load(source)
    (iri,) = of_type(store, names, "bf:Instance")
    (instance,) = catalogue.resources([iri], scope)
    titles = [{**instance.body["bf:title"][0], "bf:mainTitle": ["Vojna í mir ①"]}]
    catalogue.update(actor, iri, instance.revision, {**instance.body, "bf:title": titles})
    (octets,) = exporter.marc("harbor", scope)
    before, after = layout(source).fields, layout(octets).fields
    assert octets[9:10] == b" "
    assert [pair for pair in after if pair[0] != "245"] == [pair for pair in before if pair[0] != "245"]
    assert b"\xe2i mir &#x2460;" in dict(after)["245"]
    (found,) = read(octets)
    assert "Vojna í mir ①" in str(found)
    assert found.repairs == ()


@pytest.mark.parametrize("encoding", ["utf-8", "marc8"])
def test_a_catalogue_is_written_in_one_encoding(marc, load, exporter, scope, encoding: str) -> None:
    old, new = write_marc21(MARC8, Encoding.MARC8), marc("001 s2", "245 10 $a Żaby.")
    load(old, new)
    found = list(exporter.marc("harbor", scope, encoding=encoding))
    assert {octets[9:10] for octets in found} == {b"a" if encoding == "utf-8" else b" "}
    assert (old if encoding == "marc8" else new) in found
    records = {record.control_number: record for octets in found for record in read(octets)}
    assert records["m1"].fields == MARC8.fields
    assert "Żaby" in str(records["s2"])


def test_an_unknown_encoding_is_refused(exporter, scope) -> None:
    with pytest.raises(Invalid, match="no encoding"):
        next(exporter.marc("harbor", scope, encoding="latin-1"))


def test_iso_2709_as_text_is_base_64_and_nothing_where_it_can_not_be_carried(
    store, names, marc, load, catalogue, scope
) -> None:
    long = Record("00000cam a2200000 i 4500", (*(field(x) for x in ODD), field(f"520 ## $a {'x' * 12_000}")))
    load(write_marcxml(long).encode())
    load(marc("001 s2", "245 10 $a Cod."))
    iris = of_type(store, names, "bf:Instance")
    found = catalogue.marc(iris, scope, "marc21")
    assert sorted(each is None for each in found) == [False, True]
    (octets,) = (b64decode(each) for each in found if each is not None)
    assert octets == marc("001 s2", "245 10 $a Cod.")
