"""Deliveries against real servers: taken, refused, slow, gone, redirecting, talkative; and never sent by two at once."""

import asyncio
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest
import sqlalchemy as sa

from screening.errors import InvalidInput, Problem
from screening.events.delivery import (
    ATTEMPTS,
    MOST,
    SHARE,
    Delivery,
    Round,
    _claim,
    _written,
    deliver_due,
    forget,
    listed,
    requeue,
)
from screening.events.signature import secret, verified
from screening.events.webhooks import News, add, announce_all, wanted
from screening.store import Store
from screening.store.tables import deliveries

MASTER = b"m" * 32
AT = "2026-11-22T22:50:00.000000Z"
NOW = datetime.fromisoformat(AT).timestamp()

Answer = Callable[[BaseHTTPRequestHandler], None]


class Server(ThreadingHTTPServer):
    """A receiver that remembers what it got."""

    daemon_threads = True
    answer: Answer
    got: list[tuple[str, dict[str, str], bytes]]

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients hang up here."""


class Handler(BaseHTTPRequestHandler):
    """Reads what is sent and answers as the test says."""

    server: Server

    def do_POST(self) -> None:
        """Remember, then answer."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((self.path, dict(self.headers), body))
        self.server.answer(self)

    def do_GET(self) -> None:
        """A redirect that was followed would come here."""
        self.server.got.append((self.path, dict(self.headers), b""))
        self.server.answer(self)

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


def status(code: int, **headers: str) -> Answer:
    """Return an answer with nothing but a status."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


@contextmanager
def serving(answer: Answer) -> Iterator[tuple[str, Server]]:
    """Run a receiver on this machine."""
    server = Server(("127.0.0.1", 0), Handler)
    server.answer, server.got = answer, []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/hook", server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def put(store: Store, *urls: str, many: int = 1) -> list[str]:
    """Add a webhook for each address and announce something; return the webhooks' ids."""
    with store.writing() as connection:
        made = [
            add(connection, wanted(url, check=str, plain=True), AT, f"k{number}").id for number, url in enumerate(urls)
        ]
        announce_all(connection, [News("list", {"n": n}) for n in range(many)], AT)
    return made


def send(store: Store, at: str = AT, *, seconds: float = 5.0, client: httpx.AsyncClient | None = None) -> Round:
    """Send one round, without jitter."""

    async def run() -> Round:
        async with client or httpx.AsyncClient(trust_env=False) as each:
            return await deliver_due(store, each, MASTER, at, lambda: 0.0, seconds)

    return asyncio.run(run())


def rows(store: Store) -> list[Delivery]:
    """Return every delivery."""
    with store.reading() as connection:
        return listed(connection)


def test_a_delivery_is_signed_and_sent_once(store: Store) -> None:
    """The receiver can verify it, and find its id in header and body."""
    with serving(status(204)) as (url, server):
        [webhook] = put(store, url)
        assert send(store) == Round(delivered=1)
        assert send(store) == Round()
    [(path, headers, body)] = server.got
    assert path == "/hook"
    assert json.loads(body)["id"] == headers["Webhook-Id"]
    assert json.loads(body)["data"] == {"n": 0}
    assert headers["Content-Type"] == "application/json"
    assert verified(secret(MASTER, webhook), headers["Webhook-Signature"], body, NOW)
    [row] = rows(store)
    assert (row.state, row.attempts, row.error) == ("delivered", 1, None)


def test_what_is_not_due_is_not_sent(store: Store) -> None:
    """Not even early by a microsecond."""
    with serving(status(200)) as (url, server):
        put(store, url)
        assert send(store, "2026-11-22T22:49:59.999999Z").sent == 0
        assert server.got == []


def test_what_fails_is_tried_again_later_and_later_until_it_is_dead(store: Store) -> None:
    """Ten seconds, then twice as long each time; then it lies with the dead letters until somebody sends it again."""
    with serving(status(500)) as (url, server):
        put(store, url)
        at, waits = AT, []
        for attempt in range(1, ATTEMPTS + 1):
            assert send(store, at) == (Round(failed=1) if attempt < ATTEMPTS else Round(dead=1))
            [row] = rows(store)
            assert (row.attempts, row.error) == (attempt, "answered 500")
            waits.append((datetime.fromisoformat(row.due) - datetime.fromisoformat(at)).total_seconds())
            assert row.due.endswith("Z")
            at = row.due
        assert waits[:-1] == [10, 20, 40, 80, 160, 320, 640]
        assert rows(store)[0].state == "dead"
        assert send(store, "2027-01-01T00:00:00.000000Z").sent == 0
        server.answer = status(200)
        with store.writing() as connection:
            assert requeue(connection, at, ids=[row.id]) == 1
            assert requeue(connection, at, ids=[row.id]) == 0
        assert send(store, at) == Round(delivered=1)
    assert len({body for _, _, body in server.got}) == 1


def test_jitter_spreads_what_is_tried_again(store: Store) -> None:
    """Up to a quarter of the delay."""
    with serving(status(503)) as (url, _):
        put(store, url)

        async def run() -> None:
            async with httpx.AsyncClient(trust_env=False) as client:
                await deliver_due(store, client, MASTER, AT, lambda: 0.8)

        asyncio.run(run())
    assert rows(store)[0].due == "2026-11-22T22:50:12.000000Z"


