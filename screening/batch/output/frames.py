"""Blocks of a kind that cannot be appended to, kept as Arrow streams in the unfinished file: one stream a block.

A stream says how many rows it holds before any of them is read, so that a limit of rows is noticed when it is passed.
"""

from __future__ import annotations

import pyarrow as pa

from screening.batch.output.encoder import texts

_ROWS = b"rows"


def packed(table: pa.Table) -> bytes:
    """Return `table` as text in one Arrow stream."""
    metadata = {_ROWS: str(table.num_rows).encode()}
    text = pa.Table.from_arrays(texts(table), names=table.column_names, metadata=metadata)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, text.schema, options=pa.ipc.IpcWriteOptions(compression="lz4")) as stream:
        stream.write_table(text)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def count(data: bytes) -> int:
    """Return how many rows a packed table holds, without reading them."""
    with pa.ipc.open_stream(pa.py_buffer(data)) as stream:
        return int(stream.schema.metadata[_ROWS])


def unpacked(data: bytes) -> pa.Table:
    """Return a packed table."""
    with pa.ipc.open_stream(pa.py_buffer(data)) as stream:
        return stream.read_all().replace_schema_metadata(None)
