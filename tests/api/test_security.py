"""Who is answered: whoever has a key with the scope, as often as it may; without keys only this machine."""

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Annotated

import pytest
from fastapi import APIRouter, Depends, FastAPI
from served import AT, TestClient, key_for, service_over

from screening.access import keys
from screening.api import middleware, problems
from screening.api.metrics import Metrics
from screening.api.security import Caller, Needs, needs
from screening.api.service import Service
from screening.store import Store, Unavailable

router = APIRouter()


@router.get("/screening")
async def screening_route(who: Annotated[Caller, Depends(needs("screen"))]) -> dict[str, object]:
    """Say who asks."""
    return {"id": who.id, "name": who.name, "scopes": sorted(who.scopes)}


@router.get("/either")
async def either(who: Annotated[Caller, Depends(needs("review", "audit"))]) -> str:
    """Say who asks."""
    return who.id


def app_over(service: Service) -> FastAPI:
    """An application with two routes that need keys."""
    app = FastAPI()
    app.state.service = service
    app.include_router(router)
    problems.install(app)
    middleware.install(app, service)
    return app


def client_over(service: Service, host: str = "http://127.0.0.1", client: str = "127.0.0.1") -> TestClient:
    """A client at an address, that asks for a host."""
    return TestClient(app_over(service), host, client=(client, 50000), raise_server_exceptions=False)


@pytest.fixture
def guarded(store: Store, tmp_path: Path) -> Service:
    """A service that wants keys, over each kind of store."""
    return service_over(store, tmp_path / "data", dev=False, metrics=Metrics())


@pytest.fixture
def open_(fresh: Callable[[str], str], tmp_path: Path) -> Service:
    """A service started with --dev."""
    return service_over(Store.open(fresh("sqlite")), tmp_path / "data", metrics=Metrics())


def refusal(response) -> tuple[int, str]:
    """The status and type of a problem."""
    assert response.headers["content-type"] == "application/problem+json"
    return response.status_code, response.json()["type"].rpartition(":")[2]


def test_a_key_is_taken_from_either_header(guarded: Service):
    """And says who asks."""
    id, secret = key_for(guarded, "screen", "audit")
    client = client_over(guarded)
    for headers in ({"Authorization": f"Bearer {secret}"}, {"Authorization": f"bearer {secret}"}, {"X-API-Key": secret}):
        assert client.get("/screening", headers=headers).json() == {"id": id, "name": "test", "scopes": ["audit", "screen"]}


def test_without_a_key_nobody_is_answered(guarded: Service):
    """Not even this machine."""
    response = client_over(guarded).get("/screening")
    assert refusal(response) == (401, "key-missing")
    assert response.headers["www-authenticate"] == "Bearer"


def test_a_key_that_is_none_is_refused_in_one_way(guarded: Service):
    """Unknown, cut off, of another kind, revoked or expired: the answer is the same but for the request's id."""
    id, secret = key_for(guarded, "screen")
    with guarded.store.writing() as connection:
        keys.revoke(connection, id, AT)
    other = "x" if secret[-1] != "x" else "y"
    given = [
        {"Authorization": f"Bearer {secret}"}, {"Authorization": f"Bearer {secret[:-1]}{other}"}, {"X-API-Key": ""},
        {"Authorization": "Basic dXNlcjpwYXNz"}, {"Authorization": "Bearer"}, {"X-API-Key": b"sk_\xff\xfe"},
        {"X-API-Key": "sk_" + "0" * 12 + "_" + "A" * 43},
    ]  # fmt: skip
    client = client_over(guarded)
    answers = {client.get("/screening", headers={**each, "X-Request-ID": "r"}).text for each in given}
    assert len(answers) == 1
    assert json.loads(answers.pop())["type"] == "urn:screening:problem:key-unknown"


def test_a_key_may_do_what_its_scopes_say(guarded: Service):
    """One of the scopes that a route names is enough."""
    _, secret = key_for(guarded, "audit")
    client = client_over(guarded)
    client.headers["X-API-Key"] = secret
    assert client.get("/either").status_code == 200
    response = client.get("/screening")
    assert refusal(response) == (403, "scope-missing")
    assert "scope screen" in response.json()["detail"]


