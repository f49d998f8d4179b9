"""Servers in processes of their own, and clients that note what was answered."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from conftest import ROOT

DEAL = {
    "date": "2024-03-15", "activity": "cloud_rental", "origin": "US", "destination": "CN",
    "parties": [{"role": "end_user", "name": "Invented University", "country": "CN", "headquarters": "CN"}],
    "items": [{"description": "p4d.24xlarge", "hours": 300}],
}  # fmt: skip


@dataclass(slots=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def data(self) -> Any:
        """The body, read as JSON."""
        return json.loads(self.body)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """A server by its port and process group."""

    def __init__(self, port: int, pid: int, log: Path) -> None:
        self.port, self.pid, self.log = port, pid, log

    def ask(self, method: str, path: str, body: object = None, timeout: float = 30, **headers: str) -> Answer:
        """Ask on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            return ask(connection, method, path, body, **headers)
        finally:
            connection.close()

    def wait(self, seconds: float = 30, path: str = "/healthz") -> Server:
        """Wait until it answers."""
        end = time.monotonic() + seconds
        while True:
            try:
                if self.ask("GET", path, timeout=5).status == 200:
                    return self
            except OSError:
                pass
            assert time.monotonic() < end, self.log.read_text(encoding="utf-8")[-3000:]
            time.sleep(0.02)

    def kill(self, sign: int = signal.SIGKILL) -> None:
        """Send its whole group a signal and wait until its port is closed."""
        os.killpg(self.pid, sign)
        until(lambda: not _listens(self.port))


def ask(connection: http.client.HTTPConnection, method: str, path: str, body: object = None, **headers: str) -> Answer:
    """Ask on an open connection; a body that is not bytes is sent as JSON."""
    content = body if isinstance(body, bytes | None) else json.dumps(body).encode()
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    if body is not None and "Content-Type" not in sent:
        sent["Content-Type"] = "application/json"
    connection.request(method, path, content, sent)
    answer = connection.getresponse()
    return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())


@contextmanager
def served(data: Path, *arguments: str, **environment: str) -> Iterator[Server]:
    """Run `screening serve --dev` as people do, and stop it in the end."""
    data.mkdir(parents=True, exist_ok=True)
    port, log = free_port(), data / "server.log"
    command = [sys.executable, "-m", "screening", "serve", "--dev", "--port", str(port), "--data", str(data), *arguments]
    given = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    with log.open("wb") as opened:
        process = subprocess.Popen(command, cwd=ROOT, env=given, stdout=opened, stderr=opened, start_new_session=True)
        try:
            yield Server(port, process.pid, log).wait(60)
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


class Zygote:
    """Starts servers that share what they have imported: see `zygote.py`."""

    def __init__(self) -> None:
        command = [sys.executable, str(Path(__file__).with_name("zygote.py"))]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )

    def start(self, data: Path, **settings: object) -> Server:
        """Start a server and wait until it answers."""
        assert self._process.stdin
        assert self._process.stdout
        data.mkdir(parents=True, exist_ok=True)
        port, log = free_port(), data / "server.log"
        given = {"data": str(data), "dev": True, "port": port, "log": str(log), "poll_seconds": 0.5, **settings}
        self._process.stdin.write(json.dumps(given) + "\n")
        return Server(port, int(self._process.stdout.readline()), log).wait()

    def close(self) -> None:
        """End it; its servers are killed by whoever started them."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait(10)
        self._process.stdout.close()


@dataclass(slots=True)
class Load:
    """Clients that post one deal after another and note what was answered, and what never was."""

    path: str = "/v1/screen?explain=short"
    clients: int = 4
    deal: dict[str, Any] = field(default_factory=lambda: DEAL)
    answered: dict[str, Answer] = field(default_factory=dict)
    refused: dict[str, Answer] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)
    _rounds: int = 0

    def start(self, port: int) -> None:
        """Begin against a server."""
        self._stop.clear()
        self._rounds += 1
        self._threads = [
            threading.Thread(target=self._run, args=(port, f"{self._rounds}-{number}")) for number in range(self.clients)
        ]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End, once every client has its last answer or none."""
        self._stop.set()
        for thread in self._threads:
            thread.join(60)
            assert not thread.is_alive()

    def _run(self, port: int, name: str) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        number = 0
        while not self._stop.is_set():
            number += 1
            id = f"K-{name}-{number}"
            try:
                found = ask(connection, "POST", self.path, {**self.deal, "id": id}, Idempotency_Key=id)
            except (OSError, http.client.HTTPException):
                self.lost.append(id)
                connection.close()
                if self._stop.wait(0.05) or not _listens(port):
                    return
                continue
            (self.answered if found.status == 200 else self.refused)[id] = found
            if found.status != 200:
                self._stop.wait(0.05)
        connection.close()


def until(true: Callable[[], object], seconds: float = 30) -> None:
    """Wait until something is true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
