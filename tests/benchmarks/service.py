"""How fast the service answers, against an empty FastAPI endpoint on the same server in the same run.

    python tests/benchmarks/service.py [--data DIR] [--seconds 6] [--connections 32] [--workers 1]

One client in another process keeps so many connections busy over loopback, each with one request at a time. Deals come from the
portfolio's generator, as JSON, each request under an id of its own: `again` takes them from 200 deals that were asked before,
`new` never says the same twice. Everything is recorded in the decision log (SQLite, synced to disk) before it is answered;
`unlogged` is the same service with a recorder that writes nothing, which only this file has. `--data` names a data directory with
lists (default: the embedded list alone).
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
POOL, PER_CALL = 200, 1000
HEADERS = "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n"


@dataclass(frozen=True)
class Load:
    """What one run gave."""

    per_second: float
    p50: float
    p99: float
    failed: int


class Connection(asyncio.Protocol):
    """One connection that sends the next request when the answer to the last one is whole."""

    def __init__(self, requests: Iterator[bytes], until: float, spent: list[float]) -> None:
        self.requests, self.until, self.spent = requests, until, spent
        self.failed = 0
        self.done = asyncio.get_running_loop().create_future()
        self.buffer = bytearray()
        self.left = -1

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self.transport = transport
        self.send()

    def send(self) -> None:
        """Send a request, or end."""
        if time.perf_counter() > self.until:
            self.transport.close()
            return
        data = next(self.requests)
        self.begun = time.perf_counter()
        self.transport.write(data)

    def data_received(self, data: bytes) -> None:
        """Count the bytes of an answer."""
        if self.left < 0:
            self.buffer += data
            end = self.buffer.find(b"\r\n\r\n")
            if end < 0:
                return
            head = bytes(self.buffer[:end]).lower()
            self.failed += not head.startswith(b"http/1.1 20")
            length = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
            self.left = length - (len(self.buffer) - end - 4)
            self.buffer.clear()
        else:
            self.left -= len(data)
        if self.left <= 0:
            self.left = -1
            self.spent.append(time.perf_counter() - self.begun)
            self.send()

    def connection_lost(self, _: Exception | None) -> None:
        """End."""
        self.done.set_result(None)


async def drive(port: int, requests: Iterator[bytes], seconds: float, connections: int) -> Load:
    """Keep connections busy for some seconds."""
    spent: list[float] = []
    loop, until = asyncio.get_running_loop(), time.perf_counter() + seconds
    begun = time.perf_counter()
    made = [await loop.create_connection(lambda: Connection(requests, until, spent), "127.0.0.1", port) for _ in range(connections)]
    await asyncio.gather(*(each.done for _, each in made))
    wall = time.perf_counter() - begun
    spent.sort()
    failed = sum(each.failed for _, each in made)
    return Load(len(spent) / wall, statistics.median(spent), spent[min(len(spent) - 1, int(len(spent) * 0.99))], failed)


def deals(many: int, room: Path) -> list[dict[str, object]]:
    """Return deals of the invented portfolio as the service takes them."""
    file = room / "portfolio.csv"
    generator = [sys.executable, str(ROOT / "tests" / "benchmarks" / "portfolio.py"), str(file), "--rows", str(many * 2)]
    subprocess.run(generator, check=True, capture_output=True, cwd=ROOT)
    found = []
    with file.open(encoding="utf-8-sig", newline="") as opened:
        for row in csv.DictReader(opened):
            given = {name: value for name, value in row.items() if value}
            deal: dict[str, object] = {"id": given.pop("transaction_id", None)}
            parties: dict[str, dict[str, str]] = {}
            for role in ("exporter", "broker", "purchaser", "end_user"):
                party = {name: given[f"{role}_{name}"] for name in ("name", "country", "headquarters", "parent", "parent_country") if f"{role}_{name}" in given}
                if party:
                    parties[role] = {"role": role, **party}
            item = {name: given[name] for name in ("part_number", "eccn", "quantity", "hours", "value", "currency") if name in given}
            if "item" in given:
                item["description"] = given["item"]
            deal |= {name: given[name] for name in ("date", "activity", "origin", "destination", "hosting") if name in given}
            deal |= {"parties": list(parties.values()), "items": [item]}
            found.append(deal)
    return found


def request(path: str, body: object) -> bytes:
    """Return a request's bytes."""
    data = json.dumps(body, ensure_ascii=False).encode()
    return HEADERS.format(path=path, length=len(data)).encode() + data


def singles(path: str, pool: list[dict[str, object]], *, new: bool) -> Iterator[bytes]:
    """Yield requests with one deal each; a new one says an amount that nobody has said."""
    for number in count():
        deal = {**pool[number % len(pool)], "id": f"B-{os.getpid()}-{number}"}
        if new:
            deal["items"] = [{**deal["items"][0], "value": f"{1_000_000 + number}.5"}]  # type: ignore[index]
        yield request(path, deal)


def lists(path: str, pool: list[dict[str, object]], *, new: bool) -> Iterator[bytes]:
    """Yield requests with a thousand deals each; made beforehand, because the client must not be what is measured."""
    if new:
        for start in count():
            many = [{**pool[n % len(pool)], "id": f"L-{start}-{n}", "answers": {}, "items": [{**pool[n % len(pool)]["items"][0], "value": f"{start * PER_CALL + n}.25"}]} for n in range(PER_CALL)]  # type: ignore[index]
            yield request(path, many)
    made = [request(path, [{**pool[n % len(pool)], "id": f"L-{k}-{n}"} for n in range(PER_CALL)]) for k in range(20)]
    while True:
        yield from made


