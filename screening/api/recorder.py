"""Records of requests that come at the same time are written together: one transaction of the store, one sync of the disk.

Nothing is answered before it is recorded. While one group is being written the next one gathers, so a busy service makes
larger groups and a quiet one does not wait. Where the store is away every waiting request is told so (`Unavailable`).
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

import sqlalchemy as sa

from screening.api.problems import Refused
from screening.audit.log import Entry, Receipt, append
from screening.errors import Problem
from screening.store import Store, Unavailable
from screening.store.tables import idempotency, records

GROUP = 5_000
"""Records that are written together at most."""
HERE = 250
"""Records that are written on the event loop's own thread at most: a few milliseconds."""


@dataclass(frozen=True, slots=True)
class Once:
    """That a request is answered once: the caller, the key, and the digest of what was asked."""

    caller: str
    key: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """Where the records of a request stand; `again`: they were there before, and nothing was written.

    `refused` are the problems (JSON) of a list's other transactions, by their place in the list.
    """

    receipts: Sequence[Receipt]
    again: bool = False
    refused: Mapping[str, str] = field(default_factory=dict)


Beside = Callable[[sa.Connection, Sequence[Receipt], str], None]
"""What is written in the same transaction: announcements of what was decided. Given the receipts and the time."""


@dataclass(slots=True)
class _Group:
    entries: Sequence[Entry]
    once: Once | None
    beside: Beside | None
    refused: Mapping[str, str]
    future: asyncio.Future[Recorded]


