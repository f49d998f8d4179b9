"""The queue of jobs in the store: who waits, who works on what and until when, and what came of it.

A worker holds a job for a time and extends it; a job whose holder is gone is taken up by another, at most `TRIES` times.
Whatever a holder writes is refused with `Gone` once the job is no longer its own: it was cancelled, or taken by another. All
writing functions want the connection of `Store.writing`.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from screening.errors import NotFound, Problem, ScreeningError
from screening.store.tables import jobs

KINDS = ("screening", "rescreening")
STATES = ("queued", "running", "done", "failed", "cancelled")
OPEN = ("queued", "running")
TRIES = 5
"""How often a job may cost its worker's life before it is given up."""
PAGE = 100

Json = dict[str, Any]


class Gone(ScreeningError):
    """The job is no longer held by who works on it; what was written with this is not kept."""


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it stands in the store. `asked` and `progress` are plain data, `problems` are for people.

    Of a job that is not over they tell how often its worker has ended in the midst of it.
    """

    id: str
    kind: str
    state: str
    caller: str
    created: str
    changed: str
    asked: Json
    progress: Json
    problems: tuple[Problem, ...] = ()
    holder: str | None = None
    held_until: str | None = None

    @property
    def open(self) -> bool:
        """Whether there is something left to do."""
        return self.state in OPEN


def new_id() -> str:
    """Return the id of a job to be: files may be stored under it before it is added. Nobody can guess it."""
    return f"j-{secrets.token_hex(10)}"


def add(
    connection: sa.Connection, kind: str, asked: Mapping[str, Any], caller: str, at: str, id: str | None = None
) -> Job:
    """Queue a job, and return it."""
    if kind not in KINDS:
        raise ValueError(f"there is no kind of job `{kind}`")
    job = Job(id or new_id(), kind, "queued", caller, at, at, dict(asked), {})
    connection.execute(jobs.insert(), {
        "id": job.id, "kind": kind, "state": job.state, "caller": caller, "created": at, "changed": at,
        "asked": _json(asked), "progress": "{}",
    })  # fmt: skip
    return job


def get(connection: sa.Connection, id: str) -> Job:
    """Return a job; raise `NotFound`."""
    row = connection.execute(sa.select(*jobs.c).where(jobs.c.id == id)).first()
    if row is None:
        raise NotFound(f"there is no job `{id[:60]}`")
    return _job(row)


def page(
    connection: sa.Connection, *, caller: str | None = None, kind: str | None = None, state: str | None = None,
    before: tuple[str, str] | None = None, limit: int = PAGE,
) -> list[Job]:
    """Return jobs, the newest first; `before` is `created` and `id` of the last one of the page before."""
    query = sa.select(*jobs.c).order_by(jobs.c.created.desc(), jobs.c.id.desc()).limit(limit)
    for column, wanted in ((jobs.c.caller, caller), (jobs.c.kind, kind), (jobs.c.state, state)):
        query = query.where(column == wanted) if wanted is not None else query
    if before is not None:
        created, id = before
        query = query.where(sa.or_(jobs.c.created < created, sa.and_(jobs.c.created == created, jobs.c.id < id)))
    return [_job(row) for row in connection.execute(query)]


def waiting(connection: sa.Connection, at: str) -> bool:
    """Return whether there is a job that nobody works on."""
    return connection.execute(sa.select(jobs.c.id).where(_free(at)).limit(1)).first() is not None


def counts(connection: sa.Connection) -> dict[str, int]:
    """Return how many jobs are in each state."""
    query = sa.select(jobs.c.state, sa.func.count().label("many")).group_by(jobs.c.state)
    return dict.fromkeys(STATES, 0) | {row.state: row.many for row in connection.execute(query)}


def claim(
    connection: sa.Connection, holder: str, at: str, until: str, kinds: Collection[str] = KINDS
) -> Job | None:
    """Take up the oldest job that nobody works on; None if there is none. `at` is now, `until` when the hold ends.

    A job that has cost too many holders their lives fails instead.
    """
    query = sa.select(*jobs.c).where(_free(at), jobs.c.kind.in_(list(kinds))).order_by(jobs.c.created, jobs.c.id).limit(1)
    while (row := connection.execute(query).first()) is not None:
        job = _job(row)
        if job.state == "running" and job.holder != holder and not _mourned(connection, job, at):
            continue
        held = {"state": "running", "changed": at, "holder": holder, "held_until": until}
        connection.execute(jobs.update().where(jobs.c.id == job.id).values(held))
        return get(connection, job.id)
    return None


def keep(connection: sa.Connection, job: Job, until: str) -> None:
    """Hold a job longer; raise `Gone`."""
    _held(connection, job, {"held_until": until})


def report(connection: sa.Connection, job: Job, progress: Mapping[str, Any], at: str) -> None:
    """Say how far a job is; raise `Gone`. In the same transaction as what was done, so that neither is without the other."""
    _held(connection, job, {"progress": _json(progress), "changed": at})


def finish(connection: sa.Connection, job: Job, progress: Mapping[str, Any], at: str) -> None:
    """Say that a job is done, and what it came to; raise `Gone`."""
    report(connection, job, progress, at)
    _end(connection, job.id, "done", at)


def fail(connection: sa.Connection, job: Job, problems: Iterable[Problem], at: str) -> None:
    """Say that a job cannot be done, and why; raise `Gone`."""
    keep(connection, job, at)  # refuses if it is no longer ours
    _end(connection, job.id, "failed", at, problems)


def hand_back(connection: sa.Connection, job: Job, at: str, *, died: bool = False) -> None:
    """Put a job back into the queue, for who comes next. `died`: it has cost a worker's life, or as good as."""
    now = get(connection, job.id)
    if now.state != "running" or now.holder != job.holder or (died and not _mourned(connection, now, at)):
        return
    free = {"state": "queued", "changed": at, "holder": None, "held_until": None}
    connection.execute(jobs.update().where(jobs.c.id == job.id).values(free))


