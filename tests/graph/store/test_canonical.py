"""Bodies have one form, and text is never changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.store.canonical import canonical, encode, language_tag
from graph.store.errors import InvalidDocument


@pytest.mark.parametrize(
    ("datatype", "text", "kept"),
    [
        ("xsd:integer", "007", "7"),
        ("xsd:integer", "+7", "7"),
        ("xsd:integer", "-0", "0"),
        ("xsd:integer", "seven", "seven"),
        ("xsd:boolean", "1", "true"),
        ("xsd:boolean", "maybe", "maybe"),
        ("xsd:decimal", "1.50", "1.5"),
        ("xsd:decimal", "-.0", "0"),
        ("xsd:decimal", "100", "100"),
        ("xsd:dateTime", "2026-01-01T00:00:00+00:00", "2026-01-01T00:00:00Z"),
        ("xsd:dateTime", "2026-01-01T00:00:00.500+02:00", "2026-01-01T00:00:00.5+02:00"),
        ("xsd:dateTime", "2026-01-01T00:00:00", "2026-01-01T00:00:00"),
        ("xsd:dateTime", "yesterday", "yesterday"),
        ("edtf:EDTF", "0199X", "0199X"),
    ],
)
def test_a_typed_literal_has_its_canonical_form(datatype, text, kept):
    body = {"bf:date": [{"@value": text, "@type": datatype}]}
    assert canonical(body) == {"bf:date": [{"@value": kept, "@type": datatype}]}


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ({"@value": "x"}, "x"),
        ({"@value": "x", "@type": "xsd:string"}, "x"),
        ({"@value": "x", "@type": "http://www.w3.org/2001/XMLSchema#string"}, "x"),
        (
            {"@value": "2026", "@type": "http://www.w3.org/2001/XMLSchema#gYear"},
            {"@value": "2026", "@type": "xsd:gYear"},
        ),
        ({"@value": "x", "@language": "DE-ch"}, {"@value": "x", "@language": "de-CH"}),
        ({"@value": 5}, {"@value": "5", "@type": "xsd:integer"}),
        (True, {"@value": "true", "@type": "xsd:boolean"}),
        (1.5, {"@value": "1.5", "@type": "xsd:double"}),
        ({"@list": ["a", {"@value": "b"}]}, {"@list": ["a", "b"]}),
    ],
)
def test_a_value_has_its_one_form(value, kept):
    assert canonical({"bf:note": [value]}) == {"bf:note": [kept]}


def test_a_single_value_becomes_a_list_and_empty_ones_go():
    assert canonical({"@type": "bf:Work", "bf:note": "n", "bf:part": [], "bf:date": None, "bf:agent": [{}, None]}) == {
        "@type": ["bf:Work"],
        "bf:note": ["n"],
    }


def test_a_canonical_body_is_returned_as_it_is():
    body = {"@id": "urn:x", "@type": ["bf:Work"], "bf:title": [{"@id": "#t", "bf:mainTitle": ["a", "b"]}]}
    assert canonical(body) is body


def test_the_body_given_is_never_changed():
    body = {"@type": ["bf:Work"], "bf:title": [{"@id": "#t", "bf:count": [{"@value": "01", "@type": "xsd:integer"}]}]}
    copy = {"@type": ["bf:Work"], "bf:title": [{"@id": "#t", "bf:count": [{"@value": "01", "@type": "xsd:integer"}]}]}
    assert canonical(body) != body
    assert body == copy


@pytest.mark.parametrize(
    ("tag", "kept"), [("EN", "en"), ("zh-hant-tw", "zh-Hant-TW"), ("sr-latn-x-CYRL", "sr-Latn-x-cyrl")]
)
def test_language_tags_have_the_case_of_bcp_47(tag, kept):
    assert language_tag(tag) == kept


def test_what_can_not_be_written_is_refused():
    deep: dict = {}
    for _ in range(2000):
        deep = {"bf:part": [deep]}
    for body in ({"bf:note": ["\udc00"]}, deep):
        with pytest.raises(InvalidDocument):
            encode(body)


TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
LITERALS = (
    TEXT
    | st.booleans()
    | st.integers()
    | st.builds(lambda text, tag: {"@value": text, "@language": tag}, TEXT, st.sampled_from(["en", "RU-cyrl"]))
    | st.builds(
        lambda text, datatype: {"@value": text, "@type": datatype},
        TEXT,
        st.sampled_from(["xsd:integer", "xsd:decimal", "xsd:string"]),
    )
)
VALUES = st.recursive(
    LITERALS,
    lambda inner: (
        st.dictionaries(st.sampled_from(["bf:a", "bf:b"]), st.lists(inner, max_size=2), max_size=2)
        | st.builds(lambda members: {"@list": members}, st.lists(inner, max_size=2))
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["bf:a", "bf:b", "bf:c"]), st.lists(VALUES, max_size=3), max_size=3))
def test_the_canonical_form_of_a_canonical_form_is_itself(body):
    once = canonical(body)
    assert canonical(once) == once
    encode(once)
