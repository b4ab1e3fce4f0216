"""Templates: what they make of an example, and what is wrong in one, each with its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.circulation.messages.places import EXAMPLE, PLACES, Addressed, Place, Thing, one_line
from graph.circulation.messages.presets import PRESETS, TEMPLATES, Preset
from graph.circulation.messages.templates import InvalidTemplates, as_text, read_templates, written


@pytest.mark.parametrize("place", PLACES.values(), ids=lambda each: each.name)
def test_a_place_is_filled_as_its_example_says(place: Place) -> None:
    assert one_line(place.value(EXAMPLE[0], EXAMPLE[1][0])) == place.example


@pytest.mark.parametrize("preset", PRESETS, ids=lambda each: f"{each.template.kind}-{each.template.language}")
def test_a_preset_says_what_its_example_says(preset: Preset) -> None:
    to, things = EXAMPLE
    spoken = Addressed(to.patron, to.barcode, to.library, preset.template.language, to.count)
    assert written(preset.template, spoken, things) == preset.example


def test_there_is_a_preset_of_every_kind_in_every_language() -> None:
    kinds = {language: {each.kind for each in TEMPLATES if each.language == language} for language in ("en", "de")}
    assert kinds["en"] == kinds["de"]


def test_presets_written_down_and_read_again_are_the_same() -> None:
    read = read_templates(as_text(TEMPLATES))
    assert [(x.kind, x.language, x.subject, x.text.strip()) for x in read] == [
        (x.kind, x.language, x.subject, x.text.strip()) for x in TEMPLATES
    ]


GOOD = "# ours\n\n[overdue en]\n# to everybody\nsubject: Back, please\n\nDear {patron.name},\n- {item.title}\n"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (GOOD.replace("{item.title}", "{item.titel}"), 8, "did you mean “item.title”"),
        (GOOD.replace("Back, please", "{fetch.until}"), 5, "is about a loan"),
        (GOOD.replace("Dear", "Dear {"), 7, "stands alone"),
        (GOOD.replace("subject: Back, please\n", ""), 6, "has its subject"),
        (GOOD + "\n[overdue EN]\nsubject: x\n\ny\n", 10, "already"),
        (GOOD + "[no language]\nsubject: x\n\ny\n", 9, "begins with its kind and language"),
        ("Dear you\n" + GOOD, 1, "begins with its kind and language"),
        ("[overdue en]\nsubject: x\n\n", 2, "has a text"),
        (GOOD.replace("Back", "B" * 300), 5, "at most 200"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, line: int, said: str) -> None:
    with pytest.raises(InvalidTemplates) as caught:
        read_templates(text)
    (problem,) = caught.value.problems
    assert problem.line == line
    assert said in str(problem)


def test_braces_are_written_twice() -> None:
    (template,) = read_templates("[overdue en]\nsubject: {{x}}\n\na {{b}} {item.barcode}\n")
    assert written(template, EXAMPLE[0], EXAMPLE[1][:1]) == ("{x}", "a {b} 31\n")


@given(st.text(), st.text())
def test_nothing_in_a_place_makes_a_line_of_its_own(title: str, name: str) -> None:
    (template,) = read_templates("[overdue en]\nsubject: {item.title}\n\n{patron.name}\n{item.title}\nend\n")
    subject, text = written(template, Addressed(name, "", "", "en"), [Thing(title)])
    assert len(subject.splitlines()) <= 1
    assert len(text.strip().splitlines()) <= 3
