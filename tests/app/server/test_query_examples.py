"""The queries to begin from are handed to everybody, and each answers something as it is, whomever it asks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from graph.access.model import operator
from graph.research.example import Example
from graph.research.examples import EXAMPLES
from graph.research.saved import Language
from mappings.marc import notation
from mappings.marc.writer import write_marc21
from tests.app.server.conftest import MEMORY, PUBLIC, SHARED, Client, make_world, running

ASK = """
query Ask($q: String!, $scope: TenantScope) { sparql(query: $q, scope: $scope) { rows { value } triples truncated } }
"""
AUDIENCES = {"a library": None, "its network": {"network": "rivers"}, "everything": {"all": True}}
OF_SEVERAL = {"overlap"}
"""What a library by itself has no answer to."""
NOVEL = """\
LDR 00000nam a2200000 i 4500
001 novel
008 990101s1999    nyu           000 1 eng c
020 ## $a {isbn}
082 04 $a 891.73
100 1# $a Tolstoy, Leo, $e author.
240 10 $a Voĭna i mir. $l {language}
245 10 $a War and the peace.
264 #1 $a New York : $b Quay, $c 1999.
490 1# $a Classics ; $v 1
655 #7 $a Novels. $2 lcgft
700 1# $a Garnett, Constance, $e translator.
700 1# $a Sail, Ada, $e illustrator.
830 #0 $a Classics ; $v 1.
852 0# $b QUAY $c QUAY $h N1 $p {isbn}-1
"""


@pytest.fixture(scope="module")
def researcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    made = make_world(replace(MEMORY, data=tmp_path_factory.mktemp("examples")))
    for number, slug in enumerate((PUBLIC, SHARED)):
        novels = [NOVEL.format(isbn=isbn, language="English") for isbn in ("9780306406157", f"978000000{number}000")]
        records = [write_marc21(notation.record(text.replace("novel", f"n{at}"))) for at, text in enumerate(novels)]
        made.installation.services.importer.run(operator(slug), slug, [b"".join(records)])
    made.installation.bring_up_to_date("sparql")
    with running(made.installation) as address, httpx.Client(base_url=address, timeout=60) as http:
        yield Client(http, made.tokens)
    made.installation.close()


def test_whoever_asks_is_handed_the_examples(researcher: Client) -> None:
    found = researcher.data("{ queryExamples { key title about language text } }")["queryExamples"]
    assert [each["text"] for each in found] == [each.text for each in EXAMPLES]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.key)
def test_an_example_answers_something_whomever_it_asks(researcher: Client, example: Example) -> None:
    for audience, scope in AUDIENCES.items():
        if example.language is Language.GRAPHQL:
            given = {"text": "tides", "scope": scope}
            assert researcher.data(example.text, given, who=f"researcher@{SHARED}")["search"]["nodes"], audience
            continue
        found = researcher.data(ASK, {"q": example.text, "scope": scope}, who=f"researcher@{SHARED}")["sparql"]
        assert found["rows"] or found["triples"] or (scope is None and example.key in OF_SEVERAL), audience
        assert not found["truncated"]


def test_examples_have_names_of_their_own_and_are_said_in_each_language() -> None:
    assert len({each.key for each in EXAMPLES}) == len({each.text for each in EXAMPLES}) == len(EXAMPLES) > 20
    for language in ("en", "ar", "pl"):
        said = json.loads(Path(f"app/client/messages/{language}.json").read_text("utf-8"))
        assert [each.key for each in EXAMPLES if f"research.example.{each.key}.title" not in said] == [], language


def test_an_endpoint_hands_on_the_examples_with_what_it_says_of_itself(researcher: Client) -> None:
    described = researcher.http.get("/sparql", headers={"Accept": "application/n-triples"}).text
    shacl = "http://www.w3.org/ns/shacl#"
    texts = {
        each.object.value
        for each in ox.parse(described, format=ox.RdfFormat.N_TRIPLES)
        if each.predicate.value in {f"{shacl}select", f"{shacl}construct"}
    }
    assert texts == {each.text for each in EXAMPLES if each.language is Language.SPARQL}
