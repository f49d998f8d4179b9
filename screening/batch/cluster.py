"""A batch on many machines: Ray Data hands out the blocks, one task each, and gives the results back in the order of the file.

Tasks, not actors: a process keeps what it has loaded and learned (`arrow`) for the tasks that follow, and a task whose machine
dies is done again wherever a core is free. An actor is only made again where its core is free: when a machine is lost there
may be none, and its blocks wait for ever. Every machine needs this version of this package and of Ray, and the folders of
rules and lists at the same place. The blocks lie with the machine that asked; if that one dies, the run is over.
"""

from __future__ import annotations

import logging
import pickle
import re
import socket
import warnings
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import pyarrow as pa

from screening.batch.arrow import Screen, Settings, block_table, decider_for
from screening.batch.crew import Alone
from screening.batch.hand import Hand, Ids, Output
from screening.batch.intake import Raw, Source
from screening.batch.intake.text import Span
from screening.batch.output import Encoder
from screening.errors import ScreeningError

T = TypeVar("T")

LOCAL = "local"
"""The address of a Ray of one's own on this machine, which ends with the run."""

ADDRESS = re.compile(r"(\[[0-9a-fA-F:]+\]|[^:/\s]+):([0-9]{1,5})")
PATIENCE = 5.0  # seconds

NUMBER, HELD, DONE = "number", "held", "done"


def run_on_cluster(address: str, source: Source, settings: Settings) -> Generator[tuple[int, pa.Table], None, None]:
    """Screen a source; yield the number of each block and the table of its `arrow.ANSWERS`, in order, as they come."""
    yield from on_cluster(address, source.raws(), Answered(Screen(settings)))


@dataclass(frozen=True, slots=True)
class Answered:
    """What is done with a block on a worker: read it, screen it."""

    screen: Screen

    def __call__(self, raw: Raw) -> tuple[int, pa.Table]:
        """Return the block's number and its answers."""
        block = raw.read()
        return block.number, self.screen(block_table(block))


@dataclass(frozen=True, slots=True)
class Distant:
    """A hand of a run in a process of the cluster: what it must be told. Names known from earlier runs stay here."""

    settings: Settings
    header: tuple[str, ...]
    encoder: Encoder
    id_header: str | None

    def output(self, raw: Raw) -> Output:
        """Return what comes of a block."""
        return next(Alone(self._hand()).rounds(iter([raw])))[0]

    def ids(self, raw: Raw) -> Ids:
        """Return the ids of a block."""
        return self._hand().ids(raw)

    def _hand(self) -> Hand:
        decider = decider_for(self.settings, self.header)
        return Hand(decider, self.encoder, self.settings.options.language, self.id_header)


@dataclass(slots=True)
class Machines:
    """The crew of a run on a cluster (see `crew.Crew`)."""

    address: str
    hand: Distant
    _working: list[Generator[Any, None, None]] = field(default_factory=list)

    def rounds(self, raws: Iterator[Raw]) -> Iterator[list[Output]]:
        """Yield each block's output."""
        for output in self._given(raws, self.hand.output):
            yield [output]

    def ids(self, raws: Iterator[Raw]) -> Iterator[Ids]:
        """Yield the ids of each block."""
        yield from self._given(raws, self.hand.ids)

    def dismiss(self) -> None:
        """Leave the cluster; what it was working on is dropped."""
        for each in self._working:
            each.close()

    def _given(self, raws: Iterator[Raw], work: Callable[[Raw], T]) -> Iterator[T]:
        self._working.append(on_cluster(self.address, raws, work))
        return self._working[-1]


