"""The service is killed, or its store goes away, under load: what was answered is in the log, and nothing else was answered."""

import csv
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from servers import DEAL, Load, Server, Zygote, until
from stores import Postgres

from screening.audit import log
from screening.audit.verify import verify
from screening.store import Store

KILLS = 20
JOB_ROWS = 1_500


def chained(address: str, load: Load) -> list[log.Record]:
    """Hold every answer against the log: it has that record, with that hash, and the chain is whole."""
    store = Store.open(address)
    with store.reading() as connection:
        assert verify(connection).intact
        records = {each.seq: each for each in log.find(connection, log.Sought())}
    store.close()
    for id, answer in load.answered.items():
        seq, _, hash = answer.headers["log-record"].partition(":")
        found = records[int(seq)]
        assert (found.hash, found.transaction_id, found.decision) == (hash, id, answer.data["id"])
    return list(records.values())


def orders(rows: int) -> bytes:
    """A file for a job; a row in ten cannot be read."""
    header = "transaction_id,date,activity,origin,destination,item,eccn,value\n"
    lines = (f"J-{n},{'soon' if n % 10 == 9 else '2024-03-15'},export,US,{'CN' if n % 3 else 'NO'},NVIDIA A100,,{n}\n" for n in range(rows))
    return (header + "".join(lines)).encode()


@pytest.mark.parametrize(("kind", "kills"), [("sqlite", KILLS), ("postgres", 5)])
def test_killed_again_and_again_nothing_that_was_answered_is_lost(
    kind: str, kills: int, zygote: Zygote, fresh: Callable[[str], str], tmp_path: Path
) -> None:
    """Kill -9 of the whole group under load; the job that was running goes on, and every deal is logged once."""
    address, load = fresh(kind), Load()
    server = zygote.start(tmp_path / "data", store=address)
    job = server.ask("POST", "/v1/screen/batch", orders(JOB_ROWS), Content_Type="text/csv")
    assert job.status == 202, job.body
    for round in range(kills):
        before = len(load.answered)
        load.start(server.port)
        until(lambda: len(load.answered) > before + 10)  # noqa: B023 used at once
        time.sleep(0.03 * (round % 5))  # not always at the same moment
        server.kill()
        load.stop()
        server = zygote.start(tmp_path / "data", store=address)
    records = chained(address, load)
    singles = [each.transaction_id for each in records if str(each.transaction_id).startswith("K-")]
    assert len(singles) == len(set(singles))  # each key once
    for id in load.lost[:20]:  # whoever got no answer asks again with the same key: it is recorded once, whether it was or not
        again = server.ask("POST", load.path, {**DEAL, "id": id}, Idempotency_Key=id)
        assert again.status == 200
        same = server.ask("POST", load.path, {**DEAL, "id": id}, Idempotency_Key=id)
        assert (same.body, same.headers["log-record"]) == (again.body, again.headers["log-record"])
    job_at = job.headers["location"]
    until(lambda: server.ask("GET", job_at).data["state"] == "done", 90)
    rows = list(csv.DictReader(server.ask("GET", f"{job_at}/result").body.decode("utf-8-sig").splitlines()))
    store = Store.open(address)
    with store.reading() as connection:
        logged = [each for each in log.find(connection, log.Sought()) if str(each.transaction_id).startswith("J-")]
        assert verify(connection).intact
    store.close()
    assert len(rows) == JOB_ROWS - JOB_ROWS // 10
    assert sorted((each.transaction_id, each.decision) for each in logged) == sorted(
        (row["transaction_id"], row["decision_id"]) for row in rows
    )
    server.kill()


def test_while_the_database_is_away_nothing_is_answered_unlogged(
    zygote: Zygote, fresh: Callable[[str], str], postgres: Postgres, tmp_path: Path
) -> None:
    """Ten seconds: not ready, 503 with Retry-After, and then as if nothing had been."""
    address, load = fresh("postgres"), Load()
    server = zygote.start(tmp_path / "data", store=address)
    load.start(server.port)
    until(lambda: len(load.answered) > 20)
    with postgres.away():
        gone = time.monotonic()
        time.sleep(0.5)  # what was on its way has arrived
        answered = len(load.answered)
        until(lambda: server.ask("GET", "/readyz").status == 503, 5)
        until(lambda: len(load.refused) > 5)
        assert server.ask("GET", "/healthz").status == 200
        time.sleep(max(0.0, 10 - (time.monotonic() - gone)))
        assert len(load.answered) == answered
    until(lambda: server.ask("GET", "/readyz").status == 200)
    until(lambda: len(load.answered) > answered + 20)
    load.stop()
    assert {each.status for each in load.refused.values()} == {503}
    assert all(int(each.headers["retry-after"]) >= 1 for each in load.refused.values())
    assert all(each.headers["content-type"] == "application/problem+json" for each in load.refused.values())
    logged = {each.transaction_id for each in chained(address, load)}
    assert not logged & (set(load.refused) - set(load.answered))
    server.kill()


def test_a_locked_store_is_told_and_not_waited_for_for_ever(zygote: Zygote, tmp_path: Path) -> None:
    """SQLite, held by somebody else: 503 within seconds, and 200 once it is free."""
    address = str(tmp_path / "store.sqlite")
    server = zygote.start(tmp_path / "data", store=address)
    assert server.ask("POST", "/v1/screen", DEAL).status == 200
    other = Store.open(address)
    with other.writing():
        begun = time.monotonic()
        refused = server.ask("POST", "/v1/screen", DEAL)
        assert (refused.status, refused.headers["retry-after"]) == (503, "1")
        assert time.monotonic() - begun < 8
    assert server.ask("POST", "/v1/screen", DEAL).status == 200
    server.kill()


def test_asked_to_stop_it_answers_what_it_has_begun(zygote: Zygote, tmp_path: Path) -> None:
    """SIGTERM under load: no request is cut off in the middle of its answer, and what was answered is logged."""
    import signal

    address, load = str(tmp_path / "store.sqlite"), Load(clients=8)
    server = zygote.start(tmp_path / "data", store=address)
    load.start(server.port)
    until(lambda: len(load.answered) > 50)
    server.kill(signal.SIGTERM)
    load.stop()
    records = chained(address, load)
    # a client whose connection was closed before it sent its next request lost nothing that was recorded
    unanswered = {each.transaction_id for each in records if each.kind == "decision"} - set(load.answered)
    assert unanswered == set()


def test_servers_share_a_store_without_a_fork(zygote: Zygote, address: str, tmp_path: Path) -> None:
    """Two processes append at the same time: one chain, every answer in it."""
    load, other = Load(clients=3), Load(clients=3, deal={**DEAL, "destination": "JP"})
    servers: list[Server] = [zygote.start(tmp_path / "data", store=address) for _ in range(2)]
    load.start(servers[0].port)
    other._rounds = 100
    other.start(servers[1].port)
    until(lambda: min(len(load.answered), len(other.answered)) > 100)
    load.stop()
    other.stop()
    assert not load.refused, next(iter(load.refused.values())).body
    assert not other.refused
    records = chained(address, load)
    chained(address, other)
    decisions = [each for each in records if each.kind == "decision"]
    assert len(decisions) == len(load.answered) + len(other.answered)
    assert [each.seq for each in records] == list(range(1, len(records) + 1))
    for server in servers:
        server.kill()
