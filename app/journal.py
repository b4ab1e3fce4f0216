"""The log of a process: lines for people, or JSON lines for machines, on standard error.

A line says what happened to which request, never what was asked: no query, no variables, no token, nothing of a person.
"""

from __future__ import annotations

import logging
import logging.config
from datetime import UTC, datetime
from typing import Any, Final

import orjson

from app.settings import Settings

REQUESTS: Final = logging.getLogger("catalograph.request")
FIELDS: Final = ("request", "method", "route", "status", "operation", "outcome", "ms")
"""What a line about a request says besides its message, in this order; given to the logger as `extra`."""


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "process": record.process,
        }
        line |= {name: getattr(record, name) for name in FIELDS if getattr(record, name, None) is not None}
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return orjson.dumps(line).decode()


class TextLines(logging.Formatter):
    """One line for a person; what a request's line says besides stands behind it."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        more = " ".join(f"{name}={getattr(record, name)}" for name in FIELDS if getattr(record, name, None) is not None)
        line = super().format(record)
        return f"{line} {more}" if more else line


def configuration(settings: Settings) -> dict[str, Any]:
    """The configuration of `logging` for these settings, for uvicorn's processes too."""
    level = settings.log_level.upper()
    text = {"()": "app.journal.TextLines", "fmt": "%(asctime)s %(levelname)s %(name)s: %(message)s"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": "app.journal.JsonLines"} if settings.log_format == "json" else text},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {"catalograph": {"level": level}, "uvicorn": {"level": level}, "uvicorn.access": {"level": level}},
    }


def begin(settings: Settings) -> None:
    """Log as these settings say, from now on."""
    logging.config.dictConfig(configuration(settings))
