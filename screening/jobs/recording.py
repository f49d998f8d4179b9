"""A job's output before it is offered: for every block the rows as they will be served, and the records of them beside.

Both come from one decision and lie in one file that is whole or not there, so that what is offered and what is logged can
never be two things. The file says under which law it was made. From it the records are read in order, from any place on,
and the result is made of it; nobody is ever given this file itself.
"""

from __future__ import annotations

import json
import shutil
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa

from screening.batch.output import Encoder
from screening.jobs.rows import RowRecorder, TransactionRecorder

HEAD = struct.Struct(">QQQ")
"""Before each block: bytes of rows, bytes of records, number of records."""


@dataclass(frozen=True, slots=True)
class Recording:
    """An encoder around that of the result: what `recorder` has put down of a block goes behind the block's rows.

    Both are in one process, and the recorder decides a block before its rows are encoded.
    """

    inner: Encoder
    recorder: RowRecorder | TransactionRecorder
    about: Mapping[str, Any]
    ready: bool = True

    @property
    def kind(self) -> str:
        """Told from the kind of the result, because the file is another one."""
        return f"{self.inner.kind} with records"

    def header(self) -> bytes:
        """Return what stands before the first block: the result's own beginning, and what the file was made under."""
        return _framed(self.inner.header(), json.dumps(self.about, sort_keys=True).encode(), 0)

    def rows(self, table: pa.Table, objects: tuple[str, ...] = ()) -> bytes:
        """Return a block."""
        recorded = self.recorder.recorded
        sink = pa.BufferOutputStream()
        options = pa.ipc.IpcWriteOptions(compression="lz4", unify_dictionaries=True)
        with pa.ipc.new_stream(sink, recorded.schema, options=options) as stream:
            stream.write_table(recorded)
        return _framed(self.inner.rows(table, objects), sink.getvalue().to_pybytes(), recorded.num_rows)

    def total(self, before: int, data: bytes) -> int:
        """Return what the result's encoder says of its part."""
        size, *_ = HEAD.unpack_from(data)
        return self.inner.total(before, data[HEAD.size : HEAD.size + size])

    def convert(self, pieces: Iterable[bytes], out: Path, scratch: Path) -> None:
        """Refuse: the file is ready as it is."""
        raise NotImplementedError


def _framed(rows: bytes, records: bytes, count: int) -> bytes:
    return b"".join([HEAD.pack(len(rows), len(records), count), rows, records])


@dataclass(frozen=True, slots=True)
class Recorded:
    """A finished recording."""

    path: Path

    def about(self) -> dict[str, Any]:
        """Return under what it was made."""
        with self.path.open("rb") as file:
            size, records, _ = HEAD.unpack(file.read(HEAD.size))
            file.seek(size, 1)
            about: dict[str, Any] = json.loads(file.read(records))
        return about

    def count(self) -> int:
        """Return the number of records."""
        return sum(count for _, _, _, count in self._frames())

    def tables(self, first: int = 0) -> Iterator[pa.Table]:
        """Yield the records block by block (`rows.COLUMNS_OF_RECORDS`), from the one with number `first` on (the first: 0)."""
        begun = 0
        for file, size, records, count in self._frames():
            ended = begun + count
            if ended > first and count:
                file.seek(size, 1)
                with pa.ipc.open_stream(pa.py_buffer(file.read(records))) as stream:
                    table = stream.read_all()
                yield table.slice(max(first - begun, 0))
            begun = ended

    def result(self, encoder: Encoder, out: Path, scratch: Path) -> None:
        """Write the result to `out` with the encoder that the recording was made with; `scratch` is a folder for its use."""
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir()
        try:
            encoder.convert(self._pieces(), out, scratch)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)

    def _pieces(self) -> Iterator[bytes]:
        for file, size, _, _ in self._frames():
            if size:
                yield file.read(size)

    def _frames(self) -> Iterator[tuple[BinaryIO, int, int, int]]:
        """Yield for every block the file, at the block's rows, and the sizes of what is in it."""
        with self.path.open("rb") as file:
            while head := file.read(HEAD.size):
                size, records, count = HEAD.unpack(head)
                following = file.tell() + size + records
                yield file, size, records, count
                file.seek(following)
