"""What runs beside the requests: looking for new rules and lists, starting the worker for jobs, sending webhooks, retention.

Every process of the service does all of it; the store sees to it that a job, a delivery or a new law is taken once. Nothing here
can stop the service: what fails is logged and tried again.
"""

from __future__ import annotations

import asyncio
import logging
import os
import random
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx
import sqlalchemy as sa

from screening.access.addresses import Guard
from screening.api.announcing import lowest
from screening.api.health import notice_stop
from screening.api.service import Law, Service
from screening.app.settings import Settings
from screening.audit import log
from screening.audit.erasure import erase, scrub
from screening.errors import NotFound, ScreeningError
from screening.events.delivery import deliver_due, forget
from screening.jobs import queue
from screening.jobs.files import folder, stored
from screening.store.tables import records
from screening.terms import Outcome

logger = logging.getLogger("screening.background")

_NEWEST_LAW = sa.select(records.c.seq, records.c.context).where(records.c.kind == "law").order_by(records.c.seq.desc()).limit(1)

SWEEP_SECONDS = 3600.0
"""Between two looks for what is to be erased."""
DELIVERED_DAYS = 30
"""How long a delivered event is remembered."""


class Background:
    """The work beside the requests of one process."""

    def __init__(
        self, service: Service, settings: Settings, load: Callable[[], Law], seen: tuple[object, ...]
    ) -> None:
        self._service = service
        self._settings = settings
        self._load = load
        self._seen = seen
        self._awake = asyncio.Event()
        self._loading = asyncio.Lock()
        self._looked = 0
        self._worker: subprocess.Popen[bytes] | None = None

    @asynccontextmanager
    async def around(self, service: Service) -> AsyncIterator[None]:
        """Work from the start of the application to its end; then let the worker hand its job back."""
        notice_stop(service)
        service.told_from = await asyncio.to_thread(self._told_from)
        rounds = (self._watch, self._work, self._send, self._sweep)
        tasks = [asyncio.create_task(self._again(each)) for each in rounds]
        try:
            yield
        finally:
            service.stopping = True
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await asyncio.to_thread(self._dismiss)
            await service.recorder.close()
            service.recorder.store.close()
            service.thread.shutdown()
            service.store.close()

    def wake(self) -> None:
        """Look at once whether there is work."""
        self._awake.set()

    async def reload(self) -> bool:
        """Load rules and lists anew; requests see the old or the new, whole. Return whether anything is different.

        Raises as loading does; then everything stays as it was.
        """
        async with self._loading:
            law = await asyncio.to_thread(self._load)
            changed = law.context != self._service.law.context
            if changed:
                self._service.law = law
                self.wake()
            return changed

    async def _again(self, work: Callable[[], Awaitable[float]]) -> None:
        """Do one thing for ever; it says after how many seconds it is due again."""
        while True:
            seconds = self._settings.poll_seconds
            try:
                seconds = await work()
            except asyncio.CancelledError:
                raise
            except Exception as error:  # noqa: BLE001 the service goes on; what failed is tried again
                logger.warning("%s: %s", work.__name__.strip("_"), error)
            with suppress(TimeoutError):
                if work in (self._work, self._send):
                    async with asyncio.timeout(seconds):
                        await self._awake.wait()
                    await asyncio.sleep(0.05)  # both have seen it
                    self._awake.clear()
                else:
                    await asyncio.sleep(seconds)

    async def _watch(self) -> float:
        """Load rules and lists anew if their files have changed; know again who is told of what."""
        self._service.told_from = await asyncio.to_thread(self._told_from)
        if await asyncio.to_thread(self._late):
            self.wake()
        found = await asyncio.to_thread(self._state)
        if found != self._seen:
            try:
                await self.reload()
            except ScreeningError:
                self._service.stale = "rules or lists have changed and cannot be loaded; the log of the service says why"
                raise
            self._service.stale = ""
            self._seen = found
        return self._settings.poll_seconds

    async def _work(self) -> float:
        """Start the worker, a process of its own, if there is a job and none runs."""
        if self._worker is not None and self._worker.poll() is None:
            return self._settings.poll_seconds
        if await asyncio.to_thread(self._waiting):
            self._worker = await asyncio.to_thread(self._hired)
        return self._settings.poll_seconds

    async def _send(self) -> float:
        """Send what is to be told."""
        service, seconds = self._service, self._settings.webhook_seconds
        guard = Guard(service.allow_private)
        async with httpx.AsyncClient(transport=guard, trust_env=False) as client:
            sent = await deliver_due(service.store, client, service.master, service.clock(), random.random, seconds)
        return 0.0 if sent.sent else self._settings.poll_seconds

    async def _sweep(self) -> float:
        """Erase what is kept long enough."""
        await asyncio.to_thread(self._erase)
        return SWEEP_SECONDS

    def _erase(self) -> None:
        store, now, days = self._service.store, self._service.clock(), self._settings.retention_days
        with store.writing() as connection:
            forget(connection, _earlier(now, DELIVERED_DAYS))
            erased = erase(connection, _earlier(now, days), now, "retention") if days else 0
        if erased:
            scrub(store)
        if days:
            self._forget_files(_earlier(now, days))

    def _forget_files(self, before: str) -> None:
        """Remove the files of jobs that were over before then, and the names that were asked for: both name people."""
        data = self._service.data
        for id in stored(data):
            try:
                with self._service.store.reading() as connection:
                    job = queue.get(connection, id)
                over = not job.open and job.changed < before
            except NotFound:  # it is still coming in, or whoever sent it was cut off
                over = _modified(folder(data, id).path) < before
            if over:
                folder(data, id).remove()
        (data / "cache" / "names.sqlite").unlink(missing_ok=True)

    def _told_from(self) -> Outcome | None:
        with self._service.store.reading() as connection:
            return lowest(connection)

    def _late(self) -> bool:
        """Have decisions screened again that were recorded under an older law after the newest one was noted.

        Another process may not have seen the new law yet, or works on a long file under the old one; the job that screens
        again has then passed already.
        """
        service = self._service
        with service.store.reading() as connection:
            law = connection.execute(_NEWEST_LAW).first()
            late = sa.select(records.c.seq).where(
                records.c.kind == "decision", records.c.seq > max(self._looked, law.seq if law else 0),
                records.c.context != (law.context if law else ""),
            )  # fmt: skip
            found = connection.execute(late.limit(1)).first() is not None
            last = log.last(connection)
        if found:
            with service.store.writing() as connection:
                if not queue.page(connection, kind="rescreening", state="queued", limit=1):
                    queue.add(connection, "rescreening", {"cause": "late"}, "service", service.clock())
        self._looked = last.seq if last else 0
        return found

    def _waiting(self) -> bool:
        with self._service.store.reading() as connection:
            return queue.waiting(connection, self._service.clock())

    def _state(self) -> tuple[object, ...]:
        return state(self._service.rules, self._service.data, self._service.today())

    def _hired(self) -> subprocess.Popen[bytes]:
        of = self._settings
        command = [sys.executable, "-m", "screening", "work", "--data", str(of.data), "--parent", str(os.getpid())]
        if of.rules is not None:
            command += ["--rules", str(of.rules)]
        command += [part for name in of.lists for part in ("--lists", name)]
        environment = {**os.environ, "SCREENING_STORE": of.store}  # not for `ps`: it may hold a password
        return subprocess.Popen(command, env=environment)  # noqa: S603 our own program

    def _dismiss(self) -> None:
        """Let the worker hand its job back; another process takes it up where it stands."""
        if self._worker is None or self._worker.poll() is not None:
            return
        self._worker.terminate()
        try:
            self._worker.wait(10)
        except subprocess.TimeoutExpired:
            self._worker.kill()
            self._worker.wait()


def state(rules: Path, data: Path, today: date) -> tuple[object, ...]:
    """Return what changes when rules, lists or known goods do; cheap enough to be asked every few seconds."""
    files = [*sorted(rules.rglob("*.yaml")), data / "known_good.jsonl"]
    lists = sorted(path.as_posix() for path in (data / "lists").glob("*/[!.]*/snapshot.json"))
    return (today, *lists, *((path.as_posix(), *_stamp(path)) for path in files))


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except FileNotFoundError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


def _modified(path: Path) -> str:
    """Return when a file or folder was last changed, as the store writes times; what is gone was changed never."""
    try:
        moment = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except FileNotFoundError:
        return "9999"
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")


def _earlier(at: str, days: int) -> str:
    moment = datetime.fromisoformat(at) - timedelta(days=days)
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
