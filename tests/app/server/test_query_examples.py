"""The queries to begin from are handed to everybody, and each answers something as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest

from graph.research.examples import EXAMPLES, Example
from graph.research.saved import Language
from tests.app.server.conftest import MEMORY, Client, make_world, running

ASK = "query Ask($q: String!) { sparql(query: $q, scope: {all: true}) { rows { value } triples truncated } }"


@pytest.fixture(scope="module")
def researcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    made = make_world(replace(MEMORY, data=tmp_path_factory.mktemp("examples")))
    made.installation.bring_up_to_date("sparql")
    with running(made.installation) as address, httpx.Client(base_url=address, timeout=60) as http:
        yield Client(http, made.tokens)
    made.installation.close()


def test_whoever_asks_is_handed_the_examples(researcher: Client) -> None:
    found = researcher.data("{ queryExamples { key title about language text } }")["queryExamples"]
    assert [each["text"] for each in found] == [each.text for each in EXAMPLES]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.key)
def test_an_example_answers_something(researcher: Client, example: Example) -> None:
    if example.language is Language.SPARQL:
        found = researcher.data(ASK, {"q": example.text}, who="researcher@lindenau")["sparql"]
        assert found["rows"] or found["triples"]
        assert not found["truncated"]
    else:
        given = {"text": "tides", "scope": {"all": True}}
        assert researcher.data(example.text, given, who="researcher@lindenau")["search"]["nodes"]
