"""What the routes share: the service, the language and day of a request, and how an answer is sent.

A parameter that is not known is a mistake: `?asof=` would otherwise be answered under the law of another day.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from functools import cache
from typing import Annotated, Any, Final, TypeVar

from fastapi import Depends, Query, Request
from fastapi.routing import APIRoute
from pydantic import BaseModel, BeforeValidator, WithJsonSchema
from starlette.responses import Response

from screening.api.problems import Refused, responses
from screening.api.service import Service
from screening.errors import InvalidInput, Problem
from screening.facts.fields import Day as DayField
from screening.language.grammar import nearest
from screening.terms import Language

Json = dict[str, Any]
T = TypeVar("T")


async def serving(request: Request) -> Service:
    """Return the service that a request came to; async, so that no thread is waited for."""
    found: Service = request.app.state.service
    return found


def current_day(service: Service) -> date:
    """Return the day it is, by UTC."""
    return date.fromisoformat(service.clock()[:10])


async def worked(work: Callable[..., T], *arguments: Any) -> T:
    """Do what takes more than milliseconds beside the requests: two at a time, so that screening does not wait for many."""
    return await asyncio.get_running_loop().run_in_executor(_threads(), work, *arguments)


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(2, "reference")


Serving = Annotated[Service, Depends(serving)]
Lang = Annotated[Language, Query(description="language of titles, reasons and texts")]
Day = Annotated[DayField, WithJsonSchema({"type": "string", "format": "date", "examples": ["2025-01-15"]})]
AsOf = Annotated[Day | None, Query(description="the day whose law applies")]


def _moment(raw: object) -> str:
    text = str(raw)
    try:
        if len(text) == len("2026-01-31"):
            read = datetime.combine(date.fromisoformat(text), datetime.min.time(), UTC)
        else:
            read = datetime.fromisoformat(text)
        if read.tzinfo is None:
            raise ValueError
        return read.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    except (ValueError, OverflowError):
        raise ValueError(f"`{text[:40]}` is not a time; write 2026-11-22 or 2026-11-22T22:50:00Z") from None


Moment = Annotated[
    str,
    BeforeValidator(_moment),
    WithJsonSchema({"type": "string", "examples": ["2026-11-22", "2026-11-22T22:50:00Z"]}),
]
"""A day or a time with its zone, as the store writes times."""


async def known_only(request: Request) -> None:
    """Refuse a parameter that a route does not have, stands twice, or holds NUL: a dependency of every router."""
    if "\0" in request.url.path:
        raise Refused("not-found", "there is no such address")
    if not request.scope["query_string"]:
        return
    route: APIRoute = request.scope["route"]
    known = _parameters(route)
    problems = []
    given = request.query_params.multi_items()
    for name in dict.fromkeys(name for name, _ in given):
        values = [value for key, value in given if key == name]
        if name not in known:
            hint = nearest(name, known) or (f"one of {', '.join(sorted(known))}" if known else "leave it out")
            problems.append(Problem("E101", f"query.{name}", f"unknown parameter `{name[:60]}`", hint))
        elif len(values) > 1 and name not in REPEATED:
            problems.append(Problem("E102", f"query.{name}", f"`{name}` stands {len(values)} times", "give it once"))
        elif any("\0" in value for value in values):
            problems.append(Problem("E102", f"query.{name}", "it holds the character NUL", "remove it"))
    if problems:
        raise InvalidInput(problems)


REPEATED: Final = frozenset({"assume"})
"""Parameters that may be given several times."""
STRICT: Final = [Depends(known_only)]


def _parameters(route: APIRoute) -> set[str]:
    found: set[str] = set()
    left = [route.dependant]
    while left:
        each = left.pop()
        found.update(field.alias for field in each.query_params)
        left += each.dependencies
    return found


def sent(data: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Return data as JSON, Korean readable."""
    content = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    return Response(content, status, headers, "application/json")


def sent_once(request: Request, data: Any) -> Response:
    """Return data as JSON, or 304 if whoever asks has just that: for what changes without rules and lists."""
    response = sent(data)
    etag = f'"{hashlib.sha256(response.body).hexdigest()[:32]}"'
    response.headers.update(tagged(etag))
    return unchanged(request, etag) or response


def unchanged(request: Request, etag: str) -> Response | None:
    """Return the answer 304 if whoever asks has what `etag` stands for (`If-None-Match`), None otherwise."""
    asked = request.headers.get("if-none-match")
    if asked is None:
        return None
    held = {each.strip().removeprefix("W/") for each in asked.split(",")}
    return Response(status_code=304, headers=tagged(etag)) if held & {etag, "*"} else None


def tagged(etag: str) -> dict[str, str]:
    """Return the headers of an answer that holds until rules or lists change."""
    return {"ETag": etag, "Cache-Control": "private, no-cache"}


def replies(
    shape: Any, *problems: int, example: Any = None, status: int = 200, headers: Json | None = None, etag: bool = False
) -> dict[int | str, Json]:
    """Return the `responses` of a route: what it answers, and which problems (401, 403, 429 and 503 always)."""
    content = {} if example is None else {"content": {"application/json": {"example": example}}}
    answer: Json = {"description": "the answer", **content}
    if shape is not None:
        answer["model"] = shape
    shown = dict(headers or {})
    if etag:
        shown["ETag"] = {"description": "for `If-None-Match`", "schema": {"type": "string"}}
    if shown:
        answer["headers"] = shown
    found: dict[int | str, Json] = {status: answer}
    if etag:
        found[304] = {"description": "nothing has changed under this ETag"}
    return {**found, **responses(401, 403, 429, 503, *problems)}


class Shown(BaseModel):
    """Base of the shapes of answers; fields are only ever added."""
