"""The queue: who waits is taken in order, held by one at a time, and given up when it costs too many lives."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from screening.errors import NotFound, Problem
from screening.jobs import queue
from screening.jobs.queue import TRIES, Gone, Job
from screening.jobs.screening import later
from screening.store import Store

NOON = "2026-11-22T12:00:00.000000Z"


def after(seconds: float) -> str:
    """A time after noon."""
    return later(NOON, seconds)


def added(store: Store, *, at: str = NOON, kind: str = "screening", caller: str = "key-1") -> Job:
    """A job that was added."""
    with store.writing() as connection:
        return queue.add(connection, kind, {"name": "주문.csv"}, caller, at)


def claimed(store: Store, holder: str = "one", at: str = NOON, **more: object) -> Job | None:
    """The job that somebody takes up, for 20 seconds."""
    with store.writing() as connection:
        return queue.claim(connection, holder, at, later(at, 20), **more)


def now(store: Store, job: Job) -> Job:
    """A job as it is now."""
    with store.reading() as connection:
        return queue.get(connection, job.id)


def test_the_oldest_is_taken_first_and_each_once(store: Store) -> None:
    """Whoever comes third finds nothing."""
    second, first = added(store, at=after(2)), added(store, at=after(1))
    assert [claimed(store, at=after(3)).id, claimed(store, "two", at=after(3)).id] == [first.id, second.id]
    assert claimed(store, "three", at=after(3)) is None


def test_a_job_comes_back_as_it_was_added(store: Store) -> None:
    """Plain data, in any script."""
    job = added(store)
    assert now(store, job) == job
    assert (job.state, job.asked, job.progress, job.caller) == ("queued", {"name": "주문.csv"}, {}, "key-1")


def test_a_kind_nobody_does_is_not_taken(store: Store) -> None:
    """It stays for who can do it."""
    added(store, kind="rescreening")
    assert claimed(store, kinds=["screening"]) is None
    assert claimed(store, kinds=["rescreening"]) is not None
    with pytest.raises(ValueError, match="no kind"):
        added(store, kind="laundry")


def test_a_job_whose_holder_is_gone_is_taken_by_another(store: Store) -> None:
    """Not before the hold has ended; and the job tells of it."""
    job = added(store)
    claimed(store)
    assert claimed(store, "two", at=after(20)) is None
    found = claimed(store, "two", at=after(21))
    assert (found.id, found.holder, len(found.problems)) == (job.id, "two", 1)
    assert "ended in the midst" in found.problems[0].message


def test_who_takes_its_own_job_again_has_not_died(store: Store) -> None:
    """As where the database was away."""
    added(store)
    claimed(store)
    assert claimed(store, at=after(60)).problems == ()


def test_a_job_that_costs_five_workers_their_lives_fails(store: Store) -> None:
    """And the next one is taken up instead."""
    job, other = added(store), added(store, at=after(1))
    for life in range(TRIES):
        assert claimed(store, f"worker {life}", at=after(100 * life)).id == job.id
    assert claimed(store, "the last", at=after(100 * TRIES)).id == other.id
    found = now(store, job)
    assert (found.state, found.holder, [each.code for each in found.problems]) == ("failed", None, ["E606"])
    assert "5 times" in found.problems[0].message


def test_a_hold_is_extended(store: Store) -> None:
    """By who has it."""
    added(store)
    job = claimed(store)
    with store.writing() as connection:
        queue.keep(connection, job, after(100))
    assert claimed(store, "two", at=after(50)) is None


@pytest.mark.parametrize("write", ["keep", "report", "finish", "fail"])
def test_nothing_is_kept_of_who_has_lost_the_job(store: Store, write: str) -> None:
    """Whether it was cancelled or taken by another: what was done with it in the same transaction is not kept, either."""
    job, other = added(store), added(store, at=after(1))
    mine = claimed(store)
    claimed(store, "two", at=after(30))
    with pytest.raises(Gone), store.writing() as connection:
        queue.cancel(connection, other.id, after(31))
        match write:
            case "keep":
                queue.keep(connection, mine, after(60))
            case "report":
                queue.report(connection, mine, {"rows": 1}, after(31))
            case "finish":
                queue.finish(connection, mine, {"rows": 1}, after(31))
            case "fail":
                queue.fail(connection, mine, [Problem("E606", "x", "y")], after(31))
    assert (now(store, job).holder, now(store, job).progress, now(store, job).state) == ("two", {}, "running")
    assert now(store, other).state == "queued"


def test_progress_and_end_are_told(store: Store) -> None:
    """What died before does not matter when it is done."""
    added(store)
    claimed(store)
    job = claimed(store, "two", at=after(30))
    with store.writing() as connection:
        queue.report(connection, job, {"rows": 7}, after(31))
    assert (now(store, job).progress, now(store, job).changed) == ({"rows": 7}, after(31))
    with store.writing() as connection:
        queue.finish(connection, job, {"rows": 8}, after(32))
    found = now(store, job)
    assert (found.state, found.progress, found.holder, found.problems, found.open) == ("done", {"rows": 8}, None, (), False)


def test_why_a_job_failed_is_kept(store: Store) -> None:
    """Whatever signs the message has."""
    problem = Problem("E503", "파일", "a header \udcff\0 nobody can read", "mend it")
    added(store)
    job = claimed(store)
    with store.writing() as connection:
        queue.fail(connection, job, [problem], after(1))
    assert (now(store, job).state, now(store, job).problems) == ("failed", (problem,))


def test_a_job_that_is_handed_back_is_anyones(store: Store) -> None:
    """At once, with what it has come to."""
    added(store)
    job = claimed(store)
    with store.writing() as connection:
        queue.report(connection, job, {"rows": 7}, after(1))
        queue.hand_back(connection, job, after(1))
    found = claimed(store, "two", at=after(1))
    assert (found.id, found.progress, found.problems) == (job.id, {"rows": 7}, ())
    with store.writing() as connection:
        queue.hand_back(connection, job, after(2))  # by who does not have it any more
    assert now(store, job).holder == "two"


def test_a_job_that_fails_its_worker_five_times_is_given_up(store: Store) -> None:
    """Also where the worker lives on."""
    job = added(store)
    for life in range(TRIES):
        assert now(store, job).state == "queued", life
        found = claimed(store, at=after(life))
        with store.writing() as connection:
            queue.hand_back(connection, found, after(life), died=True)
    assert now(store, job).state == "failed"


def test_what_is_over_is_not_cancelled(store: Store) -> None:
    """What waits or runs is."""
    done, running, waiting = (added(store, at=after(n)) for n in range(3))
    job = claimed(store, at=after(5))
    with store.writing() as connection:
        queue.finish(connection, job, {}, after(6))
    claimed(store, at=after(7))
    with store.writing() as connection:
        found = [queue.cancel(connection, each.id, after(8)).state for each in (done, running, waiting)]
    assert found == ["done", "cancelled", "cancelled"]
    assert claimed(store, at=after(1000)) is None


def test_jobs_are_listed_newest_first_and_by_page(store: Store) -> None:
    """Of one caller, kind or state, if wanted."""
    many = [added(store, at=after(n // 2), caller=f"key-{n % 2}", kind=queue.KINDS[n % 3 == 0]) for n in range(7)]
    with store.reading() as connection:
        everything = queue.page(connection)
        assert [(each.created, each.id) for each in everything] == sorted(((j.created, j.id) for j in many), reverse=True)
        first = queue.page(connection, limit=3)
        rest = queue.page(connection, before=(first[-1].created, first[-1].id))
        assert first + rest == everything
        assert {each.id for each in queue.page(connection, caller="key-1")} == {j.id for j in many if j.caller == "key-1"}
        assert {each.id for each in queue.page(connection, kind="rescreening")} == {j.id for j in many if j.kind == "rescreening"}
        assert queue.page(connection, state="done") == []


def test_the_states_are_counted(store: Store) -> None:
    """Also those that no job is in."""
    added(store), added(store)
    claimed(store)
    with store.reading() as connection:
        assert queue.counts(connection) == {"queued": 1, "running": 1, "done": 0, "failed": 0, "cancelled": 0}


def test_it_is_known_whether_a_job_waits(store: Store) -> None:
    """One whose holder is gone does, too."""
    added(store)
    claimed(store)
    with store.reading() as connection:
        assert [queue.waiting(connection, after(n)) for n in (1, 21)] == [False, True]


def test_an_unknown_job_is_not_found(store: Store) -> None:
    """Nor can it be cancelled."""
    with pytest.raises(NotFound, match="j-0"), store.reading() as connection:
        queue.get(connection, "j-0")
    with pytest.raises(NotFound, match="j-0"), store.writing() as connection:
        queue.cancel(connection, "j-0", NOON)


def test_no_two_workers_take_one_job(store: Store) -> None:
    """Four at a time, twelve jobs, each once."""
    many = {added(store, at=after(n)).id for n in range(12)}
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda n: claimed(store, f"worker {n}", at=after(20)), range(16)))
    assert sorted(each.id for each in found if each) == sorted(many)


def test_ids_are_those_of_files() -> None:
    """Nobody can guess them."""
    from screening.jobs.files import ID

    made = {queue.new_id() for _ in range(100)}
    assert len(made) == 100
    assert all(ID.fullmatch(each) for each in made)