def test_a_revoked_key_is_noticed(guarded: Service):
    """Once what is remembered of it is no longer fresh."""
    id, secret = key_for(guarded, "screen")
    client = client_over(guarded)
    client.headers["X-API-Key"] = secret
    assert client.get("/screening").status_code == 200
    with guarded.store.writing() as connection:
        keys.revoke(connection, id, AT)
    guarded.clock = lambda: "2026-11-22T22:50:06.000000Z"
    assert refusal(client.get("/screening")) == (401, "key-unknown")


def test_a_key_that_asks_too_often_waits(guarded: Service):
    """And is told how long; others go on."""
    with guarded.store.writing() as connection:
        _, hasty = keys.make(connection, "hasty", ["screen"], 3, AT)
    _, calm = key_for(guarded, "screen")
    client = client_over(guarded)
    answers = [client.get("/screening", headers={"X-API-Key": hasty}) for _ in range(5)]
    assert [each.status_code for each in answers] == [200, 200, 200, 429, 429]
    assert refusal(answers[3]) == (429, "too-many-requests")
    assert 1 <= int(answers[3].headers["retry-after"]) <= 20
    assert client.get("/screening", headers={"X-API-Key": calm}).status_code == 200


def test_a_store_that_is_away_is_no_wrong_key(guarded: Service):
    """The caller is told to come back, not that its key is wrong."""

    class Away:
        def cached(self, *_: str) -> None:
            return None

        def authenticate(self, *_: str) -> None:
            raise Unavailable("the store does not answer")

    guarded.keyring = Away()  # type: ignore[assignment]
    response = client_over(guarded).get("/screening", headers={"X-API-Key": "sk_x"})
    assert refusal(response) == (503, "unavailable")
    assert "retry-after" in response.headers


def test_a_known_key_costs_no_thread(guarded: Service):
    """Hashing it once is enough for some seconds."""
    _, secret = key_for(guarded, "screen")
    client = client_over(guarded)
    client.headers["X-API-Key"] = secret
    assert client.get("/screening").status_code == 200
    guarded.keyring = SimpleNamespace(cached=guarded.keyring.cached)  # type: ignore[assignment]
    assert client.get("/screening").status_code == 200


def test_with_dev_this_machine_needs_no_key(open_: Service):
    """By any of its names."""
    for host in ("http://127.0.0.1:8000", "http://localhost", "http://[::1]:8000"):
        answer = client_over(open_, host).get("/screening").json()
        assert answer == {"id": "dev", "name": "this machine", "scopes": ["admin", "audit", "review", "screen"]}
    assert client_over(open_, client="::ffff:127.0.0.1").get("/screening").status_code == 200


def test_with_dev_nobody_else_is_answered(open_: Service):
    """Neither from elsewhere, nor for a page of another site, nor through a proxy."""
    for client in ("10.0.0.7", "testclient", "::ffff:10.0.0.7"):
        assert refusal(client_over(open_, client=client).get("/screening")) == (403, "loopback-only")
    assert refusal(client_over(open_, "http://evil.example").get("/screening")) == (403, "loopback-only")
    here = client_over(open_)
    for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"X-Forwarded-For": "10.0.0.7"}, {"Forwarded": "for=x"}):
        assert refusal(here.get("/screening", headers=headers)) == (403, "loopback-only"), headers
    assert here.get("/screening", headers={"Origin": "http://localhost:3000"}).status_code == 200


def test_the_log_names_the_key_by_its_id(guarded: Service, caplog: pytest.LogCaptureFixture):
    """Also where it may not ask more; never by its secret."""
    with guarded.store.writing() as connection:
        key, secret = keys.make(connection, "hasty", ["screen"], 1, AT)
    client = client_over(guarded)
    with caplog.at_level("INFO", "screening.access"):
        for _ in range(2):
            client.get("/screening", headers={"X-API-Key": secret})
    assert [(each.said["status"], each.said["caller"]) for each in caplog.records] == [(200, key.id), (429, key.id)]
    assert secret not in caplog.text


def test_the_openapi_document_says_that_a_key_is_needed(open_: Service):
    """Under one name, however many scopes there are."""
    document = app_over(open_).openapi()
    assert document["components"]["securitySchemes"]["key"]["scheme"] == "bearer"
    for path in ("/screening", "/either"):
        assert document["paths"][path]["get"]["security"] == [{"key": []}]


def test_a_scope_that_does_not_exist_is_a_mistake_of_ours():
    """Found when the routes are declared."""
    with pytest.raises(ValueError, match="no such scope: screening"):
        needs("screening")
    assert needs("screen") is needs("screen")
    assert isinstance(needs("screen"), Needs)