@dataclass(slots=True)
class Recorder:
    """Appends to the decision log for the requests of one event loop."""

    store: Store
    clock: Callable[[], str]
    _waiting: list[_Group] = field(default_factory=list)
    _writing: asyncio.Task[None] | None = None
    _thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "recorder"))

    async def record(
        self, entries: Sequence[Entry], once: Once | None = None, beside: Beside | None = None,
        refused: Mapping[str, str] | None = None,
    ) -> Recorded:
        """Append records and return where they stand; the earlier ones, if the same request was recorded under its key.

        Raises `Unavailable` if the store is away, `Refused` (422) if the key came with another request.
        """
        group = _Group(entries, once, beside, refused or {}, asyncio.get_running_loop().create_future())
        self._waiting.append(group)
        if self._writing is None:
            self._writing = asyncio.create_task(self._write())
        return await group.future

    async def earlier(self, once: Once) -> Recorded | None:
        """Return what was recorded under a key, None if nothing was; raise `Refused` (422) if that was another request."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._earlier, once)

    async def close(self) -> None:
        """Write what waits, and stop."""
        while self._writing is not None:
            await asyncio.shield(self._writing)
        self._thread.shutdown()

    async def _write(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            while self._waiting:
                await asyncio.sleep(0)  # requests that came in the same moment join
                groups = self._take()
                results: list[Recorded | Exception]
                try:
                    try:
                        results = self._at_once(groups)
                    except Unavailable:
                        results = await loop.run_in_executor(self._thread, self._commit, groups)
                except Unavailable as error:
                    results = [error] * len(groups)
                except Exception as error:  # noqa: BLE001 one of them cannot be written: that is no other's fault
                    results = [error] if len(groups) == 1 else await loop.run_in_executor(self._thread, self._each, groups)
                for group, result in zip(groups, results, strict=True):
                    if group.future.done():  # its request was given up: what was written stays
                        continue
                    if isinstance(result, Exception):
                        group.future.set_exception(result)
                    else:
                        group.future.set_result(result)
        finally:
            self._writing = None

    def _earlier(self, once: Once) -> Recorded | None:
        with self.store.reading() as connection:
            return earlier(connection, once)

    def _take(self) -> list[_Group]:
        size = count = 0
        for group in self._waiting:
            size += len(group.entries)
            if count and size > GROUP:
                break
            count += 1
        taken, self._waiting = self._waiting[:count], self._waiting[count:]
        return taken

    def _at_once(self, groups: Sequence[_Group]) -> list[Recorded | Exception]:
        """Write a few records to a file that nobody else writes to, here and now.

        A thread would have to ask the event loop for the interpreter with every statement, and take several times as long.
        Raises `Unavailable` where others would have to wait: for another writer, for a network, or for many records.
        """
        if not self.store.is_sqlite or sum(len(each.entries) for each in groups) > HERE:
            raise Unavailable("not here and now")
        return self._commit(groups, wait=False)

    def _each(self, groups: Sequence[_Group]) -> list[Recorded | Exception]:
        """Write the groups one by one."""
        results: list[Recorded | Exception] = []
        for group in groups:
            try:
                results += self._commit([group])
            except Exception as error:  # noqa: BLE001 whatever it is, its request is told
                results.append(error)
        return results

    def _commit(self, groups: Sequence[_Group], *, wait: bool = True) -> list[Recorded | Exception]:
        """Write the groups in one transaction; a request that was recorded under its key is not recorded again."""
        at = self.clock()
        results: list[Recorded | Exception | None] = []
        with self.store.writing(wait=wait) as connection:
            fresh: dict[tuple[str, str], tuple[Once, int]] = {}
            for number, group in enumerate(groups):
                results.append(_before(connection, group.once, fresh))
                if group.once is not None and results[-1] is None and (group.once.caller, group.once.key) not in fresh:
                    fresh[group.once.caller, group.once.key] = group.once, number
            new = [
                group for number, group in enumerate(groups)
                if results[number] is None and (group.once is None or _first(fresh, group.once) == number)
            ]  # fmt: skip
            receipts = append(connection, [entry for group in new for entry in group.entries], at)
            written: dict[int, Recorded] = {}
            for group in new:
                own, receipts = receipts[: len(group.entries)], receipts[len(group.entries) :]
                written[id(group)] = Recorded(own, refused=group.refused)
                if group.once is not None:
                    _remember(connection, group.once, written[id(group)], at)
                if group.beside is not None:
                    group.beside(connection, own, at)
        return [
            result or written.get(id(group)) or replace(written[id(groups[_first(fresh, group.once)])], again=True)
            for group, result in zip(groups, results, strict=True)
        ]


def _first(fresh: dict[tuple[str, str], tuple[Once, int]], once: Once | None) -> int:
    """Return the number of the group that came first with a key."""
    assert once is not None
    return fresh[once.caller, once.key][1]


def _before(
    connection: sa.Connection, once: Once | None, fresh: dict[tuple[str, str], tuple[Once, int]]
) -> Recorded | Exception | None:
    """Return what was recorded under a key, and None if nothing was; in the same group only whether the request differs."""
    if once is None:
        return None
    if (once.caller, once.key) in fresh:
        return reused(once) if fresh[once.caller, once.key][0] != once else None
    try:
        return earlier(connection, once)
    except Refused as error:
        return error


def reused(once: Once) -> Refused:
    """Return the refusal of a request whose key came with another one."""
    message = f"`{once.key}` came with another request before"
    return Refused("invalid", errors=[Problem("E102", "header.Idempotency-Key", message, "make a new key for every request")])


def earlier(connection: sa.Connection, once: Once) -> Recorded | None:
    """Return what was recorded under a key, None if nothing was; raise `Refused` (422) if that was another request."""
    wanted = sa.and_(idempotency.c.caller == once.caller, idempotency.c.key == once.key)
    row = connection.execute(sa.select(idempotency.c.fingerprint, idempotency.c.result).where(wanted)).first()
    if row is None:
        return None
    if row.fingerprint != once.fingerprint:
        raise reused(once)
    result = json.loads(row.result)
    seqs, refused = result.get("seqs"), result.get("refused", {})
    if seqs is None:  # a file was sent under it
        raise reused(once)
    if not seqs:
        return Recorded([], again=True, refused=refused)
    query = sa.select(records.c.seq, records.c.hash).where(records.c.seq.between(*seqs)).order_by(records.c.seq)
    return Recorded([Receipt(*each) for each in connection.execute(query)], again=True, refused=refused)


def _remember(connection: sa.Connection, once: Once, recorded: Recorded, at: str) -> None:
    receipts = recorded.receipts
    result = json.dumps({"seqs": [receipts[0].seq, receipts[-1].seq] if receipts else [], "refused": recorded.refused})
    own = {"caller": once.caller, "key": once.key, "fingerprint": once.fingerprint}
    connection.execute(idempotency.insert(), {**own, "at": at, "result": result})
