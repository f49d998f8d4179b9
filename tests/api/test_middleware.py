"""What every request passes: id, headers, limits of size and time, one line of log."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Iterable
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi import APIRouter, FastAPI, Request
from served import TestClient
from starlette.responses import StreamingResponse

from screening.api import middleware, problems
from screening.api.metrics import Metrics
from screening.api.service import Limits
from screening.app.logs import JsonLines
from screening.errors import NotFound

PERSONAL = "Erika-Mustermann"
LIMITS = Limits(body_bytes=1_000, upload_bytes=4_000, seconds=0.4)


def app_with(limits: Limits = LIMITS, cors: tuple[str, ...] = ()) -> FastAPI:
    """An application whose routes do what handlers do, well and badly."""
    router = APIRouter(prefix="/v1")

    @router.post("/screen")
    @router.post("/screen/batch")
    async def screen(request: Request) -> dict[str, int]:
        return {"read": len(await request.body())}

    @router.get("/jobs/{id}")
    async def job(id: str) -> dict[str, str]:
        return {"id": id}

    @router.get("/missing")
    async def missing() -> None:
        raise NotFound("there is none")

    @router.get("/broken")
    async def broken() -> None:
        raise RuntimeError(PERSONAL)

    @router.get("/late")
    async def late() -> None:
        raise TimeoutError(PERSONAL)

    @router.get("/slow")
    async def slow() -> None:
        await asyncio.sleep(5)

    @router.get("/stream/{pause}")
    async def stream(pause: float) -> StreamingResponse:
        async def parts() -> AsyncIterator[bytes]:
            for _ in range(5):
                yield b"x"
                await asyncio.sleep(pause)

        return StreamingResponse(parts())

    app = FastAPI()
    app.include_router(router)
    problems.install(app)
    app.state.service = SimpleNamespace(limits=limits, metrics=Metrics())
    middleware.install(app, app.state.service, cors)
    return app


def client_of(app: FastAPI, base: str = "http://127.0.0.1") -> TestClient:
    """A client that is told of errors as others are."""
    return TestClient(app, base, raise_server_exceptions=False)


@pytest.fixture
def client() -> TestClient:
    """A client of the application with small limits."""
    return client_of(app_with())


def asked(
    app: FastAPI, path: str, parts: Iterable[bytes] = (b"",), *, pause: float = 0.0, stay: bool = True, method: str = "POST"
) -> tuple[int, list[Any], int]:
    """Send a body in parts, some seconds apart; return the status, the messages sent, and how many parts were taken.

    Whoever does not `stay` goes away after the last part without having sent all.
    """
    sent: list[Any] = []
    left = list(parts)
    count = len(left)

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(pause)
        if left:
            return {"type": "http.request", "body": left.pop(0), "more_body": bool(left) or not stay}
        if not stay:
            return {"type": "http.disconnect"}
        await asyncio.sleep(60)
        raise AssertionError

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {"type": "http", "method": method, "path": path, "raw_path": path.encode(), "query_string": b"", "headers": [],
             "scheme": "http", "server": ("127.0.0.1", 80), "client": ("127.0.0.1", 1), "root_path": "", "http_version": "1.1"}  # fmt: skip
    asyncio.run(app(scope, receive, send))
    status = sent[0]["status"] if sent else 0
    return status, sent, count - len(left)


def problem(response) -> tuple[int, str, str]:
    """The status, type and request id of a problem, which is the same in the header."""
    assert response.headers["content-type"] == "application/problem+json"
    document = response.json()
    assert document["request_id"] == response.headers["x-request-id"]
    return response.status_code, document["type"].rpartition(":")[2], document["request_id"]


def test_a_request_keeps_its_id_and_gets_one_otherwise(client: TestClient):
    """An id that could be something else than an id is replaced."""
    assert client.get("/v1/jobs/7", headers={"X-Request-ID": "order_7.a-B"}).headers["x-request-id"] == "order_7.a-B"
    for unfit in ("", "a b", "x" * 65, 'a"}', "é"):
        made = client.get("/v1/jobs/7", headers={"X-Request-ID": unfit.encode()}).headers["x-request-id"]
        assert len(made) == 16
        assert made != unfit
    assert len({client.get("/v1/jobs/7").headers["x-request-id"] for _ in range(20)}) == 20


def test_every_error_names_its_request(client: TestClient):
    """Also those of addresses and methods that are not there, and errors that nobody foresaw."""
    for method, path, status, slug in (
        ("GET", "/v1/missing", 404, "not-found"), ("GET", "/nowhere", 404, "not-found"),
        ("DELETE", "/v1/jobs/7", 405, "method-not-allowed"), ("GET", "/v1/broken", 500, "internal"),
        ("GET", "/v1/late", 500, "internal"),
    ):  # fmt: skip
        response = client.request(method, path, headers={"X-Request-ID": "r1"})
        assert problem(response) == (status, slug, "r1"), path
        assert PERSONAL not in response.text


def test_every_answer_says_how_it_may_be_used(client: TestClient):
    """HSTS only where it came by https; what says itself how long it holds is left alone."""
    for path in ("/v1/jobs/7", "/nowhere", "/v1/broken"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["content-security-policy"] == "frame-ancestors 'none'"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers.get_list("cache-control") == ["no-store"]
        assert "strict-transport-security" not in headers
    safe = client_of(app_with(), "https://127.0.0.1").get("/v1/jobs/7").headers
    assert safe["strict-transport-security"] == "max-age=31536000"


def test_a_body_that_announces_too_much_is_refused_unread():
    """By its Content-Length."""
    app = app_with()
    assert client_of(app).post("/v1/screen", content=b"x" * 1_000).json() == {"read": 1_000}
    response = client_of(app).post("/v1/screen", content=b"x" * 1_001)
    assert problem(response)[:2] == (413, "too-large")
    assert "1,000 bytes" in response.json()["detail"]


def test_a_body_that_announces_nothing_is_counted():
    """And no more of it is taken than it takes to know."""
    app = app_with()
    assert asked(app, "/v1/screen", [b"x" * 100] * 10)[0] == 200
    status, sent, taken = asked(app, "/v1/screen", [b"x" * 100] * 500)
    assert (status, taken) == (413, 11)
    assert json.loads(sent[1]["body"])["type"] == "urn:screening:problem:too-large"


def test_a_file_may_be_larger_where_files_are_taken():
    """But not a body of JSON there, and no file anywhere else."""
    client = client_of(app_with())
    body, csv = b"x" * 3_000, {"Content-Type": "text/csv"}
    assert client.post("/v1/screen/batch", content=body, headers=csv).status_code == 200
    assert client.post("/v1/screen", content=body, headers=csv).status_code == 413
    assert client.post("/v1/screen/batch", content=body, headers={"Content-Type": "application/json"}).status_code == 413
    assert client.post("/v1/screen/batch", content=b"x" * 4_001, headers=csv).status_code == 413


def test_an_answer_that_takes_too_long_is_given_up(client: TestClient):
    """With a hint when to try again."""
    response = client.get("/v1/slow")
    assert problem(response)[:2] == (503, "unavailable")
    assert response.headers["retry-after"] == "5"


def test_a_body_that_does_not_arrive_is_given_up():
    """Neither one that never comes, nor one that comes byte by byte."""
    app = app_with()
    assert asked(app, "/v1/screen", [b""], pause=1)[0] == 408
    status, _, taken = asked(app, "/v1/screen", [b"x"] * 50, pause=0.03)
    assert status == 408
    assert taken < 20


def test_a_body_that_keeps_coming_may_take_longer_than_an_answer():
    """Each part buys the time that it takes at the slowest rate."""
    app = app_with(Limits(body_bytes=10_000_000, seconds=0.6))
    assert asked(app, "/v1/screen", [b"x" * 10_000] * 10, pause=0.1)[0] == 200


def test_an_answer_that_keeps_going_may_take_longer():
    """It is broken off only between two parts that are too far apart."""
    app = app_with()
    whole = asked(app, "/v1/stream/0.12", method="GET")[1]
    assert b"".join(each.get("body", b"") for each in whole) == b"xxxxx"
    assert whole[-1]["more_body"] is False
    broken = asked(app, "/v1/stream/0.9", method="GET")[1]
    assert [each["type"] for each in broken] == ["http.response.start", "http.response.body"]


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    """What the service wrote to its log, as it would stand there."""
    return [json.loads(JsonLines().format(each)) for each in caplog.records if each.name.startswith("screening.")]


def test_the_log_says_which_route_and_no_more(client: TestClient, caplog: pytest.LogCaptureFixture):
    """Not what was asked, sent or answered."""
    with caplog.at_level(logging.INFO, "screening"):
        client.get(f"/v1/jobs/{PERSONAL}?name={PERSONAL}", headers={"X-API-Key": PERSONAL, "X-Request-ID": "r1"})
        client.post("/v1/screen", content=PERSONAL)
        client.get(f"/{PERSONAL}")
        client.request(PERSONAL, "/v1/screen")
        client.get("/v1/broken")
    said = lines(caplog)
    assert PERSONAL not in json.dumps(said)
    first = said[0]
    assert isinstance(first.pop("ms"), float)
    assert first.pop("at").endswith("Z")
    assert first == {"level": "info", "log": "screening.access", "event": "request", "method": "GET", "route": "/v1/jobs/{id}",
                     "status": 200, "request_id": "r1", "caller": None}  # fmt: skip
    assert [(each["method"], each["route"], each["status"]) for each in said if each["event"] == "request"][1:] == [
        ("POST", "/v1/screen", 200), ("GET", "unmatched", 404), ("other", "/v1/screen", 405), ("GET", "/v1/broken", 500),
    ]  # fmt: skip
    (unforeseen,) = [each for each in said if each["event"] == "unforeseen"]
    assert unforeseen["error"] == "RuntimeError"
    assert "broken" in unforeseen["through"][-1]
    assert unforeseen["request_id"] == said[-1]["request_id"]


def test_whoever_went_away_is_logged_as_gone(caplog: pytest.LogCaptureFixture):
    """Not as an error of the service."""
    with caplog.at_level(logging.INFO, "screening"):
        asked(app_with(), "/v1/screen", [b"{"], stay=False)
    (line,) = lines(caplog)
    assert line["event"] == "request"
    assert line["status"] in {400, 499}


def test_pages_of_other_sites_are_told_nothing_unless_allowed():
    """A browser that asks first is answered only for the origins of the settings."""
    asking = {"Origin": "https://app.example.com", "Access-Control-Request-Method": "POST"}
    closed, open_ = client_of(app_with()), client_of(app_with(cors=("https://app.example.com",)))
    assert closed.options("/v1/screen", headers=asking).status_code == 405
    assert "access-control-allow-origin" not in closed.get("/v1/jobs/7", headers=asking).headers
    allowed = open_.options("/v1/screen", headers=asking)
    assert (allowed.status_code, allowed.headers["access-control-allow-origin"]) == (200, "https://app.example.com")
    assert "x-request-id" in allowed.headers
    other = {**asking, "Origin": "https://evil.example"}
    assert "access-control-allow-origin" not in open_.get("/v1/jobs/7", headers=other).headers