def test_a_redirect_is_not_followed(store: Store) -> None:
    """It may lead anywhere, also into our own house."""
    with serving(status(200)) as (elsewhere, other), serving(status(307, Location=elsewhere)) as (url, _):
        put(store, url)
        assert send(store) == Round(failed=1)
        assert other.got == []
    assert rows(store)[0].error == "answered 307; redirects are not followed"


def test_nobody_there_is_a_failure(store: Store) -> None:
    """Connection refused."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/"
    put(store, url)
    assert send(store) == Round(failed=1)
    assert str(rows(store)[0].error).startswith("cannot be reached")


def test_a_slow_receiver_is_given_up_also_if_it_sends_a_byte_now_and_then(store: Store) -> None:
    """The whole attempt has a time limit, not only each byte."""

    def dripping(handler: BaseHTTPRequestHandler) -> None:
        for each in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100:
            handler.wfile.write(bytes([each]))
            handler.wfile.flush()
            time.sleep(0.05)

    with serving(dripping) as (slow, _), serving(status(200)) as (quick, _):
        put(store, slow, quick)
        began = time.monotonic()
        assert send(store, seconds=0.4) == Round(delivered=1, failed=1)
        assert time.monotonic() - began < 3
    assert {row.error for row in rows(store)} == {None, "no answer within 0.4 seconds"}


def test_a_huge_answer_is_not_read(store: Store) -> None:
    """The status says all; the connection is closed."""
    written = []

    def talkative(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            for _ in range(1000):
                handler.wfile.write(b"x" * 1_000_000)
                written.append(1)
        except OSError:
            pass

    with serving(talkative) as (url, _):
        put(store, url)
        began = time.monotonic()
        assert send(store) == Round(delivered=1)
        assert time.monotonic() - began < 3
    assert len(written) < 100


def test_an_address_that_must_not_be_called_is_not(store: Store) -> None:
    """The client's transport refuses; that is an attempt like any other."""

    class Refusing(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            raise InvalidInput([Problem("E603", str(request.url), "a private address")])

    put(store, "https://example.com/")
    assert send(store, client=httpx.AsyncClient(transport=Refusing())) == Round(failed=1)
    assert "E603 a private address" in str(rows(store)[0].error)


def test_two_workers_do_not_send_the_same(store: Store) -> None:
    """What one has claimed the other leaves alone."""
    with serving(status(200)) as (url, server):
        put(store, url, many=SHARE)
        both = threading.Barrier(2)
        totals = []

        def work() -> None:
            both.wait()
            totals.append(send(store).delivered)

        threads = [threading.Thread(target=work) for _ in range(2)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
    assert sum(totals) == SHARE
    assert len({body for _, _, body in server.got}) == len(server.got) == SHARE


def test_what_a_dead_worker_had_claimed_is_sent_by_the_next(store: Store) -> None:
    """A minute later, under the same id."""

    class Dying(httpx.AsyncBaseTransport):
        async def handle_async_request(self, _: httpx.Request) -> httpx.Response:
            raise KeyboardInterrupt

    with serving(status(200)) as (url, server):
        put(store, url)
        with pytest.raises(KeyboardInterrupt):
            send(store, client=httpx.AsyncClient(transport=Dying()))
        assert send(store, "2026-11-22T22:50:59.000000Z").sent == 0
        assert send(store, "2026-11-22T22:51:00.000000Z") == Round(delivered=1)
    assert len(server.got) == 1
    assert rows(store)[0].attempts == 1


@pytest.mark.parametrize(("code", "state"), [(200, "delivered"), (500, "waiting")])
def test_what_a_worker_says_too_late_is_not_taken(store: Store, code: int, state: str) -> None:
    """Its claim had ended, and another has tried meanwhile."""
    with serving(status(code)) as (url, _):
        put(store, url)
        late = _claim(store, AT)
        assert send(store, "2026-11-22T22:51:00.000000Z").sent == 1
        before = rows(store)
    _written(store, [(each, "answered 503", 0.0) for each in late], AT)
    assert rows(store) == before
    assert (before[0].state, before[0].attempts) == (state, 1)


def test_a_receiver_that_is_gone_does_not_keep_others_waiting(store: Store) -> None:
    """Each has a share of a round."""
    with serving(status(500)) as (bad, _), serving(status(200)) as (good, server):
        ids = put(store, bad, good, many=MOST)
        assert send(store) == Round(delivered=SHARE, failed=SHARE)
        assert len(server.got) == SHARE
    with store.reading() as connection:
        assert len(listed(connection, webhook=ids[1], state="delivered")) == SHARE


def test_deliveries_are_listed_page_by_page_and_old_ones_forgotten(store: Store) -> None:
    """The newest first; only what was delivered is ever deleted."""
    with serving(status(200)) as (url, _):
        put(store, url, many=5)
        with store.reading() as connection:
            every = listed(connection)
            pages = [listed(connection, limit=2)]
            while len(pages[-1]) == 2:
                pages.append(listed(connection, limit=2, after=pages[-1][-1].id))
        assert [each.id for page in pages for each in page] == [each.id for each in every]
        send(store)
    with store.writing() as connection:
        connection.execute(deliveries.update().where(deliveries.c.id == every[0].id).values(state="dead"))
        assert forget(connection, AT) == 0
        assert forget(connection, "2026-11-23") == 4
        assert connection.scalar(sa.select(sa.func.count()).select_from(deliveries)) == 1
