"""Rows as JSON lines: the source's own objects with the answers appended, or an object of all columns.

An object keeps its text as it was, numbers, order and spacing included; only its closing brace moves behind the answers,
which are text in the shape they have in every other kind. This is data for programs: nothing is defused, and a null is
an empty text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from screening.batch.columns import ADDED
from screening.batch.output.encoder import texts
from screening.batch.output.formulas import characters, offsets

ROWS_AT_ONCE = 16_384  # small enough that a step's cells stay in the processor's cache

Named = tuple[str, pa.Array]


@dataclass(frozen=True, slots=True)
class JsonLines:
    """JSON lines, one row each."""

    columns: tuple[str, ...]
    kind: str = "jsonl"
    ready: bool = True

    def header(self) -> bytes:
        return b""

    def rows(self, table: pa.Table, objects: tuple[str, ...] = ()) -> bytes:
        steps = range(0, table.num_rows, ROWS_AT_ONCE)
        if not objects:
            columns = list(zip(table.column_names, texts(table), strict=True))
            return b"".join(_objects(_cut(columns, start)) for start in steps)
        if len(objects) != table.num_rows:
            raise ValueError(f"{len(objects)} objects for {table.num_rows} rows")
        names = [name for name in table.column_names[-len(ADDED) :] if name in ADDED]
        columns = list(zip(names, texts(table.select(names)), strict=True))
        return b"".join(
            _extended(pa.array(objects[start : start + ROWS_AT_ONCE], pa.string()), _cut(columns, start))
            for start in steps
        )

    def total(self, before: int, data: bytes) -> int:  # noqa: ARG002 - a text file has no limit of rows
        return 0

    def convert(self, pieces: Iterable[bytes], out: Path, scratch: Path) -> None:  # noqa: ARG002
        with out.open("wb") as file:
            for piece in pieces:
                file.write(piece)


def _cut(columns: list[Named], start: int) -> list[Named]:
    return [(name, column.slice(start, ROWS_AT_ONCE)) for name, column in columns]


def _objects(columns: list[Named]) -> bytes:
    return _joined(["{", *_members(columns), "}\n"])


def _extended(source: pa.Array, answers: list[Named]) -> bytes:
    """Put the answers behind what stands in each source object."""
    opened = pc.utf8_slice_codeunits(pc.utf8_trim_whitespace(source), 0, -1)
    opened = pc.utf8_rtrim_whitespace(opened)
    comma = pc.if_else(pc.equal(opened, "{"), "", ",")
    return _joined([opened, comma, *_members(answers), "}\n"])


def _members(columns: list[Named]) -> Iterator[pa.Array | str]:
    for n, (name, column) in enumerate(columns):
        yield ("," if n else "") + json.dumps(name, ensure_ascii=False) + ':"'
        yield escaped(column)
        yield '"'


def _joined(parts: list[pa.Array | str]) -> bytes:
    """Return the rows' texts, part by part and row by row: the bytes of one joined column are the lines themselves."""
    merged: list[pa.Array | str] = []
    for part in parts:
        if merged and isinstance(part, str) and isinstance(merged[-1], str):
            merged[-1] += part
        else:
            merged.append(part)
    joined = pc.binary_join_element_wise(*merged, "")
    text: bytes = characters(joined)[: offsets(joined)[-1]].tobytes()
    return text


def escaped(column: pa.Array) -> pa.Array:
    """Return a text column as the inside of JSON strings; columns without a character to escape are not touched."""
    places = offsets(column)
    text = characters(column)[places[0] : places[-1]]
    data = text.tobytes()
    if b"\\" in data:  # first: the other escapes bring backslashes of their own
        column = pc.replace_substring(column, "\\", "\\\\")
    if b'"' in data:
        column = pc.replace_substring(column, '"', '\\"')
    for code in np.unique(text[text < 0x20]).tolist():
        column = pc.replace_substring(column, chr(code), json.dumps(chr(code))[1:-1])
    return column
