"""Rules and lists change while the service runs: no request sees half of each, what was decided is screened again, somebody is told."""

import csv
import http.server
import io
import json
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from logged_deals import A100, CHANGED, change_rule, rules_in
from servers import Answer, Load, Server, Zygote, until

from screening.events.signature import HEADER, verified

HEAD = "name,country\n"
FIRST = ["Invented Listed Holdings,CN", *(f"Other Invented Name {n} GmbH,DE" for n in range(30))]
USER = "Invented Straits Customer Ltd"


class Receiver(http.server.BaseHTTPRequestHandler):
    """Somebody else's server, which keeps what it was told."""

    told: list[tuple[dict[str, str], bytes]] = []

    def do_POST(self) -> None:
        """Keep it."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.told.append((dict(self.headers), body))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def receiver() -> Iterator[tuple[str, list[tuple[dict[str, str], bytes]]]]:
    """Its address, and what it was told."""
    Receiver.told = []
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/hook", Receiver.told
    server.shutdown()
    server.server_close()


@pytest.fixture
def server(zygote: Zygote, tmp_path: Path) -> Iterator[Server]:
    """A server that may call this machine, where the receiver is."""
    found = zygote.start(tmp_path / "data", allow_private_addresses=True)
    yield found
    found.kill()


def add_list(server: Server, rows: list[str]) -> Answer:
    """Send a list of names, with the mapping that says which column is what."""
    parts = [("file", "watch.csv", HEAD + "\n".join(rows) + "\n"), ("map", "map.yaml", "sublist: US-BIS-EL\ncolumns: {name: name, countries: country}\n"), ("name", "", "watch")]
    text = io.StringIO()
    for name, file, content in parts:
        told = f'; filename="{file}"' if file else ""
        text.write(f'--x\r\nContent-Disposition: form-data; name="{name}"{told}\r\n\r\n{content}\r\n')
    text.write("--x--\r\n")
    return server.ask("POST", "/v1/lists", text.getvalue().encode(), Content_Type="multipart/form-data; boundary=x")


def order(id: str) -> dict[str, object]:
    """An order of today, of a customer that no list names yet: the law of no other day comes between."""
    today = datetime.now(UTC).date().isoformat()
    user = {"role": "end_user", "name": USER, "country": "MY", "headquarters": "MY", "parent": "none"}
    items = [{"description": "network cable", "eccn": "EAR99", "quantity": 20}]
    return {"id": id, "date": today, "activity": "export", "origin": "US", "destination": "MY", "parties": [user], "items": items}


def test_a_new_list_is_asked_at_once_and_what_it_catches_is_told(
    server: Server, receiver: tuple[str, list[tuple[dict[str, str], bytes]]]
) -> None:
    """The deal that nobody was listed in yesterday is newly caught today: one record, one difference, signed messages."""
    url, told = receiver
    added = add_list(server, FIRST)
    assert added.status == 201, added.body
    hook = server.ask("POST", "/v1/webhooks", {"url": url, "events": ["rescreening", "list", "decision"], "level": "review"})
    assert hook.status == 201, hook.body
    before = server.ask("POST", "/v1/screen", {**order("R-1"), "client_reference": "c-1"})
    assert not before.data["party_matches"]
    assert server.ask("POST", "/v1/screen", {**order("R-2"), "parties": [{"role": "end_user", "name": "Nobody Known AG", "country": "DE"}]}).status == 200
    assert add_list(server, [*FIRST, f"{USER},MY"]).status == 201
    until(lambda: any(json.loads(body)["event"] == "rescreening" for _, body in told), 60)
    differences = server.ask("GET", "/v1/rescreenings").data
    (caught,) = [each for each in differences if each["change"] == "newly_caught"]
    after = server.ask("GET", f"/v1/decisions/{caught['after']['decision']}").data
    assert after["transaction_id"] == "R-1"
    assert after["party_matches"][0]["source"]["name"] == "watch"
    assert [each["change"] for each in differences] == ["newly_caught"]
    events = [(headers, body, json.loads(body)) for headers, body in told]
    assert {event["event"] for _, _, event in events} == {"rescreening", "list"}
    for headers, body, event in events:
        assert verified(hook.data["secret"], headers[HEADER], body, int(headers[HEADER].split(",")[0][2:]))
        assert USER not in body.decode()
        assert headers["Webhook-Id"] == event["id"]
    again = server.ask("POST", "/v1/screen", order("R-3"))
    assert again.data["outcome"] in ("review", "information_needed", "license_required")
    until(lambda: any(json.loads(body)["event"] == "decision" for _, body in told))


def test_a_request_sees_the_old_law_or_the_new_one_whole(server: Server) -> None:
    """Under load, while lists are swapped back and forth: the lists an answer names are those that its matches come from."""
    load = Load(clients=3, deal=order("x"))
    load.start(server.port)
    until(lambda: len(load.answered) > 20)
    for round in range(3):
        rows = [*FIRST, f"Invented Round {round} AG,DE", USER + ",MY" if round % 2 == 0 else "Unlike Anybody SA,FR"]
        assert add_list(server, rows).status == 201
        seen = len(load.answered)
        until(lambda: len(load.answered) > seen + 30)  # noqa: B023 used at once
    load.stop()
    assert not load.refused
    kinds = {}
    for answer in load.answered.values():
        digest = next((each["digest"] for each in answer.data["lists"] if each["name"] == "watch"), None)
        kinds.setdefault(digest, set()).add(bool([each for each in answer.data["party_matches"] if each["grade"] == "match"]))
    assert len(kinds) == 4  # without the list, and with each of its snapshots
    assert all(len(found) == 1 for found in kinds.values()), kinds
    assert kinds[None] == {False}
    assert {True} in kinds.values()


def test_a_closed_decision_is_left_alone_and_a_known_good_holds(server: Server) -> None:
    """A reviewer says that the match is somebody else: known good from then on, and never said to be no match."""
    assert add_list(server, [*FIRST, f"{USER},MY"]).status == 201
    decision = server.ask("POST", "/v1/screen", order("R-1")).data
    assert decision["party_matches"][0]["grade"] == "match"
    said = {"reviewer": "Example Reviewer", "verdict": "false_positive", "reason": "another registration number", "known_good": {"until": "2099-01-01"}}
    disposed = server.ask("POST", f"/v1/decisions/{decision['id']}/dispositions", said)
    assert disposed.status == 201, disposed.body
    again = server.ask("POST", "/v1/screen", order("R-2")).data
    assert again["party_matches"][0]["known_good"]["reviewer"] == "Example Reviewer"
    assert again["outcome"] != decision["outcome"]
    history = server.ask("GET", f"/v1/decisions/{decision['id']}/dispositions").data
    assert [each["verdict"] for each in history] == ["false_positive"]


def test_a_file_becomes_a_job_with_result_and_rejected_rows(server: Server) -> None:
    """Uploaded as a form with a mapping, answered as the same kind of file, every row in the log."""
    rows = "order,when,what\n1,2024-03-15,NVIDIA A100\n2,tomorrow,NVIDIA A100\n3,2024-03-15,NVIDIA H100\n"
    mapping = "columns: {order: transaction_id, when: date, what: item}\nconstants: {activity: export, origin: US, destination: CN}\n"
    form = "".join(
        f'--x\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n\r\n{content}\r\n'
        for name, file, content in (("file", "주문.csv", rows), ("map", "m.yaml", mapping))
    )
    job = server.ask("POST", "/v1/screen/batch", (form + "--x--\r\n").encode(), Content_Type="multipart/form-data; boundary=x")
    assert job.status == 202, job.body
    at = job.headers["location"]
    until(lambda: server.ask("GET", at).data["state"] in ("done", "failed"), 60)
    assert server.ask("GET", at).data["state"] == "done", server.ask("GET", at).body
    result = list(csv.DictReader(server.ask("GET", f"{at}/result").body.decode("utf-8-sig").splitlines()))
    assert [(row["order"], row["outcome"]) for row in result] == [("1", "license_required"), ("3", "license_required")]
    rejected = list(csv.DictReader(server.ask("GET", f"{at}/rejected").body.decode("utf-8-sig").splitlines()))
    assert [row["order"] for row in rejected] == ["2"]
    logged = server.ask("GET", "/v1/decisions?limit=10").data
    assert {each["id"] for each in logged} == {row["decision_id"] for row in result}
    assert server.ask("GET", f"/v1/decisions/{result[0]['decision_id']}").status == 200
    assert server.ask("DELETE", at).status == 200
    assert server.ask("GET", f"{at}/result").status in (404, 410)


def test_rules_that_are_edited_are_taken_up_and_broken_ones_are_told(zygote: Zygote, tmp_path: Path) -> None:
    """Without a restart: the old decision is found changed; with a broken file the old law goes on, and readiness is red."""
    rules = rules_in(tmp_path / "rules")
    server = zygote.start(tmp_path / "data", rules=str(rules))
    before = server.ask("POST", "/v1/screen", dict(A100)).data
    assert before["outcome"] == "license_required"
    change_rule(rules)
    until(lambda: server.ask("POST", "/v1/screen", dict(A100)).data["outcome"] == "prohibited", 30)
    until(lambda: server.ask("GET", "/v1/rescreenings").data, 60)
    assert server.ask("GET", f"/v1/decisions/{before['id']}").data == before
    etag = server.ask("GET", "/v1/rules").headers["etag"]
    assert server.ask("GET", "/v1/rules", If_None_Match=etag).status == 304
    (rules / CHANGED).write_text("id: [", encoding="utf-8")
    until(lambda: server.ask("GET", "/readyz").status == 503)
    assert not server.ask("GET", "/readyz").data["checks"]["rules"]["ok"]
    assert server.ask("POST", "/v1/screen", dict(A100)).data["outcome"] == "prohibited"
    server.kill()


def test_a_file_sent_twice_under_one_key_is_one_job(server: Server) -> None:
    """Another file under the key is refused, and so is a transaction."""
    rows = b"transaction_id,date,activity,origin,destination,item\nT-1,2024-03-15,export,US,CN,NVIDIA A100\n"
    kind = {"Content_Type": "text/csv", "Idempotency_Key": "file-1"}
    first, second = (server.ask("POST", "/v1/screen/batch", rows, **kind) for _ in range(2))
    assert (first.status, second.status) == (202, 202)
    assert first.data["id"] == second.data["id"]
    assert len(server.ask("GET", "/v1/jobs").data) == 1
    assert server.ask("POST", "/v1/screen/batch", rows + b"T-2,2024-03-15,export,US,CN,NVIDIA A100\n", **kind).status == 422
    assert server.ask("POST", "/v1/screen", order("x"), Idempotency_Key="file-1").status == 422


def test_a_list_sent_twice_under_one_key_is_answered_the_same(server: Server) -> None:
    """Decisions and problems in their places, byte for byte, and recorded once."""
    many = [order("A-1"), {"id": "broken"}, order("A-2"), {**order("A-3"), "destination": "Nowhere"}]
    first, second = (server.ask("POST", "/v1/screen/batch", many, Idempotency_Key="list-1") for _ in range(2))
    assert first.status == 200
    assert [each.get("transaction_id", each.get("status")) for each in first.data] == ["A-1", 422, "A-2", 422]
    assert (first.headers["screened"], first.headers["rejected"]) == ("2", "2")
    assert second.body == first.body
    assert second.headers["log-records"] == first.headers["log-records"]
    assert len(server.ask("GET", "/v1/decisions").data) == 2


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_a_long_id_is_nobody_elses_trouble(kind: str, fresh: Callable[[str], str], zygote: Zygote, tmp_path: Path) -> None:
    """It is recorded whole, also where an index would not take it."""
    server = zygote.start(tmp_path / "data", store=fresh(kind))
    id = "".join(chr(0xAC00 + n) for n in range(4000))
    assert server.ask("POST", "/v1/screen", order(id)).data["transaction_id"] == id
    assert server.ask("GET", "/readyz").status == 200
    server.kill()
