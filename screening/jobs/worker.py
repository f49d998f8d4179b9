"""A worker: a process of its own that takes jobs from the queue, one after the other, and ends when it is told to.

It holds a job by extending it while it works; should it be killed, the hold ends and another worker goes on. It ends with the
process that started it, and on SIGTERM or SIGINT: then it hands its job back first. What a job cannot be done for is told to
who sent it; what is wrong with this program or machine is told on standard error, and the job is tried again a few times.
"""

from __future__ import annotations

import os
import platform
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TypeVar

from screening.errors import Invalid, NotFound
from screening.jobs import queue
from screening.jobs.files import stored
from screening.jobs.queue import Gone, Job
from screening.jobs.results import clear
from screening.jobs.screening import Busy, Desk, later
from screening.screen import Screener
from screening.store import Store, Unavailable

HOLD = 20.0
"""Seconds for which a job is held, if it is not extended: so long it rests after its worker was killed."""
BEAT = 2.0
"""Seconds after which a worker notices that its job was cancelled, or that whoever started it is gone."""
PAUSE = 1.0
"""Seconds between two looks at an empty queue."""
REST = 0.002
"""Seconds between two blocks of records, in which other writers have their turn."""

SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGUSR1)
"""The last one is the process's own: the job it works on is no longer its own."""

T = TypeVar("T")
Work = Callable[[Desk, Job], None]
"""Does a job of one kind to its end, `queue.finish` included."""


Law = Callable[[], tuple[Screener, str]]


class Stopped(BaseException):
    """The process was told to end, or its job is no longer its own."""


@dataclass(slots=True)
class Worker:
    """One process's work. `kinds` says how each kind of job is done."""

    desk: Desk
    kinds: Mapping[str, Work]
    parent: int
    holder: str
    stopping: bool = False
    busy: bool = False
    hold: float = HOLD
    beat: float = BEAT
    pid: int = field(default_factory=os.getpid)

    def run(self, *, forever: bool = False) -> None:
        """Do jobs until none is left, or `forever`: until the process is told to end. Nobody else's job is touched."""
        previous = {number: signal.signal(number, self._stop) for number in SIGNALS}
        try:
            self._patiently(self._sweep)
            while not self.stopping:
                job = self._patiently(self._claim)
                if job is not None:
                    self._do(job)
                elif not forever:
                    return
                else:
                    self._sleep(PAUSE)
        except Stopped:
            return
        finally:
            for number, handler in previous.items():
                signal.signal(number, handler)

    def _do(self, job: Job) -> None:
        """Do one job; whatever comes of it, the next can be done."""
        try:
            released = self._attempt(job)
        except Stopped:
            released = partial(self._release, job)
        if released is not None:
            self._patiently(released)

    def _attempt(self, job: Job) -> Callable[[], None] | None:
        """Work on a job; return what is to be said of it in the queue, if it is not done."""
        try:
            self.busy = True
            self.kinds[job.kind](replace(self.desk, watched=self._watched), job)
        except Gone:
            return partial(self._release, job)
        except (Unavailable, Busy) as error:
            self.busy = False
            print(f"job {job.id}: {error}; it is taken up again", file=sys.stderr)
            self._sleep(PAUSE)
            return partial(self._release, job)
        except Invalid as error:
            return partial(self._fail, job, error)
        except Exception as error:  # noqa: BLE001 whatever it is, it must not end the worker
            told = "".join(traceback.format_tb(error.__traceback__))  # where, but not what: that may hold names
            print(f"job {job.id}: {type(error).__name__}\n{told}", file=sys.stderr)
            return partial(self._release, job, died=True)
        finally:
            self.busy = False
        return None

    def _claim(self) -> Job | None:
        at = self.desk.clock()
        with self.desk.store.reading() as connection:
            if not queue.waiting(connection, at):
                return None
        with self.desk.store.writing() as connection:
            return queue.claim(connection, self.holder, at, later(at, self.hold), tuple(self.kinds))

    def _fail(self, job: Job, error: Invalid) -> None:
        with suppress(Gone), self.desk.store.writing() as connection:
            queue.fail(connection, job, error.problems, self.desk.clock())
        self._clear(job.id)

    def _release(self, job: Job, *, died: bool = False) -> None:
        """Put the job back, unless it is no longer ours; then remove what nobody wants any more."""
        with self.desk.store.writing() as connection:
            queue.hand_back(connection, job, self.desk.clock(), died=died)
        self._clear(job.id)

    def _sweep(self) -> None:
        """Remove what workers that were killed could not."""
        for id in stored(self.desk.data):
            self._clear(id)

    def _clear(self, id: str) -> None:
        """Remove the files of a job that nobody needs."""
        with self.desk.store.reading() as connection:
            try:
                job = queue.get(connection, id)
            except NotFound:  # an upload that is coming in
                return
        if job.kind == "screening":
            clear(self.desk.data, job)

    @contextmanager
    def _watched(self, job: Job) -> Iterator[None]:
        """Hold a job, in a thread beside the work, and interrupt the work if it is no longer ours or nobody wants it."""
        ended = threading.Event()
        thread = threading.Thread(target=self._watch, args=(job, ended), daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()

    def _watch(self, job: Job, ended: threading.Event) -> None:
        kept = time.monotonic()
        while not ended.wait(self.beat):
            try:
                with self.desk.store.reading() as connection:
                    now = queue.get(connection, job.id)
                lost = now.state != "running" or now.holder != job.holder
                if not lost and time.monotonic() - kept > self.hold / 4:
                    with self.desk.store.writing() as connection:
                        queue.keep(connection, job, later(self.desk.clock(), self.hold))
                    kept = time.monotonic()
            except Unavailable:
                lost = False  # who works on it notices, too
            except (Gone, NotFound):
                lost = True
            if ended.is_set():
                return
            if lost or os.getppid() != self.parent:
                os.kill(os.getpid(), signal.SIGUSR1 if lost else signal.SIGTERM)
                return

    def _stop(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 as a handler is called
        """Note that the process is to end; interrupt the work, but not what follows it."""
        if os.getpid() != self.pid:  # a process that was forked for the work
            os._exit(1)
        if number != signal.SIGUSR1:
            self.stopping = True
        if self.busy:
            self.busy = False
            raise Stopped

    def _sleep(self, seconds: float) -> None:
        """Wait, unless the process is to end or whoever started it is gone."""
        until = time.monotonic() + seconds
        while not self.stopping and time.monotonic() < until:
            if os.getppid() != self.parent:
                self.stopping = True
            time.sleep(0.1)

    def _patiently(self, does: Callable[[], T]) -> T | None:
        """Do something with the store, again and again while it is away; give up only if the process is to end."""
        while True:
            try:
                return does()
            except Unavailable:
                if self.stopping:
                    return None  # the hold ends by itself
                self._sleep(PAUSE)


def main(
    store: Store, data: Path, law: Law, clock: Callable[[], str], kinds: Mapping[str, Work], *,
    forever: bool = False, workers: int = 1, parent: int | None = None,
) -> None:
    """Work on jobs in this process; return when none is left, or, with `forever`, when told to end.

    `law` loads rules and lists anew and returns them with the digest of their context; `clock` tells the time as the store
    writes it; `workers` is how many processes screen one file. With the process `parent` this one ends.
    """
    desk = Desk(store, data, law, clock, rest=lambda: time.sleep(REST), workers=workers)
    holder = f"{platform.node()}:{os.getpid()}:{os.urandom(4).hex()}"
    Worker(desk, kinds, os.getppid() if parent is None else parent, holder).run(forever=forever)
