"""The hands of a run: in this process for a small file, else one process a core, in step with one another.

Each round gives every hand a block. Names that no hand knows are shared out, so that each is looked up once, and so are
cases that nobody has decided; what was found goes to all. Results come back in the order of the blocks. Processes are
forked, so that rules and lists are loaded once and shared; where a system cannot fork there is one hand.
"""

from __future__ import annotations

import gc
import mmap
import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from threading import Thread
from typing import Any, Protocol

from screening.batch.hand import Hand, Ids, Output
from screening.batch.intake.source import Raw
from screening.errors import Invalid, ScreeningError

DESK = 96_000_000
"""Bytes that a worker hands over in memory shared with the main process; an output that is longer goes through the pipe."""


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
            self._hand.settle(self._hand.unknown(self._hand.find(self._hand.read(raw))))
            yield [self._hand.decide([])]
        self._hand.keep()

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
        self._desks = [mmap.mmap(-1, DESK) for _ in range(workers)]
        gc.freeze()  # rules and lists stay: no worker need look through them for garbage
        for desk in self._desks:
            ours, theirs = context.Pipe()
            process = context.Process(target=_work, args=(hand, theirs, [*self._pipes, ours], desk), daemon=True)
            process.start()
            theirs.close()
            self._pipes.append(ours)
            self._processes.append(process)
        gc.unfreeze()

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
            self._give("unknown", [found] * len(busy))
            open_cases = [self._take(pipe) for pipe in busy]
            settled: list[list[Any]] = [[] for _ in busy]
            if any(open_cases):
                self._give("settle", _divided(open_cases))
                settled = [self._take(pipe) for pipe in busy]
            self._give("decide", [[each for j, many in enumerate(settled) if j != i for each in many] for i in range(len(busy))])
            outputs = [self._output(pipe, desk) for pipe, desk in zip(busy, self._desks, strict=False)]
            busy = self._give("read", list(islice(raws, len(self._pipes))))
            yield outputs
            del outputs  # before the next ones are taken
        for pipe in self._give("keep", [None]):
            self._take(pipe)

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

    def _output(self, pipe: Connection[Any, Any], desk: mmap.mmap) -> Output:
        """Return an output; with the data that the hand has laid on its desk, if any."""
        output: Output
        output, size = self._take(pipe)
        return replace(output, data=desk[:size]) if size else output

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


def _work(hand: Hand, pipe: Connection[Any, Any], others: Sequence[Connection[Any, Any]], desk: mmap.mmap) -> None:
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
            result = getattr(hand, what)(piece)
            answer = False, _laid(result, desk) if what == "decide" else result
        except (Invalid, MemoryError, OSError) as error:
            answer = True, error
        try:
            pipe.send(answer)
        except OSError:
            return


def _laid(output: Output, desk: mmap.mmap) -> tuple[Output, int]:
    """Lay the data of an output on the desk, if they fit there; return the rest of it, and how long they are."""
    size = len(output.data)
    if size > len(desk):
        return output, 0
    desk[:size] = output.data
    return replace(output, data=b""), size


def _follow() -> None:
    """End this process with the main one, also in the midst of a block: a killed run must not go on working for nobody."""
    main = multiprocessing.parent_process()
    assert main is not None
    main.join()
    os._exit(1)


def _shares(queries: list[Any], hands: int) -> list[list[Any]]:
    return [share for share in (queries[at::hands] for at in range(hands)) if share]


def _divided(wanted: Sequence[Sequence[bytes]]) -> list[list[bytes]]:
    """Return for each hand which of the cases it wants it shall decide: each case one hand, the work as even as it can be."""
    wanting: dict[bytes, list[int]] = {}
    for hand, digests in enumerate(wanted):
        for digest in digests:
            wanting.setdefault(digest, []).append(hand)
    shares: list[list[bytes]] = [[] for _ in wanted]
    for digest, hands in sorted(wanting.items(), key=lambda each: len(each[1])):  # first those that leave no choice
        shares[min(hands, key=lambda hand: len(shares[hand]))].append(digest)
    return shares


def _lost() -> Lost:
    return Lost("a worker process was ended from outside (out of memory?)")
