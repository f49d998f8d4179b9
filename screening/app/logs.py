"""The log of the service: one line of JSON for each thing that happened, on standard error.

An exception is logged by its type and the places it came through. Its words are left out: they may hold what somebody sent, or
the address of the store with its password. Warnings and messages that the program words itself are written as they are.
"""

from __future__ import annotations

import logging
import traceback
from datetime import UTC, datetime
from typing import Any

import orjson

_QUIET = ("httpx", "httpcore", "sqlalchemy", "asyncio")


class JsonLines(logging.Formatter):
    """Formats a record as one line of JSON; what stands in `extra={"said": {…}}` becomes fields of its own."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, without its end."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        line: dict[str, Any] = {"at": at, "level": record.levelname.lower(), "log": record.name, "event": record.getMessage()}
        line.update(getattr(record, "said", {}))
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            line["error"] = type(error).__name__
            line["through"] = [
                f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)
            ]
        return orjson.dumps(line, default=str, option=orjson.OPT_NON_STR_KEYS).decode()


def log_config(level: str) -> dict[str, Any]:
    """Return the configuration of `logging` for a level (`debug`, `info`, `warning`, `error`)."""
    quieter = "WARNING" if level in ("debug", "info") else level.upper()
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": "screening.app.logs.JsonLines"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines", "stream": "ext://sys.stderr"}},
        "root": {"handlers": ["stderr"], "level": level.upper()},
        "loggers": {name: {"level": quieter} for name in _QUIET},
    }
