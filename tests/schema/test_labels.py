"""Languages, carriers and roles are called what the reader's language calls them, in descriptions and facets."""

from __future__ import annotations

from typing import Any

from graph.access.model import ANONYMOUS
from schema.running.engine import Caller, Engine, Request

QUERY = """
query Named($lang: [LanguageTag!]) {
  search(input: {text: "tideworttitle", scope: {tenants: ["harbor"]}}, first: 1) {
    nodes {
      ... on Work {
        languages { label(lang: $lang) { value lang direction } }
        contentTypes { label(lang: $lang) { value } }
        contributions(first: 1) { nodes { role { label(lang: $lang) { value } } } }
        instances(first: 1) { nodes { carrier { label(lang: $lang) { value } } } }
      }
    }
    facets(fields: [LANGUAGE, FORMAT, TYPE, AVAILABILITY, LIBRARY], lang: $lang) { field buckets { label } }
  }
}
"""


def named(engine: Engine, lang: list[str] | None, accepted: tuple[str, ...] = ()) -> dict[str, Any]:
    answer = engine.run(Request(QUERY, None, {"lang": lang}), Caller(ANONYMOUS, "r", accepted))
    assert "errors" not in answer.body, answer.body["errors"]
    found: dict[str, Any] = answer.body["data"]["search"]
    return found


def labels(found: dict[str, Any]) -> dict[str, list[str]]:
    (work,) = found["nodes"]
    facets = {each["field"].lower(): [one["label"] for one in each["buckets"]] for each in found["facets"]}
    return {
        "language": [each["label"]["value"] for each in work["languages"]],
        "content": [each["label"]["value"] for each in work["contentTypes"]],
        "role": [one["label"]["value"] for each in work["contributions"]["nodes"] for one in each["role"]],
        "carrier": [one["label"]["value"] for each in work["instances"]["nodes"] for one in each["carrier"]],
        **{f"facet {field}": values for field, values in facets.items()},
    }


def test_terms_have_the_labels_of_the_language_asked_for(engine: Engine) -> None:
    german = labels(named(engine, ["de"]))
    assert german["language"] == ["Englisch"]
    assert german["content"] == ["Text"]
    assert german["role"] == ["Verfasser"]
    assert german["carrier"] == ["Band"]
    assert german["facet language"] == ["Englisch"]
    assert set(german["facet format"]) == {"Buch", "E-Book"}


def test_an_arabic_label_says_that_it_is_arabic_and_runs_from_right_to_left(engine: Engine) -> None:
    (work,) = named(engine, ["ar"])["nodes"]
    (language,) = work["languages"]
    assert language["label"] == {"value": "الإنجليزية", "lang": "ar", "direction": "RTL"}


def test_without_a_wish_and_in_english_the_labels_are_english(engine: Engine) -> None:
    assert labels(named(engine, None)) == labels(named(engine, ["en"]))
    assert labels(named(engine, None))["carrier"] == ["volume"]


def test_the_languages_a_browser_accepts_are_asked_after_those_of_the_argument(engine: Engine) -> None:
    accepted = labels(named(engine, None, ("fr",)))
    assert accepted["language"] == ["anglais"]
    assert accepted["facet language"] == ["anglais"]
    assert labels(named(engine, ["pl"], ("fr",)))["language"] == ["angielski"]
    assert labels(named(engine, ["tlh"], ("fr",)))["language"] == ["anglais"]
