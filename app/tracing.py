"""OpenTelemetry traces: a span for each request, where `CATALOGRAPH_TRACES` asks for them.

The packages are an extra (`pip install catalograph[otel]`). Where spans go is said by OpenTelemetry's own variables
(`OTEL_EXPORTER_OTLP_ENDPOINT`, `OTEL_TRACES_SAMPLER`, …). A span says what a log line says and nothing more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar, Protocol

from app.settings import Settings
from app.settings_file import SettingError


class Span(Protocol):
    """One request under way."""

    def end(self, name: str, values: Mapping[str, str | int], *, failed: bool) -> None:
        """Close it under its name, with what is known at the end."""
        ...


Begin = Callable[[Mapping[str, str]], Span]
"""Opens a span from a request's headers (`traceparent` continues a trace of the caller's)."""


class TracesNotInstalled(SettingError):
    """Traces are asked for and the packages that make them are not installed."""

    code: ClassVar[str] = "TRACES_NOT_INSTALLED"
    hint: ClassVar[str] = "pip install catalograph[otel], or leave CATALOGRAPH_TRACES unset."


def tracing(settings: Settings) -> Begin | None:
    """What opens spans, None where none are wanted. Raises `TracesNotInstalled`."""
    if not settings.traces:
        return None
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError:
        raise TracesNotInstalled("OpenTelemetry's packages are not installed.") from None
    provider = TracerProvider(resource=Resource.create({"service.name": "catalograph"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return spans_of(provider)


def spans_of(provider: object) -> Begin:
    """What opens spans of a tracer provider."""
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import SpanKind, Status, StatusCode
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    assert isinstance(provider, TracerProvider)  # noqa: S101 - an optional package's class can't stand in the signature
    tracer = provider.get_tracer("catalograph")
    propagator = TraceContextTextMapPropagator()

    class _Span:
        def __init__(self, headers: Mapping[str, str]) -> None:
            self._span = tracer.start_span("request", propagator.extract(headers), SpanKind.SERVER)

        def end(self, name: str, values: Mapping[str, str | int], *, failed: bool) -> None:
            self._span.update_name(name)
            self._span.set_attributes(values)
            if failed:
                self._span.set_status(Status(StatusCode.ERROR))
            self._span.end()

    return _Span
