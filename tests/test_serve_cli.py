"""`screening serve` as it is started: a process of its own, on a port of its own."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from conftest import ROOT

START_SECONDS = 60
DEAL = {
    "id": "T-1", "date": "2024-03-15", "activity": "export", "origin": "US", "destination": "CN",
    "parties": [{"role": "end_user", "name": "Invented University", "country": "CN"}],
    "items": [{"chip": "nvidia-h200-sxm", "quantity": 1}],
}  # fmt: skip


class Served:
    """A running service: its process, where it listens, and what it logged (once it has ended)."""

    def __init__(self, process: subprocess.Popen[str], errors: Path) -> None:
        self.process = process
        assert process.stdout is not None
        self.line = process.stdout.readline()
        found = re.search(r"http://\S+:\d+", self.line)
        self.errors = errors
        assert found, f"{self.line!r}\n{errors.read_text()}"
        self.url = found[0]

    def end(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(START_SECONDS)

    def log(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.errors.read_text().splitlines()]


@contextmanager
def served(folder: Path, *arguments: str) -> Iterator[Served]:
    """Start the service on a free port; end it whatever happens."""
    environment = {**os.environ, "SCREENING_DATA": str(folder / "data"), "PYTHONPATH": str(ROOT)}
    errors = folder / "errors"
    with errors.open("w") as file:
        command = [sys.executable, "-m", "screening", "serve", "--port", "0", *arguments]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=file, text=True, env=environment)
    try:
        yield Served(process, errors)
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        assert process.stdout is not None
        process.stdout.close()


def test_the_service_says_where_it_listens_and_answers_there(tmp_path: Path):
    """Without a key with --dev; and ends in order when it is told to."""
    with served(tmp_path, "--dev") as service, httpx.Client(base_url=service.url, trust_env=False) as client:
        assert re.fullmatch(r"screening listens on (http://127\.0\.0\.1:\d+) without keys, .* \(API: \1/openapi\.json\)\n", service.line)
        assert client.get("/healthz").json() == {"alive": True}
        assert client.get("/readyz").json()["ready"] is True
        answer = client.post("/v1/screen", json=DEAL, headers={"X-Request-ID": "r1"})
        assert answer.status_code == 200, answer.text
        assert answer.json()["outcome"] == "license_required"
        assert answer.headers["x-request-id"] == "r1"
        assert "server" not in answer.headers
        metrics = client.get("/metrics").text
        assert 'screening_decisions_total{outcome="license_required"} 1.0' in metrics
        assert 'route="/v1/screen"' in metrics
        assert service.end() == 0
        lines = service.log()
    said = [each for each in lines if each["log"] == "screening.access"]
    assert [each["route"] for each in said] == ["/healthz", "/readyz", "/v1/screen", "/metrics"]
    assert (said[2]["request_id"], said[2]["caller"], said[2]["status"]) == ("r1", "dev", 200)
    assert "Invented" not in json.dumps(lines)


def test_without_dev_a_key_is_needed(tmp_path: Path, screening):
    """One that was made beside it is taken at once. The keyboard's interrupt ends it in order, too."""
    with served(tmp_path) as service:
        assert httpx.get(f"{service.url}/v1/rules", trust_env=False).status_code == 401
        code, out = screening("keys", "add", "test", "--scope", "screen", "--data", str(tmp_path / "data"))
        assert code == 0, out
        (secret,) = re.findall(r"sk_[0-9a-f]{12}_[A-Za-z0-9_-]{43}", out)
        headers = {"Authorization": f"Bearer {secret}"}
        assert httpx.get(f"{service.url}/v1/rules", headers=headers, trust_env=False).status_code == 200
        assert service.end(signal.SIGINT) == 0
        assert secret not in service.errors.read_text()


def test_several_workers_share_the_port_the_store_and_what_they_count(tmp_path: Path):
    """Any of them answers for all of them at /metrics."""
    with served(tmp_path, "--dev", "--workers", "2") as service:
        deals = [{**DEAL, "id": f"T-{number}"} for number in range(12)]
        for deal in deals:  # a new connection each time, which either may take
            answer = httpx.post(f"{service.url}/v1/screen", json=deal, timeout=START_SECONDS, trust_env=False)
            assert answer.status_code == 200, answer.text
        text = httpx.get(f"{service.url}/metrics", trust_env=False).text
        assert 'screening_decisions_total{outcome="license_required"} 12.0' in text
        assert service.end() == 0


def test_workers_end_with_the_first_process(tmp_path: Path):
    """Also if that one is killed: nobody is left on the port."""
    with served(tmp_path, "--dev", "--workers", "2") as service:
        assert httpx.get(f"{service.url}/healthz", timeout=START_SECONDS, trust_env=False).status_code == 200
        service.end(signal.SIGKILL)
        until = time.monotonic() + START_SECONDS
        with pytest.raises(httpx.TransportError):
            while time.monotonic() < until:
                httpx.get(f"{service.url}/healthz", timeout=START_SECONDS, trust_env=False)
                time.sleep(0.1)


def test_workers_that_cannot_start_are_not_started_for_ever(tmp_path: Path):
    """The service ends with exit code 2 and says why."""
    (tmp_path / "data" / "webhook.key").mkdir(parents=True)
    with served(tmp_path, "--dev", "--workers", "2") as service:
        assert service.process.wait(START_SECONDS) == 2
        said = service.errors.read_text()
    assert "a worker cannot start: [Errno 21] Is a directory" in said
    assert "Traceback" not in said


def test_a_port_that_is_taken_is_one_clear_line(tmp_path: Path, screening):
    """And exit code 2."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        code, out = screening("serve", "--dev", "--port", port)
    assert code == 2
    assert out == f"cannot listen on 127.0.0.1 port {port}: the port is in use; choose another with --port, or 0 for any that is free\n"


def test_without_keys_it_listens_to_this_machine_only(screening):
    """Another host is refused before anything starts."""
    code, out = screening("serve", "--dev", "--host", "192.0.2.1")
    assert code == 2
    assert out.startswith("--dev: E605 without keys only this machine may ask")
    assert out.count("\n") == 1


def test_settings_are_printed_and_nothing_is_started(screening, monkeypatch: pytest.MonkeyPatch):
    """Without the store's password."""
    monkeypatch.setenv("SCREENING_STORE", "postgresql://me:geheim@db/screening")
    code, out = screening("serve", "--print-config", "--port", "9", "--lists", "embedded")
    assert code == 0
    assert "port = 9  # --port" in out
    assert 'lists = ["embedded"]  # --lists' in out
    assert "postgresql://me:***@db/screening" in out
    assert "geheim" not in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--store", "nodatabase://x"], "E601"),
        (["--lists", "nobody.knows"], "nobody.knows"),
        (["--rules", "/nowhere"], "/nowhere"),
        (["--workers", "2", "--lists", "nobody.knows"], "--lists"),
        (["--workers", "0"], "--workers: E605"),
    ],
)
def test_what_is_wrong_at_the_start_is_said_at_the_start(screening, arguments: list[str], said: str):
    """Exit code 2, without a traceback, and before the service claims to listen."""
    code, out = screening("serve", "--dev", "--port", "0", *arguments)
    assert code == 2
    assert said in out
    assert "Traceback" not in out
    assert "listens" not in out


def test_help_does_not_wait_for_the_service():
    """FastAPI, uvicorn and SQLAlchemy are loaded when they are needed."""
    heavy = "import sys, screening.cli; print(sorted({'fastapi', 'uvicorn', 'sqlalchemy', 'pydantic_settings'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, cwd=ROOT, check=True).stdout == "[]\n"