def cancel(connection: sa.Connection, id: str, at: str) -> Job:
    """Cancel a job that is not over, and return it as it is then; its worker notices. Raises `NotFound`."""
    if get(connection, id).open:
        _end(connection, id, "cancelled", at)
    return get(connection, id)


def _free(at: str) -> sa.ColumnElement[bool]:
    lapsed = sa.and_(jobs.c.state == "running", jobs.c.held_until < at)
    return sa.or_(jobs.c.state == "queued", lapsed)


def _held(connection: sa.Connection, job: Job, values: Mapping[str, Any]) -> None:
    ours = sa.and_(jobs.c.id == job.id, jobs.c.state == "running", jobs.c.holder == job.holder)
    if connection.execute(jobs.update().where(ours).values(**values)).rowcount != 1:
        raise Gone(f"job {job.id} is no longer held by {job.holder}")


def _mourned(connection: sa.Connection, job: Job, at: str) -> bool:
    """Note that a job has cost a worker's life; return whether it may be tried again, or else has failed."""
    told = [*job.problems, Problem("E606", f"job {job.id}", f"its worker ended in the midst of it, noticed at {at}")]
    if len(told) < TRIES:
        connection.execute(jobs.update().where(jobs.c.id == job.id).values(error=_told(told)))
        return True
    message = f"its worker ended {TRIES} times in the midst of it; it is not tried again"
    hint = "send smaller files, or give the server more memory; its own log says more"
    _end(connection, job.id, "failed", at, [Problem("E606", f"job {job.id}", message, hint)])
    return False


def _end(connection: sa.Connection, id: str, state: str, at: str, problems: Iterable[Problem] = ()) -> None:
    values = {"state": state, "changed": at, "holder": None, "held_until": None, "error": _told(problems)}
    connection.execute(jobs.update().where(jobs.c.id == id).values(values))


def _told(problems: Iterable[Problem]) -> str | None:
    told = [{"code": p.code, "path": p.where, "message": p.message, "hint": p.hint} for p in problems]
    return _json(told) if told else None


def _job(row: sa.Row[Any]) -> Job:
    told = json.loads(row.error) if row.error else []
    problems = tuple(Problem(each["code"], each["path"], each["message"], each["hint"]) for each in told)
    return Job(
        row.id, row.kind, row.state, row.caller, row.created, row.changed, json.loads(row.asked), json.loads(row.progress),
        problems, row.holder, row.held_until,
    )  # fmt: skip


def _json(data: object) -> str:
    """Write data as ASCII: a message may name what is no text, such as half a surrogate pair."""
    return json.dumps(data, separators=(",", ":"))
