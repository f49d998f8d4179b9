"""Errors as problem details (RFC 9457): one table of types, one way to refuse a request, one way to say it.

Every layer says its errors here, also middleware that has no `Request`: `respond(scope, Refused(…))` is an ASGI response.
What only the operator can mend is not told to the caller: a damaged file or an unforeseen error is `internal`, and the log
has the rest under the request's id.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Mapping, MutableMapping
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from screening.errors import CODES, Invalid, InvalidRules, NotFound, Problem, ScreeningError
from screening.store import Unavailable

MEDIA_TYPE: Final = "application/problem+json"
TYPE: Final = "urn:screening:problem:"
RETRY_SECONDS: Final = 1
MOST_TOLD: Final = 100
"""Mistakes of one request that are told."""

KINDS: Final[dict[str, tuple[int, str]]] = {
    "unreadable": (400, "The request cannot be read"),
    "key-missing": (401, "An API key is needed"),
    "key-unknown": (401, "The API key is not valid"),
    "scope-missing": (403, "The API key does not allow this"),
    "loopback-only": (403, "Only this machine may ask"),
    "not-found": (404, "There is no such thing"),
    "method-not-allowed": (405, "This address does not know that method"),
    "too-slow": (408, "The request took too long to arrive"),
    "conflict": (409, "This does not fit the present state"),
    "erased": (410, "This was erased"),
    "precondition-failed": (412, "A condition of the request does not hold"),
    "too-large": (413, "The request is too large"),
    "unsupported-media-type": (415, "This kind of content is not read here"),
    "invalid": (422, "The request has mistakes"),
    "too-many-requests": (429, "Too many requests"),
    "internal": (500, "An error that was not foreseen"),
    "unavailable": (503, "The service cannot answer now"),
}
"""Types of problems: their status and title. The types are stable; titles and details are for people."""
BY_STATUS: Final = {status: slug for slug, (status, _) in reversed(KINDS.items())}
UNREADABLE: Final = frozenset({"E002", "E003", "E004", "E005", "E006", "E609"})
"""Problems of the form of a request, not of what it says."""
OURS: Final = frozenset({"E407", "E508"})
"""Problems with files of the service itself."""

_OPTION: Final = re.compile(r"(?<![^\s(])--([a-z][a-z-]+)")

log = logging.getLogger("screening.api")


class Detail(BaseModel):
    """One thing to mend: the field's path, what is wrong, and how to mend it."""

    model_config = ConfigDict(extra="forbid")

    code: str = Field(examples=["E301"])
    path: str = Field(
        description="the field, from the root of the body; or `query.NAME`", examples=["items[0].quantity"]
    )
    message: str
    hint: str


class ProblemDocument(BaseModel):
    """Problem details (RFC 9457). `type` is stable; `errors` has every mistake (the first hundred), not the first."""

    model_config = ConfigDict(extra="forbid", title="Problem")

    type: str = Field(examples=["urn:screening:problem:invalid"])
    title: str
    status: int
    detail: str
    instance: str = Field(description="the path that was asked")
    request_id: str | None = Field(description="as in the header X-Request-ID")
    errors: list[Detail]


