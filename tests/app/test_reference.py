"""Every setting, command and error is documented, and the pages are those the code gives now."""

from __future__ import annotations

import inspect
import re
from dataclasses import fields

import pytest

from app import reference
from app.settings import Settings, variable
from mappings.marc.formats import FormatName, marc21
from mappings.rules.coverage import CONVERTED


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """The pages as the code makes them now: too much computing for whoever only collects tests."""
    return reference.pages()


def test_the_committed_pages_are_what_the_code_says(pages: dict[str, str]) -> None:
    other = [name for name, text in pages.items() if (reference.FOLDER / name).read_text("utf-8") != text]
    assert other == [], "run `make reference` and commit what it writes"


def test_every_setting_is_documented(pages: dict[str, str]) -> None:
    names = [variable(each.name) for each in fields(Settings)]
    assert [name for name in names if f"`{name}`" not in pages["settings.md"]] == []


@pytest.mark.parametrize(
    "cls",
    [each for classes in reference.error_classes().values() for each in classes],
    ids=lambda cls: f"{cls.code}-{cls.__name__}",
)
def test_every_error_has_a_stable_code_and_says_when_it_happens(pages: dict[str, str], cls: type) -> None:
    assert re.fullmatch(r"[A-Z][A-Z0-9_]+", cls.code)  # type: ignore[attr-defined]
    assert inspect.getdoc(cls)
    assert f"## {cls.code}\n" in pages["errors.md"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", CONVERTED)
def test_every_field_and_subfield_of_a_format_is_on_a_coverage_page(pages: dict[str, str], name: FormatName) -> None:
    text = "".join(page for place, page in pages.items() if place.startswith(f"marc-coverage/{name}-"))
    shown = {part[:3]: part for part in text.split("\n### ")[1:]}
    for field in marc21(name):
        if field.tag != "880":
            assert field.name in shown[field.tag].partition("\n")[0]
            for code in field.subfields:
                assert f"`${code}` " in shown[field.tag], f"{field.tag} ${code}"


def test_every_command_shows_an_example_in_its_help(pages: dict[str, str]) -> None:
    sections = pages["commands.md"].split("\n## ")[1:]
    assert len(sections) > 20
    for section in sections:
        name = section.partition("\n")[0]
        if "COMMAND [ARGS]" not in section:
            assert re.search(r"Examples?:\n +catalograph ", section), name
