"""What every request passes, measured at some tens of microseconds: its id, its limits, headers of the answer, one line of log.

Plain ASGI: one layer around the routes, no task and no copy of a body. The log has method, route template, status, milliseconds,
request id and key id; never an address as it was asked, a query, a body, a name or a key. An error that nobody foresaw is logged
by its type and place, not by its words, which may be somebody's data.

A request that does not arrive within its time is answered 408, one that takes too long to answer 503. The time runs between two
parts of a body or of an answer, so that files may take as long as they need; but each part of a body buys only the time that it
takes at `SLOWEST`, and whoever sends a byte now and then is cut off.
"""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
from collections.abc import Sequence
from time import perf_counter
from typing import Final

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from screening.api.problems import BY_STATUS, Refused, refusal, respond
from screening.api.service import Limits, Service

SLOWEST: Final = 20_000
"""Bytes a second at which a body must arrive at least."""
UPLOADS: Final = frozenset({"/v1/screen/batch", "/v1/lists"})
"""Where a file may be sent, which may be larger than a body of JSON."""
ABANDONED: Final = 499
"""The status in log and metrics of a request whose sender went away; it is sent to nobody."""
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_ID: Final = re.compile(rb"[A-Za-z0-9_.-]{1,64}")
_HEADERS: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"frame-ancestors 'none'"),
    (b"referrer-policy", b"no-referrer"),
)
_NO_STORE: Final = (b"cache-control", b"no-store")
_HTTPS_ONLY: Final = (b"strict-transport-security", b"max-age=31536000")

access = logging.getLogger("screening.access")
log = logging.getLogger("screening.api")


def install(app: FastAPI, service: Service, cors_origins: Sequence[str] = ()) -> None:
    """Put the layer around an application; pages of `cors_origins`, and of no other site, may read its answers in a browser."""
    if cors_origins:
        app.add_middleware(
            CORSMiddleware, allow_origins=list(cors_origins), allow_methods=["GET", "POST", "DELETE"],
            allow_headers=["Authorization", "X-API-Key", "Content-Type", "Idempotency-Key", "X-Request-ID", "If-None-Match"],
            expose_headers=["X-Request-ID", "Retry-After", "Log-Record", "Log-Records", "ETag"],
        )  # fmt: skip
    app.add_middleware(Entrance, service=service)


