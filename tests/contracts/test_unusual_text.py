"""Every text comes back as it was, wherever it stands."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.store.model import ANY

TEXTS = {
    "Cyrillic": "Война и мир",
    "Chinese": "紅樓夢",
    "Japanese": "源氏物語ゲンジ",
    "Korean": "홍길동전",
    "Arabic": "كِتَاب ألف ليلة وليلة",
    "Hebrew": "שִׁיר הַשִּׁירִים",
    "Devanagari": "हिन्दी",
    "Thai": "สี่แผ่นดิน",
    "Ethiopic": "ፍቅር እስከ መቃብር",
    "Georgian": "ვეფხისტყაოსანი",
    "composed and decomposed": "é e\u0301",
    "four octets": "𐍈𓀀🂡😀",
    "controls": "a\x00b\x01c\x1f\x7f\x85\u2028\ufeff",
    "MARC's own": "\x1d\x1e\x1f\x88non-sorting\x89",
    "quotes": "'\"`;--%_\\",
    "direction": "\u202eabc\u202c",
    "no text at all": "",
    "blanks": "  a  ",
    "not a character": "\ufffe\uffff",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_text_of_every_kind_comes_back_as_it_was(library, text):
    key = library.key("1")
    body = library.work(text, bf_note=[{"@value": text, "@language": "und"}, {"@value": text, "@type": "edtf:EDTF"}])
    library.put(key, body)
    assert library.body(key)["rdfs:label"] == [text]
    assert [note["@value"] for note in library.body(key)["bf:note"]] == [text, text]


@pytest.mark.parametrize(
    "text", [text for text in TEXTS.values() if text], ids=[n for n, text in TEXTS.items() if text]
)
def test_keys_and_causes_of_every_kind_of_text_are_found_again(library, text):
    key = library.key("1")
    library.put(key, {"@type": ["bf:Instance"], "lsp:controlNumber": [text]}, request=text, actor=text)
    assert library.store.find("control-number", [text, text + "x"], library.everything) == [(key,), ()]
    assert library.put(key, library.work(), request=text, actor=text).replayed
    assert library.store.changes(0, 1, library.everything)[0].cause.actor == text


def test_very_long_values_come_back_and_are_found(library):
    key, long = library.key("1"), "長い" * 200_000
    library.put(
        key, {"@type": ["bf:Instance"], "lsp:controlNumber": [long], "bf:subject": [{"@id": "urn:" + "x" * 9000}]}
    )
    assert library.body(key)["lsp:controlNumber"] == [long]
    assert library.store.find("control-number", [long, long[:-1]], library.everything) == [(key,), ()]
    assert library.store.incoming(["urn:" + "x" * 9000], ["bf:subject"], library.everything)[0].keys == (key,)


def test_names_of_every_script_are_distinct(library):
    keys = [library.key(local) for local in ("é", "e\u0301", "É", "紅", "😀", "%C3%A9")]
    library.add(*keys)
    assert [library.body(key)["@id"] for key in keys] == [key.iri for key in keys]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=40))
def test_any_text_comes_back_as_it_was(library, text):
    key = library.key("any")
    library.put(key, {"@type": ["bf:Work"], "rdfs:label": [text]}, ANY)
    assert library.body(key)["rdfs:label"] == [text]
