"""CSV and TSV: any cells come back as they were, but for the apostrophes before formulas."""

import csv
import io

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.batch.output.delimited import BOM, Delimited
from screening.batch.output.formulas import APOSTROPHE

CELLS = st.text(st.one_of(st.sampled_from("\",;\t\r\n =+-@＝'é한"), st.characters(codec="utf-8")), max_size=8)


def back(cell: str, original: str) -> bool:
    """Whether `cell` is `original`, an apostrophe aside."""
    return cell in {original, APOSTROPHE + original}


@pytest.mark.parametrize("separator", [",", "\t"])
@given(data=st.data(), width=st.integers(1, 4))
def test_any_cells_come_back(separator: str, data: st.DataObject, width: int) -> None:
    """Quotation marks, separators, line ends and any other character survive, in cells and in names."""
    names = tuple(data.draw(st.lists(CELLS, min_size=width, max_size=width, unique=True)))
    rows = data.draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=4))
    table = pa.Table.from_arrays(
        [pa.array([row[n] for row in rows], pa.string()) for n in range(width)], names=list(names)
    )
    encoder = Delimited(names, separator)
    text = (encoder.header() + encoder.rows(table)).removeprefix(BOM).decode()
    read = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    assert [len(row) for row in read] == [width] * (len(rows) + 1)
    assert all(
        back(cell, original)
        for row, own in zip(read, [names, *rows], strict=True)
        for cell, original in zip(row, own, strict=True)
    )


def test_the_bytes_are_what_excel_reads_as_korean() -> None:
    """A byte order mark, line feeds, nothing between separators for an empty cell, whatever Arrow calls it."""
    columns = {"이름": pa.array(["발명 대학교", None]), "n": pa.array(["007", ""]).dictionary_encode()}
    encoder = Delimited(tuple(columns))
    assert encoder.header() == b"\xef\xbb\xbf" + '"이름","n"\n'.encode()
    assert encoder.rows(pa.table(columns)).decode() == '"발명 대학교","007"\n,\n'
    assert Delimited(("=a", "b"), bom=False).header() == b'"\'=a","b"\n'


def test_slices_and_chunks_are_written_like_whole_columns() -> None:
    """Cells are found by their places in memory, which a slice shifts."""
    column = pa.chunked_array([["a", "", "=b"], [], ["ccc", ""]])
    table = pa.table({"x": column, "y": column})
    encoder = Delimited(("x", "y"))
    each = b"".join(encoder.rows(table.slice(n, 1)) for n in range(5))
    assert encoder.rows(table) == each == b'"a","a"\n,\n"\'=b","\'=b"\n"ccc","ccc"\n,\n'