def on_cluster(address: str, raws: Iterable[Raw], work: Callable[[Raw], T]) -> Generator[T, None, None]:
    """Yield `work(raw)` for every block, in order; raise the first `ScreeningError` that a worker met.

    `work` travels by pickle, so it is an object of this package (or of another that is installed everywhere). `address` is
    `local` or HOST:PORT of a cluster that this machine is part of; on a cluster the blocks' bytes are handed over, because
    other machines may not see the file, and its object store (which spills to disk) holds the whole input.
    """
    with _connected(address) as ray:
        numbers, held = [], []
        for raw in raws:
            given = pickle.dumps(raw if address == LOCAL else _whole(raw))
            numbers.append(raw.number)
            held.append(ray.put(pa.table({NUMBER: [raw.number], HELD: pa.array([given], pa.large_binary())})))
        if not held:
            return
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of Ray, about its own defaults
            blocks = ray.data.from_arrow_refs(held)
            blocks.context.enable_progress_bars = False
            blocks.context.execution_options.preserve_order = True
            done = blocks.map_batches(
                _worked, fn_args=(work,), batch_size=None, batch_format="pyarrow", zero_copy_batch=True, num_cpus=1,
                max_retries=-1,
            )  # fmt: skip
        expected = iter(numbers)
        for batch in done.iter_batches(batch_size=None, batch_format="pyarrow", prefetch_batches=0):
            for number, result in zip(batch.column(NUMBER).to_pylist(), batch.column(DONE), strict=True):
                if number != next(expected, None):
                    raise ScreeningError(f"the cluster gave block {number} out of order: nothing after it can be trusted")
                failed, value = pickle.loads(result.as_buffer())  # noqa: S301 what our own workers wrote
                if failed:
                    raise value
                yield value
        if (missing := next(expected, None)) is not None:
            raise ScreeningError(f"the cluster ended without block {missing}: run again")


def _worked(batch: pa.Table, work: Callable[[Raw], Any]) -> Iterator[pa.Table]:
    """On a worker: do what is to be done with a block, and send back what came of it, or what was wrong with it."""
    for number, held in zip(batch.column(NUMBER).to_pylist(), batch.column(HELD), strict=True):
        raw = pickle.loads(held.as_buffer())  # noqa: S301 what the run itself wrote
        try:
            result = False, work(raw)
        except ScreeningError as error:
            result = True, error
        yield pa.table({NUMBER: [number], DONE: pa.array([pickle.dumps(result, protocol=5)], pa.large_binary())})


def _whole(raw: Any) -> Any:
    """Return a block that needs no file."""
    held = getattr(raw, "held", None)
    return replace(raw, held=held.read()) if isinstance(held, Span) else raw


def _reached(address: str) -> None:
    """Make sure that somebody listens at an address: Ray itself tries for two minutes."""
    found = ADDRESS.fullmatch(address)
    if not found:
        raise ScreeningError(f"--cluster {address}: give `local`, or HOST:PORT as `ray start --head` says it")
    try:
        socket.create_connection((found[1].strip("[]"), int(found[2])), timeout=PATIENCE).close()
    except (OSError, OverflowError) as error:
        hint = "check the address, and that `ray start` was run on this machine, too"
        raise ScreeningError(f"--cluster {address}: nobody answers there ({error}); {hint}") from error


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    """Give Ray, connected to a cluster; a connection that was there before stays, one that was made here ends."""
    try:
        import ray
        import ray.data
        from ray._private import worker
    except ImportError:
        raise ScreeningError("--cluster needs Ray: pip install 'screening[ray]', on every machine") from None
    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.ERROR)
    if ray.is_initialized():
        yield ray
        return
    if address != LOCAL:
        _reached(address)
    worker._worker_logs_enabled = False  # noqa: SLF001 what a raylet has to say would go to standard output, among the rows
    dashboard = False if address == LOCAL else None  # None: nothing to say, the cluster is there
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ray.init(address=address, include_dashboard=dashboard, log_to_driver=False, logging_level=logging.ERROR)
    except (ConnectionError, RuntimeError, ValueError) as error:
        reason = str(error).partition("\n")[0]
        raise ScreeningError(f"--cluster {address}: no Ray to work with there: {reason}") from error
    try:
        yield ray
    finally:
        ray.shutdown()
