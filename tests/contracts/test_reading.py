"""Documents come back as they were written, in the order asked."""

from __future__ import annotations

from datetime import UTC

from graph.store.model import ABSENT, ANY, Key, Put
from graph.store.names import GraphKind


def test_documents_come_in_the_order_asked_with_gaps_and_repetitions(library):
    one, two, three = library.key("1"), library.key("2"), library.key("3")
    library.add(one, three)
    documents = library.store.read([three, two, one, three], library.everything)
    assert [document and document.key for document in documents] == [three, None, one, three]


def test_a_thousand_documents_are_read_at_once_in_order(library):
    keys = [library.key(str(number)) for number in range(1000)]
    library.add(*keys)
    documents = library.store.read(list(reversed(keys)), library.everything)
    assert [document.key for document in documents] == list(reversed(keys))


def test_nothing_asked_is_nothing_answered(library):
    assert library.store.read([], library.everything) == []
    assert library.store.layers([], library.everything) == []
    assert library.store.find("isbn", [], library.everything) == []
    assert library.store.incoming([], ["bf:subject"], library.everything) == []
    assert library.store.history([], library.everything) == []
    assert library.store.versions([], library.everything) == []


def test_a_body_comes_back_with_its_order_and_its_own_name(library):
    key = library.key("1")
    body = {
        "@type": ["bf:Work", "bf:Text"],
        "bf:note": ["z", "a"],
        "bf:title": [{"@id": "#title-1", "bf:mainTitle": ["T"]}],
    }
    library.put(key, body)
    assert library.body(key) == {"@id": key.iri, **body}


def test_a_reader_who_changes_what_it_got_changes_nothing_in_the_store(library):
    key = library.key("1")
    library.add(key)
    library.body(key)["rdfs:label"].append("scribble")
    assert library.body(key)["rdfs:label"] == [key.iri]


def test_literals_are_stored_in_their_canonical_form(library):
    key = library.key("1")
    number = {"@value": "007", "@type": "http://www.w3.org/2001/XMLSchema#integer"}
    library.put(
        key, {"@type": ["bf:Work"], "bf:count": [number], "rdfs:label": [{"@value": "Мир", "@language": "RU-cyrl"}]}
    )
    body = library.body(key)
    assert body["bf:count"] == [{"@value": "7", "@type": "xsd:integer"}]
    assert body["rdfs:label"] == [{"@value": "Мир", "@language": "ru-Cyrl"}]


def test_times_are_in_utc_and_creation_stays(library):
    key = library.key("1")
    library.put(key, library.work("first"), ABSENT)
    (before,) = library.store.read([key], library.everything)
    library.put(key, library.work("second"), 1)
    (after,) = library.store.read([key], library.everything)
    assert before.created == before.changed == after.created < after.changed
    assert after.changed.tzinfo is UTC


def test_layers_of_a_root_come_from_every_readable_graph_in_the_order_of_graphs(library):
    root = library.key("1")
    overlay = Key(library.graph(kind=GraphKind.STAFF), root.iri)
    shared = Key(library.names.network_graph("north"), root.iri)
    for key in (overlay, root, shared):
        library.put(key, library.work(key.graph))
    (layers, none) = library.store.layers([root.iri, "https://c.example/harbor/works/none"], library.everything)
    assert [document.key for document in layers] == sorted([root, overlay, shared])
    assert none == ()


def test_find_answers_per_value_which_documents_carry_the_key(library):
    one, two = library.key("1"), library.key("2")
    isbn = {"@id": "#identifiedBy-1", "@type": ["bf:Isbn"], "rdf:value": ["0-19-853453-1 (pbk.)"]}
    library.commit(*(Put(key, library.work("T", bf_identifiedBy=[isbn]), ANY) for key in (one, two)))
    found = library.store.find("isbn", ["9780000000002", "9780198534532", "9780198534532"], library.everything)
    assert found == [(), (one, two), (one, two)]
    assert library.store.find("never-heard-of", ["x"], library.everything) == [()]


def test_keys_follow_the_body_through_changes_and_deletion(library):
    key = library.key("1")
    library.put(key, library.item("100"))
    library.put(key, library.item("200"))
    assert library.store.find("barcode", ["100", "200"], library.everything) == [(), (key,)]
    library.delete(key)
    assert library.store.find("barcode", ["100", "200"], library.everything) == [(), ()]
    library.put(key, library.item("100"))
    assert library.store.find("barcode", ["100"], library.everything) == [(key,)]


def test_what_names_no_graph_is_not_there(library):
    nowhere = Key("urn:nowhere", "https://c.example/harbor/works/1")
    assert library.store.read([nowhere], library.everything) == [None]
    assert library.store.history([nowhere], library.everything) == [()]
    assert library.store.scan("urn:nowhere", library.everything).keys == ()


def test_a_scan_counts_all_roots_of_a_type_where_asked(library):
    library.add(*(library.key(f"w{n}") for n in range(5)))
    library.add(library.key("i"), body=library.item("100"))
    library.add(library.key("elsewhere", "lindenau"))
    library.delete(library.key("w0"))
    scan = library.store.scan
    page = scan(library.graph(), library.everything, type="bf:Work", first=2, count=True)
    assert (len(page.keys), page.total) == (2, 4)
    assert scan(library.graph(), library.everything, first=1, count=True).total == 5
    assert scan(library.graph(), library.everything).total is None
