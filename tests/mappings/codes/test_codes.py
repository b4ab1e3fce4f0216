"""Code lists: what a cataloguer writes in a coded position is what the list says it means."""

import pytest

from mappings.codes import fixed_fields
from mappings.codes.countries import COUNTRIES, DISCONTINUED_COUNTRIES
from mappings.codes.geographic_areas import GEOGRAPHIC_AREAS
from mappings.codes.languages import DISCONTINUED_LANGUAGES, LANGUAGES, SUPERSEDED, language_tag
from mappings.codes.medium_of_performance import MEDIA_OF_PERFORMANCE
from mappings.codes.model import CodeList, listed
from mappings.codes.relators import RELATORS, relator_code
from mappings.codes.scripts import SCRIPTS

LISTS = [
    LANGUAGES,
    COUNTRIES,
    DISCONTINUED_COUNTRIES,
    DISCONTINUED_LANGUAGES,
    GEOGRAPHIC_AREAS,
    RELATORS,
    SCRIPTS,
    *(v for v in vars(fixed_fields).values() if isinstance(v, CodeList)),
]


@pytest.mark.parametrize("codes", LISTS, ids=lambda each: each.name)
def test_every_list_is_dated_and_every_row_has_a_label_and_a_clean_iri(codes: CodeList) -> None:
    assert len(codes.of) == 10
    for row in codes:
        assert row.label
        assert row.iri is None or (row.iri.startswith("http://id.loc.gov/") and " " not in row.iri)


def test_codes_lead_to_terms_and_terms_to_labels() -> None:
    assert (row := LANGUAGES.get("rus")) is not None
    assert row.iri == "http://id.loc.gov/vocabulary/languages/rus"
    assert LANGUAGES.label(row.iri) == "Russian"
    assert LANGUAGES.get("zz9") is None
    assert "gw" in COUNTRIES


def test_a_code_is_in_force_or_discontinued_and_leads_to_one_in_force() -> None:
    assert not set(DISCONTINUED_LANGUAGES.codes) & set(LANGUAGES.codes)
    assert not set(DISCONTINUED_COUNTRIES.codes) & set(COUNTRIES.codes)
    assert set(SUPERSEDED) <= set(DISCONTINUED_LANGUAGES.codes)
    assert set(SUPERSEDED.values()) <= set(LANGUAGES.codes)


def test_a_discontinued_area_is_named_but_has_no_term() -> None:
    assert GEOGRAPHIC_AREAS.codes["n-us-ca"].iri == "http://id.loc.gov/vocabulary/geographicAreas/n-us-ca"
    assert GEOGRAPHIC_AREAS.codes["a-vs"] == ("a-vs", None, "Viet Nam, South")


def test_a_medium_of_performance_says_how_it_is_described() -> None:
    horn, orchestra, soprano = (MEDIA_OF_PERFORMANCE[code] for code in ("ba", "oa", "va"))
    assert (horn.prop, horn.type, horn.kind_prop) == ("bf:instrument", "bf:MusicInstrument", "bf:instrumentalType")
    assert (horn.kind, horn.name) == ("brass", "horn")
    assert (orchestra.prop, orchestra.type, orchestra.kind_prop) == (
        "bf:ensemble",
        "bf:MusicEnsemble",
        "bf:ensembleType",
    )
    assert (soprano.prop, soprano.type, soprano.kind_prop) == ("bf:voice", "bf:MusicVoice", "bf:voiceType")
    assert not MEDIA_OF_PERFORMANCE["wn"].name


@pytest.mark.parametrize(("code", "tag"), [("rus", "ru"), ("ger", "de"), ("chi", "zh"), ("ady", "ady"), ("x-y", "x-y")])
def test_a_language_code_has_its_bcp_47_tag(code: str, tag: str) -> None:
    assert language_tag(code) == tag


@pytest.mark.parametrize(
    ("term", "code"), [("author", "aut"), ("Translator,", "trl"), ("editor.", "edt"), ("friend", None)]
)
def test_a_relator_term_is_known_however_it_is_punctuated(term: str, code: str | None) -> None:
    assert relator_code(term) == code


@pytest.mark.parametrize("rows", ["a", "a | b | c | d", "a | one\na | two"])
def test_a_row_that_cannot_be_read_names_list_and_row(rows: str) -> None:
    with pytest.raises(ValueError, match="code list odd"):
        listed("odd", of="2024-01-01", rows=rows)
