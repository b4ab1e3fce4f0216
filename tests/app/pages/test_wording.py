"""Every message of the pages is there in each language, with every plural form the language has."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from app import pages
from app.pages.wording import LANGUAGES, SOURCE, chosen, wording
from app.reference import error_classes
from graph.circulation.reasons import Code

HERE = Path(pages.__file__).parent


def messages() -> set[object]:
    found = extract_from_dir(HERE / "templates", [("**.html", "jinja2")], {"**.html": {"trimmed": "true"}})
    return {each[2] if isinstance(each[2], str) else tuple(each[2]) for each in found}


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {SOURCE}))
def test_every_message_is_translated(language):
    catalog = read_po(BytesIO((HERE / "locale" / f"{language}.po").read_bytes()), locale=language)
    known = {each.id: each.string for each in catalog if each.id and not each.context}
    wanted = messages()
    assert len(wanted) > 100
    assert wanted == set(known)
    for each, said in known.items():
        forms = said if isinstance(said, tuple) else (said,)
        assert all(forms), each
        assert len(forms) == (catalog.num_plurals if isinstance(each, tuple) else 1)


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {SOURCE}))
def test_what_a_reader_may_be_refused_is_said_in_each_language(language):
    catalog = read_po(BytesIO((HERE / "locale" / f"{language}.po").read_bytes()), locale=language)
    said = {each.id for each in catalog if each.context == "refused" and each.string}
    assert {each.partition(".")[0] for each in said} <= error_classes().keys() | set(Code)
    staff = {
        each for each in Code if re.match("PROXY|POSITION|RETURN|TIME|SEEN|DATE_IN|NO_SERVICE|NOT_(LOST|OVERDUE)", each)
    }
    later = {Code.ALREADY_CHECKED_OUT, Code.ON_LOAN, Code.REQUEST_NOT_OVER, Code.STILL_OWED}
    assert set(Code) - staff - later <= said
    assert wording(language).refused("FORBIDDEN.permission", "This needs a role.") != "This needs a role."
    assert wording(language).refused("NEVER_HEARD_OF", "This needs a role.") == "This needs a role."


@pytest.mark.parametrize(
    ("asked", "accepted", "offered", "language"),
    [
        (None, (), ("en", "ar"), "en"),
        (None, ("de", "ar-EG"), ("en", "ar"), "ar"),
        ("pl", ("ar",), ("en", "ar", "pl"), "pl"),
        ("xx", ("ar",), ("en", "ar"), "ar"),
        (None, ("de",), ("pl", "en"), "pl"),
    ],
)
def test_a_page_is_in_the_language_asked_for_else_accepted_else_the_librarys_first(asked, accepted, offered, language):
    assert chosen(asked, accepted, offered) == language


def test_dates_and_money_are_written_as_the_language_does():
    assert wording("pl").money("2.50", "EUR") == "2,50\xa0€"
    assert wording("en").day("2026-11-27") == "Nov 27, 2026"
