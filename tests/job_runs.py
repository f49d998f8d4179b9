"""Shared by the tests of jobs: uploads queued in a store, a clock that ticks, a worker's desk, the records of a job read back."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from conftest import ROOT

from screening.app import load_screener
from screening.audit.log import Kept, Record, Sought, find, kept
from screening.jobs import queue
from screening.jobs.files import folder
from screening.jobs.queue import Job
from screening.jobs.screening import Desk, Wanted
from screening.screen import Screener
from screening.store import Store

ORDERS = ROOT / "fixtures" / "orders.csv"
BEGUN = datetime(2026, 11, 22, 10, tzinfo=UTC)
HEADER = "transaction_id,date,activity,origin,destination,item,eccn,quantity,value,currency,end_user_name,end_user_country\n"


class Clock:
    """A clock that goes on by a second whenever it is looked at."""

    def __init__(self) -> None:
        self._now = BEGUN

    def __call__(self) -> str:
        self._now += timedelta(seconds=1)
        return self._now.isoformat(timespec="microseconds").replace("+00:00", "Z")


def real_time() -> str:
    """The time as the service writes it."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def rows(count: int, first: int = 1) -> str:
    """Rows of so many transactions, a header before them; every third one is controlled."""
    chips = ("NVIDIA A100 80GB PCIe,,8", "wired mouse,EAR99,40", "27 inch monitor,EAR99,3")
    return HEADER + "".join(
        f"T-{n},2024-03-15,export,US,{'CN' if n % 3 == 0 else 'NO'},{chips[n % 3]},{n}00,USD,Invented Buyer {n % 50},NO\n"
        for n in range(first, first + count)
    )


def sent(store: Store, data: Path, content: bytes | str, name: str = "orders.csv", map: str | None = None, **asked: Any) -> Job:
    """Queue an upload as the service does."""
    id = queue.new_id()
    wanted = Wanted(name, name[name.index(".") :], **asked)
    files = folder(data, id, wanted.kind)
    with files.incoming(500_000_000) as incoming:
        incoming.write(content.encode() if isinstance(content, str) else content)
    if map is not None:
        files.keep_mapping(map.encode())
    with store.writing() as connection:
        return queue.add(connection, "screening", wanted.to_json(), "key-1", real_time(), id)


def taken(store: Store, holder: str = "a worker", at: str | None = None) -> Job:
    """Take up the oldest job; the hold ends at once, so that it can be taken again."""
    at = at or real_time()
    with store.writing() as connection:
        job = queue.claim(connection, holder, at, at)
    assert job is not None
    return job


def desk(store: Store, data: Path, context: str = "a context", screener: Screener | None = None, **more: Any) -> Desk:
    """What a worker has at hand, with the shipped rules."""
    return Desk(store, data, lambda: (screener or load_screener(), context), Clock(), **more)


def job_of(store: Store, id: str) -> Job:
    """A job as it is now."""
    with store.reading() as connection:
        return queue.get(connection, id)


def logged(store: Store) -> list[tuple[Record, Kept]]:
    """Every record of a decision, in order, with what is kept beside it."""
    with store.reading() as connection:
        found = list(find(connection, Sought(kind="decision")))
        beside = kept(connection, [each.seq for each in found])
    return [(each, beside[each.seq]) for each in found]


def answered(path: Path) -> list[dict[str, str]]:
    """The rows of a result that is CSV."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def transactions(answers: list[dict[str, str]]) -> Iterator[Mapping[str, str]]:
    """The first row of each transaction of a result; in these files no id stands again after another one."""
    before = None
    for row in answers:
        if not row["transaction_id"] or row["transaction_id"] != before:
            yield row
        before = row["transaction_id"]


def places(found: list[tuple[Record, Kept]]) -> list[tuple[str, int]]:
    """Job and row that records came from."""
    return [(body["job"], body["row"]) for body in (json.loads(record.body) for record, _ in found)]
