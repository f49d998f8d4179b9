"""What no client should send: refused within a second, with a problem, and without taking memory.

Seconds are those of the server's processor: how long a busy machine takes says nothing.
"""

import gzip
import http.client
import json
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import need
from servers import DEAL, Server, Zygote

DEEP = 100_000
HUGE = 100_000_000  # bytes

BODIES = {
    "nothing": b"",
    "blank": b" \n",
    "half": json.dumps(DEAL).encode()[:-20],
    "deep lists": b'{"a":' + b"[" * DEEP + b"]" * DEEP + b"}",
    "deep objects": b'{"a":' * DEEP + b"1" + b"}" * DEEP,
    "deep and never closed": b"[" * DEEP,
    "a key twice": b'{"activity":"export","activity":"support"}',
    "NaN": b'{"activity":"export","items":[{"description":"x","tpp":NaN}]}',
    "infinity": b'{"activity":"export","items":[{"description":"x","tpp":Infinity}]}',
    "a number of a hundred thousand digits": b'{"date":"2024-03-15","activity":"export","items":[{"description":"x","tpp":' + b"9" * DEEP + b"}]}",
    "a huge exponent": b'{"date":"2024-03-15","activity":"export","items":[{"description":"x","tpp":1e999999999}]}',
    "a tiny exponent": b'{"date":"2024-03-15","activity":"export","items":[{"description":"x","tpp":1e-999999999}]}',
    "UTF-16": json.dumps(DEAL).encode("utf-16"),
    "Latin-1": json.dumps({**DEAL, "id": "ü"}, ensure_ascii=False).encode("latin-1"),
    "CP949": json.dumps({**DEAL, "id": "거래"}, ensure_ascii=False).encode("cp949"),
    "half a surrogate pair": b'{"id":"\\ud800","activity":"support"}',
    "half a surrogate pair as a key": b'{"\\udfff":1,"activity":"support"}',
    "NUL": b'{"id":"a\\u0000b","activity":"support","date":"2024-03-15"}',
    "binary": bytes(range(256)) * 100,
    "gzip": gzip.compress(json.dumps(DEAL).encode()),
    "a list": b"[]",
    "a text": b'"x"',
    "a key of a megabyte": b'{"' + b"k" * 1_000_000 + b'":1}',
    "a hundred thousand keys": b"{" + b",".join(b'"k%d":1' % n for n in range(DEEP)) + b"}",
    "two hundred thousand items": b'{"date":"2024-03-15","activity":"export","items":[' + b",".join([b"{}"] * 200_000) + b"]}",
    "a text of five megabytes": b'{"date":"2024-03-15","activity":"support","end_use":{"description":"' + b"x" * 5_000_000 + b'"}}',
}  # fmt: skip


@pytest.fixture(scope="module")
def server(zygote: Zygote, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all of them: each must leave it as it was."""
    found = zygote.start(tmp_path_factory.mktemp("data"))
    assert found.ask("POST", "/v1/screen", DEAL).status == 200
    yield found
    assert found.ask("POST", "/v1/screen", DEAL).status == 200
    found.kill()


def memory(server: Server) -> int:
    """Bytes the process holds now."""
    status = Path(f"/proc/{server.pid}/status").read_text(encoding="utf-8")
    return int(status.split("VmRSS:")[1].split()[0]) * 1024


def processor(server: Server) -> float:
    """Seconds the process has computed."""
    need(Path("/proc").exists(), "Linux")
    stat = Path(f"/proc/{server.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.parametrize("path", ["/v1/screen", "/v1/screen/batch", "/v1/diff", "/v1/items/resolve", "/v1/parties/match"])
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_what_cannot_be_read_is_refused_at_once(server: Server, path: str, body: bytes) -> None:
    """A problem document that says what to mend; never 500, never a second."""
    begun = processor(server)
    answer = server.ask("POST", path, body)
    spent = processor(server) - begun
    assert 400 <= answer.status < 500, answer.body[:300]
    assert answer.headers["content-type"] == "application/problem+json"
    found = answer.data
    assert found["type"].startswith("urn:screening:problem:")
    assert found["request_id"] == answer.headers["x-request-id"]
    assert found["detail"]
    assert len(answer.body) < 200_000
    assert spent < 1, spent


def test_a_body_of_a_hundred_megabytes_is_not_read(server: Server) -> None:
    """Announced or not: 413, and the memory is what it was."""
    need(Path("/proc").exists(), "Linux")
    before = memory(server)
    begun = processor(server)
    for chunked in (False, True):
        answer = _pour(server, chunked=chunked)
        assert answer in (413, None), answer
    assert processor(server) - begun < 1
    assert memory(server) - before < 60_000_000


def _pour(server: Server, *, chunked: bool) -> int | None:
    """Send a hundred megabytes; return the status, None if the connection was closed on us."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.putrequest("POST", "/v1/screen")
    connection.putheader("Content-Type", "application/json")
    if chunked:
        connection.putheader("Transfer-Encoding", "chunked")
    else:
        connection.putheader("Content-Length", str(HUGE))
    connection.endheaders()
    part = b" " * 1_000_000
    try:
        for _ in range(HUGE // len(part)):
            connection.send(b"%x\r\n%s\r\n" % (len(part), part) if chunked else part)
    except OSError:
        pass
    try:
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def test_many_bad_requests_leave_no_memory_behind(server: Server) -> None:
    """A few hundred of the worst ones, twice: the second half costs nothing."""
    need(Path("/proc").exists(), "Linux")
    worst = [BODIES[name] for name in ("deep lists", "a hundred thousand keys", "two hundred thousand items", "binary")]
    held = []
    for _ in range(2):
        for body in worst * 8:
            assert server.ask("POST", "/v1/screen", body).status in (400, 422)
        held.append(memory(server))
    assert held[1] - held[0] < 30_000_000


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/v1/screen", 405), ("PUT", "/v1/rules", 405), ("GET", "/v1/nothing", 404), ("GET", "/v1/rules/us.ear.none", 404),
     ("GET", "/v1/decisions/d-0", 404), ("GET", "/v1/jobs/none", 404), ("GET", "/%00", 404), ("GET", "/v1/decisions?limit=0", 422),
     ("GET", "/v1/decisions?colour=red", 422), ("GET", "/v1/rules/%F0%9F%98%80", 404), ("GET", "/v1/decisions?cursor=%00", 422)],
)  # fmt: skip
def test_what_is_not_there_is_a_problem_too(server: Server, method: str, path: str, status: int) -> None:
    """Also for addresses and methods."""
    answer = server.ask(method, path)
    assert (answer.status, answer.headers["content-type"]) == (status, "application/problem+json"), answer.body


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "", "application/octet-stream"])
def test_what_is_no_json_is_not_taken_for_it(server: Server, kind: str) -> None:
    """415, whatever the bytes are."""
    answer = server.ask("POST", "/v1/screen", json.dumps(DEAL).encode(), Content_Type=kind)
    assert answer.status == 415


def test_what_is_no_http_gets_no_traceback(server: Server) -> None:
    """Garbage on the socket, and a request that never ends its headers."""
    with socket.create_connection(("127.0.0.1", server.port), 10) as raw:
        raw.sendall(b"\x16\x03\x01garbage\r\n\r\n")
        assert b"Traceback" not in raw.recv(4096)
    assert b"Traceback" not in server.log.read_bytes()
