"""One worker of a batch run: reads a block, says which names and cases it does not know, finds them out, writes text.

The same object works in this process or in another one (`crew`); what goes in and out is small, or bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from screening.batch.block import Block
from screening.batch.decider import Decider
from screening.batch.intake.source import Raw
from screening.batch.kept_records import KeptRecords, records_key
from screening.batch.nested import NestedDecider
from screening.batch.output import Encoder, rejected_rows
from screening.batch.records import Record
from screening.parties.answers import Answers
from screening.parties.matcher import Answer, Query
from screening.terms import Language

Found = Mapping[Query, Answer]
Settled = tuple[bytes, Record]

MULTIPLIERS = np.random.default_rng(20261122).integers(1, 2**63, size=4096, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
"""One odd number for each byte of an id: its hash is the sum of their products, the same in every run."""


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids of a block's transactions as hashes, and the first row of each; rows without an id are left out."""

    hashes: npt.NDArray[np.uint64]
    rows: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Output:
    """What came of a block: rows and rejected rows as the output files want them, counts, ids, seconds by stage."""

    number: int
    data: bytes
    rejected: bytes
    counts: dict[str, Any]
    ids: Ids
    seconds: dict[str, float]


@dataclass(slots=True)
class Hand:
    """Works on one block at a time: `read`, `find` (any names), `unknown`, `settle` (cases of this block), `decide`.

    In between each is told what all hands have found. What was decided is kept for later runs when all is done (`keep`).
    """

    decider: Decider | NestedDecider
    encoder: Encoder
    language: Language
    id_header: str | None
    kept: Answers | None = None
    _block: Block | None = None
    _numbered: Any = None
    _seconds: dict[str, float] = field(default_factory=dict)
    _file: KeptRecords | None = None

    def __post_init__(self) -> None:
        if self.kept is not None and isinstance(self.decider, Decider):
            of = self.decider
            self._file = KeptRecords(self.kept.path.parent, records_key(of.screener.rules.digest, of.options.assume))
            self._file.load(of.records)

    def ids(self, raw: Raw) -> Ids:
        """Return the ids of a block that was screened before, so that those that stand again can be told."""
        return self._ids(raw.read())

    def read(self, raw: Raw) -> list[Query]:
        """Read a block; return the names that the lists have not been asked for."""
        self._seconds = {}
        with self._timed("parse"):
            self._block = raw.read()
        with self._timed("read"):
            self._numbered = self.decider.read(self._block)
            return self.decider.screener.watchlist.unknown(self.decider.queries(self._numbered))

    def find(self, queries: Sequence[Query]) -> Found:
        """Ask the lists for names; what was asked in an earlier run is taken from there."""
        with self._timed("names"):
            return self.decider.screener.watchlist.learn(queries, kept=self.kept)

    def unknown(self, found: Found) -> list[bytes]:
        """Take the names that all hands have found; return the digests of the cases that nobody has decided yet."""
        with self._timed("names"):
            self.decider.screener.watchlist.take(found)
        if not isinstance(self.decider, Decider):
            return []
        with self._timed("people"):
            return self.decider.unknown(self._numbered)

    def settle(self, digests: Sequence[bytes]) -> list[Settled]:
        """Decide these cases of the block, and return them for the other hands."""
        if not isinstance(self.decider, Decider):
            return []
        with self._timed("decide"):
            found = self.decider.settled(self._numbered, digests)
            self.decider.learn(found)
        return found

    def decide(self, settled: Sequence[Settled]) -> Output:
        """Answer the block that was read, with what other hands have settled."""
        assert self._block is not None
        with self._timed("decide"):
            if isinstance(self.decider, Decider):
                self.decider.learn(settled)
            screened = self.decider.decide(self._numbered)
        with self._timed("write"):
            block, table = self._block, self._block.table
            kept = pa.array(screened.kept)
            whole = len(screened.kept) == table.num_rows
            own = table if whole else table.take(kept)
            for name in screened.added.column_names:
                own = own.append_column(name, screened.added.column(name))
            objects = block.objects if whole else tuple(block.objects[at] for at in screened.kept.tolist() if block.objects)
            data = self.encoder.rows(own, objects)
            rejected = rejected_rows(screened.rejected, self.language, table.num_columns)
            ids = self._ids(block)
        self._block = self._numbered = None
        pa.default_memory_pool().release_unused()  # a block's memory is given back, not kept for the next
        return Output(block.number, data, rejected, screened.counts.to_json(), ids, self._seconds)

    def keep(self, _: object = None) -> None:
        """Keep for later runs what was decided."""
        if self._file is not None and isinstance(self.decider, Decider):
            self._file.save(self.decider.records)

    def _ids(self, block: Block) -> Ids:
        if self.id_header is None:
            return Ids(np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64))
        texts = pc.utf8_trim_whitespace(block.table.column(self.id_header).combine_chunks())
        starts = np.ones(len(texts), dtype=bool)
        if len(texts) > 1:
            starts[1:] = pc.not_equal(texts[1:], texts[:-1]).to_numpy(zero_copy_only=False)
        starts &= pc.not_equal(texts, "").to_numpy(zero_copy_only=False)
        at = np.flatnonzero(starts)
        return Ids(hashed(texts.take(pa.array(at))), block.rows[at])

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        begun = perf_counter()
        try:
            yield
        finally:
            self._seconds[stage] = self._seconds.get(stage, 0.0) + perf_counter() - begun


def hashed(texts: pa.Array) -> npt.NDArray[np.uint64]:
    """Return a hash of every text, the same in every process; of long texts the first 4,096 bytes and the length count."""
    if not len(texts):
        return np.zeros(0, dtype=np.uint64)
    binary = texts.cast(pa.large_binary())
    offsets = np.frombuffer(binary.buffers()[1], dtype=np.int64)[binary.offset : binary.offset + len(binary) + 1]
    data = np.frombuffer(binary.buffers()[2], dtype=np.uint8)[offsets[0] : offsets[-1]]
    starts, lengths = offsets[:-1] - offsets[0], np.diff(offsets)
    place = np.arange(len(data)) - np.repeat(starts, lengths)
    known = np.minimum(place, len(MULTIPLIERS) - 1)
    products = (data.astype(np.uint64) + np.uint64(1)) * np.where(place < len(MULTIPLIERS), MULTIPLIERS[known], np.uint64(0))
    sums = np.concatenate([[np.uint64(0)], np.cumsum(products)])
    found: npt.NDArray[np.uint64] = (sums[starts + lengths] - sums[starts]) ^ lengths.astype(np.uint64)
    return found
