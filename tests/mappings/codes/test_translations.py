"""Terms are named in the reader's language as far as a source does, and every translation is of a term there is."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from mappings.bibframe.reading.formats import FORMAT_LABELS
from mappings.bibframe.vocabulary import shared
from mappings.codes import translations
from mappings.codes.countries import COUNTRIES
from mappings.codes.geographic_areas import GEOGRAPHIC_AREAS
from mappings.codes.territories import TERRITORIES
from mappings.codes.translations import VOCABULARY, translated

FOLDER = Path(translations.__file__).parent
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")
OWN_LISTS = ("format/", "class/", "availability/")


@pytest.mark.parametrize(
    ("term", "language", "label"),
    [
        ("languages/rus", "de", "Russisch"),
        ("languages/rus", "ar", "الروسية"),
        ("languages/pol", "pl", "polski"),
        ("languages/jpn", "ja", "日本語"),
        ("languages/scr", "de", "Kroatisch"),
        ("countries/fr", "es", "Francia"),
        ("geographicAreas/e-pl", "fr", "Pologne"),
        ("geographicAreas/e", "it", "Europa"),
        ("carriers/nc", "de", "Band"),
        ("contentTypes/txt", "ar", "نص"),
        ("mediaTypes/s", "fr", "audio"),
        ("frequencies/mon", "de", "monatlich"),
        ("relators/trl", "pl", "tłumacz"),
        ("format/book", "de", "Buch"),
    ],
)
def test_a_term_is_named_in_the_language_asked_for(term: str, language: str, label: str) -> None:
    assert translated(VOCABULARY + term, [language]) == (label, language)


@pytest.mark.parametrize(
    ("wanted", "label"),
    [("de-AT", "Band"), ("zh-TW", "成冊"), ("zh", "卷"), ("nb", "bind"), ("DE", "Band")],
)
def test_a_kind_of_a_language_is_served_by_the_language(wanted: str, label: str) -> None:
    assert translated(VOCABULARY + "carriers/nc", [wanted]) == (label, wanted)


def test_the_first_language_that_has_the_term_answers_and_english_ends_the_search() -> None:
    state = VOCABULARY + "countries/nyu"
    assert translated(state, ["de", "fr"]) is None
    assert translated(VOCABULARY + "carriers/nc", ["ja", "fr", "de"]) == ("volume", "fr")
    assert translated(VOCABULARY + "carriers/nc", ["en", "de"]) is None


@pytest.mark.parametrize(
    "tag", ["", "x", "../de", "de_DE\x00", "a" * 40, "de-" * 20, "tlh-Qaaa", "__init__", "i-klingon"]
)
def test_no_tag_whatever_it_holds_is_more_than_unknown(tag: str) -> None:
    assert translated(VOCABULARY + "languages/rus", [tag]) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_is_of_a_term_of_our_lists_and_given_once(language: str) -> None:
    module = import_module(f"mappings.codes.translations.{language}")
    rows = [line for name in ("RDA", "OWN") for line in getattr(module, name, "").splitlines() if line]
    paths = [row.partition(" | ")[0] for row in rows]
    assert len(set(paths)) == len(paths)
    for path in paths:
        assert path.startswith((*OWN_LISTS, "issuance/")) or shared(VOCABULARY + path) is not None, path


@pytest.mark.parametrize("language", ["ar", "de", "es", "fr", "it", "pl"])
def test_every_format_has_its_name_in_the_languages_we_name_ourselves(language: str) -> None:
    assert all(translated(f"format/{name}", [language]) for name in FORMAT_LABELS)


def test_territories_name_codes_that_the_lists_have() -> None:
    for path in TERRITORIES:
        kind, _, code = path.partition("/")
        assert code in (COUNTRIES if kind == "countries" else GEOGRAPHIC_AREAS), path


def test_nothing_is_loaded_for_a_reader_of_english() -> None:
    program = (
        "import sys; from mappings.codes.translations import VOCABULARY, translated;"
        "translated(VOCABULARY + 'languages/rus', ['en']); print('babel' in sys.modules,"
        " [m for m in sys.modules if m.startswith('mappings.codes.translations.')])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False []"
