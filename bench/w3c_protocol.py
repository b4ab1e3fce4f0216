"""The W3C's tests of the SPARQL 1.1 protocol, each request as it is written, asked of our endpoint over HTTP.

    git clone https://github.com/w3c/rdf-tests /tmp/rdf-tests
    python bench/w3c_protocol.py /tmp/rdf-tests

The graphs of a test are those it names. Nothing is written by SPARQL here, so tests whose updates are to succeed are
counted by themselves: they hold where every update is refused with a 4xx. Exit code 1 where another test fails. What
fails goes to stderr, one JSON object to stdout.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx

# A file beside this one is called like a library that the server needs, and Python looks beside the script first.
sys.path[:] = [each for each in sys.path if Path(each).resolve() != Path(__file__).resolve().parent]
sys.path.append(str(Path(__file__).parents[1]))

from bench.w3c_answers import RDF
from bench.w3c_sparql import MF, Case, Endpoint, Manifest, path_of, served

MANIFEST = "sparql/sparql11/protocol/manifest.ttl"
HT, CNT = "http://www.w3.org/2011/http#", "http://www.w3.org/2011/content#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
FORMATS = {
    "boolean": ("application/sparql-results+xml", "application/sparql-results+json"),
    "tabular": (
        "application/sparql-results+xml", "application/sparql-results+json", "text/csv", "text/tab-separated-values",
    ),
    "RDF": ("application/rdf+xml", "text/turtle", "application/n-triples"),
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """One request, and what is to be answered: the first digits of statuses, a truth, one of some formats."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes | None
    statuses: frozenset[str]
    boolean: bool | None
    format: str | None

    @property
    def is_update(self) -> bool:
        """Whether it would write, and is to succeed."""
        says = self.headers.get("content-type") == "application/sparql-update" or (self.body or b"")[:7] == b"update="
        return says and "4" not in self.statuses


class Protocol(Manifest):
    """The requests of a manifest."""

    def tests(self) -> Iterator[tuple[str, dict[str, Path], list[Asked]]]:
        """Each test: its name, its graphs, its requests in turn."""
        for entry in self.members(MF + "entries"):
            action = self.one(entry, MF + "action")
            graphs = {self.one(each, LABEL).value: each for each in self.all(entry, UT + "graphData")}
            files = {name: path_of(self.one(each, UT + "graph").value) for name, each in graphs.items()}
            name = entry.value.rpartition("#")[2]
            yield name, files, [self.request(each) for each in self.listed(action, HT + "requests")]

    def listed(self, subject: Any, predicate: str) -> Iterator[Any]:
        """The members of the lists of a subject."""
        for cell in self.all(subject, predicate):
            at = cell
            while (first := self.one(at, RDF + "first")) is not None:
                yield first
                at = self.one(at, RDF + "rest")

    def request(self, node: Any) -> Asked:
        """One request."""
        body, answer = self.one(node, HT + "body"), self.one(node, HT + "resp")
        text = None if body is None else self.one(body, CNT + "chars").value
        coding = "utf-8" if body is None else self.one(body, CNT + "characterEncoding").value
        headers = {
            self.one(each, HT + "fieldName").value: self.one(each, HT + "fieldValue").value
            for each in self.listed(node, HT + "headers")
        }
        boolean, form = self.one(answer, MF + "expectedBoolean"), self.one(answer, MF + "expectedFormat")
        return Asked(
            self.one(node, HT + "methodName").value,
            self.one(node, HT + "absolutePath").value.replace("/sparql/", "/sparql", 1),
            headers,
            None if text is None else text.encode(coding),
            frozenset(each.value[-3] for each in self.all(answer, MF + "expectedStatus")),
            None if boolean is None else boolean.value == "true",
            None if form is None else form.value,
        )


def named_in(asked: Asked) -> set[str]:
    """The graphs that a request names: they are there, whatever is in them."""
    given = parse_qsl(urlsplit(asked.target).query)
    return {value for name, value in given if name.endswith("graph-uri")}


def wrong(asked: Asked, answer: httpx.Response) -> str:
    """What is not as the test has it; empty where all is."""
    if str(answer.status_code)[0] not in asked.statuses:
        return f"{answer.status_code} {answer.text[:200]}"
    media = answer.headers.get("content-type", "").partition(";")[0]
    if asked.format is not None and media not in (*FORMATS[asked.format], "application/json"):
        return media
    return "" if asked.boolean is None or answer.json()["boolean"] is asked.boolean else answer.text


def tried(http: httpx.Client, endpoint: Endpoint, files: dict[str, Path], requests: list[Asked]) -> str:
    """What is wrong with the answers to a test's requests."""
    names = set().union(*map(named_in, requests)) | files.keys()
    endpoint.hold(
        Case("", "", Path(), named=tuple((each, files.get(each, Path("/nowhere"))) for each in sorted(names)))
    )
    for asked in requests:
        headers = endpoint.headers | asked.headers
        answer = http.request(asked.method, asked.target, headers=headers, content=asked.body)
        if asked.is_update:
            return "" if 400 <= answer.status_code < 500 else f"written: {answer.status_code}"
        if found := wrong(asked, answer):
            return found
    return ""


def main() -> None:
    """Ask every request, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("suite", type=Path, help="a checkout of w3c/rdf-tests")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    failed: list[str] = []
    with served() as (http, endpoint):
        for name, files, requests in Protocol(options.suite.resolve() / MANIFEST).tests():
            kind = "updates" if any(each.is_update for each in requests) else "tests"
            found = tried(http, endpoint, files, requests)
            counts.update({kind: 1, f"{kind}_{'refused' if kind == 'updates' else 'passed'}": not found})
            if found:
                failed.append(name)
                print(f"{name}: {found}", file=sys.stderr)
    print(json.dumps({"name": "w3c_protocol", "figures": dict(counts), "failed": failed}))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
