"""What `/v1/screen` and `/v1/screen/batch` take and give, for the OpenAPI document."""

from __future__ import annotations

from typing import Any

from screening.api.problems import ProblemDocument, responses
from screening.api.routes.jobs import Job
from screening.api.security import SCHEME
from screening.api.shapes import json_body
from screening.facts.fields import Text
from screening.facts.transaction import Transaction
from screening.wire.shape import DecisionV1


class ScreeningRequest(Transaction):
    """A transaction, and the caller's own reference, which is echoed and can be searched for."""

    client_reference: Text | None = None


EXAMPLE = {
    "id": "T-1", "date": "2024-03-15", "activity": "cloud_rental", "origin": "US", "destination": "CN", "hosting": "US",
    "parties": [
        {"role": "provider", "name": "Example Cloud Inc.", "country": "US", "headquarters": "US"},
        {"role": "reseller", "name": "Invented Technology Ltd", "country": "CN"},
        {"role": "end_user", "name": "Invented University", "country": "CN", "headquarters": "CN"},
    ],
    "items": [{"description": "p4d.24xlarge", "quantity": 2, "hours": 300, "value": 28000, "currency": "USD"}],
    "client_reference": "order-4711",
}  # fmt: skip

DAY = "The day whose law applies; by default the transaction's own date."
ASSUME = "A rule taken as law for a what-if (repeatable); `all`: every proposal. The decision is then `hypothetical`."


def _query(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


def _asked(explain: str) -> list[dict[str, Any]]:
    depth = "Evaluation trees, obligations and near misses (`full`), or what was found and why (`short`)."
    key = "Sent again with the same request, the answer is the first one, and nothing is recorded twice."
    return [
        _query("as_of", DAY, {"type": "string", "format": "date", "example": "2024-03-15"}),
        _query("assume", ASSUME, {"type": "array", "items": {"type": "string"}, "example": ["all"]}),
        _query("explain", depth, {"type": "string", "enum": ["full", "short"], "default": explain}),
        _query("lang", "Language of the answer.", {"type": "string", "enum": ["en", "ko"], "default": "en"}),
        {"name": "Idempotency-Key", "in": "header", "required": False, "description": key,
         "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"}},
    ]  # fmt: skip


_RECORD = {
    "Log-Record": {
        "description": "number and hash of the (last) record of the decision log; keep it, and `screening audit verify --head` "
        "shows that the log still has it",
        "schema": {"type": "string"},
    }
}
_ERRORS = responses(400, 401, 403, 408, 410, 413, 415, 422, 429, 500, 503)

SCREEN: dict[str, Any] = {
    "summary": "Screen a transaction",
    "description": "Returns the decision, which is in the decision log when you have it; also `no_control_found`.",
    "operation_id": "screen",
    "responses": {
        200: {
            "description": "The decision (`decision.v1`)", "headers": _RECORD, "model": DecisionV1,
        },
        **_ERRORS,
    },
    "openapi_extra": json_body(ScreeningRequest, EXAMPLE) | {"parameters": _asked("full"), "security": [{SCHEME: []}]},
}  # fmt: skip

_LIST = json_body(ScreeningRequest, [EXAMPLE], many=True)
_FILE = {"schema": {"type": "string", "format": "binary"}}
_FORM = {
    "schema": {
        "type": "object", "required": ["file"],
        "properties": {"file": {"type": "string", "format": "binary"}, "map": {"type": "string", "format": "binary"}},
    }
}  # fmt: skip
_LIST["requestBody"]["content"] |= {
    "text/csv": _FILE, "application/x-ndjson": _FILE, "application/vnd.apache.parquet": _FILE, "multipart/form-data": _FORM,
}  # fmt: skip

BATCH: dict[str, Any] = {
    "summary": "Screen a list of transactions, or a file as a job",
    "description": (
        "A list of at most 1,000 transactions is answered in its order; where one cannot be read its problem stands in its "
        "place, and the rest is screened. A file (CSV, JSON lines, Parquet, XLSX, also .gz and .zst; as the body, or as `file` "
        "of a form with a mapping as `map`) becomes a job."
    ),
    "operation_id": "screen_batch",
    "responses": {
        200: {
            "description": "A decision, or a problem, for each transaction",
            "headers": _RECORD
            | {
                "Screened": {"description": "how many were", "schema": {"type": "integer"}},
                "Rejected": {"description": "how many could not be read", "schema": {"type": "integer"}},
            },
            "model": list[DecisionV1 | ProblemDocument],
        },
        202: {
            "description": "The job; `Location` says where it is",
            "headers": {"Location": {"description": "the job's address", "schema": {"type": "string"}}},
            "model": Job,
        },
        **_ERRORS,
    },
    "openapi_extra": _LIST | {"parameters": _asked("short"), "security": [{SCHEME: []}]},
}
