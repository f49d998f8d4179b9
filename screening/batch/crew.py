"""The hands of a run: in this process for a small file, else one process a core, in step with one another.

Each round gives every hand a block. Names that no hand knows are shared out, so that each is looked up once, and what was
found goes to all. Results come back in the order of the blocks. Processes are forked, so that rules and lists are
loaded once and shared; where a system cannot fork there is one hand.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from itertools import islice
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from threading import Thread
from typing import Any, Protocol

from screening.batch.hand import Hand, Ids, Output
from screening.batch.intake.source import Raw
from screening.errors import Invalid, ScreeningError


class Lost(ScreeningError):
    """A worker process is gone; the run cannot go on."""


class Crew(Protocol):
    """Hands that work in step."""

    def rounds(self, raws: Iterator[Raw]) -> Iterator[list[Output]]: ...
    def ids(self, raws: Iterator[Raw]) -> Iterator[Ids]: ...
    def dismiss(self) -> None: ...


def hire(hand: Hand, workers: int) -> Crew:
    """Return a crew of so many processes, or of this one."""
    if workers < 2 or "fork" not in multiprocessing.get_all_start_methods():
        return Alone(hand)
    return Processes(hand, workers)


class Alone:
    """One hand, in this process."""

    def __init__(self, hand: Hand) -> None:
        self._hand = hand

    def rounds(self, raws: Iterator[Raw]) -> Iterator[list[Output]]:
        """Yield each block's output."""
        for raw in raws:
            unknown = self._hand.read(raw)
            yield [self._hand.decide(self._hand.find(unknown))]

    def ids(self, raws: Iterator[Raw]) -> Iterator[Ids]:
        """Yield the ids of each block."""
        yield from map(self._hand.ids, raws)

    def dismiss(self) -> None:
        """Nothing to end."""


class Processes:
    """Several hands, a process each; one that dies ends the run with a message."""

    def __init__(self, hand: Hand, workers: int) -> None:
        context = multiprocessing.get_context("fork")
        self._pipes: list[Connection[Any, Any]] = []
        self._processes: list[ForkProcess] = []
        for _ in range(workers):
            ours, theirs = context.Pipe()
            process = context.Process(target=_work, args=(hand, theirs, [*self._pipes, ours]), daemon=True)
            process.start()
            theirs.close()
            self._pipes.append(ours)
            self._processes.append(process)

    def rounds(self, raws: Iterator[Raw]) -> Iterator[list[Output]]:
        """Yield the outputs of a round while the next is being read."""
        busy = self._give("read", list(islice(raws, len(self._pipes))))
        while busy:
            unknown = dict.fromkeys(query for pipe in busy for query in self._take(pipe))
            found: dict[Any, Any] = {}
            if unknown:
                shares = _shares(list(unknown), len(self._pipes))
                for pipe in self._give("find", shares):
                    found |= self._take(pipe)
            self._give("decide", [found] * len(busy))
            outputs = [self._take(pipe) for pipe in busy]
            busy = self._give("read", list(islice(raws, len(self._pipes))))
            yield outputs

    def ids(self, raws: Iterator[Raw]) -> Iterator[Ids]:
        """Yield the ids of each block."""
        while busy := self._give("ids", list(islice(raws, len(self._pipes)))):
            yield from [self._take(pipe) for pipe in busy]

    def dismiss(self) -> None:
        """End the processes."""
        for pipe in self._pipes:
            pipe.close()
        for process in self._processes:
            process.join(timeout=2)
            if process.is_alive():
                process.terminate()
                process.join()

    def _give(self, what: str, work: Sequence[Any]) -> list[Connection[Any, Any]]:
        """Give each hand its piece of work, as far as there is any; return the pipes of those that have some."""
        busy = self._pipes[: len(work)]
        for pipe, piece in zip(busy, work, strict=True):
            try:
                pipe.send((what, piece))
            except OSError:
                raise _lost() from None
        return busy

    def _take(self, pipe: Connection[Any, Any]) -> Any:
        try:
            failed, result = pipe.recv()
        except (EOFError, OSError):
            raise _lost() from None
        if failed:
            raise result
        return result


def _work(hand: Hand, pipe: Connection[Any, Any], others: Sequence[Connection[Any, Any]]) -> None:
    """Do what comes through the pipe until it is closed; an interrupt is the main process's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for each in others:
        each.close()  # the ends of the main process: if it dies, this one must see its own pipe close
    Thread(target=_follow, daemon=True).start()
    while True:
        try:
            what, piece = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer = False, getattr(hand, what)(piece)
        except (Invalid, MemoryError, OSError) as error:
            answer = True, error
        try:
            pipe.send(answer)
        except OSError:
            return


def _follow() -> None:
    """End this process with the main one, also in the midst of a block: a killed run must not go on working for nobody."""
    main = multiprocessing.parent_process()
    assert main is not None
    main.join()
    os._exit(1)


def _shares(queries: list[Any], hands: int) -> list[list[Any]]:
    return [share for share in (queries[at::hands] for at in range(hands)) if share]


def _lost() -> Lost:
    return Lost("a worker process was ended from outside (out of memory?)")
