"""Retention: what may identify a person is erased after a period; that it was screened, when and how it ended stays.

Beside a record stand names, input and answer, with the nonce of their digests: the row is deleted, so nobody can guess what was
there, and the chain, which never held it, stays valid. An erasure is itself a record, or what is missing would count as
removed. Never erased are records: what a reviewer writes as a reason (`audit.dispositions`) is one, and should name nobody.
"""

from __future__ import annotations

import json

import sqlalchemy as sa

from screening.audit.log import Entry, append
from screening.store import Store
from screening.store.tables import answers, contents, idempotency, records

KIND = "erasure"


def erase(connection: sa.Connection, before: str, at: str, caller: str) -> int:
    """Erase what stands beside the records older than `before`, within `Store.writing`; return of how many records.

    Answers that nobody refers to any more go with them, and what was remembered of requests by their `Idempotency-Key`. Both
    times are ISO texts in UTC. If there was something, a record of kind "erasure" says before when, which range, how many.
    A decision that is erased is no longer screened again and cannot be replayed.
    """
    old = sa.select(records.c.seq).where(records.c.at < before)
    touched = sa.select(sa.func.count(), sa.func.min(contents.c.seq), sa.func.max(contents.c.seq))
    count, first, last = connection.execute(touched.where(contents.c.seq.in_(old))).one()
    connection.execute(idempotency.delete().where(idempotency.c.at < before))
    if not count:
        return 0
    connection.execute(contents.delete().where(contents.c.seq.in_(old)))
    connection.execute(answers.delete().where(answers.c.digest.not_in(sa.select(contents.c.answer))))
    body = {"before": before, "first": first, "last": last, "records": count}
    append(connection, [Entry(KIND, caller, body=json.dumps(body, separators=(",", ":")))], at)
    return int(count)


def scrub(store: Store) -> None:
    """Let the database forget on the disk what was erased; to be called after the erasure's transaction has ended.

    SQLite overwrites what is deleted, but its write-ahead log still has it until it is truncated; PostgreSQL keeps old rows
    until they are vacuumed. Readers that are under way can keep a little of it: it then goes with the next scrubbing.
    Raises `Unavailable` if the store is away.
    """
    with store.aside() as connection:
        if store.is_sqlite:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            connection.exec_driver_sql("VACUUM contents, answers, idempotency")
