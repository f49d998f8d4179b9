"""Alive, ready, and what Prometheus reads: without a key, and true."""

import asyncio
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from served import TestClient, client_of, service_over

from screening.api import health
from screening.api.health import Probe, notice_stop
from screening.api.metrics import Metrics
from screening.api.service import Service
from screening.store import Store, Unavailable
from screening.store.tables import contexts


@pytest.fixture
def over(store: Store, tmp_path: Path) -> Service:
    """A service over each kind of store, that wants keys."""
    return service_over(store, tmp_path / "data", dev=False, metrics=Metrics())


@pytest.fixture
def client(over: Service) -> TestClient:
    """A client without a key."""
    return client_of(over, health)


class Broken:
    """A store that does not answer, or only after a while."""

    def __init__(self, wait: float = 0.0) -> None:
        self.asked = 0
        self.wait = threading.Event()
        self.seconds = wait

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        self.asked += 1
        self.wait.wait(self.seconds)
        raise Unavailable("postgresql://user:password@host is away")
        yield

    reading = writing


def test_the_process_says_that_it_lives(client: TestClient, over: Service):
    """Whatever the store does."""
    over.store = Broken()  # type: ignore[assignment]
    assert client.get("/healthz").json() == {"alive": True}


def test_a_service_that_can_answer_is_ready(client: TestClient, over: Service):
    """And says what it looked at; the try leaves nothing behind."""
    response = client.get("/readyz")
    assert (response.status_code, response.json()["ready"]) == (200, True)
    checks = response.json()["checks"]
    assert list(checks) == ["rules", "lists", "store", "running"]
    assert all(each["ok"] for each in checks.values())
    assert "2026-09-24" in checks["rules"]["detail"]
    with over.store.reading() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(contexts)).scalar() == 0


def test_a_store_that_is_away_makes_it_not_ready(client: TestClient, over: Service):
    """Without saying where the store lies."""
    over.store = Broken()  # type: ignore[assignment]
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.headers["retry-after"] == "1"
    assert response.json()["checks"]["store"] == {"ok": False, "detail": "does not answer, or cannot be written to"}
    assert "password" not in response.text


def test_a_store_that_can_only_be_read_makes_it_not_ready(fresh: Callable[[str], str], tmp_path: Path):
    """The try is to write."""
    address = fresh("sqlite")
    Store.open(address).close()
    store = Store(sa.create_engine(f"sqlite:///file:{address}?mode=ro&uri=true"))
    assert "readonly" not in (trouble := asyncio.run(Probe(store).trouble()))
    assert trouble == "does not answer, or cannot be written to"
    store.close()


@pytest.mark.parametrize("stopped", [{"stopping": True}, {"law": None}])
def test_a_service_that_stops_or_has_no_rules_is_not_ready(over: Service, stopped: dict[str, object]):
    """Each for its own reason."""
    if "law" in stopped:
        screener = over.law.screener
        over.law = replace(over.law, screener=replace(screener, rules=replace(screener.rules, rules=())))
    else:
        over.stopping = True
    checks = client_of(over, health).get("/readyz").json()["checks"]
    assert [name for name, each in checks.items() if not each["ok"]] == ["rules" if "law" in stopped else "running"]


def test_the_store_is_tried_once_a_second_however_many_ask():
    """One try answers all."""
    broken = Broken()

    async def many() -> None:
        probe = Probe(broken)  # type: ignore[arg-type]
        await asyncio.gather(*(probe.trouble() for _ in range(20)))
        assert broken.asked == 1
        await asyncio.sleep(1.05)
        await probe.trouble()
        assert broken.asked == 2

    asyncio.run(many())


def test_a_store_that_says_nothing_is_not_waited_for(monkeypatch: pytest.MonkeyPatch):
    """And not tried again while the first try hangs."""
    monkeypatch.setattr(health, "PATIENCE", 0.1)
    monkeypatch.setattr(health, "EVERY", 0.0)
    broken = Broken(60)

    async def twice() -> None:
        probe = Probe(broken)  # type: ignore[arg-type]
        assert [await probe.trouble() for _ in range(2)] == ["does not answer"] * 2
        assert broken.asked == 1
        broken.wait.set()

    asyncio.run(twice())


def test_metrics_are_given_also_when_the_store_is_away(client: TestClient, over: Service):
    """They then say so."""
    assert "screening_store_up 1.0" in client.get("/metrics").text
    over.store = Broken()  # type: ignore[assignment]
    response = client.get("/metrics")
    assert response.headers["content-type"].startswith("text/plain; version=")
    assert "screening_store_up 0.0" in response.text
    assert "screening_log_records" not in response.text


def test_the_signal_to_stop_turns_it_red_before_the_server_stops(over: Service):
    """What the server itself does with the signal is still done."""
    seen: list[bool] = []
    before = signal.signal(signal.SIGTERM, lambda *_: seen.append(over.stopping))
    other = signal.getsignal(signal.SIGINT)
    try:
        notice_stop(over)
        signal.raise_signal(signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, before)
        signal.signal(signal.SIGINT, other)
    assert seen == [True]
