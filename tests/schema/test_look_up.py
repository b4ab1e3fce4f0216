"""Looking terms up through GraphQL: what a cataloguer's client asks for in one question."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from graph.access.model import operator
from graph.authorities.model import Shelf
from schema.running.engine import Engine
from tests.graph.authorities.conftest import MADS, SUBJECTS, packed, topic
from tests.schema.library import World, ask, make_world
from tests.schema.marked import HARBOR, MARKS

LOOK_UP = """
query Find($text: String!, $match: LookUpMatch! = LEFT_ANCHORED, $kinds: [TermKind!], $first: Int, $after: String) {
  lookUp(text: $text, match: $match, kinds: $kinds, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes {
      iri kind vocabulary label { value lang } matched { variant text { value } } variants { value } usage
      broader { iri label { value } } narrower { iri } related { iri } notes replaced replaces authority
    }
  }
}
"""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = make_world(tmp_path_factory.mktemp("look-up"), sparql=False)
    lines = [
        *topic(1, "Tides", f"<{MADS}hasVariant> _:b1", f"<{MADS}hasBroaderAuthority> <{SUBJECTS}/sh2>"),
        f'_:b1 <{MADS}variantLabel> "Ebb and flow" .',
        *topic(2, "Oceanography", f'<{MADS}scopeNote> "On seas."'),
        *topic(3, "Ocean currents", f"<{MADS}hasBroaderAuthority> <{SUBJECTS}/sh2>"),
    ]
    made.installation.services.vocabularies.load(operator(), Shelf(), packed(*lines))
    made.installation.bring_up_to_date("search")
    yield made
    made.close()


def found(world: World, engine: Engine, **variables: Any) -> dict[str, Any]:
    body = ask(engine, world.who(f"cataloguer@{HARBOR}"), LOOK_UP, {"first": 10, **variables}).body
    assert "errors" not in body, body["errors"]
    answer: dict[str, Any] = body["data"]["lookUp"]
    return answer


def test_a_term_is_shown_with_what_a_cataloguer_chooses_by(world: World, engine: Engine) -> None:
    (term,) = found(world, engine, text="ebb")["nodes"]
    assert term == {
        "iri": f"{SUBJECTS}/sh1",
        "kind": "TOPIC",
        "vocabulary": SUBJECTS,
        "label": {"value": "Tides", "lang": "en"},
        "matched": {"variant": True, "text": {"value": "Ebb and flow"}},
        "variants": [{"value": "Ebb and flow"}],
        "usage": 2,
        "broader": [{"iri": f"{SUBJECTS}/sh2", "label": {"value": "Oceanography"}}],
        "narrower": [],
        "related": [],
        "notes": [],
        "replaced": False,
        "replaces": None,
        "authority": f"{SUBJECTS}/sh1",
    }


EACH = """
query Each($names: [TermNameInput!]!) {
  lookUpEach(names: $names) { text terms(first: 3) { iri label { value } matched { variant } usage } }
}
"""


def test_several_names_are_looked_up_at_once_each_among_its_kinds(world: World, engine: Engine) -> None:
    names = [
        {"text": "ebb"},
        {"text": "ocean", "kinds": ["TOPIC"]},
        {"text": "ocean", "kinds": ["PLACE"]},
        {"text": "zz"},
    ]
    body = ask(engine, world.who(f"cataloguer@{HARBOR}"), EACH, {"names": names}).body
    told = [(each["text"], [one["label"]["value"] for one in each["terms"]]) for each in body["data"]["lookUpEach"]]
    assert told == [("ebb", ["Tides"]), ("ocean", ["Ocean currents", "Oceanography"]), ("ocean", []), ("zz", [])]


def test_more_names_than_a_heading_has_parts_are_not_looked_up(world: World, engine: Engine) -> None:
    body = ask(engine, world.who(f"cataloguer@{HARBOR}"), EACH, {"names": [{"text": "x"}] * 51}).body
    assert "At most 50 names" in body["errors"][0]["message"]


def test_terms_come_in_pages(world: World, engine: Engine) -> None:
    first = found(world, engine, text="ocean", first=1)
    second = found(world, engine, text="ocean", first=1, after=first["pageInfo"]["endCursor"])
    assert [each["label"]["value"] for page in (first, second) for each in page["nodes"]] == [
        "Ocean currents",
        "Oceanography",
    ]
    assert (first["pageInfo"]["hasNextPage"], second["pageInfo"]["hasNextPage"]) == (True, False)
    assert first["totalCount"] == 2


def test_a_librarys_own_authority_is_found_beside_vocabularies(world: World, engine: Engine) -> None:
    (term,) = found(world, engine, text=f"{MARKS[HARBOR]}pseudonym", kinds=["PERSON"])["nodes"]
    assert term["label"]["value"] == f"{MARKS[HARBOR]}author, Keeper, 1901-1980"
    assert term["usage"] == 2


def test_the_vocabularies_there_are_terms_of_are_named(world: World, engine: Engine) -> None:
    query = "{ vocabularies { iri label terms } }"
    known = ask(engine, world.who(f"cataloguer@{HARBOR}"), query).body["data"]["vocabularies"]
    assert {"iri": SUBJECTS, "label": "Library of Congress Subject Headings", "terms": 3} in known


@pytest.fixture
def reads(world: World, monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], list[str]]:
    """The calls of the store that something makes."""
    store: Any = world.installation.services.look_up._store
    inner = store._store

    def counted(work: Callable[[], object]) -> list[str]:
        calls: list[str] = []

        class Counting:
            def __getattr__(self, name: str) -> Any:
                calls.append(name)
                return getattr(inner, name)

        monkeypatch.setattr(store, "_store", Counting())
        work()
        return calls

    return counted


def test_the_number_of_store_calls_does_not_depend_on_how_many_terms_or_names_there_are(
    world: World, engine: Engine, reads: Callable[[Callable[[], object]], list[str]]
) -> None:
    one, two = (len(reads(lambda first=first: found(world, engine, text="ocean", first=first))) for first in (1, 2))
    assert one == two
    who = world.who(f"cataloguer@{HARBOR}")
    names = [{"text": text} for text in ("ocean", "ebb", "tides", "oceanog")]
    one, many = (len(reads(lambda some=some: ask(engine, who, EACH, {"names": some}))) for some in (names[:1], names))
    assert one == many > 0
