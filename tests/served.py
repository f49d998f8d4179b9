"""A service for tests: the embedded list, a store of the test's own, no clock but its own, and the routes a test asks for."""

from __future__ import annotations

import warnings
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from screening.access import keys
from screening.access.keys import Keyring
from screening.access.rates import Rates
from screening.api import problems, shapes
from screening.api.answers import Answers
from screening.api.service import Law, Service
from screening.app import load_screener, rules_folder
from screening.errors import InvalidInput, Problem
from screening.store import Store

with warnings.catch_warnings():  # it would rather have a successor of httpx, which nothing else here uses
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

AT = "2026-11-22T22:50:00.000001Z"
TODAY = date(2026, 11, 22)


class Clock:
    """A clock that goes on by a microsecond each time it is read."""

    def __init__(self) -> None:
        self.read = 0

    def __call__(self) -> str:
        self.read += 1
        return f"2026-11-22T22:50:00.{self.read:06d}Z"


def law_of(data: Path | None, context: str = "c0") -> Law:
    """Rules and lists as they lie in a data folder."""
    screener = load_screener(None, data, today=TODAY)
    return Law(screener, context.ljust(64, "0"), AT, Answers(screener))


def nothing_fetched(url: str) -> bytes:
    """Refuse to fetch anything."""
    raise InvalidInput([Problem("E603", url, "nothing is fetched in this test")])


def service_over(store: Store, data: Path, **changes: Any) -> Service:
    """A service over a store; `data` need not exist. It is reloaded from `data` when a route asks for that."""
    reloaded: list[int] = []

    async def reload() -> bool:
        reloaded.append(1)
        service.law = law_of(data, f"c{len(reloaded)}")
        return True

    parts: dict[str, Any] = {
        "store": store, "law": law_of(data if data.is_dir() else None), "recorder": None, "keyring": Keyring(store),
        "rates": Rates(), "metrics": None, "data": data, "rules": rules_folder(), "master": b"m" * 32, "clock": Clock(),
        "today": lambda: TODAY, "fetch": nothing_fetched, "wake": lambda: None, "reload": reload, "dev": True, "know": lambda _: None,
    }  # fmt: skip
    service = Service(**{**parts, **changes})
    return service


def app_of(service: Service, *modules: ModuleType) -> FastAPI:
    """An application with the routes of these modules only."""
    app = FastAPI(redirect_slashes=False)
    app.state.service = service
    for module in modules:
        app.include_router(module.router)
    problems.install(app)
    return app


def client_of(service: Service, *modules: ModuleType, secret: str | None = None) -> TestClient:
    """A client on this machine; with the secret of a key it says so."""
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    app = app_of(service, *modules)
    here = "http://127.0.0.1"
    return TestClient(app, here, headers=headers, client=("127.0.0.1", 50000), raise_server_exceptions=False)


def key_for(service: Service, *scopes: str) -> tuple[str, str]:
    """Make an API key with these scopes; return its id and its secret."""
    with service.store.writing() as connection:
        key, secret = keys.make(connection, "test", scopes, 600, AT)
    return key.id, secret


def openapi_of(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document of an application."""
    return shapes.complete(get_openapi(title="t", version="1", routes=app.routes))


def fits(document: dict[str, Any], path: str, response: Any, method: str = "get") -> None:
    """Hold an answer against what the OpenAPI document says of it."""
    described = document["paths"][path][method]["responses"][str(response.status_code)]
    schema = described["content"]["application/json"]["schema"]
    jsonschema.validate(response.json(), {**schema, "components": document["components"]})
