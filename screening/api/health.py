"""Whether the service lives, whether it can answer, and what it has counted. None of the three needs a key.

`/healthz` says that the process answers, no more: whoever restarts it for a database that is away makes things worse.
`/readyz` says whether requests should come here: it writes to the store, in a transaction that it takes back.
"""

from __future__ import annotations

import asyncio
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from types import FrameType
from typing import Annotated, Any, Final

import orjson
from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from screening.api import metrics
from screening.api.service import Service
from screening.store import Store, Unavailable
from screening.store.tables import contexts

router = APIRouter(tags=["operation"])

EVERY: Final = 1.0
"""Seconds for which the store is not asked again."""
PATIENCE: Final = 3.0
"""Seconds after which a store that says nothing does not answer."""

_READY = {"rules": {"ok": True, "detail": "0.1.0, verified through 2026-09-24"}, "lists": {"ok": True, "detail": "2 loaded"},
          "store": {"ok": True, "detail": "writable"}, "running": {"ok": True, "detail": "answering"}}  # fmt: skip
_JSON: Final = "application/json"


class _Undone(Exception):
    """Ends a transaction so that nothing of it stays."""


class Probe:
    """Tries whether the store can be written to, at most once a second and one try at a time."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._thread = ThreadPoolExecutor(1, "probe")
        self._tried: asyncio.Future[str] | None = None
        self._since = 0.0

    async def trouble(self) -> str:
        """Return what stands in the way, an empty text if nothing does; takes `PATIENCE` at most."""
        loop = asyncio.get_running_loop()
        if self._tried is None or (self._tried.done() and loop.time() - self._since >= EVERY):
            self._since = loop.time()
            self._tried = loop.run_in_executor(self._thread, self._try)
        done, _ = await asyncio.wait({self._tried}, timeout=PATIENCE)
        return self._tried.result() if done else "does not answer"

    def _try(self) -> str:
        try:
            with suppress(_Undone), self._store.writing() as connection:
                connection.execute(contexts.insert().values(digest="readyz", content=""))
                raise _Undone
        except Unavailable:
            return "does not answer, or cannot be written to"  # why, and where it lies, is in the log of requests
        except Exception as error:  # noqa: BLE001 whatever it is: not ready
            return f"cannot be written to ({type(error).__name__})"
        return ""


def _serving(request: Request) -> Service:
    found: Service = request.app.state.service
    return found


_Serving = Annotated[Service, Depends(_serving)]


@router.get(
    "/healthz", summary="Whether the process answers",
    responses={200: {"description": "it does", "content": {_JSON: {"example": {"alive": True}}}}},
)  # fmt: skip
async def healthz() -> Response:
    """Say that the process answers."""
    return Response(b'{"alive":true}', media_type=_JSON)


@router.get(
    "/readyz", summary="Whether requests should come here",
    responses={
        200: {"description": "they should", "content": {_JSON: {"example": {"ready": True, "checks": _READY}}}},
        503: {"description": "they should not; `checks` says why", "content": {_JSON: {}}},
    },
)  # fmt: skip
async def readyz(request: Request, service: _Serving) -> Response:
    """Say whether rules and lists are loaded, the store can be written to, and the service is not being stopped."""
    probe: Probe | None = getattr(request.app.state, "probe", None)
    if probe is None:
        probe = request.app.state.probe = Probe(service.store)
    checks = _checks(service, await probe.trouble())
    ready = all(each["ok"] for each in checks.values())
    body = orjson.dumps({"ready": ready, "checks": checks})
    return Response(body, 200 if ready else 503, None if ready else {"Retry-After": "1"}, _JSON)


@router.get(
    "/metrics", summary="What Prometheus reads",
    responses={200: {"description": "Prometheus' text format", "content": {"text/plain": {"schema": {"type": "string"}}}}},
)  # fmt: skip
async def exposition(service: _Serving) -> Response:
    """Give everything that is counted, with the state of lists, law, jobs and deliveries as it is now."""
    loop = asyncio.get_running_loop()
    asked = loop.run_in_executor(None, metrics.stored, service)
    done, _ = await asyncio.wait({asked}, timeout=PATIENCE)
    text = await loop.run_in_executor(None, service.metrics.text, service, asked.result() if done else None)
    return Response(text, headers={"Content-Type": metrics.CONTENT_TYPE})


def notice_stop(service: Service) -> None:
    """Let `/readyz` turn red with the signal to stop, while what is under way is still being answered.

    To be called once the server has set its own signal handlers (at the start of the lifespan); does nothing outside the main
    thread, which gets no signals.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGTERM, signal.SIGINT):
        before = signal.getsignal(number)

        def stop(of: int, frame: FrameType | None, before: Any = before) -> None:
            service.stopping = True
            if callable(before):
                before(of, frame)

        if callable(before):
            signal.signal(number, stop)


def _checks(service: Service, trouble: str) -> dict[str, dict[str, Any]]:
    screener = service.law.screener
    loaded = len(screener.watchlist.loaded)
    through = screener.rules.verified_through
    return {
        "rules": {
            "ok": bool(screener.rules.rules) and not service.stale,
            "detail": service.stale or f"{screener.rules.version}, verified through {through}",
        },
        "lists": {"ok": loaded > 0, "detail": f"{loaded} loaded"},
        "store": {"ok": not trouble, "detail": trouble or "writable"},
        "running": {"ok": not service.stopping, "detail": "being stopped" if service.stopping else "answering"},
    }
