"""The worker: whatever ends it, each transaction of a job is in the log once; and it ends when it should."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from conftest import ROOT
from job_runs import answered, desk, job_of, rows, sent, transactions

from screening.audit.log import Sought, find
from screening.audit.verify import verify
from screening.errors import InvalidInput, Problem
from screening.jobs import queue, results, worker
from screening.jobs.files import folder, stored
from screening.jobs.queue import Job
from screening.jobs.screening import Busy, Desk
from screening.jobs.worker import Worker
from screening.store import Store, Unavailable
from screening.store.tables import contexts, jobs

PATIENCE = 120.0
"""Seconds until a test gives up: the machine may be busy."""
Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def start(address: str, tmp_path: Path) -> Iterator[Start]:
    """A function that starts a worker as the service does; it does not outlive the test."""
    started: list[subprocess.Popen[bytes]] = []

    def begin(*options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "screening", "work", "--data", str(tmp_path), *options]
        environment = {**os.environ, "SCREENING_STORE": address, "PYTHONPATH": str(ROOT)}
        with (tmp_path / "told").open("ab") as told:
            started.append(subprocess.Popen(command, env=environment, cwd=ROOT, stderr=told, stdout=told))
        return started[-1]

    yield begin
    for each in started:
        each.kill()
        each.wait()


def until(happened: Callable[[], Any], seconds: float = PATIENCE) -> None:
    """Wait for something."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def _logs(store: Store, job: Job, before: int) -> bool:
    return bool(job_of(store, job.id).progress.get("logged", 0) > before)


def count(store: Store) -> int:
    """How many decisions are in the log."""
    with store.reading() as connection:
        return sum(1 for _ in find(connection, Sought(kind="decision")))


def test_a_worker_that_is_killed_again_and_again_logs_each_transaction_once(
    store: Store, tmp_path: Path, start: Start
) -> None:
    """Wherever it is; and what it rests on is kept."""
    job = sent(store, tmp_path, rows(12_000))
    before = 0
    for _ in range(3):
        process = start("--forever")
        until(partial(_logs, store, job, before))
        process.send_signal(signal.SIGKILL)
        process.wait()
        before = job_of(store, job.id).progress["logged"]
        assert count(store) == before
        with store.writing() as connection:  # the test does not wait for the hold to end
            connection.execute(jobs.update().where(jobs.c.state == "running").values(held_until="2026"))
    assert start().wait(PATIENCE) == 0
    found = job_of(store, job.id)
    assert (found.state, found.progress["logged"]) == ("done", 12_000)
    told = transactions(answered(results.served(tmp_path, found)[0]))
    with store.reading() as connection:
        records = list(find(connection, Sought(kind="decision")))
        assert verify(connection).intact
        assert connection.scalar(sa.select(sa.func.count()).select_from(contexts)) == 1
    assert [record.decision for record in records] == [row["decision_id"] for row in told]
    assert (tmp_path / "told").read_bytes() == b""


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_worker_that_is_told_to_end_hands_its_job_back(fresh: Any, tmp_path: Path, kind: str) -> None:
    """At once, with exit code 0; another one, with two processes, goes on without waiting for the hold to end."""
    address = fresh(kind)
    store = Store.open(address)
    job = sent(store, tmp_path, rows(60_000))
    command = [sys.executable, "-m", "screening", "work", "--data", str(tmp_path), "--store", address]
    process = subprocess.Popen([*command, "--forever"], cwd=ROOT)
    try:
        until(lambda: job_of(store, job.id).progress)
        begun = time.monotonic()
        process.terminate()
        assert process.wait(PATIENCE) == 0
        assert time.monotonic() - begun < 10
        found = job_of(store, job.id)
        assert (found.state, found.holder, found.problems) == ("queued", None, ())
    finally:
        process.kill()
        process.wait()
    assert subprocess.run([*command, "--workers", "2"], cwd=ROOT, timeout=PATIENCE, check=False).returncode == 0
    assert job_of(store, job.id).state == "done"
    assert count(store) == 60_000
    store.close()


def test_a_worker_notices_that_its_job_was_cancelled(fresh: Any, tmp_path: Path) -> None:
    """Within seconds; it removes the files and takes the next job."""
    address = fresh("sqlite")
    store = Store.open(address)
    job, other = sent(store, tmp_path, rows(60_000)), sent(store, tmp_path, rows(3))
    process = subprocess.Popen([sys.executable, "-m", "screening", "work", "--data", str(tmp_path), "--store", address], cwd=ROOT)
    try:
        until(lambda: job_of(store, job.id).progress)
        results.dismiss(store, tmp_path, job.id, "2026-11-22T12:00:00.000000Z")
        until(lambda: not folder(tmp_path, job.id).path.exists(), 15)
        assert process.wait(PATIENCE) == 0
    finally:
        process.kill()
        process.wait()
    assert [job_of(store, each.id).state for each in (job, other)] == ["cancelled", "done"]
    store.close()


