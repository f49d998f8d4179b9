"""The application: routes, errors and the OpenAPI document put together around one `Service`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from screening import program
from screening.api import health, middleware, problems, shapes
from screening.api.routes import (
    decisions,
    differences,
    dispositions,
    items,
    jobs,
    lists,
    parties,
    rescreenings,
    rules,
    webhooks,
)
from screening.api.routes import screening as screening_routes
from screening.api.service import Service

ABOUT = """Screens deals in AI computing power against dated, cited export-control rules, and keeps a decision log that proves
itself: every answer is recorded, in a chain, before it is given. A screening aid: not legal advice, and never a clearance.

Errors are problem details (RFC 9457) with a stable `type`, the path of every mistaken field, and the request's id."""
ROUTES = (
    screening_routes, decisions, dispositions, jobs, rules, items, parties, differences, lists, rescreenings, webhooks, health,
)  # fmt: skip

Around = Callable[[Service], AbstractAsyncContextManager[None]]
"""What runs beside the requests for as long as the application lives."""


def create_app(service: Service, around: Around | None = None) -> FastAPI:
    """Return the application for a service; `around` is entered when it starts and left when every request is answered."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        if around is None:
            yield
        else:
            async with around(service):
                yield

    app = FastAPI(
        title="screening", version=program.VERSION, description=ABOUT, lifespan=lifespan, redirect_slashes=False,
        docs_url=None, redoc_url=None,  # they would run scripts of another site in a page that may ask without a key
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )  # fmt: skip
    app.state.service = service
    for module in ROUTES:
        app.include_router(module.router)
    problems.install(app)
    middleware.install(app, service, service.cors_origins)

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            made = get_openapi(
                title=app.title, version=app.version, description=app.description, routes=app.routes,
                license_info=app.license_info,
            )  # fmt: skip
            app.openapi_schema = shapes.complete(made)
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]
    return app