SERVE = "import sys; from screening.cli import main; sys.argv = ['screening', 'serve', '--dev', '--port', sys.argv[1]]; main()"
SERVERS = {
    "service": SERVE,
    "unlogged": """
from screening.api import recorder
from screening.audit.log import Receipt
async def record(self, entries, once=None, beside=None, refused=None):
    return recorder.Recorded([Receipt(n + 1, "0" * 64) for n in range(len(entries))], refused=refused or {})
recorder.Recorder.record = record
"""
    + SERVE,
    "empty": """
import uvicorn, sys
from fastapi import FastAPI
app = FastAPI()
@app.post("/empty")
async def empty() -> dict[str, str]:
    return {}
uvicorn.run(app, port=int(sys.argv[1]), log_level='warning', access_log=False)
""",
}
"""What each server runs: the service as people start it, with its log of accesses; the same without records; an empty endpoint."""


class Server:
    """A server in a process of its own."""

    def __init__(self, kind: str, data: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "SCREENING_DATA": str(data), "SCREENING_DEV": "true", "SCREENING_STORE": str(data / f"{kind}.sqlite")}
        self.process = subprocess.Popen([sys.executable, "-c", SERVERS[kind], str(self.port)], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise SystemExit("the server does not start")

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait(30)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--connections", type=int, default=32)
    given = parser.parse_args()
    room = Path(tempfile.mkdtemp(prefix="service-benchmark-"))
    data = room / "data"
    data.mkdir()
    if given.data:
        shutil.copytree(given.data / "lists", data / "lists")
    pool = deals(POOL * 2, room)
    servers = {kind: Server(kind, data) for kind in SERVERS}
    try:
        pool = [each for each in pool if _accepted(servers["service"].port, each)][:POOL]
        lasts = float(given.seconds)

        def run(kind: str, requests: Iterator[bytes], connections: int = given.connections, seconds: float = lasts) -> Load:
            return asyncio.run(drive(servers[kind].port, requests, seconds, connections))

        for kind in ("service", "unlogged"):  # every deal of the pool has been asked before
            for path in ("/v1/screen", "/v1/screen?explain=short"):
                for deal in pool:
                    _post(servers[kind].port, path, deal)
        print(f"{len(pool)} deals, {given.connections} connections, {lasts:g} s each; {'lists of ' + str(given.data) if given.data else 'embedded list'}")
        rows: list[tuple[str, str, Callable[[], Iterator[bytes]], int, int]] = [
            ("empty FastAPI endpoint", "empty", lambda: iter(lambda: request("/empty", {}), None), given.connections, 1),
            ("/v1/screen short, again", "service", lambda: singles("/v1/screen?explain=short", pool, new=False), given.connections, 1),
            ("/v1/screen short, again, unlogged", "unlogged", lambda: singles("/v1/screen?explain=short", pool, new=False), given.connections, 1),
            ("/v1/screen full, again", "service", lambda: singles("/v1/screen", pool, new=False), given.connections, 1),
            ("/v1/screen full, again, unlogged", "unlogged", lambda: singles("/v1/screen", pool, new=False), given.connections, 1),
            ("/v1/screen short, new", "service", lambda: singles("/v1/screen?explain=short", pool, new=True), given.connections, 1),
            ("/v1/screen full, new", "service", lambda: singles("/v1/screen", pool, new=True), given.connections, 1),
            ("/v1/screen short, again, 1 connection", "service", lambda: singles("/v1/screen?explain=short", pool, new=False), 1, 1),
            ("1,000 per call, again", "service", lambda: lists("/v1/screen/batch", pool, new=False), 2, PER_CALL),
            ("1,000 per call, again, unlogged", "unlogged", lambda: lists("/v1/screen/batch", pool, new=False), 2, PER_CALL),
            ("1,000 per call, new", "service", lambda: lists("/v1/screen/batch", pool, new=True), 2, PER_CALL),
        ]  # fmt: skip
        floor = 0.0
        print(f"{'':40} {'tx/s':>9} {'of empty':>9} {'p50 ms':>8} {'p99 ms':>8} failed")
        for name, kind, requests, connections, each in rows:
            found = run(kind, requests(), connections)
            floor = floor or found.per_second
            share = f"{found.per_second / floor:9.0%}" if each == 1 else f"{'':9}"
            print(f"{name:40} {found.per_second * each:9,.0f} {share} {found.p50 * 1000:8.2f} {found.p99 * 1000:8.2f} {found.failed:6}")
        again = run("empty", iter(lambda: request("/empty", {}), None))
        print(f"{'empty FastAPI endpoint, once more':40} {again.per_second:9,.0f} {again.per_second / floor:9.0%}")
    finally:
        for server in servers.values():
            server.stop()
        shutil.rmtree(room)


def _post(port: int, path: str, body: object) -> int:
    asked = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(asked) as answer:  # noqa: S310
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def _accepted(port: int, deal: dict[str, object]) -> bool:
    return _post(port, "/v1/screen?explain=short", deal) == 200


if __name__ == "__main__":
    main()