def test_a_worker_ends_with_who_started_it(fresh: Any, tmp_path: Path) -> None:
    """Nobody waits for what it would do."""
    address = fresh("sqlite")
    Store.open(address).close()
    command = [sys.executable, "-m", "screening", "work", "--data", str(tmp_path), "--store", address, "--forever"]
    start = f"subprocess.Popen([*{command!r}, '--parent', str(os.getpid())])"
    parent = f"import os, subprocess, time; print({start}.pid, flush=True); time.sleep(600)"
    process = subprocess.Popen([sys.executable, "-c", parent], cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout is not None
    pid = int(process.stdout.readline())
    try:
        time.sleep(1)
        assert _runs(pid)
        process.kill()
        process.wait()
        until(lambda: not _runs(pid), 30)
    finally:
        process.kill()
        process.stdout.close()
        if _runs(pid):
            os.kill(pid, signal.SIGKILL)


def _runs(pid: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return False


def works(store: Store, data: Path, does: Callable[[Desk, Job], None]) -> None:
    """Let a worker in this process do what is in the queue."""
    Worker(desk(store, data), {"screening": does}, os.getppid(), "host:1:a", beat=0.05).run()


def test_a_job_that_cannot_be_done_fails_with_its_problems(store: Store, tmp_path: Path) -> None:
    """Its files go; the next job is done."""
    bad, good = sent(store, tmp_path, "a,b\n1,2\n"), sent(store, tmp_path, rows(2))

    def does(desk: Desk, job: Job) -> None:
        if job.id == bad.id:
            raise InvalidInput([Problem("E503", "orders.csv", "no column says the activity", "add one")])
        with desk.store.writing() as connection:
            queue.finish(connection, job, {}, "2026")

    works(store, tmp_path, does)
    found = job_of(store, bad.id)
    assert (found.state, [each.code for each in found.problems], job_of(store, good.id).state) == ("failed", ["E503"], "done")
    assert stored(tmp_path) == [good.id]


def test_a_job_that_breaks_this_program_is_tried_five_times(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where, is told on standard error only, and not what it said: that may be somebody's name."""
    job, tries, secret = sent(store, tmp_path, rows(2)), [], "a n" + "ame"

    def does(_: Desk, job: Job) -> None:
        tries.append(job)
        raise ZeroDivisionError(secret)

    works(store, tmp_path, does)
    found = job_of(store, job.id)
    assert (len(tries), found.state) == (5, "failed")
    told = capsys.readouterr().err
    assert (told.count("ZeroDivisionError\n"), told.count(f"job {job.id}"), secret in told) == (5, 5, False)
    assert secret not in str(found.problems)


@pytest.mark.parametrize("error", [Unavailable("the store does not answer: gone"), Busy("in use")])
def test_a_job_that_must_wait_is_taken_up_again(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """However often: that is not the job's fault."""
    monkeypatch.setattr(worker, "PAUSE", 0.01)
    job, tries = sent(store, tmp_path, rows(2)), []

    def does(desk: Desk, job: Job) -> None:
        tries.append(job)
        if len(tries) < 8:
            raise error
        with desk.store.writing() as connection:
            queue.finish(connection, job, {}, "2026")

    works(store, tmp_path, does)
    assert (len(tries), job_of(store, job.id).state) == (8, "done")


def test_a_hold_is_extended_while_a_job_is_watched(fresh: Any, tmp_path: Path) -> None:
    """And the work is interrupted when another has taken it."""
    store = Store.open(fresh("sqlite"))
    job, seen = sent(store, tmp_path, rows(2)), []

    def does(desk: Desk, held: Job) -> None:
        with desk.watched(held):
            until(lambda: job_of(store, job.id).held_until != held.held_until, 10)
            seen.append("extended")
            with store.writing() as connection:
                connection.execute(jobs.update().values(holder="another", held_until="2099"))
            time.sleep(10)
            seen.append("not interrupted")

    begun = time.monotonic()
    Worker(desk(store, tmp_path), {"screening": does}, os.getppid(), "host:1:a", hold=0.2, beat=0.05).run()
    assert seen == ["extended"]
    assert time.monotonic() - begun < 9
    assert job_of(store, job.id).holder == "another"
    store.close()


def test_what_a_killed_worker_has_left_is_swept(store: Store, tmp_path: Path) -> None:
    """Files of jobs that are cancelled or done; not those of an upload that is coming in."""
    cancelled, done = sent(store, tmp_path, rows(2)), sent(store, tmp_path, rows(2))
    folder(tmp_path, done.id).result.touch()
    with store.writing() as connection:
        queue.cancel(connection, cancelled.id, "2026")
        connection.execute(jobs.update().where(jobs.c.id == done.id).values(state="done"))
    coming = folder(tmp_path, queue.new_id())
    coming.path.mkdir()
    works(store, tmp_path, lambda *_: None)
    assert stored(tmp_path) == sorted([done.id, coming.path.name])
    assert [each.name for each in folder(tmp_path, done.id).path.iterdir()] == ["result.csv"]


def test_a_worker_does_not_end_with_the_store(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It waits until the database is back, and then does what there is to do."""
    monkeypatch.setattr(worker, "PAUSE", 0.01)
    job, asked = sent(store, tmp_path, rows(2)), []
    claim = queue.claim

    def away(*given: Any) -> Job | None:
        asked.append(given)
        if len(asked) < 3:
            raise Unavailable("the store does not answer")
        return claim(*given)

    def does(desk: Desk, job: Job) -> None:
        with desk.store.writing() as connection:
            queue.finish(connection, job, {}, "2026")

    monkeypatch.setattr(queue, "claim", away)
    works(store, tmp_path, does)
    assert job_of(store, job.id).state == "done"