class Entrance:
    """The layer: one `_Visit` for each request."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self.app = app
        self.service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, see to its limits, and note how it went."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        loop = asyncio.get_running_loop()
        began = perf_counter()  # the loop's own clock stands still while it works
        limits = self.service.limits
        visit = _Visit(scope, receive, send, limits, loop)
        try:
            async with asyncio.timeout_at(loop.time() + limits.seconds) as visit.deadline:
                try:
                    if visit.announced > visit.limit:
                        raise visit.too_large()
                    await self.app(scope, visit.receive, visit.send)
                except ClientDisconnect:
                    visit.status = ABANDONED
                except HTTPException as error:
                    await visit.refuse(refusal(error))
        except TimeoutError as error:
            await visit.refuse(visit.too_slow() if visit.deadline.expired() else self._unforeseen(error, visit))
        except Exception as error:  # noqa: BLE001 whatever it is, it is answered with a problem
            await visit.refuse(self._unforeseen(error, visit))
        finally:
            self._note(scope, visit, perf_counter() - began)

    def _unforeseen(self, error: Exception, visit: _Visit) -> Refused:
        log.error("unforeseen", exc_info=error, extra={"said": {"request_id": visit.id}})
        return refusal(error)

    def _note(self, scope: Scope, visit: _Visit, seconds: float) -> None:
        """Count a request and log it in one line."""
        method = scope["method"] if scope["method"] in _METHODS else "other"
        status = visit.status or ABANDONED
        route = route_of(scope)
        self.service.metrics.observe(method, route, status, seconds)
        if access.isEnabledFor(logging.INFO):
            said = {
                "method": method, "route": route, "status": status, "ms": round(seconds * 1000, 2),
                "request_id": visit.id, "caller": scope["state"].get("caller"),
            }  # fmt: skip
            access.info("request", extra={"said": said})


def route_of(scope: Scope) -> str:
    """Return the template of the route that a request came to, `unmatched` if to none."""
    context = scope.get("fastapi", {}).get("effective_route_context")  # with the prefix of its router
    path = getattr(context, "path", None) or getattr(scope.get("route"), "path", None)
    return path if isinstance(path, str) else "unmatched"


class _Visit:
    """One request: what came, what went, and how long there still is."""

    __slots__ = (
        "announced", "arrived", "awaiting", "deadline", "id", "limit", "loop", "read", "receive_", "scope", "seconds", "send_",
        "status",
    )  # fmt: skip

    def __init__(self, scope: Scope, receive: Receive, send: Send, limits: Limits, loop: asyncio.AbstractEventLoop) -> None:
        self.scope = scope
        self.receive_ = receive
        self.send_ = send
        self.loop = loop
        self.seconds = limits.seconds
        self.deadline: asyncio.Timeout
        self.announced = self.read = self.status = 0
        self.arrived = self.awaiting = False
        given = kind = b""
        for name, value in scope["headers"]:
            if name == b"content-length":
                self.announced = int(value) if value.isdigit() else 0
            elif name == b"x-request-id":
                given = value
            elif name == b"content-type":
                kind = value
        self.id = given.decode() if _ID.fullmatch(given) else secrets.token_hex(8)
        file = scope["path"] in UPLOADS and not kind.startswith(b"application/json")
        self.limit = limits.upload_bytes if file else limits.body_bytes
        scope.setdefault("state", {})["request_id"] = self.id

    async def receive(self) -> Message:
        """Receive a part of the body, within the limits of its size and time."""
        self.awaiting = True
        message = await self.receive_()
        self.awaiting = False
        if message["type"] == "http.request":
            size = len(message.get("body", b""))
            self.read += size
            if self.read > self.limit:
                raise self.too_large()
            if message.get("more_body", False):
                due = self.deadline.when() or 0.0
                self.deadline.reschedule(min(due + size / SLOWEST, self.loop.time() + self.seconds))
            else:
                if self.read > size:  # it came in parts; answering it has its own time
                    self.deadline.reschedule(self.loop.time() + self.seconds)
                self.arrived = True
        return message

    async def send(self, message: Message) -> None:
        """Send a part of the answer, the first with the headers of every answer."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            given = message.get("headers", ())
            headers = [*given, *_HEADERS, (b"x-request-id", self.id.encode())]
            if not any(name == b"cache-control" for name, _ in given):
                headers.append(_NO_STORE)
            if self.scope.get("scheme") == "https":
                headers.append(_HTTPS_ONLY)
            message = {**message, "headers": headers}
        elif message.get("more_body", False):
            self.deadline.reschedule(self.loop.time() + self.seconds)
        await self.send_(message)

    async def refuse(self, refused: Refused) -> None:
        """Answer with a problem; an answer that has begun can only be broken off, which the server does."""
        if not self.status:
            await respond(self.scope, refused)(self.scope, self.receive, self.send)

    def too_large(self) -> HTTPException:
        """Return the refusal of a body; as an `HTTPException`, which whoever reads bodies lets pass."""
        return HTTPException(413, f"more than {self.limit:,} bytes; send a list in parts, or as a file to /v1/screen/batch")

    def too_slow(self) -> Refused:
        """Return the refusal of a request that did not arrive, or was not answered, in time."""
        if self.awaiting and not self.arrived:
            return Refused(BY_STATUS[408], f"the request did not arrive within {self.seconds:g} s")
        detail = f"no answer within {self.seconds:g} s; what was asked may still have been recorded"
        return Refused(BY_STATUS[503], detail, headers={"Retry-After": "5"})