class Refused(ScreeningError):
    """A request that is not answered: a type of `KINDS`, why, and headers such as `Retry-After`."""

    def __init__(
        self, slug: str, detail: str = "", *, errors: Iterable[Problem] = (), headers: Mapping[str, str] | None = None
    ) -> None:
        self.slug = slug
        self.status, self.title = KINDS[slug]
        self.detail = detail or self.title
        self.errors = tuple(errors)[:MOST_TOLD]
        self.headers = dict(headers or {})
        super().__init__(self.detail)


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the `responses` of a route for OpenAPI: each status with the problem schema (see `shapes.complete`)."""
    return {status: _described(status) for status in sorted(set(statuses))}


def _described(status: int) -> dict[str, Any]:
    slug, title = BY_STATUS[status], KINDS[BY_STATUS[status]][1]
    example = {
        "type": TYPE + slug, "title": title, "status": status, "detail": title, "instance": "/v1/…",
        "request_id": "6f1c2a", "errors": [],
    }  # fmt: skip
    shape = {"$ref": "#/components/schemas/Problem"}
    described: dict[str, Any] = {"description": title, "content": {MEDIA_TYPE: {"schema": shape, "example": example}}}
    if status in (429, 503):
        described["headers"] = {"Retry-After": {"description": "seconds to wait", "schema": {"type": "string"}}}
    return described


def request_id(scope: MutableMapping[str, Any]) -> str | None:
    """Return the id that the middleware gave to a request (`scope["state"]["request_id"]`); None if it gave none."""
    found: str | None = scope.get("state", {}).get("request_id")
    return found


def respond(scope: MutableMapping[str, Any], refused: Refused) -> Response:
    """Return the problem document for a request: an ASGI application, to be called or returned."""
    document = {
        "type": TYPE + refused.slug,
        "title": refused.title,
        "status": refused.status,
        "detail": refused.detail,
        "instance": scope.get("path", ""),
        "request_id": request_id(scope),
        "errors": [_error(each) for each in refused.errors],
    }
    # half a surrogate pair, which JSON may hold, is no text
    content = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    headers = {"Cache-Control": "no-store", **refused.headers}
    return Response(content, refused.status, headers, MEDIA_TYPE)


def _error(problem: Problem) -> dict[str, str]:
    """Return a problem as plain data; what is an option of the command line is a field or parameter here."""
    path = problem.where.removeprefix("--").replace("-", "_") if problem.where.startswith("--") else problem.where
    hint = _OPTION.sub(lambda found: f"`{found[1].replace('-', '_')}`", problem.hint)
    return {"code": problem.code, "path": path, "message": problem.message, "hint": hint}


def refusal(error: Exception) -> Refused:
    """Return what to tell of an error: every error the engine raises on purpose has its type, any other is `internal`."""
    match error:
        case Refused():
            return error
        case Unavailable():
            # which database, and why it is away, is the operator's business
            detail = "the store does not answer; nothing was done, try again"
            return Refused("unavailable", detail, headers={"Retry-After": str(RETRY_SECONDS)})
        case NotFound():
            return Refused("not-found", str(error))
        case InvalidRules():
            return Refused("internal", "the rule set cannot be loaded")
        case Invalid():
            return _of(error.problems)
        case RequestValidationError():
            return Refused("invalid", errors=[_parameter(each) for each in error.errors()])
        case HTTPException(status_code=status, detail=detail, headers=headers):
            slug = BY_STATUS.get(status, "unreadable" if status < 500 else "internal")
            told = "there is no such address" if (status, detail) == (404, "Not Found") else detail
            return Refused(slug, told, headers=headers)
        case _:
            return Refused("internal", "the request could not be answered; the log of the service has why")


def _of(problems: tuple[Problem, ...]) -> Refused:
    codes = {each.code for each in problems}
    if codes & OURS:
        return Refused("internal", "; ".join(CODES[code] for code in sorted(codes & OURS)))
    slug = "unreadable" if codes and codes <= UNREADABLE else "invalid"
    first = problems[0].message if problems else ""
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return Refused(slug, first + more, errors=problems)


def _parameter(error: Mapping[str, Any]) -> Problem:
    """Return a parameter that FastAPI could not read as the engine's own kind of problem."""
    place = ".".join(str(step) for step in error["loc"])
    code = "E101" if error["type"] == "missing" else "E102"
    hint = "leave it out, or write it as the API description says" if code == "E102" else "add it"
    return Problem(code, place, str(error["msg"]).removeprefix("Value error, "), hint)


async def _handled(request: Request, error: Exception) -> Response:
    refused = refusal(error)
    if refused.status == 500:
        log.error("request %s failed", request_id(request.scope), exc_info=error)
    elif isinstance(error, Unavailable):
        log.warning("request %s: %s", request_id(request.scope), error)
    return respond(request.scope, refused)


def install(app: FastAPI) -> None:
    """Answer every error of an application with a problem document."""
    for kind in (ScreeningError, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, _handled)
