"""What an operator sees of requests: log lines, metrics, traces, readiness; and what nobody sees in them."""

from __future__ import annotations

import asyncio
import json
import logging
import re

import httpx
import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from app.envelope import Envelope
from app.journal import JsonLines
from app.metrics import OPERATIONS, SPARQL_KILLED, MeasuredSparql, counted_imports
from app.settings import Settings
from app.tracing import TracesNotInstalled, spans_of, tracing
from graph.catalogue.report import ImportReport
from graph.store.sparql import SparqlTimeout

SECRET = "Geheimnis"
QUERY = "query Q($text: String!) { search(input: {text: $text}, first: 1) { nodes { __typename } } }"


class Lines(logging.Handler):
    """Keeps what a process would write, as JSON lines."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonLines())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def lines():
    handler, logger = Lines(), logging.getLogger("catalograph")
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    yield handler.lines
    logger.removeHandler(handler)
    logger.setLevel(before)


def figures(text: str) -> dict[str, float]:
    """The samples of an exposition by name and labels."""
    found = (line.rpartition(" ") for line in text.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, _, value in found}


def test_a_request_is_one_json_line_with_its_id_and_without_what_was_asked(server_with, lines):
    client = server_with()
    token = client.tokens["reader@harbor"]
    answer = client.post(
        {"query": QUERY, "variables": {"text": SECRET}}, who="reader@harbor", **{"X-Request-Id": "from-a-proxy"}
    )
    assert answer.headers["X-Request-Id"] == "from-a-proxy"
    client.http.get("/sparql", params={"query": f"ASK {{ ?s ?p '{SECRET}' }}"})
    told = [json.loads(line) for line in lines]
    first = next(each for each in told if each.get("request") == "from-a-proxy")
    assert (first["operation"], first["method"], first["route"], first["level"]) == (
        "query",
        "POST",
        "/graphql",
        "info",
    )
    assert first["outcome"] == "ok"
    assert isinstance(first["ms"], int)
    assert any(each.get("operation") == "sparql" for each in told)
    assert SECRET not in "".join(lines)
    assert token not in "".join(lines)


def test_metrics_count_requests_and_name_no_library(server_with):
    client = server_with()
    before = figures(client.http.get("/metrics").text)
    for _ in range(3):
        client.ask("{ __typename }")
    client.ask("{ nonsense }")
    client.http.get("/nowhere")
    text = client.http.get("/metrics").text
    after = figures(text)

    def grown(name: str) -> float:
        return after.get(name, 0) - before.get(name, 0)

    assert grown('catalograph_requests_total{operation="query",outcome="ok"}') == 3
    assert grown('catalograph_requests_total{operation="other",outcome="refused"}') >= 1
    assert grown('catalograph_request_seconds_count{operation="query"}') == 3
    assert after['catalograph_projection_behind_events{projection="sparql"}'] > 0
    assert after["catalograph_store_up"] == 1
    assert not re.search("harbor|lindenau|cloister", text)


def test_every_kind_of_request_is_counted_by_its_name_and_documented(pytestconfig):
    root = pytestconfig.rootpath
    sources = "".join(each.read_text(encoding="utf-8") for each in (root / "app").rglob("*.py"))
    named = set(re.findall(r'"catalograph\.operation"\] = "(\w+)"', sources))
    assert "harvest" in named
    assert named <= OPERATIONS
    page = (root / "docs" / "how-to" / "run.md").read_text(encoding="utf-8")
    told = re.search(r"`catalograph_requests_total` \| `operation` \(([^)]+)\)", page)
    assert told
    assert set(told[1].split(", ")) == OPERATIONS


def test_metrics_are_for_the_machine_itself_and_for_whoever_has_the_token(server_with):
    client = server_with(metrics_token="a-long-token")
    assert client.http.get("/metrics").status_code == 200
    passed_on = {"X-Forwarded-For": "203.0.113.9"}
    refused = client.http.get("/metrics", headers=passed_on)
    assert (refused.status_code, refused.json()["errors"][0]["extensions"]["code"]) == (403, "METRICS_FORBIDDEN")
    assert client.http.get("/metrics", headers={**passed_on, "Authorization": "Bearer wrong"}).status_code == 403
    assert client.http.get("/metrics", headers={**passed_on, "Authorization": "Bearer a-long-token"}).status_code == 200


def test_a_server_too_far_behind_is_not_ready_and_says_what_is_behind(server_with):
    assert server_with().http.get("/ready").status_code == 200
    answer = server_with(ready_behind_events=1).http.get("/ready")
    assert (answer.status_code, answer.json()["status"]) == (503, "behind")
    assert answer.json()["projections"]["sparql"]["behind"] > 1


def test_a_stopped_sparql_query_is_counted():
    class Slow:
        def query(self, *_: object, **__: object) -> None:
            raise SparqlTimeout("too long")

    before = SPARQL_KILLED._value.get()
    with pytest.raises(SparqlTimeout):
        MeasuredSparql(Slow()).query("ASK {}", frozenset())
    assert SPARQL_KILLED._value.get() == before + 1


def test_records_of_an_import_are_counted_once_each():
    from app.metrics import IMPORTED

    counter = IMPORTED.labels("stored")._value
    before = counter.get()
    report = ImportReport()
    with counted_imports() as see:
        for created in (500, 1000, 1000):
            report.created = created
            see(report)
    assert counter.get() == before + 1000


def test_a_request_is_a_span_that_continues_the_callers_trace():
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))

    async def found(_: object) -> PlainTextResponse:
        return PlainTextResponse("found")

    app = Envelope(Starlette(routes=[Route("/works/{id}", found)]), spans_of(provider))
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"

    async def ask() -> None:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://c.example") as client:
            await client.get("/works/1", headers={"traceparent": f"00-{trace}-00f067aa0ba902b7-01"})

    asyncio.run(ask())
    (span,) = exporter.get_finished_spans()
    assert span.name == "GET /works/{id}"
    assert f"{span.context.trace_id:032x}" == trace
    assert span.attributes["status"] == 200


def test_traces_without_their_packages_say_what_to_install(monkeypatch):
    assert tracing(Settings()) is None
    monkeypatch.setitem(__import__("sys").modules, "opentelemetry.exporter.otlp.proto.http.trace_exporter", None)
    with pytest.raises(TracesNotInstalled) as refused:
        tracing(Settings(traces=True))
    assert "catalograph[otel]" in refused.value.way_out
